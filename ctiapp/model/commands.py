"""Everything that can be asked of a PBX, as frozen facts; which leg each acts on stands here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.directory import Presence
    from ctiapp.model.ids import CallId, ExtensionId, LegId, QueueId
    from ctiapp.model.number import Number


class Verb(Enum):
    """What a user can do with calls; the value is the word of ``ctl``."""

    DIAL = "dial"
    HANG_UP = "hangup"
    REJECT = "reject"
    HOLD = "hold"
    RESUME = "resume"
    ANSWER = "answer"
    MUTE = "mute"
    UNMUTE = "unmute"
    RECORD = "record"
    PAUSE_RECORDING = "pause-recording"
    RESUME_RECORDING = "resume-recording"
    PARK = "park"
    RETRIEVE = "retrieve"
    TRANSFER = "transfer"
    CONSULT = "consult"
    SAFE_TRANSFER = "safe-transfer"
    COMPLETE = "complete"
    ABORT = "abort"
    SWAP = "swap"
    CONFERENCE = "conference"
    ADD = "add"
    TAKE_BACK = "take-back"
    ACCEPT_INBOUND = "accept-inbound"
    REFUSE_INBOUND = "refuse-inbound"


class Capability(Enum):
    """What a PBX, or the phone, can do; the value is the word of ``ctl status``.

    Those of the same word as a verb are asked for by it; which verbs need which others stands in
    `ctiapp.model.abilities`. Of the rest:

    ``QUEUES`` shows queues and their agents; ``QUEUE_LOG_IN`` logs in and out, ``PAUSE`` pauses and
    goes on, ``PAUSE_REASONS`` says why; ``SUPERVISE`` does that for others, ``LISTEN``, ``WHISPER``
    and ``BARGE`` take part in their calls. ``CONTACTS`` are those that the PBX keeps for all,
    ``EDIT_CONTACTS`` writes them. ``HISTORY`` tells calls that this application has not seen;
    ``RECORDINGS`` lists what was recorded, ``RECORDING_FILES`` hands out a recording whose name is
    known. ``VOICEMAIL`` lists the messages in one's own mailbox, ``VOICEMAIL_FILES`` hands them out
    and deletes them. ``HOTEL`` is anything at all for a front desk; which of wake-up calls, the
    guest's name at the room, check-out and rooms that are new, say the four that follow;
    ``OUTSIDE_RIGHTS`` sets which rooms may call outside. ``SEVERAL_CALLS``: a command says which of
    a phone's calls it is for; without it, it acts on the phone's current one. ``CURRENT_CALL``: the
    PBX tells which one that is, and ends any outside line.
    """

    DIAL = "dial"
    HANG_UP = "hangup"
    REJECT = "reject"
    HOLD = "hold"
    RESUME = "resume"
    AUTO_ANSWER = "auto-answer"
    ANSWER = "answer"
    MUTE = "mute"
    RECORD = "record"
    PARK = "park"
    TRANSFER = "transfer"
    CONSULT = "consult"
    CONFERENCE = "conference"
    ADD = "add"
    ACCEPT_INBOUND = "accept-inbound"
    REFUSE_INBOUND = "refuse-inbound"
    SEVERAL_CALLS = "several-calls"
    CURRENT_CALL = "current-call"
    QUEUES = "queues"
    QUEUE_LOG_IN = "queue-login"
    PAUSE = "pause"
    PAUSE_REASONS = "pause-reasons"
    SUPERVISE = "supervise"
    LISTEN = "listen"
    WHISPER = "whisper"
    BARGE = "barge"
    PRESENCE = "presence"
    CONTACTS = "contacts"
    EDIT_CONTACTS = "edit-contacts"
    HISTORY = "history"
    RECORDINGS = "recordings"
    RECORDING_FILES = "recording-files"
    VOICEMAIL = "voicemail"
    VOICEMAIL_FILES = "voicemail-files"
    REPORTS = "reports"
    HOTEL = "hotel"
    WAKE_UPS = "wake-ups"
    CHECK_IN = "check-in"
    CHECK_OUT = "check-out"
    NEW_ROOMS = "new-rooms"
    OUTSIDE_RIGHTS = "outside-rights"


@dataclass(frozen=True, slots=True)
class Dial:
    """Call somebody: one's own phone rings first, then the called one (P: ``call/dial``).

    Attributes:
        caller: one's own extension.
        callee: whom to call.
        auto_answer: the phone goes off the hook by itself, where it can.
        emergency: it is an emergency number: it goes outside, unless it is somebody's in the house.
    """

    caller: Number
    callee: Number
    auto_answer: bool = False
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class HoldLeg:
    """Hold: the leg of the one who holds, oneself (P: ``call/hold``)."""

    leg_id: LegId


@dataclass(frozen=True, slots=True)
class ResumeLeg:
    """Take back from hold: the leg of the one who held, oneself (P: ``call/unhold``)."""

    leg_id: LegId


@dataclass(frozen=True, slots=True)
class HangUpLeg:
    """Hang one leg up: oneself to leave, one's own ringing leg to reject (P: ``call/hangup``)."""

    leg_id: LegId


