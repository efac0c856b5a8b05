"""What the hotel's front desk says: the part of `ctiapp.ui.words` that only a hotel hears.

Literals only, marked by `QT_TRANSLATE_NOOP`. `ctiapp.ui.words` takes these tables into its own;
nobody else imports them.
"""

from __future__ import annotations

from ctiapp.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "hotel.not_one": QT_TRANSLATE_NOOP(
        "words", "This is no hotel: say so in the settings, and which extensions are rooms."
    ),
    "hotel.say_yes": QT_TRANSLATE_NOOP(
        "words", "Check-out erases what is shown, and cannot be undone: say --yes."
    ),
    "hotel.not_all": QT_TRANSLATE_NOOP("words", "Not all of it was done."),
    "hotel.no_wakeup": QT_TRANSLATE_NOOP("words", "Room {room} has no such wake-up call."),
    "hotel.nothing_red": QT_TRANSLATE_NOOP(
        "words", "No wake-up call of room {room} has to be seen to."
    ),
    "hotel.sheet_saved": QT_TRANSLATE_NOOP("words", "Saved: {path}"),
    "hotel.sheet_not_saved": QT_TRANSLATE_NOOP(
        "words",
        "The night sheet could not be written. Choose another place, or make room on the disk,"
        " and save again.",
    ),
    "hotel.finish_first": QT_TRANSLATE_NOOP(
        "words", "Something is being written here. Save it, or leave it with Esc, first."
    ),
    "hotel.choose_room": QT_TRANSLATE_NOOP("words", "Choose a room in the list first."),
    "hotel.wake_gone": QT_TRANSLATE_NOOP(
        "words", "This wake-up call is not there any more. Nothing was changed."
    ),
    "hotel.wake_set": QT_TRANSLATE_NOOP(
        "words", "Set: room {room}, {time}. Read back from the PBX."
    ),
    "hotel.wake_planned": QT_TRANSLATE_NOOP(
        "words",
        "Planned: room {room}, {time}. This desk sets it on the PBX when its day comes.",
    ),
    "hotel.calling": QT_TRANSLATE_NOOP(
        "words", "Your phone calls room {room}. Say how it went when you have spoken to the guest."
    ),
    "hotel.seen_to": QT_TRANSLATE_NOOP("words", "Written down: {room} is awake. {name}, {time}."),
    "hotel.rings_again": QT_TRANSLATE_NOOP("words", "{room} is rung again at {time}."),
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
}

