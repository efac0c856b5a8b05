"""What says anything: keys and enums become sentences here, in English and Chinese.

Two tables. `SENTENCES`: what happened, what it means, what to do next, by the key of a notice.
`WORDS`: labels, buttons, short texts of the window. Literals only, marked by `QT_TRANSLATE_NOOP`;
the Chinese is in ``resources/translations``. What comes from outside is put in isolated. The words
of one place alone may stand in a ``words_….py`` beside this, whose tables are taken in below.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime, QTranslator

from ctiapp.log import topic
from ctiapp.model.notice import Severity
from ctiapp.paths import resource
from ctiapp.services.connection import Connection
from ctiapp.settings import Language
from ctiapp.ui import (
    text,
    words_events,
    words_guests,
    words_hotel,
    words_kinds,
    words_newroom,
    words_queuepasswords,
    words_voicemail,
    words_wakes,
)
from ctiapp.ui.marked import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.call import CallEnd, FailReason, Phase
    from ctiapp.model.commands import Verb
    from ctiapp.model.notice import Notice, Param

translate = QCoreApplication.translate
_log = topic("ui")


# --- sentences of notices ------------------------------------------------------------------------

SENTENCES: dict[str, str] = {
    # what happened
    "history.not_told": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not tell of past calls, or its API user may not ask. "
        "What this desk saw is listed all the same.",
    ),
    "history.not_exported": QT_TRANSLATE_NOOP(
        "words", "The calls could not be saved. Choose another folder, or look for free space."
    ),
    "history.no_recording": QT_TRANSLATE_NOOP("words", "There is no recording of this call."),
    "history.not_callable": QT_TRANSLATE_NOOP(
        "words", "This caller gave no number that can be called back."
    ),
    "history.choose": QT_TRANSLATE_NOOP(
        "words", "Choose a call in the list first: the note is on that one."
    ),
    "history.exported": QT_TRANSLATE_NOOP("words", "{count} calls saved: {path}"),
    "followup.gone": QT_TRANSLATE_NOOP(
        "words",
        "They are not on the list any more: somebody has spoken to them meanwhile, or put them"
        " away.",
    ),
    "followup.nobody": QT_TRANSLATE_NOOP(
        "words", "Nobody waits to be called back at {who}. ctiapp ctl followups lists who does."
    ),
    "followup.nothing_to_undo": QT_TRANSLATE_NOOP("words", "There is nothing to take back."),
    # the people
    "people.not_as_said": QT_TRANSLATE_NOOP(
        "words", "Something changed just as you let go. Nothing was done: carry the call again."
    ),
    "people.no_call": QT_TRANSLATE_NOOP(
        "words", "There is no call to send on now. Nothing was done."
    ),
    # reports
    "recording.saved": QT_TRANSLATE_NOOP("words", "Saved: {path}"),
    "recording.not_saved": QT_TRANSLATE_NOOP("words", "The file could not be saved: {why}."),
    "recording.not_had": QT_TRANSLATE_NOOP("words", "The recording was not saved. {why}"),
    "handover.saved": QT_TRANSLATE_NOOP("words", "Saved: {path}"),
    "handover.not_saved": QT_TRANSLATE_NOOP(
        "words",
        "The file could not be written. Choose another place, or make room on the disk, and save"
        " again.",
    ),
    "report.times_unknown": QT_TRANSLATE_NOOP(
        "words",
        "It is not known yet how this PBX writes dates, and a report asked for in another way would"
        " show noughts. It is known as soon as the PBX has written down one call. Try again then.",
    ),
    "report.no_queue": QT_TRANSLATE_NOOP(
        "words", "This queue is not there any more, or you no longer manage it. Choose another one."
    ),
    "report.period": QT_TRANSLATE_NOOP(
        "words", "These days cannot be reported on: at most a year, the first day first."
    ),
    "report.exported": QT_TRANSLATE_NOOP("words", "Saved: {path}"),
    "report.not_exported": QT_TRANSLATE_NOOP(
        "words",
        "The file could not be written. Choose another place, or make room on the disk, and save"
        " again.",
    ),
    # the link and the sign-in
    "error.cannot_connect": QT_TRANSLATE_NOOP(
        "words",
        "Nothing answers at this address. The PBX may be switched off, or the address or port is"
        " wrong. Check the address; from outside the office a VPN may be needed.",
    ),
    "error.link": QT_TRANSLATE_NOOP(
        "words",
        "The connection to the PBX failed. What you see may be old. It is being tried again.",
    ),
    "error.link_lost": QT_TRANSLATE_NOOP(
        "words",
        "The connection to the PBX was lost. Calls go on at the phone; what you see here may be"
        " old. It is being set up again.",
    ),
    "error.not_ready": QT_TRANSLATE_NOOP(
        "words",
        "The PBX answers that it is not ready (HTTP {status}): it may be starting, or have too much"
        " to do. It is tried again by itself; what you asked for, try again in a moment.",
    ),
    "error.link_timeout": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not answer in time. It may be busy or the network slow. It is being tried"
        " again; you need not do anything.",
    ),
    "error.certificate": QT_TRANSLATE_NOOP(
        "words",
        "The certificate of {host} is not trusted, so nothing was sent. It was issued by {issuer}."
        " Its SHA-256 fingerprint is {sha256}. Compare it with the one that your administrator"
        " gives you; if it is the same, trust exactly this one.",
    ),
    "error.certificate_changed": QT_TRANSLATE_NOOP(
        "words",
        "The certificate of {host} is not the one that was trusted until now, so nothing was sent."
        " Either it was renewed, or somebody answers in its place. It was issued by {issuer}. Its"
        " SHA-256 fingerprint is {sha256}. Ask your administrator before you trust it.",
    ),
    "error.certificate_unread": QT_TRANSLATE_NOOP(
        "words",
        "The certificate of {host} is not trusted, so nothing was sent, and it could not be read"
        " to be shown here. Give the CA's certificate as a file, or ask your administrator.",
    ),
    "error.auth": QT_TRANSLATE_NOOP(
        "words",
        "The PBX did not let us in. Nothing is tried again by itself. Check what you entered, or"
        " ask your administrator.",
    ),
    "error.credentials": QT_TRANSLATE_NOOP(
        "words",
        "Client ID or client secret is wrong. After five wrong tries in a row the PBX blocks the"
        " address of your whole office. Check both, or ask your administrator, before you try"
        " again.",
    ),
    "error.token_expired": QT_TRANSLATE_NOOP(
        "words", "The PBX ended this session. A new one is on its way: try again in a moment."
    ),
    "error.signed_out": QT_TRANSLATE_NOOP(
        "words", "The PBX ended this session. Sign in again to go on."
    ),
    "error.session_renewed": QT_TRANSLATE_NOOP(
        "words",
        "The session with the PBX had ended and was renewed just now. Nothing was done: do it once"
        " more.",
    ),
    "error.seat_limit": QT_TRANSLATE_NOOP(
        "words",
        "All 8 places of this API client are taken: so many programs are signed in with it already."
        " It waits for one to become free. Sign out somewhere else, or ask your administrator for a"
        " client of your own.",
    ),
    "diagnostics.file": QT_TRANSLATE_NOOP(
        "words",
        "The file could not be written. Choose another place, or make room on the disk, and save"
        " again.",
    ),
    "diagnostics.saved": QT_TRANSLATE_NOOP("words", "Saved: {path}"),
    "error.address_blocked": QT_TRANSLATE_NOOP(
        "words",
        "The PBX has blocked the address of your office after too many wrong tries. Nobody here can"
        " sign in. Ask your administrator to unblock it (PBX: Security > Blocked IPs).",
    ),
    "error.address_forbidden": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not allow its API to be used from this address. Ask your administrator to add"
        " it to the allowed addresses (PBX: Integrations > API).",
    ),
    "error.api_disabled": QT_TRANSLATE_NOOP(
        "words",
        "Integrations > API is switched off on the PBX, so no program can use it. Ask your"
        " administrator to switch it on, then sign in again.",
    ),
    "error.no_such_api": QT_TRANSLATE_NOOP(
        "words",
        "A PBX answers, but it does not have the API that this program speaks, or has it switched"
        " off. It did not look at the secret. Check which kind of PBX it is, or ask your"
        " administrator to switch its API on, then sign in again.",
    ),
    "error.extension_not_found": QT_TRANSLATE_NOOP(
        "words",
        "The PBX has no extension {extension}. Client ID and secret are right. Check the number:"
        " it is the one that colleagues dial to reach you.",
    ),
    "error.not_a_pbx": QT_TRANSLATE_NOOP(
        "words",
        "Something answers at this address, but it is not the API of a PBX. Check address and port;"
        " the API often has the port of the PBX's web page, for example 8088.",
    ),
    "error.no_token": QT_TRANSLATE_NOOP(
        "words",
        "The PBX took client ID and secret, but its answer has no token, so signing in cannot be"
        " completed. Sign in again; if this goes on, tell your administrator.",
    ),
    "error.no_answer": QT_TRANSLATE_NOOP(
        "words",
        "The PBX, or something on the way to it, sent something that is no answer: it may be"
        " starting. The connection mends itself; what you asked for, try again in a moment. If this"
        " goes on, tell your administrator.",
    ),
    "error.wire": QT_TRANSLATE_NOOP(
        "words",
        "The PBX sent something that cannot be read. It was left out; the rest is shown. If this"
        " goes on, tell your administrator.",
    ),
    "session.silent": QT_TRANSLATE_NOOP(
        "words",
        "The PBX has calls of yours but reports none of them. Its monitoring is off: ask your"
        " administrator to tick, under Integrations > API, the monitoring of extension call state,"
        " extension registration, extension presence and trunk call state.",
    ),
    # commands
    "error.pbx": QT_TRANSLATE_NOOP(
        "words", "The PBX answered with an error. Nothing was changed. Try again."
    ),
    "error.command": QT_TRANSLATE_NOOP(
        "words", "The PBX refused this. Nothing was changed. Use the phone if it is urgent."
    ),
    "error.not_supported": QT_TRANSLATE_NOOP(
        "words",
        "This PBX cannot do that. Nothing was changed. Ask your administrator for another way.",
    ),
    "error.not_supported_phone": QT_TRANSLATE_NOOP(
        "words", "This PBX or this phone cannot do that. Use the keys of the phone instead."
    ),
    "error.no_such_function": QT_TRANSLATE_NOOP(
        "words",
        "The PBX has no such function at this address ({answer}), so this was not done. It may be"
        " starting: try again in a moment. If this goes on, tell your administrator.",
    ),
    "error.no_such_function_phone": QT_TRANSLATE_NOOP(
        "words",
        "The PBX has no such function at this address ({answer}), so this was not done. It may be"
        " starting: try again in a moment, or use the keys of the phone.",
    ),
    "error.not_permitted": QT_TRANSLATE_NOOP(
        "words",
        "You are not allowed to do that. Ask your administrator for the right to do it.",
    ),
    "error.invalid_state": QT_TRANSLATE_NOOP(
        "words",
        "The call has changed in the meantime, so this was not done. Look at the card and try"
        " again.",
    ),
    "error.no_such_target": QT_TRANSLATE_NOOP(
        "words", "Nobody has this number, or the call is over. Check the number."
    ),
    "error.target_busy": QT_TRANSLATE_NOOP(
        "words", "The other side is busy or does not take the call. Try again later."
    ),
    "error.outcome_unknown": QT_TRANSLATE_NOOP(
        "words",
        "The command was sent, but the PBX did not say whether it was done. The picture is being"
        " fetched again: look before you repeat it.",
    ),
    "error.usage": QT_TRANSLATE_NOOP("words", "That cannot be done as asked."),
    "dial.empty": QT_TRANSLATE_NOOP(
        "words", "There is nothing to call. Type an extension, a name or a number."
    ),
    "dial.letters": QT_TRANSLATE_NOOP(
        "words", "“{text}” has letters in it, so it is no number. Type digits, or a name."
    ),
    "dial.characters": QT_TRANSLATE_NOOP(
        "words", "“{text}” is no number: only digits, +, * and # can be dialled."
    ),
    "dial.plus": QT_TRANSLATE_NOOP(
        "words", "“{text}” is no number: a plus sign may stand only at its beginning."
    ),
    "dial.too_long": QT_TRANSLATE_NOOP(
        "words", "“{text}” is too long to be a number: at most 32 digits can be dialled."
    ),
    "contact.numbers": QT_TRANSLATE_NOOP(
        "words",
        "The PBX keeps at most {most} numbers of one contact. Nothing was saved. Take one away.",
    ),
    "contact.phonebook": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not tell which phonebook “{name}” is. Nothing was saved.",
    ),
    "dial.nobody": QT_TRANSLATE_NOOP(
        "words",
        "Nobody is called “{text}”. Nothing was dialled. Type more of the name, or a number.",
    ),
    "dial.several": QT_TRANSLATE_NOOP(
        "words", "Several people fit “{text}”. Choose one from the list."
    ),
    # ours
    "error.internal": QT_TRANSLATE_NOOP(
        "words",
        "Something went wrong in this program. Your calls are not touched. If it happens again,"
        " send the log to your administrator.",
    ),
    "error.illegal_transition": QT_TRANSLATE_NOOP(
        "words",
        "The PBX reported something that cannot be. The true picture is being fetched again.",
    ),
    "error.settings": QT_TRANSLATE_NOOP(
        "words", "A setting could not be read or saved. The rest holds. Open the settings and look."
    ),
    "error.settings_file": QT_TRANSLATE_NOOP(
        "words",
        "The settings file {file} has errors. What could be read holds, a copy of the old file was"
        " kept. Check your settings.",
    ),
    "error.storage": QT_TRANSLATE_NOOP(
        "words",
        "A file of this program could not be read or written. Check that the disk is not full.",
    ),
    "error.secret_store": QT_TRANSLATE_NOOP(
        "words",
        "The system's key store is missing or locked, so nothing can be remembered. You can go on;"
        " the next start asks for the secret again.",
    ),
    "directory.failed": QT_TRANSLATE_NOOP(
        "words",
        "Part of the PBX's directory could not be loaded. Some names are missing; calls are not"
        " affected.",
    ),
    # asked for from outside the window
    "account.kind": QT_TRANSLATE_NOOP(
        "words", "“{text}” is no kind of PBX that this program knows. Check the spelling."
    ),
    "call.none": QT_TRANSLATE_NOOP(
        "words", "There is no call to do that with. Look at the list of calls."
    ),
    "call.several": QT_TRANSLATE_NOOP(
        "words", "Several calls come into question. Name the one that is meant."
    ),
    "capture.file": QT_TRANSLATE_NOOP(
        "words", "The file to record into cannot be written. Choose another place."
    ),
    "capture.off": QT_TRANSLATE_NOOP("words", "Nothing is being recorded."),
    "capture.running": QT_TRANSLATE_NOOP(
        "words", "It is being recorded already. Stop that recording first."
    ),
    "capture.signed_out": QT_TRANSLATE_NOOP(
        "words", "Nobody is signed in, so there is nothing to record. Sign in first."
    ),
    "ctl.not_available": QT_TRANSLATE_NOOP(
        "words", "“{verb}” cannot be done here: this program was started without it."
    ),
    "dial.feature_code": QT_TRANSLATE_NOOP(
        "words",
        "{number} is a code that commands the PBX, not a number. Nothing was dialled. Confirm it if"
        " that is what you want.",
    ),
    "calls.too_many": QT_TRANSLATE_NOOP(
        "words",
        "The PBX tells of more than {most} calls at your extension at once. The oldest {most} are"
        " shown.",
    ),
    "link.too_soon": QT_TRANSLATE_NOOP(
        "words", "Links to call somebody come too fast: one a second is taken."
    ),
    "dial.premium": QT_TRANSLATE_NOOP(
        "words",
        "Calls to {number} may cost a lot. Nothing was dialled. Confirm it if that is what you"
        " want.",
    ),
    "error.demo": QT_TRANSLATE_NOOP(
        "words",
        "The simulated PBX does not start or does not answer. Close the program and start"
        " it again.",
    ),
    "signin.nothing_remembered": QT_TRANSLATE_NOOP(
        "words", "Nobody has signed in here yet. Say the address, the client ID and the extension."
    ),
    "signin.signed_out_already": QT_TRANSLATE_NOOP("words", "Nobody is signed in."),
    "signin.somebody_else": QT_TRANSLATE_NOOP(
        "words", "Extension {extension} is signed in at {address}. Sign out first."
    ),
    "screenpop.wayland": QT_TRANSLATE_NOOP(
        "words",
        "This desktop lets no program place a window, so calls are shown as notifications instead"
        " of cards. The main window shows them all.",
    ),
    "tray.missing": QT_TRANSLATE_NOOP(
        "words",
        "This desktop has no tray. When you close the window it is minimised, so that calls can"
        " still be shown.",
    ),
    "tray.kept": QT_TRANSLATE_NOOP(
        "words", "It goes on in the tray, so that calls can still be shown. Quit from its menu."
    ),
}

# --- words of the window: the kit, the pop, the tray ----------------------------------------------

WORDS: dict[str, str] = {
    "app": QT_TRANSLATE_NOOP("words", "ctiapp"),
    "close": QT_TRANSLATE_NOOP("words", "Close"),
    "details": QT_TRANSLATE_NOOP("words", "PBX code {code}"),
    "pop.answer": QT_TRANSLATE_NOOP("words", "Answer"),
    "pop.caller_withheld": QT_TRANSLATE_NOOP("words", "Number withheld"),
    "pop.caller_unknown": QT_TRANSLATE_NOOP("words", "Unknown caller"),
    "pop.called": QT_TRANSLATE_NOOP("words", "Called {number}"),
    "pop.trunk": QT_TRANSLATE_NOOP("words", "Line: {name}"),
    "pop.lift": QT_TRANSLATE_NOOP("words", "Lift the handset to answer"),
    "pop.window": QT_TRANSLATE_NOOP("words", "Incoming call"),
    "pop.spoken_offered": QT_TRANSLATE_NOOP("words", "{name} calls: accept or refuse"),
    "pop.spoken": QT_TRANSLATE_NOOP("words", "Incoming call from {name}"),
    "tray.show": QT_TRANSLATE_NOOP("words", "Show the window"),
    "tray.quit": QT_TRANSLATE_NOOP("words", "Quit"),
    "tray.tip": QT_TRANSLATE_NOOP("words", "ctiapp – {state}"),
}

# --- words of the window: main window, sign-in, calls, search, settings ---------------------------

WORDS |= {
    # the header and the rail
    "nav.calls": QT_TRANSLATE_NOOP("words", "Calls"),
    "nav.people": QT_TRANSLATE_NOOP("words", "People"),
    "nav.history": QT_TRANSLATE_NOOP("words", "History"),
    "nav.waiting": QT_TRANSLATE_NOOP("words", "{count} waiting"),
    "nav.settings": QT_TRANSLATE_NOOP("words", "Settings"),
    "nav.help": QT_TRANSLATE_NOOP("words", "Help"),
    "help.keys": QT_TRANSLATE_NOOP("words", "All keys"),
    "nav.signin": QT_TRANSLATE_NOOP("words", "Sign in"),
    "header.plain": QT_TRANSLATE_NOOP("words", "Not encrypted"),
    "header.plain_hint": QT_TRANSLATE_NOOP(
        "words",
        "The address begins with http://, so whoever can listen to the network can read your"
        " calls and take over your sign-in. Sign in with https:// if the PBX can do it.",
    ),
    "header.me": QT_TRANSLATE_NOOP("words", "{name} · {number}"),
    "strip.reconnecting": QT_TRANSLATE_NOOP(
        "words",
        "The connection to the PBX is down. What you see is from {time}; calls go on at the phone.",
    ),
    "strip.reconnecting_unknown": QT_TRANSLATE_NOOP(
        "words", "The connection to the PBX is down. Calls go on at the phone."
    ),
    "strip.retry": QT_TRANSLATE_NOOP("words", "Try now"),
    "status.conflict": QT_TRANSLATE_NOOP(
        "words",
        "{shortcut} is set for two things: {first}, and {second}. Nothing was done. Change one of"
        " them in the settings.",
    ),
    "window.places": QT_TRANSLATE_NOOP("words", "Places"),
    "window.status": QT_TRANSLATE_NOOP("words", "Status"),
    # what a key can do
    "action.search": QT_TRANSLATE_NOOP("words", "Search and call"),
    "action.answer": QT_TRANSLATE_NOOP(
        "words", "Answer the oldest ringing call, or accept an offered one"
    ),
    "action.hang_up": QT_TRANSLATE_NOOP("words", "Hang up the selected call"),
    "action.reject": QT_TRANSLATE_NOOP(
        "words", "Reject the oldest ringing call, or refuse an offered one"
    ),
    "action.next_ringing": QT_TRANSLATE_NOOP(
        "words", "Move on to the next ringing call: answer or reject that one"
    ),
    "action.hold": QT_TRANSLATE_NOOP("words", "Hold or resume the selected call"),
    "action.next_call": QT_TRANSLATE_NOOP("words", "Select the next call"),
    "action.previous_call": QT_TRANSLATE_NOOP("words", "Select the previous call"),
    "action.place_calls": QT_TRANSLATE_NOOP("words", "Show the calls"),
    "action.place_people": QT_TRANSLATE_NOOP("words", "Show the people"),
    "action.place_history": QT_TRANSLATE_NOOP("words", "Show what happened"),
    "action.place_settings": QT_TRANSLATE_NOOP("words", "Show the settings"),
    "action.keys_help": QT_TRANSLATE_NOOP("words", "Help: all keys, diagnostics, version"),
    "action.close": QT_TRANSLATE_NOOP("words", "Close what is open"),
    "action.quit": QT_TRANSLATE_NOOP("words", "Quit"),
    # the calls place
    "calls.empty": QT_TRANSLATE_NOOP("words", "No call at the moment"),
    "calls.empty_hint": QT_TRANSLATE_NOOP(
        "words",
        "Incoming calls appear here by themselves. To call somebody, press {shortcut} and type a"
        " name or a number.",
    ),
    "calls.empty_hint_no_key": QT_TRANSLATE_NOOP(
        "words",
        "Incoming calls appear here by themselves. To call somebody, type a name or a number"
        " at the top.",
    ),
    "calls.list": QT_TRANSLATE_NOOP("words", "Calls"),
    "card.via": QT_TRANSLATE_NOOP("words", "via"),
    "card.direct": QT_TRANSLATE_NOOP("words", "direct"),
    "card.internal": QT_TRANSLATE_NOOP("words", "internal"),
    "card.outgoing": QT_TRANSLATE_NOOP("words", "outgoing"),
    "card.called": QT_TRANSLATE_NOOP("words", "Called {number}"),
    "card.pick_up": QT_TRANSLATE_NOOP("words", "Pick up your phone, then {name} is called"),
    "card.offered": QT_TRANSLATE_NOOP("words", "no phone rings yet"),
    "card.other_holds": QT_TRANSLATE_NOOP("words", "The other side has put you on hold"),
    "card.take_back_at_phone": QT_TRANSLATE_NOOP(
        "words", "Several calls are on hold: take this one back with the keys of your phone"
    ),
    "card.old": QT_TRANSLATE_NOOP("words", "Not updated for"),
    "card.spoken": QT_TRANSLATE_NOOP("words", "{state}: {name}, {number}"),
    "card.spoken_selected": QT_TRANSLATE_NOOP("words", "{state}: {name}, {number}, selected"),
    "heard.offered": QT_TRANSLATE_NOOP(
        "words", "{name} calls from outside: accept or refuse within 10 seconds"
    ),
    "heard.ringing": QT_TRANSLATE_NOOP("words", "{name} is calling"),
    "heard.ringing_via": QT_TRANSLATE_NOOP("words", "{name} is calling, via {via}"),
    "heard.meant": QT_TRANSLATE_NOOP("words", "{name}: answer or reject"),
    "heard.meant_offered": QT_TRANSLATE_NOOP("words", "{name}: accept or refuse"),
    "heard.meant_to_reject": QT_TRANSLATE_NOOP("words", "{name}: reject, or lift the handset"),
    "heard.ended": QT_TRANSLATE_NOOP("words", "Call with {name}: {how}"),
    "heard.selected": QT_TRANSLATE_NOOP("words", "Selected: {name}"),
    "justnow.heading": QT_TRANSLATE_NOOP("words", "Just now"),
    "justnow.empty": QT_TRANSLATE_NOOP(
        "words", "Calls that end while you work are listed here, so that you can call back."
    ),
    "justnow.call_back": QT_TRANSLATE_NOOP("words", "Call back"),
    "justnow.call_again": QT_TRANSLATE_NOOP("words", "Call"),
    "justnow.call_spoken": QT_TRANSLATE_NOOP("words", "Call {name}"),
    "justnow.missed": QT_TRANSLATE_NOOP("words", "missed"),
    "justnow.rang": QT_TRANSLATE_NOOP("words", "rang {age}"),
    "away.heading": QT_TRANSLATE_NOOP("words", "While you were away"),
    "away.dismiss": QT_TRANSLATE_NOOP("words", "I have read this"),
    "away.missed": QT_TRANSLATE_NOOP("words", "Missed"),
    "away.missed_at": QT_TRANSLATE_NOOP("words", "Missed, rang at {time}"),
    "away.ringing": QT_TRANSLATE_NOOP("words", "Ringing"),
    "away.talking": QT_TRANSLATE_NOOP("words", "Talking"),
    "away.held": QT_TRANSLATE_NOOP("words", "On hold"),
    "away.dialling": QT_TRANSLATE_NOOP("words", "Calling"),
    "away.since": QT_TRANSLATE_NOOP("words", "{was} since {time}"),
    "away.ended": QT_TRANSLATE_NOOP("words", "Ended {lost} – {found}"),
    "away.ended_at": QT_TRANSLATE_NOOP("words", "Ended at {time}"),
    "away.heard": QT_TRANSLATE_NOOP(
        "words", "Connected again. While you were away, calls ended: {count}"
    ),
    "people.heading": QT_TRANSLATE_NOOP("words", "People"),
    "people.loading": QT_TRANSLATE_NOOP("words", "Loading names: {loaded} of {total}"),
    "people.loading_unknown": QT_TRANSLATE_NOOP("words", "Loading names: {loaded}"),
    "people.empty": QT_TRANSLATE_NOOP(
        "words",
        "No other extension is known yet. When the names are loaded, your colleagues are"
        " listed here.",
    ),
    "people.spoken": QT_TRANSLATE_NOOP("words", "{name}, {number}, {state}"),
    "lamp.free": QT_TRANSLATE_NOOP("words", "Free"),
    "lamp.talking": QT_TRANSLATE_NOOP("words", "On a call"),
    "lamp.ringing": QT_TRANSLATE_NOOP("words", "Ringing"),
    "lamp.do_not_disturb": QT_TRANSLATE_NOOP("words", "Do not disturb"),
    "lamp.away": QT_TRANSLATE_NOOP("words", "Away"),
    "lamp.lunch": QT_TRANSLATE_NOOP("words", "At lunch"),
    "lamp.business_trip": QT_TRANSLATE_NOOP("words", "On a business trip"),
    "lamp.off_work": QT_TRANSLATE_NOOP("words", "Off work"),
    "lamp.unregistered": QT_TRANSLATE_NOOP("words", "No phone registered"),
    "lamp.unknown": QT_TRANSLATE_NOOP("words", "Not known"),
    "tile.you": QT_TRANSLATE_NOOP("words", "you"),
    "tile.with": QT_TRANSLATE_NOOP("words", "With {name}"),
    "tile.calls": QT_TRANSLATE_NOOP("words", "Calling {name}"),
    "tile.rings": QT_TRANSLATE_NOOP("words", "Rings: {name}"),
    "tile.with_you": QT_TRANSLATE_NOOP("words", "With you"),
    "tile.calls_you": QT_TRANSLATE_NOOP("words", "Calling you"),
    "tile.rings_you": QT_TRANSLATE_NOOP("words", "Rings: you"),
    "tile.more": QT_TRANSLATE_NOOP("words", "{who} +{count}"),
    # the place of the people
    "people.all": QT_TRANSLATE_NOOP("words", "All {count}"),
    "people.everybody": QT_TRANSLATE_NOOP("words", "Everybody"),
    "people.favourites": QT_TRANSLATE_NOOP("words", "Favourites"),
    "people.busy": QT_TRANSLATE_NOOP("words", "Busy now"),
    "people.registered": QT_TRANSLATE_NOOP("words", "Registered"),
    "people.groups": QT_TRANSLATE_NOOP("words", "Groups"),
    "people.group_spoken": QT_TRANSLATE_NOOP("words", "{name}, {count}"),
    "people.panel": QT_TRANSLATE_NOOP("words", "Extensions"),
    "people.filter": QT_TRANSLATE_NOOP("words", "Name, number or department"),
    "people.filter_spoken": QT_TRANSLATE_NOOP("words", "Filter the people"),
    "people.tiles": QT_TRANSLATE_NOOP("words", "Tiles"),
    "people.compact": QT_TRANSLATE_NOOP("words", "Compact"),
    "people.by_name": QT_TRANSLATE_NOOP("words", "By name"),
    "people.by_number": QT_TRANSLATE_NOOP("words", "By number"),
    "people.size_spoken": QT_TRANSLATE_NOOP("words", "Size: {size}. Press to change it."),
    "people.order_spoken": QT_TRANSLATE_NOOP("words", "Sorted {order}. Press to change it."),
    "people.none_fits": QT_TRANSLATE_NOOP("words", "Nobody here fits what you typed."),
    "people.no_favourite": QT_TRANSLATE_NOOP(
        "words", "No favourite yet. The menu of a person makes them one."
    ),
    "people.nobody_busy": QT_TRANSLATE_NOOP("words", "Nobody is on a call now."),
    "people.nobody": QT_TRANSLATE_NOOP("words", "Nobody is here."),
    "people.strip": QT_TRANSLATE_NOOP("words", "Current calls"),
    "people.strip_hint": QT_TRANSLATE_NOOP(
        "words", "Drag a call onto a person or a queue to transfer it. With Shift: consult first."
    ),
    "people.call": QT_TRANSLATE_NOOP("words", "Call {name}"),
    "people.copy": QT_TRANSLATE_NOOP("words", "Copy the number {number}"),
    "people.make_favourite": QT_TRANSLATE_NOOP("words", "Make a favourite"),
    "people.no_more_favourite": QT_TRANSLATE_NOOP("words", "No longer a favourite"),
    "people.menu": QT_TRANSLATE_NOOP("words", "What to do with {name}"),
    "offer.transfer": QT_TRANSLATE_NOOP("words", "Transfer {caller} to {name}"),
    "offer.consult": QT_TRANSLATE_NOOP("words", "Consult {name} first, {caller} waits"),
    "offer.safe_transfer": QT_TRANSLATE_NOOP(
        "words", "Transfer {caller} to {name}, and take back if nobody answers"
    ),
    "offer.add": QT_TRANSLATE_NOOP("words", "Add {name} to the call with {caller}"),
    "offer.same": QT_TRANSLATE_NOOP("words", "{name} is in this call already"),
    "offer.not_now": QT_TRANSLATE_NOOP("words", "{verb}: not possible for {caller} now"),
    "offer.nobody": QT_TRANSLATE_NOOP("words", "{caller}: take the call to a person or a queue"),
    "offer.talks": QT_TRANSLATE_NOOP("words", "{name} is on a call"),
    "offer.rings": QT_TRANSLATE_NOOP("words", "{name} is being called"),
    "offer.do_not_disturb": QT_TRANSLATE_NOOP("words", "{name} does not want to be disturbed"),
    "offer.unregistered": QT_TRANSLATE_NOOP("words", "{name} has no phone registered"),
    "offer.away": QT_TRANSLATE_NOOP("words", "{name}: {state}"),
    "offer.premium": QT_TRANSLATE_NOOP("words", "Calls to {number} may cost a lot"),
    "offer.feature_code": QT_TRANSLATE_NOOP("words", "{number} is a code that commands the PBX"),
    "offer.nobody_in_queue": QT_TRANSLATE_NOOP("words", "Nobody is logged in to {name}"),
    "offer.transfer_anyway": QT_TRANSLATE_NOOP("words", "{state}: transfer anyway"),
    "offer.call_anyway": QT_TRANSLATE_NOOP("words", "{state}: call anyway"),
    "offer.drop_hint": QT_TRANSLATE_NOOP("words", "Shift: consult first · Esc: leave it"),
    "offer.drop_hint_consult": QT_TRANSLATE_NOOP(
        "words", "Without Shift: transfer · Esc: leave it"
    ),
    "offer.ask_hint": QT_TRANSLATE_NOOP("words", "Enter does it · Esc leaves it"),
    "offer.ask_hint_key": QT_TRANSLATE_NOOP("words", "Enter or {shortcut} does it · Esc leaves it"),
    "offer.leave_hint": QT_TRANSLATE_NOOP("words", "Esc closes this"),
    "offer.drop_asks": QT_TRANSLATE_NOOP("words", "Let go, then choose the number:"),
    "offer.ask_ways": QT_TRANSLATE_NOOP("words", "← → another number ({place} of {count})"),
    "ways.menu": QT_TRANSLATE_NOOP("words", "By which number? {name}"),
    "ways.here": QT_TRANSLATE_NOOP("words", "in this call already"),
    # the search box
    "search.placeholder": QT_TRANSLATE_NOOP("words", "Name, extension or number…"),
    "search.name": QT_TRANSLATE_NOOP("words", "Search and call"),
    "search.results": QT_TRANSLATE_NOOP("words", "Matches"),
    "search.call_typed": QT_TRANSLATE_NOOP("words", "Call {number}"),
    "search.typed_detail": QT_TRANSLATE_NOOP("words", "as typed"),
    "search.ask": QT_TRANSLATE_NOOP(
        "words", "{number} is a code that commands the PBX. Press Enter again to dial {number}."
    ),
    "search.ask_premium": QT_TRANSLATE_NOOP(
        "words", "Calls to {number} may cost a lot. Press Enter again to dial {number}."
    ),
    "search.prefilled": QT_TRANSLATE_NOOP(
        "words", "Press Enter to call {number}, or Esc to leave it."
    ),
    "search.dialling": QT_TRANSLATE_NOOP("words", "Calling {number}…"),
    "search.hint": QT_TRANSLATE_NOOP("words", "↑ ↓ choose · Enter calls · Esc closes"),
    "search.call": QT_TRANSLATE_NOOP("words", "Call"),
    "search.nobody": QT_TRANSLATE_NOOP("words", "Nobody fits “{text}”."),
    "place.queue": QT_TRANSLATE_NOOP("words", "Queue"),
    "place.ivr": QT_TRANSLATE_NOOP("words", "Voice menu"),
    "place.ring_group": QT_TRANSLATE_NOOP("words", "Ring group"),
    "place.conference": QT_TRANSLATE_NOOP("words", "Conference"),
    # the sign-in page
    "signin.title": QT_TRANSLATE_NOOP("words", "Sign in to your PBX"),
    "signin.lead": QT_TRANSLATE_NOOP(
        "words", "Your administrator gives you the client ID and its secret."
    ),
    "signin.address": QT_TRANSLATE_NOOP("words", "PBX address"),
    "signin.address_example": QT_TRANSLATE_NOOP("words", "pbx.example.com or 192.168.5.150:8088"),
    "signin.client_id": QT_TRANSLATE_NOOP("words", "Client ID"),
    "signin.secret": QT_TRANSLATE_NOOP("words", "Client secret"),
    "signin.secret_kept": QT_TRANSLATE_NOOP("words", "remembered – leave empty to use it"),
    "signin.reveal": QT_TRANSLATE_NOOP("words", "Show"),
    "signin.conceal": QT_TRANSLATE_NOOP("words", "Hide"),
    "signin.reveal_spoken": QT_TRANSLATE_NOOP("words", "Show the client secret"),
    "signin.conceal_spoken": QT_TRANSLATE_NOOP("words", "Hide the client secret"),
    "signin.extension": QT_TRANSLATE_NOOP("words", "Your extension"),
    "signin.extension_example": QT_TRANSLATE_NOOP("words", "for example 2000"),
    "signin.remember": QT_TRANSLATE_NOOP("words", "Remember me on this computer"),
    "signin.remember_hint": QT_TRANSLATE_NOOP(
        "words",
        "The secret is kept in the system's key store, and the next start signs in by itself.",
    ),
    "signin.advanced": QT_TRANSLATE_NOOP("words", "Advanced"),
    "signin.ca": QT_TRANSLATE_NOOP("words", "CA file"),
    "signin.ca_example": QT_TRANSLATE_NOOP("words", "only where your company has its own"),
    "signin.choose": QT_TRANSLATE_NOOP("words", "Choose…"),
    "signin.proxy": QT_TRANSLATE_NOOP("words", "Proxy"),
    "signin.proxy_example": QT_TRANSLATE_NOOP("words", "http://proxy.example.com:3128"),
    "signin.submit": QT_TRANSLATE_NOOP("words", "Sign in"),
    "signin.cancel": QT_TRANSLATE_NOOP("words", "Cancel"),
    "signin.working": QT_TRANSLATE_NOOP("words", "Connecting…"),
    "signin.wrong.empty": QT_TRANSLATE_NOOP("words", "Please fill this in."),
    "signin.wrong.blank_inside": QT_TRANSLATE_NOOP(
        "words", "There is a blank in it. Check what you pasted."
    ),
    "signin.wrong.not_an_extension": QT_TRANSLATE_NOOP("words", "An extension has digits only."),
    "signin.wrong.not_an_address": QT_TRANSLATE_NOOP(
        "words", "Type a host name or an address, for example pbx.example.com."
    ),
    "signin.wrong.no_such_file": QT_TRANSLATE_NOOP("words", "There is no such file."),
    "signin.wrong.not_a_proxy": QT_TRANSLATE_NOOP(
        "words", "Type the proxy as a URL, for example http://proxy.example.com:3128."
    ),
    "signin.warn": QT_TRANSLATE_NOOP(
        "words",
        "Be sure before you try: after the last wrong try the PBX blocks the address of your"
        " whole office.",
    ),
    "signin.certificate": QT_TRANSLATE_NOOP(
        "words", "This PBX shows a certificate that this computer does not know"
    ),
    "signin.certificate_lead": QT_TRANSLATE_NOOP(
        "words",
        "That is usual for a PBX in the own house. Nothing was sent yet. Compare the"
        " fingerprint with the one that your administrator gives you.",
    ),
    "signin.certificate_changed": QT_TRANSLATE_NOOP(
        "words", "The certificate of this PBX has changed"
    ),
    "signin.certificate_changed_lead": QT_TRANSLATE_NOOP(
        "words",
        "Another one was trusted until now. Either it was renewed, or somebody answers in the"
        " PBX's place to learn your secret. Nothing was sent. Ask your administrator, and trust it"
        " only if the fingerprint that they give you is the new one.",
    ),
    "signin.certificate_before": QT_TRANSLATE_NOOP("words", "SHA-256 that was trusted"),
    "signin.certificate_now": QT_TRANSLATE_NOOP("words", "SHA-256 that is shown now"),
    "signin.certificate_trust_new": QT_TRANSLATE_NOOP("words", "Trust the new certificate"),
    "signin.plain": QT_TRANSLATE_NOOP(
        "words",
        "Not encrypted: whoever can listen to the network can read the client secret and your"
        " calls. With http:// you allow that for this address; use https:// if the PBX can do it.",
    ),
    "signin.certificate_host": QT_TRANSLATE_NOOP("words", "Address"),
    "signin.certificate_issuer": QT_TRANSLATE_NOOP("words", "Issued by"),
    "signin.certificate_sha256": QT_TRANSLATE_NOOP("words", "SHA-256"),
    "signin.certificate_trust": QT_TRANSLATE_NOOP("words", "Trust exactly this certificate"),
    # the settings page
    "settings.title": QT_TRANSLATE_NOOP("words", "Settings"),
    "settings.appearance": QT_TRANSLATE_NOOP("words", "Appearance"),
    "settings.language": QT_TRANSLATE_NOOP("words", "Language"),
    "settings.language.system": QT_TRANSLATE_NOOP("words", "As the system"),
    "settings.language.en": QT_TRANSLATE_NOOP("words", "English"),
    "settings.language.zh_CN": QT_TRANSLATE_NOOP("words", "简体中文"),
    "settings.theme": QT_TRANSLATE_NOOP("words", "Colours"),
    "settings.theme.system": QT_TRANSLATE_NOOP("words", "As the system"),
    "settings.theme.light": QT_TRANSLATE_NOOP("words", "Light"),
    "settings.theme.dark": QT_TRANSLATE_NOOP("words", "Dark"),
    "settings.calls": QT_TRANSLATE_NOOP("words", "Calls"),
    "settings.card_corner": QT_TRANSLATE_NOOP("words", "Cards appear"),
    "settings.corner.top-left": QT_TRANSLATE_NOOP("words", "Top left"),
    "settings.corner.top-right": QT_TRANSLATE_NOOP("words", "Top right"),
    "settings.corner.bottom-left": QT_TRANSLATE_NOOP("words", "Bottom left"),
    "settings.corner.bottom-right": QT_TRANSLATE_NOOP("words", "Bottom right"),
    "settings.auto_answer": QT_TRANSLATE_NOOP(
        "words", "When I dial from here, my phone picks up by itself"
    ),
    "settings.auto_answer_hint": QT_TRANSLATE_NOOP(
        "words",
        "For phones that can do that. Otherwise your phone rings first and you lift the handset.",
    ),
    "settings.screen_calls": QT_TRANSLATE_NOOP("words", "Screen calls before they ring"),
    "settings.screen_calls_hint": QT_TRANSLATE_NOOP(
        "words",
        "A call from outside then waits 10 seconds for you: accept puts it through, refuse turns it"
        " away. Works on lines whose inbound control your administrator has switched on.",
    ),
    "settings.safe_transfer": QT_TRANSLATE_NOOP("words", "A safe transfer waits for an answer"),
    "settings.dialling": QT_TRANSLATE_NOOP("words", "Dialling"),
    "settings.country": QT_TRANSLATE_NOOP("words", "Country, in two letters (for example CN)"),
    "settings.country_wrong": QT_TRANSLATE_NOOP(
        "words", "A country is two letters, for example CN or DE."
    ),
    "settings.country_unknown": QT_TRANSLATE_NOOP(
        "words", "No country has these two letters, so the best-known emergency numbers hold."
    ),
    "settings.emergency": QT_TRANSLATE_NOOP(
        "words",
        "Emergency numbers, dialled at once and exactly as typed: {numbers}",
    ),
    "settings.emergency_spoken": QT_TRANSLATE_NOOP("words", "Emergency numbers"),
    "actions.title": QT_TRANSLATE_NOOP(
        "words",
        "When a call comes, open or run",
    ),
    "actions.lead": QT_TRANSLATE_NOOP(
        "words",
        "A web page is opened, or a program run, by itself. The card always comes first.",
    ),
    "actions.add": QT_TRANSLATE_NOOP(
        "words",
        "Add an action",
    ),
    "actions.edit": QT_TRANSLATE_NOOP(
        "words",
        "Edit",
    ),
    "actions.remove": QT_TRANSLATE_NOOP(
        "words",
        "Remove",
    ),
    "actions.edit_spoken": QT_TRANSLATE_NOOP(
        "words",
        "Edit “{name}”",
    ),
    "actions.remove_spoken": QT_TRANSLATE_NOOP(
        "words",
        "Remove “{name}”",
    ),
    "actions.name": QT_TRANSLATE_NOOP(
        "words",
        "What you call it",
    ),
    "actions.when": QT_TRANSLATE_NOOP(
        "words",
        "When",
    ),
    "actions.when.ring": QT_TRANSLATE_NOOP(
        "words",
        "A call rings here",
    ),
    "actions.when.answer": QT_TRANSLATE_NOOP(
        "words",
        "I answer a call",
    ),
    "actions.when.end": QT_TRANSLATE_NOOP(
        "words",
        "A call that I answered is over",
    ),
    "actions.which": QT_TRANSLATE_NOOP(
        "words",
        "Which calls",
    ),
    "actions.which.inbound": QT_TRANSLATE_NOOP(
        "words",
        "From outside",
    ),
    "actions.which.internal": QT_TRANSLATE_NOOP(
        "words",
        "From colleagues",
    ),
    "actions.which.queue": QT_TRANSLATE_NOOP(
        "words",
        "By a queue",
    ),
    "actions.which.one_queue": QT_TRANSLATE_NOOP(
        "words",
        "By queue {queue}",
    ),
    "actions.queue": QT_TRANSLATE_NOOP(
        "words",
        "Queue number",
    ),
    "actions.queue_hint": QT_TRANSLATE_NOOP(
        "words",
        "Empty: all queues",
    ),
    "actions.what": QT_TRANSLATE_NOOP(
        "words",
        "What to do",
    ),
    "actions.what.page": QT_TRANSLATE_NOOP(
        "words",
        "Open a web page",
    ),
    "actions.what.program": QT_TRANSLATE_NOOP(
        "words",
        "Run a program",
    ),
    "actions.url": QT_TRANSLATE_NOOP(
        "words",
        "Address of the page",
    ),
    "actions.http": QT_TRANSLATE_NOOP(
        "words",
        "Open it even in the clear (http://): names and numbers can be read on the way",
    ),
    "actions.command": QT_TRANSLATE_NOOP(
        "words",
        "Program, and each argument in a line of its own",
    ),
    "actions.placeholders": QT_TRANSLATE_NOOP(
        "words",
        "{list} are filled in, encoded so that they stay what they are.",
    ),
    "actions.placeholders_run": QT_TRANSLATE_NOOP(
        "words",
        "{list} are filled in. There is no shell, and each line stays one argument.",
    ),
    "actions.try": QT_TRANSLATE_NOOP(
        "words",
        "Try it",
    ),
    "actions.save": QT_TRANSLATE_NOOP(
        "words",
        "Save",
    ),
    "actions.cancel": QT_TRANSLATE_NOOP(
        "words",
        "Cancel",
    ),
    "actions.tried": QT_TRANSLATE_NOOP(
        "words",
        "It was started, with made-up values.",
    ),
    "actions.full": QT_TRANSLATE_NOOP(
        "words",
        "These are as many as there may be.",
    ),
    "actions.row": QT_TRANSLATE_NOOP(
        "words",
        "{when} · {which} · {target}",
    ),
    "why.extension": QT_TRANSLATE_NOOP("words", "This is an extension of the PBX."),
    "why.place": QT_TRANSLATE_NOOP(
        "words", "This is a place of the PBX: a queue, a menu, a group or a conference."
    ),
    "why.exact": QT_TRANSLATE_NOOP("words", "A contact has exactly this number."),
    "why.line": QT_TRANSLATE_NOOP("words", "A contact has this number, written in another way."),
    "why.suffix": QT_TRANSLATE_NOOP(
        "words", "A contact's number ends as this one does, and what is missing may be left out."
    ),
    "why.chosen": QT_TRANSLATE_NOOP("words", "Several have this number. You chose this one last."),
    "why.pbx": QT_TRANSLATE_NOOP(
        "words", "The PBX told this name; nobody is known by this number."
    ),
    "why.several": QT_TRANSLATE_NOOP("words", "Several have this number: {names}."),
    "why.others": QT_TRANSLATE_NOOP("words", "It may also be {names}."),
    "why.or": QT_TRANSLATE_NOOP("words", "{first} or {last}"),
    "numbers.country_used": QT_TRANSLATE_NOOP(
        "words",
        "Nothing is set. To tell who calls, {country} is used: {why}. Dialling goes by what is"
        " set.",
    ),
    "numbers.country_other": QT_TRANSLATE_NOOP(
        "words", "This PBX's own numbers suggest {country}: {why}."
    ),
    "numbers.prefix": QT_TRANSLATE_NOOP("words", "Dialled first to get an outside line"),
    "numbers.prefix_used": QT_TRANSLATE_NOOP(
        "words", "Nothing is set. To tell who calls, {prefix} is left out: {why}."
    ),
    "numbers.prefix_other": QT_TRANSLATE_NOOP(
        "words", "This PBX's own numbers suggest {prefix}: {why}."
    ),
    "numbers.prefix_wrong": QT_TRANSLATE_NOOP(
        "words", "Type at most 8 digits, for example 0 or 9. Nothing was changed."
    ),
    "numbers.because_did": QT_TRANSLATE_NOOP(
        "words", "{count} of {of} numbers on which you are called, for example {example}"
    ),
    "numbers.because_call": QT_TRANSLATE_NOOP(
        "words", "{count} of {of} callers' numbers, for example {example}"
    ),
    "numbers.because_contact": QT_TRANSLATE_NOOP(
        "words", "{count} of {of} contacts' numbers, for example {example}"
    ),
    "numbers.rewrites": QT_TRANSLATE_NOOP("words", "Put numbers from outside lines right"),
    "numbers.rewrites_hint": QT_TRANSLATE_NOOP(
        "words",
        "What they begin with, and what belongs there, separated by commas: +0 > +, 000 > 00."
        " It serves to tell who calls; nothing is dialled differently.",
    ),
    "numbers.rewrites_wrong": QT_TRANSLATE_NOOP(
        "words", "Type pairs such as +0 > + separated by commas. Nothing was changed."
    ),
    "settings.premium": QT_TRANSLATE_NOOP("words", "Ask before calling numbers that begin with"),
    "settings.premium_hint": QT_TRANSLATE_NOOP(
        "words",
        "Separated by commas, for example 900, +4990. The country's own premium numbers and codes"
        " with * or # are always asked about.",
    ),
    "settings.premium_wrong": QT_TRANSLATE_NOOP(
        "words", "Type digits, separated by commas. Nothing was changed."
    ),
    "settings.keys": QT_TRANSLATE_NOOP("words", "Keys"),
    "settings.keys_lead": QT_TRANSLATE_NOOP(
        "words", "They work wherever you are in the window, in text fields too."
    ),
    "settings.key_change": QT_TRANSLATE_NOOP("words", "Change"),
    "settings.key_change_spoken": QT_TRANSLATE_NOOP("words", "Change the key for: {action}"),
    "settings.key_reset": QT_TRANSLATE_NOOP("words", "Reset"),
    "settings.key_reset_spoken": QT_TRANSLATE_NOOP("words", "Reset the key for: {action}"),
    "settings.keys_reset": QT_TRANSLATE_NOOP("words", "Reset all keys"),
    "settings.key_press": QT_TRANSLATE_NOOP("words", "Press the new key…"),
    "settings.key_none": QT_TRANSLATE_NOOP("words", "no key"),
    "settings.key_conflict": QT_TRANSLATE_NOOP("words", "Also: {action}"),
    "settings.key_types": QT_TRANSLATE_NOOP(
        "words", "This key types. Take a function key, or one with Ctrl or Alt."
    ),
    "settings.key_taken_by_text": QT_TRANSLATE_NOOP(
        "words", "Text fields need this key themselves. Take another one."
    ),
    "settings.key_not_a_key": QT_TRANSLATE_NOOP(
        "words", "This key cannot be used. Take a function key, or one with Ctrl or Alt."
    ),
    "settings.key_fixed": QT_TRANSLATE_NOOP("words", "This key stays as it is."),
    "settings.account": QT_TRANSLATE_NOOP("words", "Account"),
    "settings.account_none": QT_TRANSLATE_NOOP("words", "Nobody is signed in."),
    "settings.account_me": QT_TRANSLATE_NOOP("words", "{name} · {number}"),
    "settings.account_pbx": QT_TRANSLATE_NOOP("words", "at {address}"),
    "settings.account_firmware": QT_TRANSLATE_NOOP("words", "firmware {firmware}"),
    "settings.account_remembered": QT_TRANSLATE_NOOP(
        "words",
        "The secret is remembered in the system's key store. Signing out removes it from there.",
    ),
    "settings.sign_out": QT_TRANSLATE_NOOP("words", "Sign out"),
    "settings.about": QT_TRANSLATE_NOOP("words", "About"),
    "settings.version": QT_TRANSLATE_NOOP("words", "Version {version}"),
    "settings.data_dir": QT_TRANSLATE_NOOP("words", "Data directory"),
    "settings.open_dir": QT_TRANSLATE_NOOP("words", "Open"),
    "settings.diagnostics": QT_TRANSLATE_NOOP("words", "Diagnostics"),
    # diagnostics
    "diagnostics.title": QT_TRANSLATE_NOOP("words", "Diagnostics"),
    "diagnostics.back": QT_TRANSLATE_NOOP("words", "Back"),
    "diagnostics.save": QT_TRANSLATE_NOOP("words", "Save diagnostics…"),
    "diagnostics.save_as": QT_TRANSLATE_NOOP("words", "Save as…"),
    "diagnostics.save_title": QT_TRANSLATE_NOOP("words", "What will be saved"),
    "diagnostics.save_lead": QT_TRANSLATE_NOOP(
        "words",
        "Everything that goes into the file is here: read it, and untick what you want to keep to"
        " yourself. There is no secret, token or password in it, but names and numbers of callers"
        " may be. Nothing is sent to anybody.",
    ),
    "diagnostics.files": QT_TRANSLATE_NOOP("words", "Files"),
    "diagnostics.content": QT_TRANSLATE_NOOP("words", "Content of {name}"),
    "diagnostics.longer": QT_TRANSLATE_NOOP("words", "… the rest is not shown here."),
    "diagnostics.empty": QT_TRANSLATE_NOOP("words", "(empty)"),
    "diagnostics.facts": QT_TRANSLATE_NOOP("words", "How it does"),
    "diagnostics.what": QT_TRANSLATE_NOOP("words", "What"),
    "diagnostics.how": QT_TRANSLATE_NOOP("words", "Now"),
    "diagnostics.when": QT_TRANSLATE_NOOP("words", "Time"),
    "diagnostics.why": QT_TRANSLATE_NOOP("words", "Reason"),
    "diagnostics.link": QT_TRANSLATE_NOOP("words", "History of the connection"),
    "diagnostics.connection": QT_TRANSLATE_NOOP("words", "Connection"),
    "diagnostics.paint": QT_TRANSLATE_NOOP("words", "Event to card, today"),
    "diagnostics.latencies": QT_TRANSLATE_NOOP(
        "words", "p50 {p50} ms · p95 {p95} ms · p99 {p99} ms · {count} measured"
    ),
    "diagnostics.token": QT_TRANSLATE_NOOP("words", "Session with the PBX"),
    "diagnostics.token_age": QT_TRANSLATE_NOOP("words", "{age} old, renewed within {ends}"),
    "diagnostics.no_token": QT_TRANSLATE_NOOP("words", "none"),
    "diagnostics.clock": QT_TRANSLATE_NOOP("words", "Clock of the PBX"),
    "diagnostics.clock_ahead": QT_TRANSLATE_NOOP(
        "words", "{seconds} s against this computer's, at sign-in"
    ),
    "diagnostics.clock_zone": QT_TRANSLATE_NOOP(
        "words", "{seconds} s, in a time zone of {hours} h from this computer's, at sign-in"
    ),
    "diagnostics.clock_unknown": QT_TRANSLATE_NOOP("words", "not told"),
    "diagnostics.events": QT_TRANSLATE_NOOP("words", "Events"),
    "diagnostics.repairs": QT_TRANSLATE_NOOP("words", "Calls mended by a look at the PBX"),
    "diagnostics.none_yet": QT_TRANSLATE_NOOP("words", "none yet"),
    "diagnostics.keep": QT_TRANSLATE_NOOP("words", "Keep the events of the last 10 minutes"),
    "diagnostics.keep_hint": QT_TRANSLATE_NOOP(
        "words",
        "In memory only, until you quit, without secrets. Switch it on, let the trouble happen,"
        " and save diagnostics: the events can then be played again.",
    ),
    "diagnostics.offer": QT_TRANSLATE_NOOP(
        "words",
        "ctiapp did not end in order the last time. Your calls and your journal are not affected."
        " You can save diagnostics and pass them on to whoever helps you.",
    ),
    # the simulated desk phone
    "phone.title": QT_TRANSLATE_NOOP("words", "Simulated desk phone {number}"),
    "phone.lift": QT_TRANSLATE_NOOP("words", "Lift handset"),
    "phone.put_down": QT_TRANSLATE_NOOP("words", "Put down"),
    "phone.ring_me": QT_TRANSLATE_NOOP("words", "Ring me"),
    "phone.ringing": QT_TRANSLATE_NOOP("words", "rings"),
    "phone.talking": QT_TRANSLATE_NOOP("words", "in a call"),
    "phone.resting": QT_TRANSLATE_NOOP("words", "on the hook"),
}

SENTENCES |= {
    "key.nobody_rings": QT_TRANSLATE_NOOP("words", "No call is ringing."),
    "key.no_call": QT_TRANSLATE_NOOP("words", "There is no call to do that with."),
    "key.lift_handset": QT_TRANSLATE_NOOP(
        "words", "This phone cannot be answered from here: lift the handset."
    ),
    "key.cannot_hold": QT_TRANSLATE_NOOP("words", "This call cannot be held now."),
    "key.take_back_to_add": QT_TRANSLATE_NOOP(
        "words", "Take this call back from hold first, then add somebody."
    ),
    "key.reject_instead": QT_TRANSLATE_NOOP(
        "words",
        "You are in a call: this key does not reject the ringing one. Use the key that is"
        " printed on its Reject button.",
    ),
    "key.not_connected": QT_TRANSLATE_NOOP(
        "words", "Not connected to the PBX: nothing was done. Use the phone."
    ),
    "key.not_now": QT_TRANSLATE_NOOP("words", "That cannot be done with this call now."),
    "key.already_sent": QT_TRANSLATE_NOOP(
        "words", "Already sent; the PBX has not confirmed it yet."
    ),
    "dial.own": QT_TRANSLATE_NOOP("words", "{number} is your own extension."),
    "dial.busy": QT_TRANSLATE_NOOP("words", "A call is being set up already."),
    "dial.unconfirmed": QT_TRANSLATE_NOOP(
        "words",
        "The PBX took the call to {number} but has not shown it yet. Look at your phone"
        " before you dial again.",
    ),
    "verb.unconfirmed": QT_TRANSLATE_NOOP(
        "words",
        "It was sent, but the PBX has not confirmed it. The picture is being fetched again:"
        " look before you repeat it.",
    ),
    "call.gone": QT_TRANSLATE_NOOP("words", "This call is over."),
    "call.not_possible": QT_TRANSLATE_NOOP("words", "That cannot be done with this call now."),
    "call.not_current": QT_TRANSLATE_NOOP(
        "words",
        "This PBX acts on a phone’s current call alone, and that may be another one: this was not"
        " done. Use the keys of the phone.",
    ),
    "call.held_already": QT_TRANSLATE_NOOP(
        "words",
        "This call was on hold already; this PBX tells that only when it is asked to hold it."
        " Resume it to talk on.",
    ),
    "call.pending": QT_TRANSLATE_NOOP("words", "Already sent; the PBX has not confirmed it yet."),
    "call.failed.no_permission": QT_TRANSLATE_NOOP(
        "words", "Your extension may not call this number. Ask your administrator for the right to."
    ),
    "call.failed.no_outside_rights": QT_TRANSLATE_NOOP(
        "words",
        "Your extension may not call outside numbers. Ask your administrator for the right to.",
    ),
    "call.failed.congestion": QT_TRANSLATE_NOOP(
        "words", "All outside lines are busy. Wait a moment and call again."
    ),
    "call.failed.do_not_disturb": QT_TRANSLATE_NOOP(
        "words", "They do not want to be disturbed now. Try later, or somebody else."
    ),
    "call.failed.line_unreachable": QT_TRANSLATE_NOOP(
        "words", "Their phone cannot be reached: it may be switched off. Try another number."
    ),
    "call.failed.busy": QT_TRANSLATE_NOOP("words", "Busy. Try again later."),
    "call.failed.not_found": QT_TRANSLATE_NOOP("words", "Nobody has this number. Check it."),
    "call.failed.no_answer": QT_TRANSLATE_NOOP("words", "Nobody answered. Try again later."),
    "call.failed.gone": QT_TRANSLATE_NOOP("words", "This number is no longer in use."),
    "call.failed.incomplete": QT_TRANSLATE_NOOP("words", "The number is not complete. Check it."),
    "call.failed.declined": QT_TRANSLATE_NOOP("words", "They did not take the call."),
    "call.failed.other": QT_TRANSLATE_NOOP(
        "words", "The call could not be put through. Try again, or use the phone."
    ),
    "link.sign_in_first": QT_TRANSLATE_NOOP(
        "words", "Sign in first. The number from the link waits in the search box."
    ),
    "link.not_up": QT_TRANSLATE_NOOP(
        "words", "Not connected to the PBX: nothing was done. Use the phone."
    ),
    "signin.step.token": QT_TRANSLATE_NOOP("words", "Getting a token and finding your extension…"),
    "signin.step.stream": QT_TRANSLATE_NOOP("words", "Opening the event stream…"),
    "signin.step.snapshot": QT_TRANSLATE_NOOP("words", "Taking the first picture of your calls…"),
    "signin.address_missing": QT_TRANSLATE_NOOP("words", "The address of the PBX is missing."),
    "signin.client_missing": QT_TRANSLATE_NOOP("words", "The client ID is missing."),
    "signin.extension_invalid": QT_TRANSLATE_NOOP(
        "words", "“{text}” is no extension: it has digits only."
    ),
    "signin.secret_missing": QT_TRANSLATE_NOOP(
        "words", "No secret is remembered on this computer. Enter the client secret."
    ),
    "address.invalid": QT_TRANSLATE_NOOP(
        "words",
        "This is no address of a PBX. Type for example pbx.example.com or 192.168.5.150:8088.",
    ),
    "address.ca": QT_TRANSLATE_NOOP("words", "The CA file cannot be read. Choose another one."),
    "address.pin_proxy": QT_TRANSLATE_NOOP(
        "words",
        "A certificate that is trusted by its fingerprint cannot be used through a proxy."
        " Remove the proxy, or use a CA file.",
    ),
    "popaction.failed": QT_TRANSLATE_NOOP(
        "words",
        "“{name}” could not be done for a call. Try it in the settings to see why.",
    ),
    "popaction.name": QT_TRANSLATE_NOOP(
        "words",
        "Give it a name of at most 60 characters.",
    ),
    "popaction.queue": QT_TRANSLATE_NOOP(
        "words",
        "Type the queue's number, or nothing for all queues.",
    ),
    "popaction.no_url": QT_TRANSLATE_NOOP(
        "words",
        "Type the page's address, beginning with https://.",
    ),
    "popaction.url": QT_TRANSLATE_NOOP(
        "words",
        "The address has a blank or another character that does not belong there, or is too long.",
    ),
    "popaction.placeholder": QT_TRANSLATE_NOOP(
        "words",
        "{text} is no placeholder.",
    ),
    "popaction.braces": QT_TRANSLATE_NOOP(
        "words",
        "A brace lacks its other half.",
    ),
    "popaction.http": QT_TRANSLATE_NOOP(
        "words",
        "With http:// names and numbers can be read on the way. Use https://, or allow it below.",
    ),
    "popaction.scheme": QT_TRANSLATE_NOOP(
        "words",
        "The address must begin with https://.",
    ),
    "popaction.host_placeholder": QT_TRANSLATE_NOOP(
        "words",
        "No placeholder may stand before the first / of the path: the caller would"
        " choose where it leads.",
    ),
    "popaction.host": QT_TRANSLATE_NOOP(
        "words",
        "The address has no host that makes sense, for example crm.example.com.",
    ),
    "popaction.steps": QT_TRANSLATE_NOOP(
        "words",
        "A part of the address is . or .. and would lead elsewhere.",
    ),
    "popaction.no_program": QT_TRANSLATE_NOOP(
        "words",
        "Type the program in the first line.",
    ),
    "popaction.too_long": QT_TRANSLATE_NOOP(
        "words",
        "These are too many arguments, or they are too long.",
    ),
    "popaction.characters": QT_TRANSLATE_NOOP(
        "words",
        "It has characters that cannot be shown.",
    ),
    "popaction.program_placeholder": QT_TRANSLATE_NOOP(
        "words",
        "No placeholder may stand in the program's name.",
    ),
    "popaction.relative": QT_TRANSLATE_NOOP(
        "words",
        "Type the program's whole path, or its bare name where it is found by that.",
    ),
    "popaction.batch": QT_TRANSLATE_NOOP(
        "words",
        "A batch file runs in a shell, where a caller's name could give orders. Use a program.",
    ),
    "popaction.shell": QT_TRANSLATE_NOOP(
        "words",
        "{text} is a shell, where a caller's name could give orders. Use a program.",
    ),
    "popaction.code": QT_TRANSLATE_NOOP(
        "words",
        "What follows {text} is carried out as a program. No placeholder may stand there.",
    ),
    "popaction.option": QT_TRANSLATE_NOOP(
        "words",
        "In {text} the caller would choose the option. Put the placeholder after = or"
        " into a line of its own.",
    ),
    "popaction.not_found": QT_TRANSLATE_NOOP(
        "words",
        "{program} was not found, or cannot be run.",
    ),
    "popaction.not_started": QT_TRANSLATE_NOOP(
        "words",
        "{program} could not be started.",
    ),
    "popaction.no_browser": QT_TRANSLATE_NOOP(
        "words",
        "Nothing on this computer opens web pages.",
    ),
    "directory.partial": QT_TRANSLATE_NOOP(
        "words",
        "Only part of the PBX's directory could be loaded ({loaded} entries). Some names are"
        " missing; calls are not affected.",
    ),
    "book.damaged": QT_TRANSLATE_NOOP(
        "words",
        "The file of contacts was damaged. It is kept as {file}, and a new one was begun; your own"
        " contacts and favourites are in the old one. Ask your administrator to look at it.",
    ),
    "book.later": QT_TRANSLATE_NOOP(
        "words",
        "The file of contacts was written by a later version of ctiapp and is left as it is. Names"
        " are loaded for this time alone; install the later version to have your own contacts.",
    ),
    "book.memory": QT_TRANSLATE_NOOP(
        "words",
        "The file of contacts cannot be written. Names and your changes are kept until you quit."
        " See that the disk is not full and that the folder may be written.",
    ),
    "contact.offline": QT_TRANSLATE_NOOP(
        "words", "Company contacts are kept by the PBX. Sign in to change them."
    ),
    "contact.not_ours": QT_TRANSLATE_NOOP(
        "words", "Extensions and queues are changed at the PBX, not here."
    ),
}

# --- words of what one can do with a call ---------------------------------------------------------

WORDS |= {
    "action.mute": QT_TRANSLATE_NOOP("words", "Mute yourself, or be heard again"),
    "action.transfer": QT_TRANSLATE_NOOP(
        "words", "Transfer the selected call, or complete a consultation"
    ),
    "action.consult": QT_TRANSLATE_NOOP("words", "Consult somebody first, or swap"),
    "action.add": QT_TRANSLATE_NOOP(
        "words", "Add somebody to the call, or bring all three together"
    ),
    "action.park": QT_TRANSLATE_NOOP("words", "Park the selected call, or pick it up again"),
    "action.safe_transfer": QT_TRANSLATE_NOOP(
        "words", "Transfer safely: connected when they answer, else the caller comes back"
    ),
    "action.record": QT_TRANSLATE_NOOP("words", "Record the selected call, pause, go on"),
    # what a card says of its call
    "card.muted": QT_TRANSLATE_NOOP("words", "You are muted"),
    "card.hold_unknown": QT_TRANSLATE_NOOP("words", "On hold or not: not known"),
    "card.mute_unknown": QT_TRANSLATE_NOOP("words", "Muted or not: not known"),
    "card.recording": QT_TRANSLATE_NOOP("words", "Recording"),
    "card.recording_paused": QT_TRANSLATE_NOOP("words", "Recording paused"),
    "card.recording_unknown": QT_TRANSLATE_NOOP("words", "Recorded or not: not known"),
    "card.slot": QT_TRANSLATE_NOOP("words", "Slot {slot}"),
    "card.came_back": QT_TRANSLATE_NOOP("words", "Came back from slot {slot}: nobody took it"),
    "card.consulting": QT_TRANSLATE_NOOP("words", "You are consulting"),
    "card.consulted_waits": QT_TRANSLATE_NOOP("words", "Consulted, waits for you"),
    "card.waits": QT_TRANSLATE_NOOP("words", "Waits while you consult"),
    "card.transferring": QT_TRANSLATE_NOOP("words", "TRANSFERRING"),
    "card.with": QT_TRANSLATE_NOOP("words", "with {names}"),
    "card.invited": QT_TRANSLATE_NOOP("words", "{name} (invited)"),
    "card.transferring_to": QT_TRANSLATE_NOOP("words", "to {name}"),
    "card.transferring_esc": QT_TRANSLATE_NOOP("words", "{shortcut} takes the caller back"),
    # a safe transfer
    "card.safe_calling": QT_TRANSLATE_NOOP("words", "Safe transfer to {name}, ringing"),
    "card.safe_connecting": QT_TRANSLATE_NOOP("words", "{name} answered, connecting"),
    "card.safe_returning": QT_TRANSLATE_NOOP("words", "{name} did not answer, taking you back"),
    "card.safe_esc": QT_TRANSLATE_NOOP("words", "{shortcut} gets the caller back"),
    "card.safe_second": QT_TRANSLATE_NOOP("words", "Safe transfer: connects when they answer"),
    "card.safe_held": QT_TRANSLATE_NOOP("words", "{why} {caller} waits on hold."),
    "card.safe_talking": QT_TRANSLATE_NOOP("words", "{why} You are talking to {caller} again."),
    "card.back": QT_TRANSLATE_NOOP("words", "BACK"),
    "card.retrieve": QT_TRANSLATE_NOOP("words", "Retrieve"),
    "card.next": QT_TRANSLATE_NOOP("words", "Next"),
    "card.fetch": QT_TRANSLATE_NOOP("words", "Pick up your phone to take {name} from slot {slot}"),
    "safe.attention": QT_TRANSLATE_NOOP("words", "The caller is back"),
    # choosing whom to transfer to, to consult, to add
    "choose.transfer": QT_TRANSLATE_NOOP("words", "Transfer {name} to:"),
    "choose.consult": QT_TRANSLATE_NOOP("words", "Consult about {name}:"),
    "choose.add": QT_TRANSLATE_NOOP("words", "Add to {name}:"),
    "choose.transfer_typed": QT_TRANSLATE_NOOP("words", "Transfer to {number}"),
    "choose.consult_typed": QT_TRANSLATE_NOOP("words", "Consult {number}"),
    "choose.add_typed": QT_TRANSLATE_NOOP("words", "Add {number}"),
    "choose.transfer_sending": QT_TRANSLATE_NOOP("words", "Transferring to {number}…"),
    "choose.consult_sending": QT_TRANSLATE_NOOP("words", "Calling {number}; the caller waits…"),
    "choose.add_sending": QT_TRANSLATE_NOOP("words", "Adding {number}…"),
    "choose.transfer_hint": QT_TRANSLATE_NOOP(
        "words",
        "↑ ↓ choose · Enter transfers · Ctrl+Enter transfers safely · Esc takes the caller back",
    ),
    "choose.safe": QT_TRANSLATE_NOOP("words", "Safe transfer {name} to:"),
    "choose.safe_typed": QT_TRANSLATE_NOOP("words", "Safe transfer to {number}"),
    "choose.safe_sending": QT_TRANSLATE_NOOP("words", "Calling {number}; the caller waits…"),
    "choose.safe_hint": QT_TRANSLATE_NOOP(
        "words",
        "↑ ↓ choose · Enter transfers safely: connected when they answer · Esc takes the caller"
        " back",
    ),
    "choose.safely": QT_TRANSLATE_NOOP("words", "Safe transfer"),
    "choose.safely_spoken": QT_TRANSLATE_NOOP(
        "words", "Safe transfer: connected when they answer, else the caller comes back"
    ),
    "choose.as_target": QT_TRANSLATE_NOOP("words", "Choose"),
    "choose.as_target_spoken": QT_TRANSLATE_NOOP("words", "Choose {name} as the target"),
    "choose.consult_hint": QT_TRANSLATE_NOOP("words", "↑ ↓ choose · Enter consults · Esc leaves"),
    "choose.add_hint": QT_TRANSLATE_NOOP("words", "↑ ↓ choose · Enter adds · Esc leaves"),
    # who waits in a slot
    "parked.heading": QT_TRANSLATE_NOOP("words", "Parked and held"),
    "parked.heading_held": QT_TRANSLATE_NOOP("words", "On hold"),
    "parked.held": QT_TRANSLATE_NOOP("words", "Held"),
    "parked.held_spoken": QT_TRANSLATE_NOOP("words", "Held: {name}, {by}"),
    "parked.resume_spoken": QT_TRANSLATE_NOOP("words", "Resume the call with {name}"),
    "parked.soon": QT_TRANSLATE_NOOP("words", "Comes back in {seconds} s"),
    "parked.soon_heard": QT_TRANSLATE_NOOP("words", "{name} comes back from slot {slot} soon"),
    "parked.by": QT_TRANSLATE_NOOP("words", "by {name}"),
    "parked.by_you": QT_TRANSLATE_NOOP("words", "by you"),
    "parked.held_by_you": QT_TRANSLATE_NOOP("words", "held by you"),
    "parked.spoken": QT_TRANSLATE_NOOP("words", "Slot {slot}: {name}, {by}"),
    "parked.pick_up_spoken": QT_TRANSLATE_NOOP("words", "Pick up {name} from slot {slot}"),
}

SENTENCES |= {
    "safe.back.busy": QT_TRANSLATE_NOOP("words", "{name} is busy."),
    "safe.back.no_answer": QT_TRANSLATE_NOOP("words", "{name} did not answer."),
    "safe.back.timeout": QT_TRANSLATE_NOOP(
        "words", "{name} did not answer within {seconds} seconds."
    ),
    "safe.back.declined": QT_TRANSLATE_NOOP("words", "{name} did not take the call."),
    "safe.back.do_not_disturb": QT_TRANSLATE_NOOP(
        "words", "{name} does not want to be disturbed now."
    ),
    "safe.back.unreachable": QT_TRANSLATE_NOOP("words", "The phone of {name} cannot be reached."),
    "safe.back.not_found": QT_TRANSLATE_NOOP("words", "Nobody has the number of {name}."),
    "safe.back.not_allowed": QT_TRANSLATE_NOOP("words", "You may not call {name} from here."),
    "safe.back.hung_up": QT_TRANSLATE_NOOP("words", "{name} hung up before you connected the two."),
    "safe.back.unknown": QT_TRANSLATE_NOOP(
        "words", "It is not known whether {name} answered; the two were not connected from here."
    ),
    "safe.back.other": QT_TRANSLATE_NOOP("words", "{name} could not be called."),
    "safe.refused": QT_TRANSLATE_NOOP(
        "words",
        "{name} answered, but the PBX refused to connect the two. Complete it, or go back to the"
        " caller.",
    ),
    "safe.unconfirmed": QT_TRANSLATE_NOOP(
        "words",
        "{name} answered, but the PBX did not say whether the two are connected. Look before you"
        " complete it or go back to the caller.",
    ),
    "safe.not_returned": QT_TRANSLATE_NOOP(
        "words",
        "{name} did not answer in time, but the PBX did not give the caller back. Go back to the"
        " caller yourself.",
    ),
    "safe.caller_gone": QT_TRANSLATE_NOOP(
        "words", "The caller hung up before {name} answered; {name} is not called any more."
    ),
    "safe.caller_gone_answered": QT_TRANSLATE_NOOP(
        "words", "The caller hung up just as {name} answered. You are talking to {name} now."
    ),
    "safe.ended_while_away": QT_TRANSLATE_NOOP(
        "words",
        "The caller's call ended while the connection was down. It is not known whether {name}"
        " took it.",
    ),
    "choose.over": QT_TRANSLATE_NOOP("words", "{name} has hung up. Nobody was called."),
    "call.lift_handset": QT_TRANSLATE_NOOP(
        "words", "This phone cannot be answered from here: lift the handset."
    ),
    "inbound.too_late": QT_TRANSLATE_NOOP(
        "words",
        "Too late: the PBX has let this call in already. If it is for you, your phone rings.",
    ),
    "inbound.gone": QT_TRANSLATE_NOOP(
        "words", "This caller is not there any more. Nothing was done, and nothing needs to be."
    ),
    "inbound.undecided": QT_TRANSLATE_NOOP(
        "words", "This call waits to be let in: it can only be accepted or refused."
    ),
    "inbound.not_offered": QT_TRANSLATE_NOOP(
        "words", "This call does not wait to be let in. Nothing was done."
    ),
    "call.full": QT_TRANSLATE_NOOP(
        "words", "{most} people are in this call already. No more fit in."
    ),
}

# --- words of the agent: standing, pause, one's own queues, presence -----------------------------

WORDS |= {
    "action.pause": QT_TRANSLATE_NOOP("words", "Pause with a reason, or be ready again"),
    "agent.ready": QT_TRANSLATE_NOOP("words", "Ready"),
    "agent.not_ready": QT_TRANSLATE_NOOP("words", "Paused"),
    "agent.busy": QT_TRANSLATE_NOOP("words", "On a call"),
    "agent.wrap_up": QT_TRANSLATE_NOOP("words", "Wrap-up"),
    "agent.logged_off": QT_TRANSLATE_NOOP("words", "Logged out"),
    "agent.unknown": QT_TRANSLATE_NOOP("words", "Not known"),
    # what takes effect once the call is over
    "agent.after_login": QT_TRANSLATE_NOOP("words", "log-in after this call"),
    "agent.after_logout": QT_TRANSLATE_NOOP("words", "log-out after this call"),
    "agent.after_pause": QT_TRANSLATE_NOOP("words", "pause after this call"),
    "agent.after_resume": QT_TRANSLATE_NOOP("words", "ready after this call"),
    # what the PBX has not confirmed yet
    "agent.pending_login": QT_TRANSLATE_NOOP("words", "logging in…"),
    "agent.pending_logout": QT_TRANSLATE_NOOP("words", "logging out…"),
    "agent.pending_pause": QT_TRANSLATE_NOOP("words", "pausing…"),
    "agent.pending_resume": QT_TRANSLATE_NOOP("words", "getting ready…"),
    # the header
    "agent.queues_of": QT_TRANSLATE_NOOP("words", "{ready} of {total} queues"),
    "agent.as_of": QT_TRANSLATE_NOOP("words", "as of {age} ago"),
    "agent.stale": QT_TRANSLATE_NOOP("words", "not up to date"),
    "agent.since": QT_TRANSLATE_NOOP("words", "since {time}"),
    "agent.chip_hint": QT_TRANSLATE_NOOP("words", "My state as an agent: open to change it"),
    "agent.ready_now": QT_TRANSLATE_NOOP("words", "Ready now"),
    "agent.wrap_up_left": QT_TRANSLATE_NOOP("words", "{age} left"),
    # the panel of the chip and of the pause key
    "agent.panel": QT_TRANSLATE_NOOP("words", "My state as an agent"),
    "agent.be_ready": QT_TRANSLATE_NOOP("words", "Ready"),
    "agent.ready_all": QT_TRANSLATE_NOOP("words", "Ready in all queues"),
    "agent.no_reason": QT_TRANSLATE_NOOP("words", "Pause without a reason"),
    "agent.just_pause": QT_TRANSLATE_NOOP("words", "Pause"),
    "agent.pause_for": QT_TRANSLATE_NOOP("words", "Pause: {reason}"),
    "agent.log_in_all": QT_TRANSLATE_NOOP("words", "Log in to all queues"),
    "agent.log_out_all": QT_TRANSLATE_NOOP("words", "Log out of all queues"),
    "agent.panel_hint": QT_TRANSLATE_NOOP("words", "↑ ↓ choose · Enter takes it · Esc closes"),
    "agent.chosen": QT_TRANSLATE_NOOP("words", "{word}, now"),
    # the column
    "myqueues.heading": QT_TRANSLATE_NOOP("words", "My queues"),
    "myqueues.logged_in": QT_TRANSLATE_NOOP("words", "Logged in to {queue}"),
    "myqueues.static": QT_TRANSLATE_NOOP(
        "words",
        "You are a static agent here: only your administrator can take you out of this queue. You"
        " can pause.",
    ),
    "myqueues.is_static": QT_TRANSLATE_NOOP("words", "static"),
    "myqueues.offline": QT_TRANSLATE_NOOP(
        "words", "Not connected to the PBX: nothing can be changed now."
    ),
    "myqueues.not_told": QT_TRANSLATE_NOOP("words", "Not known: the PBX has not told yet."),
    "myqueues.waiting": QT_TRANSLATE_NOOP("words", "{count} waiting"),
    "myqueues.longest": QT_TRANSLATE_NOOP("words", "longest {age}"),
    "myqueues.ago": QT_TRANSLATE_NOOP("words", "{age} ago"),
    "myqueues.minutes": QT_TRANSLATE_NOOP("words", "{count} min"),
    "myqueues.ready": QT_TRANSLATE_NOOP("words", "{ready} of {total} ready"),
    "myqueues.pause": QT_TRANSLATE_NOOP("words", "Pause"),
    "myqueues.pause_spoken": QT_TRANSLATE_NOOP("words", "Pause in {queue}"),
    "myqueues.be_ready": QT_TRANSLATE_NOOP("words", "Ready"),
    "myqueues.ready_spoken": QT_TRANSLATE_NOOP("words", "Ready in {queue}"),
    "myqueues.log_out_all": QT_TRANSLATE_NOOP("words", "Log out of all"),
    "myqueues.log_in_all": QT_TRANSLATE_NOOP("words", "Log in to all"),
    "myqueues.card_spoken": QT_TRANSLATE_NOOP("words", "{queue}, {number}: {state}"),
    # why the PBX paused somebody, and what one did not take
    "autopause.said": QT_TRANSLATE_NOOP("words", "{queue} paused you at {time}: {count}."),
    "autopause.said_alone": QT_TRANSLATE_NOOP("words", "{queue} paused you at {time}."),
    "autopause.call": QT_TRANSLATE_NOOP("words", "{name} at {time}"),
    "autopause.call_back": QT_TRANSLATE_NOOP("words", "Call back"),
    "autopause.call_back_spoken": QT_TRANSLATE_NOOP("words", "Call {name} back"),
    "autopause.missed": QT_TRANSLATE_NOOP("words", "Not taken: {name}"),
    "autopause.missed_where": QT_TRANSLATE_NOOP("words", "{queue} · {time}"),
    "autopause.missed_spoken": QT_TRANSLATE_NOOP(
        "words", "Not taken: {name}, from {queue}, at {time}"
    ),
    # presence
    "presence.available": QT_TRANSLATE_NOOP("words", "Available"),
    "presence.away": QT_TRANSLATE_NOOP("words", "Away"),
    "presence.business_trip": QT_TRANSLATE_NOOP("words", "On a business trip"),
    "presence.do_not_disturb": QT_TRANSLATE_NOOP("words", "Do not disturb"),
    "presence.lunch": QT_TRANSLATE_NOOP("words", "At lunch"),
    "presence.off_work": QT_TRANSLATE_NOOP("words", "Off work"),
    "presence.unknown": QT_TRANSLATE_NOOP("words", "Not known"),
    "presence.panel": QT_TRANSLATE_NOOP("words", "My presence"),
    "presence.chip": QT_TRANSLATE_NOOP("words", "My presence: {word}"),
    "presence.pending": QT_TRANSLATE_NOOP("words", "{word}…"),
    # what follows from it
    "rules.title": QT_TRANSLATE_NOOP("words", "Presence and queues"),
    "rules.lead": QT_TRANSLATE_NOOP(
        "words",
        "What happens by itself when you change your presence, or pause. Each time it does, you"
        " are told.",
    ),
    "rules.row": QT_TRANSLATE_NOOP("words", "{when}: {then}"),
    "rules.when": QT_TRANSLATE_NOOP("words", "When I am “{presence}”"),
    "rules.when_pause": QT_TRANSLATE_NOOP("words", "When I pause"),
    "rules.then_pause": QT_TRANSLATE_NOOP("words", "pause me in my queues"),
    "rules.then_ready": QT_TRANSLATE_NOOP("words", "end the pause that my presence began"),
    "rules.then_away": QT_TRANSLATE_NOOP("words", "show me as away, where I was available"),
}

SENTENCES |= {
    "agent.no_queues": QT_TRANSLATE_NOOP(
        "words", "You are an agent of no queue, so there is nothing to pause."
    ),
    "agent.not_told": QT_TRANSLATE_NOOP(
        "words", "The PBX has not said yet which queues you are in. Try again in a moment."
    ),
    "agent.not_member": QT_TRANSLATE_NOOP("words", "You are not an agent of this queue."),
    "agent.logged_out": QT_TRANSLATE_NOOP(
        "words", "You are not logged in to this queue. Log in first."
    ),
    "agent.asked": QT_TRANSLATE_NOOP("words", "Already sent; the PBX has not confirmed it yet."),
    "agent.static": QT_TRANSLATE_NOOP(
        "words",
        "You are a static agent of {queue}: only your administrator can take you out of this queue."
        " You can pause.",
    ),
    "agent.static_stay": QT_TRANSLATE_NOOP(
        "words", "You stay logged in to {queue}: you are a static agent there. You can pause."
    ),
    "agent.always_in": QT_TRANSLATE_NOOP(
        "words", "You are a static agent: you are logged in at all times."
    ),
    "agent.static_other": QT_TRANSLATE_NOOP(
        "words", "{name} is a static agent here and cannot be logged in or out. A pause works."
    ),
    "agent.not_manager": QT_TRANSLATE_NOOP(
        "words", "You do not manage this queue, so its other agents cannot be changed from here."
    ),
    "agent.nobody": QT_TRANSLATE_NOOP("words", "Nobody of that number is an agent of this queue."),
    "agent.not_so": QT_TRANSLATE_NOOP(
        "words", "The PBX took it, but does not show it as done. What you see is what it says."
    ),
    "agent.reason_gone": QT_TRANSLATE_NOOP(
        "words",
        "The PBX no longer has the reason {reason}. The list is up to date now: choose again.",
    ),
    "agent.no_reasons": QT_TRANSLATE_NOOP(
        "words",
        "This PBX takes no reasons for a pause (it has no call centre subscription). You are paused"
        " without one, and none will be asked for.",
    ),
    "agent.no_such_queue": QT_TRANSLATE_NOOP(
        "words", "{queue} is none of your queues. Yours are: {known}."
    ),
    "agent.no_such_reason": QT_TRANSLATE_NOOP(
        "words", "“{reason}” is no reason that this PBX knows. It knows: {known}."
    ),
    "agent.reasons_not_told": QT_TRANSLATE_NOOP(
        "words",
        "The PBX has told no reasons for a pause, so “{reason}” is none of them. Try again in a"
        " moment, or pause without a reason.",
    ),
    "agent.unknown_presence": QT_TRANSLATE_NOOP(
        "words", "“{presence}” is no presence. There are: {known}."
    ),
    "agent.no_such_presence": QT_TRANSLATE_NOOP("words", "There is no such presence."),
    "rule.do_not_disturb": QT_TRANSLATE_NOOP(
        "words", "You set Do not disturb, so you are paused in your queues."
    ),
    "rule.available": QT_TRANSLATE_NOOP(
        "words", "You are available, so the pause that your presence began is over."
    ),
    "rule.away": QT_TRANSLATE_NOOP("words", "You are away, so you are paused in your queues."),
    "rule.lunch": QT_TRANSLATE_NOOP("words", "You are at lunch, so you are paused in your queues."),
    "rule.business_trip": QT_TRANSLATE_NOOP(
        "words", "You are on a business trip, so you are paused in your queues."
    ),
    "rule.off_work": QT_TRANSLATE_NOOP(
        "words", "You are off work, so you are paused in your queues."
    ),
    "rule.pause": QT_TRANSLATE_NOOP("words", "You paused, so others see you as away."),
}

SENTENCES |= {
    "journal.not_kept": QT_TRANSLATE_NOOP(
        "words",
        "The journal of this desk could not be written, so what you do now may be missing in"
        " it. Check whether the disk is full, or ask your administrator.",
    ),
    "supervise.oneself": QT_TRANSLATE_NOOP(
        "words", "That is you: nobody can listen to themselves."
    ),
    "supervise.asked": QT_TRANSLATE_NOOP(
        "words", "This was asked already; the PBX has not answered yet."
    ),
    "supervise.already": QT_TRANSLATE_NOOP(
        "words", "You are listening to {name} already. Stop that first, then choose again."
    ),
    "supervise.nobody": QT_TRANSLATE_NOOP(
        "words", "You are listening to nobody, so there is nothing to stop."
    ),
    "supervise.not_yet": QT_TRANSLATE_NOOP(
        "words", "Your phone does not ring for it yet. Try again in a moment."
    ),
    "supervise.no_call": QT_TRANSLATE_NOOP(
        "words", "{name} is in no call now, so there is nothing to listen to."
    ),
    "supervise.rings": QT_TRANSLATE_NOOP(
        "words", "The phone of {name} only rings. You can listen once they talk."
    ),
    "supervise.with_me": QT_TRANSLATE_NOOP(
        "words", "{name} talks with you. You hear that call already."
    ),
    "supervise.not_monitored": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not allow {name} to be listened to. An administrator can allow it (PBX:"
        " Extension > Features > Call Monitor).",
    ),
    "supervise.own_mode": QT_TRANSLATE_NOOP(
        "words",
        "Your own extension may not take part in this way: its monitor mode is another one. An"
        " administrator can change it.",
    ),
    "supervise.call_over": QT_TRANSLATE_NOOP(
        "words", "The call of {name} was over before the PBX could let you in."
    ),
    "supervise.no_answer": QT_TRANSLATE_NOOP(
        "words",
        "The PBX did not answer. If your phone rings now, picking it up may let you listen, and"
        " no banner would tell you.",
    ),
    "supervise.did_not_ring": QT_TRANSLATE_NOOP(
        "words",
        "The PBX took the wish to listen to {name}, but your phone did not ring. Check that it"
        " is registered, and try again.",
    ),
}

WORDS |= {
    # what happened
    "followups.heading": QT_TRANSLATE_NOOP("words", "To call back"),
    "followups.list": QT_TRANSLATE_NOOP("words", "People to call back"),
    "followups.nobody": QT_TRANSLATE_NOOP(
        "words",
        "Nobody waits to be called back.\nWhoever calls in vain stands here until somebody has"
        " spoken to them.",
    ),
    "followups.reading": QT_TRANSLATE_NOOP("words", "Reading the list…"),
    "followups.old": QT_TRANSLATE_NOOP(
        "words",
        "The list could not be read from the disk, and may be old. It is read again with the next"
        " call.",
    ),
    "followups.waited": QT_TRANSLATE_NOOP("words", "waited {time}"),
    "followups.last_spoken": QT_TRANSLATE_NOOP("words", "last tried {time}"),
    "followups.said": QT_TRANSLATE_NOOP("words", "said before: {reason}"),
    "followups.until": QT_TRANSLATE_NOOP("words", "Put off until {time}"),
    "followups.until_tomorrow": QT_TRANSLATE_NOOP("words", "Put off until tomorrow, {time}"),
    "followups.just_now": QT_TRANSLATE_NOOP("words", "just now"),
    "followups.call": QT_TRANSLATE_NOOP("words", "Call back"),
    "followups.done": QT_TRANSLATE_NOOP("words", "Done"),
    "followups.later": QT_TRANSLATE_NOOP("words", "Later…"),
    "followups.wake": QT_TRANSLATE_NOOP("words", "Not later, now"),
    "followups.undo": QT_TRANSLATE_NOOP("words", "Undo"),
    "followups.hour": QT_TRANSLATE_NOOP("words", "In an hour ({time})"),
    "followups.afternoon": QT_TRANSLATE_NOOP("words", "This afternoon ({time})"),
    "followups.tomorrow": QT_TRANSLATE_NOOP("words", "Tomorrow morning ({time})"),
    "followups.done_with": QT_TRANSLATE_NOOP("words", "Done with {name}"),
    "followups.reason": QT_TRANSLATE_NOOP("words", "Why, if you like"),
    "recording.title": QT_TRANSLATE_NOOP("words", "Recordings"),
    "recording.list": QT_TRANSLATE_NOOP("words", "Recordings"),
    "recording.search": QT_TRANSLATE_NOOP("words", "Search by name or number"),
    "recording.mine": QT_TRANSLATE_NOOP("words", "My calls"),
    "recording.all": QT_TRANSLATE_NOOP("words", "Everybody's"),
    "recording.again": QT_TRANSLATE_NOOP("words", "Refresh"),
    "recording.more": QT_TRANSLATE_NOOP("words", "Show older ones"),
    "recording.call": QT_TRANSLATE_NOOP("words", "Call back"),
    "recording.empty": QT_TRANSLATE_NOOP(
        "words",
        "No recordings yet. A call is recorded by F11, or by itself where the PBX is set to do so.",
    ),
    "recording.nothing": QT_TRANSLATE_NOOP("words", "No recording fits what you look for."),
    "recording.none_of_mine": QT_TRANSLATE_NOOP(
        "words", "There are recordings, but none of your own calls."
    ),
    "recording.loading": QT_TRANSLATE_NOOP("words", "Loading the recordings…"),
    "recording.told": QT_TRANSLATE_NOOP("words", "As of {time}"),
    "recording.looked_through": QT_TRANSLATE_NOOP(
        "words", "The newest {count} were looked through, as of {time}"
    ),
    "recording.gone": QT_TRANSLATE_NOOP(
        "words", "The PBX no longer has this recording. It may have been deleted."
    ),
    "recording.refused": QT_TRANSLATE_NOOP(
        "words",
        "This PBX does not hand out recordings, or not to this API client. Your administrator can"
        " allow it.",
    ),
    "recording.unreadable": QT_TRANSLATE_NOOP(
        "words", "What the PBX sent is no recording. Try again later."
    ),
    "recording.player": QT_TRANSLATE_NOOP("words", "Recording"),
    "recording.play": QT_TRANSLATE_NOOP("words", "Play"),
    "recording.pause": QT_TRANSLATE_NOOP("words", "Pause playing"),
    "recording.open": QT_TRANSLATE_NOOP("words", "Open with another program"),
    "recording.save": QT_TRANSLATE_NOOP("words", "Save…"),
    "recording.save_title": QT_TRANSLATE_NOOP("words", "Save the recording"),
    "recording.cancel": QT_TRANSLATE_NOOP("words", "Cancel"),
    "recording.close": QT_TRANSLATE_NOOP("words", "Close the player"),
    "recording.position": QT_TRANSLATE_NOOP("words", "Position"),
    "recording.at": QT_TRANSLATE_NOOP("words", "{at} of {length}"),
    "recording.speed": QT_TRANSLATE_NOOP("words", "Speed"),
    "recording.times": QT_TRANSLATE_NOOP("words", "{speed}×"),
    "recording.progress": QT_TRANSLATE_NOOP("words", "How much of it is here"),
    "recording.fetching": QT_TRANSLATE_NOOP("words", "Fetching…"),
    "recording.fetching_share": QT_TRANSLATE_NOOP("words", "Fetching… {share} %"),
    "recording.saving": QT_TRANSLATE_NOOP("words", "Saving… {share} %"),
    "recording.playing": QT_TRANSLATE_NOOP("words", "Playing"),
    "recording.cancelled": QT_TRANSLATE_NOOP("words", "Cancelled."),
    "recording.silent": QT_TRANSLATE_NOOP(
        "words", "This computer has no loudspeaker or headset that can be heard."
    ),
    "recording.no_sound": QT_TRANSLATE_NOOP(
        "words",
        "This installation cannot play sound (ctiapp[audio] is missing). Open it with another"
        " program, or save it.",
    ),
    "recording.unplayable": QT_TRANSLATE_NOOP(
        "words", "It cannot be played here. Open it with another program, or save it."
    ),
    "recording.not_opened": QT_TRANSLATE_NOOP(
        "words", "No program of this computer opens it. Save it instead."
    ),
    "history.heading": QT_TRANSLATE_NOOP("words", "History"),
    "history.calls": QT_TRANSLATE_NOOP("words", "Calls"),
    "history.counted": QT_TRANSLATE_NOOP("words", "{page} ({count})"),
    "history.empty": QT_TRANSLATE_NOOP(
        "words", "No calls yet. Calls that are over stand here, the newest first."
    ),
    "history.answered": QT_TRANSLATE_NOOP("words", "Answered"),
    "history.called": QT_TRANSLATE_NOOP("words", "Called"),
    "history.elsewhere": QT_TRANSLATE_NOOP("words", "Answered elsewhere"),
    "history.taken_by": QT_TRANSLATE_NOOP("words", "Answered by {name}"),
    "history.missed": QT_TRANSLATE_NOOP("words", "Missed"),
    "history.no_answer": QT_TRANSLATE_NOOP("words", "No answer"),
    "history.busy": QT_TRANSLATE_NOOP("words", "Busy"),
    "history.declined": QT_TRANSLATE_NOOP("words", "Busy or declined"),
    "history.refused": QT_TRANSLATE_NOOP("words", "Rejected"),
    "history.voicemail": QT_TRANSLATE_NOOP("words", "Voicemail"),
    "history.abandoned": QT_TRANSLATE_NOOP("words", "Gave up waiting"),
    "history.failed": QT_TRANSLATE_NOOP("words", "Failed"),
    "history.unknown": QT_TRANSLATE_NOOP("words", "Outcome not known"),
    "history.came": QT_TRANSLATE_NOOP("words", "incoming"),
    "history.went": QT_TRANSLATE_NOOP("words", "outgoing"),
    "history.noted": QT_TRANSLATE_NOOP("words", "note: {note}"),
    "history.recorded": QT_TRANSLATE_NOOP("words", "recorded"),
    "history.part": QT_TRANSLATE_NOOP("words", "part of the call"),
    "history.from_to": QT_TRANSLATE_NOOP("words", "{caller} → {callee}"),
    "history.via": QT_TRANSLATE_NOOP("words", "via {queue}"),
    "history.to": QT_TRANSLATE_NOOP("words", "to {number}"),
    "history.internal_call": QT_TRANSLATE_NOOP("words", "internal"),
    "history.rang": QT_TRANSLATE_NOOP("words", "rang {time}"),
    "history.today": QT_TRANSLATE_NOOP("words", "Today"),
    "history.yesterday": QT_TRANSLATE_NOOP("words", "Yesterday"),
    "history.day": QT_TRANSLATE_NOOP("words", "{day}, {date}"),
    "history.day_format": QT_TRANSLATE_NOOP("words", "d MMMM"),
    "history.list": QT_TRANSLATE_NOOP("words", "Past calls"),
    "history.nothing": QT_TRANSLATE_NOOP(
        "words", "No call is like that. Esc in the search field, or Show all, leaves nothing out."
    ),
    "history.search": QT_TRANSLATE_NOOP("words", "Search by name, number or note"),
    "history.kinds": QT_TRANSLATE_NOOP("words", "Which calls"),
    "history.kind_all": QT_TRANSLATE_NOOP("words", "All"),
    "history.kind_missed": QT_TRANSLATE_NOOP("words", "Missed"),
    "history.kind_inbound": QT_TRANSLATE_NOOP("words", "Incoming"),
    "history.kind_outbound": QT_TRANSLATE_NOOP("words", "Outgoing"),
    "history.kind_internal": QT_TRANSLATE_NOOP("words", "Internal"),
    "history.kind_recorded": QT_TRANSLATE_NOOP("words", "Recorded"),
    "history.queue": QT_TRANSLATE_NOOP("words", "Queue"),
    "history.any_queue": QT_TRANSLATE_NOOP("words", "Any queue"),
    "history.span": QT_TRANSLATE_NOOP("words", "Which days"),
    "history.span_any": QT_TRANSLATE_NOOP("words", "Any day"),
    "history.span_week": QT_TRANSLATE_NOOP("words", "Last 7 days"),
    "history.span_month": QT_TRANSLATE_NOOP("words", "Last 30 days"),
    "history.span_chosen": QT_TRANSLATE_NOOP("words", "From … to …"),
    "history.first": QT_TRANSLATE_NOOP("words", "First day"),
    "history.last": QT_TRANSLATE_NOOP("words", "Last day"),
    "history.clear": QT_TRANSLATE_NOOP("words", "Show all"),
    "history.export": QT_TRANSLATE_NOOP("words", "Export…"),
    "history.export_title": QT_TRANSLATE_NOOP("words", "Save these calls"),
    "history.export_name": QT_TRANSLATE_NOOP("words", "calls {day}.csv"),
    "history.reading": QT_TRANSLATE_NOOP("words", "Reading the PBX's list of calls…"),
    "history.synced": QT_TRANSLATE_NOOP("words", "PBX's list of calls read {time}"),
    "history.note_on": QT_TRANSLATE_NOOP("words", "Call with {name}"),
    "history.note_keep": QT_TRANSLATE_NOOP("words", "Keep"),
    "history.note_leave": QT_TRANSLATE_NOOP("words", "Cancel"),
    "history.do_call": QT_TRANSLATE_NOOP("words", "Call {number}"),
    "history.do_note": QT_TRANSLATE_NOOP("words", "Write a note…"),
    "history.do_copy": QT_TRANSLATE_NOOP("words", "Copy the number"),
    "history.do_play": QT_TRANSLATE_NOOP("words", "Play the recording"),
    "history.do_save": QT_TRANSLATE_NOOP("words", "Save the recording…"),
    "history.do_unfold": QT_TRANSLATE_NOOP("words", "Show its parts"),
    "history.do_fold": QT_TRANSLATE_NOOP("words", "Hide its parts"),
    "nav.queues": QT_TRANSLATE_NOOP("words", "Queues"),
    "action.place_queues": QT_TRANSLATE_NOOP("words", "Show the queues"),
    "action.full_screen": QT_TRANSLATE_NOOP("words", "Show the queues on the full screen"),
    "board.heading": QT_TRANSLATE_NOOP("words", "Queues"),
    "board.full_screen": QT_TRANSLATE_NOOP("words", "Full screen"),
    "board.leave_full": QT_TRANSLATE_NOOP("words", "Leave full screen"),
    "board.empty": QT_TRANSLATE_NOOP(
        "words", "No queue to show: you are an agent of none, and manage none."
    ),
    "board.waiting": QT_TRANSLATE_NOOP("words", "waiting"),
    "board.longest": QT_TRANSLATE_NOOP("words", "longest wait"),
    "board.ringing": QT_TRANSLATE_NOOP("words", "ringing"),
    "board.talking": QT_TRANSLATE_NOOP("words", "talking"),
    "board.level": QT_TRANSLATE_NOOP("words", "answered within {seconds} s"),
    "board.percent": QT_TRANSLATE_NOOP("words", "{percent} %"),
    "board.alarm_fine": QT_TRANSLATE_NOOP("words", "Fine"),
    "board.alarm_late": QT_TRANSLATE_NOOP("words", "Late"),
    "board.counted": QT_TRANSLATE_NOOP("words", "{count} {word}"),
    "board.unknown": QT_TRANSLATE_NOOP("words", "not known"),
    "board.card_spoken": QT_TRANSLATE_NOOP("words", "{queue}, {number}:"),
    "board.callers": QT_TRANSLATE_NOOP("words", "Callers"),
    "board.callers_of": QT_TRANSLATE_NOOP("words", "Callers of {queue}"),
    "board.waits": QT_TRANSLATE_NOOP("words", "Waiting"),
    "board.rings_at": QT_TRANSLATE_NOOP("words", "Rings {name}"),
    "board.talks_to": QT_TRANSLATE_NOOP("words", "Talks to {name}"),
    "board.no_caller": QT_TRANSLATE_NOOP("words", "Nobody waits, rings or talks here now."),
    "board.nobody_waits": QT_TRANSLATE_NOOP(
        "words", "Nobody waits here now. This PBX does not tell who rings or talks."
    ),
    "board.callers_counted": QT_TRANSLATE_NOOP(
        "words",
        "{count} waiting. This PBX does not tell who they are, nor how long they have waited.",
    ),
    "board.callers_untold": QT_TRANSLATE_NOOP(
        "words", "This PBX does not tell who waits, rings or talks here."
    ),
    "board.callers_unknown": QT_TRANSLATE_NOOP("words", "Not known now: the PBX has not told."),
    "board.caller_spoken": QT_TRANSLATE_NOOP("words", "{name}, {state}, {age}"),
    "board.agents_of": QT_TRANSLATE_NOOP("words", "Agents of {queue}"),
    "board.read_only": QT_TRANSLATE_NOOP("words", "Only to look at: you do not manage this queue."),
    "board.managed_hint": QT_TRANSLATE_NOOP(
        "words", "Enter or a click on an agent opens what you can do for them."
    ),
    "board.no_agent": QT_TRANSLATE_NOOP("words", "The PBX names no agents of this queue."),
    "board.sort": QT_TRANSLATE_NOOP("words", "Sort: {column}"),
    "board.sort_spoken": QT_TRANSLATE_NOOP(
        "words", "Sorted by {column}; press to sort by the next column"
    ),
    # handover
    "handover.title": QT_TRANSLATE_NOOP("words", "Handover"),
    "handover.of": QT_TRANSLATE_NOOP("words", "Handover · {who}"),
    "handover.answered": QT_TRANSLATE_NOOP("words", "Answered"),
    "handover.not_answered": QT_TRANSLATE_NOOP("words", "Not answered"),
    "handover.elsewhere": QT_TRANSLATE_NOOP("words", "By others"),
    "handover.missed": QT_TRANSLATE_NOOP("words", "Missed"),
    "handover.abandoned": QT_TRANSLATE_NOOP("words", "Gave up"),
    "handover.outgoing": QT_TRANSLATE_NOOP("words", "Called"),
    "handover.ring": QT_TRANSLATE_NOOP("words", "Mean ring"),
    "handover.talk": QT_TRANSLATE_NOOP("words", "Talk in all"),
    "handover.open": QT_TRANSLATE_NOOP("words", "To call back"),
    "handover.away": QT_TRANSLATE_NOOP("words", "Not there"),
    "handover.notes": QT_TRANSLATE_NOOP("words", "Notes of today"),
    "handover.nobody_waits": QT_TRANSLATE_NOOP("words", "Nobody waits."),
    "handover.nobody_open": QT_TRANSLATE_NOOP("words", "Nobody is left to be called back."),
    "handover.nobody_away": QT_TRANSLATE_NOOP("words", "Everybody is there."),
    "handover.no_notes": QT_TRANSLATE_NOOP("words", "No notes today."),
    "handover.slot": QT_TRANSLATE_NOOP("words", "slot {slot}"),
    "handover.tries": QT_TRANSLATE_NOOP("words", "{count}×"),
    "handover.later": QT_TRANSLATE_NOOP("words", "later: {time}"),
    "handover.more": QT_TRANSLATE_NOOP("words", "and {count} more"),
    "handover.print": QT_TRANSLATE_NOOP("words", "Print…"),
    "handover.save": QT_TRANSLATE_NOOP("words", "Save as PDF…"),
    "handover.again": QT_TRANSLATE_NOOP("words", "Gather anew"),
    # reports
    "report.title": QT_TRANSLATE_NOOP("words", "Statistics"),
    "report.heading": QT_TRANSLATE_NOOP("words", "Report"),
    "report.kind": QT_TRANSLATE_NOOP("words", "Report"),
    "report.queue": QT_TRANSLATE_NOOP("words", "Queue"),
    "report.all_queues": QT_TRANSLATE_NOOP("words", "All my queues"),
    "report.kind_queues": QT_TRANSLATE_NOOP("words", "Queues"),
    "report.kind_queue_hours": QT_TRANSLATE_NOOP("words", "Queues over time"),
    "report.kind_agents": QT_TRANSLATE_NOOP("words", "Agents"),
    "report.kind_agent_calls": QT_TRANSLATE_NOOP("words", "Agents: calls in and out"),
    "report.kind_agent_pauses": QT_TRANSLATE_NOOP("words", "Agents: pauses"),
    "report.kind_extensions": QT_TRANSLATE_NOOP("words", "Extensions"),
    "report.kind_extension_hours": QT_TRANSLATE_NOOP("words", "Extensions over time"),
    "report.today": QT_TRANSLATE_NOOP("words", "Today"),
    "report.yesterday": QT_TRANSLATE_NOOP("words", "Yesterday"),
    "report.week": QT_TRANSLATE_NOOP("words", "Last 7 days"),
    "report.month": QT_TRANSLATE_NOOP("words", "Last 30 days"),
    "report.again": QT_TRANSLATE_NOOP("words", "Ask again"),
    "report.export": QT_TRANSLATE_NOOP("words", "Save as CSV…"),
    "report.asking": QT_TRANSLATE_NOOP("words", "Asking the PBX…"),
    "report.told": QT_TRANSLATE_NOOP("words", "{days} · asked at {time}"),
    "report.empty": QT_TRANSLATE_NOOP("words", "The PBX has nothing on these days."),
    "report.no_queues": QT_TRANSLATE_NOOP(
        "words", "Reports are on the queues that you manage: you manage none now."
    ),
    "report.col_name": QT_TRANSLATE_NOOP("words", "Name"),
    "report.col_number": QT_TRANSLATE_NOOP("words", "Number"),
    "report.col_part": QT_TRANSLATE_NOOP("words", "When"),
    "report.col_calls": QT_TRANSLATE_NOOP("words", "Calls"),
    "report.col_answered": QT_TRANSLATE_NOOP("words", "Answered"),
    "report.col_missed": QT_TRANSLATE_NOOP("words", "Missed"),
    "report.col_abandoned": QT_TRANSLATE_NOOP("words", "Gave up"),
    "report.col_answered_share": QT_TRANSLATE_NOOP("words", "Answered %"),
    "report.col_service_level": QT_TRANSLATE_NOOP("words", "In time %"),
    "report.col_wait": QT_TRANSLATE_NOOP("words", "Mean wait"),
    "report.col_longest_wait": QT_TRANSLATE_NOOP("words", "Longest wait"),
    "report.col_talk": QT_TRANSLATE_NOOP("words", "Mean talk"),
    "report.col_handle": QT_TRANSLATE_NOOP("words", "Ring and talk"),
    "report.col_missed_share": QT_TRANSLATE_NOOP("words", "Missed %"),
    "report.col_total_talk": QT_TRANSLATE_NOOP("words", "Talk in all"),
    "report.col_inbound": QT_TRANSLATE_NOOP("words", "In"),
    "report.col_outbound": QT_TRANSLATE_NOOP("words", "Out"),
    "report.col_inbound_talk": QT_TRANSLATE_NOOP("words", "Talk in"),
    "report.col_outbound_talk": QT_TRANSLATE_NOOP("words", "Talk out"),
    "report.col_began": QT_TRANSLATE_NOOP("words", "From"),
    "report.col_ended": QT_TRANSLATE_NOOP("words", "Until"),
    "report.col_length": QT_TRANSLATE_NOOP("words", "Length"),
    "report.col_no_answer": QT_TRANSLATE_NOOP("words", "Not answered"),
    "report.col_busy": QT_TRANSLATE_NOOP("words", "Busy"),
    "report.col_voicemail": QT_TRANSLATE_NOOP("words", "Voicemail"),
    "report.col_failed": QT_TRANSLATE_NOOP("words", "Failed"),
    "report.col_total_ring": QT_TRANSLATE_NOOP("words", "Ring in all"),
    "board.name": QT_TRANSLATE_NOOP("words", "Name"),
    "board.number": QT_TRANSLATE_NOOP("words", "Number"),
    "board.state": QT_TRANSLATE_NOOP("words", "State"),
    "board.since": QT_TRANSLATE_NOOP("words", "For"),
    "board.reason": QT_TRANSLATE_NOOP("words", "Reason"),
    "board.phone": QT_TRANSLATE_NOOP("words", "Phone"),
    "board.you": QT_TRANSLATE_NOOP("words", "{name} (you)"),
    "board.agent_spoken": QT_TRANSLATE_NOOP("words", "{name}, {number}: {facts}"),
    "agentcall.unknown": QT_TRANSLATE_NOOP("words", "–"),
    "agentcall.idle": QT_TRANSLATE_NOOP("words", "Free"),
    "agentcall.talking": QT_TRANSLATE_NOOP("words", "Talking"),
    "agentcall.ringing": QT_TRANSLATE_NOOP("words", "Ringing"),
    "agentcall.talking-and-ringing": QT_TRANSLATE_NOOP("words", "Talking, another rings"),
    "agentcall.held": QT_TRANSLATE_NOOP("words", "On hold"),
    "supervise.panel": QT_TRANSLATE_NOOP("words", "What to do for {name}"),
    "supervise.log_in": QT_TRANSLATE_NOOP("words", "Log in to this queue"),
    "supervise.log_out": QT_TRANSLATE_NOOP("words", "Log out of this queue"),
    "supervise.ready": QT_TRANSLATE_NOOP("words", "Make ready"),
    "supervise.pause": QT_TRANSLATE_NOOP("words", "Pause without a reason"),
    "supervise.pause_alone": QT_TRANSLATE_NOOP("words", "Pause"),
    "supervise.listen": QT_TRANSLATE_NOOP("words", "Listen to the call…"),
    "supervise.whisper": QT_TRANSLATE_NOOP("words", "Whisper to the agent…"),
    "supervise.barge": QT_TRANSLATE_NOOP("words", "Join the call…"),
    "supervise.confirm_listen": QT_TRANSLATE_NOOP("words", "Listen to {name}"),
    "supervise.confirm_whisper": QT_TRANSLATE_NOOP("words", "Whisper to {name}"),
    "supervise.confirm_barge": QT_TRANSLATE_NOOP("words", "Join the call of {name}"),
    "supervise.explain_listen": QT_TRANSLATE_NOOP(
        "words",
        "Your own phone rings. Pick it up, and you hear {name} and the caller; neither hears"
        " you. The journal keeps it.",
    ),
    "supervise.explain_whisper": QT_TRANSLATE_NOOP(
        "words",
        "Your own phone rings. Pick it up, and you hear both; {name} alone hears you. The"
        " journal keeps it.",
    ),
    "supervise.explain_barge": QT_TRANSLATE_NOOP(
        "words",
        "Your own phone rings. Pick it up, and you are in the call: both hear you. The journal"
        " keeps it.",
    ),
    "supervise.cancel": QT_TRANSLATE_NOOP("words", "Cancel"),
    "supervise.confirm_hint": QT_TRANSLATE_NOOP("words", "Tab to confirm · Esc goes back"),
    "listening.rings_listen": QT_TRANSLATE_NOOP(
        "words", "Your phone rings: pick it up to listen to {name}."
    ),
    "listening.rings_whisper": QT_TRANSLATE_NOOP(
        "words", "Your phone rings: pick it up to whisper to {name}."
    ),
    "listening.rings_barge": QT_TRANSLATE_NOOP(
        "words", "Your phone rings: pick it up to join the call of {name}."
    ),
    "listening.listen": QT_TRANSLATE_NOOP(
        "words", "You are listening to {name}. They do not hear you."
    ),
    "listening.whisper": QT_TRANSLATE_NOOP(
        "words", "You hear {name} and the caller. {name} alone hears you."
    ),
    "listening.barge": QT_TRANSLATE_NOOP("words", "You are in the call of {name}. Both hear you."),
    "listening.stop": QT_TRANSLATE_NOOP("words", "Stop"),
    "listening.stop_spoken": QT_TRANSLATE_NOOP(
        "words", "Stop: hang up your own phone, the call of {name} goes on"
    ),
}

SENTENCES |= {
    "supervise.nothing_now": QT_TRANSLATE_NOOP(
        "words",
        "Nothing can be done for {name} now: the PBX has not told how they stand, or the"
        " connection is down.",
    ),
}

WORDS |= {
    "board.level_since": QT_TRANSLATE_NOOP("words", "counted here since {time}"),
    "board.level_of": QT_TRANSLATE_NOOP("words", "within {seconds} s · target {target} %"),
    "board.alarm_soon": QT_TRANSLATE_NOOP("words", "Soon"),
}

_SEVERITIES = {
    Severity.INFO: QT_TRANSLATE_NOOP("words", "Note"),
    Severity.WARNING: QT_TRANSLATE_NOOP("words", "Warning"),
    Severity.ERROR: QT_TRANSLATE_NOOP("words", "Error"),
}
_CONNECTIONS = {
    Connection.SIGNED_OUT: QT_TRANSLATE_NOOP("words", "Signed out"),
    Connection.CONNECTING: QT_TRANSLATE_NOOP("words", "Connecting…"),
    Connection.ONLINE: QT_TRANSLATE_NOOP("words", "Live"),
    Connection.RECONNECTING: QT_TRANSLATE_NOOP("words", "Reconnecting…"),
    Connection.REFUSED: QT_TRANSLATE_NOOP("words", "Refused"),
}


SENTENCES |= {
    # contacts: the lists, the sheet, the editor, the import
    "import.unreadable": QT_TRANSLATE_NOOP(
        "words",
        "The file {name} cannot be read. It may have been moved, or it may belong to somebody"
        " else. Choose it again, or another one.",
    ),
    "import.empty": QT_TRANSLATE_NOOP("words", "There is nothing in {name}. Choose another file."),
    "import.too_big": QT_TRANSLATE_NOOP(
        "words",
        "{name} is larger than {megabytes} MB, so it was not read. Divide it into several files.",
    ),
    "import.encoding": QT_TRANSLATE_NOOP(
        "words",
        "Nobody knows the encoding {name}. Choose one of the list.",
    ),
    "import.no_undo": QT_TRANSLATE_NOOP("words", "There is no import to take back."),
    "import.undone": QT_TRANSLATE_NOOP(
        "words",
        "The last import was taken back. Contacts that are as they were before it: {count}.",
    ),
    "export.failed": QT_TRANSLATE_NOOP(
        "words",
        "{name} could not be written. The disk may be full, or you may not write there. "
        "Choose another place.",
    ),
    "export.done": QT_TRANSLATE_NOOP("words", "Your contacts were written to {path}: {count}."),
    "ldap.host_missing": QT_TRANSLATE_NOOP(
        "words",
        "Enter the name or address of the directory's server, without blanks and without ldap://.",
    ),
    "ldap.base_missing": QT_TRANSLATE_NOOP(
        "words",
        "Enter where people are searched for, such as ou=people,dc=example,dc=com. Your "
        "administrator knows it.",
    ),
    "ldap.port": QT_TRANSLATE_NOOP("words", "A port is a number between 1 and 65535."),
    "ldap.pin_start_tls": QT_TRANSLATE_NOOP(
        "words",
        "One certificate alone can be trusted only with TLS from the first byte. Choose TLS, "
        "or give a CA file.",
    ),
    "ldap.unreachable": QT_TRANSLATE_NOOP(
        "words",
        "No directory answers at {host}. It may be switched off, or the port may be wrong. "
        "Check both; nothing was changed.",
    ),
    "ldap.tls": QT_TRANSLATE_NOOP(
        "words",
        "The connection to {host} could not be protected, so nothing was sent. The port may "
        "be that of the unprotected protocol. Check it, or ask your administrator.",
    ),
    "ldap.denied": QT_TRANSLATE_NOOP(
        "words",
        "The directory did not let this user in. Check the user and the password; some "
        "directories block a user after several wrong tries.",
    ),
    "ldap.no_base": QT_TRANSLATE_NOOP(
        "words",
        'The directory has no such place to search in. Check what stands in "Search below".',
    ),
    "ldap.too_long": QT_TRANSLATE_NOOP(
        "words",
        "The directory did not come to an end. Narrow the search by a word, or by a place "
        "further down.",
    ),
    "ldap.failed": QT_TRANSLATE_NOOP(
        "words",
        "The directory could not be searched. Nothing was changed. Ask your administrator; "
        "the details say what it answered.",
    ),
    "contacts.saved": QT_TRANSLATE_NOOP("words", "{name} was saved."),
    "contacts.gone": QT_TRANSLATE_NOOP("words", "This contact is gone: it was deleted meanwhile."),
    "contacts.copied": QT_TRANSLATE_NOOP("words", "{text} was copied."),
    "contacts.deleted": QT_TRANSLATE_NOOP("words", "{name} was deleted."),
    "contacts.not_permitted": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not let you edit company contacts. What you typed is still here: keep "
        "it as a contact of your own, or ask your administrator for the right.",
    ),
}

WORDS |= {
    # contacts: the lists, the sheet, the editor, the import
    "contacts.tab": QT_TRANSLATE_NOOP("words", "Contacts"),
    "contacts.own": QT_TRANSLATE_NOOP("words", "My contacts"),
    "contacts.company": QT_TRANSLATE_NOOP("words", "Company contacts"),
    "contacts.scope": QT_TRANSLATE_NOOP("words", "Which contacts"),
    "contacts.filter": QT_TRANSLATE_NOOP("words", "Filter by name, company or number"),
    "contacts.list": QT_TRANSLATE_NOOP("words", "Contacts"),
    "contacts.add": QT_TRANSLATE_NOOP("words", "New"),
    "contacts.add_own": QT_TRANSLATE_NOOP("words", "Add a contact of my own"),
    "contacts.add_company": QT_TRANSLATE_NOOP("words", "Add a company contact"),
    "contacts.import": QT_TRANSLATE_NOOP("words", "Import…"),
    "contacts.export": QT_TRANSLATE_NOOP("words", "Export…"),
    "contacts.as_of": QT_TRANSLATE_NOOP("words", "As of {time}"),
    "contacts.as_of_day": QT_TRANSLATE_NOOP("words", "As of {day}, {time}"),
    "contacts.as_of_never": QT_TRANSLATE_NOOP("words", "Not loaded yet"),
    "contacts.kept_here": QT_TRANSLATE_NOOP("words", "Kept on this computer"),
    "contacts.loading": QT_TRANSLATE_NOOP("words", "Reading…"),
    "contacts.empty_own": QT_TRANSLATE_NOOP(
        "words",
        "You have no contacts of your own yet. Add one, or import a vCard or CSV file or an "
        "LDAP directory.",
    ),
    "contacts.empty_company": QT_TRANSLATE_NOOP(
        "words",
        "The PBX has no company contacts, or does not show them to you.",
    ),
    "contacts.empty_filter": QT_TRANSLATE_NOOP(
        "words",
        "Nobody fits. Clear the filter to see everybody.",
    ),
    "contacts.spoken": QT_TRANSLATE_NOOP("words", "{name}, {company}, {number}"),
    "contacts.spoken_plain": QT_TRANSLATE_NOOP("words", "{name}, {number}"),
    "contacts.several": QT_TRANSLATE_NOOP("words", "{kind} · {count} numbers"),
    "contacts.spoken_several": QT_TRANSLATE_NOOP("words", "{said}, {kind}, {count} numbers"),
    "contacts.undo": QT_TRANSLATE_NOOP("words", "Undo"),
    "contacts.sheet": QT_TRANSLATE_NOOP("words", "Details of {name}"),
    "contacts.call": QT_TRANSLATE_NOOP("words", "Call"),
    "contacts.call_spoken": QT_TRANSLATE_NOOP("words", "Call {kind} {number}"),
    "contacts.copy": QT_TRANSLATE_NOOP("words", "Copy"),
    "contacts.copy_spoken": QT_TRANSLATE_NOOP("words", "Copy e-mail {email}"),
    "contacts.favourite_on": QT_TRANSLATE_NOOP("words", "Favourite: take the star away"),
    "contacts.favourite_off": QT_TRANSLATE_NOOP("words", "Make a favourite"),
    "contacts.edit": QT_TRANSLATE_NOOP("words", "Edit"),
    "contacts.delete": QT_TRANSLATE_NOOP("words", "Delete"),
    "contacts.delete_ask": QT_TRANSLATE_NOOP("words", "Delete {name}?"),
    "contacts.delete_ask_company": QT_TRANSLATE_NOOP(
        "words",
        "Delete {name} for the whole company? This cannot be undone.",
    ),
    "contacts.keep": QT_TRANSLATE_NOOP("words", "Keep"),
    "contacts.close": QT_TRANSLATE_NOOP("words", "Close"),
    "contacts.note": QT_TRANSLATE_NOOP("words", "My note"),
    "contacts.note_hint": QT_TRANSLATE_NOOP("words", "Only you see it. It is saved as you type."),
    "contacts.phonebooks": QT_TRANSLATE_NOOP("words", "Phonebooks: {names}"),
    "contacts.from_own": QT_TRANSLATE_NOOP("words", "Your own contact"),
    "contacts.from_company": QT_TRANSLATE_NOOP("words", "Company contact of the PBX"),
    "contacts.from_extension": QT_TRANSLATE_NOOP("words", "Extension of the PBX"),
    "contacts.from_place": QT_TRANSLATE_NOOP("words", "Place of the PBX: a queue, menu or group"),
    "contacts.shared": QT_TRANSLATE_NOOP(
        "words",
        "{number} belongs to several. Who is it that calls from there?",
    ),
    "contacts.shared_is": QT_TRANSLATE_NOOP("words", "It is {name}"),
    "contacts.editor_new": QT_TRANSLATE_NOOP("words", "New contact"),
    "contacts.editor_new_company": QT_TRANSLATE_NOOP("words", "New company contact"),
    "contacts.editor_edit": QT_TRANSLATE_NOOP("words", "Edit contact"),
    "contacts.editor_edit_company": QT_TRANSLATE_NOOP("words", "Edit company contact"),
    "contacts.name": QT_TRANSLATE_NOOP("words", "Name"),
    "contacts.first_name": QT_TRANSLATE_NOOP("words", "First name"),
    "contacts.last_name": QT_TRANSLATE_NOOP("words", "Last name"),
    "contacts.department": QT_TRANSLATE_NOOP("words", "Department"),
    "contacts.email": QT_TRANSLATE_NOOP("words", "E-mail"),
    "contacts.remark": QT_TRANSLATE_NOOP("words", "Remark"),
    "contacts.uid": QT_TRANSLATE_NOOP("words", "ID of the source"),
    "contacts.skip": QT_TRANSLATE_NOOP("words", "Leave out"),
    "contacts.business": QT_TRANSLATE_NOOP("words", "Business phone"),
    "contacts.business2": QT_TRANSLATE_NOOP("words", "Business phone 2"),
    "contacts.mobile": QT_TRANSLATE_NOOP("words", "Mobile"),
    "contacts.mobile2": QT_TRANSLATE_NOOP("words", "Mobile 2"),
    "contacts.home": QT_TRANSLATE_NOOP("words", "Home phone"),
    "contacts.home2": QT_TRANSLATE_NOOP("words", "Home phone 2"),
    "contacts.business_fax": QT_TRANSLATE_NOOP("words", "Business fax"),
    "contacts.home_fax": QT_TRANSLATE_NOOP("words", "Home fax"),
    "contacts.other": QT_TRANSLATE_NOOP("words", "Other phone"),
    "contacts.phone": QT_TRANSLATE_NOOP("words", "Phone"),
    "contacts.company_name": QT_TRANSLATE_NOOP("words", "Company"),
    "contacts.more_numbers": QT_TRANSLATE_NOOP("words", "More numbers"),
    "contacts.save": QT_TRANSLATE_NOOP("words", "Save"),
    "contacts.saving": QT_TRANSLATE_NOOP("words", "Saving…"),
    "contacts.cancel": QT_TRANSLATE_NOOP("words", "Cancel"),
    "contacts.keep_own": QT_TRANSLATE_NOOP("words", "Keep as my own"),
    "contacts.wrong.name": QT_TRANSLATE_NOOP("words", "Enter a name or a company."),
    "contacts.wrong.first": QT_TRANSLATE_NOOP("words", "A company contact needs a first name."),
    "contacts.wrong.number": QT_TRANSLATE_NOOP("words", "Enter at least one number."),
    "contacts.wrong.dial": QT_TRANSLATE_NOOP(
        "words",
        "This cannot be dialled: digits, + at the beginning, * and # only.",
    ),
    "contacts.wrong.email": QT_TRANSLATE_NOOP(
        "words", "This does not look like an e-mail address."
    ),
    "contacts.wrong.long": QT_TRANSLATE_NOOP("words", "This is too long."),
    "import.title": QT_TRANSLATE_NOOP("words", "Import contacts"),
    "import.lead": QT_TRANSLATE_NOOP(
        "words",
        "A vCard or CSV file, or an LDAP directory, becomes part of your own contacts. "
        "Nothing is kept before you have seen what it would be.",
    ),
    "import.choose": QT_TRANSLATE_NOOP("words", "Choose a file…"),
    "import.drop": QT_TRANSLATE_NOOP("words", "or drop a file here"),
    "import.drop_now": QT_TRANSLATE_NOOP("words", "Let go to read this file"),
    "import.ldap": QT_TRANSLATE_NOOP("words", "LDAP directory…"),
    "import.files": QT_TRANSLATE_NOOP(
        "words",
        "Address books (*.vcf *.vcard *.csv *.txt *.tsv);;All files (*)",
    ),
    "import.back": QT_TRANSLATE_NOOP("words", "Back"),
    "import.again": QT_TRANSLATE_NOOP("words", "Choose another source"),
    "import.reading": QT_TRANSLATE_NOOP("words", "Reading {name}"),
    "import.reading_percent": QT_TRANSLATE_NOOP("words", "Reading {name}: {percent} %"),
    "import.reading_count": QT_TRANSLATE_NOOP("words", "Reading {name}: {count}"),
    "import.comparing": QT_TRANSLATE_NOOP("words", "Comparing with your contacts: {percent} %"),
    "import.keeping": QT_TRANSLATE_NOOP("words", "Importing: {percent} %"),
    "import.cancel": QT_TRANSLATE_NOOP("words", "Cancel"),
    "import.encoding_label": QT_TRANSLATE_NOOP("words", "Encoding"),
    "import.delimiter": QT_TRANSLATE_NOOP("words", "Between values"),
    "import.headings": QT_TRANSLATE_NOOP("words", "First line has headings"),
    "import.comma": QT_TRANSLATE_NOOP("words", "Comma"),
    "import.semicolon": QT_TRANSLATE_NOOP("words", "Semicolon"),
    "import.tab": QT_TRANSLATE_NOOP("words", "Tab"),
    "import.bar": QT_TRANSLATE_NOOP("words", "Vertical bar"),
    "import.columns": QT_TRANSLATE_NOOP("words", "What the columns mean"),
    "import.column": QT_TRANSLATE_NOOP("words", "Column"),
    "import.example": QT_TRANSLATE_NOOP("words", "Example"),
    "import.meaning": QT_TRANSLATE_NOOP("words", "Becomes"),
    "import.column_n": QT_TRANSLATE_NOOP("words", "Column {count}"),
    "import.means": QT_TRANSLATE_NOOP("words", "Meaning of {name}"),
    "import.rows": QT_TRANSLATE_NOOP("words", "The first rows as they would become"),
    "import.row_name": QT_TRANSLATE_NOOP("words", "Name"),
    "import.row_company": QT_TRANSLATE_NOOP("words", "Company"),
    "import.row_numbers": QT_TRANSLATE_NOOP("words", "Numbers"),
    "import.row_more": QT_TRANSLATE_NOOP("words", "More"),
    "import.left_out": QT_TRANSLATE_NOOP("words", "Left out: {reason}"),
    "import.summary": QT_TRANSLATE_NOOP(
        "words",
        "{new} new · {changed} changed · {same} the same · {bad} left out",
    ),
    "import.cut": QT_TRANSLATE_NOOP(
        "words",
        "The source has more than {count} rows; the rest was not read.",
    ),
    "import.run": QT_TRANSLATE_NOOP("words", "Import {count}"),
    "import.nothing": QT_TRANSLATE_NOOP("words", "Nothing to import"),
    "import.done_title": QT_TRANSLATE_NOOP("words", "Imported from {name}"),
    "import.undo": QT_TRANSLATE_NOOP("words", "Take this import back"),
    "import.undo_until": QT_TRANSLATE_NOOP(
        "words", "It can be taken back until you import something else, or quit."
    ),
    "import.to_list": QT_TRANSLATE_NOOP("words", "Show my contacts"),
    "import.reasons": QT_TRANSLATE_NOOP("words", "What was left out, and why"),
    "import.line": QT_TRANSLATE_NOOP("words", "Line"),
    "import.why": QT_TRANSLATE_NOOP("words", "Reason"),
    "import.excerpt": QT_TRANSLATE_NOOP("words", "Begins with"),
    "import.bad.broken": QT_TRANSLATE_NOOP("words", "cannot be read as a card"),
    "import.bad.too_long": QT_TRANSLATE_NOOP("words", "a value is too long"),
    "import.bad.too_wide": QT_TRANSLATE_NOOP("words", "too many columns"),
    "import.bad.not_text": QT_TRANSLATE_NOOP("words", "no text"),
    "import.bad.no_name": QT_TRANSLATE_NOOP("words", "no name and no company"),
    "import.bad.no_number": QT_TRANSLATE_NOOP("words", "no telephone number"),
    "import.bad.bad_number": QT_TRANSLATE_NOOP("words", "no number that can be dialled"),
    "ldap.title": QT_TRANSLATE_NOOP("words", "LDAP directory"),
    "ldap.host": QT_TRANSLATE_NOOP("words", "Server"),
    "ldap.port_label": QT_TRANSLATE_NOOP("words", "Port"),
    "ldap.base": QT_TRANSLATE_NOOP("words", "Search below"),
    "ldap.user": QT_TRANSLATE_NOOP("words", "User (DN)"),
    "ldap.password": QT_TRANSLATE_NOOP("words", "Password"),
    "ldap.containing": QT_TRANSLATE_NOOP("words", "Only people with"),
    "ldap.security": QT_TRANSLATE_NOOP("words", "Protection"),
    "ldap.tls": QT_TRANSLATE_NOOP("words", "TLS"),
    "ldap.start_tls": QT_TRANSLATE_NOOP("words", "StartTLS"),
    "ldap.none": QT_TRANSLATE_NOOP("words", "None: password and contacts can be read on the way"),
    "ldap.ca": QT_TRANSLATE_NOOP("words", "CA file (optional)"),
    "ldap.remember": QT_TRANSLATE_NOOP("words", "Remember the password in the key store"),
    "ldap.kept": QT_TRANSLATE_NOOP("words", "Kept in the key store"),
    "ldap.ask": QT_TRANSLATE_NOOP("words", "Read the directory"),
    "ldap.trust": QT_TRANSLATE_NOOP("words", "Trust exactly this one"),
}


SENTENCES |= {
    # notes, greetings, privacy
    "note.too_long": QT_TRANSLATE_NOOP(
        "words", "A note has {most} characters at most. Nothing was changed: write it shorter."
    ),
    "note.no_call": QT_TRANSLATE_NOOP("words", "There is no call to write a note on."),
    "greet.empty": QT_TRANSLATE_NOOP("words", "Enter as whom to greet there."),
    "greet.too_long": QT_TRANSLATE_NOOP(
        "words", "This is too long: a greeting has {most} characters at most."
    ),
    "greet.twice": QT_TRANSLATE_NOOP("words", "{number} has a greeting already. Change it there."),
    "greet.full": QT_TRANSLATE_NOOP(
        "words", "There is room for {most} greetings. Remove one, then add this."
    ),
    "privacy.withheld": QT_TRANSLATE_NOOP(
        "words", "Who calls here withholds the number: nothing is kept by which to find them."
    ),
    "privacy.not_exported": QT_TRANSLATE_NOOP(
        "words",
        "Your data could not be written. Choose another place, or make room on the disk, and"
        " export again.",
    ),
    "privacy.exported": QT_TRANSLATE_NOOP("words", "Saved: {path}"),
    "privacy.forgotten": QT_TRANSLATE_NOOP(
        "words", "Deleted what was kept about {number}: {count}."
    ),
    "privacy.nothing": QT_TRANSLATE_NOOP("words", "Nothing is kept about {number}."),
}

WORDS |= {
    # the caller's past, the note
    "card.called_as": QT_TRANSLATE_NOOP("words", "Called as"),
    "card.typed": QT_TRANSLATE_NOOP("words", "typed {digits}"),
    "card.send_to": QT_TRANSLATE_NOOP("words", "Send to {name}"),
    "card.note": QT_TRANSLATE_NOOP("words", "Note on this call"),
    "card.note_spoken": QT_TRANSLATE_NOOP("words", "Note on the call with {name}"),
    "card.quoted": QT_TRANSLATE_NOOP("words", "“{note}”"),
    "action.note": QT_TRANSLATE_NOOP("words", "Write a note on the call"),
    "pop.greet": QT_TRANSLATE_NOOP("words", "Greet as"),
    "pop.typed": QT_TRANSLATE_NOOP("words", "Typed {digits}"),
    "caller.st": QT_TRANSLATE_NOOP("words", "{count}st call today"),
    "caller.nd": QT_TRANSLATE_NOOP("words", "{count}nd call today"),
    "caller.rd": QT_TRANSLATE_NOOP("words", "{count}rd call today"),
    "caller.th": QT_TRANSLATE_NOOP("words", "{count}th call today"),
    "caller.abandoned": QT_TRANSLATE_NOOP("words", "{count} abandoned"),
    "caller.calls_today": QT_TRANSLATE_NOOP("words", "{calls}, {abandoned}"),
    "caller.last": QT_TRANSLATE_NOOP("words", "last spoke to {name}, {time}"),
    "caller.last_you": QT_TRANSLATE_NOOP("words", "last spoke to you, {time}"),
    "caller.today": QT_TRANSLATE_NOOP("words", "today {time}"),
    "caller.yesterday": QT_TRANSLATE_NOOP("words", "yesterday {time}"),
    "caller.day": QT_TRANSLATE_NOOP("words", "{day} {time}"),
    "who.is": QT_TRANSLATE_NOOP("words", "It is {name}"),
    "who.which": QT_TRANSLATE_NOOP("words", "Who is it?"),
    # greetings
    "consent.title": QT_TRANSLATE_NOOP("words", "Consent to record"),
    "consent.lead": QT_TRANSLATE_NOOP(
        "words",
        "What you have to say before a call is recorded. It stands on the call as soon as you begin"
        " to record. Leave it empty where you need none.",
    ),
    "consent.sentence": QT_TRANSLATE_NOOP("words", "The sentence to say before recording"),
    "consent.example": QT_TRANSLATE_NOOP(
        "words", "e.g. I would like to record this call. Do you agree?"
    ),
    "consent.say": QT_TRANSLATE_NOOP("words", "Say:"),
    "greetings.title": QT_TRANSLATE_NOOP("words", "Greetings"),
    "greetings.lead": QT_TRANSLATE_NOOP(
        "words",
        "As whom to greet when one of these numbers is called. Where the PBX does not tell the"
        " called number, the number of the queue counts.",
    ),
    "greetings.number": QT_TRANSLATE_NOOP("words", "Called number or queue"),
    "greetings.said": QT_TRANSLATE_NOOP("words", "Greet as"),
    "greetings.add": QT_TRANSLATE_NOOP("words", "Add greeting"),
    "greetings.save": QT_TRANSLATE_NOOP("words", "Save"),
    "greetings.cancel": QT_TRANSLATE_NOOP("words", "Cancel"),
    "greetings.change": QT_TRANSLATE_NOOP("words", "Change"),
    "greetings.remove": QT_TRANSLATE_NOOP("words", "Remove"),
    "greetings.change_spoken": QT_TRANSLATE_NOOP("words", "Change the greeting for {number}"),
    "greetings.remove_spoken": QT_TRANSLATE_NOOP("words", "Remove the greeting for {number}"),
    "greetings.none": QT_TRANSLATE_NOOP("words", "No greetings yet. Add the first one below."),
    # privacy
    "privacy.title": QT_TRANSLATE_NOOP("words", "Privacy"),
    "privacy.lead": QT_TRANSLATE_NOOP(
        "words", "What this computer keeps of calls, and for how long. The PBX keeps its own lists."
    ),
    "privacy.calls": QT_TRANSLATE_NOOP("words", "Keep calls"),
    "privacy.notes": QT_TRANSLATE_NOOP("words", "Keep notes"),
    "privacy.deeds": QT_TRANSLATE_NOOP("words", "Keep what was done for others"),
    "privacy.deeds_hint": QT_TRANSLATE_NOOP(
        "words", "Who was listened to, logged in or out, or paused from here."
    ),
    "privacy.contacts": QT_TRANSLATE_NOOP("words", "Keep the people of a PBX"),
    "privacy.contacts_hint": QT_TRANSLATE_NOOP(
        "words",
        "After you last signed in to it. Notes on them go with them; your own contacts stay.",
    ),
    "privacy.for_ever": QT_TRANSLATE_NOOP("words", "For ever"),
    "privacy.number": QT_TRANSLATE_NOOP("words", "Forget a number"),
    "privacy.number_hint": QT_TRANSLATE_NOOP(
        "words", "Its calls, its notes, and what was chosen for it, on this computer."
    ),
    "privacy.look": QT_TRANSLATE_NOOP("words", "Forget…"),
    "privacy.forget_this": QT_TRANSLATE_NOOP("words", "Forget this number…"),
    "privacy.ask": QT_TRANSLATE_NOOP(
        "words",
        "Delete what is kept about {number}? Calls: {calls}, notes: {notes}, choices: {choices}."
        " This cannot be undone.",
    ),
    "privacy.delete": QT_TRANSLATE_NOOP("words", "Delete"),
    "privacy.keep": QT_TRANSLATE_NOOP("words", "Keep"),
    "privacy.export": QT_TRANSLATE_NOOP("words", "Export my data…"),
    "privacy.export_hint": QT_TRANSLATE_NOOP(
        "words",
        "Calls, notes, favourites, your own contacts and settings, without any secret, in one"
        " archive.",
    ),
    "privacy.exporting": QT_TRANSLATE_NOOP("words", "Writing… {count}"),
    "privacy.stop": QT_TRANSLATE_NOOP("words", "Cancel"),
}


SENTENCES |= {
    # contacts, once more
    "contacts.not_permitted_delete": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not let you delete company contacts. Nothing was changed. Ask your "
        "administrator for the right.",
    ),
}


WORDS |= {
    # who calls, once more
    "who.add": QT_TRANSLATE_NOOP("words", "Add to contacts"),
}


_PLURALS = {
    "tries_left": QT_TRANSLATE_NOOP("words", "%n tries left.", None, 1),
    "more_calls": QT_TRANSLATE_NOOP("words", "+%n more calls ringing", None, 1),
    "calls_ringing": QT_TRANSLATE_NOOP("words", "%n calls ringing", None, 1),
    "people_in_call": QT_TRANSLATE_NOOP("words", "%n people in the call", None, 1),
    "seconds": QT_TRANSLATE_NOOP("words", "%n seconds", None, 1),
    "left_to_decide": QT_TRANSLATE_NOOP("words", "%n s left to decide", None, 1),
    "left_to_decide_spoken": QT_TRANSLATE_NOOP("words", "%n seconds left to decide", None, 1),
    "minutes": QT_TRANSLATE_NOOP("words", "%n minutes", None, 1),
    "queues": QT_TRANSLATE_NOOP("words", "%n queues", None, 1),
    "days": QT_TRANSLATE_NOOP("words", "%n days", None, 1),
    "calls_not_taken": QT_TRANSLATE_NOOP("words", "%n calls not taken", None, 1),
    "recordings": QT_TRANSLATE_NOOP("words", "%n recordings", None, 1),
    "calls_of_day": QT_TRANSLATE_NOOP("words", "%n calls", None, 1),
    "tries": QT_TRANSLATE_NOOP("words", "%n tries", None, 1),
    "people_to_call": QT_TRANSLATE_NOOP("words", "%n people to call back", None, 1),
    "people_later": QT_TRANSLATE_NOOP("words", "%n put off", None, 1),
    "minutes_ago": QT_TRANSLATE_NOOP("words", "%n min ago", None, 1),
    "hours_ago": QT_TRANSLATE_NOOP("words", "%n h ago", None, 1),
    "days_ago": QT_TRANSLATE_NOOP("words", "%n days ago", None, 1),
    "call_parts": QT_TRANSLATE_NOOP("words", "%n parts", None, 1),
}


SENTENCES |= words_events.SENTENCES
WORDS |= words_events.WORDS
SENTENCES |= words_hotel.SENTENCES | words_newroom.SENTENCES | words_guests.SENTENCES
SENTENCES |= words_wakes.SENTENCES | words_kinds.SENTENCES | words_voicemail.SENTENCES
WORDS |= words_hotel.WORDS | words_newroom.WORDS | words_guests.WORDS | words_kinds.WORDS
WORDS |= words_voicemail.WORDS | words_queuepasswords.WORDS
SENTENCES |= words_queuepasswords.SENTENCES
_PLURALS |= words_hotel.PLURALS | words_voicemail.PLURALS


_FIRST_SENTENCE = re.compile(r".*?(?:[.!?](?=\s|$)|[。！？])", re.DOTALL)


class _Params(dict[str, str]):
    """What a sentence names; a name that was not given leaves a gap, not an error."""

    def __missing__(self, _name: str) -> str:
        return "…"


def _filled(sentence: str, params: Mapping[str, Param]) -> str:
    return sentence.format_map(_Params({name: _param(name, v) for name, v in params.items()}))


def _param(name: str, value: Param) -> str:
    if not isinstance(value, str):
        return str(value)
    if name == "why":  # sentences of ours, which are told whole
        return value
    return fingerprint(value) if name == "sha256" else text.isolate(value, 120)


def say(notice: Notice) -> str:
    """What a notice tells the user: what happened, what it means, what to do next."""
    sentence = SENTENCES.get(_sentence_key(notice))
    if sentence is None:
        _log.error("no words for %s", notice.key)
        sentence = SENTENCES["error.internal"]
    until, params = _lock_end(notice), notice.params
    if until is not None:
        params = {**params, "time": by_minute(until)}
    said = _filled(translate("words", sentence), params)
    left = notice.params.get("attempts_left")
    if notice.key in _SAYS_TRIES and isinstance(left, int):
        said += " " + tries_left(left, until)
    return said


_SAYS_TRIES = frozenset({"error.credentials", "error.auth", "error.event_port_refused"})
"""Of which refusals it is said how many more there may be."""


_ON_NO_PHONE = frozenset({"accept-inbound", "refuse-inbound"})
"""The verbs for which no phone has keys."""


def _lock_end(notice: Notice) -> datetime | None:
    """When the lock that a notice tells of ends; None where none is known to."""
    until = notice.params.get("locked_until")
    return datetime.fromisoformat(until) if isinstance(until, str) else None


def _sentence_key(notice: Notice) -> str:
    """Which sentence a notice has.

    A certificate that changed is no matter of course; a lock that ends needs no administrator; what
    ended a sign-in is not tried again by itself; and not all that a PBX lacks is on a phone's keys.
    """
    verb = notice.params.get("verb")
    if verb is not None and verb not in _ON_NO_PHONE and f"{notice.key}_phone" in SENTENCES:
        return f"{notice.key}_phone"
    lacks = str(notice.params.get("lacks", "")).replace("-", "_")
    if lacks and (key := f"{notice.key}_{lacks}") in SENTENCES:
        return key
    for param, special in (("lock_s", "lock"), ("ended", "signin")):
        if param in notice.params and (key := f"{notice.key}_{special}") in SENTENCES:
            return key
    if notice.key != "error.certificate":
        return notice.key
    if notice.params.get("sha256") == "":
        return "error.certificate_unread"
    return "error.certificate_changed" if notice.params.get("changed") else notice.key


def brief(notice: Notice) -> str:
    """What happened, where there is no room for what it means: the first sentence of `say`."""
    whole = say(notice)
    found = _FIRST_SENTENCE.match(whole)
    return whole if found is None else found[0]


def say_bare(notice: Notice) -> str:
    """The same for the command line, which knows no isolation marks."""
    return text.bare(say(notice))


def details(notice: Notice) -> str:
    """The technical part: the PBX's code and text; empty where there is none."""
    code = word("details", code=notice.code) if notice.code else ""
    return " · ".join(part for part in (code, text.isolate(notice.detail)) if part)


