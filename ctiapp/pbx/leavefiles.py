"""Files that a PBX hands out by leave: each leave is good for one download within half a minute.

Cloud, K2 and OpenVox: ``recording/get_random`` and ``cdr/get_random`` give it. The P-Series' links
live longer, but are followed in the same way: its `Manner` is another.

So where a file breaks off on its way, new leave is asked for, once, and the file goes on where it
stopped, whether the PBX can begin in the middle or not. What comes is believed to be a sound only
where it begins like one: a refusal is JSON, and a server in between has pages.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from ctiapp.model.audio import HEAD_BYTES, suffix_of
from ctiapp.model.errors import (
    LinkLost,
    LinkTimeout,
    NoSuchTarget,
    NotAPbx,
    PbxError,
    TokenExpired,
    WireError,
)
from ctiapp.pbx.interface import Piece
from ctiapp.pbx.lenient import id_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping

    from ctiapp.pbx.interface import TokenPair
    from ctiapp.pbx.request import Request, Speech
    from ctiapp.pbx.rest import Fetch
    from ctiapp.pbx.talk import Talk

MAX_FILE: Final = 512 * 2**20
"""The largest recording that is fetched, in bytes: nine hours of uncompressed telephone sound."""

MAX_TEXT: Final = 32 * 2**20
"""The most bytes of a file of text, a list of calls."""

MAX_ANSWER: Final = 64 * 2**10
"""The most bytes of an answer that comes instead of a file."""

_FINE: Final = (200, 206)
_GONE: Final = (403, 404, 410)
"""What a server answers to a leave that has ended; the handbooks do not say which."""
_NO_TOKEN: Final = 401
_ANSWERS: Final = (b"{", b"<")


@dataclass(frozen=True, slots=True)
class Download:
    """A file that can be fetched for as long as its leave lives.

    Attributes:
        path: from the root of the PBX.
        params: of the query, less the token.
    """

    path: str
    params: Mapping[str, str | int]


def download(root: str, request: Request, answer: Mapping[str, object]) -> Download:
    """Where a file is fetched: by what leave was asked for with, and the random word.

    Args:
        root: before every endpoint.
        request: asked for leave.
        answer: gave it.

    Raises:
        WireError: there is no random word.
    """
    params: dict[str, str | int] = {key: str(value) for key, value in (request.body or {}).items()}
    params["random"] = id_of(answer.get("random"), "random")
    what = request.endpoint.partition("/")[0]
    return Download(f"{root}/{what}/download", params)


@dataclass(slots=True)
class _Begun:
    """A file of which the first bytes are here."""

    fetch: Fetch
    head: bytes
    rest: AsyncGenerator[bytes, None]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a dialect's files are fetched.

    Attributes:
        token: what the token is called in the query.
        answers: how begins what is an answer, or a page, and no file.
        meant: what such an answer means; None where it tells of no refusal.
        again: after which errors new leave is asked for, once.
        none: in a few words, that what came is no file of these.
    """

    token: str
    answers: tuple[bytes, ...]
    meant: Callable[[bytes], PbxError | None]
    again: tuple[type[PbxError], ...]
    none: str


