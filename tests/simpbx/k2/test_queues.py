"""The endpoints ``queue/*``."""

from __future__ import annotations

import pytest

from tests.simpbx.k2.house import OK, House, failed


def agents(house: House, queue: str) -> dict[str, str]:
    (row,) = house.ask("queue/query_status", number=queue)["queues"]
    (status,) = row["queuestatus"]
    return {each["agent"]: each["agentstatus"] for each in status["members"]}


def test_queues_are_described(house: House) -> None:
    rows = house.ask("queue/query", number="all")["queues"]
    assert [row["number"] for row in rows] == ["6400", "6402", "6405", "6406"]
    first = rows[0]
    assert (first["queuename"], first["ringstrategy"]) == ("Reception", "Rrmemory")
    assert first["agents"] == "2002,"
    assert first["dynamicagents"].startswith("Local/2000@only-dialextension-q6400,Local/2001@")
    assert all(isinstance(value, str) for value in first.values())
    assert house.ask("queue/query", number="6400,1") == failed("10013")


def test_agents_log_in_and_out(house: House) -> None:
    values = {"queuenumber": "6405", "extnumber": "2000"}
    assert "2000" not in agents(house, "6405")
    assert house.ask("queue/add_dynamicagent", **values) == OK
    assert house.ask("queue/add_dynamicagent", **values) == OK
    assert agents(house, "6405")["2000"] == "1"
    assert house.ask("queue/delete_dynamicagent", **values) == OK
    assert "2000" not in agents(house, "6405")
    stranger = {"queuenumber": "6405", "extnumber": "2010"}
    assert house.ask("queue/delete_dynamicagent", **stranger) == failed("10019")
    assert house.ask("queue/add_dynamicagent", **stranger) == OK
    assert agents(house, "6405")["2010"] == "1"
    assert house.ask("queue/add_dynamicagent", queuenumber="1", extnumber="2000") == failed("10013")
    assert house.ask("queue/add_dynamicagent", queuenumber="6405", extnumber="1") == failed("10006")


def test_a_queue_may_want_its_password(house: House) -> None:
    assert house.ask("queue/update", number="6405", password="4711") == OK
    values = {"queuenumber": "6405", "extnumber": "2000"}
    assert house.ask("queue/add_dynamicagent", **values) == failed("10032")
    assert house.ask("queue/add_dynamicagent", **values, password="4711") == OK
    assert house.ask("queue/delete_dynamicagent", **values) == OK
    for told, shown in ((True, "4711"), (False, "")):
        house.exchange.directory.queues["6405"].password_told = told
        (row,) = house.ask("queue/query", number="6405")["queues"]
        assert row["password"] == shown


def test_agents_pause(house: House) -> None:
    values = {"queuenumber": "6402", "extnumber": "2000"}
    assert house.ask("queue/pause_agent", **values) == OK
    assert agents(house, "6402")["2000"] == "9"
    assert house.ask("queue/unpause_agent", **values) == OK
    assert agents(house, "6402")["2000"] == "1"
    away = {"queuenumber": "6405", "extnumber": "2000"}
    assert house.ask("queue/pause_agent", **away) == failed("10019")
    static = {"queuenumber": "6400", "extnumber": "2002"}
    assert house.ask("queue/delete_dynamicagent", **static) == failed("10019")


def test_the_status_of_agents_and_callers(house: House) -> None:
    house.exchange.register("2003", registered=False)
    queue = house.exchange.directory.queues["6402"]
    queue.wrap_up_s = 30
    call = house.ring_in("6402")
    house.wait(4)
    (row,) = house.ask("queue/query_status", number="6402")["queues"]
    (status,) = row["queuestatus"]
    assert status["callercount"] == "1"
    (caller,) = status["callers"]
    expected = {"callernum": "5503301", "waittime": "4", "channelid": call.legs[0].channel}
    assert caller == expected
    states = agents(house, "6402")
    assert states["2003"] == "5"
    (ringing,) = [number for number, state in states.items() if state == "6"]
    own = house.leg(ringing)
    house.exchange.pick_up(own)
    assert agents(house, "6402")[ringing] == "2"
    house.exchange.hold(own)
    assert agents(house, "6402")[ringing] == "8"
    house.ring_in(ringing, "5503302")
    assert agents(house, "6402")[ringing] == "7"
    house.exchange.hang_up(house.exchange.legs_of(ringing)[1])
    house.exchange.hang_up(own)
    assert agents(house, "6402")[ringing] == "10"
    assert "callers" not in house.ask("queue/query_status", number="6402")["queues"]


def test_a_queue_is_set_anew(house: House) -> None:
    values = {
        "queuename": "Front office",
        "ringstrategy": "Ring All",
        "agenttimeout": "15",
        "wrapuptime": "5",
        "retry": "12",
        "ringinuse": "on",
        "agents": "2002,2009,",
    }
    assert house.ask("queue/update", number="6400", **values) == OK
    (row,) = house.ask("queue/query", number="6400")["queues"]
    assert values.items() <= row.items()
    assert house.exchange.directory.queues["6400"].strategy == "ring_all"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"number": "1"}, "10013"),
        ({"number": "6400", "ringstrategy": "ringall"}, "10004"),
        ({"number": "6400", "retry": "5"}, "10004"),
        ({"number": "6400", "agents": "1"}, "10006"),
    ],
)
def test_what_a_queue_cannot_be(house: House, values: dict[str, str], code: str) -> None:
    assert house.ask("queue/update", **values) == failed(code)
