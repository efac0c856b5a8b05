"""Playing a recording: read leniently, bounded, each frame at its time; it takes no commands."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.commands import HangUpLeg
from ctiapp.model.errors import NotSupported, StorageError
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account, Credentials
from ctiapp.settings import StartOptions
from ctiapp.tools import replay
from ctiapp.tools.replay import Recording, ReplayPbx
from tests.replays.player import PLACE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = {"ctiapp_capture": 1, "kind": "p-series", "extension": "2000", "name": "Kristin Hale"}
ACCOUNT = Account("p-series", "replay.invalid", "replay", Number("2000"))


@pytest.fixture
def film(tmp_path: Path) -> Callable[..., Recording]:
    """Write a recording, and open it."""

    def write(*lines: object, head: object = HEAD) -> Recording:
        path = tmp_path / "film"
        told = [line if isinstance(line, str) else json.dumps(line) for line in (head, *lines)]
        path.write_text("\n".join(told) + "\n", encoding="utf-8")
        return Recording.open(path)

    return write


class Naps:
    """How long was slept in all; it takes no time."""

    def __init__(self) -> None:
        self.total_s = 0.0
        self._sleep = asyncio.sleep

    async def __call__(self, seconds: float) -> None:
        self.total_s += seconds
        await self._sleep(0)


@pytest.fixture(autouse=True)
def naps(monkeypatch: pytest.MonkeyPatch) -> Naps:
    """The seconds between the frames are counted, not waited for."""
    made = Naps()
    monkeypatch.setattr(asyncio, "sleep", made)
    return made


async def played(pbx: ReplayPbx, naps: Naps) -> list[tuple[str, float]]:
    """All frames, each with the second at which it came."""
    found: list[tuple[str, float]] = []

    async def take() -> None:
        async with pbx.stream() as stream:
            async for frame, _ in stream.frames():
                found.append((frame, naps.total_s))

    taking = asyncio.create_task(take())
    ended = asyncio.create_task(pbx.ended.wait())
    await asyncio.wait({taking, ended}, return_when=asyncio.FIRST_COMPLETED)
    assert not taking.done()  # the stream stays open after the last frame
    taking.cancel()
    await asyncio.gather(taking, return_exceptions=True)
    return found


def test_whose_it_is(film: Callable[..., Recording]) -> None:
    """The head says it; a name may be missing."""
    recording = film()
    assert (recording.kind, recording.extension, recording.name) == (
        "p-series",
        "2000",
        "Kristin Hale",
    )
    assert film(head={**HEAD, "name": ""}).name == ""
    assert film(head={key: HEAD[key] for key in list(HEAD)[:3]}).name == ""


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("", id="empty"),
        pytest.param("not json", id="no-json"),
        pytest.param([1], id="no-object"),
        pytest.param({"kind": "p-series", "extension": "2000"}, id="no-recording"),
        pytest.param({**HEAD, "ctiapp_capture": 2}, id="of-another-version"),
        pytest.param({"ctiapp_capture": 1, "kind": "p-series"}, id="nobody's"),
        pytest.param("[" * 100_000, id="too-deep"),
    ],
)
def test_what_is_no_recording(film: Callable[..., Recording], head: object) -> None:
    """Said as such, whatever it is."""
    with pytest.raises(StorageError) as caught:
        film(head=head)
    assert caught.value.key == "replay.file"


def test_no_file(tmp_path: Path) -> None:
    """Said as such."""
    with pytest.raises(StorageError):
        Recording.open(tmp_path / "nowhere")


@pytest.mark.parametrize(("speed", "seconds"), [(1.0, [0.0, 1.5, 4.0]), (10.0, [0.0, 0.15, 0.4])])
async def test_each_frame_comes_at_its_time(
    film: Callable[..., Recording], naps: Naps, speed: float, seconds: list[float]
) -> None:
    """Or so much sooner."""
    recording = film(*[{"t": at_s, "frame": str(at_s)} for at_s in (0.0, 1.5, 4.0)])
    found = await played(ReplayPbx(ACCOUNT, recording, speed), naps)
    assert [frame for frame, _ in found] == ["0.0", "1.5", "4.0"]
    assert [at_s for _, at_s in found] == pytest.approx(seconds)


async def test_lines_that_cannot_be_read_are_passed_over(
    film: Callable[..., Recording], naps: Naps
) -> None:
    """Also those that are for others, and a time that runs backwards."""
    recording = film(
        {"t": 0.0, "frame": "one"},
        "no json",
        "[" * 100_000,
        {"t": "?", "frame": "x"},
        {"t": 5.0, "verb": "hold"},
        {"t": 2.0, "frame": "two"},
        {"t": 1.0, "frame": "three"},
    )
    found = await played(ReplayPbx(ACCOUNT, recording, 1.0), naps)
    assert [frame for frame, _ in found] == ["one", "two", "three"]
    assert [at_s for _, at_s in found] == pytest.approx([0.0, 2.0, 2.0])


@pytest.mark.parametrize("time", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400])
async def test_a_time_that_is_none_is_passed_over(
    film: Callable[..., Recording], naps: Naps, time: str
) -> None:
    """Nobody can wait for it, and what comes after it comes at its own."""
    odd = f'{{"t": {time}, "frame": "never"}}'
    recording = film({"t": 0.0, "frame": "one"}, odd, {"t": 2.0, "frame": "two"})
    found = await played(ReplayPbx(ACCOUNT, recording, 1.0), naps)
    assert [frame for frame, _ in found] == ["one", "two"]
    assert [at_s for _, at_s in found] == pytest.approx([0.0, 2.0])


async def test_bytes_that_are_no_text_spoil_their_own_frame_alone(
    film: Callable[..., Recording], naps: Naps
) -> None:
    """The rest is played as it is."""
    recording = film({"t": 0.0, "frame": "one"}, {"t": 1.0, "frame": "two"})
    with recording.path.open("ab") as file:
        file.write(b'\xff\xfe\n{"t": 2.0, "frame": "th\xffree"}\n{"t": 3.0, "frame": "four"}\n')
    found = await played(ReplayPbx(ACCOUNT, recording, 1.0), naps)
    assert [frame for frame, _ in found] == ["one", "two", "th\ufffdree", "four"]


async def test_a_night_is_not_waited_through(film: Callable[..., Recording], naps: Naps) -> None:
    """A silence is an hour at most."""
    recording = film({"t": 0.0, "frame": "one"}, {"t": 9e9, "frame": "two"})
    found = await played(ReplayPbx(ACCOUNT, recording, 1.0), naps)
    assert found[-1] == ("two", pytest.approx(replay.MAX_GAP_S))


async def test_the_calls_are_as_the_frames_told_them(naps: Naps) -> None:
    """The picture at any moment is what was told so far; what is recorded is over."""
    recording = Recording.open(PLACE / "park_recall.jsonl")
    pbx = ReplayPbx(ACCOUNT, recording, 100.0)
    frames = [frame for frame, _ in await played(pbx, naps)]
    pbx.parse(frames[0])
    (report,) = (await pbx.snapshot()).calls
    assert await pbx.call(report.call_id) == report
    assert await pbx.call(CallId("1.1")) is None
    for frame in frames[1:]:
        pbx.parse(frame)
    assert (await pbx.snapshot()).calls == ()


async def test_it_only_tells(film: Callable[..., Recording]) -> None:
    """Whose it is, no secret, no names, and no command."""
    pbx = ReplayPbx(ACCOUNT, film(), 1.0)
    signed_in = await pbx.sign_in(Credentials("none"))
    assert (signed_in.me.name, signed_in.me.number) == ("Kristin Hale", Number("2000"))
    assert (signed_in.capabilities, signed_in.pbx.kind) == (frozenset(), "p-series")
    assert (pbx.tokens, pbx.account, await pbx.keep_token_fresh()) == (None, ACCOUNT, False)
    assert [page async for page in pbx.extensions()] == []
    assert [page async for page in pbx.contacts()] == []
    assert await pbx.places() == ()
    with pytest.raises(NotSupported):
        await pbx.execute(HangUpLeg(LegId("PJSIP/in")))
    await pbx.close(revoke=True)


def test_the_window_is_opened_on_it(
    film: Callable[..., Recording], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed in as the one whose calls they are, at a PBX that plays."""
    from ctiapp import app

    recording = film()
    seen: dict[str, Any] = {}

    def run(options: StartOptions, *, pbx_factory: Callable[[Account], ReplayPbx]) -> int:
        seen.update(sign_in=options.sign_in, pbx=pbx_factory(ACCOUNT))
        return 7

    monkeypatch.setattr(app, "run", run)
    assert replay.main(recording.path, 2.0, StartOptions()) == 7
    assert (seen["sign_in"].extension, seen["sign_in"].kind) == ("2000", "p-series")
    assert isinstance(seen["pbx"], ReplayPbx)
