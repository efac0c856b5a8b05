"""One command for agents on its way (what each verb sends and shows: ``test_agents``)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import AgentVerb
from ctiapp.model.errors import CommandError, InvalidState, LinkTimeout, OutcomeUnknown
from ctiapp.model.events import LinkState
from ctiapp.model.ids import QueueId
from ctiapp.services.agentcommander import LAST_S, AgentCommander
from ctiapp.services.commander import Outcome
from ctiapp.services.polling import AHEAD
from tests.model.said import ME
from tests.services.agenting import SUPPORT, Agency, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.pbx.interface import Pbx


@pytest.fixture
async def agency(time_flies: None) -> AsyncIterator[Agency]:
    """Signed in; a commander of the test's own beside the service."""
    made = await Agency().begin()
    yield made
    await made.end()


def commander(agency: Agency) -> AgentCommander:
    """It speaks to the same PBX."""
    made = AgentCommander(agency.store, agency.clock, confirm_s=3.0)
    made.attach(agency.pbx)
    return made


async def test_it_sends_nothing_where_nobody_hears(agency: Agency) -> None:
    """Neither signed out, nor while the link is down."""
    sent: list[Pbx] = []

    async def send(pbx: Pbx) -> None:
        sent.append(pbx)

    made = commander(agency)
    agency.link(LinkState.DOWN)
    for _ in range(2):
        with pytest.raises(InvalidState):
            await made.run(AgentVerb.PAUSE, (SUPPORT,), (ME,), send)
        made.attach(None)
        agency.link(LinkState.UP)
    assert sent == []


async def test_a_slow_pbx_is_not_waited_for_longer_than_that(agency: Agency) -> None:
    """And the mark stays until it says how it is."""
    agency.pbx.gate.shut()

    async def send(_: Pbx) -> None:
        await asyncio.Event().wait()

    begun_s = agency.clock().mono_s
    assert (
        await commander(agency).run(AgentVerb.PAUSE, (SUPPORT,), (ME,), send) is Outcome.UNCONFIRMED
    )
    assert agency.clock().mono_s - begun_s == pytest.approx(3.0)
    assert agency.me().pending == {AgentVerb.PAUSE}
    agency.pbx.gate.open()
    await agency.clock.pass_s(5)
    assert agency.me().pending == frozenset()
    assert agency.me().notice is not None


async def test_of_many_queues_each_has_time_to_be_asked_for(agency: Agency) -> None:
    """A second and a little more for each beyond those that fit in the time of any command."""

    async def send(_: Pbx) -> None:
        await asyncio.Event().wait()

    made = commander(agency)
    took = []
    for count in (1, AHEAD + 2, 12):
        begun_s = agency.clock().mono_s
        ids = tuple(QueueId(str(n)) for n in range(100, 100 + count))
        assert await made.run(AgentVerb.PAUSE, ids, (ME,), send) is Outcome.UNCONFIRMED
        took.append(agency.clock().mono_s - begun_s)
    assert took == pytest.approx([3.0, 3.0, 9.0])


async def test_a_pbx_that_answers_nothing_leaves_no_mark_for_ever(agency: Agency) -> None:
    """Neither the command nor the questions after it."""
    agency.pbx.fail = LinkTimeout("no right")

    async def send(_: Pbx) -> None:
        raise OutcomeUnknown("reset")

    made = commander(agency)
    await made.run(AgentVerb.PAUSE, (SUPPORT,), (ME,), send)
    await agency.clock.pass_s(LAST_S / 2)
    assert agency.me().pending == {AgentVerb.PAUSE}
    await agency.clock.pass_s(LAST_S)
    assert agency.me().pending == frozenset()
    assert agency.me().notice is not None


async def test_what_breaks_leaves_no_mark(agency: Agency) -> None:
    """Our own fault is raised as it is; the PBX's next word decides."""

    async def send(_: Pbx) -> None:
        raise RuntimeError("ours")

    with pytest.raises(RuntimeError):
        await commander(agency).run(AgentVerb.PAUSE, (SUPPORT,), (ME,), send)
    await agency.clock.pass_s(5)
    assert agency.me().pending == frozenset()


async def test_a_refusal_is_the_callers_to_hear(agency: Agency) -> None:
    """A lost answer is not one."""

    async def refuse(_: Pbx) -> None:
        raise CommandError("no", code="70084")

    async def lose(_: Pbx) -> None:
        agency.pbx.set(SUPPORT, paused=True)
        raise OutcomeUnknown("reset")

    made = commander(agency)
    with pytest.raises(CommandError):
        await made.run(AgentVerb.PAUSE, (SUPPORT,), (ME,), refuse)
    await settle()
    assert await made.run(AgentVerb.PAUSE, (SUPPORT,), (ME,), lose) is Outcome.CONFIRMED
