"""Groups as words above the small list: a few, and only where there is something to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Department, Extension
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.ui.people.chips import MOST, ChipRow, chosen_of, main_departments
from ctiapp.ui.people.roster import EVERYBODY, FAVOURITES, GroupId, Kind

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


def part(of: str, name: str, parent: str | None = None, members: int = 1) -> Department:
    ids = frozenset(ExtensionId(str(n)) for n in range(members))
    return Department(of, name, parent, ids)


HOTEL = part("1", "Hotel", None, 9)
SALES, DESK = part("2", "Sales", "1", 3), part("3", "Desk", "1", 4)
SALES_ID = GroupId(Kind.DEPARTMENT, "2")


def test_the_level_that_parts_people_is_shown_by_name() -> None:
    assert main_departments((HOTEL, SALES, DESK)) == (DESK, SALES)
    assert main_departments((SALES, DESK)) == (DESK, SALES)  # their whole is not told
    assert main_departments(()) == ()
    assert main_departments((HOTEL,)) == ()


def test_the_biggest_are_shown_where_there_are_many() -> None:
    many = tuple(part(str(n), f"D{n}", None, n + 1) for n in range(9))
    assert main_departments(many) == many[-MOST:]


def test_who_is_in_a_group() -> None:
    anna = Extension(ExtensionId("2"), Number("2008"), "Anna")
    dave = Extension(ExtensionId("7"), Number("2003"), "Dave")
    in_sales = chosen_of(SALES_ID, (SALES,), ())
    assert in_sales is not None
    assert (in_sales(anna), in_sales(dave)) == (True, False)
    favourite = chosen_of(FAVOURITES, (), (Number("2003"),))
    assert favourite is not None
    assert (favourite(anna), favourite(dave)) == (False, True)
    assert chosen_of(EVERYBODY, (), ()) is None


def test_there_is_no_row_where_there_is_nothing_to_choose(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.show_groups((), favourites=False, count=9, chosen=EVERYBODY)
    assert row.isHidden()


def test_a_name_from_outside_turns_nothing_round(qtbot: QtBot) -> None:
    """Neither what is painted nor what is spoken, whatever the administrator typed."""
    row = ChipRow()
    qtbot.addWidget(row)
    evil = part("2", "\u202eSa\u2066les\u200b\n<b>&")
    row.show_groups((evil,), favourites=False, count=9, chosen=EVERYBODY)
    chip = row.chips[SALES_ID]
    assert chip.shown == "Sales <b>&"
    assert (chip.accessibleName(), "\u202e" in chip.text()) == ("Sales <b>&", False)


def test_a_click_picks_and_the_chosen_one_is_marked(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    picked: list[GroupId] = []
    row.picked.connect(picked.append)
    row.show_groups((DESK, SALES), favourites=True, count=1248, chosen=FAVOURITES)
    assert [chip.shown for chip in row.chips.values()] == [
        "Favourites",
        "Desk",
        "Sales",
        "All \u20681,248\u2069",
    ]
    assert row.chips[FAVOURITES].isChecked()
    row.chips[SALES_ID].click()
    assert picked == [SALES_ID]
    before = row.chips[SALES_ID]
    row.show_groups((DESK, SALES), favourites=True, count=1249, chosen=SALES_ID)
    assert row.chips[SALES_ID] is before
    row.show_groups((SALES,), favourites=False, count=1249, chosen=SALES_ID)
    assert list(row.chips) == [SALES_ID, EVERYBODY]
