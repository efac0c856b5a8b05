"""What kind of PBX this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simpbx.k2.house import House


def test_the_device_tells_its_time(house: House) -> None:
    house.exchange.wall.set_zone("Asia/Shanghai")
    house.wait(3 * 3600 + 62)
    info = house.ask("deviceinfo/query")["deviceinfo"]
    assert info["systemtime"] == "2023-11-15 09:14:22 UTC+8"
    assert info["uptime"] == "03:01:02"
    assert info["extensionstatus"].startswith("24/")
    assert all(isinstance(value, str) for value in info.values())


def test_half_an_hour_of_a_zone_is_shown(house: House) -> None:
    house.exchange.wall.offset_min = -210
    assert house.ask("deviceinfo/query")["deviceinfo"]["systemtime"].endswith(" UTC-3:30")
