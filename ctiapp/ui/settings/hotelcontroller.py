"""Binds the hotel's part of the settings page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from ctiapp.model.errors import SettingsError, UsageError
from ctiapp.model.roomrule import RoomRule
from ctiapp.ui import words
from ctiapp.ui.filedialog import ask_folder
from ctiapp.ui.settings.hotel import HotelFields

if TYPE_CHECKING:
    from pathlib import Path

    from ctiapp.services.bundle import Services
    from ctiapp.settings import Settings
    from ctiapp.ui.settings.view import SettingsPage


class HotelSettingsController(QObject):
    """What is chosen there holds at once; what cannot be is said where it stands.

    Args:
        page: gets the part.
        services: the preferences, and the directory for how many rooms there are.
    """

    def __init__(self, page: SettingsPage, services: Services) -> None:
        super().__init__(page)
        self._services = services
        self.fields = HotelFields()
        page.add_section(words.word("hotel.set.title"), self.fields)
        self.fields.switched.connect(self._change)
        self.fields.kept.connect(self._on_kept)
        self.fields.choose_folder.connect(self._on_folder)
        self.show_settings(services.preferences.settings)

    def show_settings(self, settings: Settings) -> None:
        """The settings changed."""
        self.fields.show_settings(settings)
        self.show_directory()

    def show_directory(self) -> None:
        """Extensions were loaded: say how many of them are rooms."""
        settings, directory = self._services.preferences.settings, self._services.directory
        said = ""
        if settings.hotel and settings.hotel_rooms and directory.extensions:
            rule = RoomRule.of(settings.hotel_rooms)
            found = rule.among(directory.extensions, directory.departments)
            said = words.plural("hotel.rooms_found", len(found))
        self.fields.show_found(said)

    def _on_kept(self, name: str, said: str) -> None:
        try:
            if name == "pbx_zone" and said:
                ZoneInfo(said)
            if name == "night_sheet_at" and len(said) == len("7:00"):
                said = f"0{said}"
            self._change(name, said)
        except (SettingsError, UsageError, ValueError, OSError, LookupError):
            self.fields.show_wrong(name, words.word(f"hotel.set.{name}_wrong"))
        else:
            self.fields.show_wrong(name, "")

    def _on_folder(self) -> None:
        def chosen(folder: Path) -> None:
            self._on_kept("night_sheet_dir", str(folder))

        ask_folder(self.fields, words.word("hotel.set.night_sheet_dir"), chosen)

    def _change(self, name: str, value: object) -> None:
        change: dict[str, Any] = {name: value}
        self._services.preferences.change(lambda settings: replace(settings, **change))
