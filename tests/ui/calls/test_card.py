"""One card: what it says, and that the keyboard never falls on the wrong button."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.call import EndReason, Phase, Recording
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.services.callers import CallerLine, LastTalk
from ctiapp.services.cards import Beside
from ctiapp.services.identify import Identity
from ctiapp.ui import text
from ctiapp.ui.ages import ticker
from ctiapp.ui.calls.card import CardView, name_of
from ctiapp.ui.calls.viewmodel import faces
from ctiapp.ui.keymap import Keymap
from tests.ui.fakes import card, ended

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from ctiapp.services.cards import Card
    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme", "clock")


@pytest.fixture
def view(qtbot: QtBot) -> CardView:
    made = CardView(Keymap().first)
    qtbot.addWidget(made)
    return made


def show(view: CardView, shown: Card, *, selected: bool = True) -> None:
    (face,) = faces((shown,), shown.call_id if selected else None)
    view.show_face(face, 990.0)


def test_a_click_on_a_button_asks_for_its_verb(qtbot: QtBot, view: CardView) -> None:
    asked: list[Verb] = []
    view.pressed.connect(asked.append)
    show(view, card())
    view.show()
    for verb in (Verb.HOLD, Verb.HANG_UP):
        qtbot.mouseClick(view.buttons[verb], Qt.MouseButton.LeftButton)

    assert asked == [Verb.HOLD, Verb.HANG_UP]


def test_the_keys_are_printed_on_the_selected_card_alone(view: CardView) -> None:
    show(view, card())
    assert view.buttons[Verb.HOLD].accessibleName() == "Hold, F9"
    assert view.selected

    show(view, card(), selected=False)
    assert view.buttons[Verb.HOLD].accessibleName() == "Hold"
    assert not view.selected


def test_a_reader_hears_state_name_and_selection(view: CardView) -> None:
    show(view, card(name="A & <b>B</b>"))

    assert view.accessibleName() == "TALKING: A & <b>B</b>, +1 235-497-8652, selected"


def test_the_age_counts_from_the_phase(view: CardView) -> None:
    show(view, card())
    assert view.age.text() == "0:04"
    show(view, card(since=None))
    assert view.age.text() == "–"


def test_a_stale_card_shows_the_age_of_the_picture_and_can_do_nothing(view: CardView) -> None:
    show(view, card(stale=True, actions=()))

    assert view.age.text() == "0:10"
    assert not any(button.isEnabled() for button in view.buttons.values())


def test_a_ringing_card_says_what_the_hand_must_do(view: CardView) -> None:
    show(view, card(phase=Phase.RINGING))
    assert view.accessibleDescription() == "Lift the handset to answer"

    show(view, card(phase=Phase.DIALING, own_phone_rings=True))
    assert "Pick up your phone" in view.accessibleDescription()


def test_a_refusal_is_said_at_its_card(view: CardView) -> None:
    show(view, card(notice=Notice.of("error.not_permitted")))
    assert not view.notice.isHidden()
    assert "not allowed" in view.notice.text()

    show(view, card())
    assert view.notice.isHidden()


def test_an_ended_card_says_why_and_has_no_button(view: CardView) -> None:
    show(view, ended(card(), EndReason.REMOTE_HUNG_UP), selected=False)

    assert all(button.isHidden() for button in view.buttons.values())
    assert view.age.isHidden()


def test_a_pending_verb_says_so_and_keeps_the_keyboard(qtbot: QtBot, view: CardView) -> None:
    """Greying the button would hand the keyboard to Hang up."""
    show(view, card())
    view.show()
    view.buttons[Verb.HOLD].setFocus()
    show(view, card(pending=frozenset({Verb.HOLD})))

    assert view.buttons[Verb.HOLD].shown == "Holding…"
    assert view.window().focusWidget() is view.buttons[Verb.HOLD]


@pytest.mark.parametrize(
    "after",
    [card(phase=Phase.HELD), card(stale=True, actions=()), ended(card(), EndReason.HUNG_UP)],
)
def test_the_keyboard_stays_on_the_card_when_its_button_goes(
    qtbot: QtBot, view: CardView, after: Card
) -> None:
    show(view, card())
    view.show()
    view.buttons[Verb.HOLD].setFocus()
    show(view, after)

    assert view.window().focusWidget() is view


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_card_is_selected_by_keyboard_and_click(
    qtbot: QtBot, view: CardView, key: Qt.Key
) -> None:
    picked: list[bool] = []
    view.picked.connect(lambda: picked.append(True))
    show(view, card())
    qtbot.keyClick(view, key)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)

    assert picked == [True, True]


def test_who_it_is_as_well_as_is_known() -> None:
    assert name_of(card()) == "Joseph Goffin"
    assert name_of(card(name=None)) == "+1 235-497-8652"
    assert name_of(card(name=None, number=Number(""), number_text="")) == "Number withheld"
    assert name_of(card(name=None, number=None, number_text="")) == "Unknown caller"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"muted": True}, "You are muted"),
        ({"muted": None}, "Muted or not: not known"),
        ({"recording": Recording.ON}, "Recording"),
        ({"recording": Recording.PAUSED}, "Recording paused"),
        ({"recording": None}, "Recorded or not: not known"),
        ({"muted": True, "recording": Recording.ON}, "You are muted · Recording"),
        ({"consult_of": CallId("2")}, "You are consulting"),
        ({"held_by_other": True}, "The other side has put you on hold"),
        ({"phase": Phase.HELD, "consulting": CallId("2")}, "Waits while you consult"),
        ({"phase": Phase.HELD, "consult_of": CallId("2")}, "Consulted, waits for you"),
        ({"phase": Phase.PARKED, "slot": "6001"}, "Slot 6001"),
        (
            {"phase": Phase.RINGING, "slot": "6001", "came_back": True, "can_answer": True},
            "Came back from slot 6001: nobody took it",
        ),
    ],
)
def test_what_else_holds_of_a_call_is_said(
    view: CardView, facts: dict[str, Any], said: str
) -> None:
    show(view, card(**facts))
    assert said in view.accessibleDescription()

    show(view, card())
    assert view.accessibleDescription() == ""


def test_a_conference_says_who_is_in(view: CardView) -> None:
    beside = (Beside("Anna <b>", False), Beside("", False), Beside("Dave Harris", True))
    show(view, card(parties=4, beside=beside))

    assert text.bare(view.way.after.whole).endswith(
        "4 people in the call, with Anna <b>, Number withheld, Dave Harris (invited)"
    )


def test_enter_answers_a_ringing_card_that_has_the_keyboard(qtbot: QtBot, view: CardView) -> None:
    asked: list[Verb] = []
    view.pressed.connect(asked.append)
    show(view, card(phase=Phase.RINGING, can_answer=True, actions=(Verb.ANSWER, Verb.REJECT)))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == [Verb.ANSWER]
    assert view.buttons[Verb.ANSWER].accessibleName() == "Answer, F3"

    show(view, card(phase=Phase.RINGING))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == [Verb.ANSWER]


def test_a_transferred_card_stays_while_it_can_be_taken_back(view: CardView) -> None:
    moving = ended(card(), EndReason.TRANSFERRED, actions=(Verb.TAKE_BACK,))
    (face,) = faces((moving,), None, {moving.call_id: "Anna Simmons"})
    view.show_face(face, None)

    assert not view.buttons[Verb.TAKE_BACK].isHidden()
    assert "to Anna Simmons · Esc takes the caller back" in view.accessibleDescription()


def test_who_is_talked_to_again_after_a_swap_does_not_wait(view: CardView) -> None:
    show(view, card(consulting=CallId("2"), actions=(Verb.ABORT,)))

    assert view.accessibleDescription() == ""


def offered(**facts: Any) -> Card:
    """A call that waits to be let in, six seconds more."""
    usual: dict[str, Any] = {"ring": 0, "screened": True, "until_s": 1006.0, "name": "Joseph"}
    return card("2.1", Phase.OFFERED, **{**usual, **facts})


def test_an_offered_call_runs_down_in_words(view: CardView, clock: Clock) -> None:
    show(view, offered(), selected=False)
    view.show()

    assert view._pill.text() == "OFFERED"
    assert (view.left.text(), view.age.isHidden()) == ("6 s left to decide", True)
    assert view.left.accessibleName() == "6 seconds left to decide"
    assert [b.accessibleName() for b in view.buttons.values() if not b.isHidden()] == [
        "Accept, F3",
        "Refuse, Shift+F8",
    ]
    assert view.accessibleName() == "OFFERED: Joseph, +1 235-497-8652"
    assert "no phone rings yet" in view.accessibleDescription()
    clock.now_s += 4
    ticker().tick()
    assert view.left.text() == "2 s left to decide"


def test_when_it_rings_the_seconds_count_up_again(view: CardView) -> None:
    show(view, offered(), selected=False)
    show(view, card("2.1", Phase.RINGING), selected=False)

    assert (view.left.isHidden(), view.age.isHidden()) == (True, False)
    assert not view.buttons[Verb.REJECT].isHidden()
    assert view.buttons[Verb.ACCEPT_INBOUND].isHidden()


def test_an_old_picture_of_an_offer_counts_nothing_down(view: CardView) -> None:
    show(view, offered(stale=True, actions=()), selected=False)

    assert (view.left.isHidden(), view.age.isHidden()) == (True, False)
    assert not view.buttons[Verb.ACCEPT_INBOUND].isEnabled()


def test_enter_on_an_offered_card_lets_it_in(qtbot: QtBot, view: CardView) -> None:
    asked: list[Verb] = []
    view.pressed.connect(asked.append)
    show(view, offered(), selected=False)
    qtbot.keyClick(view, Qt.Key.Key_Return)

    assert asked == [Verb.ACCEPT_INBOUND]


def test_one_that_is_over_takes_little_room(view: CardView) -> None:
    show(view, card(note="wants the invoice"))
    view.ensurePolished()
    talking = view.sizeHint().height()
    show(view, ended(card(note="wants the invoice"), EndReason.HUNG_UP))
    over = view.sizeHint().height()
    assert over <= talking - 60
    show(view, card(note="wants the invoice"))
    assert view.sizeHint().height() == talking


def test_a_slot_takes_nothing_of_the_name(qtbot: QtBot, view: CardView) -> None:
    """What is known of the past gives way, as it does where there is no slot."""
    past = CallerLine(2, last_talk=LastTalk("Wolfeschlegelsteinhausen " * 4, datetime.now(UTC)))
    named = card(phase=Phase.PARKED, slot="6001", name="Joseph Goffin", caller=past)
    view.resize(100, 200)
    show(view, named)
    assert view.caller.maximumWidth() == 0, "before it has its room, too"
    view.resize(600, 200)
    view.show()
    qtbot.waitUntil(lambda: view.caller.past.cut)

    assert not view.who.name.cut


@pytest.mark.parametrize(
    ("name", "number", "company", "narrow"),
    [
        (None, "+49 89 1234567890", None, 400),
        (None, "5503301", None, 300),
        ("Joseph Goffin", "+49 89 1234567890", None, 360),
        ("Joseph Goffin", "+49 89 1234567890", "Ticketsales", 440),
    ],
)
def test_the_number_is_the_last_to_be_cut(
    qtbot: QtBot,
    view: CardView,
    name: str | None,
    number: str,
    company: str | None,
    narrow: int,
) -> None:
    """In the smallest window the past gives way, then the link stands below; wide, beside it."""
    past = CallerLine(3, last_talk=LastTalk("", datetime.now(UTC), mine=True))
    talked = card(
        name=name,
        number=Number("+49891234567890"),
        number_text=number,
        company=company,
        caller=past,
        who=None if name is None else Identity(name, company or ""),
    )
    show(view, talked)
    view.resize(518, 240)
    view.show()
    qtbot.waitUntil(lambda: view.caller.past.cut and not view.who.name.cut)
    assert not view.who.add.isHidden()
    assert not view.who.number.cut
    assert view.caller.width() >= 518 // 4

    view.resize(narrow, 240)
    qtbot.waitUntil(lambda: below(view.who.add, view.who.name) and not view.who.name.cut)

    view.resize(900, 240)
    qtbot.waitUntil(lambda: not below(view.who.add, view.who.name) and not view.caller.past.cut)


def below(part: QWidget, other: QWidget) -> bool:
    return part.y() >= other.geometry().bottom()
