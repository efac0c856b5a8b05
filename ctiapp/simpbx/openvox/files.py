"""The endpoints ``recording/get_random`` and ``cdr/get_random``, and the downloads behind them.

Documented (fact sheet, section 4): a random string holds for 30 seconds and for one download.
Inferred: the links, which are those of the vendor that this API follows; what the file of past
calls looks like (CSV, a line a call, in the words of ``NewCdr``); that the name of a recording is
built as the sheet's example is.
"""

from __future__ import annotations

import csv
import io
import ipaddress
from datetime import datetime
from typing import TYPE_CHECKING

from ctiapp.simpbx.openvox.finding import extensions_in
from ctiapp.simpbx.openvox.inferred import (
    BAD_ALLOWED_IP,
    BAD_CDR_TIME,
    CDR_STATUSES,
    NO_CDR_RANDOM,
    NO_RECORDING,
    NO_RECORDING_RANDOM,
)
from ctiapp.simpbx.pushface import Download
from ctiapp.simpbx.pushparams import ALL, RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.pushparams import JsonObject, Params

CDR_FIELDS = (
    *("timestart", "callfrom", "callto", "callduraction", "talkduraction", "status", "type"),
    "recording",
)
"""A record's fields, misspelt as printed."""

SHOWN = "%Y-%m-%d %H:%M:%S"
"""How a moment is written."""

_PARTS = 5


def issue_for_recording(exchange: Exchange, params: Params) -> JsonObject:
    """Permit the download of a recording."""
    name = params.text("recording")
    if _sound(exchange, name) is None:
        raise RefusedError(NO_RECORDING)
    _check_allowed(params)
    return {"recording": name, "random": params.issue("recording", name)}


def issue_for_records(exchange: Exchange, params: Params) -> JsonObject:
    """Permit the download of the records of past calls."""
    wanted = params.text("extid")
    if wanted != ALL:
        extensions_in(exchange, params, "extid")
    start, end = params.text("starttime"), params.text("endtime")
    for text in (start, end):
        _moment(exchange, text)
    _check_allowed(params)
    code = params.issue("cdr", wanted, start, end)
    return {"extid": wanted, "starttime": start, "endtime": end, "random": code}


def fetch_recording(exchange: Exchange, params: Params) -> Download:
    """Hand out a recording."""
    name = params.text("recording")
    params.redeem("recording", name, code=NO_RECORDING_RANDOM)
    sound = _sound(exchange, name)
    if sound is None:
        raise RefusedError(NO_RECORDING)
    return Download(sound, "audio/x-wav")


def fetch_records(exchange: Exchange, params: Params) -> Download:
    """Hand out the records of past calls."""
    what = [params.text(name) for name in ("extid", "starttime", "endtime")]
    params.redeem("cdr", *what, code=NO_CDR_RANDOM)
    return Download(_table(exchange, *what), "text/csv")


def recording_name(file: str) -> str:
    """Return the name of a recording as this PBX writes it; ``file`` is the exchange's name.

    Like ``exten-305-306-20240102-091500-1700000200.7.wav``.
    """
    parts = file.split("-")
    if len(parts) != _PARTS:
        return file
    at, call_id, from_number, to_number, _ = parts
    return f"exten-{from_number}-{to_number}-{at[:8]}-{at[8:]}-{call_id}.wav"


def _sound(exchange: Exchange, name: str) -> bytes | None:
    """Return the sound of a recording, by the name that this PBX gives it."""
    for recording in reversed(exchange.recordings.kept):
        if recording_name(recording.file) == name:
            return recording.sound()
    return None


def _check_allowed(params: Params) -> None:
    """Raise ``RefusedError`` where ``allowedip`` is no single address."""
    try:
        ipaddress.ip_address(params.optional("allowedip", "127.0.0.1"))
    except ValueError as error:
        raise RefusedError(BAD_ALLOWED_IP) from error


def _moment(exchange: Exchange, text: str) -> float:
    """Return when the PBX's clock shows a text, in epoch seconds. Raises ``RefusedError``."""
    try:
        shown = datetime.strptime(text, SHOWN)  # noqa: DTZ007 - the wall clock knows the zone
        return exchange.wall.moment(shown)
    except (ValueError, OverflowError, OSError) as error:
        raise RefusedError(BAD_CDR_TIME) from error


def _table(exchange: Exchange, wanted: str, start: str, end: str) -> bytes:
    """Write the past calls of extensions within a time."""
    numbers = None if wanted == ALL else {each.strip() for each in wanted.split(",")}
    start_s, end_s = _moment(exchange, start), _moment(exchange, end)
    page = io.StringIO()
    rows = csv.writer(page)
    rows.writerow(CDR_FIELDS)
    for line in exchange.archive.lines:
        if not start_s <= int(line.started_s) <= end_s:
            continue
        if numbers is not None and not numbers & {line.from_number, line.to_number}:
            continue
        rows.writerow(
            [
                exchange.wall.local(line.started_s).strftime(SHOWN),
                line.from_number,
                line.to_number,
                line.duration_s,
                line.talk_s,
                CDR_STATUSES[line.status],
                line.direction.capitalize(),
                recording_name(line.recording) if line.recording else "",
            ]
        )
    return page.getvalue().encode()
