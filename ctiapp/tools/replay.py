"""Playing a recording: the application gets its frames from a file instead of a PBX.

What stands in the file came from outside: it is read leniently, line by line, and bounded.
"""

from __future__ import annotations

import asyncio
import json
import math
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.model.call import CallReport, Moment
from ctiapp.model.directory import Extension, PbxInfo
from ctiapp.model.errors import NotSupported, StorageError, WireError
from ctiapp.model.events import CallRecorded, CallReported, CallsRecalled
from ctiapp.model.ids import ExtensionId
from ctiapp.model.plaincalls import from_plain
from ctiapp.pbx.interface import Account, Credentials, Pbx, SignedIn, Snapshot
from ctiapp.pbx.registry import create
from ctiapp.services.recent import FORMAT
from ctiapp.settings import SignIn

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from ctiapp.model.commands import Answer, Command
    from ctiapp.model.directory import Contact, Place
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.ids import CallId
    from ctiapp.pbx.interface import EventStream, Page, TokenPair
    from ctiapp.settings import StartOptions

MAX_LINE = 4 * 1024 * 1024
"""A longer line is no frame."""
MAX_CALLS = 200
"""So many calls of one picture are taken."""
MAX_GAP_S = 3600.0
"""Longer silences in a recording are shortened to this."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording's head and where it lies."""

    path: Path
    kind: str
    extension: str
    name: str

    @staticmethod
    def open(path: Path) -> Recording:
        """Read the head.

        Raises:
            StorageError: it is no recording.
        """
        try:
            with path.open(encoding="utf-8") as file:
                head = json.loads(file.readline(MAX_LINE))
            if head["ctiapp_capture"] != FORMAT:
                raise StorageError(f"{path}: a recording of another version", key="replay.file")
            return Recording(
                path, str(head["kind"]), str(head["extension"]), str(head.get("name", ""))
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise StorageError(f"{path}: not a recording", key="replay.file") from error


class ReplayStream:
    """The frames of a recording, each at its time."""

    def __init__(self, recording: Recording, speed: float, ended: asyncio.Event) -> None:
        self._recording = recording
        self._speed = speed
        self._ended = ended

    def probe(self) -> None:
        """It lives: nothing lies between."""

    async def frames(self) -> AsyncGenerator[tuple[str, float], None]:
        """Yield them at their times; after the last one the stream stays open."""
        passed_s = 0.0
        with self._recording.path.open(encoding="utf-8", errors="replace") as file:
            file.readline(MAX_LINE)
            while line := file.readline(MAX_LINE):
                at_s, frame = _said_in(line)
                if frame is None:
                    continue
                gap_s = min(max(at_s - passed_s, 0.0), MAX_GAP_S)
                passed_s = max(passed_s, at_s)
                await asyncio.sleep(gap_s / self._speed)
                yield frame, time.monotonic()
        self._ended.set()
        await asyncio.Event().wait()


class CallsLine(str):
    """A line of a recording that has the calls instead of a frame."""

    __slots__ = ()


def _said_in(line: str) -> tuple[float, str | None]:
    """When a line is to be played, and the frame or the picture in it; None: nothing of sense."""
    try:
        said = json.loads(line)
        at_s = float(said["t"])
        if not math.isfinite(at_s):  # JSON as Python reads it has NaN and Infinity
            return 0.0, None
        return at_s, CallsLine(line) if "calls" in said else str(said["frame"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return 0.0, None


class ReplayPbx(Pbx):
    """A PBX that only tells."""

    def __init__(self, account: Account, recording: Recording, speed: float) -> None:
        self._account = account
        self._recording = recording
        self._speed = speed
        self._reader = create(account)
        self._calls: dict[CallId, CallReport] = {}
        self.ended = asyncio.Event()

    @property
    def account(self) -> Account:
        """Whom the recording is of."""
        return self._account

    @property
    def tokens(self) -> TokenPair | None:
        """None: there is nothing to remember."""
        return None

    async def sign_in(self, credentials: Credentials) -> SignedIn:  # noqa: ARG002 - nobody asks
        """The one whose calls were recorded."""
        number = self._account.extension
        me = Extension(ExtensionId(number.text), number, self._recording.name)
        info = PbxInfo(self._recording.kind, self._account.address)
        return SignedIn(me, info, frozenset(), logged_in=False)

    @asynccontextmanager
    async def stream(self) -> AsyncGenerator[EventStream, None]:
        """The recorded frames."""
        yield ReplayStream(self._recording, self._speed, self.ended)

    def parse(self, frame: str) -> tuple[PbxEvent, ...]:
        """As the recorded PBX's dialect reads it."""
        if isinstance(frame, CallsLine):
            return (self._recalled(frame),)
        told = self._reader.parse(frame)
        for event in told:
            if isinstance(event, CallReported):
                self._calls[event.report.call_id] = event.report
            elif isinstance(event, CallRecorded):
                self._calls.pop(event.call_id, None)
        return told

    def _recalled(self, line: CallsLine) -> CallsRecalled:
        """The calls that a recording begins with, or goes on with after a look at the PBX.

        Raises:
            WireError: it has none.
        """
        at = Moment(0.0, datetime.now(UTC))
        try:
            said = json.loads(line)["calls"]
            calls = tuple(from_plain(one, self._account.extension, at) for one in said[:MAX_CALLS])
        except (ValueError, TypeError) as error:
            raise WireError(f"a picture that cannot be read: {error}") from error
        self._calls = {
            call.call_id: CallReport(call.call_id, tuple(leg.report for leg in call.legs))
            for call in calls
            if call.own_legs and call.end is None
        }
        return CallsRecalled(calls, at)

    async def snapshot(self) -> Snapshot:
        """The calls as the frames so far told them."""
        return Snapshot(tuple(self._calls.values()))

    async def call(self, call_id: CallId) -> CallReport | None:
        """One call as the frames so far told it."""
        return self._calls.get(call_id)

    async def execute(self, command: Command) -> Answer:
        """Refuse: what is over cannot be changed."""
        raise NotSupported(f"a recording takes no {type(command).__name__}")

    async def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        """None."""
        pages: tuple[Page[Extension], ...] = ()
        for page in pages:
            yield page

    async def contacts(self) -> AsyncGenerator[Page[Contact], None]:
        """None."""
        pages: tuple[Page[Contact], ...] = ()
        for page in pages:
            yield page

    async def places(self) -> tuple[Place, ...]:
        """None."""
        return ()

    async def keep_token_fresh(self) -> bool:
        """There is none."""
        return False

    async def close(self, *, revoke: bool) -> None:
        """Nothing to end."""


def main(path: Path, speed: float, options: StartOptions) -> int:
    """Open the window on a recording; it stays open after the last frame."""
    from ctiapp import app

    recording = Recording.open(path)
    sign_in = SignIn(
        url="replay.invalid",
        client_id="replay",
        client_secret="none",  # noqa: S106 - a recording has no secret
        extension=recording.extension,
        kind=recording.kind,
    )
    options = replace(options, sign_in=sign_in)
    return app.run(options, pbx_factory=lambda account: ReplayPbx(account, recording, speed))
