"""The buttons of a card: in one row while they fit, calmly closer together, else in two.

What ends a call stands apart, at the right. The words and the keys are never cut: where a row is a
little too short the rarest verbs show an icon instead of their word, and where that is not enough
the buttons go on in the next row, with all their words.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctiapp.model.commands import Verb
from ctiapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ctiapp.ui.kit import KeyButton

_WIDE_GAP, _TIGHT_GAP = 10, 6
_SYMBOLS = {
    Verb.ADD: "plus",
    Verb.RECORD: "record",
    Verb.PAUSE_RECORDING: "record",
    Verb.RESUME_RECORDING: "record",
}
_RAREST = ((Verb.ADD,), tuple(_SYMBOLS))
"""Which verbs give up their word first."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How much room the buttons take."""

    gap: int
    tight: bool = False
    symbols: tuple[Verb, ...] = ()

    def symbol(self, verb: Verb) -> str:
        return _SYMBOLS[verb] if verb in self.symbols else ""


_WIDE = _Room(_WIDE_GAP)
_ROOMS = (
    _WIDE,
    _Room(_TIGHT_GAP, tight=True),
    *(_Room(_TIGHT_GAP, tight=True, symbols=verbs) for verbs in _RAREST),
)


class ButtonRow(QWidget):
    """The row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[tuple[Verb, KeyButton]] = []
        self._apart = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_buttons(
        self, left: Sequence[tuple[Verb, KeyButton]], right: Sequence[tuple[Verb, KeyButton]]
    ) -> None:
        """Show these, in this order, which is also that of the Tab key."""
        before = [button for _, button in self._buttons]
        self._buttons = [*left, *right]
        self._apart = len(right)
        after = [button for _, button in self._buttons]
        if after != before:
            for first, second in pairwise(after):
                QWidget.setTabOrder(first, second)
        for button in after:
            button.show()
        self.updateGeometry()
        self._place()

    def hasHeightForWidth(self) -> bool:
        """A narrow card needs two rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the rows are in that width."""
        rows = len(self._rows(width)[1])
        return rows * theme.SIZES.call_control + max(0, rows - 1) * theme.SIZES.gap

    def sizeHint(self) -> QSize:
        """All in one row."""
        wide = self._total(self._buttons, _WIDE)
        return QSize(wide, theme.SIZES.call_control if self._buttons else 0)

    def minimumSizeHint(self) -> QSize:
        """The widest button must fit."""
        widths = [self._width(pair, _WIDE) for pair in self._buttons]
        return QSize(max(widths, default=0), theme.SIZES.call_control if widths else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons anew."""
        super().resizeEvent(event)
        self._place()

    @staticmethod
    def _width(pair: tuple[Verb, KeyButton], room: _Room) -> int:
        verb, button = pair
        return button.width_for(tight=room.tight, symbol=room.symbol(verb))

    def _total(self, pairs: Sequence[tuple[Verb, KeyButton]], room: _Room) -> int:
        return sum(self._width(pair, room) for pair in pairs) + room.gap * max(0, len(pairs) - 1)

    def _rows(self, width: int) -> tuple[_Room, list[list[tuple[Verb, KeyButton]]]]:
        if not self._buttons:
            return _WIDE, []
        for room in _ROOMS:
            if self._total(self._buttons, room) <= width:
                return room, [list(self._buttons)]
        rows: list[list[tuple[Verb, KeyButton]]] = [[]]
        for pair in self._buttons:
            if rows[-1] and self._total([*rows[-1], pair], _WIDE) > width:
                rows.append([])
            rows[-1].append(pair)
        return _WIDE, rows

    def _place(self) -> None:
        room, rows = self._rows(self.width())
        apart = {id(button) for _, button in self._buttons[len(self._buttons) - self._apart :]}
        top = 0
        for row in rows:
            left = 0
            right = self.width() - self._total([p for p in row if id(p[1]) in apart], room)
            for verb, button in row:
                button.set_room(tight=room.tight, symbol=room.symbol(verb))
                wide = self._width((verb, button), room)
                if id(button) in apart:
                    button.setGeometry(right, top, wide, theme.SIZES.call_control)
                    right += wide + room.gap
                else:
                    button.setGeometry(left, top, wide, theme.SIZES.call_control)
                    left += wide + room.gap
            top += theme.SIZES.call_control + theme.SIZES.gap
