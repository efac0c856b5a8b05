"""Oneself as an agent: every verb, what confirms it, and what it shows meanwhile."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.agents import AgentCall, AgentVerb, MissedCall, QueueRules, Standing
from ctiapp.model.commands import LogAgent, LogAgents, PauseAgent, PauseAgents
from ctiapp.model.ctl import CONFIRM_WITHIN_S
from ctiapp.model.directory import Presence
from ctiapp.model.errors import CommandError, CtiError, InvalidState, OutcomeUnknown, UsageError
from ctiapp.model.events import DirectoryChanged, DirectoryPart, LinkState
from ctiapp.model.ids import CallId, ExtensionId, LegId, QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import Listening
from ctiapp.services.commander import CONFIRM_S, Outcome
from ctiapp.settings import Settings
from tests.model.said import ME
from tests.services.agenting import (
    ANNA,
    BREAK,
    FRONT,
    LUNCH,
    QUEUES,
    SALES,
    STATIC,
    SUPPORT,
    Agency,
    AgentPbx,
    settle,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from tests.services.fakes import World

LEO_ID = ExtensionId("21")
MISSED = MissedCall(Number("5503301"), CallId("9.1"))


@pytest.fixture
async def agency(time_flies: None) -> AsyncIterator[Agency]:
    """An agent who is signed in, and knows where they stand."""
    made = await Agency().begin()
    yield made
    await made.end()


@pytest.fixture
async def night(time_flies: None) -> AsyncIterator[Agency]:
    """One who is a static agent of one queue, too."""
    made = await Agency(AgentPbx(*QUEUES, STATIC)).begin()
    yield made
    await made.end()


async def refused(asked: Awaitable[object]) -> str:
    """The key with which something is refused."""
    with pytest.raises(CtiError) as told:
        await asked
    return told.value.key


# --- finding out ---------------------------------------------------------------------------------


async def test_nothing_is_asked_before_the_link_is_up(world: World) -> None:
    """Signed out, every verb says so."""
    for verb in (
        world.agents.log_in(),
        world.agents.log_out(),
        world.agents.pause(),
        world.agents.ready(),
        world.agents.set_presence(Presence.AWAY),
    ):
        with pytest.raises(InvalidState) as told:
            await verb
        assert told.value.key == "link.not_up"


async def test_a_session_asks_for_ones_queues(world: World) -> None:
    """Signing in attaches, signing out forgets all."""
    await world.sign_in()
    await world.clock.pass_s(3)
    assert world.store.agents.listed
    edited = DirectoryChanged(DirectoryPart.EXTENSION, "2001", "create")
    world.link.observer.on_event(edited, world.clock().mono_s)
    await world.session.sign_out()
    assert not world.store.agents.listed
    assert await refused(world.agents.pause()) == "link.not_up"


async def test_only_ones_own_queues_and_those_one_manages_are_shown(agency: Agency) -> None:
    """In the order of their numbers, each with what was told of it."""
    queues = agency.agents.picture.queues
    assert [(queue.name, queue.managed) for queue in queues] == [
        ("Support", True),
        ("Front", False),
    ]
    assert [agent.number for agent in queues[0].agents] == [ME, ANNA]
    assert agency.me().standing is Standing.READY
    assert agency.me().since is None, "it was found so"
    day = agency.day
    assert (day.standing, day.logged_in, day.paused, day.total) == (Standing.READY, 2, 0, 2)
    assert day.reasons == (LUNCH, BREAK)
    assert day.told is not None
    assert "agents/4" not in agency.pbx.questions


async def test_an_edit_of_the_directory_has_the_queues_asked_for_again(agency: Agency) -> None:
    """No event tells of a queue; one of an extension may mean one."""
    lists = agency.pbx.questions.count("queues")
    agency.agents.on_event(DirectoryChanged(DirectoryPart.TRUNK, "t", "edit"))
    await agency.clock.pass_s(3)
    assert agency.pbx.questions.count("queues") == lists
    agency.pbx.queue_list = QUEUES[1:]
    agency.agents.on_event(DirectoryChanged(DirectoryPart.EXTENSION, "2001", "edit"))
    await agency.clock.pass_s(3)
    assert [queue.name for queue in agency.agents.picture.queues] == ["Front"]


# --- log in and out ------------------------------------------------------------------------------


async def test_logging_out_is_confirmed_by_the_status_read_again(agency: Agency) -> None:
    """Pending from the key press to the answer, then so, since when it was seen."""
    agency.pbx.gate.shut()
    task = asyncio.create_task(agency.agents.log_out())
    await settle()
    assert agency.day.pending == {AgentVerb.LOG_OUT}
    assert agency.me().standing is Standing.READY, "it is not so before the PBX says it"
    agency.pbx.gate.open()
    assert await task is Outcome.CONFIRMED
    assert agency.pbx.executed == [LogAgent(LEO_ID, (SUPPORT, FRONT), on=False)]
    assert agency.day.standing is Standing.LOGGED_OFF
    assert (agency.day.pending, agency.day.logged_in) == (frozenset(), 0)
    assert agency.me().since is not None
    assert await agency.agents.log_in((FRONT,)) is Outcome.CONFIRMED
    assert agency.day.standing is Standing.READY
    assert agency.me(SUPPORT).standing is Standing.LOGGED_OFF


async def test_a_static_agent_cannot_log_out_and_is_told(night: Agency) -> None:
    """Of all queues: of the others, and a notice says which stays; of that one: refused."""
    queue_id = STATIC.queue_id
    assert await refused(night.agents.log_out((queue_id,))) == "agent.static"
    assert await refused(night.agents.log_out((FRONT, queue_id))) == "agent.static"
    assert not night.pbx.executed
    assert await night.agents.log_out() is Outcome.CONFIRMED
    assert night.pbx.executed == [LogAgent(LEO_ID, (SUPPORT, FRONT), on=False)]
    (notice,) = night.told
    assert (notice.key, notice.params["queue"]) == ("agent.static_stay", "Night")
    assert night.day.standing is Standing.READY
    assert await night.agents.log_in() is Outcome.CONFIRMED
    assert night.pbx.executed[-1] == LogAgent(LEO_ID, (SUPPORT, FRONT), on=True)


async def test_one_who_is_static_everywhere_is_refused_both_ways(time_flies: None) -> None:
    """There is nothing to log in to, nor out of."""
    agency = await Agency(AgentPbx(STATIC)).begin()
    assert await refused(agency.agents.log_out()) == "agent.static"
    assert await refused(agency.agents.log_in()) == "agent.always_in"
    await agency.end()


async def test_what_makes_no_sense_is_refused_before_it_is_sent(agency: Agency) -> None:
    """Another's queue, one's own while one is logged out of it, and the same thing twice."""
    assert await refused(agency.agents.pause(None, (SALES,))) == "agent.not_member"
    assert await refused(agency.agents.log_in(())) == "agent.not_member"
    await agency.agents.log_out((FRONT,))
    assert await refused(agency.agents.pause(None, (FRONT,))) == "agent.logged_out"
    agency.pbx.gate.shut()
    first = asyncio.create_task(agency.agents.pause())
    await settle()
    assert await refused(agency.agents.pause()) == "agent.asked"
    agency.pbx.gate.open()
    await first
    assert agency.pbx.executed[-1] == PauseAgent(LEO_ID, (SUPPORT,), on=True)
    await agency.agents.log_out()
    assert await refused(agency.agents.ready()) == "agent.logged_out"


async def test_before_the_queues_are_told_nothing_can_be_asked(time_flies: None) -> None:
    """And whoever is in none is told so."""
    agency = Agency(AgentPbx(QUEUES[2]))
    agency.pbx.gate.shut()
    await agency.begin()
    assert await refused(agency.agents.pause()) == "agent.not_told"
    agency.pbx.gate.open()
    await agency.clock.pass_s(2)
    assert await refused(agency.agents.pause()) == "agent.no_queues"
    await agency.end()


# --- pause and ready -----------------------------------------------------------------------------


async def test_a_pause_sends_the_code_and_shows_the_text(agency: Agency) -> None:
    """With a clock of its own, in all queues; ready ends it."""
    assert await agency.agents.pause(LUNCH) is Outcome.CONFIRMED
    assert agency.pbx.executed == [PauseAgent(LEO_ID, (SUPPORT, FRONT), on=True, reason="*01")]
    day = agency.day
    assert (day.standing, day.reason, day.paused) == (Standing.NOT_READY, "Lunch", 2)
    assert day.since is not None
    await agency.clock.pass_s(1)
    await agency.agents.pause(BREAK)
    assert agency.day.reason == "Break"
    since = agency.day.since
    assert since is not None
    assert since.mono_s > day.since.mono_s
    assert await agency.agents.ready((FRONT,)) is Outcome.CONFIRMED
    assert agency.day.standing is Standing.READY, "one queue may ring"
    assert agency.me(SUPPORT).reason == "Break"
    assert agency.me(FRONT).reason == ""


async def test_what_the_pbx_does_not_show_is_not_shown(agency: Agency) -> None:
    """It took it, and says otherwise: after five seconds that is said, and the mark goes."""
    agency.pbx.deaf = True
    begun_s = agency.clock().mono_s
    assert await agency.agents.pause() is Outcome.UNCONFIRMED
    assert agency.clock().mono_s - begun_s == pytest.approx(CONFIRM_S)
    me = agency.me()
    assert me.notice is not None
    assert (me.notice.key, me.notice.params["verb"]) == ("agent.not_so", "pause")
    assert (me.pending, me.standing) == (frozenset(), Standing.READY)
    agency.pbx.set(SUPPORT, paused=True)
    await agency.clock.pass_s(120)
    assert agency.me().notice is None, "it is so in the end"


async def test_a_refusal_is_raised_and_shown(agency: Agency) -> None:
    """At the queue, until something else is asked there."""
    agency.pbx.answers = [CommandError("no", code="70084", key="error.not_permitted")]
    assert await refused(agency.agents.log_out()) == "error.not_permitted"
    notice = agency.me().notice
    assert notice is not None
    assert notice.code == "70084"
    assert agency.day.pending == frozenset()
    await agency.agents.pause()
    assert agency.me().notice is None


async def test_a_lost_answer_is_decided_by_the_status(agency: Agency) -> None:
    """It was done all the same, or it was not."""
    agency.pbx.answers = [OutcomeUnknown("reset")]
    agency.pbx.on_execute = lambda _: agency.pbx.set(SUPPORT, paused=True)
    assert await agency.agents.pause(None, (SUPPORT,)) is Outcome.CONFIRMED
    agency.pbx.on_execute = None
    agency.pbx.answers = [OutcomeUnknown("reset")]
    assert await agency.agents.ready((SUPPORT,)) is Outcome.UNCONFIRMED
    assert agency.me().standing is Standing.NOT_READY


async def test_whoever_is_cancelled_leaves_no_mark(agency: Agency) -> None:
    """What the PBX says next decides."""
    agency.pbx.gate.shut()
    task = asyncio.create_task(agency.agents.pause())
    await settle()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    agency.pbx.gate.open()
    await agency.clock.pass_s(10)
    assert agency.day.pending == frozenset()


async def test_something_newer_overtakes(agency: Agency) -> None:
    """A pause that is not shown yet, and ready again: ready it is."""
    agency.pbx.deaf = True
    first = asyncio.create_task(agency.agents.pause())
    await settle()
    agency.pbx.deaf = False
    assert await agency.agents.ready() is Outcome.CONFIRMED
    assert await first is Outcome.UNCONFIRMED
    assert agency.me().notice is None
    assert agency.day.standing is Standing.READY


async def test_more_queues_than_seconds_are_waited_for_until_they_are_asked(
    time_flies: None,
) -> None:
    """What confirms runs a few seconds ahead: whoever paused in all of them waits for the rest."""
    many = [
        replace(QUEUES[1], queue_id=QueueId(str(n)), number=Number(f"64{n}")) for n in range(10, 30)
    ]
    agency = await Agency(AgentPbx(*many)).begin(wait_s=80)
    assert await agency.agents.pause() is Outcome.CONFIRMED
    assert (agency.day.paused, agency.day.pending) == (len(many), frozenset())
    assert [queue.me.notice for queue in agency.agents.picture.queues if queue.me] == [None] * 20
    await agency.end()


@pytest.mark.parametrize("seen", [False, True])
async def test_eight_queues_are_confirmed_while_ctl_still_waits(
    time_flies: None, *, seen: bool
) -> None:
    """One command for all of them; whatever was asked just before, within the time of an answer."""
    many = [
        replace(QUEUES[1], queue_id=QueueId(str(n)), number=Number(f"64{n}")) for n in range(10, 18)
    ]
    agency = await Agency(AgentPbx(*many)).begin(wait_s=60)
    agency.agents.seen(seen)
    for verb in (agency.agents.pause, agency.agents.ready, agency.agents.log_out):
        await agency.clock.pass_s(30)
        begun_s = agency.clock().mono_s
        assert await verb() is Outcome.CONFIRMED
        assert agency.clock().mono_s - begun_s <= CONFIRM_WITHIN_S - 1.0
    assert len(agency.pbx.executed) == 3
    await agency.end()


# --- during a call -------------------------------------------------------------------------------


async def test_a_pause_during_a_call_may_come_after_it(agency: Agency) -> None:
    """It is sent at once, shown as what comes, and is so when the PBX says it."""
    agency.talk()
    assert agency.day.standing is Standing.BUSY
    agency.pbx.deaf = True
    assert await agency.agents.pause(LUNCH) is Outcome.UNCONFIRMED
    assert agency.day.after_call is AgentVerb.PAUSE
    assert (agency.day.standing, agency.day.pending) == (Standing.BUSY, frozenset())
    agency.hang_up()
    agency.pbx.set(SUPPORT, paused=True, reason="Lunch")
    agency.pbx.set(FRONT, paused=True, reason="Lunch")
    await agency.clock.pass_s(5)
    assert agency.day.after_call is None
    assert (agency.day.standing, agency.day.reason) == (Standing.NOT_READY, "Lunch")


async def test_what_never_comes_after_a_call_is_said(agency: Agency) -> None:
    """Five seconds after it, the PBX still says otherwise."""
    agency.talk()
    agency.pbx.deaf = True
    await agency.agents.log_out((SUPPORT,))
    assert agency.me().after_call is AgentVerb.LOG_OUT
    agency.hang_up()
    await agency.clock.pass_s(10)
    me = agency.me()
    assert me.after_call is None
    assert me.notice is not None
    assert me.notice.key == "agent.not_so"


async def test_a_pause_that_holds_during_the_call_is_confirmed(agency: Agency) -> None:
    """Many PBXs pause at once: then nothing is put off."""
    agency.talk()
    assert await agency.agents.pause() is Outcome.CONFIRMED
    assert agency.day.after_call is None
    assert agency.day.standing is Standing.BUSY
    assert agency.me().paused
    agency.hang_up()
    assert agency.day.standing is Standing.NOT_READY


# --- the rest after a call -----------------------------------------------------------------------


async def resting() -> Agency:
    """One who has just left a call of Support, and rests for ten seconds."""
    pbx = AgentPbx()
    pbx.rules[SUPPORT] = QueueRules(SUPPORT, wrap_up_s=10)
    agency = await Agency(pbx).begin()
    agency.talk()
    agency.hang_up()
    return agency


async def test_the_rest_after_a_call_counts_down(time_flies: None) -> None:
    """In the queue of the call; then one is ready."""
    agency = await resting()
    ends = agency.day.wrap_up_ends
    assert ends is not None
    assert ends.mono_s - agency.clock().mono_s == pytest.approx(10)
    assert agency.day.standing is Standing.WRAP_UP
    assert agency.me(FRONT).standing is Standing.READY
    await agency.clock.pass_s(9.5)
    assert agency.day.standing is Standing.WRAP_UP
    await agency.clock.pass_s(1)
    assert (agency.day.standing, agency.day.wrap_up_ends) == (Standing.READY, None)
    await agency.end()


async def test_ready_ends_the_rest(time_flies: None) -> None:
    """By the PBX's own word for going on."""
    agency = await resting()
    assert await agency.agents.ready() is Outcome.CONFIRMED
    assert agency.pbx.executed == [PauseAgent(LEO_ID, (SUPPORT, FRONT), on=False)]
    assert (agency.day.standing, agency.day.wrap_up_ends) == (Standing.READY, None)
    await agency.end()


