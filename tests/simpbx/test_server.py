"""The process: its first line, its end, its certificate."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import ssl
import sys

import aiohttp
import pytest

from ctiapp.simpbx import scenarios
from ctiapp.simpbx.__main__ import main
from ctiapp.simpbx.options import OptionsError, PbxOptions
from ctiapp.simpbx.server import serve
from tests.simpbx.office import Client, event


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


def test_wrong_usage_exits_with_2_and_says_what_is_valid(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--scenario", "war"]) == 2
    assert "valid: reception" in capsys.readouterr().err


async def test_options_are_checked_before_anything_listens() -> None:
    with pytest.raises(OptionsError):
        await serve(PbxOptions(kind="acme"))


async def test_a_taken_port_is_an_error_and_leaves_nothing_open() -> None:
    async with await serve(PbxOptions()) as first:
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(OSError, match="address already in use"):
            await serve(PbxOptions(port=port))


async def test_reception_rings_by_itself_once_somebody_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scenarios, "FIRST_CALL_S", 0.05)
    options = PbxOptions(scenario="reception")
    async with await serve(options) as pbx, aiohttp.ClientSession() as session:
        client = Client(pbx, session)
        await client.log_in()
        ws = await client.open(30011)
        _, message = await event(ws)
        assert message["members"][1]["extension"]["number"] == "2000"
        await client.close()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl program here")
async def test_tls_with_a_certificate_of_its_own() -> None:
    async with await serve(PbxOptions(tls=True)) as pbx:
        assert pbx.url.startswith("https://")
        context = ssl.create_default_context()
        url = f"{pbx.url}/openapi/v1.0/system/information"
        async with aiohttp.ClientSession() as session:
            with pytest.raises(aiohttp.ClientConnectorCertificateError):
                await session.get(url, ssl=context)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            async with session.get(url, ssl=context) as response:
                assert (await response.json())["errcode"] == 10005


async def test_without_the_openssl_program_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(OptionsError, match="openssl"):
        await serve(PbxOptions(tls=True))
