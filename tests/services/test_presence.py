"""One's own presence, and what follows from it by rule."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.agents import PauseReason, Standing
from ctiapp.model.commands import Answer, PauseAgent, SetPresence
from ctiapp.model.directory import Presence
from ctiapp.model.errors import CommandError, LinkTimeout, OutcomeUnknown, UsageError
from ctiapp.model.events import LinkState
from ctiapp.model.ids import ExtensionId
from ctiapp.services.commander import CONFIRM_S, Outcome
from ctiapp.services.presence import RULES, TOLD_S, Deed, Step, fitting, holds
from ctiapp.settings import Settings
from ctiapp.ui import words
from tests.model.said import ME
from tests.services.agenting import BREAK, FRONT, LUNCH, SUPPORT, Agency, AgentPbx, settle
from tests.services.fakes import LEO

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

LEO_ID = ExtensionId("21")
ALL_ON = Settings(presence_rules={rule.name: True for rule in RULES})
ALL_OFF = Settings(presence_rules={rule.name: False for rule in RULES})

Begin = "Callable[[Settings], Awaitable[Agency]]"


@pytest.fixture
async def begin(time_flies: None) -> AsyncIterator[Callable[[Settings], Awaitable[Agency]]]:
    """Begin with these settings."""
    made: list[Agency] = []

    async def start(settings: Settings) -> Agency:
        made.append(await Agency(settings=settings).begin())
        return made[-1]

    yield start
    for agency in made:
        await agency.end()


def told(agency: Agency, presence: Presence) -> None:
    """The PBX tells that one's presence was set (30009)."""
    agency.says(events.PresenceChanged(ME, presence))


# --- setting it ----------------------------------------------------------------------------------


async def test_it_is_pending_until_the_pbx_takes_it(begin: Begin) -> None:
    """And known from then on."""
    agency = await begin(ALL_OFF)
    assert agency.day.presence is Presence.AVAILABLE
    agency.pbx.gate.shut()
    task = asyncio.create_task(agency.agents.set_presence(Presence.LUNCH))
    await settle()
    assert (agency.day.presence, agency.day.presence_pending) == (
        Presence.AVAILABLE,
        Presence.LUNCH,
    )
    with pytest.raises(UsageError) as again:
        await agency.agents.set_presence(Presence.LUNCH)
    assert again.value.key == "agent.asked"
    agency.pbx.gate.open()
    assert await task is Outcome.CONFIRMED
    assert agency.pbx.executed == [SetPresence(LEO_ID, Presence.LUNCH)]
    assert (agency.day.presence, agency.day.presence_pending) == (Presence.LUNCH, None)


async def test_a_lost_answer_is_made_up_for_by_the_event(begin: Begin) -> None:
    """30009 says it; without it nobody knows."""
    agency = await begin(ALL_OFF)
    agency.pbx.answers = [OutcomeUnknown("reset"), OutcomeUnknown("reset")]
    agency.pbx.on_execute = lambda _: told(agency, Presence.AWAY)
    assert await agency.agents.set_presence(Presence.AWAY) is Outcome.CONFIRMED
    agency.pbx.on_execute = None
    assert await agency.agents.set_presence(Presence.LUNCH) is Outcome.UNCONFIRMED
    assert (agency.day.presence, agency.day.presence_pending) == (Presence.AWAY, None)


async def test_no_answer_at_all_is_unknown_in_time(begin: Begin) -> None:
    """As every verb."""
    agency = await begin(ALL_OFF)
    agency.pbx.gate.shut()
    begun_s = agency.clock().mono_s
    assert await agency.agents.set_presence(Presence.AWAY) is Outcome.UNCONFIRMED
    assert agency.clock().mono_s - begun_s == pytest.approx(CONFIRM_S)


async def test_a_refusal_leaves_it_as_it_was(begin: Begin) -> None:
    """And unknown is nothing that one could be."""
    agency = await begin(ALL_OFF)
    agency.pbx.answers = [CommandError("no", code="10005")]
    with pytest.raises(CommandError):
        await agency.agents.set_presence(Presence.AWAY)
    assert (agency.day.presence, agency.day.presence_pending) == (Presence.AVAILABLE, None)
    with pytest.raises(UsageError):
        await agency.agents.set_presence(Presence.UNKNOWN)