async def test_a_call_of_ones_own_has_no_rest(time_flies: None) -> None:
    """Nor has a direct one, nor one that only rang."""
    pbx = AgentPbx()
    pbx.rules[SUPPORT] = QueueRules(SUPPORT, wrap_up_s=10)
    agency = await Agency(pbx).begin()
    agency.talk(via=None)
    agency.hang_up()
    assert agency.day.standing is Standing.READY
    await agency.end()


# --- what the queue tells ------------------------------------------------------------------------


async def test_an_automatic_pause_is_told_and_ready_clears_it(agency: Agency) -> None:
    """Which queue, when, after which calls; and the status is read again at once."""
    agency.pbx.set(SUPPORT, paused=True, reason="Auto-Pause")
    agency.says(events.AgentAutoPaused(Number("6402"), ME, (MISSED,)))
    pause = agency.day.auto_pause
    assert pause is not None
    assert (pause.queue_name, pause.missed) == ("Support", (MISSED,))
    assert agency.me().standing is Standing.NOT_READY
    since = agency.me().since
    await agency.clock.pass_s(3)
    assert agency.me().reason == "Auto-Pause"
    assert agency.me().since == since
    assert await agency.agents.ready() is Outcome.CONFIRMED
    assert agency.day.auto_pause is None


async def test_a_missed_call_is_told_and_can_be_seen_to(agency: Agency) -> None:
    """Quieter: it pauses nobody."""
    agency.says(events.AgentMissed(Number("6403"), ANNA, MISSED))
    assert agency.day.missed is None, "another's"
    agency.says(events.AgentMissed(Number("6402"), ME, MISSED))
    assert agency.day.missed is not None
    assert agency.day.missed.queue_name == "Support"
    agency.says(events.AgentAutoPaused(Number("6402"), ME, (MISSED,)))
    agency.agents.dismiss_missed()
    assert agency.day.missed is None
    assert agency.day.auto_pause is not None
    agency.agents.dismiss_auto_pause()
    assert agency.day.auto_pause is None
    assert agency.me().standing is Standing.NOT_READY


