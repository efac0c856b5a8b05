"""Calls of the past over HTTP: what is asked and what the answer means. Pure.

Line numbers are of the P handbook.
"""

from __future__ import annotations

import heapq
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import Direction
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number, looks_like_number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.pbx.lenient import count_of, id_of, items_of, number_of, text_of
from ctiapp.pbx.p_series.wire_rest import Request, each

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.p_series.wire import Remark

MAX_RECORDS: Final = 1000
"""The most records of one answer that are read, the newest: ``cdr/search`` has no pages."""

FUZZY_DIGITS: Final = 7
"""How many last digits of an outside number are searched for: what its spellings have in common.
Fewer digits are searched for as they are: an extension is no part of somebody's number."""

SIDES: Final = ("call_from", "call_to")
"""Who called and who was called (l. 13829)."""

_LAST_S: Final = 253_402_300_799
"""The last second that a date can show."""

_OUTCOMES: Final[Mapping[str, Outcome]] = {
    # l. 13719; ABANDONED by field reports
    "answered": Outcome.ANSWERED,
    "no answer": Outcome.NO_ANSWER,
    "busy": Outcome.BUSY,
    "failed": Outcome.FAILED,
    "voicemail": Outcome.VOICEMAIL,
    "abandoned": Outcome.ABANDONED,
}


def one_record(*, newest: bool) -> Request:
    """Ask for the newest record, or for the oldest (l. 13640)."""
    order = "desc" if newest else "asc"
    params: dict[str, str | int] = {"page": 1, "page_size": 1, "sort_by": "id", "order_by": order}
    return Request("GET", "cdr/list", params)


def records_of(side: str, number: Number, times: Mapping[str, str]) -> Request:
    """Search for the calls of a number (l. 13805).

    Args:
        side: one of `SIDES`.
        number: whose; not a withheld one.
        times: from when to when, as the PBX writes times; empty: always.
    """
    text = number.text
    digits = "".join(char for char in text if char.isdigit())
    fuzzy = len(digits) >= FUZZY_DIGITS
    params: dict[str, str | int] = {
        side: digits[-FUZZY_DIGITS:] if fuzzy else text,
        "enable_fuzzy_search": int(fuzzy),
    }
    return Request("GET", "cdr/search", {**params, **times})


def time_samples(answer: Mapping[str, object]) -> list[tuple[str, int]]:
    """Read the moments of records as they are shown and as seconds since 1970.

    Raises:
        WireError: there is no list.
    """
    items = items_of(answer.get("data"), "data")[:8]
    samples = [
        (text_of(item.get("time")), count_of(item.get("timestamp"), _LAST_S))
        for item in items
        if isinstance(item, dict)
    ]
    return [(shown, stamp) for shown, stamp in samples if stamp is not None]


def records(answer: Mapping[str, object], remark: Remark) -> tuple[CallRecord, ...]:
    """Read the newest records of an answer (l. 13709-13742), in whatever order they came.

    Raises:
        WireError: there is no list.
    """
    items = items_of(answer.get("data"), "data")
    if len(items) > MAX_RECORDS:
        remark("records left out: too many")
        items = heapq.nlargest(MAX_RECORDS, items, key=_stamp)
    return tuple(each(items, _record, remark))


def _stamp(item: object) -> int:
    """When a record is of, to sort by; what has no time comes last."""
    if not isinstance(item, dict):
        return -1
    stamp = count_of(item.get("timestamp"), _LAST_S)
    return -1 if stamp is None else stamp


def _record(item: dict[str, object]) -> CallRecord:
    stamp = count_of(item.get("timestamp"), _LAST_S)
    if stamp is None:
        raise WireError("record: without a time")
    outcome = " ".join(text_of(item.get("disposition")).casefold().split())
    return CallRecord(
        uid=text_of(item.get("uid")) or id_of(item.get("id"), "uid"),
        at=datetime.fromtimestamp(stamp, UTC),
        caller=party(item.get("call_from")),
        callee=party(item.get("call_to")),
        direction=_direction(item.get("call_type")),
        outcome=_OUTCOMES.get(outcome, Outcome.UNKNOWN),
        ring_s=count_of(item.get("ring_duration")) or 0,
        talk_s=count_of(item.get("talk_duration")) or 0,
        did=number_of(item.get("did_number")),
        reason=text_of(item.get("reason")),
        recording=text_of(item.get("record_file")),
    )


def party(value: object) -> RecordParty:
    """Read who took part: ``Name<number>``, ``Name`` or ``number`` (l. 13762-13790)."""
    text = text_of(value)
    name, opened, rest = text.rpartition("<")
    if opened and rest.endswith(">"):
        return RecordParty(Number.of(rest[:-1]), name.strip())
    if looks_like_number(text) or Number.of(text).withheld:
        return RecordParty(Number.of(text))
    return RecordParty(Number(""), text)


def _direction(value: object) -> Direction | None:
    try:
        return Direction(text_of(value).casefold())
    except ValueError:
        return None
