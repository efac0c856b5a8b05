"""What is red is seen and heard everywhere, until somebody has seen to it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

from ctiapp.model.errors import UsageError
from ctiapp.model.wakes import AckHow
from ctiapp.tools.scenes_hotel import RED
from ctiapp.ui import text
from ctiapp.ui.hotel.redbanner import See
from ctiapp.ui.hotel.redwork import RedWork
from ctiapp.ui.mainwindow import MainWindow, Place
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import until
from tests.ui.hotel.house import House

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.model.notice import Notice

pytestmark = pytest.mark.usefixtures("scheme")


class Night:
    """A window, and what was heard in it."""

    def __init__(self) -> None:
        self.house = House()
        self.told: list[Notice] = []
        self.notes: list[tuple[str, str]] = []
        self.beeps: list[int] = []
        self.window = MainWindow()
        self.tasks = Tasks(self.told.append)
        self.work = RedWork(
            self.window, self.tasks, self.told.append, lambda *said: self.notes.append(said)
        )

    async def see_to(self, key: str, see: See) -> None:
        """Press that, and wait until it is done."""
        self.work.banner.seen_to.emit(key, see)
        await until(lambda: not self.tasks.running)
        self.work.show_wakes()


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Each time that it was heard."""
    heard: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(1))
    return heard


@asynccontextmanager
async def night() -> AsyncIterator[Night]:
    """One, put away at the end."""
    made = Night()
    made.window.show()
    try:
        yield made
    finally:
        made.work.stop()
        await made.tasks.close()
        made.window.hide()
        made.window.deleteLater()


async def test_banner_badge_chip_and_sound(beeps: list[int]) -> None:
    async with night() as made:
        work, nav = made.work, made.window.nav(Place.ROOMS)
        work.show_desk(made.house.desk)
        assert len(work.banner.lines) == 2
        assert nav.badge == 2
        assert work.chip.shown == "Wake-ups today 2 · 2 not answered"
        assert beeps == [1]
        assert work.sound.isActive(), "it is heard again and again"
        work.show_wakes()
        assert beeps == [1], "no news"
        made.house.wakes.today = (*RED, replace(RED[0], wake_id="x"))
        work.show_wakes()
        assert beeps == [1, 1]
        work.show_desk(None)
        assert work.banner.isHidden()
        assert work.chip.isHidden()
        assert nav.badge == 0
        assert not work.sound.isActive()


async def test_it_calls_back_whoever_looks_elsewhere(
    beeps: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with night() as made:
        monkeypatch.setattr(made.window, "isActiveWindow", lambda: False)
        made.work.show_desk(made.house.desk)
        ((title, said),) = made.notes
        assert title == "A wake-up call was missed"
        assert "106 did not answer at 08:15." in said
        assert beeps


async def test_woken_in_person_is_kept_with_name_and_time(beeps: list[int]) -> None:
    async with night() as made:
        made.work.show_desk(made.house.desk)
        await made.see_to(RED[0].wake_id, See.IN_PERSON)
        assert made.house.wakes.orders == [("ack", RED[0].wake_id, AckHow.IN_PERSON, "")]
        assert made.told[0].key == "hotel.seen_to"
        assert made.told[0].params == {"room": "106", "name": "Kristin Hale", "time": "08:17"}
        assert len(made.work.banner.lines) == 1
        await made.see_to(RED[1].wake_id, See.IN_PERSON)
        assert made.work.banner.isHidden()
        assert not made.work.sound.isActive()


async def test_to_call_wakes_nobody_until_somebody_says_so(beeps: list[int]) -> None:
    async with night() as made:
        made.house.wakes.today = RED[:1]
        made.work.show_desk(made.house.desk)
        await made.see_to(RED[0].wake_id, See.CALL)
        assert made.house.wakes.orders == [("call", RED[0].wake_id)]
        assert not made.work.banner.isHidden(), "it stays"
        assert not made.work.sound.isActive(), "but nobody talks against a siren"
        assert not made.work.banner.lines[0].buttons[See.BY_PHONE].isHidden()
        await made.see_to(RED[0].wake_id, See.BY_PHONE)
        assert made.house.wakes.orders[-1] == ("ack", RED[0].wake_id, AckHow.CALLED, "")
        assert made.work.banner.isHidden()


@pytest.mark.parametrize("watching", [True, False])
async def test_ringing_again_is_seen_to_where_it_is_watched(
    beeps: list[int], watching: bool
) -> None:
    async with night() as made:
        made.house.wakes.watching = watching
        made.house.wakes.today = RED[:1]
        made.work.show_desk(made.house.desk)
        await made.see_to(RED[0].wake_id, See.AGAIN)
        assert made.told[-1].key == "hotel.rings_again"
        assert made.work.banner.isHidden() is watching
        orders: list[Any] = [("again", RED[0].wake_id)]
        if watching:
            orders.append(("ack", RED[0].wake_id, AckHow.OTHER, "rung again at \u206808:19\u2069"))
        assert made.house.wakes.orders == orders


async def test_what_fails_is_said_and_stays_red(beeps: list[int]) -> None:
    async with night() as made:
        made.work.show_desk(made.house.desk)
        made.house.wakes.error = UsageError("x", key="link.not_up")
        await made.see_to(RED[0].wake_id, See.IN_PERSON)
        assert [notice.key for notice in made.told] == ["link.not_up"]
        assert len(made.work.banner.lines) == 2
        assert made.work.banner.lines[0].can(See.CALL)
        await made.see_to("gone", See.CALL)
        assert len(made.told) == 1


async def test_the_rooms_are_one_click_away(beeps: list[int]) -> None:
    async with night() as made:
        wanted: list[int] = []
        made.work.rooms_wanted.connect(lambda: wanted.append(1))
        made.work.show_desk(made.house.desk)
        made.work.chip.click()
        made.work.banner.rest_wanted.emit()
        assert wanted == [1, 1]
        assert text.bare(made.work.chip.accessibleName())