async def test_to_see_to_one_automatic_pause_leaves_the_others(agency: Agency) -> None:
    """The newest one is shown; seen to, the one before it."""
    for queue_id, queue in ((FRONT, "6403"), (SUPPORT, "6402")):
        await agency.clock.pass_s(1)
        agency.pbx.set(queue_id, paused=True)
        agency.says(events.AgentAutoPaused(Number(queue), ME, (MISSED,)))
    left = []
    for _ in range(3):
        pause = agency.day.auto_pause
        left.append(None if pause is None else pause.queue.text)
        agency.agents.dismiss_auto_pause()
    assert left == ["6402", "6403", None]


async def test_a_supervisor_who_pauses_me_is_seen_at_once_where_the_pbx_tells(
    agency: Agency,
) -> None:
    """30029 says that something is otherwise; the status says what."""
    agency.pbx.set(SUPPORT, paused=True)
    agency.says(events.AgentMoved(Number("6402"), ME, "4"))
    await agency.clock.pass_s(2)
    assert agency.me().standing is Standing.NOT_READY


async def test_a_supervisor_who_pauses_me_is_seen_in_time_where_it_does_not(
    agency: Agency,
) -> None:
    """Soon while it is seen, within a minute while it is not."""
    agency.agents.seen(True)
    agency.pbx.set(SUPPORT, paused=True)
    await agency.clock.pass_s(7)
    assert agency.me().standing is Standing.NOT_READY
    agency.agents.seen(False)
    agency.pbx.set(SUPPORT, paused=False)
    await agency.clock.pass_s(7)
    assert agency.me().standing is Standing.NOT_READY
    await agency.clock.pass_s(60)
    assert agency.me().standing is Standing.READY


