"""The endpoints ``system/*``, and the lists of extensions (P handbook, l. 1250-1920).

The PBX's own time is told in its zone, in the one form that the example has, whatever form dates
are shown in elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.p_series.errors import ApiError, invalid, success
from ctiapp.simpbx.p_series.params import Columns, listing, matching
from ctiapp.simpbx.p_series.settings import FIRMWARES
from ctiapp.simpbx.world import SERIAL_NUMBER

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Device, Extension
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Params

_EXTENSION_COLUMNS: Columns[Extension] = {
    "id": lambda entry: entry.id,
    "number": lambda entry: entry.number,
    "caller_id_name": lambda entry: entry.name,
    "email_addr": lambda entry: entry.email,
    "mobile_number": lambda entry: entry.mobile,
    "presence_status": lambda entry: entry.presence,
}
_DESKTOPS = (
    ("linkus_desktop", "Desktop", "linkusdesktop"),
    ("linkus_mobile", "Mobile", "linkusmobile"),
    ("linkus_web", "Web", "linkusweb"),
)
_CALL_CAPACITY = 200


def information(exchange: Exchange, params: Params) -> JsonObject:
    """Answer what this PBX is (l. 1255)."""
    now = exchange.wall.local(exchange.now_s)
    return success(
        data={
            "device_name": "PBX",
            "model_name": "P-Series Software Edition",
            "sn": SERIAL_NUMBER,
            "firmware_version": FIRMWARES[params.settings.firmware],
            "system_time": now.strftime("%Y/%m/%d %H:%M:%S"),
            "up_time": round(exchange.now_s - exchange.started_s),
        }
    )


def capacity(exchange: Exchange, _: Params) -> JsonObject:
    """Answer how much it can carry (l. 1318)."""
    used = len(exchange.directory.extensions)
    return success(
        data={
            "extension_capacity": max(50, used),
            "extension_used": used,
            "cc_capacity": _CALL_CAPACITY,
            "cc_used": len(exchange.calls),
        }
    )


def menu_options(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the names and ids behind a menu (l. 1374)."""
    directory = exchange.directory
    menus: dict[str, list[tuple[str, int, str]]] = {
        "ring_group": [(g.name, g.id, "ring_group") for g in directory.ring_groups.values()],
        "conference": [(c.name, c.id, "conference") for c in directory.conferences.values()],
        "ivr": [(i.name, i.id, "ivr") for i in directory.ivrs.values()],
        "queue": [(q.name, q.id, "queue") for q in directory.queues.values()],
        "trunk": [(name, n, "trunk") for n, name in enumerate(directory.trunks, start=1)],
    }
    menu = params.text("menu")
    if menu not in menus:
        raise invalid("menu", menu)
    data = [{"text": text, "value": str(value), "type": kind} for text, value, kind in menus[menu]]
    return success(data=data or None)


def list_extensions(exchange: Exchange, params: Params) -> JsonObject:
    """Answer a page of the extensions (l. 1506)."""
    entries = exchange.directory.extensions.values()
    return listing(params, entries, _EXTENSION_COLUMNS, _extension_row, sorted_already=True)


def search_extensions(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the extensions that hold a keyword (l. 1764)."""
    entries = exchange.directory.extensions.values()
    found = matching(entries, params, lambda e: (e.number, e.name, e.email, e.mobile))
    return listing(params, found, _EXTENSION_COLUMNS, _extension_row)


def extension_by_id(exchange: Exchange, wanted: int) -> Extension:
    """Return the extension with an id. Raises 60001."""
    for entry in exchange.directory.extensions.values():
        if entry.id == wanted:
            return entry
    raise ApiError(60001)


def _online_status(devices: list[Device]) -> JsonObject:
    """Return where an extension is signed in (l. 1583); a SIP phone's own status stays 0."""
    sip: JsonObject = {"status": 0, "ext_dev_type": "sip"}
    phones = [d for d in devices if d.kind == "Sip" and d.registered]
    if phones:
        sip["status_list"] = [{"status": 1, "ip": d.address} for d in phones]
    result: JsonObject = {"sip_phone": sip}
    for name, kind, type_name in _DESKTOPS:
        online = any(d.kind == kind and d.registered for d in devices)
        result[name] = {"status": 1, "ext_dev_type": type_name} if online else {"status": 0}
    return result


def _extension_row(entry: Extension) -> JsonObject:
    row: JsonObject = {
        "id": entry.id,
        "online_status": _online_status(entry.devices),
        "presence_status": entry.presence,
        "number": entry.number,
        "caller_id_name": entry.name,
        "role_name": entry.role,
        "email_addr": entry.email,
        "mobile_number": entry.mobile,
    }
    return {name: value for name, value in row.items() if value != ""}
