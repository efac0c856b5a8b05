"""The processes that a bench starts, and what it reads about them.

Each child is a program of its own: it prints one JSON object a line, obeys one word a line, and
ends when its standard input does, so that a bench that dies leaves no orphan.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ctiapp.desktop.demo import DemoPbx
from ctiapp.tools.bench_report import SkippedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

PATIENCE_S = 60.0
"""How long something that must come may take."""
END_S = 10.0
"""How long a child may take to end by itself."""
MAX_LINE = 16 * 2**20
TAIL = 1500
"""How much of what a child complained of is told."""


class BenchError(Exception):
    """A child did not do what it is there for."""


class Child:
    """A running program of ours. Made by `running`."""

    def __init__(self, process: asyncio.subprocess.Process, complaints: IO[bytes]) -> None:
        self._process = process
        self._complaints = complaints

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def say(self, word: str) -> None:
        """Tell it something, in one line."""
        if self._process.stdin is not None:
            self._process.stdin.write(f"{word}\n".encode())

    async def feed(self, words: str) -> None:
        """Tell it many lines, no faster than it takes them."""
        self.say(words)
        if self._process.stdin is not None:
            await self._process.stdin.drain()

    async def heard(self, what: str, within_s: float = PATIENCE_S) -> dict[str, Any]:
        """The next thing of that kind that it says; others before it are dropped.

        Raises:
            BenchError: it ended, or did not say it in time.
        """
        try:
            async with asyncio.timeout(within_s):
                while True:
                    said = await self._next(what)
                    if said.get("at") == what:
                        return said
        except TimeoutError:
            raise BenchError(f"waited in vain for {what!r}{self._tail()}") from None

    async def _next(self, what: str) -> dict[str, Any]:
        stdout = self._process.stdout
        line = b"" if stdout is None else await stdout.readline()
        if not line:
            raise BenchError(f"ended before it said {what!r}{self._tail()}")
        try:
            said = json.loads(line)
        except ValueError:
            return {}
        return said if isinstance(said, dict) else {}

    async def end(self) -> None:
        """Let it end: by itself, or else by its id."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(END_S):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    def _tail(self) -> str:
        self._complaints.seek(0)
        text = self._complaints.read().decode(errors="replace").strip()
        return f": {text[-TAIL:]}" if text else ""


@asynccontextmanager
async def running(
    *arguments: str,
    head: Mapping[str, object] | None = None,
    env: Mapping[str, str] | None = None,
) -> AsyncIterator[Child]:
    """Run an interpreter of its own; it is ended at the end.

    Args:
        arguments: its command line: ``-m`` and a module, or ``-c`` and a program.
        head: its first line of input, as JSON: what must not stand on a command line.
        env: its environment; None: ours.
    """
    with tempfile.TemporaryFile() as complaints:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=complaints,
            limit=MAX_LINE,
            env=env,
        )
        child = Child(process, complaints)
        try:
            if head is not None:
                child.say(json.dumps(head))
            yield child
        finally:
            await child.end()


@dataclass(frozen=True, slots=True)
class SignedInApp:
    """The real application, signed in.

    Attributes:
        child: its process (`ctiapp.tools.bench_app`).
        pbx: the simulated PBX that it is signed in to.
        online_s: seconds from the process start to the live picture.
        loaded_s: the same to the whole directory.
    """

    child: Child
    pbx: DemoPbx
    online_s: float
    loaded_s: float


@asynccontextmanager
async def simulated_pbx(*options: str) -> AsyncIterator[DemoPbx]:
    """Run the simulated PBX as a program of its own."""
    pbx = await DemoPbx.start(options)
    try:
        yield pbx
    finally:
        await pbx.stop()


def head_of(pbx: DemoPbx, data_dir: str) -> dict[str, str]:
    """The first line of input of an application that shall sign in there."""
    account = pbx.account
    return {
        "data_dir": data_dir,
        "url": account.url,
        "client_id": account.client_id,
        "client_secret": account.client_secret,
        "extension": account.extension,
    }


@asynccontextmanager
async def signed_in(pbx: DemoPbx) -> AsyncIterator[SignedInApp]:
    """Run the real application, signed in to that PBX, its directory loaded."""
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        data_dir = stack.enter_context(tempfile.TemporaryDirectory(prefix="ctiapp-bench-"))
        head = head_of(pbx, data_dir)
        started_s = loop.time()
        child = await stack.enter_async_context(running("-m", "ctiapp.tools.bench_app", head=head))
        await child.heard("online")
        online_s = loop.time() - started_s
        await child.heard("loaded")
        yield SignedInApp(child, pbx, online_s, loop.time() - started_s)


def memory_mb(pid: int, what: str = "Pss", proc: Path = Path("/proc")) -> float:
    """The memory of a process in MB (10^6 bytes).

    Args:
        pid: of the process.
        what: ``Pss``: pages that several processes share counted in parts; ``Rss``: as a whole.
        proc: where the system tells.

    Raises:
        SkippedError: this system does not tell.
    """
    try:
        lines = (proc / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        lines = []
    for line in lines:
        name, _, size = line.partition(":")
        if name == what:
            return int(size.removesuffix("kB")) * 1024 / 1e6
    raise SkippedError("this system tells no memory by pages (/proc/<pid>/smaps_rollup)")
