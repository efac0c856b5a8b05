"""Check-out: nothing is wiped that was not shown, nothing is done that was not read to be gone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.directory import LineState, Presence
from ctiapp.model.errors import (
    CommandError,
    LinkLost,
    LinkTimeout,
    NotPermitted,
    NotSupported,
    OutcomeUnknown,
    StorageError,
    UsageError,
)
from ctiapp.model.hotel import Alarm
from ctiapp.model.number import Number
from ctiapp.model.stays import Item, ItemState, Stay
from ctiapp.model.wakes import Plan, PlanState
from ctiapp.services.hotel.checkoutjob import RowState
from ctiapp.services.hotel.shown import GOOD_FOR
from ctiapp.services.journal import HOTEL
from tests.services.fakes import START, settle
from tests.services.hotel.house import ext

if TYPE_CHECKING:
    from ctiapp.model.errors import CtiError
    from ctiapp.model.hotel import Station
    from ctiapp.services.hotel.checkoutjob import CheckOutJob, CheckOutRow
    from tests.services.hotel.house import Hotel

ROOM, OTHER = Number("105"), Number("106")
READ = {Item.NAME, Item.EMAIL, Item.MOBILE, Item.PASSWORD, Item.PRESENCE, Item.OUTSIDE}


async def check_out(hotel: Hotel, room: Number = ROOM) -> CheckOutRow:
    """Look, and do it."""
    await hotel.check_outs.preview(room)
    job = hotel.check_outs.start([room])
    await job.ended()
    return job.rows[0]


def states(row: CheckOutRow) -> dict[Item, ItemState]:
    """What is known of each thing."""
    assert row.receipt is not None
    return {each.what: each.state for each in row.receipt.items}


async def test_what_will_be_erased_is_shown_first(lived_in: Hotel) -> None:
    """As it stands now; of what the PBX does not tell, that it does not."""
    shown = await lived_in.check_outs.preview(ROOM)

    assert (shown.name, shown.guests) == ("Anna Li / Ben Chen", ("Anna Li", "Ben Chen"))
    assert shown.stay is not None
    assert {each.what: each.stands for each in shown.items} == {
        Item.NAME: "Anna Li / Ben Chen",
        Item.EMAIL: "anna@example.com",
        Item.MOBILE: "+49 170 1234567",
        Item.PASSWORD: "****",
        Item.PRESENCE: "do_not_disturb",
        Item.OUTSIDE: "City, World",
        Item.WAKE_UPS: "05:45, 07:00",
        Item.VOICEMAIL: None,
        Item.CALL_RECORDS: None,
    }
    assert not shown.on_phone
    assert shown.notice is None
    assert lived_in.house.done == []


async def test_a_preview_says_what_it_could_not_read(lived_in: Hotel) -> None:
    """The wake-up calls are unknown then, not none; ways out without a name have their ids."""
    lived_in.house.fail["alarms_of"] = [LinkTimeout("late")]
    lived_in.house.fail["routes"] = [NotPermitted("no")]

    shown = await lived_in.check_outs.preview(ROOM)

    stands = {each.what: each.stands for each in shown.items}
    assert stands[Item.WAKE_UPS] is None
    assert stands[Item.OUTSIDE] == "1, 2"
    assert shown.notice is not None


async def test_where_there_is_no_check_out_nothing_is_promised(lived_in: Hotel) -> None:
    lived_in.offered -= {Capability.CHECK_OUT}
    with pytest.raises(NotSupported) as caught:
        await lived_in.check_outs.preview(ROOM)
    assert caught.value.key == "hotel.not_here"


async def test_somebody_else_in_the_room_has_no_stay_of_ours(lived_in: Hotel) -> None:
    """What this desk wrote down was of others."""
    lived_in.move_in("105", "Ortega")

    shown = await lived_in.check_outs.preview(ROOM)

    assert (shown.name, shown.guests, shown.stay) == ("Ortega", ("Ortega",), None)


async def test_a_room_that_was_not_shown_is_not_wiped(lived_in: Hotel) -> None:
    """Nor one that was shown long ago; all or nothing."""
    await lived_in.check_outs.preview(OTHER)
    with pytest.raises(UsageError) as caught:
        lived_in.check_outs.start([OTHER, ROOM])
    assert (caught.value.key, caught.value.params["room"]) == ("checkout.no_preview", "105")

    await lived_in.check_outs.preview(ROOM)
    await lived_in.clock.pass_s(GOOD_FOR.total_seconds() + 1)
    with pytest.raises(UsageError):
        lived_in.check_outs.start([ROOM])

    assert lived_in.house.done == []


async def test_each_thing_is_read_to_be_gone(lived_in: Hotel) -> None:
    """But what cannot be read is not said to be; the stay is closed, and kept for the day."""
    row = await check_out(lived_in)
    await settle()

    assert row.state is RowState.DONE
    assert row.notice is None
    assert lived_in.book.wiped == [ext("105")]
    told = states(row)
    assert {what for what, state in told.items() if state is ItemState.DONE} == {
        *READ,
        Item.WAKE_UPS,
        Item.STAY,
    }
    assert {what for what, state in told.items() if state is ItemState.UNVERIFIED} == {
        Item.VOICEMAIL,
        Item.CALL_RECORDS,
    }
    room = lived_in.room("105")
    assert (room.guest, room.stay, room.alarms, room.outside) == ("", None, (), False)
    assert await lived_in.file.open_stays("SN1") == ()
    (closed,) = await lived_in.file.closed_stays("SN1", START)
    assert closed.closed_by == "Front desk"


@pytest.mark.parametrize(
    ("left", "what"),
    [
        ({"first_name": "Anna"}, Item.NAME),
        ({"email": "anna@example.com"}, Item.EMAIL),
        ({"mobile": "+49 170 1234567"}, Item.MOBILE),
        ({"presence": Presence.DO_NOT_DISTURB}, Item.PRESENCE),
        ({"routes": frozenset({"1"})}, Item.OUTSIDE),
        ({"has_password": True}, Item.PASSWORD),
    ],
)
async def test_what_is_still_there_is_not_done(
    lived_in: Hotel, left: dict[str, object], what: Item
) -> None:
    """Though the PBX said so; the stay stays open, and it can be tried again."""

    def spoils(station: Station) -> Station:
        return replace(station, **left)  # type: ignore[arg-type]

    lived_in.house.spoils = spoils
    await lived_in.check_outs.preview(ROOM)
    job = lived_in.check_outs.start([ROOM])
    await job.ended()

    (row,) = job.rows
    assert row.state is RowState.FAILED
    assert row.receipt is not None
    assert {each.what for each in row.receipt.failed} == {what}
    assert row.notice is not None
    assert row.notice.key == "checkout.not_all"
    assert len(await lived_in.file.open_stays("SN1")) == 1

    lived_in.house.spoils = lambda station: station
    if what is Item.NAME:
        lived_in.house.there[ext("105")] = replace(lived_in.house.there[ext("105")], first_name="")
    job.retry(ROOM)
    await job.ended()

    assert job.rows[0].state is RowState.DONE
    assert await lived_in.file.open_stays("SN1") == ()


async def test_a_wake_up_call_that_is_still_there_is_not_done(
    lived_in: Hotel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next guest would be woken by it."""
    kept = lived_in.house.rings[ext("105")]

    async def alarms_of(_ext_id: str) -> tuple[Alarm, ...]:
        return kept

    monkeypatch.setattr(lived_in.house, "alarms_of", alarms_of)

    row = await check_out(lived_in)

    assert row.state is RowState.FAILED
    assert states(row)[Item.WAKE_UPS] is ItemState.FAILED


