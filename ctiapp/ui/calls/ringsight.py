"""Brings who begins to ring into sight where there are more cards than fit.

Not while a hand is at work there: it waits until the note is written, the scrolling over, and the
pointer rests, since whatever one was about to click would slide away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractButton, QApplication

from ctiapp.model.call import Phase
from ctiapp.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from ctiapp.model.ids import CallId
    from ctiapp.ui.calls.fitting import Fitting
    from ctiapp.ui.calls.view import CardStack

_AGAIN_MS: Final = 400
_SCROLLED_MS: Final = 1500
"""So long after somebody scrolled they still look at what they scrolled to."""


class RingSight(QObject):
    """It. The keyboard stays where it is.

    Args:
        stack: the cards.
        fitting: what scrolls them.
    """

    def __init__(self, stack: CardStack, fitting: Fitting) -> None:
        super().__init__(fitting)
        self._stack, self._fitting = stack, fitting
        self._wanted: list[CallId] = []
        self._rested: QPoint | None = None
        self._soon = QTimer(self)
        self._scrolled = QTimer(self)
        for timer in (self._soon, self._scrolled):
            timer.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        # By hand alone: whatever this program scrolls to triggers no action.
        bar = fitting.verticalScrollBar()
        bar.actionTriggered.connect(lambda _action: self._scrolled.start(_SCROLLED_MS))

    def show(self, call_id: CallId) -> None:
        """This one begins to ring: bring it into sight once the cards are laid out."""
        self._wanted.append(call_id)
        self._rested = None
        self._soon.start(0)

    def _look(self) -> None:
        self._wanted = [each for each in self._wanted if self._rings(each)]
        if not self._wanted:
            return
        if self._at_work():
            self._soon.start(_AGAIN_MS)
            return
        view = self._stack.card(self._wanted[0])
        self._wanted.clear()
        if view is not None:
            self._fitting.ensureWidgetVisible(view, 0, theme.SIZES.gap)

    def _rings(self, call_id: CallId) -> bool:
        view = self._stack.card(call_id)
        face = None if view is None else view.face
        return face is not None and face.card.phase in (Phase.RINGING, Phase.OFFERED)

    def _at_work(self) -> bool:
        """Whether a hand writes, scrolls, holds a button of the mouse down, or moves to one."""
        cards = self._stack.cards
        if self._scrolled.isActive() or self._fitting.verticalScrollBar().isSliderDown():
            return True
        if any(card.note.hasFocus() for card in cards):
            return True
        if QApplication.mouseButtons():
            return True
        over = any(
            button.underMouse() for card in cards for button in card.findChildren(QAbstractButton)
        )
        before, self._rested = self._rested, QCursor.pos()
        return over and before != self._rested
