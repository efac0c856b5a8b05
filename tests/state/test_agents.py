"""The book of queues and agents: polls and events that cross, gaps, and bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model import agentanswers, events
from ctiapp.model.agents import (
    AgentCall,
    AgentKind,
    AgentStatus,
    AgentVerb,
    Member,
    MissedCall,
    PauseReason,
    Queue,
    QueueCall,
    QueueLoad,
    QueueRules,
    Standing,
)
from ctiapp.model.directory import Presence
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId, ExtensionId, QueueId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.state.agentrecords import REST_SHOWS_S
from ctiapp.state.agents import MAX_AGENTS, MAX_CALLS, MAX_QUEUES, MAX_REASONS
from ctiapp.state.changes import (
    AgentCommandSettled,
    AgentsChanged,
    AgentsDoubtful,
    Change,
    Settled,
)
from tests.model.said import ME, inbound, mine, moment
from tests.state.desk import Told

if TYPE_CHECKING:
    import pytest

    from ctiapp.state.agentrecords import AgentRecord, QueueRecord

ANNA = Number("2008")
SUPPORT = QueueId("2")
NUMBER = Number("6402")
LEO_MEMBER = Member(ExtensionId("21"), ME, "Leo")
ANNA_MEMBER = Member(ExtensionId("28"), ANNA, "Anna")
QUEUE = Queue(SUPPORT, NUMBER, "Support", dynamic=(LEO_MEMBER, ANNA_MEMBER))
READY = AgentStatus(ME, "Leo", AgentKind.DYNAMIC, logged_in=True, paused=False, call=AgentCall.IDLE)
PAUSED = replace(READY, paused=True, reason="Lunch")
MISSED = MissedCall(Number("5503301"), CallId("9.1"))
AUTO = events.AgentAutoPaused(NUMBER, ME, (MISSED,))


class Book(Told):
    """A store that is live, at an extension that is an agent of Support."""

    def __init__(self) -> None:
        super().__init__()
        self.take(events.LinkChanged(LinkState.UP))
        self.answer(agentanswers.QueuesTold((QUEUE,)))

    def answer(self, told: agentanswers.AgentAnswer, asked_s: float | None = None) -> None:
        """The PBX answers, a second after it was asked, or after ``asked_s``."""
        before_s = self.now_s
        self.now_s += 1.0
        asked_s = before_s if asked_s is None else asked_s
        self.store.take_answer(told, asked_s, moment(self.now_s))

    def stands(self, *statuses: AgentStatus, asked_s: float | None = None) -> None:
        """The PBX says how agents of Support stand."""
        self.answer(agentanswers.AgentsTold(SUPPORT, statuses), asked_s)

    @property
    def queue(self) -> QueueRecord:
        """Support."""
        return self.store.agents.queues[SUPPORT]

    @property
    def me(self) -> AgentRecord:
        """Oneself there."""
        record = self.store.agents.mine(self.queue)
        assert record is not None
        return record

    @property
    def last(self) -> tuple[Change, ...]:
        """What was told last."""
        return self.batches[-1]


def doubtful(changes: tuple[Change, ...]) -> list[QueueId]:
    """The queues that are to be asked for again."""
    return [i for one in changes if isinstance(one, AgentsDoubtful) for i in one.queue_ids]


def test_an_answer_is_known_with_its_age() -> None:
    """Unknown before, found so, and told at each answer."""
    book = Book()
    assert book.me.standing is Standing.UNKNOWN
    book.stands(READY)
    assert (book.me.standing, book.me.since, book.me.told) == (
        Standing.READY,
        None,
        moment(book.now_s),
    )
    assert book.last == (AgentsChanged(),)
    told = book.me.told
    book.stands(READY)
    assert book.me.told != told
    book.stands(PAUSED)
    assert (book.me.standing, book.me.since) == (Standing.NOT_READY, moment(book.now_s))
    assert book.queue.agents_told == moment(book.now_s)


def test_a_look_that_mends_how_one_stands_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Paused by somebody else, and no event told it; what an event told is no repair."""
    caplog.set_level("INFO", "ctiapp.agents")
    book = Book()
    book.stands(READY)
    book.stands(READY)
    book.take(AUTO)
    book.stands(replace(PAUSED, reason="Auto-Pause"))
    assert "mended" not in caplog.text
    book.stands(READY)
    assert caplog.messages == ["a look mended how one stands in queue 6402"]


