"""The rooms of the hotel and their guests."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import DepartmentsEdited, ExtensionEdited
from ctiapp.simpbx.guestrooms import ALARMS, DEAF_ROOM, GROUP, ROOMS, TOUR_ROOMS, furnish
from ctiapp.simpbx.numbering import EMERGENCY

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Extension
    from tests.simpbx.office import Office


def rooms(office: Office) -> dict[str, Extension]:
    furnish(office.exchange, seed=1)
    return {number: office.exchange.directory.extensions[number] for number in ROOMS}


def test_there_are_120_none_with_an_emergency_number(office: Office) -> None:
    opened = rooms(office)

    assert len(set(ROOMS)) == 120
    assert not set(ROOMS) & set(EMERGENCY)
    assert (ROOMS[0], ROOMS[-1]) == ("101", "620")
    assert all(entry.registered for entry in opened.values())
    assert len({entry.id for entry in office.exchange.directory.extensions.values()}) == 144


def test_they_are_told_of_and_opened_once(office: Office) -> None:
    rooms(office)
    assert len(office.told(ExtensionEdited)) == 120
    assert len(office.told(DepartmentsEdited)) == 1
    (department,) = [
        each for each in office.exchange.directory.departments.values() if each.name == "Rooms"
    ]
    assert len(department.members) == 120
    furnish(office.exchange, seed=1)
    assert len(office.told(ExtensionEdited)) == 120


def test_the_guests(office: Office) -> None:
    opened = rooms(office)
    names = [entry.name for entry in opened.values() if entry.name]
    scripts = {
        unicodedata.name(char).split()[0] for name in names for char in name if char.isalpha()
    }

    assert {"LATIN", "CYRILLIC", "ARABIC", "CJK", "GREEK", "HEBREW"} <= scripts
    assert opened["102"].name == "Mr. and Mrs. Ortega"
    group = [number for number, entry in opened.items() if entry.first_name == GROUP]
    assert tuple(group) == TOUR_ROOMS
    assert len(group) == 12
    assert len(set(names)) == len(names)
    vacant = [entry for entry in opened.values() if not entry.name]
    assert 20 <= len(vacant) <= 30
    assert all(entry.routes == () and not entry.email for entry in vacant)
    assert not opened["205"].routes
    assert opened["603"].routes


def test_some_alarms_are_set(office: Office) -> None:
    rooms(office)
    alarms = office.exchange.wakeups.alarms.values()

    assert [(alarm.extension, alarm.wish) for alarm in alarms] == list(ALARMS)
    assert DEAF_ROOM in {alarm.extension for alarm in alarms}
