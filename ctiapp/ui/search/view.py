"""The list under the search box of the header.

The list is a child of the window, no pop-up: it takes neither the focus nor the keyboard, so the
call keys go on working while somebody searches.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.commands import Verb
from ctiapp.model.dialpolicy import Doubt
from ctiapp.model.notice import Notice
from ctiapp.model.number import display
from ctiapp.ui import text, theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.calls.people import Lamp, Person
from ctiapp.ui.contacts.viewmodel import kind_word
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.people.offers import reached
from ctiapp.ui.search.cover import Cover
from ctiapp.ui.search.matchrow import MatchRow
from ctiapp.ui.search.viewmodel import CHOOSE, SHOWN, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.directory import PersonKey
    from ctiapp.model.number import Number
    from ctiapp.services.lookup import Match
    from ctiapp.ui.search.box import SearchBox
    from ctiapp.ui.search.viewmodel import Errand, Face

_SHAPES = "中abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Letters that are drawn once: their shapes, and the fonts they are in, are there for a name."""
_FAR = 10_000
"""So far from the window nothing of it is seen, in device-independent pixels."""
_PLACES = ("queue", "ivr", "ring_group", "conference")


class SearchResults(Cover):
    """What is shown under the box.

    Signals:
        picked: a match was clicked: its row; -1 for the number as typed.
        agreed: the button of a question was clicked.
        safely: a transfer shall be a safe one.
    """

    picked = Signal(int)
    agreed = Signal()
    safely = Signal()

    def __init__(self, box: SearchBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = box
        self.setAccessibleName(words.word("search.results"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._column.setSpacing(2)
        self.typed_row = self._row(-1)
        self.rows = [self._row(index) for index in range(SHOWN)]
        self.message = label("")
        self.message.setWordWrap(True)
        self.message.setContentsMargins(10, 8, 10, 8)
        self.agree = KeyButton(words.word("search.call"), "Return", kind="accent")
        self.agree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.agree.clicked.connect(self.agreed)
        self._hint = label(words.word("search.hint"), "caption")
        self._hint.setContentsMargins(10, 2, 10, 4)
        self._hint.setWordWrap(True)
        self.safe = KeyButton(words.word("choose.safely"), "Ctrl+Return")
        self.safe.setAccessibleName(f"{words.word('choose.safely_spoken')}, Ctrl+Return")
        self.safe.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.safe.clicked.connect(self.safely)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.safe)
        self._column.addWidget(self.message)
        self._agree = QHBoxLayout()
        self._agree.addWidget(self.agree)
        self._agree.addStretch(1)
        self._column.addLayout(self._agree)
        self._column.addLayout(foot)
        parent.installEventFilter(self)
        box.installEventFilter(self)
        self._said = ""
        self._outline: tuple[object, ...] = ()
        self._found: dict[MatchRow, Person] = {}
        self.hide()

    def warm_up(self) -> None:
        """Have fonts, style and layout ready before the first letter; nobody sees it."""
        if self.isVisible():
            return
        row = self.rows[0]
        row.resize(1200, row.sizeHint().height())
        row.show_parts(_SHAPES, _SHAPES, "+0123456789", marked=True)
        row.grab()
        self.grab()
        row.show_parts("", "", "", marked=False)
        # The first time that it is shown all of the window is painted: here nobody waits for that.
        self.move(-_FAR, 0)
        self.show()
        self.hide()

    def _row(self, index: int) -> MatchRow:
        made = MatchRow(self)
        made.clicked.connect(lambda: self.picked.emit(index))
        self._column.addWidget(made)
        return made

    def show_face(self, face: Face, errand: Errand | None = None) -> None:
        """Show what the box is about, and what for."""
        typing = face.stage is Stage.TYPING
        verb = None if errand is None else errand.verb
        self._show_matches(face, verb, shown=typing)
        message, role = _message(face, self._box.text(), verb)
        safely = errand is not None and errand.safely
        blind = verb is Verb.TRANSFER and not safely
        hint = "choose.transfer_hint_blind" if blind else _said("search.hint", verb)
        self._hint.setText(words.word(hint))
        self.agree.set_word(words.word("search.call") if verb is None else words.verb(verb))
        theme.restyle(self.message, "role", role)
        text.put(self.message, message)
        self.message.setVisible(bool(message))
        asks = face.stage in (Stage.ASKING, Stage.PREFILLED)
        self.agree.setVisible(asks)
        self._agree.setContentsMargins(10, 0, 10, 8 if asks else 0)
        choosing = verb in _TRANSFERS and face.stage is Stage.REST and self._box.hasFocus()
        self._hint.setVisible(typing or choosing)
        self.safe.setVisible(verb is Verb.TRANSFER and safely and (typing or choosing or asks))
        visible = face.open or choosing or (typing and bool(message))
        lines = len(face.matches) + (face.number is not None) if typing else 0
        # Another letter mostly finds as many: then nothing is laid out, and the rows alone repaint.
        outline = (lines, message, role, self._hint.text(), self.safe.isHidden(), asks, choosing)
        stands = visible and self.isVisible() and outline == self._outline
        self._outline = outline
        self.setVisible(visible)
        if visible and not stands:
            self.place()
            self.raise_()
        self._speak(face, message)

    def _show_matches(self, face: Face, verb: Verb | None, *, shown: bool) -> None:
        typed = face.number if shown else None
        self._found = {}
        self.typed_row.setVisible(typed is not None)
        if typed is not None:
            self._found[self.typed_row] = Person(display(typed), typed, Lamp.UNKNOWN)
            call = text.bare(words.word(_said("search.call_typed", verb), number=typed.text))
            marked = face.marked is None
            self.typed_row.show_parts(call, words.word("search.typed_detail"), "", marked=marked)
        matches: Sequence[Match] = face.matches if shown else ()
        several = _several(matches)
        for index, row in enumerate(self.rows):
            row.setVisible(index < len(matches))
            if index < len(matches):
                match = matches[index]
                detail, number = match.detail, match.number_text
                if match.kind == "place" and detail in _PLACES:
                    detail = words.word(f"place.{detail}")
                if match.key in several:
                    # By the number alone nobody knows which of them rings where.
                    kind = kind_word(match.number_kind)
                    detail = f"{kind} · {detail}" if detail else kind
                    number = f"{kind} {number}"
                row.show_parts(match.name, detail, match.number_text, marked=index == face.marked)
                name = reached(match.name, number)
                self._found[row] = Person(name, match.number, Lamp.UNKNOWN, key=match.key)

    def person_at(self, spot: QPoint) -> Person | None:
        """Whose line lies at a point of the screen."""
        row = self.childAt(self.mapFromGlobal(spot))
        return self._found.get(row) if isinstance(row, MatchRow) else None

    def mark(self, number: Number | None, *, possible: bool = True) -> None:
        """Show whom a carried call would reach, and whether it can; None: nobody."""
        for row in (self.typed_row, *self.rows):
            who = self._found.get(row)
            row.set_target(possible if who is not None and who.number == number else None)

    def _speak(self, face: Face, message: str) -> None:
        said = message
        if face.stage is Stage.TYPING and face.marked is not None:
            said = self.rows[face.marked].accessibleName()
        if said and said != self._said:
            announce(self._box, said, urgent=face.stage is not Stage.TYPING)
        self._said = said

    def place(self) -> None:
        """Stand under the box, as wide as it, within the window."""
        window = self.parentWidget()
        if window is None:
            return
        corner = self._box.mapTo(window, QPoint(0, self._box.height() + 4))
        width = max(self._box.width(), 320)
        left = max(8, min(corner.x(), window.width() - width - 8))
        self.setFixedWidth(min(width, window.width() - 16))
        # What was shown or hidden in it just now counts already.
        self._column.invalidate()
        self._column.activate()
        self.adjustSize()
        self.move(left, corner.y())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay under the box when the window changes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)


def _several(matches: Sequence[Match]) -> frozenset[PersonKey]:
    """Who stands there with several of their numbers."""
    counted = Counter(match.key for match in matches if match.key is not None)
    return frozenset(key for key, count in counted.items() if count > 1)


_TRANSFERS = frozenset({Verb.TRANSFER, Verb.SAFE_TRANSFER})
"""What tells its ways before anything is typed."""
_INSTEAD = {"search.hint": "hint", "search.call_typed": "typed", "search.dialling": "sending"}


def _said(key: str, verb: Verb | None) -> str:
    """The key of a text about calling, or of the one that stands in its place."""
    return key if verb is None else f"{CHOOSE[verb]}_{_INSTEAD[key]}"


def _message(face: Face, typed: str, verb: Verb | None) -> tuple[str, str]:
    """The sentence under the box and the style it has."""
    number = "" if face.number is None else face.number.text
    if face.stage is Stage.ASKING:
        asks = "search.ask_premium" if face.doubt is Doubt.PREMIUM else "search.ask"
        return words.word(asks, number=number), "strong"
    if face.stage is Stage.PREFILLED:
        key = "search.prefilled" if verb is None else _said("search.call_typed", verb)
        return words.word(key, number=number), "strong"
    if face.stage is Stage.DIALLING:
        return words.word(_said("search.dialling", verb), number=number), ""
    if face.stage is Stage.FAILED and isinstance(face.notice, Notice):
        return words.say(face.notice), "error"
    if face.stage is Stage.TYPING and not face.matches and face.number is None and typed.strip():
        return words.word("search.nobody", text=typed.strip()[:60]), "dim"
    return "", ""
