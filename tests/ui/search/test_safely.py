"""Choosing the target of a safe transfer: by key, by click, and the next one after it came back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.services.safe_transfer import SafeStep, SafeTransfer
from tests.ui.fakes import card, ended, idle, put, staged

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english", "clock")

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
HELD_ACTIONS = (Verb.RESUME, Verb.TRANSFER, Verb.CONSULT, Verb.SAFE_TRANSFER, Verb.HANG_UP)
HELD = card("1.1", Phase.HELD, actions=HELD_ACTIONS)
TALKING = card("1.1", Phase.TALKING, actions=(Verb.HOLD, *HELD_ACTIONS[1:]))
BUSY = Notice.of("safe.back.busy", severity=Severity.WARNING, name="Anna Simmons")
BACK = SafeTransfer(HELD.call_id, Number("2008"), "Anna Simmons", SafeStep.BACK, 1, notice=BUSY)


def press(
    qtbot: QtBot, shell: Any, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget() or shell.window, key, how)


async def test_the_key_holds_and_enter_transfers_safely(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, TALKING, selected="1.1")
        press(qtbot, shell, Key.Key_F4, SHIFT)
        await idle(shell)
        assert shell.window.search.chip == "Safe transfer Joseph Goffin to:"
        qtbot.keyClicks(shell.window.search, "2003")
        assert not shell.window.results.safe.isVisible()
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)

        assert world.calls.orders == [("hold", "1.1"), ("safe-transfer", "1.1 2003")]
        assert shell.window.search.chip == ""


async def test_ctrl_enter_makes_a_transfer_a_safe_one(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        qtbot.keyClicks(shell.window.search, "anna")
        press(qtbot, shell, Key.Key_Return, CTRL)
        await idle(shell)

        assert world.calls.orders == [("safe-transfer", "1.1 2008")]


async def test_ctrl_enter_is_enter_where_nobody_is_transferred(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.rooms.search.focus()
        qtbot.keyClicks(shell.window.search, "2003")
        press(qtbot, shell, Key.Key_Return, CTRL)
        await idle(shell)

        assert world.calls.orders == [("dial", "2003")]


async def test_the_button_sends_what_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        qtbot.keyClicks(shell.window.search, "2003")
        safe = shell.window.results.safe
        assert safe.isVisible()
        assert safe.accessibleName().endswith("Ctrl+Return")
        qtbot.mouseClick(safe, Qt.MouseButton.LeftButton)
        await idle(shell)

        assert world.calls.orders == [("safe-transfer", "1.1 2003")]


async def test_without_a_target_the_button_changes_the_way(qtbot: QtBot, tmp_path: Path) -> None:
    """Then a colleague of the list is transferred to safely; F4 is the way back."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4)
        safe = shell.window.results.safe
        assert shell.window.results.rect().contains(safe.geometry())
        qtbot.mouseClick(safe, Qt.MouseButton.LeftButton)
        assert shell.window.search.chip == "Safe transfer Joseph Goffin to:"
        press(qtbot, shell, Key.Key_F4)
        assert shell.window.search.chip == "Transfer Joseph Goffin to:"
        press(qtbot, shell, Key.Key_F4, SHIFT)
        shell.rooms.search.call(Number("2003"))
        await idle(shell)

        assert world.calls.orders == [("safe-transfer", "1.1 2003")]


async def test_who_came_back_has_what_was_typed_again(qtbot: QtBot, tmp_path: Path) -> None:
    """Next: the same way, the text marked, so that another one can be typed over it."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4, SHIFT)
        qtbot.keyClicks(shell.window.search, "anna")
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)
        await put(shell, world, replace(HELD, safe=BACK), selected="1.1")

        view = shell.rooms.place.stack.card("1.1")
        qtbot.mouseClick(view.buttons[Verb.SAFE_TRANSFER], Qt.MouseButton.LeftButton)
        assert shell.window.search.selectedText() == "anna"
        assert shell.window.results.rows[0].parts[0] == "Anna Simmons"
        press(qtbot, shell, Key.Key_Return)
        await idle(shell)
        assert world.calls.orders == [("safe-transfer", "1.1 2008")] * 2


async def test_what_is_kept_is_what_was_sent(qtbot: QtBot, tmp_path: Path) -> None:
    """And not what was typed while it was."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, HELD, selected="1.1")
        press(qtbot, shell, Key.Key_F4, SHIFT)
        qtbot.keyClicks(shell.window.search, "anna")
        press(qtbot, shell, Key.Key_Return)
        qtbot.keyClicks(shell.window.search, "x")
        await idle(shell)
        assert shell.window.search.text() == "annax"
        await put(shell, world, replace(HELD, safe=BACK), selected="1.1")
        view = shell.rooms.place.stack.card("1.1")
        qtbot.mouseClick(view.buttons[Verb.SAFE_TRANSFER], Qt.MouseButton.LeftButton)

        assert shell.window.search.selectedText() == "anna"


