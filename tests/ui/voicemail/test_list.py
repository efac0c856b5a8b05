"""The list of messages: painted, spoken, and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.messagekeys import key_of
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.ui import theme
from ctiapp.ui.recordings.soundlist import ROW
from ctiapp.ui.voicemail.list import MessageList, MessageModel
from ctiapp.ui.voicemail.viewmodel import face
from tests.ui.voicemail.leaving import AT, left
from tests.ui.voicemail.test_viewmodel import KNOWN

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def shown(qtbot: QtBot) -> MessageList:
    model = MessageModel(lambda each: face(each, KNOWN))
    made = MessageList(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 400)
    model.show_items([left(3), left(2, new=False), left(1, "2003", new=None)])
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_line_is_spoken_whole_with_what_is_done_with_it(shown: MessageList) -> None:
    shown.sounds.show_marks({key_of(left(3)): "Playing"})
    said = shown.sounds.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("New message from Anna Simmons, ")
    assert said.endswith(", Playing")
    assert shown.accessibleName() == "Messages"


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Return, "played"),
        (Qt.Key.Key_Enter, "played"),
        (Qt.Key.Key_Space, "toggled"),
        (Qt.Key.Key_Delete, "deleted"),
        (Qt.Key.Key_F12, "called"),
    ],
)
def test_each_key_is_of_the_line_that_the_keyboard_stands_on(
    qtbot: QtBot, shown: MessageList, key: Qt.Key, signal: str
) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    with qtbot.waitSignal(getattr(shown, signal)) as told:
        qtbot.keyClick(shown, key)
    assert told.args == [left(2, new=False)]


def test_what_the_player_knows_goes_there_and_control_s_saves(
    qtbot: QtBot, shown: MessageList
) -> None:
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Left, Qt.Key.Key_Right):
        with qtbot.waitSignal(shown.other_key):
            qtbot.keyClick(shown, key)
    with qtbot.waitSignal(shown.saved) as saved:
        qtbot.keyClick(shown, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved.args == [left(3)]


def test_a_message_that_was_heard_or_renamed_keeps_the_keyboard(
    qtbot: QtBot, shown: MessageList
) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    renamed = Voicemail("msg0000.wav", left(2).caller, left(2).at, left(2).length_s, None)
    shown.sounds.show_items([left(4), renamed])
    assert shown.current == renamed


def test_a_key_without_a_line_does_nothing(qtbot: QtBot, shown: MessageList) -> None:
    shown.sounds.show_items([])
    with qtbot.assertNotEmitted(shown.deleted), qtbot.assertNotEmitted(shown.called):
        qtbot.keyClick(shown, Qt.Key.Key_Delete)
        qtbot.keyClick(shown, Qt.Key.Key_F12)


def painted(shown: MessageList, row: int, colour: str) -> bool:
    """Whether anything of that colour stands in the right half of a line."""
    picture = shown.viewport().grab().toImage()
    wanted = theme.colour("card").fromString(colour).rgb()
    across = range(picture.width() // 3, picture.width())
    lines = range(row * ROW + 8, row * ROW + ROW - 8)
    return any(picture.pixel(x, y) == wanted for x in across for y in lines)


@pytest.mark.parametrize("width", [900, 420])
def test_what_is_new_has_a_dot_and_a_word_also_beside_a_long_name(
    qtbot: QtBot, shown: MessageList, width: int
) -> None:
    shown.clearFocus()
    shown.setCurrentIndex(shown.sounds.index(2))
    party = RecordParty(Number("1"), "Wolfeschlegelsteinhausenbergerdorff " * 4)
    shown.resize(width, 400)
    shown.sounds.show_items(
        [Voicemail("a.wav", party, AT, 5, new) for new in (True, False)] + [left(1)]
    )
    ink = theme.tokens().accent.on_soft
    assert painted(shown, 0, ink)
    assert not painted(shown, 1, ink)
