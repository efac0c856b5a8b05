"""Recordings and records as files (fact sheet, section 6): a ``random`` first, then one GET.

What the sheet infers or leaves open: the links of voicemail and records are made as the one of
recordings is; the columns of a file of records bear the names of ``NewCdr``; a record belongs to an
extension that called or was called in it.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

from ctiapp.simpbx.k2.errors import (
    CDR_KEY,
    CDR_TIME,
    RECORDING_FILE,
    RECORDING_KEY,
    VOICEMAIL_FILE,
    VOICEMAIL_KEY,
    success,
)
from ctiapp.simpbx.k2.k2site import WRITTEN
from ctiapp.simpbx.k2.records import COLUMNS, row
from ctiapp.simpbx.pushparams import ALL, Download, RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.pushparams import JsonObject, Params

_SOUND = "audio/x-wav"


def recording_random(site: Site, params: Params) -> JsonObject:
    """Answer what a recording can be fetched with, once."""
    file = params.text("recording")
    if site.exchange.recordings.find(file=file) is None:
        raise RefusedError(RECORDING_FILE)
    return success(recording=file, random=params.issue("recording", file))


def cdr_random(site: Site, params: Params) -> JsonObject:
    """Answer what the records of a period can be fetched with, once."""
    number = params.text("number")
    site.extensions(params)
    start, end = params.text("starttime"), params.text("endtime")
    _moment(site, start), _moment(site, end)
    random = params.issue("cdr", number, start, end)
    return success(number=number, starttime=start, endtime=end, random=random)


def recording(site: Site, params: Params) -> Download:
    """Return the file of a recording. Raises 20012 for a ``random`` that does not open it."""
    file = params.text("recording")
    params.redeem("recording", file, code=RECORDING_KEY)
    found = site.exchange.recordings.find(file=file)
    if found is None:
        raise RefusedError(RECORDING_FILE)
    return Download(found.sound(), _SOUND)


def message(site: Site, params: Params) -> Download:
    """Return the file of a message, which is read then. Raises 20017."""
    number, file = params.text("number"), params.text("voicemailfile")
    status = params.text("voicemailstatus")
    params.redeem("voicemail", number, file, status, code=VOICEMAIL_KEY)
    found = site.messages.find(number, file, status)
    if found is None:
        raise RefusedError(VOICEMAIL_FILE)
    site.messages.hear(number, found)
    return Download(found.sound(), _SOUND)


def records(site: Site, params: Params) -> Download:
    """Return the records of a period as CSV. Raises 20020."""
    number = params.text("number")
    start, end = params.text("starttime"), params.text("endtime")
    params.redeem("cdr", number, start, end, code=CDR_KEY)
    start_s, end_s = _moment(site, start), _moment(site, end)
    everybody = number == ALL
    wanted = set() if everybody else set(params.several("number"))
    call_ids = {
        line: course.call_id for course in site.exchange.archive.courses for line in course.lines
    }
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, COLUMNS)
    table.writeheader()
    for line in site.exchange.archive.lines:
        own = everybody or wanted.intersection((line.from_number, line.to_number))
        if own and start_s <= int(line.started_s) <= end_s:
            table.writerow(row(site, line, call_ids.get(line.id, "")))
    return Download(text.getvalue().encode(), "text/csv")


def _moment(site: Site, text: str) -> float:
    """Return a moment (epoch seconds) that is written as the PBX writes it. Raises 20019."""
    try:
        shown = datetime.strptime(f"{text} +0000", f"{WRITTEN} %z")
    except ValueError as error:
        raise RefusedError(CDR_TIME) from error
    return site.exchange.wall.moment(shown.replace(tzinfo=None))
