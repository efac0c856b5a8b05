"""The files of sound: fetched once, gone when one signs out, kept where somebody says."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.errors import CtiError, LinkLost, StorageError, WireError
from ctiapp.services import soundfiles as module
from ctiapp.services.downloads import DownloadState
from ctiapp.services.soundfiles import SoundFiles
from tests.services.taping import SOUND, Signed, Taped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from ctiapp.services.downloads import Download

HOSTILE = "/../../home/x/.bashrc\x00.wav"


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


class Bench:
    """The files of a signed-in session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session = Signed()
        self.pbx = Taped()
        session: Any = self.session
        self.sounds = SoundFiles(session, folder)
        self.session.be(self.pbx)

    def fetch(self, file: str) -> Download:
        return self.sounds.fetch(file, lambda pbx: pbx.recording(file))

    def save(self, file: str, target: Path) -> Download:
        return self.sounds.save(file, lambda pbx: pbx.recording(file), target)

    def files(self) -> list[str]:
        return names(self.folder) if self.folder.exists() else []


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path / "recordings")
    yield bench
    await bench.sounds.close()
    assert bench.files() == []
    assert not bench.session.listening


async def test_a_file_is_fetched_once_and_lies_under_a_name_of_ours(bench: Bench) -> None:
    first = bench.fetch(HOSTILE)
    assert bench.fetch(HOSTILE) is first
    path = await first.wait()

    assert path.read_bytes() == SOUND
    assert path.parent == bench.folder
    assert path.stem.isalnum()
    assert (first.state, first.share, first.got) == (DownloadState.DONE, 1.0, len(SOUND))
    assert await bench.fetch(HOSTILE).wait() == path
    path.unlink()
    assert await bench.fetch(HOSTILE).wait() == path
    assert bench.pbx.asked == [HOSTILE] * 2


async def test_how_far_it_is_is_told(bench: Bench) -> None:
    download = bench.fetch("1.wav")
    assert download.share is None
    told: list[float | None] = []
    download.subscribe(lambda each: told.append(each.share))
    await download.wait()
    assert told == sorted(told)  # type: ignore[type-var]
    assert told[0] not in (None, 1.0)
    assert told[-1] == 1.0


async def test_one_that_is_let_be_leaves_nothing(bench: Bench) -> None:
    bench.pbx.go.clear()
    download = bench.fetch("1.wav")
    over = asyncio.Event()
    download.subscribe(lambda _: over.set())
    await asyncio.sleep(0)
    download.cancel()
    await over.wait()
    with pytest.raises(asyncio.CancelledError):
        await download.wait()

    assert download.state is DownloadState.CANCELLED
    bench.pbx.go.set()
    path = await bench.fetch("1.wav").wait()
    assert bench.files() == [path.name]


@pytest.mark.parametrize("error", [LinkLost("reset"), WireError("no sound")])
async def test_one_that_fails_says_why_and_leaves_nothing(bench: Bench, error: CtiError) -> None:
    bench.pbx.error = error
    download = bench.fetch("1.wav")
    with pytest.raises(type(error)):
        await download.wait()
    assert (download.state, download.error) == (DownloadState.FAILED, error)
    assert bench.files() == []


async def test_what_is_no_sound_is_not_kept(bench: Bench) -> None:
    bench.pbx.sound = b"MZ" + bytes(1000)
    with pytest.raises(WireError):
        await bench.fetch("1.wav").wait()
    assert bench.files() == []


async def test_it_is_saved_where_the_user_says(bench: Bench, tmp_path: Path) -> None:
    target = tmp_path / "kept.wav"
    target.write_bytes(b"an older one")
    download = bench.save("1.wav", target)
    assert await download.wait() == target
    assert target.read_bytes() == SOUND
    assert names(tmp_path) == ["kept.wav"]


async def test_an_older_one_stays_where_saving_fails(bench: Bench, tmp_path: Path) -> None:
    target = tmp_path / "kept.wav"
    target.write_bytes(b"an older one")
    bench.pbx.error = LinkLost("reset")
    with pytest.raises(LinkLost):
        await bench.save("1.wav", target).wait()
    with pytest.raises(StorageError):
        await bench.save("1.wav", tmp_path / "nowhere" / "x.wav").wait()
    assert target.read_bytes() == b"an older one"
    assert names(tmp_path) == ["kept.wav"]


async def test_who_signs_out_takes_what_was_heard_away_but_not_what_was_saved(
    bench: Bench, tmp_path: Path
) -> None:
    target = tmp_path / "kept.wav"
    heard = await bench.fetch("1.wav").wait()
    await bench.save("1.wav", target).wait()
    bench.pbx.go.clear()
    running = bench.fetch("2.wav")
    gone = asyncio.Event()
    running.subscribe(lambda _: gone.set())
    bench.session.be(None)
    await gone.wait()
    await bench.sounds.close()

    assert running.state is DownloadState.CANCELLED
    assert not heard.exists()
    assert target.read_bytes() == SOUND
    refused = bench.fetch("1.wav")
    assert refused.error is not None
    assert refused.error.key == "link.not_up"


async def test_what_a_crash_has_left_is_gone_after_the_start(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / "left.wav").write_bytes(SOUND)
    await bench.sounds.start()
    assert bench.files() == []


async def test_what_is_known_to_be_here_is_bounded(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_KNOWN", 2)
    for index in range(4):
        await bench.fetch(f"{index}.wav").wait()
    await bench.fetch("0.wav").wait()
    assert bench.pbx.asked == ["0.wav", "1.wav", "2.wav", "3.wav", "0.wav"]


async def test_the_connections_stay_free_for_the_calls(bench: Bench) -> None:
    bench.pbx.go.clear()
    all_of_them = [bench.fetch(f"{index}.wav") for index in range(4)]
    while len(bench.pbx.asked) < 2:  # noqa: ASYNC110 - a thread begins each file
        await asyncio.sleep(0)
    for _ in range(100):
        await asyncio.sleep(0)
    assert sorted(bench.pbx.asked) == ["0.wav", "1.wav"]
    all_of_them[0].cancel()
    bench.pbx.go.set()
    for each in all_of_them[1:]:
        await each.wait()
    assert len(bench.pbx.asked) == 4


async def test_one_that_shall_be_heard_no_more_is_gone(bench: Bench) -> None:
    first = await bench.fetch("1.wav").wait()
    second = await bench.fetch("2.wav").wait()
    bench.pbx.go.clear()
    running = bench.fetch("3.wav")
    gone = asyncio.Event()
    running.subscribe(lambda _: gone.set())
    for file in ("1.wav", "3.wav", "9.wav"):
        bench.sounds.forget(file)
    await gone.wait()
    assert running.state is DownloadState.CANCELLED
    bench.pbx.go.set()
    assert (await bench.fetch("1.wav").wait(), first.exists()) == (first, True)
    assert bench.pbx.asked.count("1.wav") == 2
    assert second.exists()
