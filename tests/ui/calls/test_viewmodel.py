"""What the cards show, and what a key on them asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.services.safe_transfer import SafeStep, SafeTransfer
from ctiapp.ui.calls.viewmodel import Hint, Order, decide, escape, faces, press
from ctiapp.ui.keymap import Action
from tests.ui.fakes import card, ended

if TYPE_CHECKING:
    from ctiapp.services.cards import Card

TALKING = card("1.1", Phase.TALKING)
HELD = card("1.2", Phase.HELD, sequence=2)
RINGING = card("1.3", Phase.RINGING, sequence=3)
RINGING_TOO = card("1.4", Phase.RINGING, sequence=4)


def key(action: Action, *cards: object, selected: str | None = None) -> Order | str:
    """What a key asks for; of a notice its key."""
    chosen = None if selected is None else CallId(selected)
    wanted = decide(action, cards, chosen)  # type: ignore[arg-type]
    return wanted.key if isinstance(wanted, Notice) else wanted


def test_keys_are_printed_where_they_act() -> None:
    """Most on the selected call, Shift+F8 on the oldest ringing one, nowhere else."""
    shown = faces((TALKING, HELD, RINGING, RINGING_TOO), TALKING.call_id)

    talking, held, *ringing = [[(b.verb, b.action) for b in face.buttons] for face in shown]
    assert talking == [
        (Verb.HOLD, Action.HOLD),
        (Verb.MUTE, Action.MUTE),
        (Verb.TRANSFER, Action.TRANSFER),
        (Verb.CONSULT, Action.CONSULT),
        (Verb.PARK, Action.PARK),
        (Verb.ADD, Action.ADD),
        (Verb.RECORD, Action.RECORD),
        (Verb.HANG_UP, Action.HANG_UP),
    ]
    assert {action for _, action in held} == {None}
    assert ringing == [[(Verb.REJECT, Action.REJECT)], [(Verb.REJECT, None)]]
    assert [face.selected for face in shown] == [True, False, False, False]


def test_a_pending_verb_blocks_itself_alone_and_hanging_up_never() -> None:
    pending = card(pending=frozenset({Verb.HOLD, Verb.HANG_UP}))
    (face,) = faces((pending,), pending.call_id)

    assert [(b.verb, b.enabled) for b in face.buttons if b.pending] == [
        (Verb.HOLD, False),
        (Verb.HANG_UP, True),
    ]
    assert all(b.enabled for b in face.buttons if not b.pending)
    assert key(Action.HOLD, pending, selected=pending.call_id) == "key.already_sent"
    assert key(Action.HANG_UP, pending, selected=pending.call_id) == Order(
        Verb.HANG_UP, pending.call_id
    )


def test_what_the_hand_must_do_is_said() -> None:
    own = card("2", Phase.DIALING, own_phone_rings=True)
    held = card("3", held_by_other=True)

    hints = [face.hint for face in faces((RINGING, own, held, TALKING), None)]
    assert hints == [Hint.LIFT_HANDSET, Hint.PICK_UP_TO_CALL, Hint.OTHER_HOLDS, None]


def test_a_stale_card_keeps_its_buttons_and_disables_them() -> None:
    stale = card(stale=True, actions=())
    (face,) = faces((stale,), stale.call_id)

    assert tuple(b.verb for b in face.buttons) == TALKING.actions
    assert not any(b.enabled for b in face.buttons)
    assert key(Action.HANG_UP, stale, selected=stale.call_id) == "key.not_connected"
    assert key(Action.HOLD, stale, selected=stale.call_id) == "key.not_connected"


@pytest.mark.parametrize(
    ("action", "selected", "expected"),
    [
        (Action.HANG_UP, "1.1", Order(Verb.HANG_UP, CallId("1.1"))),
        (Action.HANG_UP, "1.2", Order(Verb.HANG_UP, CallId("1.2"))),
        (Action.HANG_UP, "1.3", "key.reject_instead"),
        (Action.HOLD, "1.1", Order(Verb.HOLD, CallId("1.1"))),
        (Action.HOLD, "1.2", Order(Verb.RESUME, CallId("1.2"))),
        (Action.HOLD, "1.3", "key.cannot_hold"),
        (Action.ADD, "1.2", "key.take_back_to_add"),
        (Action.REJECT, "1.1", Order(Verb.REJECT, CallId("1.3"))),
        (Action.ANSWER, "1.1", "key.lift_handset"),
    ],
)
def test_a_key_acts_on_the_call_it_is_printed_on(
    action: Action, selected: str, expected: Order | str
) -> None:
    assert key(action, TALKING, HELD, RINGING, RINGING_TOO, selected=selected) == expected


def test_the_hang_up_key_rejects_only_while_nobody_is_talked_to() -> None:
    assert key(Action.HANG_UP, RINGING, selected="1.3") == Order(Verb.REJECT, CallId("1.3"))
    assert key(Action.HANG_UP, HELD, RINGING, selected="1.3") == Order(Verb.REJECT, CallId("1.3"))
    assert key(Action.HANG_UP, TALKING, RINGING, selected="1.3") == "key.reject_instead"


def test_a_key_without_a_call_says_so() -> None:
    over = ended(TALKING, EndReason.HUNG_UP)

    assert key(Action.HANG_UP, over, selected=over.call_id) == "key.no_call"
    assert key(Action.HOLD) == "key.no_call"
    assert key(Action.REJECT, TALKING) == "key.nobody_rings"
    assert key(Action.ANSWER, TALKING) == "key.nobody_rings"


def test_a_click_asks_for_what_the_button_says() -> None:
    assert press(TALKING, Verb.HOLD) == Order(Verb.HOLD, TALKING.call_id)
    refused = press(RINGING, Verb.HOLD)
    assert isinstance(refused, Notice)
    assert refused.key == "key.not_now"


WAITING = card("2.1", Phase.HELD, consulting=CallId("2.2"), actions=(Verb.ABORT,))
CONSULTED = card(
    "2.2",
    Phase.TALKING,
    sequence=2,
    consult_of=CallId("2.1"),
    actions=(Verb.COMPLETE, Verb.SWAP, Verb.CONFERENCE, Verb.ABORT),
)
ANSWERABLE = card("3.1", Phase.RINGING, can_answer=True, actions=(Verb.ANSWER, Verb.REJECT))
MOVING = ended(TALKING, EndReason.TRANSFERRED, actions=(Verb.TAKE_BACK,))


@pytest.mark.parametrize(
    ("action", "verb"),
    [
        (Action.MUTE, Verb.MUTE),
        (Action.TRANSFER, Verb.TRANSFER),
        (Action.CONSULT, Verb.CONSULT),
        (Action.ADD, Verb.ADD),
        (Action.PARK, Verb.PARK),
        (Action.RECORD, Verb.RECORD),
    ],
)
def test_each_verb_has_its_key(action: Action, verb: Verb) -> None:
    assert key(action, TALKING, HELD, selected="1.1") == Order(verb, CallId("1.1"))
    assert key(action, RINGING, selected="1.3") == "key.not_now"


@pytest.mark.parametrize(
    ("action", "verb"),
    [
        (Action.MUTE, Verb.UNMUTE),
        (Action.RECORD, Verb.PAUSE_RECORDING),
        (Action.RECORD, Verb.RESUME_RECORDING),
        (Action.PARK, Verb.RETRIEVE),
    ],
)
def test_the_same_key_undoes_it(action: Action, verb: Verb) -> None:
    there = card("1.1", actions=(verb,))

    assert key(action, there, selected="1.1") == Order(verb, CallId("1.1"))


@pytest.mark.parametrize("selected", ["2.1", "2.2"])
@pytest.mark.parametrize(
    ("action", "verb"),
    [
        (Action.TRANSFER, Verb.COMPLETE),
        (Action.CONSULT, Verb.SWAP),
        (Action.ADD, Verb.CONFERENCE),
    ],
)
def test_a_consultation_goes_on_by_the_key_that_began_it(
    action: Action, verb: Verb, selected: str
) -> None:
    pair = (WAITING, CONSULTED)
    assert key(action, *pair, selected=selected) == Order(verb, CallId("2.2"))

    printed = {b.verb: b.action for face in faces(pair, CallId(selected)) for b in face.buttons}
    assert printed[verb] is action


def test_hanging_up_on_the_consulted_one_returns_to_the_caller() -> None:
    """Of whichever of the two: the caller is never let go."""
    for selected in ("2.1", "2.2"):
        order = key(Action.HANG_UP, WAITING, CONSULTED, selected=selected)
        assert order == Order(Verb.ABORT, CallId(selected))


def test_escape_returns_the_caller_that_it_is_printed_on() -> None:
    """The consultation that is selected, else the newest transfer, else any consultation."""
    later = ended(card("1.9", sequence=9), EndReason.TRANSFERRED, actions=(Verb.TAKE_BACK,))
    everything = (WAITING, CONSULTED, MOVING, later)

    assert escape(everything, CallId("2.2")) == Order(Verb.ABORT, CallId("2.2"))
    assert escape(everything, None) == Order(Verb.TAKE_BACK, CallId("1.9"))
    assert escape((WAITING, CONSULTED), None) == Order(Verb.ABORT, CallId("2.1"))
    assert escape((TALKING, HELD, RINGING), TALKING.call_id) is None
    printed = [
        face.card.call_id
        for face in faces(everything, None)
        if any(b.action is Action.CLOSE for b in face.buttons)
    ]
    assert printed == ["1.9"]


def test_escape_is_not_blocked_by_itself_but_takes_back_once() -> None:
    aborting = replace(CONSULTED, pending=frozenset({Verb.ABORT}))
    taking = replace(MOVING, pending=frozenset({Verb.TAKE_BACK}))

    assert escape((aborting,), aborting.call_id) == Order(Verb.ABORT, aborting.call_id)
    assert escape((taking,), None) is None


def test_answering_holds_the_talk_in_progress_first() -> None:
    assert key(Action.ANSWER, ANSWERABLE, selected="3.1") == Order(Verb.ANSWER, CallId("3.1"))
    assert key(Action.ANSWER, TALKING, ANSWERABLE, RINGING, selected="1.1") == Order(
        Verb.ANSWER, CallId("3.1"), CallId("1.1")
    )
    assert press(ANSWERABLE, Verb.ANSWER, (TALKING, ANSWERABLE)) == Order(
        Verb.ANSWER, CallId("3.1"), CallId("1.1")
    )
    asked = replace(TALKING, pending=frozenset({Verb.HOLD}))
    assert key(Action.ANSWER, asked, ANSWERABLE) == Order(Verb.ANSWER, CallId("3.1"))


def test_a_phone_that_cannot_be_commanded_needs_the_hand() -> None:
    assert key(Action.ANSWER, RINGING, ANSWERABLE, selected="1.3") == "key.lift_handset"


def test_the_keys_for_ringing_calls_go_where_they_were_moved_by_hand() -> None:
    """Printed there alone, and meant there; the selected call keeps its own."""
    moved = replace(ANSWERABLE, call_id=CallId("3.2"), sequence=9, marked=True)
    calls = (TALKING, ANSWERABLE, moved)
    printed = [
        [b.action for b in face.buttons if b.verb in (Verb.ANSWER, Verb.REJECT)]
        for face in faces(calls, TALKING.call_id)
    ]
    assert printed == [[], [None, None], [Action.ANSWER, Action.REJECT]]
    assert key(Action.ANSWER, *calls, selected="1.1") == Order(
        Verb.ANSWER, moved.call_id, TALKING.call_id
    )
    assert key(Action.REJECT, *calls, selected="1.1") == Order(Verb.REJECT, moved.call_id)
    assert key(Action.HANG_UP, *calls, selected="1.1") == Order(Verb.HANG_UP, TALKING.call_id)


def test_moved_by_hand_they_decide_on_an_offered_call_while_another_rings() -> None:
    offered = replace(OFFERED_TOO, marked=True)
    assert key(Action.ANSWER, OFFERED, offered, RINGING) == Order(
        Verb.ACCEPT_INBOUND, offered.call_id
    )
    printed = [[b.action for b in face.buttons] for face in faces((offered, RINGING), None)]
    assert printed == [[Action.ANSWER, Action.REJECT], [None]]


# --- offered calls -------------------------------------------------------------------------------

OFFERED = card("2.1", Phase.OFFERED, ring=0, screened=True)
OFFERED_TOO = card("2.2", Phase.OFFERED, ring=0, screened=True, sequence=2)


def test_the_ringing_keys_decide_on_the_oldest_offered_where_nothing_rings() -> None:
    """While something rings they are the ringing one's; they never fall through to a talk."""
    calls = (TALKING, OFFERED, OFFERED_TOO)
    accept, refuse = Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND
    assert key(Action.ANSWER, *calls, selected="1.1") == Order(accept, OFFERED.call_id)
    assert key(Action.REJECT, *calls, selected="1.1") == Order(refuse, OFFERED.call_id)
    assert key(Action.REJECT, *calls, RINGING) == Order(Verb.REJECT, RINGING.call_id)
    assert key(Action.ANSWER, *calls, RINGING) == "key.lift_handset"
    assert key(Action.HANG_UP, OFFERED) == "key.no_call"


