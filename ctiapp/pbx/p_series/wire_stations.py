"""One extension over HTTP, and the ways out of the house: questions, commands, answers. Pure.

``extension/get`` and ``extension/query`` answer secrets as well (l. 1970, 1980, 2426): nothing of
them is read, but whether a user password is there. Line numbers are of the P handbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctiapp.model.directory import Presence
from ctiapp.model.errors import WireError
from ctiapp.model.hotel import OutsideRoute, Station
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused
from ctiapp.model.number import Number
from ctiapp.pbx.lenient import id_of, object_of, text_of
from ctiapp.pbx.p_series.wire import presence_of
from ctiapp.pbx.p_series.wire_rest import PAGE_SIZE, each, page_of, plain_id
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ctiapp.model.hotel import StationChange
    from ctiapp.model.newstation import NewStation
    from ctiapp.pbx.interface import Page
    from ctiapp.pbx.p_series.wire import Remark
    from ctiapp.pbx.p_series.wire_refusals import FieldsNamed

MAX_ROUTES: Final = 1000
"""The most outside routes of one extension that are read."""

MAX_DEPARTMENTS: Final = 256
"""The most departments of one extension that are read."""

STATUSES: Final = tuple(each for each in Presence if each is not Presence.UNKNOWN)
"""What a user can say of themselves (l. 3199)."""

_FIELDS: Final[Mapping[str, str]] = {
    # table 44
    "number": "number",
    "first_name": "first_name",
    "last_name": "last_name",
    "email_addr": "email",
    "mobile_number": "mobile",
    "caller_id": "caller_id",
    "user_password": "user_password",
    "reg_name": "reg_name",
    "reg_password": "reg_password",
    "concurrent_registrations": "registrations",
    "presence_status": "presence",
    "outbound_route_permission": "routes",
    "organization_list": "departments",
    "enb_vm": "voicemail",
    "presence_list": "ring_timeout_s",
    "ring_timeout": "ring_timeout_s",
}
"""The PBX's word for a field to our attribute of `NewStation`."""


# --- questions -----------------------------------------------------------------------------------


def station_details(ext_id: ExtensionId) -> Request:
    """Ask for one extension (l. 1935)."""
    return Request("GET", "extension/get", {"id": ext_id})


def stations_details(ext_ids: Sequence[ExtensionId]) -> Request:
    """Ask for several extensions at once (l. 2393).

    Raises:
        ValueError: none is named.
    """
    if not ext_ids:
        raise ValueError("name each")
    return Request("GET", "extension/query", {"ids": ",".join(ext_ids)})


def station(answer: Mapping[str, object], ext_id: ExtensionId) -> Station:
    """Read one extension (l. 2085-2382).

    Raises:
        WireError: there is none, or another one.
    """
    data = answer.get("data")
    if isinstance(data, list):
        data = data[0] if data else None
    found = _station(object_of(data, "data"))
    if found.ext_id != ext_id:
        raise WireError("another extension than was asked for")
    return found


def stations(answer: Mapping[str, object], remark: Remark) -> tuple[Station, ...]:
    """Read several extensions (l. 2554-3158); one that cannot be read costs only itself.

    Raises:
        WireError: there is no list.
    """
    return tuple(each(answer.get("data"), _station, remark))


def _station(item: dict[str, object]) -> Station:
    return Station(
        ext_id=ExtensionId(id_of(item.get("id"), "id")),
        number=Number(id_of(item.get("number"), "number")),
        first_name=text_of(item.get("first_name")),
        last_name=text_of(item.get("last_name")),
        email=text_of(item.get("email_addr")),
        mobile=text_of(item.get("mobile_number")),
        presence=presence_of(item.get("presence_status")),
        routes=_routes(item),
        barred=_barred(item),
        has_password=bool(text_of(item["user_password"])) if "user_password" in item else None,
    )


def _routes(item: dict[str, object]) -> frozenset[str] | None:
    """Which outside routes it may take (l. 1997); None where that is not told, or not in a list."""
    value = item.get("outbound_route_permission", "")
    if value is not None and not isinstance(value, list):
        return None
    ids = (text_of(entry) for entry in (value or [])[:MAX_ROUTES])
    return frozenset(route_id for route_id in ids if route_id)


def _barred(item: Mapping[str, object]) -> bool:
    return text_of(item.get("disable_outb_call")) == "1"  # l. 1994


@dataclass(frozen=True, slots=True)
class Kept:
    """What of an extension goes along with a change of something else.

    Attributes:
        departments: their ids: where there are departments they are mandatory (l. 3717).
        barred: whether it may not call outside, whatever its routes are.
    """

    departments: tuple[str, ...] = ()
    barred: bool = False


def kept_of(answer: Mapping[str, object]) -> Kept:
    """Read what goes along with a change of an extension.

    Raises:
        WireError: there is no extension.
    """
    data = answer.get("data")
    if isinstance(data, list):
        data = data[0] if data else None
    item = object_of(data, "data")
    return Kept(_departments(item), _barred(item))


