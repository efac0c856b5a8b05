"""Keys that callers press (30017): in their order, in the right call, and not for ever."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.call import Phase
from ctiapp.model.events import DigitsPressed
from ctiapp.model.ids import CallId
from ctiapp.state.changes import CallChanged
from ctiapp.state.digits import MAX_CALLS, MAX_KEYS, Digits
from ctiapp.state.store import ENDED_SHOWN_S
from tests.model.said import CALL, ext, inbound, mine, moment, report
from tests.state.desk import Told


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def press(told: Told, digits: str, index: int | None, call_id: str = CALL) -> list[str]:
    """Somebody presses; what changed of the calls."""
    changes = told.take(DigitsPressed(CallId(call_id), digits, index))
    return [
        each.after.digits
        for each in changes
        if isinstance(each, CallChanged) and each.after is not None
    ]


def ring(told: Told, call_id: str = CALL, channel: str = "a") -> None:
    """The menu lets the caller through: one's own phone rings."""
    legs = (inbound("ANSWERED"), mine("RING", channel))
    told.take(events.CallReported(report(*legs, call_id=call_id)))


def test_what_a_menu_was_told_is_there_when_it_rings(told: Told) -> None:
    """Before that the call is nobody's business here."""
    for index, key in enumerate("471"):
        assert press(told, key, index) == []
    assert told.store.calls == ()

    ring(told)

    assert told.call().phase is Phase.RINGING
    assert told.call().digits == "471"


def test_keys_during_the_talk_are_seen_at_once(told: Told) -> None:
    """One change a key."""
    ring(told)
    assert press(told, "1", 0) == ["1"]
    assert press(told, "2", 1) == ["12"]
    told.take(events.CallReported(report(inbound("ANSWERED"), mine("ANSWER"))))
    assert told.call().digits == "12"


def test_late_and_repeated_keys_go_where_they_belong(told: Told) -> None:
    """The third came first, and the first twice."""
    ring(told)
    for key, index in (("7", 2), ("4", 0), ("4", 0), ("1", 1)):
        press(told, key, index)
    assert told.call().digits == "417"
    assert press(told, "7", 2) == []


def test_all_keys_at_once_replace_what_was_known(told: Told) -> None:
    """And the next one goes behind them."""
    ring(told)
    press(told, "9", 0)
    assert press(told, "4711", None) == ["4711"]
    assert press(told, "#", 4) == ["4711#"]


def test_they_stay_until_the_call_leaves_the_screen(told: Told) -> None:
    """Also while it is shown as ended; the next call of that id has none."""
    ring(told)
    press(told, "5", 0)
    told.take(events.CallRecorded(CallId(CALL), {}))
    assert (told.call().phase, told.call().digits) == (Phase.ENDED, "5")

    told.now_s += ENDED_SHOWN_S + 1
    told.store.tick(moment(told.now_s))
    ring(told, channel="b")
    assert told.call().digits == ""


def test_each_call_has_its_own(told: Told) -> None:
    """Two callers at a time."""
    press(told, "1", 0)
    press(told, "2", 0, call_id="9.9")
    ring(told)
    ring(told, "9.9")
    assert sorted((call.call_id, call.digits) for call in told.store.calls) == [
        (CALL, "1"),
        ("9.9", "2"),
    ]


def test_a_call_of_others_that_is_over_is_forgotten(told: Told) -> None:
    """It never came here."""
    press(told, "1", 0)
    told.take(events.CallReported(report(inbound("ANSWERED"), ext("2001", "ANSWER"))))
    told.take(events.CallRecorded(CallId(CALL), {}))
    ring(told)
    assert told.call().digits == ""


def test_signing_in_as_somebody_else_forgets_all(told: Told) -> None:
    """Nobody sees what others' callers pressed."""
    press(told, "1", 0)
    told.store.reset(told.store.me, moment(told.now_s + 1))
    ring(told)
    assert told.call().digits == ""


def test_what_is_kept_is_bounded() -> None:
    """Nobody presses so many keys, and no office has so many callers at menus."""
    digits = Digits()
    for index in range(MAX_KEYS + 10):
        text = digits.take(DigitsPressed(CallId("1"), "5", index))
    assert text == "5" * MAX_KEYS
    assert digits.take(DigitsPressed(CallId("1"), "6" * 500, None)) == "6" * MAX_KEYS

    for number in range(MAX_CALLS):
        digits.take(DigitsPressed(CallId(f"other {number}"), "1", 0))
    assert digits.of(CallId("1")) == ""
    assert digits.of(CallId("other 0")) == "1"
