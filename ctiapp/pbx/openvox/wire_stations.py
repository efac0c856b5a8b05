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
from ctiapp.model.newstation import FieldsRefused, StationRules
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
    "number": ("number", "number"),
    "name": ("first_name", "one_line"),
    "email": ("email", "one_line"),
    "mobile": ("mobile", "one_line"),
    "caller_id": ("caller_id", "one_line"),
    "register_password": ("reg_password", "password_31"),
    "login_password": ("user_password", "password_6_63"),
    "registrations": ("registrations", "one_at_least"),
    "ring_timeout_s": ("ring_timeout_s", "one_at_least"),
    "longest_call_s": ("longest_call_s", "one_at_least"),
    "voicemail_pin": ("voicemail_pin", "pin"),
    "no_answer": ("no_answer_to", "number"),
    "busy": ("busy_to", "number"),
}
"""What a field of an extension is called where a room is created, and what is said of its rule.

Fields of this API that have no place there a person at a front desk does not need; a registration
has no name of its own: it goes by the extension's number.
"""


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


def new_extension(wanted: NewStation) -> newext.NewExtension:
    """An extension as it is created: what is mandatory and what was written, nothing else.

    Raises:
        FieldsRefused: the PBX would not take a field; nothing is sent.
    """
    wrong = _problems(wanted)
    if wrong:
        raise FieldsRefused("what this PBX does not take", fields=wrong)
    return _extension(wanted)


def _extension(wanted: NewStation) -> newext.NewExtension:
    return newext.NewExtension(
        number=wanted.number,
        name=full_name(wanted.first_name, wanted.last_name).strip() or None,
        caller_id=wanted.caller_id or None,
        register_password=wanted.reg_password,
        registrations=wanted.registrations,
        login_password=wanted.user_password or None,
        email=wanted.email or None,
        mobile=wanted.mobile or None,
        voicemail=wanted.voicemail,
        voicemail_pin=wanted.voicemail_pin or None,
        voicemail_by_mail=wanted.voicemail_by_mail,
        no_answer=_forward(wanted.no_answer_to),
        busy=_forward(wanted.busy_to),
        ring_timeout_s=wanted.ring_timeout_s,
        longest_call_s=wanted.longest_call_s or None,
        do_not_disturb=wanted.do_not_disturb,
    )


def _forward(extension: str) -> newext.Forward | None:
    if not extension:
        return None
    return newext.Forward(newext.Destination.EXTENSION, extension=extension)


def _problems(wanted: NewStation) -> dict[str, str]:
    """What the PBX would not take, in a room's words; see `StationRules`."""
    wrong = newext.problems(_extension(wanted))
    return {_OURS[name][0]: f"station.{_OURS[name][1]}" for name in wrong}


RULES: Final = StationRules(
    frozenset(
        {
            "last_name",
            "voicemail",
            "voicemail_by_mail",
            "do_not_disturb",
            *(name for name, _ in _OURS.values()),
        }
    ),
    _problems,
)
"""What can be written of a new extension here, and what is taken."""


def delete(ext_id: ExtensionId) -> Request:
    """Delete one extension; never all of them. It goes by ``number`` here (section 7, point 7)."""
    return post("extension/delete", number=named(ext_id))
