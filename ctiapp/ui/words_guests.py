"""What is said when guests come and go, and of the night sheet.

A part of `ctiapp.ui.words`, which takes these tables into its own; nobody else imports it.
"""

from __future__ import annotations

from ctiapp.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    # check-in
    "checkin.no_guest": QT_TRANSLATE_NOOP("words", "Write the name of one guest at least."),
    "checkin.too_many_guests": QT_TRANSLATE_NOOP(
        "words", "So many guests cannot be kept for one room."
    ),
    "checkin.name_too_long": QT_TRANSLATE_NOOP(
        "words",
        "The PBX takes at most {most} characters of a name. Nothing was written. Shorten it.",
    ),
    "checkin.email": QT_TRANSLATE_NOOP(
        "words", "This is no e-mail address. One reads like ann@example.com."
    ),
    "checkin.mobile": QT_TRANSLATE_NOOP(
        "words", "This is no mobile number. One reads like +49 170 1234567."
    ),
    "checkin.no_route": QT_TRANSLATE_NOOP(
        "words", "Choose at least one way out, or do not allow outside calls."
    ),
    "checkin.outside_not_here": QT_TRANSLATE_NOOP(
        "words",
        "This PBX lets nobody set here who may call outside: that is set at the PBX itself."
        " Nothing was written. Check in without it.",
    ),
    "checkin.no_routes": QT_TRANSLATE_NOOP(
        "words",
        "The PBX has no way out that this room could be allowed. The guest is written all the"
        " same. Ask your administrator.",
    ),
    "checkin.departure": QT_TRANSLATE_NOOP(
        "words", "The departure is before the arrival. Correct one of them."
    ),
    "checkin.no_room": QT_TRANSLATE_NOOP(
        "words", "There is no room {room}. Nothing was written. Look at the list of rooms."
    ),
    "checkin.occupied": QT_TRANSLATE_NOOP(
        "words",
        "{guest} is in room {room}. Nothing was written. Check them out first, or edit the guest"
        " who is there.",
    ),
    "checkin.occupied_stays": QT_TRANSLATE_NOOP(
        "words",
        "{guest} is in room {room}. Nothing was written. This PBX has no check-out: edit the guest"
        " who is there into the new one (ctl: --again), and look at the wake-up calls.",
    ),
    "checkin.alarms_left": QT_TRANSLATE_NOOP(
        "words",
        "Room {room} still has wake-up calls of whoever was there before: {count}. They will ring."
        " Look at them, and delete them.",
    ),
    # receipts
    "receipt.not_told": QT_TRANSLATE_NOOP(
        "words", "The PBX does not tell: it cannot be said whether this is done."
    ),
    "receipt.differs": QT_TRANSLATE_NOOP(
        "words",
        "The PBX took it, and has it otherwise all the same. Try again, or change it at the PBX.",
    ),
    "receipt.stay_not_kept": QT_TRANSLATE_NOOP(
        "words",
        "Language and dates were not kept: the PBX does not have these guests in the room. Try"
        " again.",
    ),
    "receipt.voicemail": QT_TRANSLATE_NOOP(
        "words", "The PBX erases the voicemail at check-out; no program can look whether it did."
    ),
    "receipt.call_records": QT_TRANSLATE_NOOP(
        "words",
        "The PBX may erase the room’s call records at check-out: its handbook says so in one place"
        " only.",
    ),
    "receipt.plans_stay": QT_TRANSLATE_NOOP(
        "words",
        "Planned for this room all the same, and not deleted, as they were not shown before or are"
        " for after the departure: {times}. Look at them.",
    ),
    # check-out
    "checkout.no_room": QT_TRANSLATE_NOOP(
        "words", "There is no room {room}. Nothing was erased. Look at the list of rooms."
    ),
    "checkout.no_preview": QT_TRANSLATE_NOOP(
        "words",
        "What stands in room {room} was not shown, or too long ago. Nothing was erased. Look at it"
        " first.",
    ),
    "checkout.running": QT_TRANSLATE_NOOP(
        "words", "Room {room} is being checked out already. Wait for its receipt."
    ),
    "checkout.no_retry": QT_TRANSLATE_NOOP(
        "words", "There is nothing to be tried again for room {room}."
    ),
    "checkout.on_phone": QT_TRANSLATE_NOOP(
        "words",
        "Room {room} is on the phone. Nothing was erased. Try again when they have hung up.",
    ),
    "checkout.changed": QT_TRANSLATE_NOOP(
        "words",
        "{guest} is in room {room} now: somebody else than was shown. Nothing was erased. Look at"
        " the room again.",
    ),
    "checkout.not_all": QT_TRANSLATE_NOOP(
        "words",
        "Not all of room {room} is done: the receipt says what is left. Try again.",
    ),
    "checkout.not_read": QT_TRANSLATE_NOOP(
        "words",
        "The PBX took the check-out of room {room}, but could not be asked what is left. Try again"
        " before somebody moves in.",
    ),
    "checkout.unfinished": QT_TRANSLATE_NOOP(
        "words",
        "The check-out of room {room} was begun, and this program ended before it was known how it"
        " went. Look at the room.",
    ),
    "checkout.elsewhere": QT_TRANSLATE_NOOP(
        "words",
        "Room {room} was checked out elsewhere. This desk still has wake-up calls planned for it:"
        " {count}. Look at them, and delete them.",
    ),
    # the night sheet
    "sheet.written": QT_TRANSLATE_NOOP("words", "The night sheet is written: {path}"),
    "sheet.not_written": QT_TRANSLATE_NOOP(
        "words",
        "The night sheet of {evening} could not be written. It is tried again. Look at its folder"
        " in the settings, or print it.",
    ),
    "sheet.incomplete": QT_TRANSLATE_NOOP(
        "words",
        "Rooms and wake-up calls could not be read: whoever is missing here may have one all the"
        " same.",
    ),
}

WORDS: dict[str, str] = {
    "privacy.ask_stays": QT_TRANSLATE_NOOP(
        "words",
        "Delete what is kept about {number}? Calls: {calls}, notes: {notes}, choices: {choices},"
        " stays: {stays}. This cannot be undone.",
    ),
}
