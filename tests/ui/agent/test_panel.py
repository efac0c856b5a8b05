"""The panel: keys and clicks choose, Esc and a click elsewhere close, nothing types meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ctiapp.model.agents import PauseReason
from ctiapp.model.directory import Presence
from ctiapp.services.agentfacts import AgentPicture, AgentVerb, Standing
from ctiapp.ui.agent.panel import Panel
from ctiapp.ui.agent.viewmodel import Ask, pause_entries, presence_entries
from tests.ui.agent.sheets import BREAK, LUNCH, agent, auto_pause, day, picture, queue

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

Key = Qt.Key


class Stage:
    """A window with a field, a button, and the panel under the button."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        self.window.resize(640, 480)
        qtbot.addWidget(self.window)
        self.field = QLineEdit()
        self.anchor = QPushButton("State")
        column = QVBoxLayout(self.window)
        column.addWidget(self.anchor)
        column.addWidget(self.field)
        column.addStretch(1)
        self.panel = Panel(self.window)
        self.taken: list[Any] = []
        self.closed: list[str] = []
        self.panel.taken.connect(self.taken.append)
        self.panel.closed.connect(self.closed.append)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.field.setFocus()

    def open(self, shown: AgentPicture | None = None) -> None:
        entries = pause_entries(shown or picture())
        self.panel.show_entries(entries, self.anchor, title="My state", key="F7")

    def press(self, key: Qt.Key) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        self.qtbot.keyClick(widget, key)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_ready_says_in_which_queues(stage: Stage) -> None:
    """The banner's Ready and this one are the same, or one can tell them apart."""
    paused = agent(Standing.NOT_READY, reason="Auto-Pause")
    queues = (queue("6402", me=paused), queue("6404", me=paused))
    told = day(paused=2, logged_in=2, auto_pause=auto_pause("2008"))
    stage.open(AgentPicture(told, queues))

    assert [row.word for row in stage.panel.rows[:2]] == ["Ready in Support", "Ready in all queues"]


def test_it_takes_the_keyboard_and_gives_it_back(stage: Stage) -> None:
    stage.open()
    assert stage.panel.isAncestorOf(QApplication.focusWidget())

    stage.panel.put_away("Esc")
    assert QApplication.focusWidget() is stage.field
    assert stage.closed == ["Esc"]
    assert not stage.panel.put_away()


def test_what_is_chosen_is_asked_though_what_had_the_keyboard_is_gone(stage: Stage) -> None:
    """The row of a list, say, that the last news took away."""
    stage.open()
    shiboken6.delete(stage.field)
    stage.press(Key.Key_2)

    assert stage.taken == [Ask(AgentVerb.PAUSE, BREAK)]
    assert stage.closed == ["2"]


def test_a_digit_chooses_its_reason_and_never_reaches_the_field(stage: Stage) -> None:
    stage.open()
    stage.press(Key.Key_2)

    assert stage.taken == [Ask(AgentVerb.PAUSE, BREAK)]
    assert stage.closed == ["2"]
    assert stage.field.text() == ""


@pytest.mark.parametrize("key", [Key.Key_9, Key.Key_0, Key.Key_X, Key.Key_Comma, Key.Key_F12])
def test_what_chooses_nothing_does_nothing_and_types_nothing(stage: Stage, key: Qt.Key) -> None:
    stage.open()
    stage.press(key)

    assert stage.taken == []
    assert stage.panel.open
    assert stage.field.text() == ""


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_enter_takes_the_first_entry(stage: Stage, key: Qt.Key) -> None:
    stage.open()
    stage.press(key)

    assert stage.taken == [Ask(AgentVerb.PAUSE)]


def test_arrows_go_round(stage: Stage) -> None:
    stage.open()
    stage.press(Key.Key_Down)
    assert stage.panel._focused() is stage.panel.rows[1]
    stage.press(Key.Key_Up)
    stage.press(Key.Key_Up)
    assert stage.panel._focused() is stage.panel.rows[-1]
    stage.press(Key.Key_Home)
    assert stage.panel._focused() is stage.panel.rows[0]
    stage.press(Key.Key_End)
    stage.press(Key.Key_Return)

    assert stage.taken == [Ask(AgentVerb.LOG_OUT)]


