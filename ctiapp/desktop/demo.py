"""The simulated PBX of ``--demo`` and the tools: a program of its own that dies with us."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ctiapp.log import topic
from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = topic("demo")

START_S = 20.0
"""How long the simulated PBX may take to start."""
ANSWER_S = 5.0
"""How long it may take to answer."""
MAX_LINE = 1024 * 1024
RING_ME_FROM = "+493090182014"
"""Who calls when the demo's phone is asked to ring: one of the demo's contacts."""


class DemoError(StorageError):
    """The simulated PBX does not start, or refuses what it was asked."""

    key = "error.demo"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What the simulated PBX printed when it started.

    Attributes:
        url: its base address.
        client_id: of its one API client.
        client_secret: its secret.
        extension: the first extension, the user's.
        control_url: where to make things happen.
    """

    url: str
    client_id: str
    client_secret: str = field(repr=False)
    extension: str
    control_url: str


class DemoPbx:
    """The running program."""

    def __init__(self, process: asyncio.subprocess.Process, account: DemoAccount) -> None:
        self._process = process
        self.account = account

    @staticmethod
    async def start(options: Sequence[str] = ()) -> DemoPbx:
        """Start ``ctiapp pbx`` with these options, ended by itself when we end.

        Raises:
            DemoError: it does not start.
        """
        frozen = getattr(sys, "frozen", False)
        program = [sys.executable] if frozen else [sys.executable, "-m", "ctiapp"]
        process = await asyncio.create_subprocess_exec(
            *program,
            "pbx",
            "--exit-with-stdin",
            *options,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=MAX_LINE,
        )
        try:
            async with asyncio.timeout(START_S):
                account = _account(await process.stdout.readline() if process.stdout else b"")
        except TimeoutError as error:
            await _end(process)
            raise DemoError("the simulated PBX did not start in time") from error
        except BaseException:
            await _end(process)
            raise
        _log.info("simulated PBX at %s", account.url)
        return DemoPbx(process, account)

    async def control(self, verb: str, **body: object) -> dict[str, Any]:
        """Make something happen there (README, "The simulated PBX").

        Raises:
            DemoError: it refused, or is gone.
        """
        return await asyncio.to_thread(_post, f"{self.account.control_url}/{verb}", body)

    async def stop(self) -> None:
        """End the program."""
        await _end(self._process)

    # -- the desk phone that the demo shows --------------------------------------------------------

    @property
    def extension(self) -> str:
        """Whose phone it is."""
        return self.account.extension

    async def lift(self) -> None:
        """Lift the handset."""
        await self.control("pickup", extension=self.extension)

    async def put_down(self) -> None:
        """Put the handset down."""
        await self.control("hangup", extension=self.extension)

    async def ring_me(self) -> None:
        """Have somebody from outside call."""
        await self.control("call", **{"from": RING_ME_FROM, "to": self.extension})


def _account(line: bytes) -> DemoAccount:
    try:
        said = json.loads(line)
        return DemoAccount(
            said["url"],
            said["client_id"],
            said["client_secret"],
            said["extensions"][0],
            said["control_url"],
        )
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise DemoError("the simulated PBX did not start") from error


def _post(url: str, body: dict[str, object]) -> dict[str, Any]:
    where = urlsplit(url)
    connection = HTTPConnection(where.hostname or "", where.port, timeout=ANSWER_S)
    try:
        headers = {"Content-Type": "application/json"}
        connection.request("POST", where.path, json.dumps(body), headers)
        answer = connection.getresponse()
        said = json.loads(answer.read(MAX_LINE))
    except (OSError, HTTPException, ValueError) as error:
        raise DemoError(f"the simulated PBX is gone ({type(error).__name__})") from error
    finally:
        connection.close()
    if not isinstance(said, dict) or answer.status != HTTPStatus.OK:
        raise DemoError(str(said.get("error", said) if isinstance(said, dict) else said)[:200])
    return said


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(ANSWER_S):
            await process.wait()
    except TimeoutError:
        _log.info("the simulated PBX did not end by itself")
        process.kill()
        await process.wait()
