"""Binds the place of the queues, and the banner of who listens, to the services.

Place, panel and banner are made when they are first needed: who has no queue pays nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctiapp.model.agents import AgentVerb
from ctiapp.model.commands import Capability
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.commander import Outcome
from ctiapp.services.connection import Connection
from ctiapp.ui.announce import announce
from ctiapp.ui.keymap import Action
from ctiapp.ui.mainwindow import Place
from ctiapp.ui.queues.actionpanel import ActionPanel
from ctiapp.ui.queues.listenbanner import ListenBanner
from ctiapp.ui.queues.view import QueuesPlace
from ctiapp.ui.queues.viewmodel import Column, board_faces, can_do

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.commands import ListenMode
    from ctiapp.model.ids import QueueId
    from ctiapp.model.number import Number
    from ctiapp.services.agentfacts import AgentPicture, Listening, QueueFacts
    from ctiapp.services.bundle import Services
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.queues.viewmodel import AgentRow, Do
    from ctiapp.ui.tasks import Tasks


class QueuesController(QObject):
    """The place's decisions, in order.

    Signals:
        emptied: there is no queue any more: whoever stands here must go elsewhere.
        made: the place was made, this moment; carries it.

    Args:
        window: where place, panel and banner are put.
        services: what is asked.
        tasks: runs the commands.
        key_of: the key to print for an action.
        tell: says something (`Notice`).
        held: whether nothing may be listed elsewhere at this moment: a call is carried here.
    """

    emptied = Signal()
    made = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        tasks: Tasks,
        *,
        key_of: Callable[[Action], str],
        tell: Callable[[Notice], None],
        held: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._tasks = tasks
        self._key_of = key_of
        self._tell = tell
        self._held = held
        self._place: QueuesPlace | None = None
        self._panel: ActionPanel | None = None
        self._banner: ListenBanner | None = None
        self._for: tuple[QueueId, Number] | None = None
        self._chosen: QueueId | None = None
        self._column, self._downwards = Column.STATE, False
        self._watched = False
        window.seen.connect(self._watch)

    # -- what comes from the services ------------------------------------------------------------

    @property
    def _live(self) -> bool:
        return self._services.session.status.state is Connection.ONLINE

    @property
    def _signed_in(self) -> bool:
        state = self._services.session.status.state
        return state in (Connection.ONLINE, Connection.RECONNECTING)

    @property
    def _picture(self) -> AgentPicture:
        return self._services.agents.picture

    def show_picture(self) -> None:
        """Queues and agents changed, or how the link stands."""
        offered = Capability.QUEUES in self._services.session.status.offered
        any_queue = self._signed_in and offered and bool(self._picture.queues)
        nav = self._window.nav(Place.QUEUES)
        if nav.isHidden() is any_queue:
            nav.setVisible(any_queue)
            if not any_queue:
                self.emptied.emit()
        self._show_listening(self._picture.me.listening if self._signed_in else None)
        if self._panel is not None and self._panel.open and not self._still_there():
            self._panel.put_away()
        # What nobody sees is drawn when it is next seen: a ring must not wait for it.
        if self._place is not None and self._place.isVisible() and not self._held():
            self._show(self._place)

    def _show(self, place: QueuesPlace) -> None:
        picture = self._picture
        ids = [queue.queue_id for queue in picture.queues]
        if self._chosen not in ids:
            # The first one that is managed: there one has something to do.
            managed = next((queue.queue_id for queue in picture.queues if queue.managed), None)
            self._chosen = managed or (ids[0] if ids else None)
        place.show_boards(board_faces(picture), self._chosen, live=self._live)
        queue = self._queue(self._chosen)
        if queue is not None:
            place.show_queue(queue, self._column, downwards=self._downwards)

    def _queue(self, queue_id: QueueId | None) -> QueueFacts | None:
        found = (queue for queue in self._picture.queues if queue.queue_id == queue_id)
        return next(found, None)

    def _show_listening(self, listening: Listening | None) -> None:
        if self._banner is None:
            if listening is None:
                return
            self._banner = ListenBanner()
            self._banner.stopped.connect(self._on_stop)
            self._window.add_banner(self._banner)
        said = self._banner.show_listening(listening)
        self._window.space_banners()
        announce(self._window, said, urgent=True)

    def _still_there(self) -> bool:
        """Whether the panel's agent is still in a queue that one may command now."""
        if self._for is None or not self._live:
            return False
        queue_id, number = self._for
        queue = self._queue(queue_id)
        return (
            queue is not None
            and queue.managed
            and any(agent.number == number for agent in queue.agents)
        )

    # -- the place -------------------------------------------------------------------------------

    @property
    def place(self) -> QueuesPlace:
        """The place; made now if it was not yet."""
        if self._place is None:
            self._place = QueuesPlace()
            self._place.chosen.connect(self._on_chosen)
            self._place.sorted.connect(self._on_sorted)
            self._place.full_wanted.connect(self.toggle_full)
            self._place.seen.connect(self._on_seen)
            self._place.agents.opened.connect(self._on_opened)
            self._window.add_page(self._place)
            self.keys_changed()
            self._show(self._place)
            self.made.emit(self._place)
        return self._place

    @property
    def panel(self) -> ActionPanel | None:
        """The panel of an agent, once it was open."""
        return self._panel

    @property
    def banner(self) -> ListenBanner | None:
        """The banner, once one listened."""
        return self._banner

    def keys_changed(self) -> None:
        """Other keys: print them."""
        if self._place is not None:
            self._place.set_full_key(self._key_of(Action.FULL_SCREEN))

    def toggle_full(self) -> None:
        """Show the wallboard on the full screen, or in the window again."""
        if self._place is None or not self._place.isVisible():
            return
        full = not self._window.is_bare
        self._window.set_bare(full)
        self._place.set_full(full)
        if full:
            self._place.focus_first()

    def leave_full(self) -> bool:
        """Esc: back into the window; tells whether it was on the full screen."""
        if self._place is None or not self._window.is_bare:
            return False
        self._window.set_bare(False)
        self._place.set_full(False)
        return True

    def close(self) -> bool:
        """Esc: close the panel, or go back in it; tells whether it was open."""
        return self._panel is not None and self._panel.go_back()

    def stop(self) -> None:
        """The window goes: nobody watches any more."""
        if self._watched:
            self._watched = False
            self._services.agents.watch(False)

    def _watch(self) -> None:
        """Only while somebody sees the wallboard are calls of queues asked for often."""
        window = self._window
        seen = (
            self._place is not None
            and self._place.isVisible()
            and window.isVisible()
            and not window.isMinimized()
        )
        if seen is not self._watched:
            self._watched = seen
            self._services.agents.watch(seen)

    def _on_seen(self, seen: bool) -> None:
        if seen and self._place is not None:
            self._show(self._place)
        self._watch()

    def _on_chosen(self, queue_id: QueueId) -> None:
        self._chosen = queue_id
        if self._place is not None:
            self._show(self._place)

    def _on_sorted(self, column: Column) -> None:
        self._downwards = column is self._column and not self._downwards
        self._column = column
        if self._place is not None:
            self._show(self._place)

    # -- what is done for others -----------------------------------------------------------------

    def _on_opened(self, row: AgentRow, clicked: bool) -> None:
        queue, place = self._queue(self._chosen), self._place
        if queue is None or place is None:
            return
        if not queue.managed:
            self._tell(Notice.of("agent.not_manager"))
            return
        name = row.name
        offered = self._services.session.status.offered
        reasons = self._picture.me.reasons
        actions = can_do(queue, row, reasons, live=self._live, capabilities=offered)
        corner = place.agents.corner_of(row)
        if not actions or corner is None:
            self._tell(Notice.of("supervise.nothing_now", name=name))
            return
        if self._panel is None:
            self._panel = ActionPanel(self._window)
            self._panel.taken.connect(self._on_taken)
            self._panel.confirmed.connect(self._on_confirmed)
        self._for = (queue.queue_id, row.number)
        self._panel.show_actions(actions, corner, name=name, clicked=clicked)

    def _on_taken(self, do: Do) -> None:
        if self._for is None or not isinstance(do.what, AgentVerb):
            return
        queue_id, number = self._for
        self._tasks.start(
            self._services.supervisor.command(do.what, queue_id, number, do.reason),
            name=f"supervise {do.what.value}",
            done=self._on_done,
        )

    def _on_done(self, outcome: Outcome) -> None:
        if outcome is Outcome.UNCONFIRMED:
            self._tell(Notice.of("verb.unconfirmed"))

    def _on_confirmed(self, mode: ListenMode) -> None:
        if self._for is None:
            return
        queue_id, number = self._for
        self._tasks.start(
            self._services.supervisor.listen(queue_id, number, mode),
            name=f"supervise {mode.value}",
        )

    def _on_stop(self) -> None:
        self._tasks.start(
            self._services.supervisor.stop(),
            name="supervise stop",
            failed=lambda error: self._tell(error.notice(Severity.WARNING)),
        )
