"""How long what is known of people is kept, forgetting one, and taking one's own data along.

What is too old is taken out at the start and once a day. Whoever is forgotten is gone from the
journal (calls and notes), from the calls of the past, from the choices between several people with
one number and between several numbers of one, and from what is remembered for a minute. What was
done for others (who was listened to, logged out …) is no trace of a caller: somebody may have to
answer for it, and it has its own time.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.errors import StorageError, UsageError
from ctiapp.services.hotel.guests import NoGuests
from ctiapp.services.journal import ABOUT, CALL, HOTEL, LISTENING, NOTE, SUPERVISOR

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from ctiapp.model.directory import Contact
    from ctiapp.model.followups import Mark
    from ctiapp.model.history import PastCall
    from ctiapp.model.journal import Kept
    from ctiapp.model.number import Number
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.services.callers import Callers
    from ctiapp.services.hotel.guests import GuestBook
    from ctiapp.services.journal import Journal
    from ctiapp.services.notes import Notes
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.settings import Settings
    from ctiapp.storage.book_retention import Remark

log = logging.getLogger("ctiapp.privacy")

DAILY_S = 24 * 3600.0
"""How often what is too old is taken out."""
MOST_COUNTED = 10_000
"""So many calls with one number are counted before it is forgotten; all of them are forgotten."""
AFTER_START_S = 5.0
"""How long after the start that is done first: signing in comes before it."""


class OwnBook(Protocol):
    """The user's own entries in the directory."""

    async def own_contacts(self) -> Sequence[Contact]:
        """All contacts that the user keeps.

        Raises:
            StorageError: they cannot be read.
        """

    async def choices_of(self, number: Number) -> int:
        """How many choices are kept about a number.

        Raises:
            StorageError: they cannot be read.
        """

    async def forget_choices(self, number: Number) -> int:
        """Forget who was chosen for a number; how many choices that were.

        Raises:
            StorageError: they cannot be forgotten.
        """

    async def forget_unused(self, before: datetime) -> int:
        """Forget the people of all PBXs last signed in to before this; of how many PBXs.

        Raises:
            StorageError: they cannot be forgotten.
        """

    async def remarks(self) -> Sequence[Remark]:
        """All notes on people, favourites, choices and ways.

        Raises:
            StorageError: they cannot be read.
        """


class CallHistory(Protocol):
    """The calls of the past (`ctiapp.services.history.History`)."""

    async def with_person(self, number: Number, limit: int) -> Sequence[PastCall]:
        """The calls with whoever has this number, the newest first. Raises `StorageError`."""

    async def forget(self, number: Number, plan: NumberPlan) -> int:
        """Keep nothing of a number; how many calls. Raises `StorageError`."""

    async def prune(self, calls: datetime | None, notes: datetime | None) -> int:
        """Take out what is older; how many calls. Raises `StorageError`."""

    async def everything(self, after: int, limit: int) -> Sequence[tuple[str, PastCall]]:
        """Calls with whose each is, from behind that key on. Raises `StorageError`."""


class NoHistory:
    """Nobody keeps calls of the past."""

    async def with_person(self, _number: Number, _limit: int) -> Sequence[PastCall]:
        """None."""
        return ()

    async def forget(self, _number: Number, _plan: NumberPlan) -> int:
        """None."""
        return 0

    async def prune(self, _calls: datetime | None, _notes: datetime | None) -> int:
        """None."""
        return 0

    async def everything(self, _after: int, _limit: int) -> Sequence[tuple[str, PastCall]]:
        """None."""
        return ()


class NoBook:
    """Nobody keeps contacts of their own."""

    async def own_contacts(self) -> Sequence[Contact]:
        """None."""
        return ()

    async def choices_of(self, _number: Number) -> int:
        """None."""
        return 0

    async def forget_choices(self, _number: Number) -> int:
        """None."""
        return 0

    async def forget_unused(self, _before: datetime) -> int:
        """None."""
        return 0

    async def remarks(self) -> Sequence[Remark]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Traces:
    """What is kept of one number.

    Attributes:
        calls, notes: so many of each.
        choices: how often somebody was chosen for it, or reached by it among several of theirs.
        stays: how many stays of a guest with it, or of guests who left the room that has it.
    """

    calls: int = 0
    notes: int = 0
    choices: int = 0
    stays: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.calls + self.notes + self.choices + self.stays


