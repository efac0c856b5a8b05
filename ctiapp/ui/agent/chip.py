"""The chips of the header: how one stands as an agent, and one's presence; each opens its panel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ctiapp.model.directory import Presence
from ctiapp.services.agentfacts import AgentVerb, MyDay, Standing
from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.agent import looks
from ctiapp.ui.agent.viewmodel import stale_s
from ctiapp.ui.ages import ticker
from ctiapp.ui.shapes import Shape, draw_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent

_PAD, _EDGE, _GAP, _CHEVRON = 12, 9, 7, 12
_LEAST = 40
"""What is cut narrower than this says nothing any more."""
_REASON = 150
"""A reason is cut at this width: the PBX lets it be long."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a chip.

    Attributes:
        shown: the word, made of isolated parts.
        keep: where there is no room, the piece of the lowest number goes first.
        strong: heavy.
        dim: of less weight than the rest.
        after: what parts it from the one before it.
        most: the width at which it is cut; 0: there is none.
        cuts: whether it may be cut where there is no room, rather than left out.
    """

    shown: str
    keep: int
    strong: bool = False
    dim: bool = True
    after: str = " · "
    most: int = 0
    cuts: bool = False


class Chip(QPushButton):
    """A rounded button: a shape, pieces of text and an arrow down. It opens something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._shape = "gone", Shape.NONE
        self._pieces: tuple[Piece, ...] = ()
        self._faded = False
        self.setProperty("kind", "chip")
        # A click must not take the focus from the panel: the panel closes when it loses it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(theme.SIZES.control)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fonts = {
            strong: _digits(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            for strong in (True, False)
        }

    def set_look(
        self, tone: str, shape: Shape, pieces: Sequence[Piece], *, faded: bool = False
    ) -> None:
        """Show these; ``faded``: it is not known whether they still hold."""
        look = (tone, shape, tuple(pieces), faded)
        if look == (self._tone, self._shape, self._pieces, self._faded):
            return
        wide = self.sizeHint().width()
        self._tone, self._shape, self._pieces, self._faded = look
        if self.sizeHint().width() != wide:
            self.updateGeometry()
        self.update()

    @property
    def shown(self) -> str:
        """Everything it says, whether there is room for it or not."""
        said = "".join(
            piece.shown if index == 0 else piece.after + piece.shown
            for index, piece in enumerate(self._pieces)
        )
        return text.bare(said)

    @property
    def look(self) -> tuple[str, Shape]:
        """Its tone and shape."""
        return self._tone, self._shape

    @property
    def faded(self) -> bool:
        """Whether it says by its shape's colour that it may be old."""
        return self._faded

    def sizeHint(self) -> QSize:
        """Room for all pieces."""
        return QSize(self._frame() + sum(self._widths(self._pieces)), self.height())

    def minimumSizeHint(self) -> QSize:
        """Room for what is never left out: the first word."""
        return QSize(self._frame() + sum(self._widths(self._pieces[:1])), self.height())

    @staticmethod
    def _frame() -> int:
        return 2 * _PAD + _EDGE + _GAP + _GAP + _CHEVRON

    def _widths(self, pieces: Sequence[Piece]) -> list[int]:
        found = []
        for index, piece in enumerate(pieces):
            metrics = QFontMetrics(self._fonts[piece.strong])
            wide = metrics.horizontalAdvance(text.bare(piece.shown)) + 1
            if piece.most:
                wide = min(wide, piece.most)
            if index:
                wide += QFontMetrics(self._fonts[False]).horizontalAdvance(piece.after)
            found.append(wide)
        return found

    def _fitting(self, room: int) -> tuple[Piece, ...]:
        pieces = list(self._pieces)
        while len(pieces) > 1:
            widths = self._widths(pieces)
            over = sum(widths) - room
            if over <= 0:
                break
            index = min(range(1, len(pieces)), key=lambda at: pieces[at].keep)
            least = pieces[index]
            sign = QFontMetrics(self._fonts[False]).horizontalAdvance(least.after)
            left = widths[index] - sign - over
            if least.cuts and left >= _LEAST:
                pieces[index] = replace(least, most=left)
                break
            del pieces[index]
        return tuple(pieces)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the style's box, then shape, pieces and arrow."""
        super().paintEvent(event)
        colours = theme.tokens()
        painter = QPainter(self)
        ink = colours.gone.strong if self._faded else colours.tone(self._tone).strong
        top = (self.height() - _EDGE) / 2
        painter.save()
        draw_shape(painter, self._shape, QRectF(_PAD, top, _EDGE, _EDGE), QColor(ink))
        painter.restore()
        left = _PAD + _EDGE + _GAP
        room = self.width() - self._frame()
        for index, piece in enumerate(self._fitting(room)):
            if index:
                left = self._put(painter, Piece(piece.after, 0), left)
            shown, font = piece.shown, self._fonts[piece.strong]
            most = piece.most or room
            metrics = QFontMetrics(font)
            if metrics.horizontalAdvance(text.bare(shown)) > most:
                cut = metrics.elidedText(text.bare(shown), Qt.TextElideMode.ElideRight, most)
                shown = text.isolate(cut)
            left = self._put(painter, replace(piece, shown=shown), left)
        drawn = icons.pixmap("chevron-down", colours.dim, _CHEVRON, self.devicePixelRatioF())
        corner = (self.height() - _CHEVRON) // 2
        painter.drawPixmap(self.width() - _PAD - _CHEVRON + 2, corner, drawn)

    def _put(self, painter: QPainter, piece: Piece, left: int) -> int:
        font = self._fonts[piece.strong]
        wide = QFontMetrics(font).horizontalAdvance(text.bare(piece.shown))
        painter.setFont(font)
        colours = theme.tokens()
        quiet = piece.dim and not piece.strong
        painter.setPen(QColor(colours.dim if quiet else colours.text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), flags, piece.shown)
        return left + wide


