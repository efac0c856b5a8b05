"""What the firmware makes of the events that the handbook does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from ctiapp.simpbx.p_series.settings import (
    DATE_FORMATS,
    FIRMWARES,
    LATER,
    Firmware,
    Settings,
)

if TYPE_CHECKING:
    from tests.simpbx.office import Client


@pytest.mark.parametrize(
    ("firmware", "refused", "sent"),
    [("handbook", False, False), ("strict", True, False), ("later", False, True)],
)
def test_the_events_of_later_firmware(firmware: Firmware, refused: bool, sent: bool) -> None:
    settings = Settings(firmware=firmware, refuse_topics=frozenset({30008}))
    assert {each in settings.refused_topics for each in LATER} == {refused}
    assert 30008 in settings.refused_topics
    assert {settings.sends(each) for each in LATER} == {sent}
    assert settings.sends(30011)


async def test_the_firmware_says_which_it_is(client: Client) -> None:
    for firmware, version in FIRMWARES.items():
        await client.control("settings", firmware=firmware)
        assert (await client.get("system/information"))["data"]["firmware_version"] == version


@pytest.mark.parametrize("date_format", DATE_FORMATS)
@pytest.mark.parametrize("hours", [12, 24])
@pytest.mark.parametrize("zone_min", [0, -330, 480])
def test_what_is_shown_is_read_again(
    date_format: str, hours: Literal[12, 24], zone_min: int
) -> None:
    settings = Settings(date_format=date_format, hours=hours)
    settings.zone_min = zone_min
    for at_s in range(1_650_000_000, 1_650_000_000 + 86_400, 3599):
        assert settings.seconds_of(settings.shown(at_s)) == at_s
    for other in ("", "yesterday", "2022-05-30 12:00:00", "05/30/2022"):
        assert settings.seconds_of(other) is None


def test_times_are_shown_in_a_zone_with_two_seasons() -> None:
    settings = Settings(date_format="YYYY/MM/DD")
    settings.wall.set_zone("Europe/Berlin")
    summer_s, winter_s = 1_780_000_000.0, 1_795_348_800.0

    assert settings.shown(summer_s) == "2026/05/28 22:26:40"
    assert settings.shown(winter_s) == "2026/11/22 13:00:00"
    assert settings.seconds_of("2026/05/28 22:26:40") == summer_s
    assert settings.seconds_of("2026/11/22 13:00:00") == winter_s


async def test_the_clock_of_the_pbx_is_in_its_zone(client: Client) -> None:
    before = (await client.get("system/information"))["data"]["system_time"]
    await client.control("settings", zone_min=60 * 24 - 1)
    after = (await client.get("system/information"))["data"]["system_time"]
    assert before[:10] < after[:10]
