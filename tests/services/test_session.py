"""Signing in and out: every way it can go, and what is left behind."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import errors
from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.model.ctl_verbs import ANY_KIND
from ctiapp.model.directory import LineState
from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    ApiDisabled,
    CannotConnect,
    CertificateRejected,
    CredentialsRejected,
    CtiError,
    ExtensionNotFound,
    InvalidState,
    LinkError,
    LinkLost,
    LinkTimeout,
    NotAPbx,
    SeatLimit,
    SettingsError,
    UsageError,
)
from ctiapp.model.events import DirectoryChanged, DirectoryPart, LineChanged, LinkState
from ctiapp.model.logintries import LOCK, TRIES_BEFORE_BLOCK
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Snapshot
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.services.putaway import SHUTDOWN_S
from ctiapp.services.watch import GRACE_S, SUSPICIOUS_S, UNPROVEN_S
from tests.model.said import ME, inbound, mine, report
from tests.services.fakes import (
    INFO,
    LEO,
    REMEMBER,
    REQUEST,
    START,
    FakePbx,
    World,
    extension,
    pages,
    pair,
    settle,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.call import Moment
    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.interface import Account
    from ctiapp.services.connection import SignInRequest

TALK = report(inbound("ANSWERED"), mine("ANSWER"), call_id="1.1")


async def signing_in(
    world: World, request: SignInRequest = REQUEST, *, persistent: bool = False
) -> asyncio.Task[None]:
    """Begin to sign in, up to where the link is asked to run."""
    task = asyncio.create_task(world.session.sign_in(request, persistent=persistent))
    await settle()
    return task


def now(world: World) -> Connection:
    """The state one is in."""
    return world.session.status.state


def states(world: World) -> list[Connection]:
    """The states one was in, each once in a row."""
    found: list[Connection] = []
    for status in world.statuses:
        if not found or found[-1] is not status.state:
            found.append(status.state)
    return found


# --- the plain way -------------------------------------------------------------------------------


async def test_signing_in_returns_when_the_picture_is_live(world: World) -> None:
    """Connecting, what is being done, then online with all that is known."""
    task = await signing_in(world)
    assert now(world) is Connection.CONNECTING
    world.link.signed_in()
    assert not task.done()
    world.link.observer.on_snapshot(Snapshot((TALK,)), world.clock().mono_s)
    world.link.observer.on_link(LinkState.UP, None, retry=False)
    await task
    status = world.session.status
    assert (status.state, status.notice) == (Connection.ONLINE, None)
    assert (status.me, status.pbx) == (LEO, INFO)
    assert status.picture_at is not None
    assert states(world) == [Connection.CONNECTING, Connection.ONLINE]
    told = [status.notice.key for status in world.statuses if status.notice is not None]
    steps = list(dict.fromkeys(told))
    assert steps == ["signin.step.token", "signin.step.stream", "signin.step.snapshot"]
    assert [card.call_id for card in world.desk.cards] == ["1.1"]
    assert world.session.pbx is world.pbx


async def test_the_link_gets_the_secret_and_the_form_does_not_keep_it(world: World) -> None:
    """The secret goes where it is needed and nowhere else."""
    await world.sign_in()
    assert world.link.credentials.secret == "s3cret"
    assert world.link.credentials.tokens is None
    assert world.session.last_request == replace(REQUEST, secret=None)
    assert "s3cret" not in repr(world.session.last_request)
    assert "s3cret" not in repr(REQUEST)


async def test_what_the_pbx_refuses_for_want_of_a_right_is_offered_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told at once; and by a session of before, nothing is told."""
    listeners: list[Callable[[], None]] = []
    monkeypatch.setattr(FakePbx, "heed_rights", lambda _, listener: listeners.append(listener))
    await world.sign_in()
    before = world.session.status
    assert Capability.DIAL in before.capabilities

    monkeypatch.setattr(FakePbx, "withdrawn", frozenset({Capability.DIAL}))
    (refused,) = listeners
    refused()
    left = EVERY_CAPABILITY - {Capability.DIAL}
    assert world.session.status == replace(before, capabilities=left)
    assert world.session.status.offered == left
    assert world.statuses[-1] == world.session.status

    await world.session.sign_out()
    count = len(world.statuses)
    refused()
    assert len(world.statuses) == count


