"""The endpoints of company contacts and phonebooks, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OK = {"errcode": 0, "errmsg": "SUCCESS"}
EXAMPLE = {
    "first_name": "Example",
    "last_name": "Li",
    "company": "Yeastar",
    "email": "liexample@icloud.com",
    "phonebook_id_list": [5, 6],
    "remark": "contact_for_test",
    "zip_code": "361022",
    "street": "Software Park III",
    "city": "Xiamen",
    "state": "",
    "country": "China",
    "number_list": [{"num_type": "business_number", "number": "12333333"}],
}
"""The handbook's request (l. 6684)."""


async def test_contacts(client: Client) -> None:
    listed = await client.get("company_contact/list")
    assert listed["total_number"] == len(listed["data"]) == 17
    (jay,) = (await client.get("company_contact/search", search_value="prichett"))["data"]
    assert jay["business"] == "001-5503308"
    assert jay["phonebook_list"][0]["id"] == 3
    details = await client.get("company_contact/get", id=str(jay["id"]))
    assert {"num_type": "mobile_number", "number": "+1 573 581 0000"} in (
        details["data"]["number_list"]
    )
    for name in ("ids", "id"):
        both = await client.get("company_contact/query", **{name: "3,4"})
        assert [row["id"] for row in both["data"]] == [3, 4]


async def test_pages_are_cut_from_either_end(client: Client) -> None:
    page = await client.get("company_contact/list", page="2", page_size="5")
    last = await client.get("company_contact/list", page_size="2", order_by="desc")
    beyond = await client.get("company_contact/list", page="9", page_size="5")

    assert [row["id"] for row in page["data"]] == [8, 9, 10, 11, 12]
    assert [row["id"] for row in last["data"]] == [19, 18]
    assert (beyond["total_number"], beyond["data"]) == (17, None)


async def test_a_contact_is_created_as_the_handbook_has_it(client: Client) -> None:
    answer = await client.post("company_contact/create", **EXAMPLE)
    assert answer == {**OK, "id": 20}

    kept = (await client.get("company_contact/get", id="20"))["data"]
    books = kept.pop("phonebook_list")
    assert [book["id"] for book in books] == [5, 6, 3]
    sent = {name: value for name, value in EXAMPLE.items() if name != "phonebook_id_list"}
    assert kept == {**sent, "id": 20}
    (row,) = (await client.get("company_contact/search", search_value="example li"))["data"]
    assert (row["contact_name"], row["business"]) == ("Example Li", "12333333")


async def test_a_change_touches_only_what_is_given(client: Client) -> None:
    numbers = [{"num_type": "other_number", "number": "5503308"}]
    assert await client.post("company_contact/update", id=4, number_list=numbers) == OK
    assert await client.post("company_contact/update", id="4", last_name="", company="") == OK

    kept = (await client.get("company_contact/get", id="4"))["data"]
    assert (kept["first_name"], kept["last_name"], kept["company"]) == ("Jay", "", "")
    assert kept["number_list"] == numbers
    assert kept["remark"] == "VIP: ask for his booking first"


@pytest.mark.parametrize(
    ("change", "errcode"),
    [
        ({"first_name": ""}, 40002),
        ({"number_list": []}, 40002),
        ({"number_list": None}, 40002),
        ({"number_list": "5503301"}, 40002),
        ({"number_list": ["5503301"]}, 40002),
        ({"number_list": [{"num_type": "mobile", "number": "1"}]}, 40002),
        ({"number_list": [{"num_type": "mobile_number"}]}, 40002),
        ({"number_list": [{"num_type": "mobile_number", "number": str(n)} for n in "12"]}, 40002),
        (
            {
                "number_list": [
                    {"num_type": kind, "number": "1"} for kind in ("home_number", "other_number")
                ]
            },
            40003,
        ),
        ({"phonebook_id_list": [99]}, 70093),
        ({"phonebook_id_list": "5"}, 40002),
    ],
)
async def test_what_is_refused(client: Client, change: dict[str, object], errcode: int) -> None:
    answer = await client.post("company_contact/create", **{**EXAMPLE, **change})

    assert answer["errcode"] == errcode
    assert (await client.get("company_contact/list"))["total_number"] == 17


async def test_a_name_cannot_be_taken_away(client: Client) -> None:
    answer = await client.post("company_contact/update", id=4, first_name="")
    assert answer["invalid_param_list"] == [{"field": "first_name", "value": ""}]


async def test_deleting(client: Client) -> None:
    assert await client.get("company_contact/delete", id="9") == OK
    for verb in ("get", "delete"):
        assert (await client.get(f"company_contact/{verb}", id="9"))["errcode"] == 60001
    assert (await client.post("company_contact/update", id=9))["errcode"] == 60001
    await client.post("company_contact/update", id=4, phonebook_id_list=[5])
    assert (await client.get("company_contact/delete", id="4"))["errcode"] == 70091
    await client.post("company_contact/update", id=4, phonebook_id_list=[])
    assert await client.get("company_contact/delete", id="4") == OK


async def test_without_the_right_nothing_is_changed(client: Client) -> None:
    await client.control("settings", edit_contacts=False)
    answers = [
        await client.post("company_contact/create", **EXAMPLE),
        await client.post("company_contact/update", id=4, company="x"),
        await client.get("company_contact/delete", id="4"),
    ]
    assert {answer["errcode"] for answer in answers} == {10005}
    assert (await client.get("company_contact/list"))["total_number"] == 17


async def test_phonebooks(client: Client) -> None:
    await client.post("company_contact/update", id=4, phonebook_id_list=[5])
    listed = await client.get("phonebook/list")
    assert listed["data"][:2] == [
        {
            "id": 3,
            "name": "All Company Contacts_Phonebook",
            "total": 17,
            "member_select": "sel_all",
        },
        {"id": 5, "name": "Vendor", "total": 1, "member_select": "sel_specific"},
    ]
    (found,) = (await client.get("phonebook/search", search_value="vend"))["data"]
    assert found["id"] == 5
    vendors = (await client.get("phonebook/get", id="5"))["data"]
    assert vendors["contacts_list"] == [{"id": 4, "name": "Jay Prichett"}]
    assert (await client.get("phonebook/get", id="99"))["errcode"] == 60001
