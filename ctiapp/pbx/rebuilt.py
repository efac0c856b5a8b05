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
from ctiapp.pbx.rebuilt_fit import pairs_of
from ctiapp.pbx.rebuilt_past import CallPast, Pair
from ctiapp.pbx.told import Action, Party, no_place

if TYPE_CHECKING:
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.pbx.told import IsPlace

MAX_LEGS = 64
"""Legs of one call that are kept at most."""

_IN_TALK = (LegState.CONNECTED, LegState.HELD)


class RebuiltCall:
    """A call as far as it was told.

    Args:
        call_id: see below.
        now_s: the monotonic clock.
        provisional: see below.
        loose: an outside line may be named by another id in a later report (OpenVox). Else another
            id is somebody else, though the number be the same, or withheld as well.
        is_place: whether what was called from outside is a queue, a menu or a group: the call came
            through it then.

    Attributes:
        call_id: what it is called here, whatever ids later reports of it bear.
        legs: its living legs by their party's id, in the order in which they came.
        pairs: who rings (ALERTING) or talks (CONNECTED) with whom.
        past: what was told of it so far.
        began_s: when it was first told of, in monotonic seconds.
        told_s: when it was last told of, in monotonic seconds.
        moving: whom somebody is transferring away from: the next ring is the transfer's.
        provisional: a snapshot found it, which names no calls: the id is made.
        recorded: its record came.
        doubt: what could not be placed by the last report; empty where all could.
    """

    def __init__(
        self,
        call_id: CallId,
        now_s: float,
        *,
        provisional: bool = False,
        loose: bool = False,
        is_place: IsPlace = no_place,
    ) -> None:
        self.call_id = call_id
        self.legs: dict[str, LegReport] = {}
        self.pairs: dict[Pair, LegState] = {}
        self.past = CallPast()
        self.began_s = now_s
        self.told_s = now_s
        self.moving = False
        self.provisional = provisional
        self.recorded = False
        self.doubt = ""
        self._loose = loose
        self._is_place = is_place
        self._rounds: dict[str, int] = {}
        self._hold_untold: set[str] = set()
        self._gone: list[LegReport] = []

    # --- reading ---------------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        """Whether nobody is left."""
        return not self.legs

    def told_since(self, asked_s: float) -> bool:
        """Whether it was told of after a question was put, but by the snapshot that found it.

        Args:
            asked_s: when that was, in monotonic seconds.
        """
        found = self.provisional and self.told_s == self.began_s
        return self.told_s > asked_s and not found

    def find(self, party: Party) -> str:
        """The id by which this party takes part, or would: where ids are loose, by its number."""
        exact = party.kind is LegKind.EXTENSION or not self._loose
        if exact or self.past.knows(party.leg_id):
            return party.leg_id
        alike = self.past.alike(party.kind, party.number)
        alike = [key for key in alike if key in self.legs] or alike
        return alike[0] if len(alike) == 1 else party.leg_id

    def has(self, party: Party) -> bool:
        """Whether this party takes part."""
        return self.find(party) in self.legs

    def pair_of(self, first: Party, second: Party) -> Pair:
        """The key of these two."""
        return frozenset((self.find(first), self.find(second)))

    def names(self, number: Number) -> bool:
        """Whether this extension takes part."""
        return any(
            leg.kind is LegKind.EXTENSION and leg.number == number for leg in self.legs.values()
        )

    def report(self, *, gone: bool = True) -> CallReport:
        """The call as it stands.

        Args:
            gone: with the legs that hung up by the last report, as CLEARED.
        """
        cleared = (replace(leg, via=self._via(leg)) for leg in self._gone) if gone else ()
        legs = (
            replace(
                leg,
                served=self._served(key),
                via=self._via(leg),
                hold_untold=key in self._hold_untold and leg.state is LegState.CONNECTED,
            )
            for key, leg in self.legs.items()
        )
        return CallReport(self.call_id, (*cleared, *legs))

    # --- what is told ----------------------------------------------------------------------------

    def begin(self) -> None:
        """A report is about to be taken in."""
        self._gone = []
        self.doubt = ""

    def alert(self, caller: Party) -> None:
        """The caller hears the other's phone ring."""
        key = self.find(caller)
        leg = self.legs.get(key)
        if (
            leg is None
            and self.past.seen(Action.ALERT, frozenset((key,)))
            and self.past.parted(key)
        ):
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
            self.past.note_ring(pair, anew=False)
            return
        if self.past.late_ring(pair, now_s):
            self.doubt = "a late ring"
            return
        if self.past.ended_lately(pair, now_s):
            self.doubt = "a ring so soon after another"
        by = self.find(caller)
        self._move_on(by, now_s)
        self.pairs[pair] = LegState.ALERTING
        self.past.note_ring(pair, anew=True)
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
        if pair not in self.pairs and pair in self.past.ended:
            again = self.past.seen(Action.ANSWER, pair) or self.past.seen(Action.ANSWERED, pair)
            if again or self.past.ended_lately(pair, now_s):
                self.doubt = "an answer that may be late"
                return
        by, key = self.find(caller), self.find(callee)
        self.past.seeking.discard(by)
        if self._in_talk(by) or self._in_talk(key):
            self.doubt = "somebody talks with two"
        for other in [each for each, how in self.pairs.items() if by in each and each != pair]:
            if self.pairs[other] is LegState.ALERTING:
                self._unpair(other, now_s)
        self.pairs[pair] = LegState.CONNECTED
        for each, party, calling in ((by, caller, True), (key, callee, False)):
            known = self.legs.get(each)
            self._hold_untold.discard(each)
            self._set(
                each,
                party,
                LegState.CONNECTED,
                calling=calling if known is None or known.calling is None else known.calling,
            )

    def answer_alone(self, party: Party, *, calling: bool | None = None) -> None:
        """Somebody, it may be a caller, is connected to what is no party: a menu, a queue."""
        key = self.find(party)
        leg = self.legs.get(key)
        if leg is None or leg.state not in _IN_TALK:
            calling = calling if leg is None or leg.calling is None else leg.calling
            self._set(key, party, LegState.CONNECTED, calling=calling)

    def bye(self, first: Party, second: Party | None, now_s: float) -> None:
        """The first hung up on the second."""
        hung_up = self.find(first)
        pair = frozenset((hung_up,)) if second is None else self.pair_of(first, second)
        how = self.pairs.get(pair)
        leg = self.legs.get(hung_up)
        self.past.seeking.discard(hung_up)
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
            self.past.seek(pair - {hung_up})
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
        self.past.seek(frozenset((by,)))
        self._unpair(pair, now_s, keep=keep, hung_up=key if refused else None)

    def give_up(self, caller: Party, now_s: float) -> None:
        """The caller rings nobody any more."""
        self.past.seeking.discard(self.find(caller))
        self._leave(self.find(caller), now_s, cleared=True)

    def pass_on(self, key: str, now_s: float) -> bool:
        """A phone that rings is silent, and the caller stays; whether it rang."""
        leg = self.legs.get(key)
        if leg is None or leg.state is not LegState.ALERTING:
            return False
        self._gone = []
        self._leave(key, now_s, cleared=True, alone=True)
        return True

    def hold(self, key: str, *, on: bool) -> bool:
        """An extension holds, or takes back from hold; whether that is any news."""
        leg = self.legs.get(key)
        before, after = _IN_TALK if on else _IN_TALK[::-1]
        untold = key in self._hold_untold
        self._hold_untold.discard(key)
        if leg is None or leg.state is not before:
            return untold and leg is not None and leg.state is after
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
            if known is not None and state is LegState.INITIATED and self._served(key):
                state = known.state  # nor does a ring tell that a queue or a menu is heard
            calling = leg.calling
            if known is not None and known.calling is not None:
                calling = known.calling
            self._set(key, party, state, calling=calling)
            if known is None and leg.hold_untold:
                self._hold_untold.add(key)
        for key in [key for key in self.legs if key not in found]:
            self._leave(key, now_s, cleared=False, alone=True)
        self.pairs = pairs_of(self.legs)

    def end(self, now_s: float) -> None:
        """It is over, however."""
        self._gone = [replace(leg, state=LegState.CLEARED) for leg in self.legs.values()]
        for pair in self.pairs:
            self.past.note_ended(pair, now_s)
        if len(self.legs) == 2:
            self.past.note_ended(frozenset(self.legs), now_s)
        self.pairs.clear()
        self.legs.clear()
        self.moving = False
        self.past.seeking.clear()

    # ---------------------------------------------------------------------------------------------

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
        self.past.meet(key, party.kind, number)
        if calling is not None:
            self.past.note_role(number, calling=calling)
        self.legs[key] = LegReport(
            leg_id,
            party.kind,
            number,
            state,
            calling,
            called,
            party.trunk or (None if known is None else known.trunk),
        )

    def _in_talk(self, key: str) -> bool:
        return any(how is LegState.CONNECTED and key in pair for pair, how in self.pairs.items())

    def _served(self, key: str) -> bool:
        """Whether a leg is connected to what is no party."""
        leg = self.legs.get(key)
        return leg is not None and leg.state in _IN_TALK and not self._in_talk(key)

    def _via(self, leg: LegReport) -> Number | None:
        """Through what a leg came: known of who called from outside alone."""
        called = leg.called
        return called if called is not None and self._is_place(called) else None

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
        self.past.note_ended(pair, now_s)
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
        self._hold_untold.discard(key)
        if cleared:
            self._gone.append(replace(leg, state=LegState.CLEARED))

    def _bye_of_strangers(self, pair: Pair, hung_up: str, now_s: float) -> None:
        """Two are said to be over that were not known to be together."""
        known = [key for key in pair if key in self.legs]
        again = pair in self.past.ended
        self.past.note_ended(pair, now_s)
        paired = [key for key in known if any(key in each for each in self.pairs)]
        for key in known:
            if key not in paired:
                self._drop(key, cleared=key == hung_up)
        if known and not (again and len(paired) == len(known)):
            self.doubt = "two parted who were not known to be together"
