"""Commands at an OpenVox UC: what is sent for each, and whether it would be done to the call meant.

None of them names a call: they act on the one that a phone has at hand. So what an extension holds,
which no event tells, is kept by the answers.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.commands import Dial, HangUpLeg, HoldLeg, ListenIn, ResumeLeg
from ctiapp.model.errors import CommandError, InvalidState, NoSuchTarget, NotSupported
from ctiapp.model.number import Number
from ctiapp.pbx.lookup import is_short
from ctiapp.pbx.openvox import wire_calls
from ctiapp.pbx.openvox.wire_rest import NOT_TALKING
from ctiapp.pbx.standing import another, calls_at, line_instead, state_in
from ctiapp.pbx.told import addressed_event, where

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Command
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.pbx.openvox.asking import Asker
    from ctiapp.pbx.openvox.directory import Directory
    from ctiapp.pbx.rebuilding import Rebuilder
    from ctiapp.pbx.told import Where

LONGEST_INSIDE: Final = 7
"""Digits of the longest number that can be in the house."""


def calls_in(rebuilder: Rebuilder, number: Number, state: LegState) -> set[CallId]:
    """The calls in which an extension stands so."""
    calls = rebuilder.of(number)
    return {each.call_id for each in calls if state_in(each, number.text) is state}


def held_beside(
    rebuilder: Rebuilder, number: Number, taken: Collection[CallId]
) -> tuple[PbxEvent, ...]:
    """Hold what an extension talks on beside what it took: no phone talks on two (inferred)."""
    beside = calls_in(rebuilder, number, LegState.CONNECTED).difference(taken)
    held = (rebuilder.held(number, call_id, on=True) for call_id in beside)
    return tuple(chain.from_iterable(held))


class Commands:
    """They.

    Args:
        asker: sends them.
        directory: who is in the house.
        rebuilder: the calls, as far as they are known.
        outside: asks for all calls with somebody outside.
        tell: is called with what an answer alone tells.
    """

    def __init__(
        self,
        asker: Asker,
        directory: Directory,
        rebuilder: Rebuilder,
        *,
        outside: Callable[[], Awaitable[tuple[CallReport, ...]]],
        tell: Callable[[PbxEvent], None],
    ) -> None:
        self._asker = asker
        self._directory = directory
        self._rebuilder = rebuilder
        self._outside = outside
        self._tell = tell

    async def do(self, command: Command) -> None:
        """Send one command, at most once.

        Raises:
            NotSupported: this PBX cannot do that.
            PbxError: as it happened.
        """
        match command:
            case Dial():
                await self._dial(command)
            case HoldLeg(leg_id) | ResumeLeg(leg_id):
                await self._hold(_place(leg_id), on=isinstance(command, HoldLeg))
            case HangUpLeg(leg_id):
                await self._hang_up(_place(leg_id))
            case ListenIn(leg_id, monitor, mode):
                request = wire_calls.listen(mode, monitor, _extension(_place(leg_id)))
                self._check_current(_place(leg_id))
                await self._asker.command(request, repeatable=False)
            case _:
                raise NotSupported("this PBX cannot do that")

    async def _dial(self, command: Dial) -> None:
        """Dial in the house or outside, by what is known of the number.

        A short number that is not known may be a group or a service of the house: where the PBX
        knows nobody of that number there, nothing was done, and it is dialled outside. An emergency
        number goes outside at once, unless somebody in the house is known to have it.
        """
        caller, callee, auto = command.caller, command.callee, command.auto_answer
        known = callee in self._directory.names or callee in self._directory.inside
        short = is_short(callee, LONGEST_INSIDE) and not command.emergency
        if known or callee.is_feature_code or short:
            request = wire_calls.dial_inside(caller, callee, auto_answer=auto)
            try:
                await self._asker.command(request, repeatable=False)
            except NoSuchTarget:
                if known or not short:
                    raise
            else:
                return
        request = wire_calls.dial_outside(caller, callee, auto_answer=auto)
        await self._asker.command(request, repeatable=False)

    async def _hold(self, place: Where, *, on: bool) -> None:
        number = Number(_extension(place))
        request = wire_calls.on_extension("hold" if on else "unhold", number.text)
        if on:
            self._check_current(place)
        else:
            self._check_held(place)
        try:
            await self._asker.command(request, repeatable=True)
        except InvalidState as err:
            if not on:  # it holds none: somebody took it back at the phone
                self._held(number, place.call_id, on=False)
            elif err.code == NOT_TALKING and await self._is_in_a_call(number):
                # Not told: what is asked for is done already, and yet somebody has to hear of it.
                # The picture that a refusal has fetched shows it.
                self._rebuilder.held(number, place.call_id, on=True)
                raise InvalidState(err.detail, key="call.held_already", code=err.code) from err
            raise
        self._held(number, place.call_id, on=on)
        if not on:
            for event in held_beside(self._rebuilder, number, {place.call_id}):
                self._tell(addressed_event(event))

    async def _is_in_a_call(self, number: Number) -> bool:
        """Whether an extension's line says that it is: what it cannot hold it holds (inferred)."""
        try:
            line = await self._directory.own_line(number)
        except CommandError:
            return False
        return line.state is LegState.CONNECTED

    def _held(self, number: Number, call_id: CallId, *, on: bool) -> None:
        for event in self._rebuilder.held(number, call_id, on=on):
            self._tell(addressed_event(event))

    async def _hang_up(self, place: Where) -> None:
        if place.kind is LegKind.INBOUND:
            request = wire_calls.hang_up_inbound(place.name)
        elif place.kind is LegKind.OUTBOUND:
            raise NotSupported("this PBX hangs up no outside line that was called")
        elif self._is_sure(place):
            request = wire_calls.on_extension("hangup", place.name)
        else:
            line = await line_instead(place, self._rebuilder.reports, self._outside)
            if line.kind is not LegKind.INBOUND:
                raise another()
            request = wire_calls.hang_up_inbound(line.name)
        # A second time an extension's next call would end.
        again = request.endpoint == "inbound/hangup"
        await self._asker.command(request, repeatable=again)

    # --- which call it would be ------------------------------------------------------------------

    def _states(self, place: Where) -> tuple[LegState | None, set[LegState | None]]:
        """How an extension stands in this call, and in its other ones.

        Raises:
            NoSuchTarget: this one is over.
        """
        this, others = calls_at(self._rebuilder.reports(), place)
        return state_in(this, place.name), {state_in(each, place.name) for each in others}

    def _is_sure(self, place: Where) -> bool:
        """Whether hanging up an extension would end this call: it ends its current one (inferred).

        That is the one it talks on, or dials, before one that rings. Of a held one nobody knows:
        calls are swapped at the phone, and the PBX does not tell.
        """
        this, others = self._states(place)
        return not others or (this is not LegState.ALERTING and others == {LegState.ALERTING})

    def _check_current(self, place: Where) -> None:
        """See that an extension's verbs would act on this call, as far as is known.

        Raises:
            InvalidState: it is not known to be the only one that is talked on.
        """
        this, others = self._states(place)
        if others and (
            this is not LegState.CONNECTED or not others <= {LegState.ALERTING, LegState.HELD}
        ):
            raise another()

    def _check_held(self, place: Where) -> None:
        """See that this call is the one that an extension would take back.

        Raises:
            InvalidState: it is not known to be the only one that is held.
        """
        this, others = self._states(place)
        if others and (this is not LegState.HELD or LegState.HELD in others):
            raise another()
        calls = self._rebuilder.of(Number(place.name))
        beside = (leg for each in calls if each.call_id != place.call_id for leg in each.legs)
        if any(leg.hold_untold and leg.number.text == place.name for leg in beside):
            raise another()


def _place(leg_id: LegId) -> Where:
    try:
        return where(leg_id)
    except ValueError:
        raise NoSuchTarget("nobody knows whose leg that is") from None


def _extension(place: Where) -> str:
    if place.kind is not LegKind.EXTENSION:
        raise NotSupported("this PBX does that with extensions alone")
    return place.name