@dataclass(frozen=True, slots=True)
class PhoneRingId:
    """How a phone that can be commanded names its ring (P: uaCSTA, event 30020).

    Attributes:
        extension: whose phone.
        ring_id: the phone's own number of the ring, e.g. ``"32787"``; not the PBX's call id.
        address: the phone, ``ip:port``.
    """

    extension: Number
    ring_id: str
    address: str


@dataclass(frozen=True, slots=True)
class AnswerRing:
    """Have the phone take the call that rings (P: ``uacsta_call/accept``)."""

    ring: PhoneRingId


@dataclass(frozen=True, slots=True)
class RefuseRing:
    """Have the phone refuse the call that rings (P: ``uacsta_call/refuse``)."""

    ring: PhoneRingId


@dataclass(frozen=True, slots=True)
class MuteLeg:
    """Mute a member, oneself, or let them be heard again (P: ``call/mute``, ``call/unmute``)."""

    leg_id: LegId
    on: bool


class RecordStep(Enum):
    """What to do with the recording of a call."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class RecordLeg:
    """Record a member, oneself (P: ``call/record_start``, ``record_pause``, ``record_unpause``)."""

    leg_id: LegId
    step: RecordStep


@dataclass(frozen=True, slots=True)
class ParkLeg:
    """Park a party: *the other one's* leg (P: ``call/park``); the answer names the slot.

    Attributes:
        leg_id: of the party to be parked.
        slot: where; None for the first free one.
    """

    leg_id: LegId
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class TransferLeg:
    """Move a party to somebody else: *the other one's* leg (P: ``call/transfer``, blind).

    Attributes:
        leg_id: of the party to be moved.
        to: to whom.
        permission: whose rights see and call the target: one's own extension.
    """

    leg_id: LegId
    to: Number
    permission: Number


@dataclass(frozen=True, slots=True)
class ConsultLeg:
    """Call somebody while the caller waits: one's own leg (P: ``call/transfer``, attended).

    Attributes:
        leg_id: one's own, in the call whose party waits.
        to: whom to ask.
        permission: whose rights see and call the target: one's own extension.
    """

    leg_id: LegId
    to: Number
    permission: Number


class ConsultStep(Enum):
    """How a consultation goes on."""

    COMPLETE = "complete"
    ABORT = "abort"
    SWAP = "swap"
    THREE_WAY = "three_way"


@dataclass(frozen=True, slots=True)
class ConsultStepLeg:
    """Complete, abort, swap or join a consultation: one's own leg (P: ``attended_operate``)."""

    leg_id: LegId
    step: ConsultStep


@dataclass(frozen=True, slots=True)
class AddMember:
    """Call one more party into the call: the inviter's own leg (P: ``call/add_member``)."""

    leg_id: LegId
    number: Number


@dataclass(frozen=True, slots=True)
class DecideInbound:
    """Let an offered call in to be routed, or refuse it, within ten seconds (P 30016).

    Attributes:
        leg_id: the inbound leg (P: ``call/accept_inbound``, ``call/refuse_inbound``).
        accept: let it in.
    """

    leg_id: LegId
    accept: bool