def word(key: str, **params: Param) -> str:
    """A text of the window by its key in `WORDS`; parameters are put in isolated."""
    return _filled(translate("words", WORDS[key]), params)


def plural(key: str, count: int) -> str:
    """A text with a number in it, in the form that the number asks for."""
    return translate("words", _PLURALS[key], None, count)


def phase(value: Phase) -> str:
    """The word on a call's pill."""
    from ctiapp.ui import words_calls

    return translate("words", words_calls.PHASES[value])


def end(value: CallEnd, taken_by: str = "") -> str:
    """Why a call is over; ``taken_by``: the name of whoever answered it elsewhere, if known."""
    from ctiapp.model.call import EndReason
    from ctiapp.ui import words_calls

    if value.reason is EndReason.FAILED and value.failed is not None:
        return fail(value.failed)
    if value.reason is EndReason.ANSWERED_ELSEWHERE and value.by is not None:
        by = text.isolate(taken_by or value.by.text)
        return translate("words", "Answered by {name}").format(name=by)
    return translate("words", words_calls.ENDS[value.reason])


def fail(value: FailReason) -> str:
    """Why the PBX could not put a call through."""
    from ctiapp.ui import words_calls

    return translate("words", words_calls.FAILS[value])


def severity(value: Severity) -> str:
    """How loudly a notice speaks, for assistive readers."""
    return translate("words", _SEVERITIES[value])


