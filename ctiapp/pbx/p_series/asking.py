"""Questions to a P-Series PBX: page by page, and what it means that one is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from ctiapp import log
from ctiapp.model.errors import NotPermitted, NotSupported
from ctiapp.pbx.p_series import wire_rest

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ctiapp.model.errors import PbxError
    from ctiapp.pbx.interface import Page
    from ctiapp.pbx.p_series.wire import Remark
    from ctiapp.pbx.request import Request

T = TypeVar("T")

Query = Callable[["Request"], Awaitable[Mapping[str, object]]]
"""Asks something that is safe to repeat, and returns the answer that says success."""

ROWS_AT_ONCE = 100
"""So many rows are read between two paints; that takes two milliseconds."""

REFUSALS = (NotSupported, NotPermitted)
"""This PBX, or this client's rights, lack it (10001, 10003, 10005): asking again does not help."""

RIGHTS = frozenset({"10001", "10002", "10003", "10005"})
"""The codes that say that nothing of a kind can be done here: no such endpoint, no such right. Of
70084, "action forbidden", nothing says that it is about more than the one thing."""

_logger = log.topic("pbx")


class Asker:
    """Puts questions, and keeps in mind which were refused.

    Args:
        query: asks one.
        remark: is told what was left out of an answer.
    """

    def __init__(self, query: Query, remark: Remark) -> None:
        self.query = query
        self.remark = remark
        self._noted: set[str] = set()

    async def pages(
        self,
        request: Callable[[int], Request],
        read: Callable[[Mapping[str, object], Remark], Page[T]],
    ) -> AsyncGenerator[Page[T], None]:
        """Ask page by page, until the PBX's own total is there or nothing new comes."""
        got, before = 0, None
        for number in range(1, wire_rest.MAX_ITEMS // wire_rest.PAGE_SIZE + 1):
            page = await self.read(read, await self.query(request(number)))
            if not page.items or page == before:
                return
            got, before = got + len(page.items), page
            yield page
            if got >= page.total:
                return

    async def told(
        self,
        what: str,
        request: Request,
        read: Callable[[Mapping[str, object], Remark], T],
        none: T,
    ) -> T:
        """Return what a question is answered, or ``none`` where the PBX refuses to be asked.

        Args:
            what: what is asked for, for the log.
            request: how.
            read: makes of the answer what it means.
            none: what stands for no answer.

        Raises:
            PbxError: it failed otherwise, or the answer cannot be read.
        """
        try:
            answer = await self.query(request)
        except REFUSALS as err:
            self.note(what, err)
            return none
        return await self.read(read, answer)

    async def read(
        self, read: Callable[[Mapping[str, object], Remark], T], answer: Mapping[str, object]
    ) -> T:
        """Make of an answer what it means: a long one in a thread, so that the window paints."""
        long = max((len(one) for one in answer.values() if isinstance(one, list)), default=0)
        if long <= ROWS_AT_ONCE:
            return read(answer, self.remark)
        return await asyncio.to_thread(read, answer, self.remark)

    def note(self, what: str, err: PbxError) -> None:
        """Log that something cannot be had: once, however often it is asked for."""
        words = f"no {what}: {type(err).__name__} {err.code or ''}".rstrip()
        if words not in self._noted:
            self._noted.add(words)
            _logger.info("%s", words)
