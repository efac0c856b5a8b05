"""Calls of the past and recordings of an OpenVox UC: files that it gives leave to fetch."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from ctiapp.model.errors import NoSuchTarget
from ctiapp.model.records import MAX_RECORDS
from ctiapp.pbx import pastcalls
from ctiapp.pbx.openvox import wire_records
from ctiapp.pbx.openvox.asking import REFUSALS
from ctiapp.pbx.pastcalls import Span

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Container
    from datetime import datetime

    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord
    from ctiapp.pbx.interface import Piece
    from ctiapp.pbx.leavefiles import Download, Files
    from ctiapp.pbx.openvox.asking import Asker
    from ctiapp.pbx.openvox.clock import PbxClock


class Records:
    """The call records of one PBX.

    The PBX finds calls by extension alone. So of an outside number those of one's own extension are
    looked through.

    Args:
        asker: puts the questions.
        files: fetches what they are answered with.
        me: one's own extension.
        extensions: whose numbers are extensions.
        clock: what the PBX's clock shows.
        now: aware UTC.

    Attributes:
        refused: whether this PBX tells of no calls.
    """

    def __init__(
        self,
        asker: Asker,
        files: Files,
        me: Number,
        *,
        extensions: Callable[[], Container[Number]],
        clock: PbxClock,
        now: Callable[[], datetime],
    ) -> None:
        self._asker = asker
        self._files = files
        self._me = me
        self._extensions = extensions
        self._clock = clock
        self._now = now
        self.refused = False

    def lists(self, number: Number) -> bool:
        """Whether the PBX has a list of this number's calls."""
        return number == self._me or number in self._extensions()

    async def of(
        self,
        number: Number,
        since: datetime | None,
        until: datetime | None = None,
        most: int = MAX_RECORDS,
    ) -> tuple[CallRecord, ...]:
        """The calls of a number, newest first; see `Pbx.call_records`."""
        if number.withheld or self.refused:
            return ()
        zone = self._clock.zone()
        span = Span(since, until)
        begin, end = span.asked(self._now(), zone)
        whose = number if self.lists(number) else self._me
        request = wire_records.records_leave(whose.text, begin, end)

        async def leave() -> Download:
            return wire_records.records_download(await self._asker.query(request), request)

        try:
            text = await self._files.text(leave)
        except NoSuchTarget:  # there is no such call
            return ()
        except REFUSALS as err:
            self._asker.note("call records", err)
            self.refused = True  # or every ring would ask in vain
            return ()
        found = await pastcalls.read(text, zone, self._asker.remark)
        # What stands in one's own list is of oneself: through a queue, or passed on, too.
        return span.chosen(found, None if number == self._me else number, most)

    async def recording(self, file: str) -> AsyncGenerator[Piece, None]:
        """One recording, piece by piece; see `Pbx.recording`."""

        async def leave() -> Download:
            answer = await self._asker.query(wire_records.recording_leave(file))
            return wire_records.recording_download(answer, file)

        async with aclosing(self._files.sound(leave)) as pieces:
            async for piece in pieces:
                yield piece
