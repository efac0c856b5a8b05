"""The endpoints of extensions, and what the PBX tells of itself (handbook, l. 820-1225)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.simpbx.cloud.shared import NOT_SAVED
from ctiapp.simpbx.directory import TRUNK_TROUBLES
from ctiapp.simpbx.errors import ExchangeError
from ctiapp.simpbx.facts import ExtensionEdited, LegState
from ctiapp.simpbx.pushparams import RefusedError
from ctiapp.simpbx.world import SERIAL_NUMBER

if TYPE_CHECKING:
    from ctiapp.simpbx.cloud.shared import Shared
    from ctiapp.simpbx.directory import Extension
    from ctiapp.simpbx.pushparams import JsonObject, Params

_KEPT = (
    *("callerid", "registername", "registerpassword", "maxregistrations", "loginpassword"),
    *("enablevmtoemail", "vmsecret", "noanswerforward", "busyforward", "monitormode"),
    *("ringtimeout", "maxduration", "agentid", "selectoutroute"),
)
"""What is kept as it came: no call depends on it."""

_DND = "do_not_disturb"
_CAPACITY = 500


def information(shared: Shared, _: Params) -> JsonObject:
    """Answer what PBX this is (l. 822)."""
    exchange = shared.exchange
    now = exchange.wall.local(exchange.now_s)
    ahead = (now.utcoffset() or timedelta()) // timedelta(hours=1)
    up = int(exchange.now_s - exchange.started_s)
    days, seconds = divmod(up, 86_400)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    extensions = exchange.directory.extensions
    return {
        "deviceinfo": {
            "devicename": "Yeastar Cloud PBX",
            "sn": SERIAL_NUMBER,
            "firmwarever": "81.8.0.4",
            "systemtime": f"{now:%Y-%m-%d %H:%M:%S} UTC{ahead:+d}",
            "uptime": f"{days}days {clock}",
            "extensionstatus": f"{len(extensions)}/{max(_CAPACITY, len(extensions))}",
        }
    }


def list_all(shared: Shared, _: Params) -> JsonObject:
    """Answer all extensions, briefly (l. 880)."""
    rows = [
        {
            "extnumber": entry.number,
            "status": status_of(shared, entry),
            "type": "SIP",
            "username": entry.name,
            "agentid": "",
        }
        for entry in shared.exchange.directory.extensions.values()
    ]
    return {"extlist": rows}


def list_trunks(shared: Shared, _: Params) -> JsonObject:
    """Answer all lines (l. 1180)."""
    rows = [
        {
            "trunkname": trunk.name,
            "status": "Failure" if trunk.status in TRUNK_TROUBLES else "Registered",
            "type": "SIP",
        }
        for trunk in shared.exchange.directory.trunks.values()
    ]
    return {"trunklist": rows}


def query(shared: Shared, params: Params) -> JsonObject:
    """Answer extensions with their settings, passwords and current calls (l. 944)."""
    return {"extinfos": [_row(shared, entry) for entry in shared.extensions(params)]}


def update(shared: Shared, params: Params) -> JsonObject:
    """Change what is given of an extension (l. 1090)."""
    exchange = shared.exchange
    entry = shared.extension(params.text("extid"))
    number = params.optional("extnumber", entry.number)
    if number != entry.number:
        # A new number is a new extension here: nothing that names the old one would follow.
        raise RefusedError(NOT_SAVED)
    if "username" in params:
        entry.first_name, entry.last_name = params.text("username"), ""
    entry.email = params.optional("email", entry.email)
    mobile = "mobile" if "mobile" in params else "moblie"
    entry.mobile = params.optional(mobile, entry.mobile)
    entry.voicemail = _switched(params, "hasvoicemail", on=entry.voicemail)
    entry.monitored = _switched(params, "allowbeingmonitored", on=entry.monitored)
    entry.may_call_out = not _switched(params, "callrestriction", on=not entry.may_call_out)
    entry.settings |= {name: params.text(name) for name in _KEPT if name in params}
    _forward(entry, params)
    undisturbed = _switched(params, "dnd", on=entry.presence == _DND)
    if undisturbed != (entry.presence == _DND):
        exchange.set_presence(entry.number, _DND if undisturbed else "available")
    exchange.emit(ExtensionEdited(entry.number, "update"))
    return {}


def _switched(params: Params, name: str, *, on: bool) -> bool:
    return params.choice(name, ("on", "off"), "on" if on else "off") == "on"


def _forward(entry: Extension, params: Params) -> None:
    """Forward all calls, or none: the one forwarding that the exchange itself knows."""
    if "alwaysforward" not in params:
        return
    if not _switched(params, "alwaysforward", on=False):
        entry.forward_to = ""
        return
    # The answers spell it atransferto, the table of the request atransfertto.
    where = params.optional("atransferto" if "atransferto" in params else "atransfertto")
    targets = {
        "Extension": params.optional("atransferext"),
        "Custom Number": params.optional("atransferprefix") + params.optional("atransfernum"),
        "Mobile Number": entry.mobile,
    }
    entry.forward_to = targets.get(where, "")


def status_of(shared: Shared, entry: Extension) -> str:
    """Return what an extension does, in the lists' words (l. 900)."""
    exchange = shared.exchange
    state = exchange.state_of(entry.number)
    if state == "ringing":
        return "Ringing"
    if state == "busy":
        legs = [leg for leg in exchange.legs_of(entry.number) if not leg.ringing]
        return "Hold" if all(leg.state is LegState.HELD for leg in legs) else "Busy"
    return "Registered" if entry.registered else "Unavailable"