class Privacy:
    """Keeps no longer than is wanted.

    Args:
        clock: both clocks.
        preferences: tell how long.
        journal: what is kept.
        callers, notes: remember for a while what is in it.
        plan: how numbers are read, now.
        settings_file: where the settings lie, for the export.
        book: the user's own contacts, and choices.
        history: the calls of the past.
        said: tells what was said of those who waited to be called back, and whose list it is of;
            it is forgotten with their calls.
        guests: who stays, or stayed, in a hotel's rooms: as long as the people of a PBX.
    """

    def __init__(  # noqa: PLR0913 - what it stands on, each by name
        self,
        *,
        clock: Clock,
        preferences: Preferences,
        journal: Journal,
        callers: Callers,
        notes: Notes,
        plan: Callable[[], NumberPlan],
        settings_file: Path | None,
        book: OwnBook | None = None,
        history: CallHistory | None = None,
        said: Callable[[], Awaitable[Sequence[tuple[str, Mark]]]] | None = None,
        guests: GuestBook | None = None,
    ) -> None:
        self._clock = clock
        self._preferences = preferences
        self._journal = journal
        self._callers = callers
        self._notes = notes
        self._plan = plan
        self._settings_file = settings_file
        self._book = NoBook() if book is None else book
        self._history = NoHistory() if history is None else history
        self._said = said
        self._guests = NoGuests() if guests is None else guests
        self._task: asyncio.Task[None] | None = None

    # -- how long --------------------------------------------------------------------------------

    def start(self) -> None:
        """Take out what is too old, soon and then daily."""
        self._task = asyncio.create_task(self._run(), name="privacy")

    async def stop(self) -> None:
        """Do so no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def prune(self) -> int:
        """Take out what is too old now; how many entries of the journal that were.

        Raises:
            StorageError: it cannot be taken out.
        """
        now, settings = self._clock().at, self._preferences.settings
        before = too_old(settings, now)
        gone = await self._journal.prune(before) if before else 0
        await self._history.prune(before.get(CALL), before.get(NOTE))
        if settings.keep_contacts_days:
            unused = now - timedelta(days=settings.keep_contacts_days)
            if forgotten := await self._book.forget_unused(unused):
                log.info("the people of %d PBXs were kept too long", forgotten)
            if left := await self._guests.prune(unused):
                log.info("%d stays of guests were kept too long", left)
        return gone

    async def _run(self) -> None:
        wait_s = AFTER_START_S
        while True:
            await asyncio.sleep(wait_s)
            wait_s = DAILY_S
            try:
                gone = await self.prune()
            except StorageError as error:
                log.info("what is too old could not be taken out: %s", error.detail)
            else:
                if gone:
                    log.info("%d entries of the journal were too old", gone)

    # -- one number ------------------------------------------------------------------------------

    async def traces(self, number: Number) -> Traces:
        """What is kept of a number, in whatever way it was written.

        Raises:
            StorageError: it cannot be read.
        """
        found = await self._traces(number)
        # What this desk saw the PBX wrote down as well, and more that this desk did not see.
        past = await self._history.with_person(number, MOST_COUNTED)
        return Traces(
            max(sum(kept.entry.kind == CALL for kept in found), len(past)),
            max(sum(kept.entry.kind == NOTE for kept in found), sum(bool(c.note) for c in past)),
            await self._book.choices_of(number),
            await self._guests.count(number, self._plan()),
        )

    async def forget(self, number: Number) -> int:
        """Keep nothing of a number any more; how many entries and choices that were.

        Raises:
            UsageError: key ``privacy.withheld``: there is no number to forget.
            StorageError: it cannot be forgotten.
        """
        if number.withheld:
            raise UsageError("no number", key="privacy.withheld")
        self._notes.flush()
        await self._journal.written()
        found = await self._traces(number)
        count = 0
        for start in range(0, len(found), ABOUT):
            some = found[start : start + ABOUT]
            count += await self._journal.forget([kept.row for kept in some])
            self._notes.forget(
                frozenset(k.entry.call_id for k in some if k.entry.call_id is not None)
            )
        count += await self._history.forget(number, self._plan())
        count += await self._guests.forget(number, self._plan())
        self._callers.forget(number)
        return count + await self._book.forget_choices(number)

    async def _traces(self, number: Number) -> list[Kept]:
        """All that is kept of a number: however many there are whose numbers only end so.

        An extension's is looked for at this PBX: at another it is somebody else's.
        """
        plan = self._plan()
        anywhere = not plan.line(number).internal
        found: list[Kept] = []
        before: int | None = None
        while rows := await self._journal.about(number, plan=plan, before=before):
            before = rows[-1].row
            found += [
                kept
                for kept in rows
                if kept.entry.kind in (CALL, NOTE)
                and kept.entry.number is not None
                and (kept.entry.number == number or plan.compare(kept.entry.number, number))
                and (anywhere or self._journal.is_here(kept.entry))
            ]
        return found

    # -- all of it -------------------------------------------------------------------------------

    async def export(self, path: Path, progress: Callable[[int], None]) -> int:
        """Write one's own data into an archive; how many entries of the journal are in it.

        Args:
            path: of the archive.
            progress: told how many entries are written.

        Raises:
            StorageError: it could not be written.
        """
        from ctiapp.services.exporting import export

        self._notes.flush()
        await self._journal.written()
        contacts = await self._book.own_contacts()
        remarks = await self._book.remarks()
        return await export(
            path,
            self._journal,
            contacts,
            await self._settings(),
            progress,
            remarks=remarks,
            history=self._history,
            said=() if self._said is None else await self._said(),
            guests=self._guests,
        )

    async def _settings(self) -> str:
        """What the settings file holds; where nothing was ever set, nothing."""
        file = self._settings_file
        if file is None:
            return "{}"
        try:
            return await asyncio.to_thread(file.read_text, "utf-8")
        except FileNotFoundError:
            return "{}"
        except OSError as error:
            raise StorageError(f"{file}: {error.strerror}", key="privacy.not_exported") from error


def too_old(settings: Settings, now: datetime) -> Mapping[str, datetime]:
    """Before when entries of each kind are too old; what is kept for ever is left out."""
    days = {
        CALL: settings.keep_calls_days,
        NOTE: settings.keep_notes_days,
        LISTENING: settings.keep_deeds_days,
        SUPERVISOR: settings.keep_deeds_days,
        HOTEL: settings.keep_deeds_days,
    }
    return {kind: now - timedelta(days=each) for kind, each in days.items() if each}
