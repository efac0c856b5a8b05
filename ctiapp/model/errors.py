"""The one error tree. Foreign exceptions are turned into these at the edge.

CtiError                       has a message key and parameters; the window turns them into words
  PbxError
    LinkError                  CannotConnect, LinkLost, LinkTimeout, CertificateRejected,
                               CannotListen, EventsBlocked, EventsSilent, EventsOutdated
      LinkLost                 NotReady
    AuthError                  CredentialsRejected, TokenExpired, SeatLimit, AddressBlocked,
                               AddressForbidden, ApiDisabled, NoSuchApi, ExtensionNotFound
    WireError                  the PBX sent what cannot be read; NotAPbx: it is something else;
                               NoToken: what is missing is the token
    CommandError               NotSupported, NoSuchFunction, NotPermitted, InvalidState,
                               NoSuchTarget, TargetBusy, SessionRenewed, OutcomeUnknown
      NotPermitted             QueuePasswordWanted, QueuePasswordWrong
  LocalError
    IllegalTransition          a leg cannot go from that state to this one
    UsageError                 what was asked makes no sense (letters in a number)
  SettingsError, StorageError, SecretStoreError
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.notice import Notice, Param, Severity

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.ids import QueueId


class CtiError(Exception):
    """Anything that ctiapp reports to a person.

    Attributes:
        key: the message key; ``ui/words.py`` has the sentence for it.
        params: what the sentence names.
        code: the PBX's own error code, or a stable word, for the details; None where there is none.
    """

    key = "error.internal"

    def __init__(
        self,
        detail: str = "",
        *,
        key: str | None = None,
        code: str | int | None = None,
        **params: Param,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        if key is not None:
            self.key = key
        self.code = None if code is None else str(code)
        self.params: dict[str, Param] = dict(params)

    def notice(self, severity: Severity = Severity.ERROR) -> Notice:
        """What to tell the user, as a key and its parameters (never as ready-made words)."""
        return Notice(self.key, dict(self.params), self.code, self.detail, severity)


class PbxError(CtiError):
    """The PBX, or the way to it, said no."""

    key = "error.pbx"


class LinkError(PbxError):
    """The way to the PBX failed; trying again may help."""

    key = "error.link"

    def ends(self) -> None:
        """It ended a sign-in: nothing is tried again by itself, and no picture is old.

        The parameter ``ended`` tells whoever finds the words.
        """
        self.params["ended"] = 1


class CannotConnect(LinkError):
    """Nothing answered at the address (refused, no route, no such name)."""

    key = "error.cannot_connect"


class LinkLost(LinkError):
    """An established connection ended."""

    key = "error.link_lost"


class NotReady(LinkLost):
    """The PBX's web server answers that it cannot now (HTTP 500, 502 to 504), as while it starts.

    The address is right as far as anybody knows, and what was asked for may have been done.
    """

    key = "error.not_ready"

    def __init__(self, detail: str, *, status: int = 503) -> None:
        """``status``: of HTTP."""
        super().__init__(detail, code=f"HTTP {status}", status=status)


class LinkTimeout(LinkError):
    """The PBX did not answer in time."""

    key = "error.link_timeout"


class CertificateRejected(LinkError):
    """The PBX's certificate is not trusted: only the user can change that.

    Attributes:
        issuer: who issued it, as a person reads it.
        sha256: fingerprint of its DER, 64 lower-case hex digits; what a pin compares.
        not_after: when it ends, or ``None`` where that could not be read.
    """

    key = "error.certificate"

    def __init__(
        self,
        detail: str,
        *,
        host: str,
        issuer: str,
        sha256: str,
        not_after: datetime | None = None,
        trusted: str = "",
    ) -> None:
        """``trusted``: fingerprint of the one that is trusted there; empty where none is named."""
        super().__init__(detail, host=host, issuer=issuer, sha256=sha256)
        self.issuer = issuer
        self.sha256 = sha256
        self.not_after = not_after
        if trusted:
            self.params["trusted"] = trusted
            self.changed()

    def changed(self) -> None:
        """Another one was shown there before, and trusted: that is no matter of course.

        The parameter ``changed`` tells whoever finds the words.
        """
        self.params["changed"] = 1


class CannotListen(LinkError):
    """This computer cannot listen where the PBX is to post its events."""

    key = "error.cannot_listen"

    def __init__(self, detail: str, *, address: str, port: int) -> None:
        """``address``, ``port``: where."""
        super().__init__(detail, address=address, port=port)


class EventsBlocked(LinkError):
    """The PBX answers, but no event of its reaches us: something on the way must be opened."""

    key = "error.events_blocked"

    def __init__(self, detail: str, *, address: str, port: int) -> None:
        """``address``, ``port``: where the PBX was told to post its events."""
        super().__init__(detail, address=address, port=port)


class EventsSilent(LinkError):
    """The PBX answers, and its event port is open, but no event comes out of it."""

    key = "error.events_silent"

    def __init__(self, detail: str, *, address: str, port: int) -> None:
        """``address``, ``port``: the event port."""
        super().__init__(detail, address=address, port=port)


class EventsOutdated(LinkError):
    """Events come in an older form of the PBX's API than was asked for, and cannot be read."""

    key = "error.events_outdated"


