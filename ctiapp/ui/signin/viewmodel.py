"""The sign-in form: what was typed, what is wrong with it, how the try goes, what to do next.

Nothing that was typed is lost by a failure. The secret stands in no ``repr`` and in no notice.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.model.ctl_verbs import ANY_KIND, PBX_KINDS
from ctiapp.model.errors import UsageError
from ctiapp.model.eventways import event_port_of, listen_of, told_of
from ctiapp.model.logintries import TRIES_BEFORE_BLOCK
from ctiapp.model.notice import Severity
from ctiapp.model.number import Number
from ctiapp.services.connection import Connection, ConnectionStatus, SignInRequest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ctiapp.model.notice import Notice

WARN_AT = 2
"""With so many tries left, or fewer, the form warns before the next one."""


class Field(StrEnum):
    """A field of the form."""

    ADDRESS = "address"
    CLIENT_ID = "client_id"
    SECRET = "secret"  # noqa: S105 - the name of a field
    EXTENSION = "extension"
    CA = "ca"
    PROXY = "proxy"
    LISTEN = "listen"
    LISTEN_TOLD = "listen_told"
    EVENT_PORT = "event_port"


class Wrong(Enum):
    """What is wrong with a field."""

    EMPTY = "empty"
    BLANK_INSIDE = "blank_inside"
    NOT_AN_EXTENSION = "not_an_extension"
    NOT_AN_ADDRESS = "not_an_address"
    NO_SUCH_FILE = "no_such_file"
    NOT_A_PROXY = "not_a_proxy"
    NO_PLACE_TO_LISTEN = "no_place_to_listen"
    NO_PLACE_TO_TELL = "no_place_to_tell"
    NOT_A_PORT = "not_a_port"
    NOT_AGREED = "not_agreed"


ADVANCED = (Field.CA, Field.PROXY, Field.LISTEN, Field.LISTEN_TOLD, Field.EVENT_PORT)
"""The fields that are shown when somebody wants them, or something is wrong with them."""
KINDS_ASKED = (ANY_KIND, *PBX_KINDS)
"""What can be said of the PBX's kind, in the order of the list."""


def fields_of(kind: str) -> frozenset[Field]:
    """Which of the fields that not every kind of PBX needs that one has, or may turn out to."""
    posted = frozenset({Field.LISTEN, Field.LISTEN_TOLD})
    if kind == PBX_KINDS[0]:
        return frozenset()
    return posted | {Field.EVENT_PORT} if kind in _MAY_HAVE_EVENT_PORT else posted


_MAY_HAVE_EVENT_PORT = frozenset({"k2", ANY_KIND})
_OF_A_KIND = frozenset({Field.LISTEN, Field.LISTEN_TOLD, Field.EVENT_PORT})


_BLAMED = {
    "error.credentials": Field.SECRET,
    "error.extension_not_found": Field.EXTENSION,
    "error.cannot_connect": Field.ADDRESS,
    "error.not_a_pbx": Field.ADDRESS,
    "error.link_timeout": Field.ADDRESS,
    "signin.only_plain": Field.ADDRESS,
    "account.events_by_tcp": Field.EVENT_PORT,
    "account.events_by_http": Field.EVENT_PORT,
    "account.clear_password": Field.EVENT_PORT,
    "error.cannot_listen": Field.LISTEN,
    "error.events_blocked": Field.LISTEN_TOLD,
    "error.events_silent": Field.EVENT_PORT,
    "error.event_port_closed": Field.EVENT_PORT,
    "error.event_port_refused": Field.EVENT_PORT,
}
"""Which field the user should look at after which refusal."""


