"""Signing in and out, at every kind of PBX."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.errors import CredentialsRejected, ExtensionNotFound
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Credentials
from ctiapp.pbx.link import Link
from tests.contract.kinds import able, that
from tests.contract.office import AT_ONCE, ME

if TYPE_CHECKING:
    from tests.contract.office import Office


@able()
async def test_signing_in_tells_who_and_where(office: Office) -> None:
    await office.new()

    assert office.signed_in is not None
    assert office.signed_in.me.number == ME
    assert office.signed_in.me.name == "Kristin Hale"
    assert office.signed_in.pbx.kind == office.kind.family
    assert office.signed_in.pbx.url == office.pbx.url
    assert office.signed_in.logged_in
    assert office.log_ins == 1
    assert office.pbx.face.live_tokens() == 1


@able()
async def test_a_refused_secret_is_sent_once_whoever_is_patient(office: Office) -> None:
    """Five refusals lock out the whole office: a link that tries for ever does not try that."""
    client = office.client()
    link = Link(client, office, Credentials("wrong"), pace=AT_ONCE, persistent=True)
    async with asyncio.timeout(10):
        await link.run()
    with pytest.raises(CredentialsRejected):
        await client.sign_in(Credentials("wrong"))

    assert isinstance(office.errors[-1], CredentialsRejected)
    assert office.log_ins == 1
    assert office.pbx.face.live_tokens() == 0


@able()
async def test_the_secret_that_is_right_after_a_wrong_one_is_sent(office: Office) -> None:
    client = office.client()
    with pytest.raises(CredentialsRejected):
        await client.sign_in(Credentials("wrong"))
    assert (await client.sign_in(Credentials(office.secret))).me.number == ME

    assert office.log_ins == 2


@able()
async def test_who_is_not_there_is_told_and_leaves_no_session(office: Office) -> None:
    client = office.client(me=Number("9999"))
    with pytest.raises(ExtensionNotFound) as caught:
        await client.sign_in(Credentials(office.secret))

    assert caught.value.params == {"extension": "9999"}
    assert client.tokens is None
    assert office.pbx.face.live_tokens() == (0 if office.kind.log_out else 1)


@able()
async def test_signing_out_ends_the_token_and_hears_no_more(office: Office) -> None:
    async with office.linked() as client:
        pass
    await client.close(revoke=True)
    events = len(office.events)
    office.rings()
    other = await office.new()

    assert client.tokens is None
    assert len(office.events) == events
    assert other.tokens is not None
    assert office.pbx.face.live_tokens() == (1 if office.kind.log_out else 2)


@able()
async def test_the_secret_is_in_no_record_of_what_was_asked(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with office.linked() as client:
        tokens = client.tokens
    text = caplog.text
    caplog.clear()

    assert tokens is not None
    assert office.secret not in text
    assert tokens.access not in text
    assert office.secret not in repr(client.account)


@that(lambda kind: kind.family == "openvox")
async def test_a_pbx_that_lists_no_outside_calls_without_their_ids_is_signed_in_to(
    office: Office,
) -> None:
    """And what goes on is looked up by the ids that events told."""
    office.do("face", name="needs_line_id", value=True)
    async with office.linked() as client:
        dialled = office.do("dial", extension="2000", number="5503301")
        office.do("outside_answer", call_id=dialled["call_id"])
        await office.until_phase(Phase.TALKING, "5503301")
        snapshot = await client.snapshot()
        assert len(snapshot.calls) == 1
        assert snapshot.complete

        office.do("hangup", extension="2000")
        await office.until_phase(Phase.ENDED, "5503301")
    assert office.errors == []
