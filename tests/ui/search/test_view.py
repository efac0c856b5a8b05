"""The box and the list under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.model.commands import Verb
from ctiapp.model.directory import PersonKey
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.services.lookup import Match
from ctiapp.settings import Theme
from ctiapp.ui import text
from ctiapp.ui.search.box import SearchBox
from ctiapp.ui.search.view import SearchResults
from ctiapp.ui.search.viewmodel import Errand, Face, Stage

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot

    from ctiapp.ui.theme import Theme as Scheme

pytestmark = pytest.mark.usefixtures("scheme")

ANNA = Match("Anna <b>Simmons</b>", "", Number("2008"), "2008", "extension")
SALES = Match("Sales", "queue", Number("6400"), "6400", "place")


class Window(QWidget):
    """A window with a box in it."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(900, 600)
        self.box = SearchBox(self)
        self.box.setGeometry(200, 8, 500, 34)
        self.results = SearchResults(self.box, self)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    return made


def test_matches_are_listed_as_plain_text_and_the_marked_one_is_named(window: Window) -> None:
    window.results.show_face(Face(Stage.TYPING, (ANNA, SALES), marked=1))
    first, second = window.results.rows[:2]

    assert first.parts == ("Anna <b>Simmons</b>", "", "2008")
    assert second.parts == ("Sales", "Queue", "6400")
    assert (first.marked, second.marked) == (False, True)
    assert second.accessibleName() == "Sales, Queue, 6400"
    assert not window.results.rows[2].isVisible()


def test_the_list_stands_under_the_box_and_takes_no_focus(qtbot: QtBot, window: Window) -> None:
    window.box.setFocus()
    picked: list[int] = []
    window.results.picked.connect(picked.append)
    window.results.show_face(Face(Stage.TYPING, (ANNA, SALES), marked=0))
    assert window.results.y() >= window.box.geometry().bottom()
    assert window.results.x() == window.box.x()
    qtbot.mouseClick(window.results.rows[1], Qt.MouseButton.LeftButton)

    assert picked == [1]
    assert window.focusWidget() is window.box


def test_the_number_as_typed_is_offered_first(qtbot: QtBot, window: Window) -> None:
    picked: list[int] = []
    window.results.picked.connect(picked.append)
    window.results.show_face(Face(Stage.TYPING, (ANNA,), number=Number("+498912345")))
    row = window.results.typed_row
    assert row.isVisible()
    assert row.parts[0] == "Call +498912345"
    assert row.marked
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)

    assert picked == [-1]


@pytest.mark.parametrize(
    ("face", "said", "asks"),
    [
        (Face(Stage.ASKING, number=Number("*97")), "Press Enter again to dial *97", True),
        (Face(Stage.PREFILLED, number=Number("112")), "Press Enter to call 112", True),
        (Face(Stage.DIALLING, number=Number("112")), "Calling 112…", False),
        (Face(Stage.FAILED, notice=Notice.of("dial.nobody", text="x")), "Nobody is called", False),
    ],
)
def test_each_stage_says_what_enter_does(
    window: Window, face: Face, said: str, *, asks: bool
) -> None:
    window.results.show_face(face)

    assert said in text.bare(window.results.message.text())
    assert window.results.agree.isVisible() is asks
    assert window.results.isVisible()


def test_a_question_can_be_agreed_to_by_mouse(qtbot: QtBot, window: Window) -> None:
    agreed: list[bool] = []
    window.results.agreed.connect(lambda: agreed.append(True))
    window.results.show_face(Face(Stage.ASKING, number=Number("*97")))
    qtbot.mouseClick(window.results.agree, Qt.MouseButton.LeftButton)

    assert agreed == [True]


def test_at_rest_nothing_is_shown(window: Window) -> None:
    window.results.show_face(Face(Stage.TYPING, (ANNA,)))
    window.results.show_face(Face())

    assert window.results.isHidden()


def test_getting_ready_shows_and_says_nothing(window: Window) -> None:
    """And while something is shown it changes nothing of it."""
    results = window.results
    results.warm_up()
    assert not results.isVisible()
    assert results.rows[0].parts == ("", "", "")
    results.show_face(Face(Stage.TYPING, (ANNA,), marked=0))
    shown = results.rows[0].parts
    results.warm_up()
    assert results.rows[0].parts == shown


