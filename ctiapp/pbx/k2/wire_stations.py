"""A room's extension over HTTP: read, changed, created, deleted. Pure.

Sections are of the fact sheet of API v2.0.0. An extension has one name, not two, and it cannot be
blank: where nobody is named its number stands there (inferred, from what the PBX calls its default
elsewhere). Which outside routes it may take is not told. Passwords are sent where an extension is
created, and read never.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ctiapp.model.directory import full_name
from ctiapp.model.hotel import Station
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused, StationRules
from ctiapp.model.number import Number
from ctiapp.pbx.k2.wire import either
from ctiapp.pbx.k2.wire_rest import post, rows
from ctiapp.pbx.lenient import each, id_of, text_of
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctiapp.model.hotel import StationChange
    from ctiapp.model.newstation import NewStation
    from ctiapp.pbx.k2.wire import Remark

MAX_REGISTRATIONS: Final = 5

EXISTS: Final = "10085"
FULL: Final = "10087"
"""Codes of an extension that is there already, and of a PBX that holds no more (section 8)."""

_NOT_IN_NAMES: Final = frozenset("!%.@:;&\"'\\<>`$")
_IN_PASSWORDS: Final = frozenset("~^*-_?")


def details(ext_ids: Sequence[ExtensionId]) -> Request:
    """Ask for some extensions."""
    return post("extension/query", number=named(*ext_ids))


def stations(answer: Mapping[str, object], remark: Remark) -> tuple[Station, ...]:
    """Read extensions as a front desk has them."""
    return tuple(each(rows(answer, "extinfos", "extlist"), _station, remark))


def _station(item: dict[str, object]) -> Station:
    number = id_of(item.get("number"), "number")
    name = text_of(either(item, "username", "user_name"))
    return Station(
        ext_id=ExtensionId(number),
        number=Number(number),
        first_name="" if name == number else name,
        email=text_of(item.get("email")),
        mobile=text_of(either(item, "mobile", "moblie")),
        has_password=bool(text_of(item["loginpassword"])) if "loginpassword" in item else None,
    )


def change(there: Station, wanted: StationChange) -> Request | None:
    """Change an extension; None where nothing of what can be changed is to be otherwise.

    Args:
        there: as it is now: a name of which one half is left alone keeps that half.
        wanted: what is to be otherwise. Routes and presence cannot be set here.

    Raises:
        FieldsRefused: the name has a character that the PBX does not take (section 6).
    """
    body: dict[str, object] = {}
    if wanted.first_name is not None or wanted.last_name is not None:
        first = there.first_name if wanted.first_name is None else wanted.first_name
        last = there.last_name if wanted.last_name is None else wanted.last_name
        body["username"] = plain_name(full_name(first, last)) or there.number.text
    if wanted.email is not None:
        body["email"] = wanted.email
    if wanted.mobile is not None:
        body["mobile"] = wanted.mobile
    return post("extension/update", number=named(there.ext_id), **body) if body else None


def plain_name(name: str) -> str:
    """A name as the PBX takes one.

    Raises:
        FieldsRefused: it has a character that the PBX does not take.
    """
    if _NOT_IN_NAMES & set(name):
        refused = dict.fromkeys(("first_name", "last_name"), "station.name_signs")
        raise FieldsRefused("a character that no name may have", fields=refused)
    return name.strip()


def _problems(wanted: NewStation) -> dict[str, str]:
    """What the PBX would not take (section 6); see `StationRules`.

    That passwords must be strong an administrator may have switched off: the PBX itself says that.
    """
    checks = {
        "number": (re.fullmatch(r"[0-9]{1,7}", wanted.number) is not None, "number"),
        "first_name": (not _NOT_IN_NAMES & set(wanted.first_name), "name_signs"),
        "last_name": (not _NOT_IN_NAMES & set(wanted.last_name), "name_signs"),
        "user_password": (_spelt(wanted.user_password), "password_signs"),
        "reg_password": (wanted.reg_password and _spelt(wanted.reg_password), "password_signs"),
        "reg_name": (wanted.reg_name, "not_blank"),
        "registrations": (0 < wanted.registrations <= MAX_REGISTRATIONS, "phones_5"),
    }
    return {name: f"station.{key}" for name, (holds, key) in checks.items() if not holds}


def _spelt(password: str) -> bool:
    return all((char.isascii() and char.isalnum()) or char in _IN_PASSWORDS for char in password)


RULES: Final = StationRules(
    frozenset(
        {
            *("number", "first_name", "last_name", "email", "mobile", "caller_id"),
            *("user_password", "reg_name", "reg_password", "registrations", "voicemail"),
        }
    ),
    _problems,
)
"""What can be written of a new extension here, and what is taken."""


def create(wanted: NewStation) -> Request:
    """Create an extension: what is mandatory and what was written, nothing else.

    Raises:
        FieldsRefused: the PBX would not take a field; nothing is sent.
    """
    wrong = _problems(wanted)
    if wrong:
        raise FieldsRefused("what this PBX does not take", fields=wrong)
    written = {
        "email": wanted.email,
        "mobile": wanted.mobile,
        "loginpassword": wanted.user_password,
    }
    return post(
        "extension/add",
        number=named(wanted.number),
        username=plain_name(full_name(wanted.first_name, wanted.last_name)) or wanted.number,
        registername=wanted.reg_name,
        registerpassword=wanted.reg_password,
        callerid=wanted.caller_id or wanted.number,
        maxregistrations=str(wanted.registrations),
        hasvoicemail="on" if wanted.voicemail else "off",
        **{name: text for name, text in written.items() if text},
    )


def delete(ext_id: ExtensionId) -> Request:
    """Delete one extension; never all of them."""
    return post("extension/delete", number=named(ext_id))
