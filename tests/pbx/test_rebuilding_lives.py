"""Calls lived at random, told out of order, twice or not at all, end in the true picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.call import (
    CallReport,
    LegKind,
    LegState,
    Phase,
)
from ctiapp.model.ids import CallId
from ctiapp.pbx.told import Action, Party, Told, ext_leg, outer_leg
from tests.pbx.heard import ME, TALK, Heard, ext, inbound, outbound, seen

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Life:
    """A call as it truly is, and what a PBX tells of it, with the second of each report."""

    reports: tuple[tuple[float, Told], ...]
    living: frozenset[tuple[str, LegState]]
    parties: tuple[Party, ...]

    def seen(self) -> CallReport:
        """The call as a snapshot tells of it."""
        states = dict(self.living)
        return seen(
            *((party, states[party.leg_id]) for party in self.parties if party.leg_id in states)
        )


@st.composite
def lives(draw: st.DrawFn, number: int, begin_s: float, outsider: str, *, loose: bool) -> Life:
    """One call in which one takes part, as caller, as one of those rung, or alone."""
    call_id, now_s = f"5.{number}", begin_s
    told: list[tuple[float, Told]] = []
    line = f"{number}.9"
    own = draw(st.booleans())
    outside = draw(st.booleans())
    if own:
        caller = ext("2000")
        callees = [outbound(outsider, line)] if outside else [ext(f"21{number}0")]
    else:
        caller = inbound(outsider, line) if outside else ext(f"21{number}0")
        callees = [ext("2000"), *(ext(f"22{number}{x}") for x in range(draw(st.integers(0, 2))))]
    alone = len(callees) == 1

    def say(action: Action, *parties: Party, own_id: str = "") -> None:
        told.append((now_s, Told(action, CallId(own_id or call_id), parties)))

    say(Action.ALERT, caller)
    for callee in callees:
        say(Action.RING, callee, caller)
    living = {(caller.leg_id, LegState.INITIATED)} | {
        (callee.leg_id, LegState.ALERTING) for callee in callees
    }
    step = draw(st.sampled_from(("rings", "gives up", "answered", "over")))
    now_s += draw(st.sampled_from((0.3, 8.0)))
    if step == "gives up" and alone:
        _part(say, caller, callees[0], call_id, loose=loose)
        living = set()
    if step in ("answered", "over"):
        taker = draw(st.sampled_from(callees))
        say(Action.ANSWER, taker, caller)
        say(Action.ANSWERED, caller, taker)
        living = {(caller.leg_id, TALK), (taker.leg_id, TALK)}
        if step == "over":
            now_s += draw(st.sampled_from((0.3, 30.0)))
            first, second = draw(st.permutations((caller, taker)))
            _part(say, first, second, call_id, loose=loose)
            living = set()
    return Life(tuple(told), frozenset(living), (caller, *callees))


def _part(
    say: Callable[..., None], first: Party, second: Party, call_id: str, *, loose: bool
) -> None:
    say(Action.BYE, first, second, own_id=f"{call_id}a" if loose else "")
    if loose:
        first, second = (
            replace(each, leg_id=outer_leg(each.kind, "again" + call_id))
            if each.kind is LegKind.OUTBOUND
            else each
            for each in (first, second)
        )
    say(Action.BYE, second, first, own_id=f"{call_id}b" if loose else "")


@st.composite
def evenings(
    draw: st.DrawFn, *, loose: bool, lossy: bool
) -> tuple[list[Life], list[tuple[float, Told]]]:
    """Several lives, with reports that are swapped, told twice, or lost.

    Where ids are exact, the outsiders may be alike, and the lives at once.
    """
    found: list[Life] = []
    arriving: list[tuple[float, Told]] = []
    outsiders, apart_s = ("0301", "0302", "0303"), 100.0
    if not loose:
        outsiders = draw(st.sampled_from((outsiders, ("030",) * 3, ("",) * 3)))
        apart_s = draw(st.sampled_from((apart_s, 2.0)))
    for number in range(1, 1 + draw(st.integers(1, 3))):
        life = draw(lives(number, 100 + number * apart_s, outsiders[number - 1], loose=loose))
        found.append(life)
        reports = list(life.reports)
        for at in range(len(reports) - 1):
            if draw(st.booleans()):  # this one comes only after the next
                reports[at] = reports[at + 1][0] + 0.05, reports[at][1]
                reports[at], reports[at + 1] = reports[at + 1], reports[at]
        for when, told in tuple(reports):
            if draw(st.integers(0, 3)) == 0:
                reports.append((when + draw(st.sampled_from((0.01, 1.0, 4.0, 10.0))), told))
        if lossy and draw(st.integers(0, 3)) == 0:
            reports.clear()
        elif lossy:
            del reports[draw(st.integers(0, len(reports) - 1))]
        arriving += reports
    arriving.sort(key=lambda each: each[0])
    return found, arriving


def _stands(heard: Heard) -> set[frozenset[tuple[str, LegState]]]:
    return {
        frozenset((leg.leg_id.partition("/")[0], leg.state) for leg in report.legs)
        for report in heard.rebuilder.own()
    }


def _own(found: list[Life]) -> list[Life]:
    mine = ext_leg(ME)
    return [life for life in found if any(leg == mine for leg, _ in life.living)]


def _truth(found: list[Life]) -> set[frozenset[tuple[str, LegState]]]:
    return {life.living for life in _own(found)}


@pytest.mark.parametrize("loose", [False, True], ids=["one-id", "many-ids"])
@pytest.mark.parametrize("lossy", [False, True], ids=["all-come", "some-are-lost"])
def test_random_lives_end_in_the_true_picture_or_in_a_wish_for_a_snapshot(
    loose: bool, lossy: bool
) -> None:
    @settings(max_examples=40, deadline=None)
    @given(evenings(loose=loose, lossy=lossy))
    def holds(evening: tuple[list[Life], list[tuple[float, Told]]]) -> None:
        found, arriving = evening
        heard = Heard(loose=loose)
        for when, told in arriving:
            heard.now_s = when
            heard.take(told)
        truth = _truth(found)
        assert lossy or heard.doubts or _stands(heard) == truth
        heard.now_s += 1
        heard.look(*(life.seen() for life in _own(found)))
        assert _stands(heard) == truth
        told_phases = [phase for phase in heard.phases if phase is not Phase.ENDED]
        assert len(told_phases) == len(truth)

    holds()


def test_lives_in_order_are_never_doubted() -> None:
    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        for loose in (False, True):
            life = data.draw(lives(1, 100.0, "030", loose=loose))
            heard = Heard(loose=loose)
            for when, told in life.reports:
                heard.now_s = when
                heard.take(told)
            assert heard.doubts == []
            assert _stands(heard) == _truth([life])

    holds()


def test_who_stands_at_an_outside_line_is_known_by_what_was_told() -> None:
    heard, line = Heard(), outbound("030", "1.2")
    assert heard.rebuilder.standing(seen((line, TALK))) == ()
    heard.tell(Action.RING, line, ext("2001"))
    heard.tell(Action.ANSWER, line, ext("2001"))
    told = heard.rebuilder.standing(seen((line, TALK), (ext("2000"), TALK)))
    assert {leg.leg_id for leg in told} == {"outbound:1.2", "ext:2001"}


def test_of_a_line_alone_it_is_known_only_where_somebody_was_heard_to_leave() -> None:
    heard, line = Heard(), inbound("030", "1.1")
    heard.tell(Action.ANSWERED, line)
    assert heard.rebuilder.standing(seen((line, TALK))) == ()
    heard.tell(Action.RING, ext("2001"), line)
    assert len(heard.rebuilder.standing(seen((line, TALK)))) == 2
    heard.tell(Action.BYE, ext("2001"), line)
    assert [leg.leg_id for leg in heard.rebuilder.standing(seen((line, TALK)))] == ["inbound:1.1"]


def test_a_call_taken_back_beside_a_talk_is_looked_up() -> None:
    """No phone talks on two: what became of the other one no report tells."""
    heard = Heard()
    for line in ("1.1", "1.2"):
        heard.tell(Action.RING, ext("2000"), inbound("030", line), call_id=line)
        heard.tell(Action.ANSWER, ext("2000"), inbound("030", line), call_id=line)
        if line == "1.1":
            heard.rebuilder.held(ME, CallId(line), on=True)
    heard.doubts.clear()
    heard.rebuilder.held(ME, CallId("1.1"), on=False)
    assert heard.doubts == ["a call was taken back beside a talk"]
    heard.rebuilder.held(ME, CallId("1.2"), on=True)
    heard.rebuilder.held(ME, CallId("1.1"), on=True)
    heard.doubts.clear()
    heard.rebuilder.held(ME, CallId("1.1"), on=False)
    assert heard.doubts == []


def test_a_call_between_extensions_that_a_snapshot_cannot_show_is_kept() -> None:
    heard = Heard()
    for number in ("2001", "2002"):
        heard.tell(Action.RING, ext("2000"), ext(number), call_id=number)
    heard.now_s += 5
    found = heard.rebuilder.replace((), asked_s=heard.now_s, keep={CallId("2002")})
    assert [report.call_id for report in found] == ["2002"]
