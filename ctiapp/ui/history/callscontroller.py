"""Binds the list of past calls to the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ctiapp.model.commands import Capability
from ctiapp.model.notice import Notice, Severity
from ctiapp.ui import text, words
from ctiapp.ui.announce import announce
from ctiapp.ui.calls.forgetting import Forgetting
from ctiapp.ui.calls.whomenu import open_at
from ctiapp.ui.filedialog import ask_where
from ctiapp.ui.history.callmenu import Do, call_menu
from ctiapp.ui.history.callspage import CallsPage
from ctiapp.ui.history.controller import CALLS
from ctiapp.ui.history.fetching import Fetching
from ctiapp.ui.history.listing import state_of
from ctiapp.ui.history.model import Faces
from ctiapp.ui.history.viewmodel import (
    Known,
    Who,
    call_face,
    day_face,
    leg_face,
    name_of,
    number_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtCore import QPoint

    from ctiapp.model.errors import CtiError
    from ctiapp.model.history import DayCount, HistoryFilter, HistoryLeg, PastCall
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.ui.history.lines import Spot
    from ctiapp.ui.history.model import Block
    from ctiapp.ui.history.place import HistoryPlace
    from ctiapp.ui.history.viewmodel import CallFace
    from ctiapp.ui.tasks import Tasks

RECORDINGS = "recordings"
"""The key of the page that plays; without it nothing is offered to be played."""
_GATHER_MS = 100
"""How long changes of the history gather before the list is read anew."""
_NAMES = 4000
"""Names, and faces of calls, that are remembered."""


class PastCallsController(QObject):
    """The decisions, in order.

    Signals:
        called: somebody shall be called; carries the `Number`.
        adding: a contact shall be written: the `Number`, and what the PBX calls them.

    Args:
        place: the place of what happened.
        services: the use cases.
        tasks: runs what takes time.
        tell: shows a notice.
    """

    called = Signal(object)
    adding = Signal(object, str)

    def __init__(
        self,
        place: HistoryPlace,
        services: Services,
        tasks: Tasks,
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(place)
        self._place, self._services, self._tasks, self._tell = place, services, tasks, tell
        self._history = services.history
        self._known = Known(self._who, self._place_name, self._is_me, lambda: services.clock().at)
        self._whos: dict[Number, Who] = {}
        self._faces: dict[PastCall, CallFace] = {}
        faces = Faces(
            self._face,
            lambda leg: leg_face(leg, self._known),
            lambda day: day_face(day, self._today()),
        )
        self.page = CallsPage(faces, self._today)
        self._forgetting = Forgetting(
            self.page.question, services.privacy, tasks, tell, self.page.enter_list
        )
        self._fetching = Fetching(self.page.model, tasks, self._read, self._not_read)
        self._wanted = self.page.bar.filter
        self._asked = 0
        self._stale = True
        self._drawn_on: date | None = None
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._refresh)
        place.add_page(CALLS, words.word("history.calls"), self.page)
        self._connect()
        self._unsubscribe = self._history.subscribe(self._on_history)

    def _connect(self) -> None:
        page = self.page
        page.bar.changed.connect(self._on_filter)
        page.export_wanted.connect(self._on_export)
        page.list.called.connect(self._on_called)
        page.list.fold_wanted.connect(self._on_fold)
        page.list.menu_wanted.connect(self._on_menu)
        page.list.asked.connect(self.do)
        page.note.kept.connect(self._on_note)
        page.note.left.connect(page.enter_list)
        self._place.noting.connect(self.write_note)
        self._place.page_shown.connect(lambda _: self._show_if_stale())

    # -- the list --------------------------------------------------------------------------------

    @property
    def here(self) -> bool:
        """Whether the list can be seen."""
        return self._place.isVisible() and self._place.current == CALLS

    def show(self) -> None:
        """Names, the connection, or the day may have changed."""
        self._whos.clear()
        self._faces.clear()
        self.page.bar.set_queues(self._queues())
        if self._drawn_on not in (None, self._today()):
            self._stale = True  # what was today is yesterday
        self.page.model.refresh()
        self._show_state()
        self._show_if_stale()

    def _show_if_stale(self) -> None:
        if self._stale and self.here:
            self._refresh()

    def _on_history(self) -> None:
        self._stale = True
        self._show_state()
        if self.here and not self._gather.isActive():
            self._gather.start()

    def _on_filter(self) -> None:
        self._ask(others=True)

    def _refresh(self) -> None:
        if self.here:
            self._ask(others=self._wanted != self.page.bar.filter)

    def _ask(self, *, others: bool) -> None:
        """Ask how many calls each day has; the calls follow as they are seen."""
        self._gather.stop()
        self._stale = False
        self._asked += 1
        asked, wanted = self._asked, self.page.bar.filter
        if others or not len(self.page.model.lines):
            self.page.expect()

        def show(days: Sequence[DayCount]) -> None:
            if asked != self._asked:
                return  # something else is wanted by now
            self._wanted, self._drawn_on = wanted, self._today()
            self._faces.clear()
            self.page.show_days(days, others=others)

        self._tasks.start(
            self._history.days(wanted), name="days of calls", done=show, failed=self._no_days
        )

    def _no_days(self, error: CtiError) -> None:
        self._stale = True  # it is tried again when the page is next turned to
        self.page.expect(coming=False)
        self._not_read(error)

    async def _read(self, block: Block) -> tuple[PastCall, ...]:
        return await self._history.page(self._wanted, block.day, block.offset, block.limit)

    def _not_read(self, error: CtiError) -> None:
        self._tell(error.notice(Severity.WARNING))

    def _show_state(self) -> None:
        self.page.show_state(state_of(self._history))

    # -- names -----------------------------------------------------------------------------------

    def _today(self) -> date:
        return self._services.clock().at.astimezone().date()

    def _face(self, call: PastCall) -> CallFace:
        face = self._faces.get(call)
        if face is None:
            if len(self._faces) >= _NAMES:
                self._faces.clear()
            face = self._faces[call] = call_face(call, self._known)
        return face

    def _who(self, number: Number) -> Who:
        who = self._whos.get(number)
        if who is None:
            who = Who.of(self._services.directory.identify(number))
            if len(self._whos) >= _NAMES:
                self._whos.clear()
            self._whos[number] = who
        return who

    def _place_name(self, number: Number) -> str:
        return self._services.directory.place_name(number) or ""

    def _is_me(self, number: Number) -> bool:
        me = self._services.session.status.me
        return me is not None and me.number == number

    def _queues(self) -> tuple[tuple[Number, str], ...]:
        queues = self._services.agents.picture.queues
        return tuple((queue.number, queue.name or queue.number.text) for queue in queues)

    # -- what is done with a call ----------------------------------------------------------------

    def offered(self, call: PastCall) -> tuple[Do, ...]:
        """What can be done with a call."""
        found = [Do.NOTE]
        number = call.number
        if number is not None and not number.withheld:
            found += [Do.COPY, Do.FORGET]
            dials = Capability.DIAL in self._services.session.status.offered
            if dials and not number.text.strip("+*#0123456789"):
                found.append(Do.CALL)
            if not self._who(number).name:
                found.append(Do.ADD)
        if call.recording and self._place.page(RECORDINGS) is not None:
            found += [Do.PLAY, Do.SAVE]
        if call.parts > 1:
            index = self.page.list.currentIndex()
            spot = self.page.model.lines.spot(self.page.model.lines.line(index.row()))
            unfolded = spot is not None and self.page.model.unfolded(spot)
            found.append(Do.FOLD if unfolded else Do.UNFOLD)
        return tuple(found)

    def do(self, call: PastCall, what: Do) -> None:
        """Do this with a call; what it does not offer is not done."""
        if what not in self.offered(call):
            if what in (Do.PLAY, Do.SAVE):
                self._tell(Notice.of("history.no_recording"))
            return
        if call.number is not None and self._do_number(call.number, call, what):
            return
        name = name_of(call, self._known)
        match what:
            case Do.NOTE:
                self.page.note.write(call.key, call.note, name)
            case Do.PLAY:
                self._place.playing.emit(call.recording, name)
            case Do.SAVE:
                self._place.saving.emit(call.recording, name)
            case Do.UNFOLD | Do.FOLD:
                row = self.page.list.currentIndex().row()
                self.page.list.fold(row, unfold=what is Do.UNFOLD)

    def _do_number(self, number: Number, call: PastCall, what: Do) -> bool:
        """What is done with the number of a call; tells whether it was that."""
        match what:
            case Do.CALL:
                self.called.emit(number)
            case Do.COPY:
                QGuiApplication.clipboard().setText(number.text)
                self._tell(Notice.of("contacts.copied", text=number.text))
            case Do.ADD:
                self.adding.emit(number, call.name)
            case Do.FORGET:
                self._forgetting.ask(number)
            case _:
                return False
        return True

    def write_note(self) -> None:
        """The key for a note: on the call that is chosen."""
        call = self.page.list.current
        if call is None:
            self._tell(Notice.of("history.choose"))
        else:
            self.do(call, Do.NOTE)

    def _on_called(self, call: PastCall) -> None:
        if Do.CALL in self.offered(call):
            self.do(call, Do.CALL)
        else:
            self._tell(Notice.of("history.not_callable"))

    def _on_fold(self, spot: Spot, call: PastCall, unfold: bool) -> None:
        if not unfold:
            self.page.model.set_legs(spot, ())
            return

        def show(legs: tuple[HistoryLeg, ...]) -> None:
            # The list may have been read anew meanwhile, with another call there.
            row = self.page.model.lines.row_of(spot)
            there = None if row is None else self.page.model.call(row)
            if there is not None and there.key == call.key:
                self.page.model.set_legs(spot, legs)
                announce(self.page.list, words.plural("call_parts", len(legs)))

        self._tasks.start(
            self._history.legs(call.key), name="parts of a call", done=show, failed=self._not_read
        )

    def _on_menu(self, call: PastCall, where: QPoint) -> None:
        number = call.number
        menu = call_menu(
            self.page.list,
            self.offered(call),
            note_key=self._place.note_key,
            number="" if number is None else number_text(number),
            done=lambda what: self.do(call, what),
        )
        open_at(menu, where)

    def _on_note(self, key: str, note: str) -> None:
        self.page.enter_list()
        self._tasks.start(self._history.note(key, note), name="note", failed=self._not_read)

    # -- export ----------------------------------------------------------------------------------

    def _on_export(self) -> None:
        wanted = self.page.bar.filter
        name = words.word("history.export_name", day=f"{self._today():%Y-%m-%d}")
        ask_where(
            self._place.window(),
            words.word("history.export_title"),
            text.bare(name),
            lambda path: self._export(wanted, path),
        )

    def _export(self, wanted: HistoryFilter, path: Path) -> None:
        def saved(count: int) -> None:
            self._tell(Notice.of("history.exported", count=count, path=str(path)))

        self._tasks.start(self._history.export(wanted, path), name="export calls", done=saved)

    # -- Esc and the end -------------------------------------------------------------------------

    def escape(self) -> bool:
        """Esc: close the innermost of what is open; tells whether anything was."""
        if not self.here:
            return False
        return self._forgetting.leave() or self.page.note.leave() or self._clear()

    def _clear(self) -> bool:
        """Leave nothing out any more, where the keyboard is in the bar."""
        focused = self.page.bar.search.hasFocus()
        return focused and self.page.bar.clear()

    def stop(self) -> None:
        """Hear of nothing any more."""
        self._gather.stop()
        self._unsubscribe()
