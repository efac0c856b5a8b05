"""Company contacts, departments and phonebooks of the demonstration company."""

from __future__ import annotations

import random
import unicodedata
from typing import TYPE_CHECKING

from ctiapp.simpbx.directory import Contact, Department, Phonebook
from ctiapp.simpbx.people import COLLEAGUES, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ctiapp.simpbx.directory import Extension

CONTACTS: tuple[tuple[str, str, str, str, tuple[tuple[str, str], ...]], ...] = (
    ("Joseph", "Goffin", "Ticketsales", "", (("business_number", "+49 30 901820-14"),)),
    (
        "Jay",
        "Prichett",
        "Closet Interiors Ltd",
        "VIP: ask for his booking first",
        (
            ("business_number", "001-5503308"),
            ("mobile_number", "+1 573 581 0000"),
            ("other_number", "001-5503301"),
        ),
    ),
    ("Phill", "Dunphy", "Modern Estate", "", (("business_number", "846321645"),)),
    ("Élodie", "Saint-Exupéry", "Fleurs & Fils", "", (("mobile_number", "+33 6 12 34 56 78"),)),
    ("伟", "张", "上海国际贸易有限公司", "", (("mobile_number", "+86 138 0000 1234"),)),
    ("Ольга", "Смирнова", "ООО «Северный ветер»", "", (("business_number", "+7 495 123-45-67"),)),
    ("عمر", "الفارسي", "شركة الخليج للسفر", "", (("mobile_number", "+971 50 123 4567"),)),
    ("Ελένη", "Γεωργίου", "Αιγαίο Ναυτιλιακή", "", (("business_number", "+30 21 0123 4567"),)),
    ("", "", "Taxi 4711", "", (("business_number", "030 4711"),)),
    (
        "",
        "",
        "Donaudampfschifffahrtsgesellschaft und Reisebüro Nachfolger GmbH & Co. KGaA",
        "Invoices to accounts only",
        (("business_number", "+43 1 5880 0"), ("business_fax", "+43 1 5880 99")),
    ),
    (
        "Pablo Diego José Francisco de Paula Juan Nepomuceno",
        "de los Remedios Cipriano de la Santísima Trinidad",
        "Galería Málaga",
        "",
        (("mobile_number", "+34 600 123 456"),),
    ),
    ("太郎", "鈴木", "鈴木商店", "", (("business_number", "+81 3-1234-5678"),)),
    ("Maeve", "O'Sullivan", "<b>Brackets</b> & Co", "", (("mobile_number", "+353 85 123 4567"),)),
    ("Ruth", "Achterberg", "City Laundry", "", (("business_number", "+49 30 55033-01"),)),
    ("Tom", "Achterberg", "City Laundry", "", (("business_number", "+49 30 55033-01"),)),
    ("민준", "김", "서울전자", "", (("mobile_number", "+82 10-1234-5678"),)),
    ("Anya", "", "", "", (("home_number", "5503302"), ("mobile_number2", "5503303"))),
)
"""Company contacts: given and family name, company, remark, numbers."""

FIRST_ID = 3
"""The id of the first contact, as in the handbook's examples."""

VENDORS, GUESTS = 5, 6
PHONEBOOKS = (
    Phonebook(3, "All Company Contacts_Phonebook", everybody=True),
    Phonebook(VENDORS, "Vendor"),
    Phonebook(GUESTS, "Stammgäste 常客"),
)
"""The phonebooks: everybody's is named as in the handbook's examples."""

TITLES = ("Front desk", "Sales", "Support", "Housekeeping", "Accounts", "Kitchen", "Technician")
"""What extensions are for, one after the other."""

_TREE: tuple[tuple[int, str, int, str], ...] = (
    (1, "Harbour Hotel", 0, ""),
    (2, "Guests", 1, ""),
    (3, "Front desk", 2, "Front desk"),
    (4, "客房部 Housekeeping", 2, "Housekeeping"),
    (5, "Kitchen & Bar", 2, "Kitchen"),
    (6, "Office", 1, ""),
    (7, "Sales", 6, "Sales"),
    (8, "Accounts", 6, "Accounts"),
    (9, "House", 1, ""),
    (10, "Support", 9, "Support"),
    (11, "Technik", 9, "Technician"),
    (12, "Night shift", 3, ""),
)
"""The departments: id, name, the one that each is part of, whose title is in it."""

