"""Requests, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.tally import Tally

if TYPE_CHECKING:
    from tests.simpbx.office import Client


def test_the_most_within_any_second() -> None:
    tally = Tally()
    for at_s, endpoint in ((0.0, "a"), (0.5, "a"), (0.9, "b"), (1.2, "a"), (9.0, "b")):
        tally.note(endpoint, at_s)
    assert tally.counts == {"a": 3, "b": 2}
    assert tally.peaks == {"a": 2, "b": 1}
    assert tally.peak == 3
    tally.clear()
    assert (tally.counts, tally.peaks, tally.peak) == ({}, {}, 0)


async def test_requests_are_counted_by_endpoint(client: Client) -> None:
    for _ in range(3):
        await client.get("queue/agent_status", id="2")
    seen = await client.control("requests", clear=True)
    assert seen["counts"] == {"get_token": 1, "queue/agent_status": 3}
    assert seen["peaks"]["queue/agent_status"] >= 1
    assert seen["peak"] <= 4
    assert (await client.control("requests"))["counts"] == {}