WORDS: dict[str, str] = {
    # the place
    "nav.rooms": QT_TRANSLATE_NOOP("words", "Rooms"),
    "action.place_rooms": QT_TRANSLATE_NOOP("words", "Show the rooms"),
    "rooms.heading": QT_TRANSLATE_NOOP("words", "Rooms"),
    "rooms.list": QT_TRANSLATE_NOOP("words", "Rooms"),
    "rooms.filter": QT_TRANSLATE_NOOP("words", "Room or guest…"),
    "rooms.do_all": QT_TRANSLATE_NOOP("words", "All {count}"),
    "rooms.do_occupied": QT_TRANSLATE_NOOP("words", "Occupied {count}"),
    "rooms.do_leaving": QT_TRANSLATE_NOOP("words", "Check-out today {count}"),
    "rooms.do_group": QT_TRANSLATE_NOOP("words", "Group wake-up…"),
    "rooms.do_sheet": QT_TRANSLATE_NOOP("words", "Night sheet…"),
    "rooms.do_new_room": QT_TRANSLATE_NOOP("words", "New room…"),
    "rooms.do_delete": QT_TRANSLATE_NOOP("words", "Delete this room…"),
    "rooms.do_call": QT_TRANSLATE_NOOP("words", "Call"),
    "rooms.do_guest": QT_TRANSLATE_NOOP("words", "Edit guest"),
    "rooms.do_check_in": QT_TRANSLATE_NOOP("words", "Check in"),
    "rooms.do_wake": QT_TRANSLATE_NOOP("words", "Add wake-up"),
    "rooms.column_number": QT_TRANSLATE_NOOP("words", "Room"),
    "rooms.column_lamp": QT_TRANSLATE_NOOP("words", "Phone"),
    "rooms.column_guest": QT_TRANSLATE_NOOP("words", "Guest"),
    "rooms.column_stay": QT_TRANSLATE_NOOP("words", "Stay"),
    "rooms.column_wake": QT_TRANSLATE_NOOP("words", "Next wake-up"),
    "rooms.marked": QT_TRANSLATE_NOOP("words", "marked"),
    "rooms.red": QT_TRANSLATE_NOOP("words", "needs you"),
    "rooms.vacant": QT_TRANSLATE_NOOP("words", "Vacant"),
    "rooms.occupied": QT_TRANSLATE_NOOP("words", "Occupied"),
    "rooms.leaving": QT_TRANSLATE_NOOP("words", "Check-out today"),
    "rooms.wake_spoken": QT_TRANSLATE_NOOP("words", "wake-up {what}"),
    "rooms.no_wake": QT_TRANSLATE_NOOP("words", "no wake-up"),
    "rooms.nothing_found": QT_TRANSLATE_NOOP(
        "words", "No room fits what you typed. Esc shows them all."
    ),
    "rooms.nobody": QT_TRANSLATE_NOOP(
        "words",
        "No extension is a room yet. Say in the settings which ones are, or create a new room.",
    ),
    "rooms.as_read": QT_TRANSLATE_NOOP("words", "Read from the PBX at {time}."),
    "rooms.mark_hint": QT_TRANSLATE_NOOP(
        "words", "Type to look for a room or a guest · Space marks a room"
    ),
    # the chosen room
    "rooms.choose": QT_TRANSLATE_NOOP("words", "Choose a room in the list."),
    "rooms.room": QT_TRANSLATE_NOOP("words", "Room {number}"),
    "rooms.extension": QT_TRANSLATE_NOOP("words", "Extension {number}"),
    "rooms.outside_allowed": QT_TRANSLATE_NOOP(
        "words", "Extension {number} · outside calls allowed"
    ),
    "rooms.outside_barred": QT_TRANSLATE_NOOP(
        "words", "Extension {number} · outside calls not allowed"
    ),
    "rooms.outside_unknown": QT_TRANSLATE_NOOP(
        "words", "Extension {number} · outside calls: not known"
    ),
    "rooms.from_till": QT_TRANSLATE_NOOP("words", "From {first} till {last}"),
    "rooms.last_call": QT_TRANSLATE_NOOP("words", "Last call: {who}, {time}"),
    "rooms.wakes": QT_TRANSLATE_NOOP("words", "Wake-ups"),
    "rooms.of": QT_TRANSLATE_NOOP("words", "{count} of {most}"),
    "rooms.erases": QT_TRANSLATE_NOOP(
        "words",
        "Check-out erases the guest’s name, voicemail, wake-ups and outside-call permission. It"
        " cannot be undone.",
    ),
    "rooms.check_out_room": QT_TRANSLATE_NOOP("words", "Check out room {number}…"),
    "rooms.change": QT_TRANSLATE_NOOP("words", "Change"),
    "rooms.delete": QT_TRANSLATE_NOOP("words", "Delete"),
    "rooms.delete_sure": QT_TRANSLATE_NOOP("words", "Delete it"),
    "rooms.deleting": QT_TRANSLATE_NOOP("words", "Deleting…"),
    "rooms.keep": QT_TRANSLATE_NOOP("words", "Keep"),
    "rooms.change_spoken": QT_TRANSLATE_NOOP("words", "Change the wake-up at {time}"),
    "rooms.delete_spoken": QT_TRANSLATE_NOOP("words", "Delete the wake-up at {time}"),
    # wake-up calls
    "rooms.once": QT_TRANSLATE_NOOP("words", "once"),
    "rooms.every_day": QT_TRANSLATE_NOOP("words", "every day"),
    "rooms.today_word": QT_TRANSLATE_NOOP("words", "today"),
    "rooms.tomorrow": QT_TRANSLATE_NOOP("words", "tomorrow"),
    "rooms.day": QT_TRANSLATE_NOOP("words", "{day} {date}"),
    "rooms.day_format": QT_TRANSLATE_NOOP("words", "d MMM"),
    "rooms.day_time": QT_TRANSLATE_NOOP("words", "{day} {time}"),
    "rooms.snoozes": QT_TRANSLATE_NOOP("words", "{times}, {minutes} min"),
    "rooms.answered_at": QT_TRANSLATE_NOOP("words", "answered {time}"),
    "rooms.ringing_again": QT_TRANSLATE_NOOP("words", "NOT ANSWERED, ringing again {time}"),
    "rooms.outcome_waiting": QT_TRANSLATE_NOOP("words", "still to ring"),
    "rooms.outcome_ringing": QT_TRANSLATE_NOOP("words", "ringing now"),
    "rooms.outcome_answered": QT_TRANSLATE_NOOP("words", "answered"),
    "rooms.outcome_not_answered": QT_TRANSLATE_NOOP("words", "NOT ANSWERED"),
    "rooms.outcome_busy": QT_TRANSLATE_NOOP("words", "BUSY, NOT WOKEN"),
    "rooms.outcome_unknown": QT_TRANSLATE_NOOP("words", "NOT KNOWN WHETHER WOKEN"),
    "rooms.outcome_unvouched": QT_TRANSLATE_NOOP("words", "NOT WATCHED"),
    "rooms.outcome_not_set": QT_TRANSLATE_NOOP("words", "NOT SET"),
    "rooms.outcome_cancelled": QT_TRANSLATE_NOOP("words", "cancelled"),
    "rooms.ack_called": QT_TRANSLATE_NOOP("words", "called by {name}, {time}"),
    "rooms.ack_in_person": QT_TRANSLATE_NOOP("words", "woken by {name}, {time}"),
    "rooms.ack_other": QT_TRANSLATE_NOOP("words", "seen to by {name}, {time}"),
    "rooms.plan_waiting": QT_TRANSLATE_NOOP("words", "set on its day"),
    "rooms.plan_trouble": QT_TRANSLATE_NOOP("words", "could not be set"),
    # what is red
    "rooms.red_ringing": QT_TRANSLATE_NOOP("words", "{number} is rung again: {time}."),
    "rooms.red_snoozed": QT_TRANSLATE_NOOP("words", "{number} did not answer at {time}."),
    "rooms.red_not_answered": QT_TRANSLATE_NOOP("words", "{number} did not answer at {time}."),
    "rooms.red_busy": QT_TRANSLATE_NOOP(
        "words", "{number} was on the phone at {time} and was not woken."
    ),
    "rooms.red_unknown": QT_TRANSLATE_NOOP(
        "words", "{number}: nobody knows whether the wake-up at {time} was answered."
    ),
    "rooms.red_unvouched": QT_TRANSLATE_NOOP(
        "words", "{number}: nobody watched whether the wake-up at {time} was answered."
    ),
    "rooms.red_not_set": QT_TRANSLATE_NOOP(
        "words", "{number}: the wake-up for {time} could not be set."
    ),
    "rooms.red_again": QT_TRANSLATE_NOOP("words", "Again at {time}."),
    "rooms.why_no_events": QT_TRANSLATE_NOOP("words", "The PBX told nothing of this room’s phone."),
    "rooms.why_link": QT_TRANSLATE_NOOP("words", "The connection to the PBX was down."),
    "rooms.why_not_running": QT_TRANSLATE_NOOP("words", "This program was not running."),
    "rooms.why_voicemail": QT_TRANSLATE_NOOP("words", "The voicemail took the call."),
    "rooms.why_forwarded": QT_TRANSLATE_NOOP("words", "The call was forwarded from the room."),
    "rooms.why_dnd": QT_TRANSLATE_NOOP("words", "The room does not want to be disturbed."),
    "rooms.why_failed": QT_TRANSLATE_NOOP("words", "The PBX could not ring the room."),
    "rooms.why_doubt": QT_TRANSLATE_NOOP("words", "It may have been another call."),
    "rooms.why_lost": QT_TRANSLATE_NOOP("words", "It is not among the PBX’s alarms any more."),
    "rooms.why_refused": QT_TRANSLATE_NOOP("words", "The PBX did not take it."),
    "rooms.see_call": QT_TRANSLATE_NOOP("words", "Call the room"),
    "rooms.see_again": QT_TRANSLATE_NOOP("words", "Ring again"),
    "rooms.see_in_person": QT_TRANSLATE_NOOP("words", "Woken in person"),
    "rooms.see_call_spoken": QT_TRANSLATE_NOOP("words", "Call room {number}"),
    "rooms.see_again_spoken": QT_TRANSLATE_NOOP("words", "Ring room {number} again"),
    "rooms.see_in_person_spoken": QT_TRANSLATE_NOOP("words", "{number} was woken in person"),
    "rooms.see_by_phone": QT_TRANSLATE_NOOP("words", "Woken by phone"),
    "rooms.see_by_phone_spoken": QT_TRANSLATE_NOOP("words", "{number} was woken by phone"),
    "rooms.away": QT_TRANSLATE_NOOP(
        "words",
        "Nobody watched the wake-up calls from {first} till {last}. Those that should have rung"
        " meanwhile are listed as not watched.",
    ),
    "rooms.away_read": QT_TRANSLATE_NOOP("words", "I have read it"),
    "rooms.rung_again": QT_TRANSLATE_NOOP("words", "rung again at {time}"),
    "rooms.see_pending": QT_TRANSLATE_NOOP("words", "Doing it…"),
    "rooms.attention": QT_TRANSLATE_NOOP("words", "A wake-up call was missed"),
    "rooms.today": QT_TRANSLATE_NOOP("words", "Wake-ups today {count}"),
    "rooms.today_lead": QT_TRANSLATE_NOOP("words", "Wake-ups today"),
    # the log
    "rooms.do_log": QT_TRANSLATE_NOOP("words", "Log"),
    "rooms.log": QT_TRANSLATE_NOOP("words", "Log of the wake-ups"),
    "rooms.log_title": QT_TRANSLATE_NOOP("words", "Wake-ups of room {number}: log"),
    "rooms.log_reading": QT_TRANSLATE_NOOP("words", "Reading the log…"),
    "rooms.log_newest": QT_TRANSLATE_NOOP("words", "The newest line first"),
    "rooms.log_empty": QT_TRANSLATE_NOOP("words", "Nothing was done or happened here yet."),
    "rooms.log_elsewhere": QT_TRANSLATE_NOOP("words", "by another desk, the PBX’s page or a guest"),
    "rooms.logged_set": QT_TRANSLATE_NOOP("words", "set"),
    "rooms.logged_setting": QT_TRANSLATE_NOOP("words", "was about to be set"),
    "rooms.logged_changed": QT_TRANSLATE_NOOP("words", "changed"),
    "rooms.logged_changing": QT_TRANSLATE_NOOP("words", "was about to be changed"),
    "rooms.logged_cancelled": QT_TRANSLATE_NOOP("words", "cancelled"),
    "rooms.logged_cancelling": QT_TRANSLATE_NOOP("words", "was about to be cancelled"),
    "rooms.logged_failed": QT_TRANSLATE_NOOP("words", "failed, or not known"),
    "rooms.logged_planned": QT_TRANSLATE_NOOP("words", "planned"),
    "rooms.logged_unplanned": QT_TRANSLATE_NOOP("words", "planned no more"),
    "rooms.logged_rang": QT_TRANSLATE_NOOP("words", "rang"),
    "rooms.logged_answered": QT_TRANSLATE_NOOP("words", "answered"),
    "rooms.logged_not_answered": QT_TRANSLATE_NOOP("words", "not answered"),
    "rooms.logged_busy": QT_TRANSLATE_NOOP("words", "busy"),
    "rooms.logged_unknown": QT_TRANSLATE_NOOP("words", "not known whether woken"),
    "rooms.logged_unvouched": QT_TRANSLATE_NOOP("words", "not watched"),
    "rooms.logged_not_set": QT_TRANSLATE_NOOP("words", "could not be set"),
    "rooms.logged_escalated": QT_TRANSLATE_NOOP("words", "somebody was called for"),
    "rooms.logged_acknowledged": QT_TRANSLATE_NOOP("words", "seen to"),
    "rooms.logged_again": QT_TRANSLATE_NOOP("words", "rung once more"),
    "rooms.logged_called": QT_TRANSLATE_NOOP("words", "room called"),
    "rooms.logged_not_watched": QT_TRANSLATE_NOOP("words", "nobody watched for a time"),
    # the forms
    "rooms.cancel": QT_TRANSLATE_NOOP("words", "Cancel"),
    "rooms.done": QT_TRANSLATE_NOOP("words", "Close"),
    "rooms.save": QT_TRANSLATE_NOOP("words", "Save"),
    "rooms.saving": QT_TRANSLATE_NOOP("words", "Saving…"),
    "rooms.stop": QT_TRANSLATE_NOOP("words", "Stop"),
    "rooms.back_to_fields": QT_TRANSLATE_NOOP("words", "Correct it"),
    "rooms.again": QT_TRANSLATE_NOOP("words", "Try again"),
    "rooms.again_spoken": QT_TRANSLATE_NOOP("words", "Try again: {what}"),
    "rooms.receipt": QT_TRANSLATE_NOOP("words", "Receipt"),
    "rooms.check_in_title": QT_TRANSLATE_NOOP("words", "Check in to room {number}"),
    "rooms.edit_title": QT_TRANSLATE_NOOP("words", "Guest of room {number}"),
    "rooms.guest": QT_TRANSLATE_NOOP("words", "Guest"),
    "rooms.guest_two": QT_TRANSLATE_NOOP("words", "Second guest"),
    "rooms.language": QT_TRANSLATE_NOOP("words", "Language"),
    "rooms.no_language": QT_TRANSLATE_NOOP("words", "Not said"),
    "rooms.arrival": QT_TRANSLATE_NOOP("words", "Arrival"),
    "rooms.departure": QT_TRANSLATE_NOOP("words", "Departure"),
    "rooms.may_call_outside": QT_TRANSLATE_NOOP("words", "May call outside"),
    "rooms.outside_not_known": QT_TRANSLATE_NOOP(
        "words", "The PBX does not say how it is now. It will be as you choose."
    ),
    "rooms.email": QT_TRANSLATE_NOOP("words", "E-mail"),
    "rooms.mobile": QT_TRANSLATE_NOOP("words", "Mobile"),
    "rooms.first_wake": QT_TRANSLATE_NOOP("words", "Wake-up (optional)"),
    "rooms.time_example": QT_TRANSLATE_NOOP("words", "e.g. 6:30"),
    "rooms.no_time": QT_TRANSLATE_NOOP("words", "Write a time, e.g. 6:30 or 0630."),
    "rooms.wake_title": QT_TRANSLATE_NOOP("words", "Change a wake-up of room {number}"),
    "rooms.wake_title_new": QT_TRANSLATE_NOOP("words", "Wake-up for room {number}"),
    "rooms.save_wake": QT_TRANSLATE_NOOP("words", "Set wake-up"),
    "rooms.time": QT_TRANSLATE_NOOP("words", "Time"),
    "rooms.when_once": QT_TRANSLATE_NOOP("words", "Once"),
    "rooms.when_days": QT_TRANSLATE_NOOP("words", "Weekdays"),
    "rooms.when_date": QT_TRANSLATE_NOOP("words", "On a date"),
    "rooms.days": QT_TRANSLATE_NOOP("words", "Weekdays"),
    "rooms.no_days": QT_TRANSLATE_NOOP("words", "Choose one weekday at least."),
    "rooms.date": QT_TRANSLATE_NOOP("words", "Date"),
    "rooms.date_hint": QT_TRANSLATE_NOOP(
        "words",
        "The PBX knows no dates. This desk sets the wake-up when its day comes: ctiapp has to run"
        " on the night desk then.",
    ),
    "rooms.snooze": QT_TRANSLATE_NOOP("words", "Rings again"),
    "rooms.no_snooze": QT_TRANSLATE_NOOP("words", "Not again"),
    "rooms.minutes": QT_TRANSLATE_NOOP("words", "After"),
    "rooms.minutes_after": QT_TRANSLATE_NOOP("words", "{count} min"),
    "rooms.next_ring": QT_TRANSLATE_NOOP("words", "Rings next: {when}, by the PBX’s clock."),
    "rooms.next_skipped": QT_TRANSLATE_NOOP(
        "words", "The clock is put forward over this time that night: choose another one."
    ),
    "rooms.next_twice": QT_TRANSLATE_NOOP(
        "words", "This time comes twice that night: the first one is meant."
    ),
    "rooms.next_past": QT_TRANSLATE_NOOP("words", "This time is over already."),
    # many rooms
    "rooms.group_title": QT_TRANSLATE_NOOP("words", "Group wake-up"),
    "rooms.group_lead": QT_TRANSLATE_NOOP(
        "words",
        "Mark rooms in the list with the space bar, or write which ones: numbers, ranges, or a"
        " part of the guest’s name, such as the group’s.",
    ),
    "rooms.group_rooms": QT_TRANSLATE_NOOP("words", "Rooms"),
    "rooms.group_example": QT_TRANSLATE_NOOP("words", "e.g. 101-112, 115, Nordlys"),
    "rooms.group_date": QT_TRANSLATE_NOOP("words", "Date (optional)"),
    "rooms.group_name": QT_TRANSLATE_NOOP("words", "Name of the group (optional)"),
    "rooms.group_set": QT_TRANSLATE_NOOP("words", "Set for all"),
    "rooms.group_lines": QT_TRANSLATE_NOOP("words", "How it goes, room by room"),
    "rooms.group_retry": QT_TRANSLATE_NOOP("words", "Try the failed ones again"),
    "rooms.group_running": QT_TRANSLATE_NOOP("words", "Setting wake-ups: {done} of {count}"),
    "rooms.group_done": QT_TRANSLATE_NOOP("words", "All {count} wake-ups are set."),
    "rooms.group_failed": QT_TRANSLATE_NOOP("words", "{failed} of {count} are not set."),
    "rooms.strange": QT_TRANSLATE_NOOP("words", "No room is meant by: {what}"),
    "rooms.no_rooms": QT_TRANSLATE_NOOP("words", "Write which rooms, or mark them in the list."),
    "rooms.row_waiting": QT_TRANSLATE_NOOP("words", "waiting"),
    "rooms.row_running": QT_TRANSLATE_NOOP("words", "being done"),
    "rooms.row_done": QT_TRANSLATE_NOOP("words", "done"),
    "rooms.row_failed": QT_TRANSLATE_NOOP("words", "not done"),
    "rooms.row_stopped": QT_TRANSLATE_NOOP("words", "stopped: not done"),
    # check-out
    "rooms.check_out_title": QT_TRANSLATE_NOOP("words", "Check out room {number}"),
    "rooms.reading": QT_TRANSLATE_NOOP("words", "Reading what stands at the PBX…"),
    "rooms.will_be_erased": QT_TRANSLATE_NOOP("words", "What will be erased"),
    "rooms.erase_lead": QT_TRANSLATE_NOOP(
        "words", "This will be erased, as it stands at {time}. It cannot be undone."
    ),
    "rooms.erase_lead_rooms": QT_TRANSLATE_NOOP(
        "words",
        "In each of these rooms this is erased: {things}. It cannot be undone.",
    ),
    "rooms.on_phone": QT_TRANSLATE_NOOP(
        "words", "The room is on the phone. It cannot be checked out before it has hung up."
    ),
    "rooms.type_number": QT_TRANSLATE_NOOP("words", "Type {number} to confirm, then Enter"),
    "rooms.type_count": QT_TRANSLATE_NOOP(
        "words", "Type how many rooms ({count}) to confirm, then Enter"
    ),
    "rooms.hold_hint": QT_TRANSLATE_NOOP("words", "or hold the button down for two seconds."),
    "rooms.hold_or_type": QT_TRANSLATE_NOOP(
        "words", "Type it here first, or hold the button down for two seconds."
    ),
    "rooms.checking_out": QT_TRANSLATE_NOOP("words", "Checking out…"),
    "rooms.checked_out": QT_TRANSLATE_NOOP("words", "Room {number} is checked out."),
    "rooms.checked_out_rooms": QT_TRANSLATE_NOOP("words", "All {count} rooms are checked out."),
    "rooms.not_all_out": QT_TRANSLATE_NOOP("words", "Not everything was erased. See below."),
    "rooms.check_out_running": QT_TRANSLATE_NOOP("words", "Checking out: {done} of {count}"),
    "rooms.checked_in": QT_TRANSLATE_NOOP(
        "words", "Checked in to room {number}. The PBX has it so."
    ),
    "rooms.saved_guest": QT_TRANSLATE_NOOP("words", "Saved. The PBX has it so."),
    "rooms.not_all_in": QT_TRANSLATE_NOOP("words", "Not everything was written. See below."),
    "rooms.item_name": QT_TRANSLATE_NOOP("words", "Name"),
    "rooms.item_email": QT_TRANSLATE_NOOP("words", "E-mail"),
    "rooms.item_mobile": QT_TRANSLATE_NOOP("words", "Mobile"),
    "rooms.item_password": QT_TRANSLATE_NOOP("words", "Password"),
    "rooms.item_presence": QT_TRANSLATE_NOOP("words", "Presence"),
    "rooms.item_outside": QT_TRANSLATE_NOOP("words", "Outside calls"),
    "rooms.item_wake_ups": QT_TRANSLATE_NOOP("words", "Wake-ups"),
    "rooms.item_planned": QT_TRANSLATE_NOOP("words", "Planned wake-ups"),
    "rooms.item_voicemail": QT_TRANSLATE_NOOP("words", "Voicemail"),
    "rooms.item_call_records": QT_TRANSLATE_NOOP("words", "Call records"),
    "rooms.item_stay": QT_TRANSLATE_NOOP("words", "The stay, on this desk"),
    "rooms.nothing_there": QT_TRANSLATE_NOOP("words", "nothing there"),
    "rooms.not_told": QT_TRANSLATE_NOOP("words", "the PBX does not tell"),
    "rooms.unverified": QT_TRANSLATE_NOOP(
        "words", "asked for, but it cannot be read whether it is done"
    ),
    "rooms.none_confirmed": QT_TRANSLATE_NOOP("words", "none · confirmed"),
    "rooms.found_is": QT_TRANSLATE_NOOP("words", "{found} · confirmed"),
    "rooms.erased": QT_TRANSLATE_NOOP("words", "erased, confirmed"),
    "rooms.rings_again_at": QT_TRANSLATE_NOOP("words", "rings again {time}"),
    "rooms.still_there": QT_TRANSLATE_NOOP("words", "still there: {found}"),
    "rooms.state_done": QT_TRANSLATE_NOOP("words", "done"),
    "rooms.state_failed": QT_TRANSLATE_NOOP("words", "not done"),
    "rooms.state_unverified": QT_TRANSLATE_NOOP("words", "not known"),
    # the night sheet
    "rooms.sheet_title": QT_TRANSLATE_NOOP("words", "Night sheet"),
    "rooms.sheet_made": QT_TRANSLATE_NOOP("words", "As it stood on {time}"),
    "rooms.print": QT_TRANSLATE_NOOP("words", "Print"),
    "rooms.save_pdf": QT_TRANSLATE_NOOP("words", "Save PDF"),
    "rooms.renew": QT_TRANSLATE_NOOP("words", "Gather anew"),
    "rooms.back": QT_TRANSLATE_NOOP("words", "Back to the rooms"),
    "rooms.sheet_wakes": QT_TRANSLATE_NOOP("words", "Wake-ups {day}"),
    "rooms.sheet_arrivals": QT_TRANSLATE_NOOP("words", "Arrivals {day}"),
    "rooms.sheet_departures": QT_TRANSLATE_NOOP("words", "Departures"),
    "rooms.sheet_reds": QT_TRANSLATE_NOOP("words", "Not seen to yet"),
    "rooms.sheet_arrived": QT_TRANSLATE_NOOP("words", "checked in"),
    "rooms.sheet_due": QT_TRANSLATE_NOOP("words", "leaves {day}"),
    "rooms.sheet_late": QT_TRANSLATE_NOOP("words", "should have left {day}"),
    "rooms.sheet_departed": QT_TRANSLATE_NOOP("words", "checked out"),
    "rooms.repeats": QT_TRANSLATE_NOOP("words", "on weekdays"),
    "rooms.sheet_none": QT_TRANSLATE_NOOP("words", "None"),
    "rooms.sheet_by_hand": QT_TRANSLATE_NOOP("words", "Woken:"),
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
}

PLURALS: dict[str, str] = {
    "rooms": QT_TRANSLATE_NOOP("words", "%n rooms", None, 1),
    "snoozes": QT_TRANSLATE_NOOP("words", "%n snoozes", None, 1),
    "not_answered": QT_TRANSLATE_NOOP("words", "%n not answered", None, 1),
    "red_more": QT_TRANSLATE_NOOP("words", "and %n more: show the rooms", None, 1),
    "check_out_rooms": QT_TRANSLATE_NOOP("words", "Check out %n rooms", None, 1),
    "hotel.rooms_found": QT_TRANSLATE_NOOP("words", "%n extensions are rooms.", None, 1),
}
