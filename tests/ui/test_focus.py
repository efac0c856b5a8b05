"""The keyboard goes back where it was, where that still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ctiapp.ui.focus import give_back, has_keyboard, tab_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def fields(qtbot: QtBot) -> Iterator[tuple[QLineEdit, QLineEdit]]:
    """Two fields of a window; the second has the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = QLineEdit(), QLineEdit()
    column.addWidget(first)
    column.addWidget(second)
    window.show()
    second.setFocus()
    yield first, second
    window.close()  # and kept alive until here


def test_where_it_is(fields: tuple[QLineEdit, QLineEdit]) -> None:
    first, second = fields
    assert has_keyboard(second)
    assert has_keyboard(second.window())
    assert not has_keyboard(first)


def test_it_goes_back(fields: tuple[QLineEdit, QLineEdit]) -> None:
    first, second = fields
    assert give_back(first)
    assert first.window().focusWidget() is first
    assert not second.hasFocus()


@pytest.mark.parametrize("how", ["none", "hidden", "disabled", "deleted"])
def test_what_cannot_have_it_is_left_alone(fields: tuple[QLineEdit, QLineEdit], how: str) -> None:
    first, second = fields
    if how == "hidden":
        first.hide()
    elif how == "disabled":
        first.setEnabled(False)
    elif how == "deleted":
        shiboken6.delete(first)

    assert not give_back(None if how == "none" else first)
    assert second.window().focusWidget() is second


def test_the_tabulator_comes_to_what_was_made_later(fields: tuple[QLineEdit, QLineEdit]) -> None:
    first, second = fields
    window = first.window()
    frame = QWidget(window)  # nobody comes to it, and it stands between them
    within = QLineEdit(frame)
    QWidget.setTabOrder(within, second)
    later = QLineEdit(window)
    later.show()
    frame.show()
    tab_before(later, within)
    for _ in range(2):
        first.setFocus()
        came = [first.nextInFocusChain()]
        while came[-1] is not second:
            came.append(came[-1].nextInFocusChain())
        assert [each for each in came if isinstance(each, QLineEdit)] == [later, within, second]
        tab_before(later, within)
