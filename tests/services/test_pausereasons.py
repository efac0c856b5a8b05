"""Reasons for a pause: whether this PBX takes any (what it does then: ``test_agents``)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.agentanswers import ReasonsTold
from ctiapp.model.commands import PauseAgent
from ctiapp.model.errors import CommandError, LinkTimeout
from ctiapp.model.ids import ExtensionId
from ctiapp.services.pausereasons import PauseReasons
from ctiapp.settings import Settings
from tests.services.agenting import BREAK, LUNCH, SUPPORT, Agency
from tests.services.fakes import INFO

OLD = {f"SN{n}": "2026-03-01T00:00:00+00:00" for n in range(50)}


def made(agency: Agency) -> PauseReasons:
    """The reasons of the test's PBX."""
    reasons = PauseReasons(agency.store, agency.clock, agency.preferences, agency.notices)
    reasons.attach(INFO)
    return reasons


def pause(reason: str | None) -> PauseAgent:
    """A pause."""
    return PauseAgent(ExtensionId("21"), (SUPPORT,), on=True, reason=reason)


async def test_it_is_remembered_of_each_pbx_by_itself() -> None:
    """Another's serial number says nothing of this one; the oldest entries go first."""
    agency = Agency(settings=Settings(no_pause_reasons=OLD))
    reasons = made(agency)
    assert reasons.taken
    agency.pbx.takes_reasons = False
    await reasons.send(pause, LUNCH, agency.pbx)
    assert not reasons.taken
    kept = agency.preferences.settings.no_pause_reasons
    assert (len(kept), list(kept)[-1], "SN0" in kept) == (50, "3631A2082", False)
    reasons.attach(replace(INFO, sn="SN1"))
    assert not reasons.taken
    reasons.attach(replace(INFO, sn=None))
    assert reasons.taken
    reasons.attach(None)
    assert reasons.taken


async def test_what_is_shown_is_what_can_be_sent() -> None:
    """Nothing before the PBX has told, and nothing where it takes none."""
    agency = Agency()
    reasons = made(agency)
    assert reasons.shown == ()
    agency.store.take_answer(ReasonsTold((LUNCH, BREAK)), 0.0, agency.clock())
    assert reasons.shown == (LUNCH, BREAK)
    agency.pbx.takes_reasons = False
    await reasons.send(pause, LUNCH, agency.pbx)
    assert reasons.shown == ()


async def test_a_list_that_cannot_be_had_says_nothing() -> None:
    """The pause is sent without its reason all the same, and that works or not."""
    agency = Agency()
    reasons = made(agency)
    agency.pbx.takes_reasons = False
    agency.pbx.fail = LinkTimeout("slow")
    await reasons.send(pause, LUNCH, agency.pbx)
    assert not reasons.taken
    assert agency.keys == ["agent.no_reasons"]


async def test_a_pause_without_a_reason_is_sent_once() -> None:
    """Its refusal has nothing to do with reasons."""
    agency = Agency()
    agency.pbx.answers = [CommandError("no", code="70084")]
    with pytest.raises(CommandError):
        await made(agency).send(pause, None, agency.pbx)
    assert agency.pbx.executed == [pause(None)]
