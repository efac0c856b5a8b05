"""People of an LDAP directory as a table: a paged search, bounded in time, in size and in number.

What is said to the directory is protected by TLS with the trust that the user chose, unless the
user said that it may go unprotected. It blocks, and runs in a thread; ldap3 is imported there.

What ldap3 does not do is done here: its own TLS names no server and compares host names by itself,
so the connection is wrapped by a context of ours; it reads answers of any length, so the socket
counts what it reads.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ctiapp.model.errors import CannotConnect, CredentialsRejected, CtiError, PbxError
from ctiapp.model.importing import MAX_FILE, MAX_ROWS, Collector, Field, Table
from ctiapp.model.ldap import LdapDirectory, Security

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable, Mapping

CONNECT_S = 5
ANSWER_S = 10
"""How long one answer is waited for."""
WHOLE_S = 300.0
"""How long everything may take."""
PAGE = 500

_ATTRIBUTES: tuple[tuple[str, Field], ...] = (
    ("entryUUID", Field.UID),
    ("displayName", Field.NAME),
    ("cn", Field.NAME),
    ("givenName", Field.FIRST_NAME),
    ("sn", Field.LAST_NAME),
    ("company", Field.COMPANY),
    ("o", Field.COMPANY),
    ("department", Field.DEPARTMENT),
    ("ou", Field.DEPARTMENT),
    ("mail", Field.EMAIL),
    ("telephoneNumber", Field.BUSINESS),
    ("mobile", Field.MOBILE),
    ("homePhone", Field.HOME),
    ("facsimileTelephoneNumber", Field.BUSINESS_FAX),
    ("ipPhone", Field.OTHER),
    ("description", Field.REMARK),
)
"""What is asked for, and what it means; of two with one meaning the first that has a value."""

_FIELDS = tuple(dict.fromkeys(field for _, field in _ATTRIBUTES))
_SEARCHED = ("displayName", "cn", "sn", "givenName", "o", "company", "telephoneNumber", "mobile")


def search_filter(containing: str) -> str:
    """The filter of a search: people with a number, and what was typed, taken for text alone."""
    from ldap3.utils.conv import escape_filter_chars

    people = "(|(objectClass=person)(objectClass=contact))"
    numbered = "(|(telephoneNumber=*)(mobile=*)(homePhone=*)(ipPhone=*))"
    text = containing.strip()
    if not text:
        return f"(&{people}{numbered})"
    safe = escape_filter_chars(text)
    any_of = "".join(f"({name}=*{safe}*)" for name in _SEARCHED)
    return f"(&{people}{numbered}(|{any_of}))"


def read_ldap(
    directory: LdapDirectory,
    password: str | None,
    context: ssl.SSLContext | None,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Table:
    """Ask the directory for its people.

    Args:
        directory: whom to ask, for what.
        password: of its user; None to bind as nobody.
        context: whose certificate is trusted; None where `Security.NONE` was chosen.
        progress: hears how many came, of how many (0: not known); raises to stop.

    Raises:
        CannotConnect: key ``ldap.unreachable``, or ``ldap.tls`` where TLS could not be had.
        CredentialsRejected: key ``ldap.denied``.
        PbxError: key ``ldap.no_base``, ``ldap.too_long`` or ``ldap.failed``.
    """
    if (context is None) != (directory.security is Security.NONE):
        raise ValueError("a context goes with TLS, and with it alone")
    deadline = time.monotonic() + WHOLE_S
    wrapping = _Wrapping(directory.host, context, deadline)
    stopped: list[Exception] = []

    def tell(done: int, whole: int) -> None:
        try:
            progress(done, whole)
        except Exception as error:
            stopped.append(error)
            raise

    # Of what is no directory, ldap3 tries to read the answer all the same, and falls over whatever
    # it finds there: that is no error of ours.
    try:
        connection = _connected(directory, password, wrapping)
    except Exception as error:
        raise wrapping.explained(error) from error
    try:
        return _found(connection, directory, deadline, tell)
    except CtiError:
        raise
    except Exception as error:
        if error in stopped:
            raise
        raise wrapping.explained(error) from error
    finally:
        _let_go(connection)


class _Wrapping:
    """Makes the socket of a connection ours: TLS by our context, bounded in what it reads."""

    def __init__(self, host: str, context: ssl.SSLContext | None, deadline: float) -> None:
        self._host, self._context, self._deadline = host, context, deadline
        self._failed: Exception | None = None

    def tls(self) -> Any:
        """What ldap3 wraps its socket with."""
        import ssl

        from ldap3 import Tls

        outer = self

        class Ours(Tls):  # type: ignore[misc]
            def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:  # noqa: FBT001, FBT002 - ldap3's signature
                outer.secure(connection, do_handshake=do_handshake)

        return Ours(validate=ssl.CERT_REQUIRED)

    def secure(self, connection: Any, *, do_handshake: bool) -> None:
        """Put TLS around the socket; the host's name goes with it and is compared."""
        assert self._context is not None  # noqa: S101 - `read_ldap` sees to it
        plain = connection.socket
        if isinstance(plain, _Bounded):
            plain = plain.inner
        try:
            connection.socket = self._context.wrap_socket(
                plain, server_hostname=self._host, do_handshake_on_connect=do_handshake
            )
        except OSError as error:  # ssl.SSLError among them
            self._failed = error
            raise

    def bound(self, connection: Any) -> None:
        """From here on what is read is counted."""
        if not isinstance(connection.socket, _Bounded):
            connection.socket = _Bounded(connection.socket, self._deadline)

    def explained(self, error: Exception) -> CtiError:
        """What to tell of an error in ldap3, or of one that it tells of."""
        from ldap3.core.exceptions import (
            LDAPBindError,
            LDAPCommunicationError,
            LDAPInappropriateAuthenticationResult,
            LDAPInsufficientAccessRightsResult,
            LDAPInvalidCredentialsResult,
            LDAPInvalidDnError,
            LDAPInvalidDNSyntaxResult,
            LDAPNoSuchObjectResult,
        )

        told = f"{type(error).__name__}: {error}"[:300]
        if self._failed is not None:
            return CannotConnect(str(self._failed)[:300], key="ldap.tls", host=self._host)
        denied = (
            LDAPBindError,
            LDAPInappropriateAuthenticationResult,
            LDAPInsufficientAccessRightsResult,
            LDAPInvalidCredentialsResult,
        )
        if isinstance(error, denied):
            return CredentialsRejected(told, key="ldap.denied")
        if isinstance(
            error, LDAPNoSuchObjectResult | LDAPInvalidDnError | LDAPInvalidDNSyntaxResult
        ):
            return PbxError(told, key="ldap.no_base")
        if isinstance(error, LDAPCommunicationError):
            return CannotConnect(told, key="ldap.unreachable", host=self._host)
        return PbxError(told, key="ldap.failed")


