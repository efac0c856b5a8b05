"""What could not be kept is kept as soon as the disk takes it; until then somebody is told."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.model.wakes import Plan, PlanState
from ctiapp.services.hotel.plankeeping import PlanKeeping
from ctiapp.storage.hotel import HotelFile
from ctiapp.storage.hotel_wakes import WakeFile
from tests.services.hotel.waking import ROOM, SIX

MONDAY = date(2026, 3, 2)
PLAN = Plan(0, ROOM, MONDAY, SIX)
NOW = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
HERE, NEW = frozenset({"1"}), frozenset({"1", "2"})


async def refuses(*_: object) -> None:
    """A disk that is full."""
    raise StorageError("full")


async def hangs(*_: object) -> None:
    """A disk that never answers."""
    await asyncio.Event().wait()


@pytest.fixture
def file(time_flies: None, caplog: pytest.LogCaptureFixture) -> WakeFile:
    """In memory; what goes wrong on purpose is logged, as it should be."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    return WakeFile(HotelFile(None).worker)


@pytest.fixture
def keeping(file: WakeFile) -> PlanKeeping:
    """Of one PBX."""
    made = PlanKeeping(file)
    made.begin("sn")
    return made


async def test_what_is_kept_is_read(keeping: PlanKeeping) -> None:
    plan = await keeping.add(PLAN, "Leo", NOW)
    assert await keeping.load(MONDAY) == (plan,)
    await keeping.keep(replace(plan, state=PlanState.MISSED))
    assert [each.state for each in await keeping.load(MONDAY)] == [PlanState.MISSED]
    keeping.begin("another")
    assert await keeping.load(MONDAY) == ()
    assert keeping.trouble is None


@pytest.mark.parametrize("disk", [refuses, hangs])
async def test_what_could_not_be_kept_is_kept_later(
    keeping: PlanKeeping, file: WakeFile, monkeypatch: pytest.MonkeyPatch, disk: object
) -> None:
    plan = await keeping.add(PLAN, "Leo", NOW)
    await keeping.load(MONDAY)
    with monkeypatch.context() as broken:
        broken.setattr(file, "put_plan", disk)
        await keeping.keep(replace(plan, state=PlanState.SET))
        await keeping.try_again()
        assert keeping.trouble is not None
        assert keeping.trouble.key == "error.storage"
    assert await keeping.load(MONDAY) == (plan,)
    assert keeping.trouble is not None
    await keeping.try_again()
    assert keeping.trouble is None
    assert [each.state for each in await keeping.load(MONDAY)] == [PlanState.SET]


@pytest.mark.parametrize("disk", [refuses, hangs])
async def test_who_asked_is_told(
    keeping: PlanKeeping, file: WakeFile, monkeypatch: pytest.MonkeyPatch, disk: object
) -> None:
    """Nothing of it is done later: that was said."""
    with monkeypatch.context() as broken:
        for name in ("plans", "add_plan", "put_plan"):
            broken.setattr(file, name, disk)
        with pytest.raises(StorageError):
            await keeping.load(MONDAY)
        with pytest.raises(StorageError):
            await keeping.add(PLAN, "Leo", NOW)
        with pytest.raises(StorageError):
            await keeping.put(PLAN)
    await keeping.try_again()
    assert keeping.trouble is not None
    assert await keeping.load(MONDAY) == ()
    assert keeping.trouble is None


async def test_what_the_room_had_before_the_first_try(keeping: PlanKeeping, file: WakeFile) -> None:
    """After a start it is known still."""
    plan = await keeping.add(PLAN, "Leo", NOW)
    assert await keeping.there(plan.plan_id, HERE) == HERE
    assert await keeping.there(plan.plan_id, NEW) == HERE
    again = PlanKeeping(file)
    again.begin("sn")
    assert await again.there(plan.plan_id, NEW) == HERE


@pytest.mark.parametrize("disk", [refuses, hangs])
async def test_what_it_had_is_known_without_a_disk(
    keeping: PlanKeeping, file: WakeFile, monkeypatch: pytest.MonkeyPatch, disk: object
) -> None:
    plan = await keeping.add(PLAN, "Leo", NOW)
    monkeypatch.setattr(file, "begin_plan", disk)
    assert await keeping.there(plan.plan_id, HERE) == HERE
    assert await keeping.there(plan.plan_id, NEW) == HERE
    assert keeping.trouble is not None