async def test_what_the_pbx_does_not_tell_is_not_said_to_be_gone(lived_in: Hotel) -> None:
    """Neither a password nor ways out; all else being gone, the room is checked out."""

    def spoils(station: Station) -> Station:
        return replace(station, has_password=None, routes=None, presence=Presence.UNKNOWN)

    lived_in.house.spoils = spoils

    row = await check_out(lived_in)

    assert row.state is RowState.DONE
    assert states(row)[Item.PASSWORD] is ItemState.UNVERIFIED
    assert states(row)[Item.OUTSIDE] is ItemState.UNVERIFIED
    assert states(row)[Item.PRESENCE] is ItemState.DONE


async def test_a_room_on_the_phone_is_not_wiped(lived_in: Hotel) -> None:
    """It is said why; when they have hung up it can be tried again."""
    lived_in.lamps.light("105", LineState.BUSY)
    await settle()
    shown = await lived_in.check_outs.preview(ROOM)
    assert shown.on_phone
    job = lived_in.check_outs.start([ROOM])
    await job.ended()

    (row,) = job.rows
    assert (row.state, row.receipt) == (RowState.FAILED, None)
    assert row.notice is not None
    assert row.notice.key == "checkout.on_phone"
    assert lived_in.house.done == []

    lived_in.lamps.light("105", LineState.IDLE)
    await settle()
    job.retry(ROOM)
    await job.ended()

    assert job.rows[0].state is RowState.DONE


