"""The calls of one extension at a Cloud PBX: what it has now, and what is done with them.

The snapshot has three parts: the calls from outside, the calls to outside, and one's own line,
which alone tells of calls between extensions. None tells a call's id; the rebuilder finds it.

An extension's verbs act on its *current* call: `ctiapp.pbx.cloud.current` sees to it that it is
the one that is meant.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import CallReport, LegKind
from ctiapp.model.commands import (
    Answer,
    DecideInbound,
    Dial,
    HangUpLeg,
    HoldLeg,
    ListenIn,
    MuteLeg,
    ResumeLeg,
    TransferLeg,
)
from ctiapp.model.errors import InvalidState, NoSuchTarget, NotSupported
from ctiapp.model.number import Number
from ctiapp.pbx.cloud import wire_calls, wire_rest
from ctiapp.pbx.cloud.current import Current, settled
from ctiapp.pbx.cloud.whose import Whose
from ctiapp.pbx.cloud.wire_calls import Line
from ctiapp.pbx.lenient import text_of
from ctiapp.pbx.told import addressed, addressed_event, ext_leg, where

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.call import LegReport
    from ctiapp.model.commands import Command
    from ctiapp.model.events import CallReported, PbxEvent
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.pbx.asking import Remark
    from ctiapp.pbx.cloud.asking import Asker
    from ctiapp.pbx.cloud.directory import Directory
    from ctiapp.pbx.rebuilding import Rebuilder
    from ctiapp.pbx.request import Request

MADE = "found-"
"""How ids begin that are made for calls whose own is not told: the PBX does not know them."""

_NOBODY = ("10006", "10011")
"""No extension, and nobody else inside, bears a number."""


class Calling:
    """The calls of one's own extension, and of others as far as they are told.

    Args:
        me: one's own number.
        asker: puts the questions and sends the commands.
        calls: rebuilds calls from what is told.
        directory: whether a number is one of the PBX's own.
        tell: is told what an answer alone says of a call.
        clock: monotonic seconds.

    Attributes:
        seen: the legs of which the PBX told in the last snapshot: of all outside lines, and one's
            own where its line is in use.
    """

    def __init__(
        self,
        me: Number,
        asker: Asker,
        calls: Rebuilder,
        directory: Directory,
        tell: Callable[[PbxEvent], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._me = me
        self._asker = asker
        self._calls = calls
        self._directory = directory
        self._tell = tell
        self._clock = clock
        self._current = Current(me, self._line, self.calls_of, self._outside_of)
        self.seen: frozenset[str] = frozenset()

    # --- what there is ---------------------------------------------------------------------------

    async def snapshot(self) -> tuple[CallReport, ...]:
        """Which calls one's own extension has now."""
        asked_s = self._clock()
        listed = await self._outside()
        line = await self.own_line()
        whose = Whose(self._me, line, self._calls.standing)
        reports = await self._placed(whose, listed)
        self.seen = _going_on(reports, self._me, line)
        # Of the current call alone one's line tells who is in it: one with a line outside is known.
        inside = None
        if not any(whose.is_current(report) for report in reports):
            inside = await self._inside(line)
        if inside is not None:
            reports.append(inside)
        # A line in use that names nobody inside does not tell of calls between extensions.
        untold = line.state is not None and not line.insiders
        known = self._calls.replace(
            reports,
            asked_s=asked_s,
            keep_inside=untold,
            keep=() if untold else await self._still_inside(line),
            every_line=True,
        )
        own = tuple(addressed(report) for report in known if self._is_own(report))
        legs = {
            event.report.call_id: event.report.legs
            for event in self._settle(own, line, asked_s=asked_s)
        }
        return tuple(replace(each, legs=legs.get(each.call_id, each.legs)) for each in own)

    async def look(self) -> Line:
        """One's own line; what it says of calls on hold is told."""
        asked_s = self._clock()
        line = await self.own_line()
        own = tuple(addressed(report) for report in self._calls.own())
        for event in self._settle(own, line, asked_s=asked_s):
            self._tell(event)
        return line

    def _settle(
        self, own: tuple[CallReport, ...], line: Line, *, asked_s: float
    ) -> list[CallReported]:
        return [
            event
            for call_id, on in settled(own, self._me, line).items()
            for event in self._held(self._me, call_id, on=on, asked_s=asked_s)
        ]

    async def _outside(self) -> list[CallReport]:
        return wire_calls.joined(
            await self._listed(wire_calls.INBOUND, wire_calls.inbound_calls),
            await self._listed(wire_calls.OUTBOUND, wire_calls.outbound_calls),
        )

    async def _listed(
        self,
        request: Request,
        read: Callable[[Mapping[str, object], Remark], list[CallReport]],
    ) -> list[CallReport]:
        try:
            return read(await self._asker.query(request), self._asker.remark)
        except NoSuchTarget:  # "no such call": there is none
            return []

    async def _outside_of(self, number: Number) -> list[CallReport]:
        listed = await self._outside()
        return await self._placed(
            Whose(number, await self._line(number), self._calls.standing), listed
        )

    async def _placed(self, whose: Whose, listed: list[CallReport]) -> list[CallReport]:
        """The calls of the lists with those in them who are there.

        Where one talks on another call, and a held one may have been passed on unheard, the lines
        of all who are in a call are asked for it.
        """
        taken: frozenset[LegId] = frozenset()
        elsewhere = bool(whose.line.named) or len(self.calls_of(whose.me)) > 1
        if elsewhere and any(whose.doubtful(report) for report in listed):
            in_use = await self._directory.lines() or {}
            busy = tuple(number for number in in_use if number != whose.me)
            lines = await self.lines_of(busy) if busy else {}
            taken = frozenset(leg for line in lines.values() for leg in line.outsiders)
        return whose.placed(listed, taken)

    async def _inside(self, line: Line) -> CallReport | None:
        others = await self.lines_of(line.insiders) if line.insiders else {}
        return wire_calls.inside_call(self._me, line, others)

    async def _still_inside(self, line: Line) -> set[CallId]:
        """Calls with colleagues beside the current one: those in which one is on theirs."""
        if line.state is None:
            return set()
        with_me = {
            report.call_id: {leg.number for leg in report.legs} - {self._me}
            for report in self._calls.own()
            if all(leg.kind is LegKind.EXTENSION for leg in report.legs)
        }
        asked = {number for numbers in with_me.values() for number in numbers}
        asked -= set(line.insiders)
        lines = await self.lines_of(tuple(asked)) if asked else {}
        there = {number for number, their in lines.items() if self._me in their.insiders}
        return {call_id for call_id, numbers in with_me.items() if numbers & there}

    async def own_line(self) -> Line:
        """One's own line."""
        return await self._line(self._me)

    async def _line(self, number: Number) -> Line:
        return (await self.lines_of((number,))).get(number, Line(None))

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
                    request = await self._current.hang_up(where(leg_id))
                    # A second time an extension's next call would end.
                    again = not request.endpoint.startswith("extension/")
                case HoldLeg(leg_id) | ResumeLeg(leg_id):
                    return await self._hold(leg_id, on=isinstance(command, HoldLeg))
                case MuteLeg(leg_id, on):
                    verb = "mute" if on else "unmute"
                    request = wire_calls.on_extension(verb, self._extension(leg_id))
                    await self._current.check(where(leg_id))
                    again = True
                case TransferLeg():
                    return await self._move(command)
                case DecideInbound(leg_id, accept):
                    at = where(leg_id)
                    verb = "accept" if accept else "refuse"
                    request, again = wire_calls.on_line(at.kind, verb, at.name), False
                case ListenIn(leg_id, monitor, mode):
                    request = wire_calls.listen(mode, monitor, self._extension(leg_id))
                    await self._current.check(where(leg_id))
                    again = False
                case _:
                    raise NotSupported("this PBX has no such verb")
        except ValueError as err:
            raise NoSuchTarget("no leg of a call at this PBX") from err
        return wire_calls.command_answer(await self._asker.command(request, repeatable=again))

    async def _dial(self, command: Dial) -> Answer:
        """Dial inside or outside; a short number that no list has is tried inside first."""
        known = await self._directory.is_inside(command.callee)
        if known or self._directory.may_be_inside(command.callee, self._me):
            try:
                return await self._dialled(command, inside=True)
            except NoSuchTarget as err:
                if known or err.code not in _NOBODY:
                    raise
        return await self._dialled(command, inside=False)

    async def _dialled(self, command: Dial, *, inside: bool) -> Answer:
        request = wire_calls.dial(
            command.caller, command.callee, inside=inside, auto_answer=command.auto_answer
        )
        answer = await self._asker.command(request, repeatable=False)
        return wire_calls.command_answer(answer)

    async def _hold(self, leg_id: LegId, *, on: bool) -> Answer:
        """No report tells of it: what the answer says is all there is."""
        number, at = Number(self._extension(leg_id)), where(leg_id)
        request = wire_calls.on_extension("hold" if on else "unhold", number.text)
        await (self._current.check(at) if on else self._current.check_held(at))
        try:
            answer = await self._asker.command(request, repeatable=True)
        except InvalidState:
            if not on:  # it holds none: somebody took it back at the phone
                self._tell_held(number, at.call_id, on=False)
            raise
        self._tell_held(number, at.call_id, on=on)
        return wire_calls.command_answer(answer)

    def _tell_held(self, number: Number, call_id: CallId, *, on: bool) -> None:
        for event in self._held(number, call_id, on=on):
            self._tell(event)

    def _held(
        self, number: Number, call_id: CallId, *, on: bool, asked_s: float | None = None
    ) -> list[CallReported]:
        events = self._calls.held(number, call_id, on=on, asked_s=asked_s)
        return [replace(event, report=addressed(event.report)) for event in events]

    async def _move(self, command: TransferLeg) -> Answer:
        """Move a party on; that one's own phone rings no more the answer alone says."""
        answer = await self._asker.command(self._transfer(command), repeatable=False)
        for event in self._calls.passed_on(self._me, where(command.leg_id).call_id):
            self._tell(addressed_event(event))
        return wire_calls.command_answer(answer)

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


def _going_on(reports: list[CallReport], me: Number, line: Line) -> frozenset[str]:
    found = {
        str(leg.leg_id)
        for report in reports
        for leg in report.legs
        if leg.kind is not LegKind.EXTENSION
    }
    return frozenset(found if line.state is None else {*found, ext_leg(me)})
