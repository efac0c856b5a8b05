"""What is asked of a K2 over HTTP, and what its answers say of themselves. Pure: no I/O.

Only the ``wire*.py`` modules know the vendor's words. Sections are of the fact sheet of API v2.0.0.
Everything is a POST, and everything is sent as text: the tables mix numbers and text, the examples
have text alone (section 1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    CredentialsRejected,
    InvalidState,
    NoSuchTarget,
    NotPermitted,
    NotSupported,
    TokenExpired,
)
from ctiapp.pbx import verdicts
from ctiapp.pbx.lenient import items_of
from ctiapp.pbx.request import Request
from ctiapp.pbx.verdicts import Codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.errors import PbxError

API_PATH: Final = "/api/v2.0.0"
"""Before every endpoint (section 1)."""

PORTS: Final = (8088, 443)
"""Where it listens for HTTPS: the web interface's port, and that of its public name (section 1)."""

ALL: Final = "all"
"""What stands for every extension, queue or group. Only questions are ever put so."""

MAX_ROWS: Final = 100_000
"""The most rows of one list that are read."""

UNSUPPORTED: Final = "10003"
"""The code of an endpoint that an older firmware does not have (section 8)."""

_OTHER_MODE: Final = "10010"
"""The monitor mode of the one who listens allows no such listening.

Whose it is, section 8 leaves open. The handbook of the cloud's API, whose codes these are, says it:
the one listened to has a switch alone, and 10009 for it.
"""

_ERRORS: Final[Mapping[str, type[PbxError]]] = {
    # section 8; what is not named here is a CommandError
    "10002": NotSupported,  # no XML
    UNSUPPORTED: NotSupported,
    "10005": NoSuchTarget,  # the call id
    "10006": NoSuchTarget,  # the extension
    "10007": NoSuchTarget,  # the call
    "10008": InvalidState,  # the extension is not idle
    "10009": NotPermitted,  # it may not be monitored
    _OTHER_MODE: NotPermitted,
    "10011": NoSuchTarget,
    "10012": NoSuchTarget,
    "10013": NoSuchTarget,
    "10014": NoSuchTarget,
    "10015": InvalidState,  # the call is not connected
    "10016": InvalidState,  # too late to accept or refuse
    "10021": NoSuchTarget,  # the wake-up call
    "10023": NoSuchTarget,  # the prompt
    "10024": NotPermitted,  # no outside rights
    "10031": NoSuchTarget,
    "10032": NotPermitted,  # the queue's password
    "20002": AddressBlocked,
    "20004": TokenExpired,
    "20005": TokenExpired,
    "20006": TokenExpired,
    "20007": NoSuchTarget,  # no data (from code)
    "20014": NoSuchTarget,  # the recording's file (from code)
    "20017": NoSuchTarget,  # the link to a message has ended (from code)
    "20018": NoSuchTarget,  # the message's file (from code)
}

_WORDS: Final[Mapping[str, str]] = {
    "10003": "this firmware does not have it",
    "10004": "something is missing",
    "10006": "no such extension",
    "10008": "the extension is not idle",
    "10009": "the extension may not be monitored",
    _OTHER_MODE: "one's own monitor mode is another",
    "10015": "the call is not connected",
    "10016": "too late",
    "10020": "the wake-up call could not be saved",
    "10024": "the extension has no right to call outside",
    "10025": "settings were applied too often",
    "10032": "wrong password of the queue",
    "20000": "JSON only",
    "20001": "POST only",
    "20002": "locked",
    "20003": "wrong name or password",
    "30003": "the PBX's API is not running",
}

_CODES: Final = Codes(
    errors=_ERRORS,
    log_in={
        **verdicts.NOT_LOOKED,
        "20002": AddressBlocked,
        "20003": CredentialsRejected,
        "20015": AddressForbidden,
    },
    not_running="30003",
    words=_WORDS,
    keys={_OTHER_MODE: "supervise.own_mode"},
)


def post(endpoint: str, **body: object) -> Request:
    """Make a request; one without parameters has no body at all, as in the examples."""
    return Request("POST", endpoint, body=body or None)


def checked(answer: Mapping[str, object], *, log_in: bool = False) -> Mapping[str, object]:
    """Return an answer that says success.

    Args:
        answer: as it came.
        log_in: it answers ``login``.

    Raises:
        NotAPbx: it has no ``status``.
        LinkLost: the PBX's API is not running, as while it starts (30003): it may be soon.
        PbxError: what its ``errno`` means.
    """
    return verdicts.checked(answer, _CODES, log_in=log_in)


def rows(answer: Mapping[str, object], *names: str) -> list[object]:
    """Take the list of an answer; one that has none has no rows (section 6: ``status`` alone).

    Args:
        answer: as it came.
        names: what the list may be called.

    Raises:
        WireError: there is something else.
    """
    for name in names:
        if name in answer:
            value = answer[name]
            if isinstance(value, str) and not value.strip():
                return []
            return items_of(value, name)[:MAX_ROWS]
    return []
