"""A store at extension 2000, told things by a PBX whose clock the test turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.model.call import FailReason, Phase
from ctiapp.model.ids import CallId
from ctiapp.state.changes import CallChanged, PictureDoubtful
from ctiapp.state.store import Store
from tests.model.said import CALL, ME, inbound, mine, moment, report

if TYPE_CHECKING:
    from ctiapp.model.call import Call, CallReport, EndReason, LegReport
    from ctiapp.model.commands import Verb
    from ctiapp.model.number import Number
    from ctiapp.state.changes import Change


class Told:
    """A store, and everything that it told."""

    def __init__(self) -> None:
        self.store = Store()
        self.now_s = 100.0
        self.store.reset(ME, moment(self.now_s))
        self.batches: list[tuple[Change, ...]] = []
        self.store.subscribe(self.batches.append)
        self._token = 0

    # -- telling it things -----------------------------------------------------------------------

    def take(self, event: events.Event, after_s: float = 1.0) -> tuple[Change, ...]:
        """An event arrives, so much later than the one before."""
        self.now_s += after_s
        return self.store.apply(event, moment(self.now_s))

    def said(
        self, *legs: LegReport, call_id: str = CALL, after_s: float = 1.0
    ) -> tuple[Change, ...]:
        """The PBX tells how a call stands (30011)."""
        return self.take(events.CallReported(report(*legs, call_id=call_id)), after_s)

    def moved(self, *legs: LegReport, forwarded: bool = False) -> tuple[Change, ...]:
        """The PBX tells of a transfer (30013) or of a forwarding (30014)."""
        return self.take(events.CallTransferred(report(*legs), forwarded))

    def failed(
        self, *legs: LegReport, reason: FailReason = FailReason.BUSY, call_id: str = CALL
    ) -> tuple[Change, ...]:
        """The PBX could not put a call through (30015)."""
        return self.take(events.CallFailed(report(*legs, call_id=call_id), reason, "486 Busy Here"))

    def recorded(self, call_id: str = CALL) -> tuple[Change, ...]:
        """The PBX has written the call's record (30012)."""
        return self.take(events.CallRecorded(CallId(call_id), {}))

    def picture(
        self, *reports: CallReport, asked_s: float | None = None, grace_s: float = 0.0
    ) -> tuple[Change, ...]:
        """The whole picture arrives."""
        self.now_s += 1.0
        return self.store.replace(reports, moment(self.now_s), asked_s=asked_s, grace_s=grace_s)

    def send(self, verb: Verb, call_id: CallId | None = CALL, callee: Number | None = None) -> int:
        """A command leaves."""
        self._token += 1
        self.take(events.CommandSent(self._token, verb, call_id, callee), 0.0)
        return self._token

    # -- what it knows ---------------------------------------------------------------------------

    def call(self, call_id: str = CALL) -> Call:
        """A call that must be there."""
        call = self.store.call(CallId(call_id))
        assert call is not None
        return call

    @property
    def phases(self) -> dict[str, Phase]:
        """The phase of each call."""
        return {call.call_id: call.phase for call in self.store.calls}

    @property
    def living(self) -> set[str]:
        """The calls that go on."""
        return {call.call_id for call in self.store.calls if call.end is None}

    def why(self, call_id: str = CALL) -> EndReason | None:
        """Why a call ended; None while it goes on."""
        end = self.call(call_id).end
        return None if end is None else end.reason


def doubts(changes: tuple[Change, ...]) -> list[str]:
    """The calls for which a fresh picture is wanted."""
    return [change.call_id for change in changes if isinstance(change, PictureDoubtful)]


def calls_changed(changes: tuple[Change, ...]) -> list[str]:
    """The calls that changed."""
    found = []
    for change in changes:
        if isinstance(change, CallChanged):
            call = change.after or change.before
            assert call is not None
            found.append(str(call.call_id))
    return found


def ring(told: Told) -> None:
    """5503301 rings here."""
    told.said(inbound("ALERT"), mine("RING"))


def talk(told: Told) -> None:
    """5503301 rang here and was answered."""
    ring(told)
    told.said(inbound("ANSWERED"), mine("ANSWER"))


def twice(told: Told, *legs: LegReport, call_id: str = CALL) -> tuple[Change, ...]:
    """The PBX tells it, and again, late: the second time changes nothing."""
    changes = told.said(*legs, call_id=call_id)
    shown = told.store.calls
    told.said(*legs, call_id=call_id)
    assert [(call.phase, call.ring, call.slot, call.end) for call in told.store.calls] == [
        (call.phase, call.ring, call.slot, call.end) for call in shown
    ]
    return changes
