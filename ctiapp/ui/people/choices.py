"""How the people are shown as it was left the last time: their size, and their order."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.ui.people.roster import Order
from ctiapp.ui.people.tiles import TileSize

if TYPE_CHECKING:
    from ctiapp.services.preferences import Preferences
    from ctiapp.settings import Settings

_KEPT = "people"
"""Under which name both are kept among the sizes of windows."""


def kept_choices(settings: Settings) -> tuple[TileSize, Order]:
    """Size and order as they were left; whatever else stands there, tiles by name."""
    size, _, order = settings.geometry.get(_KEPT, "").partition(",")
    return (
        TileSize(size) if size in {each.value for each in TileSize} else TileSize.TILES,
        Order(order) if order in {each.value for each in Order} else Order.NAME,
    )


def keep_choices(preferences: Preferences, size: TileSize, order: Order) -> None:
    """Keep them for the next time."""
    kept = f"{size.value},{order.value}"
    preferences.change(lambda s: replace(s, geometry=MappingProxyType({**s.geometry, _KEPT: kept})))
