"""The forms of rooms that come and go: what is asked of the service, and what it says."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from ctiapp.model.errors import CtiError, LinkLost, NotSupported, OutcomeUnknown
from ctiapp.model.hotel import OutsideRoute, Station
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused, NewStation
from ctiapp.model.number import Number
from ctiapp.pbx.p_series.newstation import RULES as P_SERIES
from ctiapp.services.hotel.newrooms import Leaving, NewRoom, RoomDraft
from ctiapp.ui.hotel.newroomcontroller import NewRoomController
from ctiapp.ui.tasks import Tasks
from tests.services.gates import Gate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from ctiapp.model.notice import Notice


class Rooms:
    """Makes rooms and takes them away, or refuses."""

    def __init__(self) -> None:
        self.errors: dict[str, CtiError] = {}
        self.made: list[NewStation] = []
        self.deleted: list[str] = []
        self.gate = Gate()
        self.sets_outside = True

    def _meet(self, verb: str) -> None:
        if verb in self.errors:
            raise self.errors[verb]

    async def begun(self, number: str = "") -> RoomDraft:
        station = NewStation(number, "Abcdefghi1", number, "longlonglong")
        return RoomDraft(station, P_SERIES, self.sets_outside)

    async def routes(self) -> tuple[OutsideRoute, ...]:
        await self.gate.passing()
        self._meet("routes")
        return (OutsideRoute("1", "City"),)

    async def create(self, wanted: NewStation) -> NewRoom:
        await self.gate.passing()
        self._meet("create")
        self.made.append(wanted)
        number = Number(wanted.number)
        return NewRoom(number, Station(ExtensionId("9"), number))

    async def preview(self, number: Number) -> Leaving:
        await self.gate.passing()
        self._meet("preview")
        return Leaving(number, "", "", "", 0, 0, on_phone=False)

    async def delete(self, number: Number) -> tuple[Notice, ...]:
        await self.gate.passing()
        self._meet("delete")
        self.deleted.append(number.text)
        return ()


class Host:
    """Where the forms stand; each is shown as a window of its own."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.shown: QWidget | None = None

    def show_side(self, form: QWidget | None) -> None:
        if self.shown is not None and self.shown is not form:
            self.shown.hide()
        self.shown = form
        if form is not None:
            self._qtbot.addWidget(form)
            form.show()

    def focus_first(self) -> None:
        """Nobody has the keyboard."""


