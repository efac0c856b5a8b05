"""One queue's card: what it says, and that it paints at any size."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.agents import QueueLoad
from ctiapp.model.ids import QueueId
from ctiapp.services.agentfacts import AgentPicture, Alarm, QueueFacts, ServiceLevel, Standing
from ctiapp.ui import text, words
from ctiapp.ui.ages import ticker
from ctiapp.ui.queues.card import HEIGHT, WIDTH, Figure, QueueCard
from ctiapp.ui.queues.viewmodel import board_faces
from tests.ui.agent.sheets import CLOCK, agent, other, queue, waiting

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme", "clock")

BUSY = queue(
    waiting=waiting(187, 9),
    ringing=waiting(3),
    active=waiting(60, 61),
    agents=(agent(), other("2008", Standing.BUSY)),
    level=ServiceLevel(31, 50, CLOCK()),
    waiting_alarm=Alarm.LATE,
    level_alarm=Alarm.SOON,
)


def _since() -> str:
    return words.word("board.level_since", time=words.clock_time(CLOCK().at))


def made(qtbot: QtBot, shown: QueueFacts, *, live: bool = True) -> QueueCard:
    """A card that is shown."""
    card = QueueCard()
    qtbot.addWidget(card)
    card.resize(WIDTH, HEIGHT)
    card.show_face(board_faces(AgentPicture(queues=(shown,)))[0], live=live)
    card.show()
    return card


def test_it_says_each_figure_with_its_alarm(qtbot: QtBot) -> None:
    """In words: colour is never alone."""
    card = made(qtbot, BUSY)

    assert card.figures() == (
        Figure("2", "waiting", Alarm.LATE),
        Figure("3:08", "longest wait", Alarm.LATE),
        Figure("1", "ringing"),
        Figure("2", "talking"),
        Figure("62 %", "within 60 s · target 80 %", Alarm.SOON, _since()),
    )
    said = card.accessibleName()
    assert said.startswith("Support, 6402: 2 waiting, Late, 3:08 longest wait, Late, ")
    assert f"62 % within 60 s · target 80 %, {text.bare(_since())}, Soon" in said
    assert said.endswith("1 Ready, 1 On a call")


def test_nobody_waits_is_no_alarm(qtbot: QtBot) -> None:
    """Nought needs no praise either."""
    card = made(qtbot, queue())

    assert card.figures()[:2] == (Figure("0", "waiting"), Figure("0:00", "longest wait"))


def test_who_is_only_counted_has_a_dash_for_a_time(qtbot: QtBot) -> None:
    """Six wait; how long, who rings and who talks is not known, and said so."""
    load = QueueLoad.of_count(QueueId("id-6402"), 6)
    card = made(qtbot, queue(load=load, waiting_alarm=Alarm.LATE))

    assert card.figures()[:4] == (
        Figure("6", "waiting", Alarm.LATE),
        Figure("–", "longest wait"),
        Figure("–", "ringing"),
        Figure("–", "talking"),
    )
    assert "6 waiting, Late, longest wait not known, ringing not known" in card.accessibleName()


def test_what_is_not_known_says_so(qtbot: QtBot) -> None:
    """After a gap: a dash for the eye, words for the ear, and a mark for its age."""
    card = made(qtbot, queue(load_told=None, agents_told=None, rules=None))

    assert [figure.value for figure in card.figures()[:4] if figure] == ["–"] * 4
    assert card.figures()[4] is None
    assert "waiting not known" in card.accessibleName()
    assert (card.age, card.old) == ("not known", True)


def test_it_counts_on_and_grows_old(qtbot: QtBot, clock: Clock) -> None:
    """The wait grows each second; after a while its age is marked."""
    card = made(qtbot, BUSY)
    assert (card.age, card.old) == ("as of 0:01 ago", False)
    before = card.grab().toImage()

    clock.now_s += 30
    ticker().tick()
    assert card.figures()[1].value == "3:38"
    assert (card.age, card.old) == ("as of 0:31 ago", True)
    assert card.grab().toImage() != before


def test_without_a_link_it_is_old_at_once(qtbot: QtBot) -> None:
    """Whatever its age."""
    assert made(qtbot, BUSY, live=False).old


def test_hidden_it_does_not_count(qtbot: QtBot) -> None:
    """No timer runs for what nobody sees."""
    card = made(qtbot, BUSY)
    assert ticker().running
    card.hide()

    assert not ticker().running


def test_it_is_pressed_by_mouse_and_space_bar(qtbot: QtBot) -> None:
    """And says that it is chosen."""
    card = made(qtbot, BUSY)
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.isChecked()
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Space)


def test_a_card_with_room_to_spare_names_who_waits(qtbot: QtBot) -> None:
    """On the full screen: as many as fit, and none where there is no room."""
    card = made(qtbot, queue(waiting=waiting(187, 9)))
    card.resize(WIDTH, HEIGHT + 20)
    without = card.grab().toImage()
    low = [without.pixelColor(WIDTH - 30, y).name() for y in range(HEIGHT, HEIGHT + 10)]
    assert set(low) == {"#ffffff"}

    card.resize(WIDTH, HEIGHT + 100)
    drawn = card.grab().toImage()
    inked = [
        y
        for y in range(HEIGHT, HEIGHT + 90)
        if any(drawn.pixelColor(x, y).lightness() < 128 for x in range(WIDTH - 60, WIDTH - 16))
    ]
    assert inked, "how long the longest waits"


@pytest.mark.parametrize("scale", [1, 3])
def test_it_is_painted_at_any_size(qtbot: QtBot, scale: int) -> None:
    """On the full screen everything grows with the card: the figures reach further down."""
    card = made(qtbot, replace(BUSY, name="Second level support for the northern region " * 3))
    card.resize(WIDTH * scale, HEIGHT * scale)
    drawn = card.grab().toImage()
    red = [
        y
        for y in range(drawn.height())
        if any(drawn.pixelColor(x, y).name() == "#b91c1c" for x in range(20, drawn.width() // 4))
    ]

    assert red, "the late figure"
    assert 40 * scale <= red[0] <= 70 * scale
