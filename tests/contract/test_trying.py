"""The way for events, tried on demand: one's own phone rings for a moment, no call is shown."""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.commands import Dial
from ctiapp.model.errors import EventsBlocked, InvalidState, NotSupported
from ctiapp.model.events import CallRecorded, CallReported, LinkState
from ctiapp.pbx.interface import Credentials
from tests.contract.kinds import that
from tests.contract.office import CALLER, COLLEAGUE, ME, OTHER
from tests.contract.test_blocked import PATIENCE, Clock

if TYPE_CHECKING:
    from ctiapp.pbx.interface import Pbx
    from tests.contract.office import Office

posts = that(lambda kind: kind.pushes)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for long that does not come."""
    for name in PATIENCE:
        monkeypatch.setattr(name, 0.05)
    monkeypatch.setattr("ctiapp.pbx.eventtest.LATE_S", 1.0)
    monkeypatch.setattr("ctiapp.pbx.eventtest.LOOK_S", 0.02)
    monkeypatch.setattr("ctiapp.pbx.eventtest.AGAIN_S", 0.02)


def dialled(office: Office) -> int:
    """How often the PBX was told to dial."""
    return sum(len(office.asked(each)) for each in ("call/dial", "extension/dial_extension"))


def is_idle(office: Office) -> bool:
    """Whether there is no call at the PBX, and one's own phone rests."""
    return not office.pbx.exchange.calls and office.pbx.exchange.state_of(ME.text) == "idle"


async def rung(office: Office, client: Pbx) -> asyncio.Task[float]:
    """A test whose ring is heard."""
    trying = asyncio.create_task(client.try_events())
    await office.until(lambda: office.pbx.exchange.state_of(ME.text) == "ringing", "ringing")
    return trying


async def blocked(trying: asyncio.Task[float]) -> EventsBlocked:
    """What a test says of a way that is closed."""
    with pytest.raises(EventsBlocked) as caught:
        await trying
    return caught.value


@posts
async def test_an_open_way_is_told_and_nobody_sees_a_call(office: Office) -> None:
    async with office.linked() as client:
        assert client.posts_events
        took_s = await client.try_events()

        assert 0 <= took_s < 1.0
        assert is_idle(office)
        assert dialled(office) == 1
        office.rings(OTHER)  # whatever was posted of the test came before this
        await office.until_phase(Phase.RINGING, OTHER)
        assert len(office.store.calls) == 1
        shown = [one for one in office.events if isinstance(one, CallReported)]
        assert all(any(leg.number.text == OTHER for leg in one.report.legs) for one in shown)
        assert not [one for one in office.events if isinstance(one, CallRecorded)]
        assert set(office.states) == {LinkState.OPENING, LinkState.SYNCING, LinkState.UP}


@posts
async def test_a_closed_way_is_said_until_a_test_finds_it_open(office: Office) -> None:
    async with office.linked() as client:
        office.do("cut")
        error = await blocked(await rung(office, client))

        assert error.key == "error.events_blocked"
        assert error.params["address"] == "127.0.0.1"
        assert error.params["port"] != 0
        assert is_idle(office)
        await office.until(lambda: LinkState.DOWN in office.states, "down")
        office.states.clear()
        await office.until(lambda: office.states.count(LinkState.DOWN) >= 2, "tried again")
        assert LinkState.UP not in office.states
        assert all(isinstance(one, EventsBlocked) for one in office.errors)

        office.do("face", name="reachable", value=True)
        assert await client.try_events() < 1.0
        await office.until(lambda: LinkState.UP in office.states, "up")
        assert is_idle(office)
        assert not office.store.calls
        assert office.log_ins == 1


@posts
async def test_a_handset_that_is_lifted_meanwhile_calls_nobody(office: Office) -> None:
    async with office.linked() as client:
        office.do("cut")
        trying = await rung(office, client)
        office.do("pickup", extension=ME.text)  # it calls itself, and is busy
        with pytest.raises((EventsBlocked, InvalidState)):
            await trying
        assert is_idle(office)


@posts
async def test_a_caller_who_comes_meanwhile_is_left_alone(office: Office) -> None:
    async with office.linked() as client:
        office.do("cut")
        trying = await rung(office, client)
        call_id = office.rings(CALLER)
        await blocked(trying)
        assert call_id in office.pbx.exchange.calls


@posts
async def test_who_has_a_call_is_not_rung(office: Office) -> None:
    async with office.linked() as client:
        await office.talk()
        with pytest.raises(InvalidState) as caught:
            await client.try_events()
        assert caught.value.key == "events.busy"
        assert dialled(office) == 0
        assert office.call.phase is Phase.TALKING


@posts
async def test_a_call_whose_end_nobody_posted_is_in_no_test_s_way(office: Office) -> None:
    client = office.client(beat_s=0.02, clock=Clock())
    async with office.linked(client):
        office.do("cut")
        call_id = office.rings(CALLER)
        assert (await client.snapshot()).calls  # it is known without a report
        await office.until(lambda: LinkState.DOWN in office.states, "down")
        office.do("caller_hangup", call_id=call_id)
        assert is_idle(office)
        await blocked(await rung(office, client))
        assert is_idle(office)


@posts
async def test_a_colleague_who_calls_meanwhile_is_left_alone(office: Office) -> None:
    async with office.linked() as client:
        office.do("cut")
        trying = await rung(office, client)
        call_id = office.do("dial", extension=COLLEAGUE.text, number=ME.text)["call_id"]
        await blocked(trying)
        assert call_id in office.pbx.exchange.calls


@posts
async def test_a_call_that_one_dials_is_not_taken_for_a_ring_that_was_missed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office.linked() as client:
        trial = client._trial  # type: ignore[attr-defined]  # each dialect that is posted to has it
        monkeypatch.setattr(trial, "_learns", True)
        monkeypatch.setattr(trial, "_owed_s", math.inf)
        await client.execute(Dial(ME, COLLEAGUE))
        await office.until(lambda: bool(office.store.calls), "shown")


@posts
async def test_only_one_test_goes_on(office: Office) -> None:
    async with office.linked() as client:
        office.do("cut")
        trying = await rung(office, client)
        with pytest.raises(InvalidState) as caught:
            await client.try_events()
        assert caught.value.key == "events.running"
        await blocked(trying)
        assert dialled(office) == 1


@posts
async def test_who_signs_out_meanwhile_leaves_no_ring(office: Office) -> None:
    client = office.client()
    await client.sign_in(Credentials(office.secret))
    office.do("cut")
    trying = await rung(office, client)
    await client.close(revoke=True)
    assert is_idle(office)
    with pytest.raises(Exception, match="closed"):
        await trying


@posts
async def test_who_waits_no_longer_leaves_no_ring(office: Office) -> None:
    async with office.linked() as client:
        office.do("cut")
        trying = await rung(office, client)
        trying.cancel()
        await asyncio.wait({trying})
        assert is_idle(office)


@that(lambda kind: not kind.pushes)
async def test_a_way_that_we_open_ourselves_needs_no_test(office: Office) -> None:
    async with office.linked() as client:
        assert not client.posts_events
        with pytest.raises(NotSupported):
            await client.try_events()
        assert dialled(office) == 0
