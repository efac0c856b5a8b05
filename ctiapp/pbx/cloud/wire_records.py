"""What a Cloud PBX is asked for files: the list of calls, and recordings. Pure.

The handbook says that the list is CSV (l. 4335), not which columns it has: those are inferred
(`ctiapp.pbx.csvrecords`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.pbx import leavefiles
from ctiapp.pbx.cloud.wire_rest import API_PATH, post
from ctiapp.pbx.csvrecords import TIME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ctiapp.pbx.leavefiles import Download
    from ctiapp.pbx.request import Request


def records(who: str, since: datetime, until: datetime) -> Request:
    """Ask for leave to fetch a list of calls (l. 4268), of one extension or of ``all``.

    Args:
        who: an extension's number, or ``all``.
        since: on the PBX's own clock.
        until: likewise.
    """
    return post("cdr/get_random", extid=who, starttime=f"{since:{TIME}}", endtime=f"{until:{TIME}}")


def recording(file: str) -> Request:
    """Ask for leave to fetch a recording (l. 4191)."""
    return post("recording/get_random", recording=file)


def download(request: Request, answer: Mapping[str, object]) -> Download:
    """Read where a file is fetched: what was asked, with the random word (l. 4240, 4340).

    Raises:
        WireError: there is none.
    """
    return leavefiles.download(API_PATH, request, answer)
