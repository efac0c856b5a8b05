"""The calls that ended in this session, for the right column. Nothing of it is kept on disk."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import Direction, EndReason, Phase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.call import CallEnd
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.cards import Card

KEPT = 30
_MISSED = (
    EndReason.CALLER_GAVE_UP,
    EndReason.NO_ANSWER,
    EndReason.WHILE_AWAY,
    EndReason.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call that is over.

    Attributes:
        call_id, ring: which one.
        incoming: whether the other side called.
        missed: whether it came and nobody here took it.
        name: who it was; the number where no name is known; empty where withheld.
        number: what calling back would dial; None where it cannot be.
        via: the queue or group it came through; empty where direct.
        end: how and when it ended.
        rang_s: how long it rang; None where that is not known, or it was taken.
        talked_s: how long one talked; None where one did not, or it is not known.
        offered: it was offered to be let in, and never rang here.
        taken_by: the name of whoever answered it elsewhere; empty where that is not known.
    """

    call_id: CallId
    ring: int
    incoming: bool
    missed: bool
    name: str
    number: Number | None
    via: str
    end: CallEnd
    rang_s: float | None
    talked_s: float | None
    offered: bool = False
    taken_by: str = ""


@dataclass(slots=True)
class _Life:
    """What was seen of a call while it lived."""

    rang_from_s: float | None = None
    talked_from_s: float | None = None
    talked: bool = False
    rang: bool = False


class JustNow:
    """Gathers what the cards tell of calls as they end."""

    def __init__(self) -> None:
        self._lives: OrderedDict[tuple[CallId, int], _Life] = OrderedDict()
        self._past: OrderedDict[tuple[CallId, int], PastCall] = OrderedDict()

    @property
    def calls(self) -> tuple[PastCall, ...]:
        """The newest first."""
        return tuple(reversed(self._past.values()))

    def clear(self) -> None:
        """Forget all: somebody else signs in."""
        self._lives.clear()
        self._past.clear()

    def take(self, cards: Iterable[Card]) -> bool:
        """Look at the cards; tells whether the list changed."""
        changed = False
        for card in cards:
            key = (card.call_id, card.ring)
            if card.end is None:
                self._live(key, card)
                changed = self._rings_now(card) or changed
                continue
            past = _past(card, self._lives.get(key, _Life()))
            if self._past.get(key) != past:
                self._past[key] = past
                changed = True
        while len(self._past) > KEPT:
            key, _ = self._past.popitem(last=False)
            self._lives.pop(key, None)
        return changed

    def _rings_now(self, card: Card) -> bool:
        """A call that was let in rings here: it is not over; tells whether it stood there."""
        offered = self._past.get((card.call_id, 0))
        if offered is None or not offered.offered or card.ring == 0:
            return False
        del self._past[card.call_id, 0]
        return True

    def _live(self, key: tuple[CallId, int], card: Card) -> None:
        life = self._lives.setdefault(key, _Life())
        since_s = None if card.since is None else card.since.mono_s
        if card.phase is Phase.RINGING:
            life.rang = True
            if life.rang_from_s is None:
                life.rang_from_s = since_s
        elif card.phase in (Phase.TALKING, Phase.HELD):
            if not life.talked:
                life.talked_from_s = since_s if card.phase is Phase.TALKING else None
            life.talked = True
        while len(self._lives) > 4 * KEPT:
            self._lives.popitem(last=False)


def _past(card: Card, life: _Life) -> PastCall:
    end = card.end
    assert end is not None  # noqa: S101 - only ended cards come here
    incoming = card.direction is Direction.INBOUND or life.rang
    number = card.number
    if number is not None and (number.withheld or not _dialable(number.text)):
        number = None
    ended_s = end.at.mono_s
    return PastCall(
        card.call_id,
        card.ring,
        incoming,
        incoming and not life.talked and _was_missed(card, end),
        card.name or card.number_text,
        number,
        card.via_name or (card.via_number.text if card.via_number is not None else ""),
        end,
        None if life.talked or life.rang_from_s is None else ended_s - life.rang_from_s,
        None if life.talked_from_s is None else ended_s - life.talked_from_s,
        card.screened,
        card.taken_by,
    )


def _was_missed(card: Card, end: CallEnd) -> bool:
    """Whether nobody took a call; an offered one is the routing's, unless the caller gave up."""
    if card.screened:
        return end.reason is EndReason.CALLER_GAVE_UP
    return end.reason in _MISSED


def _dialable(text: str) -> bool:
    return all(char in "+*#0123456789" for char in text)
