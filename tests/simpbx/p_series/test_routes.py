"""The outbound routes, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.pbx.p_series.frames import answer

if TYPE_CHECKING:
    from tests.simpbx.office import Client


async def test_the_list_has_the_example_s_shape(client: Client) -> None:
    printed: Any = answer("outbound_route-list")
    told = await client.get("outbound_route/list", page="1", page_size="20", sort_by="outb_cid")

    assert set(told) == set(printed)
    assert set(told["data"][0]) == set(printed["data"][0])
    assert set(told["data"][0]["trunk"][0]) == set(printed["data"][0]["trunk"][0])
    assert (told["total_number"], told["last_pos"]) == (3, 3)
    assert [each["id"] for each in told["data"]] == [69, 70, 73]


async def test_a_search_looks_at_names_and_patterns(client: Client) -> None:
    told = await client.get("outbound_route/search", search_value="inter")
    assert [each["name"] for each in told["data"]] == ["International"]
    told = await client.get("outbound_route/search", search_value="+49")
    assert [each["name"] for each in told["data"]] == ["City"]
    assert (told["total_number"], told["last_pos"]) == (1, 3)


async def test_one_and_several_with_who_may_use_them(client: Client) -> None:
    client.pbx.exchange.directory.extensions["2001"].routes = (70,)
    told = (await client.get("outbound_route/get", id="73"))["data"]
    assert told["dial_pattern_list"][0]["pattern"] == "XXXXX."
    numbers = [each["ext_number"] for each in told["ext_list"]]
    assert ("2001" in numbers, len(numbers)) == (False, 23)
    told = await client.get("outbound_route/query", ids="70,69")
    assert [each["id"] for each in told["data"]] == [70, 69]
    assert (await client.get("outbound_route/get", id="7"))["errcode"] == 60001
