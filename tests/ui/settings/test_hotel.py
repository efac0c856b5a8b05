"""The hotel's part of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.settings import Settings
from ctiapp.ui.settings.hotel import LINES, HotelFields

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def fields(qtbot: QtBot) -> HotelFields:
    made = HotelFields()
    qtbot.addWidget(made)
    made.show_settings(Settings(hotel=True))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_rest_is_there_only_in_a_hotel(fields: HotelFields) -> None:
    assert fields.lines["hotel_rooms"].isVisible()
    fields.show_settings(Settings(hotel=False))
    assert not any(line.isVisible() for line in fields.lines.values())
    assert fields.switches["hotel"].isVisible()


def test_a_switch_is_told_by_its_name(qtbot: QtBot, fields: HotelFields) -> None:
    with qtbot.waitSignal(fields.switched) as told:
        qtbot.keyClick(fields.switches["night_desk"], Qt.Key.Key_Space)
    assert told.args == ["night_desk", True]


@pytest.mark.parametrize("name", LINES)
def test_what_is_typed_is_kept_at_enter(qtbot: QtBot, fields: HotelFields, name: str) -> None:
    line = fields.lines[name]
    line.setFocus()
    qtbot.keyClicks(line, " 123 ")
    with qtbot.waitSignal(fields.kept) as told:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told.args == [name, "123"]


def test_what_is_set_is_not_kept_again(qtbot: QtBot, fields: HotelFields) -> None:
    fields.show_settings(Settings(hotel=True, hotel_rooms="101-119"))
    line = fields.lines["hotel_rooms"]
    assert line.text() == "101-119"
    line.setFocus()
    with qtbot.assertNotEmitted(fields.kept):
        qtbot.keyClick(line, Qt.Key.Key_Return)


def test_another_setting_does_not_take_what_is_being_typed(
    qtbot: QtBot, fields: HotelFields
) -> None:
    line = fields.lines["hotel_rooms"]
    line.setFocus()
    qtbot.keyClicks(line, "10")
    fields.show_settings(Settings(hotel=True, hotel_rooms="201"))
    assert line.text() == "10"


def test_what_is_wrong_stands_where_it_was_typed(fields: HotelFields) -> None:
    fields.show_wrong("pbx_zone", "No such zone")
    assert fields.wrong["pbx_zone"].isVisible()
    fields.show_wrong("pbx_zone", "")
    assert not fields.wrong["pbx_zone"].isVisible()


def test_zones_are_offered_once_somebody_is_there(fields: HotelFields) -> None:
    line = fields.lines["pbx_zone"]
    assert line.completer() is None
    line.setFocus()
    completer = line.completer()
    completer.setCompletionPrefix("berl")
    assert completer.currentCompletion() == "Europe/Berlin"
    fields.lines["hotel_rooms"].setFocus()
    line.setFocus()
    assert line.completer() is completer
