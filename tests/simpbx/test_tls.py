"""A certificate of its own."""

from __future__ import annotations

import shutil
import ssl

import aiohttp
import pytest

from ctiapp.simpbx.options import OptionsError, PbxOptions
from ctiapp.simpbx.server import serve


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
