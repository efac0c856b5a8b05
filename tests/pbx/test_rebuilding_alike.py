"""Two calls from the same number, or from callers who tell none, are two calls."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState, Phase
from ctiapp.model.ids import CallId
from ctiapp.pbx import rebuilt_kept
from ctiapp.pbx.rebuilt_past import LATE_S
from ctiapp.pbx.told import Action
from tests.pbx.heard import Heard, ext, inbound

TALK = (LegState.CONNECTED, LegState.CONNECTED)
RING = (LegState.INITIATED, LegState.ALERTING)

NUMBERS = pytest.mark.parametrize("number", ["05921234", ""], ids=["same", "withheld"])
IDS = pytest.mark.parametrize("loose", [False, True], ids=["one-id", "many-ids"])
ORDERS = pytest.mark.parametrize("order", [1, -1], ids=["older-first", "newer-first"])


def listed(line: str, number: str, states: tuple[LegState, LegState] = TALK) -> CallReport:
    """A call from outside with one's own phone, as a snapshot lists it."""
    caller, me = inbound(number, line), ext("2000")
    return CallReport(
        CallId(""),
        (
            LegReport(
                caller.leg_id,
                caller.kind,
                caller.number,
                states[0],
                calling=True,
                called=caller.other,
                trunk=caller.trunk,
            ),
            LegReport(me.leg_id, me.kind, me.number, states[1], calling=False),
        ),
    )


def talk_with(heard: Heard, number: str, line: str) -> None:
    caller = inbound(number, line)
    heard.tell(Action.ALERT, caller, call_id=line)
    heard.tell(Action.RING, ext("2000"), caller, call_id=line)
    heard.tell(Action.ANSWER, ext("2000"), caller, call_id=line)


def lines(heard: Heard) -> dict[str, Phase]:
    """The outside line of each of one's own calls, and how that call stands."""
    return {
        leg.report.leg_id: call.phase
        for call in heard.store.calls
        for leg in call.legs
        if leg.report.kind is LegKind.INBOUND and call.end is None
    }


@IDS
@NUMBERS
@ORDERS
def test_a_first_snapshot_shows_both(loose: bool, number: str, order: int) -> None:
    heard = Heard(loose=loose)
    heard.look(*[listed("1.1", number), listed("1.2", number, RING)][::order])
    assert lines(heard) == {"inbound:1.1": Phase.TALKING, "inbound:1.2": Phase.RINGING}
    assert len({call.call_id for call in heard.store.calls}) == 2


@IDS
@NUMBERS
@ORDERS
def test_a_snapshot_shows_the_second_beside_the_first_that_is_known(
    loose: bool, number: str, order: int
) -> None:
    heard = Heard(loose=loose)
    talk_with(heard, number, "1.1")
    heard.now_s += 60
    heard.look(*[listed("1.1", number), listed("1.2", number, RING)][::order])
    assert lines(heard) == {"inbound:1.1": Phase.TALKING, "inbound:1.2": Phase.RINGING}
    first = next(call for call in heard.store.calls if call.phase is Phase.TALKING)
    assert first.call_id == "1.1"


@NUMBERS
def test_who_rang_again_in_a_gap_is_reached_by_the_new_line(number: str) -> None:
    heard = Heard()
    talk_with(heard, number, "1.1")
    heard.now_s += 60
    heard.look(listed("1.2", number))
    assert lines(heard) == {"inbound:1.2": Phase.TALKING}
    (report,) = heard.rebuilder.reports()
    assert report.call_id == "1.2"


@NUMBERS
def test_who_rings_just_after_a_snapshot_is_not_in_the_call_that_it_found(number: str) -> None:
    heard = Heard()
    heard.look(listed("1.1", number))
    heard.now_s += LATE_S / 2
    caller = inbound(number, "1.2")
    heard.tell(Action.ALERT, caller, call_id="1.2")
    heard.tell(Action.RING, ext("2000"), caller, call_id="1.2")
    assert lines(heard) == {"inbound:1.1": Phase.TALKING, "inbound:1.2": Phase.RINGING}
    heard.tell(Action.BYE, caller, ext("2000"), call_id="1.2")
    assert lines(heard) == {"inbound:1.1": Phase.TALKING}


@NUMBERS
def test_two_that_were_taken_for_one_are_told_apart_by_the_next_snapshot(number: str) -> None:
    heard = Heard()
    talk_with(heard, number, "1.1")
    heard.tell(Action.RING, ext("2000"), inbound(number, "1.2"), call_id="1.1")
    assert len(heard.rebuilder.reports()) == 1
    heard.now_s += 1
    heard.look(listed("1.1", number), listed("1.2", number, RING))
    assert lines(heard) == {"inbound:1.1": Phase.TALKING, "inbound:1.2": Phase.RINGING}


@IDS
def test_who_rings_is_not_in_the_call_that_one_has_just_begun_to_dial(loose: bool) -> None:
    heard = Heard(loose=loose)
    heard.tell(Action.ALERT, ext("2000"), call_id="1.1")
    heard.now_s += 0.5
    heard.look(listed("1.2", "030", RING))
    assert lines(heard) == {"inbound:1.2": Phase.RINGING}
    assert CallId("1.1") not in {report.call_id for report in heard.rebuilder.reports()}


def test_a_made_id_is_not_that_of_another_living_call() -> None:
    """The line after which a call is named has left it, and comes back in a call of its own."""
    heard = Heard()
    talk_with(heard, "030", "1.1")
    on_another = replace(listed("1.2", "031"), call_id=CallId("1.1"))
    heard.now_s += 1
    heard.look(on_another)
    heard.look(on_another, listed("1.1", "030", RING))
    assert lines(heard) == {"inbound:1.2": Phase.TALKING, "inbound:1.1": Phase.RINGING}


def test_of_the_lines_by_which_calls_are_found_the_oldest_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rebuilt_kept, "MAX_LINES", 2)
    heard = Heard()
    for line in ("1.1", "1.2", "1.3"):
        talk_with(heard, line, line)
    heard.now_s += 60
    caller = inbound("1.3", "1.3")
    heard.tell(Action.BYE, caller, ext("2000"), call_id="9.1")
    assert lines(heard) == {"inbound:1.1": Phase.TALKING, "inbound:1.2": Phase.TALKING}
    assert heard.doubts == []
    caller = inbound("1.1", "1.1")
    heard.tell(Action.BYE, caller, ext("2000"), call_id="9.2")
    assert heard.doubts == ["a bye of an unknown call"]
