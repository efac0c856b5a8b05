"""The P-Series face as a whole: its API, its event sockets and the site that serves both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.hub import Hub
from ctiapp.simpbx.p_series.facade import PSeries
from ctiapp.simpbx.web import ApiSite

if TYPE_CHECKING:
    import asyncio
    from collections import deque
    from collections.abc import Callable

    from aiohttp import web

    from ctiapp.simpbx.face import Behind
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.faults import Faults
    from ctiapp.simpbx.monitoring import Monitoring
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.tally import Tally
    from ctiapp.simpbx.trouble import Trouble


class PSeriesFace:
    """Implements :class:`~ctiapp.simpbx.face.Face`."""

    def __init__(self, behind: Behind) -> None:
        """Stand in front of what is ``behind``."""
        self.api = PSeries(behind.exchange, seed=behind.seed)
        self.api.token_now_s = behind.now_s
        self.hub = Hub(self.api.tokens)
        self.site = ApiSite(self.api, self.hub, behind.pump)
        self.faults: Faults = self.site.faults
        self.requests: deque[JsonObject] = self.site.requests
        self.tally: Tally = self.site.tally
        self.monitoring: Monitoring = self.api.monitoring
        self.light: asyncio.Event = self.hub.light

    @property
    def on_subscribed(self) -> Callable[[], None]:
        """Called when a socket subscribes."""
        return self.site.on_subscribed

    @on_subscribed.setter
    def on_subscribed(self, call: Callable[[], None]) -> None:
        self.site.on_subscribed = call

    @property
    def client_id(self) -> str:
        """The API client's ID."""
        return self.api.tokens.client_id

    @property
    def client_secret(self) -> str:
        """The API client's secret."""
        return self.api.tokens.client_secret

    @property
    def trouble(self) -> Trouble:
        """What happens to frames on their way."""
        return self.hub.way.trouble

    @trouble.setter
    def trouble(self, trouble: Trouble) -> None:
        self.hub.way.trouble = trouble

    def application(self) -> web.Application:
        """Return the web application that serves the API and the sockets."""
        return self.site.application()

    async def start(self, host: str) -> None:
        """Open nothing else."""

    async def close(self) -> None:
        """Break every socket and wait until what was begun is over."""
        self.hub.light.set()
        await self.hub.finish()

    def described(self) -> dict[str, object]:
        """Tell nothing else."""
        return {}

    def tell(self, fact: Fact) -> None:
        """Send the frames of a fact to whoever subscribed to them."""
        for topic, text in self.api.frames(fact):
            self.hub.publish(topic, text)

    def send_raw(self, text: str) -> int:
        """Send any text on every socket; returns on how many."""
        return self.hub.send_raw(text)

    def listeners(self) -> list[dict[str, object]]:
        """Return the topics of each socket."""
        return [{"topics": sorted(each.topics)} for each in self.hub.sockets]

    def configure(self, name: str, value: object) -> dict[str, object]:
        """Set nothing: the verb ``settings`` does it here. Raises ``ControlError``."""
        message = f"a P-Series has no {name} ({value!r}); see settings"
        raise ControlError(message)

    def cut(self) -> int:
        """Break every socket without a word; returns how many."""
        return self.hub.cut()

    def skip(self, seconds: float) -> None:
        """Let every socket's client have been silent for a while."""
        self.hub.skip(seconds)

    def expire_tokens(self) -> None:
        """Let every access token die now; refresh tokens live on."""
        self.api.tokens.expire(self.api.token_now_s())

    def unblock(self) -> None:
        """Lift every block of an address."""
        self.api.tokens.unblock()

    def live_tokens(self) -> int:
        """How many access tokens live."""
        return self.api.tokens.live(self.api.token_now_s())

    def go_down(self) -> None:
        """End every socket and every access token."""
        self.hub.cut()
        self.expire_tokens()

    def come_up(self) -> None:
        """Tell nobody: there is no event for it."""

    def next_due_in_s(self, now_s: float) -> float | None:
        """In how many seconds a socket may have to close."""
        return self.hub.next_due_in_s(now_s)

    def close_due(self, now_s: float) -> None:
        """Close the sockets that were silent too long or whose token is dead."""
        self.hub.close_due(now_s)
