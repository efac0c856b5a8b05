"""The menu of a person: each line says all that it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ctiapp.model.commands import Verb
from ctiapp.model.number import Number
from ctiapp.ui import text
from ctiapp.ui.calls.people import Lamp, Person
from ctiapp.ui.people.offers import SENDING, offer
from ctiapp.ui.people.personmenu import PersonMenu
from tests.ui.fakes import card

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme", "english")
ANNA = Person("Anna & Co", Number("2008"), Lamp.TALKING)
MADE = offer(card("1", actions=SENDING), ANNA, Verb.TRANSFER)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def lines(menu: PersonMenu) -> list[str]:
    return [text.bare(each.text()) for each in menu.actions() if each.text()]


def test_with_a_call_it_says_what_would_be_done_with_it(qtbot: QtBot, window: QWidget) -> None:
    menu = PersonMenu(window, ANNA, online=True, favourite=False, offers=iter([MADE]))
    assert lines(menu) == [
        "Call Anna && Co",
        "Transfer Joseph Goffin to Anna && Co (Anna && Co is on a call: transfer anyway)",
        "Copy the number 2008",
        "Make a favourite",
    ]
    call, _, send, _, copy, star = menu.actions()
    with qtbot.waitSignal(menu.meant) as meant:
        send.trigger()
    assert meant.args == [MADE]
    with qtbot.waitSignal(menu.called):
        call.trigger()
    with qtbot.waitSignal(menu.starred) as starred:
        star.trigger()
    assert starred.args == [True]
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "2008"


def test_without_a_line_nobody_can_be_called(qtbot: QtBot, window: QWidget) -> None:
    menu = PersonMenu(window, ANNA, online=False, favourite=True)
    assert lines(menu) == ["Call Anna && Co", "Copy the number 2008", "No longer a favourite"]
    assert not menu.actions()[0].isEnabled()
    with qtbot.waitSignal(menu.starred) as starred:
        menu.actions()[-1].trigger()
    assert starred.args == [False]
