"""A client's connection: lines, time limits, and an other end that is not there."""

from __future__ import annotations

import socket
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from ctiapp.desktop import ctl_channel
from ctiapp.desktop.ctl_channel import (
    ChannelClosedError,
    ChannelTimeoutError,
    NoApplicationError,
    connect,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    pytest.skip("a Unix socket's", allow_module_level=True)


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[tuple[ctl_channel.Channel, socket.socket]]:
    address = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(1)
        channel = connect(address, 5)
        other, _ = listener.accept()
        with other:
            yield channel, other
    channel.close()


def test_lines_are_cut_wherever_the_pieces_fall(
    ends: tuple[ctl_channel.Channel, socket.socket],
) -> None:
    channel, other = ends
    other.sendall(b"one\ntwo\nthr")

    assert channel.line(5) == b"one"
    assert channel.line(5) == b"two"
    with pytest.raises(ChannelTimeoutError):
        channel.line(0.01)

    other.sendall(b"ee\n")
    assert channel.line(5) == b"three"


def test_a_waiting_reader_wakes_when_the_other_end_goes(
    ends: tuple[ctl_channel.Channel, socket.socket],
) -> None:
    channel, other = ends
    closer = threading.Thread(target=other.shutdown, args=(socket.SHUT_RDWR,))
    closer.start()

    with pytest.raises(ChannelClosedError):
        channel.line(10)
    closer.join()


def test_a_line_without_end_is_not_read_for_ever(
    ends: tuple[ctl_channel.Channel, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    channel, other = ends
    monkeypatch.setattr(ctl_channel, "MAX_LINE_BYTES", 1000)
    other.sendall(b"x" * 2000)

    with pytest.raises(ChannelClosedError):
        channel.line(5)


def test_what_was_said_before_the_door_closed_is_heard(
    ends: tuple[ctl_channel.Channel, socket.socket],
) -> None:
    channel, other = ends
    other.sendall(b"busy\n")
    other.close()
    channel.send(b"x" * 1_000_000)

    assert channel.line(5) == b"busy"


@pytest.mark.parametrize("kind", ["nothing", "stale", "too long"])
def test_where_nobody_listens_there_is_no_application(tmp_path: Path, kind: str) -> None:
    address = str(tmp_path / ("s" * 200 if kind == "too long" else "s"))
    if kind == "stale":
        with socket.socket(socket.AF_UNIX) as dead:
            dead.bind(address)

    with pytest.raises(NoApplicationError):
        connect(address, 5)


def test_an_application_that_takes_no_more_connections_is_a_timeout(tmp_path: Path) -> None:
    address = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(0)
        waiting: list[ctl_channel.Channel] = []

        def fill() -> None:
            while len(waiting) < 5:
                waiting.append(connect(address, 0.05))

        with pytest.raises(ChannelTimeoutError):
            fill()
        for channel in waiting:
            channel.close()