def _row(shared: Shared, entry: Extension) -> JsonObject:
    kept = entry.settings
    row: JsonObject = {
        "extnumber": entry.number,
        "username": entry.name,
        "status": status_of(shared, entry),
        "type": "SIP",
        "callerid": kept.get("callerid", entry.number),
        "registername": kept.get("registername", entry.number),
        "registerpassword": kept.get("registerpassword", "Simulated1secret"),
        "maxregistrations": kept.get("maxregistrations", str(max(1, len(entry.devices)))),
        "loginpassword": kept.get("loginpassword", entry.user_password),
        "email": entry.email,
        "moblie": entry.mobile,
        "language": "System Default",
        "hasvoicemail": _on(entry.voicemail),
        "enablevmtoemail": kept.get("enablevmtoemail", "off"),
        "vmsecret": kept.get("vmsecret", entry.number),
        "alwaysforward": _on(bool(entry.forward_to)),
        "noanswerforward": kept.get("noanswerforward", "off"),
        "busyforward": kept.get("busyforward", "off"),
        "ringsimultaneous": "off",
        "mobileprefix": "",
        "enablemobile": "off",
        "allowbeingmonitored": _on(entry.monitored),
        "monitormode": kept.get("monitormode", "Extensive" if entry.role else "Disabled"),
        "ringtimeout": kept.get("ringtimeout", "30"),
        "maxduration": kept.get("maxduration", "Follow System"),
        "dnd": _on(entry.presence == _DND),
        "callrestriction": _on(not entry.may_call_out),
        "agentid": kept.get("agentid", ""),
    }
    if entry.forward_to:
        row |= {"atransferto": "Custom Number", "atransfernum": entry.forward_to}
    return row | _call(shared, entry)


def _call(shared: Shared, entry: Extension) -> JsonObject:
    """Return whom an extension talks to in its current call, or rings, or is rung by."""
    try:
        leg = shared.leg(entry.number)
    except (RefusedError, ExchangeError):
        return {}
    row: JsonObject = {}
    for other in leg.company() or leg.call.parties_beside(leg):
        if other.extension != entry.number:
            row |= shared.reports.member(other.member(), leg.call.id)
    return row


def _on(value: bool) -> str:  # noqa: FBT001 - it is what is written
    return "on" if value else "off"
