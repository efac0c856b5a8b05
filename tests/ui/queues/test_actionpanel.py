"""The panel of an agent: what is done at once is chosen once, listening twice and on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ctiapp.model.commands import ListenMode
from ctiapp.services.agentfacts import AgentVerb
from ctiapp.ui.queues.actionpanel import ActionPanel, ActionRow
from ctiapp.ui.queues.viewmodel import Do
from tests.ui.agent.sheets import LUNCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ACTIONS = (
    Do(ListenMode.LISTEN),
    Do(ListenMode.WHISPER),
    Do(ListenMode.BARGE),
    Do(AgentVerb.PAUSE),
    Do(AgentVerb.PAUSE, LUNCH),
    Do(AgentVerb.LOG_OUT),
)


class Stage:
    """A window with a field, and the panel over it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(900, 600)
        self.field = QLineEdit(self.window)
        self.panel = ActionPanel(self.window)
        self.taken: list[Do] = []
        self.confirmed: list[ListenMode] = []
        self.panel.taken.connect(self.taken.append)
        self.panel.confirmed.connect(self.confirmed.append)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.field.setFocus()
        qtbot.waitUntil(self.field.hasFocus)

    def open(self, actions: Sequence[Do] = ACTIONS, corner: QPoint | None = None) -> None:
        """Open it for Anna."""
        self.panel.show_actions(actions, corner or QPoint(300, 100), name="Anna & Co")

    def key(self, *keys: Qt.Key) -> None:
        """Press keys, where the focus is."""
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            self.bot.keyClick(focused, key)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of it."""
        self.bot.mouseClick(widget, LEFT)

    def mouse(self, widget: QWidget, *kinds: QEvent.Type) -> None:
        """What a mouse does in the middle of it."""
        spot = QPointF(widget.rect().center())
        for kind in kinds:
            event = QMouseEvent(
                kind, spot, widget.mapToGlobal(spot), LEFT, LEFT, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(widget, event)

    def row(self, do: Do) -> ActionRow:
        """The row of an action."""
        return next(row for row in self.panel.rows if row.do == do)


@pytest.fixture
def stage(qtbot: QtBot, aimed: None) -> Stage:
    """Closed."""
    return Stage(qtbot)


PRESS, DOUBLE, RELEASE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonRelease,
)


# --- what is done at once -----------------------------------------------------------------------


def test_a_click_does_it_and_gives_the_keyboard_back(stage: Stage) -> None:
    """One press for what can be undone by another."""
    stage.open()
    assert [row.word for row in stage.panel.rows] == [
        "Listen to the call…",
        "Whisper to the agent…",
        "Join the call…",
        "Pause without a reason",
        "Pause: Lunch",
        "Log out of this queue",
    ]
    stage.click(stage.row(Do(AgentVerb.PAUSE, LUNCH)))

    assert stage.taken == [Do(AgentVerb.PAUSE, LUNCH)]
    assert not stage.panel.open
    assert stage.field.hasFocus()


def test_arrows_and_enter_do_it(stage: Stage) -> None:
    """From the first, round to the last."""
    stage.open()
    stage.key(Key.Key_Down, Key.Key_Up, Key.Key_Up, Key.Key_Return)

    assert stage.taken == [Do(AgentVerb.LOG_OUT)]


def test_home_and_end_and_space(stage: Stage) -> None:
    """As in any list."""
    stage.open(ACTIONS[3:])
    stage.key(Key.Key_End, Key.Key_Home, Key.Key_Space)

    assert stage.taken == [Do(AgentVerb.PAUSE)]


def test_a_key_held_down_does_nothing(stage: Stage) -> None:
    """Enter that opened the panel is still down when it is there."""
    stage.open(ACTIONS[3:])
    held = QKeyEvent(
        QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", autorep=True
    )
    QApplication.sendEvent(stage.panel.rows[0], held)

    assert stage.taken == []
    assert stage.panel.open


def test_the_second_press_of_the_click_that_opened_it_does_nothing(stage: Stage) -> None:
    """However the desktop tells it: as a press of its own, or as a double click."""
    QApplication.setDoubleClickInterval(60_000)
    stage.open()
    row = stage.row(Do(AgentVerb.LOG_OUT))
    stage.mouse(row, PRESS, RELEASE)
    assert (stage.taken, stage.panel.open) == ([], True)

    QApplication.setDoubleClickInterval(0)
    stage.mouse(row, DOUBLE, RELEASE)
    assert (stage.taken, stage.panel.open) == ([], True)
    stage.mouse(row, PRESS, RELEASE)
    assert stage.taken == [Do(AgentVerb.LOG_OUT)]


def test_a_key_need_not_wait(stage: Stage) -> None:
    """Who opened it by a key may press the next one at once."""
    QApplication.setDoubleClickInterval(60_000)
    stage.open()
    stage.key(Key.Key_End, Key.Key_Return)

    assert stage.taken == [Do(AgentVerb.LOG_OUT)]


def test_what_is_chosen_is_done_though_what_had_the_keyboard_is_gone(stage: Stage) -> None:
    """The last news took it away."""
    stage.open()
    shiboken6.delete(stage.field)
    stage.key(Key.Key_End, Key.Key_Return)

    assert stage.taken == [Do(AgentVerb.LOG_OUT)]


# --- listening: two deliberate steps -------------------------------------------------------------


@pytest.mark.parametrize("mode", ListenMode)
def test_listening_is_asked_once_more(stage: Stage, mode: ListenMode) -> None:
    """What will happen is said; only the button that names it does it."""
    stage.open()
    stage.click(stage.row(Do(mode)))
    assert (stage.confirmed, stage.panel.asking) == ([], mode)
    assert stage.panel.explained.startswith("Your own phone rings.")
    assert "Anna & Co" in stage.panel.confirm.accessibleName()

    stage.click(stage.panel.confirm)
    assert stage.confirmed == [mode]
    assert (stage.taken, stage.panel.open) == ([], False)


def test_by_keyboard_it_takes_a_move_between_two_presses(stage: Stage) -> None:
    """Enter, Enter leads back to where one was; Enter, Tab, Enter is meant."""
    stage.open()
    stage.key(Key.Key_Return)
    assert stage.panel.asking is ListenMode.LISTEN
    assert stage.panel.cancel.hasFocus()
    stage.key(Key.Key_Return)
    assert (stage.confirmed, stage.panel.asking) == ([], None)
    assert stage.panel.rows[0].hasFocus()

    stage.key(Key.Key_Return, Key.Key_Tab, Key.Key_Return)
    assert stage.confirmed == [ListenMode.LISTEN]


def test_enter_held_down_never_listens(stage: Stage) -> None:
    """Whatever has the focus."""
    stage.open()
    stage.key(Key.Key_Return, Key.Key_Tab)
    for _ in range(5):
        held = QKeyEvent(
            QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", autorep=True
        )
        QApplication.sendEvent(stage.panel.confirm, held)

    assert stage.confirmed == []
    assert stage.panel.asking is ListenMode.LISTEN


def test_a_double_click_never_listens(stage: Stage) -> None:
    """Its second press lands on a button that was not there when the first was aimed."""
    stage.open()
    stage.click(stage.row(Do(ListenMode.BARGE)))
    button = stage.panel.confirm
    stage.mouse(button, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease)
    assert (stage.confirmed, stage.panel.asking) == ([], ListenMode.BARGE)


def test_cancel_and_esc_go_back_one_step(stage: Stage) -> None:
    """To the actions, then out."""
    stage.open()
    stage.click(stage.row(Do(ListenMode.WHISPER)))
    stage.click(stage.panel.cancel)
    assert (stage.panel.open, stage.panel.asking) == (True, None)
    assert stage.row(Do(ListenMode.WHISPER)).hasFocus()

    stage.key(Key.Key_Return)
    assert stage.panel.go_back()
    assert (stage.panel.open, stage.panel.asking) == (True, None)
    assert stage.panel.go_back()
    assert not stage.panel.open
    assert not stage.panel.go_back()
    assert stage.confirmed == []


# --- closing -------------------------------------------------------------------------------------


def test_a_click_elsewhere_closes_it(stage: Stage) -> None:
    """And so does the focus when it goes elsewhere."""
    stage.open()
    stage.bot.mouseClick(stage.window, LEFT, pos=QPoint(5, 590))
    assert not stage.panel.open
    stage.open()
    stage.field.setFocus()
    assert not stage.panel.open


def test_it_stays_within_the_window(stage: Stage) -> None:
    """Whatever corner it is given; and when the window shrinks."""
    for corner in (QPoint(890, 590), QPoint(-50, -50)):
        stage.open(corner=corner)
        assert stage.window.rect().contains(stage.panel.geometry())
    stage.window.resize(500, 320)
    stage.bot.waitUntil(lambda: stage.window.rect().contains(stage.panel.geometry()))


def test_a_pause_without_reasons_is_just_a_pause(stage: Stage) -> None:
    """Where the PBX takes none, nothing is said of reasons."""
    stage.open((Do(AgentVerb.READY), Do(AgentVerb.PAUSE)))

    assert [row.word for row in stage.panel.rows] == ["Make ready", "Pause"]
