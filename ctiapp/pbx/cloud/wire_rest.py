"""What a Cloud PBX is asked about itself and its extensions, and what its answers mean. Pure.

Line numbers are of the Cloud handbook, v1.1.0. Every request is a POST, numbers travel as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp.model.directory import Extension, LineState, Place, PlaceKind
from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    ApiDisabled,
    AuthError,
    CommandError,
    CredentialsRejected,
    InvalidState,
    LinkLost,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
    TokenExpired,
    WireError,
)
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.pbx import lenient
from ctiapp.pbx.cloud import loosejson
from ctiapp.pbx.lenient import id_of, items_of, object_of, text_of
from ctiapp.pbx.request import Request
from ctiapp.pbx.rest import MAX_BODY, read_json
from ctiapp.pbx.verdicts import NOT_LOOKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.model.errors import PbxError

T = TypeVar("T")

Remark = Callable[[str], None]
"""Is told what was left out."""

API_PATH: Final = "/api/v1.1.0"
"""Before every endpoint (l. 526)."""

PORTS: Final = (443, 8088)
"""Where it listens for HTTPS (l. 633); the second is K2's and a guess."""

MAX_ITEMS: Final = 200_000
"""The most extensions of one answer that are read."""

_REGISTERED: Final = frozenset({"registered", "ringing", "busy", "hold", "idle"})
_LINES: Final[Mapping[str, LineState]] = {
    "ringing": LineState.RINGING,
    "busy": LineState.BUSY,
    "hold": LineState.BUSY,
}


def post(endpoint: str, **body: object) -> Request:
    """A request with what is not None; without anything the body is empty (l. 1033)."""
    told = {key: value for key, value in body.items() if value is not None}
    return Request("POST", endpoint, body=told or None)


# --- errors --------------------------------------------------------------------------------------

UNSUPPORTED: Final = "10003"
"""The code of an endpoint that this PBX does not have."""

_OTHER_MODE: Final = 10010
"""The monitor mode of the one who listens allows no such listening (l. 3107, 3170, 3229)."""

_ERRORS: Final[Mapping[int, type[PbxError]]] = {
    # l. 6147-6202; what is not named here is a CommandError
    10002: NotSupported,  # no XML
    int(UNSUPPORTED): NotSupported,
    10006: NoSuchTarget,  # no such extension
    10007: NoSuchTarget,  # no such call
    10008: InvalidState,  # the extension is not idle
    10009: NotPermitted,  # it may not be listened to
    _OTHER_MODE: NotPermitted,
    10011: NoSuchTarget,  # no such number
    10012: NoSuchTarget,  # no such IVR
    10013: NoSuchTarget,  # no such queue
    10014: NoSuchTarget,  # no such ring group
    10015: InvalidState,  # the call is not connected
    10016: InvalidState,  # too late to accept or refuse
    10021: NoSuchTarget,  # no such alarm
    10023: NoSuchTarget,  # no such sound
    10024: NotPermitted,  # no outside rights
    10032: NotPermitted,  # the queue's password is wrong
    20002: AddressBlocked,
    20004: TokenExpired,  # no such token
    20005: TokenExpired,  # none at all
    20006: TokenExpired,
    20007: NoSuchTarget,  # no data
    20012: NoSuchTarget,  # the link to a recording has ended
    20014: NoSuchTarget,  # no such recording
    20017: NoSuchTarget,  # the link to a message has ended
    20018: NoSuchTarget,  # no such sound
    20020: NoSuchTarget,  # the link to a list of calls has ended
    20021: NoSuchTarget,  # no calls
}

_KEYS: Final[Mapping[int, str]] = {_OTHER_MODE: "supervise.own_mode"}
"""Whose message says more than that of its error."""

_LOG_IN_ERRORS: Final[Mapping[int, type[PbxError]]] = {
    **{int(code): error for code, error in NOT_LOOKED.items()},
    # What is not named here is an AuthError: nobody sends a secret again that was refused somehow.
    20002: AddressBlocked,
    20003: CredentialsRejected,
    20015: AddressForbidden,
}

_NOT_RUNNING: Final = frozenset({20010, 30001, 30003})
"""Its API does not run, or not well. The log-in's page prints the last of them (l. 726)."""


def checked(answer: Mapping[str, object], *, log_in: bool = False) -> Mapping[str, object]:
    """Return an answer that says success (l. 557-580).

    Args:
        answer: as it came.
        log_in: it answers ``login``: only there a wrong password is a wrong secret.

    Raises:
        NotAPbx: it has no ``status``.
        LinkLost: key ``error.api_disabled``; to a log-in: the PBX's API does not run, as it says.
        PbxError: what its ``errno`` means.
    """
    status = text_of(answer.get("status")).casefold()
    if status == "success":
        return answer
    code = text_of(answer.get("errno"))
    if status != "failed" and not code:
        raise NotAPbx("an answer without status")
    number = int(code) if code.isascii() and code.isdigit() and len(code) < 9 else 0
    words = f"errno {number}"
    if not log_in:
        raise _ERRORS.get(number, CommandError)(words, key=_KEYS.get(number), code=number)
    if number in _NOT_RUNNING:
        raise LinkLost(words, key=ApiDisabled.key, code=number)
    raise _LOG_IN_ERRORS.get(number, AuthError)(words, code=number)


