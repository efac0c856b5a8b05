"""What is said of the families of PBXs: which one it is, what it lacks, how its events come.

A part of `ctiapp.ui.words`, which takes these tables into its own; nobody else imports it.
"""

from __future__ import annotations

from ctiapp.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "key.not_here": QT_TRANSLATE_NOOP(
        "words", "This PBX cannot do that. Your phone may: use its keys."
    ),
    "hotel.not_here": QT_TRANSLATE_NOOP(
        "words", "This PBX cannot do that from here. Do it on the PBX's own web page."
    ),
    "error.not_supported_pause_reasons": QT_TRANSLATE_NOOP(
        "words",
        "This PBX knows no reasons for a pause. Nothing was changed. Pause without a reason.",
    ),
    "wakeup.rings_once": QT_TRANSLATE_NOOP(
        "words",
        "On this PBX a wake-up call rings once. Nothing was set. Choose no further rings, or set a"
        " second wake-up call some minutes later.",
    ),
    # signing in
    "error.credentials_lock": QT_TRANSLATE_NOOP(
        "words",
        "Client ID or client secret is wrong. After five wrong tries in a row the PBX lets nobody"
        " in your office sign in for ten minutes. Check both, or ask your administrator, before"
        " you try again.",
    ),
    "error.address_blocked_lock": QT_TRANSLATE_NOOP(
        "words",
        "After five wrong tries in a row the PBX lets nobody in your office sign in for ten"
        " minutes. These are over by {time}. Check client ID and client secret, and try again"
        " after that. If it still refuses then, ask your administrator to take your address off"
        " the PBX's list of blocked ones.",
    ),
    "error.link_lost_signin": QT_TRANSLATE_NOOP(
        "words",
        "The connection to the PBX was cut, so you are not signed in. Nothing is tried again by"
        " itself. Check address and port, and sign in again; if it goes on, ask your"
        " administrator.",
    ),
    "error.not_ready_signin": QT_TRANSLATE_NOOP(
        "words",
        "The PBX answers that it is not ready (HTTP {status}), so you are not signed in. Nothing is"
        " tried again by itself. It may be starting, or have too much to do: wait a minute and sign"
        " in again; if it goes on, tell your administrator.",
    ),
    "error.link_timeout_signin": QT_TRANSLATE_NOOP(
        "words",
        "The PBX does not answer in time, so you are not signed in. Nothing is tried again by"
        " itself. It may be busy or the network slow: check address and port, and sign in again.",
    ),
    "signin.step.kind": QT_TRANSLATE_NOOP("words", "Finding out which PBX this is…"),
    "signin.only_plain": QT_TRANSLATE_NOOP(
        "words",
        "An OpenVox PBX answers at {address}, but only without encryption. If you accept that"
        " others in the network may read along, type http:// before the address.",
    ),
    "signin.listen_invalid": QT_TRANSLATE_NOOP(
        "words",
        "“{text}” is no place to listen on. Type a port, for example 8260, or an address of this"
        " computer and a port.",
    ),
    "signin.told_invalid": QT_TRANSLATE_NOOP(
        "words",
        "“{text}” is no address for the PBX to call. Type a name or an address, a colon and a"
        " port, for example office.example.com:8260.",
    ),
    "signin.event_port_invalid": QT_TRANSLATE_NOOP(
        "words", "“{text}” is no port. Type a number from 1 to 65535, for example 8333."
    ),
    "signin.clear_password": QT_TRANSLATE_NOOP(
        "words",
        "To fetch events from a port of the PBX, the password is sent to it without encryption."
        " Nothing was sent yet. Agree to that, or let the PBX post its events instead.",
    ),
    "account.clear_password": QT_TRANSLATE_NOOP(
        "words",
        "To fetch events from a port of the PBX, the password is sent to it without encryption."
        " Nothing was sent yet. Agree to that, or let the PBX post its events instead.",
    ),
    "account.events_by_tcp": QT_TRANSLATE_NOOP(
        "words",
        "This PBX hands out its events on a port of its own. Name that port under Advanced (the"
        " PBX shows it on its API page), or ask your administrator to have it send events by HTTP.",
    ),
    "account.events_by_http": QT_TRANSLATE_NOOP(
        "words",
        "This PBX does not hand out its events on a port: it sends them by HTTP. The password was"
        " not sent to that port. Leave the event port empty, or ask your administrator to have the"
        " PBX send events by TCP.",
    ),
    "error.cannot_listen": QT_TRANSLATE_NOOP(
        "words",
        "This computer cannot listen for the PBX's events at {address}, port {port}: another"
        " program has that port, or it is no address of this computer. Choose another port under"
        " Advanced.",
    ),
    "error.events_blocked": QT_TRANSLATE_NOOP(
        "words",
        "The PBX lets you in, but none of its events reaches this computer. Ask your administrator"
        " to let the PBX reach TCP port {port} of {address} through firewalls and routers, to tick"
        " the monitoring of your extension and of the trunks on the PBX's API page, and to let no"
        " other program use the same API account.",
    ),
    "error.event_port_closed": QT_TRANSLATE_NOOP(
        "words",
        "The PBX took your client ID and secret, but at its event port {port} of {address} nothing"
        " answers. Check the port: the PBX shows it on its API page. Or leave it empty, and ask"
        " your administrator to have the PBX send events by HTTP.",
    ),
    "error.event_port_refused": QT_TRANSLATE_NOOP(
        "words",
        "The PBX took your client ID and secret, but port {port} of {address} did not take the same"
        " ones: it closed. Perhaps it is not the port of the events. Check it: the PBX shows it on"
        " its API page.",
    ),
    "error.events_outdated": QT_TRANSLATE_NOOP(
        "words",
        "This PBX tells its events in an older form (API 1.0.0) that cannot be read: your calls are"
        " shown late or not at all. The newer form (2.0.0) was asked for; perhaps another program"
        " uses the same API account. Ask your administrator for an API account of your own, and to"
        " update the PBX's firmware.",
    ),
    "error.events_silent": QT_TRANSLATE_NOOP(
        "words",
        "The PBX lets you in, and its event port {port} at {address} is open, but no event comes"
        " out of it: your calls are shown late or not at all. Perhaps another program takes the"
        " events of the same API account. Ask your administrator to check the event settings on"
        " the PBX's API page, and to give you an API account of your own.",
    ),
}

