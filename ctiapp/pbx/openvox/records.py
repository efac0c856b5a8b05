"""Calls of the past and recordings of an OpenVox UC: files that it gives leave to fetch."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import NoSuchTarget
from ctiapp.model.records import MAX_RECORDS
from ctiapp.pbx import csvrecords
from ctiapp.pbx.openvox import wire_records
from ctiapp.pbx.openvox.asking import REFUSALS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Container
    from datetime import datetime, tzinfo

    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord
    from ctiapp.pbx.interface import Piece
    from ctiapp.pbx.leavefiles import Download, Files
    from ctiapp.pbx.openvox.asking import Asker
    from ctiapp.pbx.openvox.clock import PbxClock

MARGIN: Final = timedelta(hours=3)
"""How much more is asked for on either side: clocks go wrong, and summer time comes and goes."""

FARTHEST: Final = timedelta(days=365)
"""How far back is asked where nobody says since when: a file is made for each question."""

_TELLS_LITTLE: Final = 100_000


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
        begin = (self._now() - FARTHEST if since is None else since - MARGIN).astimezone(zone)
        end = (self._now() + MARGIN if until is None else until + MARGIN).astimezone(zone)
        whose = number if number in self._extensions() else self._me
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
        if len(text) > _TELLS_LITTLE:
            found = await asyncio.to_thread(self._read, text, zone)
        else:
            found = self._read(text, zone)
        return tuple(
            record
            for record in found
            if csvrecords.concerns(record, number)
            and (since is None or record.at >= since)
            and (until is None or record.at <= until)
        )[: 2 * most]

    async def recording(self, file: str) -> AsyncGenerator[Piece, None]:
        """One recording, piece by piece; see `Pbx.recording`."""

        async def leave() -> Download:
            answer = await self._asker.query(wire_records.recording_leave(file))
            return wire_records.recording_download(answer, file)

        async with aclosing(self._files.sound(leave)) as pieces:
            async for piece in pieces:
                yield piece

    def _read(self, text: str, zone: tzinfo) -> tuple[CallRecord, ...]:
        return csvrecords.records(text, zone, self._asker.remark, csvrecords.MAX_LINES)
