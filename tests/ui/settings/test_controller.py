"""Changing keys and leaving, over a real window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ctiapp.model.errors import UsageError
from ctiapp.model.planguess import Basis, Guess, Reason
from ctiapp.model.popactions import PopAction
from ctiapp.ui import text
from ctiapp.ui.keymap import Action
from ctiapp.ui.mainwindow import Place
from tests.ui.fakes import idle, staged, until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")


async def test_escape_leaves_the_key_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.show_place(Place.SETTINGS)
        line = shell.rooms.settings_page.key_lines[Action.HOLD]
        qtbot.mouseClick(line.change_button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_Escape)

        assert line.key.text() == "F9"
        assert world.keeper.saved == []


async def test_going_elsewhere_ends_the_waiting(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.show_place(Place.SETTINGS)
        line = shell.rooms.settings_page.key_lines[Action.HOLD]
        qtbot.mouseClick(line.change_button, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(shell.window.nav(Place.CALLS), Qt.MouseButton.LeftButton)
        qtbot.keyClick(shell.window.search, Qt.Key.Key_F12)

        assert world.keeper.saved == []


async def test_a_refused_key_says_why_and_all_can_be_reset(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.show_place(Place.SETTINGS)
        page = shell.rooms.settings_page
        line = page.key_lines[Action.HOLD]
        qtbot.mouseClick(line.change_button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_H)
        assert "This key types" in line.complaint.text()

        qtbot.mouseClick(line.change_button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_F11)
        assert line.key.text() == "F11"
        page.reset_keys.emit()
        assert line.key.text() == "F9"
        assert world.keeper.saved[-1].keys == {}


async def test_signing_out_leads_to_the_form(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        qtbot.mouseClick(shell.rooms.settings_page.sign_out_button, Qt.MouseButton.LeftButton)
        await idle(shell)
        assert (world.session.signed_out, world.session.forgotten) == (1, 1)
        await until(shell.rooms.settings_page.sign_out_button.isHidden)
        shell.show_place(Place.CALLS)

        assert shell.window.pages.currentWidget() is shell.signin_page


async def test_a_presence_rule_is_read_and_switched(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path) as (shell, world):
        shell.show_place(Place.SETTINGS)
        box = shell.rooms.settings_page.rules.boxes["lunch"]
        assert not box.isChecked()
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)

        assert world.keeper.saved[-1].presence_rules == {"lunch": True}
        assert box.isChecked()
        world.preferences.change(lambda s: replace(s, presence_rules={}))
        assert not box.isChecked()


async def test_an_action_is_kept_and_tried_from_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    """What is tried need not be kept; what became of it stands in the form."""
    action = PopAction("CRM", url="https://crm.example.com/{number}")
    async with staged(tmp_path) as (shell, world):
        shell.show_place(Place.SETTINGS)
        fields = shell.rooms.settings_page.call_actions
        fields.add_button.click()
        fields.editor.edit(action)
        qtbot.mouseClick(fields.editor.try_button, Qt.MouseButton.LeftButton)
        await idle(shell)
        assert world.pop_actions.tried == [action]
        assert "made-up values" in fields.editor.well.text()
        assert world.keeper.saved == []

        world.pop_actions.error = UsageError("gone", key="popaction.no_browser")
        qtbot.mouseClick(fields.editor.try_button, Qt.MouseButton.LeftButton)
        await idle(shell)
        assert "Nothing on this computer opens" in fields.editor.wrong.text()

        qtbot.mouseClick(fields.editor.save_button, Qt.MouseButton.LeftButton)
        assert world.keeper.saved[-1].pop_actions == (action,)
        assert len(fields.rows) == 1


async def test_a_guess_is_shown_as_it_changes(tmp_path: Path) -> None:
    """It comes a moment after the names: whoever looks at the settings sees it come."""
    async with staged(tmp_path) as (shell, world):
        shell.show_place(Place.SETTINGS)
        dialling = shell.rooms.settings_page.dialling
        assert not dialling.country_guess.isVisible()

        world.numbering.suggest(Guess("CN", Reason(Basis.DID, 1, 1, "+865925503300")))
        await until(dialling.country_guess.isVisible)

        assert "CN is used" in text.bare(dialling.country_guess.text())
