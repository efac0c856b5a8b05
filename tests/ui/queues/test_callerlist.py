"""The list of callers: lengths count on, the reader hears the whole line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.ids import CallId
from ctiapp.ui.ages import ticker
from ctiapp.ui.queues.callerlist import CallerList
from ctiapp.ui.queues.viewmodel import Caller, Doing
from tests.ui.conftest import NOW_S

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme", "clock")

JAY = Caller(CallId("1"), "Jay & <b>Co</b>", "5503308", Doing.WAITS, "", NOW_S - 65)
NOBODY = Caller(CallId("2"), "", "", Doing.RINGS, "Anna", NOW_S - 3)
TALKS = Caller(CallId("3"), "5503302", "", Doing.TALKS, "Ben", NOW_S - 3700)


@pytest.fixture
def shown(qtbot: QtBot) -> CallerList:
    """Three callers."""
    made = CallerList()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.callers.set_callers((JAY, NOBODY, TALKS))
    made.show()
    return made


def said(shown: CallerList, row: int, role: Qt.ItemDataRole) -> object:
    """What a row says in that role."""
    return shown.callers.data(shown.callers.index(row), role)


def test_a_reader_hears_who_what_and_how_long(shown: CallerList) -> None:
    """A withheld number has its words."""
    role = Qt.ItemDataRole.AccessibleTextRole
    assert said(shown, 0, role) == "Jay & <b>Co</b> 5503308, Waiting, 1 minute 5 seconds"
    assert "Rings Anna" in str(said(shown, 1, role))
    assert "Talks to Ben" in str(said(shown, 2, role))
    assert said(shown, 1, Qt.ItemDataRole.DisplayRole)


def test_the_lengths_count_on(shown: CallerList, clock: Clock) -> None:
    """Each second, without a word from the PBX."""
    before = shown.grab().toImage()
    clock.now_s += 1
    ticker().tick()

    assert shown.callers.age(JAY) == 66
    assert shown.grab().toImage() != before


def test_the_same_callers_keep_their_lines(shown: CallerList, qtbot: QtBot) -> None:
    """Who reads along is not thrown back to the top; others make it anew."""
    shown.setCurrentIndex(shown.callers.index(2))
    later = Caller(CallId("3"), "5503302", "", Doing.TALKS, "Ben", NOW_S - 3699)
    with qtbot.waitSignal(shown.callers.dataChanged):
        shown.callers.set_callers((JAY, NOBODY, later))
    assert shown.currentIndex().row() == 2
    with qtbot.waitSignal(shown.callers.modelReset):
        shown.callers.set_callers((NOBODY,))
    assert shown.callers.rowCount() == 1


def test_hidden_it_does_not_count(shown: CallerList) -> None:
    """No timer for what nobody sees."""
    assert ticker().running
    shown.hide()
    assert not ticker().running
