"""How the people in rooms treat a phone that rings: what a test wants them to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from ctiapp.simpbx.facts import CallChanged, CallEnded, ExtensionParty, LegState, Reason

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import Fact, Member
    from ctiapp.simpbx.legs import Leg

Reaction = Literal["answer", "ignore", "busy", "snooze"]
"""Pick up, let it ring out, refuse as busy (User Busy), or press a key that refuses it (486)."""

REACTIONS: tuple[Reaction, ...] = ("answer", "ignore", "busy", "snooze")

SOON_S = 3.0
"""How long somebody takes to react where nobody says how long."""


@dataclass(frozen=True, slots=True)
class Guest:
    """What somebody does about a ring, and after how many seconds of the exchange's clock."""

    does: Reaction
    after_s: float = SOON_S


class Guests:
    """Acts for the extensions in :attr:`habits`, whoever rings them; bots leave those alone."""

    def __init__(self, exchange: Exchange) -> None:
        """Act on ``exchange``."""
        self.habits: dict[str, Guest] = {}
        """What the people do, by extension."""
        self._exchange = exchange
        self._seen: dict[str, set[str]] = {}
        exchange.listen(self._on_fact)

    def _on_fact(self, fact: Fact) -> None:
        match fact:
            case CallChanged() if self.habits:
                for member in fact.call.members:
                    self._look(fact.call.call_id, member)
            case CallEnded():
                self._seen.pop(fact.cdr.call_id, None)
            case _:
                pass

    def _look(self, call_id: str, member: Member) -> None:
        party = member.party
        if not isinstance(party, ExtensionParty) or member.state is not LegState.RINGING:
            return
        guest = self.habits.get(party.number)
        seen = self._seen.setdefault(call_id, set())
        if guest is None or member.channel in seen:
            return
        seen.add(member.channel)
        self._exchange.after(guest.after_s, partial(self._react, member.channel, guest.does))

    def _react(self, channel: str, does: Reaction) -> None:
        leg = self._exchange.legs.get(channel)
        if leg is None or not leg.ringing:
            return
        if does == "answer" and self._can_answer(leg):
            self._exchange.pick_up(leg)
        elif does == "busy":
            self._exchange.hang_up(leg, reason=Reason.BUSY)
        elif does == "snooze":
            self._exchange.hang_up(leg)

    def _can_answer(self, leg: Leg) -> bool:
        """Whether the phone still rings for somebody; who talks already lets it ring."""
        attempt = leg.call.attempt
        talks = any(each.talking for each in self._exchange.legs_of(leg.extension or ""))
        return attempt is not None and leg in attempt.legs and not talks
