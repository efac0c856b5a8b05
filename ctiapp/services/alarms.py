"""When a figure of the wallboard gives an alarm: one table, and nothing else.

| figure | soon | late |
| --- | --- | --- |
| how many wait | more than the ready agents | more than `LATE_TIMES` for each who takes calls |
| the longest wait | `SOON_PART` of ``sla_time`` | ``sla_time`` |
| the service level | within `SOON_POINTS` of ``sla_alarm_threshold`` | below it |

Who takes calls is logged in and not paused; where none does, whoever waits is one too many.
Where the PBX names no time or no threshold, the figure is fine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.agents import Standing
from ctiapp.services.agentfacts import Alarm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.agents import QueueRules
    from ctiapp.services.agentfacts import ServiceLevel

SOON_PART = 0.5
"""The part of the queue's time after which the longest wait is worth a look."""
SOON_POINTS = 10
"""So many points above its threshold the service level is worth a look."""
LATE_TIMES = 2
"""So many callers wait for each agent who takes calls: too many."""

_READY = (Standing.READY,)
_TAKES = (Standing.READY, Standing.BUSY, Standing.WRAP_UP)


def of_waiting(waiting: int, standings: Iterable[Standing]) -> Alarm:
    """The number who wait, against the agents; fine where no agent's state is known."""
    known = [standing for standing in standings if standing is not Standing.UNKNOWN]
    if not waiting or not known:
        return Alarm.FINE
    takes = sum(standing in _TAKES for standing in known)
    if waiting > LATE_TIMES * takes:
        return Alarm.LATE
    ready = sum(standing in _READY for standing in known)
    return Alarm.SOON if waiting > ready else Alarm.FINE


def of_longest(longest_s: float | None, rules: QueueRules | None) -> Alarm:
    """The longest wait, against the queue's time."""
    if longest_s is None or rules is None or not rules.sla_s:
        return Alarm.FINE
    if longest_s >= rules.sla_s:
        return Alarm.LATE
    return Alarm.SOON if longest_s >= SOON_PART * rules.sla_s else Alarm.FINE


def of_level(level: ServiceLevel | None, rules: QueueRules | None) -> Alarm:
    """The service level, against the queue's threshold."""
    percent = None if level is None else level.percent
    if percent is None or rules is None or rules.sla_alarm_percent is None:
        return Alarm.FINE
    if percent < rules.sla_alarm_percent:
        return Alarm.LATE
    return Alarm.SOON if percent < rules.sla_alarm_percent + SOON_POINTS else Alarm.FINE
