"""What is shown of a call: one fact sheet for the pop, the main window and ``ctl`` alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase, Recording

if TYPE_CHECKING:
    from ctiapp.model.call import CallEnd, Direction, Moment
    from ctiapp.model.commands import Verb
    from ctiapp.model.ids import CallId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.services.callers import CallerLine
    from ctiapp.services.identify import Identity
    from ctiapp.services.lookup import Match
    from ctiapp.services.safe_transfer import SafeTransfer


@dataclass(frozen=True, slots=True)
class Beside:
    """One more who takes part in a call, beside oneself and the other party.

    Attributes:
        name: who; the number where nobody is known, empty where that is withheld.
        rings: invited, and not there yet.
    """

    name: str
    rings: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A call as a person sees it. Holds facts, no sentences; text from outside is plain text.

    Attributes:
        call_id: the PBX's id of the call.
        sequence: grows with each new call; orders cards of equal age.
        ring: which ring this is, from 1; with ``call_id`` it names one pop.
        phase: ringing, talking …
        direction: inbound, outbound, internal.
        name: who it is, where the directory knows; else None.
        company: their company, where known.
        number: the other party's number as the PBX has it; None where nobody is there yet.
        number_text: the same as people write it; empty where withheld.
        via_number, via_name: the queue, IVR or ring group the call came through; None where direct.
        did: the public number that was called; None where not known.
        trunk: the outside line's name; None for internal calls.
        since: since when it is in its phase; None where a snapshot found it so (age unknown).
        parties: how many take part, oneself included.
        own_phone_rings: one's own phone rings first: it must be picked up to call out.
        held_by_other: the other side holds.
        can_answer: whether it can be answered from here; else "lift the handset".
        actions: the verbs that make sense now, in the order in which they are shown.
        pending: verbs sent and not yet confirmed.
        end: how it ended; None while it lives.
        notice: the last thing to say about this call, e.g. a refusal.
        received_s: when the frame that led to this card arrived, on the monotonic clock.
        stale: the link is down: this is the last picture, not the truth.
        muted: as last commanded; None where that is not known.
        recording: as last commanded; None where that is not known.
        hold_untold: it is talked on, or held: nobody knows which.
        consult_of: the call that waits while this one is consulted.
        consulting: the call in which somebody is consulted while this one waits.
        screened: it is offered to be let in, or was and has never rung here.
        until_s: when an offer ends, on the monotonic clock; None where there is none.
        slot: where it is parked, or was before it came back.
        came_back: a parked call rings here again since nobody took it.
        marked: the keys for ringing calls were moved on to it by hand.
        safe: the safe transfer to which it belongs, as the caller's call or the consulted one's.
        beside: who else is in the talk, or is invited to it, in the order in which they came.
        caller: what is known of the other party's earlier calls; None until that is known.
        greet: as whom to greet, by the called number; None where the user has set nothing for it.
        note: what the user wrote on this call; empty where nothing was.
        digits: what the caller typed on the way here, in a menu; empty where nothing is known.
        who: whose number it is, with why, and who else it may be; None where nobody is known.
        consent: the sentence to say now, since the call is being recorded; empty: none.
        likely: whom they probably want, since they spoke to them last; None where nobody is known.
        taken_by: the name of whoever answered it elsewhere; empty where that is not known.
        lacks: the verbs that this PBX cannot do at all, with any call.
        unclear: those that make sense for this call, but this PBX could not tell which is meant.
    """

    call_id: CallId
    sequence: int
    ring: int
    phase: Phase
    direction: Direction
    name: str | None
    company: str | None
    number: Number | None
    number_text: str
    via_number: Number | None
    via_name: str | None
    did: Number | None
    trunk: str | None
    since: Moment | None
    parties: int
    own_phone_rings: bool
    held_by_other: bool
    can_answer: bool
    actions: tuple[Verb, ...]
    pending: frozenset[Verb]
    end: CallEnd | None
    notice: Notice | None
    received_s: float
    stale: bool
    muted: bool | None = False
    recording: Recording | None = Recording.OFF
    hold_untold: bool = False
    consult_of: CallId | None = None
    consulting: CallId | None = None
    screened: bool = False
    until_s: float | None = None
    slot: str | None = None
    came_back: bool = False
    marked: bool = False
    safe: SafeTransfer | None = None
    beside: tuple[Beside, ...] = ()
    caller: CallerLine | None = None
    greet: str | None = None
    note: str = ""
    digits: str = ""
    who: Identity | None = None
    likely: Match | None = None
    consent: str = ""
    taken_by: str = ""
    lacks: frozenset[Verb] = frozenset()
    unclear: frozenset[Verb] = frozenset()

    @property
    def rings(self) -> bool:
        """Whether a pop belongs to this card now."""
        return self.phase in (Phase.RINGING, Phase.OFFERED)
