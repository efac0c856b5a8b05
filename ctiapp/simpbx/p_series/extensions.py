"""The endpoints ``extension/*`` (P handbook, l. 1500-3935).

What they leave open:

- A number or an e-mail address that somebody has is 40003, and names whose it is (l. 645-661); all
  that is taken is named in one answer.
- A new extension has no phone that is registered, and may use no outbound route but those given.
- An edit changes what is given of it, ``number`` excepted, which its table does not have. A blank
  name, address or mobile number empties it.
- An extension in a call cannot be deleted (70084). Its wake-up calls go with it.
- Each of the three is told by 30022, an edit of the presence alone as well; 30009 comes first.
- Secrets are answered as they were set, where they are known; an extension that was not made by the
  API has made-up ones. ``user_password`` stands in ``query``'s table alone (l. 2426) and is here in
  both answers.
- Where a property management system owns the data, create, update and delete are 70525.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctiapp.simpbx import editing
from ctiapp.simpbx.directory import PRESENCES, Device, Extension
from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import ExtensionEdited
from ctiapp.simpbx.p_series import extension_rules
from ctiapp.simpbx.p_series.directory import extension_by_id
from ctiapp.simpbx.p_series.errors import ApiError, success

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Params

_TEXTS = {
    "first_name": "first_name",
    "last_name": "last_name",
    "email_addr": "email",
    "mobile_number": "mobile",
    "title": "title",
    "user_password": "user_password",
}
"""What the API calls a text of an extension, and what it is here."""

_KEPT = (
    *("caller_id", "reg_name", "reg_password", "concurrent_registrations", "presence_list"),
    *("presence_mobile_prefix", "agent_id", "enb_vm_pin", "vm_pin", "new_vm_notification"),
    *("vm_after_notification", "enb_all_reject_mode_for_endpoints", "dtmf_mode", "transport"),
    *("enb_qualify", "enb_t38_support", "enb_nat", "enb_srtp", "allow_reg_remotely"),
    *("disable_outb_call_outside_business_hours", "disable_international_call"),
    *("enb_internal_client", "linkus_mobile_codec", "enb_ice"),
)
"""What is kept as it came: no call depends on it."""

_NUMBERS = (
    *("concurrent_registrations", "enb_vm_pin", "enb_all_reject_mode_for_endpoints"),
    *("enb_qualify", "enb_t38_support", "enb_nat", "enb_srtp", "allow_reg_remotely"),
    *("disable_outb_call_outside_business_hours", "disable_international_call"),
    "enb_internal_client",
)

_CLIENTS = ("enb_mobile_client", "enb_desktop_client", "enb_web_client", "enb_pad_client")

_DEFAULTS: dict[str, object] = {
    "reg_password": "simulated-secret",
    "dtmf_mode": "rfc4733",
    "enb_nat": 1,
    "enb_qualify": 1,
    "enb_srtp": 0,
    "enb_t38_support": 0,
    "transport": "udp",
    "enb_vm_pin": 1,
    "vm_pin": "0000",
    "new_vm_notification": "no",
    "vm_after_notification": "no",
    "allow_reg_remotely": 0,
    "disable_international_call": 0,
    "disable_outb_call_outside_business_hours": 0,
    "enb_internal_client": 1,
    "enb_all_reject_mode_for_endpoints": 1,
    "linkus_mobile_codec": "g729",
    "enb_ice": "no",
}


def get_extension(exchange: Exchange, params: Params) -> JsonObject:
    """Answer one extension with its settings (l. 1927)."""
    entry = extension_by_id(exchange, params.integer("id"))
    return success(data=details(exchange, entry))


def query_extensions(exchange: Exchange, params: Params) -> JsonObject:
    """Answer several extensions by ``ids`` (l. 2386)."""
    wanted = params.ids("ids")
    return success(data=[details(exchange, extension_by_id(exchange, each)) for each in wanted])


def create_extension(exchange: Exchange, params: Params) -> JsonObject:
    """Make an extension (l. 3162)."""
    _need_data_rights(params)
    values, directory = dict(params.values), exchange.directory
    extension_rules.check(
        values, directory, creates=True, needs_organization=directory.has_departments
    )
    number = str(values["number"])
    _need_unique(exchange, values, Extension(0, number, ""), "create")
    entry = Extension(
        id=max((each.id for each in directory.extensions.values()), default=0) + 1,
        number=number,
        first_name="",
        devices=[Device(registered=False)],
        routes=(),
    )
    _apply(exchange, entry, values)
    entry.presence = str(values["presence_status"])
    directory.extensions[number] = entry
    exchange.emit(ExtensionEdited(number, "create"))
    return success(id=entry.id)


def update_extension(exchange: Exchange, params: Params) -> JsonObject:
    """Change what is given of an extension (l. 3695)."""
    entry = extension_by_id(exchange, params.integer("id"))
    _need_data_rights(params)
    values, directory = dict(params.values), exchange.directory
    extension_rules.check(
        values,
        directory,
        creates=False,
        needs_organization=directory.has_departments and params.settings.needs_organization,
    )
    _need_unique(exchange, values, entry, "update")
    _apply(exchange, entry, values)
    if "presence_status" in params:
        exchange.set_presence(entry.number, params.choice("presence_status", PRESENCES, ""))
    exchange.emit(ExtensionEdited(entry.number, "update"))
    return success()


def delete_extension(exchange: Exchange, params: Params) -> JsonObject:
    """Delete an extension (l. 3888)."""
    entry = extension_by_id(exchange, params.integer("id"))
    _need_data_rights(params)
    try:
        editing.remove_extension(exchange, entry.number)
    except WrongStateError as error:
        raise ApiError(70084) from error
    return success()


def details(exchange: Exchange, entry: Extension) -> JsonObject:
    """Return all that is to be told of an extension (l. 1960-2070)."""
    departments = exchange.directory.departments.values()
    kept = {**_DEFAULTS, **entry.settings}
    prefix = str(kept.pop("presence_mobile_prefix", ""))
    presences = kept.pop("presence_list", ())
    by_status = {each["status"]: each for each in presences} if isinstance(presences, list) else {}
    return {
        "id": entry.id,
        "first_name": entry.first_name,
        "last_name": entry.last_name,
        "email_addr": entry.email,
        "mobile_number": entry.mobile,
        "user_password": entry.user_password,
        "organization_list": [
            {"text": each.name, "value": str(each.id)}
            for each in departments
            if entry.id in each.members
        ]
        or None,
        "role_id": next(
            (key for key, name in extension_rules.ROLES.items() if name == entry.role), 0
        ),
        "caller_id": entry.number,
        "title": entry.title,
        "reg_name": entry.number,
        "concurrent_registrations": min(3, max(1, len(entry.devices))),
        "type": "SIP",
        "number": entry.number,
        "agent_id": entry.number,
        **kept,
        "enb_vm": int(entry.voicemail),
        "disable_outb_call": int(not entry.may_call_out),
        "outbound_route_permission": list(entry.routes) or None,
        **dict.fromkeys(_CLIENTS, kept["enb_internal_client"]),
        "presence_status": entry.presence,
        "presence_list": [
            {**_presence(each, entry, prefix), **by_status.get(each, {})} for each in PRESENCES
        ],
    }


def _presence(status: str, entry: Extension, prefix: str) -> JsonObject:
    """Return how a presence is set where nobody has set it (l. 2016)."""
    row: JsonObject = {"status": status}
    for forward in extension_rules.FORWARDS:
        always = forward.endswith("always_forward")
        on = status == "do_not_disturb" if always else entry.voicemail
        row |= {
            f"enb_{forward}": int(on),
            f"{forward}_dest": "ext_vm",
            f"{forward}_prefix": "",
            f"{forward}_value": "",
            f"{forward}_num": "",
        }
    mobile = {"enb_ring_mobile": 0, "mobile_prefix": prefix, "mobile_number": entry.mobile}
    return {**row, **mobile, "ring_timeout": 30}


def _apply(exchange: Exchange, entry: Extension, values: dict[str, Any]) -> None:
    """Set what is given, which has been looked at."""
    for name, attribute in _TEXTS.items():
        if values.get(name) is not None:
            setattr(entry, attribute, str(values[name]))
    given = {name: value for name, value in values.items() if value not in (None, "")}
    numbers = {name: int(given[name]) for name in _NUMBERS if name in given}
    texts = {name: values[name] for name in _KEPT if values.get(name) is not None}
    entry.settings |= {**{n: each for n, each in texts.items() if n not in _NUMBERS}, **numbers}
    if "role_id" in given:
        entry.role = extension_rules.ROLES[int(given["role_id"])]
    if "enb_vm" in given:
        entry.voicemail = str(given["enb_vm"]) == "1"
    if "disable_outb_call" in given:
        entry.may_call_out = str(given["disable_outb_call"]) == "0"
    if values.get("outbound_route_permission") is not None:
        entry.routes = tuple(dict.fromkeys(extension_rules.route_ids(values) or ()))
    if values.get("organization_list") is not None:
        wanted = extension_rules.department_ids(values) or ()
        editing.put_into_departments(exchange, entry, wanted)


def _need_unique(exchange: Exchange, values: dict[str, Any], entry: Extension, what: str) -> None:
    """Raise 40003 where somebody else has the number or the e-mail address."""
    directory, taken = exchange.directory, []
    number = entry.number
    if what == "create" and (number in directory.extensions or directory.is_service(number)):
        source = "extension" if number in directory.extensions else "service"
        taken.append(_taken("number", number, source, number))
    email = str(values.get("email_addr") or "").casefold()
    taken += [
        _taken("email_addr", str(values["email_addr"]), "extension", other.number)
        for other in directory.extensions.values()
        if email and other is not entry and other.email.casefold() == email
    ]
    if taken:
        message = f"Extension {what} fail for duplicate fields"
        raise ApiError(40003, duplicate=taken, submsg=message)


def _taken(field: str, value: str, source: str, name: str) -> JsonObject:
    return {
        "field": field,
        "value": value,
        "external_source": source,
        "external_source_name": name,
    }


def _need_data_rights(params: Params) -> None:
    if params.settings.pms and params.settings.pms_owns_data:
        raise ApiError(70525)
