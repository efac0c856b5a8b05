"""Contacts, departments and phonebooks that the demonstration company has."""

from __future__ import annotations

from collections import Counter

from ctiapp.simpbx.directory import Contact
from ctiapp.simpbx.outsiders import (
    CONTACTS,
    TITLES,
    as_sent,
    company_contacts,
    departments,
    voices,
)
from ctiapp.simpbx.world import build


def digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def test_every_contact_has_a_name_or_a_company_and_a_number() -> None:
    for given, _, company, _, numbers in CONTACTS:
        assert given or company
        assert numbers


def test_the_named_ones_come_first_however_many_there_are() -> None:
    few, many = company_contacts(5, seed=1), company_contacts(500, seed=1)

    assert [each.name for each in few] == [each.name for each in many[:5]]
    assert [each.id for each in many] == list(range(3, 503))
    assert many == company_contacts(500, seed=1)
    assert company_contacts(0, seed=1) == []


def test_numbers_are_spelt_in_many_ways_and_some_are_shared() -> None:
    made = company_contacts(2000, seed=1)[len(CONTACTS) :]
    written = [number for each in made for _, number in each.numbers]
    shared = Counter(digits(number)[-7:] for number in written)

    for start in ("+49", "0049", "030/"):
        assert any(number.startswith(start) for number in written), start
    assert any("(0)" in number for number in written)
    assert sum(count > 1 for count in shared.values()) > 100
    assert sum(len(each.numbers) > 1 for each in made) > 400
    assert all(len({kind for kind, _ in each.numbers}) == len(each.numbers) for each in made)
    assert any("\u4e00" <= each.name[0] <= "\u9fff" for each in made)


def test_no_contact_is_a_colleague_by_name_of_the_first_hour() -> None:
    colleagues = {each.name for each in build(24, seed=1).extensions.values()}
    assert not colleagues & {each.name for each in company_contacts(200, seed=1)}


def test_everybody_is_in_the_department_of_their_title() -> None:
    directory = build(24, seed=1)
    tree = departments(directory.extensions.values())

    assert sum(len(each.members) for each in tree.values()) == 24
    assert {each.parent_id for each in tree.values()} <= {0, *tree}
    assert all(each.parent_id < each.id for each in tree.values())
    homes = [identity for each in tree.values() for identity in each.members]
    assert len(set(homes)) == 24
    assert len(TITLES) == sum(bool(each.members) for each in tree.values())


def test_the_orders_of_the_parts_of_one_department_count_from_one() -> None:
    tree = departments(build(1, seed=1).extensions.values())
    for parent in {each.parent_id for each in tree.values()}:
        orders = sorted(each.order for each in tree.values() if each.parent_id == parent)
        assert orders == list(range(1, len(orders) + 1))


def test_a_number_is_sent_as_a_network_would() -> None:
    assert as_sent("+49 (0)30 123-45") == "+493012345"
    assert as_sent("0049 30 12345") == "00493012345"
    assert as_sent("030/12345") == "03012345"
    contact = Contact(3, "Ann", numbers=(("home_fax", "1"), ("home_number", "+49 2")))
    assert voices([contact]) == ["+492"]
    assert voices([]) == []
