"""Calls at an OpenVox UC: rebuilt from what it posts, looked up where that leaves a doubt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ctiapp.model.call import LegKind, LegState
from ctiapp.model.directory import LineState
from ctiapp.model.errors import (
    CommandError,
    NoSuchTarget,
    WireError,
)
from ctiapp.model.events import LineChanged
from ctiapp.pbx.eventtest import Named, named_by_told
from ctiapp.pbx.interface import Snapshot
from ctiapp.pbx.openvox import wire, wire_calls
from ctiapp.pbx.openvox.commanding import Commands, calls_in, held_beside
from ctiapp.pbx.outsidecalls import placed
from ctiapp.pbx.rebuilding import Rebuilder
from ctiapp.pbx.told import Action, addressed, addressed_event, ext_leg, party_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Command
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.pbx.openvox.asking import Asker
    from ctiapp.pbx.openvox.clock import PbxClock
    from ctiapp.pbx.openvox.directory import Directory
    from ctiapp.pbx.told import Told


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
        self._commands = Commands(
            asker, directory, self._rebuilder, outside=self._outside, tell=self._answered
        )
        self.on_doubt: Callable[[], None] = lambda: None
        self.on_event: Callable[[PbxEvent], None] = lambda _: None
        self.hides: Callable[[Named], bool] = lambda _: False

    def _doubt(self, why: str) -> None:
        self._asker.remark(f"looking calls up: {why}")
        self.on_doubt()

    def _answered(self, event: PbxEvent) -> None:
        self.on_event(event)

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

    def _taken_in(self, told: Told) -> tuple[PbxEvent, ...]:
        """What an event means; where it takes a ring of one's own, what is talked on is held too.

        Which call is taken no event says: it is one that rang before, and is talked on now.
        """
        if told.action not in (Action.ANSWER, Action.ANSWERED):
            return self._rebuilder.take(told)
        rang = calls_in(self._rebuilder, self._me, LegState.ALERTING)
        events = self._rebuilder.take(told)
        if rang.isdisjoint(calls_in(self._rebuilder, self._me, LegState.CONNECTED)):
            return events
        return (*events, *held_beside(self._rebuilder, self._me, rang))

    def hold_what_may_be(self) -> None:
        """One's own phone holds, as a queue tells: the only call is it, where nobody knew."""
        mine = self._rebuilder.own()
        for report in mine if len(mine) == 1 else ():
            if any(leg.hold_untold and leg.number == self._me for leg in report.legs):
                for event in self._rebuilder.held(self._me, report.call_id, on=True):
                    self.on_event(addressed_event(event))

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
        """Send one command; see `Commands.do`."""
        await self._commands.do(command)