def verb(value: Verb) -> str:
    """The word on a button."""
    from ctiapp.ui import words_calls

    return translate("words", words_calls.VERBS[value])


def pending(value: Verb) -> str:
    """The word on a button while the PBX has not confirmed."""
    from ctiapp.ui import words_calls

    return translate("words", words_calls.PENDING[value])


def connection(value: Connection) -> str:
    """How the link stands."""
    return translate("words", _CONNECTIONS[value])


def tries_left(count: int, until: datetime | None = None) -> str:
    """How many log-ins may still fail; ``until``: when none is left only for a time."""
    if count <= 0 and until is not None:
        return word("signin.locked", time=by_minute(until))
    if count <= 0:
        return translate("words", "No try is left: another wrong one is refused by the PBX.")
    return plural("tries_left", count)


def more_calls(count: int) -> str:
    """What the last card says of those that do not fit on the screen."""
    return plural("more_calls", count)


def people_in_call(count: int) -> str:
    """How many take part, where there are more than two."""
    return plural("people_in_call", count)


def left_to_decide(seconds: int) -> str:
    """How long an offered call can still be let in or refused."""
    return plural("left_to_decide", seconds)


def left_to_decide_spoken(seconds: int) -> str:
    """The same for assistive readers."""
    return plural("left_to_decide_spoken", seconds)


