"""What is said of new rooms, of those that are deleted, and of what a hotel's PBX refuses.

A part of `ctiapp.ui.words`, which takes these tables into its own; nobody else imports them.
"""

from __future__ import annotations

from ctiapp.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "error.pms": QT_TRANSLATE_NOOP(
        "words",
        "A hotel system is connected to this PBX and looks after its rooms. Nothing was"
        " changed. Do it in the hotel system.",
    ),
    "checkout.pms": QT_TRANSLATE_NOOP(
        "words",
        "A hotel system is connected to this PBX and checks guests out. Nothing was erased."
        " Check the guest out in the hotel system.",
    ),
    "error.fields_refused": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not take some of what was written. Nothing was changed. Correct it and"
        " try again.",
    ),
    "station.full": QT_TRANSLATE_NOOP(
        "words",
        "The PBX has as many extensions as it may have. None was created. Ask your"
        " administrator for more.",
    ),
    "station.in_use": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not let this extension go: it is in use, on a call perhaps. Nothing was"
        " deleted. Try again later.",
    ),
    "station.number": QT_TRANSLATE_NOOP("words", "A number has 1 to 7 digits and nothing else."),
    "station.user_password": QT_TRANSLATE_NOOP(
        "words",
        "10 to 63 characters, among them a digit, a capital and a small letter.",
    ),
    "station.reg_name": QT_TRANSLATE_NOOP("words", "1 to 63 characters."),
    "station.reg_password": QT_TRANSLATE_NOOP("words", "8 to 63 characters."),
    "station.caller_id": QT_TRANSLATE_NOOP(
        "words",
        "At most 31 digits, letters and ( ) . - + * #, without blanks.",
    ),
    "station.registrations": QT_TRANSLATE_NOOP("words", "1, 2 or 3 phones."),
    "station.ring_timeout": QT_TRANSLATE_NOOP("words", "5 to 300 seconds."),
    "station.not_blank": QT_TRANSLATE_NOOP("words", "Write something here."),
    "station.one_line": QT_TRANSLATE_NOOP("words", "At most 127 characters on one line."),
    "station.password_31": QT_TRANSLATE_NOOP(
        "words", "1 to 31 characters, without blanks and none of ; & \" ' \\ < > `."
    ),
    "station.password_6_63": QT_TRANSLATE_NOOP(
        "words", "6 to 63 characters, without blanks and none of ; & \" ' \\ < > `."
    ),
    "station.password_signs": QT_TRANSLATE_NOOP(
        "words", "Letters without accents, digits and ~ ^ * - _ ? alone."
    ),
    "station.name_signs": QT_TRANSLATE_NOOP(
        "words", "A name has none of ! % . @ : ; & \" ' \\ < > ` $."
    ),
    "station.one_at_least": QT_TRANSLATE_NOOP("words", "A whole number, 1 at least."),
    "station.phones_5": QT_TRANSLATE_NOOP("words", "1 to 5 phones."),
    "station.pin": QT_TRANSLATE_NOOP("words", "At most 15 digits and nothing else."),
    "station.refused": QT_TRANSLATE_NOOP("words", "The PBX does not take this."),
    "station.taken": QT_TRANSLATE_NOOP("words", "Somebody else has this already."),
    "station.taken_by": QT_TRANSLATE_NOOP("words", "{holder} has this already."),
    "newroom.own": QT_TRANSLATE_NOOP(
        "words",
        "{number} is your own extension. You would be signed out for good, so it is not"
        " deleted here.",
    ),
    "newroom.no_preview": QT_TRANSLATE_NOOP(
        "words",
        "Look first at what goes with {number}. Nothing was deleted.",
    ),
    "newroom.on_phone": QT_TRANSLATE_NOOP(
        "words",
        "{number} is on the phone. Nothing was deleted. Try again when the call is over.",
    ),
    "newroom.changed": QT_TRANSLATE_NOOP(
        "words",
        "Somebody else is in {number} now: {guest}. Nothing was deleted. Look at it again.",
    ),
    "newroom.made": QT_TRANSLATE_NOOP(
        "words",
        "{number} was created. Open “New room” again to see what its phone needs.",
    ),
    "newroom.made_late": QT_TRANSLATE_NOOP(
        "words",
        "{number} was created. What its phone needs can be read at the PBX.",
    ),
    "newroom.gone": QT_TRANSLATE_NOOP("words", "{number} is deleted: the PBX has it no more."),
    "newroom.still_there": QT_TRANSLATE_NOOP(
        "words",
        "The PBX did not object, but it still has {number}. Look at it again in a moment.",
    ),
}

