"""What the settings of an extension may be (P handbook, l. 3176-3325 and l. 3709-3840).

Every wrong field is named in one answer; where the handbook is silent, its order is the table's. A
rule that an edit does not repeat (the range of ``ring_timeout``) holds for it as well. Inferred: a
text has at most 1,000 characters; a number may come as a text; forwarding is looked at only where
its destination is given; a route, a department or a role that is none is wrong, the last one with
an error of its own (60101).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ctiapp.simpbx.directory import PRESENCES
from ctiapp.simpbx.p_series.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.simpbx.directory import Directory
    from ctiapp.simpbx.p_series.errors import JsonObject

ROLES = {1: "Administrator", 2: "Supervisor", 3: "Operator"}
"""The roles of users, by id."""

MANDATORY = (
    *("type", "user_password", "number", "reg_name", "reg_password"),
    *("concurrent_registrations", "presence_status"),
)
"""What a new extension cannot be without, in the order of the table."""

FORWARDS = tuple(
    f"{side}_{when}_forward" for side in ("in", "ex") for when in ("always", "no_answer", "busy")
)
"""The forwardings of a presence, as their fields are called: internal calls, then external ones."""

_DESTINATIONS = (
    *("extension", "ext_vm", "ivr", "ring_group", "queue", "group_vm"),
    *("mobile_number", "external_num", "play_greeting", "end_call"),
)
_NEED_VALUE = ("play_greeting", "extension", "ivr", "ring_group", "queue", "group_vm")
_GREETINGS = range(1, 6)
_RINGS_S = range(5, 301)
_MAX_TEXT = 1000
_SWITCH = ("0", "1")

Problems = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of some words or numbers."""

    of: tuple[str, ...]

    def __call__(self, value: object) -> bool:
        return _text(value) in self.of


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A text of a certain look."""

    look: str

    def __call__(self, value: object) -> bool:
        text = _text(value)
        return text is not None and re.fullmatch(self.look, text, re.DOTALL) is not None


def _plain(value: object) -> bool:
    return _text(value) is not None


def _password(value: object) -> bool:
    """Whether a password has a digit, both kinds of letters, and 10 to 63 characters (l. 3186)."""
    text = _text(value) or ""
    kinds = (str.isdigit, str.isupper, str.islower)
    return 10 <= len(text) <= 63 and all(any(map(kind, text)) for kind in kinds)


_RULES: dict[str, Callable[[object], bool]] = {
    "type": _Choice(("SIP",)),
    "first_name": _plain,
    "last_name": _plain,
    "email_addr": _plain,
    "mobile_number": _plain,
    "user_password": _password,
    "title": _plain,
    "number": _Pattern("[0-9]{1,7}"),
    "caller_id": _Pattern(r"[0-9A-Za-z().\-+*# ]{0,31}"),
    "reg_name": _Pattern(".{1,63}"),
    "reg_password": _Pattern(".{8,63}"),
    "concurrent_registrations": _Choice(("1", "2", "3")),
    "presence_status": _Choice(PRESENCES),
    "presence_mobile_prefix": _plain,
    "agent_id": _plain,
    "enb_vm": _Choice(_SWITCH),
    "enb_vm_pin": _Choice(_SWITCH),
    "vm_pin": _plain,
    "new_vm_notification": _Choice(("no", "with_attach", "without_attach")),
    "vm_after_notification": _Choice(("no", "mark_read", "delete")),
    "enb_all_reject_mode_for_endpoints": _Choice(_SWITCH),
    "dtmf_mode": _Choice(("rfc4733", "info", "inband", "auto")),
    "transport": _Choice(("udp", "tcp", "tls")),
    "enb_qualify": _Choice(_SWITCH),
    "enb_t38_support": _Choice(_SWITCH),
    "enb_nat": _Choice(_SWITCH),
    "enb_srtp": _Choice(_SWITCH),
    "allow_reg_remotely": _Choice(_SWITCH),
    "disable_outb_call": _Choice(_SWITCH),
    "disable_outb_call_outside_business_hours": _Choice(_SWITCH),
    "disable_international_call": _Choice(_SWITCH),
    "enb_internal_client": _Choice(_SWITCH),
    "linkus_mobile_codec": _Choice(("ulaw", "alaw", "ilbc", "g722", "g729", "opus")),
    "enb_ice": _Choice(("yes", "no")),
}
"""What each field may be, by itself."""

_BLANK_IS_FINE = (
    *("first_name", "last_name", "email_addr", "mobile_number", "title", "caller_id"),
    *("presence_mobile_prefix", "agent_id", "vm_pin"),
)


def check(
    values: Mapping[str, Any], directory: Directory, *, creates: bool, needs_organization: bool
) -> None:
    """Look at the settings of an extension that is created or edited.

    Raises 40002 with every field that is missing or wrong, 60101 for a role that is none.
    """
    problems = [_missing(each) for each in MANDATORY if creates and values.get(each) in (None, "")]
    if needs_organization and not values.get("organization_list"):
        problems.append(_missing("organization_list"))
    rules = {name: fine for name, fine in _RULES.items() if creates or name != "number"}
    problems += [
        _wrong(name, values[name])
        for name, fine in rules.items()
        if _is_given(values, name, creates=creates) and not fine(values[name])
    ]
    told = values.get("new_vm_notification", "with_attach")
    if values.get("vm_after_notification") == "delete" and told != "with_attach":
        problems.append(_wrong("vm_after_notification", "delete"))
    known = {
        "outbound_route_permission": (route_ids, {r.id for r in directory.outbound_routes}),
        "organization_list": (department_ids, set(directory.departments)),
    }
    for name, (read, ids) in known.items():
        wanted = read(values)
        if wanted is None or set(wanted) - ids:
            problems.append(_wrong(name, values.get(name)))
    problems += _presence_problems(values.get("presence_list"), creates=creates)
    if problems:
        raise ApiError(40002, invalid=problems)
    role = values.get("role_id")
    if role not in (None, "") and _text(role) not in {str(each) for each in ROLES}:
        raise ApiError(60101)


def _is_given(values: Mapping[str, Any], name: str, *, creates: bool) -> bool:
    """Whether there is something to look at: a blank has been looked at, or empties a text."""
    value = values.get(name)
    return value is not None and (value != "" or not (creates or name in _BLANK_IS_FINE))


def route_ids(values: Mapping[str, Any]) -> list[int] | None:
    """Return the ids of ``outbound_route_permission``; None where it is no list of ids.

    A text with commas is taken as well: the table says to separate them by commas (l. 3234).
    """
    given = values.get("outbound_route_permission")
    if given in (None, ""):
        return []
    return _ids(given.split(",") if isinstance(given, str) else given)


def department_ids(values: Mapping[str, Any]) -> list[int] | None:
    """Return the ids of ``organization_list``; None where it is no list of ``{"value": id}``."""
    given = values.get("organization_list")
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        return None
    return _ids([each.get("value") for each in given])


def _presence_problems(given: object, *, creates: bool) -> Problems:
    """Return what is wrong with ``presence_list`` (l. 3253-3325)."""
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        return [_wrong("presence_list", given)]
    return [problem for each in given for problem in _item_problems(each, creates=creates)]


def _item_problems(item: Mapping[str, Any], *, creates: bool) -> Problems:
    """Return what is wrong with a presence: it needs its status, and how long it rings."""
    problems: Problems = []
    if item.get("status") in (None, ""):
        problems.append(_missing("status"))
    elif item["status"] not in PRESENCES:
        problems.append(_wrong("status", item["status"]))
    switches = ("enb_ring_mobile", *(f"enb_{forward}" for forward in FORWARDS))
    problems += [
        _wrong(name, item[name])
        for name in switches
        if name in item and _text(item[name]) not in _SWITCH
    ]
    for forward in FORWARDS:
        problems += _forward_problems(item, forward)
    if item.get("ring_timeout") not in (None, ""):
        if _number(item["ring_timeout"]) not in _RINGS_S:
            problems.append(_wrong("ring_timeout", item["ring_timeout"]))
    elif creates:
        problems.append(_missing("ring_timeout"))
    return problems


def _forward_problems(item: Mapping[str, Any], forward: str) -> Problems:
    """Return what is wrong with a forwarding (l. 3257-3325): some destinations want a value."""
    kind = item.get(f"{forward}_dest")
    if kind in (None, ""):
        return []
    if kind not in _DESTINATIONS:
        return [_wrong(f"{forward}_dest", kind)]
    problems: Problems = []
    if kind in _NEED_VALUE and item.get(f"{forward}_value") in (None, ""):
        problems.append(_missing(f"{forward}_value"))
    prefix = item.get(f"{forward}_prefix")
    if kind == "play_greeting" and prefix not in (None, "") and _number(prefix) not in _GREETINGS:
        problems.append(_wrong(f"{forward}_prefix", prefix))
    return problems


def _text(value: object) -> str | None:
    """Return a text or a whole number as a text; None for what is neither, or could not be sent."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value)
    broken = any("\ud800" <= char <= "\udfff" for char in text[:_MAX_TEXT])
    return None if broken or len(text) > _MAX_TEXT else text


def _number(value: object) -> int | None:
    text = _text(value)
    return int(text) if text is not None and text.isascii() and text.isdigit() else None


def _ids(given: object) -> list[int] | None:
    if not isinstance(given, list):
        return None
    numbers = [_number(each.strip() if isinstance(each, str) else each) for each in given]
    return None if None in numbers else [each for each in numbers if each is not None]


def _missing(name: str) -> JsonObject:
    return {"field": name, "validation_type": "required"}


def _wrong(name: str, value: object) -> JsonObject:
    """Name a wrong field; what is no text is shown as it came, cut where it is long."""
    shown = value if isinstance(value, str | int) else str(value)
    return {"field": name, "value": shown[:_MAX_TEXT] if isinstance(shown, str) else shown}
