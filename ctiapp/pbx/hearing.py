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
    from collections.abc import Callable, Iterable

    from ctiapp.pbx.receiver import Receiver

LATE_S: Final = 8.0
"""How long a report may be on its way, in seconds, before it is missed."""

MAX_STRANGE: Final = 8
"""The most other serial numbers that are kept in mind; the oldest go first."""

MAX_NAMES: Final = 32
"""The most legs that are kept in mind of each."""

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
        self.blocked = False
        self._came = False
        self._in_use: bool | None = None
        self._new_since_s: float | None = None
        self._sn = ""
        self._told_sn = ""
        self._matched = False
        self._strange: dict[str, frozenset[str]] = {}

    def begin(self) -> None:
        """The PBX was told another address: nothing came there yet."""
        self.blocked = False
        self.look_away()

    def look_away(self) -> None:
        """A gap: what happened in it nobody could tell."""
        self._came = False
        self._in_use = None
        self._new_since_s = None

    def start_from(self, *, in_use: bool) -> None:
        """A call that went on when the stream was opened needs no report."""
        if self._in_use is None:
            self._in_use = in_use

    # --- whose reports ---------------------------------------------------------------------------

    def expect(self, sn: str | None) -> None:
        """Which PBX this is, by its own word; None where it does not say."""
        self._sn = sn or ""
        self._matched = False
        self._told_sn = ""
        self._strange.clear()

    def is_genuine(self, sn: str) -> bool:
        """Whether a report is this PBX's, by the serial number in it.

        The Cloud handbook's examples have one shape of serial number in ``deviceinfo`` and another
        in the reports. So another one may be the PBX's as well: see `suspect`.
        """
        if not self._sn:
            return True
        if sn == self._sn:
            self._matched = True
            return True
        return bool(sn) and not self._matched and sn == self._told_sn

    def suspect(self, sn: str, names: Iterable[str]) -> bool:
        """Keep in mind of what a report told that bears another serial number.

        Args:
            sn: in the report.
            names: the legs that it tells of.

        Returns:
            Whether the PBX should be asked: what it says may show that the report is its own.
        """
        if not sn or self._matched or self._told_sn:
            return False
        known = self._strange.pop(sn, frozenset())
        self._strange[sn] = frozenset([*known, *names][-MAX_NAMES:])
        while len(self._strange) > MAX_STRANGE:
            del self._strange[next(iter(self._strange))]
        return bool(self._strange[sn])

    def agree(self, names: frozenset[str]) -> None:
        """The PBX, asked, tells of these legs: whoever told of one of them before is the PBX."""
        if self._matched or self._told_sn:
            return
        found = next((sn for sn, told in self._strange.items() if told & names), "")
        if found:
            _logger.info("reports bear another serial number than the PBX itself")
            self._told_sn = found
            self._strange.clear()

    # --- whether any comes -----------------------------------------------------------------------

    def came(self) -> None:
        """A report of this PBX is here, and was read."""
        self._came = True
        self.blocked = False
        self._new_since_s = None

    def compare(self, receiver: Receiver, *, in_use: bool) -> None:
        """Compare whether one's own line is in use, by the PBX's own word, with what came.

        Of one's own line a report is promised, of others' only where they are ticked; of a hold
        none at all. That some came before proves nothing of now.

        Args:
            receiver: where reports should come.
            in_use: one's own phone rings, or is in a call.

        Raises:
            EventsBlocked: a call began, and no report came since.
        """
        came, self._came = self._came, False
        if self._new_since_s is None:
            began = in_use and self._in_use is False and not came
            self._in_use = in_use
            self._new_since_s = self._clock() if began else None
        elif self._clock() - self._new_since_s >= LATE_S:
            self.blocked = True
            receiver.miss()
            raise blocked_at(receiver)


def blocked_at(receiver: Receiver) -> EventsBlocked:
    """Say that no report comes, and where it should."""
    host, _, port = receiver.authority.rpartition(":")
    return EventsBlocked("a call began, and no report came", address=host, port=int(port))
