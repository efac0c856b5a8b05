"""A recording of the event stream: raw frames with their times, one JSON object a line.

The first line says what it is and whose. Where calls are under way the next one has them, and so
has each line after a picture that was asked for, since no frame tells what that changed: a gap, or
a lost event. Secrets are left out. ``ctiapp replay`` plays it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from ctiapp.model.errors import StorageError, UsageError
from ctiapp.services.recent import calls_line, frame_line, head_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctiapp.services.session import Session

MAX_BYTES = 256 * 1024 * 1024
"""A recording ends by itself at this size."""


class Recorder:
    """Writes what the stream delivers while it is on."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._file: TextIO | None = None
        self._undo: list[Callable[[], None]] = []
        self._started_s = 0.0
        self._count = 0
        self._bytes = 0

    def start(self, path: Path) -> None:
        """Begin a recording; one at a time.

        Raises:
            UsageError: key ``capture.running``, or ``capture.signed_out``.
            StorageError: the file exists or cannot be written.
        """
        if self._file is not None:
            raise UsageError("recording already", key="capture.running")
        head = head_line(self._session.status)
        if head is None:
            raise UsageError("signed out", key="capture.signed_out")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise StorageError(f"{path}: {error.strerror}", key="capture.file") from error
        self._file = os.fdopen(handle, "w", encoding="utf-8")
        self._count = 0
        self._bytes = 0
        calls, now = self._session.picture()
        self._started_s = now.mono_s
        self._write(head)
        if calls:
            self._write(calls_line(0.0, calls, now))
        self._undo = [
            self._session.subscribe_frames(self._on_frame),
            self._session.subscribe_looks(self._on_look),
        ]

    def stop(self) -> int:
        """End the recording; how many frames it holds.

        Raises:
            UsageError: key ``capture.off``: nothing is recorded.
        """
        if self._file is None:
            raise UsageError("nothing is recorded", key="capture.off")
        self._close()
        return self._count

    def close(self) -> None:
        """End the recording, if one is on."""
        if self._file is not None:
            self._close()

    def _on_frame(self, arrived: tuple[str, float]) -> None:
        frame, received_s = arrived
        self._count += 1
        self._write(frame_line(max(0.0, received_s - self._started_s), frame))

    def _on_look(self, _: None) -> None:
        calls, now = self._session.picture()
        self._write(calls_line(now.mono_s - self._started_s, calls, now))

    def _write(self, line: str) -> None:
        if self._file is None:
            return
        self._bytes += self._file.write(line + "\n")
        if self._bytes > MAX_BYTES:
            self._close()

    def _close(self) -> None:
        while self._undo:
            self._undo.pop()()
        if self._file is not None:
            self._file.close()
        self._file = None