_READ: tuple[tuple[Field, Callable[[str], object], Wrong], ...] = (
    (Field.LISTEN, listen_of, Wrong.NO_PLACE_TO_LISTEN),
    (Field.LISTEN_TOLD, told_of, Wrong.NO_PLACE_TO_TELL),
    (Field.EVENT_PORT, event_port_of, Wrong.NOT_A_PORT),
)
"""How the ways of the events are read, and what is wrong where they cannot be."""


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the fields."""

    address: str = ""
    client_id: str = ""
    secret: str = field(default="", repr=False)
    extension: str = ""
    remember: bool = False
    ca: str = ""
    proxy: str = ""
    kind: str = ANY_KIND
    listen: str = ""
    listen_told: str = ""
    event_port: str = ""
    clear_event_password: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """What the page shows beside the fields.

    Attributes:
        working: a try is under way: the fields rest, Cancel is there.
        progress: what is being done; None while nothing is.
        failure: why the last try failed; None where none did.
        certificate: the (host, issuer, sha256) that may be trusted; None where there is none.
        attempts_left: shown when not all are left; None where there is nothing to say.
        locked_until: when none is left and there will be again, at the latest; None: not known.
        warn: whether the number of tries left is a warning.
        secret_kept: whether an empty secret means the remembered one.
        wrong: field -> what is wrong with it.
        blamed: the field that the last refusal is about.
        plain: the address asks for a connection that is not encrypted.
        fields: the fields that this kind of PBX needs beside those of all.
    """

    working: bool = False
    progress: Notice | None = None
    failure: Notice | None = None
    certificate: tuple[str, str, str] | None = None
    attempts_left: int | None = None
    locked_until: datetime | None = None
    warn: bool = False
    secret_kept: bool = False
    wrong: dict[Field, Wrong] = field(default_factory=dict)
    blamed: Field | None = None
    plain: bool = False
    fields: frozenset[Field] = frozenset()


def _never(_address: str, _client_id: str) -> None:
    """Tell of no lock that ends."""


class SignInModel:
    """The form's state and decisions."""

    def __init__(
        self,
        remembered: SignInRequest | None,
        attempts_left: Callable[[str, str], int],
        locked_until: Callable[[str, str], datetime | None] = _never,
    ) -> None:
        self.form = Form()
        self.face = Face()
        self._remembered = remembered
        self._attempts_left = attempts_left
        self._locked_until = locked_until
        self._pin: str | None = None
        self._status = ConnectionStatus()
        self._asked = False
        if remembered is not None:
            self._fill(remembered)

    def _fill(self, request: SignInRequest) -> None:
        self.form = Form(
            request.address,
            request.client_id,
            "",
            request.extension,
            request.remember,
            "" if request.ca is None else str(request.ca),
            request.proxy or "",
            request.kind,
            request.listen,
            request.listen_told,
            "" if request.event_port is None else str(request.event_port),
            request.clear_event_password,
        )
        self._pin = request.pin
        self._paint()

    def remember(self, request: SignInRequest | None) -> None:
        """A session was tried or restored from elsewhere: fill the fields nobody has touched."""
        if request is not None and request != self._remembered:
            self._remembered = request
            if self.form == Form():
                self._fill(request)

    def edited(self, form: Form) -> None:
        """The user typed: what was wrong with the changed fields may be mended."""
        changed = {name for name in Field if getattr(form, name) != getattr(self.form, name)}
        agreed = form.clear_event_password != self.form.clear_event_password
        if form.kind != self.form.kind or agreed:
            changed |= _OF_A_KIND  # what was wrong with them may be none of this kind's
        if {Field.ADDRESS, Field.CA} & changed:
            self._pin = None  # a certificate was trusted for that address alone
        self.form = form
        wrong = {name: what for name, what in self.face.wrong.items() if name not in changed}
        blamed = None if self.face.blamed in changed else self.face.blamed
        self._paint(failure=self.face.failure, wrong=wrong, blamed=blamed)

    def status(self, status: ConnectionStatus) -> None:
        """How the session stands."""
        self._status = status
        failed = status.notice if status.state is Connection.REFUSED else None
        if failed is None and status.notice is not None and status.state is Connection.SIGNED_OUT:
            loud = status.notice.severity is not Severity.INFO
            failed = status.notice if loud else None
        self._paint(failure=failed, blamed=_blame(failed))

    def raised(self, notice: Notice) -> None:
        """The try ended with an error."""
        self._asked = False
        self._paint(failure=notice, blamed=_blame(notice))

    def ended(self) -> None:
        """The try is over, one way or the other."""
        self._asked = False
        self._paint(failure=self.face.failure, blamed=self.face.blamed)

    def submit(self) -> SignInRequest | None:
        """What to ask for; None where a field is wrong, or a try is under way."""
        if self.face.working:
            return None
        wrong = self._check()
        if wrong:
            self._paint(failure=self.face.failure, wrong=wrong)
            return None
        self._asked = True
        self._paint()
        return self._request()

    def trust(self) -> SignInRequest | None:
        """The same again, trusting exactly the certificate that was shown."""
        if self.face.certificate is None or self.face.working:
            return None
        self._pin = self.face.certificate[2]
        self.form = replace(self.form, ca="")
        return self.submit()

    def _request(self) -> SignInRequest:
        form = self.form
        pin = None if form.ca.strip() else self._pin
        needed = fields_of(form.kind)
        posted, fetched = Field.LISTEN in needed, Field.EVENT_PORT in needed
        return SignInRequest(
            form.address.strip(),
            form.client_id.strip(),
            form.extension.strip(),
            secret=form.secret.strip() or None,
            remember=form.remember,
            ca=Path(form.ca.strip()).expanduser() if form.ca.strip() else None,
            pin=pin,
            proxy=form.proxy.strip() or None,
            kind=form.kind,
            listen=form.listen.strip() if posted else "",
            listen_told=form.listen_told.strip() if posted else "",
            event_port=event_port_of(form.event_port) if fetched else None,
            clear_event_password=form.clear_event_password and fetched,
        )

    @property
    def _secret_kept(self) -> bool:
        kept = self._remembered
        return (
            kept is not None
            and kept.remember
            and kept.address == self.form.address.strip()
            and kept.client_id == self.form.client_id.strip()
            and kept.kind == self.form.kind
        )

    def _check(self) -> dict[Field, Wrong]:
        form = self.form
        wrong: dict[Field, Wrong] = {}
        for name in (Field.ADDRESS, Field.CLIENT_ID, Field.SECRET, Field.EXTENSION):
            text = getattr(form, name).strip()
            if not text:
                if name is not Field.SECRET or not self._secret_kept:
                    wrong[name] = Wrong.EMPTY
            elif any(char.isspace() for char in text):
                wrong[name] = Wrong.BLANK_INSIDE
        scheme, mark, _ = form.address.strip().partition("://")
        if mark and scheme.lower() not in ("http", "https"):
            wrong.setdefault(Field.ADDRESS, Wrong.NOT_AN_ADDRESS)
        number = Number.of(form.extension).text
        if not all(char in "0123456789" for char in number) and Field.EXTENSION not in wrong:
            wrong[Field.EXTENSION] = Wrong.NOT_AN_EXTENSION
        if form.ca.strip() and not Path(form.ca.strip()).expanduser().is_file():
            wrong[Field.CA] = Wrong.NO_SUCH_FILE
        if form.proxy.strip() and "://" not in form.proxy:
            wrong[Field.PROXY] = Wrong.NOT_A_PROXY
        return wrong | self._check_events()

    def _check_events(self) -> dict[Field, Wrong]:
        """What is wrong with how the events are to come, of the fields that this kind has."""
        form, wrong = self.form, dict[Field, Wrong]()
        for name, read, what in _READ:
            try:
                read(getattr(form, name))
            except UsageError:
                wrong[name] = what
        if form.event_port.strip() and not form.clear_event_password:
            wrong.setdefault(Field.EVENT_PORT, Wrong.NOT_AGREED)
        return {name: what for name, what in wrong.items() if name in fields_of(form.kind)}

    def _paint(
        self,
        *,
        failure: Notice | None = None,
        wrong: dict[Field, Wrong] | None = None,
        blamed: Field | None = None,
    ) -> None:
        status = self._status
        connecting = status.state is Connection.CONNECTING
        working = connecting or self._asked
        whom = self.form.address.strip(), self.form.client_id.strip()
        left = self._attempts_left(*whom)
        self.face = Face(
            working,
            status.notice if connecting else None,
            None if working else failure,
            None if working else status.certificate,
            left if left < TRIES_BEFORE_BLOCK else None,
            self._locked_until(*whom),
            left <= WARN_AT,
            self._secret_kept,
            wrong or {},
            None if working else blamed,
            self.form.address.strip().casefold().startswith("http://"),
            fields_of(self.form.kind),
        )


def _blame(notice: Notice | None) -> Field | None:
    return None if notice is None else _BLAMED.get(notice.key)
