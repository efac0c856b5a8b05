"""One rule being written: what is kept makes sense, and is said why where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ctiapp.model.errors import UsageError
from ctiapp.model.popactions import PLACEHOLDERS, PopAction, What, When, Which
from ctiapp.ui import text
from ctiapp.ui.settings.popactioneditor import PopActionEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

PAGE = PopAction("CRM", url="https://crm.example.com/?n={number}")
PROGRAM = PopAction(
    *("Note", False, When.END, Which.QUEUE, "6400", What.PROGRAM, "", False),
    ("notify", "--name={name}", "two words"),
)


@pytest.fixture
def editor(qtbot: QtBot) -> PopActionEditor:
    made = PopActionEditor()
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    return made


@pytest.mark.parametrize("action", [PAGE, PROGRAM])
def test_what_is_shown_is_what_is_read(editor: PopActionEditor, action: PopAction) -> None:
    editor.edit(action)

    assert editor.action() == action


def test_only_the_fields_of_the_rule_are_shown(editor: PopActionEditor) -> None:
    editor.edit(PAGE)
    assert editor.url.isVisible()
    assert editor.http.isVisible()
    assert not editor.command.isVisible()
    assert not editor.queue.isVisible()

    editor.edit(PROGRAM)

    assert editor.command.isVisible()
    assert editor.queue.isVisible()
    assert not editor.url.isVisible()
    assert all(f"{{{name}}}" in text.bare(editor.hint.text()) for name in PLACEHOLDERS)
    assert "no shell" in editor.command.accessibleDescription()


def test_what_no_longer_belongs_to_it_is_left_out(editor: PopActionEditor) -> None:
    editor.edit(PROGRAM)

    editor.which.setCurrentIndex(editor.which.findData(Which.INBOUND))
    editor.what.setCurrentIndex(editor.what.findData(What.PAGE))
    editor.url.setText("https://crm.example.com/")

    made = editor.action()
    assert (made.queue, made.command, made.url) == ("", (), "https://crm.example.com/")


def test_a_rule_is_written_by_the_keyboard_alone(qtbot: QtBot, editor: PopActionEditor) -> None:
    """Tab goes through the fields, out of the one for arguments as well; Enter keeps it."""
    kept: list[PopAction] = []
    editor.saved.connect(kept.append)
    editor.activateWindow()
    editor.focus_first()

    def type_on(typed: str, *, tabs: int) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClicks(widget, typed)
        for _ in range(tabs):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    type_on("Note", tabs=3)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert editor.what.currentData() == What.PROGRAM
    type_on("", tabs=1)
    assert editor.command.hasFocus()
    qtbot.keyClicks(editor.command, "notify")
    qtbot.keyClick(editor.command, Qt.Key.Key_Return)
    type_on("{name}", tabs=3)
    assert editor.save_button.hasFocus()
    qtbot.keyClick(editor.save_button, Qt.Key.Key_Space)

    assert kept == [PopAction("Note", what=What.PROGRAM, command=("notify", "{name}"))]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://crm.example.com/", "can be read on the way"),
        ("https://crm.example.com/?q={who}", "{who} is no placeholder"),
        ("https://{name}/", "the caller would choose"),
        ("ftp://crm.example.com/", "must begin with https://"),
        ("", "Type the page's address"),
    ],
)
def test_what_must_not_be_is_not_kept_and_it_is_said_why(
    qtbot: QtBot, editor: PopActionEditor, url: str, said: str
) -> None:
    kept: list[object] = []
    editor.saved.connect(kept.append)
    editor.tried.connect(kept.append)
    editor.edit(PAGE)
    editor.url.setText(url)

    qtbot.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.try_button, Qt.MouseButton.LeftButton)

    assert kept == []
    assert editor.wrong.isVisible()
    assert said in text.bare(editor.wrong.text())


def test_it_is_tried_once_at_a_time_and_what_became_of_it_is_said(
    qtbot: QtBot, editor: PopActionEditor
) -> None:
    tried: list[PopAction] = []
    editor.tried.connect(tried.append)
    editor.edit(PAGE)

    qtbot.mouseClick(editor.try_button, Qt.MouseButton.LeftButton)
    assert tried == [PAGE]
    assert not editor.try_button.isEnabled()

    editor.show_tried(UsageError("gone", key="popaction.no_browser"))
    assert editor.try_button.isEnabled()
    assert "Nothing on this computer opens" in editor.wrong.text()
    editor.show_tried(None)
    assert not editor.wrong.isVisible()
    assert "made-up values" in editor.well.text()


def test_leaving_keeps_nothing(qtbot: QtBot, editor: PopActionEditor) -> None:
    kept: list[object] = []
    left: list[int] = []
    editor.saved.connect(kept.append)
    editor.left.connect(lambda: left.append(1))

    qtbot.mouseClick(editor.cancel_button, Qt.MouseButton.LeftButton)

    assert (kept, left) == ([], [1])


def test_every_field_has_a_name_for_the_reader(editor: PopActionEditor) -> None:
    for box in (editor.name, editor.when, editor.which, editor.queue, editor.what, editor.url):
        assert box.accessibleName()
    assert editor.command.accessibleName()
    assert editor.http.text()
