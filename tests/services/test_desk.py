"""The cards: what they say, in which order, and which one is selected."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.call import Direction, EndReason, Phase, Recording
from ctiapp.model.commands import Capability, PhoneRingId, Verb
from ctiapp.model.directory import Extension, LineState
from ctiapp.model.events import LinkState, RingStep
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account
from ctiapp.services.desk import Desk
from ctiapp.services.directory import Directory
from ctiapp.services.notices import Notices
from ctiapp.services.screenpop import PopupStatus, meant, pops
from tests.model.said import CALL, ME, ext, inbound, mine, outbound, report
from tests.services.fakes import FakePbx, contact, extension, pages, place, settle
from tests.state.desk import Told

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport
    from ctiapp.services.cards import Card

QUEUE = "6402"
TALK = (inbound("ANSWERED"), mine("ANSWER"))
RING = (inbound("ALERT"), mine("RING"))
HELD = (inbound("ANSWERED"), mine("HOLD"))


class Cards(Told):
    """A desk over a store that is live."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Directory(self.store, Notices())
        self.desk = Desk(self.store, self.directory)
        self.shown: list[tuple[Card, ...]] = []
        self.desk.subscribe(self.shown.append)
        self.take(events.LinkChanged(LinkState.UP))

    def card(self, call_id: str = CALL) -> Card:
        """A card that must be there."""
        card = self.desk.card(CallId(call_id))
        assert card is not None
        return card

    def picked(self) -> CallId | None:
        """The call that the keys act on."""
        return self.desk.selected

    def call_in(self, number: int, *legs: LegReport) -> str:
        """One more call; its id."""
        call_id = f"{number}.1"
        self.said(*legs, call_id=call_id)
        return call_id


@pytest.fixture
def cards() -> Cards:
    """Nobody calls."""
    return Cards()


# --- what a card says ----------------------------------------------------------------------------


def test_a_ring_from_a_queue(cards: Cards) -> None:
    """Who, through what, since when; and that it can only be rejected from here."""
    cards.said(
        inbound("ANSWERED", "+12354978652", via="6400", to="5550100"), mine("RING", via=QUEUE)
    )
    card = cards.card()
    assert (card.phase, card.direction, card.ring) == (Phase.RINGING, Direction.INBOUND, 1)
    assert (card.number, card.number_text) == (Number("+12354978652"), "+1 235-497-8652")
    assert (card.via_number, card.via_name) == (Number(QUEUE), None)
    assert (card.did, card.trunk) == (Number("5550100"), "peer-to-41")
    assert card.since is not None
    assert card.since.mono_s == card.received_s == cards.now_s
    assert card.actions == (Verb.REJECT,)
    assert (card.name, card.can_answer, card.stale, card.rings) == (None, False, False, True)


def test_a_withheld_caller_has_no_number_to_show(cards: Cards) -> None:
    """The window has a word for it."""
    cards.said(inbound("ALERT", "Unknown"), mine("RING"))
    assert (cards.card().number_text, cards.card().name) == ("", None)


def test_a_colleague_is_shown_by_the_extension_as_it_is(cards: Cards) -> None:
    """It is no public number, however long."""
    cards.said(ext("20055551234", "ALERT"), mine("RING"))
    assert cards.card().number_text == "20055551234"
    assert cards.card().direction is Direction.INTERNAL


def test_ones_own_phone_rings_first(cards: Cards) -> None:
    """The card shows whom one calls, and that the phone must be picked up."""
    cards.send(Verb.DIAL, None, Number("2001"))
    cards.said(mine("RING"))
    card = cards.card()
    assert (card.phase, card.own_phone_rings, card.rings) == (Phase.DIALING, True, False)
    assert card.number_text == "2001"
    assert card.actions == (Verb.HANG_UP,)


def test_a_talk_a_hold_and_being_held(cards: Cards) -> None:
    """Resume is offered only to the one who holds."""
    cards.said(*TALK)
    assert Verb.HOLD in cards.card().actions
    assert Verb.RESUME not in cards.card().actions
    cards.said(inbound("HOLD"), mine("ANSWER"))
    assert (cards.card().held_by_other, cards.card().phase) == (True, Phase.TALKING)
    cards.said(inbound("HOLD"), mine("HOLD"))
    assert (cards.card().held_by_other, cards.card().phase) == (False, Phase.HELD)
    assert Verb.RESUME in cards.card().actions
    assert Verb.HOLD not in cards.card().actions


