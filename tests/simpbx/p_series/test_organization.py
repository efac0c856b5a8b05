"""The endpoints of departments, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simpbx.office import Client


def nodes(tree: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    found = []
    for each in tree or ():
        found += [each, *nodes(each.get("children"))]
    return found


async def test_the_tree_with_everybody_in_it(client: Client) -> None:
    answer = await client.get("organization/list", is_all="1")
    (root,) = answer["organization_list"]

    assert "total_number" not in answer
    assert (root["name"], root["parent_id"], root["ext_number"]) == ("Harbour Hotel", 0, 24)
    assert len(root["ext_list"]) == 24
    by_id = {each["id"]: each for each in nodes([root])}
    assert len(by_id) == len(client.pbx.exchange.directory.departments)
    guests = by_id[2]
    assert [child["name"] for child in guests["children"]] == [
        "Front desk",
        "客房部 Housekeeping",
        "Kitchen & Bar",
    ]
    assert sorted(guests["ext_list"]) == sorted(
        each for child in guests["children"] for each in child["ext_list"]
    )
    night = by_id[12]
    assert (night["ext_number"], "ext_list" in night, "children" in night) == (0, False, False)


async def test_less_of_it(client: Client) -> None:
    (counted,) = (await client.get("organization/list"))["organization_list"]
    (bare,) = (await client.get("organization/list", is_all="2"))["organization_list"]

    assert counted["ext_number"] == 24
    assert "ext_list" not in counted
    assert "ext_number" not in bare
    assert (await client.get("organization/list", is_all="3"))["errcode"] == 40002


async def test_departments_are_found(client: Client) -> None:
    found = await client.get("organization/search", search_value="house", is_all="1")
    whole = await client.get("organization/search")

    assert [each["name"] for each in found["organization_list"]] == [
        "客房部 Housekeeping",
        "House",
    ]
    assert len(nodes(found["organization_list"])) == 4
    assert [each["id"] for each in whole["organization_list"]] == [1]


async def test_one_and_several(client: Client) -> None:
    info = {"id": 3, "name": "Front desk", "parent_id": 2, "order": 1}
    assert (await client.get("organization/get", id="3"))["organization_info"] == info
    for name in ("ids", "id"):
        both = await client.get("organization/query", **{name: "3,5"})
        assert [row["id"] for row in both["data"]] == [3, 5]
    assert (await client.get("organization/get", id="99"))["errcode"] == 60001
    assert (await client.get("organization/get"))["errcode"] == 40002


async def test_a_hidden_root_leaves_its_parts_on_top(client: Client) -> None:
    await client.control("department", shows_root=False)
    tops = (await client.get("organization/list"))["organization_list"]

    assert [each["id"] for each in tops] == [2, 6, 9]
    assert {each["parent_id"] for each in tops} == {1}
    assert (await client.get("organization/get", id="1"))["errcode"] == 60001


async def test_switched_off_there_are_none(client: Client) -> None:
    await client.control("department", on=False)
    for endpoint in ("list", "search", "get", "query"):
        answer = await client.get(f"organization/{endpoint}", id="3", ids="3")
        assert answer["errcode"] == 70120
