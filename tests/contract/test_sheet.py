"""What each kind can do: by its handbook, by its client, and by what is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.abilities import NEEDS, whole
from ctiapp.model.commands import Capability, Verb
from ctiapp.model.errors import NotSupported
from ctiapp.pbx import registry
from ctiapp.pbx.interface import Account
from ctiapp.simpbx import options
from tests.contract.kinds import CLIENTS, KINDS, RUNS_ON, able
from tests.contract.office import ME

if TYPE_CHECKING:
    from tests.contract.office import Office

FAMILIES = [kind.family for kind in KINDS]


def test_every_capability_has_its_line() -> None:
    assert set(RUNS_ON) == set(Capability)
    assert {name for kinds in RUNS_ON.values() for name in kinds} == {kind.name for kind in KINDS}


def test_the_contract_is_about_every_kind_that_can_be_signed_in_to() -> None:
    assert set(registry.KINDS) == set(FAMILIES) == set(CLIENTS)
    assert set(options.KINDS) == set(FAMILIES)


@pytest.mark.parametrize("family", registry.KINDS)
def test_the_registry_makes_the_client_that_is_tested_here(family: str) -> None:
    account = Account(family, "https://pbx.example.com", "client", ME)
    assert type(registry.create(account)) is CLIENTS[family]


@able()
async def test_a_client_can_do_what_its_handbook_says_and_no_more(office: Office) -> None:
    await office.new()
    by_the_sheet = {one for one, kinds in RUNS_ON.items() if office.kind.name in kinds}

    assert office.signed_in is not None
    assert office.signed_in.capabilities == by_the_sheet
    assert office.capabilities == whole(by_the_sheet) == by_the_sheet


@able()
async def test_what_it_cannot_do_is_refused_before_anything_is_sent(office: Office) -> None:
    """Each verb, in the midst of a talk in which the others could be done."""
    async with office.linked():
        await office.talk()
        asked = len(office.pbx.face.requests)
        lacking = [verb for verb in Verb if not NEEDS[verb] <= office.capabilities]
        for verb in lacking:
            with pytest.raises(NotSupported):
                office.calls.refuse_unable(verb)

        assert len(office.pbx.face.requests) == asked
