"""What is known of a caller's earlier calls: how often today, whom they spoke to last, the note.

Two sources. This desk's own journal answers within milliseconds, and is asked at every call. The
PBX knows what happened at all desks; it is asked of calls from or to outside, once a caller, and
its answer holds for a minute, in that session alone: whoever calls five times in a row costs one
question. No card waits for either: what comes is put on it by the same road.

Two questions of the PBX (each of two requests) begin `SPACING_S` apart at least. One that it
refuses for want of the function or the right is not asked again in that session; one that fails
costs that caller the line, is logged once, and not repeated.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import Direction, EndReason
from ctiapp.model.errors import CtiError, NotPermitted, NotSupported, StorageError
from ctiapp.model.events import LinkState
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.model.records import Outcome
from ctiapp.services.calljournal import ANSWERED
from ctiapp.services.journal import CALL, NOTE, SAME_CALL
from ctiapp.services.lookup import Match
from ctiapp.state.changes import CallChanged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from ctiapp.model.call import Call
    from ctiapp.model.directory import Extension
    from ctiapp.model.ids import CallId
    from ctiapp.model.journal import JournalEntry
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.model.records import CallRecord, RecordParty
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.journal import Journal
    from ctiapp.services.lookup import Identity
    from ctiapp.services.notes import Notes
    from ctiapp.services.ports import Clock
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.callers")

SETTLE_S = 0.05
"""How long after a call came the journal is asked: its card is to be painted before."""
SPACING_S = 2.0
"""How long after the beginning of one question the next may begin: each is two requests."""
HOLDS_S = 60.0
"""How long an answer of the PBX is taken for the truth."""
BACK = timedelta(days=30)
"""How far back the PBX is asked."""
CLOCKS = timedelta(minutes=10)
"""By so much the PBX's clock may be ahead of ours; what is later is no earlier call."""
_MAX_ANSWERS = 200
_MISSED = (EndReason.CALLER_GAVE_UP.value, EndReason.NO_ANSWER.value, EndReason.WHILE_AWAY.value)
_BESIDE_S = 5.0
"""Records that follow one another by no more than this are parts of one call."""


