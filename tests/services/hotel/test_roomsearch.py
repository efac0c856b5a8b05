"""A room is found by its number or by whoever is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.number import Number
from ctiapp.model.stays import Stay
from ctiapp.services.hotel import roomsearch
from ctiapp.services.hotel.roompicture import Room
from ctiapp.services.hotel.roomsearch import RoomSearch
from tests.services.fakes import settle
from tests.services.hotel.house import ext

if TYPE_CHECKING:
    from tests.services.hotel.house import Hotel


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10", ["101", "102", "103", "105", "106"]),
        ("105", ["105"]),
        ("05", []),
        ("bra", ["105"]),
        ("luk bra", ["105"]),
        ("brandt 105", ["105"]),
        ("brandt 106", []),
        ("muller", ["102"]),
        ("mueller", ["102"]),
        ("小明", ["106"]),
        ("wang", ["106"]),
        ("wxm", ["106"]),
        ("chen", ["103"]),
        ("benedikt", ["103"]),
        ("  ", ["101", "102", "103", "105", "106"]),
        ("nobody", []),
    ],
)
async def test_a_room_is_found_by_its_number_or_its_guest(
    hotel: Hotel, text: str, found: list[str]
) -> None:
    """As the directory finds people; a second guest by the name that was typed."""
    for number, name in (
        ("102", "Jürgen Müller"),
        ("103", "A. Li / B. Chen"),
        ("105", "Lukas Brandt"),
        ("106", "王小明"),
    ):
        hotel.people.name(number, name)
    guests = ("Anna Li", "Benedikt Chen")
    hotel.rooms.stayed(Number("103"), Stay(1, Number("103"), guests, "A. Li / B. Chen"))
    await settle()

    assert [each.number.text for each in hotel.rooms.search(text)] == found


def test_typing_spells_each_name_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once a key; and again where somebody else moved in."""
    spelled: list[str] = []
    searched = roomsearch.searched

    def counting(text: str) -> list[str]:
        spelled.append(text)
        return searched(text)

    monkeypatch.setattr(roomsearch, "searched", counting)
    search = RoomSearch()
    rooms = [Room(Number(str(1000 + each)), ext("x"), f"Guest {each}") for each in range(1000)]

    for typed in ("g", "gu", "gue"):
        assert len(search.find(rooms, typed)) == 1000
    assert len(spelled) == 1000

    rooms[7] = Room(Number("1007"), ext("x"), "Ann")
    assert search.find(rooms, "ann") == (rooms[7],)
    assert len(spelled) == 1001
