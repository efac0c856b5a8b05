"""The rules of what is done when a call comes, as the settings list them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.popactions import PopAction, What, When, Which
from ctiapp.settings import MAX_POP_ACTIONS
from ctiapp.ui import text
from ctiapp.ui.settings.popactions import PopActionFields, summary

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

PAGE = PopAction("A & B <i>", url="https://crm.example.com:8443/?n={number}")
PROGRAM = PopAction(
    *("Note", False, When.END, Which.QUEUE, "6400", What.PROGRAM, "", False),
    ("C:\\Program Files\\CRM\\notify.exe", "{name}"),
)


@pytest.fixture
def fields(qtbot: QtBot) -> PopActionFields:
    made = PopActionFields()
    qtbot.addWidget(made)
    made.changed.connect(made.show_actions)  # as the settings do
    made.resize(640, 700)
    made.show()
    made.activateWindow()
    return made


def click(qtbot: QtBot, widget: object) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_rule_is_read_as_a_line() -> None:
    assert text.bare(summary(PAGE)) == "A call rings here · From outside · crm.example.com:8443"
    assert text.bare(summary(PROGRAM)) == (
        "A call that I answered is over · By queue 6400 · notify.exe"
    )
    assert "By a queue" in text.bare(summary(replace(PROGRAM, queue="")))


def test_rules_are_shown_as_plain_text_and_tell_nothing(fields: PopActionFields) -> None:
    told: list[object] = []
    fields.changed.connect(told.append)

    fields.show_actions((PAGE, PROGRAM))

    assert told == []
    assert [row.box.isChecked() for row in fields.rows] == [True, False]
    assert fields.rows[0].box.accessibleName() == "A & B <i>"
    assert "&&" in fields.rows[0].box.text()
    assert "A & B" in fields.rows[0].edit_button.accessibleName()


def test_a_rule_is_added_by_the_form(qtbot: QtBot, fields: PopActionFields) -> None:
    click(qtbot, fields.add_button)
    assert fields.editor.name.hasFocus()
    assert not fields.add_button.isVisible()
    qtbot.keyClicks(fields.editor.name, "CRM")
    qtbot.keyClicks(fields.editor.url, "https://crm.example.com/{number}")
    qtbot.keyClick(fields.editor.url, Qt.Key.Key_Return)

    assert fields._actions == (PopAction("CRM", url="https://crm.example.com/{number}"),)
    assert not fields.editor.isVisible()
    assert fields.add_button.isVisible()
    assert fields.rows[0].edit_button.hasFocus()


def test_a_rule_is_changed_and_stays_where_it_was(qtbot: QtBot, fields: PopActionFields) -> None:
    fields.show_actions((PAGE, PROGRAM))

    click(qtbot, fields.rows[0].edit_button)
    fields.editor.name.setText("CRM")
    click(qtbot, fields.editor.save_button)

    assert fields._actions == (replace(PAGE, name="CRM"), PROGRAM)


def test_a_rule_that_is_off_stays_off_when_it_is_changed(
    qtbot: QtBot, fields: PopActionFields
) -> None:
    fields.show_actions((PROGRAM,))

    click(qtbot, fields.rows[0].edit_button)
    click(qtbot, fields.editor.save_button)

    assert fields._actions == (PROGRAM,)


def test_a_rule_is_switched_by_the_keyboard(qtbot: QtBot, fields: PopActionFields) -> None:
    """And the keyboard stays where it was."""
    fields.show_actions((PAGE, PROGRAM))
    fields.rows[1].box.setFocus()

    qtbot.keyClick(fields.rows[1].box, Qt.Key.Key_Space)

    assert fields._actions == (PAGE, replace(PROGRAM, on=True))
    assert fields.rows[1].box.hasFocus()


def test_a_rule_is_taken_away(qtbot: QtBot, fields: PopActionFields) -> None:
    """What was being written is left: its place may be another's now."""
    fields.show_actions((PAGE, PROGRAM))
    click(qtbot, fields.rows[1].edit_button)

    click(qtbot, fields.rows[0].remove_button)

    assert fields._actions == (PROGRAM,)
    assert not fields.editor.isVisible()
    assert fields.rows[0].remove_button.hasFocus()
    click(qtbot, fields.rows[0].remove_button)
    assert fields._actions == ()
    assert fields.add_button.hasFocus()


def test_leaving_the_form_changes_nothing(qtbot: QtBot, fields: PopActionFields) -> None:
    fields.show_actions((PAGE,))
    click(qtbot, fields.rows[0].edit_button)
    fields.editor.name.setText("Other")

    click(qtbot, fields.editor.cancel_button)

    assert fields._actions == (PAGE,)
    assert fields.rows[0].edit_button.hasFocus()


def test_what_is_being_written_is_left_alone_when_the_settings_change(
    qtbot: QtBot, fields: PopActionFields
) -> None:
    fields.show_actions((PAGE,))
    click(qtbot, fields.add_button)
    qtbot.keyClicks(fields.editor.name, "New")

    fields.show_actions((PAGE, PROGRAM))

    assert fields.editor.isVisible()
    assert fields.editor.name.text() == "New"


def test_there_is_an_end_to_adding(fields: PopActionFields) -> None:
    fields.show_actions(tuple(replace(PAGE, name=f"{n}") for n in range(MAX_POP_ACTIONS)))

    assert not fields.add_button.isVisible()


def test_what_is_tried_is_told_on(qtbot: QtBot, fields: PopActionFields) -> None:
    tried: list[PopAction] = []
    fields.tried.connect(tried.append)
    fields.show_actions((PAGE,))
    click(qtbot, fields.rows[0].edit_button)

    click(qtbot, fields.editor.try_button)
    fields.show_tried(None)

    assert tried == [PAGE]
    assert fields.editor.well.isVisible()
