"""The sample hotel of the pictures holds what they are to show."""

from __future__ import annotations

import pytest

from ctiapp.tools.scenes_hotel import RED, ROOMS, SCENES, rooms, sheet


def test_the_house_is_full_of_scripts_and_trouble() -> None:
    assert len(ROOMS) == 120
    assert len({room.number for room in ROOMS}) == 120
    guests = "".join(room.guest for room in ROOMS)
    for letter in "aДΕ王ع김":
        assert letter in guests
    assert {wake.room for wake in RED} <= {room.number for room in ROOMS}
    assert len(rooms(1000)) >= 960
    assert sheet().reds


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["hotel", "hotel-small", "hotel-sheet", "hotel-check-out"])
def test_pictures_are_drawn(name: str) -> None:
    assert not SCENES[name]().isNull()
