"""Files of a Cloud PBX: the list of calls, and the recordings, each by a leave that holds 30 s."""

from __future__ import annotations

from contextlib import aclosing
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget, NotSupported
from ctiapp.pbx import csvrecords
from ctiapp.pbx.cloud import wire_records, wire_rest
from ctiapp.pbx.cloud.asking import REFUSALS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import tzinfo

    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord
    from ctiapp.pbx import leavefiles
    from ctiapp.pbx.cloud.asking import Asker
    from ctiapp.pbx.interface import Piece
    from ctiapp.pbx.leavefiles import Download
    from ctiapp.pbx.request import Request

LONGEST: Final = timedelta(days=366)
"""How far back calls are asked for where nobody says since when."""

MARGIN: Final = timedelta(hours=3)
"""How much more is asked for on either side: clocks go wrong, and summer time comes and goes."""

ALL: Final = "all"


class Files:
    """The files of one PBX.

    Args:
        me: one's own number.
        asker: puts the questions.
        files: fetches files by leave.
        now: aware UTC.
    """

    def __init__(
        self, me: Number, asker: Asker, files: leavefiles.Files, now: Callable[[], datetime]
    ) -> None:
        self._me = me
        self._asker = asker
        self._files = files
        self._now = now

    async def records(
        self, number: Number, since: datetime | None, until: datetime | None, most: int
    ) -> tuple[CallRecord, ...]:
        """The calls of a number, newest first; see `Pbx.call_records`."""
        if number.withheld or Capability.HISTORY in self._asker.lost:
            return ()
        end = until or self._now()
        begin = since or end - LONGEST
        try:
            zone = await self._ahead()
            request = wire_records.records(
                self._me.text if number == self._me else ALL,
                _shown(begin - MARGIN, zone),
                _shown(end + MARGIN, zone),
            )
            text = await self._files.text(lambda: self._leave(request))
        except NoSuchTarget:  # there are none
            return ()
        except REFUSALS as err:
            self._asker.note("call records", err)
            return ()
        found = csvrecords.records(
            text, timezone(zone), self._asker.remark, most=csvrecords.MAX_LINES
        )
        return tuple(
            record
            for record in found
            if csvrecords.concerns(record, number)
            and begin <= record.at
            # By the PBX's clock, which may be ahead, a call of just now began later than now.
            and (until is None or record.at <= until)
        )[: 2 * most]

    async def zone(self) -> tzinfo | None:
        """The zone of the PBX's clock as it stands now; None where it does not tell."""
        try:
            return timezone(await self._ahead())
        except REFUSALS as err:
            self._asker.note("zone of the clock", err)
            return None

    async def _ahead(self) -> timedelta:
        """How far the PBX's clock is ahead of UTC now; INFERRED: it was so in the past, too.

        Raises:
            NotSupported: it does not tell: no call's time could be told either.
        """
        shown = wire_rest.information(await self._asker.query(wire_rest.INFORMATION))[2]
        if shown is None or shown.tzinfo is None:
            raise NotSupported("the PBX does not tell its zone")
        return shown.utcoffset() or timedelta(0)

    async def recording(self, file: str) -> AsyncGenerator[Piece, None]:
        """The file of a recording, piece by piece; see `Pbx.recording`."""
        if not file.strip():
            raise NoSuchTarget("a recording without a name")
        request = wire_records.recording(file)
        pieces = self._files.sound(lambda: self._leave(request))
        async with aclosing(pieces):
            async for piece in pieces:
                yield piece

    async def _leave(self, request: Request) -> Download:
        return wire_records.download(request, await self._asker.query(request))


def _shown(at: datetime, ahead: timedelta) -> datetime:
    return (at.astimezone(UTC) + ahead).replace(tzinfo=None)
