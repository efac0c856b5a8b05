"""Recordings over HTTP: what is asked and what the answer means. Pure.

Line numbers are of the P handbook.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from ctiapp.model.call import Direction
from ctiapp.model.errors import WireError
from ctiapp.model.records import Recording
from ctiapp.pbx.lenient import count_of, id_of, text_of
from ctiapp.pbx.p_series.wire_ended import party
from ctiapp.pbx.p_series.wire_filename import called_at
from ctiapp.pbx.p_series.wire_rest import API_PATH, PAGE_SIZE, page_of
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.interface import Page
    from ctiapp.pbx.p_series.cdrtime import Style
    from ctiapp.pbx.p_series.wire import Remark

MAX_PATH: Final = 512
"""The most characters of a link; the handbook's has 80."""

MAX_SIZE: Final = 2**40
"""The largest file that is believed in, in bytes."""

_PATH: Final = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%/-]+")
"""What a path may be written with (RFC 3986), less what begins a query or a fragment."""

_API: Final = API_PATH.split("/")[1]


def recording_list(page: int) -> Request:
    """Ask for a page of the recordings, the newest first (l. 13443)."""
    params: dict[str, str | int] = {
        "page": page,
        "page_size": PAGE_SIZE,
        "sort_by": "id",
        "order_by": "desc",
    }
    return Request("GET", "recording/list", params)


def recording_link(file: str) -> Request:
    """Ask for the link of a recording by its file's name, which a call's record has, too."""
    return Request("GET", "recording/download", {"file": file})


def recording_page(
    answer: Mapping[str, object], remark: Remark, style: Style | None
) -> Page[Recording]:
    """Read a page of recordings (l. 13485).

    Args:
        answer: as it came.
        remark: is told what was left out.
        style: how this PBX writes times; None where that is not known.

    Raises:
        WireError: there is no list.
    """
    return page_of(answer, "data", lambda item: _recording(item, style), remark)


def _recording(item: dict[str, object], style: Style | None) -> Recording:
    file = text_of(item.get("file"))
    if not file:
        raise WireError("recording: without a file")
    shown = None if style is None else style.read(text_of(item.get("time")))
    return Recording(
        recording_id=id_of(item.get("id"), "id"),
        at=shown or called_at(file),
        uid=text_of(item.get("uid")),
        caller=party(item.get("call_from")),
        callee=party(item.get("call_to")),
        talk_s=count_of(item.get("duration")) or 0,
        size=count_of(item.get("size"), MAX_SIZE) or 0,
        direction=_direction(item.get("call_type")),
        file=file,
    )


def resource_path(answer: Mapping[str, object]) -> str:
    """Read where a file lies (l. 13589): a path below the root of this PBX, and nothing else.

    A token goes with the request, so that the path must lead nowhere else; and since the API also
    deletes by GET, it must not lead there.

    Raises:
        WireError: it is another host's, has a query, climbs, or is of the API.
    """
    text = answer.get("download_resource_url")
    if not isinstance(text, str) or not 0 < len(text) <= MAX_PATH:
        raise WireError("download: no link, or too long")
    path = text if text.startswith("/") else f"/{text}"
    if _PATH.fullmatch(path) is None or "//" in path or "://" in text:
        raise WireError("download: a link that is no path of this PBX")
    parts = [unquote(part, errors="replace") for part in path.split("/")]
    if any(part in (".", "..") or set(part) & set("/\\%") for part in parts):
        raise WireError("download: a link that climbs")
    if parts[1].casefold().startswith(_API):
        raise WireError("download: a link into the API")
    return path


def _direction(value: object) -> Direction | None:
    try:
        return Direction(text_of(value).casefold())
    except ValueError:
        return None
