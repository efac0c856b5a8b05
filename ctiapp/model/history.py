"""The calls of the past as a person sees them: one call is one row, however many lines tell of it.

What this desk saw of a call (`Seen`), what the PBX told at its end (`Seen` as well, with less in
it) and the lines that the PBX wrote down (`ctiapp.model.records.CallRecord`) are put together by
`ctiapp.model.historyfold`; what comes of it is a `PastCall`. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from ctiapp.model.call import Direction
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.records import Outcome, RecordParty


class Fate(Enum):
    """What became of a call, for this desk."""

    ANSWERED = "answered"
    """One talked in it oneself; or it was called from here, and somebody took it."""
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    """It rang here, or in one's own queue, and somebody else took it."""
    MISSED = "missed"
    """It rang here, and nobody answered."""
    NO_ANSWER = "no_answer"
    """It was called from here, and nobody took it."""
    BUSY = "busy"
    """Whoever was called was busy."""
    DECLINED = "declined"
    """Whoever was called was busy, or turned it away: this desk was told so (`FailReason`). The
    lines of a PBX have one word for both."""
    REFUSED = "refused"
    """It was turned away from here."""
    VOICEMAIL = "voicemail"
    """The caller got, and may have spoken to, a voice mailbox."""
    ABANDONED = "abandoned"
    """The caller gave up in a queue."""
    FAILED = "failed"
    """The PBX could not put it through."""
    UNKNOWN = "unknown"
    """Nothing tells."""


MISSES = frozenset({Fate.MISSED, Fate.ABANDONED, Fate.VOICEMAIL})
"""What leaves somebody waiting to be called back."""

SUCCESSES = frozenset({Fate.ANSWERED, Fate.ANSWERED_ELSEWHERE})
"""What lets nobody wait: somebody of this desk talked to them."""


class Kind(Enum):
    """Which calls a list shows."""

    ALL = "all"
    MISSED = "missed"
    """Those that came in and that nobody answered: every fate of `MISSES`."""
    INBOUND = "inbound"
    """Those that came in, from outside or from a colleague."""
    OUTBOUND = "outbound"
    """Those that were called from here, to wherever."""
    INTERNAL = "internal"
    """Those within the house, in either direction."""
    RECORDED = "recorded"
    """Those of which there is a recording."""


@dataclass(frozen=True, slots=True)
class HistoryLeg:
    """One part of a call: one line of the PBX's list, or what this desk saw.

    Attributes:
        at: when it began, aware UTC.
        caller, callee: who called whom, in this part; an empty number where it is withheld.
        outcome: how it ended.
        ring_s, talk_s: in seconds.
        recording: the name of the recording's file; empty where there is none.
        reason: the PBX's own words for its end; empty where it has none.
        uid: the PBX's id of the line; empty where this desk alone tells of it.
    """

    at: datetime
    caller: RecordParty
    callee: RecordParty
    outcome: Outcome
    ring_s: int = 0
    talk_s: int = 0
    recording: str = ""
    reason: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call of the past.

    Attributes:
        key: its id in the history; stable as long as the call is kept.
        at: when it began, aware UTC.
        number: who is on the other side, the one outside where there is one; None where they
            withhold it.
        name: theirs, as the PBX or this desk knew it then; empty where neither did.
        direction: seen from the PBX; None where nothing tells.
        incoming: whether it came to this desk; else it was called from here.
        fate: what became of it.
        taken_by: who of the house talked, or the last who did: oneself or a colleague; None where
            nobody did, or nothing tells who.
        taken_name: their name as the PBX wrote it then; empty where it did not.
        ring_s, talk_s: in seconds; the ringing before the first answer, and all the talk.
        queue: the queue through which it came; None where there was none, or nothing tells.
        did: the public number that was called; None where none is told.
        recording: the name of the (first) recording's file; empty where there is none.
        note: what the user wrote on it; empty where that is nothing.
        call_id: the PBX's id of it while it lasted; None where nothing tells.
        parts: of how many lines of the PBX's list it is made; 1 where this desk alone tells of it.
        person: under which key everything of this number is found, however the number was written
            (`NumberPlan.line(…).choice_key`); empty where they withhold it.
    """

    key: str
    at: datetime
    number: Number | None
    name: str
    direction: Direction | None
    incoming: bool
    fate: Fate
    taken_by: Number | None = None
    taken_name: str = ""
    ring_s: int = 0
    talk_s: int = 0
    queue: Number | None = None
    did: Number | None = None
    recording: str = ""
    note: str = ""
    call_id: CallId | None = None
    parts: int = 1
    person: str = ""

    @property
    def missed(self) -> bool:
        """Whether it came in and left somebody waiting."""
        return self.incoming and self.fate in MISSES


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a call by its id: seen by this desk, or told by the PBX at its end.

    Attributes: as those of `PastCall`, and
        mine: whether it rang or was talked on at one's own extension; else the PBX told of it (a
            call of one's own queue).
        over: until when it surely went on, for this desk or as the PBX told, aware UTC; None where
            that was not kept.
        ahead_s: by how much the PBX's clock was ahead of ours then, in seconds; None where that is
            not known.
    """

    call_id: CallId
    at: datetime
    number: Number | None
    name: str
    direction: Direction | None
    incoming: bool
    fate: Fate
    taken_by: Number | None = None
    taken_name: str = ""
    ring_s: int = 0
    talk_s: int = 0
    queue: Number | None = None
    did: Number | None = None
    recording: str = ""
    mine: bool = True
    over: datetime | None = None
    ahead_s: float | None = None


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which calls are wanted.

    Attributes:
        text: words and digits that must all be found in name, number, note, queue or taker; any
            case; empty: no matter.
        kind: which sort.
        queue: through which queue; None: no matter.
        since, until: the first and the last day, in local time, both among them; None: no bound.
        persons: besides what has the text in it, calls of these (`PastCall.person`): those whom
            the directory finds by the text.
    """

    text: str = ""
    kind: Kind = Kind.ALL
    queue: Number | None = None
    since: date | None = None
    until: date | None = None
    persons: frozenset[str] = frozenset()


EVERYTHING = HistoryFilter()
"""All calls."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many calls a day has.

    Attributes:
        day: by local time.
        count: at least 1.
    """

    day: date
    count: int
