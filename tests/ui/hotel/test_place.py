"""The place: the list, the filter, the chosen room, forms and pages, all by keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ctiapp.tools.scenes_hotel import FACTS, ROOMS
from ctiapp.ui.hotel.faces import Do, Scope
from ctiapp.ui.hotel.place import RoomsPlace
from ctiapp.ui.hotel.viewmodel import panel_face, room_face

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def place(qtbot: QtBot) -> RoomsPlace:
    """The sample hotel, with the keyboard in the list."""
    made = RoomsPlace()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_rooms([room_face(room, FACTS) for room in ROOMS], foot="As of 08:17")
    made.focus_first()
    return made


def numbers(place: RoomsPlace) -> list[str]:
    """The rooms that are listed."""
    return [room.number for room in place.table.rooms.rows]


def test_typing_in_the_list_looks_for_a_room(place: RoomsPlace, qtbot: QtBot) -> None:
    qtbot.keyClick(place.table, "n")
    assert place.filter.hasFocus()
    qtbot.keyClicks(place.filter, "ordlys (1")
    assert place.filter.text() == "nordlys (1"
    assert numbers(place) == ["107", "123", "139", "215", "231", "307", "323", "339"]
    qtbot.keyClick(place.filter, Key.Key_Down)
    assert place.table.hasFocus()
    qtbot.keyClick(place.table, Key.Key_Backspace)
    assert place.filter.text() == "nordlys ("
    assert place.clear_filter()
    assert len(numbers(place)) == len(ROOMS)
    assert not place.clear_filter()


def test_what_fits_nothing_says_so(place: RoomsPlace) -> None:
    place.filter.setText("nobody of that name")
    assert "No room fits" in place.empty_text
    place.filter.clear()
    assert place.empty_text == ""
    place.finder = lambda typed: {"105"} if typed == "brandt" else set()
    place.filter.setText(" brandt ")
    assert numbers(place) == ["105"]
    place.filter.clear()
    place.show_rooms((), nobody="No rooms yet")
    assert place.empty_text == "No rooms yet"


@pytest.mark.parametrize(
    ("key", "scope"),
    [(Key.Key_2, Scope.OCCUPIED), (Key.Key_3, Scope.LEAVING), (Key.Key_1, Scope.ALL)],
)
def test_chips_have_keys_in_the_list_and_in_the_field(
    place: RoomsPlace, qtbot: QtBot, key: Qt.Key, scope: Scope
) -> None:
    for widget in (place.table, place.filter):
        place.chips[Do.LEAVING].click()
        widget.setFocus()
        qtbot.keyClick(widget, key, Mod.AltModifier)
        assert place.scope is scope
        assert place.filter.text() == ""
    listed = [room for room in place.table.rooms.rows if not room.within(scope)]
    assert listed == []
    assert place.chips[Do.OCCUPIED].shown == "Occupied 97"


@pytest.mark.parametrize(
    ("key", "do"),
    [
        (Key.Key_I, Do.GUEST),
        (Key.Key_W, Do.WAKE),
        (Key.Key_O, Do.CHECK_OUT),
        (Key.Key_G, Do.GROUP),
        (Key.Key_P, Do.SHEET),
        (Key.Key_E, Do.NEW_ROOM),
        (Key.Key_D, Do.DELETE),
        (Key.Key_L, Do.LOG),
    ],
)
def test_every_action_has_a_key_wherever_the_keyboard_is(
    place: RoomsPlace, qtbot: QtBot, key: Qt.Key, do: Do
) -> None:
    asked: list[Do] = []
    place.asked.connect(asked.append)
    for widget in (place.table, place.filter, place.panel.call):
        qtbot.keyClick(widget, key, Mod.ControlModifier)
    assert asked == [do] * 3
    place.show_page(QWidget())
    qtbot.keyClick(place, key, Mod.ControlModifier)
    assert asked == [do] * 3, "a page has keys of its own"


def test_enter_does_the_first_thing_of_the_room(place: RoomsPlace, qtbot: QtBot) -> None:
    asked: list[Do] = []
    place.asked.connect(asked.append)
    place.panel.show_room(panel_face(ROOMS[0], FACTS))
    qtbot.keyClick(place.table, Key.Key_Return)
    assert asked == [Do.CALL]


def test_rooms_are_marked_by_the_space_bar(place: RoomsPlace, qtbot: QtBot) -> None:
    told: list[frozenset[str]] = []
    place.marked.connect(told.append)
    place.table.choose("108")
    qtbot.keyClick(place.table, Key.Key_Space)
    place.table.choose("107")
    qtbot.keyClick(place.table, Key.Key_Space)
    assert place.marked_rooms == ("107", "108")
    place.show_rooms([room_face(room, FACTS) for room in ROOMS if room.number.text != "107"])
    assert place.marked_rooms == ("108",), "a room that is no more is marked no more"
    assert place.clear_filter()
    assert place.marked_rooms == ()
    assert told[-1] == frozenset()


def test_a_form_stands_beside_the_list_and_a_page_in_its_place(place: RoomsPlace) -> None:
    form, page = QLineEdit(), QLineEdit()
    place.show_side(form)
    assert place.form is form
    place.focus_first()
    assert form.hasFocus()
    place.show_page(page)
    assert place.page is page
    assert not place.table.isVisible()
    place.show_side(None)
    assert (place.form, place.page) == (None, None)
    assert place.table.isVisible()


def test_only_the_room_that_changed_is_told(place: RoomsPlace) -> None:
    faces = [room_face(room, FACTS) for room in ROOMS]
    told: list[int] = []
    place.table.rooms.dataChanged.connect(lambda index, _: told.append(index.row()))
    faces[3] = replace(faces[3], guest="Somebody new")
    place.show_rooms(faces)
    assert told == [3]


def test_a_notice_stands_above(place: RoomsPlace, qtbot: QtBot) -> None:
    place.show_notice("Nobody watched.", action="I have read it")
    assert place.banner.message == "Nobody watched."
    place.show_notice("")
    assert place.banner.isHidden()
    assert place.foot_text == "As of 08:17"


def test_in_a_small_window_keys_stand_in_the_hints(place: RoomsPlace, qtbot: QtBot) -> None:
    wide = place.side.width()
    place.resize(816, 500)
    qtbot.waitUntil(lambda: place.side.width() < wide)
    assert "^G" in place.group.toolTip()
    assert "Ctrl+G" not in place.group.accessibleName()
    place.resize(1100, 700)
    qtbot.waitUntil(lambda: place.side.width() == wide)
    assert place.group.toolTip() == ""


def test_tab_goes_as_one_reads(place: RoomsPlace, qtbot: QtBot) -> None:
    place.panel.show_room(panel_face(ROOMS[4], FACTS))
    qtbot.waitUntil(place.panel.cards["alarm/05:45"].isVisible)
    place.chips[Do.ALL].setFocus()
    names = []
    for _ in range(14):
        focused = place.window().focusWidget()
        assert focused is not None
        names.append(focused.accessibleName().partition(",")[0])
        qtbot.keyClick(focused, Key.Key_Tab)
    assert names == [
        "All 120",
        "Occupied 97",
        "Check-out today 1",
        "Room or guest…",
        "Group wake-up…",
        "Night sheet…",
        "New room…",
        "Rooms",
        "Call",
        "Edit guest",
        "Log",
        "Change the wake-up at 05:45",
        "Delete the wake-up at 05:45",
        "Add wake-up",
    ]
