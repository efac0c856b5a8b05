"""While you were away: the calls that ended while the link was down, kept until they are put away.

What happened in a gap nobody tells: the picture taken after it lacks the calls that are over. So
how one ended is not known, and when only within bounds; what it was when it was last seen is.
Calls that came and went within the gap no picture shows: they come from the PBX's own records
(`ctiapp.services.awayrecords`), where it tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import Direction, EndReason, Phase
from ctiapp.model.events import LinkState
from ctiapp.model.number import display
from ctiapp.model.observers import Observers
from ctiapp.state.changes import CallChanged, LinkMoved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctiapp.model.call import Call, Moment
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.lookup import Identity
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

KEPT = 50
"""So many are kept at most, the newest."""


@dataclass(frozen=True, slots=True)
class AwayCall:
    """A call that ended while nobody here could see it.

    Attributes:
        call_id: which one; a made one where only a record tells of it.
        name: who it was; empty where the directory does not know.
        number: what calling back would dial; None where it is withheld.
        number_text: the same as people write it; empty where withheld.
        was: what it was when it was last seen.
        since: since when it was that; None where that is not known.
        missed: it rang here, and nobody here is known to have taken it.
        lost: when the link was lost: until then it lived. By a record: when it ended.
        found: when the picture came back without it. By a record: when it ended.
    """

    call_id: CallId
    name: str
    number: Number | None
    number_text: str
    was: Phase
    since: Moment | None
    missed: bool
    lost: Moment
    found: Moment


class Away:
    """Gathers them.

    Args:
        store: what tells how the link stands and which calls end.
        clock: both clocks.
        identify: who has a number.
    """

    def __init__(
        self, store: Store, clock: Clock, identify: Callable[[Number | None], Identity | None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._identify = identify
        self._me: Number | None = None
        self._lost: Moment | None = None
        self._was_up = False
        self._calls: tuple[AwayCall, ...] = ()
        self._observers: Observers[tuple[AwayCall, ...]] = Observers()
        store.subscribe(self._on_changes)

    @property
    def calls(self) -> tuple[AwayCall, ...]:
        """The newest first; nothing of whoever was signed in before."""
        return self._calls if self._me == self._store.me else ()

    def dismiss(self) -> None:
        """They have been read: put them all away."""
        if self._calls:
            self._calls = ()
            self._observers.tell(())

    def subscribe(self, listener: Callable[[tuple[AwayCall, ...]], None]) -> Callable[[], None]:
        """Hear of each change of the list; the answer ends it."""
        return self._observers.subscribe(listener)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        found: list[AwayCall] = []
        for change in changes:
            if isinstance(change, LinkMoved):
                up = change.state is LinkState.UP
                if self._was_up and not up:
                    self._lost = self._clock()
                self._was_up = up
            elif isinstance(change, CallChanged):
                found += self._ended(change)
        self.add(found)

    def add(self, found: Sequence[AwayCall]) -> None:
        """Put these before what is there, the oldest of them first."""
        if found:
            before = self.calls
            self._me = self._store.me
            self._calls = (*reversed(found), *before)[:KEPT]
            self._observers.tell(self._calls)

    def _ended(self, change: CallChanged) -> list[AwayCall]:
        """The call of a change, where that says that it ended in the gap."""
        before, after, lost = change.before, change.after, self._lost
        if before is None or before.end is not None or after is None or after.end is None:
            return []
        if after.end.reason is not EndReason.WHILE_AWAY or lost is None:
            return []
        if before.phase is Phase.OFFERED:
            return []  # it never rang here: whom it was led to is not ours to tell
        return [self._away(before, lost, after.end.at)]

    def _away(self, call: Call, lost: Moment, found: Moment) -> AwayCall:
        number = call.remote_number
        if number is not None and number.withheld:
            number = None
        who = self._identify(number)
        return AwayCall(
            call.call_id,
            "" if who is None else who.label,
            number,
            "" if number is None else display(number),
            call.phase,
            call.since,
            call.phase is Phase.RINGING and call.direction is not Direction.OUTBOUND,
            lost,
            found,
        )