async def test_after_a_gap_all_is_unknown_and_read_anew(agency: Agency) -> None:
    """And nothing is asked while there is nobody to ask."""
    await agency.agents.pause()
    agency.link(LinkState.DOWN)
    assert agency.day.standing is Standing.UNKNOWN
    assert (agency.me().paused, agency.me().told, agency.day.told) == (None, None, None)
    asked = len(agency.pbx.asked)
    await agency.clock.pass_s(300)
    assert len(agency.pbx.asked) == asked
    assert await refused(agency.agents.ready()) == "link.not_up"
    agency.link(LinkState.UP)
    await agency.clock.pass_s(5)
    assert (agency.day.standing, agency.day.since) == (Standing.NOT_READY, None)


async def test_a_gap_ends_what_is_waited_for(agency: Agency) -> None:
    """Nobody can tell what became of it."""
    agency.pbx.deaf = True
    task = asyncio.create_task(agency.agents.pause())
    await settle()
    agency.link(LinkState.DOWN)
    assert await task is Outcome.UNCONFIRMED
    assert agency.day.pending == frozenset()


# --- reasons -------------------------------------------------------------------------------------


async def test_a_pbx_without_the_subscription_is_found_out_once(agency: Agency) -> None:
    """It is sent again without, said once, remembered by serial number; no reason is offered."""
    agency.pbx.takes_reasons = False
    assert await agency.agents.pause(LUNCH) is Outcome.CONFIRMED
    sent = [command.reason for command in agency.pbx.executed if isinstance(command, PauseAgent)]
    assert sent == ["*01", None]
    assert agency.keys == ["agent.no_reasons"]
    assert list(agency.keeper.saved[-1].no_pause_reasons) == ["3631A2082"]
    assert agency.day.reasons == ()
    await agency.agents.ready()
    await agency.agents.pause(LUNCH)
    assert agency.pbx.executed[-1] == PauseAgent(LEO_ID, (SUPPORT, FRONT), on=True)
    assert agency.keys == ["agent.no_reasons"]


