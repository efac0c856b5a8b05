"""The search box of the header, and the list under it.

The list is a child of the window, no pop-up: it takes neither the focus nor the keyboard, so the
call keys go on working while somebody searches.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.commands import Verb
from ctiapp.model.dialpolicy import Doubt
from ctiapp.model.notice import Notice
from ctiapp.model.number import display
from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.calls.people import Lamp, Person
from ctiapp.ui.contacts.viewmodel import kind_word
from ctiapp.ui.kit import KeyButton, key_cap, label
from ctiapp.ui.people.offers import reached
from ctiapp.ui.search.cover import Cover
from ctiapp.ui.search.matchrow import MatchRow
from ctiapp.ui.search.viewmodel import SHOWN, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from ctiapp.model.directory import PersonKey
    from ctiapp.model.number import Number
    from ctiapp.services.lookup import Match
    from ctiapp.ui.search.viewmodel import Errand, Face

_SHAPES = "中abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Letters that are drawn once: their shapes, and the fonts they are in, are there for a name."""
_FAR = 10_000
"""So far from the window nothing of it is seen, in device-independent pixels."""
_PLACES = ("queue", "ivr", "ring_group", "conference")


class SearchBox(QLineEdit):
    """The box.

    Signals:
        typed: the text changed under the user's hands.
        entered: Enter.
        moved: an arrow: 1 down, -1 up.
        left: the focus went elsewhere.
        taken: the focus came.
        entered_safely: Enter with Ctrl: a transfer shall be a safe one.
    """

    typed = Signal(str)
    entered = Signal()
    moved = Signal(int)
    left = Signal()
    taken = Signal()
    entered_safely = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._chip = ""
        self.setProperty("role", "search")
        self.setPlaceholderText(words.word("search.placeholder"))
        self.setMaxLength(200)
        self.setTextMargins(22, 0, 34, 0)
        self.setMinimumWidth(160)
        self.textEdited.connect(self.typed)

    def set_key(self, key: str) -> None:
        """Print this key in the box; empty: none."""
        self._key = key
        name = words.word("search.name")
        self.setAccessibleName(f"{name}, {key}" if key else name)
        self.update()

    def set_errand(self, errand: Errand | None) -> None:
        """Show at its beginning what a target is chosen for; None: somebody is to be called."""
        key = "" if errand is None else _CHOOSE[errand.verb]
        chip = "" if errand is None else words.word(key, name=errand.name)
        if chip == self._chip:
            return
        self._chip = chip
        self._make_room()
        name = text.bare(chip) or words.word("search.name")
        self.setAccessibleName(f"{name}, {self._key}" if self._key and not chip else name)
        if chip:
            announce(self, name, urgent=True)
        self.update()

    @property
    def chip(self) -> str:
        """What a target is chosen for, as it shows; empty where nobody's is."""
        return text.bare(self._chip)

    def _chip_font(self) -> QFont:
        return theme.font(theme.SCALE.label, QFont.Weight.DemiBold)

    def _chip_width(self) -> int:
        if not self._chip:
            return 0
        wanted = QFontMetrics(self._chip_font()).horizontalAdvance(self.chip) + 20
        return min(wanted, self.width() * 3 // 5)

    def _make_room(self) -> None:
        left = self._chip_width() + 4 if self._chip else 22
        self.setTextMargins(left, 0, 40 if self._chip else 34, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow box has a narrow chip."""
        super().resizeEvent(event)
        self._make_room()

    def put_text(self, shown: str) -> None:
        """Show this text; the cursor stays where it was where nothing changed."""
        if self.text() != shown:
            self.setText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter belong to the list; everything else types."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A key held down must not answer the question that it has just raised.
            if event.isAutoRepeat():
                return
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.entered_safely.emit()
            else:
                self.entered.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that somebody searches."""
        super().focusInEvent(event)
        self.taken.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that nobody searches any more."""
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the glass and the key cap into the box."""
        super().paintEvent(event)
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chip:
            self._paint_chip(painter)
            self._paint_cap(painter, "Esc")
            return
        drawn = icons.pixmap("search", colours.dim, 16, self.devicePixelRatioF())
        painter.drawPixmap(11, (self.height() - 16) // 2, drawn)
        if self._key:
            self._paint_cap(painter, self._key)

    def _paint_chip(self, painter: QPainter) -> None:
        box = QRectF(4.5, 4.5, self._chip_width() - 1, self.height() - 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent.soft"))
        painter.drawRoundedRect(box, theme.SIZES.radius_s, theme.SIZES.radius_s)
        painter.setFont(self._chip_font())
        painter.setPen(theme.colour("accent.on_soft"))
        room = box.adjusted(8, 0, -6, 0)
        shown = QFontMetrics(self._chip_font()).elidedText(
            self.chip, Qt.TextElideMode.ElideMiddle, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text.isolate(shown))

    def _paint_cap(self, painter: QPainter, key: str) -> None:
        font = theme.font(theme.SCALE.caption)
        wide = max(22, QFontMetrics(font).horizontalAdvance(key_cap(key)) + 12)
        cap = QRectF(self.width() - wide - 9.5, (self.height() - 21) / 2, wide, 21)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("bar"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(theme.colour("dim"))
        painter.setFont(font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key_cap(key))


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


_CHOOSE = {
    Verb.TRANSFER: "choose.transfer",
    Verb.CONSULT: "choose.consult",
    Verb.SAFE_TRANSFER: "choose.safe",
    Verb.ADD: "choose.add",
}
_TRANSFERS = frozenset({Verb.TRANSFER, Verb.SAFE_TRANSFER})
"""What tells its ways before anything is typed."""
_INSTEAD = {"search.hint": "hint", "search.call_typed": "typed", "search.dialling": "sending"}


def _said(key: str, verb: Verb | None) -> str:
    """The key of a text about calling, or of the one that stands in its place."""
    return key if verb is None else f"{_CHOOSE[verb]}_{_INSTEAD[key]}"


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