def test_an_event_beats_an_answer_that_was_asked_for_before_it() -> None:
    """The answer is as old as its question; it is asked for again."""
    book = Book()
    book.stands(READY)
    asked_s = book.now_s
    assert doubtful(book.take(AUTO)) == [SUPPORT]
    assert book.me.standing is Standing.NOT_READY
    since = book.me.since
    book.stands(READY, asked_s=asked_s)
    assert book.me.standing is Standing.NOT_READY
    assert doubtful(book.last) == [SUPPORT]
    assert book.store.agents.auto_pauses, "that old answer does not clear it"
    book.stands(replace(PAUSED, reason="Auto-Pause"))
    assert (book.me.standing, book.me.since) == (Standing.NOT_READY, since)
    book.stands(READY)
    assert book.me.standing is Standing.READY
    assert not book.store.agents.auto_pauses


def test_an_automatic_pause_ends_where_one_is_logged_off() -> None:
    """Who does not take the queue's calls is not paused in it."""
    book = Book()
    book.take(AUTO)
    book.stands(replace(READY, logged_in=False))
    assert not book.store.agents.auto_pauses


def test_an_automatic_pause_ends_where_one_is_no_agent_any_more() -> None:
    """A list that was asked for before the pause does not say so."""
    book = Book()
    asked_s = book.now_s
    book.take(AUTO)
    others = agentanswers.QueuesTold((replace(QUEUE, dynamic=(ANNA_MEMBER,)),))
    book.answer(others, asked_s)
    assert book.store.agents.auto_pauses
    book.answer(others)
    assert not book.store.agents.auto_pauses


def test_one_automatic_pause_is_seen_to_or_all_are() -> None:
    """By the queue; none named: all."""
    book = Book()
    numbers = [Number(text) for text in ("6402", "6403", "6404")]
    for number in numbers:
        book.take(replace(AUTO, queue=number))
    book.take(events.ToldSeenTo(auto_pause=True, queue=numbers[1]))
    assert list(book.store.agents.auto_pauses) == [numbers[0], numbers[2]]
    book.take(events.ToldSeenTo(auto_pause=True))
    assert not book.store.agents.auto_pauses


def test_an_event_of_another_leaves_ones_own_answer_alone() -> None:
    """And of another queue everything."""
    book = Book()
    asked_s = book.now_s
    book.take(events.AgentMoved(NUMBER, ANNA, "4"))
    assert book.take(events.AgentAutoPaused(Number("6499"), ANNA, ())) == ()
    book.stands(READY, replace(READY, number=ANNA, name="Anna"), asked_s=asked_s)
    assert book.me.standing is Standing.READY
    assert book.queue.agents[ANNA].standing is Standing.UNKNOWN


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=30))
def test_what_is_shown_is_never_older_than_the_last_event(steps: list[tuple[bool, int]]) -> None:
    """Whatever crosses what: ready is shown only by an answer asked for after the last pause."""
    book = Book()
    paused_s = float("-inf")
    shown = Standing.UNKNOWN
    for event, ago_s in steps:
        if event:
            book.take(AUTO)
            paused_s, shown = book.now_s, Standing.NOT_READY
        else:
            asked_s = book.now_s - ago_s
            book.stands(READY, asked_s=asked_s)
            shown = shown if asked_s < paused_s else Standing.READY
        assert book.me.standing is shown


