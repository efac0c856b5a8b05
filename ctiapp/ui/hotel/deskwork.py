"""What is behind the place of the rooms: the list and the chosen room, and which form is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.ui import words
from ctiapp.ui.hotel.checkoutwork import CheckOutWork
from ctiapp.ui.hotel.faces import Do, RoomFace, not_here
from ctiapp.ui.hotel.groupwork import GroupWork
from ctiapp.ui.hotel.guestwork import GuestWork
from ctiapp.ui.hotel.logwork import LogWork
from ctiapp.ui.hotel.place import RoomsPlace
from ctiapp.ui.hotel.sheetwork import SheetWork
from ctiapp.ui.hotel.sideform import SideForm
from ctiapp.ui.hotel.viewmodel import panel_face, room_face
from ctiapp.ui.hotel.wakewords import clock
from ctiapp.ui.hotel.wakework import WakeWork
from ctiapp.ui.hotel.work import Bench

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ctiapp.model.errors import CtiError
    from ctiapp.services.hotel.desk import HotelDesk
    from ctiapp.ui.hotel.newroomcontroller import NewRoomController
    from ctiapp.ui.hotel.work import FormWork
    from ctiapp.ui.tasks import Tasks


class DeskWork(QObject):
    """It.

    Signals:
        called: a room shall be called; carries its `Number`.

    Args:
        desk: the front desk; None where there is none, or nobody is signed in.
        tasks: runs what takes time.
        tell: says something.
        capabilities: what this PBX can do.
    """

    called = Signal(object)

    def __init__(
        self,
        desk: Callable[[], HotelDesk | None],
        tasks: Tasks,
        tell: Callable[[Notice], None],
        capabilities: Callable[[], Collection[Capability]] = lambda: EVERY_CAPABILITY,
    ) -> None:
        self.place = RoomsPlace()
        super().__init__(self.place)
        self._desk, self._tasks, self._tell = desk, tasks, tell
        self._capabilities = capabilities
        self._faces: dict[str, RoomFace] = {}
        self._new_rooms: NewRoomController | None = None
        self._stale: frozenset[Number] | None = None
        bench = Bench(self.place, desk, tasks, tell)
        self.guest, self.wake = GuestWork(bench), WakeWork(bench)
        self.group, self.check_out = GroupWork(bench), CheckOutWork(bench)
        self.log, self.sheet = LogWork(bench), SheetWork(bench)
        self._bench = bench
        self._works: tuple[FormWork, ...] = (
            *(self.guest, self.wake, self.group, self.check_out, self.log),
        )
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._draw)
        place = self.place
        place.finder = self._find
        place.asked.connect(self.do)
        place.chosen.connect(self._on_chosen)
        place.seen.connect(self._on_seen)
        place.panel.changing.connect(lambda key: self.wake.open(place.number, key))
        place.panel.removed.connect(lambda key: self.wake.remove(place.number, key))
        place.banner.acted.connect(self._on_read)

    # -- showing ---------------------------------------------------------------------------------

    def show_all(self) -> None:
        """Everything may be otherwise."""
        self.place.offer(not_here(self._capabilities()))
        self.show_rooms(None)

    def show_rooms(self, numbers: frozenset[Number] | None) -> None:
        """These rooms changed; None: any. It is drawn when it is seen, and once for many."""
        if numbers is None or self._stale is None:
            self._stale = None
        else:
            self._stale |= numbers
        if self.place.isVisible():
            self._soon.start()

    def _on_seen(self, seen: bool) -> None:
        desk = self._desk()
        if desk is not None:
            desk.alarms.keep_fresh(seen=seen)
            if seen:
                desk.rooms.looked_at()
        if seen:
            self._draw()

    def _draw(self) -> None:
        desk = self._desk()
        stale, self._stale = self._stale, frozenset()
        if desk is None:
            self._faces = {}
            self.place.show_rooms(())
            self.place.panel.show_room(None)
            return
        facts = self._bench.facts(desk)
        rooms = desk.rooms.picture.rooms
        faces: dict[str, RoomFace] = {}
        for room in rooms:
            number = room.number.text
            kept = self._faces.get(number)
            if kept is None or stale is None or room.number in stale:
                kept = room_face(room, facts)
            faces[number] = kept
        self._faces = faces
        listed = tuple(faces.values())
        self.group.show_rooms(listed)
        foot = words.word("rooms.mark_hint")
        read_at = desk.rooms.picture.read_at
        if read_at is not None:
            read = words.word("rooms.as_read", time=clock(desk.time.wall(read_at)))
            foot = f"{foot} · {read}"
        self.place.show_rooms(listed, foot=foot, nobody=words.word("rooms.nobody"))
        self._draw_notice(desk)
        self._draw_panel()

    def _draw_notice(self, desk: HotelDesk) -> None:
        """What stands in the way of a quiet night, the worst first."""
        away = desk.wakes.away
        if away is not None:
            last = "…" if away.until is None else clock(desk.time.wall(away.until))
            said = words.word("rooms.away", first=clock(desk.time.wall(away.since)), last=last)
            self.place.show_notice(said, action=words.word("rooms.away_read"))
            return
        notices = (
            desk.wakes.notice,
            desk.rooms.picture.notice,
            desk.alarms.notice,
            desk.plans.notice,
            desk.time.notice,
        )
        worst = max(
            (each for each in notices if each is not None),
            key=lambda each: list(Severity).index(each.severity),
            default=None,
        )
        if worst is None:
            self.place.show_notice("")
        else:
            self.place.show_notice(words.say(worst), worst.severity)

    def _draw_panel(self) -> None:
        desk, number = self._desk(), self.place.number
        room = None if desk is None or not number else desk.rooms.room(Number(number))
        if desk is None or room is None:
            self.place.panel.show_room(None)
            return
        facts = self._bench.facts(desk)
        face = panel_face(
            room,
            facts,
            most_alarms=desk.alarms.most_alarms,
            tells_outside=Capability.OUTSIDE_RIGHTS in self._capabilities(),
        )
        self.place.panel.show_room(face)

    def _on_chosen(self, number: str) -> None:
        self._draw_panel()
        desk = self._desk()
        if desk is not None and number:
            self._tasks.start(
                desk.rooms.last_call(Number(number)), name="last call", failed=_unknown
            )

    def _find(self, typed: str) -> frozenset[str]:
        desk = self._desk()
        found = () if desk is None else desk.rooms.search(typed)
        return frozenset(room.number.text for room in found)

    def _on_read(self) -> None:
        desk = self._desk()
        if desk is not None:
            desk.wakes.take_note()
            self._draw()

    # -- doing -----------------------------------------------------------------------------------

    def do(self, what: Do) -> None:
        """Something was asked for."""
        number = self.place.number
        if self._desk() is None:
            return
        if what is Do.CALL:
            if number:
                self.called.emit(Number(number))
            return
        general: dict[Do, Callable[[], None]] = {
            Do.GROUP: self.group.open,
            Do.SHEET: self.sheet.open,
            Do.NEW_ROOM: self._new_room,
        }
        of_room: dict[Do, Callable[[], None]] = {
            Do.GUEST: lambda: self.guest.open(number),
            Do.WAKE: lambda: self.wake.open_new(number),
            Do.LOG: lambda: self.log.open(number),
            Do.DELETE: self._delete_room,
            Do.CHECK_OUT: lambda: self.check_out.open(self.place.marked_rooms or (number,)),
        }
        if what in not_here(self._capabilities()):
            self._tell(Notice.of("hotel.not_here"))
            return
        if self._hindered():
            return
        if what in of_room and not number:
            self._tell(Notice.of("hotel.choose_room"))
        else:
            (general | of_room)[what]()

    @property
    def new_rooms(self) -> NewRoomController | None:
        """The forms of rooms that come and go, at this desk; None before one was asked for."""
        return self._new_rooms

    def _rooms_work(self) -> NewRoomController | None:
        """The same, made now if it was not yet."""
        desk = self._desk()
        if self._new_rooms is None and desk is not None:
            from ctiapp.ui.hotel.newroomcontroller import NewRoomController

            self._new_rooms = NewRoomController(self.place, desk.new_rooms, self._tasks, self._tell)
        return self._new_rooms

    def _new_room(self) -> None:
        work = self._rooms_work()
        if work is not None:
            work.open()

    def _delete_room(self) -> None:
        work, face = self._rooms_work(), self.place.panel.face
        if work is not None and face is not None and not face.occupied:
            work.delete(face.number)

    def _hindered(self) -> bool:
        """Whether something that is being written would be lost."""
        form = self.place.form
        open_now = [work for work in self._works if work.form is form]
        busy = any(work.changed or work.form.busy for work in open_now)
        if not busy and not (self._new_rooms is not None and self._new_rooms.changed):
            return False
        self._tell(Notice.of("hotel.finish_first", severity=Severity.INFO))
        if isinstance(form, SideForm):
            form.focus_first()
        return True

    def escape(self) -> bool:
        """Esc: close the innermost of what is open; tells whether anything was."""
        place = self.place
        if not place.isVisible():
            return False
        if place.page is self.sheet.page:
            self.sheet.close()
            return True
        if place.form is not None:
            if self._new_rooms is not None:
                self._new_rooms.leave()
            place.show_side(None)
            place.focus_first()
            return True
        return place.panel.leave_question() or place.clear_filter()

    def forget(self) -> None:
        """The desk is gone, or the window goes: hear of nothing any more."""
        for work in self._works:
            work.stop()
        self.place.show_side(None)
        if self._new_rooms is not None:
            self._new_rooms.stop()
            self._new_rooms = None
        if self.place.page is not None:
            self.place.show_page(None)


def _unknown(_error: CtiError) -> None:
    """The last call of a room is a help, not a promise: what cannot be read is not shown."""
