"""There is a place of the rooms where this is a hotel, and what is red shows everywhere."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtWidgets import QApplication

from ctiapp.model.observers import Observers
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.tools.scenes_hotel import RED
from ctiapp.ui.hotel.controller import HotelController
from ctiapp.ui.mainwindow import MainWindow, Place
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import FakeSession, online, until
from tests.ui.hotel.house import House

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.services.hotel.desk import HotelDesk

pytestmark = pytest.mark.usefixtures("scheme")


class Keeper:
    """Whether this is a hotel."""

    def __init__(self) -> None:
        self.desk: HotelDesk | None = None
        self.observers: Observers[HotelDesk | None] = Observers()

    def subscribe(self, listener: Any) -> Any:
        return self.observers.subscribe(listener)

    def put(self, desk: HotelDesk | None) -> None:
        self.desk = desk
        self.observers.tell(desk)


class Served:
    """What the controller asks."""

    def __init__(self) -> None:
        self.hotel = Keeper()
        self.session = FakeSession()
        self.session.status = online()


@asynccontextmanager
async def office() -> AsyncIterator[tuple[HotelController, Served, MainWindow]]:
    """A window of an office."""
    window, served = MainWindow(), Served()
    tasks = Tasks(lambda _: None)
    made = HotelController(
        window, cast("Any", served), tasks, key_of=lambda _: "", tell=lambda _: None
    )
    window.resize(1200, 800)
    window.show()
    try:
        yield made, served, window
    finally:
        made.stop()
        await tasks.close()
        window.hide()
        window.deleteLater()


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QApplication, "beep", lambda: None)


async def test_an_office_pays_nothing() -> None:
    async with office() as (made, served, window):
        assert window.nav(Place.ROOMS).isHidden()
        assert made.red is None
        assert made.work is None
        assert not made.escape()
        made.show()
        served.hotel.put(House().desk)
        assert not window.nav(Place.ROOMS).isHidden()
        assert made.red is not None
        assert made.work is None, "the place is made when it is opened"


async def test_what_is_red_shows_before_the_place_is_opened() -> None:
    async with office() as (made, served, window):
        house = House()
        house.wakes.today = ()
        served.hotel.put(house.desk)
        assert made.red is not None
        assert made.red.banner.isHidden()
        house.wakes.put(*RED)
        assert not made.red.banner.isHidden()
        assert window.nav(Place.ROOMS).badge == 2
        wanted: list[int] = []
        made.wanted.connect(lambda: wanted.append(1))
        made.red.chip.click()
        assert wanted == [1]


async def test_the_place_follows_the_rooms() -> None:
    async with office() as (made, served, window):
        house = House()
        served.hotel.put(house.desk)
        window.show_page(made.place, Place.ROOMS)
        assert made.place is made.place
        await until(lambda: bool(made.place.table.rooms.rows))
        house.rooms.put("104", guest="Anna Li", occupied=True)
        await until(lambda: made.place.table.rooms.rows[3].guest == "Anna Li")
        called: list[str] = []
        made.called.connect(lambda number: called.append(number.text))
        made.place.panel.press_first()
        assert called == [made.place.number]
        made.place.filter.setText("104")
        assert made.escape()


async def test_what_is_red_stays_while_the_pbx_lets_nobody_in() -> None:
    """Whoever has to be woken there has to be woken: until somebody signs out."""
    async with office() as (made, served, _):
        house = House()
        house.working = True
        served.hotel.put(house.desk)
        house.wakes.put(*RED)
        served.session.status = ConnectionStatus(Connection.REFUSED)
        made.show()
        assert made.red is not None
        assert not made.red.banner.isHidden()
        house.working = False
        served.session.status = ConnectionStatus(Connection.SIGNED_OUT)
        made.show()
        assert made.red.banner.isHidden()


async def test_signed_out_or_no_hotel_any_more_it_is_gone() -> None:
    async with office() as (made, served, window):
        emptied: list[int] = []
        made.emptied.connect(lambda: emptied.append(1))
        house = House()
        served.hotel.put(house.desk)
        window.show_page(made.place, Place.ROOMS)
        served.session.status = ConnectionStatus(Connection.SIGNED_OUT)
        made.show()
        assert window.nav(Place.ROOMS).isHidden()
        assert emptied == [1]
        assert made.red is not None
        assert made.red.banner.isHidden()
        served.session.status = online()
        made.show()
        assert not made.red.banner.isHidden()
        served.hotel.put(None)
        assert window.nav(Place.ROOMS).isHidden()
        assert emptied == [1, 1]
        house.wakes.put(*RED)
        assert made.red.banner.isHidden(), "it is heard no more"
