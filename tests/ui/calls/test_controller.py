"""From the calls place to the services, over a real window."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.directory import Extension
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.services.calls import Outcome
from ctiapp.services.connection import Connection
from ctiapp.ui.keymap import Action
from tests.ui.fakes import START, card, ended, idle, online, put, staged, until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english", "clock")

TALKING = card("1.1", Phase.TALKING)
HELD = card("1.2", Phase.HELD, sequence=2)


async def test_a_button_acts_on_its_own_card_and_not_on_the_selected_one(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, HELD, selected="1.1")
        button = shell.rooms.place.stack.card("1.2").buttons[Verb.HANG_UP]
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        await idle(shell)

        assert world.calls.orders == [("hangup", "1.2")]


async def test_resume_has_the_key_of_hold(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.2")
        shell.rooms.calls.key(Action.HOLD)
        await idle(shell)

        assert world.calls.orders == [("resume", "1.2")]


async def test_an_outcome_that_is_not_known_is_said(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        world.calls.outcome = Outcome.UNCONFIRMED
        shell.rooms.calls.key(Action.HOLD)
        await idle(shell)

        assert "has not confirmed" in shell.window.toast.text()


async def test_hanging_up_is_never_blocked_by_what_is_pending(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        pending = replace(TALKING, pending=frozenset({Verb.HOLD, Verb.HANG_UP}))
        await put(shell, world, pending, selected="1.1")
        world.calls.gate = asyncio.Event()
        shell.rooms.calls.key(Action.HOLD)
        shell.rooms.calls.key(Action.HANG_UP)
        await until(lambda: bool(world.calls.orders))
        world.calls.gate.set()
        await idle(shell)

        assert world.calls.orders == [("hangup", "1.1")]


async def test_somebody_elses_past_is_not_shown(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, ended(TALKING, EndReason.HUNG_UP))
        assert shell.rooms.calls.just.calls
        other = Extension(ExtensionId("9"), Number("2009"), "Ann Lee")
        world.session.move(online(me=other))
        await until(lambda: not shell.rooms.calls.just.calls)

        assert not any(row.isVisible() for row in shell.rooms.place.past.rows)


async def test_a_lost_link_counts_the_age_of_the_picture(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.clock.mono_s += 75
        world.session.status = online(state=Connection.RECONNECTING, picture_at=START)
        await put(shell, world, replace(TALKING, stale=True, actions=()), selected="1.1")

        assert shell.rooms.place.stack.card("1.1").age.text() == "0:00"
        assert shell.rooms.calls._picture_s() == 1000.0


async def test_oneself_is_not_listed_among_the_people(tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        world.directory.put(("Leo Ball", "2000"), ("Anna Simmons", "2008"))
        world.directory.load(world.directory.progress)
        await until(lambda: shell.rooms.place.people.people.rowCount() == 1)

        assert shell.rooms.place.people.people.person(0).name == "Anna Simmons"
