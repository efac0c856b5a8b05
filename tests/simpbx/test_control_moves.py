"""Passing calls on, parking, keys, told by the control API."""

from __future__ import annotations

from tests.simpbx.office import Client, event


async def talk(client: Client) -> str:
    call_id: str = (await client.control("call", to="2000", **{"from": "5503301"}))["call_id"]
    await client.control("pickup", extension="2000")
    return call_id


async def statuses(client: Client, call_id: str) -> list[str]:
    (call,) = (await client.get("call/query", call_id=call_id))["data"]
    return [next(iter(member.values()))["member_status"] for member in call["members"]]


async def test_people_transfer_at_their_phones(client: Client) -> None:
    ws = await client.open(30013)
    call_id = await talk(client)
    await client.control("phone_transfer", extension="2000", number="2001")
    assert (await event(ws))[1]["call_id"] == call_id
    assert await statuses(client, call_id) == ["ALERT", "RING"]
    await client.control("pickup", extension="2001")
    assert "error" in await client.control("phone_transfer", extension="2001")
    second = await client.control("dial", extension="2001", number="2002")
    await client.control("pickup", extension="2002")
    answer = await client.control("phone_transfer", extension="2001")
    assert answer == {"call_id": call_id}
    assert await statuses(client, call_id) == ["ANSWERED", "ANSWER"]
    assert (await client.get("call/query", call_id=second["call_id"]))["data"] is None


async def test_a_consultation_is_completed_at_the_phone(client: Client) -> None:
    call_id = await talk(client)
    (call,) = (await client.get("call/query", call_id=call_id))["data"]
    own = call["members"][1]["extension"]["channel_id"]
    await client.post("call/transfer", type="attended", channel_id=own, number="2001")
    await client.control("pickup", extension="2001")
    assert await client.control("phone_transfer", extension="2000") == {"call_id": call_id}
    assert await statuses(client, call_id) == ["ANSWERED", "ANSWER"]


async def test_people_park_at_their_phones(client: Client) -> None:
    call_id = await talk(client)
    assert (await client.control("phone_park", extension="2000", slot="6007"))["slot"] == "6007"
    assert await statuses(client, call_id) == ["HOLD"]
    assert (await client.control("state"))["calls"][0]["slot"] == "6007"
    await client.control("dial", extension="2001", number="6007")
    assert await statuses(client, call_id) == ["ANSWERED", "ANSWER"]
    assert "error" in await client.control("phone_park", extension="2001", slot="1")
    assert "error" in await client.control("phone_park", extension="2003")


async def test_rules_are_settings(client: Client) -> None:
    changed = await client.control("settings", comes_back=False, park_s=5, transfer_ring_s=2)
    assert (changed["comes_back"], changed["park_s"], changed["transfer_ring_s"]) == (False, 5, 2)
    call_id = await talk(client)
    await client.control("phone_park", extension="2000")
    await client.control("advance", seconds=6)
    assert await statuses(client, call_id) == ["ALERT", "RING"]
    assert "error" in await client.control("settings", comes_back=1)


async def test_keys_and_marks(client: Client) -> None:
    ws = await client.open(30017, 30019)
    call_id = (await client.control("call", to="6200"))["call_id"]
    await client.control("dtmf", call_id=call_id, keys="1#")
    told = [(await event(ws))[1] for _ in range(2)]
    assert [(t["info"], t["flag"], t["infos"]) for t in told] == [("1", 0, " "), ("#", 1, " ")]
    assert [next(iter(member)) for member in told[0]["members"]] == ["inbound"]
    assert "error" in await client.control("dtmf", call_id=call_id, keys="x")
    await client.control("survey", call_id="1648876393.439", result="1")
    marked = {"call_id": "1648876393.439", "survey_result": "1"}
    assert await event(ws) == (30019, marked)


async def test_calls_are_forwarded(client: Client) -> None:
    ws = await client.open(30014)
    await client.control("forward", extension="2000", to="2001")
    call_id = (await client.control("call", to="2000"))["call_id"]
    told = (await event(ws))[1]
    assert [m["inbound"]["member_status"] for m in told["members"]] == ["ALERT"]
    assert await statuses(client, call_id) == ["ALERT", "RING"]
    await client.control("forward", extension="2000")
    await client.control("call", to="2000")
    assert (await client.control("state"))["extensions"] == {"2000": "ringing", "2001": "ringing"}
