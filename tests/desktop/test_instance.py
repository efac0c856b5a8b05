"""One instance a data directory."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.desktop.instance import AlreadyRunning, InstanceLock
from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

HOLD = (
    "import sys; from pathlib import Path; from ctiapp.desktop.instance import InstanceLock; "
    "lock = InstanceLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); "
    "sys.stdin.read()"
)


def test_a_second_holder_is_told_and_the_next_one_succeeds(tmp_path: Path) -> None:
    first, second = InstanceLock(tmp_path / "l"), InstanceLock(tmp_path / "l")
    first.acquire()

    with pytest.raises(AlreadyRunning):
        second.acquire()
    assert (first.held, second.held) == (True, False)

    first.release()
    with second:
        assert (first.held, second.held) == (False, True)
    second.release()
    with first:
        pass


def test_the_lock_of_a_living_process_holds_and_that_of_a_dead_one_does_not(
    tmp_path: Path,
) -> None:
    file = tmp_path / "l"
    lock = InstanceLock(file)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(AlreadyRunning):
            lock.acquire()
        other.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        other.wait(10)

    assert file.exists()
    with lock:
        assert lock.held


def test_a_lock_that_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot write"):
        InstanceLock(tmp_path / "nowhere" / "l").acquire()
