"""One entry of the journal for each call of one's own, written when it is over.

A call may be over more than once: a queue rings the same agent again, a parked one is called back,
one who was transferred is taken back. Then the entry is written anew, and what was seen of the call
before counts on. A call that is offered to be let in and never rings here is none of one's own,
unless it was refused from here.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason, Phase
from ctiapp.services.filing import Filing
from ctiapp.services.journal import CALL
from ctiapp.state.changes import CallChanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.call import Call, Moment
    from ctiapp.model.ids import CallId
    from ctiapp.model.journal import Fact
    from ctiapp.model.number import Number
    from ctiapp.services.journal import Journal
    from ctiapp.services.lookup import Identity
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

ANSWERED = "answered"
"""The outcome of a call in which one talked; that of any other is its `EndReason`."""
_KEPT = 200
"""So many calls are remembered, the newest: one that is over may live again."""
_TALKS = (Phase.TALKING, Phase.HELD)


@dataclass(slots=True)
class _Life:
    """What was seen of a call.

    Attributes:
        phase: as it was last seen.
        since_s: since when it is in that phase, monotonic; None where that is not known.
        rang_s, talked_s: seconds so far.
        rang, talked: whether it ever did, however long.
        heard: who was in it before one came in to listen to them; None where nobody was.
    """

    phase: Phase = Phase.ENDED
    since_s: float | None = None
    rang_s: float = 0.0
    talked_s: float = 0.0
    rang: bool = False
    talked: bool = False
    heard: Number | None = None

    def go_on(self, call: Call, now: Moment) -> None:
        """The call was seen like this."""
        talks = call.phase in _TALKS
        if talks and self.phase in _TALKS:
            return  # held and talked on: one conversation
        if self.since_s is not None:
            passed_s = max(0.0, now.mono_s - self.since_s)
            if self.phase is Phase.RINGING:
                self.rang_s += passed_s
            elif self.phase in _TALKS:
                self.talked_s += passed_s
        self.rang = self.rang or call.phase is Phase.RINGING
        self.talked = self.talked or talks
        changed = call.phase is not self.phase
        self.phase = call.phase
        if call.end is not None:
            self.since_s = None
        elif changed:
            self.since_s = None if call.since is None else call.since.mono_s
        elif self.since_s is not None:
            self.since_s = now.mono_s  # what has passed is counted


class CallJournal:
    """Writes the entries.

    Args:
        store: what tells that calls end.
        journal: keeps them.
        identify: who has a number.
        heard_in: whom one listens to by a call; None: nobody.
    """

    def __init__(
        self,
        store: Store,
        journal: Journal,
        identify: Callable[[Number | None], Identity | None],
        heard_in: Callable[[CallId], Number | None],
    ) -> None:
        self._journal = journal
        self._identify = identify
        self._heard_in = heard_in
        self._filing = Filing()  # as the note's own, and told the same: they agree
        self._lives: OrderedDict[CallId, _Life] = OrderedDict()
        store.subscribe(self._on_changes)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if not isinstance(change, CallChanged):
                continue
            if change.after is not None:
                self._take(change.before, change.after, change.now)
            elif change.before is not None:
                self._filing.drop(change.before.call_id)

    def _take(self, before: Call | None, call: Call, now: Moment) -> None:
        life = self._lives.setdefault(call.call_id, _Life())
        life.go_on(call, now)
        life.heard = self._heard_in(call.call_id) or life.heard
        number = self._filing.number(call)
        over = call.end is not None and (before is None or before.end != call.end)
        if over and before is not None and _is_own(call):
            self._journal.put(CALL, call.call_id, number, self._facts(call, life, number))
        while len(self._lives) > _KEPT:
            self._filing.drop(self._lives.popitem(last=False)[0])

    def _facts(self, call: Call, life: _Life, number: Number | None) -> dict[str, Fact]:
        end = call.end
        assert end is not None  # noqa: S101 - only ended calls come here
        who = self._identify(number)
        taken_by = end.by if end.reason is EndReason.ANSWERED_ELSEWHERE else None
        if life.talked:
            # Who comes in to listen, or to take part, did not take it: that was whom they hear.
            taken_by = life.heard or call.me
        return {
            "direction": call.direction.value,
            "incoming": life.rang or end.reason is EndReason.REFUSED,
            "outcome": ANSWERED if life.talked else end.reason.value,
            "ended": end.reason.value,
            "failed": None if end.failed is None else end.failed.value,
            "began": call.first_seen.at.isoformat(timespec="milliseconds"),
            "me": call.me.text,
            "via": None if call.via is None else call.via.text,
            "did": None if call.did is None else call.did.text,
            "name": None if who is None else who.label,
            "who": None if taken_by is None else taken_by.text,
            "talk_s": round(life.talked_s),
            "ring_s": round(life.rang_s),
        }


def _is_own(call: Call) -> bool:
    """Whether one took part, or could have."""
    if call.offered is None:
        return True
    return call.end is not None and call.end.reason is EndReason.REFUSED
