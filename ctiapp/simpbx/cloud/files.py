"""The endpoints of voicemail, recordings and past calls, and what is fetched (l. 3945-4340)."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

from ctiapp.simpbx.cloud import reports
from ctiapp.simpbx.cloud.shared import (
    BAD_STATUS,
    BAD_TIME,
    NO_CDR,
    NO_CDR_RANDOM,
    NO_MESSAGE,
    NO_MESSAGE_RANDOM,
    NO_RECORDING,
    NO_SUCH_RANDOM,
)
from ctiapp.simpbx.facts import Cdr
from ctiapp.simpbx.pushparams import ALL, Download, RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.archive import PastCall
    from ctiapp.simpbx.cloud.shared import Shared
    from ctiapp.simpbx.messages import Message
    from ctiapp.simpbx.pushparams import JsonObject, Params

_WAV = "audio/x-wav"


# Voicemail


def query_messages(shared: Shared, params: Params) -> JsonObject:
    """Answer the messages of extensions; where there is none, nothing (l. 3945)."""
    rows = []
    for entry in shared.extensions(params):
        messages = [_row(shared, each) for each in shared.messages.of(entry.number)]
        if messages:
            rows.append({"extid": entry.number, "voicemail": messages})
    return {"voicemails": rows} if rows else {}


def _row(shared: Shared, message: Message) -> JsonObject:
    at = shared.exchange.wall.local(message.at_s)
    return {
        "voicemailfile": message.file,
        "messagefrom": message.caller or reports.WITHHELD,
        "voicemailstatus": message.status,
        "voicemaildate": at.strftime(reports.MOMENT),
        # So the example spells it; the table says voicemaillength.
        "voicemalllength": str(message.seconds),
    }


def delete_messages(shared: Shared, params: Params) -> JsonObject:
    """Delete one message of an extension, or all of a status (l. 4045)."""
    number, file = shared.extension(params.text("extid")).number, params.text("voicemailfile")
    status = params.text("voicemailstatus")
    if status not in ("read", "unread", ALL):
        raise RefusedError(BAD_STATUS)
    doomed = [
        each
        for each in shared.messages.of(number)
        if file in (ALL, each.file) and status in (ALL, each.status)
    ]
    if file != ALL and not doomed:
        raise RefusedError(NO_MESSAGE)
    for each in doomed:
        shared.messages.remove(number, each)
    return {}


def permit_message(shared: Shared, params: Params) -> JsonObject:
    """Answer the random string with which a message is fetched (l. 4090)."""
    number, message = _message(shared, params)
    asked = {
        "extid": number,
        "voicemailstatus": message.status,
        "voicemailfile": message.file,
    }
    return {**asked, "random": params.issue("voicemail", *asked.values())}


def fetch_message(shared: Shared, params: Params) -> Download:
    """Return the sound of a message, which is read from now on."""
    number, message = _message(shared, params)
    params.redeem(
        *("voicemail", number, message.status, message.file),
        code=NO_MESSAGE_RANDOM,
        blank_will_do=True,
    )
    shared.messages.hear(number, message)
    return Download(message.sound(), _WAV)


def _message(shared: Shared, params: Params) -> tuple[str, Message]:
    number = shared.extension(params.text("extid")).number
    file, status = params.text("voicemailfile"), params.text("voicemailstatus")
    if status not in ("read", "unread"):
        raise RefusedError(BAD_STATUS)
    message = shared.messages.find(number, file, status)
    if message is None:
        raise RefusedError(NO_MESSAGE)
    return number, message


# Recordings


def permit_recording(shared: Shared, params: Params) -> JsonObject:
    """Answer the random string with which a recording is fetched (l. 4172)."""
    file = params.text("recording")
    if shared.exchange.recordings.find(file=file) is None:
        raise RefusedError(NO_RECORDING)
    return {"recording": file, "random": params.issue("recording", file)}


def fetch_recording(shared: Shared, params: Params) -> Download:
    """Return the sound of a recording."""
    file = params.text("recording")
    params.redeem("recording", file, code=NO_SUCH_RANDOM)
    recording = shared.exchange.recordings.find(file=file)
    if recording is None:
        raise RefusedError(NO_RECORDING)
    return Download(recording.sound(), _WAV)


# Past calls


def permit_records(shared: Shared, params: Params) -> JsonObject:
    """Answer the random string with which past calls are fetched (l. 4254)."""
    asked = {name: params.text(name) for name in ("extid", "starttime", "endtime")}
    if not _records(shared, params):
        raise RefusedError(NO_CDR)
    return {**asked, "random": params.issue("cdr", *asked.values())}


def fetch_records(shared: Shared, params: Params) -> Download:
    """Return past calls as CSV, the oldest first."""
    asked = [params.text(name) for name in ("extid", "starttime", "endtime")]
    params.redeem("cdr", *asked, code=NO_CDR_RANDOM)
    rows = [reports.record(shared.exchange, _cdr(each)) for each in _records(shared, params)]
    if not rows:
        raise RefusedError(NO_CDR)
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return Download(text.getvalue().encode(), "text/csv")


def _records(shared: Shared, params: Params) -> list[PastCall]:
    """Return the lines of the calls that are asked for, the oldest first. Raises 20019."""
    first_s, last_s = (_moment(shared, params.text(each)) for each in ("starttime", "endtime"))
    lines = [
        line for line in shared.exchange.archive.lines if first_s <= line.started_s < last_s + 1
    ]
    if params.text("extid") != ALL:
        numbers = {each.number for each in shared.extensions(params)}
        lines = [each for each in lines if numbers & {each.from_number, each.to_number}]
    return sorted(lines, key=lambda line: line.started_s)


def _moment(shared: Shared, text: str) -> float:
    try:
        return shared.exchange.wall.moment(datetime.strptime(text, reports.MOMENT))  # noqa: DTZ007 - the wall clock's
    except (ValueError, OverflowError) as error:
        raise RefusedError(BAD_TIME) from error


def _cdr(line: PastCall) -> Cdr:
    """Return a line as the record that was told of its call."""
    return Cdr(
        call_id=str(line.id),
        direction=line.direction,
        started_s=line.started_s,
        duration_s=line.ring_s + line.talk_s,
        talk_s=line.talk_s,
        from_number=line.from_number,
        to_number=line.to_number,
        source_trunk=line.source_trunk,
        target_trunk=line.target_trunk,
        did=line.did,
        status=line.status,
        agent_ring_s=0,
        recording=line.recording,
    )
