"""One pop: a window of its own that can take neither the focus nor a key.

It is made once, polished once and reused. Setting it touches only what has changed.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.ui import text, theme, words
from ctiapp.ui.countdown import Countdown
from ctiapp.ui.kit import Age, CardFrame, ElidedLabel, KeyButton, Pill, Shape, label
from ctiapp.ui.phaselook import show_phase
from ctiapp.ui.screenpop.callerlines import CallerLines
from ctiapp.ui.screenpop.viewmodel import Pop
from ctiapp.ui.why import who_text, why_text

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 420
STEADY_S = 0.3
"""A click this soon after the card came under the pointer was meant for something else."""

CAME_S = 0.1
"""A pointer that is on the card this soon after it stood there was there before it."""

FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


_WARM = Pop(
    call_id=CallId(""),
    ring=0,
    phase=Phase.RINGING,
    name="",
    number="+0123456789",
    company="abcdefghijklmnopqrstuvwxyz",
    via_name="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    via_number="0",
    did="0",
    trunk="0",
    greet="abcdefghijklmnopqrstuvwxyz",
    since_s=None,
    can_answer=True,
    can_reject=True,
    rejecting=False,
    notice=None,
    received_s=0.0,
)


class PopCard(CardFrame):
    """The card of one ringing or offered call.

    Signals:
        answered: the answer button was clicked (call id).
        rejected: the reject button was clicked (call id).
        accepted: the same button lets an offered call in (call id).
        refused: the other one turns an offered call away (call id).
        painted: this ring's data is on the screen for the first time (call id, ring, when its frame
            arrived, when the paint had returned; both monotonic seconds).
    """

    answered = Signal(object)
    rejected = Signal(object)
    accepted = Signal(object)
    refused = Signal(object)
    painted = Signal(object, int, float, float)

    _painted = Signal(object, int, float, float)

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(None, bar_on_top=True)
        self._clock = clock
        self._pop: Pop | None = None
        self._steady_s = self._placed_s = -math.inf
        self._unseen: tuple[object, int, float] | None = None
        self.setWindowFlags(FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # It is never the active window, and says why a name stands there all the same.
        self.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(WIDTH)
        self._build()
        self._lay_out()
        self._speak()
        self._witness = _Witness(self)
        self._witness.raise_()
        self._witness.seen.connect(self._on_seen)
        # Queued: who listens must not run inside a paint event.
        self._painted.connect(self.painted, Qt.ConnectionType.QueuedConnection)

    def _build(self) -> None:
        self._pill = Pill()
        self._age = Age(bold=False)
        self._age.setProperty("role", "dim")
        self._left = Countdown()
        self._left.hide()
        self._via = Pill()
        self._via.setMaximumWidth(230)
        self._name = ElidedLabel("title")
        self._number = ElidedLabel("dim")
        self._caller = CallerLines()
        self._lift = label()
        self._answer = KeyButton("", "F3", kind="primary", call=True)
        self._reject = KeyButton("", "Shift+F8", call=True)
        self._problem = label("", "error")
        self._problem.setWordWrap(True)
        self._more = label("", "strong")
        for button in (self._answer, self._reject):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._answer.clicked.connect(self._on_answer)
        self._reject.clicked.connect(self._on_reject)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._pill)
        top.addWidget(self._age)
        top.addWidget(self._left)
        top.addStretch(1)
        top.addWidget(self._via)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        self._answer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons.addWidget(self._answer, 1)
        buttons.addWidget(self._lift, 1)
        buttons.addWidget(self._reject)
        column = QVBoxLayout(self)
        pad = theme.SIZES.pad
        column.setContentsMargins(pad + 1, pad + theme.SIZES.bar, pad + 1, pad)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(12)
        column.addWidget(self._name)
        column.addSpacing(2)
        column.addWidget(self._number)
        column.addWidget(self._caller)
        column.addSpacing(12)
        column.addLayout(buttons)
        column.addWidget(_spaced(self._problem, 8))
        column.addWidget(_spaced(self._more, 10))

    def _speak(self) -> None:
        """Say what never changes, in the language in use."""
        self.setWindowTitle(words.word("pop.window"))
        text.put(self._lift, words.word("pop.lift"))
        self._name_buttons(offered=False)

    def _name_buttons(self, *, offered: bool) -> None:
        """An offered call is accepted or refused: there is no phone to answer yet."""
        yes = words.verb(Verb.ACCEPT_INBOUND) if offered else words.word("pop.answer")
        self._answer.set_word(yes)
        self._reject.set_word(words.verb(Verb.REFUSE_INBOUND if offered else Verb.REJECT))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the other language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
            if self._pop is not None:
                pop, unseen = self._pop, self._unseen
                self._pop = None
                self.show_pop(pop)
                self._unseen = unseen

    @property
    def pop(self) -> Pop | None:
        """What it shows."""
        return self._pop

    def set_keys(self, answer: str, reject: str) -> None:
        """Print other keys on the buttons."""
        self._answer.set_key(answer)
        self._reject.set_key(reject)

    def show_pop(self, pop: Pop) -> None:
        """Show this; does not make the window visible."""
        before, self._pop = self._pop, pop
        if pop == before:
            return
        if before is None or (before.call_id, before.ring) != (pop.call_id, pop.ring):
            self._unseen = (pop.call_id, pop.ring, pop.received_s)
            self._witness.update()
        if before is not None and (before.call_id, before.phase) != (pop.call_id, pop.phase):
            # A click that was on its way to let them in must not answer, nor refuse what rings.
            self._steady_s = self._clock() + STEADY_S
        show_phase(self._pill, pop.phase)
        self.set_tone("ring")
        self._age.set_since(pop.since_s)
        self._age.setVisible(not pop.offered)
        self._left.set_until(pop.until_s)
        self._left.setVisible(pop.offered)
        self._name_buttons(offered=pop.offered)
        via = " ".join(part for part in (text.isolate(pop.via_name, 60), pop.via_number) if part)
        self._via.setVisible(bool(via))
        if via:
            self._via.set_look(via, "accent", Shape.NONE)
        self._show_who(pop)
        self._caller.show_pop(pop)
        self._answer.setVisible(pop.can_answer)
        yes = Verb.ACCEPT_INBOUND if pop.offered else Verb.ANSWER
        no = Verb.REFUSE_INBOUND if pop.offered else Verb.REJECT
        self._answer.set_pending(words.pending(yes) if pop.answering else "")
        self._lift.setVisible(not pop.can_answer and not pop.offered)
        self._reject.setVisible(pop.can_reject)
        self._reject.set_pending(words.pending(no) if pop.rejecting else "")
        _show_label(self._problem, words.say(pop.notice) if pop.notice else "")

    def _show_who(self, pop: Pop) -> None:
        if pop.name:
            named = pop.name if pop.who is None else who_text(pop.who)
            who, rest = named, (pop.number or words.word("pop.caller_withheld"), pop.company)
        elif pop.number:
            who, rest = pop.number, (words.word("pop.caller_unknown"), pop.company)
        else:
            who, rest = nobody(pop), ("", pop.company)
        self._name.set_outside(who)
        self._name.set_why("" if pop.who is None else why_text(pop.who))
        _show_made(self._number, " · ".join(text.isolate(part) for part in rest if part))
        spoken = "pop.spoken_offered" if pop.offered else "pop.spoken"
        self.setAccessibleName(text.bare(words.word(spoken, name=who)))

    def set_more(self, count: int) -> None:
        """Say that so many more calls ring than there is room for."""
        _show_label(self._more, words.more_calls(count) if count else "")

    @property
    def more_height(self) -> int:
        """How much higher it is when it says that there are more."""
        return self._more.sizeHint().height() + 10

    def needed_height(self) -> int:
        """The height of what it shows now."""
        layout = self.layout()
        if layout is None:
            return self.height()
        layout.activate()
        wanted = layout.totalHeightForWidth(WIDTH) if layout.hasHeightForWidth() else -1
        return max(wanted, layout.totalMinimumSize().height())

    def warm_up(self) -> None:
        """Load fonts and glyphs, unseen, before somebody calls."""
        for name in ("0123456789 AaÄ", "王"):
            self.show_pop(replace(_WARM, name=name))
            self._unseen = None
            self.resize(WIDTH, self.needed_height())
            self.grab()
        self.clear()

    def put(self, place: QRect) -> None:
        """Stand there."""
        if self.geometry() != place or not self.isVisible():
            self._placed_s = self._clock()
            if self.isVisible() and self.underMouse():
                # It moves under the pointer: a click on its way was meant for what stood there.
                self._steady_s = self._placed_s + STEADY_S
            self.setGeometry(place)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Take no click for a moment where the card came under the pointer, not the other way."""
        super().enterEvent(event)
        if self._clock() - self._placed_s < CAME_S:
            self._steady_s = self._placed_s + STEADY_S

    def clear(self) -> None:
        """Go from the screen at once, and forget the call."""
        self.hide()
        self._pop = None
        self._unseen = None
        self._age.freeze(None)
        self._left.set_until(None)
        self.set_more(0)

    def _on_answer(self) -> None:
        if self._pop is not None and self._clock() >= self._steady_s:
            told = self.accepted if self._pop.offered else self.answered
            told.emit(self._pop.call_id)

    def _on_reject(self) -> None:
        if self._pop is not None and self._clock() >= self._steady_s:
            told = self.refused if self._pop.offered else self.rejected
            told.emit(self._pop.call_id)

    def _on_seen(self) -> None:
        if self._unseen is not None:
            (call_id, ring, received_s), self._unseen = self._unseen, None
            self._painted.emit(call_id, ring, received_s, self._clock())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners round: there is no translucency to do it."""
        super().resizeEvent(event)
        self.setMask(_rounded(self.width(), self.height()))


@lru_cache(maxsize=16)
def _rounded(width: int, height: int) -> QRegion:
    """A rectangle with round corners, row by row: a polygon's corners would look broken."""
    radius = theme.SIZES.radius_l
    region = QRegion(0, radius, width, height - 2 * radius)
    for row in range(radius):
        inset = round(radius - math.sqrt(radius**2 - (radius - row - 0.5) ** 2))
        for y in (row, height - 1 - row):
            region += QRegion(inset, y, width - 2 * inset, 1)
    return region


class _Witness(QWidget):
    """One pixel above everything else: when it is painted, all below it is.

    Signals:
        seen: the window has been painted.
    """

    seen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setGeometry(WIDTH // 2, 0, 1, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tell that the rest is painted."""
        self.seen.emit()


def _spaced(inner: QWidget, above: int) -> QWidget:
    """A line with room above it that goes when the line goes."""
    inner.setContentsMargins(0, above, 0, 0)
    inner.hide()
    return inner


def nobody(pop: Pop) -> str:
    """What stands for a caller without name and number."""
    return words.word("pop.caller_unknown" if pop.unread else "pop.caller_withheld")


def _show_made(line: ElidedLabel, shown: str) -> None:
    line.setVisible(bool(shown))
    if shown:
        line.set_made(shown)


def _show_label(line: QLabel, shown: str) -> None:
    line.setVisible(bool(shown))
    if shown:
        text.put(line, shown)
