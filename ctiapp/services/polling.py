"""The pacer: whatever is asked of the PBX again and again goes through here, one a second at most.

A whole office does what one desk does: what is polite is settled once, for all questions together.
What is urgent (after an event that leaves doubt) goes first; but after `URGENT_IN_A_ROW` of those
one that is only due gets its turn, so that nothing starves. The rest go round, the one that is
longest overdue first, one's own before what is only looked on at.

**What confirms a command over many queues may run ahead.** One over eight needs eight answers, and
somebody waits for them: at one a second that would be longer than ``ctl`` may take, and one would
look at eight pending marks for as long. It is one person's single deed, no habit that a whole
office has at the same time. So where a command is over more than `IN_STEP` queues, the first
question after it, of each of them, may begin up to `AHEAD` seconds before its own second. Every
question counts, and until those seconds are made up for nothing else is asked: over any length of
time it is one a second, and `AHEAD` more at most; over fewer queues it is never more than one.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.errors import CtiError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from ctiapp.services.ports import Clock

log = logging.getLogger("ctiapp.polling")

SPACING_S = 1.0
"""How long after the beginning of one question the next one may begin, whatever they are."""
AHEAD = 5
"""By so many questions those that confirm a command may run ahead of one a second."""
IN_STEP = 4
"""Over so many queues a command is confirmed in time at one question a second."""
CONFIRMING_IN_A_ROW = 20
"""So many of those are asked before one that is only due, which waits until it may begin."""
URGENT_IN_A_ROW = 5
"""So many urgent questions are asked before one that is only due."""
OWN_IN_A_ROW = 5
"""So many of one's own that are due are asked before one that is not, where any is due."""
AGAIN_S = 30.0
"""How soon a question that failed is asked again, where it would not be asked before."""
URGENT_AGAIN_S = 2.0
"""The same for one that was urgent; where it fails again, it is one like any other."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask of the PBX.

    Attributes:
        key: its name, e.g. ``agents/6``; a question of the same name is the same question.
        ask: asks it and takes the answer in.
        every_s: how often; None: once, until it is answered.
        own: whether it is about oneself: of all that are due such are asked first.
    """

    key: str
    ask: Callable[[], Awaitable[None]]
    every_s: float | None
    own: bool = False


@dataclass(slots=True)
class _Entry:
    """A question on the round.

    Attributes:
        question: what.
        number: a number that grows with each new one; settles equal times.
        asked_s: when it was last asked; None: never.
        due_s: when it is to be asked; None: it was answered, once and for all.
        urgent: whether it was urgent when it was last asked.
    """

    question: Question
    number: int
    asked_s: float | None
    due_s: float | None
    urgent: bool = False


