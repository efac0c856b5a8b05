"""The menus of somebody who waits to be called back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from ctiapp.model.followups import Snooze
from ctiapp.model.number import Number
from ctiapp.ui import text
from ctiapp.ui.followups.personmenu import Do, person_menu, snooze_menu

pytestmark = pytest.mark.usefixtures("english", "scheme")

SNOOZES = [(Snooze.HOUR, "In an hour (10:15)"), (Snooze.TOMORROW, "Tomorrow & (09:00)")]


@pytest.fixture
def parent(qtbot: object) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    return made


def lines(menu: QMenu) -> list[str]:
    """What it offers, a dash where a group begins."""
    return ["-" if one.isSeparator() else text.bare(one.text()) for one in menu.actions()]


def press(menu: QMenu, beginning: str) -> None:
    """Choose a line."""
    (line,) = [one for one in menu.actions() if text.bare(one.text()).startswith(beginning)]
    line.trigger()


def test_everything_that_can_be_done_is_in_it(parent: QWidget) -> None:
    """Each number with a line, the last one with the key; each way of putting off."""
    said: list[object] = []
    menu = person_menu(
        parent,
        [Number("+12354978652"), Number("2008")],
        [Do.DONE, Do.LATER, Do.WAKE, Do.COPY, Do.ADD],
        SNOOZES,
        called=said.append,
        done=said.append,
        put_off=said.append,
    )
    assert lines(menu) == [
        "Call +1 235-497-8652\tReturn",
        "Call 2008",
        "-",
        "Done\tD",
        "Not later, now",
        "In an hour (10:15)",
        "Tomorrow && (09:00)",
        "-",
        "Copy the number\tCtrl+C",
        "Add to contacts",
    ]
    for line in ("Call 2008", "Done", "Not later", "Tomorrow", "Copy", "Add"):
        press(menu, line)
    assert said == [Number("2008"), Do.DONE, Do.WAKE, Snooze.TOMORROW, Do.COPY, Do.ADD]


def test_who_withholds_the_number_can_be_put_away_alone(parent: QWidget) -> None:
    menu = person_menu(parent, [], [Do.DONE], SNOOZES, called=print, done=print, put_off=print)
    assert lines(menu) == ["Done\tD", "In an hour (10:15)", "Tomorrow && (09:00)"]


def test_the_first_way_of_putting_off_is_chosen(parent: QWidget) -> None:
    """Enter is enough."""
    said: list[object] = []
    menu = snooze_menu(parent, SNOOZES, said.append)
    assert menu.activeAction() is menu.actions()[0]
    menu.activeAction().trigger()
    assert said == [Snooze.HOUR]
