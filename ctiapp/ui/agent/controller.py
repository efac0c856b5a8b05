"""Binds header, pause key, column and banner to the service of queues and agents.

The parts are made when there is first something to show of a signed-in agent: a receptionist in no
queue, and the signed-out window, pay nothing for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.model.commands import Capability
from ctiapp.model.directory import Presence
from ctiapp.model.errors import QueuePasswordWanted
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.agentfacts import AgentVerb, Standing
from ctiapp.services.calls import Outcome
from ctiapp.services.connection import Connection
from ctiapp.ui import words
from ctiapp.ui.agent import looks
from ctiapp.ui.agent.banner import PauseBanner
from ctiapp.ui.agent.chip import PresenceChip, StandingChip
from ctiapp.ui.agent.panel import Panel
from ctiapp.ui.agent.queuelist import QueueList
from ctiapp.ui.agent.viewmodel import (
    Ask,
    auto_paused,
    missed_news,
    pause_entries,
    pause_news,
    presence_entries,
    rest_ends,
)
from ctiapp.ui.announce import announce
from ctiapp.ui.keymap import Action
from ctiapp.ui.kit import KeyButton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from ctiapp.model.errors import CtiError
    from ctiapp.model.ids import QueueId
    from ctiapp.services.agentfacts import AgentPicture
    from ctiapp.services.bundle import Services
    from ctiapp.ui.agent.passwordform import PasswordForm
    from ctiapp.ui.agent.queuecard import QueueCard
    from ctiapp.ui.calls.justnow import PastCall
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.shortcuts import Shortcuts
    from ctiapp.ui.tasks import Tasks


class Parts:
    """The widgets of an agent, and where they stand in the window."""

    def __init__(self, window: MainWindow) -> None:
        self.presence = PresenceChip()
        self.standing = StandingChip()
        self.ready_now = KeyButton(words.word("agent.ready_now"), kind="primary")
        self.queues = QueueList()
        self.banner = PauseBanner()
        self.panel = Panel(window)
        for widget in (self.presence, self.standing, self.ready_now):
            widget.hide()
        window.add_to_header(self.presence, self.standing, self.ready_now)
        window.add_banner(self.banner)


class AgentController(QObject):
    """The agent's decisions, in order.

    Signals:
        called: somebody shall be called back; carries the `Number`.

    Args:
        window: where the parts are put.
        put_above: puts a widget at the top of the right column.
        services: what is asked.
        shortcuts: told which key did its work.
        tasks: runs the commands.
        key_of: the key to print for an action.
        tell: says something quietly (`Notice`).
        past: the calls that ended, for the times of those one did not take.
    """

    called = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        put_above: Callable[[QueueList], None],
        services: Services,
        shortcuts: Shortcuts,
        tasks: Tasks,
        *,
        key_of: Callable[[Action], str],
        tell: Callable[[Notice], None],
        past: Callable[[], Iterable[PastCall]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._put_above = put_above
        self._services = services
        self._shortcuts = shortcuts
        self._tasks = tasks
        self._key_of = key_of
        self._tell = tell
        self._past = past
        self._parts: Parts | None = None
        self._knows_presence = False
        self._last: tuple[Standing, str] | None = None
        self._wanting: Ask | None = None

    @property
    def parts(self) -> Parts | None:
        """The widgets, once there was something to show."""
        return self._parts

    # -- what comes from the services ------------------------------------------------------------

    @property
    def _live(self) -> bool:
        return self._services.session.status.state is Connection.ONLINE

    @property
    def _signed_in(self) -> bool:
        state = self._services.session.status.state
        return state in (Connection.ONLINE, Connection.RECONNECTING)

    @property
    def _offered(self) -> frozenset[Capability]:
        """What this PBX can do."""
        return self._services.session.status.offered

    def _can(self, what: Capability) -> bool:
        """Whether this PBX can do that."""
        return what in self._offered

    def show_picture(self) -> None:
        """Queues and agents changed, or how the link stands."""
        picture = self._services.agents.picture
        day = picture.me
        if not self._signed_in:
            self._knows_presence = False
            self._last = None
        elif not self._can(Capability.PRESENCE):
            self._knows_presence = False
        elif day.presence is not None or day.presence_pending is not None:
            self._knows_presence = True
        queues = self._signed_in and day.total > 0 and self._can(Capability.QUEUES)
        if self._parts is None:
            if not queues and not self._knows_presence:
                return
            self._parts = self._make()
        self._show(self._parts, picture, queues=queues)

    def _make(self) -> Parts:
        parts = Parts(self._window)
        self._put_above(parts.queues)
        parts.presence.clicked.connect(self._on_presence)
        parts.standing.clicked.connect(self._on_standing)
        parts.ready_now.clicked.connect(self._on_ready_now)
        parts.queues.asked.connect(self.ask)
        parts.queues.pausing.connect(lambda: self._open_pause(parts, parts.queues.pause))
        parts.queues.typed.connect(self._on_password)
        parts.queues.form_left.connect(parts.queues.leave_form)
        parts.queues.missed.called.connect(self.called)
        parts.queues.missed.dismissed.connect(self._services.agents.dismiss_missed)
        parts.banner.ready.connect(self._on_ready)
        parts.banner.called.connect(self.called)
        parts.banner.dismissed.connect(self._services.agents.dismiss_auto_pause)
        parts.panel.taken.connect(self.ask)
        parts.panel.closed.connect(self._shortcuts.spend)
        parts.queues.set_key(self._key_of(Action.PAUSE))
        return parts

    def _show(self, parts: Parts, picture: AgentPicture, *, queues: bool) -> None:
        day, live = picture.me, self._live
        parts.presence.setVisible(self._knows_presence)
        parts.presence.show_presence(day, live=live)
        parts.standing.setVisible(queues)
        parts.standing.show_day(day, live=live)
        resting = queues and day.standing is Standing.WRAP_UP and day.wrap_up_ends is not None
        parts.ready_now.setVisible(resting)
        parts.ready_now.setEnabled(live)
        parts.ready_now.set_pending(
            words.word("agent.pending_resume") if AgentVerb.READY in day.pending else ""
        )
        if not queues or (parts.panel.anchor is parts.presence and not live):
            parts.panel.put_away()
        if queues:
            parts.queues.show_picture(picture, live=live, can=self._offered)
        else:
            parts.queues.leave_form()
            parts.queues.hide()
        identify, dials = self._services.directory.identify, self._can(Capability.DIAL)
        paused = day.auto_pause if queues else None
        news = None if paused is None else pause_news(paused, identify, self._past(), dials=dials)
        announce(self._window, parts.banner.show_news(news, live=live), urgent=True)
        self._window.space_banners()
        missed = None if day.missed is None else missed_news(day.missed, identify, dials=dials)
        announce(self._window, parts.queues.missed.show_news(missed))
        if queues:
            self._speak(day.standing, day.reason, silent=paused is not None)

    def _speak(self, standing: Standing, reason: str, *, silent: bool) -> None:
        """Have a reader say that one stands differently; the first picture is no news."""
        if standing is Standing.UNKNOWN:
            return  # what comes after a gap is news only where it differs from what was before
        before, self._last = self._last, (standing, reason)
        if before in (None, self._last) or silent:
            return
        said = looks.standing_word(standing)
        announce(self._window, f"{said}: {reason}" if reason else said)

    def keys_changed(self) -> None:
        """Other keys: print them."""
        if self._parts is not None:
            self._parts.queues.set_key(self._key_of(Action.PAUSE))

    # -- what the user does ----------------------------------------------------------------------

    def _on_ready_now(self) -> None:
        """End the rest after a call where one rests; over meanwhile, there is nothing to ask."""
        wanted = rest_ends(self._services.agents.picture)
        if wanted.queues:
            self.ask(wanted)

    def _on_ready(self) -> None:
        """Be ready again where the PBX paused one, and leave alone where one paused oneself.

        Where one is in that queue no more there is nothing to be ready in: the news goes.
        """
        queue = auto_paused(self._services.agents.picture)
        if queue is not None:
            self.ask(Ask(AgentVerb.READY, queues=(queue.queue_id,)))
        else:
            self._services.agents.dismiss_auto_pause()

    def key(self) -> None:
        """The pause key: open the panel; once more: take what it offers first."""
        parts = self._parts
        if not self._can(Capability.PAUSE):
            self._tell(Notice.of("key.not_here"))
        elif parts is None or not parts.standing.isVisibleTo(self._window):
            self._tell(Notice.of("agent.no_queues"))
        elif parts.panel.anchor is not None and parts.panel.anchor is not parts.presence:
            parts.panel.take_first(self._key_of(Action.PAUSE))
        else:
            self._open_pause(parts, parts.standing)

    def close(self) -> bool:
        """Esc: close the panel, or the form that one types in; tells whether one was open."""
        if self._parts is None:
            return False
        if self._parts.panel.put_away("Esc"):
            return True
        card = self._parts.queues.asking
        if card is None or card.form is None or not card.form.has_keyboard:
            return False
        return self._parts.queues.leave_form()

    def _on_standing(self) -> None:
        if self._parts is not None:
            self._open_pause(self._parts, self._parts.standing)

    def _open_pause(self, parts: Parts, under: StandingChip | KeyButton) -> None:
        if parts.panel.anchor is under:
            parts.panel.put_away()
            return
        entries = pause_entries(self._services.agents.picture, can=self._offered)
        if not entries:
            self._tell(Notice.of("agent.no_queues"))
            return
        title = words.word("agent.panel")
        parts.panel.show_entries(entries, under, title=title, key=self._key_of(Action.PAUSE))

    def _on_presence(self) -> None:
        parts = self._parts
        if parts is None:
            return
        if parts.panel.anchor is parts.presence:
            parts.panel.put_away()
            return
        entries = presence_entries(self._services.agents.picture.me)
        parts.panel.show_entries(entries, parts.presence, title=words.word("presence.panel"))

    def ask(self, wanted: Ask | Presence) -> None:
        """Ask the service, and say what becomes of it where nothing else shows it."""
        agents = self._services.agents
        if isinstance(wanted, Presence):
            work, name = agents.set_presence(wanted), f"presence {wanted.value}"
        else:
            name = f"agent {wanted.verb.value}"
            if wanted.verb is AgentVerb.PAUSE:
                work = agents.pause(wanted.reason, wanted.queues)
            else:
                run = {
                    AgentVerb.READY: agents.ready,
                    AgentVerb.LOG_IN: agents.log_in,
                    AgentVerb.LOG_OUT: agents.log_out,
                }[wanted.verb]
                work = run(wanted.queues)
        before = self._window.focusWidget()
        self._tasks.start(
            work,
            name=name,
            done=self._on_done,
            failed=lambda error: self._on_failed(error, wanted, before),
        )

    def _on_failed(self, error: CtiError, wanted: Ask | Presence, before: QWidget | None) -> None:
        """Ask for the password of a queue that wants it; else say why it failed.

        The form has the keyboard only where it still is where it was when this was asked for.
        """
        if not isinstance(error, QueuePasswordWanted) or isinstance(wanted, Presence):
            self._tell(error.notice(Severity.INFO))
            return
        still = self._window.focusWidget() is before
        if not self._ask_password(error, wanted.verb, keyboard=still):
            self._tell(error.notice(Severity.INFO))

    def _ask_password(self, error: QueuePasswordWanted, verb: AgentVerb, *, keyboard: bool) -> bool:
        """Open the form on the queue's card; tells whether there is one."""
        sentence = words.say(error.notice())
        parts = self._parts
        form = None if parts is None else parts.queues.ask_password(error.queue_id, verb, sentence)
        if form is None:
            return False
        self._wanting = Ask(verb, queues=error.queue_ids)
        announce(self._window, sentence)
        if keyboard:
            form.take_keyboard()
        return True

    def _on_password(self, queue_id: QueueId, password: str) -> None:
        """Try again with what was typed, wherever it was wanted."""
        wanted, agents = self._wanting, self._services.agents
        card = None if self._parts is None else self._parts.queues.asking
        if wanted is None or card is None:
            return
        run = agents.log_in if wanted.verb is AgentVerb.LOG_IN else agents.log_out
        self._tasks.start(
            run(wanted.queues, {queue_id: password}),
            name=f"agent {wanted.verb.value} with a password",
            done=lambda outcome: self._on_let_in(outcome, card),
            failed=lambda error: self._on_not_let_in(error, queue_id, wanted.verb, card),
        )

    def _waiting_form(self, card: QueueCard) -> PasswordForm | None:
        """The form of that card; None where it was left meanwhile, or another one stands open."""
        form = card.form
        if self._parts is None or self._parts.queues.asking is not card or form is None:
            return None
        return form if form.sending else None

    def _on_let_in(self, outcome: Outcome, card: QueueCard) -> None:
        if self._parts is not None and self._waiting_form(card) is not None:
            self._wanting = None
            self._parts.queues.leave_form()
        self._on_done(outcome)

    def _on_not_let_in(
        self, error: CtiError, queue_id: QueueId, verb: AgentVerb, card: QueueCard
    ) -> None:
        """What was typed was wrong, or taken, and another queue wants its own."""
        form = self._waiting_form(card)
        if form is None:
            self._tell(error.notice(Severity.INFO))
        elif isinstance(error, QueuePasswordWanted) and error.queue_id != queue_id:
            self._ask_password(error, verb, keyboard=form.has_keyboard)
        else:
            sentence = words.say(error.notice())
            form.complain(sentence)
            announce(self._window, sentence)

    def _on_done(self, outcome: Outcome) -> None:
        if outcome is Outcome.UNCONFIRMED:
            self._tell(Notice.of("verb.unconfirmed"))
