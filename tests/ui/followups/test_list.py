"""The follow-up list: whom the keyboard stands on, and what its keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from ctiapp.ui import text
from ctiapp.ui.followups.list import PersonList
from ctiapp.ui.followups.personmenu import Do
from tests.ui.followups.samples import busy, face, miss, row

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ctiapp.model.followups import FollowUp

pytestmark = pytest.mark.usefixtures("english", "scheme")


@pytest.fixture
def shown(qtbot: QtBot) -> PersonList:
    """A list of several people that has the keyboard, on nobody yet."""
    made = PersonList(face)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.set_rows(busy())
    with qtbot.waitExposed(made):
        made.show()
    return made


def asked(view: PersonList) -> list[tuple[FollowUp | None, Do]]:
    """What is asked for from now on."""
    found: list[tuple[FollowUp | None, Do]] = []
    view.asked.connect(lambda one, what: found.append((one, what)))
    return found


@pytest.mark.parametrize(
    ("key", "modifier", "what"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, Do.CALL),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, Do.CALL),
        (Qt.Key.Key_D, Qt.KeyboardModifier.NoModifier, Do.DONE),
        (Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, Do.LATER),
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, Do.COPY),
    ],
)
def test_keys_do_something_with_whom_they_stand_on(
    qtbot: QtBot, shown: PersonList, key: Qt.Key, modifier: Qt.KeyboardModifier, what: Do
) -> None:
    found = asked(shown)
    qtbot.keyClick(shown, key, modifier)
    assert not found, "on nobody"
    shown.setCurrentIndex(shown.people.index(2))
    qtbot.keyClick(shown, key, modifier)
    assert found == [(shown.people.rows[2], what)]


def test_taking_back_needs_nobody(qtbot: QtBot, shown: PersonList) -> None:
    found = asked(shown)
    qtbot.keyClick(shown, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert found == [(None, Do.UNDO)]


def test_a_key_that_is_held_down_does_it_once(shown: PersonList) -> None:
    """Else one stroke would call, or put away, all of them."""
    found = asked(shown)
    shown.choose_first()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_D):
        event = QKeyEvent(
            QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", autorep=True
        )
        QApplication.sendEvent(shown, event)
    assert not found


def test_only_tab_chooses_somebody(qtbot: QtBot, shown: PersonList) -> None:
    """The window gets the keyboard back: Enter must still call nobody."""
    for reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.OtherFocusReason):
        shown.clearFocus()
        shown.setFocus(reason)
        assert shown.current is None
    shown.clearFocus()
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    assert shown.current == shown.people.rows[0]


def test_a_letter_with_control_is_no_letter(qtbot: QtBot, shown: PersonList) -> None:
    found = asked(shown)
    shown.choose_first()
    qtbot.keyClick(shown, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert not found


def test_two_clicks_call(qtbot: QtBot, shown: PersonList) -> None:
    found = asked(shown)
    spot = shown.visualRect(shown.people.index(1)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert found == [(shown.people.rows[1], Do.CALL)]


def test_the_same_people_told_anew_between_two_clicks(qtbot: QtBot, shown: PersonList) -> None:
    found = asked(shown)
    spot = shown.visualRect(shown.people.index(1)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    shown.set_rows(list(shown.people.rows))
    qtbot.mouseDClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert found == [(shown.people.rows[1], Do.CALL)]


def test_the_keyboard_stays_on_whom_it_stands(shown: PersonList) -> None:
    """Though others come above them."""
    shown.setCurrentIndex(shown.people.index(2))
    person = shown.people.rows[2].person
    shown.set_rows([row(miss(0, "+4930111")), *busy()])
    assert shown.current is not None
    assert (shown.current.person, shown.currentIndex().row()) == (person, 3)


def test_it_stands_on_nobody_when_they_go_by_themselves(shown: PersonList) -> None:
    """A colleague called back just as Enter was pressed: it must call no stranger."""
    shown.setCurrentIndex(shown.people.index(2))
    rows = busy()
    del rows[2]
    shown.set_rows(rows)
    assert shown.current is None


def test_it_stands_on_the_next_when_the_user_put_them_away(shown: PersonList) -> None:
    """In their line; above it where they were the last, and on nobody where nobody is left."""
    rows = busy()
    for at, then in ((2, 2), (len(rows) - 2, len(rows) - 3)):
        shown.setCurrentIndex(shown.people.index(at))
        gone = shown.people.rows[at].person
        rows = [each for each in shown.people.rows if each.person != gone]
        shown.set_rows(rows, next_of=gone)
        assert shown.currentIndex().row() == then
    shown.set_rows(rows[:1])
    shown.choose_first()
    shown.set_rows([], next_of=rows[0].person)
    assert shown.current is None


def test_who_is_put_off_leaves_the_next_in_their_line(shown: PersonList) -> None:
    """They stand at the end now; the keyboard does not follow them there."""
    shown.setCurrentIndex(shown.people.index(0))
    first, *rest = shown.people.rows
    shown.set_rows([*rest, first], next_of=first.person)
    assert shown.current == rest[0]


def test_the_menu_is_of_whoever_is_clicked_or_current(shown: PersonList) -> None:
    found: list[FollowUp] = []
    shown.menu_wanted.connect(lambda one, _: found.append(one))
    spot = shown.visualRect(shown.people.index(1)).center()
    where = shown.viewport().mapToGlobal(spot)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        event = QContextMenuEvent(reason, spot, where)
        QApplication.sendEvent(shown.viewport(), event)
    assert found == [shown.people.rows[1]], "by key: on nobody yet"
    shown.setCurrentIndex(shown.people.index(3))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(shown.viewport(), event)
    assert found[-1] == shown.people.rows[3]


def test_a_line_can_be_heard(shown: PersonList) -> None:
    """The whole of it; and read as a tooltip where it is cut."""
    index = shown.people.index(0)
    spoken = shown.people.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(spoken, str)
    assert spoken.startswith("Joseph Goffin, +1 235-497-8652 · Ticketsales, 3 tries")
    tip = shown.people.data(index, Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tip, str)
    assert "Ticketsales" in text.bare(tip)
    assert shown.people.data(index, Qt.ItemDataRole.UserRole) is None
    assert shown.accessibleName() == "People to call back"


def test_ages_run_on(qtbot: QtBot, shown: PersonList) -> None:
    """What is said is made anew when it is asked for."""
    with qtbot.waitSignal(shown.people.dataChanged):
        shown.people.refresh()
