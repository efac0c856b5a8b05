"""What the control API does to people: an administrator edits them, and past calls are written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.simpbx import editing
from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.directory import Contact
from ctiapp.simpbx.p_series.contacts import NUMBER_KINDS
from ctiapp.simpbx.p_series.settings import DATE_FORMATS
from ctiapp.simpbx.pastday import write_down

if TYPE_CHECKING:
    from ctiapp.simpbx.control_args import Args
    from ctiapp.simpbx.control_calls import Answer
    from ctiapp.simpbx.facts import CdrStatus
    from ctiapp.simpbx.server import RunningPbx

EXTENSION = ("extension", *editing.NAMES, "department", "remove")
DEPARTMENT = ("id", "name", "parent", "remove", "on", "shows_root")
CONTACT = (
    *("id", "first_name", "last_name", "company", "email", "remark"),
    *("numbers", "phonebooks", "remove"),
)
RECORD = ("from", "to", "ago_s", "status", "ring_s", "talk_s", "did", "trunk", "recorded")
RECORDING = ("file", "remove")
SETTINGS = ("edit_contacts", "date_format", "hours", "zone_min", "needs_organization")
"""What can be set of how records, contacts and extensions are answered."""

_STATUSES: tuple[CdrStatus, ...] = (
    *("answered", "no answer", "busy", "failed"),
    *("voicemail", "abandoned"),
)
_HOURS = (12, 24)


def extension(pbx: RunningPbx, args: Args) -> Answer:
    """Create an extension, change or delete it (30022); with a department: put it there (30006)."""
    exchange, number = pbx.exchange, args.text("extension")
    known = number in exchange.directory.extensions
    if args.flag("remove", default=False):
        if not known:
            message = f"no extension {number}"
            raise ControlError(message)
        editing.remove_extension(exchange, number)
        return {"extension": number}
    texts = {name: args.text(name) for name in editing.NAMES if name in args}
    if texts or not known:
        editing.put_extension(exchange, number, texts)
    if "department" in args:
        editing.move_extension(exchange, number, args.whole("department", 0))
    entry = exchange.directory.extensions[number]
    return {"extension": number, "id": entry.id, "name": entry.name}


def department(pbx: RunningPbx, args: Args) -> Answer:
    """Create a department, change or delete it (30006); or switch them on or off (30005)."""
    exchange = pbx.exchange
    directory = exchange.directory
    if "on" in args or "shows_root" in args:
        on = args.flag("on", directory.has_departments)
        shows_root = args.flag("shows_root", directory.shows_root)
        editing.switch_departments(exchange, on=on, shows_root=shows_root)
        return {"on": on, "shows_root": shows_root}
    wanted = args.whole("id", 0) if "id" in args else None
    if args.flag("remove", default=False):
        editing.remove_department(exchange, wanted or 0)
        return {"id": wanted}
    name = args.text("name") if "name" in args or wanted is None else None
    parent = args.whole("parent", 0) if "parent" in args else None
    entry = editing.put_department(exchange, wanted, name, parent)
    return {"id": entry.id, "name": entry.name, "parent": entry.parent_id, "order": entry.order}


def contact(pbx: RunningPbx, args: Args) -> Answer:
    """Create a company contact, change or delete it; no event tells of that."""
    exchange = pbx.exchange
    kept = Contact(0, "")
    if "id" in args:
        found = editing.find_contact(exchange, args.whole("id", 0))
        if found is None:
            message = f"no contact {args.whole('id', 0)}"
            raise ControlError(message)
        kept = found
        if args.flag("remove", default=False):
            editing.remove_contact(exchange, kept.id)
            return {"id": kept.id}
    edited = replace(
        kept,
        first_name=args.text("first_name", kept.first_name),
        last_name=args.text("last_name", kept.last_name),
        company=args.text("company", kept.company),
        email=args.text("email", kept.email),
        remark=args.text("remark", kept.remark),
    )
    if "numbers" in args:
        edited = replace(edited, numbers=_numbers(args.texts("numbers")))
    if "phonebooks" in args:
        edited = replace(edited, phonebooks=tuple(args.numbers("phonebooks")))
    edited = editing.put_contact(exchange, edited)
    return {"id": edited.id, "name": edited.name}


def record(pbx: RunningPbx, args: Args) -> Answer:
    """Write down a call of the past that there never was."""
    status = args.text("status", "answered")
    if status not in _STATUSES:
        message = f"no status {status!r}; valid: {', '.join(_STATUSES)}"
        raise ControlError(message)
    line = write_down(
        pbx.exchange,
        args.text("from", ""),
        args.text("to"),
        started_s=pbx.exchange.now_s - args.number("ago_s", 0.0),
        talk_s=args.whole("talk_s", 60 if status == "answered" else 0),
        ring_s=args.whole("ring_s", 5),
        status=next(each for each in _STATUSES if each == status),
        trunk=args.text("trunk", "City-SIP"),
        did=args.text("did", ""),
        recorded=args.flag("recorded", default=False),
    )
    return {"id": line.id, "recording": line.recording}


def recording(pbx: RunningPbx, args: Args) -> Answer:
    """Return the files of all recordings; delete one first, where that is wanted."""
    recordings = pbx.exchange.recordings
    if args.flag("remove", default=False):
        file = args.text("file")
        found = recordings.find(file=file)
        if found is None:
            message = f"no recording {file}"
            raise ControlError(message)
        recordings.remove(found)
    return {"files": [each.file for each in recordings.kept]}


def set_people(pbx: RunningPbx, args: Args) -> Answer:
    """Set what is given of `SETTINGS`; returns all of them."""
    api = pbx.api.settings
    api.edit_contacts = args.flag("edit_contacts", api.edit_contacts)
    date_format = args.text("date_format", api.date_format)
    if date_format not in DATE_FORMATS:
        message = f"no date_format {date_format!r}; valid: {', '.join(DATE_FORMATS)}"
        raise ControlError(message)
    hours = args.whole("hours", api.hours)
    if hours not in _HOURS:
        message = "hours must be 12 or 24"
        raise ControlError(message)
    api.date_format, api.hours = date_format, 12 if hours == _HOURS[0] else 24
    if "zone_min" in args:
        api.zone_min = args.whole("zone_min", 0)
    api.needs_organization = args.flag("needs_organization", api.needs_organization)
    return {name: getattr(api, name) for name in SETTINGS}


def _numbers(texts: list[str]) -> tuple[tuple[str, str], ...]:
    """Read ``mobile_number=+49 171 1``, one text each."""
    pairs = [text.partition("=") for text in texts]
    if not all(kind and number for kind, _, number in pairs):
        message = "numbers must be texts like mobile_number=+49 171 1"
        raise ControlError(message)
    unknown = [kind for kind, _, _ in pairs if kind not in NUMBER_KINDS]
    if unknown:
        message = f"no kind of number {unknown[0]!r}; valid: {', '.join(NUMBER_KINDS)}"
        raise ControlError(message)
    return tuple((kind, number) for kind, _, number in pairs)
