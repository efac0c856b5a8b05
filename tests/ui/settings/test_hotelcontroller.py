"""The hotel's part of the settings page, over the services."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from ctiapp.model.directory import Extension
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.ui.keymap import Keymap
from ctiapp.ui.settings.hotelcontroller import HotelSettingsController
from ctiapp.ui.settings.view import SettingsPage
from tests.ui.fakes import World

pytestmark = pytest.mark.usefixtures("scheme")


class Desk:
    """The part on its page."""

    def __init__(self, qtbot) -> None:
        self.world = World()
        self.page = SettingsPage(Keymap().rows(), "1", Path("data"))
        self.controller = HotelSettingsController(self.page, self.world.services)
        self.fields = self.controller.fields
        unsubscribe = self.world.preferences.subscribe(self.controller.show_settings)
        qtbot.addWidget(self.page, before_close_func=lambda _: unsubscribe())

    def keep(self, name: str, said: str) -> object:
        """Type it; what is set then."""
        self.fields.kept.emit(name, said)
        return getattr(self.world.preferences.settings, name)


@pytest.fixture
async def desk(qtbot) -> Desk:
    """A hotel."""
    made = Desk(qtbot)
    made.fields.switched.emit("hotel", True)
    return made


async def test_it_becomes_a_hotel_with_a_night_desk(desk: Desk) -> None:
    desk.fields.switched.emit("night_desk", True)
    assert desk.world.keeper.saved[-1].hotel
    assert desk.world.keeper.saved[-1].night_desk
    assert desk.fields.switches["night_desk"].isChecked()


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("hotel_rooms", "101-119, Rooms", "119-101"),
        ("pbx_zone", "Europe/Berlin", "Europe/Nowhere"),
        ("pbx_zone", "Asia/Shanghai", "../../etc/passwd"),
        ("night_sheet_at", "22:00", "25:00"),
    ],
)
async def test_what_makes_no_sense_is_said_and_not_kept(
    desk: Desk, name: str, good: str, bad: str
) -> None:
    assert desk.keep(name, good) == good
    assert desk.keep(name, bad) == good
    assert not desk.fields.wrong[name].isHidden()
    assert desk.keep(name, "") == ""
    assert desk.fields.wrong[name].isHidden()


async def test_an_hour_may_be_written_short(desk: Desk) -> None:
    assert desk.keep("night_sheet_at", "7:00") == "07:00"


async def test_it_says_how_many_rooms_there_are(desk: Desk) -> None:
    assert desk.fields.found.isHidden()
    desk.world.directory.extensions = tuple(
        Extension(ExtensionId(number), Number(number), "") for number in ("101", "102", "2000")
    )
    desk.keep("hotel_rooms", "101-119")
    assert desk.fields.found.text().startswith("2 ")


async def test_a_folder_can_be_chosen(desk: Desk, tmp_path: Path) -> None:
    desk.fields.choose_folder.emit()
    (dialog,) = desk.fields.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    assert desk.world.preferences.settings.night_sheet_dir == str(tmp_path)
    dialog.close()
