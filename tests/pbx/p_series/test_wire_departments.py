"""The departments: the handbook's answers, broken ones, and trees that are none."""

from __future__ import annotations

import pytest

from ctiapp.model.directory import Department
from ctiapp.model.errors import WireError
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx.p_series import wire_departments
from ctiapp.pbx.p_series.wire_departments import MAX_DEPARTMENTS, MAX_DEPTH, settled
from tests.pbx.p_series.frames import answer


def department(department_id: str, parent: str | None, *members: str, name: str = "") -> Department:
    return Department(department_id, name, parent, frozenset(ExtensionId(each) for each in members))


def read(*items: object) -> tuple[Department, ...]:
    return wire_departments.department_page({"organization_list": list(items)}, pytest.fail).items


def test_the_printed_tree() -> None:
    page = wire_departments.department_page(answer("organization-list"), pytest.fail)
    by_id = {each.department_id: each for each in page.items}

    assert page.total == 1
    assert [(each.department_id, each.parent_id) for each in page.items] == [
        ("1", None),
        ("12", "1"),
        ("17", "12"),
        ("18", "12"),
        ("13", "12"),
        ("15", "1"),
        ("21", "15"),
    ]
    assert by_id["15"].name == "Research & Development Center"
    assert by_id["18"].members == {"38", "41", "57"}
    assert by_id["15"].members == {"58", "64", "90"}
    assert len(by_id["1"].members) == 17


def test_a_part_without_extensions_and_without_parts() -> None:
    page = wire_departments.department_page(answer("organization-search"), pytest.fail)

    assert [each for each in page.items if not each.members] == [
        department("6", "1", name="123"),
        department("7", "1", name="1pp3"),
        department("8", "1", name="1p99"),
    ]


def test_it_is_asked_for_with_its_extensions() -> None:
    request = wire_departments.department_list(2)

    assert (request.method, request.endpoint) == ("GET", "organization/list")
    assert (request.params["is_all"], request.params["page"]) == (1, 2)


def test_ids_may_be_texts_or_numbers_and_whoever_is_in_a_part_is_in_the_whole() -> None:
    part = {"id": "2", "name": "Bar", "parent_id": "1", "ext_list": ["41", 42, None, " ", [1]]}
    (whole, bar) = read({"id": 1, "parent_id": 0, "ext_list": [39], "children": [part]})

    assert whole == department("1", None, "39", "41", "42")
    assert bar == department("2", "1", "41", "42", name="Bar")


@pytest.mark.parametrize("nothing", [None, "", " ", []])
def test_nothing_in_it_may_be_anything_that_is_empty(nothing: object) -> None:
    (found,) = read({"id": 1, "parent_id": nothing, "children": nothing, "ext_list": nothing})

    assert found == department("1", None)


def test_one_that_cannot_be_read_costs_only_itself() -> None:
    remarks: list[str] = []
    items = [7, {"name": "nobody"}, {"id": 3, "children": 5, "ext_list": "41,42"}]
    page = wire_departments.department_page({"organization_list": items}, remarks.append)

    assert page.items == (department("3", None),)
    assert len(remarks) == 4


def test_what_is_no_list_is_no_answer() -> None:
    assert wire_departments.department_page({}, pytest.fail).items == ()
    with pytest.raises(WireError):
        wire_departments.department_page({"organization_list": "none"}, pytest.fail)


def test_depth_and_size_are_bounded() -> None:
    deep: dict[str, object] = {"id": 0}
    for index in range(1, MAX_DEPTH + 5):
        deep = {"id": index, "children": [deep]}
    remarks: list[str] = []
    wide = [{"id": index} for index in range(MAX_DEPARTMENTS + 5)]
    many = wire_departments.department_page({"organization_list": wide}, remarks.append)
    few = wire_departments.department_page({"organization_list": [deep]}, remarks.append)

    assert len(many.items) == MAX_DEPARTMENTS
    assert len(few.items) == MAX_DEPTH
    assert len(set(remarks)) == 1


def test_those_beside_each_other_make_a_tree_as_well() -> None:
    assert settled([department("1", None), department("2", "1"), department("1", "2")]) == (
        department("1", None),
        department("2", "1"),
    )


def test_a_parent_that_is_not_told_is_none() -> None:
    """The root may be hidden."""
    assert settled([department("2", "1"), department("3", "2")]) == (
        department("2", None),
        department("3", "2"),
    )


def test_a_circle_is_broken() -> None:
    found = settled([department("1", "3"), department("2", "1"), department("3", "2")])
    by_id = {each.department_id: each for each in found}

    for each in found:
        seen: list[str] = []
        above: Department | None = each
        while above is not None:
            assert above.department_id not in seen
            seen.append(above.department_id)
            above = by_id[above.parent_id] if above.parent_id is not None else None
    assert settled([department("1", "1")]) == (department("1", None),)
