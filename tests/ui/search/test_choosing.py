"""The box chooses a target: for a transfer, a consultation, or a third one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.errors import NotPermitted
from ctiapp.services.calls import Outcome
from ctiapp.ui.text import bare
from tests.ui.fakes import card, ended, idle, put, staged, until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english", "clock")

TALKING = card("1.1", Phase.TALKING)
HELD = card("1.1", Phase.HELD)
OTHER = card("1.2", Phase.HELD, sequence=2)
Key = Qt.Key


def press(qtbot: QtBot, shell: Any, key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget() or shell.window, key)


def type_in(qtbot: QtBot, shell: Any, text: str) -> None:
    """Type where the keyboard is."""
    assert shell.window.search.hasFocus()
    qtbot.keyClicks(shell.window.search, text)


async def test_transferring_holds_at_once_and_sends_by_enter(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        await idle(shell)
        assert world.calls.orders == [("hold", "1.1")]
        assert shell.window.search.chip == "Transfer Joseph Goffin to:"

        await put(shell, world, HELD, selected="1.1")
        type_in(qtbot, shell, "anna")
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)
        assert world.calls.orders == [("hold", "1.1"), ("transfer", "1.1 2008")]
        assert shell.window.search.chip == ""
        assert shell.window.search.text() == ""


async def test_whoever_is_held_already_is_not_held_again(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        press(qtbot, shell, Key.Key_Escape)
        await idle(shell)

        assert world.calls.orders == []
        assert shell.window.search.chip == ""


async def test_escape_takes_the_caller_back(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.rooms.place.people.setFocus()
        await put(shell, world, TALKING, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        await idle(shell)
        await put(shell, world, HELD, selected="1.1")
        type_in(qtbot, shell, "ann")
        press(qtbot, shell, Key.Key_Escape)
        await idle(shell)

        assert world.calls.orders == [("hold", "1.1"), ("resume", "1.1")]
        assert shell.window.search.text() == ""
        assert QApplication.focusWidget() is shell.rooms.place.people
        press(qtbot, shell, Key.Key_Escape)
        await idle(shell)
        assert len(world.calls.orders) == 2


async def test_escape_before_the_hold_is_confirmed_still_takes_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        world.calls.gate = asyncio.Event()
        press(qtbot, shell, Key.Key_F4)
        await until(lambda: bool(world.calls.orders))
        press(qtbot, shell, Key.Key_Escape)
        await put(shell, world, HELD, selected="1.1")
        world.calls.gate.set()
        await idle(shell)

        assert world.calls.orders == [("hold", "1.1"), ("resume", "1.1")]


async def test_who_was_taken_back_at_the_phone_is_left_alone(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        await idle(shell)
        press(qtbot, shell, Key.Key_Escape)
        await idle(shell)

        assert world.calls.orders == [("hold", "1.1")]


@pytest.mark.parametrize(
    ("key", "modifier", "chip", "order"),
    [
        (Key.Key_F5, Qt.KeyboardModifier.NoModifier, "Consult about Joseph Goffin:", "consult"),
        (Key.Key_F5, Qt.KeyboardModifier.ShiftModifier, "Add to Joseph Goffin:", "add"),
    ],
)
async def test_consulting_and_adding_hold_nobody_before(
    qtbot: QtBot,
    tmp_path: Path,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    chip: str,
    order: str,
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        qtbot.keyClick(shell.window, key, modifier)
        assert shell.window.search.chip == chip
        type_in(qtbot, shell, "2003")
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)

        assert world.calls.orders == [(order, "1.1 2003")]


async def test_a_refusal_keeps_what_was_typed_and_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        type_in(qtbot, shell, "2003")
        world.calls.error = NotPermitted("no")
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)

        assert "not allowed" in shell.window.results.message.text()
        assert shell.window.search.text() == "2003"
        assert shell.window.search.chip == "Transfer Joseph Goffin to:"
        world.calls.error = None
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)
        assert world.calls.orders == [("transfer", "1.1 2003")] * 2


async def test_what_is_not_confirmed_is_said_in_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        type_in(qtbot, shell, "2003")
        world.calls.outcome = Outcome.UNCONFIRMED
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)

        assert "has not confirmed" in shell.window.results.message.text()


async def test_a_click_on_a_colleague_is_the_target(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        people = shell.rooms.place.people
        await until(lambda: people.visualRect(people.model().index(0, 0)).height() > 0)
        spot = people.visualRect(people.model().index(0, 0)).center()
        qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        await idle(shell)

        assert world.calls.orders == [("transfer", "1.1 2008")]


async def test_an_emergency_number_typed_while_one_is_sent_is_a_call_of_its_own(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Nobody is sent there."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        type_in(qtbot, shell, "2003")
        world.calls.gate = asyncio.Event()
        press(qtbot, shell, Key.Key_Return)
        await until(lambda: bool(world.calls.orders))
        shell.rooms.search.focus()
        type_in(qtbot, shell, "112")
        press(qtbot, shell, Key.Key_Return)
        await until(lambda: len(world.calls.orders) == 2)
        world.calls.gate.set()
        await idle(shell)

        assert world.calls.orders == [("transfer", "1.1 2003"), ("dial", "112")]
        assert (shell.window.search.chip, shell.window.search.text()) == ("", "")


async def test_a_link_is_offered_as_the_target(qtbot: QtBot, tmp_path: Path) -> None:
    """The caller stays on hold, and only Enter sends."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        await idle(shell)
        await put(shell, world, HELD, selected="1.1")
        shell.prefill("2003")
        await idle(shell)
        assert world.calls.orders == [("hold", "1.1")]
        assert shell.window.search.chip == "Transfer Joseph Goffin to:"
        assert bare(shell.window.results.message.text()) == "Transfer to 2003"

        press(qtbot, shell, Key.Key_Return)
        await idle(shell)
        assert world.calls.orders == [("hold", "1.1"), ("transfer", "1.1 2003")]


