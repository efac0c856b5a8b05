"""Who tried in vain and waits to be called back: a list that is made anew from the history.

Whenever the history, the names, the way numbers are read, or what was said of somebody changes,
the list is made again from the file (`ctiapp.model.followups` has the rule). So it is right at once
after a restart, and after a gap as soon as the history is.

A person is who the directory says, with all numbers that are theirs alone; of a number that several
people share it is not known who of them called, so it is a row of its own. What is said of a person
is kept of each line that they tried from: it holds when they are another contact tomorrow.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.errors import StorageError, UsageError
from ctiapp.model.followups import (
    BACK,
    MAX_REASON,
    Mark,
    MarkKind,
    open_people,
    wakes_at,
)
from ctiapp.model.observers import Observers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from ctiapp.model.directory import Contact, PersonKey
    from ctiapp.model.followups import FollowUp, Miss, Snooze
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.services.identify import Identity
    from ctiapp.services.ports import Clock

log = logging.getLogger("ctiapp.followups")

SAME = timedelta(seconds=90)
"""What this desk and the PBX tell of one call may begin so far apart: what was said of it holds."""
_SLICE = 20
"""So many lines are looked up before the loop may do something else."""


class Keeper(Protocol):
    """Where the calls of the past and the marks lie (`ctiapp.storage.followups.FollowUpFile`).

    Every method raises `StorageError` where it cannot be done.
    """

    async def misses(self, owner: str, since: datetime) -> Sequence[Miss]:
        """Tries in vain after which the history has no talk with that line, and no mark closes."""

    async def reached(
        self, owner: str, lines: Collection[str], since: datetime
    ) -> Mapping[str, datetime]:
        """When the last conversation with each of these lines ended."""

    async def marks(self, owner: str, lines: Collection[str]) -> Sequence[Mark]:
        """What is kept of these lines."""

    async def put(self, owner: str, marks: Sequence[Mark]) -> None:
        """Keep these, too."""

    async def drop(self, owner: str, marks: Sequence[Mark]) -> None:
        """Keep these no more."""


class Past(Protocol):
    """The history (`ctiapp.services.history.History`)."""

    @property
    def owner(self) -> str | None:
        """Whose history it is: PBX and extension; None while signed out."""

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each change, of the owner as well; the answer ends it."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who is who, as far as this list needs it.

    Attributes:
        identify: who has a number.
        contact: all that is kept of somebody; None where nobody is.
        plan: how numbers are read, now.
    """

    identify: Callable[[Number | None], Identity | None]
    contact: Callable[[PersonKey], Contact | None]
    plan: Callable[[], NumberPlan]


