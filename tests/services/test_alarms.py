"""The thresholds of the wallboard."""

from __future__ import annotations

import pytest

from ctiapp.model.agents import QueueRules, Standing
from ctiapp.model.ids import QueueId
from ctiapp.services import alarms
from ctiapp.services.agentfacts import Alarm, ServiceLevel
from tests.model.said import moment

RULES = QueueRules(QueueId("2"), sla_s=60, sla_alarm_percent=80)
UNTOLD = QueueRules(QueueId("2"))
S = Standing


@pytest.mark.parametrize(
    ("waiting", "standings", "alarm"),
    [
        (0, [S.LOGGED_OFF], Alarm.FINE),
        (3, [S.UNKNOWN], Alarm.FINE),
        (1, [S.READY], Alarm.FINE),
        (1, [S.BUSY], Alarm.SOON),
        (2, [S.READY, S.NOT_READY], Alarm.SOON),
        (3, [S.READY, S.NOT_READY], Alarm.LATE),
        (1, [S.NOT_READY, S.LOGGED_OFF], Alarm.LATE),
    ],
)
def test_those_who_wait_against_those_who_take_calls(
    waiting: int, standings: list[Standing], alarm: Alarm
) -> None:
    """Nobody knows, nobody waits: fine. Nobody takes calls: one is too many."""
    assert alarms.of_waiting(waiting, standings) is alarm


@pytest.mark.parametrize(
    ("longest_s", "alarm"),
    [(None, Alarm.FINE), (29, Alarm.FINE), (30, Alarm.SOON), (60, Alarm.LATE)],
)
def test_the_longest_wait_against_the_queues_time(longest_s: int | None, alarm: Alarm) -> None:
    """Where the PBX names none, nothing is late."""
    assert alarms.of_longest(longest_s, RULES) is alarm
    assert alarms.of_longest(longest_s, UNTOLD) is Alarm.FINE
    assert alarms.of_longest(longest_s, None) is Alarm.FINE


@pytest.mark.parametrize(("in_time", "alarm"), [(9, Alarm.FINE), (8, Alarm.SOON), (7, Alarm.LATE)])
def test_the_service_level_against_its_threshold(in_time: int, alarm: Alarm) -> None:
    """Of ten callers; before anybody called it is fine."""
    level = ServiceLevel(in_time, 10, moment())
    assert alarms.of_level(level, RULES) is alarm
    assert alarms.of_level(level, UNTOLD) is Alarm.FINE
    assert alarms.of_level(ServiceLevel(0, 0, moment()), RULES) is Alarm.FINE
    assert alarms.of_level(None, RULES) is Alarm.FINE
