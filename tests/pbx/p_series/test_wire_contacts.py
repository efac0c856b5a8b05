"""One company contact: what is read of it and what is sent, by the handbook's tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.directory import CONTACT_KINDS, Contact, ContactNumber, Phonebook
from ctiapp.model.errors import UsageError, WireError
from ctiapp.model.number import Number
from ctiapp.pbx.p_series import wire_contacts, wire_rest
from ctiapp.pbx.request import Request
from tests.pbx.p_series.frames import answer


def numbers(**of: str) -> tuple[ContactNumber, ...]:
    return tuple(ContactNumber(kind, Number(text)) for kind, text in of.items())


JAY = Contact(
    "4",
    "Jay Prichett",
    "Closet",
    "jayprichett@icloud.com",
    numbers(business="0015503308", mobile="15735810000", other="0015503301"),
    phonebooks=("Vendor", "All Company Contacts_Phonebook"),
    first_name="Jay",
    last_name="Prichett",
)


def body(request: Request | None) -> dict[str, object]:
    assert request is not None
    return dict(request.body or {})


# --- reading -------------------------------------------------------------------------------------


def test_the_printed_contact() -> None:
    assert wire_contacts.contact(answer("company_contact-get"), pytest.fail) == JAY
    assert wire_contacts.contact_details("4") == Request("GET", "company_contact/get", {"id": "4"})


def test_the_printed_phonebooks() -> None:
    page = wire_contacts.phonebook_page(answer("phonebook-list"), pytest.fail)

    assert page.total == 2
    assert page.items == (
        Phonebook("3", "All Company Contacts_Phonebook", everybody=True),
        Phonebook("5", "Vendor"),
    )
    assert wire_contacts.phonebook_list(1).endpoint == "phonebook/list"


def test_a_number_that_cannot_be_read_costs_only_itself() -> None:
    remarks: list[str] = []
    listed = [
        {"num_type": "Mobile_Number2", "number": 555},
        {"num_type": "home_fax", "number": " "},
        {"num_type": "pager", "number": "9"},
        "odd",
    ]
    read = wire_contacts.contact({"data": {"id": 1, "number_list": listed}}, remarks.append)

    assert read.numbers == numbers(mobile2="555", pager="9")
    assert len(remarks) == 1


@pytest.mark.parametrize("nothing", [None, []])
def test_a_contact_without_numbers(nothing: object) -> None:
    read = wire_contacts.contact({"data": {"id": 1, "number_list": nothing}}, pytest.fail)
    assert read.numbers == ()


@pytest.mark.parametrize("data", [None, [], "4", {"first_name": "Jay"}])
def test_what_is_no_contact(data: object) -> None:
    with pytest.raises(WireError):
        wire_contacts.contact({"data": data}, pytest.fail)


def test_which_id_a_new_one_got() -> None:
    assert wire_rest.created_id(answer("company_contact-create")) == "31"
    with pytest.raises(WireError):
        wire_rest.created_id({"errcode": 0})


# --- creating ------------------------------------------------------------------------------------


def test_a_new_contact_as_the_handbook_has_it() -> None:
    wanted = Contact(
        "",
        "Example Li",
        "Yeastar",
        "liexample@icloud.com",
        numbers(business="12333333"),
        remark="contact_for_test",
        first_name="Example",
        last_name="Li",
    )
    request = wire_contacts.create(wanted, ["5", "6"])

    assert (request.method, request.endpoint) == ("POST", "company_contact/create")
    assert body(request) == {
        "first_name": "Example",
        "last_name": "Li",
        "company": "Yeastar",
        "email": "liexample@icloud.com",
        "remark": "contact_for_test",
        "phonebook_id_list": [5, 6],
        "number_list": [{"num_type": "business_number", "number": "12333333"}],
    }


def test_one_whose_name_has_no_parts_has_all_of_it_as_the_first() -> None:
    sent = body(wire_contacts.create(Contact("", "Taxi 4711", numbers=numbers(other="4711")), []))

    assert (sent["first_name"], sent["last_name"]) == ("Taxi 4711", "")
    assert "phonebook_id_list" not in sent


def test_every_kind_has_its_word() -> None:
    all_kinds = {kind: str(index) for index, kind in enumerate(CONTACT_KINDS, start=1)}
    listed = body(wire_contacts.create(Contact("", "A", numbers=numbers(**all_kinds)), []))

    assert listed["number_list"] == [
        {"num_type": "business_number", "number": "1"},
        {"num_type": "business_number2", "number": "2"},
        {"num_type": "mobile_number", "number": "3"},
        {"num_type": "mobile_number2", "number": "4"},
        {"num_type": "home_number", "number": "5"},
        {"num_type": "home_number2", "number": "6"},
        {"num_type": "business_fax", "number": "7"},
        {"num_type": "home_fax", "number": "8"},
        {"num_type": "other_number", "number": "9"},
    ]


def test_a_second_number_of_a_kind_takes_the_next_place() -> None:
    twice = (
        *(ContactNumber("mobile", Number("1")), ContactNumber("mobile", Number("2"))),
        *(ContactNumber("pager", Number("3")), ContactNumber("mobile", Number("4"))),
    )
    sent = body(wire_contacts.create(Contact("", "A", numbers=twice), []))

    assert sent["number_list"] == [
        {"num_type": "business_number", "number": "4"},
        {"num_type": "mobile_number", "number": "1"},
        {"num_type": "mobile_number2", "number": "2"},
        {"num_type": "other_number", "number": "3"},
    ]


def test_more_numbers_than_there_are_places() -> None:
    many = tuple(ContactNumber("mobile", Number(str(n))) for n in range(len(CONTACT_KINDS) + 1))
    with pytest.raises(UsageError) as caught:
        wire_contacts.create(Contact("", "A", numbers=many), [])

    assert caught.value.key == "contact.numbers"


# --- changing ------------------------------------------------------------------------------------


def test_only_what_differs_is_sent() -> None:
    assert wire_contacts.update(JAY, JAY, JAY, None) is None
    changed = replace(JAY, company="Closet & Co", last_name="")

    assert body(wire_contacts.update(JAY, JAY, changed, None)) == {
        "id": 4,
        "company": "Closet & Co",
        "last_name": "",
    }


def test_one_number_more_sends_all_of_them() -> None:
    more = replace(JAY, numbers=(*JAY.numbers, *numbers(home="77")))

    assert body(wire_contacts.update(JAY, JAY, more, None)) == {
        "id": 4,
        "number_list": [
            {"num_type": "business_number", "number": "0015503308"},
            {"num_type": "mobile_number", "number": "15735810000"},
            {"num_type": "home_number", "number": "77"},
            {"num_type": "other_number", "number": "0015503301"},
        ],
    }


def test_phonebooks_are_sent_where_they_are_given() -> None:
    assert body(wire_contacts.update(JAY, JAY, JAY, [])) == {"id": 4, "phonebook_id_list": []}


def test_what_somebody_else_wrote_meanwhile_stays() -> None:
    """Only what the user changed is sent, and not where the PBX has it so already."""
    newer = replace(JAY, company="Closet & Co", email="", remark="VIP", first_name="J.")
    wanted = replace(JAY, last_name="Pritchett", remark="VIP")

    assert body(wire_contacts.update(newer, JAY, wanted, None)) == {
        "id": 4,
        "last_name": "Pritchett",
    }
    assert wire_contacts.update(newer, JAY, JAY, None) is None


def test_numbers_of_both_are_kept() -> None:
    """Somebody else replaced the mobile and added one at home; the user the business one."""
    newer = replace(JAY, numbers=numbers(business="0015503308", mobile="2", home="3", other="4"))
    wanted = replace(JAY, numbers=numbers(business="77", mobile="15735810000", home="88"))

    sent = body(wire_contacts.update(newer, JAY, wanted, None))["number_list"]

    assert sent == [
        {"num_type": "business_number", "number": "77"},
        {"num_type": "mobile_number", "number": "2"},
        {"num_type": "home_number", "number": "3"},
        {"num_type": "home_number2", "number": "88"},
    ]
    assert wire_contacts.update(newer, JAY, replace(JAY, numbers=JAY.numbers[::-1]), None) is None


def test_a_number_that_the_user_writes_twice_is_the_pbx_s_to_refuse() -> None:
    twice = replace(JAY, numbers=(*JAY.numbers, *numbers(home="15735810000")))

    sent = body(wire_contacts.update(JAY, JAY, twice, None))["number_list"]

    assert {"num_type": "mobile_number", "number": "15735810000"} in sent  # type: ignore[operator]
    assert {"num_type": "home_number", "number": "15735810000"} in sent  # type: ignore[operator]


def test_phonebooks_that_nobody_changed_are_none_of_ours() -> None:
    newer = replace(JAY, phonebooks=("Press",))
    assert wire_contacts.changed_phonebooks(newer, JAY, JAY) is None
    assert wire_contacts.changed_phonebooks(
        newer, JAY, replace(JAY, phonebooks=(*JAY.phonebooks, "Hotels"))
    ) == ("Press", "Hotels")
    assert wire_contacts.changed_phonebooks(
        replace(JAY, phonebooks=()), JAY, replace(JAY, phonebooks=JAY.phonebooks[:1])
    ) == ("Vendor",)


def test_it_is_deleted_by_its_id() -> None:
    assert wire_contacts.delete("9") == Request("GET", "company_contact/delete", {"id": "9"})
