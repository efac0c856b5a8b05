"""What stands in the contacts' file of each kind of person, and what comes back out. Pure."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ctiapp.model.directory import (
    Contact,
    ContactNumber,
    Extension,
    Origin,
    PersonKey,
    Place,
    PlaceKind,
    person_key,
)
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.storage.book_schema import MOST_NUMBERS
from ctiapp.storage.book_text import RULES
from ctiapp.storage.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_TEXT = 4000
"""Characters that one field may have."""

MOBILE = "mobile"
NO_KIND = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One person, place or contact as it is written.

    Attributes:
        origin: who keeps it.
        ref: its number, or its id there; unique within the origin.
        name, company, department: what it is searched by.
        numbers: (kind, number), the first one first.
        more: all the rest, as JSON.
        mark: changes with any of this, and with the rules of searching.
    """

    origin: Origin
    ref: str
    name: str
    company: str
    department: str
    numbers: tuple[tuple[str, str], ...]
    more: str
    mark: int

    @staticmethod
    def of(
        origin: Origin,
        ref: str,
        name: str,
        company: str = "",
        department: str = "",
        *,
        numbers: Sequence[tuple[str, str]],
        more: dict[str, object],
    ) -> Row:
        """Take what came from elsewhere: bounded, and without what no file can hold."""
        searched = (name, company, department)
        name, company, department = (clean(each[:MOST_TEXT]) for each in searched)
        kept = tuple((clean(kind[:40]), clean(number)) for kind, number in numbers if number)
        rest = clean(json.dumps({key: value for key, value in more.items() if value is not None}))
        all_of_it = "\x1f".join(
            (str(RULES), name, company, department, rest, *(part for pair in kept for part in pair))
        )
        mark = zlib.crc32(all_of_it.encode())
        return Row(
            origin, clean(ref[:200]), name, company, department, kept[:MOST_NUMBERS], rest, mark
        )


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a number may be.

    Attributes:
        key: which entry of the directory.
        number: as the entry has it.
        name: whose it is.
        company: empty where there is none.
    """

    key: PersonKey
    number: Number
    name: str
    company: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One number of one person that was searched for.

    Attributes:
        key: which entry of the directory.
        origin: who keeps it.
        name, company, department: of the person.
        number: which of their numbers.
        kind: of the number, or the kind of the place.
        exact: whether the whole name, or the whole number, is what was typed.
    """

    key: PersonKey
    origin: Origin
    name: str
    company: str
    department: str
    number: Number
    kind: str
    exact: bool


def of_extension(extension: Extension, department: str = "") -> Row:
    """An extension; its mobile is a number of the same person.

    How its user and its phones are is not kept: at the next start that would be told of yesterday.
    """
    number = extension.number.text
    mobile = Number.of(extension.mobile).text if extension.mobile else ""
    more: dict[str, object] = {
        "id": extension.ext_id,
        "name": extension.name or None,
        "email": extension.email or None,
        "mobile": extension.mobile or None,
    }
    return Row.of(
        Origin.EXTENSION,
        number,
        extension.name or number,
        department=department,
        numbers=((NO_KIND, number), (MOBILE, mobile)),
        more=more,
    )


def of_place(place: Place) -> Row:
    """A queue, IVR, ring group or conference."""
    number = place.number.text
    numbers = ((place.kind.value, number),)
    return Row.of(Origin.PLACE, number, place.name, numbers=numbers, more={})


def of_contact(contact: Contact) -> Row:
    """A company contact, or one of the user's own."""
    more: dict[str, object] = {
        "email": contact.email or None,
        "remark": contact.remark[:MOST_TEXT] or None,
        "books": list(contact.phonebooks) or None,
        "first": contact.first_name or None,
        "last": contact.last_name or None,
        "uid": contact.uid or None,
    }
    return Row.of(
        Origin.OWN if contact.origin is Origin.OWN else Origin.COMPANY,
        contact.contact_id,
        contact.name,
        contact.company,
        contact.department,
        numbers=[(held.kind, held.number.text) for held in contact.numbers],
        more=more,
    )


def as_extension(ref: str, more: str) -> Extension:
    """An extension as it was written."""
    read: dict[str, Any] = json.loads(more)
    return Extension(
        ExtensionId(read.get("id", "")),
        Number(ref),
        read.get("name", ""),
        email=read.get("email", ""),
        mobile=read.get("mobile", ""),
    )


def as_place(ref: str, name: str, kind: str) -> Place:
    """A place as it was written."""
    return Place(PlaceKind(kind), Number(ref), name)


def as_contact(
    origin: Origin,
    ref: str,
    fields: tuple[str, str, str, str],
    numbers: Sequence[tuple[str, str]],
) -> Contact:
    """A contact as it was written; ``fields``: name, company, department, and all the rest.

    Extensions and places are shown in the same sheet, so they can be read as contacts, too.
    """
    name, company, department, more = fields
    read: dict[str, Any] = json.loads(more)
    return Contact(
        ref,
        name,
        company,
        read.get("email", ""),
        tuple(ContactNumber(kind, Number(number)) for kind, number in numbers),
        department,
        read.get("remark", ""),
        tuple(read.get("books", ())),
        origin,
        read.get("first", ""),
        read.get("last", ""),
        read.get("uid", ""),
    )


def key_of(origin: Origin, ref: str) -> PersonKey:
    """Names a row for the rest of the program."""
    return person_key(origin, ref)
