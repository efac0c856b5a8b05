"""The recordings of a P-Series PBX: their list, and each file in two steps.

A link holds half an hour (l. 13591) and is asked for right before it is followed. Where it leads
nowhere, and where the connection breaks on the way, there is one new link, and the file goes on
where it stopped, whether the PBX can begin in the middle or not. A PBX that says "processing" (2)
instead of a link is asked again: every few seconds, and at once where it tells by event 30033 that
the file is ready (later firmware does); where it tells that it could not be made, no more.

What comes is believed to be a sound only where it begins like one: a PBX answers a refusal in the
same way, as JSON, and a server in between with a page.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctiapp.model.audio import HEAD_BYTES, suffix_of
from ctiapp.model.errors import (
    CommandError,
    LinkLost,
    LinkTimeout,
    NoSuchTarget,
    NotAPbx,
    PbxError,
    TokenExpired,
)
from ctiapp.pbx import jsontext
from ctiapp.pbx.interface import Page, Piece
from ctiapp.pbx.p_series import wire_recordings, wire_rest

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping

    from ctiapp.model.events import RecordingReady
    from ctiapp.model.records import Recording
    from ctiapp.pbx.interface import TokenPair
    from ctiapp.pbx.p_series.asking import Asker
    from ctiapp.pbx.p_series.cdrtime import Style
    from ctiapp.pbx.rest import Fetch
    from ctiapp.pbx.talk import Talk

MAX_FILE: Final = 512 * 2**20
"""The largest file that is fetched, in bytes: nine hours of uncompressed telephone sound."""

READY_S: Final = 3.0
"""How long to wait, in seconds, before a file that is being made ready is asked for again."""

READY_TRIES: Final = 20
"""How often it is asked for."""

_PROCESSING: Final = "2"
_FINE: Final = (200, 206)
_MAX_ANSWER: Final = 64 * 2**10
_GONE: Final = (403, 404, 410)
"""What a server answers to a link that has ended; the handbook does not say which."""
_NO_TOKEN: Final = 401


@dataclass(slots=True)
class _Begun:
    """A file of which the first bytes are here."""

    fetch: Fetch
    head: bytes
    rest: AsyncGenerator[bytes, None]


class Recordings:
    """The recordings of one PBX.

    Args:
        asker: puts the questions.
        talk: the way to the PBX.
        style: how it writes times; None where that is not known.
        ready_s: how long to wait before a file that is being made ready is asked for again.
    """

    def __init__(
        self,
        asker: Asker,
        talk: Talk,
        style: Callable[[], Awaitable[Style | None]],
        *,
        ready_s: float = READY_S,
    ) -> None:
        self._asker = asker
        self._talk = talk
        self._style = style
        self._ready_s = ready_s
        self._awaited: dict[str, set[asyncio.Future[RecordingReady]]] = {}

    def take_event(self, event: RecordingReady) -> None:
        """The PBX tells that a file was made ready, or could not be: who waits for it is woken."""
        for waiting in self._awaited.get(event.file, ()):
            if not waiting.done():
                waiting.set_result(event)

    async def listed(self) -> AsyncGenerator[Page[Recording], None]:
        """All recordings, newest first, page by page; see `Pbx.recordings`."""
        style = await self._style()
        pages = self._asker.pages(
            wire_recordings.recording_list,
            lambda answer, remark: wire_recordings.recording_page(answer, remark, style),
        )
        async with aclosing(pages):
            try:
                async for page in pages:
                    yield page
            except NoSuchTarget:  # "no such data": there are none
                return

    async def fetched(self, file: str) -> AsyncGenerator[Piece, None]:
        """One file, piece by piece; see `Pbx.recording`."""
        got, total = 0, None
        for last in (False, True):
            path = wire_recordings.resource_path(await self._link(file))
            async with AsyncExitStack() as stack:
                try:
                    begun = await self._begin(stack, path, got)
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
                except (NoSuchTarget, LinkLost, LinkTimeout):
                    if last:
                        raise

    async def _link(self, file: str) -> Mapping[str, object]:
        """Ask for the link of a file; while it is being made ready, ask again."""
        request = wire_recordings.recording_link(file)
        for _ in range(READY_TRIES):
            try:
                return await self._asker.query(request)
            except CommandError as err:
                if err.code != _PROCESSING:
                    raise
            event = await self._told_of(file)
            if event is not None and not event.ready:
                raise CommandError(f"the recording could not be made ready: {event.words}")
        raise LinkTimeout("the recording was not made ready in time")

    async def _told_of(self, file: str) -> RecordingReady | None:
        """Wait until the PBX tells of a file, or for `READY_S`; None where it tells nothing."""
        waiting: asyncio.Future[RecordingReady] = asyncio.get_running_loop().create_future()
        others = self._awaited.setdefault(file, set())
        others.add(waiting)
        try:
            async with asyncio.timeout(self._ready_s):
                return await waiting
        except TimeoutError:
            return None
        finally:
            others.discard(waiting)
            if not others:
                self._awaited.pop(file, None)

    async def _begin(self, stack: AsyncExitStack, path: str, begin_at: int) -> _Begun:
        """Follow a link until the first bytes are here.

        Raises:
            NoSuchTarget: it leads nowhere, or no longer.
            NotAPbx: what comes is no sound.
            PbxError: as it happened.
        """

        async def send(pair: TokenPair) -> _Begun:
            async with AsyncExitStack() as opening:
                fetch = await self._talk.rest.fetch(
                    opening, path, params={"access_token": pair.access}, begin_at=begin_at
                )
                rest = await opening.enter_async_context(aclosing(fetch.pieces()))
                head = b""
                async for piece in rest:
                    head += piece
                    if len(head) >= HEAD_BYTES:
                        break
                await _check(fetch, head, rest, begin_at)
                await stack.enter_async_context(opening.pop_all())
                return _Begun(fetch, head, rest)

        return await self._talk.authorised(send)


async def _whole(begun: _Begun) -> AsyncGenerator[bytes, None]:
    """The first bytes, and then all others."""
    yield begun.head
    async for piece in begun.rest:
        yield piece


async def _check(
    fetch: Fetch, head: bytes, rest: AsyncGenerator[bytes, None], begin_at: int
) -> None:
    """Raise what an answer means that is no file, or not the part of it that was asked for."""
    status = f"HTTP {fetch.status}"
    if fetch.begins_at is not None:
        if fetch.begins_at != begin_at:
            raise NotAPbx(f"{status}: another part", code=status)
        if begin_at:
            return  # a part from the middle looks like nothing: its beginning was looked at before
    if head.lstrip()[:1] == b"{":
        raise await _said(head, rest, status)
    if fetch.status == _NO_TOKEN:
        raise TokenExpired(status, code=status)
    if fetch.status in _GONE:
        raise NoSuchTarget(status, code=status)
    if fetch.status not in _FINE or suffix_of(head) is None:
        raise NotAPbx(f"{status}: no sound", code=status)


async def _said(head: bytes, rest: AsyncGenerator[bytes, None], status: str) -> PbxError:
    """What an answer means that came instead of a file."""
    async for piece in rest:
        head += piece
        if len(head) > _MAX_ANSWER:
            break
    try:
        answer = jsontext.loads(head, max_size=_MAX_ANSWER)
        if isinstance(answer, dict):
            wire_rest.checked(answer)
    except PbxError as err:
        return err
    return NotAPbx(f"{status}: an answer instead of a file", code=status)