async def test_a_ringing_room_is_wiped(lived_in: Hotel) -> None:
    """A wake-up call may ring for whoever stands at the desk already."""
    lived_in.lamps.light("105", LineState.RINGING)
    await settle()

    assert (await check_out(lived_in)).state is RowState.DONE


async def test_whoever_moved_in_meanwhile_is_not_wiped(lived_in: Hotel) -> None:
    """What was shown was somebody else."""
    await lived_in.check_outs.preview(ROOM)
    lived_in.house.there[ext("105")] = replace(
        lived_in.house.there[ext("105")], first_name="Ortega"
    )
    job = lived_in.check_outs.start([ROOM])
    await job.ended()

    (row,) = job.rows
    assert row.notice is not None
    assert (row.notice.key, row.notice.params["guest"]) == ("checkout.changed", "Ortega")
    assert lived_in.house.done == []


async def refused(hotel: Hotel) -> CheckOutJob:
    """A check-out that the PBX would not do, and that can be tried again."""
    hotel.house.fail["check_out"] = [CommandError("PMS", key="checkout.pms", code=70524)]
    await hotel.check_outs.preview(ROOM)
    job = hotel.check_outs.start([ROOM])
    await job.ended()
    return job


async def again(job: CheckOutJob) -> str:
    """Try it again; why it was refused, empty where it was done."""
    job.retry(ROOM)
    await job.ended()
    (row,) = job.rows
    assert (row.state is RowState.DONE) == (row.notice is None)
    return "" if row.notice is None else row.notice.key


async def test_a_retry_is_as_old_as_what_was_shown(lived_in: Hotel) -> None:
    """Hours later others of the same name may be there; a look at the room does not renew it."""
    job = await refused(lived_in)
    await lived_in.clock.pass_s(GOOD_FOR.total_seconds() + 1)
    assert await again(job) == "checkout.no_preview"

    await lived_in.check_outs.preview(ROOM)
    assert await again(job) == "checkout.no_preview"
    assert lived_in.house.done == []


async def test_a_retry_at_once_wipes_whom_it_was_shown_of(lived_in: Hotel) -> None:
    """Nothing has changed since."""
    job = await refused(lived_in)
    assert await again(job) == ""
    assert lived_in.house.done == [("check-out", ext("105"))]


async def test_the_next_guest_of_the_same_name_is_not_wiped(lived_in: Hotel) -> None:
    """Those of one group are called alike: another stay is other guests."""
    job = await refused(lived_in)
    stay = Stay(0, ROOM, ("Anna Li", "Ben Chen"), "Anna Li / Ben Chen", at=START)
    lived_in.rooms.stayed(ROOM, await lived_in.file.put_stay("SN1", stay))

    assert await again(job) == "checkout.changed"
    assert lived_in.house.done == []


@pytest.mark.parametrize("what", [{"email": "other@example.com"}, {"mobile": "+49 30 1"}])
async def test_another_address_is_another_guest(lived_in: Hotel, what: dict[str, str]) -> None:
    """Where no stay was written down here, that alone tells the next one from those shown."""
    job = await refused(lived_in)
    there = lived_in.house.there[ext("105")]
    lived_in.house.there[ext("105")] = replace(there, **what)  # type: ignore[arg-type]

    assert await again(job) == "checkout.changed"
    assert lived_in.house.done == []


async def test_a_look_at_the_next_guest_renews_no_retry(lived_in: Hotel) -> None:
    """What was shown for another question answers this one not."""
    job = await refused(lived_in)
    lived_in.move_in("105", "Ortega")
    await lived_in.check_outs.preview(ROOM)

    assert await again(job) == "checkout.changed"
    assert lived_in.house.done == []


async def test_a_system_of_the_hotels_own_does_it(lived_in: Hotel) -> None:
    """70524: nothing was wiped, and it says whose matter it is."""
    lived_in.house.fail["check_out"] = [CommandError("PMS", key="checkout.pms", code=70524)]

    row = await check_out(lived_in)

    assert row.state is RowState.FAILED
    assert row.notice is not None
    assert (row.notice.key, row.notice.code) == ("checkout.pms", "70524")
    assert states(row)[Item.NAME] is ItemState.FAILED
    assert len(await lived_in.file.open_stays("SN1")) == 1


