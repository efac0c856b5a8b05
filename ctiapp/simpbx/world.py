"""The demonstration company: its extensions, lines, queues and contacts."""

from __future__ import annotations

import random

from ctiapp.simpbx.directory import (
    Agent,
    Conference,
    Device,
    Directory,
    Extension,
    Ivr,
    Queue,
    RingGroup,
    Trunk,
)
from ctiapp.simpbx.options import COMPANY_CONTACTS, USER_EXTENSION
from ctiapp.simpbx.outsiders import PHONEBOOKS, TITLES, company_contacts, departments
from ctiapp.simpbx.people import mailbox, names

SERIAL_NUMBER = "3631A2124042"

_FIRST_ID = 39
_FIRST_NUMBER = int(USER_EXTENSION)
_FOUR_DIGITS = 4000
_FIVE_DIGITS_FROM = 20_000
_LOBBY = "2011"
_PARKING_SLOTS = range(6001, 6021)
_ROLES = {0: "Operator", 1: "Administrator", 2: "Supervisor"}


def extension_number(index: int) -> str:
    """Return the number of the extension at ``index``: 2000 and on, five digits from 20000 on."""
    if index < _FOUR_DIGITS:
        return str(_FIRST_NUMBER + index)
    return str(_FIVE_DIGITS_FROM + index - _FOUR_DIGITS)


def build(size: int, *, seed: int, contacts: int = COMPANY_CONTACTS) -> Directory:
    """Make the company with ``size`` extensions, of which the first is the user's (2000)."""
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
    directory.departments = departments(directory.extensions.values())
    directory.phonebooks = {book.id: book for book in PHONEBOOKS}
    directory.set_contacts(company_contacts(contacts, seed=seed))
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
        title=TITLES[index % len(TITLES)],
        devices=[Device("Sip", address)],
    )
    if number == _LOBBY:
        extension.may_call_out = False
    elif index > len(_ROLES):
        extension.presence = rng.choices(
            ("available", "away", "lunch", "business_trip"), (90, 4, 4, 2)
        )[0]
    return extension