@dataclass(frozen=True, slots=True)
class LogAgent:
    """Log a dynamic agent in or out of queues (P: ``agent/login``, handbook l. 13290-13370).

    Attributes:
        ext_id: who.
        queue_ids: where; one at least: the PBX takes an empty list for *all*.
        on: in, or out.
        paused: begin with a pause.
        reason: the *code* of the pause's reason; None leaves it out, as it must be where the PBX
            has no call-centre subscription.
        passwords: those of queues that want one, as somebody gave them; one that the PBX itself
            tells goes first.
    """

    ext_id: ExtensionId
    queue_ids: tuple[QueueId, ...]
    on: bool
    paused: bool = False
    reason: str | None = None
    passwords: Mapping[QueueId, str] = field(default_factory=dict, repr=False, hash=False)


@dataclass(frozen=True, slots=True)
class PauseAgent:
    """Pause an agent in queues, or let them go on (P: ``agent/pause``, handbook l. 13371-13433).

    Attributes:
        ext_id: who.
        queue_ids: where; one at least.
        on: pause, or go on.
        reason: the *code*; as in `LogAgent`.
    """

    ext_id: ExtensionId
    queue_ids: tuple[QueueId, ...]
    on: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LogAgents:
    """Log agents of one's queue in or out (P: ``queue/agent_login``, handbook l. 13200-13250).

    Attributes:
        queue_id: which queue.
        ext_ids: whom.
        on: in, or out.
        passwords: as in `LogAgent`.
    """

    queue_id: QueueId
    ext_ids: tuple[ExtensionId, ...]
    on: bool
    passwords: Mapping[QueueId, str] = field(default_factory=dict, repr=False, hash=False)


@dataclass(frozen=True, slots=True)
class PauseAgents:
    """Pause agents of one's queue, or let them go on (P: ``queue/agent_pause``).

    Attributes:
        queue_id: which queue.
        ext_ids: whom.
        on: pause, or go on.
        reason: the *code*; as in `LogAgent`.
    """

    queue_id: QueueId
    ext_ids: tuple[ExtensionId, ...]
    on: bool
    reason: str | None = None


class ListenMode(Enum):
    """How a supervisor takes part: heard by nobody, by the agent alone, or by both."""

    LISTEN = "listen"
    WHISPER = "whisper"
    BARGE = "barge"


@dataclass(frozen=True, slots=True)
class ListenIn:
    """Listen to an agent's call: the *agent's* leg (P: ``call/listen``, handbook l. 15980-16015).

    Attributes:
        leg_id: of the one who is listened to.
        monitor: whose phone rings for it: one's own.
        mode: listen, whisper or barge.
    """

    leg_id: LegId
    monitor: Number
    mode: ListenMode


@dataclass(frozen=True, slots=True)
class SetPresence:
    """Set one's own presence (P: ``extension/update``, handbook l. 3646)."""

    ext_id: ExtensionId
    presence: Presence


CallCommand = (
    Dial
    | HoldLeg
    | ResumeLeg
    | HangUpLeg
    | AnswerRing
    | RefuseRing
    | MuteLeg
    | RecordLeg
    | ParkLeg
    | TransferLeg
    | ConsultLeg
    | ConsultStepLeg
    | AddMember
    | DecideInbound
)
"""What is asked of calls."""

AgentCommand = LogAgent | PauseAgent | LogAgents | PauseAgents | ListenIn | SetPresence
"""What is asked of agents, and of people's presence."""

Command = CallCommand | AgentCommand


@dataclass(frozen=True, slots=True)
class Answer:
    """What the PBX answered to a command that it accepted.

    Attributes:
        call_id: the call it made or acted on, where the PBX names it.
        slot: where a call was parked.
        took_password: the queues that took the password which came with the command.
    """

    call_id: CallId | None = None
    slot: str | None = None
    took_password: frozenset[QueueId] = frozenset()
