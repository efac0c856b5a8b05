"""Calls of the past and recordings over HTTP: leave first, then one download by it. Pure.

Section 4 of the fact sheet. The links are those of a relative with this API's version (inferred).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.pbx import leavefiles
from ctiapp.pbx.csvrecords import TIME
from ctiapp.pbx.openvox.wire_rest import API_PATH, post
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ctiapp.pbx.leavefiles import Download


def recording_leave(file: str) -> Request:
    """Ask for leave to fetch a recording, by the name that the call's record has.

    Raises:
        ValueError: none is named.
    """
    if not file.strip():
        raise ValueError("no recording")
    return post("recording/get_random", recording=file)


def recording_download(answer: Mapping[str, object], file: str) -> Download:
    """Where a recording is fetched.

    Raises:
        WireError: there is no leave.
    """
    return leavefiles.download(API_PATH, recording_leave(file), answer)


def records_leave(number: str, since: datetime, until: datetime) -> Request:
    """Ask for leave to fetch the list of an extension's calls; both times as its clock shows."""
    return post(
        "cdr/get_random",
        extid=named(number),
        starttime=since.strftime(TIME),
        endtime=until.strftime(TIME),
    )


def records_download(answer: Mapping[str, object], request: Request) -> Download:
    """Where the list is fetched: by the same values that were asked for.

    Raises:
        WireError: there is no leave.
    """
    return leavefiles.download(API_PATH, request, answer)
