"""One person as a tile: the marks, the words, and the painting, for every list of people.

Two sizes: two lines in a tile, or one line for big offices. What a tile shows is said by shape and
word, never by colour alone, and the whole of it is spoken (`spoken`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ctiapp.model.engagement import Doing
from ctiapp.ui import text, theme, words
from ctiapp.ui.ages import ticker
from ctiapp.ui.calls.people import Lamp
from ctiapp.ui.lines import Lines
from ctiapp.ui.people.stamps import Ground, Grounds
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QRegion

    from ctiapp.model.engagement import Engagement
    from ctiapp.model.number import Number
    from ctiapp.ui.calls.people import Person

LOOKS: dict[Lamp, tuple[Shape, str]] = {
    Lamp.FREE: (Shape.CIRCLE, "go.strong"),
    Lamp.TALKING: (Shape.SQUARE, "stop.strong"),
    Lamp.RINGING: (Shape.TRIANGLE, "ring.strong"),
    Lamp.DO_NOT_DISTURB: (Shape.STOP, "stop.strong"),
    Lamp.AWAY: (Shape.HALF, "hold.strong"),
    Lamp.LUNCH: (Shape.BARS, "hold.strong"),
    Lamp.BUSINESS_TRIP: (Shape.ARROW, "accent.strong"),
    Lamp.OFF_WORK: (Shape.CROSS, "idle"),
    Lamp.UNREGISTERED: (Shape.SLASH, "idle"),
    Lamp.UNKNOWN: (Shape.DASH, "idle"),
}
"""Shape and colour; a presence has the shape of the header's chip (`ctiapp.ui.agent.looks`)."""

GAP = 8
"""Between two tiles."""

_AT_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_AT_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_NAME, _SMALL, _DIGITS, _AGE = range(4)
"""The fonts of a tile: of the name, of the line below it, of the number and of the age."""

Index = QModelIndex | QPersistentModelIndex


class TileSize(StrEnum):
    """How much of a person is shown; the value is its name in the settings."""

    TILES = "tiles"
    COMPACT = "compact"


HEIGHTS = {TileSize.TILES: 56, TileSize.COMPACT: 36}
LEAST_WIDTHS = {TileSize.TILES: 180, TileSize.COMPACT: 260}


def lamp_word(lamp: Lamp) -> str:
    """What a lamp means."""
    return words.word(f"lamp.{lamp.value}")


def number_name(number: Number, shown: str) -> str:
    """A number where nobody is known."""
    return words.word("pop.caller_withheld") if number.withheld else shown


_DOINGS = {
    Doing.TALKING: "tile.with",
    Doing.CALLING: "tile.calls",
    Doing.RINGING: "tile.rings",
}


def doing_line(engaged: Engagement, name_of: Callable[[Number, bool], str]) -> str:
    """What somebody does in a call: ``With Jay Prichett``; empty where with nobody known."""
    other = engaged.other or engaged.via
    if other is None:
        return ""
    name = name_of(other, engaged.inside)
    # A sentence of its own: in Chinese a blank stands about a name, and none about "you".
    key = _DOINGS[engaged.doing]
    said = words.word(f"{key}_you" if name == words.word("tile.you") else key, name=name)
    return words.word("tile.more", who=said, count=engaged.more) if engaged.more else said


def state_line(who: Person, name_of: Callable[[Number, bool], str]) -> str:
    """The line below a name: what they do and with whom, else their state and department."""
    if who.engaged is not None:
        said = doing_line(who.engaged, name_of)
        if said:
            return said
    parts = [lamp_word(who.lamp)]
    if who.presence is not None and who.lamp is Lamp.UNREGISTERED:
        parts.append(lamp_word(who.presence))
    elif who.engaged is None and who.department:
        parts.append(text.isolate(who.department))
    return " · ".join(parts)


def talk_s(who: Person, now_s: float) -> float | None:
    """For how long somebody has talked, in seconds; None where that was not seen to begin."""
    since = None if who.engaged is None else who.engaged.since
    return None if since is None else max(0.0, now_s - since.mono_s)


def shows_age(who: Person) -> bool:
    """Whether an age belongs to a tile, known or not: to a talk, and to nothing else."""
    return who.lamp is Lamp.TALKING and (who.engaged is None or who.engaged.doing is Doing.TALKING)


def spoken(who: Person, name_of: Callable[[Number, bool], str], now_s: float) -> str:
    """The whole tile as a sentence: name, number, department, state, with whom, how long."""
    outside = (who.name, who.number.text, who.department)
    parts = [*(text.plain(each) for each in outside), lamp_word(who.lamp)]
    if who.presence is not None:
        parts.append(lamp_word(who.presence))
    if who.engaged is not None:
        parts.append(doing_line(who.engaged, name_of))
    if shows_age(who):
        seconds = talk_s(who, now_s)
        if seconds is not None:
            parts.append(words.age_spoken(seconds))
    return text.bare(", ".join(part for part in parts if part))


