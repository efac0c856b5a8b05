"""The field for a note."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.ids import CallId
from ctiapp.services.notes import MAX_NOTE
from ctiapp.ui.calls.notefield import NoteField

pytestmark = pytest.mark.usefixtures("scheme")
ONE, OTHER = CallId("1.1"), CallId("2.1")


@pytest.fixture
def field(qtbot) -> NoteField:
    """Shown, with the keyboard."""
    made = NoteField()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_what_is_typed_is_told(field: NoteField, qtbot) -> None:
    """Each stroke, and no more than a note may have."""
    told: list[str] = []
    field.written.connect(told.append)
    field.show_note(ONE, "", "Anna")
    qtbot.keyClicks(field, "ab")
    assert told == ["a", "ab"]
    assert field.accessibleName() == "Note on the call with Anna"
    field.setText("")
    field.insert("x" * (MAX_NOTE + 5))
    assert len(field.text()) == MAX_NOTE


def test_nothing_comes_between_what_is_typed(field: NoteField, qtbot) -> None:
    """What was kept a moment ago is not put over it; another call's note is shown."""
    field.show_note(ONE, "a", "Anna")
    qtbot.keyClicks(field, " b")
    field.show_note(ONE, "a", "Anna")
    assert field.text() != "a"
    field.show_note(OTHER, "other", "Bert")
    assert field.text() == "other"


def test_enter_leaves_and_is_no_part_of_it(field: NoteField, qtbot) -> None:
    """Nor does it reach what the field stands on."""
    left: list[bool] = []
    field.left.connect(lambda: left.append(True))
    qtbot.keyClicks(field, "a")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (left, field.text()) == ([True], "a")


def test_hostile_text_is_shown_as_text(field: NoteField) -> None:
    """Neither markup nor a turned direction."""
    field.clearFocus()
    field.show_note(ONE, "<b>x</b>\u202e" + "y" * 80, "<i>")
    assert field.text().startswith("<b>x</b>yyy")
    assert "<b>" not in field.toolTip().removeprefix("<qt>")


def test_whether_somebody_writes_is_told(field: NoteField) -> None:
    """The call stays to be seen so long."""
    told: list[bool] = []
    field.busy.connect(told.append)
    field.clearFocus()
    assert told == [False]


def test_it_grows_while_it_is_written_in(field: NoteField) -> None:
    """At rest it takes little room on a card that is over."""
    field.ensurePolished()
    written_in = field.height()
    field.clearFocus()
    assert field.height() < written_in - 4
    field.setFocus()
    assert field.height() == written_in
