"""One question over a real socket: whatever comes back, the answer has a number."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.desktop.ctl_ask import ask
from ctiapp.model.ctl import CtlExit, CtlRequest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fixtures use a Unix socket")


def test_where_nobody_listens_there_is_no_application(tmp_path: Path) -> None:
    assert ask(CtlRequest("status"), str(tmp_path / "s")).exit == CtlExit.NO_APPLICATION


@pytest.mark.parametrize(("verb", "code"), [("status", 1), ("hold", 4), ("quit", 0)])
async def test_an_application_that_ends_without_an_answer(
    tmp_path: Path, verb: str, code: int
) -> None:
    address = str(tmp_path / "s")

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.close()

    server = await asyncio.start_unix_server(hang_up, address)
    reply = await asyncio.to_thread(ask, CtlRequest(verb), address)
    server.close()
    await server.wait_closed()

    assert reply.exit == code


@pytest.mark.parametrize("junk", [b"nonsense\n", b"{}\n", b"[" * 100_000 + b"\n"])
async def test_an_answer_that_cannot_be_read_is_a_failure(tmp_path: Path, junk: bytes) -> None:
    address = str(tmp_path / "s")

    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(junk)
        writer.close()

    server = await asyncio.start_unix_server(babble, address)
    reply = await asyncio.to_thread(ask, CtlRequest("status"), address)
    server.close()
    await server.wait_closed()

    assert reply.exit == 1
    assert reply.error is not None
    assert "cannot be read" in reply.error.text
