"""One sound on its way from the PBX to a file: how far it is, and letting it be.

The bytes are written in a thread, in large pieces, and the file has its name only when it is whole.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp.model.audio import HEAD_BYTES, suffix_of
from ctiapp.model.errors import CtiError, WireError
from ctiapp.model.observers import Observers

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from ctiapp.pbx.interface import Pbx, Piece
    from ctiapp.storage.soundfolder import PartFile

    Source = Callable[[Pbx], AsyncGenerator[Piece, None]]
    """Asks a PBX for a sound, piece by piece."""

T = TypeVar("T")

WRITE_BYTES: Final = 256 * 2**10
"""So much is written at once, and told of."""


class DownloadState(Enum):
    """How it stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Download:
    """One file on its way. Made by `ctiapp.services.soundfiles.SoundFiles`.

    Args:
        file: what it is called among all that can be heard: its name at the PBX, where it has one.
        source: asks the PBX for it.

    Attributes:
        state: how it stands.
        got: how many bytes are here.
        total: how many there will be; None where the PBX does not say.
        path: where it lies, once it is done.
        error: why it failed.
    """

    def __init__(self, file: str, source: Source) -> None:
        self.file = file
        self._source = source
        self.state = DownloadState.RUNNING
        self.got = 0
        self.total: int | None = None
        self.path: Path | None = None
        self.error: CtiError | None = None
        self._observers: Observers[Download] = Observers()
        self._task: asyncio.Task[None] | None = None

    @property
    def share(self) -> float | None:
        """How much of it is here, from 0 to 1; None where that is not known."""
        if self.state is DownloadState.DONE:
            return 1.0
        return min(1.0, self.got / self.total) if self.total else None

    def subscribe(self, listener: Callable[[Download], None]) -> Callable[[], None]:
        """Hear how it goes on; the answer ends it."""
        return self._observers.subscribe(listener)

    def cancel(self) -> None:
        """Let it be: nothing of it stays. Harmless when it is over."""
        if self._task is not None:
            self._task.cancel()

    async def wait(self) -> Path:
        """Wait until it is here.

        Raises:
            CtiError: it failed.
            asyncio.CancelledError: it was let be.
        """
        if self._task is not None:
            await asyncio.wait((self._task,))
        if self.error is not None:
            raise self.error
        if self.path is None:
            raise asyncio.CancelledError
        return self.path

    # -- for who makes it ------------------------------------------------------------------------

    def refuse(self, error: CtiError) -> None:
        """It cannot even begin."""
        self.error, self.state = error, DownloadState.FAILED

    def run(
        self,
        pbx: Pbx,
        lanes: asyncio.Semaphore,
        begin: Callable[[], PartFile],
        place: Callable[[str], Path],
    ) -> asyncio.Task[None]:
        """Begin, as soon as there is room for one more.

        Args:
            pbx: whom to ask.
            lanes: how many may be on their way at once.
            begin: begins the file; it blocks.
            place: where it belongs, by its suffix.
        """
        self._task = task = asyncio.create_task(self._run(pbx, lanes, begin, place), name="sound")
        task.add_done_callback(lambda _: self._end())
        return task

    async def _run(
        self,
        pbx: Pbx,
        lanes: asyncio.Semaphore,
        begin: Callable[[], PartFile],
        place: Callable[[str], Path],
    ) -> None:
        async with lanes:
            beginning = asyncio.ensure_future(asyncio.to_thread(begin))
            try:
                part = await _ended(beginning)
                path = place(await self._fill(pbx, part))
                finishing = asyncio.ensure_future(asyncio.to_thread(part.finish, path))
                try:
                    await _ended(finishing)
                finally:
                    # Whoever wants to let it be now comes too late.
                    if finishing.exception() is None:
                        self.path = path
            except CtiError as error:
                self.error = error
            finally:
                if beginning.exception() is None:
                    await asyncio.to_thread(beginning.result().drop)

    def _end(self) -> None:
        """It is over, however it ended; one that was let be at once has never begun."""
        if self.error is not None:
            self.state = DownloadState.FAILED
        else:
            self.state = DownloadState.CANCELLED if self.path is None else DownloadState.DONE
        self._observers.tell(self)

    async def _fill(self, pbx: Pbx, part: PartFile) -> str:
        """Write all of it; returns the suffix that fits what it is."""
        head, waiting = b"", bytearray()
        async with aclosing(self._source(pbx)) as pieces:
            async for piece in pieces:
                if len(head) < HEAD_BYTES:
                    head += piece.data[:HEAD_BYTES]
                waiting += piece.data
                self.total = piece.total
                if len(waiting) >= WRITE_BYTES:
                    await self._write(part, waiting)
                    waiting = bytearray()
        suffix = suffix_of(head)
        if suffix is None:
            raise WireError("no sound")
        await self._write(part, waiting)
        return suffix

    async def _write(self, part: PartFile, data: bytearray) -> None:
        await _ended(asyncio.ensure_future(asyncio.to_thread(part.write, bytes(data))))
        self.got += len(data)
        self._observers.tell(self)


async def _ended(work: asyncio.Future[T]) -> T:
    """Wait for what a thread does to its end, even where nobody wants it any more."""
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait((work,))
        raise