WORDS: dict[str, str] = {
    "newroom.title": QT_TRANSLATE_NOOP("words", "New room or extension"),
    "newroom.lead": QT_TRANSLATE_NOOP(
        "words",
        "Only the number must be written. All else is as in the neighbouring rooms, or can be"
        " added later.",
    ),
    "newroom.number": QT_TRANSLATE_NOOP("words", "Number"),
    "newroom.outside": QT_TRANSLATE_NOOP("words", "Outside calls through"),
    "newroom.outside_none": QT_TRANSLATE_NOOP(
        "words",
        "None chosen: it can call inside the house only.",
    ),
    "newroom.outside_unknown": QT_TRANSLATE_NOOP(
        "words",
        "The PBX tells of no way out: it can call inside the house only.",
    ),
    "newroom.outside_elsewhere": QT_TRANSLATE_NOOP(
        "words", "What it may call outside is set at the PBX, not here."
    ),
    "newroom.reading": QT_TRANSLATE_NOOP("words", "Being read from the PBX…"),
    "newroom.more": QT_TRANSLATE_NOOP("words", "Passwords and phone"),
    "newroom.less": QT_TRANSLATE_NOOP("words", "Fewer fields"),
    "newroom.user_password": QT_TRANSLATE_NOOP("words", "Password of its user"),
    "newroom.reg_name": QT_TRANSLATE_NOOP("words", "Registration name"),
    "newroom.reg_password": QT_TRANSLATE_NOOP("words", "Registration password"),
    "newroom.registrations": QT_TRANSLATE_NOOP("words", "Phones at once"),
    "newroom.ring_timeout_s": QT_TRANSLATE_NOOP("words", "Rings for (seconds)"),
    "newroom.caller_id": QT_TRANSLATE_NOOP("words", "Number that others see"),
    "newroom.its_own": QT_TRANSLATE_NOOP("words", "Its own"),
    "newroom.voicemail_pin": QT_TRANSLATE_NOOP("words", "PIN of the voicemail box"),
    "newroom.pbx_makes_it": QT_TRANSLATE_NOOP("words", "As the PBX makes it"),
    "newroom.voicemail_by_mail": QT_TRANSLATE_NOOP("words", "Messages also by e-mail"),
    "newroom.no_answer_to": QT_TRANSLATE_NOOP("words", "Nobody answers: on to extension"),
    "newroom.busy_to": QT_TRANSLATE_NOOP("words", "Busy: on to extension"),
    "newroom.longest_call_s": QT_TRANSLATE_NOOP("words", "Longest call (seconds)"),
    "newroom.as_all": QT_TRANSLATE_NOOP("words", "As for all at this PBX"),
    "newroom.do_not_disturb": QT_TRANSLATE_NOOP("words", "Takes no calls (do not disturb)"),
    "newroom.voicemail": QT_TRANSLATE_NOOP("words", "Has a voicemail box"),
    "newroom.show": QT_TRANSLATE_NOOP("words", "Show"),
    "newroom.hide": QT_TRANSLATE_NOOP("words", "Hide"),
    "newroom.show_spoken": QT_TRANSLATE_NOOP("words", "Show: {what}"),
    "newroom.hide_spoken": QT_TRANSLATE_NOOP("words", "Hide: {what}"),
    "newroom.create": QT_TRANSLATE_NOOP("words", "Create"),
    "newroom.creating": QT_TRANSLATE_NOOP("words", "Creating…"),
    "newroom.created": QT_TRANSLATE_NOOP(
        "words",
        "{number} is there: it was read back from the PBX.",
    ),
    "newroom.created_unread": QT_TRANSLATE_NOOP(
        "words",
        "{number} was created, but could not be read back. Look for it in the list.",
    ),
    "newroom.created_otherwise": QT_TRANSLATE_NOOP(
        "words",
        "{number} was created, but the PBX has some of it otherwise.",
    ),
    "newroom.otherwise": QT_TRANSLATE_NOOP("words", "not as it was written"),
    "newroom.routes": QT_TRANSLATE_NOOP("words", "Outside calls"),
    "newroom.for_phone": QT_TRANSLATE_NOOP(
        "words",
        "For whoever sets up the phone. This is shown now only.",
    ),
    "newroom.not_taken": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not take: {what}. Nothing was created.",
    ),
    "newroom.field_departments": QT_TRANSLATE_NOOP("words", "department"),
    "newroom.field_presence": QT_TRANSLATE_NOOP("words", "presence"),
    "newroom.field_voicemail": QT_TRANSLATE_NOOP("words", "voicemail"),
    "newroom.delete_title": QT_TRANSLATE_NOOP("words", "Delete {number}"),
    "newroom.delete_lead": QT_TRANSLATE_NOOP(
        "words",
        "This cannot be undone. The phone of {number} stops working, and all of this goes:",
    ),
    "newroom.goes": QT_TRANSLATE_NOOP("words", "What goes with it"),
    "newroom.talks": QT_TRANSLATE_NOOP(
        "words",
        "It is on the phone. It can be deleted when the call is over.",
    ),
    "newroom.guest": QT_TRANSLATE_NOOP("words", "Guest or name"),
    "newroom.nothing": QT_TRANSLATE_NOOP("words", "nobody"),
    "newroom.unknown": QT_TRANSLATE_NOOP("words", "could not be read"),
    "newroom.alarms": QT_TRANSLATE_NOOP("words", "Wake-up calls"),
    "newroom.planned": QT_TRANSLATE_NOOP("words", "Wake-up calls with a date"),
    "newroom.voicemail_goes": QT_TRANSLATE_NOOP("words", "Voicemail, settings and passwords"),
    "newroom.type_number": QT_TRANSLATE_NOOP("words", "Type its number to confirm, then Enter"),
    "newroom.hold_hint": QT_TRANSLATE_NOOP("words", "or hold the button down for two seconds."),
    "newroom.hold_or_type": QT_TRANSLATE_NOOP(
        "words",
        "Type the number of the room, or hold the button down.",
    ),
    "newroom.deleting": QT_TRANSLATE_NOOP("words", "Deleting…"),
    "newroom.deleted": QT_TRANSLATE_NOOP("words", "{number} is deleted: the PBX has it no more."),
    "newroom.kept_here": QT_TRANSLATE_NOOP("words", "At this desk"),
}
