"""Questions: page by page, and one that is refused."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import CommandError, NotPermitted, NotSupported, PbxError, WireError
from ctiapp.pbx.interface import Page
from ctiapp.pbx.p_series.asking import Asker
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.p_series.wire import Remark

QUESTION = Request("GET", "queue/get", {"id": "3"})


class Pbx:
    """Answers what it is asked, one answer after the other; an error is raised."""

    def __init__(self, *answers: dict[str, object] | PbxError) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []
        self.asker = Asker(self._query, pytest.fail)

    async def _query(self, request: Request) -> Mapping[str, object]:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, PbxError):
            raise answer
        return answer

    async def told(self) -> object:
        return await self.asker.told("rules", QUESTION, lambda answer, _: answer["data"], "none")


def page_of(answer: Mapping[str, object], _: Remark) -> Page[int]:
    items, total = answer["data"], answer["total"]
    assert isinstance(items, list)
    assert isinstance(total, int)
    return Page(tuple(items), total)


@pytest.mark.parametrize(
    ("answers", "pages"),
    [
        ([{"data": [1, 2], "total": 3}, {"data": [3], "total": 3}], [(1, 2), (3,)]),
        ([{"data": [1], "total": 9}, {"data": [], "total": 9}], [(1,)]),
        ([{"data": [1], "total": 9}, {"data": [1], "total": 9}], [(1,)]),
        ([{"data": [], "total": 0}], []),
        ([{"data": [1], "total": 1}], [(1,)]),
    ],
)
async def test_pages_are_asked_for_until_all_are_there_or_nothing_new_comes(
    answers: list[dict[str, object]], pages: list[tuple[int, ...]]
) -> None:
    pbx = Pbx(*answers)

    def request(number: int) -> Request:
        return Request("GET", "queue/list", {"page": number})

    found = [page.items async for page in pbx.asker.pages(request, page_of)]

    assert found == pages
    assert pbx.answers == []
    assert [each.params["page"] for each in pbx.asked] == list(range(1, len(answers) + 1))


async def test_an_answer_is_read() -> None:
    assert await Pbx({"data": 7}).told() == 7


@pytest.mark.parametrize(
    "refusal", [NotSupported("no", code=10001), NotPermitted("no", code=10005)]
)
async def test_a_refused_question_is_answered_with_nothing_and_logged_once(
    refusal: PbxError, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    pbx = Pbx(refusal, refusal, refusal, {"data": 7})

    assert [await pbx.told() for _ in range(4)] == ["none", "none", "none", 7]
    (record,) = [each for each in caplog.records if each.name == "ctiapp.pbx"]
    assert record.levelno == logging.INFO
    assert record.getMessage() == f"no rules: {type(refusal).__name__} {refusal.code}"


async def test_what_fails_otherwise_is_told() -> None:
    for error in (CommandError("no", code=-1), WireError("odd")):
        with pytest.raises(type(error)):
            await Pbx(error).told()
