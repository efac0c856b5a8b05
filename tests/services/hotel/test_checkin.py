"""Check-in: what is said to be done was read to be so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import (
    CommandError,
    InvalidState,
    LinkLost,
    LinkTimeout,
    NoSuchTarget,
    NotSupported,
    OutcomeUnknown,
    StorageError,
    UsageError,
)
from ctiapp.model.hotel import Alarm
from ctiapp.model.newstation import FieldsRefused
from ctiapp.model.number import Number
from ctiapp.model.stays import CheckIn, Item, ItemState, Receipt, Stay
from ctiapp.services.journal import HOTEL
from tests.services.fakes import settle
from tests.services.hotel.house import ext

if TYPE_CHECKING:
    from ctiapp.model.errors import CtiError
    from ctiapp.model.hotel import Station
    from tests.services.hotel.house import Hotel

ROOM = Number("105")
BRANDT = CheckIn(
    ROOM,
    ("Lukas Brandt",),
    "de",
    outside=True,
    arrival=date(2026, 3, 2),
    departure=date(2026, 3, 5),
    email="lukas@example.com",
    mobile="+49 170 1234567",
)
SEVEN = Alarm("", time(7), snoozes=2, snooze_min=5)
WRITTEN = (Item.NAME, Item.EMAIL, Item.MOBILE, Item.OUTSIDE)


def states(receipt: Receipt) -> dict[Item, ItemState]:
    """What is known of each thing."""
    return {each.what: each.state for each in receipt.items}


async def test_guests_are_written_and_read_back(hotel: Hotel) -> None:
    """All ways out where they may call outside, and the room shows them as confirmed."""
    receipt = await hotel.check_ins.check_in(replace(BRANDT, wake=SEVEN))
    await settle()

    assert set(states(receipt)) == {*WRITTEN, Item.WAKE_UPS, Item.STAY}
    assert set(states(receipt).values()) == {ItemState.DONE}
    outside = receipt.of(Item.OUTSIDE)
    assert outside is not None
    assert outside.found == "City, World"
    there = hotel.house.there[ext("105")]
    assert (there.first_name, there.last_name) == ("Lukas", "Brandt")
    assert (there.email, there.mobile) == ("lukas@example.com", "+49 170 1234567")
    assert [each.at for each in hotel.house.rings[ext("105")]] == [time(7)]
    assert hotel.house.done == [("change", ext("105"))]
    room = hotel.room("105")
    assert (room.guest, room.confirmed, room.outside) == ("Lukas Brandt", True, True)
    assert room.stay is not None
    assert room.stay.by == receipt.by == "Front desk"


async def test_where_no_outside_rights_are_set_none_are_promised(hotel: Hotel) -> None:
    hotel.offered -= {Capability.OUTSIDE_RIGHTS}
    assert not hotel.check_ins.sets_outside
    with pytest.raises(NotSupported) as refused:
        await hotel.check_ins.check_in(BRANDT)
    assert refused.value.key == "checkin.outside_not_here"
    assert hotel.house.done == []
    before = hotel.house.there[ext("105")].routes
    receipt = await hotel.check_ins.check_in(replace(BRANDT, outside=False))

    assert set(states(receipt)) == {Item.NAME, Item.EMAIL, Item.MOBILE, Item.STAY}
    assert set(states(receipt).values()) == {ItemState.DONE}
    assert hotel.house.there[ext("105")].routes == before


async def test_what_was_written_is_kept_on_the_disk(hotel: Hotel) -> None:
    """Language and dates, which the PBX has no place for; both of two guests."""
    guests = ("Anna Maria Li", " Benedikt  Chen ")
    await hotel.check_ins.check_in(replace(BRANDT, guests=guests))

    (stay,) = await hotel.file.open_stays("SN1")

    assert stay.guests == ("Anna Maria Li", "Benedikt Chen")
    assert (stay.language, stay.departure) == ("de", date(2026, 3, 5))
    assert hotel.house.there[ext("105")].first_name == "Anna Maria Li / Benedikt Chen"
    assert hotel.house.there[ext("105")].last_name == ""


@pytest.mark.parametrize(
    ("changes", "routes"),
    [
        ({"outside": False}, frozenset[str]()),
        ({"routes": frozenset({"2"})}, frozenset({"2"})),
        ({}, frozenset({"1", "2"})),
    ],
)
async def test_who_may_call_outside_is_what_was_chosen(
    hotel: Hotel, changes: dict[str, object], routes: frozenset[str]
) -> None:
    """None, some or all of the ways out."""
    receipt = await hotel.check_ins.check_in(replace(BRANDT, **changes))  # type: ignore[arg-type]

    assert hotel.house.there[ext("105")].routes == routes
    assert receipt.state_of(Item.OUTSIDE) is ItemState.DONE


@pytest.mark.parametrize(
    ("spoil", "failed"),
    [
        ({"first_name": "Lucas"}, {Item.NAME, Item.STAY}),
        ({"last_name": ""}, {Item.NAME, Item.STAY}),
        ({"email": ""}, {Item.EMAIL}),
        ({"mobile": "+49"}, {Item.MOBILE}),
        ({"routes": frozenset({"1"})}, {Item.OUTSIDE}),
        ({"barred": True}, {Item.OUTSIDE}),
    ],
)
async def test_what_the_pbx_has_otherwise_is_not_done(
    hotel: Hotel, spoil: dict[str, object], failed: set[Item]
) -> None:
    """Though it took the command; the others are done."""

    def spoils(station: Station) -> Station:
        return replace(station, **spoil)  # type: ignore[arg-type]

    hotel.house.spoils = spoils

    receipt = await hotel.check_ins.check_in(BRANDT)

    assert {each.what for each in receipt.failed} == failed
    assert all(each.notice is not None for each in receipt.failed)
    assert {what for what, state in states(receipt).items() if state is ItemState.DONE} == {
        *WRITTEN,
        Item.STAY,
    } - failed


async def test_a_name_that_is_not_there_makes_no_stay(hotel: Hotel) -> None:
    """Nobody is shown in a room that the PBX calls otherwise."""
    hotel.house.fail["change_station"] = [CommandError("no", code=40002)]

    receipt = await hotel.check_ins.check_in(BRANDT)

    assert receipt.state_of(Item.NAME) is ItemState.FAILED
    name = receipt.of(Item.NAME)
    assert name is not None
    assert name.notice is not None
    assert name.notice.code == "40002"
    assert await hotel.file.open_stays("SN1") == ()


async def test_an_address_that_another_room_has_is_named(hotel: Hotel) -> None:
    """A couple in two rooms: the line says what is wrong, the others that nothing was written."""
    refused = FieldsRefused(
        "taken", fields={"email": "station.taken"}, holders={"email": "106"}, code=40003
    )
    hotel.house.fail["change_station"] = [refused]

    receipt = await hotel.check_ins.check_in(BRANDT)

    keys = {each.what: each.notice.key for each in receipt.failed if each.notice is not None}
    assert (keys[Item.EMAIL], keys[Item.NAME]) == ("station.taken_by", "error.fields_refused")

    second = await hotel.check_ins.check_in(replace(BRANDT, email=""))

    assert second.failed == ()


async def test_no_answer_is_settled_by_reading(hotel: Hotel) -> None:
    """It was done: it says so, though nobody answered."""
    hotel.house.after["change_station"] = OutcomeUnknown("no answer")

    receipt = await hotel.check_ins.check_in(BRANDT)

    assert set(states(receipt).values()) == {ItemState.DONE}


async def test_no_answer_and_not_done_is_not_done(hotel: Hotel) -> None:
    """With the reason why nobody knows more."""
    hotel.house.fail["change_station"] = [OutcomeUnknown("no answer")]

    receipt = await hotel.check_ins.check_in(BRANDT)

    name = receipt.of(Item.NAME)
    assert name is not None
    assert (name.state, name.found) == (ItemState.FAILED, "")
    assert name.notice is not None
    assert name.notice.key == "error.outcome_unknown"


async def test_what_cannot_be_read_back_is_neither(hotel: Hotel) -> None:
    """It is kept that they were to move in: the room shows it as confirmed when it is read."""
    hotel.house.fail["station"] = [None, LinkTimeout("late")]

    receipt = await hotel.check_ins.check_in(BRANDT)

    assert [states(receipt)[each] for each in WRITTEN] == [ItemState.UNVERIFIED] * 4
    assert receipt.state_of(Item.STAY) is ItemState.DONE
    await settle()
    assert not hotel.room("105").confirmed

    hotel.rooms.take(hotel.house.there[ext("105")])
    await settle()

    assert hotel.room("105").confirmed


async def test_refused_and_not_readable_is_failed(hotel: Hotel) -> None:
    """It was not even sent."""
    hotel.house.fail["change_station"] = [LinkLost("gone")]
    hotel.house.fail["station"] = [None, LinkLost("gone")]

    receipt = await hotel.check_ins.check_in(BRANDT)

    assert [states(receipt)[each] for each in WRITTEN] == [ItemState.FAILED] * 4


async def test_a_pbx_that_does_not_tell_the_ways_out_leaves_it_open(hotel: Hotel) -> None:
    """It is neither done nor failed."""

    def spoils(station: Station) -> Station:
        return replace(station, routes=None)

    hotel.house.spoils = spoils

    receipt = await hotel.check_ins.check_in(BRANDT)

    outside = receipt.of(Item.OUTSIDE)
    assert outside is not None
    assert (outside.state, outside.found) == (ItemState.UNVERIFIED, None)
    assert receipt.failed == ()


async def test_ways_out_that_cannot_be_found_out_cost_that_line_alone(hotel: Hotel) -> None:
    """The guest is written; what the room may do stays as it is."""
    hotel.house.fail["routes"] = [LinkTimeout("late")]
    hotel.move_in("105", "", routes=frozenset({"2"}))

    receipt = await hotel.check_ins.check_in(BRANDT)

    assert {each.what for each in receipt.failed} == {Item.OUTSIDE}
    assert hotel.house.there[ext("105")].routes == frozenset({"2"})


async def test_a_wake_up_call_that_is_refused_costs_that_line_alone(hotel: Hotel) -> None:
    """The guest is in; the line says why."""
    hotel.house.fail["create_alarm"] = [CommandError("full", key="wakeup.too_many")]

    receipt = await hotel.check_ins.check_in(replace(BRANDT, wake=SEVEN))

    assert {each.what for each in receipt.failed} == {Item.WAKE_UPS}
    assert receipt.failed[0].notice is not None
    assert receipt.failed[0].notice.key == "wakeup.too_many"
    await settle()
    assert hotel.room("105").stay is not None


async def test_a_wake_up_call_without_an_answer_is_settled_by_reading(hotel: Hotel) -> None:
    """It is there, so it is done."""
    hotel.house.after["create_alarm"] = OutcomeUnknown("no answer")

    receipt = await hotel.check_ins.check_in(replace(BRANDT, wake=SEVEN))

    assert receipt.state_of(Item.WAKE_UPS) is ItemState.DONE


@pytest.mark.parametrize(
    ("error", "state"),
    [(CommandError("no"), ItemState.FAILED), (OutcomeUnknown("?"), ItemState.UNVERIFIED)],
)
async def test_a_wake_up_call_that_cannot_be_read(
    hotel: Hotel, error: CtiError, state: ItemState
) -> None:
    """Refused is refused; what may have been done is open."""
    hotel.house.fail["create_alarm"] = [error]
    hotel.house.fail["alarms_of"] = [None, LinkTimeout("late")]

    receipt = await hotel.check_ins.check_in(replace(BRANDT, wake=SEVEN))

    assert receipt.state_of(Item.WAKE_UPS) is state


async def test_a_guest_is_warned_of_the_last_ones_wake_up_calls(hotel: Hotel) -> None:
    """Nobody wants to get up for somebody else's flight."""
    hotel.ring_at("105", "04:30", "05:30")

    receipt = await hotel.check_ins.check_in(replace(BRANDT, wake=SEVEN))

    assert receipt.notice is not None
    assert (receipt.notice.key, receipt.notice.params["count"]) == ("checkin.alarms_left", 2)


