"""What an administrator of the exchange may have decided otherwise, as far as calls go.

None of it is in the handbook: each field's default is what Asterisk, which such PBXs are made of,
does by itself. The control verb ``settings`` changes them by name.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Rules:
    """How the exchange treats calls that move. Times in seconds."""

    comes_back: bool = True
    """A call whose blind transfer fails rings the transferor again, instead of ending."""
    transfer_ring_s: float = 30.0
    """How long the target of a blind transfer rings before the transfer has failed."""
    transfer_told: bool = True
    """Event 30013 tells of transfers by the API, too, not only of those at a phone."""
    consult_returns: bool = True
    """When one end of a consultation goes, the operator talks to the other at once, not on hold."""
    hangup_completes: bool = True
    """An operator who hangs up after the consulted one has answered has completed the transfer."""
    park_s: float = 60.0
    """How long a call may be parked before it rings the parker again."""
    park_prompt_s: float = 1.0
    """How long the parker hears the number of the slot before their channel goes."""
    greeting_s: float = 2.0
    """How long a mailbox speaks before the tone; who hangs up until then has left no message."""
    message_s: float = 15.0
    """How long a message may be."""
    mailbox_folders: bool = False
    """A mailbox has a folder for what is new and one for what was heard, and counts the files of
    each from ``msg0000.wav`` on, anew whenever one goes or is moved, as Asterisk's do. Off: the
    handbooks print both kinds under one count, as if there were one folder (Cloud, l. 4019)."""
    ringing_waits: bool = True
    """``queue/call_status`` counts whoever an agent rings for among those who wait, too."""
    screening_s: float = 10.0
    """How long an inbound call waits to be accepted or refused (P handbook, l. 15862)."""
