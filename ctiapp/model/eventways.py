"""How the events of a PBX are to reach this computer, as a person writes it.

Some PBXs post each event to the application, so that it listens; one can hand them out on a port of
its own, where the password goes in clear. What the words mean is settled here, and nowhere else.
"""

from __future__ import annotations

import re

from ctiapp.model.errors import UsageError

LISTEN_PORT = 8260
"""Where the application listens unless it is told otherwise: the PBXs' own default."""

_HOST = r"(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[0-9A-Za-z._-]{1,253})"
_LISTEN = re.compile(rf"(?:{_HOST}:)?(?P<port>[0-9]{{1,5}})", re.ASCII)
_TOLD = re.compile(rf"{_HOST}:(?P<port>[0-9]{{1,5}})", re.ASCII)
_PORTS = range(65_536)


def listen_of(text: str) -> tuple[str, int]:
    """The local address and port of ``[HOST:]PORT``; an empty address: that which reaches the PBX.

    Args:
        text: ``8260``, ``192.168.5.20:8260``, ``[2001:db8::5]:8260``; port 0 is any that is free;
            empty: the default.

    Raises:
        UsageError: key ``signin.listen_invalid``.
    """
    if not text.strip():
        return "", LISTEN_PORT
    found = _LISTEN.fullmatch(text.strip())
    if found is None or int(found["port"]) not in _PORTS:
        raise UsageError("no address to listen on", key="signin.listen_invalid", text=text[:60])
    return (found["host"] or "").strip("[]"), int(found["port"])


def told_of(text: str) -> str:
    """``HOST:PORT`` under which the PBX reaches this computer; empty: where it listens.

    Raises:
        UsageError: key ``signin.told_invalid``.
    """
    found = _TOLD.fullmatch(text.strip())
    if text.strip() and (found is None or int(found["port"]) not in _PORTS[1:]):
        raise UsageError("no address to tell", key="signin.told_invalid", text=text[:60])
    return text.strip()


def event_port_of(text: str) -> int | None:
    """The port on which the PBX hands out its events; None where none is named.

    Raises:
        UsageError: key ``signin.event_port_invalid``.
    """
    bare = text.strip()
    if not bare:
        return None
    if not (bare.isascii() and bare.isdigit() and len(bare) <= len("65535")):
        raise UsageError("no port", key="signin.event_port_invalid", text=text[:20])
    if int(bare) not in _PORTS[1:]:
        raise UsageError("no port", key="signin.event_port_invalid", text=text[:20])
    return int(bare)


def refuse_unagreed(event_port: int | None, *, agreed: bool) -> None:
    """Refuse to send a password in clear to a port of events unless somebody said so.

    Raises:
        UsageError: key ``signin.clear_password``.
    """
    if event_port is not None and not agreed:
        raise UsageError("the password would go in clear", key="signin.clear_password")
