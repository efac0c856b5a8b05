"""The table of verbs, and what they do to time, scenarios and trouble."""

from __future__ import annotations

from ctiapp.simpbx.control_verbs import VERBS
from tests.simpbx.office import Client, event


async def test_the_list_names_every_verb(client: Client) -> None:
    async with client.session.get(f"{client.pbx.control_url}/") as response:
        listed = await response.json()
    assert set(listed) == set(VERBS)
    assert all(isinstance(line, str) and "\n" not in line for line in listed.values())


async def test_requests_are_remembered_without_secrets(client: Client) -> None:
    await client.get("extension/search", search_value="2000")
    seen = (await client.control("requests", clear=True))["requests"]
    assert [entry["endpoint"] for entry in seen] == ["get_token", "extension/search"]
    assert seen[0]["body"]["password"] == "***"
    assert seen[1]["params"] == {"search_value": "2000"}
    assert seen[1]["user_agent"] == "OpenAPI"
    assert client.token not in str(seen)
    assert (await client.control("requests"))["requests"] == []


async def test_time_is_skipped(client: Client) -> None:
    ws = await client.open(30015)
    await client.control("call", to="2000")
    await client.control("advance", seconds=61)
    assert (await event(ws))[1]["reason"] == "603 Declined"


async def test_a_scenario_is_played_and_ended(client: Client) -> None:
    ws = await client.open(30011)
    await client.control("scenario", name="reception", speed=2)
    await client.control("advance", seconds=2)
    topic, message = await event(ws)
    assert topic == 30011
    assert message["members"][1]["extension"]["number"] == "2000"
    await client.control("stop_scenario")
    assert (await client.control("state"))["scenario"] is None
