"""Which of an extension's calls is meant, and how it stands in it."""

from __future__ import annotations

import pytest

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.errors import InvalidState, NoSuchTarget
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.standing import calls_at, line_instead, state_in
from ctiapp.pbx.told import Where, addressed


def report(call_id: str, line: str, state: LegState, *more: str) -> CallReport:
    """A call of an outside line with extension 2000, and with more extensions."""
    legs = [
        LegReport(LegId(line), LegKind(line.partition(":")[0]), Number("030"), LegState.INITIATED),
        *(
            LegReport(LegId(f"ext:{each}"), LegKind.EXTENSION, Number(each), state)
            for each in ("2000", *more)
        ),
    ]
    return CallReport(CallId(call_id), tuple(legs))


def at(call_id: str, number: str = "2000") -> Where:
    return Where(LegKind.EXTENSION, number, CallId(call_id))


FIRST = report("1", "inbound:7", LegState.CONNECTED, "2001")
SECOND = report("2", "inbound:8", LegState.ALERTING)
THIRD = report("3", "outbound:9", LegState.HELD)


def test_the_call_that_is_meant_and_the_others_of_the_same_extension() -> None:
    assert calls_at((FIRST, SECOND, THIRD), at("2")) == (SECOND, [FIRST, THIRD])
    assert calls_at((FIRST, SECOND, THIRD), at("1", "2001")) == (FIRST, [])


@pytest.mark.parametrize("where", [at("4"), at("2", "2001"), at("1", "030")])
def test_a_call_that_is_over_or_that_an_extension_has_left_is_no_target(where: Where) -> None:
    with pytest.raises(NoSuchTarget):
        calls_at((FIRST, SECOND), where)


def test_how_an_extension_stands_in_a_call() -> None:
    assert state_in(THIRD, "2000") is LegState.HELD
    assert state_in(THIRD, "030") is None


async def outside() -> list[CallReport]:
    """What the PBX lists: the ids of its calls are not told."""
    first = report("", "inbound:7", LegState.CONNECTED, "2001")
    return [first, report("", "inbound:8", LegState.ALERTING)]


async def test_the_line_that_ends_a_call_alone_is_found() -> None:
    calls = [addressed(FIRST), addressed(SECOND)]
    assert (await line_instead(at("2"), lambda: calls, outside)).name == "8"


@pytest.mark.parametrize("call_id", ["1", "3"])
async def test_a_line_that_others_are_with_or_that_is_not_listed_is_left(call_id: str) -> None:
    with pytest.raises(InvalidState):
        await line_instead(at(call_id), lambda: [FIRST, SECOND, THIRD], outside)


async def test_a_call_that_ends_while_its_line_is_asked_for_is_no_target() -> None:
    calls = [SECOND]

    async def ends() -> list[CallReport]:
        calls.clear()
        talks = report("", "inbound:8", LegState.CONNECTED)
        line, own = talks.legs
        told = LegReport(line.leg_id, line.kind, line.number, LegState.CONNECTED)
        return [CallReport(CallId(""), (told, own))]

    with pytest.raises(NoSuchTarget):
        await line_instead(at("2"), lambda: calls, ends)
