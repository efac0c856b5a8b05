"""What a desk's history, its list of people to call back and its figures ought to be.

Worked out from what the exchange itself says of the calls that are over (the control API's
``archive``), with nothing of the application's: a misreading must not agree with itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Picture = dict[str, Any]

NEAR_S = 3.0
"""The PBX tells whole seconds, and an event takes its time on a busy machine."""
ROUNDED_S = 2
"""By how much two ways to count seconds may differ in one call."""
_TAIL = 7
"""So many digits tell the callers of a test apart, however their numbers are written."""
_MISSES = ("missed", "abandoned", "voicemail")
_SHY = ("", "Unknown", "anonymous")


@dataclass(frozen=True)
class Row:
    """One call as the history ought to have it.

    ``ended_s`` is for the rule of who is open. ``taken_name`` is known from what the PBX wrote down
    alone: where it is there, that was taken in. What is None needs not be equal.
    """

    at_s: float
    ended_s: float
    who: str
    incoming: bool
    fate: str
    taken_by: str | None
    taken_name: str | None
    queue: str | None
    talk_s: int | None
    ring_s: int | None
    call_id: str

    @property
    def face(self) -> tuple[object, ...]:
        """What must be equal to the letter."""
        return (self.who, self.incoming, self.fate, self.taken_by, self.queue)


def tail(number: str | None) -> str:
    """Who has a number, whichever way it is written; empty for whoever withholds it."""
    if number is None or number in _SHY:
        return ""
    return re.sub(r"\D", "", number)[-_TAIL:]


def due(
    archive: Iterable[Picture], me: str, queues: Collection[str], unseen: Collection[str] = ()
) -> list[Row]:
    """The calls that this desk's history must have, the oldest first.

    Args:
        archive: what the exchange says of every call.
        me: the extension.
        queues: those that it serves.
        unseen: the ids of calls that came and went while nobody listened: of these there is only
            what the PBX wrote down, which says nothing of whom a queue or a group rang in vain.
    """
    rows = []
    for call in archive:
        if call["call_id"] in unseen:
            mine = any(
                number in (me, *queues)
                for line in call["lines"]
                for number in (line["from_number"], line["to_number"])
            )
        else:
            rung = me in call["rang"] or call["from_number"] == me
            mine = rung or (not call["answered"] and call["to_number"] in queues)
        if mine:
            row = _row(call, me, queues)
            if call["call_id"] in unseen and row.fate == "refused":
                row = replace(row, fate="missed")  # who refused it stands nowhere
            rows.append(row)
    return sorted(rows, key=lambda row: row.at_s)


def _row(call: Picture, me: str, queues: Collection[str]) -> Row:
    incoming = call["from_number"] != me
    answered: list[str] = call["answered"]
    fate, taken_by = _fate(call, me, incoming=incoming)
    lines = [one for one in call["lines"] if me in (one["from_number"], one["to_number"])]
    alone = len(call["lines"]) == 1 == len(lines) and (fate == "answered" or not answered)
    return Row(
        at_s=call["started_s"],
        ended_s=call["ended_s"],
        who=tail(call["from_number"] if incoming else call["to_number"]),
        incoming=incoming,
        fate=fate,
        taken_by=taken_by,
        taken_name=lines[0]["to_name"] if alone and fate == "answered" and incoming else None,
        queue=call["queue"] if incoming and call["queue"] in queues else None,
        talk_s=lines[0]["talk_s"] if alone and fate == "answered" else None,
        ring_s=lines[0]["ring_s"] if alone and fate == "answered" and not call["queue"] else None,
        call_id=call["call_id"],
    )


def _fate(call: Picture, me: str, *, incoming: bool) -> tuple[str, str | None]:
    """What became of it, and who of the house took it: of a call from here, that is not told."""
    if not incoming:
        fates = {"no answer": "no_answer", "answered": "answered", "busy": "busy"}
        return fates.get(call["status"], "failed"), None
    if me in call["answered"]:
        return "answered", me
    if call["answered"]:
        return "answered_elsewhere", call["answered"][0]
    fates = {"abandoned": "abandoned", "voicemail": "voicemail", "busy": "refused"}
    return fates.get(call["status"], "missed"), None


def shown(call: Picture) -> Row:
    """A call as ``ctl history`` prints it."""
    at = datetime.fromisoformat(call["at"])
    return Row(
        at_s=at.timestamp(),
        ended_s=0.0,
        who=tail(call["number"]),
        incoming=call["incoming"],
        fate=call["fate"],
        taken_by=None if call["taken_by"] is None else call["taken_by"]["number"],
        taken_name=None if call["taken_by"] is None else call["taken_by"]["name"],
        queue=call["queue"],
        talk_s=call["talk_s"],
        ring_s=call["ring_s"],
        call_id=call["call_id"] or "",
    )


def differences(wanted: list[Row], calls: list[Picture]) -> list[str]:
    """Where the history is not what was; empty where each call is there once, as it was."""
    left = [shown(call) for call in calls]
    wrong = []
    for row in wanted:
        same = [one for one in left if one.call_id == row.call_id]
        fitting = same or [
            one for one in left if not one.call_id and one.face == row.face and _near(one, row)
        ]
        if not fitting:
            wrong.append(f"missing: {row}")
            continue
        one = min(fitting, key=lambda each: abs(each.at_s - row.at_s))
        left.remove(one)
        if one.face != row.face or not _near(one, row) or not _as_told(one, row):
            wrong.append(f"wrong: {row}, shown as {one}")
    return [*wrong, *(f"never was: {one}" for one in left)]


def _near(one: Row, row: Row) -> bool:
    return abs(one.at_s - row.at_s) <= NEAR_S


def _as_told(one: Row, row: Row) -> bool:
    """Whether both lasted as long, and the same name took it, as far as that is told."""
    if row.taken_name not in (None, one.taken_name):
        return False
    pairs = ((one.talk_s, row.talk_s), (one.ring_s, row.ring_s))
    return all(
        due_s is None or (s is not None and abs(s - due_s) <= ROUNDED_S) for s, due_s in pairs
    )


def open_people(
    rows: Iterable[Row], archive: Iterable[Picture], colleagues: Collection[str]
) -> dict[str, int]:
    """How often each person tried since somebody last talked to them; one who hides is one a call.

    Args:
        rows: the history.
        archive: what the exchange says of every call.
        colleagues: whose talks with a person count, beside those of the history.
    """
    rows = list(rows)
    talks = _talks(rows, archive, colleagues)
    found: dict[str, int] = {}
    for row in rows:
        if row.fate in _MISSES and row.incoming:
            if row.who and row.at_s <= talks.get(row.who, 0.0):
                continue
            who = row.who or f"hidden at {row.call_id}"
            found[who] = found.get(who, 0) + 1
    return found


def _talks(
    rows: Iterable[Row], archive: Iterable[Picture], colleagues: Collection[str]
) -> dict[str, float]:
    """When the last talk with each person was over."""
    ends = [
        (row.who, row.ended_s) for row in rows if row.fate in ("answered", "answered_elsewhere")
    ]
    for call in archive:
        for line in call["lines"]:
            if line["status"] != "answered" or not line["talk_s"]:
                continue
            over_s = line["started_s"] + line["ring_s"] + line["talk_s"]
            if line["from_number"] in colleagues:
                ends.append((tail(line["to_number"]), over_s))
            if line["to_number"] in colleagues:
                ends.append((tail(line["from_number"]), over_s))
    found: dict[str, float] = {}
    for who, over_s in ends:
        found[who] = max(over_s, found.get(who, 0.0))
    return found


def hidden(people: dict[str, int]) -> tuple[dict[str, int], int]:
    """Those who can be known again, and how many hide."""
    known = {who: tries for who, tries in people.items() if not who.startswith("hidden")}
    return known, len(people) - len(known)


def listed(people: Iterable[Picture]) -> tuple[dict[str, int], int]:
    """The same of what ``ctl followups`` prints."""
    people = list(people)
    known = {tail(row["number"]): row["tries"] for row in people if row["number"] is not None}
    return known, len(people) - len(known)


# -- the figures of a day --------------------------------------------------------------------------


def figures(rows: Iterable[Row]) -> dict[str, int]:
    """What the handover counts of today."""
    today = datetime.now(UTC).astimezone().date()
    rows = [row for row in rows if datetime.fromtimestamp(row.at_s).date() == today]  # noqa: DTZ006
    came = [row.fate for row in rows if row.incoming]
    return {
        "Answered": came.count("answered"),
        "By others": came.count("answered_elsewhere"),
        "Missed": came.count("missed") + came.count("voicemail"),
        "Gave up": came.count("abandoned"),
        "Called": sum(not row.incoming for row in rows),
    }


def read_figures(page: str) -> dict[str, int]:
    """The same of the page's text: each number stands right before its name."""
    found = {}
    for name in ("Answered", "By others", "Missed", "Gave up", "Called"):
        match = re.search(rf"(\d+)\s+{name}\b", page)
        if match is not None:
            found[name] = int(match[1])
    return found
