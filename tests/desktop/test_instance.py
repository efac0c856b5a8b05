"""One instance a data directory."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.desktop import instance
from ctiapp.desktop.instance import AlreadyRunning, InstanceLock, outwait
from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLD = (
    "import sys; from pathlib import Path; from ctiapp.desktop.instance import InstanceLock; "
    "lock = InstanceLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); "
    "sys.stdin.read()"
)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that holds the lock until its standard input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "l")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as held:
        assert held.stdout is not None
        assert held.stdout.readline().strip() == b"held"
        yield held
        held.kill()


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


def test_a_start_waits_for_the_end_of_the_last_instance(
    other: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    """Which still puts things away, and listens no more."""
    asked: list[int] = []

    def nobody_listens() -> None:
        asked.append(1)
        if len(asked) == 2:
            other.communicate()  # it ends

    lock = InstanceLock(tmp_path / "l")
    assert outwait(lock, nobody_listens) is None
    assert len(asked) == 2
    assert not lock.held
    with lock:
        pass


def test_a_start_reaches_the_instance_that_comes_up_meanwhile(
    other: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    answers = [None, None, 0]
    assert outwait(InstanceLock(tmp_path / "l"), lambda: answers.pop(0)) == 0
    assert answers == []
    assert other.poll() is None


@pytest.mark.usefixtures("other")
def test_a_start_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance, "ENDS_WITHIN_S", 0.3)
    with pytest.raises(AlreadyRunning):
        outwait(InstanceLock(tmp_path / "l"), lambda: None)