def test_a_key_held_down_chooses_once(stage: Stage) -> None:
    stage.open()
    repeated = QKeyEvent(
        QEvent.Type.KeyPress, Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", autorep=True
    )
    QApplication.sendEvent(QApplication.focusWidget(), repeated)
    assert stage.taken == []

    stage.press(Key.Key_1)
    assert stage.taken == [Ask(AgentVerb.PAUSE, LUNCH)]


def test_the_key_that_opened_it_takes_the_first(stage: Stage) -> None:
    stage.open(picture(Standing.NOT_READY, reason="Lunch"))
    stage.press(Key.Key_Down)

    assert stage.panel.take_first("F7")
    assert stage.taken == [Ask(AgentVerb.READY)]
    assert not stage.panel.take_first("F7")


def test_a_click_chooses(stage: Stage) -> None:
    stage.open()
    stage.qtbot.mouseClick(stage.panel.rows[1], Qt.MouseButton.LeftButton)

    assert stage.taken == [Ask(AgentVerb.PAUSE, LUNCH)]


def test_a_click_elsewhere_closes_and_one_on_the_anchor_is_the_anchors(stage: Stage) -> None:
    stage.open()
    stage.qtbot.mouseClick(stage.anchor, Qt.MouseButton.LeftButton)
    stage.qtbot.mouseClick(stage.window, Qt.MouseButton.LeftButton)
    assert not stage.panel.open

    stage.open()
    stage.qtbot.mouseClick(stage.field, Qt.MouseButton.LeftButton)
    assert not stage.panel.open
    assert QApplication.focusWidget() is stage.field
    assert stage.taken == []


def test_it_closes_when_the_keyboard_goes_elsewhere(stage: Stage) -> None:
    stage.open()
    stage.anchor.setFocus()

    assert not stage.panel.open
    assert QApplication.focusWidget() is stage.anchor


def test_each_line_prints_and_says_its_key(stage: Stage) -> None:
    stage.open(picture(Standing.NOT_READY, reason="Lunch"))
    rows = stage.panel.rows

    assert [(row.word, row.cap) for row in rows][:4] == [
        ("Ready in all queues", "F7"),
        ("Pause without a reason", ""),
        ("Lunch", "1"),
        ("Coffee & cake", "2"),
    ]
    assert rows[0].accessibleName() == "Ready in all queues, F7"
    assert rows[2].accessibleName() == "Pause: Lunch, now, 1"


def test_without_reasons_there_is_just_a_pause(stage: Stage) -> None:
    stage.open(picture(reasons=()))

    assert stage.panel.rows[0].word == "Pause"


def test_many_reasons_scroll_within_the_window(stage: Stage) -> None:
    reasons = tuple(PauseReason(f"*{n:02}", f"Reason {n} " + "x" * 60) for n in range(30))
    stage.open(AgentPicture(day(reasons=reasons), (queue(),)))
    assert stage.panel.geometry().bottom() < stage.window.height()

    stage.press(Key.Key_End)
    last = stage.panel.rows[-1]
    assert not last.visibleRegion().isEmpty()
    stage.window.resize(500, 300)
    assert stage.panel.geometry().right() < 500


def test_presence_is_chosen_by_digit_from_six(stage: Stage) -> None:
    entries = presence_entries(day(presence=Presence.LUNCH))
    stage.panel.show_entries(entries, stage.anchor, title="My presence")
    assert stage.panel._focused() is stage.panel.rows[PRESENCE_LUNCH]
    stage.press(Key.Key_1)

    assert stage.taken == [Presence.AVAILABLE]


PRESENCE_LUNCH = 3


def test_opening_it_anew_moves_it(stage: Stage) -> None:
    stage.open()
    entries = presence_entries(day())
    stage.panel.show_entries(entries, stage.field, title="My presence")

    assert stage.panel.anchor is stage.field
    assert len(stage.panel.rows) == 6
    stage.panel.show_entries((), stage.anchor, title="")
    assert stage.panel.anchor is stage.field