async def test_what_the_pbx_was_not_seen_to_have_is_offered_once_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor what would make no sense without it."""
    listeners: list[Callable[[], None]] = []
    monkeypatch.setattr(FakePbx, "heed_rights", lambda _, listener: listeners.append(listener))
    monkeypatch.setattr(FakePbx, "withdrawn", frozenset({Capability.RESUME}))
    await world.sign_in()
    left = EVERY_CAPABILITY - {Capability.RESUME, Capability.HOLD}
    assert world.session.status.offered == left

    monkeypatch.setattr(FakePbx, "withdrawn", frozenset())
    (seen,) = listeners
    seen()
    assert world.session.status.offered == EVERY_CAPABILITY
    assert world.statuses[-1] == world.session.status


async def test_events_reach_the_store_and_the_directory(world: World) -> None:
    """An edit of the PBX's directory has what was edited read again, and no more."""
    await world.sign_in()
    world.pbx.extension_pages = list(pages(extension("2001", "Ann")))
    await settle()
    world.link.told(inbound("ALERT"), mine("RING"))
    assert [card.phase.value for card in world.desk.cards] == ["ringing"]
    loads = world.pbx.loads
    edited = DirectoryChanged(DirectoryPart.EXTENSION, "2001", "create")
    world.link.observer.on_event(edited, world.clock().mono_s)
    await world.clock.pass_s(5)
    assert world.pbx.loads == loads
    assert world.pbx.asked[-1] == "2001"
    assert [match.name for match in world.directory.search("ann")] == ["Ann"]


async def test_frames_reach_a_recorder(world: World) -> None:
    """As long as it wants them."""
    await world.sign_in()
    frames: list[tuple[str, float]] = []
    stop = world.session.subscribe_frames(frames.append)
    world.link.observer.on_frame("one", 1.0)
    stop()
    world.link.observer.on_frame("two", 2.0)
    assert frames == [("one", 1.0)]


async def test_events_reach_who_watches_for_them(world: World) -> None:
    """With the moment of their arrival, as long as they are wanted."""
    await world.sign_in()
    told: list[tuple[PbxEvent, Moment]] = []
    stop = world.session.subscribe_events(told.append)
    lamp = LineChanged(Number("2001"), LineState.RINGING)
    world.link.observer.on_event(lamp, 7.0)
    stop()
    world.link.observer.on_event(lamp, 8.0)
    assert [(event, at.mono_s) for event, at in told] == [(lamp, 7.0)]


async def test_the_link_falls_and_comes_back(world: World) -> None:
    """Reconnecting says why and keeps the age of the picture; cards are stale meanwhile."""
    await world.sign_in(REQUEST, TALK)
    await world.clock.pass_s(60)
    world.link.down(LinkLost("gone"))
    status = world.session.status
    assert status.state is Connection.RECONNECTING
    assert status.notice is not None
    assert status.notice.key == "error.link_lost"
    assert status.picture_at == world.clock().at
    assert world.desk.cards[0].stale
    world.session.retry_now()
    assert world.link.retried == 1
    world.session.look_now()
    assert (world.link.retried, world.link.looked) == (1, 1)
    await world.clock.pass_s(30)
    world.link.observer.on_link(LinkState.OPENING, None, retry=False)
    assert world.session.status.picture_at == status.picture_at
    world.link.up()
    assert (world.session.status.state, world.session.status.notice) == (Connection.ONLINE, None)
    assert [card.end is None for card in world.desk.cards] == [False]
    assert len(world.pbxs) == 1


async def test_the_picture_of_a_black_hole_is_as_old_as_the_last_sign_of_life(
    world: World,
) -> None:
    """It is noticed seconds later; nobody knows whether the picture was true until then."""
    await world.sign_in(REQUEST, TALK)
    await world.clock.pass_s(60)
    world.link.down(LinkTimeout("silent", silent_s=9))
    assert world.session.status.picture_at == world.clock().at - timedelta(seconds=9)


async def test_a_picture_on_an_open_link_has_the_grace_of_a_look(world: World) -> None:
    """A call that came a moment ago may be late in it; after a gap there is no such thing."""
    await world.sign_in()
    world.link.told(inbound("ALERT"), mine("RING"))
    world.link.observer.on_snapshot(Snapshot(()), world.clock().mono_s)
    assert [card.end for card in world.desk.cards] == [None]
    await world.clock.pass_s(GRACE_S + 1)
    world.link.observer.on_snapshot(Snapshot(()), world.clock().mono_s)
    assert world.desk.cards[0].end is not None


# --- which kind of PBX ---------------------------------------------------------------------------

ANY = replace(REQUEST, kind=ANY_KIND)