WORDS: dict[str, str] = {
    "signin.locked": QT_TRANSLATE_NOOP(
        "words", "No try is left: the PBX refuses every one until {time}."
    ),
    "offer.not_here": QT_TRANSLATE_NOOP("words", "{verb}: this PBX cannot do that"),
    "choose.transfer_hint_blind": QT_TRANSLATE_NOOP(
        "words", "↑ ↓ choose · Enter transfers · Esc takes the caller back"
    ),
    "recording.not_listed": QT_TRANSLATE_NOOP(
        "words",
        "This PBX lists no recordings. Play them from the list of calls: those that were recorded"
        " say so.",
    ),
    # the connection is down for a reason that somebody must mend; that stands before it
    "strip.as_of": QT_TRANSLATE_NOOP(
        "words", "What you see is from {time}; calls go on at the phone."
    ),
    "strip.as_of_unknown": QT_TRANSLATE_NOOP("words", "Calls go on at the phone."),
    # the kinds
    "kind.auto": QT_TRANSLATE_NOOP("words", "Find out by itself"),
    "kind.p-series": QT_TRANSLATE_NOOP("words", "Yeastar P-Series"),
    "kind.cloud": QT_TRANSLATE_NOOP("words", "Yeastar Cloud PBX"),
    "kind.k2": QT_TRANSLATE_NOOP("words", "Yeastar K2"),
    "kind.openvox": QT_TRANSLATE_NOOP("words", "OpenVox UC"),
    # one's own queues
    "ownqueues.title": QT_TRANSLATE_NOOP("words", "My queues"),
    "ownqueues.lead": QT_TRANSLATE_NOOP(
        "words",
        "This PBX does not say who may work in a queue, or manages it. Name yours by their"
        " numbers.",
    ),
    "ownqueues.my_queues": QT_TRANSLATE_NOOP("words", "Queues where I work"),
    "ownqueues.managed_queues": QT_TRANSLATE_NOOP("words", "Queues that I manage"),
    "ownqueues.example": QT_TRANSLATE_NOOP("words", "for example 6401, 6402"),
    "ownqueues.wrong": QT_TRANSLATE_NOOP(
        "words", "Type the numbers of queues, for example 6401, 6402."
    ),
    # signing in
    "signin.kind": QT_TRANSLATE_NOOP("words", "Kind of PBX"),
    "signin.client_id_example": QT_TRANSLATE_NOOP("words", "or the user name of the PBX's API"),
    "signin.secret_example": QT_TRANSLATE_NOOP("words", "or the password of the PBX's API"),
    "signin.listen": QT_TRANSLATE_NOOP("words", "Where this computer listens for events"),
    "signin.listen_example": QT_TRANSLATE_NOOP(
        "words", "8260, or an address of its own and a port"
    ),
    "signin.told": QT_TRANSLATE_NOOP("words", "Where the PBX reaches that"),
    "signin.told_example": QT_TRANSLATE_NOOP("words", "only behind a router: its address and port"),
    "signin.event_port": QT_TRANSLATE_NOOP("words", "Event port of the PBX"),
    "signin.event_port_example": QT_TRANSLATE_NOOP("words", "only where it shall not post events"),
    "signin.clear": QT_TRANSLATE_NOOP("words", "Send the password to the event port in clear"),
    "signin.clear_hint": QT_TRANSLATE_NOOP(
        "words",
        "That port knows no encryption: whoever can read along in the network learns the password.",
    ),
    "signin.wrong.no_place_to_listen": QT_TRANSLATE_NOOP(
        "words", "Type a port, for example 8260, or an address of this computer and a port."
    ),
    "signin.wrong.no_place_to_tell": QT_TRANSLATE_NOOP(
        "words", "Type a name or an address, a colon and a port."
    ),
    "signin.wrong.not_a_port": QT_TRANSLATE_NOOP("words", "Type a number from 1 to 65535."),
    "signin.wrong.not_agreed": QT_TRANSLATE_NOOP(
        "words", "Agree below that the password goes in clear, or leave this empty."
    ),
}
