"""Extensions are made, changed and deleted through the API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.pbx.p_series.frames import answer
from tests.simpbx.office import event
from tests.simpbx.p_series.test_extension_rules import FOLDER, LEAST, printed

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OK = {"errcode": 0, "errmsg": "SUCCESS"}
DEPARTMENT = {"organization_list": [{"value": "3"}]}


async def details(client: Client, identity: int) -> dict[str, Any]:
    told: dict[str, Any] = (await client.get("extension/get", id=str(identity)))["data"]
    return told


async def test_the_example_makes_an_extension(client: Client) -> None:
    ws = await client.open(30022)
    body = printed()
    told = await client.post("extension/create", **body)
    assert set(told) == set(answer("extension-create"))
    assert told["errcode"] == 0
    assert await event(ws) == (30022, {"ext_number": "1000", "option": "CREATE"})

    seen = await details(client, told["id"])
    same = set(body) - {"presence_list", "presence_mobile_prefix", "organization_list"}
    assert {name: seen[name] for name in same} == {name: body[name] for name in same}
    assert [each["value"] for each in seen["organization_list"]] == ["1", "2"]
    shown = [
        {name: row[name] for name in given_}
        for row, given_ in zip(seen["presence_list"], body["presence_list"], strict=True)
    ]
    assert shown == body["presence_list"]
    (row,) = (await client.get("extension/search", search_value="1000"))["data"]
    assert (row["caller_id_name"], row["role_name"]) == ("Terrell Smith", "Administrator")
    assert row["online_status"]["sip_phone"] == {"status": 0, "ext_dev_type": "sip"}


async def test_all_that_is_documented_is_answered(client: Client) -> None:
    example: Any = answer("extension-get")["data"]
    seen = await details(client, 41)

    assert set(example) <= set(seen)
    assert set(example["presence_list"][0]) <= set(seen["presence_list"][0])
    assert seen["outbound_route_permission"] == [69, 70, 73]
    assert seen["organization_list"]
    assert all(seen[name] for name in ("user_password", "reg_password", "vm_pin"))
    (queried,) = (await client.get("extension/query", ids="41"))["data"]
    assert queried == seen


async def test_what_is_wrong_is_named_all_at_once(client: Client) -> None:
    body = {**LEAST, **DEPARTMENT, "number": "12345678", "user_password": "weak", "reg_name": ""}
    told = await client.post("extension/create", **body)

    assert told == {
        "errcode": 40002,
        "errmsg": "PARAMETER ERROR",
        "invalid_param_list": [
            {"field": "reg_name", "validation_type": "required"},
            {"field": "user_password", "value": "weak"},
            {"field": "number", "value": "12345678"},
        ],
    }
    told = await client.post("extension/create", **LEAST)
    assert [each["field"] for each in told["invalid_param_list"]] == ["organization_list"]
    await client.control("department", on=False)
    assert (await client.post("extension/create", **LEAST))["errcode"] == 0


async def test_what_somebody_has_is_named_with_whose_it_is(client: Client) -> None:
    email = client.pbx.exchange.directory.extensions["2001"].email
    body = {**LEAST, **DEPARTMENT, "number": "2003", "email_addr": email.upper()}
    told = await client.post("extension/create", **body)

    assert set(told) == set(answer("duplicate"))
    assert (told["errcode"], told["submsg"]) == (
        40003,
        "Extension create fail for duplicate fields",
    )
    assert [
        (each["field"], each["external_source"], each["external_source_name"])
        for each in told["duplicate_field_list"]
    ] == [("number", "extension", "2003"), ("email_addr", "extension", "2001")]
    told = await client.post("extension/create", **{**LEAST, **DEPARTMENT, "number": "6400"})
    assert told["duplicate_field_list"][0]["external_source"] == "service"
    told = await client.post("extension/update", id=41, email_addr=email)
    assert told["submsg"] == "Extension update fail for duplicate fields"
    assert await client.post("extension/update", id=40, email_addr=email) == OK


async def test_a_guest_is_checked_in_by_an_edit(client: Client) -> None:
    ws = await client.open(30022, 30009)
    told = await client.post(
        "extension/update",
        id=41,
        first_name="Ελένη",
        last_name="Γεωργίου",
        email_addr="",
        mobile_number="+30 690",
        outbound_route_permission=[70],
        presence_status="away",
        number="9999",
    )
    assert told == OK
    assert await event(ws) == (30009, {"extension": "2002", "status": "away"})
    assert await event(ws) == (30022, {"ext_number": "2002", "option": "UPDATE"})

    seen = await details(client, 41)
    assert (seen["first_name"], seen["last_name"], seen["number"]) == ("Ελένη", "Γεωργίου", "2002")
    assert (seen["email_addr"], seen["mobile_number"]) == ("", "+30 690")
    assert (seen["outbound_route_permission"], seen["presence_status"]) == ([70], "away")
    assert seen["title"]
    await client.post("extension/update", id=41, outbound_route_permission=[])
    assert (await details(client, 41))["outbound_route_permission"] is None


async def test_the_example_of_an_edit(client: Client) -> None:
    body = json.loads((FOLDER / "extension-update.txt").read_text(encoding="utf-8"))
    assert await client.post("extension/update", **body) == OK


async def test_settings_that_no_call_needs_are_kept(client: Client) -> None:
    await client.post("extension/update", id=41, enb_vm=1, enb_internal_client="0")
    seen = await details(client, 41)
    assert (seen["enb_vm"], seen["enb_internal_client"], seen["enb_web_client"]) == (1, 0, 0)
    assert client.pbx.exchange.directory.extensions["2002"].voicemail
    await client.post("extension/update", id=41, disable_outb_call=1, role_id=2, title="Night")
    seen = await details(client, 41)
    assert (seen["disable_outb_call"], seen["role_id"], seen["title"]) == (1, 2, "Night")
    told = await client.post("extension/update", id=41, role_id=8)
    assert told == {"errcode": 60101, "errmsg": "ROLE NOT EXISTED"}


async def test_departments_are_needed_in_an_edit_where_that_is_set(client: Client) -> None:
    await client.control("settings", needs_organization=True)
    told = await client.post("extension/update", id=41, first_name="Ada")
    assert told["invalid_param_list"] == [
        {"field": "organization_list", "validation_type": "required"}
    ]
    told = await client.post("extension/update", id=41, first_name="Ada", **DEPARTMENT)
    assert told == OK
    seen = await details(client, 41)
    assert [each["value"] for each in seen["organization_list"]] == ["3"]
    await client.control("department", on=False)
    assert await client.post("extension/update", id=41, first_name="Ida") == OK


async def test_one_is_deleted_with_its_alarms(client: Client) -> None:
    ws = await client.open(30022)
    await client.post("wakeupcall/create", ext_id=41, alarm_time="07:00")
    await client.control("call", to="2002")
    told = await client.get("extension/delete", id="41")
    assert told == {"errcode": 70084, "errmsg": "ACTION FORBIDDEN"}
    await client.control("advance", seconds=61)
    assert await client.get("extension/delete", id="41") == OK

    assert await event(ws) == (30022, {"ext_number": "2002", "option": "DELETE"})
    assert (await client.get("extension/get", id="41"))["errcode"] == 60001
    assert (await client.get("wakeupcall/list"))["data"] is None
    assert (await client.get("extension/delete", id="41"))["errcode"] == 60001


async def test_a_new_one_rings_once_its_phone_is_there(client: Client) -> None:
    told = await client.post("extension/create", **LEAST, **DEPARTMENT)
    assert (await details(client, told["id"]))["outbound_route_permission"] is None
    ws = await client.open(30015)
    await client.control("call", to="1000")
    assert (await event(ws))[1]["reason"] == "408 Request Time"
    await client.control("register", extension="1000", registered=True)
    await client.control("call", to="1000")
    assert (await client.control("state"))["extensions"] == {"1000": "ringing"}


@pytest.mark.parametrize("endpoint", ["extension/get", "extension/delete", "extension/update"])
async def test_nobody_has_that_id(client: Client, endpoint: str) -> None:
    if endpoint == "extension/update":
        told = await client.post(endpoint, id=7, first_name="Ada")
    else:
        told = await client.get(endpoint, id="7")
    assert told["errcode"] == 60001


async def test_no_secret_is_remembered_of_a_request(client: Client) -> None:
    await client.post("extension/create", **printed())
    seen = str((await client.control("requests"))["requests"])
    assert "Userpwd1011" not in seen
    assert "Regpwd1011" not in seen
