"""What is said to a screen reader, and that nothing is said to none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from ctiapp.ui import announce as module
from ctiapp.ui.announce import announce

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    events: list[object] = []
    monkeypatch.setattr(module.QAccessible, "updateAccessibility", events.append)
    return events


def test_a_reader_is_told_without_isolation_marks(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, told: list[object]
) -> None:
    monkeypatch.setattr(module.QAccessible, "isActive", lambda: True)
    label = QLabel()
    qtbot.addWidget(label)
    announce(
        label, "\N{FIRST STRONG ISOLATE}Anna\N{POP DIRECTIONAL ISOLATE} is calling", urgent=True
    )
    (event,) = told

    assert event.message() == "Anna is calling"  # type: ignore[attr-defined]
    assert event.politeness() == QAccessible.AnnouncementPoliteness.Assertive  # type: ignore[attr-defined]


def test_without_a_reader_or_words_nothing_happens(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, told: list[object]
) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    monkeypatch.setattr(module.QAccessible, "isActive", lambda: False)
    announce(label, "Anna is calling")
    monkeypatch.setattr(module.QAccessible, "isActive", lambda: True)
    announce(label, "")

    assert told == []


def test_where_announcements_are_missing_the_description_changes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, told: list[object]
) -> None:
    monkeypatch.setattr(module.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(module, "_Announcement", None)
    label = QLabel()
    qtbot.addWidget(label)
    announce(label, "Anna is calling")

    assert label.accessibleDescription() == "Anna is calling"
    assert len(told) == 1
