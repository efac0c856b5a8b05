"""While you were away: what ended while the connection was down, until it is put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.model.call import Phase
from ctiapp.ui import text, theme, words
from ctiapp.ui.calls.fitting import Fitting
from ctiapp.ui.kit import ElidedLabel, IconButton, KeyButton, heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from ctiapp.services.away import AwayCall

_HIGHEST = 232
"""Four calls, about; what is more is scrolled to."""
_WAS = {
    Phase.RINGING: "away.ringing",
    Phase.TALKING: "away.talking",
    Phase.HELD: "away.held",
    Phase.DIALING: "away.dialling",
}


class AwayRow(QWidget):
    """One call.

    Signals:
        called: the button was pressed; carries the `Number`.
    """

    called = Signal(object)

    def __init__(self, call: AwayCall) -> None:
        super().__init__()
        self._call = call
        name = call.name or call.number_text or words.word("pop.caller_withheld")
        self._name = ElidedLabel("strong")
        self._name.set_outside(name)
        was, ended = how(call)
        self._was = ElidedLabel("dim")
        self._was.set_made(was)
        self._ended = ElidedLabel("dim")
        self._ended.set_made(ended)
        self.button = KeyButton(words.word("justnow.call_back"), kind="link")
        self.button.setFixedHeight(24)
        said = words.word("justnow.call_spoken", name=name)
        self.button.setAccessibleName(text.bare(said))
        self.button.clicked.connect(self._on_clicked)
        first = QHBoxLayout()
        first.setSpacing(theme.SIZES.gap_s)
        first.addWidget(self._name, 1)
        first.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(self._was)
        column.addWidget(self._ended)
        self.setAccessibleName(text.bare(f"{name}, {was}, {ended}"))

    def set_dials(self, dials: bool) -> None:
        """Whether anybody can be called here at all."""
        self.button.setVisible(dials and self._call.number is not None)

    def _on_clicked(self) -> None:
        if self._call.number is not None:
            self.called.emit(self._call.number)


def how(call: AwayCall) -> tuple[str, str]:
    """What a call was when it was last seen, and between when it ended."""
    at = None if call.since is None else words.clock_time(call.since.at)
    if call.missed:
        was = words.word("away.missed") if at is None else words.word("away.missed_at", time=at)
    else:
        was = words.word(_WAS.get(call.was, "away.talking"))
        was = was if at is None else words.word("away.since", was=was, time=at)
    lost, found = (words.clock_time(each.at) for each in (call.lost, call.found))
    if lost == found:
        return was, words.word("away.ended_at", time=found)
    return was, words.word("away.ended", lost=lost, found=found)


class AwayList(QWidget):
    """All of them in a box of their own; nothing at all where there are none.

    Signals:
        called: somebody shall be called back; carries the `Number`.
        dismissed: they have been read.
    """

    called = Signal(object)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[AwayRow] = []
        self._shown: tuple[AwayCall, ...] = ()
        self._live = True
        self._dials = True
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        fitting = Fitting(inside)
        fitting.setMaximumHeight(_HIGHEST)
        fitting.setMinimumWidth(1)  # the column is narrower than the cards that it was made for
        inside.setAutoFillBackground(False)
        inside.installEventFilter(fitting)
        title = heading(words.word("away.heading"))
        title.setWordWrap(True)
        self.close_button = IconButton("close", words.word("away.dismiss"))
        self.close_button.clicked.connect(self.dismissed)
        top = QHBoxLayout()
        top.setSpacing(theme.SIZES.gap_s)
        top.addWidget(title, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout()
        box.setContentsMargins(12, 6, 4, 8)
        box.setSpacing(2)
        box.addLayout(top)
        box.addWidget(fitting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addLayout(box)
        self.setAccessibleName(words.word("away.heading"))
        self.hide()

    def show_calls(self, calls: Sequence[AwayCall]) -> None:
        """Show these, the newest first."""
        if tuple(calls) == self._shown:
            return
        self._shown = tuple(calls)
        had_focus = any(row.button.hasFocus() for row in self.rows) or self.close_button.hasFocus()
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [AwayRow(call) for call in calls]
        for row in self.rows:
            row.called.connect(self.called)
            row.button.setEnabled(self._live)
            row.set_dials(self._dials)
            self._column.addWidget(row)
        if had_focus:
            # The keyboard must not fall to whatever stands next.
            place = self.close_button if calls else self.window()
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(bool(calls))

    def set_live(self, live: bool) -> None:
        """Whether anybody can be called back now."""
        self._live = live
        for row in self.rows:
            row.button.setEnabled(live)

    def set_dials(self, dials: bool) -> None:
        """Whether this PBX, as far as is known, can call anybody at all."""
        self._dials = dials
        for row in self.rows:
            row.set_dials(dials)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box: it stands out until it has been read."""
        tone = theme.tokens().tone("hold")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tone.strong), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -8.5, -12.5)
        painter.drawRoundedRect(box, theme.SIZES.radius, theme.SIZES.radius)