class FollowUps:
    """The list, and what is said of those on it.

    Args:
        keeper: the file.
        past: the history; tells whose it is, and of its changes.
        clock: both clocks.
        who: who is who.
    """

    def __init__(self, keeper: Keeper, past: Past, clock: Clock, who: Who) -> None:
        self._keeper = keeper
        self._past = past
        self._clock = clock
        self._who = who
        self._owner: str | None = None
        self._people: tuple[FollowUp, ...] = ()
        self._known = False
        self._trouble: Notice | None = None
        self._undo: tuple[str, tuple[Mark, ...]] | None = None
        self._task: asyncio.Task[None] | None = None
        self._more = False
        self._stopped = False
        self._waking: asyncio.TimerHandle | None = None
        self._observers: Observers[None] = Observers()
        self._looks: Observers[None] = Observers()
        past.subscribe(self.refresh)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def people(self) -> tuple[FollowUp, ...]:
        """Who waits, the last try first; behind them who is put off."""
        return self._people

    @property
    def count(self) -> int:
        """How many are to be called back now: the badge."""
        return sum(each.until is None for each in self._people)

    @property
    def known(self) -> bool:
        """Whether the list was made since somebody signed in; before that it is merely empty."""
        return self._known

    @property
    def trouble(self) -> Notice | None:
        """Why the list may be old: the file could not be read; None where all is well."""
        return self._trouble

    @property
    def undoable(self) -> bool:
        """Whether what was last said can be taken back."""
        return self._undo is not None and self._undo[0] == self._owner

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each change of the list; the answer ends it."""
        return self._observers.subscribe(lambda _: listener())

    def subscribe_looks(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear when the user looks at the list; the answer ends it."""
        return self._looks.subscribe(lambda _: listener())

    def look_now(self) -> None:
        """The user looks at the list: it had better be as true as it can be."""
        self._looks.tell(None)

    def person(self, person: str) -> FollowUp | None:
        """Somebody on the list; None where they are not, or no more."""
        return next((each for each in self._people if each.person == person), None)

    def line(self, number: Number) -> str:
        """The line of a number, however it is written."""
        return self._who.plan().line(number).choice_key or number.text

    # -- saying something of somebody ------------------------------------------------------------

    async def done(self, person: str, reason: str = "") -> None:
        """There is nothing to do any more, until they try again.

        Raises:
            UsageError: key ``followup.gone``: they are not on the list any more.
            StorageError: it cannot be kept.
        """
        await self._mark(person, MarkKind.DONE, None, reason)

    async def snooze(self, person: str, snooze: Snooze, reason: str = "") -> datetime:
        """Put somebody off; until when, aware UTC.

        Raises:
            UsageError, StorageError: as `done`.
        """
        now = self._clock().at
        wall = now.astimezone().replace(tzinfo=None)
        until = wakes_at(snooze, wall).astimezone(now.tzinfo)
        await self._mark(person, MarkKind.SNOOZE, until, reason)
        return until

    async def wake(self, person: str) -> None:
        """Somebody who was put off is to be called back now.

        Raises:
            UsageError, StorageError: as `done`.
        """
        await self._mark(person, MarkKind.SNOOZE, None, "")

    async def undo(self) -> None:
        """Take back what was last said.

        Raises:
            UsageError: key ``followup.nothing_to_undo``.
            StorageError: it cannot be taken back.
        """
        if self._undo is None or not self.undoable:
            raise UsageError("nothing to undo", key="followup.nothing_to_undo")
        owner, marks = self._undo
        await self._keeper.drop(owner, marks)
        self._undo = None
        await self._look_through()

    async def keep_reached(self, line: str, until: datetime) -> None:
        """The PBX told that a colleague talked to them until then.

        Raises:
            StorageError: it cannot be kept.
        """
        if self._owner is not None:
            await self._keeper.put(self._owner, [Mark(line, until, MarkKind.REACHED)])
            self.refresh()

    async def _mark(self, person: str, kind: MarkKind, until: datetime | None, reason: str) -> None:
        found, owner = self.person(person), self._owner
        if found is None or owner is None:
            raise UsageError("not on the list", key="followup.gone")
        # What was seen is meant, and no try that nobody here knew of yet.
        at = found.last.at + max(timedelta(0), min(SAME, self._clock().at - found.last.at))
        reason = " ".join(reason.split())[:MAX_REASON]
        marks = tuple(Mark(line, at, kind, until, reason) for line in found.lines)
        await self._keeper.put(owner, marks)
        self._undo = (owner, marks)
        await self._look_through()

    # -- making the list -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Something changed: make the list again."""
        if self._stopped:
            return
        if self._task is not None and not self._task.done():
            self._more = True
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # before there was a loop: nobody is signed in yet
            return
        self._task = loop.create_task(self._run(), name="follow-ups")

    async def settled(self) -> None:
        """Wait until the list is as new as what it is made from."""
        while self._task is not None and not self._task.done():
            await asyncio.shield(self._task)

    async def stop(self) -> None:
        """Make no list any more."""
        self._stopped = True
        self._sleep_no_more()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _look_through(self) -> None:
        """Make the list now: whoever said something sees it done."""
        self.refresh()
        await self.settled()

    async def _run(self) -> None:
        while True:
            self._more = False
            owner = self._past.owner
            if owner != self._owner:  # the list of somebody else is never shown
                self._owner = owner
                self._show((), known=False)
            if owner is not None:
                try:
                    people = await self._made(owner)
                except StorageError as error:
                    self._fail(error)
                else:
                    if owner == self._past.owner:
                        self._show(people, known=True)
            if not self._more and self._past.owner == self._owner:
                return

    async def _made(self, owner: str) -> tuple[FollowUp, ...]:
        since = self._clock().at - BACK
        misses: list[Miss] = []
        names: dict[str, str] = {}
        for count, miss in enumerate(await self._keeper.misses(owner, since), 1):
            number = miss.number
            line = miss.line if number is None else self.line(number)
            misses.append(replace(miss, line=line))
            # What was kept before the line could be read stands under what was known then.
            aliases = () if number is None else (number.text, miss.line)
            names.update(dict.fromkeys(aliases, line))
            if count % _SLICE == 0:
                await asyncio.sleep(0)
        people: dict[str, str] = {}
        numbers = {miss.line: miss.number for miss in misses}
        for count, (line, number) in enumerate(numbers.items(), 1):
            person, lines = self._person(line, number)
            people.update(dict.fromkeys(lines, person))
            if count % _SLICE == 0:
                await asyncio.sleep(0)
        for name, line in names.items():
            people.setdefault(name, people[line])
        reached = await self._keeper.reached(owner, people.keys(), since)
        marks = await self._keeper.marks(owner, people.keys())
        return open_people(
            misses, reached, marks, lambda line: people.get(line, line), self._clock().at
        )

    def _person(self, line: str, number: Number | None) -> tuple[str, set[str]]:
        """Whose a line is, and what else is theirs alone."""
        key = self._key(number)
        if key is None:
            return line, {line}
        contact = self._who.contact(key)
        numbers = () if contact is None else (each.number for each in contact.numbers)
        return key, {line, *(self.line(each) for each in numbers if self._key(each) == key)}

    def _key(self, number: Number | None) -> PersonKey | None:
        """Who has a number; None where nobody does, or it may be one of several."""
        who = self._who.identify(number)
        return None if who is None or who.several else who.key

    def _show(self, people: tuple[FollowUp, ...], *, known: bool) -> None:
        self._sleep_no_more()
        changed = (people, known, None) != (self._people, self._known, self._trouble)
        self._people, self._known, self._trouble = people, known, None
        wakes = min((each.until for each in people if each.until is not None), default=None)
        if wakes is not None:
            wait_s = max(0.0, (wakes - self._clock().at).total_seconds())
            self._waking = asyncio.get_running_loop().call_later(wait_s + 0.1, self.refresh)
        if changed:
            self._observers.tell(None)

    def _sleep_no_more(self) -> None:
        if self._waking is not None:
            self._waking.cancel()
            self._waking = None

    def _fail(self, error: StorageError) -> None:
        if self._trouble is None:
            log.info("who is to be called back could not be read: %s", error.detail)
            self._trouble = error.notice()
            self._observers.tell(None)
