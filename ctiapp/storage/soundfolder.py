"""The private folder in which recordings lie while somebody listens to them.

What is in it is other people's talk: nobody but the user can read it, its names say nothing, it is
bounded, and it is emptied at the start, at a sign-out and at the end. The name that a PBX gives to
a file is never a path here. Everything blocks: it is called in a thread.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_BYTES: Final = 512 * 2**20
"""How much may lie there; what was used longest ago goes."""

_PRIVATE: Final = 0o700
_PART: Final = ".part"


class PartFile:
    """A file that is being written; it has its name only when it is whole.

    Args:
        folder: where it lies, before and after.
    """

    def __init__(self, folder: Path) -> None:
        try:
            handle, name = tempfile.mkstemp(prefix=".ctiapp-", suffix=_PART, dir=folder)
        except OSError as err:
            raise _error(err) from err
        self._file: BinaryIO = os.fdopen(handle, "wb")
        self._path = Path(name)

    def write(self, data: bytes) -> None:
        """Add to it.

        Raises:
            StorageError: key ``recording.not_saved``: there is no room, or it may not be.
        """
        try:
            self._file.write(data)
        except OSError as err:
            raise _error(err) from err

    def finish(self, target: Path) -> None:
        """It is whole: it bears this name now, and replaces what bore it.

        Raises:
            StorageError: key ``recording.not_saved``.
        """
        try:
            self._file.close()
            self._path.replace(target)
        except OSError as err:
            raise _error(err) from err

    def drop(self) -> None:
        """It is not wanted any more; harmless when it is gone or whole."""
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


class SoundFolder:
    """The folder.

    Args:
        folder: where it is; made when it is first needed.
        max_bytes: how much may lie there.
    """

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def begin(self) -> PartFile:
        """Begin a file.

        Raises:
            StorageError: key ``recording.not_saved``: it cannot be.
        """
        try:
            self._folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        except OSError as err:
            raise _error(err) from err
        return PartFile(self._folder)

    def place(self, key: str, suffix: str) -> Path:
        """Where the file of that key belongs: a name of ours."""
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}{suffix}"

    def touch(self, path: Path) -> bool:
        """A file of the folder is used now; False where it is gone."""
        try:
            os.utime(path)
        except OSError:
            return False
        return True

    def drop(self, path: Path) -> None:
        """A file of the folder is not wanted any more; harmless when it is gone."""
        with contextlib.suppress(OSError):  # somebody plays it: it goes when everything goes
            path.unlink(missing_ok=True)

    def trim(self, keep: Collection[Path] = ()) -> None:
        """Let the files that were used longest ago go, until the rest may stay; ``keep`` stays."""
        sizes = []
        for path in self._files():
            with contextlib.suppress(OSError):
                found = path.stat()
                sizes.append((found.st_mtime_ns, found.st_size, path))
        total = sum(size for _, size, _ in sizes)
        for _, size, path in sorted(sizes):
            if total <= self._max_bytes:
                return
            if path not in keep:
                with contextlib.suppress(OSError):  # somebody plays it: Windows lets it stay
                    path.unlink()
                    total -= size

    def clear(self) -> int:
        """Delete everything; returns how many files could not be."""
        left = 0
        for path in self._files(parts=True):
            try:
                path.unlink(missing_ok=True)
            except OSError:
                left += 1
        return left

    def _files(self, *, parts: bool = False) -> list[Path]:
        """What lies there itself; with ``parts`` what is being written and links, too."""
        try:
            with os.scandir(self._folder) as entries:
                return [
                    Path(entry.path)
                    for entry in entries
                    if (parts and entry.is_symlink())
                    or (
                        entry.is_file(follow_symlinks=False)
                        and (parts or not entry.name.endswith(_PART))
                    )
                ]
        except OSError:  # it was never made
            return []


def _error(err: OSError) -> StorageError:
    words = err.strerror or type(err).__name__
    return StorageError(words, key="recording.not_saved", why=words)
