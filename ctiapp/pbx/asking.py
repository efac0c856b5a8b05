"""Questions to a PBX and commands, and what it means that one is refused: the same for all."""

from __future__ import annotations

import asyncio
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp import log
from ctiapp.model.errors import NotPermitted, NotSupported
from ctiapp.pbx.remarks import Once

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping

    from ctiapp.model.commands import Capability
    from ctiapp.model.errors import PbxError
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.talk import Command

    Query = Callable[[Request], Awaitable[Mapping[str, object]]]
    Remark = Callable[[str], None]

T = TypeVar("T")

ROWS_AT_ONCE: Final = 100
"""So many rows are read between two paints; that takes two milliseconds."""

REFUSALS: Final = (NotSupported, NotPermitted)
"""This PBX, its firmware, or this client's rights lack it: asking again does not help."""

_logger = log.topic("pbx")


class Asker:
    """Puts questions, and keeps in mind which were refused.

    Args:
        query: asks something that is safe to repeat; the answer says success.
        remark: is told what was left out of an answer.
    """

    def __init__(self, query: Query, remark: Remark) -> None:
        self._query = query
        self.remark = remark
        self._say = Once(_logger.info)

    async def query(self, request: Request) -> Mapping[str, object]:
        """Ask; the answer says success.

        Raises:
            PbxError: as it happened.
        """
        return await self._query(request)

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
        self._say(f"no {what}: {type(err).__name__} {err.code or ''}".rstrip())


class EndpointAsker(Asker):
    """Gives commands, too, and loses what needs an endpoint once that turns out not to be there.

    Args:
        query: asks something that is safe to repeat; the answer says success.
        command: has something done, at most once.
        remark: is told what was left out of an answer.
        needed_by: what needs which endpoint.
        unsupported: the PBX's code for one that it does not have.

    Attributes:
        lost: what it cannot do.
        on_lost: is called when that grows.
    """

    def __init__(
        self,
        query: Query,
        command: Command,
        remark: Remark,
        *,
        needed_by: Mapping[str, Collection[Capability]],
        unsupported: str,
    ) -> None:
        super().__init__(query, remark)
        self._command = command
        self._needed_by = needed_by
        self._unsupported = unsupported
        self.lost: frozenset[Capability] = frozenset()
        self.on_lost: Callable[[], None] = lambda: None

    def forget_refusals(self) -> None:
        """Begin anew: somebody has logged in, perhaps at another firmware, or with more rights."""
        self.lost = frozenset()

    def lose(self, lacking: Collection[Capability], err: PbxError) -> None:
        """It turned out that this PBX cannot do these, or not so that it could be understood."""
        if not self.lost.issuperset(lacking):
            self.lost = self.lost.union(lacking)
            self.note(", ".join(sorted(one.value for one in lacking)), err)
            self.on_lost()

    async def query(self, request: Request) -> Mapping[str, object]:
        """Ask; see `Asker.query`."""
        try:
            return await super().query(request)
        except NotSupported as err:
            self._heed(request, err)
            raise

    async def command(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        """Have something done, at most once; see `ctiapp.pbx.talk.Talk.command`."""
        try:
            return await self._command(request, repeatable=repeatable)
        except NotSupported as err:
            self._heed(request, err)
            raise

    def _heed(self, request: Request, err: NotSupported) -> None:
        if err.code == self._unsupported:
            self.lose(self._needed_by.get(request.endpoint, ()), err)


def needed_by(
    needs: Mapping[Capability, Collection[str]],
) -> Mapping[str, frozenset[Capability]]:
    """By its endpoint, all that a firmware cannot do that lacks it.

    Args:
        needs: which endpoints each needs, every one of them.
    """
    endpoints = {endpoint for some in needs.values() for endpoint in some}
    return MappingProxyType(
        {
            endpoint: frozenset(one for one, some in needs.items() if endpoint in some)
            for endpoint in endpoints
        }
    )
