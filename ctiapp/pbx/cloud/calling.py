"""The calls of one extension at a Cloud PBX: what it has now, and what is done with them.

The snapshot has three parts: the calls from outside, the calls to outside, and one's own line,
which alone tells of calls between extensions. None tells a call's id; the rebuilder finds it.

Rule: an extension's verbs act on its *current* call, whichever that is. Where it has another one
than the one that is meant, the outside line is hung up instead, or nothing is done: the wrong call
must not end.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import CallReport, LegKind, LegState
from ctiapp.model.commands import (
    Answer,
    Capability,
    DecideInbound,
    Dial,
    HangUpLeg,
    HoldLeg,
    ListenIn,
    ListenMode,
    MuteLeg,
    ResumeLeg,
    TransferLeg,
)
from ctiapp.model.errors import InvalidState, NoSuchTarget, NotSupported
from ctiapp.model.number import Number
from ctiapp.pbx.cloud import wire_calls, wire_rest
from ctiapp.pbx.cloud.wire_calls import Line, addressed, where
from ctiapp.pbx.lenient import text_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.model.call import LegReport
    from ctiapp.model.commands import Command
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.pbx.cloud.asking import Asker
    from ctiapp.pbx.rebuilding import Rebuilder
    from ctiapp.pbx.request import Request

_LISTENING = {
    ListenMode.LISTEN: Capability.LISTEN,
    ListenMode.WHISPER: Capability.WHISPER,
    ListenMode.BARGE: Capability.BARGE,
}
MADE = "found-"
"""How ids begin that are made for calls whose own is not told: the PBX does not know them."""

_TALKS = (LegState.CONNECTED, LegState.HELD, LegState.INITIATED)


class Calling:
    """The calls of one's own extension, and of others as far as they are told.

    Args:
        me: one's own number.
        asker: puts the questions and sends the commands.
        calls: rebuilds calls from what is told.
        is_inside: whether a number is one of the PBX's own.
        tell: is told what an answer alone says of a call.
        clock: monotonic seconds.

    Attributes:
        seen: what went on when the last snapshot was taken: see `goings_on`.
    """

    def __init__(
        self,
        me: Number,
        asker: Asker,
        calls: Rebuilder,
        is_inside: Callable[[Number], Awaitable[bool]],
        tell: Callable[[PbxEvent], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._me = me
        self._asker = asker
        self._calls = calls
        self._is_inside = is_inside
        self._tell = tell
        self._clock = clock
        self.seen: frozenset[str] = frozenset()

    # --- what there is ---------------------------------------------------------------------------

    async def snapshot(self) -> tuple[CallReport, ...]:
        """Which calls one's own extension has now."""
        asked_s = self._clock()
        reports = await self._outside()
        line, inside = await self._inside()
        self.seen = _going_on(reports, line)
        if inside is not None:
            reports.append(inside)
        # A line in use that names nobody inside does not tell of calls between extensions.
        untold = line.state is not None and not line.insiders
        known = self._calls.replace(
            _with_hold(reports, self._me, line), asked_s=asked_s, keep_inside=untold
        )
        return tuple(addressed(report) for report in known if self._is_own(report))

    async def _outside(self) -> list[CallReport]:
        remark = self._asker.remark
        found: list[CallReport] = []
        for request, read in (
            (wire_calls.INBOUND, wire_calls.inbound_calls),
            (wire_calls.OUTBOUND, wire_calls.outbound_calls),
        ):
            try:
                found += read(await self._asker.query(request), remark)
            except NoSuchTarget:  # "no such call": there is none
                continue
        return found

    async def _inside(self) -> tuple[Line, CallReport | None]:
        line = await self.own_line()
        others = await self.lines_of(line.insiders) if line.insiders else {}
        return line, wire_calls.inside_call(self._me, line, others)

    async def own_line(self) -> Line:
        """One's own line."""
        return (await self.lines_of((self._me,))).get(self._me, Line(None))

    async def lines_of(self, numbers: tuple[Number, ...]) -> dict[Number, Line]:
        """The lines of these extensions; who is gone is left out."""
        try:
            answer = await self._asker.query(wire_rest.extension_query(numbers))
        except NoSuchTarget:
            return {}
        return {
            Number(text_of(item.get("extnumber"))): wire_calls.line_of(item)
            for item in wire_rest.extension_infos(answer, self._asker.remark)
        }

    async def goings_on(self) -> frozenset[str]:
        """What goes on now, by the PBX's own word: outside lines, and one's own line's state."""
        return _going_on(await self._outside(), await self.own_line())

    async def call(self, call_id: CallId) -> CallReport | None:
        """One call as it stands; None where the PBX no longer has it."""
        return next((each for each in await self.snapshot() if each.call_id == call_id), None)

    def all_calls(self) -> tuple[CallReport, ...]:
        """All calls that were told of."""
        return tuple(addressed(report) for report in self._calls.reports())

    def calls_of(self, number: Number) -> tuple[CallReport, ...]:
        """The calls of another extension that were told of."""
        return tuple(
            addressed(report)
            for report in self._calls.reports()
            if any(leg.kind is LegKind.EXTENSION and leg.number == number for leg in report.legs)
        )

    def _is_own(self, report: CallReport) -> bool:
        return any(self._is_mine(leg) for leg in report.legs)

    def _is_mine(self, leg: LegReport) -> bool:
        return leg.kind is LegKind.EXTENSION and leg.number == self._me

    # --- what is done ----------------------------------------------------------------------------

    async def execute(self, command: Command) -> Answer:
        """Do one thing with a call, at most once; see `Pbx.execute`."""
        try:
            match command:
                case Dial():
                    return await self._dial(command)
                case HangUpLeg(leg_id):
                    request = self._hang_up(leg_id)
                    # A second time an extension's next call would end.
                    again = not request.endpoint.startswith("extension/")
                    need = Capability.HANG_UP
                case HoldLeg(leg_id) | ResumeLeg(leg_id):
                    return await self._hold(leg_id, on=isinstance(command, HoldLeg))
                case MuteLeg(leg_id, on):
                    verb = "mute" if on else "unmute"
                    request = wire_calls.on_extension(verb, self._extension(leg_id))
                    need, again = Capability.MUTE, True
                case TransferLeg():
                    request = self._transfer(command)
                    need, again = Capability.TRANSFER, False
                case DecideInbound(leg_id, accept):
                    need = Capability.ACCEPT_INBOUND if accept else Capability.REFUSE_INBOUND
                    at = where(leg_id)
                    verb = "accept" if accept else "refuse"
                    request, again = wire_calls.on_line(at.kind, verb, at.name), False
                case ListenIn(leg_id, monitor, mode):
                    request = wire_calls.listen(mode, monitor, self._extension(leg_id))
                    need, again = _LISTENING[mode], False
                case _:
                    raise NotSupported("this PBX has no such verb")
        except ValueError as err:
            raise NoSuchTarget("no leg of a call at this PBX") from err
        return wire_calls.command_answer(await self._asker.do(request, need, repeatable=again))

    async def _dial(self, command: Dial) -> Answer:
        request = wire_calls.dial(
            command.caller,
            command.callee,
            inside=await self._is_inside(command.callee),
            auto_answer=command.auto_answer,
        )
        answer = await self._asker.do(request, Capability.DIAL, repeatable=False)
        return wire_calls.command_answer(answer)

    async def _hold(self, leg_id: LegId, *, on: bool) -> Answer:
        """No report tells of it: what the answer says is all there is."""
        number = self._extension(leg_id)
        request = wire_calls.on_extension("hold" if on else "unhold", number)
        need = Capability.HOLD if on else Capability.RESUME
        answer = await self._asker.do(request, need, repeatable=True)
        for event in self._calls.held(Number(number), on=on):
            self._tell(wire_calls.addressed_event(event))
        return wire_calls.command_answer(answer)

    def _hang_up(self, leg_id: LegId) -> Request:
        at = where(leg_id)
        if at.kind is not LegKind.EXTENSION:
            return wire_calls.on_line(at.kind, "hangup", at.name)
        others = [
            report
            for report in self.calls_of(Number(at.name))
            if report.call_id != at.call_id
            and any(self._is_at(leg, at.name) and leg.state in _TALKS for leg in report.legs)
        ]
        if not others:
            return wire_calls.on_extension("hangup", at.name)
        this = next((each for each in self.all_calls() if each.call_id == at.call_id), None)
        return self._line_instead(this, at.name, others)

    def _line_instead(
        self, this: CallReport | None, number: str, others: list[CallReport]
    ) -> Request:
        """Hang up this one of several calls of an extension.

        Raises:
            InvalidState: another is the current one, and this one has no line of its own.
        """
        state = self._state(this, number)
        talks_elsewhere = any(
            self._state(other, number) in (LegState.CONNECTED, LegState.INITIATED)
            for other in others
        )
        if state in (LegState.CONNECTED, LegState.INITIATED) and not talks_elsewhere:
            return wire_calls.on_extension("hangup", number)
        legs = () if this is None else this.legs
        ringing = [leg for leg in legs if leg.state is LegState.ALERTING]
        if state is LegState.HELD or len(ringing) == 1:  # else it rings at others, too
            for leg in legs:
                if leg.kind is not LegKind.EXTENSION:
                    return wire_calls.on_line(leg.kind, "hangup", where(leg.leg_id).name)
        raise InvalidState("the phone's current call is another one")

    def _state(self, report: CallReport | None, number: str) -> LegState | None:
        legs = () if report is None else report.legs
        return next((leg.state for leg in legs if self._is_at(leg, number)), None)

    @staticmethod
    def _is_at(leg: LegReport, number: str) -> bool:
        return leg.kind is LegKind.EXTENSION and leg.number.text == number

    def _transfer(self, command: TransferLeg) -> Request:
        at = where(command.leg_id)
        if at.kind is not LegKind.EXTENSION:
            return wire_calls.move_line(at.kind, at.name, command.to, command.permission)
        if at.call_id.startswith(MADE):
            raise InvalidState("the PBX has not told this call's id")
        return wire_calls.move_call(at.call_id, self._me, command.to, command.permission)

    @staticmethod
    def _extension(leg_id: LegId) -> str:
        at = where(leg_id)
        if at.kind is not LegKind.EXTENSION:
            raise ValueError("no extension's leg")
        return at.name


def _going_on(reports: list[CallReport], line: Line) -> frozenset[str]:
    found = {
        str(leg.leg_id)
        for report in reports
        for leg in report.legs
        if leg.kind is not LegKind.EXTENSION
    }
    return frozenset(found if line.state is None else {*found, line.state.value})


def _with_hold(reports: list[CallReport], me: Number, line: Line) -> list[CallReport]:
    """Where one's own line holds, and is in one call only, it is that call that it holds."""
    own = [report for report in reports if any(leg.number == me for leg in report.legs)]
    if line.state is not LegState.HELD or len(own) != 1:
        return reports
    legs = tuple(
        replace(leg, state=LegState.HELD)
        if leg.kind is LegKind.EXTENSION and leg.number == me
        else leg
        for leg in own[0].legs
    )
    return [replace(report, legs=legs) if report is own[0] else report for report in reports]
