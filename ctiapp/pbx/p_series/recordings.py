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
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import (
    CommandError,
    LinkLost,
    LinkTimeout,
    NoSuchTarget,
    PbxError,
)
from ctiapp.pbx import jsontext
from ctiapp.pbx.leavefiles import MAX_ANSWER, Download, Fetching, Manner
from ctiapp.pbx.p_series import wire_recordings, wire_rest

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping

    from ctiapp.model.events import RecordingReady
    from ctiapp.model.records import Recording
    from ctiapp.pbx.interface import Page, Piece
    from ctiapp.pbx.p_series.asking import Asker
    from ctiapp.pbx.p_series.cdrtime import Style
    from ctiapp.pbx.talk import Talk

READY_S: Final = 3.0
"""How long to wait, in seconds, before a file that is being made ready is asked for again."""

READY_TRIES: Final = 20
"""How often it is asked for."""

_PROCESSING: Final = "2"


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
        manner = Manner(
            "access_token", (b"{",), _meant, (NoSuchTarget, LinkLost, LinkTimeout), "no sound"
        )
        self._fetching = Fetching(talk, manner)
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

    def fetched(self, file: str) -> AsyncGenerator[Piece, None]:
        """One file, piece by piece; see `Pbx.recording`."""

        async def leave() -> Download:
            return Download(wire_recordings.resource_path(await self._link(file)), {})

        return self._fetching.sound(leave)

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


def _meant(head: bytes) -> PbxError | None:
    """What an answer means that came instead of a file."""
    try:
        answer = jsontext.loads(head, max_size=MAX_ANSWER)
        if isinstance(answer, dict):
            wire_rest.checked(answer)
    except PbxError as err:
        return err
    return None