class Finder:
    """Finds the kind that a test names."""

    def __init__(self, found: str | CtiError) -> None:
        self.found = found
        self.asked: list[Account] = []

    async def __call__(self, account: Account) -> str:
        self.asked.append(account)
        if isinstance(self.found, CtiError):
            raise self.found
        return self.found


@pytest.mark.parametrize("kind", ["k2", "p-series"])
async def test_the_kind_is_found_out_before_anybody_logs_in(kind: str) -> None:
    """It is what one is signed in to, and what is remembered."""
    world = World(find_kind=(finder := Finder(kind)))
    await world.sign_in(ANY)
    assert [account.address for account in finder.asked] == [REQUEST.address]
    assert world.pbx.account.kind == kind
    assert (world.pbx.account.listen is None) is (kind == "p-series")
    assert world.session.last_request == replace(REQUEST, kind=kind, secret=None)
    steps = [status.notice.key for status in world.statuses if status.notice is not None]
    assert steps[0] == "signin.step.kind"
    await world.end()


async def test_a_kind_that_is_named_is_not_looked_for() -> None:
    """Somebody said it."""
    world = World(find_kind=(finder := Finder("k2")))
    await world.sign_in(REQUEST)
    assert finder.asked == []
    await world.end()


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (CannotConnect("nobody"), Connection.SIGNED_OUT),
        (LinkTimeout("slow"), Connection.SIGNED_OUT),
        (NotAPbx("somebody else's page"), Connection.REFUSED),
        (CertificateRejected("no", host="h", issuer="CA", sha256="ab"), Connection.REFUSED),
        (UsageError("plain", key="signin.only_plain", address="h:9011"), Connection.SIGNED_OUT),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_who_cannot_be_asked_which_kind_they_are_is_not_signed_in_to(
    error: CtiError, state: Connection
) -> None:
    """No PBX was made for it, and nothing was remembered."""
    world = World(find_kind=Finder(error))
    with pytest.raises(type(error)):
        await world.session.sign_in(ANY)
    assert world.pbxs == []
    status = world.session.status
    assert (status.state, status.notice and status.notice.key) == (state, error.key)
    assert (status.certificate is not None) is isinstance(error, CertificateRejected)
    assert (status.notice and "ended" in status.notice.params) is isinstance(error, LinkError)
    await world.end()


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (CredentialsRejected("no", code=-1), Connection.REFUSED),
        (ExtensionNotFound("no", extension="2000"), Connection.REFUSED),
        (AddressBlocked("no", code=70004), Connection.REFUSED),
        (AddressForbidden("no", code=70087), Connection.REFUSED),
        (ApiDisabled("no", code=70123), Connection.REFUSED),
        (SeatLimit("no", code=60002), Connection.REFUSED),
        (NotAPbx("html"), Connection.REFUSED),
        (CertificateRejected("no", host="h", issuer="CA", sha256="ab"), Connection.REFUSED),
        (CannotConnect("no"), Connection.SIGNED_OUT),
        (LinkTimeout("no"), Connection.SIGNED_OUT),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_each_error_ends_the_try_and_says_so(
    world: World, error: CtiError, state: Connection
) -> None:
    """The caller gets it, the status tells it, nothing is left open, nobody tries again.

    Nor do its words promise that.
    """
    task = await signing_in(world)
    world.link.tokens(1)
    world.link.observer.on_link(LinkState.OPENING, None, retry=False)
    world.link.down(error, retry=False)
    with pytest.raises(type(error)):
        await task
    await settle()
    status = world.session.status
    assert status.state is state
    assert status.notice is not None
    assert (status.notice.key, status.notice.code) == (error.key, error.code)
    assert ("ended" in status.notice.params) is isinstance(error, LinkError)
    assert (world.session.pbx, world.pbx.closed) == (None, [True])
    assert not world.link.running
    assert len(world.links) == 1
    assert world.session.last_request == replace(REQUEST, secret=None)


async def test_an_untrusted_certificate_can_be_looked_at(world: World) -> None:
    """Host, issuer and fingerprint; gone with the next try."""
    task = await signing_in(world)
    world.link.down(CertificateRejected("x", host="h", issuer="CA", sha256="ab"), retry=False)
    with pytest.raises(CertificateRejected):
        await task
    refused = world.session.status
    assert refused.certificate == ("h", "CA", "ab")
    assert refused.notice is not None
    assert "changed" not in refused.notice.params
    await world.sign_in(replace(REQUEST, pin="ab" * 32))
    assert world.session.status.certificate is None
    assert world.pbx.account.pin == "ab" * 32


