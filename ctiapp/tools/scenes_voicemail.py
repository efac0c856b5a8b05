"""What `pictures` takes pictures of: one's own messages, and the question before one is deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QWidget

from ctiapp.model.errors import LinkTimeout
from ctiapp.model.messagekeys import key_of
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.tools import samples
from ctiapp.tools.scenes_recordings import StillShelf, StillSound
from ctiapp.tools.scenes_window import ONLINE, settled
from ctiapp.ui import words
from ctiapp.ui.history.place import HistoryPlace
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, MainWindow, Place
from ctiapp.ui.recordings.player import PlayerBar
from ctiapp.ui.standing import standing
from ctiapp.ui.voicemail import viewmodel
from ctiapp.ui.voicemail.controller import PAGE
from ctiapp.ui.voicemail.page import VoicemailPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

_AT = samples.moment(0).at
_NAMES = {
    "2003": "Dave Harris",
    "+12354978652": "Joseph Goffin",
    "+4989123456789": "Dr. Maximilian Freiherr von und zu Hohenstein-Wolkenkuckucksheim",
    "+8613900000002": "王小明",
    "+971501234567": "محمد الأحمد",
}
KNOWN = viewmodel.Known(
    lambda message: _NAMES.get(message.caller.number.text, message.caller.name),
    lambda message: message.new is True,
    lambda: _AT,
)
"""How lines are said."""


def _left(minutes: int, caller: str, length_s: int | None, *, new: bool) -> Voicemail:
    at = _AT - timedelta(minutes=minutes)
    return Voicemail(f"{minutes}.wav", RecordParty(Number(caller)), at, length_s, new)


MESSAGES = (
    _left(4, "+12354978652", 205, new=True),
    _left(35, "+4989123456789", 3920, new=True),
    _left(95, "2003", 9, new=False),
    _left(1300, "+971501234567", 17, new=True),
    _left(1500, "+8613900000002", 64, new=False),
    _left(9000, "", 340, new=False),
    _left(60_000, "0301234567", None, new=False),
)


def _scene(
    change: Callable[[VoicemailPage], None], size: QSize = DEFAULT_SIZE, *, new: int = 3
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        player = PlayerBar(StillShelf(here=True), make=cast("Any", lambda _: StillSound()))
        page = VoicemailPage(lambda each: viewmodel.face(each, KNOWN), player)
        told = words.word("recording.told", time=words.clock_time(_AT))
        page.show_items(MESSAGES, viewmodel.counts(MESSAGES, new), told, "")
        window = MainWindow()
        window.resize(size)
        window.search.set_key("F2")
        window.show_standing(standing(ONLINE, frozenset()))
        place = HistoryPlace()
        place.add_page("calls", words.word("history.calls"), QWidget())
        place.add_page("recordings", words.word("recording.title"), QWidget())
        place.add_page(PAGE, words.word("voicemail.title"), page, badge=True)
        place.show_page(PAGE)
        place.set_badge(PAGE, new)
        window.nav(Place.HISTORY).set_badge(new)
        window.add_page(place)
        window.show_page(place, Place.HISTORY)
        change(page)
        picture = settled(window)
        player.stop()
        return picture

    return draw


def _choose(page: VoicemailPage, row: int) -> None:
    page.list.setCurrentIndex(page.model.index(row))
    page.show_actions(files=True, callable_=True, deleting=False)


def _playing(page: VoicemailPage) -> None:
    _choose(page, 0)
    page.player.play(key_of(MESSAGES[0]), viewmodel.face(MESSAGES[0], KNOWN).title)
    page.model.show_marks(
        {
            key_of(MESSAGES[0]): words.word("recording.playing"),
            key_of(MESSAGES[1]): words.word("recording.saving", share=43),
            key_of(MESSAGES[2]): words.word("voicemail.deleting"),
        }
    )


def _asking(page: VoicemailPage) -> None:
    _choose(page, 1)
    title = viewmodel.face(MESSAGES[1], KNOWN).title
    page.ask(words.word("voicemail.delete_ask", who=title))


def _failed(page: VoicemailPage) -> None:
    _choose(page, 0)
    page.show_trouble(viewmodel.failure(LinkTimeout("silence")))


def _empty(page: VoicemailPage) -> None:
    page.show_items((), "", page.state_text, words.word("voicemail.empty"))
    page.show_actions(files=True, callable_=False, deleting=False)


SCENES: dict[str, Callable[[], QPixmap]] = {
    "voicemail": _scene(_playing),
    "voicemail-small": _scene(_playing, LEAST_SIZE),
    "voicemail-delete": _scene(_asking, LEAST_SIZE),
    "voicemail-failed": _scene(_failed, LEAST_SIZE),
    "voicemail-empty": _scene(_empty, new=0),
}
