"""The demonstration company: its extensions, lines, queues and contacts."""

from __future__ import annotations

import random

from ctiapp.simpbx.directory import (
    Agent,
    Conference,
    Contact,
    Device,
    Directory,
    Extension,
    Ivr,
    Queue,
    RingGroup,
    Trunk,
)
from ctiapp.simpbx.options import USER_EXTENSION
from ctiapp.simpbx.people import mailbox, names

SERIAL_NUMBER = "3631A2124042"

_FIRST_ID = 39
_FIRST_NUMBER = int(USER_EXTENSION)
_FOUR_DIGITS = 4000
_FIVE_DIGITS_FROM = 20_000
_LOBBY = "2011"
_PARKING_SLOTS = range(6001, 6021)
_ROLES = {0: "Operator", 1: "Administrator", 2: "Supervisor"}
_TITLES = ("Front desk", "Sales", "Support", "Housekeeping", "Accounts", "Kitchen", "Technician")

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


def extension_number(index: int) -> str:
    """Return the number of the extension at ``index``: 2000 and on, five digits from 20000 on."""
    if index < _FOUR_DIGITS:
        return str(_FIRST_NUMBER + index)
    return str(_FIVE_DIGITS_FROM + index - _FOUR_DIGITS)


def build(size: int, *, seed: int) -> Directory:
    """Make the company with ``size`` extensions; the first is the user's (2000)."""
    rng = random.Random(seed)
    directory = Directory()
    for index, (given, family) in enumerate(names(size, seed=seed)):
        extension = _extension(index, given, family, rng)
        directory.extensions[extension.number] = extension
    directory.trunks = {
        "City-SIP": Trunk("City-SIP", ("+49305550100", "+49305550120"), 30, 1, "203.0.113.7:5060"),
        "Mobile-GW": Trunk("Mobile-GW", ("+491715550100",), 4, 1, "192.168.28.9:5060"),
    }
    numbers = list(directory.extensions)
    user, colleagues = numbers[0], numbers[1:8]
    manager, helpers = tuple(colleagues[:1]), [Agent(n, dynamic=True) for n in colleagues[1:3]]
    directory.queues = {
        queue.number: queue
        for queue in (
            Queue(1, "6400", "Reception", _agents([user, *colleagues[:2]]), manager),
            Queue(2, "6402", "Support", _agents([user, *colleagues[2:7]]), (user,)),
            Queue(3, "6405", "After hours", _agents(colleagues[:1]), (), "linear"),
            Queue(4, "6406", "Guest relations", [Agent(user), *helpers], manager, "ring_all"),
        )
    }
    directory.queues["6405"].agents.append(Agent(user, dynamic=True, logged_in=False))
    for number in colleagues[2:6]:
        directory.extensions[number].monitored = True
    desk = (user, *colleagues[:3])
    directory.ring_groups = {"6300": RingGroup(1, "6300", "Front desk", desk)}
    directory.ivrs = {"6200": Ivr(1, "6200", "Welcome menu", "6400")}
    directory.conferences = {
        "6500": Conference(1, "6500", "Morning meeting", user),
        "6501": Conference(2, "6501", "Große Runde"),
    }
    directory.parking_slots = tuple(str(number) for number in _PARKING_SLOTS)
    directory.contacts = [
        Contact(
            id=index,
            first_name=given,
            last_name=family,
            company=company,
            email=f"contact{index}@partner.example" if given else "",
            remark=remark,
            numbers=held,
        )
        for index, (given, family, company, remark, held) in enumerate(CONTACTS, start=3)
    ]
    return directory


def _agents(numbers: list[str]) -> list[Agent]:
    """Make agents: the first ones dynamic, every third static."""
    every = 3
    return [Agent(n, dynamic=index % every != every - 1) for index, n in enumerate(numbers)]


def _extension(index: int, given: str, family: str, rng: random.Random) -> Extension:
    number = extension_number(index)
    address = f"192.168.{28 + index // 200}.{index % 200 + 20}:5060"
    extension = Extension(
        id=_FIRST_ID + index,
        number=number,
        first_name=given,
        last_name=family,
        email=mailbox(given, family, number),
        mobile=f"+49 171 {5_550_000 + index}" if index % 3 == 0 else "",
        role=_ROLES.get(index, ""),
        title=_TITLES[index % len(_TITLES)],
        devices=[Device("Sip", address)],
    )
    if number == _LOBBY:
        extension.may_call_out = False
    elif index > len(_ROLES):
        extension.presence = rng.choices(
            ("available", "away", "lunch", "business_trip"), (90, 4, 4, 2)
        )[0]
    return extension
