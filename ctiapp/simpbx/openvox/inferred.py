"""All that is inferred of this API's words and numbers, in one place.

The fact sheet marks what the vendor documents; what it does not, or says to be inferred, stands
here, and is put right here once somebody has seen a device. Most of it is taken from the API of
another vendor that this one follows. What is inferred of how the PBX behaves: ``__init__.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from ctiapp.simpbx.facts import Reason

# The envelope of a failure is {"status":"Failed","errno":"…"}, the number as a text (section 1).

UNSUPPORTED = "10003"
NO_CALL = "10007"
NOT_MONITORED = "10009"
WRONG_MODE = "10010"
NO_CALLEE = "10011"
NOT_TALKING = "10015"
EXTENSION_REFUSED = "10017"
ALARM_REFUSED = "10020"
NO_ALARM = "10021"
NO_PROMPT = "10023"
NO_RIGHT = "10024"
BAD_VALUE = "10031"
WRONG_PASSWORD = "10032"  # noqa: S105 - the code that says so
NOT_READABLE = "20000"
NO_RECORDING_RANDOM = "20012"
NO_RECORDING = "20014"
BAD_ALLOWED_IP = "20015"
BAD_CDR_TIME = "20019"
NO_CDR_RANDOM = "20020"
# The codes of log-ins and tokens: md5tokens.py, pushface.py, pushparams.py; of extensions, queues
# and agents: pushfinding.py, pushqueues.py.

ENDPOINTS = ("extension/unhold", "extension/listen", "queue/pause_agent")
"""Whose pages were not found: their names and bodies are guessed (sections 3 and 4)."""

TALKING, WAITING, IN_PROGRESS = "Talking", "Wait", "Progress"
"""How a trunk's call stands; only the first was seen (section 3)."""

AGENT_STATUSES = {
    "unknown": "0",
    "idle": "1",
    "in call": "2",
    "unregistered": "5",
    "ringing": "6",
    "ringing in call": "7",
    "holding": "8",
    "paused": "9",
    "wrap-up": "10",
}
"""Of the numbers only 1, 5 and 6 were seen, none with its meaning (section 4)."""

DESTINATIONS = ("Extension", "Voicemail", "Mobile Number", "Custom Number")
"""Where an extension may forward its calls to; only the first was seen."""

MONITOR_MODES = ("Disable", "Extensive", "Listen", "Whisper", "Barge-in")
"""How an extension may listen to others; ``Listen`` was not seen."""

CDR_STATUSES = {
    "answered": "ANSWERED",
    "no answer": "NO ANSWER",
    "busy": "BUSY",
    "failed": "FAILED",
    "voicemail": "VOICEMAIL",
    "abandoned": "NO ANSWER",
}
"""How a call's record says how it ended; only the first was seen (section 5)."""

REASONS = {
    Reason.NO_DIAL_PERMISSION: 403,
    Reason.NO_OUTBOUND_RIGHT: 403,
    Reason.CONGESTION: 503,
    Reason.DND: 480,
    Reason.TRUNK_UNREACHABLE: 503,
    Reason.BUSY: 486,
    Reason.REFUSED: 486,
    Reason.NOT_FOUND: 404,
    Reason.OFF: 480,
    Reason.LEFT: 410,
    Reason.NO_ANSWER: 480,
    Reason.INCOMPLETE: 484,
    Reason.RANG_OUT: 480,
}
"""Reasons of ``CallFailed``: that they are whole numbers like SIP's was seen, 480 alone of them."""

GIVEN_UP = 487
"""The reason where the caller hung up before anybody answered."""


@dataclass(slots=True)
class Quirks:
    """What devices may do one way or the other; a test sets it to see both."""

    answered_too: bool = False
    """Each ``ANSWER`` is followed by ``ANSWERED``, which no page shows (section 5)."""
    bye_keeps_id: bool = False
    """The first ``BYE`` bears the id of its call; else both bear new ones, as in the sheet."""
    record_has_third_id: bool = False
    """``NewCdr`` bears an id that nothing else bore, instead of the first ``BYE``'s (trap 12)."""
    needs_line_id: bool = False
    """``outbound/query`` without an ``outboundid`` is refused: its table has it mandatory, and says
    not, as ``inbound/query``'s does, that to leave it out means all (section 3)."""
    missing_has_no_page: bool = False
    """A missing endpoint is answered by HTTP's 404 and a page, instead of a body with 10003."""
