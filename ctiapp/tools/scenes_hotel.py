"""What `pictures` takes pictures of: the rooms of a hotel, its forms, its night sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.directory import LineState, Presence
from ctiapp.model.hotel import MAX_ALARMS, Alarm, Station
from ctiapp.model.ids import ExtensionId
from ctiapp.model.nightsheet import NightSheet, SheetGuest, SheetRed, SheetStay, SheetWake
from ctiapp.model.number import Number
from ctiapp.model.stays import Stay
from ctiapp.model.wakes import (
    LogBy,
    LogKind,
    LogLine,
    Plan,
    Upcoming,
    Wake,
    WakeOutcome,
    WakeReason,
    WakeTry,
)
from ctiapp.services.hotel.rooms import Room
from ctiapp.state.changes import Lamp
from ctiapp.tools import samples
from ctiapp.tools.scenes_window import ONLINE, settled
from ctiapp.ui import words
from ctiapp.ui.hotel import viewmodel, wakewords
from ctiapp.ui.hotel.checkoutform import CheckOutForm
from ctiapp.ui.hotel.chip import WakeChip
from ctiapp.ui.hotel.faces import LineFace, Look
from ctiapp.ui.hotel.groupform import GroupForm
from ctiapp.ui.hotel.guestform import GuestForm, draft_of
from ctiapp.ui.hotel.logwork import log_faces
from ctiapp.ui.hotel.place import RoomsPlace
from ctiapp.ui.hotel.redbanner import RedBanner
from ctiapp.ui.hotel.sheetpage import SheetPage
from ctiapp.ui.hotel.sideform import SideForm
from ctiapp.ui.hotel.wakeform import WakeDraft, WakeForm
from ctiapp.ui.hotel.wakewords import Facts
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, MainWindow, Place
from ctiapp.ui.shapes import Shape
from ctiapp.ui.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

TODAY = date(2026, 11, 22)
_NOW = datetime(2026, 11, 22, 8, 17, tzinfo=UTC)
FACTS = Facts(TODAY, lambda at: at.replace(tzinfo=None))
_WORKDAYS = frozenset(range(5))
_GUESTS = (
    "", "Ms. Yuki Tanaka", "Mr. and Mrs. Ortega", "", "Herr Lukas Brandt", "王小明",
    "Group Nordlys (1/12)", "Group Nordlys (2/12)", "علي الأحمد", "Дмитрий Сергеевич Волков",
    "Ελένη Παπαδοπούλου", "山田 花子", samples.LONG.name or "", "", "김민준", "<b>Tom</b> & Söhne",
)  # fmt: skip


def _alarm(at: str, days: frozenset[int] = frozenset(), snoozes: int = 0, key: str = "") -> Alarm:
    return Alarm(key or at, time.fromisoformat(at), days, snoozes, 5)


def _coming(alarm: Alarm, day: date = TODAY) -> Upcoming:
    wall = datetime.combine(day, alarm.at)
    return Upcoming(alarm, wall, wall.replace(tzinfo=UTC), timedelta(0))


def _wake(
    number: str,
    alarm: Alarm,
    outcome: WakeOutcome,
    reason: WakeReason = WakeReason.NONE,
    settled_min: int | None = None,
    again_min: int | None = None,
) -> Wake:
    wall = datetime.combine(TODAY, alarm.at)
    at = wall.replace(tzinfo=UTC)
    ended = None if settled_min is None else at + timedelta(minutes=settled_min)
    again = None if again_min is None else at + timedelta(minutes=again_min)
    return Wake(
        f"{number}/{alarm.at}",
        Number(number),
        ExtensionId(number),
        wall,
        at,
        alarm,
        outcome,
        reason,
        (WakeTry(1, at, outcome, reason, ended),),
        again,
        None if outcome is WakeOutcome.ANSWERED else at,
    )


RED = (
    _wake("106", _alarm("08:15", snoozes=3), WakeOutcome.SNOOZED, again_min=5),
    _wake("109", _alarm("07:40"), WakeOutcome.UNKNOWN, WakeReason.VOICEMAIL),
)


def _plain(number: str, guest: str) -> Room:
    lamp = Lamp(LineState.IDLE, Presence.AVAILABLE, registered=True)
    ext = ExtensionId(number)
    if not guest:
        return Room(Number(number), ext, lamp=Lamp(registered=False))
    stay = Stay(
        1, Number(number), (guest,), guest, arrival=TODAY, departure=TODAY + timedelta(days=1)
    )
    station = Station(ext, Number(number), last_name=guest, routes=frozenset({"1"}))
    return Room(
        Number(number), ext, guest, (guest,), stay, confirmed=True, lamp=lamp, station=station,
        occupied=True,
    )  # fmt: skip


def rooms(count: int = 120) -> tuple[Room, ...]:
    """So many rooms, in many scripts, some of them in trouble."""
    found = {}
    for at in range(count):
        number = str(101 + at % 40 + 100 * (at // 40))
        found[number] = _plain(number, _GUESTS[at % len(_GUESTS)])

    def put(number: str, **facts: object) -> None:
        found[number] = replace(found[number], **facts)  # type: ignore[arg-type]

    early, week = _alarm("06:30"), _alarm("07:00", _WORKDAYS)
    done = _alarm("05:45", snoozes=3)
    put("102", alarms=(early,), next_wake=_coming(early, TODAY + timedelta(days=1)))
    put(
        "103",
        alarms=(week,),
        next_wake=_coming(week, TODAY + timedelta(days=1)),
        lamp=Lamp(LineState.BUSY),
    )
    put(
        "105",
        alarms=(done,),
        wakes=(_wake("105", done, WakeOutcome.ANSWERED, settled_min=1),),
        departs_today=True,
    )
    for wake in RED:
        put(
            wake.room.text,
            alarms=(wake.alarm,),
            wakes=(wake,),
            lamp=Lamp(LineState.RINGING) if wake is RED[0] else found[wake.room.text].lamp,
        )
    for number in ("107", "108"):
        six = _alarm("06:00")
        plan = Plan(int(number), Number(number), TODAY + timedelta(days=2), six, "Nordlys")
        put(number, planned=(replace(plan, alarm=replace(six, alarm_id="")),))
    return tuple(found[number] for number in sorted(found))


ROOMS = rooms()


def _window(place: RoomsPlace, size: QSize, *, red: bool) -> MainWindow:
    window = MainWindow()
    window.resize(size)
    window.search.set_key("F2")
    window.show_standing(standing(ONLINE, frozenset()))
    chip = WakeChip()
    chip.show_counts(14, len(RED) if red else 0)
    window.add_chip(chip)
    window.nav(Place.ROOMS).show()
    window.nav(Place.QUEUES).show()
    window.nav(Place.ROOMS).set_badge(len(RED) if red else 0)
    if red:
        banner = RedBanner()
        window.add_banner(banner)
        banner.show_red([wakewords.red_face(wake, FACTS.wall) for wake in RED])
        window.space_banners()
    window.add_page(place)
    window.show_page(place, Place.ROOMS)
    return window


def _scene(
    change: Callable[[RoomsPlace], None] = lambda _: None,
    size: QSize = DEFAULT_SIZE,
    *,
    red: bool = True,
    chosen: str = "105",
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        place = RoomsPlace()
        window = _window(place, size, red=red)
        faces = [viewmodel.room_face(room, FACTS) for room in ROOMS]
        place.show_rooms(faces, foot=words.word("rooms.mark_hint"))
        window.grab()
        place.table.choose(chosen)
        room = next(room for room in ROOMS if room.number.text == chosen)
        place.panel.show_room(viewmodel.panel_face(room, FACTS, most_alarms=MAX_ALARMS))
        change(place)
        return settled(window)

    return draw


def _marked(place: RoomsPlace) -> None:
    for number in ("107", "108"):
        place.table.marking.emit(number)
    form = GroupForm()
    form.show_rooms(place.table.rooms.rows)
    form.show_draft(place.marked_rooms)
    form.time.edit.setText("6:00")
    place.show_side(form)


def _progress(place: RoomsPlace) -> None:
    form = GroupForm()
    form.show_draft(("107", "108"))
    done = Look("go", Shape.DOT, words.word("rooms.row_done"))
    failed = Look("stop", Shape.CROSS, words.word("rooms.row_failed"))
    waits = Look("gone", Shape.CIRCLE, words.word("rooms.row_waiting"))
    lines = [
        LineFace("101", words.word("rooms.room", number="101"), done.word, done),
        LineFace(
            "102",
            words.word("rooms.room", number="102"),
            "The PBX does not answer in time. It may be busy or the network slow.",
            failed,
            again=False,
        ),
        *(
            LineFace(str(n), words.word("rooms.room", number=str(n)), waits.word, waits)
            for n in range(103, 113)
        ),
    ]
    said = words.word("rooms.group_running", done=2, count=12)
    form.show_progress(said, lines, done=2, running=True, failed=True)
    place.show_side(form)


def _guest(place: RoomsPlace) -> None:
    form = GuestForm()
    form.show_draft(draft_of(ROOMS[0], TODAY))
    place.show_side(form)


def _edit(place: RoomsPlace) -> None:
    form = GuestForm()
    form.show_draft(draft_of(ROOMS[4], TODAY))
    done = Look("go", Shape.DOT, words.word("rooms.state_done"))
    failed = Look("stop", Shape.CROSS, words.word("rooms.state_failed"))
    said = words.word("rooms.still_there", found="lukas@example.com")
    lines = (
        LineFace(
            "name",
            words.word("rooms.item_name"),
            words.word("rooms.found_is", found="Lukas Brandt / Anna Brandt"),
            done,
        ),
        LineFace("email", words.word("rooms.item_email"), said, failed),
        LineFace(
            "outside", words.word("rooms.item_outside"), words.word("rooms.none_confirmed"), done
        ),
    )
    form.show_outcome(words.word("rooms.not_all_in"), lines, fields=True)
    place.show_side(form)


def _wake_form(place: RoomsPlace) -> None:
    form = WakeForm()
    tomorrow = TODAY + timedelta(days=2)
    form.show_draft(WakeDraft("105", _alarm("06:15", snoozes=2, key=""), tomorrow), TODAY)
    form.time.edit.setText("06:15")
    form.show_next(words.word("rooms.next_ring", when="Tue 24 Nov 06:15"))
    place.show_side(form)


def _week_form(place: RoomsPlace) -> None:
    form = WakeForm()
    form.show_draft(WakeDraft("105", _alarm("07:00", _WORKDAYS, 3, "x")), TODAY)
    form.show_next(words.word("rooms.next_ring", when="Mon 23 Nov 07:00"))
    place.show_side(form)


def _stands() -> tuple[LineFace, ...]:
    here = Look("stop", Shape.CROSS, "")
    none = Look("gone", Shape.DASH, "")
    nothing, silent = words.word("rooms.nothing_there"), words.word("rooms.not_told")
    found = (
        ("name", "Herr Lukas Brandt", here),
        ("email", "lukas.brandt@example.com", here),
        ("mobile", nothing, none),
        ("password", silent, none),
        ("outside", "Local, Long distance", here),
        ("wake_ups", "05:45", here),
        ("voicemail", silent, none),
        ("call_records", silent, none),
    )
    return tuple(LineFace(key, words.word(f"rooms.item_{key}"), s, look) for key, s, look in found)


def _check_out(place: RoomsPlace) -> None:
    form = CheckOutForm()
    form.show_rooms(("105",))
    lead = words.word("rooms.erase_lead", time="08:17")
    form.show_stands(_stands(), lead, warning=words.word("rooms.on_phone"))
    place.show_side(form)


def _receipt(place: RoomsPlace) -> None:
    form = CheckOutForm()
    form.show_rooms(("105",))
    done = Look("go", Shape.DOT, words.word("rooms.state_done"))
    unsure = Look("hold", Shape.DASH, words.word("rooms.state_unverified"))
    failed = Look("stop", Shape.CROSS, words.word("rooms.state_failed"))
    erased, unknown = words.word("rooms.erased"), words.word("rooms.unverified")
    lines = [
        LineFace("name", words.word("rooms.item_name"), erased, done),
        LineFace(
            "wake_ups",
            words.word("rooms.item_wake_ups"),
            words.word("rooms.still_there", found="05:45"),
            failed,
            again=True,
        ),
        LineFace("voicemail", words.word("rooms.item_voicemail"), unknown, unsure),
        LineFace("call_records", words.word("rooms.item_call_records"), unknown, unsure),
    ]
    form.show_progress(words.word("rooms.not_all_out"), lines, running=False)
    place.show_side(form)


def _log(place: RoomsPlace) -> None:
    def line(kind: LogKind, minutes: int, who: str = "", **params: str) -> LogLine:
        by = LogBy.HERE if who else LogBy.PBX
        at = _NOW + timedelta(minutes=minutes)
        return LogLine(at, kind, Number("106"), by, who, "2026-11-22 08:15", params)

    form = SideForm("", words.word("rooms.log"))
    form.begin(words.word("rooms.log_title", number="106"))
    lines = (
        line(LogKind.ACKNOWLEDGED, 9, "Kristin Hale", note="opened the door himself"),
        line(LogKind.CALLED, 7, "Kristin Hale"),
        line(LogKind.ESCALATED, 0),
        line(LogKind.NOT_ANSWERED, -1),
        line(LogKind.RANG, -2),
        line(LogKind.SET, -700, "Kristin Hale"),
    )
    form.show_outcome(words.word("rooms.log_newest"), log_faces(lines, FACTS), fields=False)
    place.show_side(form)


def sheet() -> NightSheet:
    """A night with everything on it."""
    tomorrow = TODAY + timedelta(days=1)
    six, late = time(6), time(7, 15)
    return NightSheet(
        datetime(2026, 11, 22, 21, 30),  # noqa: DTZ001 - the clock on the wall
        TODAY,
        tomorrow,
        (
            SheetWake(
                Number("102"), "Ms. Yuki Tanaka", TODAY, time(23, 30), snoozes=2, snooze_min=5
            ),
            SheetWake(Number("106"), "王小明", tomorrow, six, language="zh"),
            *(
                SheetWake(
                    Number(str(n)), f"Group Nordlys ({n - 106}/12)", tomorrow, six, planned=True,
                    group="Nordlys",
                )
                for n in range(107, 112)
            ),
            SheetWake(Number("113"), samples.LONG.name or "", tomorrow, late, repeats=True),
        ),
        (
            SheetGuest(
                Number("105"), ("Lukas Brandt", "Anna Brandt"), TODAY, SheetStay.ARRIVED, "de"
            ),
        ),
        (
            SheetGuest(
                Number("109"), ("علي الأحمد",), TODAY - timedelta(days=1), SheetStay.LATE, "ar"
            ),
            SheetGuest(Number("110"), ("Дмитрий Волков",), TODAY, SheetStay.DEPARTED),
            SheetGuest(Number("111"), ("Ελένη Παπαδοπούλου",), tomorrow, SheetStay.DUE),
        ),
        (SheetRed(Number("106"), "王小明", datetime.combine(TODAY, time(8, 15)), "not_answered"),),
        "Night desk",
    )  # fmt: skip


def _sheet(place: RoomsPlace) -> None:
    page = SheetPage()
    page.show_sheet(sheet())
    place.show_page(page)


SCENES: dict[str, Callable[[], QPixmap]] = {
    "hotel": _scene(),
    "hotel-quiet": _scene(red=False, chosen="101"),
    "hotel-small": _scene(size=LEAST_SIZE, chosen="106"),
    "hotel-planned": _scene(red=False, chosen="107"),
    "hotel-check-in": _scene(_guest, red=False, chosen="101"),
    "hotel-receipt-in": _scene(_edit, red=False),
    "hotel-wake-date": _scene(_wake_form, red=False),
    "hotel-wake-week": _scene(_week_form, red=False, size=LEAST_SIZE),
    "hotel-group": _scene(_marked, red=False),
    "hotel-group-runs": _scene(_progress, red=False),
    "hotel-check-out": _scene(_check_out, red=False),
    "hotel-receipt-out": _scene(_receipt, red=False),
    "hotel-log": _scene(_log, chosen="106"),
    "hotel-sheet": _scene(_sheet, red=False),
}
