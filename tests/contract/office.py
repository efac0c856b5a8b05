"""One extension at a simulated PBX of any kind: its client, link, store and call verbs."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ctiapp.model.abilities import EVERY_CAPABILITY, whole
from ctiapp.model.call import Moment, Phase
from ctiapp.model.events import LinkChanged, LinkState
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Credentials
from ctiapp.pbx.link import Link, Pace
from ctiapp.services.calls import Calls
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.services.watch import GRACE_S
from ctiapp.settings import Settings
from ctiapp.state.store import Store
from tests.faults.truth import truths
from tests.services.fakes import Keeper

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from ctiapp.model.call import Call
    from ctiapp.model.commands import Capability
    from ctiapp.model.errors import CtiError
    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.interface import Pbx, SignedIn, Snapshot, TokenPair
    from ctiapp.simpbx.server import RunningPbx
    from ctiapp.state.changes import Change
    from tests.contract.kinds import Kind

ME, COLLEAGUE, THIRD = Number("2000"), Number("2001"), Number("2002")
CALLER, OTHER = "03012345678", "03087654321"
AT_ONCE = Pace(first_s=0.05, longest_s=0.1, seat_s=0, steady_s=0, refresh_s=0, renew_s=0.02)
HANGS_S = 10.0
"""What is not so by then never will be."""


class Office:
    """A PBX, and somebody at it.

    Attributes:
        at: the wall clock that tokens live by here.
        events: all that the link told.
        states: how the link stood, in order.
        errors: why it went down.
        meant: the forms in which somebody is to speak to the PBX.
        trusted: which certificate is, in the words of `Account`.
        lacks: what this PBX turns out not to be able to do.
    """

    def __init__(self, kind: Kind, pbx: RunningPbx) -> None:
        self.kind = kind
        self.pbx = pbx
        self.secret = pbx.face.client_secret
        self.at = datetime.now(UTC)
        self.clients: list[Pbx] = []
        self.events: list[PbxEvent] = []
        self.states: list[LinkState] = []
        self.errors: list[CtiError] = []
        self.meant = {kind.style}
        self.trusted: dict[str, Any] = {}
        self.lacks: frozenset[Capability] = frozenset()
        self._ahead_s = 0.0
        self.signed_in: SignedIn | None = None
        self.capabilities = EVERY_CAPABILITY
        self.store = Store()
        self.store.subscribe(self._on_changes)
        self.calls = Calls(self.store, self.now, Preferences(Settings(), Keeper(), Notices()))
        self._stirred = asyncio.Event()
        pbx.exchange.listen(lambda _: self._stirred.set())

    def client(self, **more: Any) -> Pbx:
        """Make one more client of this account."""
        me = more.pop("me", ME)
        client = self.kind.client(self.pbx, me, lambda: self.at, trusted=self.trusted, **more)
        self.clients.append(client)
        return client

    async def new(self) -> Pbx:
        """One that is signed in, without a link."""
        client = self.client()
        self.on_signed_in(await client.sign_in(Credentials(self.secret)))
        return client

    @asynccontextmanager
    async def linked(self, client: Pbx | None = None) -> AsyncIterator[Pbx]:
        """Keep a link up, and the picture with it."""
        client = client or self.client()
        client.heed_rights(lambda: self._on_rights(client))
        self.link = link = Link(
            client, self, Credentials(self.secret), pace=AT_ONCE, persistent=True
        )
        running = asyncio.create_task(link.run())
        running.add_done_callback(lambda _: self._stirred.set())
        self.calls.attach(client, link.refresh_now)
        try:
            await self.until(lambda: self.store.link is LinkState.UP or running.done(), "up")
            assert self.store.link is LinkState.UP, self.errors
            await self.until(lambda: not client.withdrawn - self.lacks, "all looked for")
            yield client
        finally:
            link.stop()
            await asyncio.wait({running})
            running.result()

    def now(self) -> Moment:
        """Both clocks."""
        return Moment(time.monotonic() + self._ahead_s, datetime.now(UTC))

    def later(self) -> None:
        """Let a minute pass for what is shown: what was told before is no news any more."""
        self._ahead_s += 60.0

    async def close(self) -> None:
        """Sign out everywhere."""
        for client in self.clients:
            await client.close(revoke=True)

    # -- what happens at the PBX -----------------------------------------------------------------

    def do(self, verb: str, **body: object) -> dict[str, Any]:
        """Make something happen there."""
        return self.pbx.control.run(verb, body)

    def rings(self, caller: str = CALLER, to: str = "2000") -> str:
        """Somebody outside calls; the exchange's id of the call."""
        return str(self.do("call", **{"from": caller, "to": to})["call_id"])

    def asked(self, endpoint: str) -> list[dict[str, Any]]:
        """The requests to an endpoint, secrets masked."""
        return [each for each in self.pbx.face.requests if each["endpoint"] == endpoint]

    @property
    def log_ins(self) -> int:
        """How often somebody logged in, or tried."""
        return len(self.asked(self.kind.log_in))

    @property
    def styles(self) -> set[str | None]:
        """The forms in which anything was asked for, but files, which have one alone."""
        asked = [each for each in self.pbx.face.requests if each["method"] == "POST"]
        return {each["params"].get("type") for each in asked}

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def living(self) -> list[Call]:
        """The calls that go on."""
        return [call for call in self.store.calls if call.end is None]

    @property
    def call(self) -> Call:
        """The call that came last."""
        return max(self.store.calls, key=lambda call: call.sequence)

    def shown(self) -> list[tuple[str, list[str]]]:
        """Each living call's phase, and who else is in it."""
        return sorted(
            (call.phase.value, sorted(leg.number.text for leg in call.other_legs))
            for call in self.living
            if call.phase not in (Phase.OFFERED, Phase.PARKED)
        )

    def true(self) -> list[tuple[str, list[str]]]:
        """The same as the exchange has it."""
        return sorted(
            (true.phase.value, true.others) for true in truths(self.pbx.exchange, ME.text).values()
        )

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        try:
            async with asyncio.timeout(HANGS_S):
                while not holds():
                    self._stirred.clear()
                    await self._stirred.wait()
        except TimeoutError:
            shown = [(call.call_id, call.phase, call.end, call.legs) for call in self.store.calls]
            told = "\n".join(map(str, [*self.events[-6:], *shown, self.states, self.errors]))
            raise AssertionError(f"never {what}; it is {self.true()}\n{told}") from None

    async def until_phase(self, phase: Phase, number: str = "") -> Call:
        """Wait until a call with that number, the last one where none is named, is in a phase."""

        def found() -> Call | None:
            calls = sorted(self.store.calls, key=lambda call: -call.sequence)
            for call in calls if number else calls[:1]:
                numbers = {leg.number.text for leg in call.legs} | {str(call.dialled or "")}
                if call.phase is phase and (not number or number in numbers):
                    return call
            return None

        await self.until(lambda: found() is not None, f"{phase.value} {number}")
        call = found()
        assert call is not None
        return call

    async def until_true(self) -> None:
        """Wait until what is shown is what is."""
        await self.until(lambda: self.shown() == self.true(), f"true, but {self.shown()}")

    async def talk(self, caller: str = CALLER) -> Call:
        """Talk with somebody from outside."""
        call_id = self.rings(caller)
        await self.until_phase(Phase.RINGING, caller)
        self.do("pickup", extension="2000", call_id=call_id)
        return await self.until_phase(Phase.TALKING, caller)

    # -- LinkObserver ----------------------------------------------------------------------------

    def on_frame(self, frame: str, received_s: float) -> None:
        """A raw frame."""
        assert frame

    def on_event(self, event: PbxEvent, received_s: float) -> None:
        """An event."""
        self.events.append(event)
        self.store.apply(event, Moment(received_s + self._ahead_s, self.now().at))
        self._stirred.set()

    def on_link(self, state: LinkState, error: CtiError | None, *, retry: bool) -> None:
        """The link stands otherwise."""
        self.states.append(state)
        if error is not None:
            self.errors.append(error)
        self.store.apply(LinkChanged(state), self.now())
        self._stirred.set()

    def on_snapshot(self, snapshot: Snapshot, received_s: float) -> None:
        """The whole picture, taken in as a session does."""
        received_s += self._ahead_s
        at = Moment(received_s, self.now().at)
        if self.store.link is LinkState.UP:
            self.store.replace(
                snapshot.calls,
                at,
                asked_s=received_s,
                grace_s=GRACE_S,
                complete=snapshot.complete,
            )
        else:
            self.store.replace(snapshot.calls, at, complete=snapshot.complete)
        self._stirred.set()

    def on_signed_in(self, signed_in: SignedIn) -> None:
        """Who one is."""
        self.signed_in = signed_in
        self.capabilities = whole(signed_in.capabilities)
        self.calls.offer(self.capabilities)
        if self.store.me != signed_in.me.number:
            self.store.reset(signed_in.me.number, self.now())

    def _on_rights(self, client: Pbx) -> None:
        """The PBX turned out to have something, or not to: as a session takes that in."""
        if self.signed_in is not None:
            self.capabilities = whole(self.signed_in.capabilities - client.withdrawn)
            self.calls.offer(self.capabilities)
        self._stirred.set()

    def on_tokens(self, tokens: TokenPair | None) -> None:
        """Another token."""
        self._stirred.set()

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        self._stirred.set()
