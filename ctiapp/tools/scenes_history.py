"""What `pictures` takes pictures of: the place of what happened, with its list of past calls."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ctiapp.model.call import Direction
from ctiapp.model.history import DayCount, Fate, HistoryLeg, Kind, PastCall
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome, RecordParty
from ctiapp.tools import samples
from ctiapp.tools.scenes_window import ONLINE, settled
from ctiapp.ui import words
from ctiapp.ui.history.callspage import CallsPage
from ctiapp.ui.history.filterbar import Span
from ctiapp.ui.history.lines import Spot
from ctiapp.ui.history.model import Faces
from ctiapp.ui.history.place import HistoryPlace
from ctiapp.ui.history.viewmodel import Known, Who, call_face, day_face, leg_face
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, MainWindow, Place
from ctiapp.ui.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

    from ctiapp.ui.history.model import Block

_AT = samples.moment(0).at
_TODAY = _AT.astimezone().date()
_NAMES = {
    "2003": Who("Dave Harris"),
    "2008": Who("Anna Simmons"),
    "+12354978652": Who("Joseph Goffin", "Ticketsales"),
    "+4989123456789": Who(
        "Dr. Maximilian Freiherr von und zu Hohenstein-Wolkenkuckucksheim",
        "Gesellschaft für angewandte Überlängenforschung mit beschränkter Haftung",
    ),
    "+8613900000002": Who("王小明", "北京四海贸易有限公司"),
    "+971501234567": Who("محمد الأحمد", "شركة الخليج"),
}
_QUEUES = {"6402": "Support", "6400": "Reception"}
KNOWN = Known(
    lambda number: _NAMES.get(number.text, Who()),
    lambda number: _QUEUES.get(number.text, ""),
    lambda number: number.text == "2005",
    lambda: _AT,
)
"""Who is who: a few people, two queues."""
FACES = Faces(
    lambda call: call_face(call, KNOWN),
    lambda leg: leg_face(leg, KNOWN),
    lambda day: day_face(day, _TODAY),
)
"""How lines are said of them."""


def _call(minutes: int, number: str | None, fate: Fate, **facts: Any) -> PastCall:
    usual = PastCall(
        str(minutes),
        _AT - timedelta(minutes=minutes),
        None if number is None else Number(number),
        "",
        Direction.INBOUND,
        incoming=True,
        fate=fate,
    )
    return replace(usual, **facts)


CALLS = (
    _call(
        8,
        "+12354978652",
        Fate.MISSED,
        ring_s=21,
        queue=Number("6402"),
        did=Number("5503301"),
        note="Asked for the refund of order 4711",
    ),
    _call(19, "2008", Fate.ANSWERED, incoming=False, direction=Direction.INTERNAL, talk_s=124),
    _call(
        30,
        "+4989123456789",
        Fate.ANSWERED,
        talk_s=3920,
        queue=Number("6402"),
        did=Number("5503301"),
        recording="20260302112000-1.wav",
        parts=3,
        note="Wants the offer once more, in writing, before Friday, with the new prices for 2026",
    ),
    _call(41, "5503302", Fate.ABANDONED, ring_s=192, queue=Number("6400")),
    _call(
        52,
        "+8613900000002",
        Fate.ANSWERED_ELSEWHERE,
        taken_by=Number("2003"),
        talk_s=61,
        queue=Number("6402"),
    ),
    _call(70, None, Fate.VOICEMAIL, talk_s=14),
    _call(75, "+971501234567", Fate.NO_ANSWER, incoming=False, ring_s=30),
    _call(80, "0301234567", Fate.BUSY, incoming=False, name="<b>Tom</b> & Söhne"),
    _call(88, "0309876543", Fate.DECLINED, incoming=False, ring_s=6),
    _call(95, "5503399", Fate.REFUSED, ring_s=3),
    _call(99, "0304711", Fate.FAILED, incoming=False),
)
LEGS = (
    HistoryLeg(
        _AT - timedelta(minutes=30),
        RecordParty(Number("+4989123456789")),
        RecordParty(Number("6402")),
        Outcome.ANSWERED,
        ring_s=4,
    ),
    HistoryLeg(
        _AT - timedelta(minutes=30),
        RecordParty(Number("+4989123456789")),
        RecordParty(Number("2008")),
        Outcome.NO_ANSWER,
        ring_s=15,
        reason="Queue 6402 timed out",
    ),
    HistoryLeg(
        _AT - timedelta(minutes=29),
        RecordParty(Number("+4989123456789")),
        RecordParty(Number("2005")),
        Outcome.ANSWERED,
        ring_s=6,
        talk_s=3920,
        recording="20260302112000-1.wav",
    ),
)


def _page(days: int = 4, *, slow: bool = False) -> CallsPage:
    page = CallsPage(FACES, lambda: _TODAY)

    def read(block: Block) -> None:
        every = (*CALLS,) * 20
        found = tuple(
            replace(every[at], key=f"{block.day}/{at}")
            for at in range(block.offset, block.offset + block.limit)
        )
        page.model.put_block(block, found)

    if not slow:
        page.model.wanted.connect(read)
    page.bar.set_queues(((Number("6402"), "Support"), (Number("6400"), "Reception")))
    page.show_state(words.word("history.synced", time=words.clock_time(_AT)))
    counts = (7, 143, 5, 151)
    page.show_days(
        tuple(DayCount(_TODAY - timedelta(days=at), counts[at % 4]) for at in range(days)),
        others=True,
    )
    return page


def _window(page: CallsPage, size: QSize) -> MainWindow:
    window = MainWindow()
    window.resize(size)
    window.search.set_key("F2")
    window.show_standing(standing(ONLINE, frozenset()))
    place = HistoryPlace()
    place.add_page("calls", words.word("history.calls"), page)
    window.add_page(place)
    window.nav(Place.HISTORY).set_badge(3)
    window.show_page(place, Place.HISTORY)
    return window


def _scene(
    change: Callable[[CallsPage], None] = lambda _: None,
    size: QSize = DEFAULT_SIZE,
    days: int = 4,
    *,
    slow: bool = False,
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        page = _page(days, slow=slow)
        window = _window(page, size)
        change(page)
        return settled(window)

    return draw


def _unfolded(page: CallsPage) -> None:
    page.model.set_legs(Spot(_TODAY, 5), LEGS)
    page.list.choose(3)


def _noting(page: CallsPage) -> None:
    page.list.choose(1)
    page.note.write("1", CALLS[0].note, "Joseph Goffin")


def _narrowed(page: CallsPage) -> None:
    page.bar.choose(Kind.MISSED)
    page.bar.choose_span(Span.CHOSEN)
    page.bar.search.setText("goffin")


def _nothing(page: CallsPage) -> None:
    _narrowed(page)
    page.show_days((), others=True)


SCENES: dict[str, Callable[[], QPixmap]] = {
    "history": _scene(_unfolded),
    "history-small": _scene(_unfolded, LEAST_SIZE),
    "history-note": _scene(_noting, LEAST_SIZE),
    "history-filters": _scene(_narrowed),
    "history-filters-small": _scene(_narrowed, LEAST_SIZE),
    "history-nothing": _scene(_nothing),
    "history-empty": _scene(days=0),
    "history-waiting": _scene(slow=True),
}
