"""The endpoints ``extension/add|update|delete|query`` (fact sheet, section 4).

``add`` and ``delete`` name an extension by ``number``, ``update`` and ``query`` by ``extid``. What
the sheet leaves open: a new extension's name is its number where none is given, its registration
password is made up, no phone of it is registered, and it may use every outbound route; of several
that are to be deleted, one that is none or in a call keeps all of them; an edit changes what is
given, and a new number is refused while the extension is in a call. ``moblie`` is printed so. An
extension that rings or talks has the events' words for it, else it is registered or not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.simpbx import editing
from ctiapp.simpbx.directory import Device, Extension
from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import ExtensionEdited, InboundParty, OutboundParty
from ctiapp.simpbx.openvox import extension_rules
from ctiapp.simpbx.openvox.extension_rules import FORWARDS
from ctiapp.simpbx.openvox.finding import extensions_in, extensions_or_all
from ctiapp.simpbx.openvox.ids import trunk_id
from ctiapp.simpbx.openvox.inferred import EXTENSION_REFUSED, MONITOR_MODES
from ctiapp.simpbx.pushfinding import extension_of
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.pushparams import JsonObject, Params

BUSY_WORDS = {"ringing": "Ringing", "busy": "InUse"}
"""What an extension that is in a call does, as the captured event has it."""

_KEPT = (
    *("callerid", "registerpassword", "maxregistrations", "vmsecret", "enablevmtoemail"),
    *("enablemobile", "ringsimultaneous", "mobileprefix", "monitormode", "ringtimeout"),
    *("maxduration", "nat"),
    *(FORWARDS.values()),
    *(f"{each}transfer{part}" for each in FORWARDS for part in ("to", "ext", "prefix", "num")),
)
"""What is kept as it came: no call depends on it."""

_AT_FIRST = {
    "registerpassword": "Simulated1",
    "maxregistrations": "1",
    "vmsecret": "0000",
    "enablevmtoemail": "off",
    "alwaysforward": "off",
    "noanswerforward": "off",
    "busyforward": "off",
    "enablemobile": "off",
    "ringsimultaneous": "off",
    "mobileprefix": "",
    "ringtimeout": "30",
    "maxduration": "Follow System",
}


def query(exchange: Exchange, params: Params) -> JsonObject:
    """Answer extensions with their settings; without ``extid``, all of them."""
    rows = [_row(exchange, entry) for entry in extensions_or_all(exchange, params, "extid")]
    return {"extinfos": rows}


def add(exchange: Exchange, params: Params) -> JsonObject:
    """Make an extension."""
    directory, number = exchange.directory, params.text("number")
    extension_rules.check_number(number, directory)
    extension_rules.check(params, directory)
    last_id = max((each.id for each in directory.extensions.values()), default=0)
    entry = Extension(last_id + 1, number, number, devices=[Device(registered=False)])
    directory.extensions[number] = entry
    _apply(exchange, entry, params)
    exchange.emit(ExtensionEdited(number, "create"))
    return {}


def update(exchange: Exchange, params: Params) -> JsonObject:
    """Change what is given of an extension, its number included."""
    directory = exchange.directory
    entry = extension_of(exchange, params.text("extid"))
    extension_rules.check(params, directory)
    number = params.optional("extnumber", entry.number)
    if number != entry.number:
        extension_rules.check_number(number, directory)
        _renumber(exchange, entry, number)
    _apply(exchange, entry, params)
    exchange.emit(ExtensionEdited(number, "update"))
    return {}


def delete(exchange: Exchange, params: Params) -> JsonObject:
    """Delete extensions: all that are named, or none."""
    wanted = [each.number for each in extensions_in(exchange, params, "number")]
    if any(exchange.legs_of(number) for number in wanted):
        raise RefusedError(EXTENSION_REFUSED)
    for number in wanted:
        try:
            editing.remove_extension(exchange, number)
        except WrongStateError as error:
            raise RefusedError(EXTENSION_REFUSED) from error
    return {}


def monitor_mode(entry: Extension) -> str:
    """Return how an extension may listen to others; at first, whoever has a role may, in any way.

    Inferred: the sheet has no list of the modes.
    """
    given = str(entry.settings.get("monitormode", ""))
    if given:
        return given
    return MONITOR_MODES[1 if entry.role else 0]


def status_of(exchange: Exchange, entry: Extension) -> str:
    """Return what an extension does: in a call, else registered or not."""
    busy = BUSY_WORDS.get(exchange.state_of(entry.number))
    return busy or ("Registered" if entry.registered else "Unregistered")


def _row(exchange: Exchange, entry: Extension) -> JsonObject:
    kept = {**_AT_FIRST, **{name: text for name, text in entry.settings.items() if name in _KEPT}}
    row: JsonObject = {
        "extnumber": entry.number,
        "username": entry.name,
        "status": status_of(exchange, entry),
        "type": "SIP",
        "port": "",
        "callerid": kept.get("callerid", entry.number),
        "registerpassword": kept["registerpassword"],
        "maxregistrations": kept["maxregistrations"],
        "loginpassword": entry.user_password,
        "email": entry.email,
        "moblie": entry.mobile,
        "language": "System Default",
        "hasvoicemail": _switch(entry.voicemail),
        "vmsecret": kept["vmsecret"],
        "enablevmtoemail": kept["enablevmtoemail"],
    }
    for letter, switch in FORWARDS.items():
        row[switch] = kept[switch]
        for part in ("to", "ext", "prefix", "num"):
            row[f"{letter}transfer{part}"] = kept.get(f"{letter}transfer{part}", "")
    if entry.forward_to:
        always = {"alwaysforward": "on", "atransferto": "Extension"}
        row |= {**always, "atransferext": entry.forward_to}
    row |= {
        "enablemobile": kept["enablemobile"],
        "ringsimultaneous": kept["ringsimultaneous"],
        "mobileprefix": kept["mobileprefix"],
        "allowbeingmonitored": _switch(entry.monitored),
        "monitormode": monitor_mode(entry),
        "ringtimeout": kept["ringtimeout"],
        "maxduration": kept["maxduration"],
        "dnd": _switch(entry.presence == "do_not_disturb"),
    }
    return {**row, **_trunk_call(exchange, entry)}


def _trunk_call(exchange: Exchange, entry: Extension) -> JsonObject:
    """Return the trunk call that an extension is in, if any."""
    for leg in exchange.legs_of(entry.number):
        for other in leg.call.trunk_legs():
            party = other.party
            if isinstance(party, InboundParty | OutboundParty):
                kind = "inbound" if isinstance(party, InboundParty) else "outbound"
                told = {
                    f"{kind}id": trunk_id(exchange, other.channel),
                    "from": party.from_number,
                    "to": party.to_number,
                    "trunk": party.trunk,
                }
                return {kind: told}
    return {}


def _switch(value: bool) -> str:  # noqa: FBT001 - it is what is written
    return "on" if value else "off"


def _apply(exchange: Exchange, entry: Extension, params: Params) -> None:
    """Set what is given, which has been looked at."""
    values = params.values
    if "username" in params:
        entry.first_name, entry.last_name = params.text("username"), ""
    for name, attribute in (("email", "email"), ("mobile", "mobile")):
        if name in values:
            setattr(entry, attribute, params.optional(name))
    if "loginpassword" in params:
        entry.user_password = params.text("loginpassword")
    if "hasvoicemail" in params:
        entry.voicemail = params.text("hasvoicemail") == "on"
    if "allowbeingmonitored" in params:
        entry.monitored = params.text("allowbeingmonitored") == "on"
    entry.settings |= {name: params.optional(name) for name in _KEPT if name in values}
    _forward(entry, params)
    if "dnd" in params:
        wanted = params.text("dnd") == "on"
        if wanted != (entry.presence == "do_not_disturb"):
            exchange.set_presence(entry.number, "do_not_disturb" if wanted else "available")


def _forward(entry: Extension, params: Params) -> None:
    """Forward all calls, or none: the one forwarding that the exchange itself knows."""
    if params.optional("alwaysforward") == "off":
        entry.forward_to = ""
    elif params.optional("alwaysforward") == "on":
        kinds = {
            "Extension": params.optional("atransferext"),
            "Custom Number": params.optional("atransferprefix") + params.optional("atransfernum"),
            "Mobile Number": entry.mobile,
        }
        entry.forward_to = kinds.get(params.optional("atransferto"), "")


def _renumber(exchange: Exchange, entry: Extension, number: str) -> None:
    """Give an extension another number, everywhere. Raises ``RefusedError`` if it is in a call."""
    if exchange.legs_of(entry.number):
        raise RefusedError(EXTENSION_REFUSED)
    directory, old = exchange.directory, entry.number
    directory.extensions = {
        (number if each == old else each): one for each, one in directory.extensions.items()
    }
    entry.number = number
    for queue in directory.queues.values():
        queue.managers = tuple(number if each == old else each for each in queue.managers)
        for agent in queue.agents:
            agent.number = number if agent.number == old else agent.number
    directory.ring_groups = {
        key: replace(
            group, members=tuple(number if each == old else each for each in group.members)
        )
        for key, group in directory.ring_groups.items()
    }
    for alarm in exchange.wakeups.of(old):
        alarm.extension = number