async def test_a_caller_who_hangs_up_ends_the_choice(qtbot: QtBot, tmp_path: Path) -> None:
    """What was typed as a target must not be dialled by the next Enter."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        type_in(qtbot, shell, "2003")
        await put(shell, world, ended(HELD, EndReason.REMOTE_HUNG_UP))
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)

        assert world.calls.orders == []
        assert shell.window.search.chip == ""
        assert "has hung up" in shell.window.toast.text()


async def test_another_verb_for_the_same_call_keeps_what_was_typed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        type_in(qtbot, shell, "2003")
        press(qtbot, shell, Key.Key_F5)
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)

        assert world.calls.orders == [("consult", "1.1 2003")]


async def test_another_call_takes_the_first_one_back(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, OTHER, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        await idle(shell)
        await put(shell, world, HELD, OTHER, selected="1.2")
        press(qtbot, shell, Key.Key_F4)
        await idle(shell)

        assert world.calls.orders == [("hold", "1.1"), ("resume", "1.1")]


async def test_the_transferred_card_says_to_whom_and_can_be_taken_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        type_in(qtbot, shell, "2008")
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)
        moving = ended(HELD, EndReason.TRANSFERRED, actions=(Verb.TAKE_BACK,))
        await put(shell, world, moving)
        view = shell.rooms.place.stack.card("1.1")
        assert view.buttons[Verb.TAKE_BACK].accessibleName() == "Take back, Esc"
        assert "to Anna Simmons" in view.accessibleDescription()

        press(qtbot, shell, Key.Key_Escape)
        await idle(shell)
        assert world.calls.orders[-1] == ("take-back", "1.1")
        await put(shell, world, replace(moving, pending=frozenset({Verb.TAKE_BACK})))
        press(qtbot, shell, Key.Key_Escape)
        await idle(shell)
        assert len(world.calls.orders) == 2


async def test_whoever_was_looked_for_just_now_is_meant(qtbot: QtBot, tmp_path: Path) -> None:
    """A search, then F4 and Enter: what was typed is not thrown away."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F2)
        type_in(qtbot, shell, "anna")
        press(qtbot, shell, Key.Key_F4)
        assert shell.window.search.text() == "anna"
        assert shell.window.search.chip == "Transfer Joseph Goffin to:"
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)
        assert world.calls.orders == [("transfer", "1.1 2008")]


async def test_what_stood_there_closed_is_no_target(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F2)
        type_in(qtbot, shell, "anna")
        press(qtbot, shell, Key.Key_Escape)
        press(qtbot, shell, Key.Key_F4)
        assert shell.window.search.text() == ""