def test_what_is_pending_and_what_was_refused(cards: Cards) -> None:
    """Each shows on the card of its call."""
    cards.said(*TALK)
    token = cards.send(Verb.HOLD)
    assert cards.card().pending == {Verb.HOLD}
    notice = Notice("error.command", code="70132")
    cards.take(events.CommandFailed(token, notice))
    assert (cards.card().pending, cards.card().notice) == (frozenset(), notice)


def test_an_ended_call_says_why_and_can_do_nothing(cards: Cards) -> None:
    """It goes when the store lets it go."""
    cards.said(inbound("ANSWERED"), mine("RING"), ext("2003", "RING"))
    cards.said(inbound("ANSWERED"), ext("2003", "ANSWER"))
    card = cards.card()
    assert card.end is not None
    assert (card.end.reason, card.end.by) == (EndReason.ANSWERED_ELSEWHERE, Number("2003"))
    assert card.taken_by == ""
    assert (card.phase, card.actions, card.rings) == (Phase.ENDED, (), False)
    cards.store.reset(ME, card.end.at)
    assert cards.desk.cards == ()
    assert cards.desk.card(CALL) is None


def test_whoever_answered_elsewhere_is_named(cards: Cards, monkeypatch: pytest.MonkeyPatch) -> None:
    known = SimpleNamespace(label="Ana Li", company="")
    monkeypatch.setattr(
        cards.directory, "identify", lambda number: known if number == Number("2003") else None
    )
    cards.said(inbound("ANSWERED"), mine("RING"), ext("2003", "RING"))
    cards.said(inbound("ANSWERED"), ext("2003", "ANSWER"))
    assert cards.card().taken_by == "Ana Li"


def test_a_conference_counts_its_people(cards: Cards) -> None:
    """Oneself included."""
    cards.said(inbound("ANSWERED"), mine("ANSWER"), outbound("ANSWER"))
    assert cards.card().parties == 3


def test_a_conference_names_who_is_in_and_who_is_invited(cards: Cards) -> None:
    """Each once, whatever number of devices rings; in a mere ring nobody is invited."""
    cards.said(inbound("ANSWERED"), mine("RING"), ext("2003", "RING"), ext("2007", "RING"))
    assert cards.card().beside == ()

    cards.said(inbound("ANSWERED"), mine("ANSWER"))
    assert cards.card().beside == ()

    cards.said(inbound("ANSWERED"), mine("ANSWER"), ext("2003", "ANSWER"), ext("2007", "RING"))
    assert [(one.name, one.rings) for one in cards.card().beside] == [
        ("2003", False),
        ("2007", True),
    ]


def test_while_the_link_is_down_cards_are_stale_and_dead(cards: Cards) -> None:
    """The last picture stays to be read, and nothing can be pressed or pops."""
    cards.said(*RING)
    assert pops(cards.desk.cards) == cards.desk.cards
    cards.take(events.LinkChanged(LinkState.DOWN))
    assert [(card.stale, card.actions) for card in cards.shown[-1]] == [(True, ())]
    assert pops(cards.desk.cards) == ()
    cards.take(events.LinkChanged(LinkState.UP))
    assert [(card.stale, card.actions) for card in cards.shown[-1]] == [(False, (Verb.REJECT,))]


async def test_names_follow_by_the_same_road(cards: Cards) -> None:
    """The card is there at once; who it is comes with the directory."""
    cards.said(inbound("ANSWERED", "+12354978652"), mine("RING", via=QUEUE))
    cards.said(ext("2005", "ALERT"), mine("RING", "x"), call_id="2.1")
    pbx = FakePbx(Account("p-series", "pbx", "client", ME))
    pbx.extension_pages = list(pages(extension("2005", "Ann Lee")))
    pbx.contact_pages = list(pages(contact("Joe Goffin", "+12354978652", company="Acme")))
    pbx.place_list = (place(QUEUE, "Support"),)
    cards.directory.attach(pbx, Extension(ExtensionId("1"), ME, "Leo"))
    await settle()
    assert (cards.card().name, cards.card().company) == ("Joe Goffin", "Acme")
    assert cards.card().via_name == "Support"
    assert (cards.card("2.1").name, cards.card("2.1").company) == ("Ann Lee", None)
    assert [card.name for card in cards.shown[-1]] == ["Joe Goffin", "Ann Lee"]
    cards.directory.detach()
    await settle()


