"""People and places that a PBX knows: extensions, company contacts, queues and the like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True)
class ContactNumber:
    """One number of a contact, with the PBX's word for its kind (``business``, ``mobile`` …)."""

    kind: str
    number: Number


@dataclass(frozen=True, slots=True)
class Contact:
    """A company contact."""

    contact_id: str
    name: str
    company: str = ""
    email: str = ""
    numbers: tuple[ContactNumber, ...] = ()


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
