"""What a reader of the store is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.call import Call, Moment
    from ctiapp.model.directory import LineState, Presence
    from ctiapp.model.events import LinkState
    from ctiapp.model.ids import CallId, QueueId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.model.parking import ParkedCall
    from ctiapp.model.records import EndedCall


@dataclass(frozen=True, slots=True)
class CallChanged:
    """A call of one's own came, changed, ended, or (``after`` is None) left the screen.

    Attributes:
        before: as it was; None where it is new.
        after: as it is; None where it is forgotten.
        now: when the frame that told it arrived.
    """

    before: Call | None
    after: Call | None
    now: Moment


@dataclass(frozen=True, slots=True)
class CallTold:
    """The PBX told what became of a call that is over: anybody's.

    Attributes:
        ended: that.
        now: when the frame that told it arrived.
    """

    ended: EndedCall
    now: Moment


@dataclass(frozen=True, slots=True)
class CommandConfirmed:
    """The PBX did what the command asked."""

    token: int


@dataclass(frozen=True, slots=True)
class CommandRefused:
    """The PBX refused the command; the notice says why."""

    token: int
    notice: Notice


@dataclass(frozen=True, slots=True)
class CommandUnknown:
    """Nothing tells whether the command was done: the mark is gone."""

    token: int


@dataclass(frozen=True, slots=True)
class LampChanged:
    """An extension's lamp changed."""

    number: Number
    lamp: Lamp


@dataclass(frozen=True, slots=True)
class LampsChanged:
    """Any number of lamps changed at once: a gap made them doubtful, or they were read again."""


@dataclass(frozen=True, slots=True)
class EngagementsChanged:
    """Who rings or talks with whom changed, of these extensions."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Lamp:
    """What is known of an extension's phone and user.

    None: not told yet. UNKNOWN: it was told before a gap, and has not been read again.

    Attributes:
        line: what the phone does.
        presence: what the user says.
        registered: whether any device of it is; None: what was told does not say, the list may.
        devices: each kind of device that was told of (``sip``, ``mobile`` …), and whether it is
            registered.
        line_told_s: when an event last told what the phone does, on the monotonic clock.
    """

    line: LineState | None = None
    presence: Presence | None = None
    registered: bool | None = None
    devices: frozenset[tuple[str, bool]] = field(default=frozenset(), compare=False)
    line_told_s: float = field(default=float("-inf"), compare=False)


@dataclass(frozen=True, slots=True)
class ParkedChanged:
    """Who waits in which slot, by the PBX's list."""

    parked: tuple[ParkedCall, ...]


@dataclass(frozen=True, slots=True)
class LinkMoved:
    """Our connection changed; with anything but UP the picture is the last one, not the truth."""

    state: LinkState


@dataclass(frozen=True, slots=True)
class PictureDoubtful:
    """What was told cannot be (an illegal step): a fresh snapshot is needed.

    Attributes:
        call_id: the call in doubt.
        why: for the log.
    """

    call_id: CallId
    why: str


@dataclass(frozen=True, slots=True)
class AgentsChanged:
    """What is known of queues or agents changed, if only its age."""


@dataclass(frozen=True, slots=True)
class AgentsDoubtful:
    """What is known of these queues' agents may be old: they are to be asked for again, soon.

    Attributes:
        queue_ids: which.
        commanded: the PBX has just taken a command there: somebody waits to see it done.
    """

    queue_ids: tuple[QueueId, ...]
    commanded: bool = False


class Settled(Enum):
    """What became of a command for agents that was not refused."""

    CONFIRMED = "confirmed"
    AFTER_CALL = "after-call"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AgentCommandSettled:
    """A command for agents waits no more.

    Attributes:
        token: which one.
        how: done; taken, and done once a call is over; or not shown by what the PBX told.
    """

    token: int
    how: Settled


Change = (
    CallChanged
    | CallTold
    | CommandConfirmed
    | CommandRefused
    | CommandUnknown
    | LampChanged
    | LampsChanged
    | EngagementsChanged
    | ParkedChanged
    | LinkMoved
    | PictureDoubtful
    | AgentsChanged
    | AgentsDoubtful
    | AgentCommandSettled
)
