"""Who stays in which room: check-in, check-out, and what the PBX was read to have afterwards.

A PBX keeps one name, one e-mail address and one mobile number for a room's extension; it knows
neither a second guest, nor a language, nor dates: those are kept here. What a receipt says was read
back from the PBX after it was commanded; a command that was taken is no proof. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.directory import full_name
from ctiapp.model.errors import UsageError
from ctiapp.model.folding import fold

if TYPE_CHECKING:
    from datetime import date, datetime

    from ctiapp.model.hotel import Alarm
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number

MAX_NAME = 63
"""Characters of a first or a last name that are sent. The tables of the P handbook name no limit
for names (l. 3178, 3711); the texts beside them that have one end there (l. 3186-3197). Should a
PBX take fewer, reading it back tells."""
MAX_GUESTS = 8
"""Guests of one room that are kept."""
MAX_TEXT = 120
"""Characters of a guest's name, an e-mail address or a mobile number that can be written."""
BETWEEN = " / "
"""What stands between several guests in the one name that a PBX has for a room."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MOBILE = re.compile(r"\+?[0-9 ().\-/]{3,40}")


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody stays in a room, or did, as this desk wrote it down.

    Attributes:
        stay_id: our id of it; 0 while it is not kept yet.
        room: the room's number.
        guests: their names as they were typed, one at least.
        name: what the PBX was to call the room for them; whether it still does is for the PBX to
            say (`fits`).
        language: which one they speak, as a code like ``de`` or ``zh``; empty: nobody said.
        arrival, departure: on which days, by the hotel's calendar; None: nobody said.
        email, mobile: of theirs; empty where there is none.
        by: who checked them in, by name or number.
        at: when, aware UTC.
        closed_by, closed_at: the same of their check-out; None while they stay.
    """

    stay_id: int
    room: Number
    guests: tuple[str, ...]
    name: str
    language: str = ""
    arrival: date | None = None
    departure: date | None = None
    email: str = ""
    mobile: str = ""
    by: str = ""
    at: datetime | None = None
    closed_by: str = ""
    closed_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether they have not been checked out."""
        return self.closed_at is None

    def fits(self, name: str) -> bool:
        """Whether the PBX, which calls the room so, means these guests."""
        return bool(name) and fold(name) == fold(self.name)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What is to be written for guests who arrive, or for those who are there (`again`).

    Attributes:
        room: the room's number.
        guests: their names, one at least; both of two are kept.
        language: as in `Stay`.
        outside: whether they may call outside.
        routes: ids of the ways out that they may take; None: all of them. Nothing counts where they
            may not call outside.
        arrival, departure: as in `Stay`.
        email, mobile: empty: none, and what is there is taken out.
        wake: a wake-up call to be set with it; None: none.
        again: those who are in the room already are meant, and what is written of them changes;
            else a room with other guests in it is refused.
        unsaid: of e-mail and mobile, those of which nothing was said: they stay with a guest of the
            same name. Of whoever was there before nothing stays.
    """

    room: Number
    guests: tuple[str, ...]
    language: str = ""
    outside: bool = False
    routes: frozenset[str] | None = None
    arrival: date | None = None
    departure: date | None = None
    email: str = ""
    mobile: str = ""
    wake: Alarm | None = None
    again: bool = False
    unsaid: frozenset[Item] = frozenset()


class Item(Enum):
    """One thing that check-in writes, or that check-out erases; in the order of a receipt."""

    NAME = "name"
    EMAIL = "email"
    MOBILE = "mobile"
    PASSWORD = "password"  # noqa: S105 - the thing, no secret
    PRESENCE = "presence"
    OUTSIDE = "outside"
    WAKE_UPS = "wake_ups"
    PLANNED = "planned"
    """Wake-up calls with a date that this desk keeps for the room."""
    VOICEMAIL = "voicemail"
    CALL_RECORDS = "call_records"
    """Erased by one page of the handbook (P l. 18507), not named by the other (l. 15549)."""
    STAY = "stay"
    """What this desk wrote down of the guests."""


class ItemState(Enum):
    """What is known of one thing after it was commanded."""

    DONE = "done"
    """It was read back, and is as it was wanted."""
    FAILED = "failed"
    """It was read back and is not so; or it was not commanded at all."""
    UNVERIFIED = "unverified"
    """Nothing tells: it cannot be read, or could not be read just now."""


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    """One line of a receipt.

    Attributes:
        what: which thing.
        wanted: what it was to be, as text; empty: nothing.
        found: what was read afterwards, as text; None where it was not, or cannot be, read.
        state: what is known of it.
        notice: why it is not done; None where it is.
    """

    what: Item
    wanted: str
    found: str | None
    state: ItemState
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What stands at the PBX after a check-in or a check-out.

    Attributes:
        room: whose.
        at: when it was read, aware UTC.
        by: who did it.
        items: one for each thing, in the order of `Item`.
        notice: what there is to say of the whole: why it was refused, or what to look after.
    """

    room: Number
    at: datetime
    by: str = ""
    items: tuple[ReceiptItem, ...] = ()
    notice: Notice | None = None

    @property
    def failed(self) -> tuple[ReceiptItem, ...]:
        """What is not as it was wanted."""
        return tuple(each for each in self.items if each.state is ItemState.FAILED)

    def of(self, what: Item) -> ReceiptItem | None:
        """The line of one thing; None where it is none of this receipt's."""
        return next((each for each in self.items if each.what is what), None)

    def state_of(self, what: Item) -> ItemState | None:
        """What is known of one thing; None where it is none of this receipt's."""
        found = self.of(what)
        return None if found is None else found.state


