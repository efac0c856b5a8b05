"""One word for an agent, and one for oneself over all queues."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.agents import (
    AgentCall,
    AgentKind,
    AgentStatus,
    AgentVerb,
    Member,
    Queue,
    Standing,
)
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.state.agentrecords import AgentRecord, Day, listed, overall, phone_of
from tests.model.said import ME, inbound, mine, moment
from tests.state.desk import Told

STATUS = AgentStatus(ME, "Leo", AgentKind.DYNAMIC, logged_in=True, paused=False)
LEO = AgentRecord(ExtensionId("21"), ME, "Leo", AgentKind.DYNAMIC)
KNOWN = replace(LEO, status=STATUS).settled(moment(10))
S = Standing


def test_the_word_is_made_of_log_in_call_pause_and_rest() -> None:
    """In that order: who talks is busy, paused or not."""
    out = replace(STATUS, logged_in=False, paused=True)
    paused = replace(STATUS, paused=True)
    rest = replace(KNOWN, wrap_up_ends=moment(20))
    cases = {
        S.UNKNOWN: LEO,
        S.READY: KNOWN,
        S.LOGGED_OFF: replace(KNOWN, status=out, call=AgentCall.TALKING),
        S.BUSY: replace(rest, status=paused, call=AgentCall.HELD),
        S.NOT_READY: replace(rest, status=paused),
        S.WRAP_UP: rest,
    }
    for standing, record in cases.items():
        assert record.settled(moment(15)).standing is standing
    assert rest.settled(moment(20)).standing is S.READY
    assert replace(KNOWN, call=AgentCall.RINGING).settled(moment(11)).standing is S.READY


def test_since_is_when_it_was_seen_to_change() -> None:
    """None where it was found so; another reason has a clock of its own."""
    assert KNOWN.since is None
    paused = replace(STATUS, paused=True, reason="Lunch")
    lunch = KNOWN.with_status(paused, moment(20)).settled(moment(20))
    assert lunch.since == moment(20)
    assert lunch.with_status(replace(paused, reason=" lunch "), moment(30)).since == moment(20)
    assert lunch.with_status(replace(paused, reason="Break"), moment(40)).since == moment(40)
    lost = lunch.lost()
    assert (lost.standing, lost.since, lost.status) == (S.UNKNOWN, None, None)
    assert lost.with_status(paused, moment(50)).settled(moment(50)).since is None


def test_a_pause_that_an_event_told_gets_its_reason_later() -> None:
    """The same pause, with the same clock."""
    told = replace(KNOWN, event_s=20.0, status=KNOWN.paused_by_event()).settled(moment(20))
    named = replace(STATUS, paused=True, reason="Auto-Pause")
    assert told.with_status(named, moment(22)).since == moment(20)
    assert LEO.paused_by_event().paused
    assert LEO.paused_by_event().logged_in


@pytest.mark.parametrize(
    ("verb", "logged_in", "paused", "shown"),
    [
        (AgentVerb.LOG_IN, True, True, True),
        (AgentVerb.LOG_IN, False, False, False),
        (AgentVerb.LOG_OUT, False, False, True),
        (AgentVerb.LOG_OUT, True, True, False),
        (AgentVerb.PAUSE, True, True, True),
        (AgentVerb.PAUSE, False, True, False),
        (AgentVerb.READY, True, False, True),
        (AgentVerb.READY, False, False, False),
    ],
)
def test_what_shows_a_verb_done(
    verb: AgentVerb, *, logged_in: bool, paused: bool, shown: bool
) -> None:
    """A pause of one who is logged out is none."""
    record = replace(LEO, status=replace(STATUS, logged_in=logged_in, paused=paused))
    assert record.shows(verb) is shown
    assert not LEO.shows(verb)


def test_another_reason_is_not_the_pause_that_was_asked_for() -> None:
    """Where the PBX names one; some name none."""
    record = replace(LEO, status=replace(STATUS, paused=True, reason="Break"))
    assert not record.shows(AgentVerb.PAUSE, "Lunch")
    assert record.shows(AgentVerb.PAUSE, "break")
    silent = replace(LEO, status=replace(STATUS, paused=True))
    assert silent.shows(AgentVerb.PAUSE, "Lunch")


@pytest.mark.parametrize(
    ("standings", "word"),
    [
        ([], S.UNKNOWN),
        ([S.READY, S.BUSY, S.WRAP_UP], S.BUSY),
        ([S.READY, S.WRAP_UP], S.WRAP_UP),
        ([S.NOT_READY, S.READY, S.UNKNOWN], S.READY),
        ([S.NOT_READY, S.LOGGED_OFF], S.NOT_READY),
        ([S.NOT_READY, S.UNKNOWN], S.UNKNOWN),
        ([S.LOGGED_OFF, S.LOGGED_OFF], S.LOGGED_OFF),
    ],
)
def test_several_queues_make_one_word(standings: list[Standing], word: Standing) -> None:
    """What keeps one; else where one may be rung; else why not."""
    assert overall(standings) is word


def test_a_day_has_a_reason_where_all_queues_say_the_same() -> None:
    """And its clock begins when it changes, not with each look."""
    paused = replace(KNOWN, status=replace(STATUS, paused=True, reason="Lunch"))
    lunch = paused.settled(moment(20))
    other = replace(paused, status=replace(STATUS, paused=True, reason="Break")).settled(moment(20))
    ready = Day().after([KNOWN], moment(10))
    assert ready == Day(S.READY, "", None)
    day = ready.after([lunch], moment(20))
    assert day == Day(S.NOT_READY, "Lunch", moment(20))
    assert day.after([lunch], moment(30)) is day
    assert day.after([lunch, other], moment(40)) == Day(S.NOT_READY, "", moment(40))


def test_what_no_event_told_and_nobody_asked_for_is_mended_by_a_look() -> None:
    """A gap, an event since the last answer, and a command under way explain it."""
    known = replace(KNOWN, told=moment(10))
    paused = replace(STATUS, paused=True)
    assert known.mended_by(paused)
    assert not known.mended_by(STATUS)
    assert not known.lost().mended_by(paused)
    assert not replace(known, event_s=11.0).mended_by(paused)
    assert not replace(known, pending=frozenset({AgentVerb.PAUSE})).mended_by(paused)


def test_ones_own_phone_is_known_from_ones_own_calls() -> None:
    """Talking counts before ringing, and whoever is held by the caller is."""
    told = Told()
    assert phone_of(told.store.calls) is AgentCall.IDLE
    told.said(inbound("ALERT"), mine("RING"))
    assert phone_of(told.store.calls) is AgentCall.RINGING
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    assert phone_of(told.store.calls) is AgentCall.TALKING
    told.said(inbound("HOLD"), mine("ANSWER"))
    assert phone_of(told.store.calls) is AgentCall.HELD
    told.said(inbound("ANSWERED"), mine("HOLD"))
    assert phone_of(told.store.calls) is AgentCall.TALKING
    told.said(inbound("ALERT", channel="two"), mine("RING", "b"), call_id="2.1")
    assert phone_of(told.store.calls) is AgentCall.TALKING_AND_RINGING
    told.recorded()
    assert phone_of(told.store.calls) is AgentCall.RINGING


def test_a_queues_list_keeps_what_is_known_of_its_agents() -> None:
    """In the order in which they were told; whoever is in both lists is static; bounded."""
    anna = Member(ExtensionId("28"), Number("2008"), "Anna")
    leo = Member(ExtensionId("21"), ME, "")
    queue = Queue(QueueId("2"), Number("6402"), "Support", dynamic=(anna, leo), static=(anna,))
    found = listed(queue, {ME: replace(KNOWN, name="Leo")}, 10)
    assert list(found) == [ME, anna.number]
    assert (found[ME].standing, found[ME].name) == (S.READY, "Leo")
    assert found[anna.number].kind is AgentKind.STATIC
    assert list(listed(queue, {}, 1)) == [anna.number]
