"""A directory's certificate is judged as a PBX's."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import CertificateRejected, UsageError
from ctiapp.model.ldap import LdapDirectory
from ctiapp.pbx.ldaptrust import DirectoryTrust
from tests.pbx.certificates import certificate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def directory() -> AsyncIterator[LdapDirectory]:
    """A server that shows a certificate, and says nothing."""

    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=certificate().server)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield LdapDirectory("127.0.0.1", port, "dc=x")


async def test_the_system_s_cas_are_the_default(directory: LdapDirectory) -> None:
    context = await DirectoryTrust().context(directory)

    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


async def test_a_ca_file_takes_their_place(directory: LdapDirectory, tmp_path: Path) -> None:
    ca = tmp_path / "ca.pem"
    ca.write_bytes(certificate().ca_pem)

    context = await DirectoryTrust().context(replace(directory, ca=str(ca)))

    assert len(context.get_ca_certs()) == 1
    with pytest.raises(UsageError):
        await DirectoryTrust().context(replace(directory, ca=str(tmp_path / "none")))


async def test_a_pin_trusts_that_certificate_alone(directory: LdapDirectory) -> None:
    pinned = replace(directory, pin=certificate().sha256)

    context = await DirectoryTrust().context(pinned)

    assert not context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    with pytest.raises(CertificateRejected):
        await DirectoryTrust().context(replace(directory, pin="ab" * 32))


async def test_a_refusal_names_the_certificate(directory: LdapDirectory) -> None:
    refused = await DirectoryTrust().refused(directory, "self-signed")

    assert refused.sha256 == certificate().sha256
    assert "Nobody's CA" in refused.issuer
