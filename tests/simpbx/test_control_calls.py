"""What people do, told by the control API."""

from __future__ import annotations

from tests.simpbx.office import Client, event


async def test_people_act_on_their_phones(client: Client) -> None:
    call = await client.control("dial", extension="2001", number="2000")
    own = await client.control("pickup", extension="2000", call_id=call["call_id"], device=0)
    assert own["channel"].startswith("PJSIP/2000-")
    await client.control("hold", extension="2000")
    await client.control("unhold", extension="2000")
    state = await client.control("state")
    assert state["extensions"] == {"2000": "busy", "2001": "busy"}
    assert [leg["state"] for leg in state["calls"][0]["legs"]] == ["up", "up"]
    await client.control("hangup", extension="2001")
    assert (await client.control("state"))["calls"] == []
    inbound = await client.control("call", to="2000")
    await client.control("caller_hangup", call_id=inbound["call_id"])
    await client.control("call", to="2000")
    await client.control("busy", extension="2000")
    assert (await client.control("state"))["calls"] == []


async def test_a_queue_gets_other_agents(client: Client) -> None:
    ws = await client.open(30011)
    await client.control("agents", queue="6402", agents=["2000"])
    await client.control("call", to="6402")
    for seconds in (0, 20, 5):
        await client.control("advance", seconds=seconds)
    rings = [(await event(ws))[1]["members"][1:] for _ in range(4)]
    channels = [ring[0]["extension"]["channel_id"] for ring in rings if ring]
    assert [bool(ring) for ring in rings] == [False, True, False, True]
    assert channels[0] != channels[1]
    await client.control("agents", queue="6402", agents=[])
    await client.control("call", to="6402")
    await client.control("advance", seconds=30)


async def test_two_devices(client: Client) -> None:
    assert await client.control("register", extension="2000", registered=True, devices=2) == {
        "registered": 2
    }
    await client.control("call", to="2000")
    state = await client.control("state")
    assert [leg.get("device") for leg in state["calls"][0]["legs"]] == [None, 0, 1]
    await client.control("pickup", extension="2000", device=1)


async def test_rights_and_lines(client: Client) -> None:
    ws = await client.open(30010, 30015)
    await client.control("rights", extension="2000", outbound=False)
    await client.post("call/dial", caller="2000", callee="5503301")
    assert (await event(ws))[1]["reason"] == "NO Outbound Restrictin"
    await client.control("trunk", name="City-SIP", status=42)
    assert (await event(ws))[1]["status"] == 42
