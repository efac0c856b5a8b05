"""The follow-up list of a window: what a test says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.model.observers import Observers

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.errors import CtiError
    from ctiapp.model.followups import FollowUp, Snooze
    from ctiapp.model.notice import Notice


class FakeFollowUps:
    """Who waits; whoever is put away is gone, and comes back when it is taken back."""

    def __init__(self) -> None:
        self.people: tuple[FollowUp, ...] = ()
        self.known = True
        self.trouble: Notice | None = None
        self.undoable = False
        self.said: list[tuple[str, ...]] = []
        self.looks = 0
        self.error: CtiError | None = None
        self._before: tuple[FollowUp, ...] = ()
        self._observers: Observers[None] = Observers()

    @property
    def count(self) -> int:
        return sum(row.until is None for row in self.people)

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        return self._observers.subscribe(lambda _: listener())

    def show(self, *people: FollowUp) -> None:
        """These wait now."""
        self.people = people
        self._observers.tell(None)

    def look_now(self) -> None:
        self.looks += 1

    def _say(self, *said: str) -> None:
        if self.error is not None:
            raise self.error
        self.said.append(said)
        self._before, self.undoable = self.people, True

    def _without(self, person: str) -> list[FollowUp]:
        return [row for row in self.people if row.person != person]

    async def done(self, person: str, reason: str = "") -> None:
        self._say("done", person, reason)
        self.show(*self._without(person))

    async def snooze(self, person: str, snooze: Snooze, reason: str = "") -> datetime:
        self._say("snooze", person, snooze.value, reason)
        until = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
        (row,) = (row for row in self.people if row.person == person)
        self.show(*self._without(person), replace(row, until=until))
        return until

    async def wake(self, person: str) -> None:
        self._say("wake", person)

    async def undo(self) -> None:
        self.said.append(("undo",))
        self.undoable = False
        self.show(*self._before)