async def test_another_certificate_in_the_middle_of_the_day_is_a_changed_one(world: World) -> None:
    """However the first one came to be trusted: by the system, by a file, or by its fingerprint."""
    await world.sign_in()
    world.link.down(CertificateRejected("x", host="h", issuer="CA", sha256="ab"), retry=False)
    await settle()
    status = world.session.status
    assert (status.state, status.certificate) == (Connection.REFUSED, ("h", "CA", "ab"))
    assert status.notice is not None
    assert status.notice.params["changed"]


async def test_refused_log_ins_are_counted_and_remembered(world: World) -> None:
    """Five in a row block the office; a success ends the row; each account has its own."""
    for left in (4, 3):
        task = await signing_in(world)
        world.link.down(CredentialsRejected("no", code=-1), retry=False)
        with pytest.raises(CredentialsRejected) as caught:
            await task
        assert caught.value.params["attempts_left"] == left
        assert world.session.status.attempts_left == left
        assert world.session.status.notice is not None
        assert world.session.status.notice.params["attempts_left"] == left
    (row,) = world.keeper.saved[-1].failed_log_ins
    assert (row.url, row.client_id, row.count) == ("pbx.example.com", "client", 2)
    assert World(world.keeper.saved[-1]).session.attempts_left("pbx.example.com", "client") == 3
    assert world.session.attempts_left("pbx.example.com", "other") == TRIES_BEFORE_BLOCK

    task = await signing_in(world)
    assert world.session.status.attempts_left == 3
    world.link.signed_in(logged_in=False)
    assert world.session.status.attempts_left == 3
    world.link.signed_in(logged_in=True)
    assert world.session.status.attempts_left == TRIES_BEFORE_BLOCK
    world.link.up()
    await task


async def test_a_log_in_that_was_taken_is_no_refused_one(world: World) -> None:
    """Though nobody is signed in, for events come in another way."""
    task = await signing_in(world)
    world.link.down(CredentialsRejected("no"), retry=False)
    with pytest.raises(CredentialsRejected):
        await task
    task = await signing_in(world)
    world.link.down(UsageError("tcp", key="account.events_by_tcp"), retry=False)
    with pytest.raises(UsageError):
        await task
    assert world.session.status.attempts_left == TRIES_BEFORE_BLOCK


async def test_the_tries_left_are_told_after_a_restart_too(world: World) -> None:
    """Before anybody signs in."""
    await world.sign_in()
    await world.session.sign_out()
    task = await signing_in(world)
    world.link.down(CredentialsRejected("no"), retry=False)
    with pytest.raises(CredentialsRejected):
        await task
    again = World(world.keeper.saved[-1])
    assert again.session.status == ConnectionStatus(attempts_left=4)
    await world.session.sign_out()
    assert world.session.status == ConnectionStatus(attempts_left=4)


async def test_no_other_error_counts_as_a_refused_log_in(world: World) -> None:
    """A blocked address has no try less."""
    task = await signing_in(world)
    world.link.down(AddressBlocked("no", code=70004), retry=False)
    with pytest.raises(AddressBlocked):
        await task
    assert world.session.status.attempts_left == TRIES_BEFORE_BLOCK


@pytest.mark.parametrize("found", [None, "cloud"])
async def test_a_lock_of_ten_minutes_is_told_and_runs_out(found: str | None) -> None:
    """Whether the kind was named or found out: it is known before a secret goes anywhere."""
    request = replace(REQUEST, kind="cloud") if found is None else ANY
    world = World(find_kind=None if found is None else Finder(found))
    for _ in range(TRIES_BEFORE_BLOCK):
        task = await signing_in(world, request)
        world.link.down(CredentialsRejected("no", code=20003), retry=False)
        with pytest.raises(CredentialsRejected):
            await task
    status, ends = world.session.status, (world.clock().at + LOCK).isoformat()
    assert status.notice is not None
    assert status.notice.params == {"attempts_left": 0, "lock_s": 600, "locked_until": ends}

    await world.clock.pass_s(60)
    task = await signing_in(world, request)
    world.link.down(AddressBlocked("no", code=20002), retry=False)
    with pytest.raises(AddressBlocked) as caught:
        await task
    assert caught.value.params["locked_until"] == ends
    assert world.session.status.attempts_left == 0
    until = world.session.locked_until(request.address, request.client_id)
    assert until is not None
    assert until.isoformat() == ends

    await world.clock.pass_s(540)
    assert world.session.status.attempts_left == TRIES_BEFORE_BLOCK
    assert world.session.locked_until(request.address, request.client_id) is None
    task = await signing_in(world, request)
    world.link.down(CredentialsRejected("no", code=20003), retry=False)
    with pytest.raises(CredentialsRejected):
        await task
    assert world.session.status.attempts_left == 4
    await world.end()


