"""Everything that can be asked of a PBX, as frozen facts; which leg each acts on stands here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.model.number import Number


class Verb(Enum):
    """What a user can do with calls; the value is the word of ``ctl``."""

    DIAL = "dial"
    HANG_UP = "hangup"
    REJECT = "reject"
    HOLD = "hold"
    RESUME = "resume"


class Capability(Enum):
    """What a PBX, or the phone, can do; the value is the word of ``ctl status``."""

    DIAL = "dial"
    HANG_UP = "hangup"
    REJECT = "reject"
    HOLD = "hold"
    RESUME = "resume"
    AUTO_ANSWER = "auto-answer"


@dataclass(frozen=True, slots=True)
class Dial:
    """Call somebody: one's own phone rings first, then the called one (P: ``call/dial``).

    Attributes:
        caller: one's own extension.
        callee: whom to call.
        auto_answer: the phone goes off the hook by itself, where it can.
    """

    caller: Number
    callee: Number
    auto_answer: bool = False


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


Command = Dial | HoldLeg | ResumeLeg | HangUpLeg


@dataclass(frozen=True, slots=True)
class Answer:
    """What the PBX answered to a command that it accepted.

    Attributes:
        call_id: the call it made or acted on, where the PBX names it.
    """

    call_id: CallId | None = None