class _Bounded:
    """A socket that reads so much, and not for ever."""

    def __init__(self, inner: socket.socket, deadline: float) -> None:
        self.inner, self._deadline, self._left = inner, deadline, 2 * MAX_FILE

    def recv(self, size: int) -> bytes:
        """Read; an error where the directory never ends."""
        if time.monotonic() > self._deadline:
            raise TimeoutError("the directory takes too long")
        data = self.inner.recv(size)
        self._left -= len(data)
        if self._left < 0:
            raise OSError("the directory says too much")
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


def _connected(directory: LdapDirectory, password: str | None, wrapping: _Wrapping) -> Any:
    import ldap3

    secured = directory.security is not Security.NONE
    server = ldap3.Server(
        directory.host,
        port=directory.at_port,
        use_ssl=directory.security is Security.TLS,
        tls=wrapping.tls() if secured else None,
        get_info=ldap3.NONE,
        connect_timeout=CONNECT_S,
    )
    connection = ldap3.Connection(
        server,
        user=directory.user or None,
        password=password if directory.user else None,
        authentication=ldap3.SIMPLE if directory.user else ldap3.ANONYMOUS,
        receive_timeout=ANSWER_S,
        auto_referrals=False,
        check_names=False,
        raise_exceptions=True,
        read_only=True,
    )
    try:
        connection.open(read_server_info=False)
        wrapping.bound(connection)
        if directory.security is Security.START_TLS:
            connection.start_tls(read_server_info=False)
            wrapping.bound(connection)
        connection.bind(read_server_info=False)
    except BaseException:
        _let_go(connection)
        raise
    return connection


def _let_go(connection: Any) -> None:
    """Close the socket, whatever state it is in; the directory is told nothing more."""
    opened = connection.socket
    connection.strategy.close()
    if opened is not None:
        opened.close()  # ldap3 leaves one open that it could not connect


def _found(
    connection: Any,
    directory: LdapDirectory,
    deadline: float,
    progress: Callable[[int, int], None],
) -> Table:
    """Ask for page after page."""
    from ldap3.core.exceptions import LDAPSizeLimitExceededResult

    got = Collector()
    asked: dict[str, Any] = {
        "search_filter": search_filter(directory.containing),
        "attributes": [name for name, _ in _ATTRIBUTES] + ["objectGUID"],
        "time_limit": ANSWER_S,
    }
    cookie: bytes | None = None
    count = 0
    while True:
        try:
            connection.search(directory.base, paged_size=PAGE, paged_cookie=cookie, **asked)
        except LDAPSizeLimitExceededResult:
            got.cut = True
        for entry in connection.response or ():
            if entry.get("type") != "searchResEntry":
                continue
            count += 1
            if got.full:
                got.cut = True
                break
            _take(got, count, entry.get("dn", ""), entry.get("raw_attributes", {}))
        progress(count, 0)
        cookie = _cookie(connection.result)
        if got.cut or not cookie or count >= MAX_ROWS:
            break
        if time.monotonic() > deadline or not connection.response:
            raise PbxError("it does not come to an end", key="ldap.too_long")
    return Table(
        columns=tuple(
            next(name for name, field in _ATTRIBUTES if field is wanted) for wanted in _FIELDS
        ),
        rows=tuple(got.rows),
        bad=tuple(got.bad),
        bad_count=got.bad_count,
        fields=_FIELDS,
        cut=got.cut,
    )


def _cookie(result: Mapping[str, Any]) -> bytes | None:
    control = (result.get("controls") or {}).get("1.2.840.113556.1.4.319") or {}
    found = (control.get("value") or {}).get("cookie")
    return found if isinstance(found, bytes) and found else None


def _take(got: Collector, count: int, dn: str, raw: Mapping[str, list[bytes]]) -> None:
    """One entry; its UUID is its id, else Active Directory's, else its name in the directory."""
    known = {name.casefold(): values for name, values in raw.items()}
    found: dict[Field, str] = {}
    for name, field in _ATTRIBUTES:
        values = known.get(name.casefold())
        if values and not found.get(field):
            found[field] = values[0].decode("utf-8", errors="replace").strip()
    if not found.get(Field.UID):
        guid = known.get("objectguid")
        found[Field.UID] = guid[0].hex() if guid else dn
    got.add(count, tuple(found.get(field, "") for field in _FIELDS))