async def test_an_answer_is_older_than_an_event_that_came_before_it(begin: Begin) -> None:
    """The slow answer overwrites nothing, and no rule follows from it."""
    agency = await begin(Settings())
    agency.pbx.gate.shut()
    asking = asyncio.create_task(agency.agents.set_presence(Presence.DO_NOT_DISTURB))
    await settle()
    told(agency, Presence.LUNCH)
    agency.pbx.gate.open()
    assert await asking is Outcome.CONFIRMED
    await agency.clock.pass_s(5)
    assert (agency.day.presence, agency.day.presence_pending) == (Presence.LUNCH, None)
    assert agency.pbx.executed == [SetPresence(LEO_ID, Presence.DO_NOT_DISTURB)]


async def test_of_two_that_are_under_way_the_newer_one_counts(begin: Begin) -> None:
    """The older one's answer is no news any more."""
    agency = await begin(Settings())
    agency.pbx.gate.shut()
    wanted = (Presence.DO_NOT_DISTURB, Presence.LUNCH)
    asking = [asyncio.create_task(agency.agents.set_presence(one)) for one in wanted]
    await settle()
    assert agency.day.presence_pending is Presence.LUNCH
    agency.pbx.gate.open()
    assert await asyncio.gather(*asking) == [Outcome.CONFIRMED] * 2
    await agency.clock.pass_s(5)
    assert (agency.day.presence, agency.day.presence_pending) == (Presence.LUNCH, None)
    assert agency.pbx.executed == [SetPresence(LEO_ID, one) for one in wanted]


async def test_after_a_gap_it_is_not_known_until_the_list_tells(begin: Begin) -> None:
    """What was so at sign-in is no news, whether or not an event ever told."""
    agency = await begin(ALL_OFF)
    agency.link(LinkState.DOWN)
    assert agency.day.presence is None
    agency.link(LinkState.UP)
    assert agency.day.presence is None
    agency.store.set_people([replace(LEO, presence=Presence.OFF_WORK)], agency.clock())
    assert agency.day.presence is Presence.OFF_WORK


# --- the rules -----------------------------------------------------------------------------------


def test_the_table_can_be_read_and_switched() -> None:
    """Every line has a name of its own and a sentence; two of them hold by themselves."""
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert [rule.name for rule in RULES if holds(rule, Settings())] == [
        "do_not_disturb",
        "available",
    ]
    assert all(not holds(rule, ALL_OFF) and holds(rule, ALL_ON) for rule in RULES)
    assert {f"rule.{name}" for name in names} <= set(words.SENTENCES)


def test_no_rule_can_start_another() -> None:
    """What a rule sets is what another one waits for: it is the keeper who has to hold back."""
    sets = {Step.AWAY: Presence.AWAY, Step.PAUSE: Deed.PAUSE}
    assert any(sets.get(rule.then) in {other.when for other in RULES} for rule in RULES)


def test_the_pbx_s_own_reason_is_taken_where_it_has_one() -> None:
    """By any of its names, any case, the best name first."""
    lunch = next(rule for rule in RULES if rule.name == "lunch")
    chinese = PauseReason("*03", "午餐")
    assert fitting(lunch, (BREAK, chinese, PauseReason("*04", " LUNCH "))) == PauseReason(
        "*04", " LUNCH "
    )
    assert fitting(lunch, (BREAK, chinese)) == chinese
    assert fitting(lunch, (BREAK,)) is None


async def test_do_not_disturb_pauses_and_available_ends_that(begin: Begin) -> None:
    """Only where one was ready, and only what the rule paused; each step says why."""
    agency = await begin(Settings())
    await agency.agents.pause(LUNCH, (FRONT,))
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(5)
    assert agency.pbx.executed[1:] == [PauseAgent(LEO_ID, (SUPPORT,), on=True)]
    assert agency.keys == ["rule.do_not_disturb"]
    assert agency.day.paused == 2
    told(agency, Presence.AVAILABLE)
    await agency.clock.pass_s(5)
    assert agency.pbx.executed[2:] == [PauseAgent(LEO_ID, (SUPPORT,), on=False)]
    assert agency.keys == ["rule.do_not_disturb", "rule.available"]
    assert agency.me(FRONT).reason == "Lunch", "that was not the rule's"


async def test_what_is_said_twice_is_done_once(begin: Begin) -> None:
    """The answer and the event tell the same."""
    agency = await begin(Settings())
    agency.pbx.on_execute = lambda command: (
        told(agency, command.presence) if isinstance(command, SetPresence) else None
    )
    await agency.agents.set_presence(Presence.DO_NOT_DISTURB)
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(10)
    assert agency.keys == ["rule.do_not_disturb"]
    assert len(agency.pbx.executed) == 2


