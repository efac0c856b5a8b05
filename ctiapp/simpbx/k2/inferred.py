"""What the K2's fact sheet only infers, or does not say: all of it in this table.

Where a real PBX turns out to be otherwise, this is the place to put it right. The section of the
fact sheet is named with each; everything that is not here is documented, or stands as the simulated
PBX's own decision in the head of the module that it governs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Transport = Literal["", "HTTP", "TCP"]


@dataclass(slots=True)
class Inferred:
    """How the simulated K2 decides what its books leave open."""

    transport: Transport = ""
    """How the PBX is set to send events; empty: by HTTP to whoever names a port or an address at
    the log-in, and by TCP to whoever logs in there (sections 2 and 3)."""
    gives_refresh_token: bool = False
    """Whether ``login`` answers a ``refreshtoken``: its page lists none (sections 2 and 10)."""
    waits_for_close: bool = True
    """Whether an event that is posted is over only once the application has closed its connection,
    as it "is expected to" (section 3); else the answer alone is waited for."""
    transfer_moves: Literal["channel", "other"] = "channel"
    """Who is moved by ``call/transfer``: whose channel is named, as in the P-Series' book, or the
    other one (section 5)."""
    repeats_are_rings: bool = True
    """Whether ``repeats`` of an alarm (1 to 3) counts all of its rings, or those after the first
    (section 6)."""
    delimiter: str = "\r\n"
    """What stands between two events of the TCP stream (section 3); may be nothing."""
    greeting: str = ""
    """What the TCP port says after a right log-in (section 3)."""
    farewell_s: float = 0.05
    """How soon the TCP port is closed after a wrong log-in, in seconds (section 3)."""
    park_time: Literal["total", "remaining"] = "total"
    """What ``parktime`` counts (section 10)."""
    agent_as: Literal["name", "number"] = "name"
    """How ``QueueAgentRingNoAnswerTimeout`` names the agent (section 9, trap 11)."""
    no_answer: Literal["NO ANSWERED", "NO ANSWER"] = "NO ANSWERED"
    """The status in a record of a call that nobody answered: English and Chinese book differ
    (section 4)."""
