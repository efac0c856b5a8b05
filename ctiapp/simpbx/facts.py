"""What the exchange tells: immutable facts, in no vendor's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Direction = Literal["inbound", "outbound", "internal"]
ExtensionState = Literal["idle", "ringing", "busy"]
CdrStatus = Literal["answered", "no answer", "busy", "failed", "voicemail", "abandoned"]
AgentStatus = Literal["logged in", "logged out", "paused", "resumed"]
EditAction = Literal["create", "update", "delete"]
DepartmentAction = Literal["create", "update", "delete", "update_order", "update_extension"]
CstaOperation = Literal["start", "answer", "over"]


class LegState(StrEnum):
    """The state of one leg."""

    DIALLING = "dialling"
    """It started the call and hears ringback."""
    RINGING = "ringing"
    PROGRESS = "progress"
    """An outside party rings, and its network sends sound already."""
    UP = "up"
    HELD = "held"
    """This leg holds its call."""
    GONE = "gone"
    """It hung up itself."""


class Role(StrEnum):
    """Which end of its call a leg is."""

    CALLER = "caller"
    CALLEE = "callee"


class Reason(StrEnum):
    """Why a call could not be completed."""

    NO_DIAL_PERMISSION = "no dial permission"
    NO_OUTBOUND_RIGHT = "no outbound right"
    CONGESTION = "congestion"
    DND = "do not disturb"
    TRUNK_UNREACHABLE = "trunk unreachable"
    BUSY = "busy"
    REFUSED = "refused"
    NOT_FOUND = "not found"
    OFF = "switched off"
    LEFT = "gone"
    NO_ANSWER = "no answer"
    INCOMPLETE = "incomplete number"
    RANG_OUT = "rang out"


@dataclass(frozen=True, slots=True)
class ExtensionParty:
    """A device of an extension; ``device`` counts the extension's devices from 0."""

    number: str
    device: int = 0

    @property
    def known_as(self) -> str:
        """The number by which others know the party."""
        return self.number

    @property
    def endpoint(self) -> str:
        """What its channels are named after."""
        return self.number


@dataclass(frozen=True, slots=True)
class InboundParty:
    """An outside caller. ``from_number`` is empty when it is withheld."""

    from_number: str
    to_number: str
    trunk: str

    @property
    def known_as(self) -> str:
        """The number by which others know the party."""
        return self.from_number

    @property
    def endpoint(self) -> str:
        """What its channels are named after."""
        return f"trunk-{self.trunk}-endpoint"


@dataclass(frozen=True, slots=True)
class OutboundParty:
    """An outside party that was called from here."""

    from_number: str
    to_number: str
    trunk: str

    @property
    def known_as(self) -> str:
        """The number by which others know the party."""
        return self.to_number

    @property
    def endpoint(self) -> str:
        """What its channels are named after."""
        return f"trunk-{self.trunk}-endpoint"


Party = ExtensionParty | InboundParty | OutboundParty


@dataclass(frozen=True, slots=True)
class Member:
    """One leg as it stands in a snapshot. ``path``: the service it came through, or empty."""

    party: Party
    channel: str
    role: Role
    state: LegState
    path: str


@dataclass(frozen=True, slots=True)
class CallSnapshot:
    """A whole call at one moment."""

    call_id: str
    direction: Direction
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Cdr:
    """The record of an ended call; times on the exchange's clock, all in seconds."""

    call_id: str
    direction: Direction
    started_s: float
    duration_s: int
    talk_s: int
    from_number: str
    to_number: str
    source_trunk: str
    target_trunk: str
    did: str
    status: CdrStatus
    agent_ring_s: int
    recording: str = ""
    """The recording's file name, or empty."""


@dataclass(frozen=True, slots=True)
class CallChanged:
    """Some leg of a call changed; the snapshot replaces what was known."""

    call: CallSnapshot


@dataclass(frozen=True, slots=True)
class CallFailed:
    """A call could not be completed."""

    call: CallSnapshot
    reason: Reason


@dataclass(frozen=True, slots=True)
class CallEnded:
    """A call is over."""

    cdr: Cdr