async def test_a_subscription_may_be_bought(time_flies: None) -> None:
    """What was refused long ago, or at a time that is none, is tried again."""
    for when in ("2026-01-01T00:00:00+00:00", "yesterday", "2026-01-01T00:00:00"):
        agency = await Agency(settings=Settings(no_pause_reasons={"3631A2082": when})).begin()
        assert agency.day.reasons == (LUNCH, BREAK)
        await agency.agents.pause(LUNCH)
        assert agency.day.reason == "Lunch"
        await agency.end()


async def test_a_reason_that_is_gone_is_no_missing_subscription(agency: Agency) -> None:
    """The list was edited: it is read again, nothing is sent without a reason."""
    agency.pbx.reason_list = (BREAK,)
    agency.pbx.takes_reasons = False
    assert await refused(agency.agents.pause(LUNCH)) == "agent.reason_gone"
    assert agency.day.reasons == (BREAK,)
    assert len(agency.pbx.executed) == 1
    assert not agency.keeper.saved


async def test_a_pause_that_is_refused_either_way_was_not_about_the_reason(
    agency: Agency,
) -> None:
    """Then nothing is remembered of reasons."""
    agency.pbx.answers = [CommandError("first", code="70084"), CommandError("second", code="-1")]
    with pytest.raises(CommandError) as told:
        await agency.agents.pause(LUNCH)
    assert told.value.code == "70084"
    assert not agency.keeper.saved
    assert agency.day.reasons == (LUNCH, BREAK)