_COMPANIES = (
    *("Nordwind Reisen GmbH", "Boulangerie du Port", "上海远洋旅行社", "Talleres Ibáñez S.L."),
    *("Čistírna Čermák", "Kowalski & Synowie", "Wäscherei Öhlmann", "Øresund Taxi ApS"),
    *("Studio Bianchi", "北京丝路会议服务有限公司", "Ó Briain Catering", "Åkermans Blommor"),
    *("", ""),
)
_COUNTRIES: tuple[tuple[str, str, int], ...] = (
    ("49", "30", 7),
    ("49", "171", 7),
    ("33", "6", 8),
    ("86", "138", 8),
    ("44", "20", 8),
    ("1", "573", 7),
    ("34", "91", 7),
    ("39", "06", 7),
    ("48", "22", 7),
    ("43", "1", 7),
)
_TRUNK_NOUGHT = ("49", "33", "86", "44", "43")
_KINDS = ("business_number", "mobile_number", "home_number", "business_number2", "other_number")
_SHARED_EVERY = 9
_SECOND_EVERY = 4


def departments(extensions: Iterable[Extension]) -> dict[int, Department]:
    """Return the departments with everybody in the one of their title."""
    made: dict[int, Department] = {}
    by_title = {title: identity for identity, _, _, title in _TREE if title}
    orders: dict[int, int] = {}
    for identity, name, parent, _ in _TREE:
        orders[parent] = orders.get(parent, 0) + 1
        made[identity] = Department(identity, name, parent, orders[parent])
    for extension in extensions:
        made[by_title[extension.title]].members.append(extension.id)
    return made


def company_contacts(count: int, *, seed: int) -> list[Contact]:
    """Make ``count`` contacts: the named ones first, which are always the same."""
    named = [
        Contact(
            id=index,
            first_name=given,
            last_name=family,
            company=company,
            email=f"contact{index}@partner.example" if given else "",
            remark=remark,
            numbers=held,
        )
        for index, (given, family, company, remark, held) in enumerate(
            CONTACTS[:count], start=FIRST_ID
        )
    ]
    return [*named, *_more(FIRST_ID + len(named), count - len(named), seed=seed)]


def _more(first_id: int, count: int, *, seed: int) -> Iterator[Contact]:
    """Make contacts beyond the named ones: several share a number, many have two."""
    rng = random.Random(f"contacts-{seed}")
    shared: tuple[str, str, int] | None = None
    # The first names are the colleagues', who call nobody from outside.
    known = len(COLLEAGUES)
    for index, (given, family) in enumerate(names(known + count, seed=seed + 1000)[known:]):
        if shared is None or index % _SHARED_EVERY:
            shared = _COUNTRIES[rng.randrange(len(_COUNTRIES))]
            digits = _number(shared, rng)
        held = [(_KINDS[index % 3], _spelt(shared, digits, rng))]
        if index % _SECOND_EVERY == 0:
            other = _COUNTRIES[rng.randrange(len(_COUNTRIES))]
            second = _spelt(other, _number(other, rng), rng)
            held.append((_KINDS[3 + index // _SECOND_EVERY % 2], second))
        identity = first_id + index
        local = unicodedata.normalize("NFKD", given).encode("ascii", "ignore").decode().lower()
        yield Contact(
            id=identity,
            first_name=given,
            last_name=family,
            company=_COMPANIES[rng.randrange(len(_COMPANIES))],
            email=f"{local or 'contact'}{identity}@partner.example",
            numbers=tuple(held),
            phonebooks=((), (VENDORS,), (GUESTS,), ())[index % 4],
        )


def as_sent(written: str) -> str:
    """Return a number as a network sends it, without the nought in brackets that nobody dials."""
    digits = "".join(char for char in written.replace("(0)", "") if char.isdigit())
    return f"+{digits}" if written.startswith("+") else digits


def voices(contacts: Iterable[Contact]) -> list[str]:
    """Return all numbers of contacts from which somebody may call, as they are sent."""
    return [
        as_sent(written)
        for contact in contacts
        for kind, written in contact.numbers
        if "fax" not in kind
    ]


def _number(area: tuple[str, str, int], rng: random.Random) -> str:
    """Make the last part of a number: no nought at its beginning."""
    return str(rng.randrange(10 ** (area[2] - 1), 10 ** area[2]))


def _spelt(area: tuple[str, str, int], digits: str, rng: random.Random) -> str:
    """Write a number as people do: ``+49``, ``0049``, ``0``, with and without blanks or strokes.

    Only where there is a trunk nought it is written, alone or in brackets.
    """
    country, prefix, _ = area
    head, tail = digits[:3], digits[3:]
    ways = [
        f"+{country} {prefix} {head} {tail}",
        f"+{country}{prefix}{digits}",
        f"00{country} {prefix} {digits}",
        f"00{country}{prefix}{digits}",
    ]
    if country in _TRUNK_NOUGHT:
        ways += [f"0{prefix}/{head}{tail}", f"+{country} (0){prefix} {head}-{tail}"]
    return rng.choice(ways)
