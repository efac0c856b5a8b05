"""A client's connection to the ctl socket: a Unix socket, or a named pipe on Windows. No Qt."""

from __future__ import annotations

import socket
import sys
import time
from typing import Protocol

MAX_LINE_BYTES = 32 * 1024 * 1024

_CHUNK = 64 * 1024


class NoApplicationError(Exception):
    """Nobody listens at the address."""


class ChannelTimeoutError(Exception):
    """The application did not answer in time."""


class ChannelClosedError(Exception):
    """The application went away."""


class Channel(Protocol):
    """One connection. Every method raises ``ChannelClosedError`` when the other end is gone."""

    def send(self, raw: bytes) -> None:
        """Send all of it."""

    def line(self, timeout_s: float | None) -> bytes:
        """Wait for one line.

        Raises:
            ChannelTimeoutError: none came within ``timeout_s``; ``None`` waits for ever.
        """

    def close(self) -> None:
        """End it."""


def connect(address: str, timeout_s: float) -> Channel:
    """Connect to the application.

    Raises:
        NoApplicationError: none listens there.
        ChannelTimeoutError: it does not take the connection.
    """
    if sys.platform == "win32":
        return _PipeChannel(address, timeout_s)
    else:  # noqa: RET505 - each branch is for the type checker of its platform
        return _SocketChannel(address, timeout_s)


class _Lines:
    """Cuts a stream of bytes into lines of bounded length."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._seen = 0

    def add(self, raw: bytes) -> None:
        self._buffer += raw
        if len(self._buffer) > MAX_LINE_BYTES:
            raise ChannelClosedError

    def next(self) -> bytes | None:
        end = self._buffer.find(b"\n", self._seen)
        if end < 0:
            self._seen = len(self._buffer)
            return None
        found = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        self._seen = 0
        return found


if sys.platform != "win32":
    import os
    import select

    class _SocketChannel:
        def __init__(self, address: str, timeout_s: float) -> None:
            self._lines = _Lines()
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._socket.settimeout(timeout_s)
            try:
                self._socket.connect(address)
            except TimeoutError:
                self._socket.close()
                raise ChannelTimeoutError from None
            except BlockingIOError:
                self._socket.close()
                raise ChannelTimeoutError from None
            except OSError as err:
                self._socket.close()
                raise NoApplicationError(err.strerror or "") from err
            self._socket.settimeout(None)

        def send(self, raw: bytes) -> None:
            try:
                self._socket.sendall(raw)
            except OSError as err:
                # It may have refused us and gone: its reason can still be read.
                if not isinstance(err, BrokenPipeError | ConnectionResetError):
                    raise ChannelClosedError from err

        def line(self, timeout_s: float | None) -> bytes:
            until = None if timeout_s is None else time.monotonic() + timeout_s
            while (found := self._lines.next()) is None:
                self._wait(None if until is None else until - time.monotonic())
                try:
                    raw = self._socket.recv(_CHUNK)
                except OSError as err:
                    raise ChannelClosedError from err
                if not raw:
                    raise ChannelClosedError
                self._lines.add(raw)
            return found

        def _wait(self, left_s: float | None) -> None:
            """Wait for bytes; notice too when whoever reads our output has gone."""
            if left_s is not None and left_s <= 0:
                raise ChannelTimeoutError
            poll = select.poll()
            poll.register(self._socket, select.POLLIN)
            output = _output_number() if left_s is None else None
            if output is not None:
                poll.register(output, 0)
            ready = poll.poll(None if left_s is None else max(1, int(left_s * 1000)))
            if not ready:
                raise ChannelTimeoutError
            if any(number == output for number, _ in ready):
                raise BrokenPipeError

        def close(self) -> None:
            self._socket.close()

    def _output_number() -> int | None:
        """Standard output's number where it is a pipe that can break."""
        try:
            number = sys.stdout.fileno()
            os.fstat(number)
        except (AttributeError, OSError, ValueError):
            return None
        return number

else:
    import queue
    import threading

    class _PipeChannel:
        """Reads in a thread of its own: a pipe's read cannot be given a time limit."""

        def __init__(self, address: str, timeout_s: float) -> None:
            self._lines = _Lines()
            self._chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
            until = time.monotonic() + timeout_s
            while True:
                try:
                    self._pipe = open(address, "r+b", buffering=0)  # noqa: PTH123, SIM115
                    break
                except FileNotFoundError as err:
                    raise NoApplicationError("") from err
                except OSError as err:
                    if getattr(err, "winerror", 0) != 231:  # all ends of the pipe are busy
                        raise NoApplicationError(err.strerror or "") from err
                    if time.monotonic() > until:
                        raise ChannelTimeoutError from None
                    time.sleep(0.02)  # Windows' way to wait for a free end
            threading.Thread(target=self._read, daemon=True).start()

        def _read(self) -> None:
            raw = b"."
            while raw:
                try:
                    raw = self._pipe.read(_CHUNK) or b""
                except (OSError, ValueError):
                    raw = b""
                self._chunks.put(raw)

        def send(self, raw: bytes) -> None:
            try:
                self._pipe.write(raw)
            except OSError as err:
                raise ChannelClosedError from err

        def line(self, timeout_s: float | None) -> bytes:
            until = None if timeout_s is None else time.monotonic() + timeout_s
            while (found := self._lines.next()) is None:
                left = 0.25 if until is None else until - time.monotonic()
                try:  # in short waits, so that Ctrl-C is heard
                    raw = self._chunks.get(timeout=max(0.0, min(left, 0.25)))
                except queue.Empty:
                    if until is not None and time.monotonic() >= until:
                        raise ChannelTimeoutError from None
                    continue
                if not raw:
                    raise ChannelClosedError
                self._lines.add(raw)
            return found

        def close(self) -> None:
            """Leave the pipe to the end of the process: closing it would wait for the reader."""
