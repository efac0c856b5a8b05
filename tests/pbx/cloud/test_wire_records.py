"""What a Cloud PBX is asked for files."""

from __future__ import annotations

from datetime import datetime

import pytest

from ctiapp.model.errors import WireError
from ctiapp.pbx.cloud import wire_records


def test_times_are_asked_for_as_the_handbook_prints_them() -> None:
    since = datetime(2018, 11, 7)  # noqa: DTZ001 - the PBX's own clock
    request = wire_records.records("all", since, since.replace(hour=23, minute=59, second=59))

    assert request.endpoint == "cdr/get_random"
    assert request.body == {
        "extid": "all",
        "starttime": "2018-11-07 00:00:00",
        "endtime": "2018-11-07 23:59:59",
    }


def test_a_file_is_fetched_with_what_was_asked_and_the_random_word() -> None:
    request = wire_records.recording("a.wav")
    download = wire_records.download(request, {"status": "Success", "random": "12"})

    assert request.endpoint == "recording/get_random"
    assert download.path == "/api/v1.1.0/recording/download"
    assert download.params == {"recording": "a.wav", "random": "12"}
    with pytest.raises(WireError):
        wire_records.download(request, {"status": "Success"})
