"""A list that is edited while it is read: who slips between two pages is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import NotPermitted
from ctiapp.pbx.interface import Page
from ctiapp.pbx.p_series.asking import Asker
from ctiapp.pbx.p_series.steady import steady_pages
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.pbx.p_series.wire import Remark

SIZE = 3


class Office:
    """A PBX with a list by id, three on a page; it is edited behind the ``after``-th question."""

    def __init__(self, count: int, edit: Callable[[list[int]], None], after: int) -> None:
        self.people = list(range(1, count + 1))
        self.asked: list[tuple[int, int]] = []
        self._edit, self._after = edit, after

    async def _query(self, request: Request) -> Mapping[str, object]:
        number, size = int(request.params["page"]), int(request.params["page_size"])
        self.asked.append((number, size))
        rows = self.people[(number - 1) * size : number * size]
        answer = {"data": [{"id": each} for each in rows], "total": len(self.people)}
        if len(self.asked) == self._after:
            self._edit(self.people)
        return answer

    async def read(self) -> list[Page[int]]:
        asker = Asker(self._query, pytest.fail)
        return [page async for page in steady_pages(asker, _request, _page)]


def _request(number: int) -> Request:
    return Request("GET", "extension/list", {"page": number, "page_size": SIZE})


def _page(answer: Mapping[str, object], _: Remark) -> Page[int]:
    items, total = answer["data"], answer["total"]
    assert isinstance(items, list)
    assert isinstance(total, int)
    return Page(tuple(each["id"] for each in items), total)


def _one_goes_one_comes(people: list[int]) -> None:
    people.remove(2)
    people.append(99)


def _nothing(_people: list[int]) -> None:
    """Nobody edits it."""


@pytest.mark.parametrize(("after", "slipped"), [(1, 4), (3, 7)])
async def test_one_who_goes_and_one_who_comes_leave_the_count_and_are_noticed(
    after: int, slipped: int
) -> None:
    """Behind whichever page it was: somebody slipped from the next one to the one before."""
    office = Office(9, _one_goes_one_comes, after)

    pages = await office.read()

    assert {page.total for page in pages} == {9}
    told = {each for page in pages for each in page.items}
    assert set(office.people) - told == {slipped}
    assert [page.moved for page in pages] == [False, False, False, True]
    assert pages[-1].items == ()


async def test_a_list_that_nobody_edits_is_as_it_was_read() -> None:
    office = Office(7, _nothing, 1)
    assert [page.items for page in await office.read()] == [(1, 2, 3), (4, 5, 6), (7,)]
    assert office.asked == [(1, 3), (2, 3), (3, 1), (3, 3), (6, 1)]


async def test_of_one_page_nobody_can_slip_away() -> None:
    """It is asked for once."""
    office = Office(3, _nothing, 1)
    assert [page.items for page in await office.read()] == [(1, 2, 3)]
    assert office.asked == [(1, 3)]


async def test_a_pbx_that_will_not_say_it_again_is_believed() -> None:
    """The rights were taken away just then: what was read stays."""

    def taken_away(_people: list[int]) -> None:
        raise NotPermitted("no", code=10005)

    office = Office(6, taken_away, 3)  # the third question is about one row
    assert [page.items for page in await office.read()] == [(1, 2, 3), (4, 5, 6)]
