"""Whose certificate is trusted: the system's CAs, one CA file, or one pinned certificate.

Rule: no connection that carries anything goes unverified. Only the probe that reads which
certificate a PBX shows verifies nothing, and it sends nothing.

Everything here blocks (reading the system's CAs takes 20-35 ms) and runs in a thread.
"""

from __future__ import annotations

import asyncio
import hashlib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.model.errors import CannotConnect, CertificateRejected, NotAPbx, UsageError
from ctiapp.pbx.interface import Trust

if TYPE_CHECKING:
    from ctiapp.pbx.address import Origin
    from ctiapp.pbx.interface import Account

_NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME, which ``ssl`` does not name: some PBXs' certificates have ended."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The certificate that a server shows.

    Attributes:
        der: the certificate.
        issuer: who issued it, as a person reads it; empty where that could not be read.
        not_after: when it ends; None where that could not be read.
    """

    der: bytes
    issuer: str
    not_after: datetime | None

    @property
    def sha256(self) -> str:
        """Fingerprint of the DER, 64 lower-case hex digits."""
        return hashlib.sha256(self.der).hexdigest()


async def context_for(account: Account, origin: Origin, *, timeout_s: float) -> ssl.SSLContext:
    """Make the one TLS context of an account's connections to this origin.

    Raises:
        CertificateRejected: the server shows another certificate than the pinned one.
        CannotConnect, NotAPbx: with a pin, the server did not show any.
        UsageError: key ``address.ca`` (the CA file cannot be used) or ``address.pin_proxy`` (a pin
            needs a direct connection).
    """
    if not origin.secure:
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # never used, and cheaper than a default
    return await asyncio.to_thread(_context_for, account, origin, timeout_s)


async def rejection(
    account: Account, origin: Origin, reason: str, *, timeout_s: float
) -> CertificateRejected:
    """Find out what certificate it was that verification refused, so that a person can judge."""
    shown = Shown(b"", "", None)
    if account.proxy is None:
        # Where it cannot be read it is refused all the same; there is only less to say about it.
        with suppress(CannotConnect, NotAPbx):
            shown = await asyncio.to_thread(_shown_by, origin, timeout_s)
    return _rejected(account, origin, shown, reason)


def _context_for(account: Account, origin: Origin, timeout_s: float) -> ssl.SSLContext:
    if account.trust is Trust.SYSTEM:
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if account.trust is Trust.CA:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            context.load_verify_locations(cafile=account.ca)
        except OSError as err:
            raise UsageError(
                f"CA file: {type(err).__name__}", key="address.ca", text=str(account.ca)
            ) from err
        return context
    if account.proxy is not None:
        raise UsageError("a pin needs a direct connection", key="address.pin_proxy")
    shown = _shown_by(origin, timeout_s)
    if shown.sha256 != _pinned(account):
        raise _rejected(account, origin, shown, "not the certificate that was trusted")
    return _trusting(shown.der)


def _trusting(der: bytes) -> ssl.SSLContext:
    """Trust exactly this certificate, whatever name or date stands in it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # the certificate itself is what is compared
    context.load_verify_locations(cadata=der)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | _NO_CHECK_TIME
    return context


def _shown_by(origin: Origin, timeout_s: float) -> Shown:
    try:
        pem = ssl.get_server_certificate((origin.host, origin.port), timeout=timeout_s)
    except ssl.SSLError as err:
        raise NotAPbx(f"no TLS: {err.reason}", code="TLS") from err
    except OSError as err:
        raise CannotConnect(f"{type(err).__name__}: {err.strerror or err}") from err
    der = ssl.PEM_cert_to_DER_cert(pem)
    issuer, not_after = _read(der, origin, timeout_s)
    return Shown(der, issuer, not_after)


def _read(der: bytes, origin: Origin, timeout_s: float) -> tuple[str, datetime | None]:
    """Read issuer and end of a certificate.

    The standard library decodes only a certificate that it verified, so a second handshake, again
    sending nothing, trusts exactly this one.
    """
    try:
        with (
            socket.create_connection((origin.host, origin.port), timeout_s) as plain,
            _trusting(der).wrap_socket(plain, server_hostname=origin.host) as wrapped,
        ):
            facts = wrapped.getpeercert() or {}
    except OSError:
        return "", None
    names = {
        str(pair[0]): str(pair[1])
        for group in facts.get("issuer", ())
        if isinstance(group, tuple)
        for pair in group
        if isinstance(pair, tuple) and len(pair) == 2
    }
    wanted = ("organizationName", "commonName")
    issuer = ", ".join(names[name] for name in wanted if name in names)
    ends = facts.get("notAfter")
    if not isinstance(ends, str):
        return issuer, None
    return issuer, datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)


def _pinned(account: Account) -> str:
    """The fingerprint of the one certificate that is trusted; empty where none is named."""
    return (account.pin or "").replace(":", "").strip().casefold()


def _rejected(account: Account, origin: Origin, shown: Shown, reason: str) -> CertificateRejected:
    return CertificateRejected(
        reason,
        host=origin.host,
        issuer=shown.issuer,
        sha256=shown.sha256 if shown.der else "",
        not_after=shown.not_after,
        trusted=_pinned(account),
    )
