"""How long things are kept, forgetting, exporting: the fields."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from ctiapp.services.privacy import Traces
from ctiapp.settings import Settings
from ctiapp.ui import text
from ctiapp.ui.settings.privacy import DAYS, PrivacyFields

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def fields(qtbot) -> PrivacyFields:
    """As it is at first."""
    made = PrivacyFields()
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show()
    made.activateWindow()
    made.show_settings(Settings())
    return made


def test_how_long_is_said_and_changed(fields: PrivacyFields) -> None:
    """What is set, though it is none of those offered; for ever stands last."""
    told: list[tuple[str, int]] = []
    fields.kept.connect(lambda kind, days: told.append((kind, days)))
    assert fields.boxes["calls"].currentText() == "365 days"
    fields.show_settings(replace(Settings(), keep_calls_days=33, keep_notes_days=0))
    box = fields.boxes["calls"]
    assert (box.currentText(), box.count()) == ("33 days", len(DAYS) + 1)
    assert fields.boxes["notes"].currentText() == "For ever"
    assert box.itemText(box.count() - 1) == "For ever"
    assert told == []

    box.setCurrentIndex(0)
    assert told == [("calls", 7)]


def test_a_number_is_forgotten_in_two_steps(fields: PrivacyFields, qtbot) -> None:
    """Enter asks, and Enter held down does not agree."""
    looked: list[str] = []
    agreed: list[bool] = []
    refused: list[bool] = []
    fields.looked.connect(looked.append)
    fields.agreed.connect(lambda: agreed.append(True))
    fields.refused.connect(lambda: refused.append(True))
    fields.number.setFocus()
    qtbot.keyClicks(fields.number, "5503301")
    qtbot.keyClick(fields.number, Qt.Key.Key_Return)
    assert looked == ["5503301"]

    fields.ask("5503301", Traces(3, 1, 2))
    said = "Delete what is kept about 5503301? Calls: 3, notes: 1, choices: 2. "
    assert text.bare(fields.question.message) == f"{said}This cannot be undone."
    assert fields.question.close_button.hasFocus()
    fields.question.close_button.click()
    assert (agreed, refused) == ([], [True])
    fields.question.acted.emit()
    assert agreed == [True]
    fields.rest()
    assert fields.number.hasFocus()


def test_writing_shows_how_far_it_is_and_can_be_stopped(fields: PrivacyFields) -> None:
    """Nobody starts it twice."""
    stopped: list[bool] = []
    fields.stop.connect(lambda: stopped.append(True))
    fields.show_progress(4000)
    assert (fields.progress.text(), fields.export_button.isEnabled()) == ("Writing… 4000", False)
    fields.stop_button.setFocus()
    fields.stop_button.click()
    fields.show_progress(None)
    assert stopped == [True]
    assert (fields.export_button.isEnabled(), fields.export_button.hasFocus()) == (True, True)


def test_the_wheel_over_a_box_changes_nothing(fields: PrivacyFields) -> None:
    """Whoever scrolls the page would otherwise shorten how long calls are kept."""
    fields.show_settings(Settings())
    kept: list[tuple[str, int]] = []
    fields.kept.connect(lambda kind, days: kept.append((kind, days)))
    box = fields.boxes["calls"]
    before = box.currentIndex()
    for turn in (-120, 120):
        wheel = QWheelEvent(
            QPointF(5, 5),
            QPointF(box.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, wheel)
        assert not wheel.isAccepted()
    assert (box.currentIndex(), kept) == (before, [])


def test_a_question_below_what_is_seen_is_scrolled_to(qtbot: QtBot, fields: PrivacyFields) -> None:
    page = QScrollArea()
    qtbot.addWidget(page)
    page.setWidgetResizable(True)
    page.setWidget(fields)
    page.resize(600, 160)
    page.show()
    fields.ask("5503301", Traces(3, 1))

    def seen() -> bool:
        top = fields.question.mapTo(page.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + fields.question.height() <= page.viewport().height()

    qtbot.waitUntil(seen)
    page.takeWidget()  # it is closed by itself
