"""My queues, at the top of the right column: a card each, two buttons, and the call I missed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.agents import AgentKind
from ctiapp.model.commands import Capability
from ctiapp.services.agentfacts import AgentVerb
from ctiapp.ui import text, theme, words
from ctiapp.ui.agent.queuecard import QueueCard
from ctiapp.ui.agent.viewmodel import Ask, pause_entries, queue_faces, wants_ready
from ctiapp.ui.calls.people import Lamp, Person
from ctiapp.ui.kit import ElidedLabel, IconButton, KeyButton, heading
from ctiapp.ui.people.offers import reached

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QPoint

    from ctiapp.model.ids import QueueId
    from ctiapp.model.number import Number
    from ctiapp.services.agentfacts import AgentPicture
    from ctiapp.ui.agent.passwordform import PasswordForm
    from ctiapp.ui.agent.viewmodel import PauseNews


class MissedLine(QWidget):
    """The call of a queue that one did not take: a quiet line.

    Signals:
        called: call back; carries the `Number`.
        dismissed: it was seen to.
    """

    called = Signal(object)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._news: PauseNews | None = None
        self._who = ElidedLabel("strong")
        self._where = ElidedLabel("dim")
        self.button = KeyButton(words.word("autopause.call_back"), kind="link")
        self.button.setFixedHeight(24)
        self.cross = IconButton("close", words.word("close"))
        self.button.clicked.connect(self._on_clicked)
        self.cross.clicked.connect(self.dismissed)
        first = QHBoxLayout()
        first.setSpacing(theme.SIZES.gap_s)
        first.addWidget(self._who, 1)
        first.addWidget(self.cross)
        second = QHBoxLayout()
        second.setSpacing(theme.SIZES.gap_s)
        second.addWidget(self._where, 1)
        second.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addLayout(second)
        self.hide()

    def show_news(self, news: PauseNews | None) -> str:
        """Show it, or nothing; answers what a reader says of a new one."""
        if news == self._news:
            return ""
        self._news = news
        self.setVisible(news is not None)
        if news is None or not news.calls:
            return ""
        name = news.calls[0].name or words.word("pop.caller_withheld")
        time = words.clock_time(news.at.at)
        self._who.set_made(words.word("autopause.missed", name=name))
        self._where.set_made(words.word("autopause.missed_where", queue=news.queue, time=time))
        self.button.setVisible(news.back is not None)
        spoken = text.bare(words.word("autopause.call_back_spoken", name=name))
        self.button.setAccessibleName(spoken)
        said = words.word("autopause.missed_spoken", name=name, queue=news.queue, time=time)
        self.setAccessibleName(text.bare(said))
        return text.bare(said)

    def _on_clicked(self) -> None:
        if self._news is not None and self._news.back is not None:
            self.called.emit(self._news.back.number)


class QueueList(QWidget):
    """The section.

    Signals:
        asked: something is wanted of the queues; carries the `Ask`.
        pausing: the panel of reasons is wanted, under the button.
        typed: the password of a queue was typed; carries the `QueueId` and the password.
        form_left: it will not be typed.
    """

    asked = Signal(object)
    pausing = Signal()
    typed = Signal(object, str)
    form_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[QueueId, QueueCard] = {}
        self._pause_ask: Ask | None = None
        self._all_ask = Ask(AgentVerb.LOG_OUT)
        self.pause = KeyButton(words.word("agent.just_pause"))
        self.all = KeyButton(words.word("myqueues.log_out_all"))
        self.missed = MissedLine()
        self.pause.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # as the chips
        self.pause.clicked.connect(self._on_pause)
        self.all.clicked.connect(self._on_all)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.SIZES.gap)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SIZES.gap)
        buttons.addWidget(self.pause, 1)
        buttons.addWidget(self.all, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(10)
        column.addWidget(heading(words.word("myqueues.heading")))
        column.addLayout(self._column)
        column.addLayout(buttons)
        column.addWidget(self.missed)
        self.setAccessibleName(words.word("myqueues.heading"))
        self.hide()

    @property
    def cards(self) -> tuple[QueueCard, ...]:
        """The cards that show, from the top."""
        return tuple(self._cards.values())

    def person_at(self, spot: QPoint) -> Person | None:
        """The queue whose card lies at a point of the screen, as the target of a call."""
        card = self._card_at(spot)
        face = None if card is None else card.face
        if face is None:
            return None
        queue = face.queue
        return Person(reached(queue.name, queue.number.text), queue.number, Lamp.UNKNOWN)

    def _card_at(self, spot: QPoint) -> QueueCard | None:
        found = (card for card in self._cards.values() if card.isVisible())
        return next((c for c in found if c.rect().contains(c.mapFromGlobal(spot))), None)

    def mark(self, number: Number | None, *, possible: bool = True) -> None:
        """Show to which queue a carried call would go, and whether it can; None: to none."""
        for card in self._cards.values():
            here = card.face is not None and card.face.queue.number == number
            card.set_marked(possible if here else None)

    def set_key(self, key: str) -> None:
        """Print the pause key on its button."""
        self.pause.set_key(key)

    def show_picture(
        self,
        picture: AgentPicture,
        *,
        live: bool,
        can: Collection[Capability] = EVERY_CAPABILITY,
    ) -> None:
        """Show one's own queues; nothing at all where one has none.

        Args:
            picture: of queues and agents.
            live: whether anything can be asked now.
            can: what this PBX can do.
        """
        faces = queue_faces(picture, live=live, can=can)
        wanted = {face.queue_id: face for face in faces}
        before = len(self._cards)
        for queue_id in [known for known in self._cards if known not in wanted]:
            self._drop(self._cards.pop(queue_id))
        for index, (queue_id, face) in enumerate(wanted.items()):
            card = self._cards.get(queue_id) or self._make(queue_id)
            card.show_face(face)
            if self._column.indexOf(card) != index:
                self._column.insertWidget(index, card)
        if tuple(self._cards) != tuple(wanted) or len(self._cards) != before:
            self._cards = {queue_id: self._cards[queue_id] for queue_id in wanted}
            self._chain()
        self._show_buttons(picture, live=live, logs_in=Capability.QUEUE_LOG_IN in can)
        self.pause.setVisible(Capability.PAUSE in can)
        self.setVisible(bool(wanted))

    @property
    def asking(self) -> QueueCard | None:
        """The card whose queue's password is asked for; None: there is none."""
        found = (card for card in self._cards.values() if card.form is not None)
        return next((card for card in found if card.form and not card.form.isHidden()), None)

    def ask_password(
        self, queue_id: QueueId, verb: AgentVerb, sentence: str
    ) -> PasswordForm | None:
        """Have a queue's password typed on its card, and no other's; None where it has no card."""
        card = self._cards.get(queue_id)
        before = self.asking
        if before is not None and before is not card:
            before.leave_form()
        if card is None:
            return None
        new = card.form is None
        form = card.ask_password(verb, sentence)
        if new:
            form.given.connect(lambda password: self.typed.emit(queue_id, password))
            form.left.connect(self.form_left)
        return form

    def leave_form(self) -> bool:
        """Ask for no password any more; tells whether one was asked for."""
        card = self.asking
        if card is not None:
            card.leave_form()
        return card is not None

    def _show_buttons(self, picture: AgentPicture, *, live: bool, logs_in: bool) -> None:
        day = picture.me
        ready = wants_ready(day)
        # What its key would take first: after an automatic pause one queue, as the banner has it.
        first = pause_entries(picture)[0] if ready else None
        self._pause_ask = first.ask if first is not None and isinstance(first.ask, Ask) else None
        where = "" if first is None else first.where
        self.pause.set_word(words.word("agent.be_ready" if ready else "agent.just_pause"))
        tip = text.bare(words.word("myqueues.ready_spoken", queue=where)) if where else ""
        self.pause.setToolTip(text.for_tooltip(tip))
        self.pause.setAccessibleDescription(tip)
        self.pause.setEnabled(live and day.logged_in > 0)
        mine = [queue.me for queue in picture.queues if queue.me is not None]
        dynamic = [me for me in mine if me.kind is not AgentKind.STATIC]
        logged_in = any(me.logged_in for me in dynamic)
        self._all_ask = Ask(AgentVerb.LOG_OUT if logged_in else AgentVerb.LOG_IN)
        key = "myqueues.log_out_all" if logged_in else "myqueues.log_in_all"
        self.all.set_word(words.word(key))
        self.all.setVisible(bool(dynamic) and logs_in)
        self.all.setEnabled(live and any(me.logged_in is not None for me in dynamic))

    def _chain(self) -> None:
        """The tabulator goes as the eye does: card by card, then the buttons."""
        stops: list[QWidget] = []
        for card in self._cards.values():
            stops += [card.switch, card.button]
        stops += [self.pause, self.all, self.missed.button, self.missed.cross]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _make(self, queue_id: QueueId) -> QueueCard:
        made = self._cards[queue_id] = QueueCard()
        made.asked.connect(self.asked)
        return made

    def _drop(self, card: QueueCard) -> None:
        if card.isAncestorOf(QApplication.focusWidget() or self):
            self.window().setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _on_pause(self) -> None:
        if self._pause_ask is not None:
            self.asked.emit(self._pause_ask)
        else:
            self.pausing.emit()

    def _on_all(self) -> None:
        self.asked.emit(self._all_ask)
