"""Recordings of the event stream: how a line of one is written, and the last minutes kept ready.

The last minutes are kept only while the user has switched that on, in memory alone, bounded in time
and size, and without secrets from the first moment: what is kept could be saved as it stands.
"""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING

from ctiapp.log import without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.session import Session

FORMAT = 1
"""The version of the recordings."""
KEPT_S = 600.0
"""How much of the past is kept, in seconds."""
KEPT_CHARS = 4_000_000
"""How many characters of it at most: the oldest frames go first."""


def head_line(status: ConnectionStatus) -> str | None:
    """The first line: what it is, and whose; None where nobody is signed in."""
    if status.me is None or status.pbx is None:
        return None
    head = {
        "ctiapp_capture": FORMAT,
        "kind": status.pbx.kind,
        "extension": status.me.number.text,
        "name": status.me.name,
    }
    return json.dumps(head, ensure_ascii=False)


def frame_line(at_s: float, frame: str) -> str:
    """A frame, without secrets, so many seconds after the first one."""
    line = {"t": round(at_s, 4), "frame": without_secrets(frame)}
    return json.dumps(line, ensure_ascii=False)


class Recent:
    """The last minutes of the stream, while somebody wants them kept."""

    def __init__(
        self, session: Session, *, kept_s: float = KEPT_S, kept_chars: int = KEPT_CHARS
    ) -> None:
        self._session = session
        self._kept_s = kept_s
        self._kept_chars = kept_chars
        self._frames: deque[tuple[float, str]] = deque()
        self._chars = 0
        self._head: str | None = None
        self._unsubscribe: Callable[[], None] | None = None

    @property
    def on(self) -> bool:
        """Whether it is kept."""
        return self._unsubscribe is not None

    @property
    def count(self) -> int:
        """How many frames are kept now."""
        return len(self._frames)

    def switch(self, *, on: bool) -> None:
        """Keep the last minutes from now on, or keep nothing, and forget what was kept."""
        if on and self._unsubscribe is None:
            self._unsubscribe = self._session.subscribe_frames(self._on_frame)
        elif not on and self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
            self._forget()

    def text(self) -> str | None:
        """All of it as a recording that can be played; None where nothing was kept."""
        if self._head is None or not self._frames:
            return None
        first_s = self._frames[0][0]
        lines = [frame_line(at_s - first_s, frame) for at_s, frame in self._frames]
        return "\n".join([self._head, *lines, ""])

    def _on_frame(self, arrived: tuple[str, float]) -> None:
        frame, received_s = arrived
        head = head_line(self._session.status)
        if head != self._head:
            self._forget()  # somebody else's calls are another recording
            self._head = head
        frame = without_secrets(frame)
        self._frames.append((received_s, frame))
        self._chars += len(frame)
        while self._frames and (
            self._chars > self._kept_chars or self._frames[0][0] < received_s - self._kept_s
        ):
            self._chars -= len(self._frames.popleft()[1])

    def _forget(self) -> None:
        self._frames.clear()
        self._chars = 0
        self._head = None