class Round:
    """Which question is next, and when. Pure: it knows no loop and no clock."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._confirming: dict[str, None] = {}
        self._many = False
        self._urgent: dict[str, bool] = {}
        self._in_a_row = 0
        self._own_in_a_row = 0
        self._own_turns = OWN_IN_A_ROW
        self._free_s = float("-inf")
        self._number = 0

    def __len__(self) -> int:
        return len(self._entries)

    def put(
        self, questions: Iterable[Question], now_s: float, *, own_in_a_row: int = OWN_IN_A_ROW
    ) -> None:
        """Have exactly these questions on the round; those that stay keep their place.

        Args:
            questions: which.
            now_s: the time, on the monotonic clock.
            own_in_a_row: so many of one's own go before one of the others.
        """
        self._own_turns = own_in_a_row
        wanted = {question.key: question for question in questions}
        for key in self._entries.keys() - wanted.keys():
            del self._entries[key]
            self._not_urgent(key)
        for key, question in wanted.items():
            entry = self._entries.get(key)
            if entry is None:
                self._number += 1
                self._entries[key] = _Entry(question, self._number, None, now_s)
                continue
            changed = entry.question.every_s != question.every_s
            entry.question = question
            if changed and entry.asked_s is not None and question.every_s is not None:
                entry.due_s = entry.asked_s + question.every_s

    def urge(self, key: str, *, first: bool = False) -> None:
        """Ask this one as soon as it is polite; nothing happens where it is not on the round.

        Args:
            key: which.
            first: before the other urgent ones: somebody waits for what is asked.
        """
        if key in self._entries:
            self._urgent[key] = first or self._urgent.get(key, False)

    def confirm(self, key: str) -> None:
        """Ask this one before all others: it confirms a command; one of many, ahead of its time."""
        if key in self._entries:
            self._confirming.setdefault(key)
            self._many = self._many or len(self._confirming) > IN_STEP

    def next_s(self, now_s: float) -> float | None:
        """How long until the next question may begin; None: there is none to wait for."""
        starts = []
        if self._confirms:
            starts.append(self._free_s - (AHEAD * SPACING_S if self._many else 0.0))
        if self._urgent or self._confirming:
            starts.append(self._free_s)
        due = [entry.due_s for entry in self._entries.values() if entry.due_s is not None]
        if due:
            starts.append(max(self._free_s, min(due)))
        return max(0.0, min(starts) - now_s) if starts else None

    def take(self, now_s: float) -> Question | None:
        """The question to be asked now, which it begins; None: not yet."""
        wait_s = self.next_s(now_s)
        if wait_s is None or wait_s > 0:
            return None
        due = self._due(now_s)
        entry = self._entry(due)
        if entry is due:
            self._own_in_a_row = self._own_in_a_row + 1 if entry.question.own else 0
        self._in_a_row = 0 if due is None or entry is due else self._in_a_row + 1
        entry.urgent = entry.question.key in {**self._urgent, **self._confirming}
        self._not_urgent(entry.question.key)
        self._free_s = max(self._free_s, now_s) + SPACING_S
        entry.asked_s = now_s
        every_s = entry.question.every_s
        entry.due_s = None if every_s is None else now_s + every_s
        return entry.question

    def failed(self, key: str, now_s: float) -> None:
        """It was not answered: what is asked once, or seldom, is asked again soon."""
        entry = self._entries.get(key)
        if entry is not None:
            again_s = now_s + (URGENT_AGAIN_S if entry.urgent else AGAIN_S)
            entry.due_s = again_s if entry.due_s is None else min(entry.due_s, again_s)

    def rewind(self, now_s: float) -> None:
        """All of it is old: what is asked again and again is due now."""
        for entry in self._entries.values():
            if entry.question.every_s is not None:
                entry.due_s = min(now_s, entry.due_s or now_s)

    @property
    def _confirms(self) -> bool:
        """Whether what confirms a command comes first now."""
        starving = self._in_a_row >= CONFIRMING_IN_A_ROW
        return bool(self._confirming) and not starving

    def _due(self, now_s: float) -> _Entry | None:
        """Of what is due and not urgent, the one whose turn it is."""
        due = [e for e in self._entries.values() if e.due_s is not None and e.due_s <= now_s]
        own = [entry for entry in due if entry.question.own]
        others = [entry for entry in due if not entry.question.own]
        turn = own if not others or (own and self._own_in_a_row < self._own_turns) else others
        return min(turn, key=lambda entry: (entry.due_s, entry.number), default=None)

    def _entry(self, due: _Entry | None) -> _Entry:
        """What is asked now, where something is."""
        if self._confirms:
            return self._entries[next(iter(self._confirming))]
        first = [key for key, comes_first in self._urgent.items() if comes_first]
        waiting = [*self._confirming, *first, *self._urgent]
        if due is None or (waiting and self._in_a_row < URGENT_IN_A_ROW):
            return self._entries[waiting[0]]
        return due

    def _not_urgent(self, key: str) -> None:
        self._confirming.pop(key, None)
        self._urgent.pop(key, None)
        self._many = self._many and bool(self._confirming)


class Pacer:
    """Asks what is on the round, in its order and at its pace, while it may."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._round = Round()
        self._news = asyncio.Event()
        self._may = asyncio.Event()

    def put(self, questions: Iterable[Question], *, own_in_a_row: int = OWN_IN_A_ROW) -> None:
        """Have exactly these questions asked from now on; see `Round.put`."""
        self._round.put(questions, self._clock().mono_s, own_in_a_row=own_in_a_row)
        self._news.set()

    def urge(self, key: str, *, first: bool = False) -> None:
        """Ask this one as soon as it is polite; ``first``: before other urgent ones."""
        self._round.urge(key, first=first)
        self._news.set()

    def confirm(self, key: str) -> None:
        """Ask this one before all others: it confirms a command."""
        self._round.confirm(key)
        self._news.set()

    def rewind(self) -> None:
        """All of it is old: ask it all again, at the same pace."""
        self._round.rewind(self._clock().mono_s)
        self._news.set()

    def go(self, *, on: bool) -> None:
        """Ask, or rest: nothing is asked while the link is not up."""
        if on:
            self._may.set()
        else:
            self._may.clear()
        self._news.set()

    async def run(self) -> None:
        """Ask until cancelled. No failing question ends it."""
        while True:
            await self._may.wait()
            question = self._round.take(self._clock().mono_s)
            if question is None:
                await self._until_next()
                continue
            try:
                await question.ask()
            except CtiError as error:
                log.info("%s could not be had: %s", question.key, error)
                self._round.failed(question.key, self._clock().mono_s)
            except Exception:
                log.exception("asking %s failed", question.key)
                self._round.failed(question.key, self._clock().mono_s)

    async def _until_next(self) -> None:
        """Wait until the next question is due, or until something changes what that is."""
        self._news.clear()
        wait_s = self._round.next_s(self._clock().mono_s)
        if wait_s is None:
            await self._news.wait()
            return
        try:
            async with asyncio.timeout(wait_s):
                await self._news.wait()
        except TimeoutError:
            pass  # it is time
