"""A simulated PBX, a proxy that makes trouble, and a session on real sockets behind it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import ssl
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from ctiapp.model.call import Moment
from ctiapp.model.events import LinkState
from ctiapp.pbx.link import Link, Pace
from ctiapp.pbx.p_series import wire, wire_calls
from ctiapp.pbx.p_series.client import REPEATABLE, PSeries
from ctiapp.pbx.rest import Timing
from ctiapp.pbx.stream import Pulse
from ctiapp.services.calls import Calls
from ctiapp.services.connection import Connection, SignInRequest
from ctiapp.services.notices import Notices
from ctiapp.services.parking import Parking
from ctiapp.services.preferences import Preferences
from ctiapp.services.queuepasswords import QueuePasswords
from ctiapp.services.session import Session
from ctiapp.services.sweep import Sweep
from ctiapp.settings import Settings
from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.server import serve
from ctiapp.state.store import Store
from tests.faults.core import Still, incoherences
from tests.faults.people import ME, Operator, People
from tests.faults.proxy import Names, Proxy, Trouble
from tests.faults.truth import differences
from tests.services.fakes import FakeSecrets, Keeper

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.commands import Answer, Command
    from ctiapp.pbx.interface import Account, Credentials, LinkObserver, Pbx
    from ctiapp.simpbx.server import RunningPbx
    from ctiapp.state.changes import Change

PACE = Pace(first_s=0.05, longest_s=0.2, steady_s=1.0, refresh_s=0.05, renew_s=0.2)
TIMING = Timing(connect_s=1.0, read_s=1.0, total_s=2.0)
PULSE = Pulse(wire.HEARTBEAT, wire.HEARTBEAT_REPLY, every_s=0.6, within_s=0.5, probe_s=0.4)
SLOW_TIMING = Timing(connect_s=6.0, read_s=9.0, total_s=20.0)
SLOW_PULSE = Pulse(wire.HEARTBEAT, wire.HEARTBEAT_REPLY, every_s=7.0, within_s=6.0, probe_s=6.0)
"""What bears two seconds each way; the product's own times do not, and say so by reconnecting."""
HANGS_S = 30.0
"""A picture that is not true by then never will be."""
COMMANDS = ("call/", "uacsta_call/")


def now() -> Moment:
    """Both clocks."""
    return Moment(time.monotonic(), datetime.now(UTC))


class Client(PSeries):
    """The product's client; it keeps in mind what it was asked to send."""

    sent: list[Command]

    async def execute(self, command: Command) -> Answer:
        self.sent.append(command)
        return await super().execute(command)


