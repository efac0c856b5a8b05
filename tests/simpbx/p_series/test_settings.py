"""What the firmware makes of the event that the handbook does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.p_series.settings import AGENT_STATUS, FIRMWARES, Firmware, Settings

if TYPE_CHECKING:
    from tests.simpbx.office import Client


@pytest.mark.parametrize(
    ("firmware", "refused", "sent"),
    [("handbook", False, False), ("strict", True, False), ("later", False, True)],
)
def test_an_event_of_later_firmware(firmware: Firmware, refused: bool, sent: bool) -> None:
    settings = Settings(firmware=firmware, refuse_topics=frozenset({30008}))
    assert (AGENT_STATUS in settings.refused_topics) is refused
    assert 30008 in settings.refused_topics
    assert settings.sends(AGENT_STATUS) is sent
    assert settings.sends(30011)


async def test_the_firmware_says_which_it_is(client: Client) -> None:
    for firmware, version in FIRMWARES.items():
        await client.control("settings", firmware=firmware)
        assert (await client.get("system/information"))["data"]["firmware_version"] == version
