"""The endpoints ``recording/list`` and ``recording/download`` (P handbook, l. 13435-13620).

What the handbook leaves open: the size of a page without one is the usual small one; the id is
heard where both are given, and neither is 40002; one that is gone is 60001, when its link is asked
for as well as when that is followed. A link that has ended, or is none, is 60001 too. A file that
has to be made ready first is answered 2 (processing) until it is; later firmware tells of it by
30033, in which a file that could not be made has no link, and an error.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.simpbx.p_series.errors import ApiError, missing, success
from ctiapp.simpbx.p_series.params import listing
from ctiapp.simpbx.p_series.records import party_text, uid_of

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import RecordingPrepared
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Columns, Params
    from ctiapp.simpbx.p_series.settings import Settings
    from ctiapp.simpbx.recordings import Recording

DOWNLOADS = "/api/download/"
"""Where the links lead: beside the API, not below it (l. 13596)."""

_PROCESSING = 2
_NO_DATA = 60001


def list_recordings(exchange: Exchange, params: Params) -> JsonObject:
    """Answer a page of the recordings (l. 13437)."""
    settings = params.settings
    return listing(params, exchange.recordings.kept, _COLUMNS, lambda each: _row(each, settings))


def download_recording(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the link of a recording, by its id or its file's name (l. 13556)."""
    if "id" not in params and "file" not in params:
        raise missing("id")
    by_id = "id" in params
    recording = exchange.recordings.find(
        recording_id=params.integer("id") if by_id else None,
        file="" if by_id else params.text("file"),
    )
    if recording is None:
        raise ApiError(_NO_DATA)
    if not exchange.recordings.prepare(recording, params.settings.recording_ready_s):
        raise ApiError(_PROCESSING)
    zone_s = params.settings.zone_min * 60
    url = resource_url(exchange.recordings.link(recording), exchange.now_s + zone_s)
    return success(file=recording.file, download_resource_url=url)


def resource_url(link: str, local_s: float) -> str:
    """Write where a file lies; ``local_s`` is the PBX's own clock, as epoch seconds."""
    local = datetime.fromtimestamp(local_s, UTC)
    return f"{DOWNLOADS}Recording-X.7.0.6-1-download-{local:%Y%m%d%H%M%S}-{link}"


def told_ready(fact: RecordingPrepared) -> JsonObject:
    """Write what 30033 tells of a file, as published for later firmware."""
    return {
        "key": "recording_download",
        "result": "success" if fact.link else "failure",
        "file": fact.file,
        "download_resource_url": resource_url(fact.link, fact.at_s) if fact.link else "",
        "error": "" if fact.link else "DATA NOT FOUND",
    }


def fetched(exchange: Exchange, resource: str) -> bytes:
    """Return the file that the last part of a link leads to; raise 60001 where there is none."""
    recording = exchange.recordings.behind(resource.rpartition("-")[2])
    if recording is None:
        raise ApiError(_NO_DATA)
    return recording.sound()


def _row(recording: Recording, settings: Settings) -> JsonObject:
    line = recording.line
    return {
        "id": recording.id,
        "time": settings.shown(line.started_s),
        "uid": uid_of(line),
        "call_from": party_text(line.from_number, line.from_name),
        "call_to": party_text(line.to_number, line.to_name),
        "duration": line.talk_s,
        "size": recording.size,
        "call_type": line.direction.capitalize(),
        "file": recording.file,
    }


_COLUMNS: Columns[Recording] = {
    "id": lambda each: each.id,
    "time": lambda each: int(each.line.started_s),
}
