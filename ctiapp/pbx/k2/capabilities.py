"""What a K2's API can do, and what of its fact sheet is inferred and where that shows."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ctiapp.model.commands import Capability
from ctiapp.pbx.asking import needed_by

if TYPE_CHECKING:
    from collections.abc import Mapping

CAPABILITIES: Final = frozenset(
    {
        Capability.DIAL,
        Capability.HANG_UP,
        Capability.REJECT,
        Capability.HOLD,
        Capability.RESUME,
        Capability.AUTO_ANSWER,
        Capability.ANSWER,
        Capability.MUTE,
        Capability.PARK,
        Capability.TRANSFER,
        Capability.CONSULT,
        Capability.CONFERENCE,
        Capability.ADD,
        Capability.ACCEPT_INBOUND,
        Capability.SEVERAL_CALLS,
        Capability.CURRENT_CALL,
        Capability.REFUSE_INBOUND,
        Capability.QUEUES,
        Capability.QUEUE_LOG_IN,
        Capability.PAUSE,
        Capability.SUPERVISE,
        Capability.LISTEN,
        Capability.WHISPER,
        Capability.BARGE,
        Capability.HISTORY,
        Capability.RECORDING_FILES,
        Capability.VOICEMAIL,
        Capability.VOICEMAIL_FILES,
        Capability.HOTEL,
        Capability.WAKE_UPS,
        Capability.CHECK_IN,
        Capability.CHECK_OUT,
        Capability.NEW_ROOMS,
    }
)
"""Not there: recording on command, presence, reasons of a pause, reports. Company contacts are in
the overview by name alone, so nothing is known of how to ask for them."""

NEEDED_BY: Final = needed_by(
    {
        Capability.DIAL: ("call/dial",),
        Capability.AUTO_ANSWER: ("call/dial",),
        Capability.HANG_UP: ("call/hangup",),
        Capability.REJECT: ("call/hangup",),
        Capability.HOLD: ("call/hold",),
        Capability.RESUME: ("call/unhold",),
        # Where a phone can only be told to answer, rings are refused by hanging up.
        Capability.ANSWER: ("uacstacall/accept_inbound", "uacstacall/refuse_inbound"),
        Capability.MUTE: ("call/mute", "call/unmute"),
        Capability.PARK: ("call/callpark",),
        Capability.TRANSFER: ("call/transfer",),
        Capability.CONSULT: ("call/attended_transfer", "call/attended_transfer_operate"),
        Capability.CONFERENCE: ("call/attended_transfer_operate",),
        Capability.ADD: ("call/add_member",),
        Capability.ACCEPT_INBOUND: ("call/accept_inbound",),
        Capability.REFUSE_INBOUND: ("call/refuse_inbound",),
        Capability.QUEUES: ("queue/query", "queue/query_status"),
        # Of logging out the older name: it is tried where there is not the newer one.
        Capability.QUEUE_LOG_IN: ("queue/add_dynamicagent", "queue/del_dynamicagent"),
        Capability.PAUSE: ("queue/pause_agent", "queue/unpause_agent"),
        Capability.LISTEN: ("call/listen",),
        Capability.WHISPER: ("call/listen",),
        Capability.BARGE: ("call/listen",),
        Capability.HISTORY: ("cdr/get_random",),
        Capability.RECORDING_FILES: ("recording/get_random",),
        Capability.VOICEMAIL: ("voicemail/query",),
        Capability.VOICEMAIL_FILES: ("voicemail/get_random", "voicemail/delete"),
        Capability.WAKE_UPS: tuple(
            f"wakeupcall/{verb}" for verb in ("create", "query", "update", "delete")
        ),
        Capability.CHECK_IN: ("extension/update",),
        Capability.CHECK_OUT: ("hotel/checkout",),
        Capability.NEW_ROOMS: ("extension/add", "extension/delete"),
    }
)
"""What a firmware cannot do that answers 10003 to an endpoint."""

INFERRED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "CallStatus is the whole call": "wire.call_report",
        "the member of an Invite, without a status, is calling": "wire._invited",
        "who a CallFailed names stands as before, where that is known": "listening.Ears._failed",
        "whose channel: hold and mute one's own, transfer and park the other's": "wire_calls",
        "call/listen: 'monitor' listens, 'extension' is listened to": "wire_calls",
        "the number of an extension in its channel's name": "wire_calls.extension_of",
        "repeats of an alarm counts all of its rings": "wire_hotel.RINGS_ONCE",
        "several weekdays are joined by commas": "wire_hotel._days",
        "wakeup: an array to create, an object to change; the other once": "hotel.Hotel._either",
        "an empty name is written as the number": "wire_stations",
        "the caller ID name that check-out resets is the name": "hotel._ERASES",
        "columns of the list of calls": "csvrecords._COLUMNS",
        "the zone behind systemtime is the clock's own": "wire_directory.clock",
        "the list of calls is fetched like a recording": "wire_records",
        "a message is fetched like a recording": "wire_voicemail.download",
        "files may be named anew whenever one goes or was heard": "ownmailbox.Mailbox",
        "dynamicagents are those who are logged in, and anybody may be": "queues.Queues",
        "whom a queue's status does not name works there no more": "wire_queues.agent_statuses",
        "a queue that wants its password takes the one that it tells": "queues.Queues._log",
        "log-in gives a refresh token, or a heartbeat keeps the token": "speech.K2Speech.refresh",
        "a heartbeat repeats version, port, url and urltag": "speech.K2Speech.refresh",
        "lines of the event port's log-in end by CRLF, and a blank one": "eventport.log_in_text",
        "closed soon after the event port's log-in: refused": "eventport.SOON_S",
        "a port that told events knows the password, though it closes": "streams.AGAIN_S",
        "'Response: Error' on the event port: refused": "eventport._REFUSED",
        "noise between events on the event port": "jsonstream.ObjectScanner",
        "no event lies within another, at the beginning of a line": "jsonstream.ObjectScanner",
        "an event is whole within seconds of its beginning": "eventport.WHOLE_S",
    }
)
"""What the fact sheet marks as inferred, or leaves open, and where it is to be put right."""