async def test_an_occupied_room_is_refused_and_nothing_is_sent(hotel: Hotel) -> None:
    """By whoever the PBX has there now, whatever the list says."""
    hotel.house.there[ext("105")] = replace(
        hotel.house.there[ext("105")], first_name="Ann", last_name="Lee"
    )

    with pytest.raises(UsageError) as caught:
        await hotel.check_ins.check_in(BRANDT)

    assert caught.value.key == "checkin.occupied"
    assert caught.value.params["guest"] == "Ann Lee"
    assert hotel.house.done == []


async def test_where_nobody_can_be_checked_out_another_way_is_named(hotel: Hotel) -> None:
    hotel.house.there[ext("105")] = replace(hotel.house.there[ext("105")], first_name="Ann")
    hotel.offered -= {Capability.CHECK_OUT}

    with pytest.raises(UsageError) as caught:
        await hotel.check_ins.check_in(BRANDT)

    assert caught.value.key == "checkin.occupied_stays"
    assert (await hotel.check_ins.check_in(replace(BRANDT, again=True))).failed == ()


async def test_who_is_there_can_be_written_anew(hotel: Hotel) -> None:
    """It is the same stay, since the same moment; its wake-up calls are theirs."""
    await hotel.check_ins.check_in(BRANDT)
    (before,) = await hotel.file.open_stays("SN1")
    hotel.ring_at("105", "04:30")
    await hotel.clock.pass_s(3600)

    later = replace(BRANDT, guests=("Lukas Brandt", "Eva Brandt"), again=True)
    receipt = await hotel.check_ins.check_in(replace(later, departure=date(2026, 3, 9)))

    (after,) = await hotel.file.open_stays("SN1")
    assert (after.stay_id, after.at) == (before.stay_id, before.at)
    assert (after.guests, after.departure) == (later.guests, date(2026, 3, 9))
    assert receipt.notice is None


