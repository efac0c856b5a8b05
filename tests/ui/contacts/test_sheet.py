"""The sheet says all that is known, to the eye and to the ear."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from ctiapp.model.directory import Origin, PersonKey
from ctiapp.ui.contacts.sheet import Sheet
from ctiapp.ui.contacts.viewmodel import Person, Sharer, key_of
from tests.ui.contacts.people import COMPANY, contact

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANNA = COMPANY[0]
PERSON = Person(key_of(ANNA), ANNA, editable=True)


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet()
    qtbot.addWidget(made)
    made.resize(324, 640)
    made.show_person(PERSON, NOW)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_each_number_has_a_button_that_says_what_it_calls(sheet: Sheet) -> None:
    assert [button.accessibleName() for button in sheet.calls] == [
        "Call Business phone +49 30 1111",
        "Call Mobile +49 1701111",
    ]


def test_the_address_can_be_copied(qtbot: QtBot, sheet: Sheet) -> None:
    with qtbot.waitSignal(sheet.copied) as copied:
        sheet.email.copy.click()

    assert copied.args == ["a@b.example"]
    assert QGuiApplication.clipboard().text() == "a@b.example"


def test_a_star_says_what_pressing_it_does(qtbot: QtBot, sheet: Sheet) -> None:
    with qtbot.waitSignal(sheet.starred) as starred:
        sheet.star.click()
    assert starred.args == [PERSON.key, True]

    sheet.show_person(replace(PERSON, favourite=True), NOW)

    assert sheet.star.accessibleName().startswith("Favourite")


def test_of_several_one_is_said(qtbot: QtBot, sheet: Sheet) -> None:
    sharers = (Sharer(PERSON.key, "Anna Berg", chosen=True), Sharer(PersonKey("own:5"), "Ida"))
    sheet.show_person(replace(PERSON, shared=((ANNA.numbers[0], sharers),)), NOW)
    assert [button.isChecked() for button in sheet.choices] == [True, False]
    assert sheet.choices[1].accessibleName() == "It is Ida"

    with qtbot.waitSignal(sheet.said) as said:
        sheet.choices[1].click()

    assert said.args == [ANNA.numbers[0].number, "own:5"]
    assert [button.isChecked() for button in sheet.choices] == [False, True]


def test_news_of_the_same_person_leave_the_keyboard_where_it_is(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.activateWindow()
    sheet.calls[1].setFocus()
    qtbot.waitUntil(sheet.calls[1].hasFocus)

    sheet.show_person(replace(PERSON, favourite=True, note="x"), NOW)

    assert sheet.calls[1].hasFocus()


def test_deleting_asks_in_place_and_the_safe_answer_has_the_keyboard(
    qtbot: QtBot, sheet: Sheet
) -> None:
    sheet.activateWindow()
    sheet.delete_button.click()
    qtbot.waitUntil(sheet.question.no.hasFocus)
    assert "whole company" in sheet.question.no.accessibleDescription()

    sheet.question.no.click()
    assert sheet.question.isHidden()
    sheet.ask_delete()
    with qtbot.waitSignal(sheet.delete) as deleted:
        sheet.question.yes.click()

    assert deleted.args == [PERSON.key]


def test_another_person_is_not_asked_about(sheet: Sheet) -> None:
    sheet.ask_delete()

    sheet.show_person(Person(key_of(COMPANY[1]), COMPANY[1]), NOW)

    assert sheet.question.isHidden()
    assert sheet.edit_button.isHidden()
    assert sheet.email.isHidden()


def test_text_from_outside_is_text(sheet: Sheet) -> None:
    nasty = contact(
        "9", "<b>x</b>\u202e&", "1", company="A&B", remark="<img src=x>\nline", origin=Origin.OWN
    )

    sheet.show_person(Person(key_of(nasty), nasty), NOW)

    assert sheet.name.whole == "<b>x</b>&"
    sheet.grab()
