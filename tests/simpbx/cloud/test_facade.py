"""The Cloud PBX on sockets: log-ins, requests, and reports that are posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.cloud.facade import HANDLERS

if TYPE_CHECKING:
    from tests.simpbx.cloud.house import House
    from tests.simpbx.pushed import Asking, Listening


def absolute(listening: Listening) -> dict[str, str]:
    """Return what a log-in says to listen at a path of its own, in JSON that is valid."""
    url = f"127.0.0.1:{listening.port}/secret/path"
    return {"url": url, "urltag": "1", "version": "1.0.2"}


async def test_a_call_is_told_to_where_the_log_in_said(
    asking: Asking, listening: Listening
) -> None:
    answer = await asking.log_in(**absolute(listening))
    assert set(answer) == {"status", "token", "refreshtoken"}
    call_id = (await asking.control("call", to="2000", **{"from": "5503301"}))["call_id"]
    path, headers, _ = await listening.taken.get()
    assert path == "/secret/path"
    assert headers["User-Agent"] == "WebAPI"
    assert headers["Content-Type"] == "application/json"
    ring = await listening.body()
    assert ring == {
        "action": "RING",
        "callid": call_id,
        "call": [
            {"ext": {"extid": "2000"}},
            {
                "inbound": {
                    "from": "5503301",
                    "to": "2000",
                    "trunk": "City-SIP",
                    "inboundid": call_id,
                }
            },
        ],
        "sn": "3631A2124042",
    }


async def test_a_port_alone_is_of_the_address_that_logs_in(
    asking: Asking, listening: Listening
) -> None:
    await asking.log_in(port=str(listening.port), url="/report", version="1.0.2")
    await asking.control("register", extension="2003", registered=False)
    path, _, _ = await listening.taken.get()
    assert path == "/report"


async def test_without_a_version_the_keys_repeat(asking: Asking, listening: Listening) -> None:
    await asking.log_in(port=str(listening.port))
    await asking.control("dial", extension="2001", number="2002")
    bodies = [(await listening.taken.get())[2] for _ in range(2)]
    ring = next(each for each in bodies if '"RING"' in each)
    assert ring.count('"ext": ') == 2
    assert '"call"' not in ring


async def test_a_restart_is_told_and_the_log_in_outlives_it(
    asking: Asking, listening: Listening
) -> None:
    await asking.log_in(**absolute(listening))
    await asking.control("restart")
    assert await listening.body() == {"action": "BootUp", "sn": "3631A2124042"}
    assert (await asking.post("deviceinfo/query"))["status"] == "Success"


async def test_every_failure_is_an_answer(asking: Asking) -> None:
    await asking.log_in()
    assert await asking.post("hotel/checkout", extid="2000") == {
        "status": "Failed",
        "errno": "10003",
    }
    assert (await asking.post("extension/hold", extid="2000"))["errno"] == "10007"
    assert (await asking.get("deviceinfo/query")).status == 200
    assert (await (await asking.get("deviceinfo/query")).json())["errno"] == "20001"


async def test_the_first_line_and_the_state_name_it(asking: Asking, listening: Listening) -> None:
    assert asking.pbx.description["kind"] == "cloud"
    await asking.log_in(**absolute(listening))
    state = await asking.control("state")
    assert state["live_tokens"] == 1
    assert [each["url"] for each in state["sockets"]] == [
        f"http://127.0.0.1:{listening.port}/secret/path"
    ]
    assert "the P-Series" in (await asking.control("pms", on=True))["error"]
    assert "query_lag_s" in (await asking.control("settings", query_lag_s=1))["error"]
    assert (await asking.control("settings", park_s=7))["park_s"] == 7


def test_what_the_api_does_not_have_is_not_served(house: House) -> None:
    """Answer, park, recording, consultation, uaCSTA, presence, contacts: the handbook has none."""
    words = ("answer", "park", "record_", "attended", "uacsta", "presence", "contact", "checkout")
    assert not [name for name in HANDLERS for word in words if word in name]
    for name in ("call/park", "call/query", "hotel/checkout", "uacstacall/hangup"):
        assert house.refused(name) == "10003"
