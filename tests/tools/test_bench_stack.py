"""The headless application: from a frame to what a view would paint."""

from __future__ import annotations

from itertools import islice

import pytest

from ctiapp.model.events import LinkState
from ctiapp.tools.bench_feed import ME, Batch, make_batch
from ctiapp.tools.bench_stack import Stack, Wire


@pytest.fixture(scope="module")
def batch() -> Batch:
    return make_batch(600, extensions=20)


def test_a_share_of_the_calls_is_ones_own(batch: Batch) -> None:
    wire = Wire()
    seen = set()
    for at_s, frame in islice(batch.cycles(), len(batch.frames)):
        wire.feed(at_s, frame)
        seen |= {call.call_id for call in wire.store.calls}

    assert len(seen) == batch.own_calls
    assert 0.2 < batch.own_calls / batch.calls < 0.5
    assert wire.remarks == 0


def test_ended_calls_leave_as_time_passes(batch: Batch) -> None:
    wire = Wire()
    for at_s, frame in islice(batch.cycles(), len(batch.frames)):
        wire.feed(at_s, frame)
    wire.feed(at_s + 60.0, frame)

    assert wire.store.calls == ()


def test_it_is_live_and_makes_what_views_show(batch: Batch) -> None:
    stack = Stack()
    for at_s, frame in islice(batch.cycles(), len(batch.frames)):
        stack.feed(at_s, frame)

    assert stack.store.link is LinkState.UP
    assert stack.store.me is not None
    assert stack.store.me.text == ME
    assert stack.shown > batch.own_calls
