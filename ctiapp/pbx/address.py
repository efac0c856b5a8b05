"""The address of a PBX as a person writes it, and what it can mean."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from ctiapp.model.errors import UsageError

_HOST_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")
_DEFAULT_PORT = {True: 443, False: 80}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a PBX may answer.

    Attributes:
        secure: over TLS.
        host: name or IP address, without brackets.
        port: TCP port.
    """

    secure: bool
    host: str
    port: int

    @property
    def authority(self) -> str:
        """Host and port as a URL has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORT[self.secure] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """For requests."""
        return f"{'https' if self.secure else 'http'}://{self.authority}"

    @property
    def stream_url(self) -> str:
        """For the WebSocket."""
        return f"{'wss' if self.secure else 'ws'}://{self.authority}"


def candidates(
    address: str, *, ports: tuple[int, ...], paths: frozenset[str]
) -> tuple[Origin, ...]:
    """Say where to look for a PBX, best guess first.

    Without ``http://`` before it an address always means TLS: nothing falls back to plain text.

    Args:
        address: ``pbx.example.com``, ``192.168.5.150:8088``, ``[2001:db8::1]:8088``, a full URL.
        ports: where this kind of PBX listens for HTTPS; tried in turn where no port is given. A
            full ``https://`` URL means what it means everywhere, so its own port goes first.
        paths: the paths that a pasted API address may end in.

    Raises:
        UsageError: key ``address.invalid``; ``code`` is a word for what is wrong. It does not quote
            the address, which may hold a password.
    """
    scheme, explicit, _ = address.strip().partition("://")
    try:
        parts = urlsplit(address.strip() if explicit else f"https://{address.strip()}")
        port = parts.port
    except ValueError:
        raise _invalid("port") from None
    if explicit and scheme.casefold() not in ("http", "https"):
        raise _invalid("scheme")
    host = _host(parts)
    if "@" in parts.netloc:
        raise _invalid("userinfo")
    if parts.path.rstrip("/") not in paths | {""} or parts.query or parts.fragment:
        raise _invalid("path")
    if port == 0:
        raise _invalid("port")
    secure = parts.scheme == "https"
    if port is not None:
        return (Origin(secure, host, port),)
    if not secure:
        return (Origin(secure, host, 80),)
    if explicit:
        ports = (443, *(port for port in ports if port != 443))
    return tuple(Origin(secure, host, port) for port in ports)


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    try:
        if parts.netloc.rpartition("@")[2].startswith("["):
            return str(ipaddress.IPv6Address(host))
        ascii_host = host.encode("idna").decode("ascii")
    except ValueError:  # also what the IDNA codec raises
        raise _invalid("host") from None
    if not _HOST_NAME.fullmatch(ascii_host):
        raise _invalid("host")
    return ascii_host


def _invalid(code: str) -> UsageError:
    return UsageError("no address of a PBX", key="address.invalid", code=code)