def test_their_keys_are_printed_where_they_act() -> None:
    """On the oldest offered one while nothing rings; else on none of them."""

    def printed(*cards: Card) -> list[list[Action | None]]:
        return [[b.action for b in face.buttons] for face in faces(cards, None)]

    both = [Action.ANSWER, Action.REJECT]
    assert printed(OFFERED, OFFERED_TOO) == [both, [None, None]]
    assert printed(OFFERED, RINGING) == [[None, None], [Action.REJECT]]


def test_a_decision_on_its_way_is_not_sent_again() -> None:
    """The other one can still be asked for; old pictures decide nothing."""
    going = replace(OFFERED, pending=frozenset({Verb.ACCEPT_INBOUND}))
    assert key(Action.ANSWER, going) == "key.already_sent"
    assert key(Action.REJECT, going) == Order(Verb.REFUSE_INBOUND, OFFERED.call_id)
    stale = replace(OFFERED, stale=True, actions=())
    assert key(Action.ANSWER, stale) == "key.not_connected"
    ((accept, refuse),) = (face.buttons for face in faces((stale,), None))
    assert (accept.verb, refuse.verb) == (Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND)
    assert not accept.enabled
    assert not refuse.enabled


# --- safe transfer -------------------------------------------------------------------------------

SAFE_ACTIONS = (Verb.TRANSFER, Verb.CONSULT, Verb.SAFE_TRANSFER, Verb.HANG_UP)
BACK = SafeTransfer(CallId("1.1"), Number("2008"), "Ada", SafeStep.BACK, 1, notice=Notice.of("x"))


