"""A real LDAP server on loopback, for the tests that read a directory; skipped where there is none.

It serves one company, in a folder of the test's, on two ports of its own: plain (with StartTLS) and
TLS. The system's own server, if any, is left alone.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = "dc=example,dc=com"
ADMIN = f"cn=admin,{BASE}"
PASSWORD = "let me in, please"
_SCHEMAS = Path("/etc/ldap/schema")
_MODULES = Path("/usr/lib/ldap")
_PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Slapd:
    """A server that runs.

    Attributes:
        plain, secure: its ports.
        ca: the file of the CA that signed its certificate.
        cert: its certificate (PEM).
    """

    plain: int
    secure: int
    ca: Path
    cert: Path


def program() -> str | None:
    """Where the server is, if it is installed."""
    return shutil.which("slapd") or shutil.which("slapd", path="/usr/sbin:/usr/lib/openldap")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def people(count: int) -> str:
    """The company: a root, and so many people."""
    entries = [
        f"dn: {BASE}\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example\n"
    ]
    entries += [
        f"dn: uid=p{at},{BASE}\nobjectClass: inetOrgPerson\nuid: p{at}\n"
        f"cn: Person {at}\nsn: {at}\ngivenName: Person\no: Company {at % 7}\n"
        f"mail: p{at}@example.com\ntelephoneNumber: +49 89 {at:06}\n"
        for at in range(count)
    ]
    entries.append(
        f"dn: uid=star,{BASE}\nobjectClass: inetOrgPerson\nuid: star\ncn:: "
        "RWxlbmEgKlN0YXIqICjDlnp0w7xyayk=\nsn: Star\ngivenName: Elena\n"
        "mobile: +49 170 7654321\ndescription: <b>=cmd()</b>\n"
    )
    entries.append(
        f"dn: uid=mute,{BASE}\nobjectClass: inetOrgPerson\nuid: mute\ncn: No Number\nsn: Number\n"
    )
    return "\n".join(entries)


@contextmanager
def running(folder: Path, count: int = 3) -> Iterator[Slapd]:
    """Serve a company of so many people from that folder."""
    slapd = program()
    if slapd is None or not _SCHEMAS.is_dir():
        pytest.skip("not installed: slapd")
    authority = trustme.CA()
    leaf = authority.issue_cert("localhost", "127.0.0.1")
    ca, cert, key = folder / "ca.pem", folder / "cert.pem", folder / "key.pem"
    authority.cert_pem.write_to_path(str(ca))
    leaf.cert_chain_pems[0].write_to_path(str(cert))
    leaf.private_key_pem.write_to_path(str(key))
    data = folder / "data"
    data.mkdir()
    conf = folder / "slapd.conf"
    conf.write_text(
        "\n".join(
            [
                *(
                    f"include {_SCHEMAS}/{name}.schema"
                    for name in ("core", "cosine", "inetorgperson")
                ),
                f"modulepath {_MODULES}",
                "moduleload back_mdb",
                f"pidfile {folder}/pid",
                f"TLSCACertificateFile {ca}",
                f"TLSCertificateFile {cert}",
                f"TLSCertificateKeyFile {key}",
                "disallow bind_anon",
                "require authc",
                "database mdb",
                f'suffix "{BASE}"',
                f'rootdn "{ADMIN}"',
                f'rootpw "{PASSWORD}"',
                f"directory {data}",
                "",
            ]
        ),
        encoding="utf-8",
    )
    ldif = folder / "people.ldif"
    ldif.write_text(people(count), encoding="utf-8")
    subprocess.run(
        [str(Path(slapd).with_name("slapadd")), "-q", "-f", str(conf), "-l", str(ldif)], check=True
    )
    plain, secure = _free_port(), _free_port()
    urls = f"ldap://127.0.0.1:{plain} ldaps://127.0.0.1:{secure}"
    with (folder / "slapd.log").open("wb") as log:
        process = subprocess.Popen(
            [slapd, "-d", "0", "-f", str(conf), "-h", urls], stdout=log, stderr=log
        )
        try:
            _until_it_answers(process, plain, folder)
            yield Slapd(plain, secure, ca, cert)
        finally:
            process.terminate()
            process.wait(_PATIENCE_S)


def _until_it_answers(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            continue
        return
    pytest.fail((folder / "slapd.log").read_text(encoding="utf-8")[-2000:])
