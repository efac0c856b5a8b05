"""How we stand with the PBX, as the window shows it: which page, which pill, which banners.

Pure decisions for ``mainwindow.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.services.connection import Connection

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.notice import Notice
    from ctiapp.services.connection import ConnectionStatus


class Live(Enum):
    """The pill in the header."""

    LIVE = "live"
    CONNECTING = "connecting"
    RECONNECTING = "reconnecting"
    SIGNED_OUT = "signed_out"


class Strip(Enum):
    """The banners that stand as long as their cause does, the most urgent first."""

    RECONNECTING = "reconnecting"
    SILENT = "silent"


_FOR_SOMEBODY = frozenset(
    {
        *("error.events_blocked", "error.events_silent", "error.cannot_listen"),
        *("error.event_port_closed", "error.event_port_refused", "error.events_outdated"),
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the frame of the window shows.

    Attributes:
        live: the pill.
        signed_in: whether the calls place is shown, and not the sign-in page.
        name: whose window it is; empty when signed out.
        number: their extension; empty when signed out.
        strips: the standing banners.
        why: what the link says of itself while it is not live.
        picture_at: when what is shown was last known to be true.
        plain: whether what goes over the network can be read there: the user allowed http://.
    """

    live: Live = Live.SIGNED_OUT
    signed_in: bool = False
    name: str = ""
    number: str = ""
    strips: tuple[Strip, ...] = ()
    why: Notice | None = None
    picture_at: datetime | None = None
    plain: bool = False

    @property
    def needs_somebody(self) -> bool:
        """Whether trying again mends nothing until somebody has done what ``why`` says."""
        return self.why is not None and self.why.key in _FOR_SOMEBODY

    @property
    def can_test(self) -> bool:
        """Whether a test of events may show that the way is open again."""
        return self.why is not None and self.why.key == "error.events_blocked"


def standing(status: ConnectionStatus, dismissed: frozenset[Strip]) -> Standing:
    """What to show; ``dismissed`` are the banners the user has read and put away."""
    signed_in = status.state in (Connection.ONLINE, Connection.RECONNECTING)
    live = {
        Connection.ONLINE: Live.LIVE,
        Connection.CONNECTING: Live.CONNECTING,
        Connection.RECONNECTING: Live.RECONNECTING,
    }.get(status.state, Live.SIGNED_OUT)
    strips = []
    if status.state is Connection.RECONNECTING:
        strips.append(Strip.RECONNECTING)
    if signed_in and status.silent:
        strips.append(Strip.SILENT)
    me = status.me if signed_in else None
    return Standing(
        live,
        signed_in,
        "" if me is None else me.name,
        "" if me is None else me.number.text,
        tuple(strip for strip in strips if strip not in dismissed),
        status.notice,
        status.picture_at,
        status.pbx is not None and status.pbx.url.casefold().startswith("http://"),
    )


def still_true(dismissed: frozenset[Strip], status: ConnectionStatus) -> frozenset[Strip]:
    """What was put away comes back with its next cause: forget what is over."""
    gone = set()
    if not status.silent:
        gone.add(Strip.SILENT)
    if status.state is not Connection.RECONNECTING:
        gone.add(Strip.RECONNECTING)
    return dismissed - gone
