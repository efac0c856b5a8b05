"""Parts of a card: by which way the call came, and what the hand must do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.calls.cardtext import name_of, number_line, way_of
from ctiapp.ui.kit import ElidedLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ctiapp.services.cards import Beside, Card
    from ctiapp.ui.calls.viewmodel import CardFace


class HandHint(QWidget):
    """A phone and what the hand must do with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = label("", "strong")
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 0, 0, 0)
        row.addWidget(self._text, 1)
        self.setMinimumHeight(theme.SIZES.call_control)

    def show_text(self, shown: str) -> None:
        """Show the sentence; empty: nothing."""
        text.put(self._text, shown)
        self.setVisible(bool(shown))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the phone before the sentence."""
        drawn = icons.pixmap("phone", theme.tokens().text, 18, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, (self.height() - 18) // 2, drawn)


class Way(QWidget):
    """The line at the head of a card: a word, a name in bold, and what follows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = label("", "dim")
        self.name = ElidedLabel("strong")
        self.after = ElidedLabel("dim")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SIZES.gap_s)
        row.addWidget(self._before)
        row.addWidget(self.name)
        row.addWidget(self.after)

    def show_face(self, face: CardFace, back_key: str) -> None:
        """Show by which way a call came, who else takes part, and what was typed on the way.

        Args:
            face: the call.
            back_key: the key that brings back one who is being transferred.
        """
        card = face.card
        before, name, after = _words(face, back_key)
        over = card.end is not None
        trunk = "" if over else text.isolate(card.trunk or "")
        typed = "" if over or not card.digits else words.word("card.typed", digits=card.digits)
        count = words.people_in_call(card.parties) if card.parties > 2 and not over else ""
        if card.beside:
            with_ = words.word("card.with", names=", ".join(map(_beside, card.beside)))
            count = f"{count}, {with_}" if count else with_
        after = " · ".join(part for part in (after, trunk, typed, count) if part)
        text.put(self._before, before)
        self._before.setVisible(bool(before))
        self.name.set_outside(name)
        self.name.setVisible(bool(name))
        self.after.set_made(after)
        self.after.setVisible(bool(after))
        self.setVisible(self.says)

    @property
    def says(self) -> bool:
        """Whether there is anything on it."""
        return bool(self._before.text() or self.name.whole or self.after.whole)


def _words(face: CardFace, back_key: str) -> tuple[str, str, str]:
    card = face.card
    if face.transferring:
        to = words.word("card.transferring_to", name=face.target) if face.target else ""
        back = words.word("card.transferring_esc", shortcut=back_key)
        return "", "", " · ".join(part for part in (to, back) if part)
    if card.came_back and card.slot is not None:
        return "", "", words.word("card.came_back", slot=card.slot)
    if card.end is not None:
        # What is over is one quiet line: it goes in ten seconds.
        after = " · ".join(p for p in (number_line(card), words.end(card.end, card.taken_by)) if p)
        return "", name_of(card), after
    return _came_by(card)


def _came_by(card: Card) -> tuple[str, str, str]:
    if card.via_number is None and not card.via_name:
        return "", "", way_of(card)
    number = "" if card.via_number is None else text.isolate(card.via_number.text)
    after = f"({number})" if card.via_name and number else ""
    return words.word("card.via"), card.via_name or number, after


def _beside(one: Beside) -> str:
    name = text.isolate(one.name) if one.name else words.word("pop.caller_withheld")
    return words.word("card.invited", name=name) if one.rings else name
