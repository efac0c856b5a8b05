"""Leave to fetch recordings and lists of calls."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ctiapp.model.errors import WireError
from ctiapp.pbx.openvox import wire_records

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def test_a_recording_is_fetched_by_its_leave() -> None:
    assert wire_records.recording_leave("a.wav").body == {"recording": "a.wav"}
    download = wire_records.recording_download({"random": "x1"}, "a.wav")
    assert download.path == "/api/v0.0.1/recording/download"
    assert download.params == {"recording": "a.wav", "random": "x1"}
    with pytest.raises(WireError):
        wire_records.recording_download({"status": "Success"}, "a.wav")
    with pytest.raises(ValueError, match="no recording"):
        wire_records.recording_leave(" ")


def test_a_list_is_fetched_by_what_was_asked_for() -> None:
    request = wire_records.records_leave("305", AT, AT)
    asked = {
        "extid": "305",
        "starttime": "2026-05-04 09:30:00",
        "endtime": "2026-05-04 09:30:00",
    }
    assert request.body == asked
    download = wire_records.records_download({"random": 7}, request)
    assert download.path == "/api/v0.0.1/cdr/download"
    assert download.params == {**asked, "random": "7"}
    with pytest.raises(ValueError, match="name each"):
        wire_records.records_leave("all", AT, AT)
