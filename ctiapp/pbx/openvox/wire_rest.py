"""What is asked of an OpenVox UC over HTTP, and what its answers say of themselves. Pure: no I/O.

Only the ``wire*.py`` modules know the vendor's words. Sections are of the fact sheet of API v0.0.1.
Everything is a POST; everything is sent as text, as in the examples.
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
    WireError,
)
from ctiapp.pbx import verdicts
from ctiapp.pbx.lenient import MAX_ID, text_of
from ctiapp.pbx.request import Request
from ctiapp.pbx.verdicts import Codes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.errors import PbxError

    Remark = Callable[[str], None]

API_PATH: Final = "/api/v0.0.1"
"""Before every endpoint; some pages print another vendor's version (section 7, point 1)."""

PORT: Final = 9011
"""Where it listens (section 1); whether with TLS is not said: without ``http://`` that is meant."""

JSON, XML = "json", "xml"

MAX_ROWS: Final = 100_000
"""The most rows of one list that are read."""

UNSUPPORTED: Final = "10003"
"""The code of an endpoint that this firmware does not have."""

NO_ALARM: Final = "10021"
NO_EXTENSION: Final = "10006"
NO_PROMPT: Final = "10023"
NOT_TALKING: Final = "10015"
"""What is talked on is wanted, and the extension talks on nothing."""
_OTHER_MODE: Final = "10010"
"""The supervisor's own monitor mode allows no such listening (section 3)."""

MISREAD: Final = frozenset({"10002", "20000"})
"""What a body in a form that this firmware does not take is refused with."""

ERRORS: Final[Mapping[str, type[PbxError]]] = {
    # No page prints a failure: these are the codes of the API that this one follows (section 1).
    "10002": NotSupported,  # of XML
    UNSUPPORTED: NotSupported,
    NO_EXTENSION: NoSuchTarget,
    "10007": NoSuchTarget,  # the call
    "10008": InvalidState,  # the extension is not idle
    "10009": NotPermitted,  # it may not be monitored
    _OTHER_MODE: NotPermitted,
    "10011": NoSuchTarget,
    "10012": NoSuchTarget,
    "10013": NoSuchTarget,
    "10014": NoSuchTarget,
    NOT_TALKING: InvalidState,
    "10016": InvalidState,
    NO_ALARM: NoSuchTarget,
    NO_PROMPT: NoSuchTarget,
    "10024": NotPermitted,  # no outside rights
    "10031": NoSuchTarget,
    "10032": NotPermitted,  # the queue's password
    "20002": AddressBlocked,
    "20004": TokenExpired,
    "20005": TokenExpired,
    "20006": TokenExpired,
    "20014": NoSuchTarget,  # the recording
    "20018": NoSuchTarget,
    "20021": NoSuchTarget,  # calls
}

_WORDS: Final[Mapping[str, str]] = {
    UNSUPPORTED: "this firmware does not have it",
    "10004": "something is missing",
    NO_EXTENSION: "no such extension",
    "10008": "the extension is not idle",
    "10009": "the extension may not be monitored",
    _OTHER_MODE: "one's own monitor mode is another",
    NOT_TALKING: "the call is not connected",
    "10017": "the extension could not be saved",
    "10020": "the wake-up call could not be saved",
    "10024": "the extension has no right to call outside",
    "10025": "settings were applied too often",
    "10032": "wrong password",
    "20002": "locked",
    "20003": "wrong name or password",
    "30003": "the PBX's API is not running",
}

_CODES: Final = Codes(
    errors=ERRORS,
    log_in={
        **verdicts.NOT_LOOKED,
        "20002": AddressBlocked,
        "20003": CredentialsRejected,
        "20015": AddressForbidden,
        "": CredentialsRejected,  # no page prints a code: it may be the secret, and counts as a try
    },
    not_running="30003",
    words=_WORDS,
    keys={_OTHER_MODE: "supervise.own_mode"},
)

_ECHO: Final = frozenset({"extid"})
"""What the page of ``extension/hold`` prints as the answer: the request (section 7, point 2)."""


def post(endpoint: str, **body: object) -> Request:
    """Make a request."""
    return Request("POST", endpoint, body=body)


def checked(answer: Mapping[str, object], *, log_in: bool = False) -> Mapping[str, object]:
    """Return an answer that says success.

    Args:
        answer: as it came.
        log_in: it answers ``login``.

    Raises:
        NotAPbx: it has no ``status``.
        LinkLost: the PBX's API is not running, as while it starts: it may be soon.
        PbxError: what its ``errno``, where it has one, means.
    """
    if answer.keys() == _ECHO:
        return answer
    return verdicts.checked(answer, _CODES, log_in=log_in)


def rows(answer: Mapping[str, object], *names: str) -> list[object]:
    """Take the list of an answer; one that has none has no rows (section 4: ``status`` alone).

    A single record stands for a list of one: so ``outbound/query`` prints it in XML (section 1).

    Args:
        answer: as it came.
        names: what the list may be called.

    Raises:
        WireError: there is something else.
    """
    for name in names:
        if name not in answer:
            continue
        value = answer[name]
        if isinstance(value, dict):
            return [value] if value else []
        if value is None or (isinstance(value, str) and not value.strip()):
            return []
        if not isinstance(value, list):
            raise WireError(f"{name}: no list")
        return value[:MAX_ROWS]
    return []


def several(value: object, most: int) -> list[str]:
    """Numbers that are one text joined by commas, one text, or a list of texts."""
    if isinstance(value, list):
        parts = [text_of(part) for part in value[:most]]
    else:
        raw = value[: 64 * most] if isinstance(value, str) else text_of(value)
        parts = [text_of(part) for part in raw.split(",", most)[:most]]
    return [part for part in parts if part and len(part) <= MAX_ID]
