"""Certificates for tests."""

from __future__ import annotations

import hashlib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

import trustme


@dataclass(frozen=True)
class Certificate:
    """A server's certificate, and the CA that issued it."""

    server: ssl.SSLContext
    sha256: str
    ca_pem: bytes


@cache
def certificate(name: str = "127.0.0.1", *, expired: bool = False) -> Certificate:
    """Issue a certificate for a host by a CA that nobody trusts."""
    ca = trustme.CA(organization_name="Nobody's CA")
    ends = datetime.now(UTC) + timedelta(days=-1 if expired else 30)
    issued = ca.issue_cert(name, not_before=ends - timedelta(days=60), not_after=ends)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.configure_cert(server)
    der = ssl.PEM_cert_to_DER_cert(issued.cert_chain_pems[0].bytes().decode())
    return Certificate(server, hashlib.sha256(der).hexdigest(), ca.cert_pem.bytes())
