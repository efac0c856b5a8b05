"""The list of calls as a file: CSV, known by its headings. Pure.

The PBXs that hand it out (Cloud, K2, OpenVox: ``cdr/get_random``) print no columns: they are
inferred from the names of the call's record in events, misspelt ones too, and from the words of the
web interfaces. Times are of the PBX's own clock.
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import Direction
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number, looks_like_number
from ctiapp.model.records import MAX_RECORDS, CallRecord, Outcome, RecordParty
from ctiapp.pbx.lenient import count_of, number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TIME: Final = "%Y-%m-%d %H:%M:%S"
"""How times are sent, and written in events."""

MAX_LINES: Final = 200_000
"""The most lines of one list that are read."""

FUZZY_DIGITS: Final = 7
"""How many last digits the spellings of an outside number have in common; fewer are compared as
they are: an extension is no part of somebody's number."""

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "time": ("timestart", "time", "starttime", "calldate", "date"),
    "caller": ("callfrom", "from", "caller", "source", "src"),
    "callee": ("callto", "to", "callee", "destination", "dst"),
    "duration": ("callduration", "callduraction", "calldurations", "duration", "durations"),
    "talk": ("talkduration", "talkduraction", "talkdurations", "billsec", "talktime"),
    "status": ("status", "disposition", "callstatus"),
    "type": ("type", "communicationtype", "calltype", "communicationtrunk"),
    "id": ("callid", "uniqueid", "uid", "id"),
    "recording": ("recording", "recordfile", "recordingfile", "record"),
    "did": ("didnumber", "did"),
}
"""Our names, and what a heading may be, less blanks, signs and case; the first that is there."""

_OUTCOMES: Final[Mapping[str, Outcome]] = {
    "answered": Outcome.ANSWERED,
    "answer": Outcome.ANSWERED,
    "no answered": Outcome.NO_ANSWER,  # K2: the English page's words; the Chinese one's are below
    "no answer": Outcome.NO_ANSWER,
    "noanswer": Outcome.NO_ANSWER,
    "busy": Outcome.BUSY,
    "failed": Outcome.FAILED,
    "voicemail": Outcome.VOICEMAIL,
    "abandoned": Outcome.ABANDONED,
}

_DURATION: Final = re.compile(r"([0-9]{1,4}):([0-9]{2}):([0-9]{2})")
_FIRST: Final = datetime(1971, 1, 1, tzinfo=UTC)


def party(value: object) -> RecordParty:
    """Read who took part: a number, ``Name<number>``, or a name alone."""
    text = text_of(value)
    name, opening, rest = text.rpartition("<")
    if opening and rest.endswith(">"):
        return RecordParty(Number.of(rest[:-1]), name.strip().strip('"'))
    if looks_like_number(text) or Number.of(text).withheld:
        return RecordParty(Number.of(text))
    return RecordParty(Number(""), text)


def moment(value: object, zone: tzinfo) -> datetime | None:
    """Read a moment that a PBX's clock showed; None where it is none.

    Args:
        value: as it came.
        zone: of the clock.

    Returns:
        Aware UTC.
    """
    try:
        shown = datetime.strptime(text_of(value).replace("/", "-"), TIME).replace(tzinfo=zone)
        at = shown.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return None if at < _FIRST else at


def outcome_of(value: object) -> Outcome:
    """Read how a call ended; a word that is not known is UNKNOWN."""
    return _OUTCOMES.get(" ".join(text_of(value).casefold().split()), Outcome.UNKNOWN)


def direction_of(value: object) -> Direction | None:
    """Read of what kind a call was; None where that is no word that is known."""
    try:
        return Direction(text_of(value).casefold())
    except ValueError:
        return None


def records(
    text: str,
    zone: tzinfo,
    remark: Callable[[str], None],
    most: int = MAX_RECORDS,
) -> tuple[CallRecord, ...]:
    """Read the list of calls, the newest first.

    Args:
        text: the CSV file.
        zone: of the PBX's clock.
        remark: is told what was left out.
        most: so many are read at most, the newest.

    Raises:
        WireError: it has no heading that could be known.
    """
    lines = csv.reader(_lines(text))
    try:
        heading = next(lines, None)
        if heading is None:
            return ()
        where = _known(heading)
        found: dict[str, CallRecord] = {}
        for at, line in enumerate(lines):
            if at >= MAX_LINES:
                remark("records left out: too many")
                break
            record = _record(line, where, zone)
            if record is not None:
                found[record.uid] = record
    except csv.Error as err:
        raise WireError(f"list of calls: {type(err).__name__}") from None
    return tuple(sorted(found.values(), key=lambda record: record.at, reverse=True)[:most])


def _lines(text: str) -> Iterator[str]:
    return iter(text.replace("\x00", "").lstrip("\ufeff").splitlines())


def _known(heading: list[str]) -> dict[str, int]:
    bare = [re.sub("[^a-z0-9]", "", name.casefold()) for name in heading[:128]]
    where = {
        ours: next(bare.index(name) for name in names if name in bare)
        for ours, names in _COLUMNS.items()
        if any(name in bare for name in names)
    }
    if not {"time", "caller", "callee"} <= where.keys():
        raise WireError("list of calls: headings that are not known")
    return where


def _record(line: list[str], where: Mapping[str, int], zone: tzinfo) -> CallRecord | None:
    """Read a line; None where it has no moment: nobody knows when it was."""

    def field(name: str) -> str:
        at = where.get(name)
        return text_of(line[at]) if at is not None and at < len(line) else ""

    at = moment(field("time"), zone)
    if at is None:
        return None
    duration_s, talk_s = _seconds(field("duration")), _seconds(field("talk"))
    caller, callee = party(field("caller")), party(field("callee"))
    # A call that was moved has several lines of one id.
    return CallRecord(
        uid=" ".join((field("id"), field("time"), caller.number.text, callee.number.text)).strip(),
        at=at,
        caller=caller,
        callee=callee,
        direction=direction_of(field("type")),
        outcome=outcome_of(field("status")),
        ring_s=max(0, duration_s - talk_s),
        talk_s=talk_s,
        did=number_of(field("did")),
        recording=field("recording"),
    )


def _seconds(text: str) -> int:
    match = _DURATION.fullmatch(text)
    if match is None:
        return count_of(text) or 0
    return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3])


def concerns(record: CallRecord, number: Number) -> bool:
    """Whether this number, however it was written, is on either side of a call."""
    return any(
        side.number == number or _tail(side.number.text) == _tail(number.text) != ""
        for side in (record.caller, record.callee)
    )


def _tail(text: str) -> str:
    digits = "".join(char for char in text if char.isdigit())
    return digits[-FUZZY_DIGITS:] if len(digits) >= FUZZY_DIGITS else ""