# --- how old a pop is ----------------------------------------------------------------------------


def test_a_pops_age_counts_from_the_frame_that_made_it_ring(cards: Cards) -> None:
    """Later frames of the same ring leave it alone; a new ring begins anew."""
    cards.said(*RING)
    first_s = cards.card().received_s
    cards.said(inbound("ANSWERED"), mine("RING"))
    assert cards.card().received_s == first_s
    cards.said(inbound("ANSWERED"))
    cards.said(inbound("ANSWERED"), mine("RING", "b"))
    assert cards.card().ring == 2
    assert cards.card().received_s == cards.now_s


def test_how_long_the_pop_took(cards: Cards) -> None:
    """Only the ring that is on the screen counts; hiding the pop keeps the number."""
    heard: list[PopupStatus] = []
    cards.desk.subscribe_popup(heard.append)
    cards.said(*RING)
    cards.desk.set_popup(visible=True, call_id=CALL)
    cards.desk.painted(CALL, 1, 10.0, 10.005)
    cards.desk.painted(CALL, 2, 10.0, 99.0)
    cards.desk.painted(CallId("gone"), 1, 10.0, 99.0)
    cards.desk.set_popup(visible=True, call_id=CALL)
    cards.desk.set_popup(visible=False, call_id=None)
    assert [popup.visible for popup in heard] == [True, True, False]
    assert cards.desk.popup.latency_ms == pytest.approx(5.0)
    assert cards.desk.popup.call_id is None


# --- order and selection -------------------------------------------------------------------------


def test_living_cards_come_first_the_oldest_of_them_on_top(cards: Cards) -> None:
    """Those just ended stand below."""
    for number in range(3):
        cards.call_in(number, *RING)
    cards.said(inbound("BYE"), mine("RING"), call_id="0.1")
    assert [card.call_id for card in cards.desk.cards] == ["1.1", "2.1", "0.1"]


def test_the_call_talked_on_is_selected_then_the_held_then_the_oldest_ring(cards: Cards) -> None:
    """And nothing where nobody calls."""
    assert cards.picked() is None
    ring = cards.call_in(1, *RING)
    cards.call_in(2, inbound("ALERT"), mine("RING", "b"))
    assert cards.picked() == ring
    held = cards.call_in(3, inbound("ANSWERED"), mine("HOLD", "c"))
    assert cards.picked() == held
    talk = cards.call_in(4, inbound("ANSWERED"), mine("ANSWER", "d"))
    assert cards.picked() == talk


def test_a_ring_never_takes_the_selection_from_a_call_in_progress(cards: Cards) -> None:
    """Neither one that comes nor one that comes again."""
    cards.said(*TALK)
    cards.call_in(2, inbound("ALERT"), mine("RING", "b"))
    assert cards.picked() == CALL
    cards.said(*HELD)
    assert cards.picked() == CALL


def test_a_choice_holds_while_its_call_lives(cards: Cards) -> None:
    """Whatever else happens; then the rule decides again."""
    cards.said(*TALK)
    ring = cards.call_in(2, inbound("ALERT"), mine("RING", "b"))
    cards.desk.select(CallId(ring))
    assert cards.picked() == ring
    cards.call_in(3, inbound("ALERT"), mine("RING", "c"))
    assert cards.picked() == ring
    cards.said(inbound("BYE"), mine("RING", "b"), call_id=ring)
    assert cards.picked() == CALL


def test_a_chosen_call_that_ended_and_rings_again_is_not_chosen(cards: Cards) -> None:
    """The queue rings again under the same id while one talks to somebody else."""
    cards.said(inbound("ANSWERED"), mine("RING", "a"))
    cards.desk.select(CALL)
    cards.said(inbound("ANSWERED"))
    talk = cards.call_in(2, inbound("ANSWERED"), mine("ANSWER", "x"))
    cards.said(inbound("ANSWERED"), mine("RING", "b"))
    assert cards.picked() == talk


