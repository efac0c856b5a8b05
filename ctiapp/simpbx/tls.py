"""A self-signed certificate for as long as the simulated PBX runs, made by the openssl program."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

from ctiapp.simpbx.options import OptionsError

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_S = 30


def self_signed(directory: Path, host: str) -> ssl.SSLContext:
    """Make a key and a certificate for ``host`` in ``directory`` and return a server's context.

    Raises ``OptionsError`` where the openssl program is missing or fails.
    """
    program = shutil.which("openssl")
    if program is None:
        message = "TLS needs the openssl program, which is not on this machine"
        raise OptionsError(message)
    key, certificate = directory / "key.pem", directory / "certificate.pem"
    is_address = all(part.isdigit() for part in host.split(".")) or ":" in host
    kind = "IP" if is_address else "DNS"
    command = [
        program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30",
        "-keyout", str(key), "-out", str(certificate),
        "-subj", "/O=Simulated PBX/CN=localhost",
        "-addext", f"subjectAltName=DNS:localhost,{kind}:{host}",
    ]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_S)  # noqa: S603 - fixed program, own arguments
    except (subprocess.SubprocessError, OSError) as error:
        message = f"openssl could not make a certificate: {error}"
        raise OptionsError(message) from error
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
