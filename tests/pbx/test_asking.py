"""Questions and commands to any PBX: what it means that one is refused."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import (
    LinkTimeout,
    NoSuchFunction,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
    OutcomeUnknown,
    PbxError,
    SessionRenewed,
)
from ctiapp.pbx.asking import LOOK_AGAIN_S, ROWS_AT_ONCE, EndpointAsker, Endpoints, needed_by
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTION = Request("POST", "call/callpark")
ALIVE, OTHER = Request("POST", "alive"), Request("POST", "x")
LACKS = NotSupported("", code="4711")
NO_PAGE = NotAPbx("a page", code="HTTP 404")
TROUBLE = NotAPbx("a page", code="HTTP 502")
NOTHING_THERE = NoSuchFunction("a page", answer="HTTP 404")
BOTH = frozenset({Capability.PARK, Capability.HOLD})


class Answering:
    """A PBX that has one answer to everything."""

    def __init__(self, answer: dict[str, object] | PbxError) -> None:
        self.answer = answer
        self.by_endpoint: dict[str, list[PbxError | None]] = {}
        self.asked: list[str] = []
        self.now_s = 1000.0
        needs = {
            Capability.PARK: (QUESTION.endpoint, "x"),
            Capability.HOLD: (QUESTION.endpoint,),
            Capability.LISTEN: ("unprinted",),
        }
        self.asker = EndpointAsker(
            self._query,
            self._command,
            pytest.fail,
            Endpoints(
                needed_by(needs), "4711", ALIVE, frozenset({"calls"}), frozenset({"unprinted"})
            ),
            clock=lambda: self.now_s,
        )
        self.lost: list[frozenset[Capability]] = []
        self.asker.on_lost = lambda: self.lost.append(self.asker.lost)

    def say(self, endpoint: str, *answers: PbxError | None) -> None:
        """Answer this one so, one after the other, the last for ever; None is a success."""
        self.by_endpoint[endpoint] = list(answers)

    async def _query(self, request: Request) -> Mapping[str, object]:
        self.asked.append(request.endpoint)
        said = self.by_endpoint.get(request.endpoint)
        if said:
            answer = said.pop(0) if len(said) > 1 else said[0]
            if answer is not None:
                raise answer
            return {}
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


# -- where there is no page ------------------------------------------------------------------------


async def test_a_question_is_put_again_before_anything_is_lost() -> None:
    pbx = Answering({"list": []})
    pbx.say(QUESTION.endpoint, NO_PAGE, None)
    assert await pbx.asker.query(QUESTION) == {}
    assert pbx.asked == [QUESTION.endpoint, "alive", QUESTION.endpoint]
    assert pbx.lost == []


@pytest.mark.parametrize("alive", [None, NoSuchTarget("", code="10006")])
@pytest.mark.parametrize("code", ["HTTP 404", "HTTP 405", "HTTP 501"])
async def test_a_question_without_a_page_twice_is_one_that_this_firmware_lacks(
    alive: PbxError | None, code: str
) -> None:
    pbx = Answering({})
    pbx.say(QUESTION.endpoint, NotAPbx("a page", code=code))
    pbx.say("alive", alive)
    for _ in range(2):
        with pytest.raises(NotSupported) as refused:
            await pbx.asker.query(QUESTION)
        assert refused.value.code == LACKS.code
    assert pbx.lost == [BOTH]
    assert pbx.asked.count(QUESTION.endpoint) == 3
    assert await pbx.asker.told("slots", QUESTION, lambda *_: 1, 0) == 0


@pytest.mark.parametrize("alive", [NO_PAGE, TROUBLE, LinkTimeout("")])
async def test_nothing_is_lost_while_the_pbx_itself_does_not_answer(alive: PbxError) -> None:
    pbx = Answering({})
    pbx.say(QUESTION.endpoint, NO_PAGE)
    pbx.say("alive", alive)
    for _ in range(3):
        with pytest.raises(NotAPbx):
            await pbx.asker.query(QUESTION)
    assert pbx.lost == []


@pytest.mark.parametrize(
    ("endpoint", "answers"),
    [
        ("calls", [NO_PAGE]),
        ("alive", [NO_PAGE]),
        (QUESTION.endpoint, [TROUBLE]),
        (QUESTION.endpoint, [NO_PAGE, TROUBLE]),
    ],
)
async def test_trouble_on_the_way_takes_nothing_away(
    endpoint: str, answers: list[PbxError | None]
) -> None:
    pbx = Answering({})
    pbx.say(endpoint, *answers)
    with pytest.raises(NotAPbx):
        await pbx.asker.query(Request("POST", endpoint))
    assert pbx.lost == []


async def test_of_what_is_asked_once_the_first_page_counts() -> None:
    pbx = Answering({})
    pbx.say("unprinted", NO_PAGE)
    with pytest.raises(NotSupported):
        await pbx.asker.query(Request("POST", "unprinted"))
    assert pbx.asked == ["unprinted", "alive"]
    assert pbx.lost == [{Capability.LISTEN}]


async def test_a_command_is_lost_where_it_fails_again_and_another_answered_meanwhile() -> None:
    pbx = Answering({})
    pbx.say(QUESTION.endpoint, NOTHING_THERE)
    for _ in range(3):  # nothing else has answered: it may be all of the web server
        with pytest.raises(NoSuchFunction):
            await pbx.asker.command(QUESTION, repeatable=False)
    assert pbx.lost == []
    pbx.say("x", NoSuchTarget("", code="10006"))
    with pytest.raises(NoSuchTarget):
        await pbx.asker.query(OTHER)
    assert pbx.lost == []
    for _ in range(2):
        with pytest.raises(NoSuchFunction):
            await pbx.asker.command(QUESTION, repeatable=False)
    assert pbx.lost == [BOTH]
    assert pbx.asked.count(QUESTION.endpoint) == 5


async def test_a_command_that_works_again_is_as_if_it_had_never_failed() -> None:
    pbx = Answering({})
    pbx.say(QUESTION.endpoint, NOTHING_THERE, None, NOTHING_THERE)
    with pytest.raises(NoSuchFunction):
        await pbx.asker.command(QUESTION, repeatable=False)
    await pbx.asker.query(ALIVE)
    await pbx.asker.command(QUESTION, repeatable=False)
    with pytest.raises(NoSuchFunction):
        await pbx.asker.command(QUESTION, repeatable=False)
    assert pbx.lost == []


@pytest.mark.parametrize("error", [OutcomeUnknown(""), SessionRenewed(""), LinkTimeout("")])
async def test_what_was_not_answered_says_nothing_of_what_is_there(error: PbxError) -> None:
    pbx = Answering({})
    pbx.say(QUESTION.endpoint, NOTHING_THERE)
    pbx.say("x", error)
    for request in (QUESTION, OTHER, QUESTION):
        with pytest.raises(type(pbx.by_endpoint[request.endpoint][0] or error)):
            await pbx.asker.command(request, repeatable=False)
    assert pbx.lost == []


async def gone(pbx: Answering) -> None:
    """Let it be found out that a command has no page."""
    pbx.say(QUESTION.endpoint, NOTHING_THERE)
    for _ in range(2):
        with pytest.raises(NoSuchFunction):
            await pbx.asker.command(QUESTION, repeatable=False)
        await pbx.asker.query(ALIVE)
    assert pbx.asker.lost == BOTH


async def test_a_command_that_was_gone_is_offered_again_after_a_while() -> None:
    pbx = Answering({})
    await gone(pbx)
    pbx.now_s += LOOK_AGAIN_S - 1
    await pbx.asker.query(ALIVE)
    assert pbx.asker.lost == BOTH
    pbx.now_s += 1
    await pbx.asker.query(ALIVE)
    assert pbx.asker.lost == set()
    with pytest.raises(NoSuchFunction):  # and one more failure is enough
        await pbx.asker.command(QUESTION, repeatable=False)
    assert pbx.lost == [BOTH, frozenset(), BOTH]


async def test_a_question_that_was_gone_is_put_again_after_a_while() -> None:
    pbx = Answering({})
    pbx.say(QUESTION.endpoint, NO_PAGE)
    with pytest.raises(NotSupported):
        await pbx.asker.query(QUESTION)
    for answers in (NO_PAGE, None):
        pbx.say(QUESTION.endpoint, answers)
        pbx.now_s += LOOK_AGAIN_S
        asked = pbx.asked.count(QUESTION.endpoint)
        for _ in range(2):
            await pbx.asker.query(ALIVE)
        assert pbx.asked.count(QUESTION.endpoint) == asked + 1
    assert pbx.lost == [BOTH, frozenset()]


async def test_the_pbx_s_own_word_stands_though_something_answers() -> None:
    pbx = Answering({})
    await gone(pbx)
    pbx.say("x", LACKS)
    with pytest.raises(NotSupported):
        await pbx.asker.query(OTHER)
    pbx.now_s += 2 * LOOK_AGAIN_S
    await pbx.asker.query(ALIVE)
    assert pbx.asker.lost == {Capability.PARK}
    pbx.asker.forget_refusals()
    assert pbx.asker.lost == set()


def test_each_is_noted_once_and_not_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ctiapp.pbx")
    asker = Answering({}).asker
    for _ in range(2):
        asker.note("slots", LACKS)
    assert [record.getMessage() for record in caplog.records] == ["no slots: NotSupported 4711"]
    for number in range(1000):
        asker.note("slots", NotSupported("", code=str(number)))
    assert len(caplog.records) < 100
