"""A line of the list: what it shows, says, and how it is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ctiapp.ui.search.matchrow import MatchRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[MatchRow]:
    """In a window that shows."""
    parent = QWidget()
    qtbot.addWidget(parent)
    made = MatchRow(parent)
    made.resize(300, made.sizeHint().height())
    parent.show()
    yield made
    parent.close()


def test_it_is_read_as_one_line(row: MatchRow) -> None:
    row.show_parts("Ada & Co <b>", "", "2008", marked=True)
    assert row.accessibleName() == "Ada & Co <b>, 2008"
    assert row.parts == ("Ada & Co <b>", "", "2008")
    assert row.marked


def test_the_marked_one_looks_otherwise(row: MatchRow) -> None:
    """And a long name leaves the number its room: both are painted."""
    row.show_parts("A" * 200, "Sales", "2008", marked=False)
    plain = row.grab().toImage()
    row.show_parts("A" * 200, "Sales", "2008", marked=True)
    assert row.grab().toImage() != plain


def test_it_never_takes_the_keyboard(row: MatchRow) -> None:
    assert row.focusPolicy() is Qt.FocusPolicy.NoFocus
