"""What is here to stay is not looked at by the collector, and is freed all the same."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from ctiapp.services.longlived import settle

if TYPE_CHECKING:
    from collections.abc import Iterator


class Held:
    """Somebody who is loaded."""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


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
