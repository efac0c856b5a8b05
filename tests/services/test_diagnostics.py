"""How the application does: the link's history, latencies, token, clock, counts; all bounded."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import LinkLost
from ctiapp.model.events import LinkState
from ctiapp.services.connection import Connection
from ctiapp.services.diagnostics import MOVES_KEPT, Diagnostics, Latencies, latencies_of
from ctiapp.services.pbxclock import PbxClock
from ctiapp.services.screenpop import PopupStatus
from tests.model.said import inbound, mine

if TYPE_CHECKING:
    from tests.services.fakes import World


@pytest.fixture
async def watching(world: World) -> Diagnostics:
    """Listening from the start."""
    return Diagnostics(world.session, world.desk, world.clock, PbxClock(world.session, world.clock))


def test_percentiles_are_values_that_were_measured() -> None:
    """The nearest rank; none without a value."""
    assert latencies_of(Counter()) == Latencies()
    assert latencies_of(Counter({7.5: 1})) == Latencies(1, 7.5, 7.5, 7.5)
    hundred = Counter({float(value): 1 for value in range(1, 101)})
    assert latencies_of(hundred) == Latencies(100, 50.0, 95.0, 99.0)


async def test_every_move_of_the_link_is_told_with_its_reason(
    world: World, watching: Diagnostics
) -> None:
    """The steps of one try are one move."""
    await world.sign_in()
    world.link.down(LinkLost("gone", code="1006"))
    world.link.observer.on_link(LinkState.UP, None, retry=False)

    moves = watching.health().moves
    assert [(move.state, move.reason, move.code) for move in moves] == [
        (Connection.SIGNED_OUT, None, None),
        (Connection.CONNECTING, None, None),
        (Connection.ONLINE, None, None),
        (Connection.RECONNECTING, "error.link_lost", "1006"),
        (Connection.ONLINE, None, None),
    ]


async def test_a_link_that_falls_all_night_fills_no_memory(
    world: World, watching: Diagnostics
) -> None:
    """The newest moves are kept."""
    await world.sign_in()
    for _ in range(MOVES_KEPT):
        world.link.down(LinkLost("gone"))
        world.link.observer.on_link(LinkState.UP, None, retry=False)
    assert len(watching.health().moves) == MOVES_KEPT


async def test_the_latencies_are_those_of_today(world: World, watching: Diagnostics) -> None:
    """Each measured pop once; tomorrow begins anew."""
    popups = world.desk._tell_popup
    popups(PopupStatus(visible=True, latency_ms=4.0))
    popups(PopupStatus(visible=False, latency_ms=4.0))
    popups(PopupStatus(visible=True, latency_ms=9.0))
    assert watching.health().latencies == Latencies(2, 4.0, 9.0, 9.0)

    await world.clock.pass_s(86_400)
    assert watching.health().latencies == Latencies()


async def test_the_token_has_an_age_and_an_end_and_never_shows(
    world: World, watching: Diagnostics
) -> None:
    """Signed out there is none."""
    assert watching.health().token_age_s is None
    await world.sign_in()
    before = watching.health()
    await world.clock.pass_s(60)
    after = watching.health()
    assert after.token_age_s is not None
    assert before.token_ends_s is not None
    assert after.token_age_s == pytest.approx(60, abs=0.1)
    assert after.token_ends_s == pytest.approx(before.token_ends_s - 60, abs=0.1)
    assert "access-1" not in repr(after)
    await world.session.sign_out()
    assert (watching.health().token_age_s, watching.health().token_ends_s) == (None, None)


async def test_events_and_repairs_are_counted(world: World, watching: Diagnostics) -> None:
    """By their kind; a call that only a look found is a repair."""
    await world.sign_in()
    world.link.told(inbound("ALERT"), mine("RING"))
    world.link.told(inbound("ALERT"), mine("RING"))
    assert dict(watching.health().events)["CallReported"] == 2
    assert watching.health().repairs == 0
    world.pbx.calls = ()
    await asyncio.sleep(70)
    assert watching.health().repairs == 1


async def test_closed_it_hears_nothing_more(world: World, watching: Diagnostics) -> None:
    """Nobody leaks a listener."""
    watching.close()
    await world.sign_in()
    assert len(watching.health().moves) == 1
