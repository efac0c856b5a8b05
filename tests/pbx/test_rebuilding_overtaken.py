"""A ring that was overtaken by the end of its call shows no call; a true one is found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.call import FailReason, LegState, Phase
from ctiapp.model.ids import CallId
from ctiapp.pbx.rebuilt_past import LATE_S
from ctiapp.pbx.told import Action, Party, Told
from tests.pbx.heard import ME, Heard, ext, inbound, outbound, record, ring_from

if TYPE_CHECKING:
    from collections.abc import Callable


IDS = pytest.mark.parametrize("loose", [False, True], ids=["one-id", "many-ids"])
CALLERS = pytest.mark.parametrize(
    "caller", [inbound("030"), ext("2100")], ids=["outside", "inside"]
)


@st.composite
def overtaken(draw: st.DrawFn) -> list[tuple[float, Told]]:
    """All reports of a call that is over: those of its rings may come after its end."""
    told: list[tuple[float, Told]] = []
    at_s = 100.0

    def say(action: Action, *parties: Party, most_s: float = 0.0, **more: object) -> None:
        late_s = draw(st.sampled_from((0.0, 0.0, most_s / 2, most_s)))
        what = Told(action, CallId("5.1"), parties, **more)  # type: ignore[arg-type]
        told.append((at_s + late_s, what))

    others = [ext(f"220{each}") for each in range(draw(st.integers(0, 2)))]
    if draw(st.booleans()):
        caller, callees = ext("2000"), [draw(st.sampled_from((outbound("0309"), ext("2300"))))]
    else:
        caller, callees = draw(st.sampled_from((inbound("030"), ext("2100")))), [ext("2000")]
    callees += others
    say(Action.ALERT, caller, most_s=2.4)
    for callee in callees:
        say(Action.RING, callee, caller, most_s=2.4)
    at_s += draw(st.sampled_from((0.3, 1.5, 8.0)))
    taker = draw(st.sampled_from(callees))
    match draw(st.sampled_from(("bye", "487", "talk"))):
        case "bye":
            say(Action.BYE, caller, taker)
        case "487":
            say(Action.FAILED, taker, caller, gave_up=True)
        case _:
            say(Action.ANSWER, taker, caller)
            say(Action.ANSWERED, caller, taker)
            at_s += draw(st.sampled_from((0.3, 1.5, 30.0)))
            first, second = draw(st.permutations((caller, taker)))
            say(Action.BYE, first, second)
            say(Action.BYE, second, first)
    if draw(st.booleans()):
        say(Action.RECORD, ended=record(caller.number.text, callees[0].number.text))
    return sorted(told, key=lambda each: each[0])


@IDS
def test_no_ring_that_its_calls_end_overtook_is_shown(loose: bool) -> None:
    @settings(max_examples=400, deadline=None)
    @given(overtaken())
    def holds(arriving: list[tuple[float, Told]]) -> None:
        heard = Heard(loose=loose)
        for at_s, told in arriving:
            heard.now_s = at_s
            was_over = not heard.rebuilder.reports()
            seen_end = told.action in (Action.RING, Action.ALERT) and _ended(arriving, told)
            heard.take(told)
            if was_over and seen_end:
                assert heard.rebuilder.own() == ()
                assert Phase.RINGING not in heard.phases
                assert heard.doubts or ME not in {party.number for party in told.parties}

    holds()


def _ended(arriving: list[tuple[float, Told]], told: Told) -> bool:
    """Whether the end of the call was told before this."""
    before = arriving[: [each for _, each in arriving].index(told)]
    return any(each.action is Action.BYE or each.gave_up for _, each in before)


def hangs_up(heard: Heard, caller: Party) -> None:
    heard.tell(Action.BYE, caller, ext("2001"))


def gives_up(heard: Heard, caller: Party) -> None:
    heard.tell(Action.FAILED, ext("2001"), caller, gave_up=True)


def is_recorded(heard: Heard, caller: Party) -> None:
    heard.tell(Action.RECORD, ended=record(caller.number.text, "2001"))


def is_hung_up_on(heard: Heard, caller: Party) -> None:
    heard.tell(Action.ANSWER, ext("2001"), caller)
    heard.tell(Action.BYE, ext("2001"), caller)


ENDS = pytest.mark.parametrize("end", [hangs_up, gives_up, is_recorded, is_hung_up_on])


@ENDS
@CALLERS
def test_ones_own_first_ring_after_the_end_of_all_is_looked_up_and_not_shown(
    heard: Heard, caller: Party, end: Callable[[Heard, Party], None]
) -> None:
    ring_from(heard, caller, ext("2001"))
    end(heard, caller)
    heard.now_s += LATE_S
    heard.tell(Action.ALERT, caller)
    heard.tell(Action.RING, ext("2000"), caller)
    assert heard.phases == []
    assert heard.doubts == ["a late ring"]
    heard.now_s += 0.1
    heard.look()
    assert heard.phases == []


@CALLERS
def test_a_ring_long_after_the_end_of_all_is_a_new_one(heard: Heard, caller: Party) -> None:
    ring_from(heard, caller, ext("2001"))
    hangs_up(heard, caller)
    heard.now_s += LATE_S + 0.1
    heard.tell(Action.RING, ext("2000"), caller)
    assert heard.phases == [Phase.RINGING]


@CALLERS
def test_one_who_found_nobody_yet_is_rung_for_at_once(heard: Heard, caller: Party) -> None:
    """A queue or a group that rings one after the other, of whose own answer nothing was told."""
    ring_from(heard, caller, ext("2001"))
    heard.tell(Action.FAILED, ext("2001"), caller, reason=FailReason.NO_ANSWER, words="480")
    heard.tell(Action.RING, ext("2002"), caller)
    heard.tell(Action.BYE, ext("2002"), caller)
    assert heard.rebuilder.reports() == ()
    heard.tell(Action.RING, ext("2000"), caller)
    assert heard.phases == [Phase.RINGING]
    assert heard.doubts == []


def test_one_who_is_moved_is_rung_for_at_once(heard: Heard) -> None:
    caller = inbound("030")
    ring_from(heard, caller, ext("2001"))
    heard.tell(Action.ANSWER, ext("2001"), caller)
    heard.tell(Action.TRANSFER, caller)
    heard.tell(Action.BYE, ext("2001"), caller)
    heard.tell(Action.RING, ext("2000"), caller)
    assert heard.phases == [Phase.RINGING]
    assert heard.doubts == []


@pytest.mark.parametrize("end", [hangs_up, gives_up, is_recorded])
def test_of_one_who_found_nobody_yet_the_end_is_believed(
    heard: Heard, end: Callable[[Heard, Party], None]
) -> None:
    caller = inbound("030")
    ring_from(heard, caller, ext("2001"))
    heard.tell(Action.FAILED, ext("2001"), caller, reason=FailReason.NO_ANSWER, words="480")
    end(heard, caller)
    heard.tell(Action.RING, ext("2000"), caller)
    assert heard.phases == []
    assert heard.doubts == ["a late ring"]


# --- a ring that was true after all --------------------------------------------------------------


def held_back(heard: Heard, caller: Party) -> None:
    ring_from(heard, caller, ext("2001"))
    heard.tell(Action.BYE, caller, ext("2001"))
    heard.now_s += 1
    heard.tell(Action.RING, ext("2000"), caller)
    assert heard.phases == []
    heard.now_s += 0.1


@CALLERS
def test_a_ring_held_back_is_shown_once_ones_own_line_is_said_to_ring(
    heard: Heard, caller: Party
) -> None:
    held_back(heard, caller)
    heard.look(keep_inside=True, rings=True)
    (call,) = heard.store.calls
    assert call.phase is Phase.RINGING
    assert call.call_id == "1.1"
    assert call.remote_number == caller.number
    heard.tell(Action.ANSWER, ext("2000"), caller)
    assert heard.phases == [Phase.TALKING]


def test_a_ring_held_back_is_not_shown_where_another_call_rings(heard: Heard) -> None:
    held_back(heard, ext("2100"))
    heard.tell(Action.RING, ext("2000"), ext("2101"), call_id="1.8")
    heard.now_s += 0.1
    heard.look(keep_inside=True, rings=True)
    (report,) = heard.rebuilder.own()
    assert report.call_id == "1.8"


def test_a_ring_held_back_is_forgotten_by_a_look_that_does_not_show_it(heard: Heard) -> None:
    held_back(heard, ext("2100"))
    heard.look()
    heard.look(keep_inside=True, rings=True)
    assert heard.phases == []


def test_a_ring_held_back_after_a_look_was_asked_for_waits_for_the_next(heard: Heard) -> None:
    asked_s = heard.now_s
    heard.now_s += 0.5
    held_back(heard, ext("2100"))
    assert heard.rebuilder.replace((), asked_s=asked_s, rings=True) == ()
    heard.look(keep_inside=True, rings=True)
    assert heard.phases == [Phase.RINGING]
    assert LegState.ALERTING in {leg.report.state for leg in heard.store.calls[0].legs}


def test_a_ring_held_back_is_forgotten_with_all_else(heard: Heard) -> None:
    held_back(heard, ext("2100"))
    heard.rebuilder.clear()
    heard.look(keep_inside=True, rings=True)
    assert heard.phases == []
