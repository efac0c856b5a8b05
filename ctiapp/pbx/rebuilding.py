"""Calls rebuilt from reports that tell only what changed, for PBXs that push no whole calls.

Cloud handbook l. 4715-5410 and OpenVox fact sheet section 5: ALERT and RING, ANSWER and ANSWERED,
two BYEs, Tranfer (sic), CallFailed and NewCdr. They may come late, swapped, twice, or not at all.

* A report names parties, no channels: legs get made ids (``ext:2000``, ``inbound:ID``,
  ``outbound:ID``; ``ext:2000/2`` where the same phone rings again). `party_of` reads them back.
* OpenVox's two BYEs bear different call ids, and a snapshot names no calls at all: what bears an
  unknown id is matched by the outside leg's id, else by who takes part and when.
* Nobody guesses: what cannot be placed is doubted, and whoever uses this asks for a snapshot, which
  is laid upon what is known by `Rebuilder.replace`.
* Whatever comes, what is kept is bounded.
"""

from __future__ import annotations

import time
from collections import OrderedDict
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
from ctiapp.model.ids import CallId
from ctiapp.pbx.rebuilt import RebuiltCall
from ctiapp.pbx.rebuilt_fit import covers, fit, pair_in, roles
from ctiapp.pbx.rebuilt_past import LATE_S
from ctiapp.pbx.told import Action, Party, Told, ext_leg, outer_leg, party_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from ctiapp.model.events import PbxEvent
    from ctiapp.model.number import Number
    from ctiapp.model.records import EndedCall

__all__ = ["Action", "Party", "Rebuilder", "Told", "ext_leg", "outer_leg", "party_of"]

MAX_CALLS = 2_000
"""Living calls that are kept at most; the one told of longest ago goes first."""
MAX_OVER = 1_000
"""Calls that are over and remembered for late reports."""
REMEMBERED_S = 600.0
"""How long a call that is over is remembered."""
TOGETHER_S = 10.0
"""How long after a call's end its second BYE may come, under another id."""
RECORD_S = 120.0
"""How long after a call's end its record may come, under another id."""
RECORD_OFF_S = 5.0
"""How far a record's duration may be from how long its call was known here."""
MAX_LINES = 8 * MAX_CALLS
"""Outside lines by which calls are found; the one told of longest ago goes first."""
MAX_IDS = 8
"""Ids of one call that are remembered."""


def _nobody_doubts(why: str) -> None:
    del why