async def test_the_same_guest_can_be_checked_in_again(hotel: Hotel) -> None:
    """A try that failed half-way is tried again as it is: that is no second stay."""
    hotel.house.fail["routes"] = [LinkTimeout("late")]
    first = await hotel.check_ins.check_in(BRANDT)
    assert first.failed

    second = await hotel.check_ins.check_in(BRANDT)

    assert second.failed == ()
    assert len(await hotel.file.everything(0, 9)) == 1


async def test_addresses_of_which_nothing_is_said_stay_with_the_same_guest(hotel: Hotel) -> None:
    """Nothing is sent of them, and the receipt does not speak of them."""
    await hotel.check_ins.check_in(BRANDT)
    sent = hotel.house.changes
    sent.clear()
    unsaid = frozenset({Item.EMAIL, Item.MOBILE})
    again = replace(BRANDT, email="", mobile="", again=True)

    receipt = await hotel.check_ins.check_in(replace(again, unsaid=unsaid))
    assert [(change.email, change.mobile) for change in sent] == [(None, None)]
    assert not {Item.EMAIL, Item.MOBILE} & set(states(receipt))
    (stay,) = await hotel.file.open_stays("SN1")
    assert (stay.email, stay.mobile) == (BRANDT.email, BRANDT.mobile)

    await hotel.check_ins.check_in(replace(again, unsaid=frozenset({Item.EMAIL})))
    there = hotel.house.there[ext("105")]
    assert (there.email, there.mobile) == (BRANDT.email, ""), "that there is none was said"