def _digits(weight: QFont.Weight) -> QFont:
    font = theme.font(theme.SCALE.body, weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


class StandingChip(Chip):
    """How one stands as an agent, and since when; counted while it is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = MyDay()
        self._live = True
        self._ticker = ticker()
        self._counts = False

    def show_day(self, day: MyDay, *, live: bool) -> None:
        """Show this; ``live``: the link is up."""
        self._day, self._live = day, live
        self._counts = any(moment is not None for moment in (day.since, day.wrap_up_ends, day.told))
        self.refresh()
        self._name()
        if self._counts and self.isVisible():
            self._ticker.add(self)
        else:
            self._ticker.drop(self)

    def refresh(self) -> None:
        """Show the clock as it is now."""
        day, now_s = self._day, self._ticker.clock()
        old_s = stale_s(day.told, now_s, live=self._live, queues=day.total)
        tone, shape = looks.STANDINGS[day.standing]
        pieces = [Piece(looks.standing_word(day.standing), 9, strong=True)]
        if day.reason:
            pieces.append(Piece(text.isolate(day.reason), 4, most=_REASON, cuts=True))
        pieces.append(Piece(self._clock(now_s), 8, strong=True, after="  "))
        if old_s is not None:
            pieces.append(Piece(words.word("agent.as_of", age=words.age(old_s)), 6))
        elif not self._live:
            pieces.append(Piece(words.word("agent.stale"), 6))
        pieces += [
            Piece(words.word(f"agent.pending_{verb.value}"), 7, cuts=True) for verb in _sorted(day)
        ]
        if day.after_call is not None and day.after_call not in day.pending:
            after = words.word(f"agent.after_{day.after_call.value}")
            pieces.append(Piece(after, 5, cuts=True))
        pieces.append(Piece(queues_word(day), 1))
        self.set_look(tone, shape, pieces, faded=old_s is not None or not self._live)

    def _clock(self, now_s: float) -> str:
        day = self._day
        if day.standing is Standing.WRAP_UP and day.wrap_up_ends is not None:
            left = words.age(day.wrap_up_ends.mono_s - now_s)
            return words.word("agent.wrap_up_left", age=left)
        return words.clock(None if day.since is None else now_s - day.since.mono_s)

    def _name(self) -> None:
        """What a reader says: without the running clock, which would never be still."""
        day = self._day
        parts = [looks.standing_word(day.standing), day.reason]
        if day.since is not None:
            parts.append(words.word("agent.since", time=words.clock_time(day.since.at)))
        parts += [words.word(f"agent.pending_{verb.value}") for verb in _sorted(day)]
        if day.after_call is not None:
            parts.append(words.word(f"agent.after_{day.after_call.value}"))
        if not self._live:
            parts.append(words.word("agent.stale"))
        parts.append(queues_word(day))
        said = text.bare(", ".join(part for part in parts if part))
        if said != self.accessibleName():
            self.setAccessibleName(said)
            self.setAccessibleDescription(words.word("agent.chip_hint"))
            self.setToolTip(text.for_tooltip(said))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count."""
        super().showEvent(event)
        if self._counts:
            self.refresh()
            self._ticker.add(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting: nobody sees it."""
        super().hideEvent(event)
        self._ticker.drop(self)


def _sorted(day: MyDay) -> list[AgentVerb]:
    return sorted(day.pending, key=lambda verb: verb.value)


def queues_word(day: MyDay) -> str:
    """In how many queues one can be rung, and of how many where not in all one is logged in to."""
    if day.standing is Standing.LOGGED_OFF or not day.paused or day.paused >= day.logged_in:
        return words.plural("queues", day.logged_in or day.total)
    return words.word("agent.queues_of", ready=day.logged_in - day.paused, total=day.logged_in)


class PresenceChip(Chip):
    """One's own presence."""

    def show_presence(self, day: MyDay, *, live: bool) -> None:
        """Show this; ``live``: the link is up."""
        presence = day.presence or Presence.UNKNOWN
        tone, shape = looks.PRESENCES[presence]
        word = looks.presence_word(presence)
        pieces = [Piece(word, 9, dim=False)]
        if day.presence_pending is not None:
            asked = words.word("presence.pending", word=looks.presence_word(day.presence_pending))
            pieces.append(Piece(asked, 8, cuts=True))
        self.set_look(tone, shape, pieces, faded=not live)
        said = words.word("presence.chip", word=self.shown)
        if not live:
            said = f"{said}, {words.word('agent.stale')}"
        self.setAccessibleName(text.bare(said))
        self.setToolTip(text.for_tooltip(text.bare(said)))
