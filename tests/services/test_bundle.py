"""All services in one hand."""

from __future__ import annotations

import dataclasses

from ctiapp.services.bundle import Services


def test_the_hand_is_closed() -> None:
    """Nobody exchanges a service behind another's back; each has a name of its own."""
    names = [field.name for field in dataclasses.fields(Services)]
    assert "parking" in names
    assert Services.__dataclass_params__.frozen  # type: ignore[attr-defined]
