"""Whether the events that a PBX posts reach us, and whether they are its own.

Nothing that such an API (Cloud, OpenVox) can do safely makes the PBX post a report: so the way
cannot be tried by asking for one. But calls that the PBX tells when asked, and that no report told
of, are proof enough: then something is closed, and must be said rather than waited for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp import log
from ctiapp.model.errors import EventsBlocked

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.pbx.receiver import Receiver

LATE_S: Final = 8.0
"""How long a report may be on its way, in seconds, before it is missed."""

_logger = log.topic("pbx")


class Hearing:
    """What is known of the way from the PBX to us.

    Args:
        clock: monotonic seconds.

    Attributes:
        blocked: it is known that no report reaches us; until one does.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._heard = False
        self.blocked = False
        self._known: frozenset[str] | None = None
        self._new_since_s: float | None = None
        self._sn = ""
        self._told_sn = ""
        self._matched = False

    @property
    def heard(self) -> bool:
        """Whether any report came since the address was told."""
        return self._heard

    def begin(self) -> None:
        """The PBX was told another address: nothing came there yet."""
        self._heard = False
        self.blocked = False
        self.look_away()

    def look_away(self) -> None:
        """A gap: what happened in it nobody could tell."""
        self._known = None
        self._new_since_s = None

    def start_from(self, lines: frozenset[str]) -> None:
        """What went on when the stream was opened needs no report."""
        if self._known is None:
            self._known = lines

    def expect(self, sn: str | None) -> None:
        """Which PBX this is, by its own word."""
        self._sn = sn or ""
        self._matched = False
        self._told_sn = ""

    def is_genuine(self, sn: str) -> bool:
        """Whether a report is this PBX's, by the serial number in it; notes that it came.

        The Cloud handbook's examples have one shape of serial number in ``deviceinfo`` and another
        in the reports. So where none fits the one that the PBX told when asked, the first one
        counts, and all others must be like it: whoever posts knows our path, which nobody can
        guess.
        """
        if not sn or sn == self._sn or not self._sn:
            self._matched = self._matched or bool(sn)
        elif self._matched or (self._told_sn and sn != self._told_sn):
            return False
        elif not self._told_sn:
            _logger.info("reports bear another serial number than the PBX itself")
            self._told_sn = sn
        self._heard = True
        self.blocked = False
        self._new_since_s = None
        return True

    def compare(self, lines: frozenset[str], receiver: Receiver) -> None:
        """Compare which calls there are, by the PBX's own word, with what reports told.

        Args:
            lines: names of all that goes on, in any stable form.
            receiver: where reports should come.

        Raises:
            EventsBlocked: something began, and no report came at all.
        """
        if self._heard:
            return
        self.start_from(lines)
        if self._new_since_s is None and lines != self._known:
            self._new_since_s = self._clock()
        if self._new_since_s is not None and self._clock() - self._new_since_s >= LATE_S:
            self.blocked = True
            raise blocked_at(receiver)


def blocked_at(receiver: Receiver) -> EventsBlocked:
    """Say that no report comes, and where it should."""
    host, _, port = receiver.authority.rpartition(":")
    return EventsBlocked("calls began and ended, and no report came", address=host, port=int(port))
