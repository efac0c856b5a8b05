"""The form of a new room: in the order of one's thoughts, and what is wrong stands at its field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ctiapp.model.hotel import OutsideRoute, Station
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import NewStation
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.pbx.k2.wire_stations import RULES as K2
from ctiapp.pbx.openvox.wire_stations import RULES as OPENVOX
from ctiapp.pbx.p_series.newstation import RULES as P_SERIES
from ctiapp.services.hotel.newrooms import NewRoom, RoomDraft
from ctiapp.ui import text
from ctiapp.ui.hotel.newroom import NewRoomForm, PasswordField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

DRAFT = NewStation("", "Abcdefghi1", "", "longlonglong", departments=("7",))
BEGUN = RoomDraft(DRAFT, P_SERIES)
ROUTES = (OutsideRoute("1", "City"), OutsideRoute("2", "World & moon"))


@pytest.fixture
def form(qtbot: QtBot, english: None) -> NewRoomForm:
    made = NewRoomForm()
    qtbot.addWidget(made)
    made.resize(324, 700)
    made.show_draft(BEGUN)
    made.show_routes(ROUTES)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def typed(qtbot: QtBot, form: NewRoomForm, name: str, said: str) -> None:
    """Write into a line as a person does."""
    edit = form.lines_of[name].edit
    edit.clear()
    qtbot.keyClicks(edit, said)


def test_only_the_number_must_be_written(qtbot: QtBot, form: NewRoomForm) -> None:
    typed(qtbot, form, "number", "315")
    assert form.valid() == replace(DRAFT, number="315", reg_name="315", departments=())


def test_the_phone_bears_the_number_unless_it_was_named(qtbot: QtBot, form: NewRoomForm) -> None:
    typed(qtbot, form, "number", "31")
    assert form.wanted.reg_name == "31"
    typed(qtbot, form, "reg_name", "suite")
    typed(qtbot, form, "number", "315")
    assert form.wanted.reg_name == "suite"


def test_all_that_is_written_is_wanted(qtbot: QtBot, form: NewRoomForm) -> None:
    form.show_draft(RoomDraft(replace(DRAFT, number="315", reg_name="315"), P_SERIES))
    form.show_routes(ROUTES)
    for name, said in {
        "first_name": " Ann ",
        "last_name": "Lee",
        "email": "ann@guest.example",
        "mobile": "15880",
        "caller_id": "5503301",
        "registrations": "2",
        "ring_timeout_s": "45",
    }.items():
        typed(qtbot, form, name, said)
    form.routes.boxes["2"].click()
    form.boxes["voicemail"].click()
    assert form.wanted == replace(
        DRAFT,
        number="315",
        reg_name="315",
        first_name="Ann",
        last_name="Lee",
        email="ann@guest.example",
        mobile="15880",
        caller_id="5503301",
        registrations=2,
        ring_timeout_s=45,
        routes=("2",),
        voicemail=False,
    )


def test_what_is_wrong_stands_at_its_field_and_is_unfolded(qtbot: QtBot, form: NewRoomForm) -> None:
    typed(qtbot, form, "number", "31x")
    typed(qtbot, form, "ring_timeout_s", "soon")
    assert form.rest.isHidden()
    assert form.valid() is None
    number, ring = form.lines_of["number"], form.lines_of["ring_timeout_s"]
    assert number.complaint.text() == "A number has 1 to 7 digits and nothing else."
    assert number.edit.accessibleDescription() == number.complaint.text()
    assert ring.complaint.text() == "5 to 300 seconds."
    assert not form.rest.isHidden()
    qtbot.waitUntil(number.edit.hasFocus)
    qtbot.keyClick(number.edit, Qt.Key.Key_Backspace)
    assert number.complaint.isHidden()


def test_what_the_pbx_does_not_take_stands_where_it_names_it(form: NewRoomForm) -> None:
    form.show_busy(True)
    form.show_problems(
        {
            "email": "station.taken",
            "number": "station.taken",
            "routes": "station.refused",
            "departments": "station.refused",
        },
        {"number": "2001"},
        ("role_id",),
    )
    lines = form.lines_of
    assert text.bare(lines["number"].complaint.text()) == "2001 has this already."
    assert lines["email"].complaint.text() == "Somebody else has this already."
    assert form.routes.complaint.text() == "The PBX does not take this."
    assert text.bare(form.failure.message) == (
        "The PBX does not take: department, role_id. Nothing was created."
    )
    assert lines["mobile"].complaint.isHidden()
    assert not form.busy


def test_what_is_corrected_is_no_longer_complained_of(form: NewRoomForm) -> None:
    form.show_problems({"number": "station.taken", "routes": "station.refused"})
    form.show_problems({"email": "station.refused"})
    assert form.lines_of["number"].complaint.isHidden()
    assert form.routes.complaint.isHidden()


def test_enter_sends_it_once_and_esc_leaves(qtbot: QtBot, form: NewRoomForm) -> None:
    sent, left = [], []
    form.submitted.connect(lambda: (sent.append(1), form.show_busy(True)))
    form.closed.connect(lambda: left.append(1))
    mail = form.lines_of["email"].edit
    mail.setFocus()
    qtbot.waitUntil(mail.hasFocus)
    for _ in range(2):
        qtbot.keyClick(mail, Qt.Key.Key_Return)
    qtbot.keyClick(mail, Qt.Key.Key_Escape)
    assert (sent, left) == ([1], [1])


def test_it_is_done_with_the_keyboard_alone(qtbot: QtBot, form: NewRoomForm) -> None:
    form.focus_first()
    order = [form.lines_of[name].edit for name in ("number", "first_name", "last_name")]
    order += [form.lines_of[name].edit for name in ("email", "mobile")]
    order += [*form.routes.boxes.values(), form.more]
    for widget in order:
        qtbot.waitUntil(widget.hasFocus)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    form.more.setFocus()
    qtbot.keyClick(form.more, Qt.Key.Key_Space)
    assert not form.rest.isHidden()


def test_everything_has_a_name_to_be_spoken(form: NewRoomForm) -> None:
    form.unfold(on=True)
    edits = form.findChildren(QLineEdit)
    assert len(edits) > 10
    assert all(edit.accessibleName() for edit in edits)
    assert form.routes.boxes["2"].accessibleName() == "World & moon"


def test_passwords_are_masked_until_somebody_wants_to_see_them(form: NewRoomForm) -> None:
    field = form.lines_of["reg_password"]
    assert isinstance(field, PasswordField)
    assert field.masked
    field.reveal.click()
    assert not field.masked
    assert text.bare(field.reveal.accessibleName()) == "Hide: Registration password"
    form.show_draft(BEGUN)
    assert field.masked


def test_ways_out_come_later_and_may_be_none(form: NewRoomForm) -> None:
    form.show_draft(RoomDraft(replace(DRAFT, routes=("2",)), P_SERIES))
    assert form.wanted.routes == ()
    form.show_routes(ROUTES)
    assert form.wanted.routes == ("2",)
    form.show_routes(())
    assert not form.routes.boxes


def test_a_long_name_does_not_widen_the_form(qtbot: QtBot, form: NewRoomForm) -> None:
    form.show_routes((OutsideRoute("1", "Long distance " * 20),))
    qtbot.waitUntil(lambda: text.bare(form.routes.boxes["1"].text()).endswith("…"))
    assert form.fields.width() < 324


def test_what_was_written_is_not_lost_unseen(qtbot: QtBot, form: NewRoomForm) -> None:
    assert not form.changed
    typed(qtbot, form, "mobile", "1")
    assert form.changed
    form.show_draft(BEGUN)
    assert not form.changed


def test_a_room_that_is_there_tells_what_its_phone_needs(form: NewRoomForm) -> None:
    wanted = replace(DRAFT, number="315", reg_name="315")
    number = Number("315")
    form.show_created(wanted, NewRoom(number, Station(ExtensionId("9"), number)))
    assert text.bare(form.outcome.text()) == "315 is there: it was read back from the PBX."
    assert form.phone.isVisible()
    assert [line.edit.text() for line in form.phone_lines.values()] == [
        "315",
        "longlonglong",
        "Abcdefghi1",
    ]
    assert all(line.edit.isReadOnly() for line in form.phone_lines.values())
    assert not form.changed
    form.show_draft(BEGUN)
    assert not form.phone.isVisible()
    assert form.phone_lines["reg_password"].edit.text() == ""


def test_what_was_not_read_back_so_is_not_said_to_be(form: NewRoomForm) -> None:
    number = Number("315")
    form.show_created(DRAFT, NewRoom(number, None, notice=Notice.of("error.link_lost")))
    assert "could not be read back" in form.outcome.text()
    form.show_created(DRAFT, NewRoom(number, Station(ExtensionId("9"), number), ("email",)))
    assert form.lines.shown == ("E-mail: not as it was written",)


def test_what_a_pbx_does_not_have_is_not_there_to_be_written(
    qtbot: QtBot, form: NewRoomForm
) -> None:
    def shown() -> set[str]:
        parts = form.lines_of | form.boxes
        return {name for name, part in parts.items() if not part.isHidden()}

    form.unfold(on=True)
    lines = set(form.lines_of) | set(form.boxes)
    own = {"voicemail_pin", "voicemail_by_mail", "no_answer_to", "busy_to", "longest_call_s"}
    assert shown() == lines - own - {"do_not_disturb"}
    form.show_draft(RoomDraft(DRAFT, K2, sets_outside=False))
    assert shown() == lines - own - {"do_not_disturb", "ring_timeout_s"}
    form.show_draft(RoomDraft(DRAFT, OPENVOX, sets_outside=False))
    assert shown() == lines - {"reg_name"}
    assert form.routes.boxes == {}
    typed(qtbot, form, "number", "315")
    for name, said in {
        "voicemail_pin": "1234",
        "no_answer_to": "0",
        "busy_to": "9",
        "longest_call_s": "600",
    }.items():
        typed(qtbot, form, name, said)
    form.boxes["do_not_disturb"].click()
    form.boxes["voicemail_by_mail"].click()
    assert form.valid() == replace(
        DRAFT,
        number="315",
        reg_name="315",
        departments=(),
        voicemail_pin="1234",
        voicemail_by_mail=True,
        no_answer_to="0",
        busy_to="9",
        longest_call_s=600,
        do_not_disturb=True,
    )
    typed(qtbot, form, "longest_call_s", "long")
    assert form.valid() is None
    assert form.lines_of["longest_call_s"].complaint.text() == "A whole number, 1 at least."


def test_each_pbx_has_its_own_rules(qtbot: QtBot, form: NewRoomForm) -> None:
    form.show_draft(RoomDraft(DRAFT, OPENVOX, sets_outside=False))
    typed(qtbot, form, "number", "315")
    password = form.lines_of["reg_password"]
    typed(qtbot, form, "reg_password", "abc1")
    assert form.valid() is not None
    for wrong in ("abcd;efgh1", "a b", "x" * 32, ""):
        typed(qtbot, form, "reg_password", wrong)
        assert form.valid() is None
        said = "1 to 31 characters, without blanks and none of ; & \" ' \\ < > `."
        assert password.complaint.text() == said


def test_where_a_phone_has_no_name_of_its_own_its_number_is_told(form: NewRoomForm) -> None:
    wanted = replace(DRAFT, number="315", reg_name="roomphone", user_password="")
    number = Number("315")
    form.show_draft(RoomDraft(DRAFT, OPENVOX, sets_outside=False))
    form.show_created(wanted, NewRoom(number, Station(ExtensionId("9"), number)))
    told = form.phone_lines["reg_name"]
    assert (told.edit.text(), told.edit.accessibleName()) == ("315", "Number")
    assert not form.phone_lines["user_password"].isVisible()
    form.show_draft(BEGUN)
    form.show_created(wanted, NewRoom(number, Station(ExtensionId("9"), number)))
    assert (told.edit.text(), told.edit.accessibleName()) == ("roomphone", "Registration name")


def test_a_failure_leaves_all_as_it_was_typed(qtbot: QtBot, form: NewRoomForm) -> None:
    typed(qtbot, form, "number", "315")
    form.show_busy(True)
    form.show_failure(Notice.of("error.pms", severity=Severity.ERROR, code="70525"))
    assert not form.busy
    assert form.wanted.number == "315"
    assert "hotel system" in form.failure.message


def test_it_speaks_chinese(qtbot: QtBot, chinese: None) -> None:
    form = NewRoomForm()
    qtbot.addWidget(form)
    form.show_draft(BEGUN)
    form.show_routes(ROUTES)
    assert form.valid() is None
    assert form.title.text() == "新建客房或分机"
    assert form.lines_of["number"].complaint.text() == "号码为 1 到 7 位数字，不含其他字符。"
