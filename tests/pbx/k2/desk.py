"""A client of the K2 at a simulated PBX, which is a real server."""

from __future__ import annotations

import random
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account, Credentials, Listening
from ctiapp.pbx.k2.client import K2
from ctiapp.pbx.pushed import BEAT_S
from ctiapp.pbx.rest import Timing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from ctiapp.model.events import PbxEvent
    from ctiapp.simpbx.server import RunningPbx

ME, COLLEAGUE, THIRD = Number("2000"), Number("2001"), Number("2002")

T = TypeVar("T")


class Desk:
    """A simulated K2, and one account at it."""

    def __init__(self, pbx: RunningPbx) -> None:
        self.pbx = pbx
        self.secret = pbx.face.client_secret
        self.event_port = pbx.face.described()["event_port"]
        self.account = Account(
            "k2", pbx.url, pbx.face.client_id, ME, listen=Listening("127.0.0.1", 0)
        )
        self.now = datetime.now(UTC)
        self.clients: list[K2] = []

    def client(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        beat_s: float = BEAT_S,
        **changes: object,
    ) -> K2:
        client = K2(
            replace(self.account, **changes),  # type: ignore[arg-type]
            timing=Timing(connect_s=5, read_s=5),
            beat_s=beat_s,
            now=lambda: self.now,
            clock=clock,
            rng=random.Random(1),
        )
        self.clients.append(client)
        return client

    def by_tcp(self, **changes: object) -> K2:
        """A client that reads events from the event port."""
        wanted = {"listen": None, "event_port": self.event_port, "clear_event_password": True}
        return self.client(**{**wanted, **changes})

    async def signed_in(self, client: K2 | None = None) -> K2:
        client = client or self.client()
        await client.sign_in(Credentials(self.secret))
        return client

    def control(self, verb: str, **body: object) -> dict[str, object]:
        return self.pbx.control.run(verb, body)

    def asked(self, endpoint: str) -> list[dict[str, object]]:
        """What an endpoint was asked, secrets masked."""
        return [each for each in self.pbx.face.requests if each["endpoint"] == endpoint]


@asynccontextmanager
async def following(client: K2) -> AsyncIterator[Callable[[type[T]], Awaitable[T]]]:
    """Open the event stream; what is yielded waits for the next event of a kind."""
    async with client.stream() as stream:
        frames = stream.frames()
        waiting: list[PbxEvent] = []

        async def next_of(kind: type[T]) -> T:
            while True:
                while waiting:
                    event = waiting.pop(0)
                    if isinstance(event, kind):
                        return event
                frame, _ = await anext(frames)
                waiting.extend(client.parse(frame))

        yield next_of
        await frames.aclose()
