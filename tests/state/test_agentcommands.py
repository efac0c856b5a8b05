"""Commands for agents: what settles them, and what a late answer still says."""

from __future__ import annotations

from dataclasses import replace

from ctiapp.model.agents import AgentCall, AgentKind, AgentStatus, AgentVerb
from ctiapp.model.events import AgentCommandSent
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.state.agentcommands import OVER_S, AgentCommands, after_the_call
from ctiapp.state.agentrecords import AgentRecord
from ctiapp.state.book import Batch
from ctiapp.state.changes import AgentCommandSettled, Settled
from tests.model.said import ME, moment

FIRST = QueueId("2")
SECOND = QueueId("3")
READY = AgentRecord(
    ExtensionId("21"),
    ME,
    "Leo",
    AgentKind.DYNAMIC,
    status=AgentStatus(ME, "Leo", AgentKind.DYNAMIC, logged_in=True, paused=False),
)
STATUS = READY.status
assert STATUS is not None
PAUSED = replace(READY, status=replace(STATUS, paused=True))
TALKING = replace(READY, call=AgentCall.TALKING)


def sent(token: int = 1, *queues: QueueId, verb: AgentVerb = AgentVerb.PAUSE) -> AgentCommands:
    """A pause, taken by the PBX at second 10."""
    commands = AgentCommands()
    commands.add(AgentCommandSent(token, verb, queues or (FIRST,), (ME,)), Batch(moment(9)))
    command = commands.get(token)
    assert command is not None
    command.accepted_s = 10.0
    return commands


def settled(batch: Batch) -> list[Settled]:
    """What became of the commands that wait no more."""
    return [one.how for one in batch.changes if isinstance(one, AgentCommandSettled)]


def test_an_answer_settles_it_where_it_was_asked_for_since() -> None:
    """One that was asked for before says nothing, either way."""
    commands, batch = sent(), Batch(moment(11))
    _, again = commands.told((FIRST, ME), PAUSED, 9.5, batch)
    assert again
    assert settled(batch) == []
    _, again = commands.told((FIRST, ME), PAUSED, 10.0, batch)
    assert not again
    assert settled(batch) == [Settled.CONFIRMED]
    assert len(commands) == 0


def test_all_queues_have_to_show_it() -> None:
    """One alone leaves the other's mark."""
    commands, batch = sent(1, FIRST, SECOND), Batch(moment(11))
    commands.told((FIRST, ME), PAUSED, 11, batch)
    assert commands.pending((FIRST, ME)) == frozenset()
    assert commands.pending((SECOND, ME)) == {AgentVerb.PAUSE}
    commands.told((SECOND, ME), PAUSED, 12, batch)
    assert settled(batch) == [Settled.CONFIRMED]


def test_whoever_talks_does_it_later() -> None:
    """A pause waits for the end of the call; a log-in does not."""
    commands, batch = sent(), Batch(moment(11))
    record, _ = commands.told((FIRST, ME), TALKING, 11, batch)
    assert record.after_call is AgentVerb.PAUSE
    assert settled(batch) == [Settled.AFTER_CALL]
    status = replace(STATUS, logged_in=False)
    commands = sent(verb=AgentVerb.LOG_IN)
    record, again = commands.told((FIRST, ME), replace(TALKING, status=status), 11, batch)
    assert record.after_call is None
    assert again


def test_after_its_time_the_next_answer_decides() -> None:
    """Where it was asked, it is not so; where it was not, it is still open."""
    commands, batch = sent(1, FIRST, SECOND), Batch(moment(15))
    commands.told((FIRST, ME), READY, 11, batch)
    assert commands.expire(1, batch) == {(FIRST, ME)}
    assert settled(batch) == [Settled.UNKNOWN]
    assert commands.pending((SECOND, ME)) == {AgentVerb.PAUSE}
    record, again = commands.told((SECOND, ME), READY, 16, batch)
    assert not again
    assert record.notice is not None
    assert (record.notice.key, record.failed) == ("agent.not_so", AgentVerb.PAUSE)
    assert settled(batch) == [Settled.UNKNOWN], "nobody waited any more"
    assert len(commands) == 0


def test_one_that_was_never_answered_is_decided_from_then_on() -> None:
    """What is asked for after its time."""
    commands, batch = AgentCommands(), Batch(moment(15))
    commands.add(AgentCommandSent(1, AgentVerb.PAUSE, (FIRST,), (ME,)), batch)
    assert commands.told((FIRST, ME), PAUSED, 12, batch) == (PAUSED, False)
    assert commands.expire(1, batch) == set()
    commands.told((FIRST, ME), PAUSED, 16, batch)
    assert len(commands) == 0
    assert commands.expire(1, batch) == set()


def test_the_newer_overtakes_the_older() -> None:
    """A pause and its end; logging out overtakes both."""
    commands, batch = sent(1, FIRST, SECOND), Batch(moment(11))
    commands.add(AgentCommandSent(2, AgentVerb.READY, (FIRST,), (ME,)), batch)
    assert settled(batch) == []
    assert commands.pending((FIRST, ME)) == {AgentVerb.READY}
    commands.add(AgentCommandSent(3, AgentVerb.LOG_OUT, (FIRST, SECOND), (ME,)), batch)
    assert settled(batch) == [Settled.UNKNOWN, Settled.UNKNOWN]
    assert commands.pending((SECOND, ME)) == {AgentVerb.LOG_OUT}
    commands.give_up(batch)
    assert settled(batch) == [Settled.UNKNOWN] * 3
    assert len(commands) == 0


def test_whoever_is_no_agent_any_more_is_not_waited_for() -> None:
    """The queue's list was edited meanwhile."""
    commands, batch = sent(1, FIRST, SECOND), Batch(moment(11))
    commands.forget({(FIRST, ME)}, batch)
    assert commands.pending((FIRST, ME)) == {AgentVerb.PAUSE}
    assert commands.pending((SECOND, ME)) == frozenset()
    commands.forget(set(), batch)
    assert len(commands) == 0
    assert commands.drop(1) is None


def test_what_was_put_off_has_its_time_after_the_call() -> None:
    """It comes, or it is said that it did not."""
    waits = replace(TALKING, after_call=AgentVerb.PAUSE)
    assert after_the_call(READY, 1, 1) == (READY, False)
    record, again = after_the_call(waits, 20, 20)
    assert not again
    record, again = after_the_call(replace(record, call=AgentCall.IDLE), 21, 21)
    assert again
    assert record.over_s == 21
    record, again = after_the_call(record, 21 + OVER_S - 1, 30)
    assert again
    done, again = after_the_call(replace(record, status=PAUSED.status), 23, 24)
    assert (done.after_call, again) == (None, False)
    late, again = after_the_call(record, 21 + OVER_S, 30)
    assert not again
    assert (late.after_call, late.failed) == (None, AgentVerb.PAUSE)
