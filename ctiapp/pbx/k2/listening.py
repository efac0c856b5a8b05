"""What a K2 tells by events, made whole by what is known besides: names, lines, whose PBX it is."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ctiapp.model import events
from ctiapp.model.call import LegKind, LegState
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number, looks_like_number
from ctiapp.pbx.k2 import wire
from ctiapp.pbx.k2.lines import MAX_CALLS, Lines, over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.call import CallReport
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.pbx.k2.directory import Directory
    from ctiapp.pbx.k2.hearing import Hearing
    from ctiapp.pbx.k2.wire import Remark

_IN_TALK: Final = (LegState.CONNECTED, LegState.HELD)

MAX_LEGS: Final = 4000
"""The most legs whose extension is kept in mind; the oldest go first."""


class Ears:
    """Reads events one after the other, in the order in which they came.

    Args:
        remark: is told what was left out.
        directory: what is known of the PBX and its people.
        hearing: is told what is heard; also an attribute.

    Attributes:
        on_restart: is called where the PBX has restarted: what is known of calls is void.
        on_stranger: is called where the PBX should be asked for its calls: an event bears another
            serial number than the PBX, and may be its own nevertheless.
        on_old: is called where an event came in the dialect that was not asked for.
        hides: says which events are of no call that anybody is to be shown.
    """

    def __init__(self, remark: Remark, directory: Directory, hearing: Hearing) -> None:
        self._remark = remark
        self._directory = directory
        self.hearing = hearing
        self._lines = Lines()
        self._reports: OrderedDict[CallId, CallReport] = OrderedDict()
        self._legs: OrderedDict[LegId, Number] = OrderedDict()
        self._suspects: OrderedDict[CallId, None] = OrderedDict()
        self.on_restart: Callable[[], None] = lambda: None
        self.on_stranger: Callable[[], None] = lambda: None
        self.on_old: Callable[[], None] = lambda: None
        self.hides: Callable[[PbxEvent], bool] = lambda _: False

    def begin(self) -> None:
        """A new stream: nobody told what happened since the last one."""
        self._forget()

    def _forget(self) -> None:
        self._lines.clear()
        self._reports.clear()
        self._suspects.clear()

    def whose(self, leg_id: LegId) -> Number | None:
        """Which extension a leg belongs to; None where that was not told."""
        return self._legs.get(leg_id)

    def talks(self, me: Number) -> tuple[CallId, ...]:
        """The calls in which this extension talks, or holds, by what was told last."""
        return tuple(
            report.call_id
            for report in self._reports.values()
            if not over(report)
            and any(
                leg.kind is LegKind.EXTENSION and leg.number == me and leg.state in _IN_TALK
                for leg in report.legs
            )
        )

    def suspects(self, most: int) -> tuple[CallId, ...]:
        """Take the calls that may be over by what a phone said, the oldest first.

        Most ended soon after that, and were told of: nobody need ask for those.
        """
        taken: list[CallId] = []
        while self._suspects and len(taken) < most:
            call_id, _ = self._suspects.popitem(last=False)
            if self._lines.is_lit_by(call_id):
                taken.append(call_id)
        return tuple(taken)

    def found(self, call_id: CallId, report: CallReport | None) -> tuple[PbxEvent, ...]:
        """Say what it means how the PBX, asked, says that a call stands.

        Args:
            call_id: the call.
            report: as it stands; None where the PBX no longer has it.
        """
        self._reports.pop(call_id, None)
        if report is None:
            return (events.CallGone(call_id), *self._lines.gone(call_id))
        return (events.CallReported(report), *self._lines.report(report))

    def heard(self, frame: str) -> tuple[PbxEvent, ...]:
        """Read one event, and what it means besides.

        Raises:
            WireError: it cannot be read, or another PBX tells it.
        """
        found: list[PbxEvent] = []
        strange: list[str] = []

        def is_genuine(sn: str) -> bool:
            self.hearing.expect(self._directory.device.sn)
            if not self.hearing.is_genuine(sn):
                strange.append(sn)
            return not strange

        try:
            read = wire.parse(frame, self._remark, genuine=is_genuine)
        except WireError as err:
            for sn in strange:
                self._suspect_stranger(sn, frame)
            if err.code == wire.OLD_DIALECT:
                self.on_old()
            raise
        for event in read:
            found += () if self.hides(event) else self._more(event)
            self.hearing.told(_named(event))
        self.hearing.came()
        return tuple(found)

    def _suspect_stranger(self, sn: str, frame: str) -> None:
        """Keep in mind of which calls an event told that bears another serial number."""
        with suppress(WireError):
            read = wire.parse(frame, lambda _: None)
            if self.hearing.suspect(sn, [name for event in read for name in _named(event)]):
                self.on_stranger()

    def _more(self, event: PbxEvent) -> tuple[PbxEvent, ...]:
        match event:
            case events.CallReported(report):
                self._note(report)
                return (event, *self._lines.report(report))
            case events.CallRecorded(call_id):
                self._reports.pop(call_id, None)
                return (event, *self._lines.ended(call_id))
            case events.CallFailed():
                return (self._failed(event),)
            case events.LineChanged():
                self._suspect(self._lines.suspects(event))
                return self._lines.told(event)
            case events.AgentMissed(queue, agent, missed):
                number = self._agent(agent)
                if number is None:
                    self._remark("an agent of a queue is told by a name that is not known")
                    return ()
                return (events.AgentMissed(queue, number, missed),)
            case events.Reported(name=wire.RESTARTED):
                self._forget()
                self.on_restart()
                return (event,)
            case _:
                return (event,)

    def _agent(self, told: Number) -> Number | None:
        """An agent is told by a name, where the table promises a number (section 9, point 11)."""
        if looks_like_number(told.text):
            return Number.of(told.text)
        return self._directory.numbers.get(told.text)

    def _failed(self, event: events.CallFailed) -> events.CallFailed:
        """Say how those stand whom a failed call names: as they did, or they are gone.

        A caller stands among them, and another agent whom the same call rings (inferred): to say
        of them that they have left would take a card away under which the phone rings.
        """
        known = self._reports.get(event.report.call_id)
        states = {} if known is None else {leg.leg_id: leg for leg in known.legs}
        gone = LegState.CLEARED
        legs = tuple(
            states.get(leg.leg_id, replace(leg, state=gone))
            if leg.state is LegState.FAILED
            else leg
            for leg in event.report.legs
        )
        return replace(event, report=replace(event.report, legs=legs))

    def _suspect(self, call_ids: Iterable[CallId]) -> None:
        for call_id in call_ids:
            self._suspects[call_id] = None
        while len(self._suspects) > MAX_CALLS:
            self._suspects.popitem(last=False)

    def _note(self, report: CallReport) -> None:
        if not report.partial:
            self._reports[report.call_id] = report
            self._reports.move_to_end(report.call_id)
            while len(self._reports) > MAX_CALLS:
                self._reports.popitem(last=False)
        for leg in report.legs:
            if leg.kind is LegKind.EXTENSION:
                self._legs[leg.leg_id] = leg.number
                self._legs.move_to_end(leg.leg_id)
        while len(self._legs) > MAX_LEGS:
            self._legs.popitem(last=False)


def _named(event: PbxEvent) -> tuple[CallId, ...]:
    """Which call an event tells of."""
    match event:
        case (
            events.CallReported(report)
            | events.CallTransferred(report)
            | events.CallFailed(report)
            | events.InboundOffered(report)
        ):
            return (report.call_id,)
        case events.CallRecorded(call_id):
            return (call_id,)
        case _:
            return ()
