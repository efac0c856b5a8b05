"""Which of an extension's calls its verbs would act on, at a Cloud PBX.

Rule: they act on its *current* call, whichever that is. Where it has another one than the one that
is meant, its own line is asked which of them it is; where that is another one, or not told, the
outside line is hung up instead, if that ends this call alone, or nothing is done: the wrong call
must not end. Of others' calls a report may have been lost, so their line is asked in any case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.errors import InvalidState
from ctiapp.model.number import Number
from ctiapp.pbx.cloud import wire_calls
from ctiapp.pbx.told import ext_leg, outer_leg, where

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.model.call import CallReport
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.pbx.cloud.wire_calls import Line
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.told import Where

_IN_TALK = (LegState.CONNECTED, LegState.HELD)


class Current:
    """Sees to it that the call is acted on that is meant.

    Args:
        me: one's own number.
        line_of: asks for an extension's line.
        calls_of: the calls of an extension that were told of, with addressed legs.
        outside: asks for all calls with somebody outside.
    """

    def __init__(
        self,
        me: Number,
        line_of: Callable[[Number], Awaitable[Line]],
        calls_of: Callable[[Number], tuple[CallReport, ...]],
        outside: Callable[[], Awaitable[list[CallReport]]],
    ) -> None:
        self._me = me
        self._line_of = line_of
        self._calls_of = calls_of
        self._outside = outside

    async def hang_up(self, at: Where) -> Request:
        """What hangs up this leg and nothing else.

        Raises:
            InvalidState: nothing would.
            ValueError: it is no leg.
        """
        if at.kind is not LegKind.EXTENSION:
            return wire_calls.on_line(at.kind, "hangup", at.name)
        request = wire_calls.on_extension("hangup", at.name)
        if (at.name == self._me.text and not self._others(at)) or await self._is_current(at):
            return request
        return await self._line_instead(at)

    async def _line_instead(self, at: Where) -> Request:
        """The outside line of this one of several calls of an extension, which ends it as well.

        A caller whom a queue or a menu serves would be thrown out of it, and one who rings at, or
        talks with, others would be taken from them: so the PBX is asked once more.

        Raises:
            InvalidState: this call has no line of its own, or that would not be to hang up alone.
        """
        this = self._this(at)
        legs = () if this is None else this.legs
        lines = [where(leg.leg_id) for leg in legs if leg.kind is not LegKind.EXTENSION]
        if this is not None and len(lines) == 1:
            leg_id = outer_leg(lines[0].kind, lines[0].name)
            for report in await self._outside():
                found = {leg.leg_id: leg for leg in report.legs}
                if found.keys() == {leg_id, ext_leg(Number(at.name))}:
                    rings = report.legs[0].state is LegState.INITIATED
                    if rings or state_in(this, at.name) in _IN_TALK:
                        return wire_calls.on_line(lines[0].kind, "hangup", lines[0].name)
        raise _another()

    async def check(self, at: Where) -> None:
        """See that an extension's verbs would act on this call.

        Raises:
            InvalidState: they would not, or nobody knows.
        """
        if at.name == self._me.text:
            states = [state_in(other, at.name) for other in self._others(at)]
            this = state_in(self._this(at), at.name)
            # Who talks does so on the current call, whatever rings besides.
            if not states or (this is LegState.CONNECTED and set(states) <= {LegState.ALERTING}):
                return
        if not await self._is_current(at):
            raise _another()

    async def check_held(self, at: Where) -> None:
        """See that this call is the one that an extension would take back.

        Raises:
            InvalidState: there may be several, or this may be none.
        """
        others = [
            other for other in self._others(at) if state_in(other, at.name) is not LegState.ALERTING
        ]
        if not others:
            if at.name != self._me.text and not await self._is_current(at):
                raise _another()
            return
        line = await self._line_of(Number(at.name))
        talked_on = [other for other in others if line.named & self._beside(other, at)]
        this = self._this(at)
        if (
            # The one of two that is talked on is told: so it is the other that is held.
            this is None
            or state_in(this, at.name) is not LegState.HELD
            or line.state is not LegState.CONNECTED
            or len(others) != 1
            or len(talked_on) != 1
            or line.named & self._beside(this, at)
        ):
            raise _another()

    async def _is_current(self, at: Where) -> bool:
        """Whether the PBX says that this is an extension's current call.

        Where it names nobody, it is only where nothing tells of another.
        """
        line = await self._line_of(Number(at.name))
        this, others = self._this(at), self._others(at)
        if this is None or line.state is None:
            return False
        if not line.named:
            return not others
        return bool(line.named & self._beside(this, at)) and not any(
            line.named & self._beside(other, at) for other in others
        )

    def _this(self, at: Where) -> CallReport | None:
        calls = self._calls_of(Number(at.name))
        return next((report for report in calls if report.call_id == at.call_id), None)

    def _others(self, at: Where) -> list[CallReport]:
        """The other living calls of the same extension."""
        calls = self._calls_of(Number(at.name))
        return [report for report in calls if report.call_id != at.call_id]

    @staticmethod
    def _beside(report: CallReport, at: Where) -> frozenset[LegId]:
        return wire_calls.beside(report, Number(at.name))


def state_in(report: CallReport | None, number: str) -> LegState | None:
    """How an extension stands in a call."""
    legs = () if report is None else report.legs
    return next(
        (leg.state for leg in legs if leg.kind is LegKind.EXTENSION and leg.number.text == number),
        None,
    )


def unheld(own: tuple[CallReport, ...], me: Number, line: Line) -> list[CallId]:
    """Which of one's own calls are not on hold, by one's own line, whatever was told last.

    Of two that are both said to be held, while the line is busy, nobody knows which is.
    """
    if line.state is not LegState.CONNECTED:
        return []
    calls = [each for each in own if state_in(each, me.text) is not LegState.ALERTING]
    named = [each for each in calls if line.named & wire_calls.beside(each, me)]
    if len(named) == 1:
        return [named[0].call_id]
    held = all(state_in(each, me.text) is LegState.HELD for each in calls)
    return [each.call_id for each in calls] if held and (named or not line.named) else []


def _another() -> InvalidState:
    return InvalidState("the phone's current call is another one")
