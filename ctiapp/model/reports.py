"""The PBX's own reports on queues, agents and extensions (P: ``call_report/list``)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ctiapp.model.ids import ExtensionId, QueueId

Value = str | int | float | None
"""What one field of a report may be; None where the PBX told nothing."""


class ReportKind(Enum):
    """What is reported on."""

    QUEUES = "queues"
    QUEUE_HOURS = "queue_hours"
    AGENTS = "agents"
    AGENT_CALLS = "agent_calls"
    AGENT_PAUSES = "agent_pauses"
    EXTENSIONS = "extensions"
    EXTENSION_HOURS = "extension_hours"

    @property
    def by_part(self) -> bool:
        """Whether its rows are hours (of one day) or days."""
        return self in (ReportKind.QUEUE_HOURS, ReportKind.EXTENSION_HOURS)

    @property
    def of_one_queue(self) -> bool:
        """Whether it can be had of one queue at a time alone."""
        return self in (ReportKind.AGENTS, ReportKind.AGENT_CALLS, ReportKind.AGENT_PAUSES)

    @property
    def of_extensions(self) -> bool:
        """Whether it is of extensions, and not of queues."""
        return self in (ReportKind.EXTENSIONS, ReportKind.EXTENSION_HOURS)


class Unit(Enum):
    """What a field is."""

    TEXT = "text"
    PART = "part"
    """An hour of a day, or a day of a month."""
    COUNT = "count"
    SECONDS = "seconds"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: under which word it stands, and what its fields are."""

    key: str
    unit: Unit


def _columns(unit: Unit, *keys: str) -> tuple[Column, ...]:
    return tuple(Column(key, unit) for key in keys)


_WHO = _columns(Unit.TEXT, "name", "number")
_PART = _columns(Unit.PART, "part")
_QUEUE = (
    *_columns(Unit.COUNT, "calls", "answered", "missed", "abandoned"),
    *_columns(Unit.PERCENT, "answered_share", "service_level"),
    *_columns(Unit.SECONDS, "wait", "longest_wait", "talk", "handle"),
)
_EXTENSION = (
    *_columns(Unit.COUNT, "answered", "no_answer", "busy", "voicemail", "failed"),
    *_columns(Unit.SECONDS, "total_ring", "total_talk"),
)

COLUMNS: Final[Mapping[ReportKind, tuple[Column, ...]]] = {
    ReportKind.QUEUES: (*_WHO, *_QUEUE),
    ReportKind.QUEUE_HOURS: (*_PART, *_QUEUE),
    ReportKind.AGENTS: (
        *_WHO,
        *_columns(Unit.COUNT, "calls", "answered", "missed"),
        *_columns(Unit.PERCENT, "missed_share"),
        *_columns(Unit.SECONDS, "wait", "longest_wait", "talk", "total_talk"),
    ),
    ReportKind.AGENT_CALLS: (
        *_WHO,
        *_columns(Unit.COUNT, "calls", "inbound", "outbound"),
        *_columns(Unit.SECONDS, "inbound_talk", "outbound_talk", "total_talk", "talk", "handle"),
    ),
    ReportKind.AGENT_PAUSES: (
        *_WHO,
        *_columns(Unit.TEXT, "began", "ended"),
        *_columns(Unit.SECONDS, "length"),
    ),
    ReportKind.EXTENSIONS: (*_WHO, *_EXTENSION),
    ReportKind.EXTENSION_HOURS: (*_PART, *_EXTENSION),
}
"""What each report tells, in its order. The handbook's figures are more; these are the ones that
somebody acts on. ``wait`` and ``talk`` are means of the answered calls, ``handle`` is ring and talk
together, ``service_level`` the share of all calls that was answered in time."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What is asked for.

    Attributes:
        kind: what it is on.
        first, last: the days, both included, by the PBX's own clock. A report by part is of one
            day (by hours) or of days of one month.
        queues: whose; exactly one where `ReportKind.of_one_queue`.
        extensions: whose, where `ReportKind.of_extensions`.
    """

    kind: ReportKind
    first: date
    last: date
    queues: tuple[QueueId, ...] = ()
    extensions: tuple[ExtensionId, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What the PBX told.

    Attributes:
        kind: what it is on.
        rows: each with a value for each of the kind's `COLUMNS`.
    """

    kind: ReportKind
    rows: tuple[tuple[Value, ...], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What stands in which place of a row."""
        return COLUMNS[self.kind]
