"""What a pop shows of a card, and where the pops stand on the screen. Pure: no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.settings import Corner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctiapp.model.ids import CallId
    from ctiapp.model.notice import Notice
    from ctiapp.services.callers import CallerLine
    from ctiapp.services.cards import Card
    from ctiapp.services.identify import Identity


@dataclass(frozen=True, slots=True)
class Pop:
    """What one pop shows; facts from outside, not yet made safe.

    Attributes:
        call_id, ring: which ring it is.
        phase: ringing or offered.
        name: who calls; empty where nobody knows.
        number: as people write it; empty where withheld.
        company: theirs; empty where not known.
        via_name, via_number: the queue or group it came through; empty where direct.
        did: the public number that was called; empty where not known.
        trunk: the outside line; empty for internal calls.
        since_s: since when it rings, monotonic; None where that is not known.
        can_answer, can_reject: which buttons there are; of an offered call: to accept, to refuse.
        rejecting: the rejection, or refusal, is sent and not yet confirmed.
        notice: the last refusal, or None.
        received_s: when the frame of this ring arrived, monotonic.
        answering: the phone was told to take it and has not done so yet; or it is being accepted.
        slot: the slot in which nobody took them; empty where they were not parked.
        until_s: when an offered call can no longer be decided, monotonic; None for a ringing one.
        marked: the keys were moved on to it by hand.
        greet: as whom to greet; empty where nothing is set.
        digits: what the caller typed on the way; empty where nothing is known.
        caller: what is known of their earlier calls; None until that is known.
        who: whose number it is, and why; None where nobody knows.
        unread: the PBX has not told who calls in a way that can be read.
    """

    call_id: CallId
    ring: int
    phase: Phase
    name: str
    number: str
    company: str
    via_name: str
    via_number: str
    did: str
    trunk: str
    since_s: float | None
    can_answer: bool
    can_reject: bool
    rejecting: bool
    notice: Notice | None
    received_s: float
    answering: bool = False
    slot: str = ""
    until_s: float | None = None
    marked: bool = False
    greet: str = ""
    digits: str = ""
    caller: CallerLine | None = None
    who: Identity | None = None
    unread: bool = False

    @property
    def offered(self) -> bool:
        """Whether it waits to be let in or refused, and nothing rings yet."""
        return self.phase is Phase.OFFERED


def pop_of(card: Card) -> Pop:
    """What the pop shows of a card."""
    via = card.via_number.text if card.via_number else ""
    number = card.number_text
    offered = card.phase is Phase.OFFERED
    yes = Verb.ACCEPT_INBOUND if offered else Verb.ANSWER
    no = Verb.REFUSE_INBOUND if offered else Verb.REJECT
    return Pop(
        call_id=card.call_id,
        ring=card.ring,
        phase=card.phase,
        name="" if card.name == number else card.name or "",
        number=number,
        company=card.company or "",
        via_name="" if via == card.via_name else card.via_name or "",
        via_number=via,
        did=card.did.text if card.did else "",
        trunk=card.trunk or "",
        since_s=card.since.mono_s if card.since else None,
        can_answer=yes in card.actions or yes in card.pending,
        answering=yes in card.pending,
        can_reject=no in card.actions or no in card.pending,
        rejecting=no in card.pending,
        notice=card.notice,
        received_s=card.received_s,
        slot=card.slot or "" if card.came_back else "",
        until_s=card.until_s,
        marked=card.marked,
        greet=card.greet or "",
        digits=card.digits,
        caller=card.caller,
        who=card.who,
        unread=card.number is None,
    )


def acted_on(pops: Sequence[Pop]) -> int | None:
    """Which pop the keys act on; None of none.

    The one to which they were moved by hand, else the oldest that rings, else the oldest offered
    (`ctiapp.services.screenpop.meant`).
    """
    best = min(
        enumerate(pops), key=lambda each: (not each[1].marked, each[1].offered), default=None
    )
    return None if best is None else best[0]


def brought_up(pops: Sequence[Pop], place: int) -> tuple[Pop, ...]:
    """The same pops with the one that the keys act on no further down than at that place.

    Where not all fit on the screen, that one must be among those that are shown.
    """
    acted = acted_on(pops)
    if acted is None or acted <= place:
        return tuple(pops)
    rest = [pop for index, pop in enumerate(pops) if index != acted]
    return (*rest[:place], pops[acted], *rest[place:])


def pops_of(cards: Iterable[Card]) -> tuple[Pop, ...]:
    """The pops of the cards that ring or are offered, oldest first."""
    return tuple(pop_of(card) for card in cards if card.phase in (Phase.RINGING, Phase.OFFERED))


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the screen."""

    left: int
    top: int
    width: int
    height: int


MARGIN = 16
GAP = 12


def how_many_fit(heights: Sequence[int], more: int, area: Area) -> int:
    """How many of the cards fit one below the other; at least one, whatever the screen.

    Args:
        heights: of the cards, the oldest first.
        more: how much higher the last one is when it says that there are more.
        area: what the screen offers.
    """
    room = area.height - 2 * MARGIN
    fit = 0
    used = 0
    for index, height in enumerate(heights):
        used += height + (GAP if index else 0)
        extra = 0 if index == len(heights) - 1 else more
        if used > room:
            break
        if used + extra <= room:
            fit = index + 1
    return max(1, fit) if heights else 0


def places(heights: Sequence[int], width: int, area: Area, corner: Corner) -> list[tuple[int, int]]:
    """Where the top left corners go: in that corner, oldest on top, nothing covered or cut off."""
    right = corner in (Corner.TOP_RIGHT, Corner.BOTTOM_RIGHT)
    bottom = corner in (Corner.BOTTOM_LEFT, Corner.BOTTOM_RIGHT)
    x = area.left + area.width - width - MARGIN if right else area.left + MARGIN
    x = max(area.left, min(x, area.left + area.width - width))
    total = sum(heights) + GAP * max(0, len(heights) - 1)
    y = area.top + area.height - total - MARGIN if bottom else area.top + MARGIN
    y = max(area.top, min(y, area.top + area.height - total))
    found = []
    for height in heights:
        found.append((x, y))
        y += height + GAP
    return found