def read(answer: bytes) -> object:
    """Read the body of an answer: JSON, or what a handbook's example has of it.

    Raises:
        WireError: it is neither.
    """
    try:
        return read_json(answer)
    except WireError:
        return loosejson.loads(answer.decode("utf-8-sig", "replace"), max_size=MAX_BODY)


# --- the PBX itself ------------------------------------------------------------------------------

INFORMATION: Final = Request("POST", "deviceinfo/query")  # l. 832

_CLOCK: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})"
    r"(?:\s*(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?)?",
    re.ASCII,
)


def information(
    answer: Mapping[str, object],
) -> tuple[str | None, str | None, datetime | None]:
    """Read serial number, firmware and clock (l. 836-868); None where not told.

    The clock is aware where it names its zone (``2018-03-22 20:26:02 UTC+8``), else naive.

    Raises:
        WireError: there is no such object.
    """
    info = object_of(answer.get("deviceinfo"), "deviceinfo")
    sn, firmware = text_of(info.get("sn")), text_of(info.get("firmwarever"))
    return sn or None, firmware or None, _clock(text_of(info.get("systemtime")))


def _clock(text: str) -> datetime | None:
    match = _CLOCK.match(text)
    if match is None:
        return None
    try:
        shown = datetime.strptime(f"{match[1]} {match[2]}", "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
        if match[3] is None:
            return shown
        off = timedelta(hours=int(match[4]), minutes=int(match[5] or 0))
        return shown.replace(tzinfo=timezone(off if match[3] == "+" else -off))
    except ValueError:
        return None


# --- extensions ----------------------------------------------------------------------------------

EXTENSION_LIST: Final = Request("POST", "extensionlist/query")  # l. 889


def extension_query(numbers: Iterable[Number]) -> Request:
    """Ask for these extensions with all that is known of them, passwords too (l. 951).

    Raises:
        ValueError: none is named: that would be all of them.
    """
    named = [number.text for number in numbers if number.text and "," not in number.text]
    if not named:
        raise ValueError("an empty list means all: name each")
    return post("extension/query", extid=",".join(named))


def extension_list(answer: Mapping[str, object], remark: Remark) -> list[Extension]:
    """Read all extensions (l. 893-940)."""
    return each(answer.get("extlist"), extension_of, remark)


def line_list(answer: Mapping[str, object], remark: Remark) -> dict[Number, LineState]:
    """Read whose phone rings or is busy (l. 896)."""
    found = each(
        answer.get("extlist"),
        lambda item: (Number(id_of(item.get("extnumber"), "extnumber")), status_of(item)),
        remark,
    )
    return {number: _LINES[status] for number, status in found if status in _LINES}


def extension_infos(answer: Mapping[str, object], remark: Remark) -> list[dict[str, object]]:
    """Take the extensions that were asked for (l. 955-1093): whoever reads them drops secrets."""
    return each(answer.get("extinfos"), lambda item: item, remark)


def extension_of(item: Mapping[str, object]) -> Extension:
    """Read an extension, of the list or asked for by number.

    Raises:
        WireError: it has no number.
    """
    number = Number(id_of(item.get("extnumber"), "extnumber"))
    status = status_of(item)
    return Extension(
        ext_id=ExtensionId(number.text),
        number=number,
        name=text_of(item.get("username")),
        email=text_of(item.get("email")),
        mobile=text_of(item.get("mobile")) or text_of(item.get("moblie")),  # l. 973, 1118
        registered=status in _REGISTERED if status else None,
    )


def status_of(item: Mapping[str, object]) -> str:
    """Read an extension's status, in small letters (l. 896); empty where none is told."""
    return text_of(item.get("status")).casefold()


# --- places --------------------------------------------------------------------------------------

IVR_LIST: Final = Request("POST", "ivr/query")  # l. 1967


def ivr_places(answer: Mapping[str, object], remark: Remark) -> list[Place]:
    """Read the IVRs by number and name (l. 1971-2040)."""

    def place(item: dict[str, object]) -> Place:
        number = item.get("ivrnumber") or item.get("ivrNumber")
        name = text_of(item.get("ivrname")) or text_of(item.get("ivrName"))
        return Place(PlaceKind.IVR, Number(id_of(number, "ivrnumber")), name)

    return each(answer.get("ivr"), place, remark)


def each(items: object, read_one: Callable[[dict[str, object]], T], remark: Remark) -> list[T]:
    """Read each item of a list; one that cannot be read costs only itself; an object is one.

    Raises:
        WireError: it is neither list nor object.
    """
    if isinstance(items, dict):
        items = [items]
    return lenient.each(items_of(items, "list")[:MAX_ITEMS], read_one, remark)
