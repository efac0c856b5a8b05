"""Signing in and out, and how the link stands."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from ctiapp.model import errors, events
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.pbx.interface import Account
from ctiapp.services.connection import Connection, ConnectionStatus, SignInRequest
from ctiapp.services.remember import Memory, request_of
from ctiapp.services.watch import SilenceWatch
from ctiapp.settings import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.pbx.interface import (
        Credentials,
        LinkObserver,
        Pbx,
        PbxFactory,
        SignedIn,
        Snapshot,
        TokenPair,
    )
    from ctiapp.services.calls import Calls
    from ctiapp.services.directory import Directory
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock, SecretStore
    from ctiapp.services.preferences import Preferences
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.session")

SHUTDOWN_S = 3.0
"""How long quitting waits for the PBX at most."""


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
    """One sign-in at a time."""

    def __init__(  # noqa: PLR0913 - what it stands on, each by name
        self,
        *,
        store: Store,
        clock: Clock,
        calls: Calls,
        directory: Directory,
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
        self._notices = notices
        self._preferences = preferences
        self._memory = Memory(secrets, preferences, notices)
        self._make_pbx = make_pbx
        self._make_link = make_link
        self._status = ConnectionStatus()
        self._observers: Observers[ConnectionStatus] = Observers()
        self._frames: Observers[tuple[str, float]] = Observers()
        self._request: SignInRequest | None = None
        self._pbx: Pbx | None = None
        self._link: LinkHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._arrived: asyncio.Future[None] | None = None
        self._was_up = False
        self._keeping: set[asyncio.Task[None]] = set()
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
        request = _checked(request)
        account = _account(request)
        await self.sign_out(revoke=True, forget=False)
        self._request = replace(request, secret=None)
        self._set(ConnectionStatus(Connection.CONNECTING, attempts_left=self._left(account)))
        try:
            credentials = await self._memory.credentials(request)
            pbx = self._make_pbx(account)
        except errors.CtiError as error:
            self._refuse(error, Connection.SIGNED_OUT)
            raise
        self._pbx = pbx
        self._was_up = False
        link = self._make_link(pbx, self, credentials, persistent=persistent)
        self._link = link
        arrived: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._arrived = arrived
        self._task = asyncio.create_task(self._run(link, arrived), name="link")
        try:
            await asyncio.shield(arrived)
        except asyncio.CancelledError:
            if not arrived.done():
                await self.sign_out(forget=False)
            raise
        await self._memory.remember(request, pbx.tokens)

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
        pbx, task, request = self._pbx, self._task, self._request
        await self._end(revoke=revoke)
        if forget and request is not None:
            self._request = await self._memory.forget(request)
        if pbx is not None or task is not None:
            log.info("signed out")
        self._set(ConnectionStatus())

    async def shut_down(self) -> None:
        """Quit: the token is revoked unless it is remembered. Bounded in time."""
        remembered = self._request is not None and self._request.remember and self._was_up
        try:
            async with asyncio.timeout(SHUTDOWN_S):
                await self._end(revoke=not remembered)
                if self._keeping:
                    await asyncio.gather(*self._keeping, return_exceptions=True)
        except TimeoutError:
            log.info("the PBX did not answer in time; quitting all the same")

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

    def on_snapshot(self, snapshot: Snapshot, received_s: float) -> None:
        """The whole picture arrived."""
        now = self._clock()
        self._store.replace(snapshot.calls, replace(now, mono_s=received_s))
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
        if request is not None and request.remember and self._was_up:
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
        first = not self._was_up
        self._was_up = True
        self._set(
            replace(self._status, state=Connection.ONLINE, notice=None, picture_at=self._clock().at)
        )
        if self._pbx is None:
            return
        if first:
            self._calls.attach(self._pbx, self._ask_picture)
            self._directory.attach(self._pbx, self._status.me)
            self._watch = SilenceWatch(self._store, self._pbx, self._clock, self._on_silence)
            self._watch.start()
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
        self._refuse(error, Connection.REFUSED if said_no else Connection.SIGNED_OUT)
        if self._arrived is not None and not self._arrived.done():
            self._arrived.set_exception(error)

    def _refuse(self, error: errors.CtiError, state: Connection) -> None:
        certificate = None
        if isinstance(error, errors.CertificateRejected):
            certificate = (str(error.params.get("host", "")), error.issuer, error.sha256)
        log.info("not signed in: %s (%s)", error.key, error.code)
        left = self._status.attempts_left
        if self._pbx is not None:
            left = self._left(self._pbx.account)
        self._set(
            ConnectionStatus(
                state, notice=error.notice(), attempts_left=left, certificate=certificate
            )
        )

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

    async def _run(self, link: LinkHandle, arrived: asyncio.Future[None]) -> None:
        try:
            await link.run()
        finally:
            if not arrived.done():
                arrived.cancel()
            elif not arrived.cancelled():
                arrived.exception()  # it was told by the status; nobody else need fetch it

    async def _end(self, *, revoke: bool) -> None:
        pbx, task, watch = self._pbx, self._task, self._watch
        self._pbx, self._task, self._link, self._watch = None, None, None, None
        if watch is not None:
            await watch.stop()
        self._calls.attach(None, lambda: None)
        await self._directory.stop()
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if pbx is not None:
            await pbx.close(revoke=revoke)
        self._store.apply(events.LinkChanged(LinkState.DOWN), self._clock())
        self._directory.attach(None, None)
        self._store.reset(None, self._clock())

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


def _checked(request: SignInRequest) -> SignInRequest:
    """What was typed, less the blanks around it.

    Raises:
        UsageError: key ``signin.address_missing``, ``signin.client_missing`` or
            ``signin.extension_invalid``.
        SettingsError: the pin is no fingerprint.
    """
    if not request.address.strip():
        raise errors.UsageError("no address", key="signin.address_missing")
    if not request.client_id.strip():
        raise errors.UsageError("no client ID", key="signin.client_missing")
    number = Number.of(request.extension)
    if not number.text.isdigit() or len(number.text) > 20:
        raise errors.UsageError(
            "not an extension", key="signin.extension_invalid", text=request.extension[:40]
        )
    return replace(
        request,
        address=request.address.strip(),
        client_id=request.client_id.strip(),
        extension=number.text,
        pin=None if request.pin is None else fingerprint(request.pin),
    )


def _account(request: SignInRequest) -> Account:
    return Account(
        kind=request.kind,
        address=request.address,
        client_id=request.client_id,
        extension=Number.of(request.extension),
        ca=request.ca,
        pin=request.pin,
        proxy=request.proxy,
    )
