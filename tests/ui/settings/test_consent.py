"""The field for the sentence to say before a call is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.settings import MAX_CONSENT, Settings
from ctiapp.ui.settings.consent import ConsentField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def field(qtbot: QtBot) -> ConsentField:
    made = ConsentField()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_what_is_typed_is_kept_at_enter(qtbot: QtBot, field: ConsentField) -> None:
    field.box.setFocus()
    qtbot.keyClicks(field.box, "  May I record this? ")
    with qtbot.waitSignal(field.kept) as kept:
        qtbot.keyClick(field.box, Qt.Key.Key_Return)
    assert kept.args == ["May I record this?"]
    with qtbot.assertNotEmitted(field.kept):
        qtbot.keyClick(field.box, Qt.Key.Key_Return)
    field.box.clear()
    with qtbot.waitSignal(field.kept) as kept:
        qtbot.keyClick(field.box, Qt.Key.Key_Return)
    assert kept.args == [""]


def test_what_is_set_shows_but_not_over_what_is_typed(qtbot: QtBot, field: ConsentField) -> None:
    field.show_sentence("One")
    assert field.box.text() == "One"
    field.box.setFocus()
    qtbot.keyClicks(field.box, "x")
    field.show_sentence("Two")
    assert field.box.text() == "Onex"


def test_whatever_is_typed_can_be_kept(qtbot: QtBot, field: ConsentField) -> None:
    field.box.setText("tab\there\u202e" + "x" * 400)
    with qtbot.waitSignal(field.kept) as kept:
        field.box.editingFinished.emit()
    assert kept.args is not None
    assert Settings(consent_text=kept.args[0]).consent_text
    assert len(kept.args[0]) <= MAX_CONSENT
