"""Which calls of the past are asked for, and which of a list are told."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import LinkTimeout, WireError
from ctiapp.model.number import Number
from ctiapp.pbx import csvrecords, pastcalls
from ctiapp.pbx.pastcalls import Lists, Span

if TYPE_CHECKING:
    from ctiapp.model.records import CallRecord

EAST = timezone(timedelta(hours=8))
NOW = datetime(2024, 1, 10, tzinfo=UTC)
ME, OUTSIDE = Number("300"), Number("0301234567")
TEXT = """timestart,callfrom,callto,callduration,talkduration,status,type,callid
2024-01-09 10:00:00,0301234567,300,20,10,ANSWERED,Inbound,1
2024-01-08 10:00:00,300,0309999999,20,10,ANSWERED,Outbound,2
"""


def test_more_is_asked_for_on_either_side_by_the_clock_of_the_pbx() -> None:
    since, until = NOW - timedelta(days=2), NOW - timedelta(days=1)
    begin, end = Span(since, until).asked(NOW, EAST)
    assert (begin, end) == (since - timedelta(hours=3), until + timedelta(hours=3))
    assert begin.tzinfo is EAST
    assert end.tzinfo is EAST


def test_without_a_bound_a_year_is_asked_for() -> None:
    begin, end = Span(None, None).asked(NOW, UTC)
    assert (NOW - begin, end - NOW) == (timedelta(days=365), timedelta(hours=3))


async def test_what_concerns_a_number_within_its_bounds_is_told() -> None:
    first, second = found = await pastcalls.read(TEXT, EAST, pytest.fail)
    assert Span(None, None).chosen(found, ME, 9) == (first, second)
    assert Span(None, None).chosen(found, OUTSIDE, 9) == (first,)
    assert Span(None, None).chosen(found, Number("999"), 9) == ()
    assert Span(None, None).chosen(found, None, 9) == (first, second)
    assert Span(first.at, None).chosen(found, ME, 9) == (first,)
    assert Span(None, second.at).chosen(found, ME, 9) == (second,)
    assert Span(None, None).chosen(found * 2, ME, 1) == (first, second)


async def test_who_asks_for_what_is_here_shares_it_until_it_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who names an end that is later than the list knows of gets a new one: a call was over."""
    fetched: list[str] = []
    lists = Lists(lambda: NOW)
    day, week = NOW - timedelta(days=1), NOW - timedelta(days=7)

    async def ask(whose: str, span: Span) -> int:
        async def fetch() -> tuple[CallRecord, ...]:
            await asyncio.sleep(0)
            fetched.append(whose)
            return ()

        assert await lists.of(whose, span, fetch) == ()
        return len(fetched)

    assert await asyncio.gather(*(ask("all", Span(day, None)) for _ in range(5))) == [1] * 5
    assert await ask("300", Span(day, None)) == 2
    assert await ask("all", Span(week, None)) == 3
    assert await ask("all", Span(day, None)) == 3
    assert await ask("all", Span(day, NOW)) == 3
    assert await ask("all", Span(None, None)) == 4
    assert await ask("all", Span(day, NOW + timedelta(hours=2))) == 5

    monkeypatch.setattr(pastcalls, "HOLDS_S", 0.0)
    assert await ask("all", Span(week, None)) == 6
    dropped = asyncio.Event()
    asyncio.get_running_loop().call_later(0.0, dropped.set)
    await dropped.wait()
    assert await ask("all", Span(week, None)) == 7


async def test_a_list_that_could_not_be_had_is_asked_for_again() -> None:
    lists = Lists(lambda: NOW)

    async def failing() -> tuple[CallRecord, ...]:
        raise LinkTimeout("no")

    async def fetch() -> tuple[CallRecord, ...]:
        return await pastcalls.read(TEXT, EAST, pytest.fail)

    with pytest.raises(LinkTimeout):
        await lists.of("all", Span(None, None), failing)
    assert len(await lists.of("all", Span(None, None), fetch)) == 2


async def test_a_long_list_is_read_in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    where: list[threading.Thread] = []
    real = csvrecords.records

    def records(*args: object) -> object:
        where.append(threading.current_thread())
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(csvrecords, "records", records)
    short = await pastcalls.read(TEXT, EAST, pytest.fail)
    monkeypatch.setattr(pastcalls, "_TELLS_LITTLE", 10)
    assert await pastcalls.read(TEXT, EAST, pytest.fail) == short
    assert [one is threading.main_thread() for one in where] == [True, False]


async def test_headings_that_nobody_knows_are_no_list() -> None:
    with pytest.raises(WireError):
        await pastcalls.read("a,b\n1,2", EAST, pytest.fail)