class Fetching:
    """Fetches the files of one PBX.

    Args:
        talk: the way to the PBX.
        manner: how its dialect has them fetched.
    """

    def __init__(self, talk: Talk, manner: Manner) -> None:
        self._talk = talk
        self._manner = manner

    async def sound(self, leave: Callable[[], Awaitable[Download]]) -> AsyncGenerator[Piece, None]:
        """One recording, piece by piece; see `Pbx.recording`.

        Args:
            leave: asks for leave to fetch it.
        """
        got, total = 0, None
        for last in (False, True):
            download = await leave()
            async with AsyncExitStack() as stack:
                try:
                    begun = await self.begin(stack, download, got, _is_sound)
                    skip = got - (begun.fetch.begins_at or 0)
                    if begun.fetch.total is not None:
                        total = begun.fetch.total + (begun.fetch.begins_at or 0)
                    async with aclosing(_whole(begun)) as pieces:
                        async for piece in pieces:
                            fresh = piece[skip:] if skip > 0 else piece
                            skip -= len(piece)
                            got += len(fresh)
                            if max(got, total or 0) > MAX_FILE:
                                raise NotAPbx(f"a file of more than {MAX_FILE} bytes", code="size")
                            if fresh:
                                yield Piece(fresh, total)
                    return
                except self._manner.again:
                    if last:
                        raise

    async def begin(
        self,
        stack: AsyncExitStack,
        download: Download,
        begin_at: int,
        fits: Callable[[bytes], bool],
    ) -> _Begun:
        """Fetch a file until its first bytes are here.

        Raises:
            NoSuchTarget: it is not there, or the leave was used already.
            NotAPbx: what comes is something else.
            PbxError: as it happened.
        """

        async def send(pair: TokenPair) -> _Begun:
            params = {**download.params, self._manner.token: pair.access}
            async with AsyncExitStack() as opening:
                fetch = await self._talk.rest.fetch(
                    opening, download.path, params=params, begin_at=begin_at
                )
                rest = await opening.enter_async_context(aclosing(fetch.pieces()))
                head = b""
                async for piece in rest:
                    head += piece
                    if len(head) >= HEAD_BYTES:
                        break
                await self._check(fetch, head, rest, begin_at, fits)
                await stack.enter_async_context(opening.pop_all())
                return _Begun(fetch, head, rest)

        return await self._talk.authorised(send)

    async def _check(
        self,
        fetch: Fetch,
        head: bytes,
        rest: AsyncGenerator[bytes, None],
        begin_at: int,
        fits: Callable[[bytes], bool],
    ) -> None:
        """Raise what an answer means that is no file, or not the part of it that was asked for."""
        status = f"HTTP {fetch.status}"
        if fetch.begins_at is not None:
            if fetch.begins_at != begin_at:
                raise _no_file(status, "another part")
            if begin_at:
                return  # a part from the middle looks like nothing: it was looked at before
        if head.lstrip()[:1] in self._manner.answers:
            raise await self._said(head, rest, status)
        if fetch.status == _NO_TOKEN:
            raise TokenExpired(status, code=status)
        if fetch.status in _GONE:
            raise NoSuchTarget(status, code=status)
        if fetch.status not in _FINE or not fits(head):
            raise _no_file(status, self._manner.none)

    async def _said(self, head: bytes, rest: AsyncGenerator[bytes, None], status: str) -> PbxError:
        """What an answer means that came instead of a file."""
        async for piece in rest:
            head += piece
            if len(head) > MAX_ANSWER:
                break
        meant = self._manner.meant(head)
        return meant or _no_file(status, "an answer instead of a file")


def _no_file(status: str, what: str) -> NotAPbx:
    """What came is no file; the PBX gave leave for it, so that its address is right."""
    err = NotAPbx(f"{status}: {what}", code=status)
    err.known()
    return err


class Files:
    """The files of one PBX.

    Args:
        talk: the way to the PBX.
        speech: how it says that there is none.
    """

    def __init__(self, talk: Talk, speech: Speech) -> None:
        again = (LinkLost, LinkTimeout)
        meant = partial(_meant, speech)
        self._fetching = Fetching(talk, Manner("token", _ANSWERS, meant, again, "no such file"))

    def sound(self, leave: Callable[[], Awaitable[Download]]) -> AsyncGenerator[Piece, None]:
        """One recording, piece by piece; see `Pbx.recording`.

        Args:
            leave: asks for leave to fetch it.
        """
        return self._fetching.sound(leave)

    async def text(self, leave: Callable[[], Awaitable[Download]]) -> str:
        """One file of text, whole.

        Raises:
            NoSuchTarget: there is nothing in it.
            NotAPbx: it is too long, or a page of somebody else's.
            PbxError: as it happened.
        """
        download = await leave()
        whole = bytearray()
        async with AsyncExitStack() as stack:
            begun = await self._fetching.begin(stack, download, 0, _is_text)
            async with aclosing(_whole(begun)) as pieces:
                async for piece in pieces:
                    whole += piece
                    if len(whole) > MAX_TEXT:
                        raise NotAPbx(f"more than {MAX_TEXT} bytes", code="size")
        return bytes(whole).decode("utf-8", "replace")


def _meant(speech: Speech, head: bytes) -> PbxError | None:
    try:
        answer = speech.read(head)
        if isinstance(answer, dict):
            speech.checked(answer)
    except WireError:
        pass
    except PbxError as err:
        return err
    return None


def _is_sound(head: bytes) -> bool:
    return suffix_of(head) is not None


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head and not head.lstrip().startswith(b"<")


async def _whole(begun: _Begun) -> AsyncGenerator[bytes, None]:
    """The first bytes, and then all others."""
    yield begun.head
    async for piece in begun.rest:
        yield piece
