"""The contract over TLS: by a CA's file, by a pin, and what happens where the certificate changes.

Whoever shows another certificate than was trusted gets nothing: no log-in, no token, no question.
"""

from __future__ import annotations

import hashlib
import ssl
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from ctiapp.model.call import Phase
from ctiapp.model.errors import CertificateRejected
from ctiapp.pbx.interface import Credentials
from ctiapp.simpbx import server
from ctiapp.simpbx.k2.facade import K2
from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.pushface import PushFace
from tests.contract import test_calls, test_link, test_past, test_signing
from tests.contract.kinds import that
from tests.contract.office import CALLER, Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from tests.contract.kinds import Kind

HOST = "127.0.0.1"


class Identity:
    """The certificate that a PBX shows, by a CA that nobody knows.

    Attributes:
        server: what the PBX goes by; who connects from now on sees what it has now.
        pin: the certificate's SHA-256.
        ca: the CA's file.
    """

    def __init__(self, folder: Path) -> None:
        self.ca = folder / "ca.pem"
        self.server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority = self.change()
        authority.cert_pem.write_to_path(str(self.ca))

    def change(self) -> trustme.CA:
        """Show another one, by another CA."""
        authority = trustme.CA()
        issued = authority.issue_cert(HOST)
        issued.configure_cert(self.server)
        der = ssl.PEM_cert_to_DER_cert(issued.cert_chain_pems[0].bytes().decode())
        self.pin = hashlib.sha256(der).hexdigest()
        return authority

    def as_trusted_by(self, trust: str) -> dict[str, Any]:
        """Trust it as it is now, in the words of `Account`."""
        return {"ca": self.ca} if trust == "ca" else {"pin": self.pin}


@pytest.fixture
def identity(tmp_path: Path) -> Identity:
    return Identity(tmp_path)


@pytest.fixture
async def office(
    kind: Kind, trust: str, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """Somebody at a PBX that speaks TLS, whose certificate they trust in one way or the other."""
    monkeypatch.setattr(server, "self_signed", lambda *_: identity.server)
    options = PbxOptions(kind=kind.family, extensions=12, tls=True)
    async with await server.serve(options) as pbx:
        office = Office(kind, pbx)
        office.trusted = identity.as_trusted_by(trust)
        yield office
        await office.close()
        assert office.pbx.url.startswith("https://")


by_each_trust = pytest.mark.parametrize("trust", ["ca", "pin"])
secure = that(lambda kind: kind.style != "xml")


def asked(office: Office) -> int:
    """How much the PBX's API was asked for."""
    return len(office.pbx.face.requests)


# --- the contract itself -------------------------------------------------------------------------

SMALL: tuple[Callable[[Office], Awaitable[None]], ...] = (
    test_signing.test_signing_in_tells_who_and_where,
    test_signing.test_the_secret_that_is_right_after_a_wrong_one_is_sent,
    test_calls.test_a_call_from_outside_rings_is_answered_and_ends,
    test_calls.test_a_colleague_is_called_and_hung_up_on,
    test_link.test_a_token_is_renewed_under_a_call_and_no_event_is_missed,
    test_link.test_calls_that_began_and_ended_in_a_gap_are_seen,
    test_past.test_a_recording_that_a_call_was_told_to_have_is_fetched,
)


@pytest.mark.parametrize("part", SMALL, ids=lambda part: part.__name__.removeprefix("test_"))
@by_each_trust
@secure
async def test_over_tls(office: Office, part: Callable[[Office], Awaitable[None]]) -> None:
    await part(office)


@pytest.mark.parametrize("trust", ["pin"])
@that(lambda kind: kind.pushes)
async def test_events_are_posted_as_the_handbook_prints_them_without_tls(office: Office) -> None:
    """Requests go by TLS, events come by plain HTTP: a computer has no certificate to show."""
    async with office.linked():
        assert isinstance(office.pbx.face, PushFace)
        (listener,) = office.pbx.face.listeners()
        assert str(listener["url"]).startswith("http://")
        office.rings()
        await office.until_phase(Phase.RINGING, CALLER)


# --- another certificate -------------------------------------------------------------------------


@by_each_trust
@secure
async def test_another_certificate_at_sign_in_is_sent_nothing(
    office: Office, identity: Identity
) -> None:
    client = office.client()
    identity.change()
    with pytest.raises(CertificateRejected) as caught:
        await client.sign_in(Credentials(office.secret))

    assert caught.value.sha256 == identity.pin
    assert office.log_ins == asked(office) == 0


@pytest.mark.parametrize("trust", ["none"])
@secure
async def test_a_certificate_that_nobody_knows_is_sent_nothing(
    office: Office, identity: Identity
) -> None:
    office.trusted = {}
    client = office.client()
    with pytest.raises(CertificateRejected) as caught:
        await client.sign_in(Credentials(office.secret))

    assert caught.value.sha256 == identity.pin
    assert office.log_ins == asked(office) == 0


@by_each_trust
@secure
async def test_a_certificate_that_changes_under_a_link_ends_it_and_is_sent_nothing(
    office: Office, identity: Identity
) -> None:
    """No token, and where events come from a port of their own, no password there either."""
    shown_the_password = []
    if isinstance(office.pbx.face, K2):
        office.pbx.face.port.on_admitted = lambda: shown_the_password.append(True)
    async with office.linked():
        await office.talk()
        before, shown = asked(office), len(shown_the_password)
        identity.change()
        office.do("cut")
        office.link.retry_now()
        await office.until(
            lambda: any(isinstance(error, CertificateRejected) for error in office.errors), "seen"
        )

    assert asked(office) == before
    assert len(shown_the_password) == shown == (1 if office.kind.name == "k2-port" else 0)
