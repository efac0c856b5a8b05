"""What the next shift has to know, gathered at one moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.call import Moment, Phase
from ctiapp.model.commands import Capability
from ctiapp.model.directory import Department, Extension, Origin, Presence, person_key
from ctiapp.model.history import Fate, PastCall
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.services.handover import Handovers


def extension(number: str, name: str, presence: Presence = Presence.AVAILABLE) -> Extension:
    return Extension(ExtensionId(f"id{number}"), Number(number), name, presence)


ME = extension("2000", "Me", Presence.LUNCH)
ANN = extension("2001", "ann", Presence.AWAY)
BOB = extension("2002", "Bob")
CAT = extension("2003", "Cat", Presence.OFF_WORK)
DAN = extension("2004", "Dan", Presence.DO_NOT_DISTURB)


class Office:
    """A desk with colleagues, calls and queues as the test puts them."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 15, tzinfo=UTC)
        self.told: dict[Number, Presence] = {}
        self.asked: list[datetime] = []
        self.calls: list[PastCall] = []
        self.offered = set(EVERY_CAPABILITY)
        self.queues: list[Any] = []
        self.directory: Any = SimpleNamespace(
            extensions=(DAN, CAT, BOB, ANN, ME), departments=(), favourites=()
        )
        self.desk: Any = SimpleNamespace(cards=())
        parts: Any = SimpleNamespace(
            session=SimpleNamespace(status=SimpleNamespace(me=ME, offered=self.offered)),
            parking=SimpleNamespace(parked=("slot",)),
            agents=SimpleNamespace(picture=SimpleNamespace(queues=self.queues)),
            followups=SimpleNamespace(people=("somebody",)),
            history=self,
        )
        self.handovers = Handovers(
            **vars(parts),
            clock=lambda: Moment(5.0, self.now),
            desk=self.desk,
            directory=self.directory,
            presence=self.told.get,
        )

    async def since(self, at: datetime) -> tuple[PastCall, ...]:
        self.asked.append(at)
        return tuple(reversed(self.calls))

    async def away(self) -> list[str]:
        return [one.name for one, _ in (await self.handovers.gather()).away]


async def test_whether_anything_can_be_parked_is_told() -> None:
    office = Office()
    assert (await office.handovers.gather()).parks
    office.offered.remove(Capability.PARK)
    assert not (await office.handovers.gather()).parks


async def test_the_day_begins_at_midnight_here() -> None:
    office = Office()
    noted = PastCall("1", office.now, Number("7"), "", None, True, Fate.ANSWERED, note="call back")
    later = PastCall("2", office.now + timedelta(1), None, "", None, True, Fate.MISSED, note="x")
    office.calls = [noted, later, PastCall("3", office.now, None, "", None, True, Fate.MISSED)]
    facts = await office.handovers.gather()

    (since,) = office.asked
    assert since.tzinfo is not None
    local = office.now.astimezone()
    assert (since.hour, since.minute, since.date()) == (0, 0, local.date())
    assert facts.notes == (noted, later), "the oldest first"
    assert (facts.day.answered, facts.day.missed) == (1, 2)
    assert (facts.me, facts.parked, facts.open) == (ME, ("slot",), ("somebody",))


async def test_only_what_is_held_here_waits() -> None:
    office = Office()
    held, ended = (SimpleNamespace(phase=Phase.HELD, end=end) for end in (None, "over"))
    talk = SimpleNamespace(phase=Phase.TALKING, end=None)
    office.desk.cards = (held, ended, talk)

    assert (await office.handovers.gather()).held == (held,)


async def test_everybody_where_one_has_to_do_with_nobody() -> None:
    assert await Office().away() == ["ann", "Cat", "Dan"]


@pytest.mark.parametrize(
    ("departments", "favourites", "fellow", "names"),
    [
        ([("all", "2000 2001 2002 2003 2004"), ("mine", "2000 2001")], [], None, ["ann"]),
        ([], ["2003"], None, ["Cat"]),
        ([], [], "2004", ["Dan"]),
        ([("mine", "2000 2001")], ["2003"], "2002", ["ann", "Cat"]),
    ],
)
async def test_those_one_has_to_do_with(
    departments: list[tuple[str, str]],
    favourites: list[str],
    fellow: str | None,
    names: list[str],
) -> None:
    office = Office()
    office.directory.departments = tuple(
        Department(name, name, None, frozenset(ExtensionId(f"id{n}") for n in members.split()))
        for name, members in departments
    )
    office.directory.favourites = tuple(person_key(Origin.EXTENSION, n) for n in favourites)
    if fellow is not None:
        agent = SimpleNamespace(number=Number(fellow))
        office.queues.append(SimpleNamespace(me=object(), managed=False, agents=(agent,)))
        office.queues.append(
            SimpleNamespace(me=None, managed=False, agents=(SimpleNamespace(number=ANN.number),))
        )

    assert await office.away() == names


async def test_what_was_told_since_counts() -> None:
    office = Office()
    office.told = {ANN.number: Presence.AVAILABLE, BOB.number: Presence.BUSINESS_TRIP}
    office.handovers._presence = office.told.get

    assert await office.away() == ["Bob", "Cat", "Dan"]
