"""One queue on the wallboard: big figures that can be read across a room.

Painted by hand, since everything grows with the card: on the full screen the same card is read from
three metres. Each figure that has a threshold says by word, shape and colour how it stands to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ctiapp.services.agentfacts import Alarm
from ctiapp.ui import text, theme, words
from ctiapp.ui.agent import looks
from ctiapp.ui.agent.viewmodel import STALE_S
from ctiapp.ui.ages import ticker
from ctiapp.ui.shapes import Shape, draw_shape

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent

    from ctiapp.ui.queues.viewmodel import BoardFace

WIDTH, HEIGHT = 340, 240
"""The card at its usual size, in device-independent pixels; a bigger one is the same, scaled."""

_PAD, _EDGE, _LINE, _ABOVE = 16, 9, 26, 0.15
_UNKNOWN = "–"
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

ALARM_WORDS = {
    Alarm.FINE: "board.alarm_fine",
    Alarm.SOON: "board.alarm_soon",
    Alarm.LATE: "board.alarm_late",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is painted.

    Attributes:
        value: the figure.
        caption: what it counts.
        alarm: how it stands to its threshold; None: it has none, or is not known.
        note: what must be known to read it; empty where there is nothing.
    """

    value: str
    caption: str
    alarm: Alarm | None = None
    note: str = ""

    @property
    def spoken(self) -> str:
        """What a reader says of it."""
        said = words.word("board.counted", count=self.value, word=self.caption)
        if self.value == _UNKNOWN:
            said = f"{self.caption} {words.word('board.unknown')}"
        if self.note:
            said = f"{said}, {self.note}"
        if self.alarm in (None, Alarm.FINE):
            return said
        return f"{said}, {words.word(ALARM_WORDS[self.alarm])}"


class QueueCard(QAbstractButton):
    """The card; pressed, its callers and agents are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face: BoardFace | None = None
        self._live, self._fresh_s = True, STALE_S
        self._marked: bool | None = None
        self._ticker = ticker()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(WIDTH - 60, HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def face(self) -> BoardFace | None:
        """What it shows."""
        return self._face

    def show_face(self, face: BoardFace, *, live: bool, fresh_s: float = STALE_S) -> None:
        """Show this queue; ``live``: the link is up; ``fresh_s``: what is younger is not old."""
        if (face, live, fresh_s) == (self._face, self._live, self._fresh_s):
            return
        self._face, self._live, self._fresh_s = face, live, fresh_s
        self._name()
        self.update()

    def set_marked(self, possible: bool | None) -> None:
        """Show that a carried call would go here, and whether it can; None: none would."""
        if possible is not self._marked:
            self._marked = possible
            self.update()

    @property
    def marked(self) -> bool | None:
        """Whether a carried call that is over it can go here; None where none is."""
        return self._marked

    # -- what it says ----------------------------------------------------------------------------

    def figures(self) -> tuple[Figure, Figure, Figure, Figure, Figure | None]:
        """Waiting, longest wait, ringing, talking, service level (None: the PBX names no time)."""
        face, now_s = self._face, self._ticker.clock()
        if face is None:
            raise RuntimeError("nothing to show yet")
        longest = words.age(face.longest_s(now_s))
        alarms = (face.waiting_alarm, face.longest_alarm(now_s))
        if face.waiting == 0:
            # Nobody waits: that needs no praise.
            longest, alarms = words.age(0), (None, None)
        level = None
        if face.level_s is not None:
            value = _UNKNOWN
            if face.level is not None:
                value = words.word("board.percent", percent=face.level)
            seconds, target = face.level_s, face.target
            caption = words.word("board.level", seconds=seconds)
            if target is not None:
                caption = words.word("board.level_of", seconds=seconds, target=target)
            note = ""
            if face.level_since is not None:
                time = words.clock_time(face.level_since.at)
                note = words.word("board.level_since", time=time)
            level = Figure(value, caption, face.level_alarm, note)
        return (
            Figure(_count(face.waiting), words.word("board.waiting"), alarms[0]),
            Figure(longest, words.word("board.longest"), alarms[1]),
            Figure(_count(face.ringing), words.word("board.ringing")),
            Figure(_count(face.talking), words.word("board.talking")),
            level,
        )

    @property
    def age(self) -> str:
        """How old what is shown is, in words; that it is not known, where nothing was told."""
        face = self._face
        if face is None or face.told is None:
            return words.word("board.unknown")
        age = words.age(self._ticker.clock() - face.told.mono_s)
        return text.bare(words.word("agent.as_of", age=age))

    @property
    def old(self) -> bool:
        """Whether what is shown may no longer hold."""
        face = self._face
        if face is None or face.told is None:
            return True
        return not self._live or self._ticker.clock() - face.told.mono_s > self._fresh_s

    def _name(self) -> None:
        face = self._face
        if face is None:
            return
        facts = [figure.spoken for figure in self.figures() if figure is not None]
        for standing, count in face.standings or ():
            facts.append(
                words.word("board.counted", count=count, word=looks.standing_word(standing))
            )
        # Joined here: as one parameter of a sentence the facts would be cut.
        who = words.word("board.card_spoken", queue=face.name, number=face.number)
        said = text.bare(f"{who} {', '.join(facts)}")
        if said != self.accessibleName():
            self.setAccessibleName(said)
            self.setToolTip(text.for_tooltip(text.bare(face.name)))

    def refresh(self) -> None:
        """A second has passed."""
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count."""
        super().showEvent(event)
        self._ticker.add(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting: nobody sees it."""
        super().hideEvent(event)
        self._ticker.drop(self)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the other scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def sizeHint(self) -> QSize:
        """The usual size."""
        return QSize(WIDTH, HEIGHT)

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card at the size it has."""
        face = self._face
        if face is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter, face)
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        scale = max(1.0, scale)
        painter.scale(scale, scale)
        # What room is left goes above and below it, the same for all cards beside each other.
        width, height = self.width() / scale, self.height() / scale
        spare = height - HEIGHT
        top = max(0.0, spare) * _ABOVE
        listed = min(len(face.callers), int((spare - top) // _LINE))
        painter.translate(QPointF(0.0, top))
        content = _Content(painter, width)
        content.paint(self, face)
        if listed > 0:
            content.callers(face, listed, self._ticker.clock())

    def _paint_box(self, painter: QPainter, face: BoardFace) -> None:
        colours = theme.tokens()
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        radius = float(theme.SIZES.radius_l)
        shape = QPainterPath()
        shape.addRoundedRect(box, radius, radius)
        hovered = self.underMouse() and not self.isChecked()
        mark = None if self._marked is None else colours.tone("accent" if self._marked else "stop")
        ground = colours.button_hover if hovered else colours.card
        painter.fillPath(shape, QColor(ground if mark is None else mark.soft))
        worst = face.worst(self._ticker.clock())
        if worst is not Alarm.FINE:
            painter.save()
            painter.setClipRect(QRectF(box.left(), box.top(), theme.SIZES.bar, box.height()))
            painter.fillPath(shape, QColor(colours.tone(looks.ALARMS[worst][0]).strong))
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        framed = self.isChecked() or self.hasFocus() or mark is not None
        line = colours.link if framed else colours.line
        painter.setPen(QPen(QColor(line if mark is None else mark.strong), 2 if framed else 1))
        painter.drawPath(shape)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.link), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), radius - 4, radius - 4)


