"""What the queues' place decides, by the fact sheets alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.agents import AgentCall, AgentKind, QueueCall, QueueLoad, QueueRules
from ctiapp.model.commands import Capability, ListenMode
from ctiapp.model.ids import CallId, QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import AgentPicture, AgentVerb, Alarm, ServiceLevel, Standing
from ctiapp.ui.queues.viewmodel import (
    Caller,
    Column,
    Do,
    Doing,
    agent_rows,
    board_faces,
    callers,
    can_do,
    no_callers_word,
)
from tests.ui.agent.sheets import BREAK, CLOCK, LUNCH, REASONS, agent, other, queue, waiting

NOW_S = CLOCK.mono_s


def call(call_id: str, seconds: int, *, name: str = "", callee: str = "2008") -> QueueCall:
    """A call in Support."""
    return QueueCall(CallId(call_id), Number("5503302"), name, Number(callee), "", seconds)


# --- cards ---------------------------------------------------------------------------------------


def test_a_card_counts_what_was_told() -> None:
    """Calls, agents by how they stand, the service level; the older of the two ages."""
    shown = queue(
        waiting=waiting(40, 12),
        ringing=(call("1", 3),),
        active=(call("2", 60), call("3", 61)),
        agents=(agent(), other("2008", Standing.BUSY), other("2009")),
        level=ServiceLevel(9, 10, CLOCK()),
        agents_told=CLOCK.ago(7),
        waiting_alarm=Alarm.SOON,
    )
    (face,) = board_faces(AgentPicture(queues=(shown,)))

    assert (face.waiting, face.ringing, face.talking, face.level) == (2, 1, 2, 90)
    assert face.standings == ((Standing.READY, 2), (Standing.BUSY, 1))
    assert (face.level_s, face.target, face.level_since) == (60, 80, CLOCK())
    assert face.told == CLOCK.ago(7)
    assert face.waiting_alarm is Alarm.SOON
    assert [NOW_S - caller.since_s for caller in face.callers] == [41, 13]


def test_what_was_not_told_since_a_gap_is_not_known() -> None:
    """Neither figures nor alarms are guessed at; they come back with the next answer."""
    gone = queue(load_told=None, agents_told=None, waiting=waiting(40), level=None)
    (face,) = board_faces(AgentPicture(queues=(gone,)))

    assert (face.waiting, face.ringing, face.talking, face.standings) == (None,) * 4
    assert (face.longest_s(NOW_S), face.longest_alarm(NOW_S), face.waiting_alarm) == (None,) * 3
    assert face.told is None
    assert face.worst(NOW_S) is Alarm.FINE


def test_who_is_only_counted_waits_for_an_unknown_time() -> None:
    """The count and its alarm are known; no time, and no alarm for it, is made up."""
    load = QueueLoad.of_count(QueueId("id-6402"), 6)
    (face,) = board_faces(AgentPicture(queues=(queue(load=load, waiting_alarm=Alarm.LATE),)))

    assert (face.waiting, face.ringing, face.talking) == (6, None, None)
    assert (face.longest_s(NOW_S), face.longest_alarm(NOW_S)) == (None, None)
    assert (face.waiting_alarm, face.worst(NOW_S)) == (Alarm.LATE, Alarm.LATE)
    assert (face.callers, face.told) == ((), CLOCK.ago(1))


def test_what_the_pbx_does_not_tell_at_all_is_not_known() -> None:
    """It was asked, and answered with nothing: no figure, and no alarm."""
    load = QueueLoad(QueueId("id-6402"))
    (face,) = board_faces(AgentPicture(queues=(queue(load=load),)))

    assert (face.waiting, face.waiting_alarm, face.longest_s(NOW_S)) == (None, None, None)


@pytest.mark.parametrize(
    ("load", "key"),
    [
        (None, "board.callers_unknown"),
        (QueueLoad(QueueId("2")), "board.callers_untold"),
        (QueueLoad.of_count(QueueId("2"), 6), "board.callers_counted"),
        (QueueLoad.of_count(QueueId("2"), 0), "board.nobody_waits"),
        (QueueLoad(QueueId("2"), (), (), None), "board.nobody_waits"),
        (QueueLoad(QueueId("2"), (), (), ()), "board.no_caller"),
    ],
)
def test_that_nobody_is_there_is_said_only_where_it_is_known(
    load: QueueLoad | None, key: str
) -> None:
    assert no_callers_word(load) == key


def test_half_of_it_told_has_no_age_yet() -> None:
    """The card as a whole is as old as what is missing."""
    (face,) = board_faces(AgentPicture(queues=(queue(load_told=None),)))

    assert face.told is None
    assert face.standings == ((Standing.READY, 1),)


def test_the_longest_wait_grows_and_with_it_its_alarm() -> None:
    """A caller who waits on gets late though nobody tells anything new."""
    (face,) = board_faces(AgentPicture(queues=(queue(waiting=waiting(20, 9)),)))

    assert face.longest_s(NOW_S) == 21
    assert [face.longest_alarm(NOW_S + later) for later in (0, 15, 45)] == [
        Alarm.FINE,
        Alarm.SOON,
        Alarm.LATE,
    ]
    assert [face.worst(NOW_S + later) for later in (0, 45)] == [Alarm.FINE, Alarm.LATE]


def test_nobody_waits_is_known() -> None:
    """That is not the same as not known."""
    (face,) = board_faces(AgentPicture(queues=(queue(),)))

    assert (face.waiting, face.longest_s(NOW_S)) == (0, None)
    assert face.longest_alarm(NOW_S) is Alarm.FINE


def test_a_queue_without_a_time_has_no_service_level() -> None:
    """Nor without rules."""
    bare = queue(rules=QueueRules(QueueId("1")), name="")
    faces = board_faces(AgentPicture(queues=(bare, queue(rules=None))))

    assert [face.level_s for face in faces] == [None, None]
    assert faces[0].name == "6402", "the number stands in for a name"


# --- callers -------------------------------------------------------------------------------------


def test_callers_stand_by_what_they_do_and_how_long() -> None:
    """Those who wait first, the longest of them first; then who rings, then who talks."""
    found = callers(
        queue(
            waiting=(call("1", 5, callee="6402"), call("2", 50, name="Jay", callee="6402")),
            ringing=(call("3", 4),),
            active=(replace(call("4", 90), callee_name="Anna S."),),
            agents=(agent(), other("2008")),
        )
    )
    since = CLOCK.mono_s - 1

    assert found == (
        Caller(CallId("2"), "Jay", "5503302", Doing.WAITS, "", since - 50),
        Caller(CallId("1"), "5503302", "", Doing.WAITS, "", since - 5),
        Caller(CallId("3"), "5503302", "", Doing.RINGS, "Agent 2008", since - 4),
        Caller(CallId("4"), "5503302", "", Doing.TALKS, "Anna S.", since - 90),
    )


def test_one_who_waits_and_rings_is_shown_once() -> None:
    """The PBX may tell it in both lists."""
    both = queue(waiting=(call("1", 9, callee="6402"),), ringing=(call("1", 2),))

    assert [caller.doing for caller in callers(both) or ()] == [Doing.RINGS]


def test_callers_after_a_gap_are_not_known() -> None:
    """None is not nobody."""
    assert callers(queue(load_told=None)) is None
    assert callers(queue()) == ()


# --- agents --------------------------------------------------------------------------------------

ANNA = replace(other("2008", Standing.BUSY), name="Anna", since=CLOCK.ago(10), reason="")
ZOE = replace(other("999"), name="zoe", since=None, call=AgentCall.RINGING)
BEN = replace(other("1003", Standing.NOT_READY), name="Ben", since=CLOCK.ago(99), reason="Lunch")
TEAM = queue(agents=(ANNA, ZOE, BEN), me=None, managed=True)


@pytest.mark.parametrize(
    ("column", "names"),
    [
        (Column.NAME, ["Anna", "Ben", "zoe"]),
        (Column.NUMBER, ["zoe", "Ben", "Anna"]),
        (Column.STATE, ["zoe", "Anna", "Ben"]),
        (Column.SINCE, ["Ben", "Anna", "zoe"]),
        (Column.REASON, ["Ben", "Anna", "zoe"]),
        (Column.PHONE, ["Anna", "Ben", "zoe"]),
    ],
)
def test_any_column_sorts(column: Column, names: list[str]) -> None:
    """Upwards by what it means, of equals by name; downwards the other way round."""
    assert [row.name for row in agent_rows(TEAM, column)] == names
    if column in (Column.NAME, Column.NUMBER, Column.STATE):
        down = agent_rows(TEAM, column, downwards=True)
        assert [row.name for row in down] == names[::-1]


def test_oneself_is_known_and_a_number_stands_in_for_a_name() -> None:
    """Whether one is an agent there, or only a manager."""
    rows = agent_rows(queue(agents=(agent(), replace(other("2008"), name=""))), Column.NUMBER)

    assert [(row.name, row.me) for row in rows] == [("Leo Ball", True), ("2008", False)]


# --- what can be done ----------------------------------------------------------------------------

LISTENS = tuple(Do(mode) for mode in ListenMode)
PAUSES = (Do(AgentVerb.PAUSE), Do(AgentVerb.PAUSE, LUNCH), Do(AgentVerb.PAUSE, BREAK))
LOG_OUT = Do(AgentVerb.LOG_OUT)


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        (Standing.READY, (*PAUSES, LOG_OUT)),
        (Standing.BUSY, (*LISTENS, *PAUSES, LOG_OUT)),
        (Standing.WRAP_UP, (Do(AgentVerb.READY), *PAUSES, LOG_OUT)),
        (Standing.NOT_READY, (Do(AgentVerb.READY), LOG_OUT)),
        (Standing.LOGGED_OFF, (Do(AgentVerb.LOG_IN),)),
        (Standing.UNKNOWN, ()),
    ],
)
def test_what_makes_sense_is_offered(standing: Standing, found: tuple[Do, ...]) -> None:
    """By how the agent stands; only who talks can be listened to."""
    team = queue(agents=(other("2008", standing),), me=None, managed=True)

    assert can_do(team, agent_rows(team)[0], REASONS, live=True) == found


def test_nothing_is_offered_to_who_does_not_manage_or_is_cut_off() -> None:
    """Not even to listen."""
    team = queue(agents=(other("2008", Standing.BUSY),), managed=False)
    row = agent_rows(team)[0]

    assert can_do(team, row, REASONS, live=True) == ()
    assert can_do(replace(team, managed=True), row, REASONS, live=False) == ()


def test_a_static_agent_is_not_logged_out_and_oneself_not_listened_to() -> None:
    """The PBX refuses the one; the other makes no sense."""
    me = replace(agent(Standing.BUSY), kind=AgentKind.STATIC)
    team = queue(me=me, agents=(me,), managed=True)

    assert can_do(team, agent_rows(team)[0], (), live=True) == (Do(AgentVerb.PAUSE),)


def test_what_is_asked_already_is_not_offered_again() -> None:
    """Until the PBX has answered."""
    team = queue(
        agents=(replace(other("2008"), pending=frozenset({AgentVerb.PAUSE})),),
        me=None,
        managed=True,
    )

    assert can_do(team, agent_rows(team)[0], REASONS, live=True) == (LOG_OUT,)


@pytest.mark.parametrize(
    ("lost", "found"),
    [
        (Capability.LISTEN, (*LISTENS[1:], *PAUSES, LOG_OUT)),
        (Capability.WHISPER, (LISTENS[0], LISTENS[2], *PAUSES, LOG_OUT)),
        (Capability.BARGE, (*LISTENS[:2], *PAUSES, LOG_OUT)),
        (Capability.PAUSE, (*LISTENS, LOG_OUT)),
        (Capability.QUEUE_LOG_IN, (*LISTENS, *PAUSES)),
        (Capability.SUPERVISE, LISTENS),
    ],
)
def test_what_the_pbx_cannot_do_for_others_is_not_offered(
    lost: Capability, found: tuple[Do, ...]
) -> None:
    """Each way of listening for itself."""
    team = queue(agents=(other("2008", Standing.BUSY),), me=None, managed=True)
    left = EVERY_CAPABILITY - {lost}
    row = agent_rows(team)[0]
    assert can_do(team, row, REASONS, live=True, capabilities=left) == tuple(found)
