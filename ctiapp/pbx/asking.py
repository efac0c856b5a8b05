"""Questions to a PBX and commands, and what it means that one is refused: the same for all."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp import log
from ctiapp.model.errors import (
    CommandError,
    NoSuchFunction,
    NotAPbx,
    NotPermitted,
    NotSupported,
    OutcomeUnknown,
    PbxError,
    SessionRenewed,
)
from ctiapp.pbx.remarks import Once
from ctiapp.pbx.rest import NO_SUCH_PAGE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping

    from ctiapp.model.commands import Capability
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.talk import Command

    Query = Callable[[Request], Awaitable[Mapping[str, object]]]
    Remark = Callable[[str], None]

T = TypeVar("T")

ROWS_AT_ONCE: Final = 100
"""So many rows are read between two paints; that takes two milliseconds."""

REFUSALS: Final = (NotSupported, NotPermitted)
"""This PBX, its firmware, or this client's rights lack it: asking again does not help."""

LOOK_AGAIN_S: Final = 300.0
"""So long after there was no page, in seconds, an endpoint is looked for or offered again."""

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


@dataclass(frozen=True, slots=True)
class Endpoints:
    """What is known of a dialect's endpoints.

    Attributes:
        needed_by: what needs which.
        unsupported: the PBX's code for one that it does not have.
        alive: what every firmware answers, if only by a refusal.
        vital: which no firmware lacks: a page instead of their answers is trouble.
        asked_once: of which the first word counts.
    """

    needed_by: Mapping[str, Collection[Capability]]
    unsupported: str
    alive: Request
    vital: frozenset[str]
    asked_once: frozenset[str] = frozenset()


@dataclass
class _Missing:
    """An endpoint at which there was no page.

    Attributes:
        answered: whether another endpoint has answered since.
        gone_at: since when it is taken to be not there, in monotonic seconds; None: it is not.
        question: what was asked of it; None where it is for commands.
    """

    answered: bool = False
    gone_at: float | None = None
    question: Request | None = None


class EndpointAsker(Asker):
    """Gives commands, too, and loses what needs an endpoint once that turns out not to be there.

    A firmware that lacks an endpoint says so by a code, and that stands until somebody logs in; or
    there is no page at it. So says a web server that starts anew, of every endpoint: an endpoint is
    taken to be gone where there was no page twice, and another one answered in between. A question
    is put the second time at once, and after that now and then; a command is sent the second time
    by whoever wants it, and now and then offered again. Each comes back when it answers.

    Args:
        query: asks something that is safe to repeat; the answer says success.
        command: has something done, at most once.
        remark: is told what was left out of an answer.
        endpoints: what is known of them.
        clock: monotonic seconds.

    Attributes:
        on_lost: is called when `lost` changes, but where somebody has logged in.
    """

    def __init__(
        self,
        query: Query,
        command: Command,
        remark: Remark,
        endpoints: Endpoints,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(query, remark)
        self._command = command
        self._endpoints = endpoints
        self._vital = endpoints.vital | {endpoints.alive.endpoint}
        self._clock = clock
        self._said: frozenset[Capability] = frozenset()
        self._missing: dict[str, _Missing] = {}
        self.on_lost: Callable[[], None] = lambda: None

    @property
    def lost(self) -> frozenset[Capability]:
        """What it cannot do."""
        gone = [at for at, missing in self._missing.items() if missing.gone_at is not None]
        return self._said.union(*(self._endpoints.needed_by.get(endpoint, ()) for endpoint in gone))

    def forget_refusals(self) -> None:
        """Begin anew: somebody has logged in, perhaps at another firmware, or with more rights."""
        self._said = frozenset()
        self._missing = {}

    def lose(self, lacking: Collection[Capability], err: PbxError) -> None:
        """It turned out that this PBX cannot do these, or not so that it could be understood."""
        before = self.lost
        self._said = self._said.union(lacking)
        if self.lost != before:
            self._tell_lost(self.lost - before, err)

    async def query(self, request: Request) -> Mapping[str, object]:
        """Ask; see `Asker.query`.

        Raises:
            NotSupported: the PBX says that it has no such endpoint, or there is no page twice.
        """
        try:
            answer = await self._ask(request)
        except NotAPbx as err:
            if err.code not in NO_SUCH_PAGE or request.endpoint in self._vital:
                raise
            answer = await self._ask_again(request, err)
        await self._look_again()
        return answer

    async def command(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        """Have something done, at most once; see `ctiapp.pbx.talk.Talk.command`."""
        try:
            answer = await self._command(request, repeatable=repeatable)
        except NoSuchFunction as err:
            missing = self._missing.setdefault(request.endpoint, _Missing())
            if missing.answered:
                self._take_for_gone(missing, err)
            raise
        except (OutcomeUnknown, SessionRenewed):
            raise
        except CommandError as err:
            self._heed(request, err)
            raise
        self._answered(request.endpoint)
        return answer

    async def _ask(self, request: Request) -> Mapping[str, object]:
        try:
            answer = await super().query(request)
        except CommandError as err:
            self._heed(request, err)
            raise
        self._answered(request.endpoint)
        return answer

    async def _ask_again(self, request: Request, err: NotAPbx) -> Mapping[str, object]:
        """There was no page: see whether the PBX itself answers, and put the question once more.

        Raises:
            NotSupported: there is none again.
            PbxError: ``err`` where the PBX does not answer, else as it happened.
        """
        try:
            await self._ask(self._endpoints.alive)
        except CommandError:  # it answers, though it refuses
            pass
        except PbxError as trouble:
            raise err from trouble
        endpoint = request.endpoint
        lacking = NotSupported(err.detail, code=self._endpoints.unsupported)
        if endpoint in self._endpoints.asked_once:
            self._heed(request, lacking)
            raise lacking from err
        missing = self._missing.setdefault(endpoint, _Missing(answered=True))
        if missing.gone_at is None:
            try:
                return await self._ask(request)
            except NotAPbx as again:
                if again.code not in NO_SUCH_PAGE:
                    raise
            missing.question = request
            self._take_for_gone(missing, err)
        raise lacking from err

    def _heed(self, request: Request, err: CommandError) -> None:
        """It answered by a refusal."""
        if isinstance(err, NotSupported) and err.code == self._endpoints.unsupported:
            self.lose(self._endpoints.needed_by.get(request.endpoint, ()), err)
        else:
            self._answered(request.endpoint)

    def _answered(self, endpoint: str) -> None:
        """It is there, then; and what was not might have been."""
        back = self._missing.pop(endpoint, None)
        for missing in self._missing.values():
            missing.answered = True
        if back is not None and back.gone_at is not None:
            self.on_lost()

    def _take_for_gone(self, missing: _Missing, err: PbxError) -> None:
        before = self.lost
        missing.gone_at = self._clock()
        if self.lost != before:
            self._tell_lost(self.lost - before, err)

    async def _look_again(self) -> None:
        """Something answered: after a while what was gone may be there again."""
        now = self._clock()
        for missing in tuple(self._missing.values()):
            if missing.gone_at is None or now - missing.gone_at < LOOK_AGAIN_S:
                continue
            if missing.question is None:
                missing.gone_at = None
                self.on_lost()
            else:
                missing.gone_at = now
                with suppress(PbxError):
                    await self._ask(missing.question)

    def _tell_lost(self, lacking: Collection[Capability], err: PbxError) -> None:
        self.note(", ".join(sorted(one.value for one in lacking)), err)
        self.on_lost()


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