def verbs(shown: Card) -> list[Verb]:
    """The buttons of a card, left to right."""
    return [button.verb for button in faces((shown,), shown.call_id)[0].buttons]


def test_a_safe_transfer_has_a_key_and_its_button_where_one_chooses() -> None:
    """Not one more on every card."""
    talking = card("1.1", Phase.TALKING, actions=(Verb.HOLD, *SAFE_ACTIONS))
    assert key(Action.SAFE_TRANSFER, talking, selected="1.1") == Order(
        Verb.SAFE_TRANSFER, CallId("1.1")
    )
    assert key(Action.SAFE_TRANSFER, CONSULTED, selected="2.2") == "key.not_now"
    assert Verb.SAFE_TRANSFER not in verbs(talking)


def test_who_came_back_can_be_retrieved_and_led_to_the_next_one() -> None:
    """Both stand first; on whose card is the caller's alone."""
    held = card("1.1", Phase.HELD, actions=(Verb.RESUME, *SAFE_ACTIONS), safe=BACK)
    assert verbs(held)[:2] == [Verb.RESUME, Verb.SAFE_TRANSFER]
    talking = card("1.1", Phase.TALKING, actions=(Verb.HOLD, *SAFE_ACTIONS), safe=BACK)
    assert verbs(talking)[:2] == [Verb.SAFE_TRANSFER, Verb.HOLD]
    other = card("1.2", Phase.HELD, actions=(Verb.RESUME, *SAFE_ACTIONS), safe=BACK)
    assert Verb.SAFE_TRANSFER not in verbs(other)