def test_what_does_not_live_cannot_be_chosen(cards: Cards) -> None:
    """Neither an unknown call nor an ended one."""
    cards.said(*TALK)
    cards.desk.select(CallId("unknown"))
    assert cards.call_in(9, inbound("ALERT"), mine("RING", "b")) == "9.1"
    cards.said(inbound("BYE"), mine("RING", "b"), call_id="9.1")
    cards.desk.select(CallId("9.1"))
    assert cards.picked() == CALL


def test_the_selection_moves_through_the_living_cards_and_round(cards: Cards) -> None:
    """Down and up; with nobody there nothing happens."""
    cards.desk.select_next()
    assert cards.picked() is None
    ids = [cards.call_in(n, inbound("ALERT"), mine("RING", f"{n}")) for n in range(3)]
    cards.call_in(7, inbound("ALERT"), mine("RING", "z"))
    cards.said(inbound("BYE"), call_id="7.1")
    seen = [cards.picked()]
    for _ in range(3):
        cards.desk.select_next()
        seen.append(cards.picked())
    assert seen == [*ids, ids[0]]
    cards.desk.select_previous()
    assert cards.picked() == ids[2]
    assert cards.shown[-1] == cards.desk.cards


# --- which of several that ring is meant ---------------------------------------------------------


def rings(cards: Cards, *numbers: int) -> list[str]:
    """As many calls ring, each on a channel of its own; their ids."""
    return [cards.call_in(n, inbound("ALERT"), mine("RING", f"{n}")) for n in numbers]


def marks(cards: Cards) -> list[str]:
    """The calls that listeners were last told to be marked."""
    return [card.call_id for card in cards.shown[-1] if card.marked]


def test_the_mark_goes_from_ring_to_ring_and_round(cards: Cards) -> None:
    """The oldest is meant without any; a talk between them is passed by, and stays selected."""
    cards.said(*TALK)
    first, second, third = rings(cards, 1, 2, 3)
    assert marks(cards) == []
    seen = []
    for _ in range(4):
        card = cards.desk.mark_next()
        assert card is not None
        assert card.marked
        assert marks(cards) == [card.call_id]
        assert cards.picked() == CALL
        seen.append(card.call_id)
    assert seen == [second, third, first, second]


def test_there_is_nothing_to_mark_where_none_or_one_alone_rings(cards: Cards) -> None:
    """The one is answered, so that it can be said; nothing is told to the listeners."""
    assert cards.desk.mark_next() is None
    cards.said(*TALK)
    assert cards.desk.mark_next() is None
    (alone,) = rings(cards, 1)
    told = len(cards.shown)
    card = cards.desk.mark_next()
    assert card is not None
    assert (card.call_id, card.marked) == (alone, False)
    assert len(cards.shown) == told
    (later,) = rings(cards, 2)
    moved = cards.desk.mark_next()
    assert moved is not None
    assert moved.call_id == later


@pytest.mark.parametrize("how", ["gives up", "answered", "elsewhere"])
def test_a_mark_goes_with_its_ring(cards: Cards, how: str) -> None:
    """Then the oldest is meant again; a later ring of the same call is not what was marked."""
    first, second = rings(cards, 1, 2)
    cards.desk.mark_next()
    after = {
        "gives up": (inbound("BYE"), mine("RING", "2")),
        "answered": (inbound("ANSWERED"), mine("ANSWER", "2")),
        "elsewhere": (inbound("ANSWERED"), ext("2003", "ANSWER")),
    }[how]
    cards.said(*after, call_id=second)
    found = meant(cards.desk.cards)
    assert found is not None
    assert (found.call_id, marks(cards)) == (first, [])
    cards.said(inbound("ANSWERED"), mine("RING", "again"), call_id=second)
    assert marks(cards) == []


def test_a_mark_stays_through_what_else_happens(cards: Cards) -> None:
    """More calls, other frames of the same ring, a gap."""
    _, second = rings(cards, 1, 2)
    cards.desk.mark_next()
    rings(cards, 3)
    cards.said(inbound("ANSWERED"), mine("RING", "2"), call_id=second)
    assert marks(cards) == [second]
    for state in (LinkState.DOWN, LinkState.UP):
        cards.take(events.LinkChanged(state))
        assert marks(cards) == [second]


