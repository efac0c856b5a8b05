"""What a PBX of parts does in one way: who signs in, and whom it asks for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import QueueLoad, QueueRules
from ctiapp.model.directory import Extension, Place, PlaceKind
from ctiapp.model.errors import (
    CtiError,
    ExtensionNotFound,
    LinkLost,
    NotPermitted,
    TokenExpired,
    UsageError,
)
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Page
from ctiapp.pbx.parts import PbxOfParts, jitter, utc_now
from tests.pbx.small_server import account
from tests.services.fakes import FakePbx

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

ME = Extension(ExtensionId("1"), Number("2000"), "Ann")
SALES = Place(PlaceKind.QUEUE, Number("6400"), "Sales")
QUEUE = QueueId("6400")


class Session:
    """A pair of tokens, and what became of it."""

    def __init__(self) -> None:
        self.pair: str | None = None
        self.done: list[str] = []

    def adopt(self, pair: str | None) -> None:
        self.pair = pair
        self.done.append("adopt")

    async def log_in(self) -> None:
        self.pair = "pair"
        self.done.append("log in")

    async def revoke(self) -> None:
        self.pair = None
        self.done.append("revoke")


class People:
    """A directory that first answers with these errors."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)

    async def extension(self, number: Number) -> Extension:
        if self.errors:
            raise self.errors.pop(0)
        if number != ME.number:
            raise ExtensionNotFound("nobody", extension=number.text)
        return ME

    async def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        yield Page((ME,), 1)

    async def places(self) -> tuple[Place, ...]:
        return (SALES,)


class Queues:
    """Queues of which nothing is known."""

    async def listed(self) -> tuple[()]:
        return ()

    async def rules(self, queue_id: QueueId) -> QueueRules:
        return QueueRules(queue_id)

    async def agents(self, queue_id: QueueId) -> tuple[()]:
        return ()

    async def load(self, queue_id: QueueId) -> QueueLoad:
        return QueueLoad(queue_id)


class Desk(PbxOfParts, FakePbx):
    """A client of such parts."""

    def __init__(self, *errors: Exception, pair: str | None = None) -> None:
        super().__init__(account("https://pbx"))
        self._session = self.session = Session()
        self.session.pair = pair
        self._directory = People(*errors)
        self._queues = Queues()

    async def who(self, error: CtiError | None = None) -> tuple[Extension, bool]:
        def check() -> None:
            if error is not None:
                raise error

        return await self._who(self.session.log_in, check=check)


async def test_who_has_a_pair_that_lives_does_not_log_in() -> None:
    desk = Desk(pair="pair")
    assert await desk.who() == (ME, False)
    assert desk.session.done == []
    assert desk.tokens == "pair"


async def test_who_has_none_or_a_dead_one_logs_in_once() -> None:
    desk = Desk()
    assert await desk.who() == (ME, True)
    assert desk.session.done == ["log in"]
    desk = Desk(TokenExpired(""), pair="dead")
    assert await desk.who() == (ME, True)
    assert desk.session.done == ["adopt", "log in"]


async def test_a_pair_that_lives_may_be_tried_in_another_way() -> None:
    async def dead(number: Number) -> Extension:
        raise TokenExpired(number.text)

    desk = Desk(pair="pair")
    assert await desk._who(desk.session.log_in, by_pair=dead) == (ME, True)


@pytest.mark.parametrize("error", [ExtensionNotFound(""), NotPermitted(""), TokenExpired("")])
async def test_who_logged_in_and_is_nobody_is_logged_out_again(error: CtiError) -> None:
    desk = Desk(error)
    with pytest.raises(type(error)):
        await desk.who()
    assert desk.session.done == ["log in", "revoke"]


async def test_who_cannot_be_told_of_what_happens_is_logged_out_again() -> None:
    desk = Desk()
    with pytest.raises(UsageError):
        await desk.who(UsageError("", key="account.events_by_tcp"))
    assert desk.session.done == ["log in", "revoke"]


async def test_a_link_that_breaks_leaves_the_pair_for_the_next_try() -> None:
    desk = Desk(LinkLost(""))
    with pytest.raises(LinkLost):
        await desk.who()
    assert desk.session.done == ["log in"]
    assert await desk.who() == (ME, False)


async def test_another_refusal_of_a_pair_that_lives_is_no_reason_to_log_in() -> None:
    desk = Desk(NotPermitted(""), pair="pair")
    with pytest.raises(NotPermitted):
        await desk.who()
    assert desk.session.done == []


async def test_an_extension_that_is_not_there_is_none() -> None:
    desk = Desk()
    assert await desk.extension(ME.number) is ME
    assert await desk.extension(Number("2999")) is None
    assert desk.account.extension == ME.number


async def test_the_parts_are_asked_for_the_rest() -> None:
    desk = Desk()
    assert [page.items async for page in desk.extensions()] == [(ME,)]
    assert await desk.places() == (SALES,)
    assert await desk.queues() == await desk.agents(QUEUE) == ()
    assert await desk.queue_rules(QUEUE) == QueueRules(QUEUE)
    assert await desk.queue_load(QUEUE) == QueueLoad(QUEUE)


def test_the_clock_knows_its_zone_and_no_two_draw_alike() -> None:
    assert utc_now().tzinfo is not None
    assert jitter().random() != jitter().random()