@dataclass(frozen=True, slots=True)
class CallTransferred:
    """Somebody passes a call on; the snapshot is of the moment before."""

    call: CallSnapshot


@dataclass(frozen=True, slots=True)
class CallForwarded:
    """An extension forwards its calls; the snapshot holds the caller alone."""

    call: CallSnapshot


@dataclass(frozen=True, slots=True)
class InboundOffered:
    """An inbound call waits to be accepted or refused."""

    call: CallSnapshot


@dataclass(frozen=True, slots=True)
class DestinationAsked:
    """A call from outside waits to be told where to go."""

    call: CallSnapshot


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """Somebody in a call pressed a key; ``index`` counts the call's keys from 0.

    ``keys`` are all of them, where the PBX waits until somebody has finished; empty elsewhere.
    """

    call: CallSnapshot
    key: str
    index: int
    keys: str = ""


@dataclass(frozen=True, slots=True)
class PromptPlayed:
    """A prompt was played to its end."""

    call: CallSnapshot
    prompt: str


@dataclass(frozen=True, slots=True)
class MenuPlayed:
    """A voice menu was played to its end; ``call`` names who heard it, ``menu`` is its number."""

    call: CallSnapshot
    menu: str


@dataclass(frozen=True, slots=True)
class SurveyAnswered:
    """A caller has given a mark after a call."""

    call_id: str
    result: str


@dataclass(frozen=True, slots=True)
class CstaCall:
    """A phone with uaCSTA rings (start), or was told to answer or to refuse (over)."""

    operation: CstaOperation
    extension: str
    csta_id: str
    address: str


@dataclass(frozen=True, slots=True)
class HostLeft:
    """The host has left a conference room."""

    conference_id: str
    host: str


@dataclass(frozen=True, slots=True)
class RegistrationChanged:
    """A device of an extension registered or went away."""

    extension: str
    kind: str
    registered: bool
    address: str


@dataclass(frozen=True, slots=True)
class ExtensionStateChanged:
    """An extension became idle, ringing or busy."""

    extension: str
    state: ExtensionState


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """An extension's presence changed."""

    extension: str
    status: str


@dataclass(frozen=True, slots=True)
class TrunkChanged:
    """A trunk's registration changed; ``status`` in the vendor's numbers (P handbook, l. 17317)."""

    trunk: str
    status: int
    address: str


@dataclass(frozen=True, slots=True)
class AgentMissed:
    """A queue rang an agent who did not answer in time."""

    queue: str
    agent: str
    caller: str
    call_id: str


@dataclass(frozen=True, slots=True)
class AgentPaused:
    """A queue paused an agent by itself; ``missed`` holds (caller, call id) of each missed call."""

    queue: str
    agent: str
    missed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AgentChanged:
    """An agent of a queue logged in or out, was paused (``reason`` in words) or went on."""

    queue: str
    agent: str
    status: AgentStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordingPrepared:
    """The file of a recording was made ready at ``at_s``; without a ``link`` it could not be."""

    file: str
    link: str
    at_s: float


@dataclass(frozen=True, slots=True)
class ExtensionEdited:
    """An administrator has created, changed or deleted an extension."""

    extension: str
    action: EditAction


@dataclass(frozen=True, slots=True)
class DepartmentsEdited:
    """An administrator has changed departments."""

    ids: tuple[int, ...]
    action: DepartmentAction


@dataclass(frozen=True, slots=True)
class DepartmentsSwitched:
    """Departments were switched on or off, or the root among them."""

    on: bool
    shows_root: bool


CallNews = (
    CallChanged
    | CallFailed
    | CallTransferred
    | CallForwarded
    | InboundOffered
    | KeyPressed
    | PromptPlayed
)
"""The facts that hold a call as it stood at that moment."""

Fact = (
    CallNews
    | CallEnded
    | DestinationAsked
    | MenuPlayed
    | SurveyAnswered
    | CstaCall
    | HostLeft
    | RegistrationChanged
    | ExtensionStateChanged
    | PresenceChanged
    | TrunkChanged
    | AgentMissed
    | AgentPaused
    | AgentChanged
    | RecordingPrepared
    | ExtensionEdited
    | DepartmentsEdited
    | DepartmentsSwitched
)
