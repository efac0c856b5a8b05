"""What the hotel's front desk says: the part of `ctiapp.ui.words` that only a hotel hears.

Literals only, marked by `QT_TRANSLATE_NOOP`. `ctiapp.ui.words` takes these tables into its own;
nobody else imports them.
"""

from __future__ import annotations

from ctiapp.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "hotel.no_room": QT_TRANSLATE_NOOP("words", "There is no room {room}."),
    "hotel.time": QT_TRANSLATE_NOOP("words", "{text} is no time of the day. One reads like 06:45."),
    "hotel.days": QT_TRANSLATE_NOOP(
        "words", "{text} is no weekday. They are mon, tue, wed, thu, fri, sat and sun."
    ),
    "hotel.date": QT_TRANSLATE_NOOP("words", "{text} is no day. One reads like 2026-11-24."),
    "hotel.snoozes": QT_TRANSLATE_NOOP("words", "It can ring again {least} to {most} times."),
    "hotel.every": QT_TRANSLATE_NOOP("words", "It can ring again after {least} to {most} minutes."),
    "hotel.rooms_range": QT_TRANSLATE_NOOP(
        "words",
        "{range} is no range of rooms: it goes from the smaller number to the larger one, both of"
        " as many digits.",
    ),
    "hotel.sheet_saved": QT_TRANSLATE_NOOP("words", "Saved: {path}"),
    "error.pms": QT_TRANSLATE_NOOP(
        "words",
        "A hotel system is connected to this PBX and looks after its rooms. Nothing was changed."
        " Do it in the hotel system.",
    ),
    "checkout.pms": QT_TRANSLATE_NOOP(
        "words",
        "A hotel system is connected to this PBX and checks guests out. Nothing was erased. Check"
        " the guest out in the hotel system.",
    ),
    "wakeup.full": QT_TRANSLATE_NOOP(
        "words",
        "A room can have at most {most} wake-up calls. This one was not set. Delete another first.",
    ),
    "error.fields_refused": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not take some of what was written. Nothing was changed. Correct it and try"
        " again.",
    ),
    "station.full": QT_TRANSLATE_NOOP(
        "words",
        "The PBX has as many extensions as it may have. None was created. Ask your administrator"
        " for more.",
    ),
    "station.number": QT_TRANSLATE_NOOP("words", "A number has 1 to 7 digits and nothing else."),
    "station.user_password": QT_TRANSLATE_NOOP(
        "words", "10 to 63 characters, among them a digit, a capital and a small letter."
    ),
    "station.reg_name": QT_TRANSLATE_NOOP("words", "1 to 63 characters."),
    "station.reg_password": QT_TRANSLATE_NOOP("words", "8 to 63 characters."),
    "station.caller_id": QT_TRANSLATE_NOOP(
        "words", "At most 31 digits, letters and ( ) . - + * #, without blanks."
    ),
    "station.registrations": QT_TRANSLATE_NOOP("words", "1, 2 or 3 phones."),
    "station.ring_timeout": QT_TRANSLATE_NOOP("words", "5 to 300 seconds."),
    "station.refused": QT_TRANSLATE_NOOP("words", "The PBX does not take this."),
    "station.taken": QT_TRANSLATE_NOOP("words", "Somebody else has this already."),
    "station.taken_by": QT_TRANSLATE_NOOP("words", "{holder} has this already."),
}

WORDS: dict[str, str] = {
    "hotel.set.title": QT_TRANSLATE_NOOP("words", "Hotel"),
    "hotel.set.hotel": QT_TRANSLATE_NOOP("words", "This is a hotel"),
    "hotel.set.hotel_hint": QT_TRANSLATE_NOOP(
        "words", "Shows the place Rooms: guests, wake-up calls, check-in and check-out."
    ),
    "hotel.set.hotel_rooms": QT_TRANSLATE_NOOP("words", "Extensions that are rooms"),
    "hotel.set.hotel_rooms_hint": QT_TRANSLATE_NOOP(
        "words", "Numbers, ranges and departments, with commas between them."
    ),
    "hotel.set.hotel_rooms_example": QT_TRANSLATE_NOOP("words", "101-119, 201-219, Rooms"),
    "hotel.set.hotel_rooms_wrong": QT_TRANSLATE_NOOP(
        "words",
        "A range goes from the smaller number to the larger one, both of as many digits.",
    ),
    "hotel.set.night_desk": QT_TRANSLATE_NOOP("words", "This desk is the night desk"),
    "hotel.set.night_desk_hint": QT_TRANSLATE_NOOP(
        "words",
        "One desk alone should be: it sets wake-up calls with a date, watches over all of them, and"
        " calls for help when one is not answered.",
    ),
    "hotel.set.pbx_zone": QT_TRANSLATE_NOOP("words", "Time zone of the PBX"),
    "hotel.set.pbx_zone_hint": QT_TRANSLATE_NOOP(
        "words",
        "Left empty, it is taken to be that of this computer as long as both clocks agree.",
    ),
    "hotel.set.pbx_zone_example": QT_TRANSLATE_NOOP("words", "Europe/Berlin"),
    "hotel.set.pbx_zone_wrong": QT_TRANSLATE_NOOP(
        "words", "There is no time zone of this name. One reads like Europe/Berlin."
    ),
    "hotel.set.night_sheet_at": QT_TRANSLATE_NOOP("words", "Write the night sheet every day at"),
    "hotel.set.night_sheet_at_hint": QT_TRANSLATE_NOOP(
        "words", "A PDF of the night's wake-up calls. Left empty, it is not written by itself."
    ),
    "hotel.set.night_sheet_at_example": QT_TRANSLATE_NOOP("words", "22:00"),
    "hotel.set.night_sheet_at_wrong": QT_TRANSLATE_NOOP(
        "words", "A time of the day reads like 22:00."
    ),
    "hotel.set.night_sheet_dir": QT_TRANSLATE_NOOP("words", "Folder of the night sheets"),
    "hotel.set.night_sheet_dir_hint": QT_TRANSLATE_NOOP(
        "words", "Left empty, it is that of your documents."
    ),
    "hotel.set.night_sheet_dir_example": QT_TRANSLATE_NOOP("words", "Documents"),
    "hotel.set.night_sheet_dir_wrong": QT_TRANSLATE_NOOP("words", "This cannot be a folder."),
    "hotel.set.choose": QT_TRANSLATE_NOOP("words", "Choose…"),
    "nav.rooms": QT_TRANSLATE_NOOP("words", "Rooms"),
}

PLURALS: dict[str, str] = {
    "hotel.rooms_found": QT_TRANSLATE_NOOP("words", "%n extensions are rooms.", None, 1),
    "rooms": QT_TRANSLATE_NOOP("words", "%n rooms", None, 1),
}