def _departments(item: Mapping[str, object]) -> tuple[str, ...]:
    """Read the ids of the departments of an extension (l. 1964); none where none is told."""
    listed = item.get("organization_list")
    if not isinstance(listed, list):
        return ()
    ids = (
        text_of(entry.get("value")) if isinstance(entry, dict) else text_of(entry)
        for entry in listed[:MAX_DEPARTMENTS]
    )
    return tuple(dict.fromkeys(department_id for department_id in ids if department_id))


def route_list(page: int) -> Request:
    """Ask for a page of the outbound routes (l. 8679)."""
    params: dict[str, str | int] = {"page": page, "page_size": PAGE_SIZE}
    return Request("GET", "outbound_route/list", {**params, "sort_by": "id", "order_by": "asc"})


def route_page(answer: Mapping[str, object], remark: Remark) -> Page[OutsideRoute]:
    """Read a page of outbound routes (l. 8745-8815).

    Raises:
        WireError: there is no list.
    """

    def route(item: dict[str, object]) -> OutsideRoute:
        return OutsideRoute(id_of(item.get("id"), "id"), text_of(item.get("name")))

    return page_of(answer, "data", route, remark)


# --- commands ------------------------------------------------------------------------------------


def change(ext_id: ExtensionId, wanted: StationChange, kept: Kept) -> Request | None:
    """Change an extension (l. 3702); None where nothing is to be otherwise.

    One that is barred, and shall take a route, is barred no more: else the route would be none.
    """
    told: dict[str, object | None] = {
        "first_name": wanted.first_name,
        "last_name": wanted.last_name,
        "email_addr": wanted.email,
        "mobile_number": wanted.mobile,
        "presence_status": None if wanted.presence not in STATUSES else wanted.presence.value,
        "outbound_route_permission": None if wanted.routes is None else _ids(wanted.routes),
    }
    body = {name: value for name, value in told.items() if value is not None}
    if not body:
        return None
    if wanted.routes and kept.barred:
        body["disable_outb_call"] = 0
    whole = {"id": plain_id(ext_id), **_in_departments(kept.departments), **body}
    return Request("POST", "extension/update", body=whole)


def create(wanted: NewStation) -> Request:
    """Create an extension (l. 3169): what is mandatory and what was written, nothing else.

    All else is left to the PBX. ``ring_timeout`` stands in the list of presences, once for each
    (l. 3311).
    """
    presence = wanted.presence if wanted.presence in STATUSES else Presence.AVAILABLE
    written = {
        "first_name": wanted.first_name,
        "last_name": wanted.last_name,
        "email_addr": wanted.email,
        "mobile_number": wanted.mobile,
    }
    body: dict[str, object] = {
        "type": "SIP",
        **{name: text for name, text in written.items() if text},
        "number": wanted.number,
        "caller_id": wanted.caller_id or wanted.number,
        "user_password": wanted.user_password,
        "reg_name": wanted.reg_name,
        "reg_password": wanted.reg_password,
        "concurrent_registrations": wanted.registrations,
        "presence_status": presence.value,
        "presence_list": [
            {"status": status.value, "ring_timeout": wanted.ring_timeout_s} for status in STATUSES
        ],
        "enb_vm": int(wanted.voicemail),
        "outbound_route_permission": _ids(wanted.routes),
        **_in_departments(wanted.departments),
    }
    return Request("POST", "extension/create", body=body)


def delete(ext_id: ExtensionId) -> Request:
    """Delete an extension (l. 3895): a GET, as all that deletes."""
    return Request("GET", "extension/delete", {"id": ext_id})


def refused(err: FieldsNamed) -> FieldsRefused:
    """Tell in our words which fields of an extension the PBX does not take (l. 626-664)."""
    invalid, duplicate = err.named.invalid, err.named.duplicate
    fields: dict[str, str] = {}
    for names, key in ((invalid, "station.refused"), (duplicate, "station.taken")):
        fields.update((field, key) for name in names if (field := _field(name)) is not None)
    holders = {
        field: holder
        for name, holder in duplicate.items()
        if holder and (field := _field(name)) is not None
    }
    others = tuple(name for name in (*invalid, *duplicate) if _field(name) is None)
    return FieldsRefused(err.detail, fields=fields, holders=holders, others=others, code=err.code)


def _field(name: str) -> str | None:
    """Our attribute for a name, also where that is a path as ``presence_list[0].ring_timeout``."""
    parts = [part.partition("[")[0].strip() for part in name.casefold().split(".")]
    return next((_FIELDS[part] for part in reversed(parts) if part in _FIELDS), None)


def _in_departments(ids: Iterable[str]) -> dict[str, object]:
    listed = [{"value": department_id} for department_id in ids]
    return {"organization_list": listed} if listed else {}


def _ids(values: Collection[str]) -> list[int | str]:
    return [plain_id(value) for value in sorted(values, key=lambda text: (len(text), text))]
