"""The front desk is there as long as this is a hotel."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.services.hotelkeeper import HotelKeeper
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.settings import Settings
from tests.services.fakes import settle

if TYPE_CHECKING:
    from ctiapp.model.notice import Notice
    from ctiapp.services.hotel.desk import HotelDesk


class NoFile:
    def save(self, settings: Settings) -> None:
        """Nowhere."""


class OneDesk:
    """Says when it is closed, and lets that take its time."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def close(self) -> None:
        await self._office.gate.wait()
        self._office.open.remove(self)


class Office:
    """The setting, and the desks that are open."""

    def __init__(self) -> None:
        self.open: list[OneDesk] = []
        self.most = 0
        self.error: StorageError | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.notices = Notices()
        self.posted: list[Notice] = []
        self.notices.subscribe(self.posted.append)
        self.preferences = Preferences(Settings(), NoFile(), self.notices)
        self.keeper = HotelKeeper(self.preferences, self.notices, self.make)
        self.told: list[object] = []
        self.keeper.subscribe(self.told.append)

    async def make(self) -> HotelDesk:
        if self.error is not None:
            raise self.error
        desk = OneDesk(self)
        self.open.append(desk)
        self.most = max(self.most, len(self.open))
        return cast("HotelDesk", desk)

    def hotel(self, *, on: bool) -> None:
        self.preferences.change(lambda settings: replace(settings, hotel=on))


@pytest.fixture
async def office() -> Office:
    return Office()


async def test_an_office_has_none(office: Office) -> None:
    office.keeper.start()
    await settle()
    assert office.keeper.desk is None
    assert office.told == []
    await office.keeper.close()


async def test_it_comes_and_goes_with_the_setting(office: Office) -> None:
    office.hotel(on=True)
    office.keeper.start()
    await settle()
    first = office.keeper.desk
    assert first is not None
    office.hotel(on=False)
    await settle()
    assert office.keeper.desk is None
    assert office.told == [first, None]
    assert office.open == []
    await office.keeper.close()


async def test_a_new_one_waits_until_the_old_one_is_put_away(office: Office) -> None:
    office.keeper.start()
    office.hotel(on=True)
    await settle()
    office.gate.clear()
    office.hotel(on=False)
    await settle()
    office.hotel(on=True)
    await settle()
    assert office.keeper.desk is None
    office.gate.set()
    await settle()
    assert office.keeper.desk is not None
    assert office.most == 1
    await office.keeper.close()
    assert office.open == []


async def test_a_file_that_cannot_be_used_is_told(office: Office) -> None:
    office.error = StorageError("no")
    office.keeper.start()
    office.hotel(on=True)
    await settle()
    assert office.keeper.desk is None
    assert [notice.key for notice in office.posted] == [StorageError.key]
    office.error = None
    office.hotel(on=False)
    office.hotel(on=True)
    await settle()
    assert office.keeper.desk is not None
    await office.keeper.close()
