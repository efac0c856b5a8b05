"""What `pictures` takes pictures of: the recordings, and the bar that plays one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ctiapp.model.call import Direction
from ctiapp.model.number import Number
from ctiapp.model.records import Recording, RecordParty
from ctiapp.services.downloads import Download, DownloadState
from ctiapp.tools import samples
from ctiapp.tools.scenes_window import ONLINE, settled
from ctiapp.ui import words
from ctiapp.ui.history.place import HistoryPlace
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, MainWindow, Place
from ctiapp.ui.recordings.controller import PAGE
from ctiapp.ui.recordings.page import RecordingsPage
from ctiapp.ui.recordings.player import PlayerBar
from ctiapp.ui.recordings.viewmodel import Known, face
from ctiapp.ui.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

_AT = samples.moment(0).at
_ME = "2005"
_NAMES = {
    "2003": "Dave Harris",
    "+12354978652": "Joseph Goffin",
    "+4989123456789": "Dr. Maximilian Freiherr von und zu Hohenstein-Wolkenkuckucksheim",
    "+8613900000002": "王小明",
    "+971501234567": "محمد الأحمد",
    "6402": "Support",
}
KNOWN = Known(
    lambda number: _NAMES.get(number.text, ""),
    lambda number: number.text == _ME,
    lambda: _AT,
)
"""How lines are said."""


def _made(minutes: int, caller: str, callee: str, talk_s: int, way: Direction) -> Recording:
    at = _AT - timedelta(minutes=minutes)
    who, whom = RecordParty(Number(caller)), RecordParty(Number(callee))
    size = 16_000 * talk_s
    file = f"{minutes}.wav"
    return Recording(str(minutes), at, "", who, whom, talk_s, size, way, file)


RECORDINGS = (
    _made(8, "+12354978652", _ME, 205, Direction.INBOUND),
    _made(40, _ME, "2003", 61, Direction.INTERNAL),
    _made(95, "+4989123456789", "+4989123456789", 3920, Direction.INBOUND),
    _made(1300, _ME, "+8613900000002", 0, Direction.OUTBOUND),
    _made(1500, "+971501234567", _ME, 17, Direction.INBOUND),
    _made(9000, "", "6402", 340, Direction.INBOUND),
    _made(60_000, "0301234567", _ME, 12, Direction.INBOUND),
)


class StillSound(QObject):
    """It is where the picture wants it."""

    moved = Signal(int)
    lasting = Signal(int)
    playing = Signal(bool)
    failed = Signal()
    is_playing = True
    silent = False
    position_ms = 72_000

    def open(self, _path: Path) -> None:
        """The length of the first recording."""
        self.lasting.emit(205_000)

    def play(self) -> None:
        """It plays, and stands still."""
        self.playing.emit(True)
        self.moved.emit(self.position_ms)

    def set_speed(self, _speed: float) -> None:
        """As fast as any picture."""

    def close(self) -> None:
        """The picture is made."""


class StillShelf:
    """Sounds that are here, or on their way."""

    def __init__(self, *, here: bool) -> None:
        self._here = here

    def fetch(self, file: str) -> Download:
        """One that is here at once, or 43 % of it."""
        made = Download(file, lambda pbx: pbx.recording(file))
        made.got, made.total = 43, 100
        if self._here:
            made.path, made.state = Path(file), DownloadState.DONE
        return made


def _scene(
    change: Callable[[RecordingsPage], None] = lambda _: None,
    size: QSize = DEFAULT_SIZE,
    *,
    sound: bool = True,
    here: bool = True,
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        player = PlayerBar(
            cast("Any", StillShelf(here=here)),
            make=cast("Any", (lambda _: StillSound()) if sound else (lambda _: None)),
        )
        page = RecordingsPage(lambda each: face(each, KNOWN), player)
        time = words.clock_time(_AT)
        page.show_items(RECORDINGS, words.word("recording.told", time=time), older=False)
        window = MainWindow()
        window.resize(size)
        window.search.set_key("F2")
        window.show_standing(standing(ONLINE, frozenset()))
        place = HistoryPlace()
        place.add_page("calls", words.word("history.calls"), QWidget())
        place.add_page(PAGE, words.word("recording.title"), page)
        place.show_page(PAGE)
        window.add_page(place)
        window.show_page(place, Place.HISTORY)
        change(page)
        picture = settled(window)
        player.stop()
        return picture

    return draw


def _playing(page: RecordingsPage) -> None:
    page.list.setCurrentIndex(page.model.index(0))
    page.show_actions(callable_=True)
    page.player.play("8.wav", face(RECORDINGS[0], KNOWN).title)
    page.model.show_marks(
        {
            "8.wav": words.word("recording.playing"),
            "95.wav": words.word("recording.saving", share=43),
        }
    )


def _fetching(page: RecordingsPage) -> None:
    page.list.setCurrentIndex(page.model.index(2))
    page.show_actions(callable_=True)
    page.player.play("95.wav", face(RECORDINGS[2], KNOWN).title)


def _empty(page: RecordingsPage) -> None:
    page.show_items((), "", older=False)
    page.show_empty(words.word("recording.empty"))


SCENES: dict[str, Callable[[], QPixmap]] = {
    "recordings": _scene(_playing),
    "recordings-small": _scene(_playing, LEAST_SIZE),
    "recordings-fetching": _scene(_fetching, here=False),
    "recordings-no-sound": _scene(_playing, LEAST_SIZE, sound=False),
    "recordings-empty": _scene(_empty),
}
