"""Recordings of the event stream: how a line of one is written, and the last minutes kept ready.

The last minutes are kept only while the user has switched that on, in memory alone, bounded in time
and size, and without secrets from the first moment: what is kept could be saved as it stands.
"""

from __future__ import annotations

import json
import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.log import without_secrets
from ctiapp.model.plaincalls import to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.call import Call, Moment
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.session import Session

FORMAT = 1
"""The version of the recordings."""
KEPT_S = 600.0
"""How much of the past is kept, in seconds."""
KEPT_CHARS = 4_000_000
"""How many characters of it at most: the oldest frames go first."""

PICTURED_S = 30.0
"""How often a picture is kept beside the frames: a recording may begin with any of them."""


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


def calls_line(at_s: float, calls: Iterable[Call], now: Moment) -> str:
    """One's own calls as they stand, without secrets, so many seconds after the first line."""
    line = {"t": round(at_s, 4), "calls": [to_plain(call, now) for call in calls]}
    return without_secrets(json.dumps(line, ensure_ascii=False))


def frame_line(at_s: float, frame: str) -> str:
    """A frame, without secrets, so many seconds after the first one."""
    line = {"t": round(at_s, 4), "frame": without_secrets(frame)}
    return json.dumps(line, ensure_ascii=False)


class Recent:
    """The last minutes of the stream, while somebody wants them kept.

    How one's calls stand is kept beside the frames, now and then and after each look that changed
    it: what is played begins with the oldest of those that is left.
    """

    def __init__(
        self, session: Session, *, kept_s: float = KEPT_S, kept_chars: int = KEPT_CHARS
    ) -> None:
        self._session = session
        self._kept_s = kept_s
        self._kept_chars = kept_chars
        self._lines: deque[_Line] = deque()
        self._chars = 0
        self._pictured_s = -math.inf
        self._head: str | None = None
        self._undo: list[Callable[[], None]] = []

    @property
    def on(self) -> bool:
        """Whether it is kept."""
        return bool(self._undo)

    @property
    def count(self) -> int:
        """How many frames are kept now."""
        return sum(line.frame is not None for line in self._lines)

    def switch(self, *, on: bool) -> None:
        """Keep the last minutes from now on, or keep nothing, and forget what was kept."""
        if on and not self._undo:
            self._undo = [
                self._session.subscribe_frames(self._on_frame),
                self._session.subscribe_looks(self._on_look),
            ]
        elif not on and self._undo:
            while self._undo:
                self._undo.pop()()
            self._forget()

    def text(self) -> str | None:
        """All of it as a recording that can be played; None where nothing was kept."""
        lines = list(self._lines)
        first = next((at for at, line in enumerate(lines) if line.frame is None), 0)
        lines = lines[first:]
        if self._head is None or not any(line.frame is not None for line in self._lines):
            return None
        first_s = lines[0].at_s
        return "\n".join([self._head, *(line.written(first_s) for line in lines), ""])

    def _on_frame(self, arrived: tuple[str, float]) -> None:
        frame, received_s = arrived
        self._begin(received_s)
        self._keep(_Line(received_s, without_secrets(frame)))

    def _on_look(self, _: None) -> None:
        self._pictured_s = -math.inf
        self._begin(self._session.picture()[1].mono_s)

    def _begin(self, at_s: float) -> None:
        """See that it is of whoever is signed in, and that there is a picture to begin with."""
        head = head_line(self._session.status)
        if head != self._head:
            self._forget()  # somebody else's calls are another recording
            self._head = head
        if head is not None and at_s - self._pictured_s >= PICTURED_S:
            self._pictured_s = at_s
            calls, now = self._session.picture()
            self._keep(_Line(at_s, None, calls_line(0.0, calls, now)))

    def _keep(self, line: _Line) -> None:
        self._lines.append(line)
        self._chars += line.size
        while self._lines and (
            self._chars > self._kept_chars or self._lines[0].at_s < line.at_s - self._kept_s
        ):
            self._chars -= self._lines.popleft().size

    def _forget(self) -> None:
        self._lines.clear()
        self._chars = 0
        self._pictured_s = -math.inf
        self._head = None


@dataclass(frozen=True, slots=True)
class _Line:
    """What is kept.

    Attributes:
        at_s: when, on the monotonic clock.
        frame: the frame that arrived; None where this is a picture.
        calls: the picture, as written at the second 0.
    """

    at_s: float
    frame: str | None
    calls: str = ""

    @property
    def size(self) -> int:
        """How many characters it costs."""
        return len(self.calls if self.frame is None else self.frame)

    def written(self, first_s: float) -> str:
        """The line of a recording that begins then."""
        if self.frame is not None:
            return frame_line(self.at_s - first_s, self.frame)
        return json.dumps({**json.loads(self.calls), "t": self.at_s - first_s}, ensure_ascii=False)