def test_escape_retrieves_who_came_back_on_hold() -> None:
    """Once, while it is not confirmed; and after any open consultation."""
    held = card("1.1", Phase.HELD, actions=(Verb.RESUME, *SAFE_ACTIONS), safe=BACK)
    assert escape((held,), None) == Order(Verb.RESUME, CallId("1.1"))
    assert escape((replace(held, pending=frozenset({Verb.RESUME})),), None) is None
    assert escape((held, WAITING, CONSULTED), None) == Order(Verb.ABORT, CallId("2.1"))


def test_of_two_ways_the_key_is_printed_on_the_one_it_does() -> None:
    """Both are possible while nobody knows: Ctrl+M mutes, F11 records."""
    unknown = card(
        "1.1",
        Phase.TALKING,
        muted=None,
        recording=None,
        actions=(Verb.MUTE, Verb.UNMUTE, Verb.RECORD, Verb.PAUSE_RECORDING),
    )
    printed = {b.verb: b.action for b in faces((unknown,), unknown.call_id)[0].buttons}
    assert printed == {
        Verb.MUTE: Action.MUTE,
        Verb.UNMUTE: None,
        Verb.RECORD: Action.RECORD,
        Verb.PAUSE_RECORDING: None,
    }
    assert key(Action.MUTE, unknown, selected="1.1") == Order(Verb.MUTE, CallId("1.1"))


