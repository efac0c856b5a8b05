"""One call of an endpoint: log in once, ask, revoke the token, whatever happens."""

from __future__ import annotations

import asyncio
import random
import secrets
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, cast

from ctiapp.model.errors import (
    CannotConnect,
    NoSuchTarget,
    NotAPbx,
    NotSupported,
    PbxError,
    StorageError,
    UsageError,
    WireError,
)
from ctiapp.pbx import jsontext
from ctiapp.pbx.request import Request
from ctiapp.pbx.rest import Timing
from ctiapp.pbx.talk import Talk
from ctiapp.tools.api_ways import way
from ctiapp.tools.catalogue import Access

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from pathlib import Path

    from ctiapp.pbx.interface import Account, TokenPair
    from ctiapp.pbx.request import Speech
    from ctiapp.pbx.rest import Fetch
    from ctiapp.tools.catalogue import Endpoint

MAX_FILE: Final = 2**30
"""The most bytes of a file that are saved."""

_MAX_REFUSAL: Final = 64 * 2**10
_FINE: Final = (200, 206)

TIMING: Final = Timing(read_s=30.0, total_s=60.0)
"""A report of a year takes its time, and no window waits for it."""


@dataclass(slots=True)
class Outcome:
    """What came of a call.

    Attributes:
        answer: as the PBX gave it; None where it gave only a file.
        tokens: those that were in use: never to be printed.
        saved: how many bytes of a file were saved; None where none was asked for.
    """

    answer: Mapping[str, object] | None = None
    tokens: list[str] = field(default_factory=list)
    saved: int | None = None


