"""Colleagues and outside parties that behave like people: they answer, talk a while, hang up."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import CallChanged, CallEnded, ExtensionParty, InboundParty, LegState
from ctiapp.simpbx.options import USER_EXTENSION

if TYPE_CHECKING:
    from collections.abc import Container

    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import Fact, Member
    from ctiapp.simpbx.legs import Call, Leg

Span = tuple[float, float]
"""From and to, in seconds; the moment is drawn between them."""

_SOON: Span = (2.0, 6.0)
_EARLY_MEDIA: Span = (0.8, 1.5)
_HELD_LONGER: Span = (20.0, 40.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """How people behave in one call. ``answer`` None: colleagues let it ring."""

    answer: Span | None = _SOON
    outside_answer: Span = (3.0, 8.0)
    talk: Span = (30.0, 120.0)
    patience: Span = (60.0, 120.0)
    """How long an outside caller waits for a person before giving up."""
    refuse_share: float = 0.0
    """The share of colleagues who refuse instead of answering."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How one colleague treats a phone that rings, whatever the plan of the call."""

    answer: Span = _SOON
    misses: float = 0.0
    """The share of rings that they let ring out."""
    refuses: float = 0.0
    """The share of the others that they refuse."""


class Bots:
    """Acts for every extension but the users', and for the outside world."""

    def __init__(
        self, exchange: Exchange, *, seed: int, users: tuple[str, ...] = (USER_EXTENSION,)
    ) -> None:
        """Act on ``exchange`` once started; ``users`` are left to real people."""
        self._exchange = exchange
        self._random = random.Random(f"bots-{seed}")
        self._users = users
        self._plans: dict[str, Plan] = {}
        self._seen: dict[str, set[str]] = {}
        self._takes_calls = False
        self.plan = Plan()
        self.habits: dict[str, Habit] = {}
        """What colleagues with habits of their own do, by extension."""
        self.spared: Container[str] = ()
        """Extensions that somebody else acts for."""
        self.speed = 1.0
        """How many times faster than usual everybody is."""
        exchange.listen(self._on_fact)

    def start(self) -> None:
        """Begin to act."""
        self._takes_calls = True

    def stop(self) -> None:
        """Take up no new call; those that were begun are brought to their end."""
        self._takes_calls = False

    def behave(self, call: Call, plan: Plan) -> None:
        """Let people behave by ``plan`` in a call that was just started."""
        if not call.over:
            self._plans[call.id] = plan

    def _on_fact(self, fact: Fact) -> None:
        match fact:
            case CallChanged() if self._takes_calls or fact.call.call_id in self._seen:
                self._look(fact.call.call_id, fact.call.members)
            case CallEnded():
                self._plans.pop(fact.cdr.call_id, None)
                self._seen.pop(fact.cdr.call_id, None)
            case _:
                pass

    def _look(self, call_id: str, members: tuple[Member, ...]) -> None:
        """Note what is new in a call and think about it a moment later, when its plan is known."""
        seen = self._seen.setdefault(call_id, set())
        for member in members:
            if member.channel not in seen:
                seen.add(member.channel)
                self._exchange.after(0.0, partial(self._meet, member.channel))
        talking = [m for m in members if m.state is LegState.UP]
        if len(talking) > 1 and "talk" not in seen:
            seen.add("talk")
            self._exchange.after(0.0, lambda: self._talk(call_id))

    def _plan_of(self, call: Call) -> Plan:
        return self._plans.get(call.id, self.plan)

    def _draw(self, span: Span) -> float:
        return self._random.uniform(*span) / self.speed

    def _meet(self, channel: str) -> None:
        """Decide what the person at a new channel will do."""
        leg = self._exchange.legs.get(channel)
        if leg is None:
            return
        plan = self._plan_of(leg.call)
        after, party = self._exchange.after, leg.party
        if isinstance(party, InboundParty):
            after(self._draw(plan.patience), lambda: self._give_up(leg))
        elif not isinstance(party, ExtensionParty):
            after(self._draw(_EARLY_MEDIA), lambda: self._hear(leg))
            after(self._draw(plan.outside_answer), lambda: self._answer(leg))
        elif leg.ringing and not self._is_somebody_elses(party.number):
            self._react(leg, plan, self.habits.get(party.number))

    def _is_somebody_elses(self, number: str) -> bool:
        return number in self._users or number in self.spared

    def _react(self, leg: Leg, plan: Plan, habit: Habit | None) -> None:
        """Let a colleague do something, or nothing, about a phone that rings."""
        # The plan is for the call's beginning; what is passed on, anybody takes soon.
        span = plan.answer if leg.call.answered_s is None else _SOON
        refuse_share = plan.refuse_share
        if habit is not None:
            span = None if self._random.random() < habit.misses else habit.answer
            refuse_share = habit.refuses
        if span is not None:
            act = self._refuse if self._random.random() < refuse_share else self._answer
            self._exchange.after(self._draw(span), lambda: act(leg))

    def _hear(self, leg: Leg) -> None:
        if leg.alive and leg.state is LegState.RINGING:
            self._exchange.early_media(leg)

    def _answer(self, leg: Leg) -> None:
        """Answer, unless the person talks already."""
        attempt = leg.call.attempt
        talks = leg.extension is not None and self._exchange.state_of(leg.extension) == "busy"
        if leg.ringing and not talks and attempt is not None and leg in attempt.legs:
            self._exchange.pick_up(leg)

    def _refuse(self, leg: Leg) -> None:
        if leg.ringing:
            self._exchange.hang_up(leg)

    def _give_up(self, leg: Leg) -> None:
        if leg.alive and leg.call.answered_s is None:
            self._exchange.hang_up(leg)

    def _talk(self, call_id: str) -> None:
        call = self._exchange.calls.get(call_id)
        if call is not None:
            delay_s = self._draw(self._plan_of(call).talk)
            self._exchange.after(delay_s, lambda: self._part(call))

    def _part(self, call: Call) -> None:
        """Let somebody end a talk; who was put on hold by a user, or is passed on, is patient."""
        if call.over:
            return
        held = [leg for leg in call.legs if leg.state is LegState.HELD]
        on_its_way = call.slot or call.transferor
        if on_its_way or any(leg.extension in self._users for leg in held):
            self._exchange.after(self._draw(_HELD_LONGER), lambda: self._part(call))
            return
        ours = [leg for leg in call.legs if leg.alive and leg.extension not in self._users]
        if ours:
            self._exchange.hang_up(self._random.choice(ours))
        if not call.over:
            # Others talk on, or the call comes back to somebody.
            self._talk(call.id)
