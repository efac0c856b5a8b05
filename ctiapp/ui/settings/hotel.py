"""The hotel's part of the settings: whether this is one, its rooms, the night desk, the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import KeyButton, label

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from ctiapp.settings import Settings

LINES = ("hotel_rooms", "pbx_zone", "night_sheet_at", "night_sheet_dir")
"""The settings that are lines of text, in the order of the page."""
SWITCHES = ("hotel", "night_desk")
"""Those that are on or off."""

_WIDTH = 300


class _Line(QLineEdit):
    """A field whose Enter keeps what is in it, and goes nowhere else.

    Signals:
        entered: it has the keyboard now.
    """

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever has something to bring along does it now."""
        self.entered.emit()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells of the end of editing; nobody else is to hear the key."""
        super().keyPressEvent(event)
        event.accept()


class HotelFields(QWidget):
    """The fields; all but the first are there only in a hotel.

    Signals:
        switched: one of `SWITCHES` is to be on or off.
        kept: one of `LINES` is to be this text.
        choose_folder: the user wants to choose the folder of the night sheet.
    """

    switched = Signal(str, bool)
    kept = Signal(str, str)
    choose_folder = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, str] = dict.fromkeys(LINES, "")
        self.switches = {name: QCheckBox(words.word(f"hotel.set.{name}")) for name in SWITCHES}
        self.lines = {name: _Line() for name in LINES}
        self.wrong = {name: label("", "error") for name in LINES}
        self.found = label("", "caption")
        self.folder_button = KeyButton(words.word("hotel.set.choose"))
        self._rest = QWidget()
        self._lay_out()
        self.lines["pbx_zone"].entered.connect(self._complete_zones)
        for name, box in self.switches.items():
            box.clicked.connect(lambda on, name=name: self.switched.emit(name, on))
        for name, line in self.lines.items():
            line.editingFinished.connect(lambda name=name: self._on_finished(name))
        self.folder_button.clicked.connect(self.choose_folder)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        self._add_switch(column, "hotel")
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(theme.SIZES.gap)
        self._add_line(rest, "hotel_rooms")
        rest.addWidget(self.found)
        self._add_switch(rest, "night_desk")
        for name in LINES[1:]:
            self._add_line(rest, name)
        column.addWidget(self._rest)

    def _add_switch(self, column: QVBoxLayout, name: str) -> None:
        box, explained = self.switches[name], words.word(f"hotel.set.{name}_hint")
        hint = label(explained, "caption")
        hint.setWordWrap(True)
        hint.setContentsMargins(24, 0, 0, 0)
        box.setAccessibleDescription(explained)
        column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(hint)

    def _add_line(self, column: QVBoxLayout, name: str) -> None:
        line, wrong = self.lines[name], self.wrong[name]
        caption = label(words.word(f"hotel.set.{name}"))
        caption.setWordWrap(True)
        caption.setBuddy(line)
        explained = words.word(f"hotel.set.{name}_hint")
        hint = label(explained, "caption")
        hint.setWordWrap(True)
        line.setFixedWidth(_WIDTH)
        line.setMaxLength(2000)
        line.setAccessibleName(words.word(f"hotel.set.{name}"))
        line.setAccessibleDescription(explained)
        line.setPlaceholderText(words.word(f"hotel.set.{name}_example"))
        wrong.setWordWrap(True)
        wrong.hide()
        row = QHBoxLayout()
        row.addWidget(caption, 1)
        if name == "night_sheet_dir":
            row.addWidget(self.folder_button)
        row.addWidget(line)
        column.addLayout(row)
        column.addWidget(wrong)
        column.addWidget(hint)

    def _complete_zones(self) -> None:
        """Offer all zones; hundreds of files are looked at for that, so not before it is wanted."""
        self.lines["pbx_zone"].entered.disconnect(self._complete_zones)
        completer = QCompleter(sorted(available_timezones()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.lines["pbx_zone"].setCompleter(completer)

    def show_settings(self, settings: Settings) -> None:
        """Show what is set; not over what is being typed."""
        for name, box in self.switches.items():
            box.setChecked(getattr(settings, name))
        self._rest.setVisible(settings.hotel)
        for name, line in self.lines.items():
            said: str = getattr(settings, name)
            if said != self._shown[name] and not (line.hasFocus() and line.isModified()):
                line.setText(said)
                line.setCursorPosition(0)
            self._shown[name] = said

    def show_wrong(self, name: str, said: str) -> None:
        """Say what is wrong with a line; empty: nothing is."""
        text.put(self.wrong[name], said)
        self.wrong[name].setVisible(bool(said))

    def show_found(self, said: str) -> None:
        """Say how many rooms the rule finds."""
        text.put(self.found, said)
        self.found.setVisible(bool(said))

    def _on_finished(self, name: str) -> None:
        said = self.lines[name].text().strip()
        if said != self._shown[name]:
            self.kept.emit(name, said)
        else:
            self.show_wrong(name, "")
