"""What is said when a wake-up call cannot be set, or not be watched: a part of `ctiapp.ui.words`.

Literals only, marked by `QT_TRANSLATE_NOOP`. `ctiapp.ui.words` takes this table into its own;
nobody else imports it.
"""

from __future__ import annotations

from ctiapp.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "wakeup.acknowledged": QT_TRANSLATE_NOOP(
        "words", "{by} has seen to {room} already. There is nothing left to do."
    ),
    "wakeup.apart_days": QT_TRANSLATE_NOOP(
        "words",
        "So many minutes apart, some rooms would ring after midnight, on another weekday. Choose a"
        " date, or ring them closer together.",
    ),
    "wakeup.clock_unread": QT_TRANSLATE_NOOP(
        "words",
        "The PBX’s clock has not been read yet. Wake-up calls ring by it; the times shown here are"
        " those of this computer until then.",
    ),
    "wakeup.clock_untold": QT_TRANSLATE_NOOP(
        "words",
        "What the PBX’s clock shows is not known before a call has ended. Wake-up calls ring by it;"
        " the times shown here are those of this computer until then.",
    ),
    "wakeup.deaf": QT_TRANSLATE_NOOP(
        "words",
        "Nobody watches the wake-up calls now: the PBX is not connected. What rings meanwhile is"
        " listed as not watched. See to those rooms yourself.",
    ),
    "wakeup.exists": QT_TRANSLATE_NOOP(
        "words", "The room has a wake-up call at {at} already. Nothing was set twice."
    ),
    "wakeup.gone": QT_TRANSLATE_NOOP(
        "words",
        "The wake-up call that was to be {at} is not in the room’s list any more: it has rung, or"
        " somebody deleted it. Nothing was changed. Set a new one.",
    ),
    "wakeup.kept_unread": QT_TRANSLATE_NOOP(
        "words",
        "What is kept of the wake-up calls cannot be read: those that went wrong before this start"
        " are missing here. Ask whoever was at the desk before. It is tried again.",
    ),
    "wakeup.no_rooms": QT_TRANSLATE_NOOP("words", "No room is named. Write or mark one at least."),
    "wakeup.no_such_time": QT_TRANSLATE_NOOP(
        "words",
        "{at} does not come: the clock is put forward over it that night. Choose another time.",
    ),
    "wakeup.no_such_wake": QT_TRANSLATE_NOOP(
        "words", "Nobody has to see to this wake-up call any more. Nothing was changed."
    ),
    "wakeup.not_kept": QT_TRANSLATE_NOOP(
        "words",
        "The PBX took the wake-up call for {at}, but has it otherwise than it was asked for. Look"
        " at the room’s list and set it again.",
    ),
    "wakeup.not_night_desk": QT_TRANSLATE_NOOP(
        "words",
        "This is not the night desk: it shows what the PBX has. Wake-up calls for a date, and what"
        " becomes of all of them, are the night desk’s.",
    ),
    "wakeup.not_removed": QT_TRANSLATE_NOOP(
        "words", "The PBX did not object, but it still has the wake-up call at {at}. Try again."
    ),
    "wakeup.not_begun": QT_TRANSLATE_NOOP(
        "words",
        "Nobody watches the wake-up calls yet: this program waits for the PBX’s clock, or for the"
        " disk. Until it does, see to those rooms yourself.",
    ),
    "wakeup.past": QT_TRANSLATE_NOOP(
        "words", "{at} is over, or too near for the PBX to take it. Choose a later time."
    ),
    "wakeup.plan_broken": QT_TRANSLATE_NOOP(
        "words",
        "Something went wrong in this program with the wake-up call planned for room {room}, {at}."
        " It is tried again every minute. Until then see to that room yourself.",
    ),
    "wakeup.plan_days": QT_TRANSLATE_NOOP(
        "words", "A wake-up call for a date rings once. Choose weekdays or a date, not both."
    ),
    "wakeup.plan_gone": QT_TRANSLATE_NOOP(
        "words", "This planned wake-up call is not there any more, or is over already."
    ),
    "wakeup.plan_not_night": QT_TRANSLATE_NOOP(
        "words", "Wake-up calls for a date are set by the night desk. This desk is not it."
    ),
    "wakeup.plans_not_night": QT_TRANSLATE_NOOP(
        "words",
        "Wake-up calls for a date that wait at this desk: {count}. It is not the night desk any"
        " more, so nobody sets them. Make it the night desk again, or plan them there.",
    ),
    "wakeup.plans_broken": QT_TRANSLATE_NOOP(
        "words",
        "Something went wrong in this program: nobody sees to the wake-up calls for a date. It is"
        " tried again every minute. Until then see to those rooms yourself.",
    ),
    "wakeup.plans_need_running": QT_TRANSLATE_NOOP(
        "words",
        "Wake-up calls for a date that wait at this desk: {count}. It sets them on the PBX when"
        " their day comes: leave ctiapp running.",
    ),
    "wakeup.rows_unread": QT_TRANSLATE_NOOP(
        "words",
        "Wake-up calls kept at this desk that cannot be read: {count}. They may be of a later"
        " version of ctiapp; nobody sees to them here. Compare the list with your own notes.",
    ),
    "wakeup.too_many": QT_TRANSLATE_NOOP(
        "words", "The room has {most} wake-up calls, and can have no more. Delete one first."
    ),
    "wakeup.unverified": QT_TRANSLATE_NOOP(
        "words",
        "The wake-up call may be set or not: the PBX did not answer when it was read back. Look at"
        " the room’s list in a moment.",
    ),
    "wakeup.watch_failed": QT_TRANSLATE_NOOP(
        "words",
        "Something went wrong in this program while it watched the wake-up calls. It goes on, but"
        " may miss one: see to those rooms yourself until this is gone.",
    ),
    "wakeup.zone_wrong": QT_TRANSLATE_NOOP(
        "words",
        "The PBX’s clock is {offset} hours from UTC, which the time zone {zone} is not. Days on"
        " which the clock is changed may be wrong. Set the PBX’s time zone in the settings.",
    ),
}
