"""The settings page. What is chosen holds at once; there is nothing to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.commands import Capability
from ctiapp.settings import Corner, Language, Theme
from ctiapp.ui import text, theme, words
from ctiapp.ui.focus import tab_before
from ctiapp.ui.kit import ChoiceBox, ElidedLabel, KeyButton, heading, label
from ctiapp.ui.settings.dialling import DiallingFields
from ctiapp.ui.settings.popactions import PopActionFields
from ctiapp.ui.settings.rules import RuleTable
from ctiapp.ui.settings.viewmodel import rule_rows
from ctiapp.ui.shortcuts import shown as shown_key

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from enum import StrEnum
    from pathlib import Path

    from ctiapp.settings import Settings
    from ctiapp.ui.keymap import Action, KeyRow
    from ctiapp.ui.settings.viewmodel import Account, Refusal

_WIDTH = 680
SAFE_CHOICES_S = (10, 15, 20, 25, 30, 45, 60, 90)
"""How long a safe transfer may wait, as the page offers it, in seconds."""


def action_word(action: Action) -> str:
    """What a key does."""
    return words.word(f"action.{action.value}")


class _Section(QFrame):
    """A box with a heading above its lines."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "box")
        self.hints: dict[QWidget, QWidget] = {}
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(20, 16, 20, 18)
        self.lines.setSpacing(12)
        self.lines.addWidget(heading(title))
        self.setAccessibleName(title)

    def add_choice(self, name: str, box: ChoiceBox) -> None:
        """A line with a choice at its right."""
        row = QHBoxLayout()
        caption = label(name)
        caption.setBuddy(box)
        self.hints[box] = caption
        box.setAccessibleName(name)
        box.setMinimumWidth(200)
        row.addWidget(caption, 1)
        row.addWidget(box)
        self.lines.addLayout(row)

    def add_switch(self, box: QCheckBox, explained: str) -> None:
        """A line with a switch, and what it does below it."""
        hint = label(explained, "caption")
        hint.setWordWrap(True)
        hint.setContentsMargins(24, 0, 0, 0)
        box.setAccessibleDescription(explained)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(hint)
        self.lines.addLayout(lines)
        self.hints[box] = hint


class KeyLine(QWidget):
    """One action with its key, and what is wrong with it.

    Signals:
        change: the user wants another key; carries the `Action`.
        reset: the user wants the default back; carries the `Action`.
    """

    change = Signal(object)
    reset = Signal(object)

    def __init__(self, row: KeyRow) -> None:
        super().__init__()
        word = action_word(row.action)
        self.key = label("", "strong")
        self.key.setMinimumWidth(120)
        self.change_button = KeyButton(words.word("settings.key_change"))
        self.reset_button = KeyButton(words.word("settings.key_reset"), kind="quiet")
        change, reset = "settings.key_change_spoken", "settings.key_reset_spoken"
        self.change_button.setAccessibleName(words.word(change, action=word))
        self.reset_button.setAccessibleName(words.word(reset, action=word))
        self.complaint = label("", "error")
        self.complaint.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SIZES.gap)
        grid.setVerticalSpacing(0)
        name = label(word)
        name.setWordWrap(True)
        grid.addWidget(name, 0, 0)
        grid.addWidget(self.key, 0, 1)
        grid.addWidget(self.reset_button, 0, 2)
        grid.addWidget(self.change_button, 0, 3)
        grid.addWidget(self.complaint, 1, 0, 1, 4)
        grid.setColumnStretch(0, 1)
        for button in (self.reset_button, self.change_button):
            kept = button.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            button.setSizePolicy(kept)
        self.change_button.clicked.connect(lambda: self.change.emit(row.action))
        self.reset_button.clicked.connect(lambda: self.reset.emit(row.action))

    def show_row(self, row: KeyRow, *, waiting: bool, refusal: Refusal | None) -> None:
        """Show the key, that one is waited for, or what is wrong."""
        keys = " · ".join(shown_key(key) for key in row.keys) or words.word("settings.key_none")
        self.key.setText(words.word("settings.key_press") if waiting else keys)
        self.setAccessibleName(text.bare(f"{action_word(row.action)}: {keys}"))
        said = ""
        if refusal is not None:
            said = words.word(f"settings.key_{refusal.value}")
        elif row.conflicts:
            others = ", ".join(action_word(action) for action in row.conflicts)
            said = words.word("settings.key_conflict", action=others)
        text.put(self.complaint, said)
        self.complaint.setVisible(bool(said))
        self.change_button.setVisible(not row.fixed)
        self.reset_button.setVisible(row.changed)