def test_what_the_pbx_cannot_do_is_no_button_and_its_key_says_so() -> None:
    """Greyed neither: it would never be live."""
    lacks = frozenset({Verb.PARK, Verb.RETRIEVE, Verb.MUTE, Verb.UNMUTE})
    left = tuple(verb for verb in TALKING.actions if verb not in lacks)
    bare = replace(TALKING, lacks=lacks, actions=left)
    stale = replace(bare, stale=True, actions=())
    for each in (bare, stale):
        (face,) = faces((each,), each.call_id)
        assert lacks.isdisjoint({button.verb for button in face.buttons})
        assert Verb.HOLD in {button.verb for button in face.buttons}
    assert key(Action.PARK, bare, selected="1.1") == "key.not_here"
    assert key(Action.MUTE, stale, selected="1.1") == "key.not_here"
    assert key(Action.RECORD, replace(bare, actions=()), selected="1.1") == "key.not_now"


def test_what_the_pbx_could_not_tell_the_phone_has_no_button_and_says_what_to_do() -> None:
    """Also while the link is down; the hand is told on the card, the key with a sentence."""
    rest = tuple(verb for verb in HELD.actions if verb is not Verb.RESUME)
    held = replace(HELD, unclear=frozenset({Verb.RESUME}), actions=rest)
    stale = replace(held, stale=True, actions=())
    for each in (held, stale):
        (face,) = faces((each,), each.call_id)
        assert Verb.RESUME not in {button.verb for button in face.buttons}
        assert Verb.HANG_UP in {button.verb for button in face.buttons}
    assert faces((held,), None)[0].hint is Hint.TAKE_BACK_AT_PHONE
    assert faces((stale,), None)[0].hint is None
    assert faces((replace(held, phase=Phase.TALKING),), None)[0].hint is None, "perhaps not held"
    assert key(Action.HOLD, held, selected=held.call_id) == "call.not_current"
    ring = replace(RINGING, unclear=frozenset({Verb.REJECT}), actions=())
    assert key(Action.REJECT, TALKING, ring) == "call.not_current"


def test_a_call_that_cannot_be_refused_from_here_says_so() -> None:
    """The key for ringing calls as the others."""
    bare = replace(RINGING, lacks=frozenset({Verb.REJECT}), actions=())
    assert key(Action.REJECT, bare) == "key.not_here"
