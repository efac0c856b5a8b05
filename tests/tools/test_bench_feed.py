"""The frames that are fed: whole calls, each cycle with calls of its own."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from ctiapp.model.events import CallRecorded, CallReported
from ctiapp.pbx.p_series import wire
from ctiapp.tools.bench_feed import Batch, decode, make_batch


@pytest.fixture(scope="module")
def batch() -> Batch:
    return make_batch(600, extensions=20)


def calls_of(batch: Batch, cycle: int) -> tuple[set[str], set[str]]:
    """The calls that a cycle reports, and those that it ends."""
    reported, recorded = set(), set()
    for frame in batch.frames:
        for event in wire.parse(frame.text(cycle), pytest.fail):
            if isinstance(event, CallReported):
                reported.add(str(event.report.call_id))
            elif isinstance(event, CallRecorded):
                recorded.add(str(event.call_id))
    return reported, recorded


def test_every_call_that_begins_ends(batch: Batch) -> None:
    reported, recorded = calls_of(batch, 0)

    assert reported == recorded
    assert len(reported) == batch.calls
    assert len(batch.frames) >= 600


def test_each_cycle_has_calls_of_its_own(batch: Batch) -> None:
    first, _ = calls_of(batch, 1)
    second, _ = calls_of(batch, 11)

    assert len(first) == len(second)
    assert not first & second


def test_the_time_runs_on_from_cycle_to_cycle(batch: Batch) -> None:
    told = list(islice(batch.cycles(), 2 * len(batch.frames)))
    times = [at_s for at_s, _ in told]

    assert times == sorted(times)


def test_the_plain_loop_decodes_both_layers() -> None:
    assert decode('{"type": 30011, "msg": "{\\"call_id\\": \\"1\\"}"}') == {"call_id": "1"}
    assert decode(json.dumps({"type": 30025, "msg": {"a": 1}})) == {"a": 1}
