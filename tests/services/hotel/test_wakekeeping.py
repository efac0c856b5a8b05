"""What is kept of wake-up calls, and what follows from it when the program starts again."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.errors import StorageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.wakes import AckHow, Acknowledged, Known, Wake, WakeOutcome
from ctiapp.services.hotel.wakekeeping import Kept, WakeKeeping, all_known, merged, missed
from tests.services.hotel.house import ext
from tests.services.hotel.waking import OTHER, ROOM, SIX, TWICE, Waking

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

DAILY = replace(SIX, alarm_id="7", days=frozenset(range(7)))
HOUR = timedelta(hours=1)


def names(waking: Waking, known: Sequence[Known], since: float, now: float) -> list[str]:
    """What was to ring between so many hours after half past five, and so many others."""
    start = waking.clock().at
    found = missed(known, start + since * HOUR, start + now * HOUR, waking.time)
    return [f"{wake.wall:%d %H:%M}" for wake in found]


async def loaded(keeping: WakeKeeping, since: datetime) -> Kept:
    """What is kept, which can be read."""
    kept = await keeping.load(since)
    assert kept is not None
    return kept


async def test_what_was_to_ring_meanwhile(waking: Waking) -> None:
    seen = waking.time.now() - HOUR
    once = [Known(ext("105"), ROOM, replace(SIX, alarm_id="1"), seen)]
    assert names(waking, once, 0, 0.4) == []
    assert names(waking, once, 0, 2) == ["02 06:00"]
    assert names(waking, once, 0, 99) == ["02 06:00"]
    assert names(waking, once, 3, 99) == []
    daily = [Known(ext("105"), ROOM, DAILY, seen)]
    assert names(waking, daily, 0, 50) == ["02 06:00", "03 06:00", "04 06:00"]
    assert names(waking, daily, 3, 4) == []


async def test_what_was_still_to_ring_again(waking: Waking) -> None:
    """It rang before that, and had its snoozes left."""
    seen = waking.time.now() - HOUR
    twice = [Known(ext("105"), ROOM, replace(TWICE, alarm_id="1"), seen)]
    assert names(waking, twice, 0.55, 2) == ["02 06:00"]


async def test_what_is_kept_is_had_again(waking: Waking) -> None:
    """With since when each alarm is there; what changed is written, and nothing else."""
    await waking.set(ROOM, SIX)
    await waking.set(OTHER, Alarm("", time(7, 0)))
    keeping = WakeKeeping(waking.file, waking.ground)
    assert (await loaded(keeping, waking.clock().at)).wakes == ()
    await keeping.keep_known(waking.book)
    wake = Wake("w", ROOM, ext("105"), waking.time.now(), waking.clock().at, SIX, since=None)
    await keeping.keep(wake)
    await keeping.mark(waking.clock().at, waking.time.now())
    again = WakeKeeping(waking.file, waking.ground)
    kept = await loaded(again, waking.clock().at - HOUR)
    assert [each.room for each in kept.known] == [ROOM, OTHER]
    assert [each.wake_id for each in kept.wakes] == ["w"]
    assert kept.watched is not None
    known = all_known(waking.book.alarms, waking.book, waking.ground)
    assert [each.alarm for each in kept.known] == [each.alarm for each in known]


async def test_what_was_settled_was_still_watched(waking: Waking) -> None:
    """It is kept down once a minute; a wake-up call that went wrong since proves more."""
    keeping = WakeKeeping(waking.file, waking.ground)
    await keeping.load(waking.clock().at)
    now = waking.clock().at
    await keeping.mark(now, waking.time.now())
    later = now + timedelta(seconds=40)
    await keeping.keep(Wake("w", ROOM, ext("105"), waking.time.now(), now, SIX, since=later))
    kept = await loaded(keeping, now - HOUR)
    assert kept.watched is not None
    assert abs(kept.watched - later) < timedelta(milliseconds=2)


async def test_nothing_is_kept_of_nobody(waking: Waking) -> None:
    waking.where.owner = None
    keeping = WakeKeeping(waking.file, waking.ground)
    kept = await loaded(keeping, waking.clock().at)
    assert (kept.wakes, kept.known, kept.watched) == ((), (), None)
    await keeping.mark(waking.clock().at, waking.time.now())
    await keeping.keep_known(waking.book)
    waking.where.owner = "sn"


async def test_a_disk_in_trouble_is_said(waking: Waking, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    keeping = WakeKeeping(waking.file, waking.ground)
    await keeping.load(waking.clock().at)

    async def hangs(*_: object) -> None:
        await asyncio.Event().wait()

    async def refuses(*_: object) -> None:
        raise StorageError("full")

    for trouble in (hangs, refuses):
        waking.file.put_watched = trouble  # type: ignore[method-assign]
        await keeping.mark(waking.clock().at, waking.time.now())
        assert keeping.trouble is not None
        del waking.file.put_watched
        await keeping.mark(waking.clock().at, waking.time.now())
        assert keeping.trouble is None


async def test_what_cannot_be_read_is_not_taken_for_nothing(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said until it can be read, whatever can be written meanwhile."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    keeping = WakeKeeping(waking.file, waking.ground)

    async def hangs(*_: object) -> None:
        await asyncio.Event().wait()

    async def refuses(*_: object) -> None:
        raise StorageError("database is locked")

    for trouble in (refuses, hangs):
        waking.file.known = trouble  # type: ignore[method-assign, assignment]
        assert await keeping.load(waking.clock().at) is None
        await keeping.mark(waking.clock().at, waking.time.now())
        assert keeping.unread is not None
        assert keeping.unread.key == "wakeup.kept_unread"
    del waking.file.known
    assert await keeping.load(waking.clock().at) is not None
    assert keeping.unread is None


def test_what_was_kept_goes_before_what_began_anew() -> None:
    """But whoever saw to one since did so."""
    at = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
    fresh = Wake("a", ROOM, ext("105"), at.replace(tzinfo=None), at, SIX, since=at)
    seen_to = Acknowledged(AckHow.CALLED, "Mia", at)
    kept = replace(fresh, outcome=WakeOutcome.BUSY, since=None)
    own = replace(fresh, acknowledged=seen_to)
    assert merged([kept], {"a": fresh, "b": fresh}) == {
        "a": replace(kept, since=at),
        "b": fresh,
    }
    assert merged([kept], {"a": own})["a"].acknowledged == seen_to
    before = replace(kept, acknowledged=seen_to)
    assert merged([before], {"a": fresh}) == {"a": before}
