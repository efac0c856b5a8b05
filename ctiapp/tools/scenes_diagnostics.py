"""What `pictures` takes pictures of: the pages of diagnostics, and the offer after a crash."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.notice import Notice, Severity
from ctiapp.services.connection import Connection
from ctiapp.services.diagnosticfiles import DiagnosticFile
from ctiapp.services.diagnostics import Health, Latencies, LinkMove
from ctiapp.tools import samples
from ctiapp.tools.scenes_window import ONLINE, settled
from ctiapp.ui.diagnostics.offer import CrashOffer
from ctiapp.ui.diagnostics.view import DiagnosticsPage, SavePage
from ctiapp.ui.diagnostics.viewmodel import fact_rows, move_rows
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, MainWindow, Place
from ctiapp.ui.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

_AT = samples.moment(0).at
_LOST = Notice.of("error.link_lost", severity=Severity.WARNING, code="1006")
_MOVES = (
    LinkMove(_AT - timedelta(hours=3), Connection.SIGNED_OUT),
    LinkMove(_AT - timedelta(hours=3), Connection.CONNECTING),
    LinkMove(_AT - timedelta(hours=3), Connection.ONLINE),
    LinkMove(_AT - timedelta(minutes=40), Connection.RECONNECTING, _LOST),
    LinkMove(_AT - timedelta(minutes=39), Connection.ONLINE),
)
HEALTH = Health(
    _AT,
    ONLINE,
    _MOVES,
    Latencies(214, 3.1, 6.4, 9.8),
    412.0,
    1388.0,
    -28_798.0,
    (("CallRecorded", 214), ("CallReported", 1893), ("LineChanged", 2207), ("UnknownEvent", 3)),
    1,
)
FILES = (
    DiagnosticFile("diagnostics.json", '{\n "version": "0.1.0",\n "connection": "online"\n}\n' * 9),
    DiagnosticFile("environment.json", "{}\n"),
    DiagnosticFile("settings.json", "{}\n"),
    DiagnosticFile("log.txt", "2026-03-02 09:30:00.000 INFO    ctiapp.link: up\n" * 4000),
    DiagnosticFile("crash.txt", "Fatal Python error: Segmentation fault\n"),
    DiagnosticFile("capture.jsonl", "{}\n"),
)


class _Unclean:
    """A run that did not end in order."""

    unclean = True

    def seen_to(self) -> None:
        """Nobody looks."""


def _window(page: QWidget, size: QSize, place: Place = Place.SETTINGS) -> MainWindow:
    window = MainWindow()
    window.resize(size)
    window.search.set_key("F2")
    window.show_standing(standing(ONLINE, frozenset()))
    window.add_page(page)
    window.show_page(page, place)
    return window


def _health(size: QSize = DEFAULT_SIZE, *, offer: bool = False) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        page = DiagnosticsPage()
        page.show_health(fact_rows(HEALTH), move_rows(HEALTH), kept=True)
        window = _window(page, size)
        if offer:
            CrashOffer(window, _Unclean(), lambda: None)
        return settled(window)

    return draw


def _report(size: QSize = DEFAULT_SIZE) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        page = SavePage()
        page.show_files(FILES)
        return settled(_window(page, size))

    return draw


SCENES: dict[str, Callable[[], QPixmap]] = {
    "diagnostics": _health(),
    "diagnostics-small-offer": _health(LEAST_SIZE, offer=True),
    "diagnostics-report": _report(),
    "diagnostics-report-small": _report(LEAST_SIZE),
}
