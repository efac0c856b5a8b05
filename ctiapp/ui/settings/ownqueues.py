"""Which queues are one's own, for PBXs that do not say it (`ctiapp.services.ownqueues`)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ctiapp.model.ctl_verbs import PBX_KINDS
from ctiapp.model.errors import SettingsError
from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import label

if TYPE_CHECKING:
    from ctiapp.services.bundle import Services
    from ctiapp.settings import Settings
    from ctiapp.ui.settings.view import SettingsPage

LINES = ("my_queues", "managed_queues")
"""The settings, in the order of the page."""

_WIDTH = 300


class OwnQueueFields(QWidget):
    """The fields.

    Signals:
        kept: one of `LINES` is to be this text.
    """

    kept = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, str] = dict.fromkeys(LINES, "")
        self.lines = {name: QLineEdit() for name in LINES}
        self.wrong = {name: label("", "error") for name in LINES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap)
        lead = label(words.word("ownqueues.lead"), "dim")
        lead.setWordWrap(True)
        column.addWidget(lead)
        for name, line in self.lines.items():
            self._add_line(column, name, line)

    def _add_line(self, column: QVBoxLayout, name: str, line: QLineEdit) -> None:
        said = words.word(f"ownqueues.{name}")
        caption = label(said)
        caption.setWordWrap(True)
        caption.setBuddy(line)
        line.setFixedWidth(_WIDTH)
        line.setMaxLength(1000)
        line.setAccessibleName(said)
        line.setPlaceholderText(words.word("ownqueues.example"))
        line.editingFinished.connect(lambda: self._on_finished(name))
        self.wrong[name].setWordWrap(True)
        self.wrong[name].hide()
        row = QHBoxLayout()
        row.addWidget(caption, 1)
        row.addWidget(line)
        column.addLayout(row)
        column.addWidget(self.wrong[name])

    def show_settings(self, settings: Settings) -> None:
        """Show what is set; not over what is being typed."""
        for name, line in self.lines.items():
            said: str = getattr(settings, name)
            if said != self._shown[name] and not (line.hasFocus() and line.isModified()):
                line.setText(said)
            self._shown[name] = said

    def show_wrong(self, name: str, said: str) -> None:
        """Say what is wrong with a line; empty: nothing is."""
        text.put(self.wrong[name], said)
        self.wrong[name].setVisible(bool(said))

    def _on_finished(self, name: str) -> None:
        said = self.lines[name].text().strip()
        if said != self._shown[name]:
            self.kept.emit(name, said)
        else:
            self.show_wrong(name, "")


class OwnQueuesController(QObject):
    """What is typed there holds at once; it is there while one is signed in to such a PBX.

    Args:
        page: gets the part.
        services: the preferences, and which PBX it is.
    """

    def __init__(self, page: SettingsPage, services: Services) -> None:
        super().__init__(page)
        self._services = services
        self.fields = OwnQueueFields()
        self.section = page.add_section(words.word("ownqueues.title"), self.fields)
        self.fields.kept.connect(self._on_kept)
        self.show_settings(services.preferences.settings)
        self.show_status()

    def show_settings(self, settings: Settings) -> None:
        """The settings changed."""
        self.fields.show_settings(settings)

    def show_status(self) -> None:
        """Who is signed in where changed."""
        pbx = self._services.session.status.pbx
        self.section.setVisible(pbx is not None and pbx.kind != PBX_KINDS[0])

    def _on_kept(self, name: str, said: str) -> None:
        change: dict[str, Any] = {name: said}
        try:
            self._services.preferences.change(lambda settings: replace(settings, **change))
        except SettingsError:
            self.fields.show_wrong(name, words.word("ownqueues.wrong"))
        else:
            self.fields.show_wrong(name, "")
