"""My queues: a card each, the two buttons, the call one missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from ctiapp.model.agents import AgentKind
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import AgentPicture, AgentVerb, Standing
from ctiapp.ui.agent.queuelist import MissedLine, QueueList
from ctiapp.ui.agent.viewmodel import Ask, missed_news
from tests.ui.agent.sheets import agent, auto_pause, day, missed, picture, queue

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme", "clock")


@pytest.fixture
def shown(qtbot: QtBot) -> QueueList:
    made = QueueList()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def asked(shown: QueueList) -> list[Any]:
    found: list[Any] = []
    shown.asked.connect(found.append)
    shown.pausing.connect(lambda: found.append("panel"))
    return found


def click(qtbot: QtBot, widget: Any) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_card_for_each_queue_in_order_kept_while_it_is_there(shown: QueueList) -> None:
    shown.show_picture(picture(), live=True)
    first, second = shown.cards
    assert shown.isVisible()
    assert [card.face.queue.name for card in shown.cards if card.face] == ["Reception", "Support"]

    shown.show_picture(AgentPicture(day(), (queue(),)), live=True)
    assert shown.cards == (second,)
    assert first.isHidden()
    shown.show_picture(AgentPicture(), live=True)
    assert shown.isHidden()


def test_the_tabulator_goes_as_the_eye_does(qtbot: QtBot, shown: QueueList) -> None:
    shown.show_picture(AgentPicture(day(), (queue(),)), live=True)
    shown.show_picture(picture(), live=True)
    qtbot.waitUntil(shown.isActiveWindow)
    first, second = shown.cards
    qtbot.waitUntil(lambda: first.button.isVisible() and second.button.isVisible())
    first.switch.setFocus()
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)

    assert seen == [
        first.switch,
        first.button,
        second.switch,
        second.button,
        shown.pause,
        shown.all,
    ]


def test_a_card_that_goes_does_not_lose_the_keyboard_to_its_neighbour(
    qtbot: QtBot, shown: QueueList
) -> None:
    shown.show_picture(picture(), live=True)
    qtbot.waitUntil(shown.isActiveWindow)
    shown.cards[0].switch.setFocus()
    assert shown.cards[0].switch.hasFocus()
    shown.show_picture(AgentPicture(day(), (queue(),)), live=True)

    assert QApplication.focusWidget() is not shown.cards[0].switch


def test_pausing_opens_the_reasons_and_ready_is_ready_at_once(
    qtbot: QtBot, shown: QueueList, asked: list[Any]
) -> None:
    shown.set_key("F7")
    shown.show_picture(picture(), live=True)
    assert shown.pause.accessibleName() == "Pause, F7"
    click(qtbot, shown.pause)
    shown.show_picture(picture(Standing.NOT_READY), live=True)
    assert shown.pause.accessibleName() == "Ready, F7"
    click(qtbot, shown.pause)

    assert asked == ["panel", Ask(AgentVerb.READY)]


def test_after_an_automatic_pause_its_ready_is_the_banners(
    qtbot: QtBot, shown: QueueList, asked: list[Any]
) -> None:
    paused = agent(Standing.NOT_READY, reason="Auto-Pause")
    told = day(paused=2, logged_in=2, auto_pause=auto_pause("2008"))
    queues = (queue("6402", me=paused), queue("6404", me=paused))
    shown.show_picture(AgentPicture(told, queues), live=True)
    assert "Ready in Support" in shown.pause.toolTip()
    assert shown.pause.accessibleDescription() == "Ready in Support"
    click(qtbot, shown.pause)

    assert asked == [Ask(AgentVerb.READY, queues=(queues[0].queue_id,))]
    shown.show_picture(picture(), live=True)
    assert (shown.pause.toolTip(), shown.pause.accessibleDescription()) == ("", "")


def test_out_of_all_and_into_all(qtbot: QtBot, shown: QueueList, asked: list[Any]) -> None:
    shown.show_picture(picture(), live=True)
    click(qtbot, shown.all)
    shown.show_picture(picture(Standing.LOGGED_OFF), live=True)
    assert shown.all.shown == "Log in to all"
    assert not shown.pause.isEnabled()
    click(qtbot, shown.all)

    assert asked == [Ask(AgentVerb.LOG_OUT), Ask(AgentVerb.LOG_IN)]


def test_who_is_static_everywhere_has_no_button_to_log_out(shown: QueueList) -> None:
    static = queue(me=agent(kind=AgentKind.STATIC))
    shown.show_picture(AgentPicture(day(), (static,)), live=True)

    assert shown.all.isHidden()
    assert shown.pause.isEnabled()


def test_without_a_link_the_buttons_are_shut(shown: QueueList) -> None:
    shown.show_picture(picture(), live=False)

    assert not shown.pause.isEnabled()
    assert not shown.all.isEnabled()


def test_what_a_card_asks_is_passed_on(qtbot: QtBot, shown: QueueList, asked: list[Any]) -> None:
    shown.show_picture(picture(), live=True)
    click(qtbot, shown.cards[1].button)

    assert asked == [Ask(AgentVerb.PAUSE, queues=(queue().queue_id,))]


def test_a_missed_call_is_a_line_with_a_way_back(qtbot: QtBot) -> None:
    line = MissedLine()
    qtbot.addWidget(line)
    called: list[Number] = []
    seen_to: list[bool] = []
    line.called.connect(called.append)
    line.dismissed.connect(lambda: seen_to.append(True))
    news = missed_news(missed("5503302"), lambda _: None)
    said = line.show_news(news)
    assert said.startswith("Not taken: 5503302, from Support, at ")
    assert line.show_news(news) == ""
    assert line.isVisibleTo(line.parentWidget())

    line.show()
    click(qtbot, line.button)
    click(qtbot, line.cross)
    assert called == [Number("5503302")]
    assert seen_to == [True]
    assert line.show_news(None) == ""
    assert line.isHidden()


def test_a_withheld_caller_cannot_be_called_back(qtbot: QtBot) -> None:
    line = MissedLine()
    qtbot.addWidget(line)
    line.show_news(missed_news(missed(""), lambda _: None))

    assert line.button.isHidden()
    assert "Number withheld" in line.accessibleName()


def test_a_call_can_go_to_the_queue_whose_card_it_is_over(qtbot: QtBot, shown: QueueList) -> None:
    shown.show_picture(picture(), live=True)
    shown.resize(300, 400)
    second = shown.cards[1]
    qtbot.waitUntil(second.isVisible)
    spot = second.mapToGlobal(second.rect().center())
    who = shown.person_at(spot)
    assert who is not None
    assert who.name.startswith("Support, ")
    assert shown.person_at(spot - QPoint(4000, 0)) is None
    plain = second.grab().toImage()
    for possible in (True, False):
        shown.mark(who.number, possible=possible)
        assert [card.marked for card in shown.cards] == [None, possible]
        assert second.grab().toImage() != plain
    shown.mark(None)
    assert [card.marked for card in shown.cards] == [None, None]
