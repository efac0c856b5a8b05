"""Testing events on the settings page, and from the banner."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ctiapp.model.errors import EventsBlocked, InvalidState
from ctiapp.ui import words
from ctiapp.ui.keymap import Keymap
from ctiapp.ui.settings import eventtest
from ctiapp.ui.settings.eventtest import EventTestController, reached
from ctiapp.ui.settings.view import SettingsPage
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import World, until

if TYPE_CHECKING:
    from ctiapp.model.notice import Notice

pytestmark = pytest.mark.usefixtures("scheme", "qapp")

BLOCKED = EventsBlocked("", address="192.168.5.20", port=8260)


class Part:
    """The line on its page."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world = World()
        self.events = self.world.events
        self.events.offered = True
        self.page = SettingsPage(Keymap().rows(), "1", Path("data"))
        self.told: list[Notice] = []
        self.said: list[str] = []
        self.read_out: list[tuple[str, bool]] = []
        monkeypatch.setattr(
            eventtest,
            "announce",
            lambda _, said, urgent=False: self.read_out.append((said, urgent)),
        )
        self.controller = EventTestController(
            self.page,
            self.world.services,
            Tasks(self.told.append),
            say=self.said.append,
            tell=self.told.append,
        )
        self.line = self.controller.line


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> Part:
    return Part(monkeypatch)


def test_it_is_there_only_where_the_pbx_posts_its_events(part: Part) -> None:
    assert not part.line.isHidden()
    part.events.offered = False
    part.controller.show_status()
    assert part.line.isHidden()


async def test_while_it_rings_that_is_said_and_nobody_can_ask_twice(part: Part) -> None:
    part.events.gate = asyncio.Event()
    part.events.ends = [0.24]
    part.line.button.click()
    testing = words.word("events.testing")
    assert part.line.said.text() == testing
    assert part.read_out == [(testing, False)]
    assert part.line.button.isEnabled(), "else it would hand on the keyboard"
    assert testing in part.line.button.accessibleName()
    QTest.keyClick(part.line.button, Qt.Key.Key_Space)
    part.events.gate.set()
    await until(lambda: part.line.said.text() != testing)
    assert part.events.runs == 1
    assert part.line.said.text() == reached(0.24)
    assert "0.2" in reached(0.24)
    assert part.read_out[-1] == (reached(0.24), False)
    assert part.line.wrong.isHidden()


async def test_what_to_open_is_said_where_none_comes_and_forgotten_elsewhere(part: Part) -> None:
    part.events.ends = [BLOCKED]
    part.line.button.click()
    await until(lambda: bool(part.line.wrong.text()))
    said = words.say(BLOCKED.notice())
    assert part.line.wrong.text() == said
    assert "8260" in said
    assert "192.168.5.20" in said
    assert part.line.said.isHidden()
    assert part.read_out[-1] == (said, True)
    assert part.told == []
    part.events.offered = False
    part.controller.show_status()
    assert part.line.wrong.isHidden()


async def test_from_the_banner_it_is_said_in_passing(part: Part) -> None:
    part.events.ends = [0.5, BLOCKED, InvalidState("", key="events.busy")]
    testing = words.word("events.testing")
    part.controller.test_from_banner()
    await until(lambda: len(part.said) == 2)
    assert part.said == [testing, reached(0.5)]
    part.controller.test_from_banner()
    await until(lambda: len(part.said) == 4)
    assert part.said[3] == words.word("events.missed")  # what to open the banner says itself
    assert part.told == []
    part.controller.test_from_banner()
    await until(lambda: bool(part.told))
    assert part.told[0].key == "events.busy"


@pytest.mark.parametrize("key", ["busy", "running", "no_ring", "rings_on", "not_posted"])
def test_every_refusal_has_its_sentence(key: str) -> None:
    assert f"events.{key}" in words.SENTENCES
