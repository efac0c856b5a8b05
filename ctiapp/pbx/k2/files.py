"""Files of a K2: leave to fetch one is good for one download within half a minute (section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.pbx import leavefiles
from ctiapp.pbx.k2 import wire_records

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from ctiapp.pbx.interface import Piece
    from ctiapp.pbx.k2.asking import Asker
    from ctiapp.pbx.leavefiles import Download
    from ctiapp.pbx.request import Speech
    from ctiapp.pbx.talk import Talk


class Files:
    """The files of one PBX.

    Args:
        asker: puts the questions.
        talk: the way to the PBX.
        speech: how it says that there is none.
    """

    def __init__(self, asker: Asker, talk: Talk, speech: Speech) -> None:
        self._asker = asker
        self._files = leavefiles.Files(talk, speech)

    def recording(self, file: str) -> AsyncGenerator[Piece, None]:
        """One recording, piece by piece; see `Pbx.recording`."""

        async def leave() -> Download:
            answer = await self._asker.query(wire_records.recording_random(file))
            return wire_records.recording_download(answer, file)

        return self._files.sound(leave)

    async def text(self, leave: Callable[[], Awaitable[Download]]) -> str:
        """One file of text, whole; see `leavefiles.Files.text`."""
        return await self._files.text(leave)
