"""The endpoints ``cdr/list`` and ``cdr/search`` (P handbook, l. 13620-13960).

As in the examples: what is blank or nought is left out, parties are ``Name<number>`` or what there
is of it, and reasons are padded with blanks. A search whose times are not written as the PBX shows
them finds nothing, and is no error (l. 13882). What is left open: a search answers in the order of
the ids; a number is compared as it stands between the brackets, fuzzily where it holds what is
sought; no extension is in a group.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.simpbx.p_series.errors import success
from ctiapp.simpbx.p_series.params import MAX_PAGE, listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.archive import PastCall
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import CdrStatus
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Columns, Params
    from ctiapp.simpbx.p_series.settings import Settings

_DISPOSITIONS: dict[CdrStatus, str] = {
    "answered": "ANSWERED",
    "no answer": "NO ANSWER",
    "busy": "BUSY",
    "failed": "FAILED",
    "voicemail": "VOICEMAIL",
    "abandoned": "ABANDONED",
}
_STATUSES = ("ANSWERED", "NO ANSWER", "BUSY", "FAILED", "VOICEMAIL", "ABANDONED")
_REASONS: dict[CdrStatus, str] = {
    "no answer": "dst no_answer",
    "busy": "dst extension_busy_no_forward",
    "failed": "dst failed",
    "voicemail": "src hangup",
    "abandoned": "src hangup",
}
_REASON_WIDTH = 16
_ADDRESS = "192.168.28.25"
_UNKNOWN = "Unknown"


def list_records(exchange: Exchange, params: Params) -> JsonObject:
    """Answer a page of the past calls (l. 13626)."""
    return listing(
        params,
        exchange.archive.lines,
        _COLUMNS,
        lambda line: _row(line, params.settings),
        page_size=MAX_PAGE,
        sorted_already=True,
    )


def search_records(exchange: Exchange, params: Params) -> JsonObject:
    """Answer all past calls that fit (l. 13797); there are no pages."""
    fits = _filters(params)
    found = [line for line in exchange.archive.lines if all(fit(line) for fit in fits)]
    rows = [_row(line, params.settings) for line in found]
    return success(total_number=len(rows), data=rows or None)


def _filters(params: Params) -> list[Callable[[PastCall], bool]]:
    """Return what a line must fulfil. Raises 40002 for a parameter that cannot be."""
    fuzzy = params.choice("enable_fuzzy_search", ("0", "1"), "0") == "1"
    fits: list[Callable[[PastCall], bool]] = []
    for name, later in (("start_time", True), ("end_time", False)):
        if name in params:
            fits.append(_in_time(params.settings.seconds_of(params.text(name)), later=later))
    if "call_from" in params:
        caller = params.text("call_from")
        fits.append(lambda line: _same(caller, line.from_number, fuzzy=fuzzy))
    if "call_to" in params:
        callee = params.text("call_to")
        fits.append(lambda line: _same(callee, line.to_number, fuzzy=fuzzy))
    if "status" in params:
        status = params.choice("status", _STATUSES, "")
        fits.append(lambda line: _DISPOSITIONS[line.status] == status)
    if "extension_group" in params:
        params.integer("extension_group")
        fits.append(lambda _: False)
    return fits


def _in_time(limit_s: float | None, *, later: bool) -> Callable[[PastCall], bool]:
    if limit_s is None:  # written otherwise: nothing is found, silently
        return lambda _: False
    if later:
        return lambda line: int(line.started_s) >= limit_s
    return lambda line: int(line.started_s) <= limit_s


def _same(wanted: str, number: str, *, fuzzy: bool) -> bool:
    return wanted in number if fuzzy else wanted == number


def uid_of(line: PastCall) -> str:
    """Return a line's id as the examples have them: the second, and five letters or digits."""
    digest = hashlib.sha256(f"{line.id}-{line.started_s}".encode()).hexdigest()[:5].upper()
    return f"{datetime.fromtimestamp(line.started_s, UTC):%Y%m%d%H%M%S}{digest}"


def _dod(line: PastCall) -> str:
    """Return the number that the called outside party saw: the extension's own."""
    return line.from_number if line.target_trunk else ""


def party_text(number: str, name: str) -> str:
    """Write who took part as lists do: name and number, or what there is of it."""
    return f"{name}<{number}>" if name and number else name or number or _UNKNOWN


def _reason(line: PastCall) -> str:
    """Return why a call ended, padded with blanks."""
    if line.status == "answered":
        words = "src hangup" if line.by_caller else "dst hangup"
    else:
        words = _REASONS[line.status]
    return words.ljust(_REASON_WIDTH) + ("  " if len(words) > _REASON_WIDTH else "")


def _row(line: PastCall, settings: Settings) -> JsonObject:
    row: JsonObject = {
        "id": line.id,
        "time": settings.shown(line.started_s),
        "call_from": party_text(line.from_number, line.from_name),
        "call_to": party_text(line.to_number, line.to_name),
        "timestamp": int(line.started_s),
        "uid": uid_of(line),
        "src_addr": _ADDRESS,
        "src_trunk": line.source_trunk,
        "dst_trunk": line.target_trunk,
        "duration": line.duration_s,
        "ring_duration": line.ring_s,
        "talk_duration": line.talk_s,
        "disposition": _DISPOSITIONS[line.status],
        "call_type": line.direction.capitalize(),
        "did_number": line.did,
        "dod_number": _dod(line),
        "record_file": line.recording,
        "reason": _reason(line),
    }
    return {name: value for name, value in row.items() if value not in ("", 0)}


_COLUMNS: Columns[PastCall] = {
    "id": lambda line: line.id,
    "uid": uid_of,
    "time": lambda line: int(line.started_s),
    "duration": lambda line: line.duration_s,
    "ring_duration": lambda line: line.ring_s,
    "talk_duration": lambda line: line.talk_s,
    "disposition": lambda line: _DISPOSITIONS[line.status],
    "src_trunk": lambda line: line.source_trunk,
    "dst_trunk": lambda line: line.target_trunk,
    "call_type": lambda line: line.direction,
    "did_number": lambda line: line.did,
    "dod_number": _dod,
    "src_addr": lambda _: _ADDRESS,
}
