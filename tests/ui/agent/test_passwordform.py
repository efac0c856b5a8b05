"""Typing a queue's password: on its card, by keyboard alone, and nothing of it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.ids import QueueId
from ctiapp.model.notice import Notice
from ctiapp.services.agentfacts import AgentPicture, AgentVerb
from ctiapp.ui.agent.passwordform import PasswordForm
from ctiapp.ui.agent.queuelist import QueueList
from tests.ui.agent.sheets import agent, day, picture, queue

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ctiapp.ui.agent.queuecard import QueueCard

pytestmark = pytest.mark.usefixtures("english", "scheme", "clock")

Key = Qt.Key
WHY = "Support wants the queue’s password."


@pytest.fixture
def form(qtbot: QtBot) -> PasswordForm:
    """Asked for a log-in."""
    made = PasswordForm()
    qtbot.addWidget(made)
    made.ask(AgentVerb.LOG_IN, WHY, "<b>Support</b>")
    made.activateWindow()
    made.take_keyboard()
    return made


@pytest.fixture
def given(form: PasswordForm) -> list[str]:
    """What was sent."""
    found: list[str] = []
    form.given.connect(found.append)
    return found


def test_it_says_why_and_is_named_for_a_reader(form: PasswordForm) -> None:
    assert form.why == WHY
    assert form.field.masked
    assert form.field.edit.accessibleName() == "Password of <b>Support</b>"
    assert form.field.edit.accessibleDescription() == WHY
    assert form.field.reveal.accessibleName() == "Show the queue’s password"
    assert "Log in" in form.send.accessibleName()
    form.ask(AgentVerb.LOG_OUT, WHY, "Front desk")
    assert "Log out" in form.send.accessibleName()
    assert form.field.edit.accessibleName() == "Password of Front desk"


@pytest.mark.parametrize("by", ["enter", "click"])
def test_enter_and_the_button_send_once_until_it_is_answered(
    qtbot: QtBot, form: PasswordForm, given: list[str], by: str
) -> None:
    form.field.set_masked(False)
    qtbot.keyClicks(form.field.edit, "QueueWord")
    for _ in range(2):
        if by == "enter":
            qtbot.keyClick(form.field.edit, Key.Key_Return)
        else:
            qtbot.mouseClick(form.send, Qt.MouseButton.LeftButton)
    assert given == ["QueueWord"]
    assert form.sending
    assert form.field.masked
    qtbot.keyClicks(form.field.edit, "x")
    assert form.field.edit.text() == "QueueWord"
    assert form.has_keyboard or form.focusWidget() is form.field.edit


def test_a_wrong_one_is_typed_again(qtbot: QtBot, form: PasswordForm, given: list[str]) -> None:
    qtbot.keyClicks(form.field.edit, "QueueTypo")
    qtbot.keyClick(form.field.edit, Key.Key_Return)
    form.complain("The PBX refused it.")
    assert form.why == ""
    assert form.field.complaint.text() == "The PBX refused it."
    assert form.field.edit.accessibleDescription() == "The PBX refused it."
    qtbot.keyClicks(form.field.edit, "QueueWord")
    qtbot.keyClick(form.field.edit, Key.Key_Return)
    assert given == ["QueueTypo", "QueueWord"]


def test_nothing_is_no_password(qtbot: QtBot, form: PasswordForm, given: list[str]) -> None:
    qtbot.keyClick(form.field.edit, Key.Key_Return)
    assert given == []
    assert form.field.complaint.text() == "Type the queue’s password."
    assert not form.sending


def test_what_was_typed_goes_when_it_is_put_away_and_when_it_is_asked_anew(
    qtbot: QtBot, form: PasswordForm
) -> None:
    qtbot.keyClicks(form.field.edit, "QueueWord")
    form.ask(AgentVerb.LOG_IN, WHY, "Support")
    assert form.field.edit.text() == ""
    form.field.set_masked(False)
    form.field.edit.undo()
    assert form.field.edit.text() == ""
    qtbot.keyClicks(form.field.edit, "QueueWord")
    form.complain("no")
    form.put_away()
    assert form.isHidden()
    assert form.field.edit.text() == ""
    assert form.field.complaint.text() == ""


# --- on its card ---------------------------------------------------------------------------------


@pytest.fixture
def shown(qtbot: QtBot) -> QueueList:
    """Two queues."""
    made = QueueList()
    qtbot.addWidget(made)
    made.show_picture(picture(), live=True)
    made.show()
    made.activateWindow()
    return made


def card_of(shown: QueueList, number: str) -> QueueCard:
    return next(c for c in shown.cards if c.face and c.face.queue.number.text == number)


def ask(shown: QueueList, number: str) -> PasswordForm:
    face = card_of(shown, number).face
    assert face is not None
    form = shown.ask_password(face.queue_id, AgentVerb.LOG_IN, WHY)
    assert form is not None
    return form


def test_one_card_asks_at_a_time(shown: QueueList) -> None:
    assert shown.asking is None
    first = ask(shown, "6400")
    assert shown.asking is card_of(shown, "6400")
    second = ask(shown, "6402")
    assert (first.isHidden(), second.isHidden()) == (True, False)
    assert ask(shown, "6400") is first, "made once"
    assert shown.leave_form()
    assert shown.asking is None
    assert not shown.leave_form()


def test_what_is_typed_comes_with_its_queue(qtbot: QtBot, shown: QueueList) -> None:
    found: list[tuple[object, str]] = []
    shown.typed.connect(lambda queue_id, password: found.append((queue_id, password)))
    for _ in range(2):
        form = ask(shown, "6402")
    qtbot.keyClicks(form.field.edit, "QueueWord")
    qtbot.keyClick(form.field.edit, Key.Key_Return)
    assert found == [("id-6402", "QueueWord")]


def test_leaving_gives_the_keyboard_to_the_switch_of_the_card(shown: QueueList) -> None:
    form = ask(shown, "6402")
    form.take_keyboard()
    assert form.has_keyboard
    shown.leave_form()
    assert shown.focusWidget() is card_of(shown, "6402").switch


def test_the_card_does_not_say_twice_why_it_failed(shown: QueueList) -> None:
    notice = Notice.of("queue.password_wanted", queue="Support")
    shown.show_picture(AgentPicture(day(), (queue(me=agent(notice=notice)),)), live=True)
    card = card_of(shown, "6402")
    assert "does not tell it" in card.note
    ask(shown, "6402")
    assert card.note == ""
    shown.leave_form()
    assert "does not tell it" in card.note


def test_a_queue_without_a_card_is_not_asked_for(shown: QueueList) -> None:
    ask(shown, "6402")
    assert shown.ask_password(QueueId("9"), AgentVerb.LOG_IN, WHY) is None
    assert shown.asking is None
