"""Events are frozen facts in a closed union."""

from __future__ import annotations

from typing import get_args

from ctiapp.model import events
from tests.model.facts import assert_closed, assert_frozen, assert_words_differ


def test_events_are_frozen() -> None:
    """A replay tells the same story."""
    assert_frozen(events)
    assert_words_differ(events)


def test_the_union_is_closed() -> None:
    """Whoever matches on it meets everything that can be told, and nothing twice."""
    assert_closed(events, events.Event)
    assert not set(get_args(events.PbxEvent)) & set(get_args(events.OwnEvent))