def test_a_gap_leaves_nothing_known_but_the_lists() -> None:
    """Until it is read anew; what was told of oneself stays to be seen."""
    book = Book()
    book.answer(agentanswers.LoadTold(QueueLoad(SUPPORT)))
    book.answer(agentanswers.ReasonsTold((PauseReason("*01", "Lunch"),)))
    book.stands(READY)
    book.take(AUTO)
    book.take(events.LinkChanged(LinkState.DOWN))
    assert (book.me.standing, book.me.status, book.me.told) == (Standing.UNKNOWN, None, None)
    assert (book.queue.load, book.queue.load_told, book.queue.agents_told) == (None, None, None)
    assert book.store.agents.day.standing is Standing.UNKNOWN
    assert book.store.agents.reasons
    assert book.store.agents.auto_pauses
    book.take(events.LinkChanged(LinkState.UP))
    book.stands(PAUSED)
    assert (book.me.standing, book.me.since) == (Standing.NOT_READY, None)


def test_a_command_is_shown_and_settled() -> None:
    """Pending, taken, asked for again, confirmed."""
    book = Book()
    book.stands(READY)
    book.take(events.AgentCommandSent(1, AgentVerb.PAUSE, (SUPPORT,), (ME,)))
    assert book.me.pending == {AgentVerb.PAUSE}
    assert doubtful(book.take(events.AgentCommandAccepted(1))) == [SUPPORT]
    book.stands(PAUSED)
    assert AgentCommandSettled(1, Settled.CONFIRMED) in book.last
    assert book.me.pending == frozenset()
    assert book.take(events.AgentCommandAccepted(1)) == ()
    assert book.take(events.AgentCommandExpired(1)) == ()


def test_a_command_is_refused_and_the_agent_says_why() -> None:
    """Until it is so all the same, or something else is asked."""
    book = Book()
    book.stands(READY)
    notice = Notice.of("error.not_permitted")
    book.take(events.AgentCommandSent(1, AgentVerb.PAUSE, (SUPPORT,), (ME, Number("2999"))))
    book.take(events.AgentCommandRefused(1, notice))
    assert (book.me.pending, book.me.notice) == (frozenset(), notice)
    assert book.take(events.AgentCommandRefused(1, notice)) == ()
    book.stands(PAUSED)
    assert book.me.notice is None


def test_signing_out_forgets_and_ends_what_is_waited_for() -> None:
    """Another extension begins with nothing."""
    book = Book()
    book.take(events.AgentCommandSent(1, AgentVerb.PAUSE, (SUPPORT,), (ME,)))
    book.store.reset(None, moment(500))
    assert AgentCommandSettled(1, Settled.UNKNOWN) in book.last
    assert AgentsChanged() in book.last
    assert (dict(book.store.agents.queues), book.store.agents.listed) == ({}, False)
    book.batches.clear()
    book.store.reset(ANNA, moment(501))
    assert book.batches == []
    assert book.store.agents.me == ANNA


def test_a_rest_begins_when_one_leaves_a_call_of_the_queue() -> None:
    """As its rules say; time ends it."""
    book = Book()
    book.answer(agentanswers.RulesTold(QueueRules(SUPPORT, wrap_up_s=10)))
    book.stands(READY)
    book.said(inbound("ALERT", via="6402"), mine("RING", via="6402"))
    assert book.me.standing is Standing.READY
    book.said(inbound("ANSWERED", via="6402"), mine("ANSWER", via="6402"))
    assert (book.me.standing, book.me.call) == (Standing.BUSY, AgentCall.TALKING)
    book.recorded()
    ended_s = book.now_s
    assert book.me.wrap_up_ends == moment(ended_s + 10)
    assert book.store.agents.day.standing is Standing.WRAP_UP
    book.store.tick(moment(ended_s + 9.9))
    assert book.me.standing is Standing.WRAP_UP
    book.store.tick(moment(ended_s + 10))
    assert (book.me.standing, book.me.wrap_up_ends) == (Standing.READY, None)