def test_where_nothing_but_rings_the_selection_goes_along(cards: Cards) -> None:
    """The key that hangs up must reject what the other keys mean; a choice by hand still holds."""
    first, second = rings(cards, 1, 2)
    assert cards.picked() == first
    cards.desk.mark_next()
    assert cards.picked() == second
    cards.desk.select(CallId(first))
    cards.desk.mark_next()
    cards.desk.mark_next()
    assert (marks(cards), cards.picked()) == ([second], first)


def test_an_offered_call_can_be_marked_while_calls_are_screened(cards: Cards) -> None:
    """Not screened, nobody sees it: the keys do not go there, and come back from there."""
    offered = "9.1"
    cards.take(events.InboundOffered(report(inbound("ALERT"), call_id=offered)))
    (ring,) = rings(cards, 1)
    card = cards.desk.mark_next()
    assert card is not None
    assert card.call_id == ring
    cards.desk.screen(on=True)
    cards.desk.mark_next()
    assert (marks(cards), cards.picked()) == ([offered], ring)
    cards.desk.screen(on=False)
    found = meant(cards.desk.cards)
    assert found is not None
    assert found.call_id == ring


def test_listeners_get_the_cards_once_a_batch(cards: Cards) -> None:
    """And none where no call changed."""
    cards.said(*TALK)
    cards.shown.clear()
    cards.take(events.LineChanged(Number("2001"), LineState.BUSY))
    cards.said(*TALK)
    assert cards.shown == []
    cards.picture(report(*TALK, call_id="2.1"))
    assert [len(shown) for shown in cards.shown] == [2]


# --- verbs ----------------------------------------------------------------------------------------


def test_muted_and_recorded_show_as_commanded(cards: Cards) -> None:
    """And as not known after a gap; the verb that undoes it is what is offered."""
    cards.said(*TALK)
    assert (cards.card().muted, cards.card().recording) == (False, Recording.OFF)
    for verb in (Verb.MUTE, Verb.RECORD):
        cards.take(events.CommandAccepted(cards.send(verb)))
    assert (cards.card().muted, cards.card().recording) == (True, Recording.ON)
    assert {Verb.UNMUTE, Verb.PAUSE_RECORDING} <= set(cards.card().actions)
    assert not {Verb.MUTE, Verb.RECORD} & set(cards.card().actions)
    cards.picture(report(*TALK))
    assert (cards.card().muted, cards.card().recording) == (None, None)


def test_a_parked_call_shows_its_slot_and_that_it_came_back(cards: Cards) -> None:
    """A recall is a new ring, and a new pop."""
    cards.said(*RING)
    cards.said(*TALK)
    cards.take(events.CommandAccepted(cards.send(Verb.PARK), CALL, "6001"))
    cards.said(inbound("HOLD"), mine("BYE"))
    card = cards.card()
    assert (card.phase, card.slot, card.came_back) == (Phase.PARKED, "6001", False)
    assert (card.actions, card.rings) == ((Verb.RETRIEVE,), False)
    cards.said(inbound("ALERT"), mine("RING", "b"))
    card = cards.card()
    assert (card.slot, card.came_back, card.rings, card.ring) == ("6001", True, True, 2)


def test_a_phone_that_can_be_commanded(cards: Cards) -> None:
    """Answer is offered as long as it rings there."""
    ring = PhoneRingId(ME, "32787", "192.0.2.7:5060")
    cards.said(*RING)
    assert (cards.card().can_answer, Verb.ANSWER in cards.card().actions) == (False, False)
    cards.take(events.PhoneRings(ring, RingStep.RINGS))
    assert (cards.card().can_answer, Verb.ANSWER in cards.card().actions) == (True, True)
    cards.take(events.PhoneRings(ring, RingStep.OVER))
    assert (cards.card().can_answer, Verb.ANSWER in cards.card().actions) == (False, False)


