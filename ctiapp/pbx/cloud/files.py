"""Files of a Cloud PBX: the list of calls, and the recordings, each by a leave that holds 30 s.

A list is of one extension, or of all: who is not oneself is looked for in the whole office's.
"""

from __future__ import annotations

from contextlib import aclosing
from datetime import timedelta, timezone
from typing import TYPE_CHECKING, Final

from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget, NotSupported
from ctiapp.pbx import pastcalls
from ctiapp.pbx.cloud import wire_records, wire_rest
from ctiapp.pbx.cloud.asking import REFUSALS
from ctiapp.pbx.pastcalls import Lists, Span

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import datetime, tzinfo

    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord
    from ctiapp.pbx import leavefiles
    from ctiapp.pbx.cloud.asking import Asker
    from ctiapp.pbx.interface import Piece
    from ctiapp.pbx.leavefiles import Download
    from ctiapp.pbx.request import Request

ALL: Final = "all"

OFFICE: Final = timedelta(days=7)
"""How far back the calls of the whole office are asked for at most, up to now: every desk does."""


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
        self._lists = Lists(now)

    async def records(
        self, number: Number, since: datetime | None, until: datetime | None, most: int
    ) -> tuple[CallRecord, ...]:
        """The calls of a number, newest first; see `Pbx.call_records`."""
        if number.withheld or Capability.HISTORY in self._asker.lost:
            return ()
        span = Span(since, until)
        whose = self._me.text if number == self._me else ALL
        first = self._now() - OFFICE
        if whose == ALL and until is None and (since is None or since < first):
            span = Span(first, None)
        try:
            found = await self._lists.of(whose, span, lambda: self._list(whose, span))
        except REFUSALS as err:
            self._asker.note("call records", err)
            return ()
        # What stands in one's own list is of oneself: through a queue, or passed on, too.
        return span.chosen(found, number if whose == ALL else None, most)

    async def _list(self, whose: str, span: Span) -> tuple[CallRecord, ...]:
        """Fetch a list of calls; an empty one where there are none.

        Raises:
            NotSupported, NotPermitted: the PBX does not tell of them.
        """
        zone = timezone(await self._ahead())
        begin, end = span.asked(self._now(), zone)
        request = wire_records.records(whose, begin, end)
        try:
            text = await self._files.text(lambda: self._leave(request))
        except NoSuchTarget:  # there are none
            return ()
        return await pastcalls.read(text, zone, self._asker.remark)

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