class Under(QWidget):
    """What lies under the list, and how often it was painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.paints = 0
        self.resize(window.size())
        self.lower()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.paints += 1


@pytest.mark.parametrize("choice", [None, Theme.DARK])
def test_another_letter_paints_nothing_that_lies_under_the_list(
    qtbot: QtBot, window: Window, scheme: Scheme, choice: Theme | None
) -> None:
    """In the other scheme neither: the style sheet is applied anew there."""
    results, under = window.results, Under(window)
    results.show_face(Face(Stage.TYPING, (ANNA, SALES), marked=0))
    if choice is not None:
        scheme.set_choice(choice)
    qtbot.waitUntil(lambda: under.paints > 0)
    QApplication.sendPostedEvents()
    before = under.paints
    with qtbot.waitSignal(Painted(results.rows[0]).painted):
        results.show_face(Face(Stage.TYPING, (SALES, ANNA), marked=1))
    assert under.paints == before
    assert results.rows[0].parts == ("Sales", "Queue", "6400")

    with qtbot.waitSignal(Painted(under).painted):
        results.show_face(Face(Stage.TYPING, (ANNA,), marked=0))
    assert not results.rows[1].isVisible()


class Painted(QObject):
    """Tells that a widget is painted."""

    painted = Signal()

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted.emit()
        return False


def test_the_list_follows_the_box(window: Window) -> None:
    window.results.show_face(Face(Stage.TYPING, (ANNA,)))
    window.box.setGeometry(100, 20, 400, 34)

    assert (window.results.x(), window.results.width()) == (100, 400)


def test_a_call_can_go_to_whoever_is_found(qtbot: QtBot, window: Window) -> None:
    face = Face(Stage.TYPING, (ANNA, SALES), number=Number("640"))
    window.results.show_face(face)
    row = window.results.rows[1]
    qtbot.waitUntil(row.isVisible)
    who = window.results.person_at(row.mapToGlobal(row.rect().center()))
    assert who is not None
    assert (who.name, who.number) == ("Sales, 6400", SALES.number)
    typed = window.results.typed_row
    bare = window.results.person_at(typed.mapToGlobal(typed.rect().center()))
    assert bare is not None
    assert (bare.name, bare.number) == ("640", Number("640"))
    assert window.results.person_at(window.mapToGlobal(QPoint(5, 500))) is None

    before = row.grab().toImage()
    window.results.mark(SALES.number, possible=False)
    assert row.target is False
    assert row.grab().toImage() != before
    window.results.mark(None)
    assert row.target is None
    assert row.grab().toImage() == before


def test_of_several_numbers_each_line_says_which_it_is(window: Window) -> None:
    """And so does the label of a call that is taken there."""
    key = PersonKey("company:1")
    both = [
        Match("Vera", "Moss Ltd", Number(n), n, "contact", key=key, number_kind=kind)
        for n, kind in (("+49301", "business"), ("+49170", "mobile"))
    ]
    one = Match("Bob", "", Number("+4931"), "+4931", "contact", key=PersonKey("company:2"))
    window.results.show_face(Face(Stage.TYPING, (*both, one), marked=0))
    assert [row.parts for row in window.results.rows[:3]] == [
        ("Vera", "Business phone · Moss Ltd", "+49301"),
        ("Vera", "Mobile · Moss Ltd", "+49170"),
        ("Bob", "", "+4931"),
    ]
    row = window.results.rows[1]
    who = window.results.person_at(row.mapToGlobal(row.rect().center()))
    assert who is not None
    assert (who.name, who.key) == ("Vera, Mobile +49170", key)


def test_a_safe_transfer_is_offered_where_the_pbx_can_do_one(window: Window) -> None:
    """Neither button nor key is told of else."""
    window.box.setFocus()
    face = Face(stage=Stage.TYPING, matches=(ANNA,))
    for safely in (True, False):
        errand = Errand(Verb.TRANSFER, CallId("1"), "Goffin", safely=safely)
        window.results.show_face(face, errand)
        assert window.results.safe.isHidden() is not safely
        assert ("Ctrl+Enter" in window.results._hint.text()) is safely