# -- names ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StationName:
    """A name as a PBX keeps it for an extension.

    Attributes:
        first, last: its two fields.
    """

    first: str
    last: str = ""

    @property
    def text(self) -> str:
        """As the PBX shows it."""
        return full_name(self.first, self.last)


def tidy(text: str) -> str:
    """What somebody typed, on one line and without what cannot be seen."""
    shown = (char if char.isprintable() else " " for char in text)
    return " ".join("".join(shown).split())


def station_name(guests: tuple[str, ...]) -> StationName:
    """Write guests as one name: all of them are kept.

    One guest's last word is the last name; a Chinese, Japanese or Korean name stays whole, since
    the PBX would turn its two parts round. Several stand beside each other in the first name, given
    names shortened to their first letters where it would be too long.

    Raises:
        UsageError: key ``checkin.no_guest``, or ``checkin.name_too_long``: not even then.
    """
    names = tuple(filter(None, map(tidy, guests)))
    if not names:
        raise UsageError("nobody is named", key="checkin.no_guest")
    if len(names) == 1:
        first, _, last = names[0].rpartition(" ")
        single = StationName(first, last) if first and not _turned(last) else StationName(names[0])
        if max(len(single.first), len(single.last)) <= MAX_NAME:
            return single
        raise UsageError("too long", key="checkin.name_too_long", most=MAX_NAME)
    for written in (names, tuple(map(_shortened, names))):
        if len(whole := BETWEEN.join(written)) <= MAX_NAME:
            return StationName(whole)
    raise UsageError("too long", key="checkin.name_too_long", most=MAX_NAME)


def guests_of(name: str) -> tuple[str, ...]:
    """Whom a room's name at the PBX names; nobody where it is empty."""
    return tuple(filter(None, (part.strip() for part in name.split(BETWEEN))))


def _turned(last: str) -> bool:
    """Whether a PBX puts such a last name before the first."""
    return full_name("a", last) != f"a {last}"


def _shortened(name: str) -> str:
    """With its given names as first letters: ``Anna Maria Li`` is ``A. M. Li``."""
    *given, last = name.split(" ")
    return " ".join([*(f"{word[0]}." for word in given), last])


def problems(wanted: CheckIn) -> dict[str, str]:
    """What cannot be written: name of the attribute of `CheckIn` -> message key."""
    found: dict[str, str] = {}
    try:
        station_name(wanted.guests)
    except UsageError as error:
        found["guests"] = error.key
    if len(wanted.guests) > MAX_GUESTS:
        found["guests"] = "checkin.too_many_guests"
    email, mobile = wanted.email.strip(), wanted.mobile.strip()
    if email and not (len(email) <= MAX_TEXT and _EMAIL.fullmatch(email)):
        found["email"] = "checkin.email"
    if mobile and not _MOBILE.fullmatch(mobile):
        found["mobile"] = "checkin.mobile"
    if wanted.outside and wanted.routes is not None and not wanted.routes:
        found["routes"] = "checkin.no_route"
    if wanted.arrival and wanted.departure and wanted.departure < wanted.arrival:
        found["departure"] = "checkin.departure"
    return found


# -- check-out -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing that check-out would erase.

    Attributes:
        what: which.
        stands: what is there now, as text; empty: nothing; None: the PBX does not tell.
    """

    what: Item
    stands: str | None


@dataclass(frozen=True, slots=True)
class CheckOutPreview:
    """What check-out would erase, as it was read.

    Attributes:
        room: whose.
        at: when it was read, aware UTC.
        name: what the PBX calls the room; empty where nobody is in it.
        guests: the same, each of them.
        stay: what this desk wrote down of them; None where that is nothing, or of others.
        items: one for each thing, in the order of `Item`.
        on_phone: whether the room is talking: it is refused until it has hung up.
        notice: what could not be read; None where all could.
    """

    room: Number
    at: datetime
    name: str
    guests: tuple[str, ...] = ()
    stay: Stay | None = None
    items: tuple[Standing, ...] = field(default=())
    on_phone: bool = False
    notice: Notice | None = None
