"""The folder of recordings: private, bounded, and empty in the end."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.storage.soundfolder import PartFile, SoundFolder

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "../../../etc/passwd\x00.wav"


def kept(folder: SoundFolder, key: str, size: int = 10) -> Path:
    part = folder.begin()
    part.write(b"x" * size)
    path = folder.place(key, ".wav")
    part.finish(path)
    return path


def names(path: Path) -> list[str]:
    return sorted(each.name for each in path.iterdir())


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    folder = SoundFolder(tmp_path / "sounds")
    part = folder.begin()
    part.write(b"RI")
    part.write(b"FF")
    path = folder.place("a", ".wav")
    assert not folder.touch(path)
    part.finish(path)

    assert (path.read_bytes(), path.suffix) == (b"RIFF", ".wav")
    part.drop()
    assert folder.touch(path)


def test_what_was_begun_can_be_dropped(tmp_path: Path) -> None:
    part = PartFile(tmp_path)
    part.write(b"x")
    part.drop()
    part.drop()
    assert names(tmp_path) == []


def test_one_that_is_not_wanted_any_more_is_gone(tmp_path: Path) -> None:
    folder = SoundFolder(tmp_path / "sounds")
    one, other = kept(folder, "a"), kept(folder, "b")
    folder.drop(one)
    folder.drop(one)
    assert names(tmp_path / "sounds") == [other.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = kept(SoundFolder(tmp_path / "sounds"), "a")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_strangers_name_is_no_path(tmp_path: Path) -> None:
    folder = SoundFolder(tmp_path / "sounds")
    path = kept(folder, HOSTILE)
    assert path.parent == tmp_path / "sounds"
    assert path.stem.isalnum()
    assert folder.place(HOSTILE, ".wav") == path != folder.place("other", ".wav")
    assert names(tmp_path) == ["sounds"]


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    folder = SoundFolder(tmp_path / "sounds", max_bytes=25)
    old, used, new = (kept(folder, key) for key in ("old", "used", "new"))
    for path, second in ((used, 1), (old, 2), (new, 3)):
        os.utime(path, (second, second))
    assert folder.touch(used)
    folder.trim()

    assert not old.exists()
    assert used.exists()
    assert new.exists()


def test_what_is_listened_to_stays(tmp_path: Path) -> None:
    folder = SoundFolder(tmp_path / "sounds", max_bytes=5)
    old, new = kept(folder, "old"), kept(folder, "new")
    folder.trim(keep=(old,))
    assert (old.exists(), new.exists()) == (True, False)


def test_everything_goes_in_the_end_and_nothing_that_lies_elsewhere(tmp_path: Path) -> None:
    folder = SoundFolder(tmp_path / "sounds")
    assert folder.clear() == 0
    kept(folder, "a")
    cut_off = folder.begin()
    cut_off.write(b"x")
    outside = tmp_path / "outside.wav"
    outside.write_bytes(b"mine")
    (tmp_path / "sounds" / "link.wav").symlink_to(outside)
    (tmp_path / "sounds" / "below").mkdir()

    assert folder.clear() == 0
    assert names(tmp_path / "sounds") == ["below"]
    assert outside.read_bytes() == b"mine"
    cut_off.drop()


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError) as caught:
        SoundFolder(tmp_path / "file" / "below").begin()
    assert caught.value.key == "recording.not_saved"
    with pytest.raises(StorageError):
        PartFile(tmp_path / "nowhere")
    part = PartFile(tmp_path)
    with pytest.raises(StorageError):
        part.finish(tmp_path / "nowhere" / "x.wav")
    part.drop()
    assert names(tmp_path) == ["file"]
