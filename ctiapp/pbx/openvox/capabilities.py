"""What an OpenVox UC's API can do, and what of our reading of it is inferred."""

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
        *(Capability.HOLD, Capability.RESUME),
        *(Capability.QUEUES, Capability.QUEUE_LOG_IN, Capability.PAUSE, Capability.SUPERVISE),
        *(Capability.LISTEN, Capability.WHISPER, Capability.BARGE),
        *(Capability.HISTORY, Capability.RECORDING_FILES, Capability.VOICEMAIL),
        *(Capability.HOTEL, Capability.WAKE_UPS, Capability.CHECK_IN, Capability.CHECK_OUT),
        Capability.NEW_ROOMS,
    }
)
"""Not there (section 8): answer, mute, any transfer, park, recording on command, adding a member,
letting calls in, presence, reasons of a pause, contacts, reports, a list of recordings, the sound
of a message, deleting one."""

NEEDED_BY: Final = needed_by(
    {
        Capability.DIAL: ("extension/dial_extension", "extension/dial_outbound"),
        Capability.AUTO_ANSWER: ("extension/dial_extension", "extension/dial_outbound"),
        Capability.HANG_UP: ("extension/hangup",),
        Capability.REJECT: ("extension/hangup",),
        Capability.HOLD: ("extension/hold",),
        Capability.RESUME: ("extension/unhold",),
        Capability.QUEUES: ("queue/query", "queuestatus/query"),
        Capability.QUEUE_LOG_IN: ("queue/add_dynamicagent", "queue/del_dynamicagent"),
        Capability.PAUSE: ("queue/pause_agent", "queue/unpause_agent"),
        Capability.LISTEN: ("extension/listen",),
        Capability.WHISPER: ("extension/whisper",),
        Capability.BARGE: ("extension/barge",),
        Capability.HISTORY: ("cdr/get_random",),
        Capability.RECORDING_FILES: ("recording/get_random",),
        Capability.VOICEMAIL: ("voicemail/query",),
        Capability.WAKE_UPS: tuple(
            f"wakeupcall/{verb}" for verb in ("create", "query", "update", "delete")
        ),
        Capability.CHECK_IN: ("extension/update",),
        Capability.CHECK_OUT: ("hotel/checkout",),
        Capability.NEW_ROOMS: ("extension/add", "extension/delete"),
    }
)
"""What a firmware cannot do that says of an endpoint that it has it not."""

INFERRED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no failure body is printed: status Failed with errno, and its codes": "wire_rest.ERRORS",
        "a log-in that is refused without errno: name or password": "wire_rest._CODES",
        "errno of a body in a form that is not taken": "wire_rest.MISREAD",
        "10010: the monitor mode of the one who listens": "wire_rest._OTHER_MODE",
        "HTTP on port 9011, or HTTPS there": "wire_rest.PORT",
        "XML of one record: children that are no items": "wire_rest.rows",
        "a heartbeat every ten minutes, and ipaddr is ours": "speech",
        "no logout: the token dies of silence": "speech.Speech.revoke",
        "extension/unhold, listen and queue/pause_agent: named as relatives do": "wire_calls",
        "asked for nobody, an endpoint that is there refuses by a code": "unprinted.Unprinted",
        "extension/hangup refuses a call that rings": "client.OpenVox.execute",
        "extension/hangup ends what is talked on, or dialled, before a ring": "commanding.Commands",
        "who talks by all that is told, and cannot be held (10015), is held": "commanding.Commands",
        "Progress and Wait of an outside call": "ctiapp.pbx.outsidecalls",
        "outbound/query without an id means all, as inbound/query's does": "wire_calls.outside",
        "outbound/query names the extension in 'from'": "wire_calls.outbound_calls",
        "who called outside talks, unless a line or an event says otherwise": "calling.Calls",
        "a call taken, or taken back, beside a talk has that held": "commanding.held_beside",
        "InUse is busy; other words of an extension's status": "wire.STATUSES",
        "ANSWERED names the caller first; a failure the called one first": "wire",
        "reasons of CallFailed other than 480": "wire._REASONS",
        "NewCdr tells by its end how far the PBX's clock is ahead": "clock.PbxClock",
        "whether ids of wake-up calls are counted for each room": "hotel.Hotel._delete",
        "codes of agentstatus": "wire_queues._AGENT_CALLS",
        "dynamicagents are those who are logged in": "queues.Queues",
        "whom a queue's status does not name works there no more": "ctiapp.pbx.queuework",
        "a short 'to' that is no extension is a ring group": "directory.Directory.is_place",
        "the login password follows the registration password's rule": "wire_stations",
        "words of a forwarding's destination": "newext.Destination",
        "digits of an extension's number and of a PIN; how long a text may be": "newext",
        "links of downloads, with v0.0.1 in them": "wire_records",
        "a message's time is of the clock that NewCdr tells": "client.OpenVox",
        "columns of the list of calls": "ctiapp.pbx.csvrecords",
        "an empty name is written as the number": "wire_stations",
        "hotel/checkout erases what its relatives' does": "hotel._ERASES",
    }
)
"""What the fact sheet marks as inferred, or leaves open, and where it is to be put right."""