async def test_an_empty_room_that_is_refused_is_not_done(lived_in: Hotel) -> None:
    """All that can be read is empty, as it was before: that proves nothing."""
    lived_in.house.fail["check_out"] = [CommandError("PMS", key="checkout.pms", code=70524)]

    row = await check_out(lived_in, OTHER)

    assert row.state is RowState.FAILED
    assert row.notice is not None
    assert row.notice.key == "checkout.pms"


async def test_no_answer_is_settled_by_reading(lived_in: Hotel) -> None:
    """The name was there and is gone: it was done."""
    lived_in.house.after["check_out"] = OutcomeUnknown("no answer")

    row = await check_out(lived_in)

    assert row.state is RowState.DONE
    assert await lived_in.file.open_stays("SN1") == ()


async def test_no_answer_for_an_empty_room_stays_open(lived_in: Hotel) -> None:
    """Its voicemail may be there still: nothing that can be read was there before."""
    lived_in.house.after["check_out"] = OutcomeUnknown("no answer")

    row = await check_out(lived_in, OTHER)

    assert row.state is RowState.FAILED
    assert row.notice is not None
    assert row.notice.key == "error.outcome_unknown"


async def test_no_answer_and_still_there_is_not_done(lived_in: Hotel) -> None:
    """And the receipt says what stands."""
    lived_in.house.fail["check_out"] = [OutcomeUnknown("no answer")]

    row = await check_out(lived_in)

    assert row.state is RowState.FAILED
    assert row.receipt is not None
    name = row.receipt.of(Item.NAME)
    assert name is not None
    assert name.found == "Anna Li / Ben Chen"
    assert row.notice is not None
    assert row.notice.key == "error.outcome_unknown"


async def test_what_was_not_sent_took_no_wake_up_call(lived_in: Hotel) -> None:
    """Where one is lost later, that is noticed."""
    lived_in.house.fail["check_out"] = [LinkTimeout("late")]

    row = await check_out(lived_in)

    assert row.state is RowState.FAILED
    assert lived_in.book.wiped == []


async def test_what_cannot_be_read_afterwards_is_not_done(lived_in: Hotel) -> None:
    """It was wiped, by what the PBX said; nobody saw it."""
    # Read for the preview, and before it is wiped; then no more.
    lived_in.house.fail["station"] = [None, None, LinkTimeout("late")]

    row = await check_out(lived_in)

    assert row.state is RowState.FAILED
    assert row.notice is not None
    assert row.notice.key == "checkout.not_read"
    assert {states(row)[each] for each in READ} == {ItemState.UNVERIFIED}
    assert len(await lived_in.file.open_stays("SN1")) == 1


async def test_unread_wake_up_calls_are_not_gone(lived_in: Hotel) -> None:
    """The one thing that wakes the next guest must have been seen to be gone."""
    lived_in.house.fail["alarms_of"] = [None, LinkTimeout("late")]

    row = await check_out(lived_in)

    assert row.state is RowState.FAILED
    assert states(row)[Item.WAKE_UPS] is ItemState.UNVERIFIED


async def test_what_was_not_sent_has_no_receipt(lived_in: Hotel) -> None:
    """Nothing stands otherwise than before."""
    lived_in.house.fail["check_out"] = [LinkLost("gone")]

    row = await check_out(lived_in)

    assert (row.state, row.receipt) == (RowState.FAILED, None)
    assert row.notice is not None
    assert row.notice.key == "error.link_lost"


@pytest.mark.parametrize(
    "why", [LinkLost("gone"), CommandError("PMS", key="checkout.pms", code=70524)]
)
async def test_a_refused_check_out_takes_no_wake_up_call_away(
    lived_in: Hotel, why: CtiError
) -> None:
    """Else nobody would be told where one is lost; though they cannot be read just then."""
    lived_in.house.fail["check_out"] = [why]
    lived_in.house.fail["alarms_of"] = [None, LinkTimeout("late")]
    await check_out(lived_in)
    assert lived_in.book.wiped == []

    await check_out(lived_in)
    assert lived_in.book.wiped == [ext("105")]


async def test_what_may_have_been_wiped_went_here(lived_in: Hotel) -> None:
    """No answer: the alarms that go now go with it, until they are read to be there."""
    lived_in.house.after["check_out"] = OutcomeUnknown("no answer")
    await check_out(lived_in)
    assert lived_in.book.wiped == [ext("105")]


