"""The endpoints of the system, the extensions and the contacts, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OK = {"errcode": 0, "errmsg": "SUCCESS"}


async def test_system(client: Client) -> None:
    answer = await client.get("system/information")
    assert answer["data"]["sn"] == "3631A2124042"
    answer = await client.get("system/capacity")
    assert answer["data"]["extension_used"] == 24
    answer = await client.get("system/get_menuoptions", menu="ring_group")
    assert answer["data"] == [{"text": "Front desk", "value": "1", "type": "ring_group"}]
    answer = await client.get("system/get_menuoptions", menu="nonsense")
    assert answer["errcode"] == 40002


async def test_extensions_are_found_listed_and_paged(client: Client) -> None:
    found = await client.get("extension/search", search_value="2000")
    assert found["total_number"] == 1
    (own,) = found["data"]
    assert (own["number"], own["caller_id_name"]) == ("2000", "Kristin Hale")
    assert own["online_status"]["sip_phone"] == {
        "status": 0,
        "ext_dev_type": "sip",
        "status_list": [{"status": 1, "ip": "192.168.28.20:5060"}],
    }
    page = await client.get(
        "extension/list", page="2", page_size="10", sort_by="number", order_by="desc"
    )
    assert page["total_number"] == 24
    assert page["data"][0]["number"] == "2013"
    assert len((await client.get("extension/list"))["data"]) == 20
    nothing = await client.get("extension/search", search_value="nobody")
    assert (nothing["total_number"], nothing["data"]) == (0, None)
    details = await client.get("extension/get", id="39")
    assert details["data"]["first_name"] == "Kristin"
    both = await client.get("extension/query", ids="39,40")
    assert [row["number"] for row in both["data"]] == ["2000", "2001"]
    assert (await client.get("extension/get", id="7"))["errcode"] == 60001


async def test_presence_is_set_by_id(client: Client) -> None:
    assert await client.post("extension/update", id=39, presence_status="lunch") == OK
    assert client.pbx.exchange.directory.extensions["2000"].presence == "lunch"
    answer = await client.post("extension/update", id=39, presence_status="asleep")
    assert answer["invalid_param_list"] == [{"field": "presence_status", "value": "asleep"}]
