"""New rooms are read back; one that is deleted is gone, and nothing that somebody may miss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.directory import Department, LineState
from ctiapp.model.errors import (
    CommandError,
    LinkLost,
    NoSuchTarget,
    OutcomeUnknown,
    StorageError,
    UsageError,
)
from ctiapp.model.hotel import Alarm, Station
from ctiapp.model.newstation import FieldsRefused, NewStation
from ctiapp.model.number import Number
from ctiapp.model.wakes import Plan
from ctiapp.pbx.openvox.wire_stations import RULES as OPENVOX
from ctiapp.services.hotel.newrooms import KINDS, Leaving, NewRooms, password
from tests.services.hotel.house import ROUTES, Hotel, House, ext

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.ids import ExtensionId


class Building(House):
    """The PBX, where rooms can be built and torn down."""

    keeps = False
    """Whether a deletion is taken and not done."""

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__(numbers)
        self.built: list[NewStation] = []

    async def create_station(self, wanted: NewStation) -> ExtensionId:
        self._meet("create_station")
        self.built.append(wanted)
        ext_id = ext(wanted.number)
        self.there[ext_id] = self.spoils(
            Station(
                ext_id,
                Number(wanted.number),
                wanted.first_name,
                wanted.last_name,
                wanted.email,
                wanted.mobile,
                routes=frozenset(wanted.routes),
            )
        )
        self._leave("create_station")
        return ext_id

    async def delete_station(self, ext_id: ExtensionId) -> None:
        self._meet("delete_station")
        self.done.append(("delete", ext_id))
        if not self.keeps:
            self.there.pop(ext_id, None)
        self._leave("delete_station")


class Site:
    """A hotel, and who builds in it."""

    def __init__(self, hotel: Hotel) -> None:
        self.hotel = hotel
        self.house = Building(("101", "102", "103", "105", "106"))
        hotel.pbx = self.house
        hotel.book._house = self.house  # one and the same PBX
        hotel.house = self.house
        self.edited: list[tuple[str, str]] = []
        self.rooms = NewRooms(
            hotel.ground,
            me=lambda: Number("105"),
            people=hotel.people,
            lamps=hotel.lamps,
            alarms=hotel.book,
            plans=hotel.plans,
            stays=hotel.file,
            journal=hotel.journal,
            clock=hotel.clock,
            edited=lambda number, action: self.edited.append((number.text, action)),
        )

    def departments(self, *told: tuple[str, str | None, tuple[str, ...]]) -> None:
        """There are these: id, the one that it is part of, and whose numbers are in it."""
        self.hotel.people.departments = tuple(
            Department(each, f"department {each}", parent, frozenset(map(ext, members)))
            for each, parent, members in told
        )


@pytest.fixture
def site(hotel: Hotel) -> Site:
    return Site(hotel)


async def begun(site: Site, number: str) -> NewStation:
    """What a new room begins with."""
    return (await site.rooms.begun(number)).station


# --- a new one -----------------------------------------------------------------------------------


async def test_a_new_room_keeps_the_rules_without_a_word_more(site: Site) -> None:
    wanted = await begun(site, "104")
    assert site.house.station_rules.problems(wanted) == {}
    assert (wanted.number, wanted.reg_name, wanted.routes, wanted.voicemail) == (
        "104",
        "104",
        (),
        True,
    )
    other = await begun(site, "104")
    assert wanted.user_password != other.user_password
    assert wanted.reg_password != other.reg_password
    assert wanted.user_password not in repr(wanted)


def test_passwords_have_every_kind_and_nothing_that_is_mistaken() -> None:
    for _ in range(200):
        made = password(10)
        assert len(made) == 10
        assert made[0].isalpha()
        assert all(set(made) & set(kind) for kind in KINDS)
        assert not set(made) & set("0O1lI")


async def test_a_new_room_is_in_the_department_of_its_neighbour(site: Site) -> None:
    """And not in those that the neighbour is in only through a part of them."""
    site.departments(
        ("1", None, ("101", "102", "103", "105", "106")),
        ("2", "1", ("101", "102", "103")),
        ("3", "1", ("105", "106")),
        ("9", None, ()),
    )
    assert (await begun(site, "104")).departments == ("2",)
    assert (await begun(site, "107")).departments == ("3",)
    assert (await begun(site, "")).departments != ()
    made = replace(await begun(site, ""), number="107", reg_name="107", departments=())
    await site.rooms.create(made)
    assert site.house.built[0].departments == ("3",)


async def test_where_nobody_is_there_is_no_department(site: Site) -> None:
    site.hotel.people.extensions = ()
    assert (await begun(site, "104")).departments == ()


async def test_a_new_room_is_read_back(site: Site) -> None:
    wanted = replace(await begun(site, "104"), first_name="Suite", routes=("1",))
    made = await site.rooms.create(wanted)
    assert made.station == site.house.there[ext("104")]
    assert site.edited == [("104", "create")]
    assert (made.differs, made.notice) == ((), None)
    await site.hotel.journal.close()
    (entry,) = site.hotel.kept.kept
    assert entry.number == Number("104")
    assert entry.data == {"deed": "create", "who": "Front desk"}


async def test_a_pbx_that_has_one_name_of_two_has_it_as_it_was_written(site: Site) -> None:
    wanted = replace(await begun(site, "104"), first_name="Ada", last_name="Moss")
    site.house.spoils = lambda there: replace(there, first_name="Ada Moss", last_name="")
    assert (await site.rooms.create(wanted)).differs == ()


async def test_what_can_be_written_the_pbx_says(site: Site) -> None:
    draft = await site.rooms.begun("104")
    assert draft.rules is site.house.station_rules
    assert draft.sets_outside
    site.hotel.offered -= {Capability.OUTSIDE_RIGHTS}
    assert not (await site.rooms.begun("104")).sets_outside
    site.house.station_rules = OPENVOX
    with pytest.raises(FieldsRefused) as caught:
        await site.rooms.create(replace(draft.station, reg_password="a;b"))
    assert caught.value.fields == {"reg_password": "station.password_31"}
    await site.rooms.create(replace(draft.station, reg_password="abc1"))


async def test_what_the_pbx_made_otherwise_is_told(site: Site) -> None:
    site.house.spoils = lambda made: replace(made, email="", routes=frozenset({"2"}))
    wanted = replace(await begun(site, "104"), email="a@b.example", routes=("1",))
    assert (await site.rooms.create(wanted)).differs == ("email", "routes")
    site.house.spoils = lambda made: replace(made, routes=None)
    assert (await site.rooms.create(replace(wanted, number="107"))).differs == ()


async def test_one_that_cannot_be_read_back_was_created(site: Site) -> None:
    site.house.fail["station"] = [LinkLost("gone")]
    made = await site.rooms.create(await begun(site, "104"))
    assert made.station is None
    assert made.notice is not None
    assert made.notice.key == "error.link_lost"


async def test_what_cannot_be_right_is_not_even_sent(site: Site) -> None:
    wanted = replace(await begun(site, "10x"), user_password="weak")
    with pytest.raises(FieldsRefused) as caught:
        await site.rooms.create(wanted)
    assert caught.value.fields == {
        "number": "station.number",
        "user_password": "station.user_password",
    }
    assert site.house.built == []


@pytest.mark.parametrize(
    "error", [FieldsRefused("no", fields={"email": "station.taken"}), OutcomeUnknown("silent")]
)
async def test_what_the_pbx_says_is_passed_on(site: Site, error: CommandError) -> None:
    site.house.fail["create_station"] = [error]
    with pytest.raises(type(error)) as caught:
        await site.rooms.create(await begun(site, "104"))
    assert caught.value is error


async def test_the_ways_out_that_can_be_chosen(site: Site) -> None:
    assert await site.rooms.routes() == ROUTES


# --- one that shall be no more -------------------------------------------------------------------


async def test_what_goes_is_shown_first(site: Site) -> None:
    site.hotel.move_in("102", "Ann", "Lee", email="ann@guest.example", mobile="15880")
    site.hotel.ring_at("102", "06:00", "06:15")
    assert await site.rooms.preview(Number("102")) == Leaving(
        Number("102"), "Ann Lee", "ann@guest.example", "15880", 2, 0, on_phone=False
    )
    site.house.fail["alarms_of"] = [LinkLost("gone")]
    assert (await site.rooms.preview(Number("102"))).alarms is None


async def test_a_room_is_deleted_and_seen_to_be_gone(site: Site) -> None:
    await site.rooms.preview(Number("103"))
    assert await site.rooms.delete(Number("103")) == ()
    assert site.house.done == [("delete", ext("103"))]
    assert site.edited == [("103", "delete")]
    with pytest.raises(UsageError) as caught:
        await site.rooms.delete(Number("103"))
    assert caught.value.key == "newroom.no_preview"


async def test_one_that_is_there_all_the_same_is_not_said_to_be_gone(site: Site) -> None:
    site.house.keeps = True
    await site.rooms.preview(Number("103"))
    with pytest.raises(CommandError) as caught:
        await site.rooms.delete(Number("103"))
    assert caught.value.key == "newroom.still_there"


def _talks(site: Site) -> None:
    site.hotel.lamps.light("103", LineState.BUSY)


def _is_taken(site: Site) -> None:
    site.hotel.move_in("103", "Ann")


@pytest.mark.parametrize(
    ("meanwhile", "key"), [(_talks, "newroom.on_phone"), (_is_taken, "newroom.changed")]
)
async def test_what_came_between_keeps_the_room(
    site: Site, meanwhile: Callable[[Site], None], key: str
) -> None:
    await site.rooms.preview(Number("103"))
    meanwhile(site)
    with pytest.raises(UsageError) as caught:
        await site.rooms.delete(Number("103"))
    assert caught.value.key == key
    assert site.house.done == []


async def test_nobody_deletes_themselves(site: Site) -> None:
    for asking in (site.rooms.preview(Number("105")), site.rooms.delete(Number("105"))):
        with pytest.raises(UsageError) as caught:
            await asking
        assert caught.value.key == "newroom.own"
    assert site.house.done == []


async def test_a_room_that_is_none_cannot_be_deleted(site: Site) -> None:
    with pytest.raises(NoSuchTarget):
        await site.rooms.preview(Number("199"))
    assert site.edited == [("199", "update")]


async def test_what_this_desk_cannot_put_away_is_told(site: Site) -> None:
    async def broken(*_: object) -> bool:
        raise StorageError("the disk is full")

    site.rooms._stays = type("Full", (), {"close_stay": staticmethod(broken)})()
    await site.rooms.preview(Number("103"))
    (left,) = await site.rooms.delete(Number("103"))
    assert left.key == "error.storage"


async def test_what_this_desk_planned_for_it_goes_with_it(site: Site) -> None:
    site.hotel.plans.all = tuple(
        Plan(each, Number(room), date(2026, 3, 3), Alarm("", time(7)))
        for each, room in enumerate(("103", "102", "103"))
    )
    assert (await site.rooms.preview(Number("103"))).planned == 2
    await site.rooms.delete(Number("103"))
    assert [plan.room.text for plan in site.hotel.plans.all if plan.open] == ["102"]
