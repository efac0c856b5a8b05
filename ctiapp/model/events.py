"""Everything a PBX can tell us, and what we note ourselves, as one closed union of frozen facts.

What came from the PBX carries no time: the frame's arrival is handed over beside the event.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ctiapp.model.agents import AgentVerb, MissedCall
    from ctiapp.model.call import Call, CallReport, FailReason, Moment
    from ctiapp.model.commands import PhoneRingId, Verb
    from ctiapp.model.directory import LineState, Presence
    from ctiapp.model.ids import CallId, QueueId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.model.records import EndedCall


@dataclass(frozen=True, slots=True)
class CallReported:
    """A call as it stands now (P 30011)."""

    report: CallReport


@dataclass(frozen=True, slots=True)
class CallTransferred:
    """An extension's user transferred the call (P 30013), or it was forwarded (P 30014)."""

    report: CallReport
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class CallFailed:
    """The PBX could not put the call through (P 30015).

    Attributes:
        report: the call and who was in it.
        reason: why, as far as we know the PBX's word.
        words: the PBX's own word, for the details.
    """

    report: CallReport
    reason: FailReason
    words: str


@dataclass(frozen=True, slots=True)
class CallRecorded:
    """A call is over and has its record (P 30012).

    Attributes:
        call_id: the call.
        fields: what the PBX wrote, as it wrote it.
        ended: what that means; None where nothing but the end is told.
    """

    call_id: CallId
    fields: Mapping[str, str]
    ended: EndedCall | None = None


@dataclass(frozen=True, slots=True)
class CallGone:
    """The PBX, asked, no longer has this call."""

    call_id: CallId


@dataclass(frozen=True, slots=True)
class LineChanged:
    """An extension's phone rings, is busy or idle (P 30008)."""

    number: Number
    state: LineState


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """An extension's user set their presence (P 30009)."""

    number: Number
    presence: Presence


@dataclass(frozen=True, slots=True)
class RegistrationChanged:
    """A device of an extension registered or left (P 30007)."""

    number: Number
    device: str
    registered: bool
    address: str = ""


class RingStep(Enum):
    """What a phone that can be commanded says of its ring."""

    RINGS = "rings"
    ANSWERED = "answered"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class PhoneRings:
    """A phone that can be commanded rings, was answered, or is done (P 30020, uaCSTA)."""

    ring: PhoneRingId
    step: RingStep


@dataclass(frozen=True, slots=True)
class InboundOffered:
    """An outside call waits for ten seconds to be let in or refused (P 30016)."""

    report: CallReport


@dataclass(frozen=True, slots=True)
class DigitsPressed:
    """Somebody in a call pressed keys, to a menu for instance (P 30017).

    Attributes:
        call_id: the call, which may not have reached one's own extension yet.
        digits: one key, or all keys so far.
        index: which one it is, counted from 0; None where ``digits`` are all of them.
    """

    call_id: CallId
    digits: str
    index: int | None = None


@dataclass(frozen=True, slots=True)
class AgentAutoPaused:
    """A queue paused an agent by itself, after these missed calls, the last one first (P 30025)."""

    queue: Number
    agent: Number
    missed: tuple[MissedCall, ...]


@dataclass(frozen=True, slots=True)
class AgentMissed:
    """An agent of a queue was rung and did not take the call (P 30026)."""

    queue: Number
    agent: Number
    missed: MissedCall


@dataclass(frozen=True, slots=True)
class AgentMoved:
    """An agent logged in or out, paused or went on (P 30029, later firmware).

    Attributes:
        queue: in which queue.
        agent: who.
        words: the PBX's own word for the status; what it means is read anew by asking.
        reason: why they paused; empty where none is told.
    """

    queue: Number
    agent: Number
    words: str
    reason: str = ""


class DirectoryPart(Enum):
    """Which part of the PBX's directory changed."""

    EXTENSION = "extension"
    TRUNK = "trunk"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class DirectoryChanged:
    """Part of the PBX's directory was edited (P 30005, 30006, 30022, 30023)."""

    part: DirectoryPart
    name: str
    action: str


@dataclass(frozen=True, slots=True)
class RecordingReady:
    """The PBX made a recording ready to be fetched, or could not (P 30033, later firmware).

    Attributes:
        file: the file's name at the PBX. A stranger's text: never a path.
        ready: whether it is.
        words: the PBX's own words where it is not, for the details; empty where it has none.
        at: when its call began, aware UTC; None where that cannot be told.
        numbers: who took part in it, or what was called, as far as that can be told.
    """

    file: str
    ready: bool
    words: str = ""
    at: datetime | None = None
    numbers: frozenset[Number] = frozenset()