def test_a_consultation_shows_as_a_pair(cards: Cards) -> None:
    """Its steps stand at the consulted one's call, and are not offered before they answer."""
    cards.said(*TALK)
    cards.said(*HELD)
    second = cards.call_in(2, mine("ALERT"), ext("2001", "RING"))
    first_card, second_card = cards.card(), cards.card(second)
    assert (first_card.consulting, second_card.consult_of) == (second, CALL)
    assert (first_card.actions, second_card.actions) == ((Verb.ABORT,), (Verb.ABORT,))
    cards.said(mine("ANSWERED"), ext("2001", "ANSWER"), call_id=second)
    steps = (Verb.COMPLETE, Verb.SWAP, Verb.CONFERENCE, Verb.ABORT)
    assert cards.card(second).actions == steps


def test_a_transferred_call_can_be_taken_back(cards: Cards) -> None:
    """As long as nobody has answered; not while the link is down."""
    cards.said(*TALK)
    cards.send(Verb.TRANSFER, callee=Number("2001"))
    cards.said(inbound("ALERT"), mine("BYE"), ext("2001", "RING"))
    assert cards.card().actions == (Verb.TAKE_BACK,)
    cards.take(events.LinkChanged(LinkState.DOWN))
    assert cards.card().actions == ()
    cards.take(events.LinkChanged(LinkState.UP))
    cards.said(inbound("ANSWERED"), ext("2001", "ANSWER"))
    assert cards.card().actions == ()


def test_what_the_pbx_cannot_do_is_on_no_card(cards: Cards) -> None:
    """Not even greyed; and it is there again where the next PBX can."""
    cards.said(*TALK)
    before = cards.card().actions
    assert Verb.PARK in before
    assert cards.card().lacks == frozenset()
    cards.desk.offer(EVERY_CAPABILITY - {Capability.PARK, Capability.CONSULT, Capability.MUTE})
    card = cards.card()
    gone = {Verb.PARK, Verb.CONSULT, Verb.SAFE_TRANSFER, Verb.MUTE}
    assert card.actions == tuple(verb for verb in before if verb not in gone)
    assert card.lacks >= gone | {Verb.UNMUTE, Verb.COMPLETE, Verb.RETRIEVE}
    shown = len(cards.shown)
    cards.desk.offer(EVERY_CAPABILITY - {Capability.PARK, Capability.CONSULT, Capability.MUTE})
    assert len(cards.shown) == shown  # the same is no news
    cards.desk.offer(EVERY_CAPABILITY)
    assert cards.card().actions == before


def test_of_two_held_none_is_taken_back_where_the_pbx_cannot_be_told_which(cards: Cards) -> None:
    """Each card follows the other call; what the PBX cannot do at all stays what it lacks."""
    cards.desk.offer(EVERY_CAPABILITY - {Capability.SEVERAL_CALLS})
    cards.said(*HELD)
    assert Verb.RESUME in cards.card().actions
    mine_too, theirs = mine("HOLD", "b"), inbound("ANSWERED", channel="in-b")
    second = cards.call_in(2, theirs, mine_too)
    for call_id in (CALL, second):
        assert cards.card(call_id).unclear == {Verb.RESUME}
        assert Verb.RESUME not in cards.card(call_id).actions
        assert Verb.HANG_UP in cards.card(call_id).actions
    cards.said(theirs, mine("ANSWER", "b"), call_id=second)
    assert cards.card().unclear == frozenset()
    assert Verb.RESUME in cards.card().actions
    cards.said(theirs, mine_too, call_id=second)
    cards.desk.offer(EVERY_CAPABILITY - {Capability.SEVERAL_CALLS, Capability.RESUME})
    assert cards.card().unclear == frozenset()
    cards.desk.offer(EVERY_CAPABILITY)
    assert Verb.RESUME in cards.card().actions


def test_a_phone_is_not_answered_where_the_pbx_cannot_have_it(cards: Cards) -> None:
    """The handset is to be lifted."""
    cards.said(*RING)
    cards.take(events.PhoneRings(PhoneRingId(ME, "32787", "192.0.2.7:5060"), RingStep.RINGS))
    cards.desk.offer(EVERY_CAPABILITY - {Capability.ANSWER})
    assert not cards.card().can_answer
    assert cards.card().actions == (Verb.REJECT,)
