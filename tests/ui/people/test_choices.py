"""Size and order of the people, kept for the next time."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from ctiapp.settings import Settings
from ctiapp.ui.people.choices import keep_choices, kept_choices
from ctiapp.ui.people.roster import Order
from ctiapp.ui.people.tiles import TileSize
from tests.ui.fakes import World


@pytest.mark.parametrize("size", TileSize)
@pytest.mark.parametrize("order", Order)
def test_what_is_kept_is_found_again(size: TileSize, order: Order) -> None:
    """Beside what else is kept there."""
    preferences = World().preferences
    preferences.change(lambda s: s)
    keep_choices(preferences, size, order)
    assert kept_choices(preferences.settings) == (size, order)


@pytest.mark.parametrize("kept", ["", "tiles", "huge,upside down", "compact,", ",number,,"])
def test_whatever_else_stands_there_is_no_reason_to_fail(kept: str) -> None:
    settings = Settings(geometry=MappingProxyType({"people": kept, "window": "1,2"}))
    size, order = kept_choices(settings)
    assert size is (TileSize.COMPACT if kept.startswith("compact") else TileSize.TILES)
    assert order is Order.NAME
