"""How many callers of a queue were answered in time, counted from one look at it to the next.

The PBX tells no service level: it is made of what this desk sees. Inferred, and open where the
handbook is silent: whether a call keeps its id when an agent takes it (its example gives the
ringing agent's another one), so a caller is known again by id or by number. Whoever came and was
answered between two looks counts where that must have been in time, and not at all where nobody
can tell; whoever is gone counts as given up only where they were seen to wait too long.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.agents import QueueCall, QueueLoad
    from ctiapp.model.call import Moment
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody who waits.

    Attributes:
        call_id: their call, as last listed.
        caller: who.
        began_s: since when, on the monotonic clock.
    """

    call_id: CallId
    caller: Number
    began_s: float

    def is_in(self, call: QueueCall) -> bool:
        """Whether a listed call is theirs."""
        same = call.caller == self.caller and not self.caller.withheld
        return call.call_id == self.call_id or same


@dataclass(frozen=True, slots=True)
class LevelCount:
    """The count so far, and what the last look saw.

    Attributes:
        in_time: answered within the queue's time.
        counted: all who were answered, or gave up after it.
        since: since when this is counted; None: not yet.
        looked_s: when the last look was, on the monotonic clock; None: none since the last gap.
        waiters: who waited or was rung for then.
        talking: the calls that agents talked on then.
    """

    in_time: int = 0
    counted: int = 0
    since: Moment | None = None
    looked_s: float | None = None
    waiters: tuple[Waiter, ...] = ()
    talking: frozenset[CallId] = frozenset()

    def lost(self) -> LevelCount:
        """The same after a gap: what was counted stays, who waited is not known."""
        return replace(self, looked_s=None, waiters=(), talking=frozenset())

    def after(self, load: QueueLoad, sla_s: int | None, now: Moment) -> LevelCount:
        """The same after one more look.

        Args:
            load: what it saw.
            sla_s: within how many seconds callers shall be answered; None: nothing is counted.
            now: when it was.

        Where the PBX does not tell the calls, a look sees nobody come and nobody go.
        """
        if load.waiting is None or load.ringing is None or load.active is None:
            return self.lost()
        in_time, counted = self.in_time, self.counted
        left = list(self.waiters)
        for call in load.active:
            waiter = next((one for one in left if one.is_in(call)), None)
            if waiter is not None:
                left.remove(waiter)
            if call.call_id in self.talking or self.looked_s is None or sla_s is None:
                continue
            answered_s = now.mono_s - call.duration_s
            waited_s = answered_s - (self.looked_s if waiter is None else waiter.began_s)
            if waiter is not None or waited_s <= sla_s:
                counted += 1
                in_time += waited_s <= sla_s
        there = (*load.waiting, *load.ringing)
        gone = [one for one in left if not any(one.is_in(call) for call in there)]
        if sla_s is not None and self.looked_s is not None:
            counted += sum(self.looked_s - one.began_s > sla_s for one in gone)
        return LevelCount(
            in_time,
            counted,
            now if self.since is None and sla_s is not None else self.since,
            now.mono_s,
            self._waiters(load.waiting, load.ringing, left, now.mono_s),
            frozenset(call.call_id for call in load.active),
        )

    @staticmethod
    def _waiters(
        waiting: Iterable[QueueCall],
        ringing: Iterable[QueueCall],
        known: list[Waiter],
        now_s: float,
    ) -> tuple[Waiter, ...]:
        """Who waits or is rung for: a ring's duration is not the wait's."""
        found = [Waiter(call.call_id, call.caller, now_s - call.duration_s) for call in waiting]
        for call in ringing:
            if any(one.is_in(call) for one in found):
                continue
            before = next((one for one in known if one.is_in(call)), None)
            began_s = now_s - call.duration_s if before is None else before.began_s
            found.append(Waiter(call.call_id, call.caller, began_s))
        return tuple(found)
