"""One wake-up call: said whole to the ear, deleted only when it was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.ui.hotel.faces import Look, WakeFace
from ctiapp.ui.hotel.wakecard import WakeCard
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

DONE = WakeFace("alarm/1", "05:45", "Once, today", Look("go", Shape.DOT, "answered 05:46"))


@pytest.fixture
def card(qtbot: QtBot) -> WakeCard:
    """One that was answered."""
    made = WakeCard(DONE)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_what_became_of_it(card: WakeCard) -> None:
    assert card.accessibleName() == "05:45, Once, today, answered 05:46"
    assert card.outcome.text() == "answered 05:46"
    card.show_wake(WakeFace("alarm/1", "05:45", "Once"))
    assert card.outcome.isHidden()
    assert card.change.accessibleName() == "Change the wake-up at 05:45"


def test_it_asks_before_it_goes(card: WakeCard, qtbot: QtBot) -> None:
    removed: list[str] = []
    card.removed.connect(removed.append)
    card.remove.click()
    assert card.asking
    assert card.keep.hasFocus(), "the answer that changes nothing has the keyboard"
    assert card.outcome.isHidden()
    assert card.leave()
    assert not card.leave()
    assert removed == []
    card.remove.click()
    card.sure.click()
    assert removed == ["alarm/1"]
    assert card.remove.pending
    card.show_failed()
    assert not card.remove.pending
    with qtbot.waitSignal(card.changing) as changing:
        card.change.click()
    assert changing.args == ["alarm/1"]
