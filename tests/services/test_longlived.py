"""What is here to stay is not looked at by the collector, and is freed all the same."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from ctiapp.services.longlived import live_objects, settle
from tests.conftest import put_aside_what_stays

if TYPE_CHECKING:
    from collections.abc import Iterator


class Held:
    """Somebody who is loaded."""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    put_aside_what_stays()


def test_what_stays_is_looked_at_no_more() -> None:
    """And what comes later is."""
    held = Held()
    settle()
    later = Held()
    looked_at = gc.get_objects()
    assert not any(each is held for each in looked_at)
    assert any(each is later for each in looked_at)


def test_it_is_freed_when_nobody_holds_it() -> None:
    held = Held()
    gone = weakref.ref(held)
    settle()
    del held
    assert gone() is None


def test_what_was_put_aside_is_counted_all_the_same() -> None:
    gc.collect()
    before = live_objects()
    held = [Held() for _ in range(1000)]
    settle()
    assert live_objects() - before >= len(held)


def test_young_garbage_is_not_kept_for_ever() -> None:
    """A ring that nobody holds any more is found before the rest is put aside."""
    ring = Held()
    ring.itself = ring  # type: ignore[attr-defined]
    gone = weakref.ref(ring)
    del ring
    settle()
    assert gone() is None