async def test_nothing_of_an_earlier_guest_stays(hotel: Hotel) -> None:
    """Whatever was said: theirs are not for whoever comes after them."""
    await hotel.check_ins.check_in(BRANDT)
    unsaid = frozenset({Item.EMAIL, Item.MOBILE})

    receipt = await hotel.check_ins.check_in(
        CheckIn(ROOM, ("Mario Rossi",), again=True, unsaid=unsaid)
    )
    there = hotel.house.there[ext("105")]
    assert (there.email, there.mobile) == ("", "")
    assert states(receipt)[Item.EMAIL] is states(receipt)[Item.MOBILE] is ItemState.DONE


async def test_what_is_written_of_others_is_not_overwritten(hotel: Hotel) -> None:
    """An administrator put somebody else into the room: theirs is a stay of its own."""
    await hotel.check_ins.check_in(BRANDT)
    hotel.move_in("105", "Mario", "Rossi")
    await settle()

    await hotel.check_ins.check_in(CheckIn(ROOM, ("Mario Rossi", "Anna Rossi"), again=True))

    stays = [stay for _, stay in await hotel.file.everything(0, 9)]
    assert [(stay.guests[0], stay.open) for stay in stays] == [
        ("Lukas Brandt", False),
        ("Mario Rossi", True),
    ]


