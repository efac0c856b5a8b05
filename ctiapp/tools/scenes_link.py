"""What `pictures` takes pictures of: the window while the connection is down, and after that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase
from ctiapp.model.errors import EventsBlocked
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.away import AwayCall
from ctiapp.services.connection import Connection
from ctiapp.tools import samples
from ctiapp.tools.scenes_window import HELD, ONLINE, TALKING, calls_window, settled
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

    from ctiapp.model.call import Moment
    from ctiapp.services.cards import Card
    from ctiapp.services.connection import ConnectionStatus

DOWN = replace(
    ONLINE,
    state=Connection.RECONNECTING,
    notice=Notice.of("error.link_timeout", severity=Severity.WARNING),
)


def _at(seconds_ago: float) -> Moment:
    """A moment whose time of day is as long ago as well."""
    made = samples.moment(seconds_ago)
    return replace(made, at=made.at - timedelta(seconds=seconds_ago))


def _away(card: Card, *, was: Phase, since_s: float | None = None, text: str = "") -> AwayCall:
    return AwayCall(
        CallId(f"away-{card.call_id}"),
        card.name or "",
        card.number,
        text or card.number_text,
        was,
        None if since_s is None else _at(since_s),
        was is Phase.RINGING,
        _at(200),
        _at(20),
    )


AWAY = (
    _away(samples.RINGING, was=Phase.RINGING, since_s=260),
    _away(samples.LONG, was=Phase.TALKING, since_s=900),
    _away(replace(HELD, name=None), was=Phase.HELD),
)


BLOCKED = replace(
    DOWN, notice=EventsBlocked("", address="192.168.5.20", port=8260).notice(Severity.WARNING)
)


def _down(size: QSize = DEFAULT_SIZE, status: ConnectionStatus = DOWN) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        cards = [replace(each, stale=True, actions=()) for each in (TALKING, HELD)]
        window, place = calls_window(cards, "2", status=status, size=size)
        place.set_live(False)
        return settled(window)

    return draw


def _back(size: QSize = DEFAULT_SIZE) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, place = calls_window([HELD], "3", size=size)
        place.show_away(AWAY)
        return settled(window)

    return draw


SCENES: dict[str, Callable[[], QPixmap]] = {
    "link-down": _down(),
    "link-down-small": _down(LEAST_SIZE),
    "link-blocked": _down(status=BLOCKED),
    "link-blocked-small": _down(LEAST_SIZE, BLOCKED),
    "link-away": _back(),
    "link-away-small": _back(LEAST_SIZE),
}
