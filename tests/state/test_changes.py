"""What a reader of the store is told: frozen facts in a closed union."""

from __future__ import annotations

from ctiapp.state import changes
from tests.model.facts import assert_closed, assert_frozen


def test_changes_are_frozen_and_their_union_is_closed() -> None:
    """Whoever matches on it meets everything that can change."""
    assert_frozen(changes)
    assert_closed(changes, changes.Change, changes.Lamp)


def test_a_lamp_that_was_not_told_is_dark_not_green() -> None:
    """None is "not told yet"."""
    assert changes.Lamp() == changes.Lamp(line=None, presence=None, registered=None)
