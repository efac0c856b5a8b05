"""The directory reads numbers by the plan, and the plan is guessed from what the directory has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.numberplan import NumberPlan
from ctiapp.pbx.interface import Account
from ctiapp.services.directory_numbers import PlanKeeper
from tests.model.said import ME
from tests.services.fakes import LEO, FakePbx, World, contact, extension, pages, place, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from ctiapp.model.number import Number


class Told:
    """Stands for the numbering, and writes down what it is told."""

    def __init__(self) -> None:
        self.plan = NumberPlan("DE")
        self.said: list[tuple[list[str], list[str]] | None] = []
        self.listener = lambda plan: None

    def subscribe(self, listener: object) -> None:
        self.listener = listener  # type: ignore[assignment]

    def know(self, internal: Iterable[Number], outside: Iterable[Number]) -> None:
        self.said.append(([each.text for each in internal], [each.text for each in outside]))

    def forget(self) -> None:
        self.said.append(None)


@pytest.fixture
async def told(world: World) -> AsyncIterator[Told]:
    """Joined to the directory of the world."""
    made = Told()
    PlanKeeper(world.directory, made)  # type: ignore[arg-type]
    yield made
    world.directory.detach()
    await settle()


async def test_the_plan_is_the_directorys(world: World, told: Told) -> None:
    """From the beginning, and with each change."""
    assert world.directory.plan == NumberPlan("DE")
    told.listener(NumberPlan("CN"))
    assert world.directory.plan == NumberPlan("CN")


async def test_what_is_loaded_is_what_is_guessed_from(world: World, told: Told) -> None:
    """Once for each load; signed out it is forgotten."""
    pbx = FakePbx(Account("p-series", "pbx", "client", ME))
    pbx.extension_pages = list(pages(extension("2001", "Ann Lee"), LEO))
    pbx.contact_pages = list(pages(contact("Joe Goffin", "+12354978652")))
    pbx.place_list = (place("6402", "Support"),)
    world.directory.attach(pbx, LEO)
    await settle()
    assert told.said[-1] == (["2001", "2000", "6402"], ["+12354978652"])
    count = len(told.said)
    world.directory.set_favourite(world.directory.search("ann", 1)[0].key, on=True)  # type: ignore[arg-type]
    await settle()
    assert len(told.said) == count
    world.directory.detach()
    await settle()
    assert told.said[-1] is None
