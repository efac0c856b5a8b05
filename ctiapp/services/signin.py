"""What a sign-in begins with, and what ends it: the request, checked, and the ear for its link."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.ctl_verbs import PBX_KINDS
from ctiapp.model.errors import CtiError, InvalidState, UsageError
from ctiapp.model.eventways import event_port_of, listen_of, refuse_unagreed, told_of
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account, Listening
from ctiapp.settings import fingerprint

if TYPE_CHECKING:
    from ctiapp.model.events import LinkState, PbxEvent
    from ctiapp.pbx.interface import LinkObserver, SignedIn, Snapshot, TokenPair
    from ctiapp.services.connection import SignInRequest


class Ear:
    """What one link tells its session, for as long as it is that session's link."""

    def __init__(self, session: LinkObserver) -> None:
        self._session = session
        self.deaf = False

    def on_frame(self, frame: str, received_s: float) -> None:
        """A raw frame arrived."""
        if not self.deaf:
            self._session.on_frame(frame, received_s)

    def on_event(self, event: PbxEvent, received_s: float) -> None:
        """An event arrived."""
        if not self.deaf:
            self._session.on_event(event, received_s)

    def on_link(self, state: LinkState, error: CtiError | None, *, retry: bool) -> None:
        """The link changed."""
        if not self.deaf:
            self._session.on_link(state, error, retry=retry)

    def on_snapshot(self, snapshot: Snapshot, received_s: float) -> None:
        """The whole picture arrived."""
        if not self.deaf:
            self._session.on_snapshot(snapshot, received_s)

    def on_signed_in(self, signed_in: SignedIn) -> None:
        """The PBX knows us."""
        if not self.deaf:
            self._session.on_signed_in(signed_in)

    def on_tokens(self, tokens: TokenPair | None) -> None:
        """The pair changed."""
        if not self.deaf:
            self._session.on_tokens(tokens)


def overtaken() -> CtiError:
    """What a sign-in ends with that something else took the place of."""
    return InvalidState("something else was wished for", key="link.not_up", code="overtaken")


def checked(request: SignInRequest) -> SignInRequest:
    """What was typed, less the blanks around it.

    Raises:
        UsageError: key ``signin.address_missing``, ``signin.client_missing``,
            ``signin.extension_invalid``, ``signin.listen_invalid``, ``signin.told_invalid``,
            ``signin.event_port_invalid`` or ``signin.clear_password``.
        SettingsError: the pin is no fingerprint.
    """
    if not request.address.strip():
        raise UsageError("no address", key="signin.address_missing")
    if not request.client_id.strip():
        raise UsageError("no client ID", key="signin.client_missing")
    number = Number.of(request.extension)
    if not (number.text.isascii() and number.text.isdigit()) or len(number.text) > 20:
        raise UsageError(
            "not an extension", key="signin.extension_invalid", text=request.extension[:40]
        )
    listen_of(request.listen)
    port = "" if request.event_port is None else str(request.event_port)
    refuse_unagreed(event_port_of(port), agreed=request.clear_event_password)
    return replace(
        request,
        listen=request.listen.strip(),
        listen_told=told_of(request.listen_told),
        address=request.address.strip(),
        client_id=request.client_id.strip(),
        extension=number.text,
        pin=None if request.pin is None else fingerprint(request.pin),
    )


def account_of(request: SignInRequest) -> Account:
    """Whom to sign in where, without the secret."""
    host, port = listen_of(request.listen)
    posts = request.kind != PBX_KINDS[0]  # all but the first kind post their events
    return Account(
        kind=request.kind,
        address=request.address,
        client_id=request.client_id,
        extension=Number.of(request.extension),
        ca=request.ca,
        pin=request.pin,
        proxy=request.proxy,
        listen=Listening(host, port, request.listen_told) if posts else None,
        event_port=request.event_port,
        clear_event_password=request.clear_event_password,
    )
