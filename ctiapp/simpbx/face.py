"""What a vendor's face on the simulated PBX has to offer: to the server, and to the control API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import asyncio
    from collections import deque
    from collections.abc import Callable
    from typing import Any

    from aiohttp import web

    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.faults import Faults
    from ctiapp.simpbx.monitoring import Monitoring
    from ctiapp.simpbx.tally import Tally
    from ctiapp.simpbx.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a face."""

    exchange: Exchange
    """What the API is about."""
    seed: int
    """Makes the credentials."""
    pump: Callable[[], None]
    """Brings the exchange up to date, around each request."""
    now_s: Callable[[], float]
    """The clock that tokens live by, in epoch seconds."""


class Face(Protocol):
    """One vendor's API in front of the exchange. Every time is of the clock that tokens live by."""

    faults: Faults
    """The failures that are on order."""
    requests: deque[dict[str, Any]]
    """The requests so far, secrets masked."""
    tally: Tally
    monitoring: Monitoring
    light: asyncio.Event
    """Clear while the PBX is a black hole."""
    on_subscribed: Callable[[], None]
    """Called when somebody begins to listen to events."""

    @property
    def client_id(self) -> str:
        """Who may use the API."""

    @property
    def client_secret(self) -> str:
        """With what they log in."""

    @property
    def trouble(self) -> Trouble:
        """What happens to events on their way."""

    @trouble.setter
    def trouble(self, trouble: Trouble) -> None: ...

    def application(self) -> web.Application:
        """Return the web application that serves the API."""

    async def start(self, host: str) -> None:
        """Open what else the vendor has, on ``host``. Raises ``OSError`` where it cannot."""

    async def close(self) -> None:
        """Break every connection and wait until what was begun is over; harmless when repeated."""

    def described(self) -> dict[str, object]:
        """Return what the first line of output tells beyond what every kind does."""

    def tell(self, fact: Fact) -> None:
        """Tell those who listen of a fact, in the vendor's events."""

    def send_raw(self, text: str) -> int:
        """Send any text to all who listen, as an event; returns how many they are."""

    def listeners(self) -> list[dict[str, object]]:
        """Return who listens to events, one entry each."""

    def configure(self, name: str, value: object) -> dict[str, object]:
        """Set what this vendor alone has; returns all of that. Raises ``ControlError``."""

    def cut(self) -> int:
        """Take the events' way from all who listen; returns how many they were."""

    def skip(self, seconds: float) -> None:
        """Let those who listen have been silent for a while, where that matters."""

    def expire_tokens(self) -> None:
        """Let every token die now."""

    def unblock(self) -> None:
        """Lift every block of an address."""

    def live_tokens(self) -> int:
        """How many tokens live."""

    def go_down(self) -> None:
        """The PBX goes down: end what does not outlive that."""

    def come_up(self) -> None:
        """The PBX is up again."""

    def next_due_in_s(self, now_s: float) -> float | None:
        """In how many seconds a connection may have to close by itself, or None."""

    def close_due(self, now_s: float) -> None:
        """Close the connections that have to close by now."""