async def test_whoever_decides_by_hand_takes_over(begin: Begin) -> None:
    """A pause that one ended, and took again, is one's own."""
    agency = await begin(Settings())
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(5)
    await agency.agents.ready((SUPPORT,))
    await agency.agents.pause(BREAK, (SUPPORT,))
    told(agency, Presence.AVAILABLE)
    await agency.clock.pass_s(5)
    assert agency.me(SUPPORT).standing is Standing.NOT_READY
    assert agency.me(FRONT).standing is Standing.READY


async def test_right_after_a_gap_a_rule_s_pause_is_still_ended(begin: Begin) -> None:
    """Nobody has told yet how one stands: who is available does not stay paused in silence."""
    agency = await begin(Settings())
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(5)
    agency.link(LinkState.DOWN)
    agency.link(LinkState.UP)
    told(agency, Presence.AVAILABLE)
    await agency.clock.pass_s(20)
    assert agency.pbx.executed[1:] == [PauseAgent(LEO_ID, (SUPPORT, FRONT), on=False)]
    assert agency.day.standing is Standing.READY


async def test_right_after_a_gap_a_rule_pauses_where_nobody_told_yet(begin: Begin) -> None:
    """Each queue is named once, also where a rule paused it before."""
    agency = await begin(ALL_ON)
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(5)
    agency.link(LinkState.DOWN)
    agency.link(LinkState.UP)
    told(agency, Presence.LUNCH)
    await agency.clock.pass_s(20)
    both = (SUPPORT, FRONT)
    assert agency.pbx.executed[1:] == [PauseAgent(LEO_ID, both, on=True, reason=LUNCH.code)]
    assert agency.day.reason == "Lunch"


async def test_right_after_a_gap_a_pause_by_hand_stays_one_s_own(begin: Begin) -> None:
    """The rule waits until it knows, pauses the other queue alone, and ends that alone."""
    agency = await begin(Settings())
    await agency.agents.pause(LUNCH, (FRONT,))
    agency.link(LinkState.DOWN)
    agency.link(LinkState.UP)
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(20)
    assert agency.pbx.executed[1:] == [PauseAgent(LEO_ID, (SUPPORT,), on=True)]
    assert agency.me(FRONT).reason == "Lunch"
    agency.link(LinkState.DOWN)
    agency.link(LinkState.UP)
    told(agency, Presence.AVAILABLE)
    await agency.clock.pass_s(20)
    assert agency.pbx.executed[2:] == [PauseAgent(LEO_ID, (SUPPORT,), on=False)]
    assert (agency.me(FRONT).paused, agency.me(SUPPORT).paused) == (True, False)


async def test_a_pause_that_somebody_put_in_its_place_is_not_ended(begin: Begin) -> None:
    """A supervisor's, or one's own at the phone: another reason, so another pause."""
    agency = await begin(Settings())
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(5)
    agency.link(LinkState.DOWN)
    agency.pbx.set(SUPPORT, paused=True, reason="Training")
    agency.link(LinkState.UP)
    told(agency, Presence.AVAILABLE)
    await agency.clock.pass_s(20)
    assert agency.pbx.executed[1:] == [PauseAgent(LEO_ID, (FRONT,), on=False)]
    assert agency.me(SUPPORT).reason == "Training"


@pytest.mark.parametrize("link", [LinkState.UP, LinkState.DOWN])
async def test_where_nobody_tells_nothing_is_decided_and_that_is_said(
    begin: Begin, link: LinkState
) -> None:
    """No queue is paused blindly; and nobody stays paused by a rule in silence."""
    agency = await begin(Settings())
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(5)
    sent, said = len(agency.pbx.executed), len(agency.keys)
    agency.link(LinkState.DOWN)
    agency.pbx.fail = LinkTimeout("no answer")
    agency.link(link)
    key = "agent.not_told" if link is LinkState.UP else "link.not_up"
    for presence in (Presence.AVAILABLE, Presence.DO_NOT_DISTURB):
        told(agency, presence)
        await agency.clock.pass_s(TOLD_S + 1)
    assert agency.keys[said:] == [key, key]
    assert len(agency.pbx.executed) == sent
    agency.pbx.fail = None
    agency.link(LinkState.UP)
    await agency.clock.pass_s(60)
    told(agency, Presence.AVAILABLE)
    await agency.clock.pass_s(20)
    assert agency.day.standing is Standing.READY