async def test_a_refusal_in_the_middle_of_a_session_ends_it(world: World) -> None:
    """The last picture stays to be read; signing in anew puts the old one away."""
    await world.sign_in(REQUEST, TALK)
    world.link.down(AddressForbidden("no", code=70087), retry=False)
    await settle()
    assert now(world) is Connection.REFUSED
    assert [card.stale for card in world.desk.cards] == [True]
    with pytest.raises(InvalidState):
        await world.calls.hang_up(world.desk.cards[0].call_id)
    first = world.pbx
    await world.sign_in()
    assert first.closed == [True]
    assert now(world) is Connection.ONLINE
    assert world.desk.cards == ()


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        (replace(REQUEST, address=" "), "signin.address_missing"),
        (replace(REQUEST, client_id=""), "signin.client_missing"),
        (replace(REQUEST, extension="leo"), "signin.extension_invalid"),
        (replace(REQUEST, extension="٢٠٠٠"), "signin.extension_invalid"),
        (replace(REQUEST, extension=""), "signin.extension_invalid"),
        (replace(REQUEST, extension="2" * 30), "signin.extension_invalid"),
    ],
)
async def test_what_cannot_be_right_is_not_tried(
    world: World, request_: SignInRequest, key: str
) -> None:
    """It says which field; who is signed in stays so."""
    await world.sign_in()
    with pytest.raises(UsageError) as caught:
        await world.session.sign_in(request_)
    assert caught.value.key == key
    assert now(world) is Connection.ONLINE


@pytest.mark.parametrize(
    "request_",
    [
        replace(REQUEST, address="https://user:pass@pbx.example.com"),
        replace(REQUEST, address="pbx\u202e.example.com"),
        replace(REQUEST, kind="nonsense"),
        replace(REQUEST, pin="xyz"),
    ],
)
async def test_what_could_not_be_kept_as_a_profile_is_not_tried(
    world: World, request_: SignInRequest
) -> None:
    """Otherwise it would fail after it succeeded."""
    with pytest.raises(SettingsError):
        await world.session.sign_in(request_)
    assert world.links == []
    assert now(world) is Connection.SIGNED_OUT


async def test_what_was_typed_loses_its_blanks(world: World) -> None:
    """In the account and in the profile."""
    typed = replace(
        REQUEST, address=" pbx.example.com ", client_id=" client", extension=" ２０００ "
    )
    await world.sign_in(typed)
    account = world.pbx.account
    assert (account.address, account.client_id, account.extension) == (
        "pbx.example.com",
        "client",
        Number("2000"),
    )
    assert world.preferences.settings.last_profile == "2000@pbx.example.com"


async def test_an_address_that_nobody_can_reach_by_any_means_is_told(world: World) -> None:
    """The dialect refuses it before anything is opened."""
    world.make_error = UsageError("no", key="address.invalid", text="x y")
    with pytest.raises(UsageError):
        await world.session.sign_in(REQUEST)
    status = world.session.status
    assert status.state is Connection.SIGNED_OUT
    assert status.notice is not None
    assert status.notice.key == "address.invalid"


@pytest.mark.expected_log("the link broke")
async def test_a_link_that_breaks_is_told_and_not_waited_for(world: World) -> None:
    """A fault of ours must not look like a live session."""
    task = await signing_in(world)
    world.link.end(ZeroDivisionError("ours"))
    with pytest.raises(CtiError):
        await task
    assert now(world) is Connection.SIGNED_OUT
    await world.sign_in()
    world.link.end(ZeroDivisionError("ours"))
    await settle()
    assert now(world) is Connection.SIGNED_OUT
    assert world.session.status.notice is not None


async def test_a_link_that_just_ends_is_not_waited_for(world: World) -> None:
    """It was stopped."""
    task = await signing_in(world)
    world.link.end()
    with pytest.raises(InvalidState):
        await task


# --- trying on -----------------------------------------------------------------------------------


async def test_a_try_that_persists_goes_on_connecting(world: World) -> None:
    """A start by itself waits for the network; the status says why."""
    task = await signing_in(world, persistent=True)
    assert world.link.persistent
    world.link.down(CannotConnect("no route"))
    assert now(world) is Connection.CONNECTING
    assert world.session.status.notice is not None
    assert world.session.status.notice.key == "error.cannot_connect"
    world.session.retry_now()
    assert world.link.retried == 1
    world.link.up()
    await task
    assert now(world) is Connection.ONLINE


