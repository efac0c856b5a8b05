"""A room's extension over HTTP: read, changed, created, deleted. Pure.

Section 4 of the fact sheet. An extension has one name, not two; where nobody is named its number
stands there (inferred). Which outside routes it may take is not told. Passwords are sent where an
extension is created, and read never.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.directory import full_name
from ctiapp.model.hotel import Station
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused
from ctiapp.model.number import Number
from ctiapp.pbx.lenient import each, text_of
from ctiapp.pbx.openvox import newext
from ctiapp.pbx.openvox.wire_directory import name_of_row, number_of_row
from ctiapp.pbx.openvox.wire_rest import post, rows
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctiapp.model.hotel import StationChange
    from ctiapp.model.newstation import NewStation
    from ctiapp.pbx.openvox.wire_rest import Remark

_OURS: Final = {
    "register_password": "reg_password",
    "login_password": "user_password",
    "name": "first_name",
    "ring_timeout_s": "ring_timeout_s",
}
"""What a field is called where a room is created; all others are called the same."""


def details(ext_ids: Sequence[ExtensionId]) -> Request:
    """Ask for some extensions."""
    return post("extension/query", extid=named(*ext_ids))


def stations(answer: Mapping[str, object], remark: Remark) -> tuple[Station, ...]:
    """Read extensions as a front desk has them."""
    return tuple(each(rows(answer, "extinfos"), _station, remark))


def _station(item: dict[str, object]) -> Station:
    number = number_of_row(item)
    return Station(
        ext_id=ExtensionId(number),
        number=Number(number),
        first_name=name_of_row(item),
        email=text_of(item.get("email")),
        mobile=text_of(item.get("moblie", item.get("mobile"))),  # sic
        has_password=bool(text_of(item["loginpassword"])) if "loginpassword" in item else None,
    )


def change(there: Station, wanted: StationChange) -> Request | None:
    """Change an extension; None where nothing of what can be changed is to be otherwise.

    Args:
        there: as it is now: a name of which one half is left alone keeps that half.
        wanted: what is to be otherwise. Routes and presence cannot be set here.

    Raises:
        FieldsRefused: what is written cannot be sent.
    """
    body: dict[str, object] = {}
    if wanted.first_name is not None or wanted.last_name is not None:
        first = there.first_name if wanted.first_name is None else wanted.first_name
        last = there.last_name if wanted.last_name is None else wanted.last_name
        body["username"] = full_name(first, last).strip() or there.number.text
    if wanted.email is not None:
        body["email"] = wanted.email
    if wanted.mobile is not None:
        body["mobile"] = wanted.mobile
    if any(not str(text).isprintable() for text in body.values()):
        raise FieldsRefused("control characters", fields={"first_name": "station.refused"})
    return post("extension/update", extid=named(there.ext_id), **body) if body else None


def create(wanted: NewStation) -> Request:
    """Create an extension: what is mandatory and what was written, nothing else.

    A registration has no name of its own here: it goes by the extension's number.

    Raises:
        FieldsRefused: the PBX would not take a field; nothing is sent.
    """
    new = newext.NewExtension(
        number=wanted.number,
        name=full_name(wanted.first_name, wanted.last_name).strip() or None,
        caller_id=wanted.caller_id or None,
        register_password=wanted.reg_password,
        registrations=wanted.registrations,
        login_password=wanted.user_password or None,
        email=wanted.email or None,
        mobile=wanted.mobile or None,
        voicemail=wanted.voicemail,
        ring_timeout_s=wanted.ring_timeout_s,
    )
    wrong = newext.problems(new)
    if wrong:
        fields = {_OURS.get(name, name): "station.refused" for name in wrong}
        raise FieldsRefused("what this PBX does not take", fields=fields)
    return newext.add(new)


def delete(ext_id: ExtensionId) -> Request:
    """Delete one extension; never all of them. It goes by ``number`` here (section 7, point 7)."""
    return post("extension/delete", number=named(ext_id))