@dataclass(frozen=True, slots=True)
class Reported:
    """An event that was read whole, and that nothing acts on yet.

    Attributes:
        kind: the vendor's number of the event.
        name: what it is, e.g. ``"inbound-offered"``.
        fields: its blank-free fields as text.
        report: the call it speaks of, where it carries members.
    """

    kind: int
    name: str
    fields: Mapping[str, str]
    report: CallReport | None = None


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """An event of a kind that we do not know: logged once a kind, otherwise ignored."""

    kind: str


class LinkState(Enum):
    """Our connection to the PBX."""

    DOWN = "down"
    OPENING = "opening"
    SYNCING = "syncing"
    UP = "up"


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """Our connection changed.

    Attributes:
        state: now.
        notice: why, where there is something to say.
    """

    state: LinkState
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class CommandSent:
    """A command leaves for the PBX; its call shows it as pending.

    Attributes:
        token: our number of this command.
        verb: what was asked.
        call_id: of which call; None for a dial, whose call is not there yet.
        callee: whom a dial calls.
    """

    token: int
    verb: Verb
    call_id: CallId | None
    callee: Number | None = None


@dataclass(frozen=True, slots=True)
class CommandAccepted:
    """The PBX took the command (``errcode`` 0), which is not yet its confirmation.

    Attributes:
        call_id: the call that a dial, or a consultation, made.
        slot: where a call was parked.
    """

    token: int
    call_id: CallId | None = None
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class CommandFailed:
    """The PBX refused the command."""

    token: int
    notice: Notice


@dataclass(frozen=True, slots=True)
class CommandExpired:
    """Nothing confirmed the command in time: its outcome is unknown."""

    token: int


@dataclass(frozen=True, slots=True)
class AgentCommandSent:
    """A command for agents leaves for the PBX; they show it as pending.

    Attributes:
        token: our number of this command.
        verb: what was asked.
        queue_ids: in which queues.
        agents: of whom.
        reason: the text of a pause's reason; empty where none is given.
    """

    token: int
    verb: AgentVerb
    queue_ids: tuple[QueueId, ...]
    agents: tuple[Number, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AgentCommandAccepted:
    """The PBX took it (``errcode`` 0): what ``agent_status`` is asked for from now on, counts."""

    token: int


@dataclass(frozen=True, slots=True)
class AgentCommandRefused:
    """The PBX refused it.

    Attributes:
        token: our number of the command.
        notice: why.
        apart: where it was refused in some of the queues alone, why in each of them; in the others
            the PBX took it.
    """

    token: int
    notice: Notice
    apart: Mapping[QueueId, Notice] | None = None


@dataclass(frozen=True, slots=True)
class AgentCommandExpired:
    """Nothing confirmed it in time: where the PBX was asked since, it is not so, or not yet."""

    token: int


@dataclass(frozen=True, slots=True)
class PresenceAsked:
    """One's own presence was asked for; None: that is settled, however it ended."""

    presence: Presence | None


@dataclass(frozen=True, slots=True)
class ToldSeenTo:
    """One has seen to what a queue told of oneself.

    Attributes:
        auto_pause: an automatic pause; else the missed call.
        queue: the number of the queue whose pause it was; None: all of them.
    """

    auto_pause: bool
    queue: Number | None = None


@dataclass(frozen=True, slots=True)
class CallsRecalled:
    """One's own calls as a recording found them: it begins in the middle of them.

    Attributes:
        calls: all of them.
        at: the moment that their times are counted on.
    """

    calls: tuple[Call, ...]
    at: Moment


PbxEvent = (
    CallReported
    | CallTransferred
    | CallFailed
    | CallRecorded
    | CallGone
    | LineChanged
    | PresenceChanged
    | RegistrationChanged
    | PhoneRings
    | InboundOffered
    | DigitsPressed
    | AgentAutoPaused
    | AgentMissed
    | AgentMoved
    | DirectoryChanged
    | RecordingReady
    | CallsRecalled
    | Reported
    | UnknownEvent
)
"""What a dialect's ``wire.py`` makes of a frame."""

AgentOwnEvent = (
    AgentCommandSent
    | AgentCommandAccepted
    | AgentCommandRefused
    | AgentCommandExpired
    | PresenceAsked
    | ToldSeenTo
)
"""What we note ourselves of agents."""

OwnEvent = (
    LinkChanged | CommandSent | CommandAccepted | CommandFailed | CommandExpired | AgentOwnEvent
)
"""What we note ourselves; it takes the same road."""

Event = PbxEvent | OwnEvent