async def test_a_lost_answer_is_never_sent_again(agency: Agency) -> None:
    """Not even without a reason."""
    agency.pbx.answers = [OutcomeUnknown("reset")]
    await agency.agents.pause(LUNCH, (SUPPORT,))
    assert len(agency.pbx.executed) == 1


# --- others --------------------------------------------------------------------------------------


async def test_a_manager_commands_others(agency: Agency) -> None:
    """Pending and confirmed as with oneself."""
    others = agency.agents.command_others
    agency.pbx.gate.shut()
    task = asyncio.create_task(others(AgentVerb.PAUSE, SUPPORT, (ANNA,), BREAK))
    await settle()
    anna = agency.agents.picture.queues[0].agents[1]
    assert anna.pending == {AgentVerb.PAUSE}
    assert await refused(others(AgentVerb.PAUSE, SUPPORT, (ANNA,))) == "agent.asked"
    agency.pbx.gate.open()
    assert await task is Outcome.CONFIRMED
    anna_id = (ExtensionId("28"),)
    assert agency.pbx.executed == [PauseAgents(SUPPORT, anna_id, on=True, reason="*02")]
    anna = agency.agents.picture.queues[0].agents[1]
    assert (anna.standing, anna.reason) == (Standing.NOT_READY, "Break")
    assert agency.day.standing is Standing.READY
    assert await others(AgentVerb.LOG_OUT, SUPPORT, (ANNA,)) is Outcome.CONFIRMED
    assert agency.pbx.executed[-1] == LogAgents(SUPPORT, anna_id, on=False)


