"""Queues and their agents through the Cloud PBX's API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.simpbx.cloud.house import House

PASSWORD = "6402123"


def statuses(house: House, queue: str = "6402") -> dict[str, str]:
    (row,) = house.ask("queuestatus/query", queueid=queue)["queues"]
    (now,) = row["queuestatus"]
    return {each["agent"]: each["agentstatus"] for each in now["members"]}


def agent(house: House, verb: str, number: str, **more: object) -> Any:
    return house.ask(f"queue/{verb}", queueid="6402", extid=number, **more)


def test_a_queue_tells_its_password_and_its_agents(house: House) -> None:
    (row,) = house.ask("queue/query", queueid="6402")["queues"]
    assert row["password"] == PASSWORD
    assert row["agents"] == "2004,2007,"
    assert row["dynamicagents"].split(",")[0] == "Local/2000@only-dialextension-q6402"
    assert row["queue name"] == "Support"
    assert row["ringstrategy"] == "Rrmemory"
    assert len(house.ask("queue/query")["queues"]) == 4
    assert house.refused("queue/query", queueid="9") == "10013"


def test_a_password_that_is_not_told_is_wanted_all_the_same(house: House) -> None:
    queue = house.exchange.directory.queues["6402"]
    queue.password, queue.password_told = "4711", False
    (row,) = house.ask("queue/query", queueid="6402")["queues"]
    assert row["password"] == ""
    who = {"queueid": "6402", "extid": "2000"}
    assert house.refused("queue/del_dynamicagent", **who) == "10004"
    assert house.refused("queue/del_dynamicagent", **who, password=PASSWORD) == "10032"
    agent(house, "del_dynamicagent", "2000", password="4711")
    queue.password_told = True
    (row,) = house.ask("queue/query", queueid="6402")["queues"]
    assert row["password"] == "4711"


def test_only_those_who_are_logged_in_are_told(house: House) -> None:
    assert "2000" in statuses(house)
    agent(house, "del_dynamicagent", "2000", password=PASSWORD)
    assert "2000" not in statuses(house)
    (row,) = house.ask("queue/query", queueid="6402")["queues"]
    assert "/2000@" not in row["dynamicagents"]
    agent(house, "add_dynamicagent", "2000", password=PASSWORD)
    assert statuses(house)["2000"] == "1"
    agent(house, "add_dynamicagent", "2009")
    assert statuses(house)["2009"] == "1"


@pytest.mark.parametrize(
    ("verb", "number", "more", "code"),
    [
        ("add_dynamicagent", "2000", {"password": "1"}, "10032"),
        ("del_dynamicagent", "2000", {"password": "1"}, "10032"),
        ("del_dynamicagent", "2000", {}, "10004"),
        ("add_dynamicagent", "2004", {"password": PASSWORD}, "10019"),
        ("del_dynamicagent", "2004", {"password": PASSWORD}, "10019"),
        ("del_dynamicagent", "2009", {"password": PASSWORD}, "10019"),
        ("pause_agent", "2009", {}, "10019"),
        ("pause_agent", "9", {}, "10006"),
    ],
)
def test_what_an_agent_cannot_do(
    house: House, verb: str, number: str, more: dict[str, str], code: str
) -> None:
    asked = {"queueid": "6402", "extid": number, **more}
    assert house.refused(f"queue/{verb}", **asked) == code


def test_who_is_logged_out_cannot_pause(house: House) -> None:
    agent(house, "del_dynamicagent", "2000", password=PASSWORD)
    for verb in ("pause_agent", "unpause_agent"):
        assert house.refused(f"queue/{verb}", queueid="6402", extid="2000") == "10019"


def test_what_agents_do_has_a_number(house: House) -> None:
    queue = house.exchange.directory.queues["6402"]
    queue.agents = [each for each in queue.agents if each.number in ("2000", "2003", "2006")]
    queue.wrap_up_s = 10
    queue.strategy = "linear"
    house.exchange.register("2003", registered=False)
    agent(house, "pause_agent", "2006")
    assert statuses(house) == {"2000": "1", "2003": "5", "2006": "9"}
    agent(house, "unpause_agent", "2006")
    call = house.ring_in("6402", "5503301", via="6402")
    (row,) = house.ask("queuestatus/query", queueid="6402")["queues"]
    assert row["queuestatus"][0]["callercount"] == "1"
    assert statuses(house)["2000"] == "6"
    house.exchange.pick_up(house.leg("2000"))
    assert statuses(house)["2000"] == "2"
    house.exchange.hold(house.leg("2000"))
    assert statuses(house)["2000"] == "8"
    house.exchange.router.dial("2001", "2000")
    assert statuses(house)["2000"] == "7"
    house.exchange.hang_up(house.exchange.legs_of("2000")[1])
    house.exchange.hang_up(call.legs[0])
    assert statuses(house)["2000"] == "10"
    house.wait(11)
    assert statuses(house)["2000"] == "1"
