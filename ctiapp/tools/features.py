"""The table of what can be done with which family of PBXs, as the README has it.

It is made of the tables of capabilities that the dialects themselves sign in with: what stands in
it is what the window shows. Write it into the README after a change of them:

    python -m ctiapp.tools.features
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model.commands import Capability as Can
from ctiapp.pbx.cloud.capabilities import CAPABILITIES as CLOUD
from ctiapp.pbx.k2.capabilities import CAPABILITIES as K2
from ctiapp.pbx.openvox.capabilities import CAPABILITIES as OPENVOX
from ctiapp.pbx.p_series.client import CAPABILITIES as P_SERIES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

BEGIN, END = "<!-- features: begin -->", "<!-- features: end -->"
"""Between them the table stands in the README."""

FAMILIES: Mapping[str, tuple[str, frozenset[Can]]] = MappingProxyType(
    {
        "p-series": ("P-Series", P_SERIES),
        "cloud": ("Cloud PBX", CLOUD),
        "k2": ("K2", K2),
        "openvox": ("OpenVox UC", OPENVOX),
    }
)
"""By kind: what a family is called, and what it can do."""

ROWS: tuple[tuple[str, tuple[Can, ...]], ...] = (
    ("See every call with its age, the pop, names, notes, greetings", ()),
    ("Dial, hang up, reject", (Can.DIAL, Can.HANG_UP, Can.REJECT)),
    ("One's own phone off the hook by itself when dialling", (Can.AUTO_ANSWER,)),
    ("Answer, on phones that can be commanded", (Can.ANSWER,)),
    ("Hold, take back", (Can.HOLD, Can.RESUME)),
    ("Beside another call, hang up the one with a colleague", (Can.CURRENT_CALL,)),
    ("Of several calls, take back or reject the one that is meant", (Can.SEVERAL_CALLS,)),
    ("Mute", (Can.MUTE,)),
    ("Transfer, and take back who is being transferred", (Can.TRANSFER,)),
    ("Consult, complete, swap; safe transfer", (Can.CONSULT,)),
    ("All three together; add somebody", (Can.CONFERENCE, Can.ADD)),
    ("Park, pick up", (Can.PARK,)),
    ("Record a call, pause, go on", (Can.RECORD,)),
    ("Accept or refuse calls before they ring", (Can.ACCEPT_INBOUND, Can.REFUSE_INBOUND)),
    ("Lamps of colleagues, departments as far as they are told", ()),
    ("Presence", (Can.PRESENCE,)),
    ("Company contacts", (Can.CONTACTS, Can.EDIT_CONTACTS)),
    ("One's own contacts, import, search", ()),
    ("Queues: who waits, how agents stand", (Can.QUEUES,)),
    ("Log in to queues, and out", (Can.QUEUE_LOG_IN,)),
    ("Pause in queues", (Can.PAUSE,)),
    ("Reasons of a pause", (Can.PAUSE_REASONS,)),
    ("Log agents of one's queues in and out, pause them", (Can.SUPERVISE,)),
    ("Listen, whisper, join", (Can.LISTEN, Can.WHISPER, Can.BARGE)),
    ("Calls of the past that this desk has not seen", (Can.HISTORY,)),
    ("Play and save the recording of a call", (Can.RECORDING_FILES,)),
    ("The list of all recordings", (Can.RECORDINGS,)),
    ("Voicemail: the list of one's own messages", (Can.VOICEMAIL,)),
    ("Play, save and delete a message", (Can.VOICEMAIL_FILES,)),
    ("The PBX's own reports", (Can.REPORTS,)),
    ("Hotel: wake-up calls, night desk, night sheet", (Can.WAKE_UPS,)),
    ("Hotel: check-in", (Can.CHECK_IN,)),
    ("Hotel: whether a room may call outside", (Can.OUTSIDE_RIGHTS,)),
    ("Hotel: check-out", (Can.CHECK_OUT,)),
    ("Hotel: rooms that are new, or go", (Can.NEW_ROOMS,)),
)
"""What a person does, and what a PBX must be able to do for it; nothing: every family can."""

YES, NO = "✓", "–"


def cell(needed: Collection[Can], capabilities: Collection[Can]) -> str:
    """Whether it can be done: all of it, nothing, or in words what of it."""
    there = [each for each in needed if each in capabilities]
    if len(there) == len(needed):
        return YES
    return ", ".join(each.value.replace("-", " ") for each in there) or NO


def table() -> str:
    """The table, in Markdown."""
    names = [name for name, _ in FAMILIES.values()]
    lines = [
        f"| | {' | '.join(names)} |",
        f"| --- | {' | '.join('---' for _ in names)} |",
    ]
    for what, needed in ROWS:
        cells = [cell(needed, capabilities) for _, capabilities in FAMILIES.values()]
        lines.append(f"| {what} | {' | '.join(cells)} |")
    return "\n".join(lines)


def written(readme: str) -> str:
    """A README with the table as it is now.

    Raises:
        ValueError: it has no place for it.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("no place for the table of features")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def main() -> int:
    """Write it into the README of the checkout."""
    readme = Path(__file__).resolve().parents[2] / "README.md"
    readme.write_text(written(readme.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
