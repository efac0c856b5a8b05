"""What is set about dialling, and about how numbers are read.

The country with its emergency numbers, what gets one outside, how the trunks' numbers are put
right, and what dear numbers are. What is guessed is shown beside the field that it stands in for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ctiapp.model.dialpolicy import emergency_numbers, knows_country
from ctiapp.model.planguess import Guess
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import label
from ctiapp.ui.settings.numberwords import (
    country_guess,
    prefix_guess,
    prefix_in,
    rewrites_in,
    rewrites_text,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from ctiapp.settings import Settings

_PREFIX = re.compile(r"\+?[0-9]{1,15}", re.ASCII)
_BETWEEN = re.compile(r"[\s,;，；、]+")


def prefixes_in(typed: str) -> tuple[str, ...] | None:
    """The beginnings that somebody typed, each once; None where one is none."""
    found = tuple(dict.fromkeys(part for part in _BETWEEN.split(typed) if part))
    return found if all(_PREFIX.fullmatch(each) for each in found) else None


def country_in(typed: str) -> str | None:
    """The country that somebody typed, in capitals; None where it is no two letters."""
    bare = typed.strip().upper()
    return bare if re.fullmatch(r"[A-Z]{2}", bare) else None


class DiallingFields(QWidget):
    """The fields.

    Signals:
        country: another country (text, two capital letters); None for none.
        outside: something else is dialled to get outside (text).
        rewrites: other rewrites of numbers (text -> text).
        premium: other beginnings (a tuple of text).
    """

    country = Signal(object)
    outside = Signal(str)
    rewrites = Signal(object)
    premium = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.country_box = self._box("settings.country", 2)
        self.outside_box = self._box("numbers.prefix", 8)
        self.rewrites_box = self._box("numbers.rewrites", 800)
        self.premium_box = self._box("settings.premium", 400)
        self.emergency = self._line("")
        self.emergency.setAccessibleName(words.word("settings.emergency_spoken"))
        self.country_wrong = self._line("error")
        self.country_guess = self._line("caption")
        self.outside_wrong = self._line("error")
        self.outside_guess = self._line("caption")
        self.rewrites_wrong = self._line("error")
        self.rewrites_hint = self._line("caption")
        self.rewrites_hint.setText(words.word("numbers.rewrites_hint"))
        self.rewrites_box.setAccessibleDescription(words.word("numbers.rewrites_hint"))
        self.premium_hint = self._line("caption")
        self.premium_hint.setText(words.word("settings.premium_hint"))
        self.premium_box.setAccessibleDescription(words.word("settings.premium_hint"))
        self.premium_wrong = self._line("error")
        self._settings: Settings | None = None
        self._guess = Guess()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        self._add(column, "settings.country", self.country_box)
        column.addWidget(self.country_wrong)
        column.addWidget(self.country_guess)
        column.addWidget(self.emergency)
        column.addSpacing(4)
        self._add(column, "numbers.prefix", self.outside_box)
        column.addWidget(self.outside_wrong)
        column.addWidget(self.outside_guess)
        column.addSpacing(4)
        self._add(column, "numbers.rewrites", self.rewrites_box)
        column.addWidget(self.rewrites_wrong)
        column.addWidget(self.rewrites_hint)
        column.addSpacing(4)
        self._add(column, "settings.premium", self.premium_box)
        column.addWidget(self.premium_wrong)
        column.addWidget(self.premium_hint)
        for unsaid in (
            *(self.country_wrong, self.country_guess, self.outside_wrong, self.outside_guess),
            *(self.rewrites_wrong, self.premium_wrong),
        ):
            unsaid.hide()
        self.country_box.editingFinished.connect(self._on_country)
        self.outside_box.editingFinished.connect(self._on_outside)
        self.rewrites_box.editingFinished.connect(self._on_rewrites)
        self.premium_box.editingFinished.connect(self._on_premium)

    @staticmethod
    def _box(name: str, most: int) -> QLineEdit:
        box = QLineEdit()
        box.setAccessibleName(words.word(name))
        box.setMaxLength(most)
        box.setFixedWidth(200)
        return box

    @staticmethod
    def _line(role: str) -> QLabel:
        made = label("", role)
        made.setWordWrap(True)
        return made

    @staticmethod
    def _add(column: QVBoxLayout, name: str, box: QLineEdit) -> None:
        caption = label(words.word(name))
        caption.setWordWrap(True)
        caption.setBuddy(box)
        row = QHBoxLayout()
        row.addWidget(caption, 1)
        row.addWidget(box)
        column.addLayout(row)

    def show_settings(self, settings: Settings) -> None:
        """Show what is in force; what is being typed is left alone."""
        self._settings = settings
        if not self.country_box.hasFocus():
            self.country_box.setText(settings.country or "")
        if not self.outside_box.hasFocus():
            self.outside_box.setText(settings.outside_prefix)
        if not self.rewrites_box.hasFocus():
            self.rewrites_box.setText(rewrites_text(settings.number_rewrites))
            self.rewrites_box.setCursorPosition(0)
        if not self.premium_box.hasFocus():
            self.premium_box.setText(", ".join(settings.premium_prefixes))
        self._show_guess()
        if self.isVisible():
            self.show_numbers()

    def show_guess(self, guess: Guess) -> None:
        """Show what the PBX's own numbers suggest, and why."""
        self._guess = guess
        self._show_guess()

    def _show_guess(self) -> None:
        if self._settings is None:
            return
        country = country_guess(self._settings, self._guess)
        prefix = prefix_guess(self._settings, self._guess)
        for box, line, said in (
            (self.country_box, self.country_guess, country),
            (self.outside_box, self.outside_guess, prefix),
        ):
            self._complain(line, said)
            box.setAccessibleDescription(text.bare(said))

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever looks sees the numbers; nobody else waits until they are loaded."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.show_numbers)

    def show_numbers(self) -> None:
        """Show which numbers are emergency numbers now."""
        if self._settings is None:
            return
        country = self._settings.country
        numbers = " · ".join(emergency_numbers(country))
        text.put(self.emergency, words.word("settings.emergency", numbers=numbers))
        known = country is None or knows_country(country)
        self._complain(self.country_wrong, "" if known else words.word("settings.country_unknown"))

    def _on_country(self) -> None:
        typed = self.country_box.text()
        found = country_in(typed)
        if typed.strip() and found is None:
            self._complain(self.country_wrong, words.word("settings.country_wrong"))
            return
        self._complain(self.country_wrong, "")
        self.country.emit(found)

    def _on_outside(self) -> None:
        found = prefix_in(self.outside_box.text())
        wrong = found is None
        self._complain(self.outside_wrong, words.word("numbers.prefix_wrong") if wrong else "")
        if found is not None:
            self.outside.emit(found)

    def _on_rewrites(self) -> None:
        found = rewrites_in(self.rewrites_box.text())
        wrong = found is None
        self._complain(self.rewrites_wrong, words.word("numbers.rewrites_wrong") if wrong else "")
        if not wrong:
            self.rewrites.emit(found)

    def _on_premium(self) -> None:
        found = prefixes_in(self.premium_box.text())
        wrong = found is None
        self._complain(self.premium_wrong, words.word("settings.premium_wrong") if wrong else "")
        if not wrong:
            self.premium.emit(found)

    @staticmethod
    def _complain(line: QLabel, said: str) -> None:
        text.put(line, said)
        line.setVisible(bool(said))
