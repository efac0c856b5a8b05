"""The ctl socket is its user's own: another user of the machine, a real one, is refused."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.ctl_application import Application

NOBODY = 65534

AS_NOBODY = """\
import os, socket, sys
os.setgroups([])
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[2]))
assert os.geteuid() == int(sys.argv[2])
with socket.socket(socket.AF_UNIX) as client:
    try:
        client.connect(sys.argv[1])
    except OSError as err:
        print(type(err).__name__)
    else:
        client.sendall(b'{"v":1,"verb":"status"}\\n')
        print(client.recv(100).decode())
"""


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


pytestmark = pytest.mark.skipif(not _is_root(), reason="only root can become another user")


async def said_to_nobody(address: str) -> str:
    """What somebody else hears there."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", AS_NOBODY, address, str(NOBODY)),
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(20):
        told, _ = await process.communicate()
    return told.decode().strip()


@pytest.fixture
def way_in(application: Application) -> Iterator[Path]:
    """The socket, with every folder above it open to all for this test."""
    address = Path(application.address)
    before = {folder: folder.stat().st_mode for folder in address.parents}
    closed = {folder: mode for folder, mode in before.items() if not mode & 0o001}
    for folder, mode in closed.items():
        folder.chmod(mode | 0o011)
    yield address
    for folder, mode in closed.items():
        folder.chmod(stat.S_IMODE(mode))


async def test_another_user_does_not_get_to_the_socket(application: Application) -> None:
    assert await said_to_nobody(application.address) == "PermissionError"
    assert application.requests == []


async def test_another_user_who_got_there_is_refused(
    application: Application, way_in: Path
) -> None:
    assert await said_to_nobody(str(way_in)) == "PermissionError"
    assert application.requests == []

    # What refuses them is the socket, and nothing about this test: opened, it would answer.
    await asyncio.to_thread(way_in.chmod, 0o666)
    assert '"exit":0' in await said_to_nobody(str(way_in))
