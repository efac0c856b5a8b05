"""The control API says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.simpbx.office import Client


@pytest.mark.parametrize(
    ("verb", "body", "said"),
    [
        ("dance", {}, "no verb 'dance'"),
        ("call", {}, "to is missing"),
        ("call", {"to": "2000", "color": 1}, "unknown argument color"),
        ("call", {"to": "2000", "trunk": "x"}, "no trunk x; valid: City-SIP, Mobile-GW"),
        ("call", {"to": "2000", "via": "1"}, "via: no queue"),
        ("call", {"to": ["2000"]}, "to must be a text"),
        ("pickup", {"extension": "1"}, "no extension 1"),
        ("pickup", {"extension": "2000"}, "no ringing channel"),
        ("hold", {"extension": "2000"}, "no talking channel"),
        ("caller_hangup", {"call_id": "1.1"}, "no call 1.1"),
        ("presence", {"extension": "2000", "status": "asleep"}, "unknown presence"),
        ("register", {"extension": "2000", "registered": "yes"}, "registered must be true"),
        ("advance", {"seconds": -1}, "must not be negative"),
        ("advance", {}, "seconds is missing"),
        ("scenario", {"name": "war"}, "valid: reception"),
        ("scenario", {"name": "queue", "speed": 0}, "speed must be above 0"),
        ("settings", {"refuse_topics": ["x"]}, "list of whole numbers"),
        ("fail", {"errcode": "x"}, "whole number"),
        ("agents", {"queue": "1", "agents": []}, "no queue 1; valid: 6400"),
        ("agents", {"queue": "6402", "agents": ["1"]}, "no extension 1"),
        ("agents", {"queue": "6402", "agents": "2000"}, "list of texts"),
        ("state", [], "must be a JSON object"),
    ],
)
async def test_what_is_wrong_is_named(client: Client, verb: str, body: Any, said: str) -> None:
    async with client.session.post(f"{client.pbx.control_url}/{verb}", json=body) as response:
        assert response.status == 400
        assert said in (await response.json())["error"]


async def test_a_body_that_is_no_json(client: Client) -> None:
    async with client.session.post(f"{client.pbx.control_url}/state", data="{") as response:
        assert response.status == 400
        assert await response.json() == {"error": "the body is no JSON"}
