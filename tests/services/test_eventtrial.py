"""Trying whether the PBX's events reach this computer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import pytest

from ctiapp.model.errors import EventsBlocked, InvalidState, NotSupported
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.services.eventtrial import EventTrial

if TYPE_CHECKING:
    from ctiapp.services.session import Session


class Pbx:
    """A PBX that posts its events, and how a test of them ends."""

    def __init__(self, end: float | Exception = 0.2) -> None:
        self.posts_events = True
        self.end = end
        self.tried = 0
        self.gate: asyncio.Event | None = None

    async def try_events(self) -> float:
        self.tried += 1
        if self.gate is not None:
            await self.gate.wait()
        if isinstance(self.end, Exception):
            raise self.end
        return self.end


class Call:
    end: object = None


class Desk:
    """A session, as far as a trial looks at it."""

    def __init__(self, state: Connection = Connection.ONLINE) -> None:
        self.status = ConnectionStatus(state)
        self.pbx: Pbx | None = Pbx()
        self.calls: tuple[Call, ...] = ()
        self.retried = 0

    def picture(self) -> tuple[tuple[Call, ...], Any]:
        return self.calls, None

    def retry_now(self) -> None:
        self.retried += 1

    def trial(self) -> EventTrial:
        return EventTrial(cast("Session", self))


async def refused(trial: EventTrial) -> str:
    with pytest.raises((InvalidState, NotSupported)) as caught:
        await trial.run()
    return caught.value.key


async def test_it_tells_how_long_it_took() -> None:
    desk = Desk()
    trial = desk.trial()
    assert trial.offered
    assert await trial.run() == 0.2
    assert await trial.run() == 0.2
    assert desk.retried == 0


async def test_a_link_that_waits_is_told_that_the_way_is_open() -> None:
    desk = Desk(Connection.RECONNECTING)
    await desk.trial().run()
    assert desk.retried == 1


async def test_a_closed_way_is_raised_and_nothing_is_retried() -> None:
    desk = Desk(Connection.RECONNECTING)
    desk.pbx = Pbx(EventsBlocked("", address="192.168.5.20", port=8260))
    trial = desk.trial()
    with pytest.raises(EventsBlocked):
        await trial.run()
    assert desk.retried == 0
    with pytest.raises(EventsBlocked):
        await trial.run()  # it may be tried again


async def test_a_session_that_is_another_meanwhile_is_left_alone() -> None:
    desk = Desk(Connection.RECONNECTING)
    assert desk.pbx is not None
    desk.pbx.gate = gate = asyncio.Event()
    trying = asyncio.create_task(desk.trial().run())
    await asyncio.sleep(0)
    desk.pbx = Pbx()
    gate.set()
    await trying
    assert desk.retried == 0


async def test_one_at_a_time() -> None:
    desk = Desk()
    assert desk.pbx is not None
    desk.pbx.gate = asyncio.Event()
    trial = desk.trial()
    trying = asyncio.create_task(trial.run())
    await asyncio.sleep(0)
    assert await refused(trial) == "events.running"
    desk.pbx.gate.set()
    await trying
    assert desk.pbx.tried == 1


async def test_not_while_one_has_a_call() -> None:
    desk = Desk()
    over, live = Call(), Call()
    over.end = object()
    desk.calls = (over,)
    await desk.trial().run()
    desk.calls = (over, live)
    assert await refused(desk.trial()) == "events.busy"
    assert desk.pbx is not None
    assert desk.pbx.tried == 1


async def test_what_is_shown_of_an_old_picture_refuses_nothing() -> None:
    """The PBX is asked whether one has a call."""
    desk = Desk(Connection.RECONNECTING)
    desk.calls = (Call(),)
    assert await desk.trial().run() == 0.2


@pytest.mark.parametrize("state", [Connection.SIGNED_OUT, Connection.CONNECTING])
async def test_nobody_is_signed_in(state: Connection) -> None:
    desk = Desk(state)
    trial = desk.trial()
    assert not trial.offered
    assert await refused(trial) == "link.not_up"


async def test_a_pbx_that_posts_nothing() -> None:
    desk = Desk()
    assert desk.pbx is not None
    desk.pbx.posts_events = False
    trial = desk.trial()
    assert not trial.offered
    assert await refused(trial) == "events.not_posted"
