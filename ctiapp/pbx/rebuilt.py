"""One call put together from reports that tell only what changed: its legs, and who is with whom.

The PBXs that push separate reports (Cloud handbook l. 4715-5410, OpenVox fact sheet section 5) tell
of two parties at a time and give no states. What is kept here is therefore *pairs*: a ring or a
talk between two legs. A pair that ends takes those legs along that are in no other pair.

What cannot be placed without guessing is placed as far as it goes, and leaves a ``doubt``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.ids import LegId
from ctiapp.pbx.told import Action, Party

if TYPE_CHECKING:
    from enum import Enum

    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number

LATE_S = 3.0
"""How long after a pair's end a report of it is old news, and no new ring."""
TWICE_S = 0.5
"""How long after it a ring that was told is told a second time, and is no new ring."""
MAX_LEGS = 64
"""Legs of one call that are kept at most."""
MAX_ENDED_PAIRS = 128
"""Ended pairs of one call that are remembered; the oldest go first."""
MAX_SEEN = 512
"""Of one call: kinds of reports that are counted, and parties that are remembered."""

Pair = frozenset[str]

_IN_TALK = (LegState.CONNECTED, LegState.HELD)


class RebuiltCall:
    """A call as far as it was told.

    Args:
        call_id: see below.
        now_s: the monotonic clock.
        provisional: see below.
        loose: an outside line may be named by another id in a later report (OpenVox). Else another
            id is somebody else, though the number be the same, or withheld as well.

    Attributes:
        call_id: what it is called here, whatever ids later reports of it bear.
        legs: its living legs by their party's id, in the order in which they came.
        pairs: who rings (ALERTING) or talks (CONNECTED) with whom.
        ended: when each pair that is no more ended, in monotonic seconds.
        began_s: when it was first told of, in monotonic seconds.
        told_s: when it was last told of, in monotonic seconds.
        moving: whom somebody is transferring away from: the next ring is the transfer's.
        seeking: callers whose call somebody did not take: another may be rung for them.
        provisional: a snapshot found it, which names no calls: the id is made.
        recorded: its record came.
        doubt: what could not be placed by the last report; empty where all could.
    """

    def __init__(
        self, call_id: CallId, now_s: float, *, provisional: bool = False, loose: bool = False
    ) -> None:
        self.call_id = call_id
        self.legs: dict[str, LegReport] = {}
        self.pairs: dict[Pair, LegState] = {}
        self.ended: dict[Pair, float] = {}
        self.began_s = now_s
        self.told_s = now_s
        self.moving = False
        self.seeking: set[str] = set()
        self.provisional = provisional
        self.recorded = False
        self.doubt = ""
        self._loose = loose
        self._seen: dict[tuple[Enum, Pair], int] = {}
        self._faces: dict[str, tuple[LegKind, Number]] = {}
        self._calling: dict[bool, set[Number]] = {True: set(), False: set()}
        self._rounds: dict[str, int] = {}
        self._gone: list[LegReport] = []
        self._rung: set[Pair] = set()
        self._rang: set[Pair] = set()

    # --- reading ---------------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        """Whether nobody is left."""
        return not self.legs

    def find(self, party: Party) -> str:
        """The id by which this party takes part, or would: where ids are loose, by its number."""
        exact = party.kind is LegKind.EXTENSION or not self._loose
        if exact or party.leg_id in self._faces:
            return party.leg_id
        face = (party.kind, party.number)
        alike = [key for key in self.legs if self._faces.get(key) == face]
        alike = alike or [key for key, known in self._faces.items() if known == face]
        return alike[0] if len(alike) == 1 else party.leg_id

    def has(self, party: Party) -> bool:
        """Whether this party takes part."""
        return self.find(party) in self.legs

    def pair_of(self, first: Party, second: Party) -> Pair:
        """The key of these two."""
        return frozenset((self.find(first), self.find(second)))

    def ended_lately(self, pair: Pair, now_s: float) -> bool:
        """Whether this pair ended a moment ago, so that a report of it may be late."""
        ended_s = self.ended.get(pair)
        return ended_s is not None and now_s - ended_s <= LATE_S

    def late_ring(self, pair: Pair, now_s: float) -> bool:
        """Whether a ring of this pair is old news: it ended lately, and its ring was never told.

        Where that was told, the phone rings once more: but for a report that came twice.
        """
        ended_s = self.ended.get(pair)
        if ended_s is None:
            return False
        return now_s - ended_s <= (TWICE_S if pair in self._rang else LATE_S)

    def names(self, number: Number) -> bool:
        """Whether this extension takes part."""
        return any(
            leg.kind is LegKind.EXTENSION and leg.number == number for leg in self.legs.values()
        )

    @property
    def people(self) -> frozenset[Number]:
        """Everybody who took part."""
        return frozenset(number for _, number in self._faces.values())

    def ran(self, caller: Number, callee: Number) -> bool:
        """Whether it may have been a call of the one to the other, and not the other way alone."""
        called, calling = self._calling[False], self._calling[True]
        turned = caller in called - calling or callee in calling - called
        return {caller, callee} <= self.people and not turned

    def seen(self, action: Enum, pair: Pair) -> int:
        """How many reports of this kind came of these: one that did not come may be late."""
        return self._seen.get((action, pair), 0)

    def report(self, *, gone: bool = True) -> CallReport:
        """The call as it stands.

        Args:
            gone: with the legs that hung up by the last report, as CLEARED.
        """
        cleared = tuple(self._gone) if gone else ()
        return CallReport(self.call_id, (*cleared, *self.legs.values()))

    # --- what is told ----------------------------------------------------------------------------

    def begin(self) -> None:
        """A report is about to be taken in."""
        self._gone = []
        self.doubt = ""

    def note(self, action: Enum, pair: Pair) -> None:
        """A report of this kind came of these."""
        if (action, pair) in self._seen or len(self._seen) < MAX_SEEN:
            self._seen[action, pair] = self.seen(action, pair) + 1

    def alert(self, caller: Party) -> None:
        """The caller hears the other's phone ring."""
        key = self.find(caller)
        leg = self.legs.get(key)
        if leg is None and self.seen(Action.ALERT, frozenset((key,))) and self._parted(key):
            self.doubt = "an alert that may be late"
            return
        if leg is None or leg.state is LegState.ALERTING or (self.moving and leg.state in _IN_TALK):
            self._set(key, caller, LegState.INITIATED, calling=True)

    def ring(self, callee: Party, caller: Party | None, now_s: float) -> None:
        """The callee's phone rings."""
        key = self.find(callee)
        if caller is None:
            leg = self.legs.get(key)
            if leg is None:
                self._set(key, callee, LegState.ALERTING)
            return
        pair = self.pair_of(callee, caller)
        if len(pair) < 2:
            return
        if pair in self.pairs:
            self._rung.add(pair)
            return
        if self.late_ring(pair, now_s):
            self.doubt = "a late ring"
            return
        if self.ended_lately(pair, now_s):
            self.doubt = "a ring so soon after another"
        by = self.find(caller)
        self._move_on(by, now_s)
        self.pairs[pair] = LegState.ALERTING
        self._rang.discard(pair)
        self._rung.add(pair)
        self._set(key, callee, LegState.ALERTING, calling=False)
        leg = self.legs.get(by)
        if leg is None or leg.state is LegState.ALERTING:
            self._set(by, caller, LegState.INITIATED, calling=True)
        elif leg.state is LegState.INITIATED or not self._in_talk(by):
            self._set(by, caller, leg.state, calling=True)

    def answer(self, callee: Party, caller: Party, now_s: float) -> None:
        """The callee took the call; who else was rung by that caller rings no more."""
        pair = self.pair_of(callee, caller)
        if self.pairs.get(pair) is LegState.CONNECTED or len(pair) < 2:
            return
        if pair not in self.pairs and pair in self.ended:
            again = self.seen(Action.ANSWER, pair) or self.seen(Action.ANSWERED, pair)
            if again or self.ended_lately(pair, now_s):
                self.doubt = "an answer that may be late"
                return
        by, key = self.find(caller), self.find(callee)
        self.seeking.discard(by)
        if self._in_talk(by) or self._in_talk(key):
            self.doubt = "somebody talks with two"
        for other in [each for each, how in self.pairs.items() if by in each and each != pair]:
            if self.pairs[other] is LegState.ALERTING:
                self._unpair(other, now_s)
        self.pairs[pair] = LegState.CONNECTED
        for each, party, calling in ((by, caller, True), (key, callee, False)):
            known = self.legs.get(each)
            self._set(
                each,
                party,
                LegState.CONNECTED,
                calling=calling if known is None or known.calling is None else known.calling,
            )

    def answer_alone(self, party: Party) -> None:
        """Somebody is connected to what is no party: a menu, a queue, a voice."""
        key = self.find(party)
        leg = self.legs.get(key)
        if leg is None or leg.state not in _IN_TALK:
            calling = None if leg is None else leg.calling
            self._set(key, party, LegState.CONNECTED, calling=calling)

    def bye(self, first: Party, second: Party | None, now_s: float) -> None:
        """The first hung up on the second."""
        hung_up = self.find(first)
        pair = frozenset((hung_up,)) if second is None else self.pair_of(first, second)
        how = self.pairs.get(pair)
        leg = self.legs.get(hung_up)
        self.seeking.discard(hung_up)
        if second is None:
            self._leave(hung_up, now_s, cleared=True)
            return
        if how is None:
            self._bye_of_strangers(pair, hung_up, now_s)
            return
        if how is LegState.ALERTING and leg is not None and self._rings(hung_up, leg):
            # A caller who hangs up rings nobody any more, however many were rung.
            self._leave(hung_up, now_s, cleared=True)
            return
        served = [key for key in pair if key != hung_up and self._served(key) and how is not None]
        if leg is not None and how is LegState.ALERTING and served:
            self.doubt = "a caller may go on in a queue or a menu"
            self._unpair(pair, now_s, keep=frozenset(served), hung_up=hung_up)
            return
        if how is LegState.ALERTING:
            self._seek(pair - {hung_up})
        self._unpair(pair, now_s, hung_up=hung_up)

    def fail(self, callee: Party, caller: Party | None, now_s: float, *, refused: bool) -> None:
        """The callee was not reached.

        Args:
            callee: who.
            caller: whose call it was; None where unsaid.
            now_s: the monotonic clock.
            refused: the callee said no, rather than not taking it.
        """
        key = self.find(callee)
        if caller is None:
            self._leave(key, now_s, cleared=refused)
            return
        pair = self.pair_of(callee, caller)
        by = self.find(caller)
        self.pairs.setdefault(pair, LegState.ALERTING)
        keep = frozenset((by,)) if self._served(by) else frozenset()
        self._seek(frozenset((by,)))
        self._unpair(pair, now_s, keep=keep, hung_up=key if refused else None)

    def give_up(self, caller: Party, now_s: float) -> None:
        """The caller rings nobody any more."""
        self.seeking.discard(self.find(caller))
        self._leave(self.find(caller), now_s, cleared=True)

    def hold(self, key: str, *, on: bool) -> bool:
        """An extension holds, or takes back from hold; whether that changed anything."""
        leg = self.legs.get(key)
        before, after = _IN_TALK if on else _IN_TALK[::-1]
        if leg is None or leg.state is not before:
            return False
        self.legs[key] = replace(leg, state=after)
        return True

    def stand(self, report: CallReport, now_s: float) -> None:
        """A snapshot tells how the call stands: who is not in it has left."""
        self._gone = []
        found: set[str] = set()
        for leg in report.legs:
            party = Party(leg.kind, LegId(leg.leg_id), leg.number, leg.called, leg.trunk)
            key = self.find(party)
            found.add(key)
            known = self.legs.get(key)
            state = leg.state
            if known is not None and known.state is LegState.HELD and state in _IN_TALK:
                state = LegState.HELD  # what tells that one talks does not tell that one holds
            calling = leg.calling
            if known is not None and known.calling is not None:
                calling = known.calling
            self._set(key, party, state, calling=calling)
        for key in [key for key in self.legs if key not in found]:
            self._leave(key, now_s, cleared=False, alone=True)
        self._pair_up()

    def part(self, parties: tuple[Party, ...], now_s: float) -> None:
        """These parted in what was a call of its own, of which no more is known."""
        for party in parties:
            self._meet(party.leg_id, party.kind, party.number)
        self.note_ended(frozenset(party.leg_id for party in parties[:2]), now_s)

    def end(self, now_s: float) -> None:
        """It is over, however."""
        self._gone = [replace(leg, state=LegState.CLEARED) for leg in self.legs.values()]
        for pair in self.pairs:
            self.note_ended(pair, now_s)
        if len(self.legs) == 2:
            self.note_ended(frozenset(self.legs), now_s)
        self.pairs.clear()
        self.legs.clear()
        self.moving = False
        self.seeking.clear()

    def note_ended(self, pair: Pair, now_s: float) -> None:
        """A pair of which nothing was known is over."""
        self.ended.pop(pair, None)
        self.ended[pair] = now_s
        if pair in self._rung:
            self._rung.discard(pair)
            self._rang.add(pair)
        while len(self.ended) > MAX_ENDED_PAIRS:
            first = next(iter(self.ended))
            del self.ended[first]
            self._rang.discard(first)

    # ---------------------------------------------------------------------------------------------

    def _pair_up(self) -> None:
        """Who is with whom, of those of a snapshot: all with the one who calls."""
        calling = [
            key
            for key, leg in self.legs.items()
            if leg.calling is True or leg.kind is LegKind.INBOUND
        ]
        by = calling[0] if calling else next(iter(self.legs), "")
        self.pairs = {
            frozenset((by, key)): (
                LegState.CONNECTED
                if leg.state in _IN_TALK and self.legs[by].state in _IN_TALK
                else LegState.ALERTING
            )
            for key, leg in self.legs.items()
            if key != by
        }

    def _set(self, key: str, party: Party, state: LegState, *, calling: bool | None = None) -> None:
        known = self.legs.get(key)
        if known is None and len(self.legs) >= MAX_LEGS:
            self.doubt = "too many members"
            return
        rings_anew = state is LegState.ALERTING and (
            known is None or known.state is not LegState.ALERTING
        )
        if known is None or rings_anew:
            # Who rings again does so on a new leg: the one before is over.
            self._rounds[key] = self._rounds.get(key, 0) + 1
        turn = self._rounds.get(key, 1)
        leg_id = LegId(key if turn == 1 else f"{key}/{turn}")
        called = party.other if party.kind is LegKind.INBOUND else None
        number = party.number
        if known is not None:
            called = called or known.called
            number = known.number if number.withheld else number
        self._meet(key, party.kind, number)
        if calling is not None and len(self._calling[calling]) < MAX_SEEN:
            self._calling[calling].add(number)
        self.legs[key] = LegReport(
            leg_id,
            party.kind,
            number,
            state,
            calling,
            called,
            party.trunk or (None if known is None else known.trunk),
        )

    def _meet(self, key: str, kind: LegKind, number: Number) -> None:
        if len(self._faces) < MAX_SEEN:
            self._faces[key] = kind, number

    def _seek(self, callers: Pair) -> None:
        if len(self.seeking) < MAX_SEEN:
            self.seeking |= callers

    def _in_talk(self, key: str) -> bool:
        return any(how is LegState.CONNECTED and key in pair for pair, how in self.pairs.items())

    def _parted(self, key: str) -> bool:
        return any(key in pair for pair in self.ended)

    def _served(self, key: str) -> bool:
        """Whether a leg is connected to what is no party."""
        leg = self.legs.get(key)
        return leg is not None and leg.state in _IN_TALK and not self._in_talk(key)

    def _rings(self, key: str, leg: LegReport) -> bool:
        """Whether it is a caller who only rings others."""
        return leg.calling is True and not self._in_talk(key) and leg.state is LegState.INITIATED

    def _move_on(self, key: str, now_s: float) -> None:
        """A leg that talks rings somebody: it is transferred, or one more is called in."""
        talks = [
            pair for pair, how in self.pairs.items() if key in pair and how is LegState.CONNECTED
        ]
        if not talks:
            return
        if not self.moving:
            self.doubt = "somebody who talks rings another"
            return
        self.moving = False
        for pair in talks:
            self._unpair(pair, now_s, keep=frozenset((key,)))
        self.legs[key] = replace(self.legs[key], state=LegState.INITIATED, calling=True)

    def _unpair(
        self,
        pair: Pair,
        now_s: float,
        *,
        keep: Pair = frozenset(),
        hung_up: str | None = None,
    ) -> None:
        """Two are together no more; who is with nobody else is gone, but for ``keep``."""
        talked = self.pairs.pop(pair, None) is LegState.CONNECTED
        self.note_ended(pair, now_s)
        for key in pair:
            left = [how for each, how in self.pairs.items() if key in each]
            leg = self.legs.get(key)
            if leg is None:
                continue
            if not left:
                if key not in keep:
                    self._drop(key, cleared=key == hung_up)
            elif talked and all(how is LegState.ALERTING for how in left):
                # Who was transferred hears another's phone ring.
                self.legs[key] = replace(leg, state=LegState.INITIATED, calling=True)

    def _leave(self, key: str, now_s: float, *, cleared: bool, alone: bool = False) -> None:
        """A leg goes, and with it those that were with it alone (unless ``alone``)."""
        pairs = [pair for pair in self.pairs if key in pair]
        for pair in pairs:
            keep = pair - {key} if alone else frozenset()
            self._unpair(pair, now_s, keep=keep, hung_up=key if cleared else None)
        if key in self.legs:
            self._drop(key, cleared=cleared)

    def _drop(self, key: str, *, cleared: bool) -> None:
        leg = self.legs.pop(key)
        if cleared:
            self._gone.append(replace(leg, state=LegState.CLEARED))

    def _bye_of_strangers(self, pair: Pair, hung_up: str, now_s: float) -> None:
        """Two are said to be over that were not known to be together."""
        known = [key for key in pair if key in self.legs]
        again = pair in self.ended
        self.note_ended(pair, now_s)
        paired = [key for key in known if any(key in each for each in self.pairs)]
        for key in known:
            if key not in paired:
                self._drop(key, cleared=key == hung_up)
        if known and not (again and len(paired) == len(known)):
            self.doubt = "two parted who were not known to be together"
