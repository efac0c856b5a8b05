"""A client of the Cloud PBX at a simulated one, which is a real server, with the real link."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.model.events import LinkState
from ctiapp.model.number import Number
from ctiapp.pbx.cloud.client import Cloud
from ctiapp.pbx.interface import Account, Credentials, Listening
from ctiapp.pbx.link import Link, Pace
from ctiapp.pbx.rest import Timing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from ctiapp.model.call import CallReport
    from ctiapp.model.errors import CtiError
    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.interface import SignedIn, Snapshot, TokenPair
    from ctiapp.simpbx.server import RunningPbx

ME, COLLEAGUE = Number("2000"), Number("2001")
AT_ONCE = Pace(first_s=0, longest_s=0, seat_s=0, steady_s=0, refresh_s=0, renew_s=3600)


class Watcher:
    """Notes what the link tells, keeps the picture of calls, and waits for it."""

    link: Link

    def __init__(self) -> None:
        self.events: list[PbxEvent] = []
        self.calls: dict[str, CallReport] = {}
        self.states: list[LinkState] = []
        self.errors: list[CtiError] = []
        self.signed_in: SignedIn | None = None
        self._changed = asyncio.Event()

    def _note(self) -> None:
        self._changed.set()

    def on_frame(self, frame: str, received_s: float) -> None:
        assert frame

    def on_event(self, event: PbxEvent, received_s: float) -> None:
        self.events.append(event)
        report: CallReport | None = getattr(event, "report", None)
        if report is not None:
            self.calls[report.call_id] = report
        elif type(event).__name__ in ("CallRecorded", "CallGone"):
            self.calls.pop(event.call_id, None)  # type: ignore[union-attr]
        self._note()

    def on_link(self, state: LinkState, error: CtiError | None, *, retry: bool) -> None:
        self.states.append(state)
        if error is not None:
            self.errors.append(error)
        self._note()

    def on_snapshot(self, snapshot: Snapshot, received_s: float) -> None:
        self.calls = {report.call_id: report for report in snapshot.calls}
        self._note()

    def on_signed_in(self, signed_in: SignedIn) -> None:
        self.signed_in = signed_in

    def on_tokens(self, tokens: TokenPair | None) -> None:
        self._note()

    async def until(self, wanted: Callable[[], bool]) -> None:
        async with asyncio.timeout(15):
            while not wanted():
                self._changed.clear()
                await self._changed.wait()

    async def until_looked(self, desk: Desk, count: int) -> None:
        """Wait until the PBX was asked so often of lines."""
        async with asyncio.timeout(15):
            while desk.asked("extension/query") < count:  # noqa: ASYNC110 - the PBX tells nobody
                await asyncio.sleep(0.005)

    def legs(self) -> dict[str, str]:
        """Who stands how, in the only call there is."""
        reports = [report for report in self.calls.values() if report.legs]
        if len(reports) != 1:
            return {}
        return {leg.number.text: leg.state.value for leg in reports[0].legs}

    async def until_legs(self, **states: str) -> CallReport:
        """Wait until the one call has these legs; names begin with an underscore."""
        wanted = {name.removeprefix("_"): state for name, state in states.items()}
        try:
            await self.until(lambda: self.legs() == wanted)
        except TimeoutError:
            raise AssertionError(f"{self.calls} instead of {wanted}") from None
        return next(report for report in self.calls.values() if report.legs)

    async def until_event(self, kind: type[PbxEvent]) -> PbxEvent:
        await self.until(lambda: any(isinstance(each, kind) for each in self.events))
        return next(each for each in self.events if isinstance(each, kind))

    async def until_none(self) -> None:
        """Wait until no call lives."""
        await self.until(lambda: not any(_lives(report) for report in self.calls.values()))


def _lives(report: CallReport) -> bool:
    return any(leg.state.value not in ("cleared", "failed") for leg in report.legs)


class Desk:
    """A simulated Cloud PBX, and one account at it."""

    def __init__(self, pbx: RunningPbx) -> None:
        self.pbx = pbx
        self.secret = pbx.face.client_secret
        self.account = Account("cloud", pbx.url, pbx.face.client_id, ME, listen=Listening(port=0))
        self.now = datetime.now(UTC)
        self.clients: list[Cloud] = []

    def client(
        self,
        *,
        beat_s: float = 600,
        clock: Callable[[], float] = time.monotonic,
        **changes: object,
    ) -> Cloud:
        client = Cloud(
            replace(self.account, **changes),  # type: ignore[arg-type]
            timing=Timing(connect_s=5, read_s=5),
            now=lambda: self.now,
            rng=random.Random(1),
            beat_s=beat_s,
            clock=clock,
        )
        self.clients.append(client)
        return client

    async def signed_in(self) -> Cloud:
        client = self.client()
        await client.sign_in(Credentials(self.secret))
        return client

    def control(self, verb: str, **body: object) -> dict[str, object]:
        return self.pbx.control.run(verb, body)

    def asked(self, endpoint: str) -> int:
        """How often an endpoint was asked."""
        return [each["endpoint"] for each in self.pbx.face.requests].count(endpoint)

    @asynccontextmanager
    async def linked(self, client: Cloud | None = None) -> AsyncIterator[tuple[Cloud, Watcher]]:
        """A client whose link is up, and what it tells."""
        client = client or self.client()
        watcher = Watcher()
        watcher.link = link = Link(
            client, watcher, Credentials(self.secret), pace=AT_ONCE, persistent=True
        )
        running = asyncio.create_task(link.run())
        try:
            await watcher.until(lambda: watcher.states[-1:] == [LinkState.UP])
            yield client, watcher
        finally:
            link.stop()
            await asyncio.wait({running})
            running.result()
