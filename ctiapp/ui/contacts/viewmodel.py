"""Contacts as they are shown and typed: lines of a list, the sheet, the form. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.directory import (
    CONTACT_KINDS,
    Contact,
    ContactNumber,
    Origin,
    PersonKey,
    full_name,
    person_key,
)
from ctiapp.model.number import display, parse_dialable
from ctiapp.services.contactrows import MAX_NAME, MAX_REMARK, is_email, problem_of_number
from ctiapp.ui import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """Which contacts a list shows.

    Attributes:
        origin: one's own, or the company's.
        phonebook: of the company's those in this phonebook; empty for all of them.
    """

    origin: Origin
    phonebook: str = ""

    @property
    def word(self) -> str:
        """What it is called."""
        if self.phonebook:
            return self.phonebook
        own = self.origin is Origin.OWN
        return words.word("contacts.own" if own else "contacts.company")


def scopes(phonebooks: Sequence[str]) -> tuple[Scope, ...]:
    """What one can choose from: one's own first, then the company's, then its phonebooks."""
    return (
        Scope(Origin.OWN),
        Scope(Origin.COMPANY),
        *(Scope(Origin.COMPANY, name) for name in phonebooks),
    )


def key_of(contact: Contact) -> PersonKey:
    """Names a contact for the rest of the program."""
    return person_key(contact.origin, contact.contact_id)


def label_of(contact: Contact) -> str:
    """By what somebody is called where nobody is named: their company, else their number."""
    return contact.name or contact.company or first_number(contact)


def first_number(contact: Contact) -> str:
    """The number that stands in a line, as people write it; empty where there is none."""
    return display(contact.numbers[0].number) if contact.numbers else ""


def several_text(ways: Sequence[ContactNumber]) -> str:
    """What the first of several numbers is, and of how many it is the first."""
    return words.word("contacts.several", kind=kind_word(ways[0].kind), count=len(ways))


def spoken(contact: Contact, ways: Sequence[ContactNumber] = ()) -> str:
    """A line for assistive readers; ``ways``: their numbers in the order in which they count."""
    number = display(ways[0].number) if ways else first_number(contact)
    if contact.company and contact.name:
        said = words.word(
            "contacts.spoken", name=contact.name, company=contact.company, number=number
        )
    else:
        said = words.word("contacts.spoken_plain", name=label_of(contact), number=number)
    if len(ways) < 2:
        return said
    kind = kind_word(ways[0].kind)
    return words.word("contacts.spoken_several", said=said, kind=kind, count=len(ways))


def age_text(as_of: datetime | None, now: datetime) -> str:
    """How old the company's list is, in the words of a clock and a calendar."""
    if as_of is None:
        return words.word("contacts.as_of_never")
    here, today = as_of.astimezone(), now.astimezone()
    time = words.clock_time(as_of)
    if here.date() == today.date():
        return words.word("contacts.as_of", time=time)
    return words.word("contacts.as_of_day", day=here.date().isoformat(), time=time)


def empty_text(scope: Scope, *, filtered: bool) -> str:
    """What stands where nobody is."""
    if filtered:
        return words.word("contacts.empty_filter")
    own = scope.origin is Origin.OWN
    return words.word("contacts.empty_own" if own else "contacts.empty_company")


# --- the sheet -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sharer:
    """One of several who have a number.

    Attributes:
        key: who.
        name: as the directory has it.
        chosen: whether the user said that it is this one.
    """

    key: PersonKey
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """All that the sheet shows of somebody.

    Attributes:
        key: who.
        contact: what is known of them, whoever keeps it.
        favourite: whether the user keeps them at the top.
        note: what the user noted of them.
        shared: the numbers that others have as well, with all who have them.
        as_of: how old that is; None where it is not known or does not age.
        editable: whether they can be changed and deleted.
    """

    key: PersonKey
    contact: Contact
    favourite: bool = False
    note: str = ""
    shared: tuple[tuple[ContactNumber, tuple[Sharer, ...]], ...] = ()
    as_of: datetime | None = None
    editable: bool = False


_FROM = {
    Origin.OWN: "contacts.from_own",
    Origin.COMPANY: "contacts.from_company",
    Origin.EXTENSION: "contacts.from_extension",
    Origin.PLACE: "contacts.from_place",
}


def kind_word(kind: str) -> str:
    """What a number is called by its kind; a plain telephone number where that says nothing."""
    return words.word(f"contacts.{kind}" if kind in CONTACT_KINDS else "contacts.phone")


def origin_text(person: Person, now: datetime) -> str:
    """Who keeps it, and of when it is."""
    said = words.word(_FROM[person.contact.origin])
    if person.contact.origin is Origin.OWN or person.as_of is None:
        return said
    return f"{said} · {age_text(person.as_of, now)}"


# --- the form ------------------------------------------------------------------------------------


class Wrong(Enum):
    """What is wrong with a field of the form."""

    NAME = "name"
    FIRST = "first"
    NUMBER = "number"
    DIAL = "dial"
    EMAIL = "email"
    LONG = "long"

    @property
    def sentence(self) -> str:
        """What is wrong, and what to do."""
        return words.word(f"contacts.wrong.{self.value}")


