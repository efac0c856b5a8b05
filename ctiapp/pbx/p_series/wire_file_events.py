"""What a P-Series PBX says of files that it has made ready to be fetched. Pure: no I/O, no clock.

Both events are of later firmware and stand in no table of the handbook; their fields are those
that are published for it, ``msg`` being an object: ``key``, ``result`` (``success`` or ``failure``,
in any case), ``file``, ``download_resource_url`` and ``error``. 30033 tells that a *recording* was
made ready, for whoever asked for it without waiting; 30027 tells the same of a *report* (and has no
serial number). That every subscriber gets them, and not only who asked, is inferred: a recording
that was made ready for somebody else is one that the list has, so the worst of it is a look too
many. Which of the two a frame is, its ``key`` says where it says anything; else its number.

Their links are not followed: a link is asked for right before it is (`recordings`), and one that
comes by itself would be one more text from outside to send a token to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import WireError
from ctiapp.model.events import RecordingReady, Reported
from ctiapp.pbx.lenient import fields_of, text_of
from ctiapp.pbx.p_series.wire_filename import called_at, called_with

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.p_series.wire import Remark

REPORT_READY: Final = 30027
"""A report was made ready, or could not be."""
RECORDING_READY: Final = 30033
"""A recording was made ready, or could not be."""

MAX_NAME: Final = 512
"""The most characters of a file's name; the handbook's have 60."""

_KINDS: Final = {"report_download": REPORT_READY, "recording_download": RECORDING_READY}
_WELL: Final = "success"


def _made_ready(kind: int, body: dict[str, object], _: Remark) -> PbxEvent:
    """Read 30027 or 30033.

    Raises:
        WireError: it is of a recording and does not say of which.
    """
    kind = _KINDS.get(text_of(body.get("key")).casefold(), kind)
    if kind == REPORT_READY:
        # Reports are read as lists here: nobody waits for a file of one.
        return Reported(kind, "report-ready", fields_of(body, "download_resource_url"))
    file = text_of(body.get("file"))
    if not file or len(file) > MAX_NAME:
        raise WireError("recording: no file, or too long a name")
    ready = text_of(body.get("result")).casefold() == _WELL
    words = text_of(body.get("error"))
    return RecordingReady(file, ready, words, called_at(file), called_with(file))


READERS: Final[Mapping[int, Callable[[int, dict[str, object], Remark], PbxEvent]]] = {
    REPORT_READY: _made_ready,
    RECORDING_READY: _made_ready,
}
"""Who reads which event. Each raises `WireError` where the event cannot be read."""
