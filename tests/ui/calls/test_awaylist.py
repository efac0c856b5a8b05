"""What ended while the connection was down: read, called back, put away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.call import Phase
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.services.away import AwayCall
from ctiapp.ui import text, words
from ctiapp.ui.calls.awaylist import AwayList, how
from tests.model.said import moment

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

ANYA = AwayCall(
    call_id=CallId("1"),
    name="Anya",
    number=Number("5503301"),
    number_text="550-3301",
    was=Phase.RINGING,
    since=moment(0),
    missed=True,
    lost=moment(60),
    found=moment(180),
)
HIDDEN = replace(
    ANYA, call_id=CallId("2"), name="", number=None, number_text="", was=Phase.HELD, missed=False
)


@pytest.fixture
def away(qtbot: QtBot) -> AwayList:
    made = AwayList()
    qtbot.addWidget(made)
    made.resize(324, 300)
    return made


def test_it_is_there_only_where_something_ended(away: AwayList) -> None:
    assert away.isHidden()
    away.show_calls((ANYA,))
    assert not away.isHidden()
    away.show_calls(())
    assert away.isHidden()
    assert away.rows == []


def test_a_call_tells_what_it_was_and_between_when_it_ended(away: AwayList) -> None:
    since, lost, found = (
        words.clock_time(each.at).replace("\u202f", " ")
        for each in (moment(0), ANYA.lost, ANYA.found)
    )
    assert [text.bare(part).replace("\u202f", " ") for part in how(ANYA)] == [
        f"Missed, rang at {since}",
        f"Ended {lost} – {found}",
    ]
    away.show_calls((ANYA, HIDDEN))

    spoken = [row.accessibleName() for row in away.rows]
    assert spoken[0].startswith("Anya, Missed, rang at")
    assert "Ended" in spoken[0]
    assert "On hold since" in spoken[1]
    assert "Missed" not in spoken[1]
    assert how(replace(ANYA, since=None))[0] == "Missed"


@pytest.mark.parametrize("was", [Phase.TALKING, Phase.DIALING, Phase.HELD, Phase.PARKED])
def test_each_of_them_has_words(was: Phase) -> None:
    said, _ = how(replace(ANYA, was=was, missed=False, since=None))
    assert said
    assert said != "Ringing"


def test_a_gap_within_a_minute_is_a_moment() -> None:
    assert how(replace(ANYA, found=moment(61)))[1].startswith("Ended at")


def test_calling_back_hands_over_the_number_where_there_is_one(
    qtbot: QtBot, away: AwayList
) -> None:
    called: list[Number] = []
    away.called.connect(called.append)
    away.show_calls((ANYA, HIDDEN))
    away.show()
    assert away.rows[0].button.accessibleName() == "Call Anya"
    assert away.rows[1].button.isHidden()
    qtbot.mouseClick(away.rows[0].button, Qt.MouseButton.LeftButton)
    assert called == [Number("5503301")]


def test_without_a_connection_nobody_can_be_called_back(away: AwayList) -> None:
    away.show_calls((ANYA,))
    away.set_live(False)
    assert not away.rows[0].button.isEnabled()
    away.show_calls((HIDDEN, ANYA))
    assert not away.rows[1].button.isEnabled()
    away.set_live(True)
    assert away.rows[1].button.isEnabled()


def test_where_nobody_can_be_called_there_is_no_button(away: AwayList) -> None:
    away.set_dials(False)
    away.show_calls((ANYA, HIDDEN))
    assert [row.button.isHidden() for row in away.rows] == [True, True]
    away.set_dials(True)
    assert [row.button.isHidden() for row in away.rows] == [False, True]


def test_it_is_put_away_by_hand_and_by_key(qtbot: QtBot, away: AwayList) -> None:
    said: list[bool] = []
    away.dismissed.connect(lambda: said.append(True))
    away.show_calls((ANYA,))
    away.show()
    qtbot.mouseClick(away.close_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(away.close_button, Qt.Key.Key_Space)
    assert said == [True, True]
    assert away.close_button.accessibleName() == "I have read this"
