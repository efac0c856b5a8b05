"""A way that is closed to the events that a PBX posts: said, and believed until something comes."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.errors import EventsBlocked
from ctiapp.model.events import LinkState
from ctiapp.pbx.link import Link
from ctiapp.pbx.pushed import BEAT_S
from ctiapp.pbx.receiver import Receiver
from ctiapp.services import watch
from ctiapp.services.connection import Connection, SignInRequest
from tests.contract.kinds import that
from tests.contract.office import AT_ONCE, HANGS_S, ME, OTHER
from tests.services.fakes import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from ctiapp.model.ids import CallId
    from ctiapp.pbx.interface import Credentials, LinkObserver, Pbx
    from tests.contract.office import Office

PATIENCE = (
    "ctiapp.pbx.k2.streams.POSTED_S",
    "ctiapp.pbx.posting.AGAIN_S",
)


class Clock:
    """Monotonic seconds that pass faster than they do."""

    now_s = 100.0

    def __call__(self) -> float:
        self.now_s += 1.0
        return self.now_s


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for long that does not come."""
    for name in PATIENCE:
        monkeypatch.setattr(name, 0.05)


@pytest.mark.usefixtures("hasty")
@that(lambda kind: kind.pushes)
async def test_nobody_is_online_until_something_comes(office: Office) -> None:
    """That the PBX answers does not show that it reaches this computer."""
    client = office.client(beat_s=0.02, clock=Clock())
    async with office.linked(client):
        office.do("cut")
        office.rings()
        await office.until(
            lambda: any(isinstance(one, EventsBlocked) for one in office.errors), "said"
        )
        office.states.clear()
        office.errors.clear()
        await office.until(lambda: office.states.count(LinkState.DOWN) >= 3, "tried again")
        assert LinkState.UP not in office.states
        assert all(isinstance(one, EventsBlocked) for one in office.errors)

        office.do("face", name="reachable", value=True)  # what waits is posted
        await office.until(lambda: LinkState.UP in office.states, "up")
        office.rings(OTHER)
        await office.until_phase(Phase.RINGING, OTHER)
        await office.until_true()
        assert office.log_ins == 1


# --- with the services ---------------------------------------------------------------------------


class Services(World):
    """All services at a simulated PBX; when one looks, and asks for a sign of life, a test says.

    Attributes:
        client: speaks to the PBX.
        looks, beats: how many there were.
    """

    def __init__(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead_s = 0.0
        self.looks = self.beats = 0
        self._stirred = asyncio.Event()
        for name in ("UNPROVEN_S", "PROVEN_S", "SUSPICIOUS_S"):
            monkeypatch.setattr(watch, name, 3600.0)
        monkeypatch.setattr(watch, "BREATH_S", 0.0)
        stream = Receiver.stream

        def counted(receiver: Receiver, beat: Callable[[], Awaitable[None]], **how: Any) -> Any:
            async def counts() -> None:
                try:
                    await beat()
                finally:
                    self.beats += 1
                    self._stirred.set()

            return stream(receiver, counts, **how)

        monkeypatch.setattr(Receiver, "stream", counted)
        self.client = office.client(beat_s=3600.0, clock=lambda: time.monotonic() + self.ahead_s)
        super().__init__()
        self.store.subscribe(lambda _: self._stirred.set())
        self.session.subscribe(lambda _: self._stirred.set())

    def _make_pbx(self, account: object) -> Any:
        return self.client

    def _make_link(
        self, pbx: Pbx, observer: LinkObserver, credentials: Credentials, *, persistent: bool
    ) -> Any:
        return Link(pbx, observer, credentials, persistent=persistent, pace=AT_ONCE)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(HANGS_S):
            while not holds():
                self._stirred.clear()
                await self._stirred.wait()

    def shows(self, number: str) -> bool:
        """Whether a call with this number is shown."""
        return any(leg.number.text == number for call in self.store.calls for leg in call.legs)

    async def look(self) -> None:
        """Look whether the PBX has calls of one's own that no event told."""
        judged = self.session._watch
        assert judged is not None
        count, judge = self.looks, judged._judge

        def judges(present: set[CallId]) -> None:
            judge(present)
            self.looks += 1
            self._stirred.set()

        judged._judge = judges  # type: ignore[method-assign]
        judged.look_now()
        await self.until(lambda: self.looks > count)
        judged._judge = judge  # type: ignore[method-assign]

    async def beat(self) -> None:
        """Ask for a sign of life, and for a picture besides."""
        count = self.beats
        self.session.look_now()
        await self.until(lambda: self.beats > count)

    async def half_a_minute(self) -> AsyncIterator[float]:
        """Let it pass as it does where no event has come; yield the seconds at which one asks."""
        began_s = self.ahead_s
        for at_s in (9.0, 11.0, BEAT_S, 21.0, 23.0, 2 * BEAT_S):
            self.ahead_s = began_s + at_s
            await (self.look if at_s % BEAT_S else self.beat)()
            yield at_s


@asynccontextmanager
async def signed_in(office: Office, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Services]:
    """Somebody is."""
    services = Services(office, monkeypatch)
    try:
        await services.session.sign_in(
            SignInRequest(office.pbx.url, "client", ME.text, secret=office.secret)
        )
        yield services
    finally:
        await services.end()


@pytest.mark.usefixtures("hasty")
@that(lambda kind: kind.pushes)
async def test_what_to_open_is_said_in_half_a_minute_and_of_no_other_cause_is_spoken(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with signed_in(office, monkeypatch) as services:
        office.do("cut")
        office.rings()
        async for _ in services.half_a_minute():
            assert services.store.calls  # as pictures have it
        await services.until(lambda: services.session.status.notice is not None)
        status = services.session.status
        assert status.state is Connection.RECONNECTING
        assert status.notice is not None
        assert status.notice.key == EventsBlocked.key
        told = status.notice.params
        assert f"{told['address']}:{told['port']}" in str(office.asked(office.kind.log_in))
        assert not any(status.silent for status in services.statuses)


@pytest.mark.usefixtures("hasty")
@that(lambda kind: kind.pushes)
async def test_short_calls_on_a_way_that_is_open_raise_no_alarm(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked for while they ring, and after."""
    async with signed_in(office, monkeypatch) as services:
        services.statuses.clear()
        for number in range(3):
            caller = f"0305550{number:04}"
            call_id = office.rings(caller)
            await services.until(lambda who=caller: services.shows(who))  # type: ignore[misc]
            async for at_s in services.half_a_minute():
                if at_s > 10 * number and call_id:
                    office.do("caller_hangup", call_id=call_id)
                    call_id = ""
        states = {status.state for status in services.statuses}
        assert states | {services.session.status.state} == {Connection.ONLINE}
        assert not any(status.silent for status in services.statuses)
