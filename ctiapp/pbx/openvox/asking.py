"""Questions and commands to an OpenVox UC, and what it means that one is refused."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp import log
from ctiapp.model.errors import CommandError, NotPermitted, NotSupported, OutcomeUnknown
from ctiapp.pbx.openvox.capabilities import NEEDED_BY
from ctiapp.pbx.openvox.wire_rest import UNSUPPORTED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from ctiapp.model.commands import Capability
    from ctiapp.model.errors import PbxError
    from ctiapp.pbx.openvox.wire_rest import Remark
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.session import Session
    from ctiapp.pbx.talk import Command

T = TypeVar("T")

ROWS_AT_ONCE: Final = 100
"""So many rows are read between two paints; that takes two milliseconds."""

REFUSALS: Final = (NotSupported, NotPermitted)
"""This firmware lacks it, or may not tell: asking again does not help."""

_NO_SUCH_PAGE: Final = "HTTP 404"

_logger = log.topic("pbx")


class Asker:
    """Puts questions and gives commands, and keeps in mind what this firmware does not have.

    Args:
        query: asks something that is safe to repeat.
        command: has something done, at most once.
        remark: is told what was left out of an answer.

    Attributes:
        lost: what the PBX cannot do, as it turned out: some endpoint answered 10003, or 404.
        on_lost: is called when that grows.
    """

    def __init__(
        self,
        query: Callable[[Request], Awaitable[Mapping[str, object]]],
        command: Command,
        remark: Remark,
    ) -> None:
        self._query = query
        self._command = command
        self.remark = remark
        self.lost: frozenset[Capability] = frozenset()
        self.on_lost: Callable[[], None] = lambda: None
        self._noted: set[str] = set()

    def forget_refusals(self) -> None:
        """Begin anew: somebody has logged in, perhaps at another firmware."""
        self.lost = frozenset()

    async def query(self, request: Request) -> Mapping[str, object]:
        """Ask; the answer says success.

        Raises:
            PbxError: as it happened.
        """
        try:
            return await self._query(request)
        except NotSupported as err:
            self._heed(request, err)
            raise

    async def command(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        """Have something done, at most once; see `ctiapp.pbx.talk.Talk.command`.

        A firmware that lacks the endpoint may answer with a page that is not there, instead of the
        code for that: nothing was done.
        """
        try:
            return await self._command(request, repeatable=repeatable)
        except NotSupported as err:
            self._heed(request, err)
            raise
        except OutcomeUnknown as err:
            if err.code != _NO_SUCH_PAGE:
                raise
            lacking = NotSupported(err.detail, code=UNSUPPORTED)
            self._heed(request, lacking)
            raise lacking from err

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

    def _heed(self, request: Request, err: NotSupported) -> None:
        capability = NEEDED_BY.get(request.endpoint)
        if err.code == UNSUPPORTED and capability is not None and capability not in self.lost:
            self.lost |= {capability}
            self.note(request.endpoint, err)
            self.on_lost()


async def alive(session: Session, question: Awaitable[T]) -> T:
    """Ask; where that is refused without a reason, see by a heartbeat whether the token lives.

    No page prints how a dead token is refused.

    Raises:
        TokenExpired: it does not, and is dropped.
        PbxError: as it happened.
    """
    pair = session.pair
    try:
        return await question
    except CommandError as err:
        if type(err) is CommandError and pair is not None:
            await session.refresh(pair)
        raise
