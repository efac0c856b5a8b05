"""One line a column, its meaning chosen by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.importing import Field, Row, Table
from ctiapp.ui import text
from ctiapp.ui.contacts.mapping import MEANINGS, Mapping, column_name, meaning_word

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TABLE = Table(("Name", ""), (Row(1, ("", "12345")), Row(2, ("<b>Anna</b>", ""))))
FIELDS = (Field.NAME, Field.BUSINESS)


@pytest.fixture
def mapping(qtbot: QtBot) -> Mapping:
    made = Mapping()
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show_table(TABLE, FIELDS)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_every_meaning_has_a_word_of_its_own() -> None:
    assert len({meaning_word(field) for field in MEANINGS}) == len(MEANINGS)


def test_columns_are_called_as_the_source_calls_them() -> None:
    assert text.bare(column_name(TABLE, 0)) == "Name"
    assert text.bare(column_name(TABLE, 1)) == "Column 2"
    said = Table(("fn",), (), fields=(Field.NAME,))
    assert column_name(said, 0) == "Name"


def test_a_meaning_is_chosen_by_keyboard(qtbot: QtBot, mapping: Mapping) -> None:
    assert mapping.fields == FIELDS
    box = mapping.boxes[1]
    assert box.accessibleName() == "Meaning of Column 2"
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)

    with qtbot.waitSignal(mapping.changed) as changed:
        qtbot.keyClick(box, Qt.Key.Key_Down)

    assert changed.args == [(Field.NAME, Field.BUSINESS2)]


def test_the_same_columns_keep_their_lines(mapping: Mapping) -> None:
    before = mapping.boxes[0]

    mapping.show_table(TABLE, (Field.SKIP, Field.SKIP))
    assert mapping.boxes[0] is before
    assert mapping.fields == (Field.SKIP, Field.SKIP)

    mapping.show_table(Table(("Other",), ()), (Field.NAME,))
    assert mapping.boxes[0] is not before
    assert mapping.fields == (Field.NAME,)
