"""A note is kept as one types, and never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import PersonKey
from ctiapp.ui.contacts.notefield import NOTE_LONG, NoteField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ANNA, BOB = PersonKey("company:1"), PersonKey("company:2")


@pytest.fixture
def kept() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def field(qtbot: QtBot, kept: list[tuple[str, str]]) -> NoteField:
    made = NoteField()
    qtbot.addWidget(made)
    made.written.connect(lambda key, note: kept.append((key, note)))
    made.show_note(ANNA, "old")
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_it_is_kept_a_moment_after_the_last_key(
    qtbot: QtBot, field: NoteField, kept: list[tuple[str, str]]
) -> None:
    with qtbot.waitSignal(field.written):
        qtbot.keyClicks(field, "very ")

    assert kept == [(ANNA, "very old")]


def test_whoever_leaves_has_written(field: NoteField, kept: list[tuple[str, str]]) -> None:
    field.setPlainText("new")
    field.show_note(BOB, "")
    field.setPlainText("bob's")
    field.hide()

    assert kept == [(ANNA, "new"), (BOB, "bob's")]


def test_what_is_being_typed_is_not_replaced(field: NoteField, kept: list[tuple[str, str]]) -> None:
    field.setPlainText("typing")
    field.show_note(ANNA, "older news")

    assert field.toPlainText() == "typing"
    field.flush()
    field.show_note(ANNA, "from elsewhere")
    assert field.toPlainText() == "from elsewhere"
    field.flush()
    assert kept == [(ANNA, "typing")]


def test_it_is_bounded(field: NoteField, kept: list[tuple[str, str]]) -> None:
    field.setPlainText("x" * (NOTE_LONG + 50))
    field.flush()

    assert len(kept[0][1]) == NOTE_LONG