async def test_what_was_planned_for_them_goes_with_them(lived_in: Hotel) -> None:
    """Theirs alone; and those that cannot be cancelled are said."""
    plan = Plan(1, ROOM, date(2026, 3, 3), Alarm("", time(7)))
    lived_in.plans.all = (plan, replace(plan, plan_id=2, room=OTHER))
    shown = await lived_in.check_outs.preview(ROOM)
    assert [each.stands for each in shown.items if each.what is Item.PLANNED] == [
        "2026-03-03 07:00"
    ]
    lived_in.plans.tell()

    row = await check_out(lived_in)

    assert states(row)[Item.PLANNED] is ItemState.DONE
    assert [each.state for each in lived_in.plans.all] == [PlanState.CANCELLED, PlanState.WAITING]

    lived_in.plans.error = StorageError("the disk is full")
    row = await check_out(lived_in, OTHER)

    assert row.state is RowState.FAILED
    assert states(row)[Item.PLANNED] is ItemState.FAILED


async def test_what_was_planned_after_the_look_stays(lived_in: Hotel) -> None:
    """Nobody was shown that it would go: the receipt says that it is there; the room is done."""
    plan = Plan(1, ROOM, date(2026, 3, 3), Alarm("", time(7)))
    lived_in.plans.all = (plan,)
    await lived_in.check_outs.preview(ROOM)
    lived_in.plans.all = (plan, replace(plan, plan_id=2, on=date(2026, 3, 24)))
    job = lived_in.check_outs.start([ROOM])
    await job.ended()

    (row,) = job.rows
    assert row.state is RowState.DONE
    assert [each.state for each in lived_in.plans.all] == [PlanState.CANCELLED, PlanState.WAITING]
    assert row.receipt is not None
    left = row.receipt.of(Item.PLANNED)
    assert left is not None
    assert (left.state, left.found) == (ItemState.UNVERIFIED, "2026-03-24 07:00")
    assert left.notice is not None
    assert (left.notice.key, left.notice.params["times"]) == (
        "receipt.plans_stay",
        "2026-03-24 07:00",
    )


async def test_what_is_planned_for_the_next_guest_stays(lived_in: Hotel) -> None:
    """It is for a day after these leave: it is not shown to go, and does not."""
    stay = lived_in.rooms.stay(ROOM)
    assert stay is not None
    leaves = replace(stay, stay_id=0, departure=date(2026, 3, 3))
    lived_in.rooms.stayed(ROOM, await lived_in.file.put_stay("SN1", leaves))
    theirs = Plan(1, ROOM, date(2026, 3, 3), Alarm("", time(7)))
    lived_in.plans.all = (theirs, replace(theirs, plan_id=2, on=date(2026, 3, 4)))

    shown = await lived_in.check_outs.preview(ROOM)
    row = await check_out(lived_in)

    assert [each.stands for each in shown.items if each.what is Item.PLANNED] == [
        "2026-03-03 07:00"
    ]
    assert row.state is RowState.DONE
    assert [each.state for each in lived_in.plans.all] == [PlanState.CANCELLED, PlanState.WAITING]


async def test_a_plan_that_the_pbx_made_an_end_of_is_gone(lived_in: Hotel) -> None:
    """Its alarm went with the room, and the list knew before we came to it."""
    lived_in.plans.all = (Plan(1, ROOM, date(2026, 3, 3), Alarm("", time(7))),)
    lived_in.plans.error = UsageError("over", key="wakeup.plan_gone")
    lived_in.plans.tell()

    row = await check_out(lived_in)

    assert row.state is RowState.DONE


async def test_several_rooms_go_one_after_the_other(lived_in: Hotel) -> None:
    """Each with its own row; a room that is named twice is wiped once."""
    rooms = [Number(each) for each in ("105", "101", "105", "102")]
    for room in rooms:
        await lived_in.check_outs.preview(room)
    lived_in.house.fail["check_out"] = [None, LinkLost("gone"), None]
    job = lived_in.check_outs.start(rooms)
    await job.ended()

    assert [row.state for row in job.rows] == [RowState.DONE, RowState.FAILED, RowState.DONE]
    assert [each for _, each in lived_in.house.done] == [ext("105"), ext("102")]


