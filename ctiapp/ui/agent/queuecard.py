"""One of my queues: the switch to log in, who waits and who is ready, how I stand in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.services.agentfacts import AgentVerb, Standing
from ctiapp.ui import text, theme, words
from ctiapp.ui.agent import looks
from ctiapp.ui.agent.passwordform import PasswordForm
from ctiapp.ui.agent.reading import Reading
from ctiapp.ui.agent.switch import Switch
from ctiapp.ui.agent.viewmodel import Ask, stale_s
from ctiapp.ui.ages import ticker
from ctiapp.ui.kit import ElidedLabel, KeyButton, Mark, Pill, label

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from ctiapp.services.agentfacts import AgentFacts
    from ctiapp.ui.agent.viewmodel import QueueFace

_LOG_VERBS = frozenset({AgentVerb.LOG_IN, AgentVerb.LOG_OUT})
_PAUSE_VERBS = frozenset({AgentVerb.PAUSE, AgentVerb.READY})
_MINUTE_S = 60
_PASSWORD = "queue.password_"  # noqa: S105 - the beginning of keys


class QueueCard(QFrame):
    """The card.

    Signals:
        asked: the switch or the button was used; carries the `Ask`.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "box")
        self._face: QueueFace | None = None
        self._marked: bool | None = None
        self._lengths: tuple[str, str, str, int] | None = None
        self._ticker = ticker()
        self._name = ElidedLabel("strong")
        self._number = label("", "dim")
        # In the first line, where there is room: a card must not grow and shrink as values age.
        self._old = Reading(theme.SCALE.small)
        self.switch = Switch()
        self.waiting = Pill()
        self._longest = Reading()
        self._ready = Reading()
        self._mark = Mark()
        self._standing = ElidedLabel("dim")
        self._clock = Reading()
        self.button = KeyButton("", kind="link")
        self.button.setFixedHeight(24)
        self._note = label("", "caption")
        self._note.setWordWrap(True)
        self._form: PasswordForm | None = None
        self._standing_width = 0
        self.switch.clicked.connect(self._on_switch)
        self.button.clicked.connect(self._on_button)
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.SIZES.gap)
        first.addWidget(self._name)
        first.addWidget(self._number)
        first.addStretch(1)
        first.addWidget(self._old)
        first.addWidget(self.switch)
        self._load = QWidget()
        second = QHBoxLayout(self._load)
        second.setContentsMargins(0, 0, 3, 0)
        second.setSpacing(theme.SIZES.gap)
        second.addWidget(self.waiting)
        second.addWidget(self._longest)
        second.addStretch(1)
        second.addWidget(self._ready)
        third = QHBoxLayout()
        third.setContentsMargins(0, 0, 0, 0)
        third.setSpacing(theme.SIZES.gap)
        third.addWidget(self._mark)
        third.addWidget(self._standing, 1)
        third.addWidget(self._clock)
        third.addWidget(self.button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self._load)
        column.addLayout(third)
        column.addWidget(self._note)

    def set_marked(self, possible: bool | None) -> None:
        """Show that a carried call would go here, and whether it can; None: none would."""
        if possible is not self._marked:
            self._marked = possible
            self.update()

    @property
    def marked(self) -> bool | None:
        """Whether a carried call that is over it can go here; None where none is."""
        return self._marked

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, in another tone while a call is carried over it."""
        super().paintEvent(event)
        if self._marked is None:
            return
        tone = theme.tokens().tone("accent" if self._marked else "stop")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tone.strong), 2))
        painter.setBrush(QColor(tone.soft))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.SIZES.radius, theme.SIZES.radius)

    @property
    def face(self) -> QueueFace | None:
        """What it shows."""
        return self._face

    @property
    def standing(self) -> str:
        """How one stands here, in words."""
        return self._standing.whole

    @property
    def note(self) -> str:
        """The small line at the foot; empty where there is none."""
        return text.bare(self._note.text()) if not self._note.isHidden() else ""

    @property
    def old(self) -> str:
        """How old the values are, where that is said; else empty."""
        return text.bare(self._old.accessibleName()) if not self._old.isHidden() else ""

    @property
    def form(self) -> PasswordForm | None:
        """Where the queue's password is typed; None where it was never asked for."""
        return self._form

    def ask_password(self, verb: AgentVerb, sentence: str) -> PasswordForm:
        """Have the queue's password typed, for a log-in or a log-out; ``sentence`` says why."""
        if self._form is None:
            self._form = PasswordForm()
            self._column.addWidget(self._form)
            QWidget.setTabOrder(self.button, self._form.field.edit)
            QWidget.setTabOrder(self._form.field.edit, self._form.field.reveal)
            QWidget.setTabOrder(self._form.field.reveal, self._form.send)
            QWidget.setTabOrder(self._form.send, self._form.cancel)
        queue = None if self._face is None else self._face.queue
        name = "" if queue is None else queue.name or queue.number.text
        self._form.ask(verb, sentence, name)
        self._say_anew()
        return self._form

    def leave_form(self) -> None:
        """Ask for the password no more; the keyboard goes to the switch where it was in there."""
        if self._form is None or self._form.isHidden():
            return
        had = self._form.has_keyboard
        if had:
            self.switch.setFocus(Qt.FocusReason.OtherFocusReason)
        self._form.put_away()
        self._say_anew()

    def _say_anew(self) -> None:
        self._lengths = None
        self.refresh()

    @property
    def load(self) -> str:
        """Who waits and who is ready, in words."""
        parts = (self.waiting, self._longest, self._ready)
        return " | ".join(text.bare(part.text()) for part in parts if not part.isHidden())

    def show_face(self, face: QueueFace) -> None:
        """Show this queue."""
        before, self._face = self._face, face
        if before is not None and _look(before) == _look(face):
            self.refresh()  # only told anew
            return
        self._lengths = None
        queue, me = face.queue, face.me
        name = queue.name or queue.number.text
        self._name.set_outside(name)
        text.put(self._number, text.isolate(queue.number.text) if queue.name else "")
        self.switch.setAccessibleName(text.bare(words.word("myqueues.logged_in", queue=name)))
        self.switch.set_state(
            me.logged_in,
            pending=bool(me.pending & _LOG_VERBS),
            why=words.word(face.shut) if face.shut else "",
        )
        self.switch.setVisible(face.logs_in)
        self._show_load(face)
        self._show_me(face, name)
        self.refresh()
        if self.isVisible():
            self._ticker.add(self)

    def _show_load(self, face: QueueFace) -> None:
        waits, ready = face.waiting is not None, face.ready is not None
        self._load.setVisible(waits or ready)
        self.waiting.setVisible(waits)
        if face.waiting is not None:
            alarms = (face.queue.waiting_alarm, face.queue.longest_alarm)
            tone, shape = max((looks.ALARMS[alarm] for alarm in alarms), key=_loudness)
            count = words.word("myqueues.waiting", count=face.waiting)
            self.waiting.set_look(count, tone, shape)

    def _show_me(self, face: QueueFace, name: str) -> None:
        me = face.me
        tone, shape = looks.STANDINGS[me.standing]
        word = looks.standing_word(me.standing)
        self._mark.set_mark(shape, f"{tone}.strong", word)
        parts = [word]
        if me.reason and me.paused:
            parts.append(text.isolate(me.reason))
        if face.static:
            parts.append(words.word("myqueues.is_static"))
        said = " · ".join(parts)
        self._standing.set_made(said)
        self._standing_width = self._clock.needs(said)
        said = " · ".join([*parts, *_coming(me)])
        number = face.queue.number.text
        spoken = words.word("myqueues.card_spoken", queue=name, number=number, state=said)
        self.setAccessibleName(text.bare(spoken))
        ready = bool(me.paused)
        key = "myqueues.be_ready" if ready else "myqueues.pause"
        self.button.set_word(words.word(key))
        key = "myqueues.ready_spoken" if ready else "myqueues.pause_spoken"
        self.button.setAccessibleName(text.bare(words.word(key, queue=name)))
        # It keeps its place while it waits, so that the keyboard does not fall from it.
        self.button.setVisible(me.logged_in is True and face.pauses)
        self.button.setEnabled(face.can_pause)

    def refresh(self) -> None:
        """Show the lengths as they are now."""
        face = self._face
        if face is None:
            return
        now_s = self._ticker.clock()
        longest_s = None if face.longest_since_s is None else now_s - face.longest_since_s
        old_s = stale_s(face.told, now_s, live=face.live, queues=face.queues)
        length = self._length(face, now_s)
        lengths = (length, words.age(longest_s), words.age(old_s), self.width())
        if lengths == self._lengths:
            return
        self._lengths = lengths
        self._put_load(face, now_s)
        self._put_clock(length)
        self._note_down(face, old_s)

    def _put_load(self, face: QueueFace, now_s: float) -> None:
        """Say the longest wait and who is ready, as long as there is room."""
        longest = ready = ("", "")
        if face.longest_since_s is not None:
            age = words.age(now_s - face.longest_since_s)
            longest = (words.word("myqueues.longest", age=age), age)
        if face.ready is not None:
            counts = {"ready": face.ready, "total": face.agents or 0}
            ready = (words.word("myqueues.ready", **counts), f"{face.ready}/{face.agents}")
        pill = 0 if face.waiting is None else self.waiting.sizeHint().width()
        room = self.width() - pill - 23
        shown = next(
            (
                form
                for form in (
                    (longest[0], ready[0]),
                    (longest[1], ready[0]),
                    (longest[1], ready[1]),
                )
                if self._fits(form, room)
            ),
            (longest[1], ""),
        )
        for each, whole, short in (
            (self._longest, longest[0], shown[0]),
            (self._ready, ready[0], shown[1]),
        ):
            each.setVisible(bool(short))
            each.put(short)
            each.setAccessibleName(text.bare(whole))
            tip = text.for_tooltip(text.bare(whole)) if short != whole else ""
            if each.toolTip() != tip:
                each.setToolTip(tip)

    def _fits(self, parts: tuple[str, str], room: int) -> bool:
        needs = self._longest.needs
        return sum(needs(part) + theme.SIZES.gap for part in parts if part) <= room

    def _put_clock(self, length: str) -> None:
        """The length goes where there is no room for it beside the words."""
        self._clock.put(length)
        room = self.width() - 44
        if not self.button.isHidden():
            room -= self.button.sizeHint().width() + theme.SIZES.gap
        needed = self._standing_width + theme.SIZES.gap + self._clock.needs(length)
        self._clock.setVisible(bool(length) and needed <= room)

    @staticmethod
    def _length(face: QueueFace, now_s: float) -> str:
        me = face.me
        if me.standing is Standing.WRAP_UP and me.wrap_up_ends is not None:
            left = words.age(me.wrap_up_ends.mono_s - now_s)
            return words.word("agent.wrap_up_left", age=left)
        if me.standing is Standing.UNKNOWN:
            return ""
        since_s = None if me.since is None else now_s - me.since.mono_s
        if since_s is not None and since_s >= _MINUTE_S and me.standing is not Standing.BUSY:
            # The seconds of a long rest stand in the header; here they would only flicker.
            return words.word("myqueues.minutes", count=int(since_s // _MINUTE_S))
        return words.age(since_s)

    def _note_down(self, face: QueueFace, old_s: float | None) -> None:
        parts = _coming(face.me)
        asks = self._form is not None and not self._form.isHidden()
        if face.me.notice is not None:
            if not (asks and face.me.notice.key.startswith(_PASSWORD)):  # the form says it
                parts.append(words.say(face.me.notice))
        elif old_s is None and not face.live:
            parts.append(words.word("agent.stale"))
        said = " · ".join(parts)
        text.put(self._note, said[:1].upper() + said[1:])
        self._note.setVisible(bool(said))
        self._old.setVisible(old_s is not None)
        if old_s is not None:
            age = words.age(old_s)
            self._old.put(words.word("myqueues.ago", age=age))
            self._old.setAccessibleName(text.bare(words.word("agent.as_of", age=age)))

    def _on_switch(self) -> None:
        face = self._face
        if face is not None and not self.switch.pending:
            verb = AgentVerb.LOG_OUT if face.me.logged_in else AgentVerb.LOG_IN
            self.asked.emit(Ask(verb, queues=(face.queue_id,)))

    def _on_button(self) -> None:
        face = self._face
        if face is not None and not face.me.pending & _PAUSE_VERBS:
            verb = AgentVerb.READY if face.me.paused else AgentVerb.PAUSE
            self.asked.emit(Ask(verb, queues=(face.queue_id,)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow card says less."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count."""
        super().showEvent(event)
        if self._face is not None:
            self.refresh()
            self._ticker.add(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting: nobody sees it."""
        super().hideEvent(event)
        self._ticker.drop(self)


def _look(face: QueueFace) -> tuple[object, ...]:
    """All that a card shows, less the lengths that run, and when it was told."""
    queue, me = face.queue, replace(face.me, told=None)
    return (
        queue.name,
        queue.number,
        queue.waiting_alarm,
        queue.longest_alarm,
        me,
        face.live,
        face.shut,
        face.static,
        face.ready,
        face.agents,
        face.waiting,
        face.pauses,
        face.logs_in,
    )


def _coming(me: AgentFacts) -> list[str]:
    """What was asked for and is not so yet."""
    found = [
        words.word(f"agent.pending_{verb.value}")
        for verb in sorted(me.pending, key=lambda verb: verb.value)
    ]
    if me.after_call is not None and me.after_call not in me.pending:
        found.append(words.word(f"agent.after_{me.after_call.value}"))
    return found


def _loudness(look: tuple[str, object]) -> int:
    return ("go", "hold", "stop").index(look[0])
