"""Calls of the past and recordings over HTTP: a random first, then one download by it. Pure.

Sections are of the fact sheet of API v2.0.0. What the list of calls is, `ctiapp.pbx.csvrecords`
knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.pbx import leavefiles
from ctiapp.pbx.csvrecords import TIME
from ctiapp.pbx.k2.wire_rest import API_PATH, post

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ctiapp.pbx.leavefiles import Download
    from ctiapp.pbx.request import Request


# --- recordings ----------------------------------------------------------------------------------


def recording_random(file: str) -> Request:
    """Ask for leave to fetch a recording, by the name that the call's record has."""
    return post("recording/get_random", recording=file)


def recording_download(answer: Mapping[str, object], file: str) -> Download:
    """Where a recording is fetched.

    Raises:
        WireError: there is no random.
    """
    return leavefiles.download(API_PATH, recording_random(file), answer)


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
    return leavefiles.download(API_PATH, request, answer)
