"""What is offered and shown of oneself as an agent, decided without a widget."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.agents import AgentKind, MissedCall, PauseReason, QueueLoad
from ctiapp.model.call import CallEnd, EndReason
from ctiapp.model.commands import Capability
from ctiapp.model.directory import Presence
from ctiapp.model.ids import CallId, QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import AgentPicture, AgentVerb, AutoPause, Standing
from ctiapp.services.lookup import Identity
from ctiapp.ui.agent.viewmodel import (
    PRESENCES,
    Ask,
    Entry,
    missed_news,
    pause_entries,
    pause_news,
    presence_entries,
    queue_faces,
    stale_s,
    wants_ready,
)
from ctiapp.ui.calls.justnow import PastCall
from tests.ui.agent.sheets import (
    CLOCK,
    LUNCH,
    agent,
    auto_pause,
    day,
    missed,
    other,
    picture,
    queue,
    waiting,
)

PAUSE, READY = AgentVerb.PAUSE, AgentVerb.READY
LOG_IN, LOG_OUT = AgentVerb.LOG_IN, AgentVerb.LOG_OUT


def asks(entries: tuple[Entry, ...]) -> list[tuple[AgentVerb, str, str]]:
    """What the entries do: verb, reason, digit."""
    found = []
    for entry in entries:
        assert isinstance(entry.ask, Ask)
        reason = "" if entry.ask.reason is None else entry.ask.reason.text
        found.append((entry.ask.verb, reason, entry.digit))
    return found


def identify(number: Number | None) -> Identity | None:
    """One who is known."""
    return Identity("Anna Simmons", "") if number == Number("2008") else None


def test_a_ready_agent_is_offered_to_pause_first_and_each_reason_by_its_digit() -> None:
    entries = pause_entries(picture())

    assert asks(entries) == [
        (PAUSE, "", ""),
        (PAUSE, "Lunch", "1"),
        (PAUSE, "Coffee & cake", "2"),
        (LOG_OUT, "", ""),
    ]
    assert [entry.first for entry in entries] == [True, False, False, False]


def test_a_paused_agent_is_offered_to_be_ready_first_and_sees_why_they_are_paused() -> None:
    entries = pause_entries(picture(Standing.NOT_READY, reason="Lunch"))

    assert asks(entries)[0] == (READY, "", "")
    assert entries[0].first
    assert [entry.ask for entry in entries if entry.chosen] == [Ask(PAUSE, LUNCH)]


def test_reasons_that_differ_mark_none() -> None:
    paused = [agent(Standing.NOT_READY, reason=reason) for reason in ("Lunch", "")]
    queues = (queue("6400", me=paused[0]), queue("6402", me=paused[1]))
    entries = pause_entries(AgentPicture(day(Standing.NOT_READY), queues))

    assert not any(entry.chosen for entry in entries)


def test_what_is_not_known_is_not_offered_to_be_changed() -> None:
    verbs = [verb for verb, _, _ in asks(pause_entries(picture(Standing.UNKNOWN)))]

    assert set(verbs) == {PAUSE}


@pytest.mark.parametrize(
    ("facts", "ready"),
    [
        ({"standing": Standing.BUSY}, False),
        ({"standing": Standing.BUSY, "after_call": PAUSE}, True),
        ({"standing": Standing.BUSY, "paused": 2, "after_call": READY}, False),
        ({"standing": Standing.BUSY, "paused": 2}, True),
        ({"standing": Standing.READY, "paused": 1}, False),
        ({"standing": Standing.WRAP_UP}, False),
        ({"standing": Standing.NOT_READY}, True),
    ],
)
def test_the_key_offers_the_other_state(facts: dict[str, Any], ready: bool) -> None:
    assert wants_ready(day(**facts)) is ready


def test_whom_the_pbx_paused_in_one_queue_is_offered_to_be_ready_first() -> None:
    paused = day(paused=1, logged_in=2, auto_pause=auto_pause("2008"))
    assert wants_ready(paused)
    assert not wants_ready(replace(paused, auto_pause=None))


def test_after_an_automatic_pause_the_key_means_the_same_as_the_banner() -> None:
    """Ready where the PBX paused one; what one paused oneself is a line of its own."""
    queues = (
        queue("6400", me=agent(Standing.NOT_READY, reason="Lunch")),
        queue("6402", me=agent(Standing.NOT_READY, reason="Auto-Pause")),
        queue("6404", me=agent()),
    )
    told = replace(auto_pause("2008"), queue=queues[1].number)
    paused = day(paused=1, logged_in=3, auto_pause=told)
    there = Ask(READY, queues=(QueueId("id-6402"),))

    entries = pause_entries(AgentPicture(paused, queues[1:]))
    assert (entries[0].ask, entries[0].first, entries[0].where) == (there, True, queues[1].name)
    assert [entry.ask for entry in entries if entry.ask == Ask(READY)] == []
    entries = pause_entries(AgentPicture(replace(paused, paused=2), queues))
    assert [entry.ask for entry in entries[:3]] == [there, Ask(READY), Ask(PAUSE)]
    assert [entry.first for entry in entries[:3]] == [True, False, False]
    assert entries[1].everywhere

    gone = pause_entries(AgentPicture(paused, queues[:1]))
    assert (gone[0].ask, gone[0].where) == (Ask(READY), ""), "one is in that queue no more"
    later = pause_entries(AgentPicture(replace(paused, after_call=PAUSE), queues))
    assert later[0].ask == Ask(READY)


def test_ready_says_where_there_are_several_queues() -> None:
    both = pause_entries(AgentPicture(day(Standing.NOT_READY, logged_in=2), (queue(),)))
    one = pause_entries(AgentPicture(day(Standing.NOT_READY, logged_in=1), (queue(),)))

    assert [entries[0].everywhere for entries in (both, one)] == [True, False]


def test_rest_after_a_call_can_be_ended_from_the_panel() -> None:
    assert asks(pause_entries(picture(Standing.WRAP_UP)))[:2] == [(PAUSE, "", ""), (READY, "", "")]


def test_the_panel_ends_the_rest_only_where_one_rests() -> None:
    queues = (
        queue("6400", me=agent(Standing.NOT_READY, reason="Lunch")),
        queue("6402", me=agent(Standing.WRAP_UP)),
        queue("6404", me=None),
    )
    entries = pause_entries(AgentPicture(day(Standing.WRAP_UP, paused=1), queues))
    assert entries[1].ask == Ask(READY, queues=(QueueId("id-6402"),))

    entries = pause_entries(AgentPicture(day(paused=1), queues[:1]))
    assert entries[1].ask == Ask(READY)


def test_who_is_logged_out_everywhere_is_offered_to_log_in_and_no_pause() -> None:
    assert asks(pause_entries(picture(Standing.LOGGED_OFF))) == [(LOG_IN, "", "")]


def test_a_static_agent_is_not_offered_to_log_out() -> None:
    static = agent(kind=AgentKind.STATIC)
    entries = pause_entries(AgentPicture(day(total=1), (queue(me=static),)))

    assert {verb for verb, _, _ in asks(entries)} == {PAUSE}


def test_logged_in_to_some_queues_is_offered_both() -> None:
    queues = (queue("6400", me=agent(Standing.LOGGED_OFF)), queue())
    entries = asks(pause_entries(AgentPicture(day(logged_in=1), queues)))

    assert [verb for verb, _, _ in entries][-2:] == [LOG_IN, LOG_OUT]


def test_the_tenth_reason_has_no_digit() -> None:
    reasons = tuple(PauseReason(f"*{n:02}", f"Reason {n}") for n in range(1, 12))
    entries = pause_entries(AgentPicture(day(reasons=reasons)))

    assert [entry.digit for entry in entries][1:] == [*"123456789", "", ""]


def test_six_presences_the_own_one_marked() -> None:
    entries = presence_entries(day(presence=Presence.LUNCH))

    assert tuple(entry.ask for entry in entries) == PRESENCES
    assert set(PRESENCES) == set(Presence) - {Presence.UNKNOWN}
    assert [entry.digit for entry in entries] == list("123456")
    assert [entry.ask for entry in entries if entry.chosen] == [Presence.LUNCH]


@pytest.mark.parametrize(
    ("ago_s", "live", "queues", "said"),
    [
        (3, True, 0, None),
        (16, True, 0, 16),
        (3, False, 0, 3),
        (79, True, 4, None),
        (81, True, 4, 81),
        (79, False, 4, 79),
    ],
)
def test_age_is_said_when_it_is_beyond_its_round_or_nothing_is_live(
    ago_s: int, live: bool, queues: int, said: float | None
) -> None:
    assert stale_s(CLOCK.ago(ago_s), CLOCK.mono_s, live=live, queues=queues) == said


def test_what_was_never_told_has_no_age() -> None:
    assert stale_s(None, CLOCK.mono_s, live=False) is None


def test_a_card_counts_who_waits_and_who_is_ready() -> None:
    agents = (
        agent(),
        other("2001", Standing.BUSY),
        other("2002", Standing.LOGGED_OFF),
        other("2003"),
    )
    (face,) = queue_faces(
        AgentPicture(day(), (queue(agents=agents, waiting=waiting(12, 191)),)), live=True
    )

    assert (face.ready, face.agents, face.waiting) == (2, 4, 2)
    assert face.longest_since_s == CLOCK.mono_s - 1 - 191
    assert (face.shut, face.can_pause) == ("", True)


def test_who_is_only_counted_waits_for_an_unknown_time() -> None:
    load = QueueLoad.of_count(QueueId("id-6402"), 6)
    (face,) = queue_faces(AgentPicture(day(), (queue(load=load),)), live=True)
    assert (face.waiting, face.longest_since_s) == (6, None)

    (face,) = queue_faces(
        AgentPicture(day(), (queue(load=replace(load, counted=None)),)), live=True
    )
    assert (face.waiting, face.longest_since_s) == (None, None)


def test_what_is_not_told_is_not_shown() -> None:
    unknown = queue(me=agent(Standing.UNKNOWN), load_told=None, agents_told=None)
    (face,) = queue_faces(AgentPicture(day(Standing.UNKNOWN), (unknown,)), live=True)

    assert (face.ready, face.agents, face.waiting, face.told) == (None, None, None, None)
    assert (face.shut, face.can_pause) == ("myqueues.not_told", False)


def test_a_static_agents_switch_is_shut_and_pausing_is_not() -> None:
    (face,) = queue_faces(AgentPicture(day(), (queue(me=agent(kind=AgentKind.STATIC)),)), live=True)

    assert (face.static, face.shut, face.can_pause) == (True, "myqueues.static", True)


def test_nothing_can_be_asked_while_the_link_is_down() -> None:
    (face,) = queue_faces(AgentPicture(day(), (queue(),)), live=False)

    assert (face.shut, face.can_pause) == ("myqueues.offline", False)


def test_the_age_of_a_card_is_that_of_its_oldest_value() -> None:
    one = queue(me=agent(told=CLOCK.ago(3)), load_told=CLOCK.ago(42))
    (face,) = queue_faces(AgentPicture(day(), (one,)), live=True)

    assert face.told == CLOCK.ago(42)


def test_queues_that_one_only_manages_are_not_mine() -> None:
    assert queue_faces(AgentPicture(day(), (queue(me=None, managed=True),)), live=True) == ()


def test_an_automatic_pause_names_the_callers_with_the_times_that_were_seen() -> None:
    end = CallEnd(EndReason.NO_ANSWER, CLOCK.ago(9))
    past = PastCall(
        CallId("7.0"), 1, True, True, "", None, "Support", end, rang_s=15, talked_s=None
    )
    news = pause_news(auto_pause("2008", "5503302", "anonymous"), identify, [past])

    assert news.queue == "Support"
    assert [(call.name, call.at) for call in news.calls] == [
        ("Anna Simmons", CLOCK.ago(9)),
        ("5503302", None),
        ("", None),
    ]
    assert news.back is news.calls[0]


def test_each_ring_of_the_same_call_has_its_own_time() -> None:
    call_id = CallId("7.0")
    past = [
        PastCall(
            call_id,
            ring,
            True,
            True,
            "",
            None,
            "Support",
            CallEnd(EndReason.NO_ANSWER, CLOCK.ago(ago_s)),
            rang_s=15,
            talked_s=None,
        )
        for ring, ago_s in ((2, 9), (1, 30))
    ]
    thrice = AutoPause(
        Number("6402"), "Support", CLOCK.ago(5), (MissedCall(Number("2008"), call_id),) * 3
    )

    found = [call.at for call in pause_news(thrice, identify, past).calls]
    assert found == [CLOCK.ago(9), CLOCK.ago(30), None]


def test_the_last_caller_who_can_be_is_called_back() -> None:
    news = pause_news(auto_pause("anonymous", "5503302"), identify, ())

    assert news.back is not None
    assert news.back.number == Number("5503302")
    assert pause_news(auto_pause("anonymous"), identify, ()).back is None
    assert pause_news(auto_pause(), identify, ()).back is None
    assert pause_news(auto_pause("5503302"), identify, (), dials=False).back is None


def test_a_missed_call_is_told_with_its_caller_and_time() -> None:
    news = missed_news(missed(), identify)

    assert (news.queue, news.calls[0].name) == ("Support", "Anna Simmons")
    assert news.calls[0].at == CLOCK.ago(30)
    assert news.back is not None
    assert missed_news(missed(), identify, dials=False).back is None


def test_where_the_pbx_cannot_pause_log_ins_alone_are_offered() -> None:
    """No entry that would fail."""
    can = EVERY_CAPABILITY - {Capability.PAUSE}
    entries = pause_entries(picture(), can=can)
    assert asks(entries) == [(LOG_OUT, "", "")]
    shown = AgentPicture(day(), (queue(),))
    assert [face.pauses for face in queue_faces(shown, live=True, can=can)] == [False]
    assert [face.pauses for face in queue_faces(shown, live=True)] == [True]


def test_where_the_pbx_cannot_log_in_pauses_alone_are_offered() -> None:
    """What the rest of its firmware has stays."""
    can = EVERY_CAPABILITY - {Capability.QUEUE_LOG_IN}
    whole = asks(pause_entries(picture()))
    assert asks(pause_entries(picture(), can=can)) == [one for one in whole if one[0] != LOG_OUT]
    assert len(whole) > 1
    shown = AgentPicture(day(), (queue(),))
    faces = queue_faces(shown, live=True, can=can)
    assert [(face.pauses, face.logs_in) for face in faces] == [(True, False)]
