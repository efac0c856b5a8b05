"""What `pictures` takes pictures of: the page for the next shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.tools.scenes_window import calls_window, settled
from ctiapp.ui import text, words
from ctiapp.ui.handover.controller import PAGE
from ctiapp.ui.handover.page import HandoverPage
from ctiapp.ui.handover.viewmodel import Figure, Line, Section, Sheet
from ctiapp.ui.history.place import HistoryPlace
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

_LONG = "Maximiliane Wolfeschlegelsteinhausenbergerdorff-Schmidtchen"
_FIGURES = (
    ("34", "answered"),
    ("2", "elsewhere"),
    ("3", "missed"),
    ("1", "abandoned"),
    ("12", "outgoing"),
    ("0:06", "ring"),
    ("1:10:10", "talk"),
)
_DAY = (0, 0, 0, 0, 0, 0, 0, 1, 3, 8, 6, 5, 2, 0, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0)
_WAITS = (
    ("13900000002", "slot 6001 · by Dave Harris · 1:00"),
    (_LONG, "+49 711 123456 · slot 6002 · by you · 3:04"),
)
_REASON = (
    "3× · today 11:20 · Support · wants the bill before Friday, and somebody who speaks"
    " Portuguese if there is anybody"
)
_OPEN = (
    ("Joseph Goffin, 5503301", _REASON),
    ("王小明, +86 139 0000 0002", "1× · today 10:02 · Reception"),
    ("Number withheld", "1× · today 09:41 · Support"),
)
_AWAY = (("Dave Harris", "At lunch"), ("Ines Prado", "Off work"))
_NOTES = (("Joseph Goffin, 5503301", "14:05 · Taxi at 7, room 214"),)


def _sheet(*, quiet: bool = False) -> Sheet:
    sections = (
        ("parked.heading", "handover.nobody_waits", _WAITS),
        ("handover.open", "handover.nobody_open", _OPEN),
        ("handover.away", "handover.nobody_away", _AWAY),
        ("handover.notes", "handover.no_notes", _NOTES),
    )
    return Sheet(
        words.word("handover.of", who="Kristin Hale · 2005"),
        "2 March 2026, 15:00",
        tuple(
            Figure("0" if quiet else value, words.word(f"handover.{key}"))
            for value, key in _FIGURES
        ),
        tuple(
            Section(
                words.word(heading),
                () if quiet else tuple(Line(text.isolate(who), what) for who, what in lines),
                words.word(nobody),
            )
            for heading, nobody, lines in sections
        ),
        tuple((0, 0) if quiet else (n, n // 4) for n in _DAY),
    )


def _scene(*, quiet: bool = False, size: QSize = DEFAULT_SIZE) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, _ = calls_window((), size=size)
        place, page = HistoryPlace(), HandoverPage()
        window.add_page(place)
        place.add_page(PAGE, words.word("handover.title"), page)
        window.nav(Place.HISTORY).show()
        window.show_page(place, Place.HISTORY)
        window.grab()
        page.show_sheet(_sheet(quiet=quiet))
        return settled(window)

    return draw


SCENES: dict[str, Callable[[], QPixmap]] = {
    "handover": _scene(),
    "handover-quiet": _scene(quiet=True),
    "handover-small": _scene(size=LEAST_SIZE),
}
