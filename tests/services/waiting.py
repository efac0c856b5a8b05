"""People who wait to be called back, in memory: what the follow-up tests stand on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.directory import Contact, ContactNumber, Origin, PersonKey, person_key
from ctiapp.model.followups import Mark, Miss, withheld_line
from ctiapp.model.history import Fate
from ctiapp.model.number import Number
from ctiapp.model.numberplan import Confidence, NumberPlan
from ctiapp.model.observers import Observers
from ctiapp.services.followups import FollowUps, Who
from ctiapp.services.identify import Identity, Why
from tests.services.fakes import START, Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from ctiapp.model.errors import StorageError

OWNER = "sn/2000"
ANN, MOBILE, SHARED = "+12065550111", "+12065550222", "+12065550333"


def ago(minutes: float) -> datetime:
    """So many minutes before the clock of the fakes begins."""
    return START + timedelta(seconds=1000) - timedelta(minutes=minutes)


def miss(minutes: float, number: str | None = ANN, **more: object) -> Miss:
    """Somebody tried in vain so many minutes ago; as the file tells it, by the text as written."""
    key = f"{number}@{minutes}"
    line = withheld_line(key) if number is None else number
    kept = None if number is None else Number(number)
    return replace(Miss(key, line, ago(minutes), kept, "", Fate.MISSED, 20), **more)  # type: ignore[arg-type]


class Keeper:
    """A file in memory."""

    def __init__(self) -> None:
        self.kept: list[Miss] = []
        self.talks: dict[str, datetime] = {}
        self.said: list[tuple[str, Mark]] = []
        self.error: StorageError | None = None
        self.looks = 0
        self.on_look: Callable[[], None] | None = None

    def _pass(self) -> None:
        if self.error is not None:
            raise self.error

    async def misses(self, _owner: str, since: datetime) -> Sequence[Miss]:
        self.looks += 1
        self._pass()
        found = [each for each in self.kept if each.at >= since]
        if self.on_look is not None:
            self.on_look()
        return found

    async def reached(
        self, _owner: str, lines: Collection[str], _since: datetime
    ) -> dict[str, datetime]:
        self._pass()
        return {line: until for line, until in self.talks.items() if line in lines}

    async def marks(self, owner: str, lines: Collection[str]) -> Sequence[Mark]:
        self._pass()
        return [mark for whose, mark in self.said if whose == owner and mark.line in lines]

    async def put(self, owner: str, marks: Sequence[Mark]) -> None:
        self._pass()
        self.said += ((owner, mark) for mark in marks)

    async def drop(self, owner: str, marks: Sequence[Mark]) -> None:
        self._pass()
        for mark in marks:
            self.said.remove((owner, mark))


class Past:
    """A history that changes when a test says so."""

    def __init__(self) -> None:
        self.owner: str | None = OWNER
        self._observers: Observers[None] = Observers()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        return self._observers.subscribe(lambda _: listener())

    def change(self) -> None:
        """Tell that it changed."""
        self._observers.tell(None)


class Waiting:
    """The list over a file in memory; Ann has two numbers and shares a third with Ben."""

    def __init__(self) -> None:
        self.keeper = Keeper()
        self.past = Past()
        self.clock = Clock()
        self.plan = NumberPlan("US")
        key = person_key(Origin.COMPANY, "7")
        kinds = ("business", "mobile", "other")
        self.contacts: dict[PersonKey, Contact] = {
            key: Contact(
                "7",
                "Ann Lee",
                numbers=tuple(
                    ContactNumber(kind, Number(number))
                    for kind, number in zip(kinds, (ANN, MOBILE, SHARED), strict=True)
                ),
            )
        }
        self.ann = Identity("Ann Lee", "", key, Why.LINE, Confidence.LINE)
        ben = Identity("Ben Ox", "", person_key(Origin.COMPANY, "8"), Why.LINE, Confidence.LINE)
        self.both = replace(self.ann, others=(ben,))
        self.list = FollowUps(
            self.keeper,
            self.past,
            self.clock,
            Who(self.identify, self.contacts.get, lambda: self.plan),
        )
        self.told = 0
        self.list.subscribe(self._on_told)

    def _on_told(self) -> None:
        self.told += 1

    def identify(self, number: Number | None) -> Identity | None:
        line = "" if number is None else self.plan.line(number).choice_key
        return {ANN: self.ann, MOBILE: self.ann, SHARED: self.both}.get(line)

    async def show(self, *misses: Miss) -> None:
        """These tried in vain; the list is made."""
        self.keeper.kept = list(misses)
        self.past.change()
        await self.list.settled()