class SettingsPage(QScrollArea):
    """The page.

    Signals:
        language, theme, corner: another choice; carries it.
        auto_answer, screen_calls: switched.
        safe_transfer: how long a safe transfer waits for an answer, in seconds.
        country: another country (two capital letters); None for none.
        outside: something else is dialled to get outside (text).
        rewrites: other rewrites of numbers (text -> text).
        premium: other beginnings of numbers that are asked about (a tuple of text).
        pop_actions: other rules of what is done when a call comes (a tuple of `PopAction`).
        try_action: one of them is to be done now (`PopAction`).
        rule: a presence rule was switched: its name, and whether it is on.
        change_key, reset_key: carries the `Action`.
        reset_keys: all of them.
        sign_out: leave.
        diagnostics: show how the application does.
    """

    language = Signal(object)
    theme = Signal(object)
    corner = Signal(object)
    auto_answer = Signal(bool)
    safe_transfer = Signal(int)
    rule = Signal(str, bool)
    screen_calls = Signal(bool)
    country = Signal(object)
    outside = Signal(str)
    rewrites = Signal(object)
    premium = Signal(object)
    pop_actions = Signal(object)
    try_action = Signal(object)
    change_key = Signal(object)
    reset_key = Signal(object)
    reset_keys = Signal()
    sign_out = Signal()
    diagnostics = Signal()

    def __init__(
        self, rows: Sequence[KeyRow], version: str, data_dir: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._data_dir = data_dir
        self.languages = _choices("language", Language)
        self.themes = _choices("theme", Theme)
        self.corners = _choices("corner", Corner)
        self.safe = ChoiceBox()
        self.rules = RuleTable()
        self.dialling = DiallingFields()
        self.call_actions = PopActionFields()
        self.auto = QCheckBox(words.word("settings.auto_answer"))
        self.screening = QCheckBox(words.word("settings.screen_calls"))
        self.key_lines = {row.action: KeyLine(row) for row in rows}
        self.sign_out_button = KeyButton(words.word("settings.sign_out"))
        self._who = ElidedLabel("strong")
        self._where = ElidedLabel("dim")
        self._remembered = label(words.word("settings.account_remembered"), "caption")
        self._remembered.setWordWrap(True)
        self._filling = False
        self._lay_out(version)
        self._connect()

    def _lay_out(self, version: str) -> None:
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words.word("settings.title"))
        inside = QWidget()
        inside.setProperty("role", "page")
        column = self._column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(label(words.word("settings.title"), "title"))
        column.addWidget(self._make_account())
        column.addWidget(self._make_appearance())
        column.addWidget(self._make_calls())
        column.addWidget(self._make_dialling())
        column.addWidget(self._make_call_actions())
        self._rules_section = self._make_rules()
        column.addWidget(self._rules_section)
        self.keys = self._make_keys()
        column.addWidget(self.keys)
        column.addWidget(self._make_about(version))
        column.addStretch(1)
        narrow = QWidget()
        narrow.setMaximumWidth(_WIDTH)
        narrow.setLayout(column)
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(16, 8, 16, 16)
        outer.addStretch(1)
        outer.addWidget(narrow, 100)
        outer.addStretch(1)
        self.setWidget(inside)

    def add_section(self, title: str, part: QWidget) -> QWidget:
        """Put one more part of the settings before the keys, which are the longest; its box."""
        section = _Section(title)
        section.lines.addWidget(part)
        self._column.insertWidget(self._column.indexOf(self.keys), section)
        tab_before(section, self.keys)
        return section

    def add_to_account(self, part: QWidget) -> None:
        """Put something beside who is signed in where."""
        self._account.lines.addWidget(part)
        tab_before(part, self.languages)

    def _make_appearance(self) -> QWidget:
        section = _Section(words.word("settings.appearance"))
        section.add_choice(words.word("settings.language"), self.languages)
        section.add_choice(words.word("settings.theme"), self.themes)
        return section

    def _make_calls(self) -> QWidget:
        section = self._calls = _Section(words.word("settings.calls"))
        section.add_choice(words.word("settings.card_corner"), self.corners)
        section.add_choice(words.word("settings.safe_transfer"), self.safe)
        section.add_switch(self.auto, words.word("settings.auto_answer_hint"))
        section.add_switch(self.screening, words.word("settings.screen_calls_hint"))
        return section

    def _make_dialling(self) -> QWidget:
        section = _Section(words.word("settings.dialling"))
        section.lines.addWidget(self.dialling)
        self.dialling.country.connect(self.country)
        self.dialling.outside.connect(self.outside)
        self.dialling.rewrites.connect(self.rewrites)
        self.dialling.premium.connect(self.premium)
        return section

    def _make_call_actions(self) -> QWidget:
        section = _Section(words.word("actions.title"))
        section.lines.addWidget(self.call_actions)
        self.call_actions.changed.connect(self.pop_actions)
        self.call_actions.tried.connect(self.try_action)
        return section

    def _make_rules(self) -> QWidget:
        section = _Section(words.word("rules.title"))
        section.lines.addWidget(self.rules)
        self.rules.switched.connect(self.rule)
        return section

    def _make_keys(self) -> QWidget:
        section = _Section(words.word("settings.keys"))
        lead = label(words.word("settings.keys_lead"), "dim")
        lead.setWordWrap(True)
        section.lines.addWidget(lead)
        for line in self.key_lines.values():
            section.lines.addWidget(line)
            line.change.connect(self.change_key)
            line.reset.connect(self.reset_key)
        reset = KeyButton(words.word("settings.keys_reset"))
        reset.clicked.connect(self.reset_keys)
        section.lines.addWidget(reset, 0, Qt.AlignmentFlag.AlignLeft)
        section.lines.setSpacing(theme.SIZES.gap)
        return section

    def _make_account(self) -> QWidget:
        section = self._account = _Section(words.word("settings.account"))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._who)
        lines.addWidget(self._where)
        row = QHBoxLayout()
        row.addLayout(lines, 1)
        row.addWidget(self.sign_out_button)
        section.lines.addLayout(row)
        section.lines.addWidget(self._remembered)
        return section

    def _make_about(self, version: str) -> QWidget:
        section = _Section(words.word("settings.about"))
        section.lines.addWidget(label(words.word("settings.version", version=version)))
        row = QHBoxLayout()
        row.setSpacing(theme.SIZES.gap)
        place = ElidedLabel("dim")
        place.set_outside(str(self._data_dir))
        opener = KeyButton(words.word("settings.open_dir"))
        opener.setAccessibleName(
            f"{words.word('settings.open_dir')}: {words.word('settings.data_dir')}"
        )
        opener.clicked.connect(self._open_data_dir)
        row.addWidget(label(words.word("settings.data_dir")))
        row.addWidget(place, 1)
        row.addWidget(opener)
        section.lines.addLayout(row)
        diagnostics = KeyButton(words.word("settings.diagnostics"))
        diagnostics.clicked.connect(self.diagnostics)
        section.lines.addWidget(diagnostics, 0, Qt.AlignmentFlag.AlignLeft)
        return section

    def _open_data_dir(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data_dir)))

    def _connect(self) -> None:
        self.languages.currentIndexChanged.connect(self._on_language)
        self.themes.currentIndexChanged.connect(self._on_theme)
        self.corners.currentIndexChanged.connect(self._on_corner)
        self.safe.currentIndexChanged.connect(self._on_safe)
        self.auto.toggled.connect(self._on_auto)
        self.screening.toggled.connect(self._on_screening)
        self.sign_out_button.clicked.connect(self.sign_out)

    # Qt makes plain text of what a combo box keeps.

    def _on_language(self) -> None:
        if not self._filling:
            self.language.emit(Language(self.languages.currentData()))

    def _on_theme(self) -> None:
        if not self._filling:
            self.theme.emit(Theme(self.themes.currentData()))

    def _on_corner(self) -> None:
        if not self._filling:
            self.corner.emit(Corner(self.corners.currentData()))

    def _on_auto(self, wanted: bool) -> None:
        if not self._filling:
            self.auto_answer.emit(wanted)

    def _on_screening(self, wanted: bool) -> None:
        if not self._filling:
            self.screen_calls.emit(wanted)

    def _on_safe(self) -> None:
        if not self._filling:
            self.safe_transfer.emit(self.safe.currentData())

    def _fill_safe(self, seconds: int) -> None:
        """The usual times, and the one in force where it is none of them."""
        wanted = sorted({*SAFE_CHOICES_S, seconds})
        if wanted != [self.safe.itemData(index) for index in range(self.safe.count())]:
            self.safe.clear()
            for each in wanted:
                self.safe.addItem(words.plural("seconds", each), each)
        self.safe.setCurrentIndex(self.safe.findData(seconds))

    def show_settings(self, settings: Settings) -> None:
        """Show what is in force."""
        self._filling = True
        for box, value in (
            (self.languages, settings.language),
            (self.themes, settings.theme),
            (self.corners, settings.card_corner),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self._fill_safe(settings.safe_transfer_s)
        self.auto.setChecked(settings.auto_answer)
        self.rules.show_rows(rule_rows(settings))
        self.dialling.show_settings(settings)
        self.call_actions.show_actions(settings.pop_actions)
        self.screening.setChecked(settings.screen_calls)
        self._filling = False

    def show_keys(
        self,
        rows: Sequence[KeyRow],
        waiting: Action | None,
        refused: tuple[Action, Refusal] | None,
    ) -> None:
        """Show the keys, which one is waited for, and what was refused."""
        for row in rows:
            refusal = refused[1] if refused is not None and refused[0] is row.action else None
            line = self.key_lines[row.action]
            line.show_row(row, waiting=row.action is waiting, refusal=refusal)

    def offer(self, capabilities: Collection[Capability]) -> None:
        """Leave out what the PBX that one is signed in to cannot do."""
        for box, needed in (
            (self.safe, Capability.CONSULT),
            (self.auto, Capability.AUTO_ANSWER),
            (self.screening, Capability.ACCEPT_INBOUND),
        ):
            for part in (box, self._calls.hints[box]):
                part.setVisible(needed in capabilities)
        self._rules_section.setVisible(Capability.PRESENCE in capabilities)

    def show_account(self, account: Account) -> None:
        """Show who is signed in."""
        if account.signed_in:
            me = words.word("settings.account_me", name=account.name, number=account.number)
            where = words.word("settings.account_pbx", address=account.address)
            if account.firmware:
                firmware = words.word("settings.account_firmware", firmware=account.firmware)
                where = f"{where} · {firmware}"
        else:
            me, where = words.word("settings.account_none"), ""
        self._who.set_made(me)
        self._where.set_made(where)
        self._where.setVisible(bool(where))
        self.sign_out_button.setVisible(account.signed_in)
        self._remembered.setVisible(account.remembered and account.signed_in)

    def show_keys_section(self) -> None:
        """Bring the keys into sight, and the keyboard to the first of them."""
        first = next(line for line in self.key_lines.values())
        first.change_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.verticalScrollBar().setValue(self.keys.y())


def _choices(name: str, values: type[StrEnum]) -> ChoiceBox:
    box = ChoiceBox()
    for value in values:
        box.addItem(words.word(f"settings.{name}.{value.value}"), value)
    return box
