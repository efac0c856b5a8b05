"""What the Cloud PBX's API can do, and what of our reading of it is inferred."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ctiapp.model.commands import Capability
from ctiapp.pbx.asking import needed_by

if TYPE_CHECKING:
    from collections.abc import Mapping

CAPABILITIES: Final = frozenset(
    {
        *(Capability.DIAL, Capability.HANG_UP, Capability.REJECT, Capability.AUTO_ANSWER),
        *(Capability.HOLD, Capability.RESUME, Capability.MUTE, Capability.TRANSFER),
        *(Capability.ACCEPT_INBOUND, Capability.REFUSE_INBOUND, Capability.CURRENT_CALL),
        *(Capability.QUEUES, Capability.QUEUE_LOG_IN, Capability.PAUSE, Capability.SUPERVISE),
        *(Capability.LISTEN, Capability.WHISPER, Capability.BARGE),
        *(Capability.HISTORY, Capability.RECORDING_FILES),
        *(Capability.VOICEMAIL, Capability.VOICEMAIL_FILES),
        *(Capability.HOTEL, Capability.WAKE_UPS, Capability.CHECK_IN),
    }
)
"""Not there: answer, park, recording control, attended transfer, conference, adding a member,
presence, contacts, pause reasons, reports, a list of recordings, check-out, new rooms."""

NEEDED_BY: Final = needed_by(
    {
        Capability.DIAL: ("extension/dial_extension", "extension/dial_outbound"),
        Capability.AUTO_ANSWER: ("extension/dial_extension", "extension/dial_outbound"),
        Capability.HANG_UP: ("extension/hangup",),
        Capability.REJECT: ("extension/hangup",),
        Capability.HOLD: ("extension/hold",),
        Capability.RESUME: ("extension/unhold",),
        Capability.MUTE: ("extension/mute", "extension/unmute"),
        Capability.TRANSFER: (
            *("calltransfer", "inbound/transfer_number", "outbound/transfer_number"),
        ),
        Capability.ACCEPT_INBOUND: ("inbound/accept",),
        Capability.REFUSE_INBOUND: ("inbound/refuse",),
        Capability.QUEUES: ("queue/query", "queuestatus/query"),
        Capability.QUEUE_LOG_IN: ("queue/add_dynamicagent", "queue/del_dynamicagent"),
        Capability.PAUSE: ("queue/pause_agent", "queue/unpause_agent"),
        Capability.LISTEN: ("extension/listen",),
        Capability.WHISPER: ("extension/whisper",),
        Capability.BARGE: ("extension/barge",),
        Capability.HISTORY: ("cdr/get_random",),
        Capability.RECORDING_FILES: ("recording/get_random",),
        Capability.VOICEMAIL: ("voicemail/query",),
        Capability.VOICEMAIL_FILES: ("voicemail/get_random", "voicemail/delete"),
        Capability.WAKE_UPS: tuple(
            f"wakeupcall/{verb}" for verb in ("create", "query", "update", "delete")
        ),
        Capability.CHECK_IN: ("extension/update",),
    }
)
"""What a PBX cannot do that answers 10003 to an endpoint."""

INFERRED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "columns of the CSV list of calls": "ctiapp.pbx.csvrecords",
        "outbound/query names the extension in ``from``": "wire_calls.outbound_calls",
        "who called outside talks, unless a line or a report says otherwise": "whose.Whose",
        "extension/query names inside parties in ``ext``, one or a list": "wire_calls.line_of",
        "whom extension/query names are those of the current call": "current.Current",
        "Hold: all are held; Busy: of several, who is not named is": "current.settled",
        "Wait: it waits in a queue, who is named rings": "ctiapp.pbx.outsidecalls",
        "extension/hangup refuses a call that rings": "calling.Calling",
        "486, refused by the handbook, is a line in use as well": "wire._REASONS",
        "a short ``to`` that is no extension is a ring group": "directory.Directory.is_place",
        "whom a queue's status does not name works there no more": "queues.Queues.agents",
        "repeats of an alarm counts all of its rings": "wire_hotel.MOST_RINGS",
        "several weekdays of an alarm are joined by commas": "wire_hotel.create_alarm",
        "a blank e-mail or mobile in extension/update takes it away": "wire_hotel.change_station",
        "wakeupcall/query takes several extensions, joined by commas": "hotel.Hotel",
        "the clock's zone holds for calls of the past": "files.Files",
        "no messages: a success, or a code of what is not there": "ownmailbox.MessageList",
        "a message is fetched with its random word": "wire_voicemail.download",
        "files may be named anew whenever one goes or was heard": "ownmailbox.Mailbox",
        "a port of 8088 beside 443": "wire_rest.PORTS",
    }
)
"""What the handbook does not say, and where it stands."""
