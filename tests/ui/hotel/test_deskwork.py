"""The place over a desk: what changed is drawn, what is asked is done, nothing written is lost."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.model.errors import LinkTimeout
from ctiapp.model.newstation import NewStation
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.model.wakes import WakeReason
from ctiapp.model.wakewatch import Gap
from ctiapp.pbx.p_series.newstation import RULES as P_SERIES
from ctiapp.services.hotel.newrooms import RoomDraft
from ctiapp.ui import text
from ctiapp.ui.hotel.deskwork import DeskWork
from ctiapp.ui.hotel.faces import Do
from ctiapp.ui.tasks import Tasks
from tests.ui.fakes import until
from tests.ui.hotel.house import NOW, House

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.usefixtures("scheme")

Key, Mod = Qt.Key, Qt.KeyboardModifier


class Desk:
    """The place over a house."""

    def __init__(self, house: House) -> None:
        self.house: House | None = house
        self.capabilities = EVERY_CAPABILITY
        self.told: list[str] = []
        self.called: list[str] = []
        self.tasks = Tasks(lambda notice: self.told.append(notice.key))
        self.work = DeskWork(
            lambda: None if self.house is None else self.house.desk,
            self.tasks,
            lambda notice: self.told.append(notice.key),
            lambda: self.capabilities,
        )
        self.work.called.connect(lambda number: self.called.append(number.text))
        self.place = self.work.place

    async def drawn(self) -> None:
        """Wait until nothing is to be drawn or done."""
        await until(lambda: not self.work._soon.isActive())
        await until(lambda: not self.tasks.running)


@asynccontextmanager
async def desk(house: House | None = None) -> AsyncIterator[Desk]:
    """One, shown, with the keyboard in the list."""
    made = Desk(house or House())
    made.place.resize(1100, 700)
    made.place.show()
    made.place.activateWindow()
    await until(made.place.isActiveWindow)
    made.work.show_all()
    await made.drawn()
    made.place.focus_first()
    try:
        yield made
    finally:
        made.work.forget()
        await made.tasks.close()
        made.place.close()
        made.place.deleteLater()


async def test_the_list_and_the_chosen_room() -> None:
    async with desk() as made:
        assert made.house is not None
        assert made.house.alarms.seen[0] is True
        assert made.house.rooms.looks == 1
        made.place.table.choose("105")
        await made.drawn()
        assert made.place.panel.guest.whole == "Herr Lukas Brandt"
        assert made.house.rooms.looked_up[-1] == "105"
        assert "Read from the PBX at 08:17" in made.place.foot_text
        made.house.rooms.put("105", guest="Anna Li")
        made.work.show_rooms(frozenset({Number("105")}))
        await made.drawn()
        assert made.place.panel.guest.whole == "Anna Li"
        made.place.hide()
        assert made.house.alarms.seen[-1] is False


async def test_only_what_changed_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    from ctiapp.ui.hotel import deskwork

    async with desk() as made:
        drawn: list[str] = []
        face = deskwork.room_face

        def count(room: Any, facts: Any) -> Any:
            drawn.append(room.number.text)
            return face(room, facts)

        monkeypatch.setattr(deskwork, "room_face", count)
        made.work.show_rooms(frozenset({Number("103")}))
        made.work.show_rooms(frozenset({Number("104")}))
        await made.drawn()
        assert drawn == ["103", "104"]
        made.place.hide()
        made.work.show_rooms(None)
        assert len(drawn) == 2, "nobody sees it"
        made.place.show()
        assert len(drawn) == 14


async def test_the_filter_asks_the_service(qtbot: Any) -> None:
    async with desk() as made:
        qtbot.keyClicks(made.place.table, "brandt")
        assert [room.number for room in made.place.table.rooms.rows] == ["105"]
        assert made.work.escape()
        assert len(made.place.table.rooms.rows) == 12
        assert not made.work.escape()


async def test_every_action_leads_somewhere(qtbot: Any) -> None:
    async with desk() as made:
        work, place = made.work, made.place
        place.table.choose("105")
        qtbot.keyClick(place.table, Key.Key_Return)
        assert made.called == ["105"]
        forms = (
            (Key.Key_I, work.guest.form),
            (Key.Key_W, work.wake.form),
            (Key.Key_G, work.group.form),
            (Key.Key_O, work.check_out.form),
            (Key.Key_L, work.log.form),
        )
        for key, form in forms:
            qtbot.keyClick(place, key, Mod.ControlModifier)
            assert place.form is form
            await made.drawn()
            assert work.escape()
            assert place.form is None
            assert place.table.hasFocus()
        qtbot.keyClick(place, Key.Key_P, Mod.ControlModifier)
        assert place.page is work.sheet.page
        await made.drawn()
        assert work.escape()
        assert place.page is None


async def test_marked_rooms_are_checked_out_together() -> None:
    async with desk() as made:
        made.place.table.marking.emit("107")
        made.place.table.marking.emit("108")
        made.work.do(Do.CHECK_OUT)
        await made.drawn()
        assert made.work.check_out.form.numbers == ("107", "108")


async def test_what_is_being_written_is_not_lost() -> None:
    async with desk() as made:
        made.work.do(Do.WAKE)
        made.work.wake.form.time.edit.setText("6:15")
        made.work.do(Do.GUEST)
        assert made.place.form is made.work.wake.form
        assert made.told == ["hotel.finish_first"]
        made.work.do(Do.CALL)
        assert made.called, "a call is no form"
        assert made.work.escape(), "Esc leaves it"
        made.work.do(Do.GUEST)
        assert made.place.form is made.work.guest.form


async def test_cards_change_and_delete() -> None:
    async with desk() as made:
        assert made.house is not None
        made.place.table.choose("103")
        await made.drawn()
        card = made.place.panel.cards["alarm/07:00"]
        card.change.click()
        assert made.place.form is made.work.wake.form
        assert made.work.escape()
        card.remove.click()
        assert made.work.escape(), "the question first"
        card.remove.click()
        card.sure.click()
        await made.drawn()
        assert made.house.alarms.orders == [("remove", "103", "07:00")]


async def test_nothing_chosen_nothing_done() -> None:
    house = House()
    house.rooms.picture = replace(house.rooms.picture, rooms=(), read_at=None)
    async with desk(house) as made:
        assert "No extension is a room" in made.place.empty_text
        for what in (Do.GUEST, Do.WAKE, Do.CHECK_OUT):
            made.work.do(what)
        made.work.do(Do.CALL)
        assert made.told == ["hotel.choose_room"] * 3
        assert made.called == []


async def test_what_stands_in_the_way_of_a_quiet_night_is_said() -> None:
    house = House()
    house.alarms.notice = Notice.of("error.link_timeout", severity=Severity.WARNING)
    house.wakes.away = Gap(NOW, None, WakeReason.NOT_RUNNING)
    async with desk(house) as made:
        assert "Nobody watched the wake-up calls from 08:17" in made.place.banner.message
        made.place.banner.acted.emit()
        assert house.wakes.orders == [("read",)]
        assert "in time" in made.place.banner.message, "the next that is to be known"
        house.alarms.notice = None
        made.work.show_all()
        await made.drawn()
        assert made.place.banner.isHidden()


async def test_rooms_come_and_go() -> None:
    class NewRooms:
        async def begun(self, number: str = "") -> RoomDraft:
            station = NewStation(number, "Aa1aaaaaaaaa", "x", "Aa1aaaaaaaaa")
            return RoomDraft(station, P_SERIES)

        async def routes(self) -> tuple[()]:
            return ()

        async def preview(self, number: Number) -> None:
            raise LinkTimeout(number.text)

    house = House()
    house.new_rooms = NewRooms()
    async with desk(house) as made:
        made.work.do(Do.NEW_ROOM)
        await made.drawn()
        work = made.work.new_rooms
        assert work is not None
        assert made.place.form is work.new_form
        work.new_form.fields.findChildren(type(made.place.filter).__mro__[1])[0].setText("999")
        made.work.escape()
        assert made.place.form is None
        made.place.table.choose("105")
        made.work.do(Do.DELETE)
        assert made.place.form is None, "somebody stays there"
        made.place.table.choose("101")
        made.work.do(Do.DELETE)
        await made.drawn()
        assert made.place.form is work.delete_form


async def test_without_a_desk_nothing_is_shown() -> None:
    async with desk() as made:
        made.work.do(Do.WAKE)
        made.house = None
        made.work.forget()
        made.work.show_all()
        await made.drawn()
        assert made.place.form is None
        assert made.place.table.rooms.rows == ()
        for what in Do:
            made.work.do(what)
        assert made.place.form is None
        assert text.bare(made.place.foot_text) == ""


async def test_what_the_pbx_cannot_do_is_not_there_and_its_key_says_so() -> None:
    async with desk() as made:
        made.place.table.choose("105")
        await made.drawn()
        told = made.place.panel.face
        assert told is not None
        assert "outside calls" in told.about
        less = {Capability.CHECK_OUT, Capability.NEW_ROOMS, Capability.OUTSIDE_RIGHTS}
        made.capabilities = EVERY_CAPABILITY - less
        made.work.show_all()
        await made.drawn()
        shown = made.place.panel.face
        assert shown is not None
        assert "outside calls" not in shown.about
        assert made.place.new_room.isHidden()
        assert made.place.panel.check_out.isHidden()
        assert not made.place.group.isHidden()
        for what in (Do.CHECK_OUT, Do.NEW_ROOM, Do.DELETE):
            made.work.do(what)
        assert made.told == ["hotel.not_here"] * 3
        assert made.place.form is None
