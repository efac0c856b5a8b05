"""The verbs that edit people and write past calls, over a real socket."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.simpbx.office import Client


async def event(ws: Any, topic: int) -> dict[str, Any]:
    frame = await ws.receive_json(timeout=5)
    assert frame["type"] == topic
    body: dict[str, Any] = json.loads(frame["msg"])
    return body


async def test_edits_of_extensions_are_told(client: Client) -> None:
    ws = await client.open(30022, 30006)
    made = await client.control("extension", extension="3355", first_name="Ada", department=5)

    assert made["name"] == "Ada"
    assert await event(ws, 30022) == {"ext_number": "3355", "option": "CREATE"}
    assert (await event(ws, 30006))["action"] == "update_extension"
    await client.control("extension", extension="3355", last_name="Byron")
    assert await event(ws, 30022) == {"ext_number": "3355", "option": "UPDATE"}
    (row,) = (await client.get("extension/search", search_value="3355"))["data"]
    assert row["caller_id_name"] == "Ada Byron"
    details = (await client.get("extension/get", id=str(row["id"])))["data"]
    assert details["organization_list"] == [{"text": "Kitchen & Bar", "value": "5"}]
    await client.control("extension", extension="3355", remove=True)
    assert await event(ws, 30022) == {"ext_number": "3355", "option": "DELETE"}
    assert "error" in await client.control("extension", extension="3355", remove=True)


async def test_edits_of_departments_are_told(client: Client) -> None:
    ws = await client.open(30005, 30006)
    made = await client.control("department", name="Spa", parent=2)
    assert await event(ws, 30006) == {
        "id_list": [made["id"]],
        "action": "create",
        "sn": "3631A2124042",
    }
    await client.control("department", id=made["id"], name="Spa & Pool")
    assert (await event(ws, 30006))["action"] == "update"
    await client.control("department", id=made["id"], remove=True)
    assert (await event(ws, 30006))["action"] == "delete"
    await client.control("department", on=False)
    assert await event(ws, 30005) == {
        "org_status": 0,
        "show_root_org": 1,
        "sn": "3631A2124042",
    }
    assert (await client.get("organization/list"))["errcode"] == 70120
    assert "error" in await client.control("department", id=99, name="x")
    assert "error" in await client.control("department", parent=1)


async def test_a_contact_is_edited_at_the_pbx(client: Client) -> None:
    made = await client.control(
        "contact", first_name="Ada", numbers=["mobile_number=+49 171 1"], phonebooks=[5]
    )
    identity = str(made["id"])
    kept = (await client.get("company_contact/get", id=identity))["data"]
    assert kept["number_list"] == [{"num_type": "mobile_number", "number": "+49 171 1"}]
    assert [book["id"] for book in kept["phonebook_list"]] == [5, 3]
    await client.control("contact", id=made["id"], company="Engines Ltd")
    kept = (await client.get("company_contact/get", id=identity))["data"]
    assert (kept["first_name"], kept["company"]) == ("Ada", "Engines Ltd")
    await client.control("contact", id=made["id"], remove=True)
    assert (await client.get("company_contact/get", id=identity))["errcode"] == 60001
    assert "error" in await client.control("contact", id=made["id"])
    assert "error" in await client.control("contact", first_name="x", numbers=["no kind"])


async def test_a_kind_of_number_that_there_is_not_is_refused(client: Client) -> None:
    """The list of contacts has no place for it."""
    answer = await client.control("contact", first_name="Ada", numbers=["business=+49 30 1"])
    assert "'business'" in answer["error"]
    assert "business_number" in answer["error"]
    listed = await client.get("company_contact/list")
    assert listed["errcode"] == 0
    assert all("Ada" not in str(row) for row in listed["data"])


@pytest.mark.parametrize(
    ("caller", "callee", "kind", "trunk"),
    [
        ("5503301", "2000", "Inbound", ("src_trunk", "City-SIP")),
        ("", "6402", "Inbound", ("src_trunk", "City-SIP")),
        ("2000", "5503301", "Outbound", ("dst_trunk", "City-SIP")),
        ("2000", "2001", "Internal", ("src_trunk", None)),
    ],
)
async def test_a_call_of_the_past(
    client: Client, caller: str, callee: str, kind: str, trunk: tuple[str, str | None]
) -> None:
    args: dict[str, object] = {"from": caller, "to": callee, "ago_s": 3600}
    await client.control("record", **args)
    (row,) = (await client.get("cdr/list"))["data"]

    assert (row["call_type"], row["disposition"], row["talk_duration"]) == (kind, "ANSWERED", 60)
    assert row.get(trunk[0]) == trunk[1]
    assert abs(row["timestamp"] - (client.pbx.exchange.now_s - 3600)) < 5
    assert "error" in await client.control("record", to="2000", status="eaten")


async def test_how_times_are_shown_and_who_may_edit(client: Client) -> None:
    told = await client.control("settings", date_format="YYYY/MM/DD", hours=12, zone_min=480)
    assert (told["date_format"], told["hours"], told["zone_min"]) == ("YYYY/MM/DD", 12, 480)
    assert "error" in await client.control("settings", date_format="DD.MM.YY")
    assert "error" in await client.control("settings", hours=13)
    await client.control("settings", edit_contacts=False)
    refused = await client.get("company_contact/delete", id="3")
    assert refused["errcode"] == 10005


async def test_all_keys_may_come_with_each(client: Client) -> None:
    ws = await client.open(30017)
    call = await client.control("call", **{"from": "5503301", "to": "6200"})
    await client.control("dtmf", call_id=call["call_id"], keys="47", whole=True)
    first, second = await event(ws, 30017), await event(ws, 30017)

    assert (first["info"], first["flag"], first["infos"]) == ("4", 0, "47")
    assert (second["info"], second["flag"], second["infos"]) == ("7", 1, "47")
