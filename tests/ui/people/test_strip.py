"""One's own calls in a row: selected by hand and keyboard, gone with the last call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.ids import CallId
from ctiapp.services.identify import Identity
from ctiapp.ui.kit import ElidedLabel
from ctiapp.ui.people.strip import SHOWN, CallStrip
from tests.ui.fakes import card, ended

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme", "clock")
TALK, HELD = card("1"), card("2", Phase.HELD, name="Phill Dunphy")


@pytest.fixture
def strip(qtbot: QtBot) -> CallStrip:
    made = CallStrip()
    qtbot.addWidget(made)
    return made


def test_living_calls_show_and_the_selected_one_says_so(strip: CallStrip) -> None:
    strip.show_cards((TALK, HELD, ended(TALK, EndReason.HUNG_UP)), CallId("2"), None)
    assert strip.isVisible()
    names = [each.accessibleName() for each in strip.cards]
    assert names[0].startswith("TALKING: Joseph Goffin")
    assert names[1].endswith("selected")
    assert len(names) == 2


def test_a_click_and_enter_pick(qtbot: QtBot, strip: CallStrip) -> None:
    picked: list[str] = []
    strip.picked.connect(picked.append)
    strip.show_cards((TALK, HELD), None, None)
    qtbot.mouseClick(strip.cards[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(strip.cards[0], Qt.Key.Key_Return)
    assert picked == ["2", "1"]


def test_cards_are_used_again_and_the_row_goes_with_the_last(strip: CallStrip) -> None:
    made: list[object] = []
    strip.made.connect(made.append)
    strip.show_cards((TALK, HELD), None, None)
    strip.show_cards((HELD,), None, None)
    first = strip.cards[0]
    assert (first.card, strip.cards[1].card, len(made)) == (HELD, None, 2)
    assert not strip.cards[1].isVisible()
    strip.show_cards((), None, None)
    assert not strip.isVisible()


def test_more_than_fit_are_left_out(strip: CallStrip) -> None:
    strip.show_cards(tuple(card(str(n)) for n in range(20)), None, None)
    assert len(strip.cards) == SHOWN
    assert not strip.grab().isNull()


def test_hovering_over_a_name_says_why_it_stands_there(strip: CallStrip) -> None:
    """And of one nobody knows by their number nothing is said."""
    known = card("1", who=Identity("Joseph Goffin", "Ticketsales"))
    strip.show_cards((known, HELD), None, None)
    names = [each.findChildren(ElidedLabel)[0] for each in strip.cards]
    assert "A contact has exactly this number." in names[0].toolTip()
    assert "contact" not in names[1].toolTip()
