"""Leave to fetch the list of calls, or a recording, and where it is fetched."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ctiapp.model.errors import WireError
from ctiapp.pbx.k2 import wire_records
from tests.pbx.k2.frames import answer

WEST = timezone(timedelta(hours=-8))


def test_a_list_is_asked_for_in_the_clock_of_the_pbx() -> None:
    since, until = datetime(2024, 1, 2, 9, tzinfo=WEST), datetime(2024, 1, 3, 9, tzinfo=WEST)
    request = wire_records.records_random("305", since, until)
    assert request.body == {
        "number": "305",
        "starttime": "2024-01-02 09:00:00",
        "endtime": "2024-01-03 09:00:00",
    }
    download = wire_records.records_download(answer("get_random"), request)
    assert download.path == "/api/v2.0.0/cdr/download"
    assert download.params["starttime"] == "2024-01-02 09:00:00"
    assert download.params["random"] == "0cbcf8917c41c61c6e9fd3e57ecdd467"


def test_a_recording_is_fetched_by_its_name() -> None:
    download = wire_records.recording_download(answer("get_random"), "a b.wav")
    assert download.path == "/api/v2.0.0/recording/download"
    assert download.params["recording"] == "a b.wav"
    with pytest.raises(WireError):
        wire_records.recording_download({"status": "Success"}, "a.wav")