class _Content:
    """What stands in a card, painted at the usual size."""

    def __init__(self, painter: QPainter, width: float) -> None:
        self._painter = painter
        self._right = width - _PAD
        self._room = width - 2 * _PAD

    def paint(self, card: QueueCard, face: BoardFace) -> None:
        """Paint everything."""
        waiting, longest, ringing, talking, level = card.figures()
        self._head(card, face)
        half = self._room / 2
        self._big(waiting, _PAD, half)
        self._big(longest, _PAD + half, half)
        # Three small ones: the widest is the service level.
        third = 72.0
        self._small(ringing, _PAD, third)
        self._small(talking, _PAD + third, third)
        if level is not None:
            self._small(level, _PAD + 2 * third, self._room - 2 * third)
        self._standings(face)

    def callers(self, face: BoardFace, count: int, now_s: float) -> None:
        """Who waits, below everything else, where the card has the room."""
        top = float(HEIGHT - 8)
        for caller in face.callers[:count]:
            age = words.age(now_s - caller.since_s)
            box = QRectF(_PAD, top, self._room, _LINE)
            wide = self._text(age, box, theme.SCALE.body, bold=True, flags=_RIGHT)
            name = caller.name or words.word("pop.caller_withheld")
            room = QRectF(_PAD, top, self._room - wide - 12, _LINE)
            self._text(name, room, theme.SCALE.body)
            top += _LINE

    def _text(
        self,
        shown: str,
        box: QRectF,
        pixels: int,
        *,
        bold: bool = False,
        colour: str = "text",
        flags: Qt.AlignmentFlag = _LEFT,
    ) -> float:
        """Paint one line, cut where it must be; answers how wide it is."""
        font = _font(shown, pixels, bold=bold)
        metrics = QFontMetricsF(font)
        whole = text.bare(shown)
        cut = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, box.width())
        self._painter.setFont(font)
        self._painter.setPen(theme.colour(colour))
        self._painter.drawText(box, flags, text.isolate(cut))
        return min(metrics.horizontalAdvance(whole), box.width())

    def _head(self, card: QueueCard, face: BoardFace) -> None:
        colour = "hold.on_soft" if card.old else "dim"
        metrics = QFontMetricsF(_font(card.age, theme.SCALE.small))
        age = metrics.horizontalAdvance(text.bare(card.age))
        self._text(
            card.age,
            QRectF(self._right - age - 2, 12, age + 2, 22),
            theme.SCALE.small,
            colour=colour,
            flags=_RIGHT,
        )
        left = self._right - age - 10
        if card.old:
            mark = QRectF(left - _EDGE + 2, 12 + (22 - _EDGE) / 2, _EDGE, _EDGE)
            draw_shape(self._painter, Shape.TRIANGLE, mark, theme.colour(colour))
            left -= _EDGE + 6
        number = QFontMetricsF(theme.font(theme.SCALE.body)).horizontalAdvance(face.number) + 8
        room = max(40.0, left - _PAD - number - 8)
        wide = self._text(face.name, QRectF(_PAD, 12, room, 22), theme.SCALE.heading, bold=True)
        box = QRectF(_PAD + wide + 8, 12, number, 22)
        self._text(face.number, box, theme.SCALE.body, colour="dim")

    def _big(self, figure: Figure, left: float, room: float) -> None:
        quiet = figure.value in (_UNKNOWN, words.age(0))
        colour = "dim" if quiet else "text"
        if figure.alarm in (Alarm.SOON, Alarm.LATE):
            colour = f"{looks.ALARMS[figure.alarm][0]}.strong"
        box = QRectF(left, 40, room - 4, 50)
        self._text(figure.value, box, 44, bold=True, colour=colour)
        wide = self._text(figure.caption, QRectF(left, 90, room, 20), theme.SCALE.label)
        self._pill(figure.alarm, left + wide + 8, 90, room - wide - 12)

    def _small(self, figure: Figure, left: float, room: float) -> None:
        alarmed = figure.alarm in (Alarm.SOON, Alarm.LATE)
        colour = "text" if figure.value != _UNKNOWN else "dim"
        if alarmed and figure.alarm is not None:
            colour = f"{looks.ALARMS[figure.alarm][0]}.strong"
        value = figure.value
        wide = self._text(value, QRectF(left, 120, room - 4, 28), 22, bold=True, colour=colour)
        self._pill(figure.alarm, left + wide + 8, 124, room - wide - 8)
        box = QRectF(left, 147, room - 4, 18)
        self._text(figure.caption, box, theme.SCALE.small, colour="dim")
        box = QRectF(left, 162, room - 4, 18)
        self._text(figure.note, box, theme.SCALE.small, colour="dim")

    def _pill(self, alarm: Alarm | None, left: float, top: float, room: float) -> None:
        """The word for how a figure stands to its threshold."""
        if alarm is None:
            return
        name, shape = looks.ALARMS[alarm]
        tone = theme.tokens().tone(name)
        word = words.word(ALARM_WORDS[alarm])
        font = theme.font(theme.SCALE.small, QFont.Weight.Bold)
        lead = 12 if shape is not Shape.NONE else 0
        wide = QFontMetricsF(font).horizontalAdvance(word) + 2 * 7 + lead
        shown = wide <= room
        box = QRectF(left, top, wide if shown else 21, 20)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(tone.strong if alarm is Alarm.LATE else tone.soft))
        self._painter.drawRoundedRect(box, 5, 5)
        ink = QColor(tone.on_strong if alarm is Alarm.LATE else tone.on_soft)
        mark = QRectF(left + 7, top + 6.5, 7, 7)
        draw_shape(self._painter, shape, mark, ink)
        if shown:
            self._painter.setPen(ink)
            self._painter.setFont(font)
            left += 7 + lead
            self._painter.drawText(QRectF(left, top, wide, 20), _LEFT, word)

    def _standings(self, face: BoardFace) -> None:
        if face.standings is None:
            box = QRectF(_PAD, 187, self._room, 20)
            self._text(words.word("agent.unknown"), box, theme.SCALE.label, colour="dim")
            return
        font = theme.font(theme.SCALE.label)
        metrics = QFontMetricsF(font)
        left, top = float(_PAD), 185.0
        for standing, count in face.standings:
            tone, shape = looks.STANDINGS[standing]
            word = looks.standing_word(standing)
            said = text.bare(words.word("board.counted", count=count, word=word))
            wide = _EDGE + 6 + metrics.horizontalAdvance(said)
            if left > _PAD and left + wide > self._right + 1:
                left, top = float(_PAD), top + 22
            mark = QRectF(left, top + (20 - _EDGE) / 2, _EDGE, _EDGE)
            self._painter.save()
            draw_shape(self._painter, shape, mark, theme.colour(f"{tone}.strong"))
            self._painter.restore()
            box = QRectF(left + _EDGE + 6, top, self._right - left - _EDGE - 6, 20)
            self._text(said, box, theme.SCALE.label)
            left += wide + 14


def _font(shown: str, pixels: int, *, bold: bool = False) -> QFont:
    font = theme.font(pixels, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if ":" in shown:
        font.setFeature(QFont.Tag("tnum"), 1)  # it counts, and must not tremble
    return font


def _count(value: int | None) -> str:
    return _UNKNOWN if value is None else str(value)
