"""The table of what follows from one's presence: read as sentences, each with its switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.model.directory import Presence
from ctiapp.services.presence import RULES, Step
from ctiapp.ui import text, words
from ctiapp.ui.agent import looks
from ctiapp.ui.kit import Mark, label
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctiapp.services.presence import PresenceRule
    from ctiapp.ui.settings.viewmodel import RuleRow


def sentence(rule: PresenceRule) -> str:
    """What a rule says."""
    then = {
        Step.PAUSE: "rules.then_pause",
        Step.READY: "rules.then_ready",
        Step.AWAY: "rules.then_away",
    }[rule.then]
    if isinstance(rule.when, Presence):
        when = words.word("rules.when", presence=looks.presence_word(rule.when))
    else:
        when = words.word("rules.when_pause")
    return words.word("rules.row", when=when, then=words.word(then))


class RuleTable(QWidget):
    """The table.

    Signals:
        switched: a switch was moved: the rule's name, and whether it is on.
    """

    switched = Signal(str, bool)

    def __init__(self, rules: Sequence[PresenceRule] = RULES) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        lead = label(words.word("rules.lead"), "dim")
        lead.setWordWrap(True)
        lead.setContentsMargins(0, 0, 0, 6)
        column.addWidget(lead)
        for rule in rules:
            column.addLayout(self._line(rule))

    def _line(self, rule: PresenceRule) -> QHBoxLayout:
        mark = Mark()
        tone, shape = ("hold", Shape.BARS)
        if isinstance(rule.when, Presence):
            tone, shape = looks.PRESENCES[rule.when]
        said = text.bare(sentence(rule))
        mark.set_mark(shape, f"{tone}.strong", said)
        mark.setToolTip("")
        box = self.boxes[rule.name] = QCheckBox(text.for_button(said))
        box.setAccessibleName(said)
        # Clicked, not toggled: what is shown is set from the settings, and is no wish.
        box.clicked.connect(lambda on, name=rule.name: self.switched.emit(name, on))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(box, 1)
        return row

    def show_rows(self, rows: Iterable[RuleRow]) -> None:
        """Show which rules hold."""
        for row in rows:
            self.boxes[row.rule.name].setChecked(row.on)
