"""A client of the OpenVox UC at a simulated PBX, which is a real server, and the store it feeds."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.model.call import Moment
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account, Credentials, Listening
from ctiapp.pbx.openvox.client import OpenVox
from ctiapp.pbx.openvox.unprinted import PROBES
from ctiapp.pbx.rest import Timing
from ctiapp.state.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable

    from ctiapp.model.call import Call, Phase
    from ctiapp.model.events import PbxEvent
    from ctiapp.simpbx.server import RunningPbx

ME, COLLEAGUE, THIRD = Number("2000"), Number("2001"), Number("2002")


class Desk:
    """A simulated OpenVox UC, and one account at it."""

    def __init__(self, pbx: RunningPbx) -> None:
        self.pbx = pbx
        self.secret = pbx.face.client_secret
        self.account = Account(
            "openvox", pbx.url, pbx.face.client_id, ME, listen=Listening("127.0.0.1", 0)
        )
        self.now = datetime.now(UTC)
        self.clients: list[OpenVox] = []

    def client(self, **changes: object) -> OpenVox:
        client = OpenVox(
            replace(self.account, **changes),  # type: ignore[arg-type]
            timing=Timing(connect_s=5, read_s=5),
            now=lambda: self.now,
            rng=random.Random(1),
        )
        self.clients.append(client)
        return client

    async def signed_in(self, client: OpenVox | None = None) -> OpenVox:
        client = client or self.client()
        await client.sign_in(Credentials(self.secret))
        return client

    def control(self, verb: str, **body: object) -> dict[str, object]:
        return self.pbx.control.run(verb, body)

    def asked(self, endpoint: str) -> list[dict[str, object]]:
        """What an endpoint was asked, secrets masked; without looks whether it is there."""
        probes = [(probe.endpoint, probe.body) for probe in PROBES.values()]
        return [
            each
            for each in self.pbx.face.requests
            if each["endpoint"] == endpoint and (endpoint, each["body"]) not in probes
        ]


class Seen:
    """What a client's events make of the calls on one's screen."""

    def __init__(self, client: OpenVox, frames: AsyncGenerator[tuple[str, float], None]) -> None:
        self.client = client
        self.events: list[PbxEvent] = []
        self.doubts = 0
        self.store = Store()
        self.store.reset(ME, _now())
        self._frames = frames
        client.heed_doubt(self._on_doubt)
        client.heed_events(self._take)

    def _on_doubt(self) -> None:
        self.doubts += 1

    def _take(self, event: PbxEvent) -> None:
        self.events.append(event)
        self.store.apply(event, _now())

    async def until(self, holds: Callable[[], bool]) -> None:
        """Take events until something holds."""
        while not holds():
            frame, _ = await anext(self._frames)
            for event in self.client.parse(frame):
                self._take(event)

    async def look(self) -> None:
        """Ask for the picture."""
        asked_s = time.monotonic()
        snapshot = await self.client.snapshot()
        self.store.replace(snapshot.calls, _now(), asked_s=asked_s, complete=snapshot.complete)

    @property
    def call(self) -> Call:
        """The call that came last."""
        return max(self.store.calls, key=lambda call: call.sequence)

    def phase(self, phase: Phase) -> Callable[[], bool]:
        """Whether the last call is in this phase."""
        return lambda: bool(self.store.calls) and self.call.phase is phase


def _now() -> Moment:
    return Moment(time.monotonic(), datetime.now(UTC))


@asynccontextmanager
async def following(client: OpenVox) -> AsyncIterator[Seen]:
    """Open the event stream; by then everything is seen to be there."""
    changed = asyncio.Event()
    client.heed_rights(changed.set)
    async with client.stream() as stream:
        frames = stream.frames()
        async with asyncio.timeout(10):
            while client.withdrawn:
                await changed.wait()
                changed.clear()
        yield Seen(client, frames)
        await frames.aclose()
