"""The calls of the past as a Cloud PBX hands them out: a CSV file, and the words in it. Pure.

The handbook says that it is CSV (l. 4335), not which columns it has: their names are INFERRED, see
`COLUMNS`. A column that is not known is left out, a line that cannot be read costs only itself.
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import Direction
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number, looks_like_number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.pbx.cloud.wire_rest import post
from ctiapp.pbx.lenient import count_of, number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.cloud.wire_rest import Remark
    from ctiapp.pbx.request import Request

MAX_LINES: Final = 100_000
"""The most lines of one file that are read."""

COLUMNS: Final[Mapping[str, str]] = {
    # INFERRED: the names of report NewCdr (l. 5740-5756), and those of this vendor's exports
    **{name: name for name in ("callid", "timestart", "callfrom", "callto", "callduration")},
    **{name: name for name in ("talkduration", "srctrunkname", "desttrunkname", "status", "type")},
    **{name: name for name in ("pincode", "recording", "didnumber", "agentringtime")},
    "id": "callid",
    "uniqueid": "callid",
    "time": "timestart",
    "starttime": "timestart",
    "calltime": "timestart",
    "from": "callfrom",
    "caller": "callfrom",
    "to": "callto",
    "callee": "callto",
    "duration": "callduration",
    "billsec": "talkduration",
    "sourcetrunk": "srctrunkname",
    "destinationtrunk": "desttrunkname",
    "disposition": "status",
    "communicationtype": "type",
    "calltype": "type",
    "recordfile": "recording",
    "recordingfile": "recording",
    "did": "didnumber",
}
"""Names of columns, in small letters and digits alone, and what each is."""

_OUTCOMES: Final[Mapping[str, Outcome]] = {
    "answered": Outcome.ANSWERED,
    "answer": Outcome.ANSWERED,
    "no answer": Outcome.NO_ANSWER,
    "noanswer": Outcome.NO_ANSWER,
    "busy": Outcome.BUSY,
    "failed": Outcome.FAILED,
    "voicemail": Outcome.VOICEMAIL,
    "abandoned": Outcome.ABANDONED,
}

_LETTERS: Final = re.compile(r"\(.*?\)|[^a-z0-9]+")
_FORMAT: Final = "%Y-%m-%d %H:%M:%S"
"""How times are written (l. 4283)."""


def random_request(who: str, since: datetime, until: datetime) -> Request:
    """Ask for the link to a list of calls (l. 4268), of one extension or of ``all``.

    Args:
        who: an extension's number, or ``all``.
        since: on the PBX's own clock, naive.
        until: likewise.
    """
    return post(
        "cdr/get_random", extid=who, starttime=f"{since:{_FORMAT}}", endtime=f"{until:{_FORMAT}}"
    )


def read_csv(data: bytes, zone: timedelta, remark: Remark) -> list[CallRecord]:
    """Read a list of calls.

    Args:
        data: the file.
        zone: how far the PBX's clock is ahead of UTC.
        remark: is told what was left out.

    Raises:
        WireError: it is no such list.
    """
    text = data.decode("utf-8-sig", "replace").replace("\x00", "")
    rows = csv.reader(text.splitlines())
    found: list[CallRecord] = []
    try:
        head = [COLUMNS.get(_LETTERS.sub("", name.casefold()), "") for name in next(rows, [])]
        if "timestart" not in head or "callfrom" not in head:
            raise WireError("a list of calls without their times")
        for line, row in enumerate(rows):
            if line >= MAX_LINES:
                remark("calls of the past left out: too many")
                break
            values = {name: value for name, value in zip(head, row, strict=False) if name}
            try:
                found.append(_record(values, zone))
            except WireError as err:
                if row:
                    remark(f"a call of the past left out: {err.detail}")
    except csv.Error as err:
        raise WireError(f"no CSV: {type(err).__name__}") from None
    return found


def _record(values: Mapping[str, str], zone: timedelta) -> CallRecord:
    at = time_of(values.get("timestart", ""), zone)
    if at is None:
        raise WireError("no time")
    talk_s = count_of(values.get("talkduration")) or 0
    duration_s = count_of(values.get("callduration")) or 0
    caller, callee = party(values.get("callfrom")), party(values.get("callto"))
    return CallRecord(
        uid=text_of(values.get("callid")) or _made_id(values),
        at=at,
        caller=caller,
        callee=callee,
        direction=direction_of(values.get("type")),
        outcome=outcome_of(values.get("status")),
        ring_s=max(0, duration_s - talk_s),
        talk_s=talk_s,
        did=number_of(values.get("didnumber")),
        recording=text_of(values.get("recording")),
    )


def _made_id(values: Mapping[str, str]) -> str:
    """A line without an id is told apart by what stands in it."""
    named = ("timestart", "callfrom", "callto", "callduration", "status")
    return "|".join(text_of(values.get(name)) for name in named)


def time_of(text: str, zone: timedelta) -> datetime | None:
    """Read a moment on the PBX's clock, aware UTC; None where it is none."""
    try:
        shown = datetime.strptime(text_of(text).replace("/", "-")[:19], _FORMAT)  # noqa: DTZ007
        return shown.replace(tzinfo=timezone(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def party(value: object) -> RecordParty:
    """Read who took part: ``number``, or ``Name<number>`` as this vendor writes elsewhere."""
    text = text_of(value)
    name, begun, rest = text.rpartition("<")
    if begun and rest.endswith(">"):
        return RecordParty(Number.of(rest[:-1]), name.strip(' "'))
    if looks_like_number(text) or Number.of(text).withheld:
        return RecordParty(Number.of(text))
    return RecordParty(Number(""), text)


def outcome_of(value: object) -> Outcome:
    """Read how a call ended (``ANSWERED``, l. 5775); an unknown word is UNKNOWN."""
    return _OUTCOMES.get(" ".join(text_of(value).casefold().split()), Outcome.UNKNOWN)


def direction_of(value: object) -> Direction | None:
    """Read of what kind a call was (``Internal``, l. 5776); None where that is no known word."""
    try:
        return Direction(text_of(value).casefold())
    except ValueError:
        return None
