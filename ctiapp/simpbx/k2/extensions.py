"""The endpoints ``extension/*`` that look and edit (fact sheet, section 6).

What they leave open: the tail of an extension's settings is as ``update`` takes it; secrets are
answered as they were set, else made up; a new extension has no phone that is registered; an
extension in a call cannot be deleted (10086), and of several none is then. ``agentid`` stands in a
list only where it was set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx import editing
from ctiapp.simpbx.directory import Device, Extension
from ctiapp.simpbx.facts import ExtensionEdited, LegState
from ctiapp.simpbx.k2.errors import (
    BLANK,
    EXTENSION_EXISTS,
    EXTENSION_NOT_DELETED,
    EXTENSION_NOT_SAVED,
    success,
)
from ctiapp.simpbx.k2.extension_rules import CHOICES, TEXTS, check, is_number
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.pushparams import JsonObject, Params

_OWN = ("username", "email", "mobile", "hasvoicemail", "loginpassword")
"""What of the settings the exchange itself knows."""


def list_extensions(site: Site, _: Params) -> JsonObject:
    """Answer all extensions in short."""
    rows = []
    for entry in site.exchange.directory.extensions.values():
        row: JsonObject = {
            "number": entry.number,
            "status": status_of(site.exchange, entry),
            "type": "SIP",
            "username": entry.name,
        }
        if entry.settings.get("agentid"):
            row["agentid"] = entry.settings["agentid"]
        rows.append(row)
    return success(extlist=rows)


def query(site: Site, params: Params) -> JsonObject:
    """Answer one extension, several or all with their settings, passwords in clear included."""
    return success(extinfos=[details(site.exchange, entry) for entry in site.extensions(params)])


def add(site: Site, params: Params) -> JsonObject:
    """Make an extension."""
    number, name = params.text("number"), params.text("username")
    values = _given(params)
    if not (values.get("registername") and values.get("registerpassword")):
        raise RefusedError(BLANK)
    directory = site.exchange.directory
    if number in directory.extensions:
        raise RefusedError(EXTENSION_EXISTS)
    if not is_number(number) or directory.is_service(number):
        raise RefusedError(EXTENSION_NOT_SAVED)
    check(values, number, name)
    entry = Extension(
        id=max((each.id for each in directory.extensions.values()), default=0) + 1,
        number=number,
        first_name=name,
        devices=[Device(registered=False)],
        routes=(),
        voicemail=True,
    )
    _apply(entry, values)
    directory.extensions[number] = entry
    site.exchange.emit(ExtensionEdited(number, "create"))
    return success()


def update(site: Site, params: Params) -> JsonObject:
    """Change what is given of an extension."""
    entry = site.extension(params.text("number"))
    values = _given(params)
    check(values, entry.number, values.get("username", entry.name))
    _apply(entry, values)
    site.exchange.emit(ExtensionEdited(entry.number, "update"))
    return success()


def delete(site: Site, params: Params) -> JsonObject:
    """Delete extensions: one, several, or all."""
    entries = site.extensions(params)
    if any(site.exchange.legs_of(entry.number) for entry in entries):
        raise RefusedError(EXTENSION_NOT_DELETED)
    for entry in entries:
        editing.remove_extension(site.exchange, entry.number)
    return success()


def status_of(exchange: Exchange, entry: Extension) -> str:
    """Return an extension's status as the list has it; a SIP phone that is idle is Registered."""
    legs = exchange.legs_of(entry.number)
    if not legs:
        return "Registered" if entry.registered else "Unavailable"
    if any(leg.state is LegState.HELD for leg in legs):
        return "Hold"
    return "Ringing" if all(leg.ringing for leg in legs) else "Busy"


def details(exchange: Exchange, entry: Extension) -> JsonObject:
    """Return all that is to be told of an extension, forwarding as the exchange does it."""
    kept = {name: value for name, value in entry.settings.items() if name in (*CHOICES, *TEXTS)}
    to = entry.forward_to
    inside = to in exchange.directory.extensions
    forward: JsonObject = {"alwaysforward": "on" if to else "off"}
    if to:
        forward["atransferto"] = "Extension" if inside else "Custom Number"
        forward["atransferext" if inside else "atransfernum"] = to
    return {
        "number": entry.number,
        "username": entry.name,
        "status": status_of(exchange, entry),
        "type": "SIP",
        "callerid": entry.number,
        "registername": entry.number,
        "registerpassword": "Simulated2Secret4",
        "maxregistrations": str(min(5, max(1, len(entry.devices)))),
        "loginpassword": entry.user_password,
        "email": entry.email,
        "mobile": entry.mobile,
        "language": "English",
        "hasvoicemail": "on" if entry.voicemail else "off",
        "enablevmtoemail": "off",
        "vmsecret": entry.number,
        "noanswerforward": "off",
        "busyforward": "off",
        **kept,
        **forward,
    }


def _given(params: Params) -> JsonObject:
    """Return what is set: a blank text empties, a blank choice is as if it were not there."""
    values: JsonObject = {name: params.text(name) for name in CHOICES if name in params}
    for name in TEXTS:
        if params.values.get(name) is not None:
            values[name] = params.optional(name)
    return values


def _apply(entry: Extension, values: JsonObject) -> None:
    """Set what is given, which has been looked at."""
    if values.get("username"):
        entry.first_name, entry.last_name = values["username"], ""
    entry.email = values.get("email", entry.email)
    entry.mobile = values.get("mobile", entry.mobile)
    entry.user_password = values.get("loginpassword", entry.user_password)
    if "hasvoicemail" in values:
        entry.voicemail = values["hasvoicemail"] == "on"
    entry.settings |= {name: each for name, each in values.items() if name not in _OWN}
    if "alwaysforward" in values or "atransferto" in values:
        entry.forward_to = _forwarded(entry)


def _forwarded(entry: Extension) -> str:
    """Return where all calls go by the settings; empty: nowhere else, and the mailbox likewise."""
    kept = {name: str(value) for name, value in entry.settings.items()}
    if kept.get("alwaysforward") != "on":
        return ""
    match kept.get("atransferto"):
        case "Extension":
            return kept.get("atransferext", "")
        case "Mobile Number":
            return kept.get("atransferprefix", "") + entry.mobile
        case "Custom Number":
            return kept.get("atransferprefix", "") + kept.get("atransfernum", "")
        case _:
            return ""