def calls_ringing(count: int) -> str:
    """How many calls ring, for the tray."""
    return plural("calls_ringing", count)


def age(seconds: float | None) -> str:
    """``0:04``, ``1:02:33``; a dash where it is not known."""
    if seconds is None:
        return "–"
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def clock(seconds: float | None) -> str:
    """``00:12:31``: a length that keeps its width while it grows; a dash where it is not known."""
    if seconds is None:
        return "–"
    whole = max(0, int(seconds))
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def age_spoken(seconds: float | None) -> str:
    """The same for assistive readers."""
    if seconds is None:
        return translate("words", "length not known")
    whole = max(0, int(seconds))
    minutes, left = divmod(whole, 60)
    said = plural("seconds", left)
    return f"{plural('minutes', minutes)} {said}" if minutes else said


def clock_time(at: datetime) -> str:
    """The time of day on this computer's clock, as its user writes it."""
    here = at.astimezone()
    return QLocale().toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)


def by_minute(at: datetime) -> str:
    """The time of day by which a moment is surely past: the next whole minute."""
    return clock_time(at + timedelta(minutes=1, microseconds=-1))


def date_and_time(at: datetime) -> str:
    """A moment in full, as this computer's user writes it: the day, its date and the time."""
    here = at.astimezone()
    day = QLocale().toString(QDate(here.year, here.month, here.day), QLocale.FormatType.LongFormat)
    return f"{day}, {clock_time(at)}"


