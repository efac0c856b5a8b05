"""Who stands in a call to outside: not who the list says once called, where that one has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.commands import Dial, HangUpLeg, HoldLeg, ListenIn, ListenMode, TransferLeg
from ctiapp.model.errors import InvalidState
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.cloud.whose import Whose
from ctiapp.pbx.cloud.wire_calls import Line
from ctiapp.pbx.outsidecalls import call_to_outside, states_of
from ctiapp.pbx.told import Party, ext_leg
from tests.pbx.cloud.desk import COLLEAGUE, ME
from tests.pbx.cloud.test_current import FIRST, SECOND, leg, living, state, talked

if TYPE_CHECKING:
    from ctiapp.pbx.cloud.client import Cloud
    from tests.pbx.cloud.desk import Desk, Watcher

CONNECTED, ALERTING = LegState.CONNECTED, LegState.ALERTING
OUTER = LegId("outbound:8")
OUTSIDE, THIRD = "013912345678", Number("2002")


# --- as the lists and the lines tell --------------------------------------------------------------


def listed(caller: Number = ME, word: str = "talking") -> CallReport:
    party = Party(LegKind.OUTBOUND, OUTER, Number(OUTSIDE), caller, "trunk")
    return call_to_outside(caller, party, states_of(word))


def ext(number: Number, standing: LegState = CONNECTED) -> LegReport:
    return LegReport(ext_leg(number), LegKind.EXTENSION, number, standing)


def placed(
    report: CallReport, line: Line, *told: LegReport, taken: tuple[LegId, ...] = ()
) -> dict[str, LegState]:
    whose = Whose(ME, line, lambda _: told)
    (found,) = whose.placed([report], frozenset(taken))
    return {each.leg_id: each.state for each in found.legs}


ELSEWHERE = Line(CONNECTED, (), frozenset({LegId("inbound:7")}))
MINE, THEIRS = {"ext:2000": CONNECTED, OUTER: CONNECTED}, {"ext:2001": CONNECTED, OUTER: CONNECTED}
OUT = LegReport(OUTER, LegKind.OUTBOUND, Number(OUTSIDE), CONNECTED, False)


def test_who_called_stands_in_a_call_unless_something_says_otherwise() -> None:
    assert placed(listed(), Line(CONNECTED)) == MINE
    assert placed(listed(), ELSEWHERE) == MINE
    assert placed(listed(), ELSEWHERE, ext(ME), OUT) == MINE
    assert placed(listed(COLLEAGUE), Line(None)) == THEIRS


def test_who_called_has_left_where_their_line_or_a_report_or_another_line_says_so() -> None:
    assert placed(listed(), Line(None)) == {OUTER: CONNECTED}
    assert placed(listed(), Line(None), ext(ME), OUT) == {OUTER: CONNECTED}
    assert placed(listed(), Line(None), ext(COLLEAGUE), OUT) == THEIRS
    assert placed(listed(), ELSEWHERE, ext(COLLEAGUE), OUT) == THEIRS
    assert placed(listed(), ELSEWHERE, taken=(OUTER,)) == {OUTER: CONNECTED}
    assert placed(listed(THIRD), Line(None), ext(COLLEAGUE), OUT) == THEIRS


def test_whom_ones_own_line_names_is_in_the_call_with_oneself() -> None:
    here = Line(CONNECTED, (), frozenset({OUTER}))
    assert placed(listed(COLLEAGUE), here) == {OUTER: CONNECTED, "ext:2000": CONNECTED}
    assert placed(listed(), here, ext(COLLEAGUE), OUT) == MINE
    barged = Line(CONNECTED, (COLLEAGUE, ME), frozenset({OUTER}))
    assert placed(listed(COLLEAGUE), barged) == {**THEIRS, "ext:2000": CONNECTED}
    assert placed(listed(THIRD), barged) == {**THEIRS, "ext:2000": CONNECTED}
    rings = Line(ALERTING, (), frozenset({OUTER}))
    assert placed(listed(COLLEAGUE), rings) == {
        OUTER: LegState.INITIATED,
        "ext:2000": ALERTING,
    }


def test_other_lines_are_asked_where_one_talks_elsewhere_as_well() -> None:
    def doubtful(report: CallReport, line: Line) -> bool:
        return Whose(ME, line, lambda _: ()).doubtful(report)

    assert doubtful(listed(), ELSEWHERE)
    assert not doubtful(listed(), Line(None))
    assert not doubtful(listed(), Line(CONNECTED, (), frozenset({OUTER})))
    assert not doubtful(listed(word="progress"), ELSEWHERE)
    assert not doubtful(listed(COLLEAGUE), ELSEWHERE)
    assert not doubtful(CallReport(CallId(""), (ext(ME),)), ELSEWHERE)


# --- over sockets ---------------------------------------------------------------------------------


async def called_out(desk: Desk, client: Cloud, watcher: Watcher) -> str:
    """One talks with somebody outside whom one called."""
    answer = await client.execute(Dial(ME, Number(OUTSIDE)))
    desk.control("pickup", extension="2000")
    desk.control("outside_answer", call_id=answer.call_id)
    call_id = str(answer.call_id)
    await watcher.until(lambda: state(watcher, call_id) == "connected")
    return call_id


async def test_a_call_that_was_passed_on_is_ones_own_no_more(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        call_id = await called_out(desk, client, watcher)
        outside = leg(watcher, call_id, Number(OUTSIDE))
        await client.execute(TransferLeg(outside, COLLEAGUE, ME))
        assert (await client.snapshot()).calls == ()
        desk.control("pickup", extension="2001")
        await watcher.until(lambda: state(watcher, call_id, COLLEAGUE) == "connected")
        assert (await client.snapshot()).calls == ()
        (theirs,) = await client.calls_of(COLLEAGUE)
        assert {each.number.text for each in theirs.legs} == {"2001", OUTSIDE}

        anew = await desk.signed_in()
        assert (await anew.snapshot()).calls == ()


async def test_a_call_that_was_passed_on_unheard_is_not_hung_up_for_ones_own(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        away = await called_out(desk, client, watcher)
        await client.execute(HoldLeg(leg(watcher, away)))
        second = await talked(desk, watcher, FIRST)
        desk.control("cut")
        desk.control("phone_transfer", extension="2000", call_id=away, number="2001")
        desk.control("pickup", extension="2001")
        with pytest.raises(InvalidState):
            await client.execute(HangUpLeg(leg(watcher, away)))
        assert living(desk, COLLEAGUE) == {away: "up"}
        assert [each.call_id for each in (await client.snapshot()).calls] == [second]

    assert desk.asked("outbound/hangup") == 0


async def test_a_held_call_to_outside_beside_a_talk_is_ones_own_and_is_hung_up(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        held = await called_out(desk, client, watcher)
        await client.execute(HoldLeg(leg(watcher, held)))
        second = await talked(desk, watcher, SECOND)
        calls = {each.call_id for each in (await client.snapshot()).calls}
        assert calls == {held, second}
        await client.execute(HangUpLeg(leg(watcher, held)))
        assert living(desk) == {second: "up"}

    assert desk.asked("outbound/hangup") == 1


async def test_a_call_that_a_colleague_made_and_passed_on_is_ones_own(desk: Desk) -> None:
    async with desk.linked() as (client, watcher):
        call_id = str(desk.control("dial", extension="2001", number=OUTSIDE)["call_id"])
        desk.control("outside_answer", call_id=call_id)
        desk.control("phone_transfer", extension="2001", number="2000")
        anew = await desk.signed_in()
        (rings,) = (await anew.snapshot()).calls
        assert {each.number.text: each.state.value for each in rings.legs} == {
            "2000": "alerting",
            OUTSIDE: "initiated",
        }
        desk.control("pickup", extension="2000")
        await watcher.until(lambda: state(watcher, call_id) == "connected")
        for each in (client, anew):
            (own,) = (await each.snapshot()).calls
            assert {one.number.text for one in own.legs} == {"2000", OUTSIDE}


@pytest.mark.parametrize("to_outside", [True, False])
async def test_who_joins_a_talk_has_that_one_call(desk: Desk, *, to_outside: bool) -> None:
    desk.control("rights", extension="2001", monitored=True)
    async with desk.linked() as (client, watcher):
        if to_outside:
            call_id = str(desk.control("dial", extension="2001", number=OUTSIDE)["call_id"])
            desk.control("outside_answer", call_id=call_id)
        else:
            call_id = str(desk.control("call", **{"from": FIRST, "to": "2001"})["call_id"])
            desk.control("pickup", extension="2001")
        await watcher.until(lambda: state(watcher, call_id, COLLEAGUE) == "connected")
        agent = leg(watcher, call_id, COLLEAGUE)
        await client.execute(ListenIn(agent, ME, ListenMode.BARGE))
        desk.control("pickup", extension="2000")
        assert living(desk) == {call_id: "up"}
        await watcher.until(lambda: state(watcher, call_id) == "connected")
        await watcher.until(lambda: watcher.calls.keys() == {call_id})
        (own,) = (await client.snapshot()).calls
        numbers = {each.number.text for each in own.legs}
        assert numbers == {"2000", "2001", OUTSIDE if to_outside else FIRST}
        desk.control("hangup", extension="2000")
        assert (await client.snapshot()).calls == ()
