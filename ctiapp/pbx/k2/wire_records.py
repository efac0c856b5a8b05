"""Calls of the past and recordings over HTTP: a random first, then one download by it. Pure.

Sections are of the fact sheet of API v2.0.0. The list of calls is a CSV file whose columns no page
names: they are known by their headings, which are inferred from ``NewCdr`` and from the words of
the web interface. Its times are of the PBX's own clock.
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import WireError
from ctiapp.model.records import MAX_RECORDS, CallRecord
from ctiapp.pbx.k2.wire_ended import direction_of, outcome_of, party
from ctiapp.pbx.k2.wire_rest import API_PATH, post
from ctiapp.pbx.leavefiles import Download
from ctiapp.pbx.lenient import count_of, id_of, number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ctiapp.model.number import Number
    from ctiapp.pbx.k2.wire import Remark
    from ctiapp.pbx.request import Request

TIME: Final = "%Y-%m-%d %H:%M:%S"
"""How times are sent, and written in events (section 6)."""

MAX_LINES: Final = 200_000
"""The most lines of one list that are read."""

_FIRST: Final = datetime(1971, 1, 1, tzinfo=UTC)


# --- recordings ----------------------------------------------------------------------------------


def recording_random(file: str) -> Request:
    """Ask for leave to fetch a recording, by the name that the call's record has."""
    return post("recording/get_random", recording=file)


def recording_download(answer: Mapping[str, object], file: str) -> Download:
    """Where a recording is fetched.

    Raises:
        WireError: there is no random.
    """
    params: dict[str, str | int] = {"recording": file, "random": _random(answer)}
    return Download(f"{API_PATH}/recording/download", params)


def _random(answer: Mapping[str, object]) -> str:
    return id_of(answer.get("random"), "random")


# --- the list of calls ---------------------------------------------------------------------------


def records_random(number: str, since: datetime, until: datetime) -> Request:
    """Ask for leave to fetch the list of an extension's calls; both times as its clock shows."""
    return post(
        "cdr/get_random",
        number=number,
        starttime=since.strftime(TIME),
        endtime=until.strftime(TIME),
    )


def records_download(answer: Mapping[str, object], request: Request) -> Download:
    """Where the list is fetched: by the same values that were asked for (inferred).

    Raises:
        WireError: there is no random.
    """
    params: dict[str, str | int] = {
        name: str(value) for name, value in (request.body or {}).items()
    }
    params["random"] = _random(answer)
    return Download(f"{API_PATH}/cdr/download", params)


_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "time": ("timestart", "time", "starttime", "calldate", "date"),
    "caller": ("callfrom", "from", "caller", "source", "src"),
    "callee": ("callto", "to", "callee", "destination", "dst"),
    "duration": ("callduration", "callduraction", "calldurations", "duration"),
    "talk": ("talkduration", "talkduraction", "talkdurations", "billsec", "talktime"),
    "status": ("status", "disposition", "callstatus"),
    "type": ("type", "communicationtype", "calltype", "communicationtrunk"),
    "id": ("callid", "uniqueid", "uid", "id"),
    "recording": ("recording", "recordfile", "recordingfile", "record"),
    "did": ("didnumber", "did"),
}
"""Our names, and what a heading may be, less blanks, signs and case; the first that is there."""

_DURATION: Final = re.compile(r"([0-9]{1,4}):([0-9]{2}):([0-9]{2})")


def records(
    text: str, zone: tzinfo, remark: Remark, most: int = MAX_RECORDS
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
    # The reader takes a field of any length for an error, which must not cost the rest.
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

    try:
        shown = datetime.strptime(field("time").replace("/", "-"), TIME).replace(tzinfo=zone)
        at = shown.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if at < _FIRST:
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


FUZZY_DIGITS: Final = 7
"""How many last digits the spellings of an outside number have in common; fewer are compared as
they are: an extension is no part of somebody's number."""


def _tail(text: str) -> str:
    digits = "".join(char for char in text if char.isdigit())
    return digits[-FUZZY_DIGITS:] if len(digits) >= FUZZY_DIGITS else ""