def test_a_rest_that_the_pbx_tells_is_one() -> None:
    """Of others as of oneself, however the call came; what it says is newer than the rules."""
    book = Book()
    book.stands(READY, replace(READY, number=ANNA, name="Anna", resting=True))
    assert book.queue.agents[ANNA].standing is Standing.WRAP_UP
    book.stands(replace(READY, resting=True))
    assert (book.me.standing, book.me.wrap_up_ends) == (Standing.WRAP_UP, None)
    assert book.queue.agents[ANNA].standing is Standing.UNKNOWN, "not named any more"
    book.stands(replace(READY, resting=False))
    assert book.me.standing is Standing.READY


def test_a_rest_by_the_rules_is_the_pbxs_to_deny_and_to_prolong() -> None:
    """It may take a moment to show it; and it says itself when it is over."""
    book = rested()
    ended_s = book.now_s
    book.stands(replace(READY, resting=False), asked_s=ended_s + 1)
    assert book.me.wrap_up_ends is not None, "it may not show yet"
    book.stands(replace(READY, resting=False), asked_s=ended_s + REST_SHOWS_S)
    assert (book.me.standing, book.me.wrap_up_ends) == (Standing.READY, None)

    book = rested()
    book.stands(replace(READY, resting=True))
    book.now_s += 10.0
    book.store.tick(moment(book.now_s))
    assert (book.me.standing, book.me.wrap_up_ends) == (Standing.WRAP_UP, None)
    assert doubtful(book.last) == [SUPPORT]


def rested() -> Book:
    """Oneself after a call of Support, which has a rest of ten seconds."""
    book = Book()
    book.stands(READY)
    book.answer(agentanswers.RulesTold(QueueRules(SUPPORT, wrap_up_s=10)))
    book.said(inbound("ALERT", via="6402"), mine("RING", via="6402"))
    book.said(inbound("ANSWERED", via="6402"), mine("ANSWER", via="6402"))
    book.recorded()
    assert book.me.standing is Standing.WRAP_UP
    return book


def test_what_only_rang_has_no_rest() -> None:
    """One was not in that call."""
    book = Book()
    book.answer(agentanswers.RulesTold(QueueRules(SUPPORT, wrap_up_s=10)))
    book.stands(READY)
    book.said(inbound("ALERT", via="6402"), mine("RING", via="6402"))
    book.recorded()
    assert book.me.standing is Standing.READY


def test_a_queues_list_that_changes_keeps_what_is_known() -> None:
    """Names and members may change; a queue that is gone is gone with what was asked there."""
    book = Book()
    book.stands(READY)
    book.take(events.AgentCommandSent(1, AgentVerb.PAUSE, (SUPPORT,), (ME,)))
    managed = replace(QUEUE, name="Help", dynamic=(LEO_MEMBER,), managers=(LEO_MEMBER,))
    book.answer(agentanswers.QueuesTold((managed,)))
    assert (book.queue.queue.name, book.queue.managed, list(book.queue.agents)) == (
        "Help",
        True,
        [ME],
    )
    assert book.me.standing is Standing.READY
    book.answer(agentanswers.QueuesTold((replace(QUEUE, dynamic=(ANNA_MEMBER,)),)))
    assert dict(book.store.agents.queues) == {}
    assert AgentCommandSettled(1, Settled.UNKNOWN) in book.last


def test_what_is_unknown_or_asked_by_nobody_changes_nothing() -> None:
    """A queue that is not one's own, and a PBX that answers after one has left."""
    book = Book()
    other = QueueId("77")
    for answer in (
        agentanswers.AgentsTold(other, (READY,)),
        agentanswers.RulesTold(QueueRules(other)),
        agentanswers.LoadTold(QueueLoad(other)),
    ):
        book.batches.clear()
        book.answer(answer)
        assert book.batches == []
    book.store.reset(None, moment(900))
    book.batches.clear()
    book.answer(agentanswers.QueuesTold((QUEUE,)))
    assert book.batches == []


