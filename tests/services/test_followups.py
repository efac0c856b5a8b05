"""The follow-up list is made anew of the history, the names and the marks, whenever one changes."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError, UsageError
from ctiapp.model.followups import BACK, MAX_REASON, MarkKind, Snooze
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan
from ctiapp.services.followups import SAME
from tests.services.fakes import settle
from tests.services.waiting import ANN, MOBILE, OWNER, SHARED, Waiting, ago, miss

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

BEN = "+12065550999"


@pytest.fixture
async def waiting(time_flies: None) -> AsyncIterator[Waiting]:
    made = Waiting()
    yield made
    await made.list.stop()


def numbers(waiting: Waiting) -> list[str]:
    """Where those on the list are called back."""
    return ["" if row.number is None else row.number.text for row in waiting.list.people]


async def test_whoever_tried_in_vain_is_on_it(waiting: Waiting) -> None:
    """A number that is written otherwise is the same line; the badge counts people."""
    assert not waiting.list.known
    await waiting.show(miss(5, "12065550999"), miss(9, BEN), miss(30, None))
    assert numbers(waiting) == ["12065550999", ""]
    assert [len(row.tries) for row in waiting.list.people] == [2, 1]
    assert (waiting.list.count, waiting.list.known, waiting.told) == (2, True, 1)


async def test_the_numbers_of_one_contact_are_one_person(waiting: Waiting) -> None:
    """Called back on either of them, they are reached."""
    await waiting.show(miss(5, MOBILE), miss(9, ANN))
    (row,) = waiting.list.people
    assert row.numbers == (Number(MOBILE), Number(ANN))
    waiting.keeper.talks[ANN] = ago(1)
    await waiting.show(miss(5, MOBILE))
    assert not waiting.list.people


async def test_of_a_number_that_several_share_nobody_knows_who_called(waiting: Waiting) -> None:
    """It is a row of its own, and a talk on it closes it alone."""
    await waiting.show(miss(5, SHARED), miss(9, ANN))
    assert numbers(waiting) == [SHARED, ANN]
    waiting.keeper.talks[SHARED] = ago(1)
    await waiting.show(miss(5, SHARED), miss(9, ANN))
    assert numbers(waiting) == [ANN]


async def test_done_is_done(waiting: Waiting) -> None:
    """With a reason, on one line; and it is kept of every line that they tried from."""
    await waiting.show(miss(5, MOBILE), miss(9, ANN), miss(10, BEN))
    await waiting.list.done(waiting.list.people[0].person, "  sent\nthe offer ")
    assert numbers(waiting) == [BEN]
    assert [(mark.line, mark.kind, mark.reason) for _, mark in waiting.keeper.said] == [
        (MOBILE, MarkKind.DONE, "sent the offer"),
        (ANN, MarkKind.DONE, "sent the offer"),
    ]
    await waiting.show(miss(5, MOBILE), miss(1, ANN))
    (row,) = waiting.list.people
    assert (row.reason, len(row.tries)) == ("sent the offer", 1)


async def test_what_nobody_knew_of_is_not_done(waiting: Waiting) -> None:
    """They tried once more before it was said, and the PBX told of it only after."""
    await waiting.show(miss(30))
    await waiting.list.done(ANN if not waiting.list.people else waiting.list.people[0].person)
    await waiting.show(miss(30), miss(20))
    (row,) = waiting.list.people
    assert [each.at for each in row.tries] == [ago(20)]


async def test_what_two_clocks_tell_of_one_call_is_one_try(waiting: Waiting) -> None:
    """The PBX writes the call down a little later than this desk saw it: it stays done."""
    await waiting.show(miss(30))
    await waiting.list.done(waiting.list.people[0].person)
    await waiting.show(miss(30, at=ago(30) + SAME))
    assert not waiting.list.people


async def test_a_reason_is_not_endless(waiting: Waiting) -> None:
    await waiting.show(miss(5))
    await waiting.list.done(waiting.list.people[0].person, "x" * 9999)
    assert [len(mark.reason) for _, mark in waiting.keeper.said] == [MAX_REASON]


async def test_who_is_put_off_comes_back_by_itself(waiting: Waiting) -> None:
    """Behind the others, and not in the badge, until that moment."""
    await waiting.show(miss(5), miss(9, BEN))
    ann = waiting.list.people[0].person
    until = await waiting.list.snooze(ann, Snooze.HOUR, "at lunch")
    assert until == waiting.clock().at + timedelta(hours=1)
    assert numbers(waiting) == [BEN, ANN]
    assert (waiting.list.count, waiting.list.people[1].until) == (1, until)
    await waiting.clock.pass_s(3500)
    await settle()
    assert waiting.list.count == 1
    await waiting.clock.pass_s(102)
    await waiting.list.settled()
    assert (numbers(waiting), waiting.list.count) == ([ANN, BEN], 2)
    assert waiting.list.people[0].reason == "at lunch"


async def test_until_tomorrow_morning_is_by_the_clock_on_the_wall(waiting: Waiting) -> None:
    await waiting.show(miss(5))
    until = await waiting.list.snooze(waiting.list.people[0].person, Snooze.TOMORROW)
    wall = until.astimezone()
    assert (wall.hour, wall.minute) == (9, 0)
    today = waiting.clock().at.astimezone().date()
    assert wall.date() == today + timedelta(days=1)


async def test_who_was_put_off_can_be_woken(waiting: Waiting) -> None:
    await waiting.show(miss(5))
    person = waiting.list.people[0].person
    await waiting.list.snooze(person, Snooze.TOMORROW)
    assert waiting.list.count == 0
    await waiting.list.wake(person)
    assert waiting.list.count == 1


async def test_what_was_said_last_can_be_taken_back(waiting: Waiting) -> None:
    """Once; and not by who signs in after."""
    await waiting.show(miss(5, MOBILE), miss(9, ANN))
    assert not waiting.list.undoable
    await waiting.list.done(waiting.list.people[0].person)
    assert waiting.list.undoable
    await waiting.list.undo()
    assert len(waiting.list.people[0].tries) == 2
    with pytest.raises(UsageError) as nothing:
        await waiting.list.undo()
    assert nothing.value.key == "followup.nothing_to_undo"
    await waiting.list.done(waiting.list.people[0].person)
    waiting.past.owner = "sn/2001"
    await waiting.show()
    assert not waiting.list.undoable


async def test_who_is_gone_cannot_be_done(waiting: Waiting) -> None:
    """A colleague was quicker."""
    await waiting.show(miss(5))
    with pytest.raises(UsageError) as gone:
        await waiting.list.done("somebody")
    assert gone.value.key == "followup.gone"
    assert not waiting.keeper.said


async def test_who_withholds_the_number_can_be_done(waiting: Waiting) -> None:
    """Each call is somebody else; being done closes that one."""
    await waiting.show(miss(5, None), miss(9, None))
    assert len(waiting.list.people) == 2
    await waiting.list.done(waiting.list.people[0].person)
    (left,) = waiting.list.people
    assert left.last.at == ago(9)


async def test_a_colleague_who_called_back_is_kept(waiting: Waiting) -> None:
    """What the PBX told closes it, now and after a restart."""
    await waiting.show(miss(5), miss(9, BEN))
    await waiting.list.keep_reached(ANN, ago(2))
    await waiting.list.settled()
    assert numbers(waiting) == [BEN]
    ((owner, mark),) = waiting.keeper.said
    assert (owner, mark.kind, mark.at) == (OWNER, MarkKind.REACHED, ago(2))


async def test_a_line_is_known_by_what_it_was_kept_under_before(waiting: Waiting) -> None:
    """The country was learned since: what was said, and the talk, still hold."""
    waiting.plan = NumberPlan()
    national, other = "2065550111", "2065550999"
    await waiting.show(miss(5, national), miss(9, other))
    await waiting.list.done(national)
    waiting.keeper.talks[other] = ago(1)
    waiting.plan = NumberPlan("US")
    await waiting.show(miss(5, national), miss(9, other))
    assert not waiting.list.people


async def test_nobodys_list_is_shown_to_somebody_else(waiting: Waiting) -> None:
    """It is empty from the moment on in which another, or nobody, is signed in."""
    await waiting.show(miss(5))
    waiting.past.owner = None
    waiting.past.change()
    await waiting.list.settled()
    assert (waiting.list.people, waiting.list.known) == ((), False)
    with pytest.raises(UsageError):
        await waiting.list.done(ANN)


async def test_what_is_found_for_who_left_meanwhile_is_not_shown(waiting: Waiting) -> None:
    """The file was still being read."""

    def leave() -> None:
        waiting.past.owner = None

    waiting.keeper.on_look = leave
    await waiting.show(miss(5))
    assert (waiting.list.people, waiting.list.known) == ((), False)


async def test_many_changes_are_one_look(waiting: Waiting) -> None:
    """A month of records that comes in is looked at once more when it is all there."""
    waiting.keeper.kept = [miss(5)]
    for _ in range(50):
        waiting.past.change()
    await waiting.list.settled()
    assert waiting.keeper.looks == 1

    def change() -> None:
        waiting.keeper.on_look = None
        waiting.past.change()
        waiting.past.change()

    waiting.keeper.on_look = change
    await waiting.show(miss(5))
    assert waiting.keeper.looks == 3
    assert waiting.told == 1, "nothing of it was new"


async def test_what_is_older_than_a_month_is_let_go(waiting: Waiting) -> None:
    await waiting.show(miss(BACK.total_seconds() / 60 + 1), miss(BACK.total_seconds() / 60 - 1))
    (row,) = waiting.list.people
    assert len(row.tries) == 1


async def test_a_file_that_cannot_be_read_is_told_once(
    waiting: Waiting, caplog: pytest.LogCaptureFixture
) -> None:
    """What was known stays, and it is said that it may be old."""
    caplog.set_level(logging.INFO, "ctiapp.followups")
    await waiting.show(miss(5))
    waiting.keeper.error = StorageError("no such file")
    await waiting.show()
    await waiting.show()
    assert len(caplog.records) == 1
    assert waiting.list.trouble is not None
    assert (waiting.list.trouble.key, numbers(waiting)) == ("error.storage", [ANN])
    with pytest.raises(StorageError):
        await waiting.list.done(waiting.list.people[0].person)
    told = waiting.told
    waiting.keeper.error = None
    await waiting.show(miss(5))
    assert waiting.list.trouble is None
    assert waiting.told == told + 1


async def test_once_stopped_it_makes_no_list(waiting: Waiting) -> None:
    await waiting.list.stop()
    await waiting.show(miss(5))
    assert waiting.keeper.looks == 0
