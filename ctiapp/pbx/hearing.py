"""Whether the events that a PBX posts reach us; whose they are `Serials` knows.

Nothing that such an API (Cloud, OpenVox) can do unnoticed makes the PBX post a report: so the way
is tried only where somebody wants it (`ctiapp.pbx.eventtest`). But calls that the PBX tells when
asked, and that no report told of, are proof enough: then something is closed, and must be said
rather than waited for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import EventsBlocked
from ctiapp.pbx.serials import Serials

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.pbx.receiver import Receiver

LATE_S: Final = 8.0
"""How long a report may be on its way, in seconds, before it is missed."""


class Hearing(Serials):
    """What is known of the way from the PBX to us.

    Args:
        clock: monotonic seconds.

    Attributes:
        blocked: it is known that no report reaches us; until one does.
        hears: a report came since the last gap.
        gaps: how many there were.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._clock = clock
        self.blocked = False
        self.hears = False
        self.gaps = 0
        self._came = False
        self._in_use: bool | None = None
        self._new_since_s: float | None = None

    def begin(self) -> None:
        """The PBX was told another address: nothing came there yet."""
        self.blocked = False
        self.look_away()

    def look_away(self) -> None:
        """A gap: what happened in it nobody could tell."""
        self.gaps += 1
        self.hears = self._came = False
        self._in_use = None
        self._new_since_s = None

    def start_from(self, *, in_use: bool, gaps: int) -> None:
        """A call that went on when the stream was opened needs no report.

        Args:
            in_use: one's own phone rings, or is in a call, by a snapshot.
            gaps: as it was when that was asked for: from before the last gap it shows nothing.
        """
        if self._in_use is None and gaps == self.gaps:
            self._in_use = in_use

    # --- whether any comes -----------------------------------------------------------------------

    def came(self) -> None:
        """A report of this PBX is here, and was read."""
        self.hears = self._came = True
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
            raise self.block(receiver, "a call began, and no report came")

    def block(self, receiver: Receiver, words: str) -> EventsBlocked:
        """Take it for known that no report comes, until one does; ``words`` say by what."""
        self.blocked = True
        receiver.miss()
        return blocked_at(receiver, words)


def blocked_at(
    receiver: Receiver, words: str = "a call began, and no report came"
) -> EventsBlocked:
    """Say that no report comes, and where it should; ``words`` say how that is known."""
    host, _, port = receiver.authority.rpartition(":")
    return EventsBlocked(words, address=host, port=int(port))
