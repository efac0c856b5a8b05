"""Questions to a PBX and commands, and what it means that one is refused: the same for all."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp import log
from ctiapp.model.errors import NotPermitted, NotSupported
from ctiapp.pbx.remarks import Once

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

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


class LosingAsker(Asker):
    """Gives commands, too, and keeps in mind what the PBX turned out not to be able to do.

    Args:
        query: asks something that is safe to repeat; the answer says success.
        command: has something done, at most once.
        remark: is told what was left out of an answer.

    Attributes:
        lost: what it cannot do.
        on_lost: is called when that grows.
    """

    def __init__(self, query: Query, command: Command, remark: Remark) -> None:
        super().__init__(query, remark)
        self._command = command
        self.lost: frozenset[Capability] = frozenset()
        self.on_lost: Callable[[], None] = lambda: None

    def forget_refusals(self) -> None:
        """Begin anew: somebody has logged in, perhaps at another firmware, or with more rights."""
        self.lost = frozenset()

    def lose(self, capability: Capability, err: PbxError) -> None:
        """It turned out that this PBX cannot do that, or not so that it could be understood."""
        if capability not in self.lost:
            self.lost |= {capability}
            self.note(capability.value, err)
            self.on_lost()


class EndpointAsker(LosingAsker):
    """Loses what needs an endpoint as soon as that turns out not to be there.

    Args:
        query: asks something that is safe to repeat; the answer says success.
        command: has something done, at most once.
        remark: is told what was left out of an answer.
        needed_by: what needs which endpoint.
        unsupported: the PBX's code for one that it does not have.
    """

    def __init__(
        self,
        query: Query,
        command: Command,
        remark: Remark,
        *,
        needed_by: Mapping[str, Capability],
        unsupported: str,
    ) -> None:
        super().__init__(query, command, remark)
        self._needed_by = needed_by
        self._unsupported = unsupported

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
        capability = self._needed_by.get(request.endpoint)
        if err.code == self._unsupported and capability is not None:
            self.lose(capability, err)
