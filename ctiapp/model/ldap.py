"""Where an LDAP directory answers, and whom it is asked about. Holds no secret."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Security(Enum):
    """How the way to the directory is protected."""

    TLS = "tls"
    """TLS from the first byte (``ldaps``)."""
    START_TLS = "start_tls"
    """TLS that is asked for before anything is said, on the port of the unprotected protocol."""
    NONE = "none"
    """Unprotected: password and contacts can be read on the way. Only where the user says so."""


DEFAULT_PORTS = {Security.TLS: 636, Security.START_TLS: 389, Security.NONE: 389}


@dataclass(frozen=True, slots=True)
class LdapDirectory:
    """A directory.

    Attributes:
        host: name or address.
        port: TCP port; 0 for the usual one.
        base: below which entry people are searched for, e.g. ``ou=people,dc=example,dc=com``.
        user: whom to bind as; empty: nobody (anonymous).
        containing: only those whose name, company or number contains this; empty: everybody.
        security: how the way is protected.
        ca: path of a CA file to trust instead of the system's.
        pin: SHA-256 (hex) of the one certificate to trust; with `Security.TLS` alone.
    """

    host: str
    port: int = 0
    base: str = ""
    user: str = ""
    containing: str = ""
    security: Security = Security.TLS
    ca: str | None = None
    pin: str | None = None

    @property
    def at_port(self) -> int:
        """The port that is meant."""
        return self.port or DEFAULT_PORTS[self.security]

    @property
    def secret_key(self) -> str:
        """Under what the key store keeps its password."""
        return f"ldap:{self.host}:{self.at_port}:{self.user}"

    @property
    def source(self) -> str:
        """What names this source: the same directory read again is the same source."""
        return f"ldap:{self.host.casefold()}:{self.base.casefold()}"

    def checked(self) -> LdapDirectory:
        """The same, if it can be asked at all.

        Raises:
            UsageError: key ``ldap.host_missing``, ``ldap.base_missing``, ``ldap.port``,
                ``ldap.pin_start_tls`` (a pin needs TLS from the first byte).
        """
        if not self.host.strip() or any(char in self.host for char in " /\\@\t\n\x00"):
            raise UsageError("no host", key="ldap.host_missing")
        if not self.base.strip():
            raise UsageError("no base", key="ldap.base_missing")
        if not 0 <= self.port <= 65535:
            raise UsageError("no port", key="ldap.port")
        if self.pin is not None and self.security is not Security.TLS:
            raise UsageError("a pin needs ldaps", key="ldap.pin_start_tls")
        return self

    def as_texts(self) -> dict[str, str]:
        """For the settings file; holds no secret, since this has none."""
        said = {
            "host": self.host,
            "port": str(self.port),
            "base": self.base,
            "user": self.user,
            "containing": self.containing,
            "security": self.security.value,
            "ca": self.ca or "",
            "pin": self.pin or "",
        }
        return {name: value for name, value in said.items() if value}

    @staticmethod
    def of_texts(texts: Mapping[str, str]) -> LdapDirectory | None:
        """The way back; None where they name none. What a hand wrote wrongly is left out."""
        if not texts.get("host"):
            return None
        port = texts.get("port", "0")
        try:
            security = Security(texts.get("security", Security.TLS.value))
        except ValueError:
            security = Security.TLS
        return LdapDirectory(
            texts["host"],
            int(port) if port.isascii() and port.isdigit() and len(port) < 6 else 0,
            texts.get("base", ""),
            texts.get("user", ""),
            texts.get("containing", ""),
            security,
            texts.get("ca") or None,
            texts.get("pin") or None,
        )