class _Overheard:
    """A dialect's speech whose answers are kept: nobody else gets those to a log-in."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self.answer: Mapping[str, object] = {}

    def __getattr__(self, name: str) -> object:
        return getattr(self._speech, name)

    def checked(
        self, answer: Mapping[str, object], *, log_in: bool = False
    ) -> Mapping[str, object]:
        """Keep an answer, and judge it as the dialect does."""
        self.answer = answer
        return self._speech.checked(answer, log_in=log_in)


class Call:
    """One call of one endpoint.

    Args:
        account: whom to log in where.
        endpoint: what is called.
        request: with its parameters.
        save: where to save the file that the answer leads to.
    """

    def __init__(
        self, account: Account, endpoint: Endpoint, request: Request, save: Path | None
    ) -> None:
        self._endpoint = endpoint
        self._save = save
        self._way = way(account.kind)
        self._request = self._way.asked(request)
        self._origins = self._way.origins(account.address)
        self._heard = _Overheard(self._way.speech)
        self._speech = cast("Speech", self._heard)
        self._talk = Talk(
            account,
            self._speech,
            TIMING,
            now=lambda: datetime.now(UTC),
            rng=random.Random(),
            written=self._way.written,
        )
        self._outcome = Outcome()

    async def run(self, secret: str) -> Outcome:
        """Log in once, call, and revoke the token.

        Raises:
            CtiError: refused, or not reached; `OutcomeUnknown` where a write was not answered.
        """
        session = self._talk.session
        try:
            await self._log_in(secret)
            if self._endpoint.access is Access.SESSION:
                await self._of_the_session()
            elif self._endpoint.access is Access.FILE:
                await self._download(self._speech.path(self._request), self._request)
            else:
                await self._ask()
        finally:
            await session.settle()
            self._note(session.pair)
            await session.revoke()
            await self._talk.close()
        return self._outcome

    async def _log_in(self, secret: str) -> None:
        """Log in at the first address that answers; a secret goes nowhere twice."""
        unreachable = CannotConnect("no address")
        for origin in self._origins:
            try:
                await self._talk.open(origin)
                await self._talk.session.log_in(secret)
            except CannotConnect as err:
                if self._talk.settled:
                    raise
                unreachable = err
                continue
            self._note(self._talk.session.pair)
            return
        raise unreachable

    def _note(self, pair: TokenPair | None) -> None:
        if pair is not None:
            self._outcome.tokens += [pair.access, pair.refresh]

    async def _ask(self) -> None:
        if self._endpoint.access is Access.READ:
            self._outcome.answer = await self._talk.query(self._request)
        else:
            self._outcome.answer = await self._talk.command(self._request, repeatable=False)
        if self._save is not None:
            await self._follow(self._outcome.answer)

    async def _of_the_session(self) -> None:
        """Log-in, renewal or end: what happens anyway, and what the PBX said to it."""
        session, name = self._talk.session, self._endpoint.name
        pair = session.pair
        if pair is not None and name == _named(self._speech.revoke(pair)):
            self._heard.answer = {}
            await session.revoke()  # it never raises
            self._speech.checked(self._heard.answer)
        elif pair is not None and name != self._speech.log_in("", "").endpoint:
            if name != _named(self._speech.refresh(pair)):
                raise NotSupported("this log-in brought nothing to renew it with")
            await session.refresh(pair)
        self._outcome.answer = self._heard.answer

    async def _follow(self, answer: Mapping[str, object]) -> None:
        """Fetch the file that an answer leads to."""
        if self._way.file is not None:
            await self._download(self._way.file(answer), Request("GET", ""))
            return
        asked = self._request.body or {}
        params = {name: str(value) for name, value in asked.items() if name != "allowedip"}
        link = Request(
            "GET", self._endpoint.file or "", {**params, "random": str(answer.get("random", ""))}
        )
        await self._download(self._speech.path(link), link)

    # --- files -----------------------------------------------------------------------------------

    async def _download(self, path: str, link: Request) -> None:
        save = self._save
        if save is None:
            raise UsageError(f"{self._endpoint.name} answers a file: --save FILE says where to")
        begun = save.with_name(f"{save.name}.{secrets.token_hex(4)}.part")
        try:
            self._outcome.saved = await self._talk.authorised(
                lambda pair: self._fetch(path, self._speech.params(link, pair.access), begun),
                replay=False,
            )
            begun.replace(save)
        except OSError as err:
            raise StorageError(f"{save} cannot be written: {err.strerror}") from err
        finally:
            begun.unlink(missing_ok=True)

    async def _fetch(self, path: str, params: Mapping[str, str | int], save: Path) -> int:
        async with AsyncExitStack() as stack:
            fetch = await self._talk.rest.fetch(stack, path, params=params)
            pieces = await stack.enter_async_context(aclosing(fetch.pieces()))
            return await self._written(fetch, pieces, save)

    async def _written(self, fetch: Fetch, pieces: AsyncGenerator[bytes, None], save: Path) -> int:
        """Write a file as it comes, unless it is an answer instead of one."""
        head = b""
        async for piece in pieces:
            head += piece
            if head.strip():
                break
        if fetch.status not in _FINE or head.lstrip()[:1] == b"{":
            raise await self._refusal(fetch, head, pieces)
        size = len(head)
        with save.open("xb") as file:
            file.write(head)
            async for piece in pieces:
                size += len(piece)
                if size > MAX_FILE:
                    raise NotAPbx(f"a file of more than {MAX_FILE} bytes", code="size")
                await asyncio.to_thread(file.write, piece)
        return size

    async def _refusal(
        self, fetch: Fetch, head: bytes, pieces: AsyncGenerator[bytes, None]
    ) -> PbxError:
        """What an answer means that came instead of a file."""
        status = f"HTTP {fetch.status}"
        async for piece in pieces:
            head += piece
            if len(head) > _MAX_REFUSAL:
                break
        try:
            answer = jsontext.loads(head, max_size=_MAX_REFUSAL)
            if isinstance(answer, dict):
                self._speech.checked(answer)
        except WireError:
            pass  # neither a file nor an answer
        except PbxError as err:
            return err
        if fetch.status in (404, 410):
            return NoSuchTarget(status, code=status)
        return NotAPbx(f"{status}: no file", code=status)


def _named(request: Request | None) -> str:
    return "" if request is None else request.endpoint