@dataclass(frozen=True, slots=True)
class LastTalk:
    """A conversation that a caller had.

    Attributes:
        with_name: with whom; the number where nobody knows the name.
        at: when it was, aware UTC.
        with_number: their number; None where it is not told.
        mine: it was one's own.
    """

    with_name: str
    at: datetime
    with_number: Number | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class CallerLine:
    """What is known of a caller before they say a word.

    Attributes:
        calls_today: how often they called today, this call included where it is theirs.
        abandoned_today: how many of the earlier ones nobody took.
        last_talk: their last conversation with anybody here; None where none is known.
        note: what was noted at an earlier call; empty where nothing was.
    """

    calls_today: int = 0
    abandoned_today: int = 0
    last_talk: LastTalk | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known at one call.

    Attributes:
        number: whose.
        entries: what the journal has of them, the newest first.
        line: what is shown.
        likely: whom they probably want.
    """

    number: Number
    entries: tuple[JournalEntry, ...]
    line: CallerLine
    likely: Match | None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a PBX said of a caller.

    Attributes:
        pbx: which; another session has another object, and its numbers are other people's.
        at_s: when, monotonic.
        records: the calls.
    """

    pbx: Pbx
    at_s: float
    records: tuple[CallRecord, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who is who, as far as callers need it.

    Attributes:
        identify: who has a number.
        extension: the extension of a number; None where there is none.
        plan: how the PBX's numbers are read, now.
    """

    identify: Callable[[Number | None], Identity | None]
    extension: Callable[[Number], Extension | None]
    plan: Callable[[], NumberPlan]


class Callers:
    """Gathers what is known, call by call.

    Args:
        store: which calls there are.
        clock: both clocks.
        people: who is who.
        journal: what happened at this desk.
        notes: gets back what was noted on a call that was known before.
        pbx: whom to ask; None while signed out.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        people: People,
        journal: Journal,
        notes: Notes,
        pbx: Callable[[], Pbx | None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._people = people
        self._journal = journal
        self._notes = notes
        self._pbx = pbx
        self._looked: dict[CallId, tuple[Number, int]] = {}
        self._known: dict[CallId, _Known] = {}
        self._answers: OrderedDict[Number, _Answer] = OrderedDict()
        self._wanted: dict[Number, None] = {}
        self._refused_by: Pbx | None = None
        self._failing = False
        self._asked_s = float("-inf")
        self._running: set[asyncio.Task[None]] = set()
        self._asking: asyncio.Task[None] | None = None
        self._observers: Observers[CallId] = Observers()
        store.subscribe(self._on_changes)

    # -- reading ---------------------------------------------------------------------------------

    def line(self, call_id: CallId) -> CallerLine | None:
        """What is known of the other party; None while nothing is."""
        known = self._known.get(call_id)
        return None if known is None else known.line

    def likely(self, call_id: CallId) -> Match | None:
        """Whom they probably want: who spoke to them last, where that is a colleague."""
        known = self._known.get(call_id)
        return None if known is None else known.likely

    def subscribe(self, listener: Callable[[CallId], None]) -> Callable[[], None]:
        """Hear of which call more is known; the answer ends it."""
        return self._observers.subscribe(listener)

    def forget(self, number: Number) -> None:
        """Know nothing of this caller any more."""
        plan = self._people.plan()
        for other in [each for each in self._answers if plan.compare(each, number)]:
            del self._answers[other]
        for call_id, known in list(self._known.items()):
            if known.number == number or plan.compare(known.number, number):
                del self._known[call_id]
                self._observers.tell(call_id)

    async def close(self) -> None:
        """Ask nothing more."""
        running = [*self._running, *([] if self._asking is None else [self._asking])]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    # -- looking ---------------------------------------------------------------------------------

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if isinstance(change, CallChanged):
                self._take(change)

    def _take(self, change: CallChanged) -> None:
        call = change.after
        if call is None:
            if change.before is not None:
                self._looked.pop(change.before.call_id, None)
                self._known.pop(change.before.call_id, None)
            return
        number = call.remote_number
        if call.end is not None or number is None:
            return
        if self._looked.get(call.call_id) == (number, call.ring):
            return
        self._looked[call.call_id] = (number, call.ring)
        task = asyncio.create_task(self._look(call.call_id, number), name="caller")
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _look(self, call_id: CallId, number: Number) -> None:
        """See what the journal has, and have the PBX asked."""
        await asyncio.sleep(SETTLE_S)
        call = self._store.call(call_id)
        if call is None or call.end is not None:
            return  # over already: its card says nothing of the past, and the next ring comes first
        try:
            rows = await self._journal.about(number, call_id, plan=self._people.plan())
        except StorageError as error:
            self._say("the journal", error)
            rows = ()
        call = self._store.call(call_id)
        if call is None:
            return
        plan = self._people.plan()
        entries = [row.entry for row in rows]
        own = next((e for e in entries if self._is_own_note(e, call, number, plan)), None)
        if own is not None:
            self._notes.restore(call_id, str(own.data.get("text", "")))
        if number.withheld:
            return
        # A number that is none of the public network's is somebody else's at another PBX.
        anywhere = plan.line(number).e164 is not None
        earlier = tuple(
            entry
            for entry in entries
            if entry.call_id != call_id
            and entry.number is not None
            and _same(plan, entry.number, number)
            and (anywhere or self._journal.is_here(entry))
        )
        self._show(call, number, earlier)
        if self._is_worth_asking(call, number):
            self._wanted[number] = None
            if self._asking is None or self._asking.done():
                self._asking = asyncio.create_task(self._ask_all(), name="caller's calls")

    def _is_own_note(
        self, entry: JournalEntry, call: Call, number: Number, plan: NumberPlan
    ) -> bool:
        """Whether it is the note on this very call: a PBX set up anew counts anew, too."""
        if not _is_note(entry) or entry.call_id != call.call_id:
            return False
        if not self._journal.is_here(entry) or entry.at < self._clock().at - SAME_CALL:
            return False
        filed = entry.number
        if filed is None or number.withheld:
            return True
        return any(
            _same(plan, filed, each) for each in (number, *(leg.number for leg in call.legs))
        )

    def _show(self, call: Call, number: Number, entries: tuple[JournalEntry, ...]) -> None:
        """Say what is known of a call's other party."""
        answer = self._answer_about(number)
        records = () if answer is None else answer.records
        line = self._line(call, number, entries, records)
        known = _Known(number, entries, line, self._likely(line.last_talk))
        if self._known.get(call.call_id) != known:
            self._known[call.call_id] = known
            self._observers.tell(call.call_id)

    def _is_worth_asking(self, call: Call, number: Number) -> bool:
        """Whether the PBX may know more, and has not said it just now."""
        if call.direction is Direction.INTERNAL:
            return False
        return self._answer_about(number) is None

    def _answer_about(self, number: Number) -> _Answer | None:
        """What this session's PBX said of a caller within the last minute."""
        answer = self._answers.get(number)
        if answer is None or answer.pbx is not self._pbx():
            return None
        return answer if self._clock().mono_s - answer.at_s < HOLDS_S else None

    # -- asking the PBX --------------------------------------------------------------------------

    async def _ask_all(self) -> None:
        """Ask of those who are wanted, the last one first, at a polite pace."""
        while self._wanted:
            rest_s = self._asked_s + SPACING_S - self._clock().mono_s
            if rest_s > 0:
                await asyncio.sleep(rest_s)
                continue
            number = next(reversed(self._wanted))
            del self._wanted[number]
            pbx = self._pbx()
            if pbx is None or self._store.link is not LinkState.UP or pbx is self._refused_by:
                continue
            if not any(known.number == number for known in self._known.values()):
                continue  # gone meanwhile
            self._asked_s = self._clock().mono_s
            await self._ask(pbx, number)

    async def _ask(self, pbx: Pbx, number: Number) -> None:
        try:
            records = await pbx.call_records(number, since=self._clock().at - BACK)
        except (NotSupported, NotPermitted) as error:
            self._refused_by = pbx  # another session has another object
            log.info("the calls of callers are not told: %s", error)
            return
        except CtiError as error:
            self._say("the PBX", error)
            return
        if pbx is not self._pbx():
            return
        self._failing = False
        self._answers.pop(number, None)  # the newest stands last
        self._answers[number] = _Answer(pbx, self._clock().mono_s, records)
        while len(self._answers) > _MAX_ANSWERS:
            self._answers.popitem(last=False)
        for call_id, known in list(self._known.items()):
            call = self._store.call(call_id)
            if call is not None and known.number == number:
                self._show(call, number, known.entries)

    def _say(self, what: str, error: CtiError) -> None:
        if not self._failing:
            self._failing = True
            log.info("a caller's earlier calls could not be had from %s: %s", what, error)

    # -- making the line -------------------------------------------------------------------------

    def _line(
        self,
        call: Call,
        number: Number,
        entries: Sequence[JournalEntry],
        records: Sequence[CallRecord],
    ) -> CallerLine:
        midnight = _midnight(self._clock().at)
        came = [
            e for e in entries if e.kind == CALL and e.data.get("incoming") and e.at >= midnight
        ]
        calls = len(came)
        lost = sum(entry.data.get("outcome") in _MISSED for entry in came)
        talks = [talk for talk in map(self._talk_of, entries) if talk is not None]
        plan = self._people.plan()
        theirs = [
            each
            for each in records
            if each.at < call.first_seen.at + CLOCKS
            and (_same(plan, each.caller.number, number) or _same(plan, each.callee.number, number))
        ]
        if theirs:
            from_them = [
                each
                for each in theirs
                if each.at >= midnight and _same(plan, each.caller.number, number)
            ]
            parts = _calls(from_them)
            calls = max(calls, len(parts))
            lost = sum(not _was_taken(part) for part in parts)
            spoke = (each for each in theirs if each.outcome is Outcome.ANSWERED)
            talks += [self._talk_in(each, number, plan) for each in spoke]
        note = next((str(e.data.get("text", "")) for e in entries if _is_note(e)), "")
        comes = call.ring > 0 or call.offered is not None
        last = max(talks, key=lambda talk: talk.at, default=None)
        return CallerLine(calls + 1 if comes else calls, lost, last, note)

    def _talk_of(self, entry: JournalEntry) -> LastTalk | None:
        """The conversation that an entry of the journal is about."""
        if entry.kind != CALL or entry.data.get("outcome") != ANSWERED:
            return None
        talked = entry.data.get("talk_s")
        began = entry.at - timedelta(seconds=talked if isinstance(talked, (int, float)) else 0)
        me = entry.data.get("me")
        number = Number(me) if isinstance(me, str) and me else None
        return self._named(LastTalk("", began, number, mine=number == self._store.me))

    def _talk_in(self, record: CallRecord, number: Number, plan: NumberPlan) -> LastTalk:
        """The conversation that a record of the PBX is about."""
        with_ = record.callee if _same(plan, record.caller.number, number) else record.caller
        at = record.at + timedelta(seconds=record.ring_s)
        who = None if with_.number.withheld else with_.number
        mine = who is not None and who == self._store.me
        return self._named(LastTalk(_name_in(with_), at, who, mine))

    def _named(self, talk: LastTalk) -> LastTalk:
        """With the name by which they are known now."""
        who = self._people.identify(talk.with_number)
        number = "" if talk.with_number is None else talk.with_number.text
        name = talk.with_name or number if who is None else who.label
        return replace(talk, with_name=name)

    def _likely(self, talk: LastTalk | None) -> Match | None:
        if talk is None or talk.mine or talk.with_number is None:
            return None
        found = self._people.extension(talk.with_number)
        if found is None:
            return None
        return Match(
            found.name or found.number.text, "", found.number, found.number.text, "extension"
        )


def _is_note(entry: JournalEntry) -> bool:
    return entry.kind == NOTE


def _midnight(now: datetime) -> datetime:
    """When today began, here."""
    return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)


def _same(plan: NumberPlan, one: Number, other: Number) -> bool:
    return one == other or plan.compare(one, other) is not None


def _name_in(party: RecordParty) -> str:
    return party.name or party.number.text


def _was_taken(parts: Iterable[CallRecord]) -> bool:
    """Whether somebody, or a voice mail, took a call of these parts."""
    return any(each.outcome in (Outcome.VOICEMAIL, Outcome.ANSWERED) for each in parts)


def _calls(records: Iterable[CallRecord]) -> list[list[CallRecord]]:
    """Records put together to calls: one that was moved has several, one after the other."""
    calls: list[list[CallRecord]] = []
    until: datetime | None = None
    for record in sorted(records, key=lambda each: each.at):
        over = record.at + timedelta(seconds=record.ring_s + record.talk_s + _BESIDE_S)
        if until is not None and record.at <= until:
            calls[-1].append(record)
            until = max(until, over)
        else:
            calls.append([record])
            until = over
    return calls
