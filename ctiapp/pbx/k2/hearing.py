"""Whether what a K2 posts reaches us, and whether it is this K2 that posts. Pure; bounded.

No request makes the PBX post an event, but one that makes a phone ring: that is tried where
somebody wants it (`ctiapp.pbx.eventtest`). But a call of one's own that the PBX tells when asked,
and that no event told of, is proof enough, though it be over by now: something on the way is
closed, or another program with the same account has the events (section 9, point 14).
That a snapshot found it is no evidence that events come: the window looks often where none does.

What shows afterwards that the way is open? Not the answer to the heartbeat that claims the events:
it tells that the PBX hears us. Only something posted does: what waited (it is posted again), or the
next thing that happens there, to anybody. Until then the link stays down, and says why.

But silence proves nothing either: after the heartbeat a quiet PBX has nothing to post. So a way
that was seen to be open before gets a trial: most likely another program had the events, and the
heartbeat took them back; nobody is to wait for a stranger's call until their keys work again. It is
one trial: a call that is missed in it, or on a way by which nothing ever came, counts until
something comes.
"""

from __future__ import annotations

from collections import OrderedDict
from enum import Enum
from typing import TYPE_CHECKING, Final

from ctiapp.model.ids import CallId
from ctiapp.pbx.serials import Serials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LATE_S: Final = 8.0
"""How long an event may be on its way, in seconds, before it is missed."""

MAX_CALLS: Final = 2000
"""The most calls that are kept in mind; the oldest go first."""


class Verdict(Enum):
    """What a comparison shows."""

    FINE = "fine"
    DOUBTFUL = "doubtful"
    BLOCKED = "blocked"


class Hearing(Serials):
    """What is known of the way from the PBX to us.

    Args:
        clock: monotonic seconds; also an attribute.

    Attributes:
        blocked: it is known that nothing reaches us; until something does.
        begun: how many streams there were.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self.clock = clock
        self.blocked = False
        self.begun = 0
        self._proven = False
        self._is_first = True
        self._told: OrderedDict[CallId, None] = OrderedDict()
        self._missing: dict[CallId, float] = {}
        self._came_s: float | None = None

    def look_elsewhere(self) -> None:
        """The PBX is told another address: nothing came there yet, and nothing was missed."""
        self.blocked = self._proven = False

    def begin(self) -> None:
        """A new stream: what happened before nobody could tell."""
        self.begun += 1
        self._is_first = True
        self._told.clear()
        self._missing.clear()
        self._came_s = None

    @property
    def hears(self) -> bool:
        """Whether anything came since the stream began."""
        return self._came_s is not None

    def is_genuine(self, sn: str) -> bool:
        """Whether an event is this PBX's, by the serial number in it.

        One without is taken: it stands in every event that is printed, but the same vendor's
        P-Series leaves it out of some.
        """
        return not sn or super().is_genuine(sn)

    def came(self) -> None:
        """An event is here."""
        self._came_s = self.clock()
        self.is_open()

    def is_open(self) -> None:
        """Something was posted: the way is open, and it is us to whom events go."""
        self.blocked, self._proven = False, True

    def is_closed(self) -> None:
        """It was tried, and nothing came: the way is no more to be believed in."""
        self.blocked, self._proven = True, False

    def is_worth_a_trial(self) -> bool:
        """Whether the way is to be believed in though nothing came since a call was missed.

        That is so once for each time that it was seen to be open.
        """
        proven, self._proven = self._proven, False
        self.blocked = not proven
        return proven

    def told(self, call_ids: Iterable[CallId]) -> None:
        """These calls were told of by events, or need not be."""
        for call_id in call_ids:
            self._told[call_id] = None
            self._told.move_to_end(call_id)
            self._missing.pop(call_id, None)
        while len(self._told) > MAX_CALLS:
            self._told.popitem(last=False)

    def found(self, call_ids: Iterable[CallId], *, begun: int) -> None:
        """A snapshot found that one has these calls.

        Those in the first of a stream went on when it was opened, and need no event.

        Args:
            call_ids: of the calls.
            begun: as it was when the snapshot was asked for: what was asked before this stream
                began does not show what went on then.
        """
        calls = tuple(call_ids)
        heard = self.agree(frozenset(calls))
        if heard:  # events of this PBX, taken for another's: the way is open
            self.told(CallId(name) for name in heard)
            self.came()
        if begun != self.begun:
            return
        if self._is_first:
            self._is_first = False
            self.told(calls)
        else:
            self._note(calls)

    def _note(self, call_ids: Iterable[CallId]) -> None:
        """Keep in mind since when one has these calls, by the PBX's word, and nothing told."""
        now_s = self.clock()
        for call_id in call_ids:
            if call_id not in self._told and len(self._missing) < MAX_CALLS:
                self._missing.setdefault(call_id, now_s)

    def compare(self, call_ids: Iterable[CallId]) -> Verdict:
        """Compare which calls one has, by the PBX's word now, with what was told of.

        One that is over before the next comparison is missed like any other: where calls are
        short, none would be there twice.
        """
        self._note(call_ids)
        now_s = self.clock()
        since_s = min(self._missing.values(), default=now_s)
        if now_s - since_s < LATE_S:
            return Verdict.FINE
        self.told(tuple(self._missing))  # told of once; the snapshot that follows has them
        if self._came_s is not None and self._came_s > since_s:
            return Verdict.DOUBTFUL
        self.blocked = True
        return Verdict.BLOCKED
