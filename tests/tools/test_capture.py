"""A recording of the event stream: what is written, and what never is."""

from __future__ import annotations

import json
import stat
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from ctiapp.model.errors import CtiError, StorageError, UsageError
from ctiapp.model.number import Number
from ctiapp.model.observers import Observers
from ctiapp.tools import capture
from ctiapp.tools.capture import Recorder
from tests.model.said import call, inbound, mine, moment

if TYPE_CHECKING:
    from pathlib import Path

    from ctiapp.model.call import Call, Moment
    from ctiapp.services.session import Session

HEAD = {"ctiapp_capture": 1, "kind": "p-series", "extension": "2000", "name": "Kristin Hale"}


class Stream:
    """The part of a session that a recorder hears."""

    def __init__(self) -> None:
        self.frames: Observers[tuple[str, float]] = Observers()
        me = SimpleNamespace(number=Number("2000"), name="Kristin Hale")
        self.status: Any = SimpleNamespace(me=me, pbx=SimpleNamespace(kind="p-series"))
        self.listening = 0
        self.looks: Observers[None] = Observers()
        self.calls: tuple[Call, ...] = ()
        self.now_s = 1000.0

    def picture(self) -> tuple[tuple[Call, ...], Moment]:
        return self.calls, moment(self.now_s)

    def subscribe_looks(self, listener: Any) -> Any:
        return self.looks.subscribe(listener)

    def subscribe_frames(self, listener: Any) -> Any:
        end = self.frames.subscribe(listener)
        self.listening += 1

        def ended() -> None:
            self.listening -= 1
            end()

        return ended


@pytest.fixture
def stream() -> Stream:
    """Somebody is signed in."""
    return Stream()


@pytest.fixture
def recorder(stream: Stream) -> Recorder:
    """Nothing is recorded yet."""
    return Recorder(cast("Session", stream))


def lines(path: Path) -> list[dict[str, Any]]:
    """What stands in a recording."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_calls_under_way_come_first_and_after_each_look(
    stream: Stream, recorder: Recorder, tmp_path: Path
) -> None:
    """No frame tells of them; what a look changed no frame tells either."""
    stream.calls = (call(inbound("ANSWERED"), mine("HOLD")),)
    film = tmp_path / "film"
    recorder.start(film)
    stream.frames.tell(("one", 1000.5))
    stream.calls, stream.now_s = (), 1002.0
    stream.looks.tell(None)
    assert recorder.stop() == 1
    stream.looks.tell(None)

    _, first, frame, last = lines(film)
    assert (first["t"], first["calls"][0]["legs"][1]["state"]) == (0.0, "held")
    assert first["calls"][0]["age_s"] == 1000.0
    assert frame == {"t": 0.5, "frame": "one"}
    assert last == {"t": 2.0, "calls": []}


def test_frames_are_written_with_their_seconds(
    stream: Stream, recorder: Recorder, tmp_path: Path
) -> None:
    """The first one is the beginning; nobody else may read the file; what follows is not heard."""
    film = tmp_path / "film"
    recorder.start(film)
    for frame, at_s in (("one", 1000.0), ("zwei – 二", 1000.5), ("three", 1002.25)):
        stream.frames.tell((frame, at_s))
    assert recorder.stop() == 3
    stream.frames.tell(("four", 1003.0))

    assert lines(film) == [
        HEAD,
        {"t": 0.0, "frame": "one"},
        {"t": 0.5, "frame": "zwei – 二"},
        {"t": 2.25, "frame": "three"},
    ]
    assert stat.S_IMODE(film.stat().st_mode) == 0o600
    assert stream.listening == 0


def test_each_recording_begins_anew(stream: Stream, recorder: Recorder, tmp_path: Path) -> None:
    """Its count and its seconds are its own."""
    recorder.start(tmp_path / "first")
    stream.frames.tell(("one", 10.0))
    recorder.stop()
    recorder.start(tmp_path / "second")
    stream.frames.tell(("two", 99.0))
    assert recorder.stop() == 1
    assert lines(tmp_path / "second") == [HEAD, {"t": 0.0, "frame": "two"}]


def test_secrets_are_left_out(stream: Stream, recorder: Recorder, tmp_path: Path) -> None:
    """A token in a frame reaches no file."""
    recorder.start(tmp_path / "film")
    stream.frames.tell(('{"access_token": "abcdef123456", "msg": "{}"}', 0.0))
    recorder.stop()
    text = (tmp_path / "film").read_text(encoding="utf-8")
    assert "abcdef123456" not in text
    assert "access_token" in text


def test_one_at_a_time(stream: Stream, recorder: Recorder, tmp_path: Path) -> None:
    """The running one goes on; to stop what is off is refused, to close it is not."""
    with pytest.raises(UsageError) as off:
        recorder.stop()
    recorder.close()
    recorder.start(tmp_path / "film")
    with pytest.raises(UsageError) as running:
        recorder.start(tmp_path / "other")
    assert (off.value.key, running.value.key) == ("capture.off", "capture.running")
    assert not (tmp_path / "other").exists()
    stream.frames.tell(("one", 0.0))
    recorder.close()
    assert len(lines(tmp_path / "film")) == 2


def test_signed_out_nothing_can_be_recorded(
    stream: Stream, recorder: Recorder, tmp_path: Path
) -> None:
    """And no file is left."""
    stream.status = SimpleNamespace(me=None, pbx=None)
    with pytest.raises(UsageError) as caught:
        recorder.start(tmp_path / "film")
    assert caught.value.key == "capture.signed_out"
    assert not (tmp_path / "film").exists()


@pytest.mark.parametrize("name", ["there", "no/such/folder"])
def test_a_file_that_cannot_be_begun(recorder: Recorder, tmp_path: Path, name: str) -> None:
    """What is there is not overwritten; the recorder is free for another try."""
    (tmp_path / "there").write_text("mine", encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        recorder.start(tmp_path / name)
    assert isinstance(caught.value, CtiError)
    assert caught.value.key == "capture.file"
    assert (tmp_path / "there").read_text(encoding="utf-8") == "mine"
    recorder.start(tmp_path / "film")
    assert recorder.stop() == 0


def test_it_ends_by_itself_before_it_fills_the_disk(
    stream: Stream, recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its size; whoever stops it then hears that it is off."""
    monkeypatch.setattr(capture, "MAX_BYTES", 1000)
    recorder.start(tmp_path / "film")
    for number in range(100):
        stream.frames.tell(("x" * 100, float(number)))
    assert 1000 < (tmp_path / "film").stat().st_size < 1200
    assert stream.listening == 0
    with pytest.raises(UsageError):
        recorder.stop()
