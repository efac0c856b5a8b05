"""The fact sheets that views, the command line and the pop read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.call import Phase
from ctiapp.services import cards as cards_module
from tests.model.facts import assert_frozen
from tests.model.said import inbound, mine
from tests.services.test_desk import Cards


@pytest.mark.parametrize("phase", Phase)
def test_a_pop_belongs_to_what_rings_or_is_offered(phase: Phase) -> None:
    """And to nothing else."""
    cards = Cards()
    cards.said(inbound("ALERT"), mine("RING"))
    card = replace(cards.card(), phase=phase)
    assert card.rings is (phase in (Phase.RINGING, Phase.OFFERED))


def test_cards_are_frozen() -> None:
    """A view may keep one."""
    assert_frozen(cards_module)
