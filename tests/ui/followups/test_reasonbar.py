"""Saying why there is nothing to do with somebody any more: Enter is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ctiapp.model.followups import MAX_REASON
from ctiapp.ui.followups.reasonbar import ReasonBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english", "scheme")


@pytest.fixture
def bar(qtbot: QtBot) -> ReasonBar:
    made = ReasonBar()
    qtbot.addWidget(made)
    made.said = []  # type: ignore[attr-defined]
    made.kept.connect(lambda person, why: made.said.append((person, why)))  # type: ignore[attr-defined]
    made.left.connect(lambda: made.said.append("left"))  # type: ignore[attr-defined]
    return made


def test_it_is_there_only_while_somebody_is_put_away(qtbot: QtBot, bar: ReasonBar) -> None:
    assert (bar.isHidden(), bar.person) == (True, "")
    bar.ask("ann", "Ann & Co")
    assert (bar.isHidden(), bar.person) == (False, "ann")
    assert bar.field.accessibleName() == "Done with Ann & Co: Why, if you like"
    qtbot.keyClicks(bar.field, "sent the offer")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.said == [("ann", "sent the offer")]  # type: ignore[attr-defined]
    assert (bar.isHidden(), bar.person) == (True, "")


def test_no_reason_is_needed_and_none_is_left_from_the_one_before(
    qtbot: QtBot, bar: ReasonBar
) -> None:
    bar.ask("ann", "Ann")
    qtbot.keyClicks(bar.field, "x")
    bar.ask("ben", "Ben")
    qtbot.mouseClick(bar.keep_button, Qt.MouseButton.LeftButton)
    assert bar.said == [("ben", "")]  # type: ignore[attr-defined]
    bar.keep_button.click()
    assert bar.said == [("ben", "")]  # type: ignore[attr-defined]


def test_leaving_says_nothing_of_them(bar: ReasonBar) -> None:
    assert not bar.leave()
    bar.ask("ann", "Ann")
    assert bar.leave()
    assert bar.said == ["left"]  # type: ignore[attr-defined]
    bar.ask("ann", "Ann")
    bar.leave_button.click()
    assert bar.said == ["left", "left"]  # type: ignore[attr-defined]


def test_enter_that_is_held_down_from_before_says_nothing(bar: ReasonBar) -> None:
    """D and Enter are two strokes."""
    bar.ask("ann", "Ann")
    held = QKeyEvent(
        QKeyEvent.Type.KeyPress,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.NoModifier,
        "",
        autorep=True,
    )
    QApplication.sendEvent(bar.field, held)
    assert bar.person == "ann"


def test_a_reason_is_not_endless(bar: ReasonBar) -> None:
    assert bar.field.maxLength() == MAX_REASON
