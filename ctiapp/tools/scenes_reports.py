"""What `pictures` takes pictures of: the reports of a supervisor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.ids import QueueId
from ctiapp.model.reports import Report, ReportKind
from ctiapp.tools.scenes_window import calls_window, settled
from ctiapp.ui import words
from ctiapp.ui.history.place import HistoryPlace
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, Place
from ctiapp.ui.reports.controller import PAGE
from ctiapp.ui.reports.page import ReportPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

_LONG = "Second level support, German-speaking customers of the northern region"
_QUEUES = Report(
    ReportKind.QUEUES,
    (
        ("Support", "6402", 184, 151, 12, 21, 82.07, 76.63, 24, 311, 185, 203),
        ("Reception", "6400", 96, 94, 0, 2, 97.92, 95.83, 6, 48, 71, 78),
        (_LONG, "6406", 1204, 996, 87, 121, 82.72, 64.12, 71, 1422, 402, 431),
        ("Rooms", "6408", 0, 0, 0, 0, 0.0, None, None, None, None, None),
    ),
)
_SHAPE = (0, 0, 0, 0, 0, 0, 1, 6, 14, 22, 27, 19, 9, 17, 25, 23, 18, 11, 5, 2, 0, 0, 0, 0)
_HOURS = Report(
    ReportKind.QUEUE_HOURS,
    tuple(
        (hour, calls, calls * 5 // 6, calls // 9, calls // 18, 83.3, 76.0, 18, 90 + hour, 170, 188)
        for hour, calls in enumerate(_SHAPE)
    ),
)
_PAUSES = Report(
    ReportKind.AGENT_PAUSES,
    (
        ("Kristin Hale", "2005", "03/02/2026 12:01:10", "03/02/2026 12:31:55", 1845),
        ("何春兰", "2010", "03/02/2026 13:00:00", "03/02/2026 13:12:04", 724),
    ),
)


def _scene(
    report: Report | None, *, size: QSize = DEFAULT_SIZE, by: int = 0, said: str = "report.asking"
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, _ = calls_window((), size=size)
        place, page = HistoryPlace(), ReportPage()
        window.add_page(place)
        place.add_page("calls", words.word("history.calls"), page.__class__())
        place.add_page(PAGE, words.word("report.title"), page)
        place.show_page(PAGE)
        window.nav(Place.HISTORY).show()
        window.show_page(place, Place.HISTORY)
        queues = [(QueueId("4"), "Support"), (QueueId("1"), "Reception"), (QueueId("7"), _LONG)]
        if report is None:
            page.show_queues(queues)
            page.show_state(words.word(said))
        else:
            page.kinds.setCurrentIndex(page.kinds.findData(report.kind))
            page.show_queues(queues)
            told = words.word("report.told", days="02.03.26", time="16:45")
            page.show_report(report, told, hours=True)
            if by:
                page.table.sorted.emit(by)
        window.grab()
        return settled(window)

    return draw


SCENES: dict[str, Callable[[], QPixmap]] = {
    "reports-queues": _scene(_QUEUES, by=2),
    "reports-hours": _scene(_HOURS),
    "reports-pauses": _scene(_PAUSES),
    "reports-small": _scene(_QUEUES, size=LEAST_SIZE),
    "reports-asking": _scene(None),
    "reports-unknown": _scene(None, said="report.no_queues"),
}
