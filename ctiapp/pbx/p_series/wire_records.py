"""Calls of the past over HTTP: what is asked and what the answer means. Pure.

Line numbers are of the P handbook.
"""

from __future__ import annotations

import heapq
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import WireError
from ctiapp.model.records import MAX_RECORDS, CallRecord
from ctiapp.pbx.lenient import count_of, id_of, items_of, number_of, text_of
from ctiapp.pbx.p_series.wire_ended import direction_of, outcome_of, party
from ctiapp.pbx.p_series.wire_rest import each
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.number import Number
    from ctiapp.pbx.p_series.wire import Remark

FUZZY_DIGITS: Final = 7
"""How many last digits of an outside number are searched for: what its spellings have in common.
Fewer digits are searched for as they are: an extension is no part of somebody's number."""

SIDES: Final = ("call_from", "call_to")
"""Who called and who was called (l. 13829)."""

_LAST_S: Final = 253_402_300_799
"""The last second that a date can show."""


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


def records(
    answer: Mapping[str, object], remark: Remark, most: int = MAX_RECORDS
) -> tuple[CallRecord, ...]:
    """Read the newest records of an answer (l. 13709-13742), in whatever order they came.

    Args:
        answer: as it came; ``cdr/search`` has no pages.
        remark: is told what was left out.
        most: so many are read at most.

    Raises:
        WireError: there is no list.
    """
    items = items_of(answer.get("data"), "data")
    if len(items) > most:
        remark("records left out: too many")
        items = heapq.nlargest(most, items, key=_stamp)
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
    return CallRecord(
        uid=text_of(item.get("uid")) or id_of(item.get("id"), "uid"),
        at=datetime.fromtimestamp(stamp, UTC),
        caller=party(item.get("call_from")),
        callee=party(item.get("call_to")),
        direction=direction_of(item.get("call_type")),
        outcome=outcome_of(item.get("disposition")),
        ring_s=count_of(item.get("ring_duration")) or 0,
        talk_s=count_of(item.get("talk_duration")) or 0,
        did=number_of(item.get("did_number")),
        reason=text_of(item.get("reason")),
        recording=text_of(item.get("record_file")),
    )
