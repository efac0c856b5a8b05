"""The pacer: whatever is asked of the PBX again and again goes through here, one a second at most.

A whole office does what one desk does: what is polite is settled once, for all questions together.
What is urgent (after a command, after an event that leaves doubt) goes first; but after
`URGENT_IN_A_ROW` of those one that is only due gets its turn, so that nothing starves. The rest go
round, the one that is longest overdue first.
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
URGENT_IN_A_ROW = 5
"""So many urgent questions are asked before one that is only due."""
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
    """

    key: str
    ask: Callable[[], Awaitable[None]]
    every_s: float | None


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
        self._urgent: dict[str, None] = {}
        self._in_a_row = 0
        self._begun_s: float | None = None
        self._number = 0

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, questions: Iterable[Question], now_s: float) -> None:
        """Have exactly these questions on the round; those that stay keep their place."""
        wanted = {question.key: question for question in questions}
        for key in self._entries.keys() - wanted.keys():
            del self._entries[key]
            self._urgent.pop(key, None)
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

    def urge(self, key: str) -> None:
        """Ask this one as soon as it is polite; nothing happens where it is not on the round."""
        if key in self._entries:
            self._urgent.setdefault(key)

    def next_s(self, now_s: float) -> float | None:
        """How long until the next question may begin; None: there is none to wait for."""
        free_s = now_s if self._begun_s is None else self._begun_s + SPACING_S
        if self._urgent:
            return max(0.0, free_s - now_s)
        due = [entry.due_s for entry in self._entries.values() if entry.due_s is not None]
        return max(0.0, max(free_s, min(due)) - now_s) if due else None

    def take(self, now_s: float) -> Question | None:
        """The question to be asked now, which it begins; None: not yet."""
        wait_s = self.next_s(now_s)
        if wait_s is None or wait_s > 0:
            return None
        due = min(
            (e for e in self._entries.values() if e.due_s is not None and e.due_s <= now_s),
            key=lambda entry: (entry.due_s, entry.number),
            default=None,
        )
        if self._urgent and (due is None or self._in_a_row < URGENT_IN_A_ROW):
            entry = self._entries[next(iter(self._urgent))]
            self._in_a_row += 1
        elif due is not None:
            entry = due
            self._in_a_row = 0
        else:
            return None
        entry.urgent = entry.question.key in self._urgent
        self._urgent.pop(entry.question.key, None)
        self._begun_s = entry.asked_s = now_s
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


class Pacer:
    """Asks what is on the round, in its order and at its pace, while it may."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._round = Round()
        self._news = asyncio.Event()
        self._may = asyncio.Event()

    def put(self, questions: Iterable[Question]) -> None:
        """Have exactly these questions asked from now on."""
        self._round.put(questions, self._clock().mono_s)
        self._news.set()

    def urge(self, key: str) -> None:
        """Ask this one as soon as it is polite."""
        self._round.urge(key)
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
