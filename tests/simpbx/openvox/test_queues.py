"""Queues and their agents, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simpbx.openvox.house import House

OK = {"status": "Success"}
MINE = {"queueid": "6402", "extid": "2000"}


async def statuses(house: House, queue: str = "6402") -> dict[str, str]:
    answer = await house.ask("queuestatus/query", queueid=queue)
    members = answer["queue"]["queuestatus"]["members"]
    return {member["agent"]: member["agentstatus"] for member in members}


async def test_queues(house: House) -> None:
    queues = (await house.ask("queue/query"))["queues"]
    assert [queue["queuenumber"] for queue in queues] == ["6400", "6402", "6405", "6406"]
    (support,) = (await house.ask("queue/query", queueid="6402"))["queues"]
    assert support["queuename"] == "Support"
    assert support["ringstrategy"] == "Rrmemory"
    assert support["agenttimeout"] == "20"
    assert support["dynamicagents"].startswith("2000,")
    several = (await house.ask("queue/query", queueid="6405,6402"))["queues"]
    assert [queue["queuenumber"] for queue in several] == ["6405", "6402"]
    assert (await house.ask("queue/query", queueid="9"))["errno"] == "10013"
    root = await house.ask_xml("queue/query", queueid="6402")
    assert root.findtext("queues/item/queuename") == "Support"


async def test_how_a_queue_stands(house: House) -> None:
    house.exchange.directory.queues["6402"].agents = house.exchange.directory.queues["6402"].agents[
        :2
    ]
    house.exchange.register("2003", registered=False)
    house.ring_in("6402", via="6402")
    answer = await house.ask("queuestatus/query", queueid="6402")
    assert answer["queue"] == {
        "queuenumber": "6402",
        "queuestatus": {
            "members": [
                {"agent": "2000", "agentstatus": "6"},
                {"agent": "2003", "agentstatus": "5"},
            ],
            "callercount": 1,
        },
    }
    root = await house.ask_xml("queuestatus/query", queueid="6402")
    assert root.findtext("queue/queuestatus/callercount") == "1"
    agents = root.findall("queue/queuestatus/members/item")
    assert [agent.findtext("agent") for agent in agents] == ["2000", "2003"]


async def test_the_status_of_an_agent(house: House) -> None:
    house.exchange.directory.queues["6402"].wrap_up_s = 30
    assert (await statuses(house))["2000"] == "1"
    house.ring_in("6402", via="6402")
    house.exchange.pick_up(house.leg("2000"))
    assert (await statuses(house))["2000"] == "2"
    house.exchange.hold(house.leg("2000"))
    assert (await statuses(house))["2000"] == "8"
    house.ring_in("2000", caller="5503302")
    assert (await statuses(house))["2000"] == "7"
    house.exchange.hang_up(house.exchange.legs_of("2000")[1])
    house.exchange.hang_up(house.leg("2000"))
    assert (await statuses(house))["2000"] == "10"
    house.wait(30)
    assert (await statuses(house))["2000"] == "1"
    assert await house.ask("queue/pause_agent", **MINE) == OK
    assert (await statuses(house))["2000"] == "9"
    assert await house.ask("queue/unpause_agent", **MINE) == OK
    assert (await statuses(house))["2000"] == "1"


async def test_an_agent_goes_and_comes(house: House) -> None:
    assert (await house.ask("queue/del_dynamicagent", **MINE))["errno"] == "10004"
    wrong = await house.ask("queue/del_dynamicagent", **MINE, password="1")
    assert wrong["errno"] == "10032"
    assert await house.ask("queue/del_dynamicagent", **MINE, password="6402") == OK
    assert "2000" not in await statuses(house)
    assert (await house.ask("queue/pause_agent", **MINE))["errno"] == "10019"
    assert (await house.ask("queue/unpause_agent", **MINE))["errno"] == "10019"
    assert (await house.ask("queue/add_dynamicagent", **MINE, password="1"))["errno"] == "10032"
    assert await house.ask("queue/add_dynamicagent", **MINE) == OK
    assert await house.ask("queue/add_dynamicagent", **MINE) == OK
    assert (await statuses(house))["2000"] == "1"
    stranger = {"queueid": "6402", "extid": "2015"}
    assert (await house.ask("queue/pause_agent", **stranger))["errno"] == "10019"
    assert await house.ask("queue/add_dynamicagent", **stranger) == OK
    assert (await statuses(house))["2015"] == "1"


async def test_a_static_agent_stays(house: House) -> None:
    static = next(a for a in house.exchange.directory.queues["6402"].agents if not a.dynamic)
    who = {"queueid": "6402", "extid": static.number}
    assert (await house.ask("queue/add_dynamicagent", **who))["errno"] == "10019"
    assert (await house.ask("queue/del_dynamicagent", **who, password="6402"))["errno"] == "10019"
    assert await house.ask("queue/pause_agent", **who) == OK


async def test_a_password_that_is_not_told_is_wanted_all_the_same(house: House) -> None:
    queue = house.exchange.directory.queues["6402"]
    for word, told, shown in ((None, True, "6402"), ("4711", True, "4711"), ("4711", False, "")):
        queue.password, queue.password_told = word, told
        (row,) = (await house.ask("queue/query", queueid="6402"))["queues"]
        assert row["password"] == shown
    assert (await house.ask("queue/del_dynamicagent", **MINE, password="6402"))["errno"] == "10032"
    assert await house.ask("queue/del_dynamicagent", **MINE, password="4711") == OK
