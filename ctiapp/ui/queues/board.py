"""The cards of all queues, as many beside each other as there is room for.

In the window a card has its usual height, and the rest is scrolled; on the full screen the cards
share all of the screen, so that they are as big as they can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QWidget

from ctiapp.model.number import Number
from ctiapp.ui import theme, words
from ctiapp.ui.agent.viewmodel import STALE_S
from ctiapp.ui.calls.people import Lamp, Person
from ctiapp.ui.people.offers import reached
from ctiapp.ui.queues.card import HEIGHT, WIDTH, QueueCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ctiapp.model.ids import QueueId
    from ctiapp.ui.queues.viewmodel import BoardFace

_WIDEST = 460
_NARROWEST = 300
ROUND_S = 3.0
"""So long one queue may take on the round that asks for all of them, once a second at most: two
questions each, and others between them. What is within its round is as fresh as is polite."""


def columns_for(count: int, room: QSize, *, full: bool) -> int:
    """How many cards stand beside each other in that room."""
    gap = theme.SIZES.gap_l
    if not full:
        return max(1, min(count, (room.width() + gap) // (_NARROWEST + gap)))

    def scale(columns: int) -> float:
        rows = -(-count // columns)
        wide = (room.width() - gap * (columns - 1)) / columns / WIDTH
        high = (room.height() - gap * (rows - 1)) / rows / HEIGHT
        return min(wide, high)

    return max(range(1, max(1, count) + 1), key=scale)


class Board(QScrollArea):
    """The cards.

    Signals:
        chosen: another queue was chosen; carries its `QueueId`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = False
        self.cards: list[QueueCard] = []
        self._inside = QWidget()
        self._inside.setAutoFillBackground(False)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setWidget(self._inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(words.word("board.heading"))

    def show_faces(self, faces: Sequence[BoardFace], chosen: QueueId | None, *, live: bool) -> None:
        """Show these; ``chosen`` has the frame."""
        while len(self.cards) > len(faces):
            card = self.cards.pop()
            self._group.removeButton(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < len(faces):
            card = QueueCard(self._inside)
            card.clicked.connect(lambda _=False, c=card: self._on_clicked(c))
            self._group.addButton(card)
            self.cards.append(card)
            card.show()
        fresh_s = max(STALE_S, ROUND_S * len(faces))
        for card, face in zip(self.cards, faces, strict=True):
            card.show_face(face, live=live, fresh_s=fresh_s)
            card.setChecked(face.queue_id == chosen)
        self._arrange()

    def set_full(self, full: bool) -> None:
        """Share the whole room, or have the usual height."""
        self._full = full
        self._arrange()

    def needed_height(self, width: int) -> int:
        """How high it is where nothing has to be scrolled."""
        columns = columns_for(len(self.cards), QSize(width, 0), full=False)
        rows = -(-len(self.cards) // columns)
        return rows * (HEIGHT + theme.SIZES.gap) - theme.SIZES.gap if rows else 0

    def _arrange(self) -> None:
        if not self.cards:
            return
        room = self.viewport().size()
        gap = theme.SIZES.gap_l if self._full else theme.SIZES.gap
        columns = columns_for(len(self.cards), room, full=self._full)
        rows = -(-len(self.cards) // columns)
        wide = (room.width() - gap * (columns - 1)) // columns
        high = HEIGHT
        if self._full:
            high = max(HEIGHT, (room.height() - gap * (rows - 1)) // rows)
        else:
            wide = min(wide, _WIDEST)
        for index, card in enumerate(self.cards):
            row, column = divmod(index, columns)
            card.setGeometry(QRect(column * (wide + gap), row * (high + gap), wide, high))
        self._inside.resize(room.width(), rows * (high + gap) - gap)

    def _on_clicked(self, card: QueueCard) -> None:
        if card.face is not None:
            self.ensureWidgetVisible(card, 0, 0)
            self.chosen.emit(card.face.queue_id)

    # -- a call that is sent to a queue ----------------------------------------------------------

    @property
    def aimed_at(self) -> Number | None:
        """The queue on whose card the keyboard stands."""
        card = self._focused()
        return None if card is None or card.face is None else Number(card.face.number)

    def _focused(self) -> QueueCard | None:
        # Asked of the window, which may lie behind another one now.
        focused = self.window().focusWidget()
        return next((card for card in self.cards if card is focused), None)

    def bring_forward(self) -> None:
        """Scroll to the card with the keyboard."""
        card = self._focused()
        if card is not None:
            self.ensureWidgetVisible(card, 0, 0)

    def person_of(self, number: Number) -> Person | None:
        """A queue as the target of a call; None where it has no card."""
        card = self._card(number)
        return None if card is None or card.face is None else _reached(card.face)

    def person_at(self, spot: QPoint) -> Person | None:
        """The queue whose card lies at a point of the screen; None between two of them."""
        if not self.viewport().rect().contains(self.viewport().mapFromGlobal(spot)):
            return None
        card = self._inside.childAt(self._inside.mapFromGlobal(spot))
        face = card.face if isinstance(card, QueueCard) else None
        return None if face is None else _reached(face)

    def tile_of(self, number: Number) -> QRect | None:
        """Where a card stands on the screen, as far as it can be seen; None where it cannot."""
        card, port = self._card(number), self.viewport()
        if card is None:
            return None
        box = QRect(card.mapTo(port, QPoint(0, 0)), card.size()).intersected(port.rect())
        return None if box.isEmpty() else QRect(port.mapToGlobal(box.topLeft()), box.size())

    def mark(self, number: Number | None, *, possible: bool = True) -> None:
        """Show to which queue a carried call would go, and whether it can; None: to none."""
        text = None if number is None else number.text
        for card in self.cards:
            here = card.face is not None and card.face.number == text
            card.set_marked(possible if here else None)

    def _card(self, number: Number) -> QueueCard | None:
        found = (card for card in self.cards if card.face and card.face.number == number.text)
        return next(found, None)

    # -- Qt --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self._arrange()


def _reached(face: BoardFace) -> Person:
    """A queue as the target of a call."""
    return Person(reached(face.name, face.number), Number(face.number), Lamp.UNKNOWN)
