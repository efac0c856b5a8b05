"""What `pictures` takes pictures of: those who tried in vain and wait to be called back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ctiapp.model.followups import FollowUp, Miss, withheld_line
from ctiapp.model.history import Fate
from ctiapp.model.notice import Severity
from ctiapp.model.number import Number
from ctiapp.tools import samples
from ctiapp.tools.scenes_history import FACES, KNOWN
from ctiapp.tools.scenes_window import ONLINE, settled
from ctiapp.ui import words
from ctiapp.ui.followups.page import FollowUpsPage
from ctiapp.ui.followups.viewmodel import person_face
from ctiapp.ui.history.callspage import CallsPage
from ctiapp.ui.history.place import HistoryPlace
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, MainWindow, Place
from ctiapp.ui.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

_AT = samples.moment(0).at
_SUPPORT = Number("6402")


def _miss(minutes: float, number: str | None, fate: Fate = Fate.MISSED, **facts: Any) -> Miss:
    key = f"{number}@{minutes}"
    line = withheld_line(key) if number is None else number
    kept = None if number is None else Number(number)
    at = _AT - timedelta(minutes=minutes)
    return replace(Miss(key, line, at, kept, "", fate, 20), **facts)


def _row(*tries: Miss, **facts: Any) -> FollowUp:
    lines = tuple(dict.fromkeys(each.line for each in tries))
    return replace(FollowUp(lines[0], lines, tries), **facts)


ROWS = (
    _row(
        _miss(0.5, "+12354978652", Fate.ABANDONED, queue=_SUPPORT, waited_s=192),
        _miss(9, "+12354978652", Fate.ABANDONED, queue=_SUPPORT, waited_s=31),
        _miss(31, "+12354978652"),
    ),
    _row(_miss(14, None, queue=_SUPPORT, fate=Fate.ABANDONED, waited_s=75)),
    _row(
        _miss(22, "+4989123456789"),
        _miss(50, "+4989123456789"),
        reason="Wants the offer once more, in writing, before Friday, with the new prices",
        said_at=_AT - timedelta(days=1),
    ),
    _row(_miss(48, "2008")),
    _row(_miss(70, "+8613900000002", Fate.VOICEMAIL, waited_s=0)),
    _row(_miss(95, "0301234567", name="<b>Tom</b> & Söhne")),
    _row(_miss(1530, "+971501234567", Fate.ABANDONED, queue=_SUPPORT, waited_s=12)),
    _row(
        _miss(130, "5503302"),
        until=_AT + timedelta(hours=2),
        reason="at lunch",
        said_at=_AT - timedelta(hours=1),
    ),
)


def _window(page: FollowUpsPage, size: QSize) -> MainWindow:
    window = MainWindow()
    window.resize(size)
    window.search.set_key("F2")
    window.show_standing(standing(ONLINE, frozenset()))
    place = HistoryPlace()
    place.badged.connect(window.nav(Place.HISTORY).set_badge)
    place.add_page("calls", words.word("history.calls"), _calls())
    place.add_page("followups", words.word("followups.heading"), page, badge=True)
    place.show_page("followups")
    place.set_badge("followups", sum(row.until is None for row in page.list.people.rows))
    window.nav(Place.HISTORY).show()
    window.add_page(place)
    window.show_page(place, Place.HISTORY)
    return window


def _calls() -> CallsPage:
    return CallsPage(FACES, lambda: _AT.astimezone().date())


def _scene(
    change: Callable[[FollowUpsPage], None] = lambda _: None,
    size: QSize = DEFAULT_SIZE,
    rows: tuple[FollowUp, ...] = ROWS,
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        page = FollowUpsPage(lambda row: person_face(row, KNOWN))
        page.show_people(rows, known=True)
        page.show_state(words.word("history.synced", time=words.clock_time(_AT)))
        window = _window(page, size)
        change(page)
        return settled(window)

    return draw


def _chosen(page: FollowUpsPage) -> None:
    page.list.setCurrentIndex(page.list.people.index(2))
    page.show_undo(on=True)


def _asked(page: FollowUpsPage) -> None:
    page.list.setCurrentIndex(page.list.people.index(0))
    page.ask_why(ROWS[0].person, "Joseph Goffin")


def _old(page: FollowUpsPage) -> None:
    page.list.setCurrentIndex(page.list.people.index(1))
    said = words.word("followups.old")
    page.banner.show_message(Severity.WARNING, said, closable=False)


SCENES: dict[str, Callable[[], QPixmap]] = {
    "followups": _scene(_chosen),
    "followups-small": _scene(_chosen, LEAST_SIZE),
    "followups-done": _scene(_asked, LEAST_SIZE),
    "followups-old": _scene(_old),
    "followups-nobody": _scene(rows=()),
}
