"""One instance a data directory: a lock file that a crash cannot leave behind for good.

An instance that ends listens no more from the moment on, and has the lock for as long as it puts
things away: a token is given back to the PBX, files are written. Whoever starts meanwhile waits.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Self

from PySide6.QtCore import QLockFile

from ctiapp.model.errors import CtiError, StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

ENDS_WITHIN_S: Final = 10.0
"""How long an instance may take to end, in seconds, or to listen where it is only coming up."""

LOOK_EVERY_S: Final = 0.25
"""How often it is looked whether the one that has the lock listens, in seconds."""


class AlreadyRunning(CtiError):
    """Another instance has this data directory."""


class InstanceLock:
    """Held while an instance lives. A lock whose owner died is taken over.

    Use as a context manager, or call ``acquire`` and ``release``.
    """

    def __init__(self, lock_file: Path) -> None:
        self._lock = QLockFile(str(lock_file))
        self._lock.setStaleLockTime(0)  # stale when its owner is dead, never for its age
        self._name = lock_file.name

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock.isLocked()

    def acquire(self) -> None:
        """Take the lock, now or not at all.

        Raises:
            AlreadyRunning: a living instance holds it.
            StorageError: the lock file cannot be written.
        """
        if self._lock.tryLock(0):
            return
        if self._lock.error() == QLockFile.LockError.LockFailedError:
            raise AlreadyRunning("another instance uses this data directory")
        raise StorageError(f"cannot write {self._name}")

    def is_free_within(self, seconds: float) -> bool:
        """Wait, no longer than this, until nobody holds the lock; it is not held afterwards."""
        free = self._lock.tryLock(max(0, round(seconds * 1000)))
        self._lock.unlock()
        return free

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        self._lock.unlock()

    def __enter__(self) -> Self:
        """Take the lock."""
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it back."""
        self.release()


def outwait(lock: InstanceLock, reach: Callable[[], int | None]) -> int | None:
    """Wait until the instance that holds a lock is gone, or is reached: it may be coming up.

    Blocks: for a start, before there is a loop.

    Args:
        lock: not held by us.
        reach: speaks to the instance; ``None``: it does not listen.

    Returns:
        What ``reach`` returned; ``None``: nobody holds the lock any more.

    Raises:
        AlreadyRunning: it neither listened nor ended within `ENDS_WITHIN_S`.
    """
    until_s = time.monotonic() + ENDS_WITHIN_S
    while (code := reach()) is None:
        left_s = until_s - time.monotonic()
        if left_s <= 0:
            raise AlreadyRunning("another instance neither listens nor ends")
        if lock.is_free_within(min(left_s, LOOK_EVERY_S)):
            break
    return code
