"""Signing in and out, and how the link stands."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from ctiapp.model import errors, events
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.observers import Observers
from ctiapp.services.connection import Connection, ConnectionStatus, SignInRequest
from ctiapp.services.remember import Memory, request_of
from ctiapp.services.signin import Ear, account_of, checked, overtaken
from ctiapp.services.watch import GRACE_S, SilenceWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.pbx.interface import (
        Account,
        Credentials,
        LinkObserver,
        Pbx,
        PbxFactory,
        SignedIn,
        Snapshot,
        TokenPair,
    )
    from ctiapp.services.agents import Agents
    from ctiapp.services.calls import Calls
    from ctiapp.services.directory import Directory
    from ctiapp.services.notices import Notices
    from ctiapp.services.parking import Parking
    from ctiapp.services.ports import Clock, SecretStore
    from ctiapp.services.preferences import Preferences
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.session")

SHUTDOWN_S = 3.0
"""How long quitting waits for the PBX at most."""
REMEMBER_S = 1.5
"""How long quitting waits for the key store to take what a sign-in leaves behind."""


_STEPS = {
    LinkState.OPENING: "signin.step.token",
    LinkState.SYNCING: "signin.step.snapshot",
}
"""What is being done while a first sign-in goes on."""


class LinkHandle(Protocol):
    """The link supervisor, as far as a session drives it (`ctiapp.pbx.link.Link`)."""

    async def run(self) -> None:
        """Open the link and keep it; returns when it is down for good."""

    def retry_now(self) -> None:
        """Do not wait for the back-off."""


class LinkFactory(Protocol):
    """Makes the supervisor of one session."""

    def __call__(
        self, pbx: Pbx, observer: LinkObserver, credentials: Credentials, *, persistent: bool
    ) -> LinkHandle:
        """Make it; ``persistent``: even a first try that finds nobody is tried again."""


class Session:
    """One sign-in at a time: the last wish holds.

    Leaving happens at once, for all who look; what it takes to put the old connection away goes on
    behind it, and the next sign-in waits for it (a PBX grants few tokens).
    """

    def __init__(  # noqa: PLR0913 - what it stands on, each by name
        self,
        *,
        store: Store,
        clock: Clock,
        calls: Calls,
        directory: Directory,
        parking: Parking,
        agents: Agents,
        notices: Notices,
        preferences: Preferences,
        secrets: SecretStore,
        make_pbx: PbxFactory,
        make_link: LinkFactory,
    ) -> None:
        self._store = store
        self._clock = clock
        self._calls = calls
        self._directory = directory
        self._parking = parking
        self._agents = agents
        self._notices = notices
        self._preferences = preferences
        self._memory = Memory(secrets, preferences, notices)
        self._make_pbx = make_pbx
        self._make_link = make_link
        self._request: SignInRequest | None = None
        self._status = self._signed_out()
        self._observers: Observers[ConnectionStatus] = Observers()
        self._frames: Observers[tuple[str, float]] = Observers()
        self._wish = 0
        self._ear: Ear | None = None
        self._pbx: Pbx | None = None
        self._link: LinkHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._arrived: asyncio.Future[None] | None = None
        self._was_up = False
        self._kept = False
        self._keeping: set[asyncio.Task[bool]] = set()
        self._closing: set[asyncio.Task[None]] = set()
        self._remembering: asyncio.Task[None] | None = None
        self._watch: SilenceWatch | None = None

    # -- reading ---------------------------------------------------------------------------------

    @property
    def status(self) -> ConnectionStatus:
        """Where we stand."""
        return self._status

    @property
    def last_request(self) -> SignInRequest | None:
        """What the form shows: the last sign-in, without its secret."""
        if self._request is not None:
            return replace(self._request, secret=None)
        settings = self._preferences.settings
        profile = settings.profile(settings.last_profile)
        return None if profile is None else request_of(profile)

    @property
    def pbx(self) -> Pbx | None:
        """The PBX of this session; None when signed out."""
        return self._pbx

    def attempts_left(self, address: str, client_id: str) -> int:
        """How many log-ins may still fail there, at most, before this address is blocked."""
        return self._preferences.settings.attempts_left(address, client_id)

    def subscribe(self, listener: Callable[[ConnectionStatus], None]) -> Callable[[], None]:
        """Hear of each change of the status; the answer ends it."""
        return self._observers.subscribe(listener)

    def subscribe_frames(self, listener: Callable[[tuple[str, float]], None]) -> Callable[[], None]:
        """Get each raw frame with the monotonic second of its arrival; the answer ends it."""
        return self._frames.subscribe(listener)

    # -- signing in and out ----------------------------------------------------------------------

    async def sign_in(self, request: SignInRequest, *, persistent: bool = False) -> None:
        """Sign in; returns when the picture is live.

        Args:
            request: whom, where.
            persistent: keep trying where the PBX cannot be reached (a start by itself does).

        Raises:
            CtiError: it failed; the status says so too, and nothing tries again by itself unless
                ``persistent`` and the PBX could not be reached.
        """
        request = checked(request)
        self._memory.check(request)
        account = account_of(request)
        self._wish += 1
        wish = self._wish
        try:
            pbx, credentials = await self._prepare(request, account, wish)
            self._leave(revoke=True)
            self._connecting(request, account)
            await self._closed()
            self._hold(wish)
        except asyncio.CancelledError:
            if wish == self._wish and self._ear is None:
                self._set(self._signed_out())
            raise
        arrived = self._connect(pbx, request, credentials, persistent=persistent)
        try:
            await asyncio.shield(arrived)
        except asyncio.CancelledError:
            if wish == self._wish:
                self._leave(revoke=not self._kept)
                self._set(self._signed_out())
            raise
        # A task of its own: whoever quits right after signing in wants to be remembered, too.
        self._remembering = asyncio.create_task(self._remember(request, pbx), name="remember")
        await asyncio.shield(self._remembering)

    async def _remember(self, request: SignInRequest, pbx: Pbx) -> None:
        kept = await self._memory.remember(request, lambda: pbx.tokens)
        if pbx is self._pbx:
            self._kept = kept

    async def _prepare(
        self, request: SignInRequest, account: Account, wish: int
    ) -> tuple[Pbx, Credentials]:
        """Find all that a sign-in needs; whoever is signed in stays so until it is there."""
        if self._ear is None:
            self._connecting(request, account)
        try:
            credentials = await self._memory.credentials(request)
            self._hold(wish)
            return self._make_pbx(account), credentials
        except errors.CtiError as error:
            if wish == self._wish and self._ear is None:
                self._refuse(error, Connection.SIGNED_OUT, self._left(account))
            raise

    def _connecting(self, request: SignInRequest, account: Account) -> None:
        self._request = replace(request, secret=None)
        self._set(ConnectionStatus(Connection.CONNECTING, attempts_left=self._left(account)))

    def _hold(self, wish: int) -> None:
        """Go on only where nothing else was wished for meanwhile."""
        if wish != self._wish:
            raise overtaken()

    def _connect(
        self, pbx: Pbx, request: SignInRequest, credentials: Credentials, *, persistent: bool
    ) -> asyncio.Future[None]:
        """Start the link; the answer is done when the picture is live, or it failed."""
        self._pbx = pbx
        self._was_up = False
        self._kept = request.remember and credentials.tokens is not None
        self._ear = ear = Ear(self)
        self._arrived = arrived = asyncio.get_running_loop().create_future()
        self._link = self._make_link(pbx, ear, credentials, persistent=persistent)
        self._task = asyncio.create_task(self._run(self._link, ear), name="link")
        return arrived

    async def sign_in_again(self) -> bool:
        """Sign in by itself with what was remembered; False where nothing was."""
        settings = self._preferences.settings
        profile = settings.profile(settings.last_profile)
        if profile is None or not profile.remember:
            return False
        await self.sign_in(request_of(profile), persistent=True)
        return True

    async def sign_out(self, *, revoke: bool = True, forget: bool = True) -> None:
        """Leave: the token is revoked, and what was remembered forgotten with ``forget``."""
        request = self._request
        self._wish += 1
        wish = self._wish
        if self._leave(revoke=revoke):
            log.info("signed out")
        self._set(self._signed_out())
        await self._closed()
        if forget and request is not None:
            forgotten = await self._memory.forget(request)
            if wish == self._wish:
                self._request = forgotten

    async def shut_down(self) -> None:
        """Quit: the token is revoked unless it is remembered. Bounded in time."""
        self._wish += 1
        if self._remembering is not None:
            await asyncio.wait({self._remembering}, timeout=REMEMBER_S)
            self._remembering.cancel()
            await asyncio.gather(self._remembering, return_exceptions=True)
        self._leave(revoke=not self._kept)
        try:
            async with asyncio.timeout(SHUTDOWN_S):
                await self._closed()
                if self._keeping:
                    await asyncio.wait(self._keeping)
        except TimeoutError:
            log.info("the PBX did not answer in time; quitting all the same")
            left = [*self._closing, *self._keeping]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    def retry_now(self) -> None:
        """Try again at once instead of waiting."""
        if self._link is not None:
            self._link.retry_now()

    # -- LinkObserver ----------------------------------------------------------------------------

    def on_frame(self, frame: str, received_s: float) -> None:
        """A raw frame arrived: whoever records the stream gets it."""
        if self._frames:
            self._frames.tell((frame, received_s))

    def on_event(self, event: events.PbxEvent, received_s: float) -> None:
        """An event arrived."""
        now = self._clock()
        self._store.apply(event, replace(now, mono_s=received_s))
        if isinstance(event, events.DirectoryChanged):
            self._directory.on_event(event)
            self._agents.on_event(event)

    def on_snapshot(self, snapshot: Snapshot, received_s: float) -> None:
        """The whole picture arrived."""
        now = self._clock()
        at = replace(now, mono_s=received_s)
        if self._store.link is LinkState.UP:
            # A look while events go on: a new call may be late in it, an ended one may linger.
            self._store.replace(snapshot.calls, at, asked_s=received_s, grace_s=GRACE_S)
        else:
            self._store.replace(snapshot.calls, at)
        self._set(replace(self._status, picture_at=now.at))

    def on_signed_in(self, signed_in: SignedIn) -> None:
        """The PBX knows us."""
        if self._store.me != signed_in.me.number:
            self._store.reset(signed_in.me.number, self._clock())
        if signed_in.logged_in:
            self._log_ins_fine()
        self._set(
            replace(
                self._status,
                pbx=signed_in.pbx,
                me=signed_in.me,
                capabilities=signed_in.capabilities,
                attempts_left=self._left(self._account),
                certificate=None,
                notice=self._status.notice if self._was_up else Notice.of("signin.step.stream"),
            )
        )

    def on_tokens(self, tokens: TokenPair | None) -> None:
        """The pair changed: keep it where the user wants that."""
        request = self._request
        if request is not None and request.remember and (self._was_up or self._kept):
            self._keep(request, tokens)

    def _keep(self, request: SignInRequest, tokens: TokenPair | None) -> None:
        task = asyncio.create_task(self._memory.keep_tokens(request, tokens), name="tokens")
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)

    def on_link(self, state: LinkState, error: errors.CtiError | None, *, retry: bool) -> None:
        """The link changed."""
        self._store.apply(events.LinkChanged(state), self._clock())
        if state is LinkState.UP:
            self._on_up()
            return
        if state is LinkState.DOWN and not retry and error is not None:
            self._on_refused(error)
            return
        trying = Connection.RECONNECTING if self._was_up else Connection.CONNECTING
        notice = self._status.notice
        if error is not None:
            notice = error.notice(Severity.WARNING)
        elif trying is Connection.CONNECTING and state in _STEPS:
            notice = Notice.of(_STEPS[state])
        picture_at = self._status.picture_at
        if self._status.state is Connection.ONLINE:
            picture_at = self._clock().at
        self._set(replace(self._status, state=trying, notice=notice, picture_at=picture_at))

    def _on_up(self) -> None:
        pbx = self._pbx
        if not self._was_up and pbx is not None:
            self._was_up = True
            self._calls.attach(pbx, self._ask_picture)
            self._directory.attach(pbx, self._status.me)
            self._parking.attach(pbx)
            self._agents.attach(pbx, self._status)
            self._watch = SilenceWatch(self._store, pbx, self._clock, self._on_silence)
            self._watch.start()
        else:
            self._parking.look_now()  # nobody tells what happened to the slots meanwhile
        self._set(
            replace(self._status, state=Connection.ONLINE, notice=None, picture_at=self._clock().at)
        )
        if self._arrived is not None and not self._arrived.done():
            self._arrived.set_result(None)

    def _on_refused(self, error: errors.CtiError) -> None:
        if isinstance(error, errors.CredentialsRejected):
            account = self._account
            now = self._clock().at
            self._preferences.change(
                lambda settings: settings.with_failed_log_in(
                    account.address, account.client_id, now
                )
            )
            error.params["attempts_left"] = self._left(account)
        said_no = isinstance(
            error, errors.AuthError | errors.CertificateRejected | errors.WireError
        )
        self._refuse(
            error,
            Connection.REFUSED if said_no else Connection.SIGNED_OUT,
            self._status.attempts_left if self._pbx is None else self._left(self._account),
        )
        self._arrive_not(error)
        if not self._was_up:
            self._leave(revoke=not self._kept)  # nothing is left open by a try that failed

    def _refuse(self, error: errors.CtiError, state: Connection, left: int) -> None:
        certificate = None
        if isinstance(error, errors.CertificateRejected):
            certificate = (str(error.params.get("host", "")), error.issuer, error.sha256)
        log.info("not signed in: %s (%s)", error.key, error.code)
        self._set(
            ConnectionStatus(
                state, notice=error.notice(), attempts_left=left, certificate=certificate
            )
        )

    def _arrive_not(self, error: errors.CtiError) -> None:
        if self._arrived is not None and not self._arrived.done():
            self._arrived.set_exception(error)
            self._arrived.exception()  # the status tells it too: nobody need wait for it here

    # ---------------------------------------------------------------------------------------------

    @property
    def _account(self) -> Account:
        if self._pbx is None:
            raise errors.InvalidState("signed out", key="link.not_up")
        return self._pbx.account

    def _left(self, account: Account) -> int:
        return self.attempts_left(account.address, account.client_id)

    def _log_ins_fine(self) -> None:
        account = self._account
        self._preferences.change(
            lambda settings: settings.with_log_in(account.address, account.client_id)
        )

    async def _run(self, link: LinkHandle, ear: Ear) -> None:
        """Run the link; whatever ends it, nobody waits for it any more."""
        try:
            await link.run()
        except Exception as error:
            log.exception("the link broke")
            ear.on_link(LinkState.DOWN, errors.CtiError(type(error).__name__), retry=False)
        if not ear.deaf:
            self._arrive_not(overtaken())

    def _leave(self, *, revoke: bool) -> bool:
        """Be signed out from now on; whether one was not. The rest is done behind it."""
        pbx, task, watch, ear = self._pbx, self._task, self._watch, self._ear
        self._pbx, self._task, self._link = None, None, None
        self._watch, self._ear = None, None
        if ear is None:
            return False
        ear.deaf = True
        self._arrive_not(overtaken())
        self._calls.attach(None, lambda: None)
        behind = [self._directory.detach(), self._parking.detach(), self._agents.detach()]
        if task is not None:
            task.cancel()
        if pbx is not None:
            request = self._request if self._kept else None
            closing = asyncio.create_task(
                self._close(pbx, [task, *behind], watch, request, revoke=revoke),
                name="leaving",
            )
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
        self._kept = False
        self._store.apply(events.LinkChanged(LinkState.DOWN), self._clock())
        self._store.reset(None, self._clock())
        return True

    async def _close(
        self,
        pbx: Pbx,
        tasks: list[asyncio.Task[None] | None],
        watch: SilenceWatch | None,
        kept_for: SignInRequest | None,
        *,
        revoke: bool,
    ) -> None:
        """Put a connection away; what is kept of it is brought up to date meanwhile."""
        if watch is not None:
            await watch.stop()
        for task in tasks:
            if task is not None:
                await asyncio.wait({task})
        if kept_for is not None:
            self._keep(kept_for, None if revoke else pbx.tokens)
        await pbx.close(revoke=revoke)

    async def _closed(self) -> None:
        """Wait until what was left is put away."""
        while self._closing:
            await asyncio.wait(self._closing)

    def _signed_out(self) -> ConnectionStatus:
        last = self.last_request
        if last is None:
            return ConnectionStatus()
        return ConnectionStatus(attempts_left=self.attempts_left(last.address, last.client_id))

    def _ask_picture(self) -> None:
        if self._watch is not None:
            self._watch.look_now()

    def _on_silence(self, *, silent: bool) -> None:
        if silent != self._status.silent:
            log.info("events of one's own calls %s", "are missing" if silent else "arrive")
            self._set(replace(self._status, silent=silent))

    def _set(self, status: ConnectionStatus) -> None:
        if status == self._status:
            return
        self._status = status
        self._observers.tell(status)