TEXT_FIELDS = ("first_name", "last_name", "company", "department", "email", "remark")


@dataclass(frozen=True, slots=True)
class Form:
    """What is typed.

    Attributes:
        origin: who shall keep it.
        texts: by `TEXT_FIELDS`.
        numbers: by their kind (`CONTACT_KINDS`), as typed.
        before: what is edited; None for somebody new.
    """

    origin: Origin
    texts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    before: Contact | None = None

    @staticmethod
    def of(contact: Contact) -> Form:
        """A form filled with what is known of somebody."""
        first, last = contact.first_name, contact.last_name
        if not first and not last and contact.name != contact.company:
            first, last = halves(contact.name)
        texts = {
            "first_name": first,
            "last_name": last,
            "company": contact.company,
            "department": contact.department,
            "email": contact.email,
            "remark": contact.remark,
        }
        numbers = {each.kind: each.number.text for each in contact.numbers}
        return Form(contact.origin, texts, numbers, contact if contact.contact_id else None)

    @staticmethod
    def unknown(number: str, name: str = "", origin: Origin = Origin.OWN) -> Form:
        """A form for the caller of a call whom nobody knows: the number is there already."""
        first, last = halves(name)
        mobile = number.startswith(("+861", "1")) and len(number.removeprefix("+86")) == 11
        kind = "mobile" if mobile else "business"
        return Form(origin, {"first_name": first, "last_name": last}, {kind: number})

    def problems(self) -> dict[str, Wrong]:
        """What is wrong, by the name of the field; empty where it can be saved."""
        found: dict[str, Wrong] = {}
        text = {name: value.strip() for name, value in self.texts.items()}
        named = text.get("first_name") or text.get("last_name")
        if self.origin is Origin.COMPANY and not text.get("first_name"):
            found["first_name"] = Wrong.FIRST
        elif not named and not text.get("company"):
            found["first_name"] = Wrong.NAME
        for name, value in text.items():
            if len(value) > (MAX_REMARK if name == "remark" else MAX_NAME):
                found[name] = Wrong.LONG
        if text.get("email") and not is_email(text["email"]):
            found.setdefault("email", Wrong.EMAIL)
        typed = {kind: value for kind, value in self.numbers.items() if value.strip()}
        for kind, value in typed.items():
            problem = problem_of_number(value)
            if problem is not None:
                found[kind] = Wrong.LONG if problem == "dial.too_long" else Wrong.DIAL
        if not typed:
            found["business"] = Wrong.NUMBER
        return found

    def contact(self) -> Contact:
        """Who that is; only where there are no `problems`.

        What the form does not show (a phonebook, the id of an import) stays as it was, and so does,
        to the letter, what nobody touched: a blank at its end is no change.
        """
        was = {} if self.before is None else Form.of(self.before).texts
        text = {
            name: was[name] if _untouched(value, was.get(name)) else value.strip()
            for name, value in ((name, self.texts.get(name, "")) for name in TEXT_FIELDS)
        }
        name = full_name(text["first_name"], text["last_name"]) or text["company"]
        made = Contact("", name, origin=self.origin) if self.before is None else self.before
        before = {each.kind: each for each in made.numbers}
        typed = {
            kind: before[kind]
            if kind in before and before[kind].number.text == value
            else ContactNumber(kind, parse_dialable(value))
            for kind, value in self.numbers.items()
            if value.strip()
        }
        odd = tuple(each for kind, each in before.items() if kind not in CONTACT_KINDS)
        return replace(
            made,
            name=name,
            first_name=text["first_name"],
            last_name=text["last_name"],
            company=text["company"],
            department=text["department"],
            email=text["email"],
            remark=text["remark"],
            numbers=(*(typed[kind] for kind in CONTACT_KINDS if kind in typed), *odd),
        )

    def onto(self, fresh: Form) -> Form:
        """What was typed here, over what is known by now: all that nobody typed is as it is there.

        Args:
            fresh: the form as it would be begun now.
        """
        if self.before is None or fresh.before is None:
            return self
        was = Form.of(self.before)

        def typed(
            here: dict[str, str], then: dict[str, str], now: dict[str, str]
        ) -> dict[str, str]:
            names = dict.fromkeys((*now, *here))
            return {
                name: now.get(name, "")
                if _untouched(here.get(name, ""), then.get(name, ""))
                else here.get(name, "")
                for name in names
            }

        texts = typed(self.texts, was.texts, fresh.texts)
        return replace(fresh, texts=texts, numbers=typed(self.numbers, was.numbers, fresh.numbers))

    def as_own(self) -> Form:
        """The same as a contact of one's own, where the PBX refused it."""
        return replace(self, origin=Origin.OWN, before=None)


def _untouched(value: str, was: str | None) -> bool:
    """Whether a field says what it was given; it has its own ends of lines."""
    return was is not None and (value == was or value.splitlines() == was.splitlines())


def halves(name: str) -> tuple[str, str]:
    """First and last name of a whole one: the last word is the last name, as far as one can say."""
    words_of = name.split()
    if len(words_of) < 2:
        return name.strip(), ""
    return " ".join(words_of[:-1]), words_of[-1]
