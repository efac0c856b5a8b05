"""The calls of the past: by extension, in the PBX's own clock, and looked through here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import LinkLost, NoSuchTarget, NotSupported
from ctiapp.model.number import Number
from ctiapp.pbx import pastcalls
from ctiapp.pbx.k2.records import Records
from ctiapp.pbx.k2.wire_directory import Device
from tests.pbx.k2.answering import Answering
from tests.pbx.k2.frames import answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.pbx.leavefiles import Download

ME, ADA, OUTSIDE = Number("300"), Number("305"), Number("0301234567")
EAST = timezone(timedelta(hours=8))
NOW = datetime(2024, 1, 10, tzinfo=UTC)
HEAD = "timestart,callfrom,callto,callduration,talkduration,status,type,callid"


def lines(*said: str) -> str:
    return "\n".join((HEAD, *said))


class OneFile:
    """Instead of a download: it gets its leave, and has this text."""

    def __init__(self, text: str | Exception) -> None:
        self.said = text

    async def text(self, leave: Callable[[], Awaitable[Download]]) -> str:
        await leave()
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


class Past:
    """The records of one PBX whose file says this."""

    def __init__(
        self, text: str | Exception, *, zone: timezone | None = EAST, **answers: object
    ) -> None:
        told = {"cdr__get_random": answer("get_random"), **answers}
        self.pbx = Answering(**told)  # type: ignore[arg-type]
        self.asked_clock = 0
        self.zone = zone
        self.records = Records(
            self.pbx.asker,
            OneFile(text),  # type: ignore[arg-type]
            ME,
            names=lambda: {ADA: "Ada Example"},
            information=self.information,
            now=lambda: NOW,
        )

    async def information(self) -> Device:
        self.asked_clock += 1
        return Device(None, None, None if self.zone is None else NOW.astimezone(self.zone))

    @property
    def bodies(self) -> list[object]:
        return [request.body for request in self.pbx.asked]


TWO = lines(
    "2024-01-09 10:00:00,0301234567,300,20,10,ANSWERED,Inbound,1",
    "2024-01-08 10:00:00,300,0309999999,20,10,ANSWERED,Outbound,2",
)


async def test_of_an_outside_number_ones_own_calls_are_looked_through() -> None:
    past = Past(TWO)
    since, until = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 9, tzinfo=UTC)
    assert [one.talk_s for one in await past.records.of(OUTSIDE, None)] == [10]
    assert await past.records.of(OUTSIDE, since, until) == ()
    assert past.bodies[1] == {
        "number": "300",
        "starttime": "2024-01-01 05:00:00",
        "endtime": "2024-01-09 11:00:00",
    }
    (record,) = await past.records.of(OUTSIDE, since)
    assert record.at == datetime(2024, 1, 9, 2, tzinfo=UTC)
    assert past.asked_clock == 1


async def test_ones_own_list_is_told_whole_and_who_has_none_is_said() -> None:
    """A call through a queue may bear the queue's number alone."""
    past = Past(lines("2024-01-09 10:00:00,0301234567,6400,20,10,ANSWERED,Inbound,1"))
    assert len(await past.records.of(ME, None)) == 1
    assert await past.records.of(ME, NOW) == ()
    numbers = (ME, ADA, OUTSIDE, Number("6400"))
    assert [past.records.lists(number) for number in numbers] == [True, True, False, False]


async def test_of_an_extension_its_own_are() -> None:
    past = Past(TWO)
    assert await past.records.of(ADA, NOW) == ()
    assert past.bodies[0]["number"] == "305"  # type: ignore[index]


async def test_no_call_is_not_no_right() -> None:
    past = Past(TWO, cdr__get_random=NoSuchTarget("", code="20007"))
    assert await past.records.of(ME, None) == ()
    assert not past.records.refused


async def test_a_refusal_is_asked_for_once() -> None:
    past = Past(TWO, cdr__get_random=NotSupported("", code="10003"))
    for _ in range(2):
        assert await past.records.of(ME, None) == ()
    assert len(past.pbx.asked) == 1
    assert past.pbx.asker.lost == {Capability.HISTORY}
    past.records.forget_refusals()
    assert not past.records.refused


async def test_headings_that_nobody_knows_take_the_history_away() -> None:
    past = Past("时间,呼叫方,被叫方\n")
    assert await past.records.of(ME, None) == ()
    assert past.records.refused
    assert past.pbx.asker.lost == {Capability.HISTORY}


async def test_a_clock_without_a_zone_tells_nothing() -> None:
    past = Past(TWO, zone=None)
    assert await past.records.of(ME, None) == ()
    assert not past.pbx.asked


async def test_whoever_withholds_their_number_is_nobody() -> None:
    past = Past(TWO)
    assert await past.records.of(Number(""), None) == ()
    assert not past.pbx.asked


async def test_what_fails_is_raised_and_long_lists_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(LinkLost):
        await Past(LinkLost("gone")).records.of(ME, None)
    monkeypatch.setattr(pastcalls, "_TELLS_LITTLE", 10)
    assert len(await Past(TWO).records.of(ME, None)) == 2
