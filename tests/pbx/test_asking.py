"""Questions and commands to any PBX: what it means that one is refused."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget, NotPermitted, NotSupported, PbxError
from ctiapp.pbx.asking import ROWS_AT_ONCE, EndpointAsker, needed_by
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTION = Request("POST", "call/callpark")
LACKS = NotSupported("", code="4711")


class Answering:
    """A PBX that has one answer to everything."""

    def __init__(self, answer: dict[str, object] | PbxError) -> None:
        self.answer = answer
        self.asker = EndpointAsker(
            self._query,
            self._command,
            pytest.fail,
            needed_by=needed_by(
                {Capability.PARK: (QUESTION.endpoint, "x"), Capability.HOLD: (QUESTION.endpoint,)}
            ),
            unsupported="4711",
        )
        self.lost: list[frozenset[Capability]] = []
        self.asker.on_lost = lambda: self.lost.append(self.asker.lost)

    async def _query(self, _: Request) -> Mapping[str, object]:
        if isinstance(self.answer, PbxError):
            raise self.answer
        return self.answer

    async def _command(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        assert not repeatable
        return await self._query(request)


@pytest.mark.parametrize("error", [LACKS, NotPermitted("", code="1")])
async def test_a_refused_question_is_answered_with_nothing(error: PbxError) -> None:
    none: list[str] = []
    pbx = Answering(error)
    assert await pbx.asker.told("slots", QUESTION, lambda *_: ["x"], none) is none


async def test_what_fails_otherwise_is_told() -> None:
    with pytest.raises(NoSuchTarget):
        await Answering(NoSuchTarget("")).asker.told("slots", QUESTION, lambda *_: 1, 0)


@pytest.mark.parametrize(("count", "aside"), [(ROWS_AT_ONCE, False), (ROWS_AT_ONCE + 1, True)])
async def test_a_long_answer_is_read_in_a_thread(count: int, aside: bool) -> None:
    pbx = Answering({"list": [{}] * count})
    here = threading.get_ident()
    assert (
        await pbx.asker.told("slots", QUESTION, lambda *_: threading.get_ident() != here, None)
        is aside
    )


async def test_all_that_needs_an_endpoint_is_lost_once_it_is_not_there() -> None:
    pbx = Answering(LACKS)
    for _ in range(2):
        with pytest.raises(NotSupported):
            await pbx.asker.command(QUESTION, repeatable=False)
        with pytest.raises(NotSupported):
            await pbx.asker.query(QUESTION)
    assert pbx.lost == [{Capability.PARK, Capability.HOLD}]
    pbx.asker.forget_refusals()
    assert pbx.asker.lost == set()


async def test_only_what_needs_the_endpoint_is_lost() -> None:
    pbx = Answering(LACKS)
    for endpoint in ("x", "y"):
        with pytest.raises(NotSupported):
            await pbx.asker.query(Request("POST", endpoint))
    assert pbx.lost == [{Capability.PARK}]


@pytest.mark.parametrize("error", [NotSupported("", code="1"), NotPermitted("", code="4711")])
async def test_another_refusal_loses_nothing(error: PbxError) -> None:
    pbx = Answering(error)
    with pytest.raises(type(error)):
        await pbx.asker.command(QUESTION, repeatable=False)
    assert pbx.lost == []


def test_each_is_noted_once_and_not_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ctiapp.pbx")
    asker = Answering({}).asker
    for _ in range(2):
        asker.note("slots", LACKS)
    assert [record.getMessage() for record in caplog.records] == ["no slots: NotSupported 4711"]
    for number in range(1000):
        asker.note("slots", NotSupported("", code=str(number)))
    assert len(caplog.records) < 100
