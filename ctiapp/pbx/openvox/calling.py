"""Calls at an OpenVox UC: rebuilt from what it posts, looked up where that leaves a doubt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.commands import Dial, HangUpLeg, HoldLeg, ListenIn, ResumeLeg
from ctiapp.model.directory import LineState
from ctiapp.model.errors import (
    CommandError,
    InvalidState,
    NoSuchTarget,
    NotSupported,
    WireError,
)
from ctiapp.model.events import LineChanged
from ctiapp.model.number import Number
from ctiapp.pbx.eventtest import Named, named_by_told
from ctiapp.pbx.interface import Snapshot
from ctiapp.pbx.lookup import is_short
from ctiapp.pbx.openvox import wire, wire_calls
from ctiapp.pbx.outsidecalls import placed
from ctiapp.pbx.rebuilding import Rebuilder
from ctiapp.pbx.standing import another, calls_at, line_instead, state_in
from ctiapp.pbx.told import Action, addressed, addressed_event, ext_leg, party_of, where

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Command
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId, LegId
    from ctiapp.pbx.openvox.asking import Asker
    from ctiapp.pbx.openvox.clock import PbxClock
    from ctiapp.pbx.openvox.directory import Directory
    from ctiapp.pbx.told import Told, Where

LONGEST_INSIDE: Final = 7
"""Digits of the longest number that can be in the house."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the lists of calls answered.

    Attributes:
        reports: calls with somebody outside, of everybody.
        kept: what was told before of those that the PBX does not list.
        busy: whether one's own line rings or is in a call.
        rings: whether it rings.
        known: whether the PBX says what one's own line does.
        whole: whether it told of the outside lines of either kind.
    """

    reports: tuple[CallReport, ...]
    kept: tuple[CallReport, ...]
    busy: bool
    rings: bool
    known: bool
    whole: bool


class Calls:
    """The calls of one PBX.

    Args:
        asker: puts the questions and gives the commands.
        directory: who is in the house.
        me: one's own extension.
        pbx_clock: hears of each call's record.
        clock: monotonic seconds.

    Attributes:
        on_doubt: is called where a snapshot is needed.
        on_event: is called with what no frame tells.
        in_use: whether one's own line was in use when the last snapshot was taken.
        hides: says what is of no call that anybody is to be shown.
    """

    def __init__(
        self,
        asker: Asker,
        directory: Directory,
        me: Number,
        pbx_clock: PbxClock,
        clock: Callable[[], float],
    ) -> None:
        self._asker = asker
        self._directory = directory
        self._me = me
        self._pbx_clock = pbx_clock
        self._clock = clock
        self._sn = ""
        self.in_use = False
        self._rebuilder = Rebuilder(
            me,
            on_doubt=self._doubt,
            loose=True,
            is_place=lambda number: directory.is_place(number, me),
            clock=clock,
        )
        self.on_doubt: Callable[[], None] = lambda: None
        self.on_event: Callable[[PbxEvent], None] = lambda _: None
        self.hides: Callable[[Named], bool] = lambda _: False

    def _doubt(self, why: str) -> None:
        self._asker.remark(f"looking calls up: {why}")
        self.on_doubt()

    def begin(self) -> None:
        """A stream is opened: it may be another PBX, or the same after a restart."""
        self._sn = ""

    # --- events ----------------------------------------------------------------------------------

    def heard(self, frame: str) -> tuple[PbxEvent, ...]:
        """Read one event; see `Pbx.parse`.

        Raises:
            WireError: it cannot be read, or is another PBX's by its serial number.
        """
        event = wire.opened(frame)
        if not self.is_genuine(event.sn):
            raise WireError("an event of another PBX")
        self._sn = self._sn or event.sn
        told = wire.told_of(event, self._asker.remark)
        if told is not None:
            if told.ended is not None:
                self._pbx_clock.heed(told.ended)
            if self.hides(named_by_told(told)):
                return ()
            return tuple(addressed_event(one) for one in self._taken_in(told))
        one = wire.event_of(event)
        if isinstance(one, LineChanged) and one.state is LineState.IDLE:
            self._rebuilder.idle(one.number)
        return (one,)

    def is_genuine(self, sn: str) -> bool:
        """Whether an event may be this PBX's, by the serial number in it; empty: it has none."""
        return not sn or not self._sn or sn == self._sn

    # --- pictures --------------------------------------------------------------------------------

    async def snapshot(self) -> Snapshot:
        """Which calls one's own extension has; see `Pbx.snapshot`.

        Calls between extensions are in no list: they are kept as they were told, for as long as
        one's own line is busy or rings.
        """
        asked_s = self._clock()
        asked = await self._ask()
        self.in_use = self._uses_line(asked)
        found = self._rebuilder.replace(
            (*asked.reports, *asked.kept),
            asked_s=asked_s,
            keep_inside=asked.busy or not asked.known,
            every_line=True,
            rings=asked.rings,
        )
        mine = tuple(addressed(report) for report in found if self._is_mine(report))
        idle = asked.known and not asked.busy
        return Snapshot(mine, complete=idle or (bool(mine) and asked.whole))

    async def _ask(self) -> _Asked:
        line = await self._directory.own_line(self._me)
        reports: list[CallReport] = []
        untold: set[LegKind] = set()
        for kind in wire_calls.LISTS:
            answer = await self._lines(kind)
            if answer is None:
                untold.add(kind)
            else:
                read = partial(wire_calls.outside_calls, kind)
                reports += await self._asker.read(read, answer)
        busy = line.state is not None
        out = {ext_leg(self._me)} if line.known and not busy else ()
        told = tuple(
            placed(
                wire_calls.as_ones_own(one, self._me, line.state),
                self._rebuilder.standing(one),
                out,
            )
            for one in reports
        )
        kept = (
            one
            for one in self._rebuilder.reports()
            if any(leg.kind in untold for leg in one.legs)
            and (busy or not line.known or not self._is_mine(one))
        )
        return _Asked(
            told,
            tuple(kept),
            busy=busy,
            rings=line.state is LegState.ALERTING,
            known=line.known,
            whole=not untold,
        )

    async def _lines(self, kind: LegKind) -> Mapping[str, object] | None:
        """What the PBX answers of the outside lines of a kind; None where it refuses.

        Where it does not list them all it is asked for those that are known (see `wire_calls`).
        """
        try:
            return await self._asker.query(wire_calls.outside(kind))
        except NoSuchTarget:  # there is no call
            return {}
        except CommandError as err:
            self._asker.note(f"list of all {kind.value} lines", err)
        known = {
            name
            for report in self._rebuilder.reports()
            for line_kind, name in (party_of(leg.leg_id) for leg in report.legs)
            if line_kind is kind
        }
        if not known:
            return None
        try:
            return await self._asker.query(wire_calls.outside(kind, sorted(known)))
        except NoSuchTarget:  # of several one may be there
            return {} if len(known) == 1 else None
        except CommandError:
            return None

    async def _outside(self) -> tuple[CallReport, ...]:
        return (await self._ask()).reports

    async def look_at_line(self) -> bool:
        """Compare one's own line with what was told of it: a lost event is found out so.

        Returns:
            Whether it is in use; where the PBX does not say, whether any outside line is its own.
        """
        line = await self._directory.own_line(self._me)
        if not line.known:
            return self._uses_line(await self._ask())
        in_use = line.state is not None
        if in_use is not bool(self._rebuilder.own()):
            self._doubt("one's own line tells otherwise than the events")
        return in_use

    async def own_phone(self) -> tuple[LegState | None, bool]:
        """How one's own phone stands, and whether any call that is known is one's own."""
        line = await self._directory.own_line(self._me)
        outside = any(self._is_mine(report) for report in await self._outside())
        return line.state, outside or bool(self._rebuilder.own())

    def _uses_line(self, asked: _Asked) -> bool:
        lines = (*asked.reports, *asked.kept)
        return asked.busy or any(self._is_mine(report) for report in lines)

    def _is_mine(self, report: CallReport) -> bool:
        return any(leg.kind is LegKind.EXTENSION and leg.number == self._me for leg in report.legs)

    async def one(self, call_id: CallId) -> CallReport | None:
        """One call as it stands; None where it is gone."""
        await self.snapshot()
        return next((one for one in self.all() if one.call_id == call_id), None)

    def all(self) -> tuple[CallReport, ...]:
        """All calls as far as they are known."""
        return tuple(addressed(report) for report in self._rebuilder.reports())

    # --- commands --------------------------------------------------------------------------------

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
        except InvalidState:
            if not on:  # it holds none: somebody took it back at the phone
                self._held(number, place.call_id, on=False)
            raise
        self._held(number, place.call_id, on=on)
        if not on:
            for event in self._held_beside(number, {place.call_id}):
                self.on_event(addressed_event(event))

    def _in_state(self, number: Number, state: LegState) -> set[CallId]:
        """The calls in which an extension stands so."""
        calls = self._rebuilder.of(number)
        return {each.call_id for each in calls if state_in(each, number.text) is state}

    def _held_beside(self, number: Number, taken: Collection[CallId]) -> tuple[PbxEvent, ...]:
        """Hold what an extension talks on beside what it took: no phone talks on two (inferred)."""
        beside = self._in_state(number, LegState.CONNECTED).difference(taken)
        held = (self._rebuilder.held(number, call_id, on=True) for call_id in beside)
        return tuple(chain.from_iterable(held))

    def _taken_in(self, told: Told) -> tuple[PbxEvent, ...]:
        """What an event means; where it takes a ring of one's own, what is talked on is held too.

        Which call is taken no event says: it is one that rang before, and is talked on now.
        """
        if told.action not in (Action.ANSWER, Action.ANSWERED):
            return self._rebuilder.take(told)
        rang = self._in_state(self._me, LegState.ALERTING)
        events = self._rebuilder.take(told)
        if rang.isdisjoint(self._in_state(self._me, LegState.CONNECTED)):
            return events
        return (*events, *self._held_beside(self._me, rang))

    def _held(self, number: Number, call_id: CallId, *, on: bool) -> None:
        for event in self._rebuilder.held(number, call_id, on=on):
            self.on_event(addressed_event(event))

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


def _place(leg_id: LegId) -> Where:
    try:
        return where(leg_id)
    except ValueError:
        raise NoSuchTarget("nobody knows whose leg that is") from None


def _extension(place: Where) -> str:
    if place.kind is not LegKind.EXTENSION:
        raise NotSupported("this PBX does that with extensions alone")
    return place.name
