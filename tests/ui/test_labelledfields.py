"""Fields with a name, a complaint, and for secrets a mask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ctiapp.ui.labelledfields import LabelledField, SecretField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def test_a_field_has_its_name_for_eye_and_ear(qtbot: QtBot) -> None:
    """The example stands in it while it is empty."""
    made = LabelledField("PBX address", "pbx.example.com")
    qtbot.addWidget(made)
    assert made.edit.accessibleName() == "PBX address"
    assert made.edit.placeholderText() == "pbx.example.com"
    assert "PBX address" in {each.text() for each in made.findChildren(QLabel)}


def test_what_is_wrong_is_said_below_and_to_the_ear(qtbot: QtBot) -> None:
    """Blamed alone, it is framed, and the sentence stands elsewhere."""
    made = LabelledField("PBX address")
    qtbot.addWidget(made)
    made.show()
    made.show_wrong("Please fill this in.")
    assert made.complaint.isVisible()
    assert made.edit.accessibleDescription() == "Please fill this in."
    assert made.edit.property("state") == "wrong"
    made.show_wrong("", blamed=True)
    assert not made.complaint.isVisible()
    assert made.edit.property("state") == "wrong"
    made.show_wrong("")
    assert made.edit.property("state") == ""


def test_a_secret_is_masked_until_asked_for_and_again(qtbot: QtBot) -> None:
    """The button says to the ear what it would do."""
    made = SecretField()
    qtbot.addWidget(made)
    made.edit.setText("s3cret")
    assert made.masked
    assert "s3cret" not in made.edit.displayText()
    assert made.reveal.accessibleName() == "Show the client secret"
    qtbot.mouseClick(made.reveal, Qt.MouseButton.LeftButton)
    assert not made.masked
    assert made.reveal.accessibleName() == "Hide the client secret"
    made.set_masked(True)
    assert made.masked
