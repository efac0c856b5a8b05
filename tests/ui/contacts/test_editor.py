"""The form: what is wrong stands beside the field, and what is typed stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.directory import CONTACT_KINDS, Origin
from ctiapp.model.notice import Notice
from ctiapp.ui.contacts.editor import Editor
from ctiapp.ui.contacts.viewmodel import Form
from tests.ui.contacts.people import COMPANY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def editor(qtbot: QtBot) -> Editor:
    made = Editor()
    qtbot.addWidget(made)
    made.resize(324, 640)
    made.show_form(Form(Origin.OWN))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_what_is_wrong_stands_beside_its_field(qtbot: QtBot, editor: Editor) -> None:
    editor.numbers["business"].edit.setText("call me")
    with qtbot.assertNotEmitted(editor.saved):
        editor.submit()

    assert editor.fields["first_name"].complaint.text() == "Enter a name or a company."
    assert "dialled" in editor.numbers["business"].complaint.text()
    assert "dialled" in editor.numbers["business"].edit.accessibleDescription()
    qtbot.waitUntil(editor.fields["first_name"].edit.hasFocus)
    qtbot.keyClicks(editor.fields["first_name"].edit, "A")
    assert editor.fields["first_name"].complaint.isHidden()


def test_enter_saves_from_any_line_once(qtbot: QtBot, editor: Editor) -> None:
    editor.fields["company"].edit.setText("Laundry")
    editor.numbers["mobile"].edit.setText("+49 170 1")
    editor.numbers["mobile"].edit.setFocus()
    saved: list[Form] = []
    editor.saved.connect(saved.append)
    qtbot.waitUntil(editor.numbers["mobile"].edit.hasFocus)

    qtbot.keyClick(editor.numbers["mobile"].edit, Qt.Key.Key_Return)
    qtbot.keyClick(editor.numbers["mobile"].edit, Qt.Key.Key_Return)

    assert [form.contact().name for form in saved] == ["Laundry"]
    assert editor.save.pending


def test_a_refusal_leaves_all_as_it_was_typed(editor: Editor) -> None:
    editor.fields["first_name"].edit.setText("Anna")
    editor.numbers["business"].edit.setText("12345")
    editor.submit()

    editor.show_failure(Notice.of("contacts.not_permitted", code="10005"), offer_own=True)

    assert not editor.save.pending
    assert not editor.keep_own.isHidden()
    assert editor.form.texts["first_name"] == "Anna"
    assert "10005" in editor.failure.toolTip()


def test_keeping_it_as_one_s_own_saves_it_so(qtbot: QtBot, editor: Editor) -> None:
    editor.show_form(Form.of(COMPANY[0]))
    editor.show_failure(Notice.of("contacts.not_permitted"), offer_own=True)

    with qtbot.waitSignal(editor.saved) as saved:
        editor.keep_own.click()

    assert saved.args is not None
    assert (saved.args[0].origin, saved.args[0].before) == (Origin.OWN, None)
    assert saved.args[0].contact().name == "Anna Berg"


def test_more_numbers_are_shown_when_they_are_wanted(qtbot: QtBot, editor: Editor) -> None:
    assert [kind for kind, field in editor.numbers.items() if not field.isHidden()] == [
        *("business", "mobile")
    ]

    editor.more.click()

    assert all(not editor.numbers[kind].isHidden() for kind in CONTACT_KINDS)
    qtbot.waitUntil(editor.numbers["business2"].edit.hasFocus)


def test_a_company_contact_has_no_department(editor: Editor) -> None:
    editor.show_form(Form.of(COMPANY[0]))
    assert editor.fields["department"].isHidden()
    assert not editor.changed
    assert editor.accessibleName() == "Edit company contact"

    editor.show_form(Form.of(replace(COMPANY[0], origin=Origin.OWN)))
    assert not editor.fields["department"].isHidden()
    editor.fields["department"].edit.setText("x")
    assert editor.changed


def test_a_remark_that_is_too_long_is_said(editor: Editor) -> None:
    editor.fields["first_name"].edit.setText("Anna")
    editor.numbers["business"].edit.setText("12345")
    editor.remark.setPlainText("x" * 2001)

    editor.submit()

    assert not editor.failure.isHidden()
    assert not editor.save.pending