async def test_a_room_under_way_is_not_begun_again(lived_in: Hotel) -> None:
    """By two windows, or a window and a command line."""
    await lived_in.check_outs.preview(ROOM)
    lived_in.house.gate.shut()
    job = lived_in.check_outs.start([ROOM])
    await settle()
    with pytest.raises(UsageError) as caught:
        lived_in.check_outs.start([ROOM])
    assert caught.value.key == "checkout.running"

    lived_in.house.gate.open()
    await job.ended()

    again = lived_in.check_outs.start([ROOM])
    await again.ended()
    assert len(lived_in.house.done) == 2


async def test_a_full_disk_keeps_nobody_from_leaving(
    lived_in: Hotel, monkeypatch: pytest.MonkeyPatch, expected_log: object
) -> None:
    """The PBX is wiped; that our own note of them stays is said."""
    assert callable(expected_log)
    expected_log("is not kept")

    async def fails(*_args: object) -> int:
        raise StorageError("the disk is full")

    monkeypatch.setattr(lived_in.file, "begin_check_out", fails)
    monkeypatch.setattr(lived_in.file, "close_stay", fails)

    row = await check_out(lived_in)

    assert lived_in.house.done == [("check-out", ext("105"))]
    assert row.state is RowState.FAILED
    assert row.receipt is not None
    assert {each.what for each in row.receipt.failed} == {Item.STAY}


async def test_what_a_crash_left_open_is_told_at_the_next_start(lived_in: Hotel) -> None:
    """Once; a check-out that came to its end is not."""
    await check_out(lived_in)
    await lived_in.file.begin_check_out("SN1", OTHER, "Front desk", START)

    await lived_in.check_outs.look_back()
    await lived_in.check_outs.look_back()

    assert [(each.key, each.params["room"]) for each in lived_in.posted] == [
        ("checkout.unfinished", "106")
    ]


async def test_quitting_waits_for_the_room_under_way(lived_in: Hotel) -> None:
    """And begins no other."""
    for room in (ROOM, OTHER):
        await lived_in.check_outs.preview(room)
    lived_in.house.gate.shut()
    job = lived_in.check_outs.start([ROOM, OTHER])
    await settle()
    closing = asyncio.create_task(lived_in.check_outs.close())
    await settle()
    lived_in.house.gate.open()
    await closing

    assert [row.state for row in job.rows] == [RowState.DONE, RowState.WAITING]


async def test_quitting_does_not_wait_for_ever(lived_in: Hotel) -> None:
    """The one that hangs stays begun, and is told of at the next start."""
    await lived_in.check_outs.preview(ROOM)
    lived_in.house.gate.shut()
    job = lived_in.check_outs.start([ROOM])
    await settle()

    await lived_in.check_outs.close()

    assert not job.running
    assert len(await lived_in.file.unfinished_check_outs("SN1")) == 1


async def test_what_was_shown_of_one_pbx_is_not_wiped_at_another(lived_in: Hotel) -> None:
    """A room of the same number is another room there; not even where it is tried again."""
    await lived_in.check_outs.preview(ROOM)
    lived_in.house.fail["check_out"] = [LinkLost("gone")]
    job = lived_in.check_outs.start([ROOM])
    await job.ended()
    await lived_in.check_outs.close()

    with pytest.raises(UsageError):
        lived_in.check_outs.start([ROOM])
    job.retry(ROOM)
    await job.ended()

    (row,) = job.rows
    assert row.notice is not None
    assert row.notice.key == "checkout.no_preview"
    assert lived_in.house.done == []


async def test_the_journal_knows_who_did_it_and_how_it_ended(lived_in: Hotel) -> None:
    """Never a guest's name."""
    await check_out(lived_in)
    lived_in.house.fail["check_out"] = [CommandError("PMS", key="checkout.pms", code=70524)]
    await check_out(lived_in, OTHER)
    await lived_in.journal.written()

    entries = lived_in.kept.of(HOTEL)
    assert [each.number for each in entries] == [ROOM, OTHER]
    assert [each.data["result"] for each in entries] == ["done", "failed"]
    assert [each.data["why"] for each in entries] == ["", "checkout.pms"]
    assert {each.data["who"] for each in entries} == {"Front desk"}
    assert all("Anna" not in str(each.data) for each in entries)


async def test_a_number_that_is_no_room_is_refused(lived_in: Hotel) -> None:
    """A colleague's extension is never wiped."""
    lived_in.rooms.look_again()
    with pytest.raises(UsageError) as caught:
        await lived_in.check_outs.preview(Number("2000"))

    assert caught.value.key == "checkout.no_room"