async def test_who_came_back_says_so_loudly_and_is_taken_back_by_one_key(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Selected, with a sound, in words; once."""
    beeps: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append("beep"))
    async with staged(tmp_path) as (shell, world):
        other = card("1.2", Phase.TALKING, sequence=2)
        await put(shell, world, HELD, other, selected="1.2")
        await put(shell, world, replace(HELD, safe=BACK), other, selected="1.2")
        await put(shell, world, replace(HELD, safe=BACK), other, selected="1.1")
        assert (beeps, world.desk.chosen) == (["beep"], ["1.1"])
        view = shell.rooms.place.stack.card("1.1")
        assert "Anna Simmons is busy." in view.accessibleDescription()
        assert "Joseph Goffin waits on hold." in view.accessibleDescription()
        assert view.accessibleName().startswith("BACK: Joseph Goffin")
        assert view.buttons[Verb.RESUME].accessibleName() == "Retrieve, F9"
        assert view.buttons[Verb.SAFE_TRANSFER].accessibleName() == "Next, Shift+F4"

        press(qtbot, shell, Key.Key_Escape)
        await idle(shell)
        assert world.calls.orders == [("resume", "1.1")]


async def test_who_is_talked_to_again_is_only_said(qtbot: QtBot, tmp_path: Path) -> None:
    """The PBX gave the caller back by itself: Esc takes the note away."""
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, replace(TALKING, safe=BACK), selected="1.1")
        view = shell.rooms.place.stack.card("1.1")
        assert "You are talking to Joseph Goffin again." in view.accessibleDescription()
        assert "Resume" not in [button.shown for button in view.buttons.values()]
        press(qtbot, shell, Key.Key_Escape)
        await idle(shell)

        assert world.calls.orders == []
        assert world.safe.seen == ["1.1"]


async def test_while_it_rings_both_cards_say_what_will_happen(qtbot: QtBot, tmp_path: Path) -> None:
    """And how to get the caller back."""
    calling = replace(BACK, step=SafeStep.CALLING, notice=None, second=card("1.2").call_id)
    waits = replace(HELD, safe=calling, actions=(Verb.ABORT,), consulting=calling.second)
    rings = card(
        "1.2", Phase.DIALING, sequence=2, safe=calling, actions=(Verb.ABORT,), consult_of="1.1"
    )
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, waits, rings, selected="1.2")
        place = shell.rooms.place.stack
        said = place.card("1.1").accessibleDescription()
        assert "Safe transfer to Anna Simmons, ringing · Esc gets the caller back" in said
        assert "connects when they answer" in place.card("1.2").accessibleDescription()
        await put(
            shell,
            world,
            replace(waits, safe=replace(calling, step=SafeStep.CONNECTING)),
            rings,
            selected="1.2",
        )
        said = place.card("1.1").accessibleDescription()
        assert "Anna Simmons answered, connecting" in said


async def test_while_one_chooses_a_past_call_is_chosen_and_says_so(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """*Call back* becomes *Choose*, and is a call again afterwards."""
    gone = ended(card("1.0", number=Number("2008"), name="Anna Simmons"), EndReason.HUNG_UP)
    async with staged(tmp_path) as (shell, world):
        await put(shell, world, gone)
        await put(shell, world, gone, HELD, selected="1.1")
        button = shell.rooms.place.past.rows[0].button
        assert button.shown == "Call back"
        press(qtbot, shell, Key.Key_F4)
        assert button.shown == "Choose"
        assert button.accessibleName() == "Choose Anna Simmons as the target"
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        await idle(shell)

        assert world.calls.orders == [("transfer", "1.1 2008")]
        assert button.accessibleName() == "Call Anna Simmons"