class TilePainter(QStyledItemDelegate):
    """Paints people.

    Args:
        parent: the list.
        person_at: who stands in a row.
        name_of: who has a number, and whether that is an extension: their name, else the number
            as it is written.
        choice: whether the one with the keyboard stays marked while it is elsewhere.
    """

    def __init__(
        self,
        parent: QWidget,
        person_at: Callable[[int], Person],
        name_of: Callable[[Number, bool], str],
        *,
        choice: bool = False,
    ) -> None:
        super().__init__(parent)
        self._person_at = person_at
        self._name_of = name_of
        self._choice = choice
        self._size = TileSize.TILES
        self._grid = QSize(LEAST_WIDTHS[self._size], HEIGHTS[self._size] + GAP)
        self.marked: tuple[Number, bool] | None = None
        """Whom a call that is being carried would reach, and whether it can."""
        self.torn: QRegion | None = None
        """What the paint that runs now is about; other tiles are passed over. None: everything."""
        age = theme.font(theme.SCALE.small, QFont.Weight.DemiBold)
        age.setFeature(QFont.Tag("tnum"), 1)
        sizes = (theme.SCALE.body, theme.SCALE.small, theme.SCALE.label)
        self._lines = Lines([*map(theme.font, sizes), age])
        self._grounds = Grounds()

    def use_names(self, name_of: Callable[[Number, bool], str]) -> None:
        """Ask this who has a number."""
        self._name_of = name_of

    @property
    def size(self) -> TileSize:
        """Tiles, or one line each."""
        return self._size

    def set_size(self, size: TileSize) -> None:
        """Paint tiles, or one line each."""
        self._size = size

    def fit(self, width: int) -> QSize:
        """Take the cells that fill so wide a list, and answer their size."""
        columns = max(1, width // (LEAST_WIDTHS[self._size] + GAP))
        self._grid = QSize(width // columns, HEIGHTS[self._size] + GAP)
        return self._grid

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All are as wide as the grid."""
        del option
        return self._grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint box, lamp, name, state and number."""
        area: QRect = option.rect
        if self.torn is not None and not self.torn.intersects(area):
            return
        who = self._person_at(index.row())
        box = QRectF(area).adjusted(0.5, 0.5, -GAP - 0.5, -GAP - 0.5)
        painter.save()
        ground = self._grounds.picture(
            self._ground(box, who, option.state), painter.device().devicePixelRatioF()
        )
        painter.drawPixmap(area.topLeft(), ground)
        if self._size is TileSize.TILES:
            self._paint_two(painter, box, who)
        else:
            self._paint_one(painter, box, who)
        painter.restore()

    def _ground(self, box: QRectF, who: Person, state: QStyle.StateFlag) -> Ground:
        here = bool(state & QStyle.StateFlag.State_HasFocus)
        chosen = self._choice and bool(state & QStyle.StateFlag.State_Selected)
        face = "button_hover" if state & QStyle.StateFlag.State_MouseOver else "card"
        line, wide = ("link", 2) if here else ("line", 1)
        if chosen:
            face, line = "accent.soft", "link"
        if self.marked is not None and self.marked[0] == who.number:
            tone = "accent" if self.marked[1] else "stop"
            face, line, wide = f"{tone}.soft", f"{tone}.strong", 2
        radius = 8 if self._size is TileSize.TILES else 6
        shape, colour = LOOKS[who.lamp]
        return Ground(box.width(), box.height(), face, line, wide, radius, shape, colour)

    def _paint_two(self, painter: QPainter, box: QRectF, who: Person) -> None:
        colours = theme.tokens()
        left, right, middle = box.left() + 30, box.right() - 11, box.center().y()
        upper = QRectF(left, middle - 20, right - left, 19)
        lower = QRectF(left, middle + 1, right - left, 19)
        painter.setPen(colours.dim)
        upper.adjust(
            0, 0, -self._right(painter, upper, text.plain(who.number.text, 12), _DIGITS), 0
        )
        if shows_age(who):
            shown = words.age(talk_s(who, ticker().clock()))
            lower.adjust(0, 0, -self._right(painter, lower, shown, _AGE), 0)
        self._left(painter, lower, state_line(who, self._name_of), _SMALL)
        painter.setPen(colours.text)
        self._left(painter, upper, text.plain(who.name), _NAME)

    def _paint_one(self, painter: QPainter, box: QRectF, who: Person) -> None:
        colours = theme.tokens()
        line = box.adjusted(30, 0, -11, 0)
        painter.setPen(colours.dim)
        line.adjust(0, 0, -self._right(painter, line, text.plain(who.number.text, 12), _DIGITS), 0)
        if shows_age(who):
            shown = words.age(talk_s(who, ticker().clock()))
            line.adjust(0, 0, -self._right(painter, line, shown, _AGE), 0)
        name = text.plain(who.name)
        said = state_line(who, self._name_of)
        beside = min(self._lines.wide(text.bare(said), _SMALL) + 2, line.width() * 0.45)
        room = min(self._lines.wide(name, _NAME) + 1, line.width() - beside - GAP)
        self._left(painter, line.adjusted(room + GAP, 0, 0, 0), said, _SMALL)
        painter.setPen(colours.text)
        self._left(painter, line.adjusted(0, 0, room - line.width(), 0), name, _NAME)

    def _right(self, painter: QPainter, line: QRectF, shown: str, font: int) -> float:
        """Paint at the right end; how much of the line that takes, the gap before it included."""
        wide = self._lines.wide(shown, font)
        painter.setFont(self._lines.fonts[font])
        painter.drawText(line.adjusted(line.width() - wide - 2, 0, 0, 0), _AT_RIGHT, shown)
        return wide + 10.0

    def _left(self, painter: QPainter, line: QRectF, shown: str, font: int) -> None:
        painter.setFont(self._lines.fonts[font])
        painter.drawText(line, _AT_LEFT, self._lines.cut(shown, font, int(line.width())))
