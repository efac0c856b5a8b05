"""One's own calls as small cards in a row, above the people to whom they can be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.calls.cardtext import name_of
from ctiapp.ui.kit import Age, CardFrame, ElidedLabel, Pill, label
from ctiapp.ui.phaselook import PHASE_LOOK, show_phase
from ctiapp.ui.why import why_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from ctiapp.model.ids import CallId
    from ctiapp.services.cards import Card

SHOWN = 6
"""Cards at most; nobody has more calls at once that they could tell apart."""
_WIDEST = 300


class SmallCard(CardFrame):
    """One call: its state, who, and how long.

    Signals:
        picked: it was clicked, or Enter or the space bar pressed on it.
    """

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card: Card | None = None
        self._selected = False
        self._pill = Pill()
        self._name = ElidedLabel("strong")
        self._age = Age()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(theme.SIZES.gap)
        row.addWidget(self._pill)
        row.addWidget(self._name, 1)
        row.addWidget(self._age)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(44)
        self.setMaximumWidth(_WIDEST)

    def show_card(self, card: Card, *, selected: bool, picture_s: float | None) -> None:
        """Show a call."""
        self.card = card
        show_phase(self._pill, card.phase)
        self._name.set_outside(name_of(card))
        self._name.set_why("" if card.who is None else why_text(card.who))
        if card.stale:
            self._age.set_since(picture_s)
        else:
            self._age.set_since(None if card.since is None else card.since.mono_s)
        tone, _, filled = PHASE_LOOK[card.phase]
        self.set_tone(tone, soft=filled and not card.stale)
        self.set_selected(selected)
        key = "card.spoken_selected" if selected else "card.spoken"
        said = words.word(key, state=self._pill.text(), name=name_of(card), number=card.number_text)
        self.setAccessibleName(text.bare(said))
        self.setAccessibleDescription(text.bare(words.word("people.strip_hint")))
        self.setToolTip(text.for_tooltip(words.word("people.strip_hint")))

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(_WIDEST, 44)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar select."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it has left."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and within it a fine line while the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("link"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(self.rect()).adjusted(5.5, 4.5, -4.5, -4.5)
            painter.drawRoundedRect(box, 6, 6)


class CallStrip(QWidget):
    """The row; it takes no room while there is no call.

    Signals:
        picked: a card was clicked; carries its call's id.
        made: a card was made, to be filled again and again; carries the `SmallCard`.
    """

    picked = Signal(str)
    made = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.word("people.strip"))
        self.cards: list[SmallCard] = []
        self._living = False
        self._wanted = True
        self._hint = label(words.word("people.strip_hint"), "caption")
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.SIZES.gap)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SIZES.gap_s)
        column.addLayout(self._row)
        column.addWidget(self._hint)
        self.hide()

    def show_cards(
        self, cards: Sequence[Card], selected: CallId | None, picture_s: float | None
    ) -> None:
        """Show these calls, the living ones of them."""
        living = [card for card in cards if card.end is None][:SHOWN]
        while len(self.cards) < len(living):
            self._make()
        for index, view in enumerate(self.cards):
            if index < len(living):
                chosen = living[index].call_id == selected
                view.show_card(living[index], selected=chosen, picture_s=picture_s)
                view.show()
            else:
                view.card = None
                view.hide()
        self._living = bool(living)
        self.setVisible(self._living and self._wanted)

    def set_wanted(self, wanted: bool) -> None:
        """Whether it may be there at all, as it may not on a wallboard."""
        self._wanted = wanted
        self.setVisible(self._living and wanted)

    def _make(self) -> None:
        view = SmallCard()
        view.picked.connect(lambda: self._on_picked(view))
        self._row.insertWidget(len(self.cards), view, 1)
        self.cards.append(view)
        self.made.emit(view)

    def _on_picked(self, view: SmallCard) -> None:
        if view.card is not None:
            self.picked.emit(view.card.call_id)
