"""Calls rebuilt from reports that tell only what changed, for PBXs that push no whole calls.

Cloud handbook l. 4715-5410 and OpenVox fact sheet section 5: ALERT and RING, ANSWER and ANSWERED,
two BYEs, Tranfer (sic), CallFailed and NewCdr. They may come late, swapped, twice, or not at all.

* A report names parties, no channels: legs get made ids (``ext:2000``, ``inbound:ID``,
  ``outbound:ID``; ``ext:2000/2`` where the same phone rings again). `party_of` reads them back.
* Which call a report speaks of is found by `ctiapp.pbx.rebuilt_find`, among those that
  `ctiapp.pbx.rebuilt_kept` keeps, within bounds; how each stands: `ctiapp.pbx.rebuilt`.
* Nobody guesses: what cannot be placed is doubted, and whoever uses this asks for a snapshot, which
  is laid upon what is known by `Rebuilder.replace`.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import CallReport, FailReason, LegKind, LegReport, LegState
from ctiapp.model.events import (
    CallFailed,
    CallGone,
    CallRecorded,
    CallReported,
    CallTransferred,
)
from ctiapp.model.ids import LegId
from ctiapp.pbx.rebuilt import RebuiltCall
from ctiapp.pbx.rebuilt_find import Finder
from ctiapp.pbx.rebuilt_fit import covers, pair_in, roles
from ctiapp.pbx.rebuilt_kept import KeptCalls
from ctiapp.pbx.rebuilt_past import LATE_S
from ctiapp.pbx.told import Action, ext_leg, no_place

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.pbx.told import IsPlace, Told


def _nobody_doubts(why: str) -> None:
    del why


class Rebuilder:
    """All calls of a PBX, as its reports tell them.

    Args:
        me: one's own extension.
        on_doubt: is told, in a few stable words, that a snapshot is needed.
        loose: one call may bear several ids (OpenVox).
        is_place: whether a number is a queue, a menu or a group, as far as that is known.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        me: Number,
        *,
        on_doubt: Callable[[str], None] = _nobody_doubts,
        loose: bool = False,
        is_place: IsPlace = no_place,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._on_doubt = on_doubt
        self._me = me
        self._loose = loose
        self._clock = clock
        self._kept = KeptCalls(on_doubt, loose=loose, is_place=is_place)
        self._finder = Finder(self._kept, me, on_doubt, loose=loose)
        self._held_back: tuple[Told, float] | None = None

    def __len__(self) -> int:
        return len(self._kept)

    # --- reading ---------------------------------------------------------------------------------

    def reports(self) -> tuple[CallReport, ...]:
        """All living calls as they stand."""
        return tuple(call.report(gone=False) for call in self._kept.living)

    def own(self) -> tuple[CallReport, ...]:
        """The living calls of one's own extension."""
        return self.of(self._me)

    def of(self, number: Number) -> tuple[CallReport, ...]:
        """The living calls of an extension."""
        return tuple(call.report(gone=False) for call in self._kept.living if call.names(number))

    def standing(self, report: CallReport) -> tuple[LegReport, ...]:
        """Who stands in the call of an outside line, by made ids of legs; nobody if it is unknown.

        A line alone, which nobody was heard to leave, is as good as unknown.

        Args:
            report: a call as a list tells of it.
        """
        call = self._kept.by_line(report.legs)
        if call is None:
            return ()
        alone = all(leg.kind is not LegKind.EXTENSION for leg in call.legs.values())
        if alone and not call.past.heard(Action.BYE):
            return ()
        return tuple(replace(leg, leg_id=LegId(key)) for key, leg in call.legs.items())

    # --- what is told ----------------------------------------------------------------------------

    def take(self, told: Told) -> tuple[PbxEvent, ...]:
        """Take in one report; answer what it means for its call."""
        now_s = self._clock()
        self._kept.forget_old(now_s)
        if told.action is Action.RECORD:
            return self._record(told, now_s)
        if not told.parties:
            self._on_doubt("a report without members")
            return ()
        call = self._finder.told_of(told, now_s)
        if call is None:
            if len(self._finder.fitting(told, now_s)) > 1:
                return self._of_several(told, now_s)
            if told.action in (Action.BYE, Action.TRANSFER):
                return self._of_unknown(told, now_s)
            call = self._kept.new(told.call_id, now_s)
        elif call.over and self._is_late(call, told, now_s):
            if told.action is Action.RING and told.parties[0].number == self._me:
                self._held_back = told, now_s
            return ()
        return self._apply(call, told, now_s)

    def held(
        self,
        number: Number,
        call_id: CallId,
        *,
        on: bool,
        asked_s: float | None = None,
    ) -> tuple[CallReported, ...]:
        """An extension holds a call, or takes it back: no report tells of it, so by an answer.

        Args:
            number: whose.
            call_id: which of its calls.
            on: hold, or take back.
            asked_s: when the question was put whose answer tells it, on the monotonic clock: what
                was told since is newer. None for the answer to a command.
        """
        call = self._kept.by_id(call_id)
        if call is None or (asked_s is not None and call.told_since(asked_s)):
            return ()
        if not call.hold(ext_leg(number), on=on):
            return ()
        if asked_s is None:
            call.told_s = self._clock()
            if not on and self._talks_beside(number, call):
                self._on_doubt("a call was taken back beside a talk")
        return (CallReported(call.report(gone=False)),)

    def _talks_beside(self, number: Number, call: RebuiltCall) -> bool:
        """Whether an extension is said to talk on another call as well: no phone does that."""
        legs = (each.legs.get(ext_leg(number)) for each in self._kept.living if each is not call)
        return any(leg is not None and leg.state is LegState.CONNECTED for leg in legs)

    def forget_others(self) -> None:
        """The PBX was started: what others had is over, and no report will tell it."""
        now_s = self._clock()
        for call in self._kept.living:
            if not call.names(self._me):
                call.end(now_s)
                self._kept.bury(call, now_s)

    def passed_on(self, number: Number, call_id: CallId) -> tuple[CallReported, ...]:
        """Who rang at an extension was moved on: no report tells that its phone is silent."""
        call, now_s = self._kept.by_id(call_id), self._clock()
        if call is None or not call.pass_on(ext_leg(number), now_s):
            return ()
        call.told_s = now_s
        return (CallReported(call.report()),)

    def idle(self, number: Number) -> None:
        """An extension's line is idle: where it is one's own, what is known of its calls is old."""
        if number == self._me and any(call.names(number) for call in self._kept.living):
            self._on_doubt("one's own line is idle")

    def replace(
        self,
        reports: Iterable[CallReport],
        *,
        asked_s: float,
        keep_inside: bool = False,
        keep: Collection[CallId] = (),
        every_line: bool = False,
        rings: bool = False,
    ) -> tuple[CallReport, ...]:
        """Lay a snapshot upon what is known; calls of one's own that it lacks are over.

        Args:
            reports: what the PBX answered, with made leg ids; a call id that it does not tell may
                be blank, and is found by who takes part.
            asked_s: when it was asked for, on the monotonic clock: what was told since is newer.
            keep_inside: this snapshot does not show calls between extensions: they go on.
            keep: those of them that go on, as is known otherwise.
            every_line: it has the outside lines of everybody: others' calls by lines that it lacks
                are over as well.
            rings: one's own line is said to ring. Where no call of one's own does, it is the one
                whose ring was held back for late: this snapshot cannot show it.

        Returns:
            The same calls by the ids, directions and legs that are known of them here.
        """
        now_s = self._clock()
        reports = (*reports, *self._confirmed(asked_s, rings=rings, told=tuple(reports)))
        found: dict[CallId, CallReport] = {}
        # Whose line is known goes first: who is found by a number must not take another's call.
        for report in sorted(reports, key=lambda each: self._kept.by_line(each.legs) is None):
            call = self._finder.shown(report, now_s, taken=found) or self._kept.new(
                report.call_id or self._kept.make_id(report), now_s, provisional=not report.call_id
            )
            if call.told_s <= asked_s or not call.legs:
                call.stand(report, now_s)
                self._kept.note_lines(call)
            if call.over:
                self._kept.bury(call, now_s)
                continue
            found[call.call_id] = replace(call.report(gone=False), partial=report.partial)
        for call in self._kept.living:
            inside = all(leg.kind is LegKind.EXTENSION for leg in call.legs.values())
            mine = call.names(self._me)
            if call.call_id in found or not (mine or (every_line and not inside)):
                continue
            goes_on = inside and (keep_inside or call.call_id in keep)
            if call.told_s > asked_s or goes_on:
                found[call.call_id] = call.report(gone=False)
            else:
                call.end(now_s)
                self._kept.bury(call, now_s)
        return tuple(found.values())

    def _confirmed(
        self, asked_s: float, *, rings: bool, told: tuple[CallReport, ...]
    ) -> tuple[CallReport, ...]:
        """The ring that was held back, where one's own line rings and nothing else says for whom.

        Args:
            asked_s: when a snapshot was asked for.
            rings: whether one's own line rings, by that snapshot.
            told: the calls that it tells of.
        """
        if self._held_back is None or self._held_back[1] > asked_s:
            return ()
        (late, _), self._held_back = self._held_back, None
        explained = any(
            leg.number == self._me and leg.state is LegState.ALERTING
            for report in (*told, *self.own())
            for leg in report.legs
        )
        if not rings or explained or len(late.parties) < 2:
            return ()
        callee, caller = late.parties[:2]
        legs = ((caller, LegState.INITIATED, True), (callee, LegState.ALERTING, False))
        return (
            CallReport(
                late.call_id,
                tuple(
                    LegReport(one.leg_id, one.kind, one.number, state, calling, None, one.trunk)
                    for one, state, calling in legs
                ),
            ),
        )

    def clear(self) -> None:
        """Forget everything."""
        self._held_back = None
        self._kept.clear()

    # --- the reports -----------------------------------------------------------------------------

    def _is_late(self, call: RebuiltCall, told: Told, now_s: float) -> bool:
        """Whether a report of a call that is over is old news; else the call goes on anew."""
        keys = pair_in(call, told)
        again = call.past.seen(told.action, keys) > 0
        call.past.note(told.action, keys)
        if told.action in (Action.BYE, Action.TRANSFER):
            call.past.note_ended(keys, now_s)
            if told.action is Action.BYE:
                call.past.seeking.discard(call.find(told.parties[0]))
            return True
        if told.gave_up:
            call.past.seeking.discard(call.find(told.parties[-1]))
        over_s = self._kept.over_s(call)
        parted = any(keys <= pair for pair in call.past.ended)
        late = parted and now_s - over_s <= LATE_S
        if late and told.action is Action.RING and len(keys) > 1:
            late = call.past.late_ring(keys, now_s)
        match told.action:
            case Action.ALERT:
                late = late or call.recorded or (parted and again)
                late = late or self._overtaken(call, told, now_s)
            case Action.ANSWER | Action.ANSWERED:
                late = late or call.recorded or (parted and again)
            case Action.RING:
                late = late or (call.recorded and again) or self._overtaken(call, told, now_s)
            case _:
                late = parted and again
        # Who parted and is told of anew: a queue that rings once more, or an old report.
        if (late or parted) and self._me in (party.number for party in told.parties):
            self._on_doubt(f"a late {told.action.value}")
        return late

    def _overtaken(self, call: RebuiltCall, told: Told, now_s: float) -> bool:
        """Whether a ring, or its alert, may have been overtaken by the end of all of its call.

        But who is being moved, or has found nobody yet, may be rung for once more.
        """
        if now_s - self._kept.over_s(call) > LATE_S:
            return False
        caller = told.parties[0] if told.action is Action.ALERT else told.parties[-1]
        goes_on = call.moving or call.find(caller) in call.past.seeking
        return call.recorded or not goes_on

    def _of_several(self, told: Told, now_s: float) -> tuple[PbxEvent, ...]:
        """Several calls fit alike: none is touched. That two parted is kept for the second BYE."""
        self._on_doubt(f"a {told.action.value} that fits several calls")
        if told.action is Action.BYE:
            call = RebuiltCall(told.call_id, now_s, loose=self._loose)
            call.past.part(told.parties, now_s)
            call.past.note(told.action, pair_in(call, told))
            self._kept.bury(call, now_s)
        return ()

    def _of_unknown(self, told: Told, now_s: float) -> tuple[PbxEvent, ...]:
        """Two part, or move on, of whom nothing was told: what comes late must not bring them."""
        call = RebuiltCall(told.call_id, now_s, loose=self._loose)
        keys = frozenset(party.leg_id for party in told.parties[:2])
        call.past.note(told.action, keys)
        call.past.note_ended(keys, now_s)
        if told.action is Action.BYE:
            self._kept.bury(call, now_s)
        if any(party.number == self._me for party in told.parties):
            self._on_doubt(f"a {told.action.value} of an unknown call")
        return ()

    def _apply(self, call: RebuiltCall, told: Told, now_s: float) -> tuple[PbxEvent, ...]:
        if call.over:
            self._kept.reopened(call)
        before = call.report(gone=False)
        own = call.legs.get(ext_leg(self._me))
        mine = own is not None
        call.begin()
        self._change(call, told, now_s)
        call.told_s = now_s
        call.past.note(told.action, pair_in(call, told))
        self._kept.touch(call)
        if call.doubt and (mine or call.names(self._me)):
            self._on_doubt(call.doubt)
        report = call.report()
        if call.over:
            self._kept.bury(call, now_s)
        if told.action is Action.FAILED:
            failed = CallFailed(report, told.reason, told.words)
            if not mine:
                return (failed, *_stands(before, report))
            # One's own dial that failed is over by that word alone; a ring that failed is no more
            # than a ring that ended.
            over = own is not None and own.calling is True and not call.names(self._me)
            return (failed,) if over else _stands(before, report)
        if told.action is Action.TRANSFER:
            forwarded = not any(leg.state is LegState.CONNECTED for leg in report.legs)
            return (CallTransferred(report, forwarded=forwarded),)
        return _stands(before, report)

    def _change(self, call: RebuiltCall, told: Told, now_s: float) -> None:
        callee, caller = roles(call, told)
        first = told.parties[0]
        second = told.parties[1] if len(told.parties) > 1 else None
        if len(told.parties) > 2:
            call.doubt = "more than two members"
        match told.action:
            case Action.ALERT:
                call.alert(first)
            case Action.RING:
                call.ring(first, second, now_s)
            case Action.ANSWER | Action.ANSWERED:
                if callee is None or caller is None:
                    # The caller stands first in this one, who has reached no person.
                    calling = True if told.action is Action.ANSWERED else None
                    call.answer_alone(first, calling=calling)
                else:
                    call.answer(callee, caller, now_s)
            case Action.BYE:
                call.bye(first, second, now_s)
            case Action.TRANSFER:
                call.moving = True
            case Action.FAILED if told.gave_up and caller is not None:
                call.give_up(caller, now_s)
            case Action.FAILED:
                refused = told.reason in (FailReason.BUSY, FailReason.DECLINED)
                call.fail(callee or first, caller, now_s, refused=refused)
            case _:
                pass

    def _record(self, told: Told, now_s: float) -> tuple[PbxEvent, ...]:
        """A call is over and has its record, which may bear an id of its own (OpenVox)."""
        call = self._kept.by_id(told.call_id)
        if call is None and self._loose and told.ended is not None:
            call = self._finder.recorded(told.ended, now_s)
            if call is not None:
                self._kept.alias(told.call_id, call.call_id)
        if call is None:
            return (CallRecorded(told.call_id, told.fields, told.ended),)
        again, call.recorded = call.recorded, True
        if not call.over and again:
            # It rang anew since: the record may be of what was before.
            if call.names(self._me):
                self._on_doubt("a second record")
            return ()
        if not call.over:
            if call.names(self._me) and not covers(call, told.ended):
                self._on_doubt("a record of others in one's own call")
            call.end(now_s)
            self._kept.bury(call, now_s)
        ended = told.ended
        if ended is not None:
            ended = replace(ended, call_id=call.call_id)
        return (CallRecorded(call.call_id, told.fields, ended),)


def _stands(before: CallReport, after: CallReport) -> tuple[PbxEvent, ...]:
    if before.legs == after.legs:
        return ()
    return (CallReported(after),) if after.legs else (CallGone(after.call_id),)
