"""A call carried to a person: said beforehand, done where it says so, and never by a stray drop."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from ctiapp.model.commands import Verb
from ctiapp.model.directory import Extension, LineState
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.number import Number
from ctiapp.state import changes
from ctiapp.ui import text
from ctiapp.ui.people.drag import Carrier
from ctiapp.ui.people.grid import PeopleGrid
from ctiapp.ui.people.offers import SENDING
from tests.ui.fakes import FakeLamps, card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from ctiapp.services.cards import Card
    from ctiapp.ui.people.offers import Offer

pytestmark = pytest.mark.usefixtures("scheme")
TALK = card("1", actions=SENDING)
LEFT = Qt.MouseButton.LeftButton


class Stage:
    """A window with a call above and two people below; a hand that presses, moves and lets go."""

    def __init__(self, qtbot: QtBot) -> None:
        self.lamps = FakeLamps()
        self.cards: dict[str, Card] = {"1": TALK}
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(700, 400)
        self.source = QLabel("Jay")
        self.source.setFixedHeight(40)
        people = (("Anna Simmons", "2008"), ("Dave Harris", "2003"))
        self.grid = PeopleGrid(self.lamps, lambda number, _: number.text, lambda _: "")
        self.grid.show_people(
            [Extension(ExtensionId(number), Number(number), name) for name, number in people]
        )
        column = QVBoxLayout(self.window)
        column.addWidget(self.source)
        column.addWidget(self.grid)
        self.window.show()
        qtbot.waitUntil(lambda: self.grid.tile_of(Number("2003")) is not None)
        self.carrier = Carrier(self.window, self._card)
        self.carrier.add_site(self.grid)
        self.carrier.add_source(self.source, lambda: self.cards.get("1"))
        self.dropped: list[Offer] = []
        self.carrier.dropped.connect(self.dropped.append)
        self.missed = 0
        self.carrier.missed.connect(self._on_missed)

    def _on_missed(self) -> None:
        self.missed += 1

    def list(self, *people: tuple[str, str]) -> None:
        """List these, as a group that changes with the lamps does."""
        self.grid.show_people(
            [Extension(ExtensionId(number), Number(number), name) for name, number in people]
        )

    def _card(self, call_id: CallId) -> Card | None:
        return self.cards.get(call_id)

    def press(self) -> None:
        QTest.mousePress(self.source, LEFT, pos=QPoint(20, 20))

    def move(self, spot: QPoint) -> None:
        """Move with the button down, to a point of the screen."""
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(self.source.mapFromGlobal(spot)),
            QPointF(spot),
            Qt.MouseButton.NoButton,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.source, event)

    def let_go(self, spot: QPoint, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.mouseRelease(
            self.source,
            LEFT,
            modifier or Qt.KeyboardModifier.NoModifier,
            self.source.mapFromGlobal(spot),
        )

    def tile(self, number: str) -> QPoint:
        box = self.grid.tile_of(Number(number))
        assert box is not None
        return box.center()

    @property
    def said(self) -> str:
        assert self.carrier.label is not None
        return self.carrier.label.said


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    yield made
    made.carrier.cancel()
    for button in (LEFT, Qt.MouseButton.RightButton):  # else it is down in the next test, too
        QTest.mouseRelease(made.source, button)
    made.grid.stop()


def test_the_label_says_it_before_it_is_done(stage: Stage) -> None:
    stage.press()
    stage.move(stage.tile("2008"))
    assert stage.said.startswith("Transfer Joseph Goffin to Anna Simmons")
    assert stage.grid.painter.marked == (Number("2008"), True)
    stage.move(stage.tile("2003"))
    assert stage.said.startswith("Transfer Joseph Goffin to Dave Harris")
    stage.let_go(stage.tile("2003"))

    assert [(made.verb, made.number.text) for made in stage.dropped] == [(Verb.TRANSFER, "2003")]
    assert not stage.carrier.carries
    assert stage.carrier.label is not None
    assert not stage.carrier.label.isVisible()
    assert stage.grid.painter.marked is None
    assert QApplication.overrideCursor() is None


def test_with_shift_it_consults(stage: Stage) -> None:
    stage.press()
    stage.move(stage.tile("2008"))
    QTest.keyPress(stage.window, Qt.Key.Key_Shift)
    assert stage.said.startswith("Consult Anna Simmons first")
    QTest.keyRelease(stage.window, Qt.Key.Key_Shift)
    assert stage.said.startswith("Transfer")
    QTest.keyPress(stage.window, Qt.Key.Key_Shift)
    stage.let_go(stage.tile("2008"), Qt.KeyboardModifier.ShiftModifier)
    assert [made.verb for made in stage.dropped] == [Verb.CONSULT]


def test_a_press_that_does_not_travel_carries_nothing(stage: Stage) -> None:
    stage.press()
    stage.move(stage.source.mapToGlobal(QPoint(22, 21)))
    assert not stage.carrier.carries
    stage.let_go(stage.source.mapToGlobal(QPoint(22, 21)))
    stage.move(stage.tile("2008"))
    assert not stage.carrier.carries


def test_let_go_over_nobody_nothing_happens(stage: Stage) -> None:
    stage.press()
    stage.move(stage.tile("2008"))
    empty = stage.window.mapToGlobal(QPoint(350, 380))
    stage.move(empty)
    assert "take the call to a person" in stage.said
    assert stage.grid.painter.marked is None
    stage.let_go(empty)
    assert stage.dropped == []
    assert not stage.carrier.carries


def test_where_it_cannot_be_nothing_happens(stage: Stage) -> None:
    stage.cards["1"] = replace(TALK, actions=(Verb.HANG_UP,))
    stage.press()
    stage.move(stage.tile("2008"))
    assert "not possible" in stage.said
    assert stage.grid.painter.marked == (Number("2008"), False)
    stage.let_go(stage.tile("2008"))
    assert stage.dropped == []


def test_what_changes_meanwhile_is_said(stage: Stage) -> None:
    stage.press()
    stage.move(stage.tile("2008"))
    stage.lamps.light("2008", changes.Lamp(LineState.BUSY))
    stage.carrier.refresh()
    assert "Anna Simmons is on a call: transfer anyway" in stage.said


def test_esc_and_another_button_leave_it(stage: Stage) -> None:
    stage.press()
    stage.move(stage.tile("2008"))
    assert stage.carrier.cancel()
    assert not stage.carrier.cancel()
    stage.let_go(stage.tile("2008"))
    assert stage.dropped == []

    stage.press()
    stage.move(stage.tile("2008"))
    QTest.mousePress(stage.source, Qt.MouseButton.RightButton)
    assert not stage.carrier.carries


def test_a_call_that_is_over_is_carried_no_further(stage: Stage) -> None:
    stage.press()
    stage.move(stage.tile("2008"))
    stage.cards.clear()
    stage.carrier.refresh()
    assert not stage.carrier.carries
    stage.press()
    stage.move(stage.tile("2008"))
    assert not stage.carrier.carries


def test_the_end_between_the_last_look_and_the_drop_does_nothing(stage: Stage) -> None:
    stage.press()
    stage.move(stage.tile("2008"))
    stage.cards.clear()
    stage.let_go(stage.tile("2008"))
    assert stage.dropped == []


def test_the_offer_names_call_and_person(stage: Stage) -> None:
    stage.press()
    stage.move(stage.tile("2008"))
    made = stage.carrier.offer
    assert made is not None
    assert (made.call_id, made.number) == (CallId("1"), Number("2008"))
    assert text.bare(made.headline) == "Transfer Joseph Goffin to Anna Simmons"


# --- what changes under the hand -----------------------------------------------------------------


def test_let_go_on_another_than_the_label_named_does_nothing_and_is_told(stage: Stage) -> None:
    stage.press()
    spot = stage.tile("2008")
    stage.move(spot)
    stage.list(("Dave Harris", "2003"), ("Anna Simmons", "2008"))
    assert stage.said.startswith("Transfer Joseph Goffin to Anna Simmons")
    stage.let_go(spot)
    assert (stage.dropped, stage.missed) == ([], 1)


def test_whoever_slid_under_the_pointer_was_not_chosen(stage: Stage) -> None:
    """The label names them by now; but the hand has not moved since."""
    stage.press()
    spot = stage.tile("2008")
    stage.move(spot)
    stage.list(("Dave Harris", "2003"), ("Anna Simmons", "2008"))
    stage.carrier.refresh()
    assert stage.said.startswith("Transfer Joseph Goffin to Dave Harris")
    stage.let_go(spot)
    assert (stage.dropped, stage.missed) == ([], 1)

    stage.press()
    stage.move(spot)
    stage.list(("Anna Simmons", "2008"), ("Dave Harris", "2003"))
    stage.carrier.refresh()
    stage.move(spot + QPoint(1, 0))
    stage.let_go(spot + QPoint(1, 0))
    assert [made.number.text for made in stage.dropped] == ["2008"]


def test_a_warning_that_nobody_read_does_nothing_and_is_told(stage: Stage) -> None:
    stage.press()
    stage.move(stage.tile("2008"))
    stage.lamps.light("2008", changes.Lamp(LineState.BUSY))
    stage.let_go(stage.tile("2008"))
    assert (stage.dropped, stage.missed) == ([], 1)


def test_the_wheel_does_not_slide_the_people_away(stage: Stage, qtbot: QtBot) -> None:
    stage.list(*((f"Person {index}", str(3000 + index)) for index in range(200)))
    bar = stage.grid.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    stage.press()
    spot = stage.tile("3000")
    stage.move(spot)
    turn = QWheelEvent(
        QPointF(stage.grid.viewport().mapFromGlobal(spot)),
        QPointF(spot),
        QPoint(),
        QPoint(0, -120),
        LEFT,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(stage.grid.viewport(), turn)
    assert bar.value() == 0
    stage.carrier.cancel()
    QApplication.sendEvent(stage.grid.viewport(), turn)
    assert bar.value() > 0


def test_another_program_before_ours_ends_it(stage: Stage) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    stage.press()
    stage.move(stage.tile("2008"))
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert stage.carrier.carries
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert not stage.carrier.carries
    stage.let_go(stage.tile("2008"))
    assert stage.dropped == []


def test_another_window_of_ours_ends_it(stage: Stage) -> None:
    stage.press()
    stage.move(stage.tile("2008"))
    QApplication.sendEvent(stage.window, QEvent(QEvent.Type.WindowDeactivate))
    assert not stage.carrier.carries


def test_what_lies_above_the_people_takes_no_call(stage: Stage) -> None:
    """A window over the list: the person below it cannot be seen, and was not meant."""
    stage.press()
    spot = stage.tile("2008")
    cover = QLabel("above", stage.window)
    cover.setGeometry(stage.window.rect())
    cover.show()
    stage.move(spot)
    assert "take the call to a person" in stage.said
    stage.let_go(spot)
    assert (stage.dropped, stage.missed) == ([], 0)


def test_it_is_told_once_that_nothing_is_carried_any_more(stage: Stage) -> None:
    left: list[bool] = []
    stage.carrier.left.connect(lambda: left.append(stage.carrier.carries))
    stage.press()
    stage.move(stage.tile("2008"))
    assert left == []
    stage.let_go(stage.tile("2008"))
    stage.carrier.cancel()
    assert left == [False]


def test_a_call_that_can_go_nowhere_is_not_carried(stage: Stage) -> None:
    """This PBX can neither transfer nor consult."""
    stage.cards["1"] = replace(TALK, actions=(), lacks=frozenset(SENDING))
    stage.press()
    stage.move(stage.source.mapToGlobal(QPoint(200, 20)))
    assert not stage.carrier.carries


def test_where_one_of_both_can_be_done_shift_makes_no_difference(stage: Stage) -> None:
    """And nothing says that it would."""
    left = tuple(verb for verb in SENDING if verb is not Verb.CONSULT)
    stage.cards["1"] = replace(TALK, actions=left, lacks=frozenset({Verb.CONSULT}))
    stage.press()
    stage.move(stage.source.mapToGlobal(QPoint(200, 20)))
    assert stage.carrier.label is not None
    assert "Shift" not in stage.carrier.label.said
    stage.carrier.cancel()
