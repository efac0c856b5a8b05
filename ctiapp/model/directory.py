"""People and places that a PBX knows: extensions, company contacts, queues and the like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.number import Number


class Presence(Enum):
    """What an extension's user says of themselves (30009)."""

    AVAILABLE = "available"
    AWAY = "away"
    BUSINESS_TRIP = "business_trip"
    DO_NOT_DISTURB = "do_not_disturb"
    LUNCH = "lunch"
    OFF_WORK = "off_work"
    UNKNOWN = "unknown"


class LineState(Enum):
    """What an extension's phone does (30008)."""

    IDLE = "idle"
    RINGING = "ringing"
    BUSY = "busy"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension of the PBX.

    Attributes:
        ext_id: the PBX's internal id.
        number: the extension number.
        name: who sits there; empty where nobody is named.
        presence: as the list said it.
        email, mobile: as the PBX has them, empty where it has none.
        registered: whether a phone of it is registered; None where the list does not say.
    """

    ext_id: ExtensionId
    number: Number
    name: str
    presence: Presence = Presence.UNKNOWN
    email: str = ""
    mobile: str = ""
    registered: bool | None = None


class Origin(Enum):
    """Where somebody, or a place, is known from; the value is the first word of a `PersonKey`."""

    EXTENSION = "extension"
    COMPANY = "company"
    OWN = "own"
    PLACE = "place"


PersonKey = NewType("PersonKey", str)
"""Names one entry of the directory: ``extension:2001``, ``company:17``, ``own:5``, ``place:6402``.

Extensions and places go by number, since that is what is dialled and what events name; contacts by
the id of whoever keeps them.
"""


def person_key(origin: Origin, of: str) -> PersonKey:
    """Name an entry: ``of`` is its number, or a contact's id."""
    return PersonKey(f"{origin.value}:{of}")


def key_parts(key: PersonKey) -> tuple[Origin, str] | None:
    """Take a key apart; None where it names nothing that there can be."""
    word, _, of = key.partition(":")
    try:
        return (Origin(word), of) if of else None
    except ValueError:
        return None


_CJK = ("\u3040", "\ud7af")


def full_name(first: str, last: str) -> str:
    """Write a name as its bearer does: Chinese, Japanese and Korean put the family first."""
    if last and _CJK[0] <= last[0] <= _CJK[1]:
        return last + first
    return f"{first} {last}".strip()


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the company.

    Attributes:
        department_id: the PBX's internal id.
        name: as the PBX has it; not unique, two branches may each have their "Sales".
        parent_id: the department that it is part of; None where it is part of none.
        members: the internal ids of its extensions, those of its parts among them.
    """

    department_id: str
    name: str
    parent_id: str | None
    members: frozenset[ExtensionId]


@dataclass(frozen=True, slots=True)
class Phonebook:
    """A group of company contacts.

    Attributes:
        phonebook_id: the PBX's internal id.
        name: as the PBX has it.
        everybody: whether the PBX puts every company contact into it by itself.
    """

    phonebook_id: str
    name: str
    everybody: bool = False


CONTACT_KINDS = (
    *("business", "business2", "mobile", "mobile2", "home", "home2"),
    *("business_fax", "home_fax", "other"),
)
"""The kinds of numbers that a company contact can have, each of them once."""


@dataclass(frozen=True, slots=True)
class ContactNumber:
    """One number of a contact, with the PBX's word for its kind (one of `CONTACT_KINDS`)."""

    kind: str
    number: Number


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody outside: a company contact of the PBX, or one of the user's own.

    Attributes:
        contact_id: the PBX's id, or ours; empty for one that is still to be created.
        name: the whole name, as it is shown.
        company, email, remark: empty where there is none.
        numbers: at most one of each kind where the PBX keeps it.
        department: where they work; no PBX has that of a company contact.
        phonebooks: the names of the phonebooks that it is in.
        origin: who keeps it.
        first_name, last_name: the name's parts, where they are known: a P-Series' list tells only
            the whole, its ``company_contact/get`` only these.
        uid: what the source that one's own contact was imported from calls it, so that the next
            import of it finds it again; empty for all others.
    """

    contact_id: str
    name: str
    company: str = ""
    email: str = ""
    numbers: tuple[ContactNumber, ...] = ()
    department: str = ""
    remark: str = ""
    phonebooks: tuple[str, ...] = ()
    origin: Origin = Origin.COMPANY
    first_name: str = ""
    last_name: str = ""
    uid: str = ""


class PlaceKind(Enum):
    """What a number that is no person stands for."""

    QUEUE = "queue"
    IVR = "ivr"
    RING_GROUP = "ring_group"
    CONFERENCE = "conference"


@dataclass(frozen=True, slots=True)
class Place:
    """A queue, IVR, ring group or conference by its number and name."""

    kind: PlaceKind
    number: Number
    name: str


@dataclass(frozen=True, slots=True)
class PbxInfo:
    """Which PBX this is.

    Attributes:
        kind: the dialect's name, e.g. ``p-series``.
        url: its base address, without any token.
        sn: serial number; None where it is not told.
        firmware: firmware version; None where it is not told.
        system_time: what its clock showed as it was asked, in its own zone, which it does not tell;
            None where it does not say.
    """

    kind: str
    url: str
    sn: str | None = None
    firmware: str | None = None
    system_time: datetime | None = None
