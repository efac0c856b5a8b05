"""A window with the place of the people before stand-ins for the services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.number import Number
from ctiapp.ui.keymap import Keymap
from ctiapp.ui.mainwindow import MainWindow, Place
from ctiapp.ui.people.controller import PeopleController
from ctiapp.ui.people.offers import SENDING
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import World, card, online, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.model.notice import Notice
    from ctiapp.ui.theme import Theme

ANNA, DAVE = Number("2008"), Number("2003")
TALK = card("1", actions=SENDING)


class Stage:
    """A window with the place, and whom it tells what."""

    def __init__(self) -> None:
        self.world = World()
        self.world.session.status = online()
        self.world.directory.put(("Anna Simmons", "2008"), ("Dave Harris", "2003"))
        self.told: list[Notice] = []
        self.called: list[Number] = []
        self.window = MainWindow()
        self.tasks = Tasks(self.world.notices.post)
        self.people = PeopleController(
            self.window,
            self.world.services,
            self.tasks,
            lamps=self.world.lamps,
            key_of=Keymap().first,
            tell=self.told.append,
        )
        self.people.called.connect(self.called.append)

    def open(self) -> None:
        self.window.show_page(self.people.place, Place.PEOPLE)
        self.window.show()
        self.window.activateWindow()
        self.grid.setFocus()

    def talk(self, *cards: Any, selected: str | None = "1") -> None:
        self.world.desk.put(*cards, selected=selected)
        self.people.show_cards(self.world.desk.cards)

    @property
    def grid(self) -> Any:
        return self.people.panel.grid

    @property
    def listed(self) -> list[str]:
        return [each.name for each in self.grid.people.extensions]

    @property
    def orders(self) -> list[tuple[str, str]]:
        return self.world.calls.orders

    @property
    def question(self) -> str:
        shown = self.people.sending.question
        assert shown is not None
        return shown.said


@pytest.fixture
async def stage(scheme: Theme) -> AsyncIterator[Stage]:
    del scheme
    made = Stage()
    made.open()
    made.talk(TALK)
    await until(lambda: made.grid.tile_of(ANNA) is not None)
    yield made
    made.people.stop()
    await made.tasks.close()
    made.window.deleteLater()
