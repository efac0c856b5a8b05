"""Queues and agents, from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.simpbx.office import Client


async def agent(client: Client, queue: str, number: str = "2000") -> Any:
    entries = (await client.control("state"))["queues"]
    entry = next(each for each in entries if each["queue"] == queue)
    return next(each for each in entry["agents"] if each["extension"] == number)


async def test_somebody_else_acts_for_an_agent(client: Client) -> None:
    done = await client.control("agent", extension="2000", operation="login")
    assert done == {"queues": ["6400", "6402", "6405"]}
    done = await client.control("agent", extension="2000", operation="pause", reason="Lunch")
    assert done == {"queues": ["6400", "6402", "6405", "6406"]}
    assert (await agent(client, "6406"))["reason"] == "Lunch"
    await client.control("agent", extension="2000", operation="unpause", queue="6402")
    assert not (await agent(client, "6402"))["paused"]
    await client.control("agent", extension="2000", operation="logout")
    assert not (await agent(client, "6402"))["logged_in"]
    assert (await agent(client, "6406"))["logged_in"]


async def test_a_queue_is_set(client: Client) -> None:
    wanted = {"strategy": "linear", "wrap_up_s": 7.0, "max_missed": 2, "managers": ["2001"]}
    answer = await client.control("queue", queue="6402", **wanted)
    assert {name: answer[name] for name in wanted} == wanted
    details = (await client.get("queue/get", id="2"))["data"]
    assert (details["ring_strategy"], details["wrap_up_time"]) == ("linear", 7)
    assert (details["enb_auto_pause"], details["max_pause_miss_call"]) == (1, 2)
    assert [row["text2"] for row in details["manager_list"]] == ["2001"]


async def test_the_password_of_a_queue_is_set_and_not_told(client: Client) -> None:
    answer = await client.control("queue", queue="6402", password="4711", password_told=False)
    assert (answer["password"], answer["password_told"]) == ("4711", False)
    again = await client.control("queue", queue="6402", max_missed=1)
    assert (again["password"], again["password_told"]) == ("4711", False)


async def test_static_agents(client: Client) -> None:
    await client.control("agents", queue="6402", agents=["2000", "2001"], static=["2001"])
    assert [(await agent(client, "6402", n))["dynamic"] for n in ("2000", "2001")] == [True, False]


@pytest.mark.parametrize(
    ("verb", "body", "said"),
    [
        ("agent", {"extension": "2000", "operation": "sleep"}, "valid: login"),
        ("agent", {"extension": "2009", "operation": "login"}, "no such agent"),
        ("agent", {"extension": "2000", "operation": "logout", "queue": "6406"}, "static agent"),
        ("agent", {"extension": "2000", "operation": "pause", "queue": "1"}, "no queue 1"),
        ("queue", {"queue": "6402", "strategy": "luck"}, "valid: ring_all"),
        ("queue", {"queue": "6402", "managers": ["1"]}, "no extension 1"),
        ("agents", {"queue": "6402", "agents": ["2000"], "static": ["2001"]}, "among the agents"),
        ("settings", {"firmware": "old"}, "valid: handbook, strict, later"),
    ],
)
async def test_what_is_wrong_is_named(client: Client, verb: str, body: Any, said: str) -> None:
    async with client.session.post(f"{client.pbx.control_url}/{verb}", json=body) as response:
        assert response.status == 400
        assert said in (await response.json())["error"]
