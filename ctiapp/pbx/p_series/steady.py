"""Lists that are read page by page while somebody edits them.

A page is asked for by its number. Where somebody is deleted on a page that was read already, the
first one of the next page slips into its last place, and is never told. The PBX's count says so,
unless somebody was added meanwhile as well: then it is what it was. So behind each page the last
row of the one before is asked for once more, by itself: where nobody slipped it is who it was. The
lists are sorted by id, and who is added comes last.
"""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ctiapp.pbx.interface import Page

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping

    from ctiapp.pbx.p_series.asking import Asker
    from ctiapp.pbx.p_series.wire import Remark
    from ctiapp.pbx.request import Request

T = TypeVar("T")


async def steady_pages(
    asker: Asker,
    request: Callable[[int], Request],
    read: Callable[[Mapping[str, object], Remark], Page[T]],
) -> AsyncGenerator[Page[T], None]:
    """Read all pages of a list; one more, empty and `Page.moved`, where they do not fit together.

    Args:
        asker: puts the questions.
        request: asks for a page, from 1, of a list that is sorted by id.
        read: makes a page of an answer.
    """
    ends: list[tuple[int, object]] = []

    def noted(answer: Mapping[str, object], remark: Remark) -> Page[T]:
        rows = _rows(answer)
        ends.append((len(rows) + (ends[-1][0] if ends else 0), _last_id(rows)))
        return read(answer, remark)

    moved = False
    total = 0
    async with aclosing(asker.pages(request, noted)) as pages:
        async for page in pages:
            if len(ends) > 1 and not moved:
                moved = not await _stands(asker, request(1), *ends[-2])
            total = page.total
            yield page
    if moved:
        yield Page((), total, moved=True)


async def _stands(asker: Asker, request: Request, place: int, who: object) -> bool:
    """Whether they still stand in that place of the list, counted from 1; so too if it is not said.

    Each kind of list is asked for its rows by ``page`` and ``page_size``.
    """
    alone = replace(request, params={**request.params, "page": place, "page_size": 1})
    return who == await asker.told("row by itself", alone, lambda one, _: _last_id(_rows(one)), who)


def _rows(answer: Mapping[str, object]) -> list[object]:
    """The rows of an answer, under whichever name."""
    lists = [value for value in answer.values() if isinstance(value, list)]
    return max(lists, key=len, default=[])


def _last_id(rows: list[object]) -> object:
    """What the PBX calls the last of these; None where it has no name."""
    last = rows[-1] if rows else None
    return last.get("id") if isinstance(last, dict) else None