async def test_what_the_pbx_did_not_take_is_not_written_down(hotel: Hotel) -> None:
    """An address that the PBX does not have is no guest's here."""
    await hotel.check_ins.check_in(BRANDT)
    refused = FieldsRefused("taken", fields={"email": "station.taken"}, code=40003)
    hotel.house.fail["change_station"] = [refused]

    edited = replace(BRANDT, email="eva@example.com", language="fr", again=True)
    receipt = await hotel.check_ins.check_in(edited)

    assert {each.what for each in receipt.failed} == {Item.EMAIL}
    (stay,) = await hotel.file.open_stays("SN1")
    assert (stay.email, stay.language) == ("lukas@example.com", "fr")


async def test_left_wake_up_calls_that_cannot_be_read_are_said(hotel: Hotel) -> None:
    """There may be some; the guest is in all the same."""
    hotel.house.fail["alarms_of"] = [LinkTimeout("late")]

    receipt = await hotel.check_ins.check_in(BRANDT)

    assert receipt.failed == ()
    assert receipt.notice is not None
    assert receipt.notice.key == "error.link_timeout"


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        (replace(BRANDT, guests=(" ",)), "checkin.no_guest"),
        (replace(BRANDT, email="nowhere"), "checkin.email"),
        (replace(BRANDT, room=Number("999")), "checkin.no_room"),
    ],
)
async def test_what_makes_no_sense_is_not_sent(hotel: Hotel, wanted: CheckIn, key: str) -> None:
    """It is said before."""
    with pytest.raises(UsageError) as caught:
        await hotel.check_ins.check_in(wanted)

    assert caught.value.key == key
    assert hotel.house.done == []


async def test_a_room_that_is_gone_or_nobody_signed_in_raises(hotel: Hotel) -> None:
    """Nothing is kept of it."""
    del hotel.house.there[ext("105")]
    with pytest.raises(NoSuchTarget):
        await hotel.check_ins.check_in(BRANDT)
    hotel.pbx = hotel.owner = None
    with pytest.raises(InvalidState):
        await hotel.check_ins.check_in(BRANDT)


async def test_a_full_disk_is_a_line_of_the_receipt(
    hotel: Hotel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guest is in by the PBX: that is said as well."""

    async def fails(_pbx: str, _stay: Stay) -> Stay:
        raise StorageError("the disk is full")

    monkeypatch.setattr(hotel.file, "put_stay", fails)

    receipt = await hotel.check_ins.check_in(BRANDT)

    assert {each.what for each in receipt.failed} == {Item.STAY}


async def test_the_journal_knows_who_did_it_but_not_for_whom(hotel: Hotel) -> None:
    """Somebody may have to answer for it; a guest's name is not needed for that."""
    hotel.house.fail["routes"] = [LinkTimeout("late")]
    await hotel.check_ins.check_in(BRANDT)
    await hotel.journal.written()

    (entry,) = hotel.kept.of(HOTEL)
    assert entry.number == ROOM
    assert entry.data == {"deed": "check-in", "who": "Front desk", "failed": ["outside"]}
    assert entry.at - hotel.clock().at < timedelta(seconds=1)
