"""Parameters and pages."""

from __future__ import annotations

from typing import Any

import pytest

from ctiapp.simpbx.p_series.errors import ApiError
from ctiapp.simpbx.p_series.params import Columns, Params, listing, matching

COLUMNS: Columns[tuple[int, str]] = {"id": lambda entry: entry[0], "name": lambda entry: entry[1]}
ENTRIES = [(n, f"Entry {n:02}") for n in range(1, 26)]


def page(**values: Any) -> Any:
    return listing(Params(values), ENTRIES, COLUMNS, lambda entry: {"id": entry[0]})


def ids(answer: Any) -> list[int]:
    return [row["id"] for row in answer["data"]]


def test_pages_are_cut_and_the_total_is_told() -> None:
    first = page(page_size="10")
    assert first["total_number"] == 25
    assert ids(first) == list(range(1, 11))
    assert ids(page(page="3", page_size=10)) == [21, 22, 23, 24, 25]
    assert page(page=4, page_size=10)["data"] is None
    assert len(ids(page())) == 20
    assert len(ids(page(page_size="99999"))) == 25


def test_pages_are_sorted() -> None:
    assert ids(page(sort_by="name", order_by="desc", page_size=2)) == [25, 24]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"),
        ("page", "-1"),
        ("page", "x"),
        ("page", "²"),
        ("page", True),
        ("page_size", 0),
        ("page_size", [1]),
        ("sort_by", "color"),
        ("order_by", "up"),
    ],
)
def test_what_cannot_be_is_named(name: str, value: object) -> None:
    with pytest.raises(ApiError) as error:
        page(**{name: value})
    assert error.value.code == 40002
    assert error.value.invalid is not None
    assert error.value.invalid[0]["field"] == name


def test_a_keyword_is_found_whatever_its_case() -> None:
    found = matching(ENTRIES, Params({"search_value": "ENTRY 07"}), lambda entry: [entry[1]])
    assert found == [(7, "Entry 07")]
    assert matching(ENTRIES, Params({}), lambda entry: [entry[1]]) == ENTRIES


def test_lists_of_ids() -> None:
    assert Params({"ids": "39, 223"}).ids("ids") == [39, 223]
    for wrong in ("", "1,", "a"):
        with pytest.raises(ApiError):
            Params({"ids": wrong}).ids("ids")


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_what_stands_in_order_already_is_only_cut(order: str) -> None:
    columns = {"number": lambda entry: entry[0], "name": lambda entry: entry[1]}
    for by in columns:
        params = Params({"page": 2, "page_size": 3, "sort_by": by, "order_by": order})
        answers = [
            listing(params, ENTRIES, columns, lambda e: {"n": e[0]}, sorted_already=each)
            for each in (True, False)
        ]
        assert answers[0] == answers[1]
