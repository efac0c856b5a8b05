"""Which certificates are trusted, and what is said of those that are not."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from ctiapp.model.errors import CannotConnect, CertificateRejected, NotAPbx, UsageError
from ctiapp.pbx import tls
from ctiapp.pbx.address import Origin, candidates
from tests.pbx.certificates import certificate
from tests.pbx.small_server import account, serving

if TYPE_CHECKING:
    from pathlib import Path


async def _fine(_: web.Request) -> web.Response:
    return web.json_response({"errcode": 0})


def _origin(url: str) -> Origin:
    return candidates(url, ports=(), paths=frozenset())[0]


async def test_a_rejection_says_whose_certificate_it_was() -> None:
    shown = certificate()
    async with serving(_fine, shown.server) as server:
        error = await tls.rejection(account(server.url), _origin(server.url), "why", timeout_s=5)

        assert server.seen == []
    assert error.sha256 == shown.sha256
    assert "Nobody's CA" in error.issuer
    assert error.not_after is not None
    assert error.params["host"] == "127.0.0.1"


async def test_a_rejection_is_one_even_where_the_certificate_cannot_be_read() -> None:
    error = await tls.rejection(
        account("https://127.0.0.1:9"), _origin("https://127.0.0.1:9"), "why", timeout_s=5
    )

    assert (error.issuer, error.sha256, error.not_after) == ("", "", None)


@pytest.mark.parametrize("written", ["{}", "  {} "])
async def test_a_pin_is_compared_before_anything_is_sent(written: str) -> None:
    shown = certificate(expired=True)
    async with serving(_fine, shown.server) as server:
        pinned = account(server.url, pin=written.format(shown.sha256.upper()))
        context = await tls.context_for(pinned, _origin(server.url), timeout_s=5)

        assert server.seen == []
    assert context.verify_mode is ssl.VerifyMode.CERT_REQUIRED


async def test_a_wrong_pin_is_rejected_with_what_was_shown() -> None:
    shown = certificate()
    async with serving(_fine, shown.server) as server:
        with pytest.raises(CertificateRejected) as caught:
            await tls.context_for(
                account(server.url, pin="00" * 32), _origin(server.url), timeout_s=5
            )
        assert server.seen == []

    assert caught.value.sha256 == shown.sha256
    assert caught.value.params["trusted"] == "00" * 32


async def test_only_with_a_pin_is_another_certificate_a_changed_one() -> None:
    """Where one was trusted, another one is no matter of course."""
    async with serving(_fine, certificate().server) as server:
        pinned = account(server.url, pin="AB:" * 31 + "AB")
        changed = await tls.rejection(pinned, _origin(server.url), "why", timeout_s=5)
        new = await tls.rejection(account(server.url), _origin(server.url), "why", timeout_s=5)

    assert (changed.params["changed"], changed.params["trusted"]) == (1, "ab" * 32)
    assert {"changed", "trusted"} & set(new.params) == set()


async def test_with_a_pin_a_server_that_is_none_is_found_out() -> None:
    async with serving(_fine) as server:
        url = server.url.replace("http:", "https:")
        with pytest.raises(NotAPbx) as caught:
            await tls.context_for(account(url, pin="00" * 32), _origin(url), timeout_s=5)
    assert caught.value.code == "TLS"

    with pytest.raises(CannotConnect):
        await tls.context_for(account(url, pin="00" * 32), _origin(url), timeout_s=5)


async def test_a_pin_and_a_proxy_do_not_go_together() -> None:
    from dataclasses import replace

    pinned = replace(account("https://pbx", pin="00" * 32), proxy="http://127.0.0.1:9")

    with pytest.raises(UsageError) as caught:
        await tls.context_for(pinned, _origin("https://pbx"), timeout_s=5)

    assert caught.value.key == "address.pin_proxy"


async def test_a_ca_file_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    path.write_text("no certificate")

    with pytest.raises(UsageError) as caught:
        await tls.context_for(account("https://pbx", ca=path), _origin("https://pbx"), timeout_s=5)

    assert caught.value.key == "address.ca"
    assert caught.value.params["text"] == str(path)
