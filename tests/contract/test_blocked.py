"""A way that is closed to the events that a PBX posts: said, and believed until something comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.errors import EventsBlocked
from ctiapp.model.events import LinkState
from tests.contract.kinds import that
from tests.contract.office import OTHER

if TYPE_CHECKING:
    from tests.contract.office import Office

PATIENCE = (
    "ctiapp.pbx.cloud.client.AGAIN_S",
    "ctiapp.pbx.k2.streams.POSTED_S",
    "ctiapp.pbx.openvox.client.AGAIN_S",
)


class Clock:
    """Monotonic seconds that pass faster than they do."""

    now_s = 100.0

    def __call__(self) -> float:
        self.now_s += 1.0
        return self.now_s


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for long that does not come."""
    for name in PATIENCE:
        monkeypatch.setattr(name, 0.05)


@pytest.mark.usefixtures("hasty")
@that(lambda kind: kind.pushes)
async def test_nobody_is_online_until_something_comes(office: Office) -> None:
    """That the PBX answers does not show that it reaches this computer."""
    client = office.client(beat_s=0.02, clock=Clock())
    async with office.linked(client):
        office.do("cut")
        office.rings()
        await office.until(
            lambda: any(isinstance(one, EventsBlocked) for one in office.errors), "said"
        )
        office.states.clear()
        office.errors.clear()
        await office.until(lambda: office.states.count(LinkState.DOWN) >= 3, "tried again")
        assert LinkState.UP not in office.states
        assert all(isinstance(one, EventsBlocked) for one in office.errors)

        office.do("face", name="reachable", value=True)  # what waits is posted
        await office.until(lambda: LinkState.UP in office.states, "up")
        office.rings(OTHER)
        await office.until_phase(Phase.RINGING, OTHER)
        await office.until_true()
        assert office.log_ins == 1
