"""Which of an extension's calls its verbs would act on, at a Cloud PBX.

Rule: they act on its *current* call, whichever that is. Where it has another one than the one that
is meant, its own line is asked which of them it is; where that is another one, or not told, the
outside line is hung up instead, if that ends this call alone, or nothing is done: the wrong call
must not end. Of others' calls a report may have been lost, so their line is asked in any case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.number import Number
from ctiapp.pbx.cloud import wire_calls
from ctiapp.pbx.standing import another, calls_at, line_instead, state_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from ctiapp.model.call import CallReport
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.pbx.cloud.wire_calls import Line
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.told import Where


class Current:
    """Sees to it that the call is acted on that is meant.

    Args:
        me: one's own number.
        line_of: asks for an extension's line.
        calls_of: the calls of an extension that were told of, with addressed legs.
        outside: asks for all calls with somebody outside, and whether an extension stands in them.
    """

    def __init__(
        self,
        me: Number,
        line_of: Callable[[Number], Awaitable[Line]],
        calls_of: Callable[[Number], tuple[CallReport, ...]],
        outside: Callable[[Number], Awaitable[list[CallReport]]],
    ) -> None:
        self._me = me
        self._line_of = line_of
        self._calls_of = calls_of
        self._outside = outside

    async def hang_up(self, at: Where) -> Request:
        """What hangs up this leg and nothing else.

        Raises:
            InvalidState: nothing would.
            NoSuchTarget: this call is over.
            ValueError: it is no leg.
        """
        if at.kind is not LegKind.EXTENSION:
            return wire_calls.on_line(at.kind, "hangup", at.name)
        request = wire_calls.on_extension("hangup", at.name)
        _, others = self._calls(at)
        if (at.name == self._me.text and not others) or await self._is_current(at):
            return request
        number = Number(at.name)
        line = await line_instead(at, lambda: self._calls_of(number), lambda: self._outside(number))
        return wire_calls.on_line(line.kind, "hangup", line.name)

    async def check(self, at: Where) -> None:
        """See that an extension's verbs would act on this call.

        Raises:
            InvalidState: they would not, or nobody knows.
            NoSuchTarget: this call is over.
        """
        this, others = self._calls(at)
        if at.name == self._me.text:
            states = {state_in(other, at.name) for other in others}
            talks = state_in(this, at.name) is LegState.CONNECTED
            # Who talks does so on the current call, whatever rings besides.
            if not states or (talks and states <= {LegState.ALERTING}):
                return
        if not await self._is_current(at):
            raise another()

    async def check_held(self, at: Where) -> None:
        """See that this call is the one that an extension would take back.

        Raises:
            InvalidState: there may be several, or this may be none.
            NoSuchTarget: this call is over.
        """
        _, calls = self._calls(at)
        others = [each for each in calls if state_in(each, at.name) is not LegState.ALERTING]
        if not others:
            if at.name != self._me.text and not await self._is_current(at):
                raise another()
            return
        line = await self._line_of(Number(at.name))
        talked_on = [other for other in others if line.named & self._beside(other, at)]
        this, _ = self._calls(at)
        if (
            # The one of two that is talked on is told: so it is the other that is held.
            state_in(this, at.name) is not LegState.HELD
            or line.state is not LegState.CONNECTED
            or len(others) != 1
            or len(talked_on) != 1
            or line.named & self._beside(this, at)
        ):
            raise another()

    async def _is_current(self, at: Where) -> bool:
        """Whether the PBX says that this is an extension's current call.

        Where it names nobody, it is only where nothing tells of another.
        """
        line = await self._line_of(Number(at.name))
        this, others = self._calls(at)
        if line.state is None:
            return False
        if not line.named:
            return not others
        return bool(line.named & self._beside(this, at)) and not any(
            line.named & self._beside(other, at) for other in others
        )

    def _calls(self, at: Where) -> tuple[CallReport, list[CallReport]]:
        return calls_at(self._calls_of(Number(at.name)), at)

    @staticmethod
    def _beside(report: CallReport, at: Where) -> frozenset[LegId]:
        return wire_calls.beside(report, Number(at.name))


def settled(own: Iterable[CallReport], me: Number, line: Line) -> dict[CallId, bool]:
    """Which of one's own calls are on hold, and which are not, by one's own line.

    Whatever was told last: nobody tells what is done at the phone. The line holds only if all are
    held; of several it names the one that is talked on. Of two that are both said to be held, while
    it is busy and does not say with which, nobody knows which is.
    """
    calls = [each for each in own if state_in(each, me.text) is not LegState.ALERTING]
    talks = [each for each in calls if state_in(each, me.text) is LegState.CONNECTED]
    if line.state is LegState.HELD:
        return {each.call_id: True for each in talks}
    if line.state is not LegState.CONNECTED:
        return {}
    named = [each for each in calls if line.named & wire_calls.beside(each, me)]
    if len(named) == 1:
        others = {each.call_id: True for each in talks if each is not named[0]}
        held = state_in(named[0], me.text) is LegState.HELD
        return others | ({named[0].call_id: False} if held else {})
    held = all(state_in(each, me.text) is LegState.HELD for each in calls)
    return {each.call_id: False for each in calls} if held and (named or not line.named) else {}
