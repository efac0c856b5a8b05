"""How far the PBX's clock is ahead is found once a sign-in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ctiapp.model.events import LinkState
from ctiapp.pbx.interface import SignedIn
from ctiapp.services.pbxclock import PbxClock
from tests.services.fakes import INFO, LEO, World


@pytest.mark.parametrize(
    ("ahead_s", "skew_s"), [(12, 12), (-540, -540), (3600 + 12, 12), (-5.5 * 3600 - 540, -540)]
)
async def test_another_zone_is_not_a_clock_that_is_off(
    world: World, ahead_s: float, skew_s: float
) -> None:
    pbx_clock = PbxClock(world.session, world.clock)
    await world.sign_in()
    assert (pbx_clock.skew_s, pbx_clock.compared_at) == (None, None)
    shows = world.clock().at.astimezone().replace(tzinfo=None) + timedelta(seconds=ahead_s)
    info = replace(INFO, system_time=shows)
    world.link.observer.on_signed_in(SignedIn(LEO, info, frozenset(), logged_in=True))
    assert pbx_clock.skew_s == pytest.approx(skew_s)
    assert pbx_clock.compared_at == world.clock().at
    pbx_clock.close()


async def test_the_clock_of_the_pbx_is_compared_once_a_sign_in(world: World) -> None:
    """It is 12 seconds ahead; later it is not guessed at by our own clock alone."""
    pbx_clock = PbxClock(world.session, world.clock)
    await world.sign_in()
    assert pbx_clock.ahead_s is None  # it does not say
    shows = world.clock().at.astimezone().replace(tzinfo=None) + timedelta(seconds=12)
    info = replace(INFO, system_time=shows)
    world.link.observer.on_signed_in(SignedIn(LEO, info, frozenset(), logged_in=True))
    assert pbx_clock.ahead_s == pytest.approx(12)
    await world.clock.pass_s(100)
    world.link.observer.on_link(LinkState.UP, None, retry=False)
    assert pbx_clock.ahead_s == pytest.approx(12)
    await world.session.sign_out()
    assert pbx_clock.ahead_s is None
    pbx_clock.close()
