"""Ended calls leave the screen; nothing is done while there are none."""

from __future__ import annotations

import asyncio

from ctiapp.model import events
from ctiapp.services.sweep import EVERY_S, Sweep
from ctiapp.state.store import ENDED_SHOWN_S, Store
from tests.model.said import ME, inbound, mine, report
from tests.services.fakes import Clock


def swept() -> tuple[Store, Sweep, Clock]:
    """A store with its sweep."""
    clock = Clock()
    store = Store()
    store.reset(ME, clock())
    return store, Sweep(store, clock), clock


def rests(sweep: Sweep) -> bool:
    """Whether no timer runs."""
    return sweep._handle is None


async def test_an_ended_call_goes_after_its_time() -> None:
    """Each in its own time; living ones stay."""
    store, sweep, clock = swept()
    for number in range(3):
        call_id = f"{number}.1"
        ring = report(inbound("ALERT"), mine("RING"), call_id=call_id)
        store.apply(events.CallReported(ring), clock())
        if number:
            gone = report(inbound("BYE"), mine("RING"), call_id=call_id)
            store.apply(events.CallReported(gone), clock())
        await clock.pass_s(4)
    await clock.pass_s(ENDED_SHOWN_S - 8 + EVERY_S)
    assert [call.call_id for call in store.calls] == ["0.1", "2.1"]
    await clock.pass_s(4)
    assert [call.call_id for call in store.calls] == ["0.1"]
    sweep.stop()


async def test_it_rests_while_nothing_has_ended() -> None:
    """An idle application does not wake up."""
    store, sweep, clock = swept()
    ring = report(inbound("ALERT"), mine("RING"))
    store.apply(events.CallReported(ring), clock())
    assert rests(sweep)
    store.apply(events.CallReported(report(inbound("BYE"))), clock())
    assert not rests(sweep)
    await clock.pass_s(ENDED_SHOWN_S + 1)
    assert rests(sweep)
    assert store.calls == ()
    sweep.stop()


async def test_stopped_it_sweeps_no_more() -> None:
    """Whatever was waiting."""
    store, sweep, clock = swept()
    store.apply(events.CallReported(report(inbound("ALERT"), mine("RING"))), clock())
    store.apply(events.CallReported(report(inbound("BYE"))), clock())
    sweep.stop()
    await asyncio.sleep(ENDED_SHOWN_S * 2)
    assert len(store.calls) == 1
    sweep.stop()
