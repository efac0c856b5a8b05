"""One instance a data directory: a lock file that a crash cannot leave behind for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QLockFile

from ctiapp.model.errors import CtiError, StorageError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


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
