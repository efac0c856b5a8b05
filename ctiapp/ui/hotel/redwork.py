"""What is red shows in every place, is heard, and stays until somebody has seen to it.

Calling a room wakes nobody by itself: the line stays, and offers to say that it helped. Ringing
again is seen to as long as this desk watches: the new wake-up call is watched like every other one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ctiapp.model.errors import UsageError
from ctiapp.model.notice import Notice
from ctiapp.model.wakes import AckHow, WakeOutcome
from ctiapp.ui import words
from ctiapp.ui.announce import announce
from ctiapp.ui.attention import wake_up_missed
from ctiapp.ui.hotel.chip import WakeChip
from ctiapp.ui.hotel.redbanner import RedBanner, See
from ctiapp.ui.hotel.wakewords import clock, red_face
from ctiapp.ui.mainwindow import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.errors import CtiError
    from ctiapp.model.hotel import Alarm
    from ctiapp.model.wakes import Wake
    from ctiapp.services.hotel.desk import HotelDesk
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.tasks import Tasks

BEEP_MS = 10_000
"""How often it is heard while nobody sees to it."""


class RedWork(QObject):
    """Banner, badge, chip and sound.

    Signals:
        rooms_wanted: the place of the rooms shall be shown.

    Args:
        window: where they are put.
        tasks: runs what takes time.
        tell: says something.
        notify: shows a notification of the desktop, with a title and a text.
    """

    rooms_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        tell: Callable[[Notice], None],
        notify: Callable[[str, str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._tasks, self._tell, self._notify = window, tasks, tell, notify
        self._desk: HotelDesk | None = None
        self._heard: set[str] = set()
        self._quiet: set[str] = set()
        self.banner = RedBanner()
        self.banner.serve_keys(window)
        self.chip = WakeChip()
        self.chip.hide()
        window.add_banner(self.banner)
        window.add_chip(self.chip)
        self.banner.seen_to.connect(self._on_seen_to)
        self.banner.rest_wanted.connect(self.rooms_wanted)
        self.chip.clicked.connect(self.rooms_wanted)
        self.sound = QTimer(self)
        self.sound.setInterval(BEEP_MS)
        self.sound.timeout.connect(QApplication.beep)

    def show_desk(self, desk: HotelDesk | None) -> None:
        """Show what is red at that desk; None: there is none, or nobody is signed in."""
        self._desk = desk
        self.show_wakes()

    def show_wakes(self) -> None:
        """Something became red, or is no more."""
        desk = self._desk
        red = () if desk is None else tuple(desk.wakes.red)
        today = () if desk is None else tuple(desk.wakes.today)
        faces = [] if desk is None else [red_face(wake, desk.time.wall) for wake in red]
        if self.banner.show_red(faces):
            self._window.space_banners()
        self._window.nav(Place.ROOMS).set_badge(len(red))
        self.chip.setVisible(desk is not None)
        counted = sum(wake.outcome is not WakeOutcome.CANCELLED for wake in today)
        self.chip.show_counts(counted, len(red))
        self._sound(red)

    def _sound(self, red: tuple[Wake, ...]) -> None:
        """Be heard at once of what is new, and again and again of what nobody saw to."""
        keys = {wake.wake_id for wake in red}
        desk = self._desk
        fresh = [wake for wake in red if wake.wake_id not in self._heard]
        self._heard, self._quiet = keys, self._quiet & keys
        if fresh and desk is not None:
            said = " ".join(_spoken(wake, desk) for wake in fresh)
            wake_up_missed(self._window, self._notify, said)
            announce(self._window, said, urgent=True)
        if keys - self._quiet:
            if not self.sound.isActive():
                self.sound.start()
        else:
            self.sound.stop()

    def stop(self) -> None:
        """The window goes: be heard no more."""
        self._desk = None
        self.sound.stop()

    # -- seeing to it ----------------------------------------------------------------------------

    def _on_seen_to(self, key: str, see: See) -> None:
        desk = self._desk
        wake = None if desk is None else desk.wakes.wake(key)
        if desk is None or wake is None:
            return
        self.banner.show_pending(key, see)

        def failed(error: CtiError) -> None:
            self.banner.show_pending(key, None)
            self._tell(error.notice())

        def done(notice: Notice) -> None:
            self.banner.show_pending(key, None)
            if see is See.CALL:
                # Whoever calls the room hears the guest, and not a siren.
                self._quiet.add(key)
                self.banner.show_called(key)
            self._tell(notice)
            self.show_wakes()

        self._tasks.start(
            _see_to(desk, wake, see), name=f"wake-up {see.value}", done=done, failed=failed
        )


def _spoken(wake: Wake, desk: HotelDesk) -> str:
    face = red_face(wake, desk.time.wall)
    return f"{face.what} {face.then}".strip()


async def _see_to(desk: HotelDesk, wake: Wake, see: See) -> Notice:
    """Do it; what there is to say. Raises `CtiError`."""
    room = wake.room.text
    if see is See.CALL:
        await desk.wakes.call_room(wake.wake_id)
        return Notice("hotel.calling", {"room": room})
    if see is See.AGAIN:
        alarm = await desk.wakes.ring_again(wake.wake_id)
        await _rung_again(desk, wake, alarm)
        return Notice("hotel.rings_again", {"room": room, "time": clock(alarm.at)})
    how = AckHow.IN_PERSON if see is See.IN_PERSON else AckHow.CALLED
    done = await desk.wakes.acknowledge(wake.wake_id, how, "")
    ack = done.acknowledged
    if ack is None:
        raise UsageError("not kept", key="wakeup.no_such_wake")
    return Notice(
        "hotel.seen_to", {"room": room, "name": ack.by, "time": clock(desk.time.wall(ack.at))}
    )


async def _rung_again(desk: HotelDesk, wake: Wake, alarm: Alarm) -> None:
    """The old one is seen to where this desk watches over the new one."""
    again = desk.wakes.wake(wake.wake_id)
    if desk.wakes.watching and again is not None and again.red:
        note = words.word("rooms.rung_again", time=clock(alarm.at))
        await desk.wakes.acknowledge(wake.wake_id, AckHow.OTHER, "", note)
