"""The process: its first line and its end."""

from __future__ import annotations

import asyncio
import json
import signal
import sys

import aiohttp
import pytest

from ctiapp.simpbx.__main__ import main


async def start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "ctiapp.simpbx",
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@pytest.mark.parametrize("end", ["stdin", "terminate", "interrupt"])
async def test_the_first_line_describes_it_and_it_ends_cleanly(end: str) -> None:
    process = await start("--exit-with-stdin", "--extensions", "3", "--scenario", "busy-morning")
    assert process.stdin is not None
    assert process.stdout is not None
    line = json.loads(await process.stdout.readline())
    assert set(line) == {
        "url",
        "kind",
        "client_id",
        "client_secret",
        "extensions",
        "control_url",
    }
    assert line["extensions"] == ["2000", "2001", "2002"]
    url = f"{line['control_url']}/"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 200
    if end == "stdin":
        process.stdin.close()
    else:
        process.send_signal(signal.SIGTERM if end == "terminate" else signal.SIGINT)
    output, errors = await process.communicate()
    assert (process.returncode, output, errors) == (0, b"", b"")


async def test_the_first_line_of_another_kind_names_it() -> None:
    process = await start("--exit-with-stdin", "--extensions", "3", "--kind", "cloud")
    assert process.stdin is not None
    assert process.stdout is not None
    line = json.loads(await process.stdout.readline())
    assert (line["kind"], line["client_id"][:3]) == ("cloud", "api")
    process.stdin.close()
    output, errors = await process.communicate()
    assert (process.returncode, output, errors) == (0, b"", b"")


def test_wrong_usage_exits_with_2_and_says_what_is_valid(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--scenario", "war"]) == 2
    assert "valid: reception" in capsys.readouterr().err