class Desk:
    """One extension's services, over real sockets, through a proxy.

    Attributes:
        proxy: the way to the PBX.
        steps: all that was done, for who has to understand a failure.
    """

    def __init__(
        self, seed: int, names: Names, *, tls: bool = False, slow: bool = False, pace: Pace = PACE
    ) -> None:
        self.rng = Random(f"desk-{seed}")
        self.seed = seed
        self.steps: list[str] = []
        self.wrong: list[str] = []
        self._names = names
        self._tls = tls
        self._slow = slow
        self._pace = pace
        self._stirred = asyncio.Event()
        self._sent: list[Command] = []
        self._before: list[dict[str, Any]] = []
        self.pbx: RunningPbx
        self.people: People
        self.proxy = Proxy(("127.0.0.1", 0), Random(f"proxy-{seed}"))
        self.host = f"desk-{seed}{Names.SUFFIX}"
        self._open_services()

    def _open_services(self) -> None:
        notices = Notices()
        preferences = Preferences(Settings(), Keeper(), notices)
        self.store = store = Store()
        self.calls = Calls(store, now, preferences)
        self.parking = Parking(store, now)
        self.sweep = Sweep(store, now)
        still: Any = Still()
        self.session = Session(
            store=store,
            clock=now,
            calls=self.calls,
            directory=still,
            parking=self.parking,
            agents=still,
            notices=notices,
            preferences=preferences,
            secrets=FakeSecrets(),
            queue_passwords=QueuePasswords(store, FakeSecrets(), notices, lambda: None),
            make_pbx=self._make_pbx,
            make_link=self._make_link,
        )
        self.operator = Operator(store, self.calls, self.rng)
        store.subscribe(self._on_changes)
        self.session.subscribe(lambda _: self._stir())

    def _make_pbx(self, account: Account) -> Client:
        timing, pulse = (SLOW_TIMING, SLOW_PULSE) if self._slow else (TIMING, PULSE)
        client = Client(account, timing=timing, pulse=pulse)
        client.sent = self._sent
        return client

    def _make_link(
        self, pbx: Pbx, observer: LinkObserver, credentials: Credentials, *, persistent: bool
    ) -> Link:
        rng = Random(self.seed)
        return Link(pbx, observer, credentials, persistent=persistent, rng=rng, pace=self._pace)

    # -- opening and closing -----------------------------------------------------------------------

    async def open(self) -> None:
        """Start everything, and sign in."""
        await self._serve()
        await self.proxy.start()
        # The limits are short, and the machine may be busy: the day begins when it begins.
        await self.session.sign_in(self.request(), persistent=True)

    def request(self) -> SignInRequest:
        """Who signs in where, with the secret that is right."""
        tokens = self.pbx.api.tokens
        pin = None
        if self._tls:
            assert self.pbx._certificates is not None
            pem = Path(self.pbx._certificates.name, "certificate.pem").read_text("ascii")
            pin = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
        address = f"{'https' if self._tls else 'http'}://{self.host}:{self.proxy.port}"
        return SignInRequest(address, tokens.client_id, ME, secret=tokens.client_secret, pin=pin)

    async def _serve(self, *, seed: int = 1) -> None:
        self.pbx = pbx = await serve(PbxOptions(extensions=12, tls=self._tls, seed=seed))
        pbx.exchange.directory.extensions[ME].csta = True
        pbx.exchange.ring_timeout_s = 20.0
        pbx.exchange.listen(lambda _: self._stir())
        self.people = People(pbx.exchange, self.rng)
        self.proxy.target = ("127.0.0.1", int(pbx.url.rpartition(":")[2]))

    async def restart(self, *, seed: int = 1) -> None:
        """The PBX ends, and another one begins: no call, no token, and other ids."""
        self._before += self.pbx.site.requests
        await self.pbx.close()
        await self._serve(seed=seed)

    async def close(self) -> None:
        """Quit."""
        self._names.gone.discard(self.host)
        self.proxy.set(Trouble())
        await self.operator.rest()
        await self.session.shut_down()
        self.sweep.stop()
        await self.proxy.close()
        await self.pbx.close()

    # -- a day -------------------------------------------------------------------------------------

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        self.wrong += incoherences(self.store, changes)
        self._stir()

    def _stir(self) -> None:
        self._stirred.set()

    async def act(self) -> None:
        """Somebody does something; then people take their time, or something happens first."""
        self.pbx.pump()
        words = (self.operator if self.rng.random() < 0.4 else self.people).act()
        self.pbx.pump()
        self.steps.append(words)
        self._stirred.clear()
        try:
            async with asyncio.timeout(self.rng.uniform(0.01, 0.08)):
                await self._stirred.wait()
        except TimeoutError:
            pass  # nothing happened meanwhile

    async def until(self, holds: Callable[[], bool], what: str) -> float:
        """Wait until something holds; how many seconds that took."""
        began_s = time.monotonic()
        try:
            async with asyncio.timeout(HANGS_S):
                while not holds():
                    self._stirred.clear()
                    await self._stirred.wait()
        except TimeoutError:
            raise AssertionError(f"seed {self.seed}: never {what}\n{self.story()}") from None
        return time.monotonic() - began_s

    def story(self) -> str:
        """What happened, and how it stands."""
        return "\n".join([*self.steps, str(self.session.status), *self.differences()])

    def differences(self) -> list[str]:
        """Where the picture is not the truth."""
        return differences(self.pbx.exchange, self.store, ME, slots_known=False)

    @property
    def is_online(self) -> bool:
        """Whether the session says that all is well."""
        online = self.session.status.state is Connection.ONLINE
        return online and self.store.link is LinkState.UP

    async def true_again(self) -> float:
        """Wait until the picture is true; how many seconds that took."""
        return await self.until(lambda: self.is_online and not self.differences(), "true again")

    # -- what the PBX was asked -------------------------------------------------------------------

    def asked(self, endpoint: str) -> int:
        """How often the PBX was asked for something."""
        return sum(one["endpoint"] == endpoint for one in self._requests())

    def _requests(self) -> list[dict[str, Any]]:
        return [*self._before, *self.pbx.site.requests]

    def sent_twice(self) -> list[str]:
        """The commands that came to the PBX more often than anybody gave them.

        Those that set a state may come again, where the token of the first had ended.
        """
        given = Counter(
            _key(request.endpoint, request.body)
            for request in map(wire_calls.command_request, self._sent)  # type: ignore[arg-type]
        )
        harmless = {
            _key(request.endpoint, request.body)
            for command in self._sent
            if isinstance(command, REPEATABLE)
            for request in [wire_calls.command_request(command)]  # type: ignore[arg-type]
        }
        came = Counter(
            _key(one["endpoint"], one["body"])
            for one in self._requests()
            if one["method"] == "POST" and one["endpoint"].startswith(COMMANDS)
        )
        renewed = self.asked("refresh_token") > 0
        return [key for key in came - given if not (renewed and key in harmless)]


def _key(endpoint: str, body: Any) -> str:
    return f"{endpoint} {json.dumps(dict(body), sort_keys=True)}"
