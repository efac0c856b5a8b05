"""What a line of the list says of itself."""

from __future__ import annotations

import pytest

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.ui.hotel.faces import KEYS, Counts, Do, RoomFace, Scope, not_here

ROOMS = (
    RoomFace("101"),
    RoomFace("102", "Ms. Yuki Tanaka", occupied=True),
    RoomFace("105", "Herr Lukas Brandt", occupied=True, leaving=True),
)


def test_rooms_are_counted_and_chosen_by_kind() -> None:
    assert Counts.of(ROOMS) == Counts(3, 2, 1)
    assert [room.number for room in ROOMS if room.within(Scope.OCCUPIED)] == ["102", "105"]
    assert [room.number for room in ROOMS if room.within(Scope.LEAVING)] == ["105"]
    assert all(room.within(Scope.ALL) for room in ROOMS)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["101", "102", "105"]),
        ("10", ["101", "102", "105"]),
        ("05", []),
        ("BRANDT her", ["105"]),
        ("tan", ["102"]),
    ],
)
def test_a_room_is_found_by_its_number_or_its_guest(typed: str, found: list[str]) -> None:
    assert [room.number for room in ROOMS if room.matches(typed)] == found


def test_no_key_of_the_place_types_anything() -> None:
    assert set(KEYS) == set(Do)
    assert len(set(KEYS.values())) == len(KEYS)
    assert all(key.startswith(("Ctrl+", "Alt+")) for do, key in KEYS.items() if do is not Do.CALL)


def test_what_a_pbx_cannot_do_at_the_front_desk() -> None:
    """Each by what it needs; to call a room and to narrow the list needs nothing."""
    assert not_here(EVERY_CAPABILITY) == frozenset()
    assert not_here(EVERY_CAPABILITY - {Capability.CHECK_OUT}) == {Do.CHECK_OUT}
    assert not_here(EVERY_CAPABILITY - {Capability.NEW_ROOMS}) == {Do.NEW_ROOM, Do.DELETE}
    assert not_here(()) == set(Do) - {Do.CALL, Do.ALL, Do.OCCUPIED, Do.LEAVING}
