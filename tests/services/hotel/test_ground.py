"""A room is a number to people and an id to the PBX; and what can be done depends on who is in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.directory import Extension, PbxInfo
from ctiapp.model.errors import InvalidState, NoSuchTarget, NotSupported
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.services.connection import ConnectionStatus
from ctiapp.services.hotel.ground import ExtensionIds, Owners, make_ground
from ctiapp.settings import Settings
from tests.services.fakes import INFO, LEO
from tests.services.hotel.house import People
from tests.services.hotel.waking import ROOM, Waking, ext

if TYPE_CHECKING:
    from ctiapp.services.directory import Directory
    from tests.services.fakes import World


def test_a_number_is_looked_up_again_only_when_the_directory_changed() -> None:
    people = People([Extension(ExtensionId("39"), ROOM, "Room 105")])
    ids = ExtensionIds(cast("Directory", people))
    assert (ids.number(ExtensionId("39")), ids.ext_id(ROOM)) == (ROOM, ExtensionId("39"))
    people.extensions = (Extension(ExtensionId("40"), ROOM, "Room 105"),)
    assert ids.ext_id(ROOM) == ExtensionId("39")
    people.tell()
    assert ids.ext_id(ROOM) == ExtensionId("40")
    assert ids.number(ExtensionId("39")) is None
    ids.close()
    people.extensions = ()
    people.tell()
    assert ids.ext_id(ROOM) == ExtensionId("40")


def test_a_room_that_nobody_knows_has_a_name_all_the_same(waking: Waking) -> None:
    assert waking.ground.room(ext("105")) == ROOM
    assert waking.ground.room(ExtensionId("77")) == Number("?77")
    assert waking.ground.extension(ROOM) == ext("105")
    with pytest.raises(NoSuchTarget):
        waking.ground.extension(Number("999"))


def test_nothing_can_be_done_without_a_pbx(waking: Waking) -> None:
    assert waking.ground.hotel is waking.pbx
    waking.where.owner = None
    with pytest.raises(InvalidState) as told:
        _ = waking.ground.hotel
    assert told.value.key == "link.not_up"
    other = replace(waking.ground, owner=lambda: "sn")
    with pytest.raises(NotSupported):
        _ = other.hotel


def test_what_can_be_done_is_what_is_offered_there(waking: Waking) -> None:
    assert waking.ground.can(Capability.CHECK_OUT)
    other = replace(waking.ground, offered=lambda: {Capability.CHECK_IN})
    assert other.can(Capability.CHECK_IN)
    assert not other.can(Capability.CHECK_OUT)


async def test_it_is_made_of_the_services(world: World) -> None:
    ids = ExtensionIds(world.directory)
    ground = make_ground(
        world.session, ids, world.preferences, Owners(world.session, {}, lambda *_: None)
    )
    assert (ground.owner(), ground.online(), ground.who(), ground.pbx()) == (None, False, "", None)
    await world.sign_in()
    assert (ground.owner(), ground.online(), ground.who()) == (INFO.sn, True, LEO.name)
    assert ground.pbx() is None
    assert not ground.night()
    world.preferences.change(lambda settings: replace(settings, night_desk=True))
    assert ground.night() != Settings().night_desk
    ids.close()


class Signed:
    """A session, as far as it says which PBX it is of."""

    def __init__(self) -> None:
        self.pbx: object | None = None
        self.status = ConnectionStatus()

    def at(self, info: PbxInfo | None, *, pbx: object | None) -> None:
        self.pbx, self.status = pbx, replace(self.status, pbx=info)


HERE, THERE = "https://pbx.example.com", "https://other.example.com"


def test_a_pbx_that_does_not_tell_its_number_this_time_is_the_same() -> None:
    session, kept = Signed(), list[tuple[str, str]]()
    owners = Owners(cast("Any", session), {}, lambda *told: kept.append(told))
    assert owners() is None
    session.at(PbxInfo("p-series", HERE, "SN1"), pbx="one")
    assert owners() == "SN1"
    assert owners() == "SN1"
    assert kept == [(HERE, "SN1")]

    again = Owners(cast("Any", session), dict(kept), lambda *told: kept.append(told))
    session.at(PbxInfo("p-series", HERE), pbx="two")
    assert again() == "SN1"
    session.at(PbxInfo("p-series", THERE), pbx="three")
    assert again() == THERE
    assert kept == [(HERE, "SN1")]


def test_a_session_that_was_broken_off_is_of_its_pbx_until_somebody_signs_out() -> None:
    session = Signed()
    owners = Owners(cast("Any", session), {}, lambda *_: None)
    session.at(PbxInfo("p-series", HERE, "SN1"), pbx="one")
    owners()
    session.at(None, pbx="one")
    assert owners() == "SN1"
    session.at(None, pbx=None)
    assert owners() is None
    session.at(None, pbx="two")
    assert owners() is None
