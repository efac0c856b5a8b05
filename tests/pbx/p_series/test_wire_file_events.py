"""Files that the PBX made ready: recordings, and reports that nobody waits for."""

from __future__ import annotations

import json

import pytest

from ctiapp.model.errors import WireError
from ctiapp.model.events import PbxEvent, RecordingReady, Reported
from ctiapp.model.number import Number
from ctiapp.pbx.p_series import wire
from ctiapp.pbx.p_series.wire_file_events import MAX_NAME, READERS
from tests.pbx.p_series.frames import EVENTS, Example

FILE = "20220427190445-1651057476.362-5503301-2002-Inbound.mp3"


def frame(kind: object = 30033, *, as_text: bool = False, **fields: object) -> str:
    """Write an event about one file; a field of None is left out."""
    body = {"key": "recording_download", "result": "SUCCESS", "file": FILE, "error": "", **fields}
    body = {name: value for name, value in body.items() if value is not None}
    return json.dumps({"type": kind, "sn": "X", "msg": json.dumps(body) if as_text else body})


def parse(text: str) -> PbxEvent:
    """Parse a frame that is one event, and of which nothing is left out."""
    (event,) = wire.parse(text, pytest.fail)
    return event


@pytest.mark.parametrize(
    "example",
    [each for each in EVENTS if each.event in READERS],
    ids=lambda example: example.name,
)
def test_the_object_means_the_same_as_text(example: Example) -> None:
    printed = json.loads(example.printed)

    as_text = json.dumps({**printed, "msg": json.dumps(printed["msg"])})

    assert parse(as_text) == parse(example.printed)


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize("result", ["SUCCESS", "success", "Success"])
def test_a_recording_is_ready_in_any_case(result: str, *, as_text: bool) -> None:
    event = parse(frame(result=result, as_text=as_text))

    assert isinstance(event, RecordingReady)
    assert (event.file, event.ready, event.words) == (FILE, True, "")
    assert event.numbers == {Number("5503301"), Number("2002")}
    assert event.at is not None


@pytest.mark.parametrize("result", ["FAILURE", "failure", " ", None, 0, {"x": 1}])
def test_whatever_is_no_success_is_none(result: object) -> None:
    event = parse(frame(result=result, error="no room"))

    assert isinstance(event, RecordingReady)
    assert (event.ready, event.words) == (False, "no room")


def test_the_key_tells_what_a_frame_is_of() -> None:
    """Where it says nothing that is known, the number of the event does."""
    assert isinstance(parse(frame(30027)), RecordingReady)
    assert isinstance(parse(frame(30033, key="report_download")), Reported)
    assert isinstance(parse(frame(30033, key=None)), RecordingReady)
    assert isinstance(parse(frame(30027, key="something", file="x.csv")), Reported)


def test_a_name_that_tells_no_moment_is_a_name_all_the_same() -> None:
    assert parse(frame(file="greeting.wav")) == RecordingReady("greeting.wav", True)


@pytest.mark.parametrize("file", [None, "", " ", "x" * (MAX_NAME + 1), ["x.wav"]])
def test_a_recording_without_a_name_is_refused(file: object) -> None:
    with pytest.raises(WireError, match="30033"):
        wire.parse(frame(file=file), pytest.fail)


def test_no_link_is_carried_along() -> None:
    """What comes by itself is not followed: the token would go with it."""
    link = "https://elsewhere.example/x.wav"

    assert link not in repr(parse(frame(download_resource_url=link)))
    assert link not in repr(parse(frame(30027, key=None, download_resource_url=link)))