async def test_retrying_while_signed_out_does_nothing(world: World) -> None:
    """There is nothing to try."""
    world.session.retry_now()
    world.session.look_now()
    assert world.links == []


# --- leaving -------------------------------------------------------------------------------------


async def test_signing_out_revokes_and_forgets_the_picture(world: World) -> None:
    """At once for all who look; the token follows."""
    await world.sign_in(REQUEST, TALK)
    world.pbx.close_gate.shut()
    leaving = asyncio.create_task(world.session.sign_out())
    await settle()
    assert world.session.status == ConnectionStatus()
    assert (world.desk.cards, world.store.me) == ((), None)
    assert not leaving.done()
    world.pbx.close_gate.open()
    await leaving
    assert world.pbx.closed == [True]
    assert not world.link.running
    assert world.directory.extensions == ()
    with pytest.raises(InvalidState):
        await world.calls.dial(Number("2001"))


async def test_signing_out_twice_or_never_in_is_no_trouble(world: World) -> None:
    """Nothing happens."""
    await world.session.sign_out()
    await world.sign_in()
    await asyncio.gather(world.session.sign_out(), world.session.sign_out())
    assert world.pbx.closed == [True]


async def test_what_an_old_link_says_is_not_heard(world: World) -> None:
    """Not after signing out, and not under the name of the next one."""
    await world.sign_in(REMEMBER)
    old = world.link
    await world.session.sign_out()
    kept = dict(world.secrets.kept)
    old.up(TALK)
    old.told(*TALK.legs)
    old.tokens(99)
    old.observer.on_frame("late", 1.0)
    assert now(world) is Connection.SIGNED_OUT
    assert world.store.calls == ()
    assert world.secrets.kept == kept


async def test_signing_in_as_another_while_signed_in(world: World) -> None:
    """The old token is revoked first: a PBX grants few; then the other extension is oneself."""
    await world.sign_in(REQUEST, TALK)
    first = world.pbx
    first.close_gate.shut()
    other = replace(REQUEST, extension="2001", client_id="other")
    task = await signing_in(world, other)
    assert len(world.links) == 1
    assert now(world) is Connection.CONNECTING
    assert world.desk.cards == ()
    first.close_gate.open()
    await settle()
    world.link.observer.on_link(LinkState.OPENING, None, retry=False)
    world.link.signed_in(me=extension("2001", "Ann"))
    world.link.observer.on_link(LinkState.UP, None, retry=False)
    await task
    assert first.closed == [True]
    assert world.store.me == Number("2001")
    assert world.session.last_request == replace(other, secret=None)


async def test_without_a_secret_nobody_is_signed_out_in_vain(world: World) -> None:
    """The one who is signed in stays, where the next one cannot even begin."""
    await world.sign_in()
    with pytest.raises(UsageError) as caught:
        await world.session.sign_in(replace(REQUEST, client_id="other", secret=None))
    assert caught.value.key == "signin.secret_missing"
    assert now(world) is Connection.ONLINE
    assert world.pbx.closed == []
    assert world.session.last_request == replace(REQUEST, secret=None)


# --- one wish overtakes another ------------------------------------------------------------------