async def test_another_pause_by_hand_is_ones_own(begin: Begin) -> None:
    """It says why, and being available does not end it."""
    agency = await begin(Settings())
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(5)
    await agency.agents.pause(LUNCH)
    told(agency, Presence.AVAILABLE)
    await agency.clock.pass_s(5)
    assert (agency.day.standing, agency.day.reason) == (Standing.NOT_READY, "Lunch")


async def test_another_presence_gives_the_pause_another_reason(begin: Begin) -> None:
    """From away to lunch: still the rule's pause, and it ends with it."""
    agency = await begin(ALL_ON)
    told(agency, Presence.AWAY)
    await agency.clock.pass_s(5)
    assert agency.day.reason == "Break"
    told(agency, Presence.LUNCH)
    await agency.clock.pass_s(5)
    assert agency.day.reason == "Lunch"
    told(agency, Presence.AVAILABLE)
    await agency.clock.pass_s(5)
    assert agency.day.standing is Standing.READY


async def test_rules_start_no_rules(begin: Begin) -> None:
    """With all of them on, a pause makes one away, and there it ends."""
    agency = await begin(ALL_ON)
    agency.pbx.on_execute = lambda command: (
        told(agency, command.presence) if isinstance(command, SetPresence) else None
    )
    await agency.agents.pause(LUNCH)
    await agency.clock.pass_s(30)
    assert agency.pbx.executed == [
        PauseAgent(LEO_ID, (SUPPORT, FRONT), on=True, reason="*01"),
        SetPresence(LEO_ID, Presence.AWAY),
    ]
    assert agency.keys == ["rule.pause"]
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(30)
    assert len(agency.pbx.executed) == 2, "paused already, by hand"


async def test_a_rule_s_presence_that_is_told_late_starts_none(begin: Begin) -> None:
    """Its answer was lost, its event comes after the waiting."""
    agency = await begin(ALL_ON)
    agency.pbx.answers = [Answer(), OutcomeUnknown("reset")]
    await agency.agents.pause()
    await settle()
    assert agency.pbx.executed[-1] == SetPresence(LEO_ID, Presence.AWAY)
    await agency.agents.ready()
    told(agency, Presence.AWAY)
    await agency.clock.pass_s(20)
    assert agency.day.standing is Standing.READY


async def test_a_pause_in_one_of_several_queues_is_no_absence(begin: Begin) -> None:
    """Only where no queue is left that may ring."""
    agency = await begin(Settings(presence_rules={"pause": True}))
    await agency.agents.pause(None, (SUPPORT,))
    await agency.clock.pass_s(5)
    assert agency.day.presence is Presence.AVAILABLE
    await agency.agents.pause(None, (FRONT,))
    await agency.clock.pass_s(5)
    assert agency.day.presence is Presence.AWAY


async def test_whoever_is_not_available_is_not_made_away(begin: Begin) -> None:
    """A pause changes no presence that says more."""
    agency = await begin(Settings(presence_rules={"pause": True}))
    told(agency, Presence.LUNCH)
    await agency.agents.pause()
    await agency.clock.pass_s(5)
    assert agency.day.presence is Presence.LUNCH
    assert agency.keys == []


async def test_what_a_rule_could_not_do_is_told(begin: Begin) -> None:
    """With the PBX's own reason."""
    agency = await begin(Settings())
    agency.pbx.answers = [CommandError("no", code="70084", key="error.not_permitted")]
    told(agency, Presence.DO_NOT_DISTURB)
    await agency.clock.pass_s(5)
    assert agency.keys == ["error.not_permitted"]


async def test_with_the_rules_off_nothing_follows(begin: Begin) -> None:
    """Nor from what others do, nor from what is so at the start."""
    agency = await begin(ALL_OFF)
    told(agency, Presence.DO_NOT_DISTURB)
    agency.preferences.change(lambda _: Settings())
    told(agency, Presence.DO_NOT_DISTURB)
    agency.says(events.PresenceChanged(LUNCH_NUMBER, Presence.DO_NOT_DISTURB))
    await agency.clock.pass_s(5)
    assert agency.pbx.executed == []


async def test_signing_out_ends_what_was_under_way(time_flies: None) -> None:
    """And the next one begins anew."""
    agency = await Agency(AgentPbx()).begin()
    agency.pbx.gate.shut()
    told(agency, Presence.DO_NOT_DISTURB)
    await settle()
    await agency.end()
    agency.link(LinkState.DOWN)
    assert agency.keys == []


LUNCH_NUMBER = next(one.number for one in AgentPbx().queue_list[2].dynamic)
