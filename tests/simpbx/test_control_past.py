"""The control API tells how each call went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simpbx.office import Client


async def past(client: Client) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = (await client.control("archive"))["calls"]
    return calls


async def test_each_call_with_whom_it_rang_and_who_answered(client: Client) -> None:
    first = (await client.control("call", to="2000", **{"from": "5503301"}))["call_id"]
    assert await past(client) == []
    await client.control("advance", seconds=4)
    await client.control("pickup", extension="2000")
    await client.control("advance", seconds=10)
    await client.control("phone_transfer", extension="2000", number="2001")
    await client.control("pickup", extension="2001")
    await client.control("caller_hangup", call_id=first)
    second = (await client.control("call", to="6300", **{"from": ""}))["call_id"]
    await client.control("caller_hangup", call_id=second)
    one, two = await past(client)

    assert (one["call_id"], one["direction"], one["status"]) == (first, "inbound", "answered")
    assert (one["from_number"], one["queue"]) == ("5503301", "")
    assert one["rang"] == one["answered"] == ["2000", "2001"]
    assert round(one["ended_s"] - one["started_s"]) == 14
    assert [(line["to_number"], line["talk_s"]) for line in one["lines"]] == [
        ("2000", 10),
        ("2001", 0),
    ]
    assert (two["call_id"], two["from_number"], two["to_number"]) == (second, "", "6300")
    assert (two["answered"], two["status"]) == ([], "no answer")
    assert two["rang"] == ["2000", "2001", "2002", "2003"]


async def test_the_last_queue_is_told_of_who_gave_up_there(client: Client) -> None:
    call_id = (await client.control("call", to="6200", **{"from": "5503301"}))["call_id"]
    await client.control("advance", seconds=30)
    await client.control("caller_hangup", call_id=call_id)
    (call,) = await past(client)

    assert (call["status"], call["queue"], call["answered"]) == ("abandoned", "6400", [])
    assert call["rang"]


async def test_a_mailbox_is_given_and_taken_away(client: Client) -> None:
    assert await client.control("voicemail", extension="2000", on=True) == {"on": True}
    await client.control("settings", ring_timeout_s=3, greeting_s=1, message_s=5)
    await client.control("call", to="2000", **{"from": "5503301"})
    await client.control("advance", seconds=9)
    assert await client.control("voicemail", extension="2000", on=False) == {"on": False}
    await client.control("call", to="2000", **{"from": "5503302"})
    await client.control("advance", seconds=9)

    assert [call["status"] for call in await past(client)] == ["voicemail", "no answer"]
    assert (await client.get("cdr/search", status="VOICEMAIL"))["total_number"] == 1
    (row, _) = (await client.get("cdr/list"))["data"]
    assert (row["disposition"], row["reason"].strip()) == ("VOICEMAIL", "src hangup")
    assert "error" in await client.control("voicemail", extension="9999", on=True)