def day_and_time(at: datetime, now: datetime) -> str:
    """A moment of the past as one speaks of it: ``yesterday 16:20``; a day of this week by name."""
    there, here = at.astimezone(), now.astimezone()
    days = (here.date() - there.date()).days
    time = clock_time(at)
    if days <= 1:
        return word("caller.today" if days < 1 else "caller.yesterday", time=time)
    locale = QLocale()
    if days < 7:
        day = locale.dayName(there.isoweekday(), QLocale.FormatType.ShortFormat)
    else:
        date = QDate(there.year, there.month, there.day)
        day = locale.toString(date, QLocale.FormatType.ShortFormat)
    return word("caller.day", day=day, time=time)


def nth_call(count: int) -> str:
    """``3rd call today``."""
    teen = count // 10 % 10 == 1
    key = (
        "caller.th"
        if teen
        else {1: "caller.st", 2: "caller.nd", 3: "caller.rd"}.get(count % 10, "caller.th")
    )
    return word(key, count=count)


def fingerprint(sha256: str) -> str:
    """A fingerprint in groups of four, as one compares it."""
    bare = re.sub(r"[^0-9a-fA-F]", "", sha256).upper()
    return " ".join(bare[at : at + 4] for at in range(0, len(bare), 4))


_translators: list[tuple[QTranslator, bytes]] = []
# Qt keeps no reference to an installed translator, nor to the table that it reads from.


def locale_of(language: Language) -> str:
    """Which of our languages that setting means here: ``en`` or ``zh_CN``."""
    if language is not Language.SYSTEM:
        return str(language)
    chinese = any(name.lower().startswith("zh") for name in QLocale.system().uiLanguages()[:1])
    return "zh_CN" if chinese else "en"


def install(language: Language) -> str:
    """Speak that language from now on; what is already shown stays as it is. Returns the locale."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("no application")
    locale = locale_of(language)
    while _translators:
        app.removeTranslator(_translators[-1][0])
        _translators.pop()
    translator = QTranslator()
    # Out of memory: a file that is mapped, as Qt does by itself, ends the program where an update
    # of it is installed meanwhile.
    table = resource("translations", f"ctiapp_{locale}.qm").read_bytes()
    if translator.load(table):
        app.installTranslator(translator)
        _translators.append((translator, table))
    QLocale.setDefault(QLocale(locale))
    return locale
