"""The cards of all calls, in order, and which one the keys act on.

Two things are kept apart: the *selected* call, for the keys that act on a call in progress, and the
*marked* one of those that ring or are offered, for the keys that answer and reject. To move the
mark on never takes the selection from a call in progress.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.abilities import able
from ctiapp.model.call import OFFER_S, LegKind, LegState, Phase
from ctiapp.model.commands import Capability, Verb
from ctiapp.model.events import LinkState
from ctiapp.model.number import display
from ctiapp.model.observers import Observers
from ctiapp.services.cards import Beside, Card
from ctiapp.services.fetching import Fetching
from ctiapp.services.screenpop import PopupStatus, following, meant
from ctiapp.state import selectors
from ctiapp.state.changes import CallChanged, LinkMoved, ParkedChanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.call import Call
    from ctiapp.model.ids import CallId
    from ctiapp.services.asides import Asides
    from ctiapp.services.directory import Directory
    from ctiapp.services.lookup import DirectoryProgress
    from ctiapp.services.safe_transfer import SafeTransfer, SafeTransfers
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store


class Desk:
    """Makes the cards.

    Listeners get the whole new tuple at each change, at once, on the loop.

    Args:
        store: what is known.
        directory: who somebody is.
        safe: the safe transfers; None where there are none to be shown.
        asides: what is said beside the calls; None where nothing is.
    """

    def __init__(
        self,
        store: Store,
        directory: Directory,
        safe: SafeTransfers | None = None,
        asides: Asides | None = None,
    ) -> None:
        self._store = store
        self._directory = directory
        self._safe = safe
        self._asides = asides
        self._fetching = Fetching()
        self._cards: dict[CallId, Card] = {}
        self._received: dict[CallId, float] = {}
        self._all: tuple[Card, ...] = ()
        self._order: tuple[Card, ...] = ()
        self._screening = False
        self._lacks: frozenset[Verb] = frozenset()
        self._tells = frozenset({Capability.SEVERAL_CALLS, Capability.CURRENT_CALL})
        self._chosen: CallId | None = None
        self._marked: CallId | None = None
        self._popup = PopupStatus()
        self._observers: Observers[tuple[Card, ...]] = Observers()
        self._popup_observers: Observers[PopupStatus] = Observers()
        store.subscribe(self._on_changes)
        directory.subscribe(self._on_directory)
        if safe is not None:
            safe.subscribe(self._on_safe)
        if asides is not None:
            asides.subscribe(self._on_aside)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def cards(self) -> tuple[Card, ...]:
        """Living calls first, oldest first; those just ended after them.

        Calls that are offered, or were and never rang here, only while calls are screened.
        """
        return self._order

    @property
    def all_cards(self) -> tuple[Card, ...]:
        """The same with every offered call, screened or not: for ``ctl``."""
        return self._all

    @property
    def selected(self) -> CallId | None:
        """The call that the keys act on; where nothing but rings: the marked one, if any is."""
        shown = (c for c in self._store.calls if not self._fetching.hides(c.call_id))
        chosen = None if self._chosen is None else self._fetching.shown_for(self._chosen)
        return selectors.select(shown, chosen, self._marked)

    @property
    def popup(self) -> PopupStatus:
        """What is on the screen above all windows."""
        return self._popup

    def card(self, call_id: CallId) -> Card | None:
        """One card, or None."""
        return self._cards.get(call_id)

    def subscribe(self, listener: Callable[[tuple[Card, ...]], None]) -> Callable[[], None]:
        """Get the cards at each change; the answer ends it."""
        return self._observers.subscribe(listener)

    def subscribe_popup(self, listener: Callable[[PopupStatus], None]) -> Callable[[], None]:
        """Hear of each change of the pop; the answer ends it."""
        return self._popup_observers.subscribe(listener)

    def screen(self, *, on: bool) -> None:
        """Show offered calls before they ring, or show them to nobody but ``ctl``."""
        if on != self._screening:
            self._screening = on
            self._publish()

    def offer(self, capabilities: frozenset[Capability]) -> None:
        """Offer what a PBX of these can do, and nothing else."""
        lacks = frozenset(verb for verb in Verb if not able(verb, capabilities))
        tells = capabilities & {Capability.SEVERAL_CALLS, Capability.CURRENT_CALL}
        if (lacks, tells) != (self._lacks, self._tells):
            self._lacks, self._tells = lacks, tells
            self.refresh()

    # -- selecting -------------------------------------------------------------------------------

    def select(self, call_id: CallId) -> None:
        """Let the keys act on this call as long as it lives; nothing happens where it does not."""
        call = self._store.call(call_id)
        if call is None or call.end is not None or call.phase is Phase.OFFERED:
            return
        if self._fetching.hides(self._fetching.shown_for(call_id)):
            return  # another one's card has taken its place: no key could show what it acts on
        self._chosen = call_id
        self._publish()

    def select_next(self) -> None:
        """Select the card below."""
        self._move(1)

    def select_previous(self) -> None:
        """Select the card above."""
        self._move(-1)

    def _move(self, by: int) -> None:
        living = [
            card.call_id
            for card in self._order
            if card.end is None and card.phase is not Phase.OFFERED
        ]
        selected = self.selected
        if living and selected in living:
            self.select(living[(living.index(selected) + by) % len(living)])

    def mark_next(self) -> Card | None:
        """Let the keys for ringing calls mean the next one that rings or is offered, in a ring.

        The mark stays until its call is answered, accepted or over; then the oldest that rings is
        meant again. Answers the card that is meant now: where one alone rings, that one; None where
        none does, and nothing happens.
        """
        now, card = meant(self._order), following(self._order)
        if now is None or card is None or card.call_id == now.call_id:
            return now
        before, self._marked = self._marked, card.call_id
        for call_id in {before, card.call_id}:
            call = None if call_id is None else self._store.call(call_id)
            if call is not None and call.call_id in self._cards:
                self._cards[call.call_id] = self._make(call)
        self._publish()
        return self._cards[card.call_id]

    # -- the pop reports ---------------------------------------------------------------------------

    def painted(self, call_id: CallId, ring: int, received_s: float, painted_s: float) -> None:
        """The first paint that shows this ring has returned (monotonic seconds)."""
        card = self._cards.get(call_id)
        if card is None or card.ring != ring:
            return
        latency_ms = max(0.0, (painted_s - received_s) * 1000.0)
        self._tell_popup(PopupStatus(self._popup.visible, self._popup.call_id, latency_ms))

    def set_popup(self, *, visible: bool, call_id: CallId | None) -> None:
        """Which card is on top of the screen, if any."""
        self._tell_popup(PopupStatus(visible, call_id, self._popup.latency_ms))

    def _tell_popup(self, popup: PopupStatus) -> None:
        if popup != self._popup:
            self._popup = popup
            self._popup_observers.tell(popup)

    # -- making cards ----------------------------------------------------------------------------

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        touched = False
        for change in changes:
            if isinstance(change, CallChanged):
                touched = True
                self._take(change)
            elif isinstance(change, LinkMoved):
                touched = True
                self._remake_all()
            elif isinstance(change, ParkedChanged):
                touched = bool(self._cards)
        if touched:
            if Capability.SEVERAL_CALLS not in self._tells:
                self._remake_all()  # what can be done with a call hangs on the others
            self._fetch()
            self._publish()

    def _fetch(self) -> None:
        """Show a slot that is dialled as who waits there, and only one of the two calls."""
        self._fetching.look(self._store.calls, self._store.parked)
        for call in self._store.calls:
            if call.call_id in self._cards and self._fetching.who(call.call_id) is not None:
                self._cards[call.call_id] = self._make(call)

    def _on_safe(self, safe: SafeTransfer) -> None:
        """A safe transfer has come to another step: its two cards say so."""
        for call_id in (safe.call_id, safe.second):
            call = None if call_id is None else self._store.call(call_id)
            if call is not None and call.call_id in self._cards:
                self._cards[call.call_id] = self._make(call)
        if self._cards:
            self._publish()

    def _on_aside(self, call_id: CallId) -> None:
        """More is known beside a call."""
        call = self._store.call(call_id)
        if call is not None and call_id in self._cards:
            self._cards[call_id] = self._make(call)
            self._publish()

    def refresh(self) -> None:
        """Something that is said on cards was changed: make them all anew."""
        if self._cards:
            self._remake_all()
            self._publish()

    def _take(self, change: CallChanged) -> None:
        call = change.after
        if (
            change.before is not None
            and change.before.call_id == self._chosen
            and (call is None or call.end is not None)
        ):
            self._chosen = None  # under the same id it may ring again: that is not what was chosen
        if (
            change.before is not None
            and change.before.call_id == self._marked
            and (call is None or call.phase not in (Phase.RINGING, Phase.OFFERED))
        ):
            self._marked = None
        if call is None:
            if change.before is not None:
                self._cards.pop(change.before.call_id, None)
                self._received.pop(change.before.call_id, None)
            return
        # The age of the pop counts from the frame that made it ring, not from later ones.
        old = self._cards.get(call.call_id)
        if old is None or old.ring != call.ring:
            self._received[call.call_id] = change.now.mono_s
        self._cards[call.call_id] = self._make(call)

    def _on_directory(self, _: DirectoryProgress) -> None:
        if self._cards:
            before = self._all
            self._remake_all()
            if self._ordered() != before:
                self._publish()

    def _remake_all(self) -> None:
        for call in self._store.calls:
            if call.call_id in self._cards:
                self._cards[call.call_id] = self._make(call)

    def _ordered(self) -> tuple[Card, ...]:
        return tuple(
            self._cards[call.call_id]
            for call in self._store.calls
            if call.call_id in self._cards and not self._fetching.hides(call.call_id)
        )

    def _publish(self) -> None:
        self._all = self._ordered()
        self._order = tuple(card for card in self._all if self._screening or not card.screened)
        self._observers.tell(self._order)

    def _make(self, call: Call) -> Card:
        fetched = self._fetching.who(call.call_id)
        number = call.remote_number if fetched is None else fetched.party
        who = self._directory.identify(number)
        remote = call.remote
        internal = remote is not None and remote.report.kind is LegKind.EXTENSION
        live = self._store.link is LinkState.UP
        fits = [verb for verb in selectors.actions(call) if verb not in self._lacks]
        unclear = selectors.unclear(call, self._store.calls, self._tells).intersection(fits)
        can = tuple(verb for verb in fits if verb not in unclear)
        taker = None if call.end is None else self._directory.identify(call.end.by)
        card = Card(
            call_id=call.call_id,
            sequence=call.sequence,
            ring=call.ring,
            phase=call.phase,
            direction=call.direction,
            name=None if who is None else who.label,
            company=None if who is None else who.company or None,
            number=number,
            number_text="" if number is None else number.text if internal else display(number),
            via_number=call.via,
            via_name=self._directory.place_name(call.via),
            did=call.did,
            trunk=call.trunk,
            since=call.since,
            parties=call.parties,
            own_phone_rings=call.own_phone_rings,
            held_by_other=call.held_by_other and call.phase is Phase.TALKING,
            can_answer=call.phone_ring is not None and Verb.ANSWER not in self._lacks,
            actions=can if live else (),
            pending=frozenset(call.pending),
            end=call.end,
            notice=call.notice,
            received_s=self._received[call.call_id],
            stale=not live,
            muted=call.muted,
            recording=call.recording,
            hold_untold=call.hold_untold,
            screened=call.offered is not None,
            until_s=_until_s(call),
            consult_of=call.consult_of,
            consulting=call.consulting,
            slot=call.slot if fetched is None else fetched.slot,
            came_back=call.came_back,
            marked=call.call_id == self._marked,
            safe=None if self._safe is None else self._safe.of(call.call_id),
            beside=self._beside(call),
            digits=call.digits,
            who=who,
            taken_by="" if taker is None else taker.label,
            lacks=self._lacks,
            unclear=unclear,
        )
        return card if self._asides is None else self._asides.dress(card, call)

    def _beside(self, call: Call) -> tuple[Beside, ...]:
        """Who else is in a talk, each once, however many devices they have."""
        if call.phase not in (Phase.TALKING, Phase.HELD) or len(call.other_legs) < 2:
            return ()
        remote = call.remote
        found: dict[object, Beside] = {}
        for leg in call.other_legs:
            number, rings = leg.number, leg.state not in (LegState.CONNECTED, LegState.HELD)
            inside = leg.report.kind is LegKind.EXTENSION
            same_as_remote = remote is not None and inside and number == remote.number
            if leg is remote or same_as_remote:
                continue
            key: object = number if inside else leg.leg_id
            if key in found and rings:
                continue
            who = self._directory.identify(number)
            said = "" if number.withheld else number.text if inside else display(number)
            found[key] = Beside(said if who is None else who.label, rings)
        return tuple(found.values())


def _until_s(call: Call) -> float | None:
    """When an offer ends, on the monotonic clock."""
    if call.phase is not Phase.OFFERED or call.offered is None:
        return None
    return call.offered.mono_s + OFFER_S
