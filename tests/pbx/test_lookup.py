"""Looking up who and what is where, as far as a PBX tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import Queue
from ctiapp.model.directory import Extension, Place, PlaceKind
from ctiapp.model.errors import (
    ExtensionNotFound,
    LinkTimeout,
    NotSupported,
    TokenExpired,
    WireError,
)
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx import lookup
from ctiapp.pbx.asking import Asker
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

QUEUES, MENUS = Request("POST", "queue/query"), Request("POST", "ivr/query")
SALES = Place(PlaceKind.QUEUE, Number("6401"), "Sales")
MENU = Place(PlaceKind.IVR, Number("6501"), "Menu")


def asker(**fails: Exception) -> Asker:
    async def query(request: Request) -> Mapping[str, object]:
        err = fails.get(request.endpoint.partition("/")[0])
        if err is not None:
            raise err
        return {"status": "Success"}

    return Asker(query, pytest.fail)


def reading(*places: Place) -> lookup.Read[tuple[Place, ...]]:
    return lambda _answer, _remark: places


async def both(pbx: Asker) -> tuple[Place, ...]:
    return await lookup.places(
        pbx, ("list of queues", QUEUES, reading(SALES)), ("list of menus", MENUS, reading(MENU))
    )


def test_a_number_is_found_exactly_or_not_at_all() -> None:
    ada, bo = (Extension(ExtensionId(text), Number(text), "") for text in ("305", "3050"))
    assert lookup.exactly((bo, ada), Number("305")) is ada
    with pytest.raises(ExtensionNotFound):
        lookup.exactly((bo,), Number("305"))


async def test_places_are_told_in_their_order() -> None:
    assert await both(asker()) == (SALES, MENU)


@pytest.mark.parametrize("err", [NotSupported(""), LinkTimeout(""), WireError("")])
async def test_one_list_that_cannot_be_had_costs_only_itself(err: Exception) -> None:
    assert await both(asker(queue=err)) == (MENU,)
    assert await both(asker(ivr=err)) == (SALES,)


async def test_a_list_that_cannot_be_read_costs_only_itself() -> None:
    def read(_answer: Mapping[str, object], _remark: Callable[[str], None]) -> tuple[Place, ...]:
        raise WireError("no list")

    pbx = asker()
    assert await lookup.places(pbx, ("list", QUEUES, read), ("menus", MENUS, reading(MENU))) == (
        MENU,
    )
    assert await lookup.if_told(pbx, "list", QUEUES, read, None) is None


async def test_whoever_is_not_known_any_more_is_told_nothing() -> None:
    with pytest.raises(TokenExpired):
        await both(asker(queue=TokenExpired("")))


def test_a_queue_is_a_place() -> None:
    queue = Queue(QueueId("6401"), Number("6401"), "Sales")
    assert lookup.queue_places([queue]) == (SALES,)


def test_what_is_short_has_digits_alone_and_no_more_than_the_longest() -> None:
    assert lookup.is_short(Number("6200"), 4)
    assert not lookup.is_short(Number("62000"), 4)
    assert not lookup.is_short(Number("*45"), 4)


def test_a_call_came_through_what_is_listed_or_looks_like_a_group() -> None:
    """Who is in the house is none; and while nobody is known there, nothing is a group."""
    me, colleague, group, queue = (Number(text) for text in ("305", "306", "620", "6401"))

    def place(number: Number, people: tuple[Number, ...] = (me, colleague)) -> bool:
        return lookup.is_place(
            number, me, people=people, places=(queue,), may_be_group=lambda one: one != Number("99")
        )

    assert place(queue)
    assert place(queue, ())
    assert place(group)
    assert not place(group, ())
    assert [place(number) for number in (me, colleague, Number("99"))] == [False, False, False]
    assert not place(me, (colleague,)), "one's own, where an old list lacks it"


async def test_places_that_cannot_be_had_now_are_tried_another_time() -> None:
    async def read() -> None:
        raise TokenExpired("")

    await lookup.try_places(asker(), read)
