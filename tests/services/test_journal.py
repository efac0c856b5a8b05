"""The journal's service: nobody waits for it, and what it cannot keep is said."""

from __future__ import annotations

import asyncio

import pytest

from ctiapp.model.ids import CallId
from ctiapp.model.journal import JournalEntry
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.services.journal import CALL, LISTENING, NOTE, SUPERVISOR, Journal
from ctiapp.services.notices import Notices
from tests.services.fakes import Clock, settle
from tests.services.journaling import Keeper


class Desk:
    """A journal over it, and who hears what."""

    def __init__(self) -> None:
        self.keeper = Keeper()
        self.notices = Notices()
        self.told: list[Notice] = []
        self.notices.subscribe(self.told.append)
        self.journal = Journal(self.keeper, Clock(), self.notices)

    def note(self, kind: str = LISTENING) -> None:
        """Something happened."""
        self.journal.note(
            kind, number=Number("1003"), call_id=CallId("9.1"), data={"mode": "listen"}
        )


@pytest.fixture
async def desk(time_flies: None) -> Desk:
    """Before anything was written."""
    return Desk()


async def test_it_says_when_and_what(desk: Desk) -> None:
    """The time is that of the deed, not of the disk."""
    desk.keeper.gate.shut()
    at = Clock()().at
    desk.note()
    await Clock.pass_s(3)
    desk.keeper.gate.open()
    await settle()

    expected = JournalEntry(at, LISTENING, Number("1003"), CallId("9.1"), {"mode": "listen"})
    assert await desk.journal.entries() == (expected,)


async def test_entries_keep_their_order(desk: Desk) -> None:
    """As they happened."""
    for kind in (LISTENING, SUPERVISOR, LISTENING):
        desk.note(kind)
    await settle()

    assert [entry.kind for entry in desk.keeper.kept] == [LISTENING, SUPERVISOR, LISTENING]
    assert len(await desk.journal.entries(LISTENING)) == 2


async def test_a_gap_is_said_once_until_it_is_over(desk: Desk) -> None:
    """A full disk says so once; the next time it is full it says so again."""
    desk.keeper.refuses = True
    desk.note()
    desk.note()
    await settle()
    assert [(told.key, told.severity) for told in desk.told] == [
        ("journal.not_kept", Severity.WARNING)
    ]

    desk.keeper.refuses = False
    desk.note()
    await settle()
    desk.keeper.refuses = True
    desk.note()
    await settle()
    assert len(desk.told) == 2


async def test_quitting_waits_for_the_disk(desk: Desk) -> None:
    """What was begun is written before the file is let go."""
    desk.keeper.gate.shut()
    desk.note()
    await settle()
    closing = asyncio.create_task(desk.journal.close())
    await settle()
    assert not desk.keeper.closed

    desk.keeper.gate.open()
    await closing
    assert (len(desk.keeper.kept), desk.keeper.closed) == (1, True)


async def test_quitting_does_not_wait_for_ever(desk: Desk) -> None:
    """A disk that has stopped does not hold the program."""
    desk.keeper.gate.shut()
    desk.note()
    await desk.journal.close()

    assert (desk.keeper.kept, desk.keeper.closed) == ([], True)


async def test_one_entry_stands_for_a_call(desk: Desk) -> None:
    """A later one takes its place; both are found by any way to write the number."""
    call, number = CallId("7.1"), Number("+15550123301")
    desk.journal.put(NOTE, call, number, {"text": "first"})
    desk.journal.put(CALL, call, number, {"outcome": "answered"})
    assert await desk.journal.put(NOTE, call, number, {"text": "second"}) is None

    found = [(each.entry.kind, each.entry.data) for each in await desk.journal.about(number)]
    assert found == [(NOTE, {"text": "second"}), (CALL, {"outcome": "answered"})]
    assert len(await desk.journal.about(Number("00015550123301"))) == 2
    assert await desk.journal.about(Number("3301")) == ()

    assert await desk.journal.drop(NOTE, call) is None
    assert [entry.kind for entry in desk.keeper.kept] == [CALL]


async def test_who_withholds_the_number_is_nobody_who_called_before(desk: Desk) -> None:
    """Their calls are kept without one, and found by the call alone."""
    call = CallId("7.1")
    await desk.journal.put(NOTE, call, Number(""), {"text": "first"})

    assert await desk.journal.about(Number("")) == ()
    (found,) = await desk.journal.about(Number(""), call)
    assert found.entry.number is None


async def test_who_asks_hears_what_could_not_be_kept(desk: Desk) -> None:
    """And the user hears it once, as of all entries."""
    desk.keeper.refuses = True
    error = await desk.journal.put(NOTE, CallId("7.1"), None, {"text": "first"})

    assert error is not None
    assert [told.key for told in desk.told] == ["journal.not_kept"]
