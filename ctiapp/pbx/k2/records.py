"""The calls of the past that a K2 tells: the list of one extension's calls, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget, WireError
from ctiapp.model.records import MAX_RECORDS
from ctiapp.pbx import pastcalls
from ctiapp.pbx.k2 import wire_records
from ctiapp.pbx.k2.asking import REFUSALS
from ctiapp.pbx.pastcalls import Span

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime, tzinfo

    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord
    from ctiapp.pbx.k2.asking import Asker
    from ctiapp.pbx.k2.files import Files
    from ctiapp.pbx.k2.wire_directory import Device
    from ctiapp.pbx.leavefiles import Download


class Records:
    """The call records of one PBX.

    The PBX finds calls by extension alone. So of an outside number those of one's own extension are
    looked through.

    Args:
        asker: puts the questions.
        files: fetches what they are answered with.
        me: one's own extension.
        names: whose numbers are extensions.
        information: asks the PBX for its clock and its zone.
        now: aware UTC.
    """

    def __init__(
        self,
        asker: Asker,
        files: Files,
        me: Number,
        *,
        names: Callable[[], Mapping[Number, str]],
        information: Callable[[], Awaitable[Device]],
        now: Callable[[], datetime],
    ) -> None:
        self._asker = asker
        self._files = files
        self._me = me
        self._names = names
        self._information = information
        self._now = now
        self._zone: tzinfo | None = None
        self.refused = False

    def forget_refusals(self) -> None:
        """Begin anew: somebody has logged in, perhaps at another firmware."""
        self.refused = False
        self._zone = None

    def lists(self, number: Number) -> bool:
        """Whether the PBX has a list of this number's calls."""
        return number == self._me or number in self._names()

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
        zone = await self.zone()
        if zone is None:
            return ()  # the list is written by a clock of which nobody knows where it stands
        span = Span(since, until)
        begin, end = span.asked(self._now(), zone)
        whose = number if self.lists(number) else self._me
        request = wire_records.records_random(whose.text, begin, end)

        async def leave() -> Download:
            return wire_records.records_download(await self._asker.query(request), request)

        try:
            text = await self._files.text(leave)
        except NoSuchTarget:  # "no data": there is no such call
            return ()
        except REFUSALS as err:
            self._asker.note("call records", err)
            self.refused = True  # or every ring would ask in vain
            return ()
        try:
            found = await pastcalls.read(text, zone, self._asker.remark)
        except WireError as err:  # its headings: the next one would have the same
            self._asker.lose((Capability.HISTORY,), err)
            self.refused = True
            return ()
        # What stands in one's own list is of oneself: through a queue, or passed on, too.
        return span.chosen(found, None if number == self._me else number, most)

    async def zone(self) -> tzinfo | None:
        """The zone of the PBX's clock; None where it does not tell."""
        if self._zone is None:
            clock = (await self._information()).clock
            self._zone = None if clock is None else clock.tzinfo
        return self._zone