async def test_what_a_manager_cannot_do(agency: Agency) -> None:
    """Elsewhere, or with somebody who is no agent there."""
    others = agency.agents.command_others
    assert await refused(others(AgentVerb.PAUSE, FRONT, (ME,))) == "agent.not_manager"
    assert await refused(others(AgentVerb.PAUSE, SALES, (ANNA,))) == "agent.not_manager"
    nobody = (Number("2999"),)
    assert await refused(others(AgentVerb.PAUSE, SUPPORT, nobody)) == "agent.nobody"
    assert await refused(others(AgentVerb.PAUSE, SUPPORT, ())) == "agent.nobody"
    assert not agency.pbx.executed


async def test_others_phones_are_known_from_answers(agency: Agency) -> None:
    """One's own is known from one's own calls, whatever an answer says."""
    agency.pbx.set(SUPPORT, ANNA, call=AgentCall.TALKING)
    agency.pbx.set(SUPPORT, ME, call=AgentCall.TALKING)
    agency.agents.look_now()
    await agency.clock.pass_s(6)
    me, anna = agency.agents.picture.queues[0].agents
    assert (anna.standing, anna.call) == (Standing.BUSY, AgentCall.TALKING)
    assert (me.standing, me.call) == (Standing.READY, AgentCall.IDLE)


async def test_whom_one_listens_to_is_shown(agency: Agency) -> None:
    """As the supervisor's service tells it."""
    listening = Listening(ANNA, "Anna", "listen", None, LegId("x"), agency.clock())
    agency.agents.show_listening(listening)
    assert agency.day.listening == listening
    agency.agents.show_listening(None)
    assert agency.day.listening is None


async def test_an_agent_who_failed_to_answer_a_question_costs_no_verb(agency: Agency) -> None:
    """Questions may fail as they like: the next one is asked all the same."""
    agency.pbx.fail = UsageError("broken")
    await agency.clock.pass_s(200)
    agency.pbx.fail = None
    assert await agency.agents.pause() is Outcome.CONFIRMED


async def test_a_short_gap_is_read_anew_at_once(agency: Agency) -> None:
    """Though nothing was due yet."""
    agency.link(LinkState.DOWN)
    agency.link(LinkState.UP)
    assert agency.day.standing is Standing.UNKNOWN
    await agency.clock.pass_s(4)
    assert agency.day.told is not None
    assert agency.day.standing is Standing.READY
