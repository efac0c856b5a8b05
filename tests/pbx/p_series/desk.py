"""A client of the P-Series at a simulated PBX, which is a real server."""

from __future__ import annotations

import random
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.model.events import CallReported
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account, Credentials
from ctiapp.pbx.p_series.client import PSeries
from ctiapp.pbx.rest import Timing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from ctiapp.model.call import CallReport
    from ctiapp.simpbx.server import RunningPbx

ME, COLLEAGUE = Number("2000"), Number("2001")


class Desk:
    """A simulated PBX, and one account at it."""

    def __init__(self, pbx: RunningPbx) -> None:
        self.pbx = pbx
        self.secret = pbx.api.tokens.client_secret
        self.account = Account("p-series", pbx.url, pbx.api.tokens.client_id, ME)
        self.now = datetime.now(UTC)
        self.clients: list[PSeries] = []

    def client(self, **changes: object) -> PSeries:
        client = PSeries(
            replace(self.account, **changes),  # type: ignore[arg-type]
            timing=Timing(connect_s=5, read_s=5),
            now=lambda: self.now,
            rng=random.Random(1),
        )
        self.clients.append(client)
        return client

    async def signed_in(self) -> PSeries:
        client = self.client()
        await client.sign_in(Credentials(self.secret))
        return client

    def control(self, verb: str, **body: object) -> dict[str, object]:
        return self.pbx.control.run(verb, body)

    def asked(self, endpoint: str) -> int:
        """How often an endpoint was asked."""
        return [each["endpoint"] for each in self.pbx.site.requests].count(endpoint)

    @property
    def seats(self) -> int:
        """How many tokens live."""
        return self.pbx.api.tokens.live(self.pbx.exchange.now_s)


@asynccontextmanager
async def following(client: PSeries) -> AsyncIterator[Callable[[], object]]:
    """Open the event stream; what is yielded waits for the next call report."""
    async with client.stream() as stream:
        frames = stream.frames()

        async def next_report() -> CallReport:
            async for frame, _ in frames:
                for event in client.parse(frame):
                    if isinstance(event, CallReported):
                        return event.report
            raise AssertionError

        yield next_report
        await frames.aclose()