def test_a_presence_that_is_asked_for_is_shown_until_it_is_settled() -> None:
    """And told once."""
    book = Book()
    asked = events.PresenceAsked(Presence.AWAY)
    assert book.take(asked) == (AgentsChanged(),)
    assert book.take(asked) == ()
    assert book.store.agents.presence_asked is Presence.AWAY
    book.take(events.PresenceAsked(None))
    assert book.store.agents.presence_asked is None


def test_what_a_pbx_sends_is_bounded() -> None:
    """However many queues, agents, calls, reasons and automatic pauses there are."""
    book = Book()
    crowd = tuple(
        Member(ExtensionId(str(n)), Number(str(3000 + n)), "") for n in range(MAX_AGENTS + 5)
    )
    queues = [
        replace(QUEUE, queue_id=QueueId(str(n)), number=Number(str(6400 + n)))
        for n in range(MAX_QUEUES + 5)
    ]
    queues[2] = replace(queues[2], dynamic=(LEO_MEMBER, *crowd))
    book.answer(agentanswers.QueuesTold(tuple(queues)))
    assert len(book.store.agents.queues) == MAX_QUEUES
    assert len(book.queue.agents) == MAX_AGENTS
    statuses = (replace(READY, number=Number(str(9000 + n))) for n in range(MAX_AGENTS + 5))
    book.stands(*statuses)
    assert len(book.queue.agents) == MAX_AGENTS
    one = QueueCall(CallId("1"), Number("551"), "", NUMBER, "", 1)
    many = tuple(replace(one, call_id=CallId(str(n))) for n in range(MAX_CALLS + 5))
    book.answer(agentanswers.LoadTold(QueueLoad(SUPPORT, many, many, many)))
    load = book.queue.load
    assert load is not None
    kept = (load.waiting, load.ringing, load.active)
    assert {len(calls or ()) for calls in kept} == {MAX_CALLS}
    assert load.waiting_count == len(many)
    reasons = tuple(PauseReason(f"*{n}", str(n)) for n in range(MAX_REASONS + 5))
    book.answer(agentanswers.ReasonsTold(reasons))
    assert book.store.agents.reasons is not None
    assert len(book.store.agents.reasons) == MAX_REASONS
    for n in range(MAX_QUEUES + 5):
        book.take(events.AgentAutoPaused(Number(str(7000 + n)), ME, ()))
    assert len(book.store.agents.auto_pauses) == MAX_QUEUES


def test_an_old_answer_settles_no_command() -> None:
    """An event came between question and answer: neither done nor failed, asked again."""
    book = Book()
    book.stands(READY)
    book.take(events.AgentCommandSent(1, AgentVerb.PAUSE, (SUPPORT,), (ME,)))
    book.take(events.AgentCommandAccepted(1))
    asked_s = book.now_s
    book.take(events.AgentMoved(NUMBER, ME, "paused"))
    book.take(events.AgentCommandExpired(1))
    book.stands(READY, asked_s=asked_s)
    assert book.me.notice is None
    assert book.me.pending == {AgentVerb.PAUSE}
    assert doubtful(book.last) == [SUPPORT]
    book.stands(PAUSED)
    assert (book.me.pending, book.me.notice) == (frozenset(), None)


def test_a_count_without_callers_is_kept_as_that() -> None:
    """Nobody who waits is named, and nobody is made up."""
    book = Book()
    book.answer(agentanswers.LoadTold(QueueLoad.of_count(SUPPORT, 6)))
    assert book.queue.load == QueueLoad(SUPPORT, counted=6)
    book.answer(agentanswers.LoadTold(QueueLoad(SUPPORT)))
    assert book.queue.load == QueueLoad(SUPPORT)
    assert book.queue.load_told is not None
