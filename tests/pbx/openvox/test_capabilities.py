"""What an OpenVox UC can do, and where what is inferred stands."""

from __future__ import annotations

import importlib

import pytest

from ctiapp.model.abilities import whole
from ctiapp.pbx.openvox.capabilities import CAPABILITIES, INFERRED, NEEDED_BY


def test_nothing_is_lost_that_was_never_there() -> None:
    assert set(NEEDED_BY.values()) <= CAPABILITIES
    assert whole(CAPABILITIES) == CAPABILITIES


@pytest.mark.parametrize("place", sorted(set(INFERRED.values())))
def test_what_is_inferred_is_where_the_table_says(place: str) -> None:
    name = place.removeprefix("ctiapp.pbx.")
    parts = (name if name != place else f"openvox.{place}").split(".")
    module = None
    while parts and module is None:
        try:
            module = importlib.import_module(f"ctiapp.pbx.{'.'.join(parts)}")
        except ModuleNotFoundError:
            parts.pop()
    assert module is not None
    rest = place.removeprefix("ctiapp.pbx.").split(".")
    found: object = module
    for each in rest[rest.index(parts[-1]) + 1 :]:
        found = getattr(found, each)
