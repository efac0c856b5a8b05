"""Who and what is where, over HTTP: extensions, places, the PBX itself. Pure.

Sections are of the fact sheet of API v2.0.0. ``extension/query`` answers with passwords in clear:
nothing here reads them, and nothing keeps an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from ctiapp.model.directory import Extension, LineState, Place, PlaceKind
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.pbx.k2.wire import either, line_of
from ctiapp.pbx.k2.wire_rest import ALL, post, rows
from ctiapp.pbx.lenient import each, id_of, object_of, text_of
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ctiapp.pbx.k2.wire import Remark

EXTENSION_LIST: Final = post("extension/list")
"""Ask for every extension: number, name, status (section 6)."""

INFORMATION: Final = post("deviceinfo/query")

CONFERENCES: Final = post("conference/query", number=ALL)
"""Ask for the conference rooms (section 7)."""

_CLOCK: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"(?: *(?:UTC|GMT)? *(?:([+-])([0-9]{1,2})(?::?([0-9]{2}))?)?)"
)
_FARTHEST: Final = timedelta(hours=14)


def details(numbers: Sequence[Number]) -> Request:
    """Ask for some extensions with all that the PBX keeps of them."""
    return post("extension/query", number=named(*(number.text for number in numbers)))


def extension_list(answer: Mapping[str, object], remark: Remark) -> tuple[Extension, ...]:
    """Read the list of extensions."""
    return tuple(each(rows(answer, "extlist", "extinfos"), _extension, remark))


def extension_details(answer: Mapping[str, object], remark: Remark) -> tuple[Extension, ...]:
    """Read extensions out of ``extension/query``: nothing of what they are secured with."""
    return tuple(each(rows(answer, "extinfos", "extlist"), _extension, remark))


def _extension(item: dict[str, object]) -> Extension:
    number = id_of(either(item, "number", "extnumber"), "number")
    _, there = line_of(item.get("status"))
    name = text_of(either(item, "username", "user_name"))
    return Extension(
        ext_id=ExtensionId(number),
        number=Number(number),
        name="" if name == number else name,  # nobody is named: see `wire_stations`
        email=text_of(item.get("email")),
        mobile=text_of(either(item, "mobile", "moblie")),
        registered=there,
    )


def lines(answer: Mapping[str, object], remark: Remark) -> dict[Number, LineState]:
    """Read whose phone rings or is busy out of the list of extensions."""

    def line(item: dict[str, object]) -> tuple[Number, LineState | None]:
        number = Number(id_of(either(item, "number", "extnumber"), "number"))
        return number, line_of(item.get("status"))[0]

    told = each(rows(answer, "extlist", "extinfos"), line, remark)
    return {number: state for number, state in told if state in (LineState.RINGING, LineState.BUSY)}


def merged(listed: Iterable[Extension], detailed: Iterable[Extension]) -> tuple[Extension, ...]:
    """The listed extensions with e-mail and mobile out of their details."""
    known = {one.number: one for one in detailed}
    return tuple(_with_details(one, known.get(one.number)) for one in listed)


def _with_details(one: Extension, more: Extension | None) -> Extension:
    return one if more is None else replace(one, email=more.email, mobile=more.mobile)


def names_of(listed: Iterable[Extension]) -> dict[Number, str]:
    """Who sits at which extension."""
    return {one.number: one.name for one in listed if one.name}


def numbers_of(listed: Iterable[Extension]) -> dict[str, Number]:
    """Which extension bears a name, where one alone does."""
    found: dict[str, Number | None] = {}
    for one in listed:
        if one.name:
            found[one.name] = None if one.name in found else one.number
    return {name: number for name, number in found.items() if number is not None}


def conferences(answer: Mapping[str, object], remark: Remark) -> tuple[Place, ...]:
    """Read the conference rooms; the passwords beside them are left alone."""

    def place(item: dict[str, object]) -> Place:
        number = Number(id_of(either(item, "number", "conferencenumber"), "conference number"))
        name = text_of(either(item, "name", "conferencename"))
        return Place(PlaceKind.CONFERENCE, number, name)

    return tuple(each(rows(answer, "conferences", "conference"), place, remark))


@dataclass(frozen=True, slots=True)
class Device:
    """Which PBX it is.

    Attributes:
        sn: serial number; None where it is not told.
        firmware: its version; None where it is not told.
        clock: what its clock shows, aware where it tells its zone; None where it cannot be read.
    """

    sn: str | None
    firmware: str | None
    clock: datetime | None


def device(answer: Mapping[str, object]) -> Device:
    """Read which PBX it is.

    Raises:
        WireError: the answer has no such object.
    """
    value = answer.get("deviceinfo")
    if isinstance(value, list):
        value = value[0] if value else None
    body = object_of(value, "deviceinfo")
    return Device(
        text_of(body.get("sn")) or None,
        text_of(either(body, "firmwarever", "firmwareversion")) or None,
        clock(text_of(body.get("systemtime"))),
    )


def clock(shown: str) -> datetime | None:
    """Read ``2024-01-02 09:15:00 UTC-8``: what the clock shows, and its zone (inferred: its own).

    Naive where no zone is told; None where it is written otherwise.
    """
    match = _CLOCK.fullmatch(" ".join(shown.split()))
    if match is None:
        return None
    try:
        at = datetime.strptime(match[1], "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - the zone follows
    except ValueError:
        return None
    if "UTC" not in shown and "GMT" not in shown and match[2] is None:
        return at
    ahead = timedelta(hours=int(match[3] or 0), minutes=int(match[4] or 0))
    if ahead > _FARTHEST:
        return None
    return at.replace(tzinfo=timezone(-ahead if match[2] == "-" else ahead))
