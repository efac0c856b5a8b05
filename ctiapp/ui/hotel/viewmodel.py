"""The rooms in words: a line of the list, the panel of the chosen one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.wakes import WakeOutcome
from ctiapp.ui import text, words
from ctiapp.ui.calls.people import lamp
from ctiapp.ui.hotel import wakewords
from ctiapp.ui.hotel.faces import Look, PanelFace, RoomFace
from ctiapp.ui.people.tiles import LOOKS

if TYPE_CHECKING:
    from ctiapp.model.history import PastCall
    from ctiapp.services.hotel.rooms import Room
    from ctiapp.state.changes import Lamp as Told
    from ctiapp.ui.hotel.faces import WakeFace
    from ctiapp.ui.hotel.wakewords import Facts


def lamp_look(told: Told) -> Look:
    """How a room's phone stands."""
    shown = lamp(told.line, told.presence, registered=told.registered)
    shape, colour = LOOKS[shown]
    tone = "gone" if colour == "idle" else colour.removesuffix(".strong")
    return Look(tone, shape, words.word(f"lamp.{shown.value}"))


def room_face(room: Room, facts: Facts) -> RoomFace:
    """A line of the list."""
    red = any(wake.red for wake in room.wakes)
    stay = "leaving" if room.departs_today else "occupied" if room.occupied else "vacant"
    look, guest = lamp_look(room.lamp), text.plain(room.guest)
    wake = _wake(room, facts)
    face = RoomFace(
        number=room.number.text,
        guest=guest,
        stay=words.word(f"rooms.{stay}"),
        lamp=look,
        wake=wake,
        red=red,
        occupied=room.occupied,
        leaving=room.departs_today and room.occupied,
    )
    parts = (
        words.word("rooms.room", number=face.number),
        words.word("rooms.red") if red else "",
        guest,
        face.stay,
        look.word,
        words.word("rooms.wake_spoken", what=wake) if wake else words.word("rooms.no_wake"),
    )
    spoken = text.bare(", ".join(part for part in parts if part))
    return RoomFace(
        face.number, guest, face.stay, look, wake, red, face.occupied, face.leaving, spoken
    )


def _wake(room: Room, facts: Facts) -> str:
    """The one that matters most: what is red, what rings, what comes, what is over."""
    red = [wake for wake in room.wakes if wake.red]
    rings = [wake for wake in room.wakes if wake.outcome is WakeOutcome.RINGING]
    for wakes in (red, rings):
        if wakes:
            return wakewords.wake_word(wakes[-1], facts.wall)
    plan = next((plan for plan in room.planned if not plan.alarm.alarm_id), None)
    coming = room.next_wake
    if coming is not None and (plan is None or coming.wall <= plan.wall):
        return wakewords.upcoming_word(coming, facts.today)
    if plan is not None:
        return wakewords.plan_word(plan, facts.today)
    over = [wake for wake in room.wakes if not wakewords.waiting(wake)]
    return wakewords.wake_word(over[-1], facts.wall) if over else ""


def panel_face(
    room: Room,
    facts: Facts,
    *,
    most_alarms: int | None = None,
    notice: str = "",
    tells_outside: bool = True,
) -> PanelFace:
    """The chosen room, in full.

    Args:
        room: that one.
        facts: what is true of all rooms.
        most_alarms: how many wake-up calls it can have; None: nobody says.
        notice: what stands above it.
        tells_outside: whether this PBX has it at all that a room may call outside, or may not.
    """
    count = len(room.alarms)
    about = words.word("rooms.extension", number=room.number.text)
    if tells_outside:
        outside = {True: "allowed", False: "barred", None: "unknown"}[room.outside]
        about = words.word(f"rooms.outside_{outside}", number=room.number.text)
    stay = ""
    if room.stay is not None and room.confirmed:
        parts = (room.stay.arrival, room.stay.departure)
        shown = ["…" if day is None else wakewords.day_word(day, facts.today) for day in parts]
        stay = words.word("rooms.from_till", first=shown[0], last=shown[1])
    return PanelFace(
        number=room.number.text,
        guest=text.plain(room.guest),
        about=about,
        last_call=_last_call(room.last_call, facts),
        occupied=room.occupied,
        stay=stay,
        wakes=_wakes(room, facts),
        count=str(count)
        if most_alarms is None
        else words.word("rooms.of", count=count, most=most_alarms),
        full=most_alarms is not None and count >= most_alarms,
        notice=notice,
    )


def _wakes(room: Room, facts: Facts) -> tuple[WakeFace, ...]:
    """What rang today and is gone, what the PBX has, what this desk has yet to set."""
    here = {alarm.alarm_id for alarm in room.alarms}
    plans = {plan.alarm.alarm_id for plan in room.planned} - {""}
    past = [
        wakewords.past_face(wake, facts)
        for wake in room.wakes
        if wake.alarm.alarm_id not in here and not wakewords.waiting(wake)
    ]
    coming = room.next_wake
    alarms = [
        wakewords.alarm_face(
            alarm,
            coming.wall if coming is not None and coming.alarm == alarm else None,
            room.wakes,
            facts,
        )
        for alarm in sorted(room.alarms, key=lambda alarm: alarm.at)
        if alarm.alarm_id not in plans
    ]
    planned = [wakewords.plan_face(plan, facts) for plan in room.planned]
    return (*past, *alarms, *planned)


def _last_call(call: PastCall | None, facts: Facts) -> str:
    if call is None:
        return ""
    wall = facts.wall(call.at)
    when = wakewords.clock(wall)
    if wall.date() != facts.today:
        when = words.word(
            "rooms.day_time", day=wakewords.day_word(wall.date(), facts.today), time=when
        )
    who = call.name or ("" if call.number is None else call.number.text)
    return words.word("rooms.last_call", who=who or words.word("pop.caller_withheld"), time=when)