class AuthError(PbxError):
    """The PBX knows us not, or not now. Never answered by logging in again by itself."""

    key = "error.auth"


class CredentialsRejected(AuthError):
    """Client ID or secret is wrong; five in a row block the office's address (P, l. 1021).

    Attributes:
        looked: the PBX looked at the secret. It did not where this was not sent at all, or is only
            taken from how a connection ended.
    """

    key = "error.credentials"

    def __init__(
        self,
        detail: str = "",
        *,
        key: str | None = None,
        code: str | int | None = None,
        looked: bool = True,
        **params: Param,
    ) -> None:
        super().__init__(detail, key=key, code=code, **params)
        self.looked = looked


class TokenExpired(AuthError):
    """The access token lives no longer (P 10004)."""

    key = "error.token_expired"


class SeatLimit(AuthError):
    """All of the client's eight tokens are taken (P 60002, where ``get_token`` answers it)."""

    key = "error.seat_limit"


class AddressBlocked(AuthError):
    """This address is blocked after too many failed log-ins (P 70004)."""

    key = "error.address_blocked"


class AddressForbidden(AuthError):
    """This address is not on the PBX's allow list (P 70087)."""

    key = "error.address_forbidden"


class ApiDisabled(AuthError):
    """The PBX's API is switched off (P 70123)."""

    key = "error.api_disabled"


class NoSuchApi(AuthError):
    """The PBX has no such API, or not now: it did not look at the secret."""

    key = "error.no_such_api"


class ExtensionNotFound(AuthError):
    """No extension bears exactly this number."""

    key = "error.extension_not_found"


class WireError(PbxError):
    """The PBX sent what we cannot read; the detail holds a short, redacted excerpt."""

    key = "error.wire"


class NoToken(WireError):
    """The PBX took the log-in, and its answer brings no token."""

    key = "error.no_token"


class NotAPbx(WireError):
    """Something answers at the address, but it does not speak the PBX's API."""

    key = "error.not_a_pbx"

    def known(self) -> None:
        """A PBX answered there before: it, or the way to it, is in trouble, and not the address."""
        self.key = "error.no_answer"


class CommandError(PbxError):
    """The PBX refused a command; ``code`` is its error code."""

    key = "error.command"


class NotSupported(CommandError):
    """This PBX or this phone cannot do that."""

    key = "error.not_supported"


class NoSuchFunction(CommandError):
    """The PBX's web server has nothing at a command's address: it was not done.

    That may pass: a web server that starts anew says so of every address.
    """

    key = "error.no_such_function"

    def __init__(self, detail: str, *, answer: str = "HTTP 404") -> None:
        """``answer``: what it said, as ``HTTP 404``."""
        super().__init__(detail, code=answer, answer=answer)


class NotPermitted(CommandError):
    """The extension or the client has no right to do that."""

    key = "error.not_permitted"


class QueuePasswordWanted(NotPermitted):
    """A queue lets agents in or out with its password, and the PBX tells none that it takes.

    Attributes:
        queue_id: which queue.
        others: the same of further queues, where several were meant.
    """

    key = "queue.password_wanted"

    def __init__(
        self,
        detail: str = "",
        *,
        queue_id: QueueId,
        key: str | None = None,
        code: str | int | None = None,
        **params: Param,
    ) -> None:
        super().__init__(detail, key=key, code=code, **params)
        self.queue_id = queue_id
        self.others: tuple[QueuePasswordWanted, ...] = ()

    @property
    def queue_ids(self) -> tuple[QueueId, ...]:
        """All queues in which it was not done for want of a password."""
        return (self.queue_id, *(other.queue_id for other in self.others))


class QueuePasswordWrong(QueuePasswordWanted):
    """The password that was given for a queue is not the queue's."""

    key = "queue.password_wrong"


class InvalidState(CommandError):
    """The call is no longer, or not yet, in a state for that."""

    key = "error.invalid_state"


class NoSuchTarget(CommandError):
    """Nobody has that number, or the call is gone."""

    key = "error.no_such_target"


class TargetBusy(CommandError):
    """The called one is busy or refused."""

    key = "error.target_busy"


class SessionRenewed(CommandError):
    """The token had ended before its time; there is a new one, and the command was not done.

    It is not sent again by itself: what must not be done twice waits for whoever wants it.
    """

    key = "error.session_renewed"


class OutcomeUnknown(CommandError):
    """The command was sent, and no answer tells whether it was done."""

    key = "error.outcome_unknown"


class LocalError(CtiError):
    """Ours to mend, not the PBX's."""


class IllegalTransition(LocalError):
    """A leg cannot go from one state to the other; nothing was changed."""

    key = "error.illegal_transition"


class UsageError(LocalError):
    """What was asked makes no sense as asked; the key says why."""

    key = "error.usage"


class SettingsError(CtiError):
    """The settings file, or a value in it, cannot be used."""

    key = "error.settings"


class StorageError(CtiError):
    """A file of ours cannot be read or written."""

    key = "error.storage"


class SecretStoreError(CtiError):
    """The operating system's key store is missing, locked or refuses."""

    key = "error.secret_store"