class Rebuilder:
    """All calls of a PBX, as its reports tell them.

    Args:
        me: one's own extension.
        on_doubt: is told, in a few stable words, that a snapshot is needed.
        loose: one call may bear several ids (OpenVox).
        clock: monotonic seconds.
    """

    def __init__(
        self,
        me: Number,
        *,
        on_doubt: Callable[[str], None] = _nobody_doubts,
        loose: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.on_doubt = on_doubt
        self._me = me
        self._loose = loose
        self._clock = clock
        self._living: OrderedDict[CallId, RebuiltCall] = OrderedDict()
        self._over: OrderedDict[CallId, tuple[RebuiltCall, float]] = OrderedDict()
        self._ids: OrderedDict[CallId, CallId] = OrderedDict()
        self._lines: OrderedDict[str, CallId] = OrderedDict()
        self._made = 0
        self._held_back: tuple[Told, float] | None = None

    def __len__(self) -> int:
        return len(self._living) + len(self._over)

    # --- reading ---------------------------------------------------------------------------------

    def reports(self) -> tuple[CallReport, ...]:
        """All living calls as they stand."""
        return tuple(call.report(gone=False) for call in self._living.values())

    def own(self) -> tuple[CallReport, ...]:
        """The living calls of one's own extension."""
        return tuple(
            call.report(gone=False) for call in self._living.values() if call.names(self._me)
        )

    # --- what is told ----------------------------------------------------------------------------

    def take(self, told: Told) -> tuple[PbxEvent, ...]:
        """Take in one report; answer what it means for its call."""
        now_s = self._clock()
        self._forget_old(now_s)
        if told.action is Action.RECORD:
            return self._record(told, now_s)
        if not told.parties:
            self.on_doubt("a report without members")
            return ()
        call = self._find(told, now_s)
        if call is None:
            if len(self._fitting(told, now_s)) > 1:
                return self._of_several(told, now_s)
            if told.action in (Action.BYE, Action.TRANSFER):
                return self._of_unknown(told, now_s)
            call = self._new(told.call_id, now_s)
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
        call = self._by_id(call_id)
        if call is None or (asked_s is not None and call.told_s > asked_s):
            return ()
        if not call.hold(ext_leg(number), on=on):
            return ()
        if asked_s is None:
            call.told_s = self._clock()
        return (CallReported(call.report(gone=False)),)

    def forget_others(self) -> None:
        """The PBX was started: what others had is over, and no report will tell it."""
        now_s = self._clock()
        for call in tuple(self._living.values()):
            if not call.names(self._me):
                call.end(now_s)
                self._bury(call, now_s)

    def idle(self, number: Number) -> None:
        """An extension's line is idle: where it is one's own, what is known of its calls is old."""
        if number == self._me and any(call.names(number) for call in self._living.values()):
            self.on_doubt("one's own line is idle")

    def replace(
        self,
        reports: Iterable[CallReport],
        *,
        asked_s: float,
        keep_inside: bool = False,
        every_line: bool = False,
        rings: bool = False,
    ) -> tuple[CallReport, ...]:
        """Lay a snapshot upon what is known; calls of one's own that it lacks are over.

        Args:
            reports: what the PBX answered, with made leg ids; a call id that it does not tell may
                be blank, and is found by who takes part.
            asked_s: when it was asked for, on the monotonic clock: what was told since is newer.
            keep_inside: this snapshot does not show calls between extensions: they go on.
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
        for report in sorted(reports, key=lambda each: self._by_line(each.legs) is None):
            call = self._match(report, now_s, taken=found) or self._new(
                report.call_id or self._make_id(report), now_s, provisional=not report.call_id
            )
            if call.told_s <= asked_s or not call.legs:
                call.stand(report, now_s)
                self._note_lines(call)
            if call.over:
                self._bury(call, now_s)
                continue
            found[call.call_id] = replace(call.report(gone=False), partial=report.partial)
        for call in tuple(self._living.values()):
            inside = all(leg.kind is LegKind.EXTENSION for leg in call.legs.values())
            mine = call.names(self._me)
            if call.call_id in found or not (mine or (every_line and not inside)):
                continue
            if call.told_s > asked_s or (keep_inside and inside):
                found[call.call_id] = call.report(gone=False)
            else:
                call.end(now_s)
                self._bury(call, now_s)
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
        self._living.clear()
        self._over.clear()
        self._ids.clear()
        self._lines.clear()

    # --- finding ---------------------------------------------------------------------------------

    def _find(self, told: Told, now_s: float) -> RebuiltCall | None:
        known = self._by_id(told.call_id)
        if known is None:
            known = (
                self._by_line(told.parties)
                or self._by_first_bye(told, now_s)
                or self._by_people(told, now_s)
            )
            if known is not None:
                self._alias(told.call_id, known.call_id)
        return known

    def _by_id(self, call_id: CallId) -> RebuiltCall | None:
        call_id = self._ids.get(call_id, call_id)
        if call_id in self._living:
            return self._living[call_id]
        return self._over[call_id][0] if call_id in self._over else None

    def _by_line(self, parties: Iterable[Party | LegReport]) -> RebuiltCall | None:
        """By the id of an outside line, which is in one call at a time."""
        best: RebuiltCall | None = None
        for party in parties:
            call = self._living.get(self._lines.get(party.leg_id, CallId("")))
            if call is not None and party.leg_id in call.legs:
                best = call if best is None or call.told_s > best.told_s else best
        return best

    def _by_people(self, told: Told, now_s: float) -> RebuiltCall | None:
        """By who takes part: where ids differ within one call, or a snapshot named none."""
        fitting = self._fitting(told, now_s)
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
        if not self._loose or len(told.parties) < 2:
            return None
        for call, over_s in reversed(self._over.values()):
            if now_s - over_s > TOGETHER_S:
                break
            pair = call.pair_of(told.parties[0], told.parties[1])
            rings = told.action in (Action.RING, Action.ALERT)
            # Who was seen to ring before rings anew now: that is another call.
            if pair in call.past.ended and not (rings and call.past.seen(Action.RING, pair)):
                late = told.action is Action.BYE or call.past.ended_lately(pair, now_s)
                if late and not (
                    told.action is Action.BYE and call.past.seen(Action.BYE, pair) > 1
                ):
                    return call
        return None

    def _fitting(self, told: Told, now_s: float) -> list[RebuiltCall]:
        """The living calls that a report of an unknown id fits best: several fit alike."""
        best, found = 1, list[RebuiltCall]()
        for call in [each for each in self._living.values() if self._loose or each.provisional]:
            fits = fit(call, told, now_s)
            if fits > best:
                best, found = fits, [call]
            elif fits == best:
                found.append(call)
        return found

    def _by_first_bye(self, told: Told, now_s: float) -> RebuiltCall | None:
        """The call that the first BYE of these two has just ended, where this is the second.

        Another call of the same two may go on: two callers who tell no number, or one who calls
        twice. Which of them ended is looked up as well.
        """
        if not self._loose or told.action is not Action.BYE or len(told.parties) < 2:
            return None
        for call, over_s in reversed(self._over.values()):
            if now_s - over_s > TOGETHER_S:
                break
            pair = call.pair_of(told.parties[0], told.parties[1])
            if pair in call.past.ended and call.past.seen(Action.BYE, pair) == 1:
                if any(fit(each, told, now_s) for each in self._living.values()):
                    self.on_doubt("a second call of the same two")
                return call
        return None

    def _match(
        self, report: CallReport, now_s: float, *, taken: Container[CallId]
    ) -> RebuiltCall | None:
        """The living call of which a snapshot tells, but for those of which it has told already."""
        if report.call_id:
            known = self._by_id(report.call_id)
            if known is not None:
                return known if not known.over else self._reopened(known)
        parties = tuple(
            Party(leg.kind, leg.leg_id, leg.number, leg.called, leg.trunk) for leg in report.legs
        )
        line = self._by_line(parties)
        if line is not None or not parties:
            return line
        for call in reversed(self._living.values()):
            if call.call_id not in taken and all(call.has(party) for party in parties):
                return call
        callers = [
            party
            for party, leg in zip(parties, report.legs, strict=True)
            if leg.calling is not False
        ]
        return self._begun(callers, now_s)

    def _begun(self, callers: Iterable[Party], now_s: float) -> RebuiltCall | None:
        """The call that has just begun, of whose caller alone is told: the ring is on its way."""
        for call in reversed(self._living.values()):
            if now_s - call.told_s > LATE_S or len(call.legs) != 1:
                continue
            (leg,) = call.legs.values()
            dials = leg.calling is True and leg.state is LegState.INITIATED
            if dials and any(call.has(party) for party in callers):
                return call
        return None

    # --- changing --------------------------------------------------------------------------------

    def _new(self, call_id: CallId, now_s: float, *, provisional: bool = False) -> RebuiltCall:
        call = RebuiltCall(call_id, now_s, provisional=provisional, loose=self._loose)
        self._living[call_id] = call
        while len(self._living) > MAX_CALLS:
            self._living.popitem(last=False)
            self.on_doubt("too many calls")
        return call

    def _make_id(self, report: CallReport) -> CallId:
        """An id for a call that a snapshot found: its outside line's, which Cloud's calls bear.

        Where a call may bear several, the line's may be another call's.
        """
        for leg in report.legs:
            if leg.kind is LegKind.INBOUND and not self._loose:
                call_id = CallId(party_of(leg.leg_id)[1])
                if call_id not in self._living:
                    return call_id
        self._made += 1
        return CallId(f"found-{self._made}")

    def _alias(self, call_id: CallId, known: CallId) -> None:
        self._ids[call_id] = known
        while len(self._ids) > MAX_IDS * MAX_CALLS:
            self._ids.popitem(last=False)

    def _note_lines(self, call: RebuiltCall) -> None:
        """Keep in which call its outside lines are, to find it by them."""
        for key, leg in call.legs.items():
            if leg.kind is not LegKind.EXTENSION:
                self._lines[key] = call.call_id
                self._lines.move_to_end(key)
        while len(self._lines) > MAX_LINES:
            self._lines.popitem(last=False)

    def _reopened(self, call: RebuiltCall) -> RebuiltCall:
        """A call that was over goes on: rung anew by a queue, or wrongly taken for over."""
        self._over.pop(call.call_id, None)
        self._living[call.call_id] = call
        return call

    def _bury(self, call: RebuiltCall, now_s: float) -> None:
        self._living.pop(call.call_id, None)
        self._over.pop(call.call_id, None)
        self._over[call.call_id] = call, now_s
        while len(self._over) > MAX_OVER:
            self._over.popitem(last=False)

    def _forget_old(self, now_s: float) -> None:
        while self._over and now_s - next(iter(self._over.values()))[1] > REMEMBERED_S:
            self._over.popitem(last=False)

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
        over_s = self._over[call.call_id][1]
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
            self.on_doubt(f"a late {told.action.value}")
        return late

    def _overtaken(self, call: RebuiltCall, told: Told, now_s: float) -> bool:
        """Whether a ring, or its alert, may have been overtaken by the end of all of its call.

        But who is being moved, or has found nobody yet, may be rung for once more.
        """
        if now_s - self._over[call.call_id][1] > LATE_S:
            return False
        caller = told.parties[0] if told.action is Action.ALERT else told.parties[-1]
        goes_on = call.moving or call.find(caller) in call.past.seeking
        return call.recorded or not goes_on

    def _of_several(self, told: Told, now_s: float) -> tuple[PbxEvent, ...]:
        """Several calls fit alike: none is touched. That two parted is kept for the second BYE."""
        self.on_doubt(f"a {told.action.value} that fits several calls")
        if told.action is Action.BYE:
            call = RebuiltCall(told.call_id, now_s, loose=self._loose)
            call.past.part(told.parties, now_s)
            call.past.note(told.action, pair_in(call, told))
            self._bury(call, now_s)
        return ()

    def _of_unknown(self, told: Told, now_s: float) -> tuple[PbxEvent, ...]:
        """Two part, or move on, of whom nothing was told: what comes late must not bring them."""
        call = RebuiltCall(told.call_id, now_s, loose=self._loose)
        keys = frozenset(party.leg_id for party in told.parties[:2])
        call.past.note(told.action, keys)
        call.past.note_ended(keys, now_s)
        if told.action is Action.BYE:
            self._bury(call, now_s)
        if any(party.number == self._me for party in told.parties):
            self.on_doubt(f"a {told.action.value} of an unknown call")
        return ()

    def _apply(self, call: RebuiltCall, told: Told, now_s: float) -> tuple[PbxEvent, ...]:
        if call.over:
            self._reopened(call)
        before = call.report(gone=False)
        own = call.legs.get(ext_leg(self._me))
        mine = own is not None
        call.begin()
        self._change(call, told, now_s)
        call.told_s = now_s
        call.past.note(told.action, pair_in(call, told))
        self._living.move_to_end(call.call_id)
        self._note_lines(call)
        if call.doubt and (mine or call.names(self._me)):
            self.on_doubt(call.doubt)
        report = call.report()
        if call.over:
            self._bury(call, now_s)
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
                    call.answer_alone(first)
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
        call = self._by_id(told.call_id)
        if call is None and self._loose and told.ended is not None:
            call = self._recorded(told.ended, now_s)
            if call is not None:
                self._alias(told.call_id, call.call_id)
        if call is None:
            return (CallRecorded(told.call_id, told.fields, told.ended),)
        again, call.recorded = call.recorded, True
        if not call.over and again:
            # It rang anew since: the record may be of what was before.
            if call.names(self._me):
                self.on_doubt("a second record")
            return ()
        if not call.over:
            if call.names(self._me) and not covers(call, told.ended):
                self.on_doubt("a record of others in one's own call")
            call.end(now_s)
            self._bury(call, now_s)
        ended = told.ended
        if ended is not None:
            ended = replace(ended, call_id=call.call_id)
        return (CallRecorded(call.call_id, told.fields, ended),)

    def _recorded(self, ended: EndedCall, now_s: float) -> RebuiltCall | None:
        """The call that a record is of, by who called whom in it: one that just ended, else lives.

        Who talks may have talked before: what lives is ended by a record only where it has lived
        for as long as the record says. Else it is looked up.
        """
        for call, over_s in reversed(self._over.values()):
            if now_s - over_s > RECORD_S:
                break
            if not call.recorded and covers(call, ended):
                return call
        living = [call for call in self._living.values() if covers(call, ended)]
        if len(living) == 1 and abs(now_s - living[0].began_s - ended.duration_s) <= RECORD_OFF_S:
            return living[0]
        if any(call.names(self._me) for call in living):
            self.on_doubt("a record of what may be another call")
        return None


def _stands(before: CallReport, after: CallReport) -> tuple[PbxEvent, ...]:
    if before.legs == after.legs:
        return ()
    return (CallReported(after),) if after.legs else (CallGone(after.call_id),)
