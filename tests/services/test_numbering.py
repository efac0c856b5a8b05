"""By which plan numbers are read: what is set, else what the PBX's own numbers suggest."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.number import Number
from ctiapp.model.numberplan import Block, NumberPlan, Rewrite
from ctiapp.model.planguess import Basis, Guess, Reason
from ctiapp.services.notices import Notices
from ctiapp.services.numbering import Numbering
from ctiapp.services.preferences import Preferences
from ctiapp.settings import Settings
from tests.model.said import inbound, mine
from tests.services.fakes import Keeper
from tests.state.desk import Told

if TYPE_CHECKING:
    from collections.abc import Callable

CHINESE = tuple(Number(f"+86592550330{each}") for each in range(6))


class Office(Told):
    """A PBX whose numbers are read."""

    def __init__(self) -> None:
        super().__init__()
        self.preferences = Preferences(Settings(), Keeper(), Notices())
        self.numbering = Numbering(self.store, self.preferences, settle_s=0.0)
        self.told: list[NumberPlan] = []
        self._new = asyncio.Event()
        self.numbering.subscribe(self._on_plan)

    def _on_plan(self, plan: NumberPlan) -> None:
        self.told.append(plan)
        self._new.set()

    async def until(self, holds: Callable[[NumberPlan], bool]) -> NumberPlan:
        while not holds(self.numbering.plan):
            self._new.clear()
            await self._new.wait()
        return self.numbering.plan

    def set(self, **members: object) -> None:
        self.preferences.change(lambda old: replace(old, **members))  # type: ignore[arg-type]


@pytest.fixture
async def office() -> Office:
    return Office()


async def test_what_is_set_holds_at_once(office: Office) -> None:
    office.set(
        country="DE",
        outside_prefix="0",
        number_rewrites=MappingProxyType({"+0": "+"}),
    )

    assert office.numbering.plan == NumberPlan("DE", "0", (Rewrite("+0", "+"),))
    assert office.told == [office.numbering.plan]


async def test_contacts_tell_the_country_where_none_is_set(office: Office) -> None:
    office.numbering.know([Number("2000"), Number("2050")], CHINESE)

    plan = await office.until(lambda plan: plan.country is not None)

    assert plan == NumberPlan("CN", "", (), (Block("2000", "2050"),))
    assert office.numbering.guess == Guess(
        "CN", Reason(Basis.CONTACT, 6, 6, "+865925503300"), "", None
    )


async def test_what_is_set_is_never_overruled_by_a_guess(office: Office) -> None:
    """The guess is there to be looked at all the same."""
    office.set(country="DE")

    office.numbering.know([], CHINESE)
    await office.until(lambda _: office.numbering.guess.country is not None)

    assert office.numbering.plan.country == "DE"
    assert office.preferences.settings.country == "DE"


async def test_a_guess_is_for_names_and_not_for_dialling(office: Office) -> None:
    office.numbering.know([], CHINESE)

    await office.until(lambda plan: plan.country == "CN")

    assert office.preferences.settings.dial_rules.country is None


async def test_the_number_that_a_caller_called_tells_the_country(office: Office) -> None:
    """The public number is the PBX's own."""
    office.said(inbound("ALERT", to="+865925503300"), mine("RING"))

    plan = await office.until(lambda plan: plan.country is not None)

    assert plan.country == "CN"
    assert office.numbering.guess.country_why == Reason(Basis.DID, 1, 1, "+865925503300")


async def test_the_numbers_by_which_the_user_greets_are_the_pbxs_own(office: Office) -> None:
    office.set(greetings=MappingProxyType({"6400": "Reception", "+86 592 5503300": "Hotel"}))

    plan = await office.until(lambda plan: plan.country is not None)

    assert plan.country == "CN"


async def test_what_stands_before_callers_numbers_is_learnt_from_them(office: Office) -> None:
    office.set(country="US")
    for each in range(4):
        office.said(
            inbound("ALERT", f"9206555010{each}"), mine("RING"), call_id=f"{each}", after_s=9
        )

    plan = await office.until(lambda plan: plan.outside_prefix != "")

    assert plan.outside_prefix == "9"


async def test_another_pbx_is_not_read_by_the_last_ones_plan(office: Office) -> None:
    office.numbering.know([Number("2000")], CHINESE)
    await office.until(lambda plan: plan.country is not None)

    office.numbering.forget()

    assert office.numbering.plan == NumberPlan()
    assert office.numbering.guess == Guess()


async def test_edits_while_it_guesses_are_not_lost(office: Office) -> None:
    """What comes while numbers are weighed is weighed at once after them."""
    office.numbering.know([], CHINESE)
    await asyncio.sleep(0)
    office.numbering.know([], [Number(f"+4989123456{each}") for each in range(8)])

    plan = await office.until(lambda plan: plan.country is not None)

    assert plan.country == "DE"


async def test_who_looks_away_is_not_told(office: Office) -> None:
    """A guess that was begun ends with the session."""
    office.numbering.know([], CHINESE)
    task = office.numbering._task
    assert task is not None

    office.numbering.stop()
    await asyncio.gather(task, return_exceptions=True)

    assert task.cancelled()
    assert office.numbering.plan == NumberPlan()


def test_settings_may_change_before_there_is_a_loop() -> None:
    told = Told()
    preferences = Preferences(Settings(), Keeper(), Notices())
    numbering = Numbering(told.store, preferences)

    preferences.change(lambda old: replace(old, country="DE"))

    assert numbering.plan.country == "DE"
