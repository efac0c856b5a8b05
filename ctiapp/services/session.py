"""Signing in and out, and how the link stands."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model import errors, events
from ctiapp.model.abilities import whole
from ctiapp.model.ctl_verbs import ANY_KIND
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Notice
from ctiapp.model.observers import Observers
from ctiapp.services.connection import Connection, ConnectionStatus, SignInRequest
from ctiapp.services.followers import Followers
from ctiapp.services.linkstatus import refused, said_no, trying
from ctiapp.services.putaway import PutAway
from ctiapp.services.remember import Memory
from ctiapp.services.signin import Ear, account_of, checked, overtaken
from ctiapp.services.tally import Tally
from ctiapp.services.tries import Tries
from ctiapp.services.watch import GRACE_S, SilenceWatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ctiapp.model.call import Call, Moment
    from ctiapp.model.commands import Capability
    from ctiapp.pbx.interface import (
        Account,
        Credentials,
        Pbx,
        PbxFactory,
        SignedIn,
        Snapshot,
        TokenPair,
    )
    from ctiapp.services.agents import Agents
    from ctiapp.services.calls import Calls
    from ctiapp.services.directory import Directory
    from ctiapp.services.linking import KindFinder, LinkFactory, LinkHandle
    from ctiapp.services.notices import Notices
    from ctiapp.services.parking import Parking
    from ctiapp.services.ports import Clock, SecretStore
    from ctiapp.services.preferences import Preferences
    from ctiapp.services.queuepasswords import QueuePasswords
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.session")


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
        queue_passwords: QueuePasswords,
        make_pbx: PbxFactory,
        make_link: LinkFactory,
        find_kind: KindFinder | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._followers = Followers(calls, directory, parking, agents)
        self._tries = Tries(preferences, clock)
        self._memory = Memory(secrets, preferences, notices, queue_passwords)
        self._behind = PutAway(self._memory)
        self.tally = Tally()
        self._make_pbx = make_pbx
        self._make_link = make_link
        self._find_kind = find_kind
        self._request: SignInRequest | None = None
        self._status = self._signed_out()
        self._observers: Observers[ConnectionStatus] = Observers()
        self._frames: Observers[tuple[str, float]] = Observers()
        self._looks: Observers[None] = Observers()
        self._events: Observers[tuple[events.PbxEvent, Moment]] = Observers()
        self._wish = 0
        self._ear: Ear | None = None
        self._pbx: Pbx | None = None
        self._link: LinkHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._arrived: asyncio.Future[None] | None = None
        self._can: frozenset[Capability] = frozenset()
        self._was_up = False
        self._kept = False
        self._watch: SilenceWatch | None = None

    # -- reading ---------------------------------------------------------------------------------

    @property
    def status(self) -> ConnectionStatus:
        """Where we stand. The end of a lock brings the tries back, and nobody tells of it."""
        if self._status.attempts_left:
            return self._status
        return replace(self._status, attempts_left=self._tries.left_for(self.last_request))

    @property
    def last_request(self) -> SignInRequest | None:
        """What the form shows: the last sign-in, without its secret."""
        if self._request is not None:
            return replace(self._request, secret=None)
        return self._memory.last

    @property
    def pbx(self) -> Pbx | None:
        """The PBX of this session; None when signed out."""
        return self._pbx

    def attempts_left(self, address: str, client_id: str) -> int:
        """How many log-ins may still fail there, at most, before this address is blocked."""
        return self._tries.left(address, client_id)

    def locked_until(self, address: str, client_id: str) -> datetime | None:
        """When a lock of this address ends, at the latest; None where none is known to end."""
        return self._tries.locked_until(address, client_id)

    def subscribe(self, listener: Callable[[ConnectionStatus], None]) -> Callable[[], None]:
        """Hear of each change of the status; the answer ends it."""
        return self._observers.subscribe(listener)

    def subscribe_frames(self, listener: Callable[[tuple[str, float]], None]) -> Callable[[], None]:
        """Get each raw frame with the monotonic second of its arrival; the answer ends it."""
        return self._frames.subscribe(listener)

    def subscribe_events(
        self, listener: Callable[[tuple[events.PbxEvent, Moment]], None]
    ) -> Callable[[], None]:
        """Get each event with the moment of its arrival, after the store; the answer ends it."""
        return self._events.subscribe(listener)

    def subscribe_looks(self, listener: Callable[[None], None]) -> Callable[[], None]:
        """Hear of each picture that was asked for and changed what frames told."""
        return self._looks.subscribe(listener)

    def picture(self) -> tuple[tuple[Call, ...], Moment]:
        """One's own calls as they stand, and the moment of now."""
        return self._store.calls, self._clock()

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
            request = await self._of_a_kind(request, account, wish)
            account = account_of(request)
            pbx, credentials = await self._prepare(request, account, wish)
            self._leave(revoke=True)
            self._connecting(request, account)
            await self._behind.closed()
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
        await asyncio.shield(self._behind.remember(self._remember(request, pbx)))

    async def _of_a_kind(
        self, request: SignInRequest, account: Account, wish: int
    ) -> SignInRequest:
        """The request with the kind of PBX that answers there, where none is named.

        Nobody logs in for it; nor after it, where none of ours answers: the secret stays here.
        """
        if request.kind != ANY_KIND or self._find_kind is None:
            return request
        if self._ear is None:
            self._connecting(request, account)
            self._set(replace(self._status, notice=Notice.of("signin.step.kind")))
        try:
            found = await self._find_kind(account)
            self._hold(wish)
        except errors.CtiError as error:
            if wish == self._wish and self._ear is None:
                state = Connection.REFUSED if said_no(error) else Connection.SIGNED_OUT
                self._refuse(error, state, self._tries.left_of(account))
            raise
        return replace(request, kind=found)

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
                self._refuse(error, Connection.SIGNED_OUT, self._tries.left_of(account))
            raise

    def _connecting(self, request: SignInRequest, account: Account) -> None:
        self._request = replace(request, secret=None)
        left = self._tries.left_of(account)
        self._set(ConnectionStatus(Connection.CONNECTING, attempts_left=left))

    def _hold(self, wish: int) -> None:
        """Go on only where nothing else was wished for meanwhile."""
        if wish != self._wish:
            raise overtaken()

    def _connect(
        self, pbx: Pbx, request: SignInRequest, credentials: Credentials, *, persistent: bool
    ) -> asyncio.Future[None]:
        """Start the link; the answer is done when the picture is live, or it failed."""
        self._pbx = pbx
        pbx.heed_rights(lambda: self._on_withdrawn(pbx))
        self._was_up = False
        self._kept = request.remember and credentials.tokens is not None
        self._ear = ear = Ear(self)
        self._arrived = arrived = asyncio.get_running_loop().create_future()
        self._link = self._make_link(pbx, ear, credentials, persistent=persistent)
        self._task = asyncio.create_task(self._run(self._link, ear), name="link")
        return arrived

    async def sign_in_again(self) -> bool:
        """Sign in by itself with what was remembered; False where nothing was."""
        last = self._memory.last
        if last is None or not last.remember:
            return False
        await self.sign_in(last, persistent=True)
        return True

    async def sign_out(self, *, revoke: bool = True, forget: bool = True) -> None:
        """Leave: the token is revoked, and what was remembered forgotten with ``forget``."""
        request = self._request
        self._wish += 1
        wish = self._wish
        if self._leave(revoke=revoke):
            log.info("signed out")
        self._set(self._signed_out())
        await self._behind.closed()
        if forget and request is not None:
            forgotten = await self._memory.forget(request)
            if wish == self._wish:
                self._request = forgotten

    async def shut_down(self) -> None:
        """Quit: the token is revoked unless it is remembered. Bounded in time."""
        self._wish += 1
        await self._behind.remembered()
        self._leave(revoke=not self._kept)
        await self._behind.end()

    def look_now(self) -> None:
        """The computer woke up or its network changed: look whether the link lives, or can."""
        if self._link is not None:
            self._link.look_now()

    def retry_now(self) -> None:
        """Try again at once instead of waiting: somebody wants it."""
        if self._link is not None:
            self._link.retry_now()

    # -- LinkObserver ----------------------------------------------------------------------------

    def on_frame(self, frame: str, received_s: float) -> None:
        """A raw frame arrived: whoever records the stream gets it."""
        if self._frames:
            self._frames.tell((frame, received_s))

    def on_event(self, event: events.PbxEvent, received_s: float) -> None:
        """An event arrived."""
        self.tally.events[type(event).__name__] += 1
        at = replace(self._clock(), mono_s=received_s)
        self._store.apply(event, at)
        if self._events:
            self._events.tell((event, at))
        if isinstance(event, events.DirectoryChanged):
            self._followers.on_directory(event)

    def on_snapshot(self, snapshot: Snapshot, received_s: float) -> None:
        """The whole picture arrived."""
        now = self._clock()
        at = replace(now, mono_s=received_s)
        if self._store.link is LinkState.UP:
            # A look while events go on: a new call may be late in it, an ended one may linger.
            if self._store.replace(
                snapshot.calls,
                at,
                asked_s=received_s,
                grace_s=GRACE_S,
                complete=snapshot.complete,
            ):
                self._looks.tell(None)
        else:
            self._store.replace(snapshot.calls, at, complete=snapshot.complete)
        self._set(replace(self._status, picture_at=now.at))

    def on_signed_in(self, signed_in: SignedIn) -> None:
        """The PBX knows us."""
        if self._store.me != signed_in.me.number:
            self._store.reset(signed_in.me.number, self._clock())
        if signed_in.logged_in:
            self._tries.fine(self._account)
        self._can = signed_in.capabilities
        self._set(
            replace(
                self._status,
                pbx=signed_in.pbx,
                me=signed_in.me,
                capabilities=self._offered,
                attempts_left=self._tries.left_of(self._account),
                certificate=None,
                notice=self._status.notice if self._was_up else Notice.of("signin.step.stream"),
            )
        )

    def on_tokens(self, tokens: TokenPair | None) -> None:
        """The pair changed: keep it where the user wants that."""
        self.tally.tokens_at = None if tokens is None else self._clock().at
        request = self._request
        if request is not None and request.remember and (self._was_up or self._kept):
            self._behind.keep(request, tokens)

    def on_link(self, state: LinkState, error: errors.CtiError | None, *, retry: bool) -> None:
        """The link changed."""
        self._store.apply(events.LinkChanged(state), self._clock())
        if state is LinkState.UP:
            self._on_up()
            return
        if state is LinkState.DOWN and not retry and error is not None:
            self._on_refused(error)
            return
        now = self._clock().at
        self._set(trying(self._status, state, error, was_up=self._was_up, now=now))

    def _on_up(self) -> None:
        pbx = self._pbx
        if not self._was_up and pbx is not None:
            self._was_up = True
            self._followers.attach(pbx, self._status, self._ask_picture)
            self._watch = SilenceWatch(self._store, pbx, self._clock, self._on_silence, self.tally)
            self._watch.on_mended = lambda: self._looks.tell(None)
            self._watch.start()
        else:
            self._followers.back()
        now = self._clock().at
        self._set(replace(self._status, state=Connection.ONLINE, notice=None, picture_at=now))
        self._looks.tell(None)
        if self._arrived is not None and not self._arrived.done():
            self._arrived.set_result(None)

    def _on_withdrawn(self, pbx: Pbx) -> None:
        """The PBX refused something for want of a right, or was seen to have something."""
        if pbx is self._pbx:
            self._set(replace(self._status, capabilities=self._offered))

    @property
    def _offered(self) -> frozenset[Capability]:
        """What the PBX can do, as far as it is known now."""
        return whole(self._can - (frozenset() if self._pbx is None else self._pbx.withdrawn))

    def _on_refused(self, error: errors.CtiError) -> None:
        if isinstance(error, errors.AuthError | errors.UsageError):
            self._tries.refused(self._account, error)
        if self._was_up and isinstance(error, errors.CertificateRejected):
            error.changed()
        self._refuse(
            error,
            Connection.REFUSED if said_no(error) else Connection.SIGNED_OUT,
            self._status.attempts_left if self._pbx is None else self._tries.left_of(self._account),
        )
        self._arrive_not(error)
        if not self._was_up:
            self._leave(revoke=not self._kept)  # nothing is left open by a try that failed

    def _refuse(self, error: errors.CtiError, state: Connection, left: int) -> None:
        log.info("not signed in: %s (%s)", error.key, error.code)
        if isinstance(error, errors.LinkError):
            error.ends()
        self._set(refused(error, state, left))

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
        behind = self._followers.detach()
        if task is not None:
            task.cancel()
        if pbx is not None:
            kept_for = self._request if self._kept else None
            self._behind.close(pbx, [task, *behind], watch, kept_for, revoke=revoke)
        self._kept = False
        self._store.apply(events.LinkChanged(LinkState.DOWN), self._clock())
        self._store.reset(None, self._clock())
        return True

    def _signed_out(self) -> ConnectionStatus:
        left = self._tries.left_for(self.last_request)
        return ConnectionStatus(attempts_left=left)

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