async def test_giving_up_while_signing_in(world: World) -> None:
    """The task is cancelled: signed out, nothing left open."""
    task = await signing_in(world)
    world.link.tokens(1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert world.session.status == ConnectionStatus()
    await settle()
    assert world.pbx.closed == [True]
    assert not world.link.running


async def test_giving_up_while_the_key_store_is_asked(world: World) -> None:
    """It may ask the user for a password; the status must not stay "connecting"."""
    world.secrets.gate.shut()
    task = await signing_in(world, replace(REQUEST, secret=None))
    assert now(world) is Connection.CONNECTING
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert world.session.status == ConnectionStatus()
    assert world.links == []


async def test_signing_out_while_signing_in(world: World) -> None:
    """Who waits for the sign-in hears that it was overtaken, and is not cancelled."""
    task = await signing_in(world)
    await world.session.sign_out()
    with pytest.raises(InvalidState) as caught:
        await task
    assert caught.value.code == "overtaken"
    assert world.session.status == ConnectionStatus()
    assert world.pbx.closed == [True]


async def test_signing_out_while_the_key_store_is_asked(world: World) -> None:
    """The sign-in that comes out of it late does not begin."""
    world.secrets.kept = await _remembered(world)
    world.secrets.gate.shut()
    task = await signing_in(world, replace(REMEMBER, secret=None))
    leaving = asyncio.create_task(world.session.sign_out(forget=False))
    await settle()
    world.secrets.gate.open()
    await leaving
    with pytest.raises(InvalidState):
        await task
    assert now(world) is Connection.SIGNED_OUT
    assert len(world.links) == 1


async def _remembered(world: World) -> dict[str, str]:
    await world.sign_in(REMEMBER)
    kept = dict(world.secrets.kept)
    await world.session.sign_out(forget=False)
    return kept


@pytest.mark.parametrize("when", ["connecting", "leaving", "key store"])
async def test_of_two_sign_ins_the_last_one_holds(world: World, when: str) -> None:
    """There is one link in the end, and it is the last one's."""
    if when == "leaving":
        await world.sign_in()
        world.pbx.close_gate.shut()
    if when == "key store":
        world.secrets.kept = await _remembered(world)
        world.secrets.gate.shut()
    first = await signing_in(
        world, replace(REMEMBER, secret=None) if when == "key store" else REQUEST
    )
    second = await signing_in(world, replace(REQUEST, extension="2001"))
    world.pbx_gates_open()
    await settle()
    running = [link for link in world.links if link.running]
    assert len(running) == 1
    assert running[0].pbx.account.extension == Number("2001")
    running[0].signed_in(me=extension("2001", "Ann"))
    running[0].observer.on_link(LinkState.UP, None, retry=False)
    await second
    with pytest.raises(InvalidState):
        await first
    assert now(world) is Connection.ONLINE
    assert world.session.pbx is running[0].pbx
    assert world.store.me == Number("2001")
    others = [pbx for pbx in world.pbxs if pbx is not running[0].pbx]
    assert all(pbx.closed == [True] for pbx in others if pbx.closed)


# --- remembering ---------------------------------------------------------------------------------


async def test_nothing_is_remembered_unasked(world: World) -> None:
    """The profile is, for the form; no secret, no token."""
    await world.sign_in()
    world.link.tokens(2)
    await settle()
    assert world.secrets.kept == {}
    profile = world.preferences.settings.profiles[0]
    assert (profile.name, profile.remember) == ("2000@pbx.example.com", False)
    assert not await world.session.sign_in_again()


async def test_what_is_remembered_signs_in_by_itself(world: World) -> None:
    """With the pair that lives; the try persists, and the next pair is kept as well."""
    await world.sign_in(REMEMBER)
    world.link.tokens(2)
    await settle()
    assert world.secrets.whats == ["client_secret", "tokens"]
    await world.session.shut_down()
    assert world.pbx.closed == [False]

    again = World(world.preferences.settings)
    again.secrets.kept = world.secrets.kept
    assert again.session.last_request == replace(REMEMBER, secret=None)
    task = asyncio.create_task(again.session.sign_in_again())
    await settle()
    assert again.link.persistent
    assert again.link.credentials.secret == "s3cret"
    assert again.link.credentials.tokens == pair(2)
    again.link.tokens(3)
    again.link.up()
    assert await task
    await settle()
    assert "access-3" in str(again.secrets.kept)
    await again.end()


async def test_a_pair_that_changes_before_the_picture_is_live_is_kept(world: World) -> None:
    """The remembered one died with the refresh, whatever comes of this try."""
    world.secrets.kept = await _remembered(world)
    task = await signing_in(world, replace(REMEMBER, secret=None), persistent=True)
    world.link.tokens(7)
    world.link.down(CannotConnect("stream"))
    await settle()
    assert "refresh-7" in str(world.secrets.kept)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await settle()
    assert world.pbx.closed == [False]
    assert "refresh-7" in str(world.secrets.kept)


async def test_quitting_while_still_connecting_keeps_what_is_remembered(world: World) -> None:
    """The laptop was opened without a network, and is closed again."""
    world.secrets.kept = await _remembered(world)
    kept = dict(world.secrets.kept)
    task = await signing_in(world, replace(REMEMBER, secret=None), persistent=True)
    world.pbx.pair = world.link.credentials.tokens
    await world.session.shut_down()
    with pytest.raises(InvalidState):
        await task
    assert world.pbx.closed == [False]
    assert world.secrets.kept == kept


async def test_a_dead_pair_is_forgotten(world: World) -> None:
    """The secret stays."""
    await world.sign_in(REMEMBER)
    world.link.tokens(None)
    await settle()
    assert world.secrets.whats == ["client_secret"]


async def test_signing_out_forgets_and_signing_out_for_another_does_not(world: World) -> None:
    """Only a sign-out that the user asked for; the profile stays for the form."""
    world.secrets.kept = await _remembered(world)
    assert world.secrets.whats == ["client_secret", "tokens"]
    await world.sign_in(replace(REMEMBER, secret=None))
    await world.session.sign_out()
    assert world.secrets.kept == {}
    assert world.session.last_request == replace(REQUEST, secret=None, remember=False)
    assert not world.preferences.settings.profiles[0].remember
    assert not await world.session.sign_in_again()


async def test_a_key_store_that_is_locked_costs_only_the_remembering(world: World) -> None:
    """One is signed in, told once a failure, and the token is revoked at the end."""
    world.secrets.refuses = True
    await world.sign_in(REMEMBER)
    assert now(world) is Connection.ONLINE
    assert [notice.key for notice in world.told] == ["error.secret_store"]
    await world.session.shut_down()
    assert world.pbx.closed == [True]


async def test_a_key_store_that_cannot_be_asked_ends_the_try(world: World) -> None:
    """Without a secret there is nothing to try."""
    world.secrets.refuses = True
    with pytest.raises(errors.SecretStoreError):
        await world.session.sign_in(replace(REQUEST, secret=None))
    assert now(world) is Connection.SIGNED_OUT
    assert world.session.status.notice is not None


async def test_a_slow_key_store_holds_up_no_call(world: World) -> None:
    """It may wait for the user: the picture is live, signing out works, nothing is kept after."""
    world.secrets.gate.shut()
    task = await signing_in(world, REMEMBER)
    world.link.tokens(1)
    world.link.up(TALK)
    await settle()
    assert now(world) is Connection.ONLINE
    assert not task.done()
    leaving = asyncio.create_task(world.session.sign_out())
    await settle()
    assert now(world) is Connection.SIGNED_OUT
    assert world.pbx.closed == [True]
    world.secrets.gate.open()
    await leaving
    await task
    assert world.secrets.kept == {}


# --- quitting ------------------------------------------------------------------------------------


async def test_quitting_revokes_what_is_not_remembered(world: World) -> None:
    """And leaves no task behind."""
    await world.sign_in()
    await world.session.shut_down()
    assert world.pbx.closed == [True]
    assert not world.link.running


async def test_quitting_keeps_the_last_pair(world: World) -> None:
    """It may have changed while the link was being put away."""
    await world.sign_in(REMEMBER)
    world.pbx.pair = pair(5)
    await world.session.shut_down()
    assert "refresh-5" in str(world.secrets.kept)
    assert world.pbx.closed == [False]


async def test_quitting_waits_only_so_long(world: World) -> None:
    """A PBX, or a key store, that does not answer must not keep the window."""
    await world.sign_in(REMEMBER)
    world.pbx.close_gate.shut()
    world.secrets.gate.shut()
    world.link.tokens(9)
    began_s = world.clock().mono_s
    await world.session.shut_down()
    assert world.clock().mono_s - began_s == SHUTDOWN_S
    await settle()
    assert world.pbx.close_gate.waiting == world.secrets.gate.waiting == 0


# --- silence -------------------------------------------------------------------------------------


async def test_a_pbx_that_tells_nothing_is_told(world: World) -> None:
    """Live but silent is a lie; the first event ends it."""
    await world.sign_in()
    world.pbx.calls = (TALK,)
    await world.clock.pass_s(UNPROVEN_S + SUSPICIOUS_S + 1)
    assert world.session.status.silent
    assert now(world) is Connection.ONLINE
    world.link.told(inbound("ANSWERED"), mine("HOLD"))
    assert not world.session.status.silent


async def test_an_unknown_outcome_has_the_pbx_asked(world: World) -> None:
    """At once, not at the next look."""
    await world.sign_in()
    world.link.told(*TALK.legs)
    world.pbx.calls = (report(inbound("ANSWERED"), mine("HOLD"), call_id="1.1"),)
    world.pbx.answers = [errors.OutcomeUnknown("reset")]
    await world.calls.hold(TALK.call_id)
    await settle()
    assert world.pbx.looks == 1
    assert world.desk.cards[0].phase.value == "held"


async def test_the_wall_clock_is_aware(world: World) -> None:
    """The picture's age is shown in the user's zone."""
    await world.sign_in()
    at = world.session.status.picture_at
    assert at is not None
    assert at.tzinfo is not None
    assert at >= START
    assert world.store.me == ME
