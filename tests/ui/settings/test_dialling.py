"""What is set about dialling: what is typed holds where it makes sense, else it is said why not."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.planguess import Basis, Guess, Reason
from ctiapp.settings import Settings
from ctiapp.ui import text
from ctiapp.ui.settings.dialling import DiallingFields, country_in, prefixes_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def fields(qtbot: QtBot) -> DiallingFields:
    made = DiallingFields()
    qtbot.addWidget(made)
    made.show_settings(Settings())
    made.show()
    qtbot.waitUntil(lambda: bool(made.emergency.text()))
    return made


def test_the_emergency_numbers_of_the_country_are_shown(fields: DiallingFields) -> None:
    fields.country_box.clearFocus()
    assert "999" in text.bare(fields.emergency.text())

    fields.show_settings(Settings(country="CN"))

    shown = text.bare(fields.emergency.text())
    assert "110 · 112 · 119 · 120 · 911" in shown
    assert "999" not in shown
    assert fields.country_box.text() == "CN"
    assert not fields.country_wrong.isVisible()


def test_a_country_that_is_none_is_said_and_the_best_known_numbers_hold(
    fields: DiallingFields,
) -> None:
    fields.show_settings(Settings(country="XX"))

    assert fields.country_wrong.isVisible()
    assert "999" in text.bare(fields.emergency.text())


def test_a_country_is_told_by_the_keyboard_alone(qtbot: QtBot, fields: DiallingFields) -> None:
    told: list[object] = []
    fields.country.connect(told.append)
    fields.country_box.setFocus()
    qtbot.keyClicks(fields.country_box, "cn")
    qtbot.keyClick(fields.country_box, Qt.Key.Key_Return)
    fields.country_box.clear()
    qtbot.keyClick(fields.country_box, Qt.Key.Key_Return)
    qtbot.keyClicks(fields.country_box, "1x")
    qtbot.keyClick(fields.country_box, Qt.Key.Key_Return)

    assert told == ["CN", None]
    assert fields.country_wrong.isVisible()


def test_beginnings_are_told_and_nonsense_changes_nothing(
    qtbot: QtBot, fields: DiallingFields
) -> None:
    told: list[object] = []
    fields.premium.connect(told.append)
    qtbot.keyClicks(fields.premium_box, "900, +4990")
    qtbot.keyClick(fields.premium_box, Qt.Key.Key_Return)
    assert told == [("900", "+4990")]

    qtbot.keyClicks(fields.premium_box, ", dear")
    qtbot.keyClick(fields.premium_box, Qt.Key.Key_Return)

    assert told == [("900", "+4990")]
    assert fields.premium_wrong.isVisible()


def test_what_is_being_typed_is_left_alone(qtbot: QtBot, fields: DiallingFields) -> None:
    fields.activateWindow()
    fields.premium_box.setFocus()
    qtbot.waitUntil(fields.premium_box.hasFocus)
    qtbot.keyClicks(fields.premium_box, "90")

    fields.show_settings(Settings(country="CN", premium_prefixes=("1259",)))

    assert fields.premium_box.text() == "90"
    assert fields.country_box.text() == "CN"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ()),
        (" , ", ()),
        ("900,900；+4990 0137", ("900", "+4990", "0137")),
        ("9x", None),
        ("*90", None),
        ("9" * 16, None),
    ],
)
def test_beginnings_are_read(typed: str, found: tuple[str, ...] | None) -> None:
    assert prefixes_in(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"), [("cn", "CN"), (" De ", "DE"), ("", None), ("C", None), ("ÄÖ", None)]
)
def test_a_country_is_read(typed: str, found: str | None) -> None:
    assert country_in(typed) == found


def test_every_field_has_a_name_and_says_what_to_type(fields: DiallingFields) -> None:
    assert fields.country_box.accessibleName()
    assert fields.premium_box.accessibleName()
    assert fields.premium_box.accessibleDescription()


def test_what_gets_one_outside_is_told_by_the_keyboard_alone(
    qtbot: QtBot, fields: DiallingFields
) -> None:
    told: list[str] = []
    fields.outside.connect(told.append)
    qtbot.keyClicks(fields.outside_box, "9")
    qtbot.keyClick(fields.outside_box, Qt.Key.Key_Return)
    assert told == ["9"]
    assert not fields.outside_wrong.isVisible()

    qtbot.keyClicks(fields.outside_box, "x")
    qtbot.keyClick(fields.outside_box, Qt.Key.Key_Return)

    assert told == ["9"]
    assert fields.outside_wrong.isVisible()


def test_rewrites_are_told_and_nonsense_changes_nothing(
    qtbot: QtBot, fields: DiallingFields
) -> None:
    told: list[object] = []
    fields.rewrites.connect(told.append)
    qtbot.keyClicks(fields.rewrites_box, "+0 > +, 000 > 00")
    qtbot.keyClick(fields.rewrites_box, Qt.Key.Key_Return)
    assert told == [{"+0": "+", "000": "00"}]

    qtbot.keyClicks(fields.rewrites_box, ", zero")
    qtbot.keyClick(fields.rewrites_box, Qt.Key.Key_Return)

    assert told == [{"+0": "+", "000": "00"}]
    assert fields.rewrites_wrong.isVisible()


def test_what_is_set_is_shown_as_it_was_typed(fields: DiallingFields) -> None:
    fields.country_box.clearFocus()

    fields.show_settings(
        Settings(outside_prefix="0", number_rewrites=MappingProxyType({"+0": "+"}))
    )

    assert (fields.outside_box.text(), fields.rewrites_box.text()) == ("0", "+0 → +")


def test_a_guess_stands_beside_the_field_that_it_stands_in_for(fields: DiallingFields) -> None:
    """It is read out with the field, and goes when the user has set the same."""
    why = Reason(Basis.DID, 1, 1, "+865925503301")

    fields.show_guess(Guess("CN", why))

    assert fields.country_guess.isVisible()
    assert "CN is used" in text.bare(fields.country_guess.text())
    assert "CN is used" in fields.country_box.accessibleDescription()
    assert not fields.outside_guess.isVisible()

    fields.show_settings(Settings(country="CN"))

    assert not fields.country_guess.isVisible()
    assert fields.country_box.accessibleDescription() == ""
