"""What the cards show, and what a key on them asks for."""

from __future__ import annotations

import pytest

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.ui.calls.viewmodel import Heard, Herald, Hint, Order, decide, faces, press
from ctiapp.ui.keymap import Action
from tests.ui.fakes import card, ended

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
    """F9 and F8 on the selected call, Shift+F8 on the oldest ringing one, nowhere else."""
    shown = faces((TALKING, HELD, RINGING, RINGING_TOO), TALKING.call_id)

    printed = [[(b.verb, b.action) for b in face.buttons] for face in shown]
    assert printed == [
        [(Verb.HOLD, Action.HOLD), (Verb.HANG_UP, Action.HANG_UP)],
        [(Verb.RESUME, None), (Verb.HANG_UP, None)],
        [(Verb.REJECT, Action.REJECT)],
        [(Verb.REJECT, None)],
    ]
    assert [face.selected for face in shown] == [True, False, False, False]


def test_a_pending_verb_blocks_itself_alone_and_hanging_up_never() -> None:
    pending = card(pending=frozenset({Verb.HOLD, Verb.HANG_UP}))
    (face,) = faces((pending,), pending.call_id)

    assert [(b.verb, b.enabled, b.pending) for b in face.buttons] == [
        (Verb.HOLD, False, True),
        (Verb.HANG_UP, True, True),
    ]
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

    assert [(b.verb, b.enabled) for b in face.buttons] == [
        (Verb.HOLD, False),
        (Verb.HANG_UP, False),
    ]
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


def test_the_ear_hears_each_ring_and_each_end_once() -> None:
    herald = Herald()

    assert herald.tell((RINGING,), RINGING.call_id) == ((Heard.RINGING, RINGING),)
    assert herald.tell((RINGING,), RINGING.call_id) == ()
    over = ended(RINGING, EndReason.CALLER_GAVE_UP)
    assert herald.tell((over,), None) == ((Heard.ENDED, over),)
    again = card("1.3", Phase.RINGING, ring=2)
    assert herald.tell((again,), again.call_id) == ((Heard.RINGING, again),)


def test_the_ear_hears_where_the_selection_goes_when_there_is_a_choice() -> None:
    herald = Herald()
    herald.tell((TALKING, HELD), TALKING.call_id)

    assert herald.tell((TALKING, HELD), HELD.call_id) == ((Heard.SELECTED, HELD),)