class Desk:
    """All of it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.rooms, self.host = Rooms(), Host(qtbot)
        self.told: list[Notice] = []
        self.tasks = Tasks(self.told.append)
        self.control = NewRoomController(
            self.host,
            self.rooms,  # type: ignore[arg-type]
            self.tasks,
            self.told.append,
        )

    async def quiet(self) -> None:
        """Wait until nothing runs."""
        while self.tasks.running:
            await asyncio.gather(*self.tasks._running, return_exceptions=True)
            await asyncio.sleep(0)


@pytest.fixture
async def desk(qtbot: QtBot, english: None) -> AsyncIterator[Desk]:
    made = Desk(qtbot)
    yield made
    await made.tasks.close()


async def test_a_room_is_asked_for_and_made(desk: Desk) -> None:
    desk.control.open("315")
    await desk.quiet()
    form = desk.control.new_form
    assert desk.host.shown is form
    assert list(form.routes.boxes) == ["1"]
    form.submit.click()
    await desk.quiet()
    assert [made.number for made in desk.rooms.made] == ["315"]
    assert form.sent
    form.close_button.click()
    assert desk.host.shown is None


async def test_what_is_wrong_is_not_sent(desk: Desk) -> None:
    desk.control.open()
    await desk.quiet()
    desk.control.new_form.submit.click()
    await desk.quiet()
    assert desk.rooms.made == []
    assert not desk.control.new_form.lines_of["number"].complaint.isHidden()


async def test_what_the_pbx_does_not_take_stands_at_its_field(desk: Desk) -> None:
    desk.rooms.errors["create"] = FieldsRefused(
        "no", fields={"number": "station.taken"}, holders={"number": "315"}
    )
    desk.control.open("315")
    await desk.quiet()
    form = desk.control.new_form
    form.submit.click()
    await desk.quiet()
    assert "has this already" in form.lines_of["number"].complaint.text()
    assert not form.busy
    assert desk.told == []


async def test_another_refusal_stands_above_the_fields(desk: Desk) -> None:
    desk.rooms.errors["create"] = OutcomeUnknown("silent")
    desk.control.open("315")
    await desk.quiet()
    desk.control.new_form.submit.click()
    await desk.quiet()
    assert desk.control.new_form.failure.isVisible()
    assert not desk.control.new_form.busy


async def test_whoever_left_hears_that_it_was_not_done(desk: Desk) -> None:
    desk.control.open("315")
    await desk.quiet()
    desk.rooms.errors["create"] = LinkLost("gone")
    desk.rooms.gate.shut()
    desk.control.new_form.submit.click()
    desk.control.leave()
    desk.rooms.gate.open()
    await desk.quiet()
    assert [notice.key for notice in desk.told] == ["error.link_lost"]


async def test_whoever_left_hears_that_it_was_done_and_can_still_see_it(desk: Desk) -> None:
    """The passwords are shown nowhere else; once they were seen they are forgotten."""
    desk.control.open("315")
    await desk.quiet()
    desk.rooms.gate.shut()
    desk.control.new_form.submit.click()
    desk.control.leave()
    desk.rooms.gate.open()
    await desk.quiet()
    assert [notice.key for notice in desk.told] == ["newroom.made"]

    desk.control.open()
    await desk.quiet()
    form = desk.control.new_form
    assert form.sent
    assert form.phone_lines["reg_password"].edit.text() == "longlonglong"
    form.close_button.click()
    assert form.phone_lines["reg_password"].edit.text() == ""
    assert form.lines_of["reg_password"].edit.text() == ""
    desk.control.open("316")
    await desk.quiet()
    assert not form.sent
    assert form.wanted.number == "316"


async def test_whoever_left_hears_that_it_was_deleted(desk: Desk) -> None:
    desk.control.delete("315")
    await desk.quiet()
    desk.rooms.gate.shut()
    desk.control.delete_form.typed.edit.setText("315")
    desk.control.delete_form.hold.tapped.emit()
    desk.control.leave()
    desk.rooms.gate.open()
    await desk.quiet()
    assert [notice.key for notice in desk.told] == ["newroom.gone"]


async def test_without_the_ways_out_the_rest_is_as_good(desk: Desk) -> None:
    desk.rooms.errors["routes"] = LinkLost("gone")
    desk.control.open("315")
    await desk.quiet()
    assert [notice.key for notice in desk.told] == ["error.link_lost"]
    desk.control.new_form.submit.click()
    await desk.quiet()
    assert len(desk.rooms.made) == 1


@pytest.mark.parametrize("sets_outside", [False, True])
async def test_where_no_ways_out_are_set_nobody_is_told_of_an_error(
    desk: Desk, *, sets_outside: bool
) -> None:
    """Nor that it can call inside the house only: nobody knows that."""
    desk.rooms.errors["routes"] = NotSupported("no such endpoint")
    desk.rooms.sets_outside = sets_outside
    desk.control.open("315")
    await desk.quiet()
    assert desk.told == []
    assert desk.control.new_form.routes.boxes == {}
    assert [each.text() for each in desk.control.new_form.routes.findChildren(QLabel)][1] == (
        "What it may call outside is set at the PBX, not here."
    )


async def test_one_that_is_being_made_is_shown_and_none_beside_it(desk: Desk) -> None:
    desk.control.open("315")
    await desk.quiet()
    desk.rooms.gate.shut()
    desk.control.new_form.submit.click()
    desk.control.leave()
    desk.control.open("316")
    assert desk.host.shown is desk.control.new_form
    desk.rooms.gate.open()
    await desk.quiet()
    assert [made.number for made in desk.rooms.made] == ["315"]


async def test_what_is_being_written_is_known(desk: Desk) -> None:
    assert not desk.control.changed
    desk.control.open("315")
    await desk.quiet()
    assert not desk.control.changed
    desk.control.new_form.lines_of["email"].edit.setText("a@b.example")
    assert desk.control.changed
    desk.control.leave()
    assert not desk.control.changed


async def test_a_room_is_deleted_when_its_number_is_typed(desk: Desk) -> None:
    desk.control.delete("315")
    await desk.quiet()
    form = desk.control.delete_form
    assert desk.host.shown is form
    form.typed.edit.setText("315")
    form.hold.tapped.emit()
    await desk.quiet()
    assert desk.rooms.deleted == ["315"]
    assert form.sent


@pytest.mark.parametrize("verb", ["preview", "delete"])
async def test_what_cannot_be_deleted_is_said_why(desk: Desk, verb: str) -> None:
    desk.rooms.errors[verb] = CtiError("no", key="newroom.own", number="315")
    desk.control.delete("315")
    await desk.quiet()
    form = desk.control.delete_form
    form.typed.edit.setText("315")
    form.hold.tapped.emit() if verb == "delete" else None
    await desk.quiet()
    assert "your own extension" in form.failure.message
    assert desk.rooms.deleted == []


async def test_what_comes_too_late_is_another_room_s(desk: Desk) -> None:
    desk.rooms.gate.shut()
    desk.control.delete("315")
    desk.control.delete("316")
    desk.rooms.gate.open()
    await desk.quiet()
    form = desk.control.delete_form
    assert form.number == "316"
    assert form.hold.isEnabled()


async def test_a_draft_that_comes_after_one_left_is_not_shown(desk: Desk) -> None:
    desk.control.open("315")
    desk.control.leave()
    await desk.quiet()
    assert desk.host.shown is None


async def test_when_the_desk_is_gone_the_forms_are(desk: Desk) -> None:
    """What is under way still comes to its end, and is told."""
    desk.control.open("315")
    await desk.quiet()
    desk.rooms.gate.shut()
    made = desk.control.new_form
    made.submit.click()
    desk.rooms.gate.open()
    desk.control.delete("316")
    desk.control.stop()
    await desk.quiet()
    assert made.sent
    assert [notice.key for notice in desk.told] == ["newroom.made_late"]

    desk.told.clear()
    desk.control.delete("316")
    await desk.quiet()
    old = desk.control.delete_form
    desk.rooms.gate.shut()
    old.typed.edit.setText("316")
    old.hold.tapped.emit()
    desk.control.stop()
    assert old.isHidden()
    desk.rooms.gate.open()
    await desk.quiet()
    assert [notice.key for notice in desk.told] == ["newroom.gone"]
    assert desk.control.delete_form is not old
