"""What a kind of PBX cannot do is refused by its client, and nothing is sent for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.abilities import NEEDS
from ctiapp.model.commands import (
    AddMember,
    AnswerRing,
    Capability,
    ConsultLeg,
    ConsultStep,
    ConsultStepLeg,
    DecideInbound,
    MuteLeg,
    ParkLeg,
    PhoneRingId,
    RecordLeg,
    RecordStep,
    SetPresence,
    TransferLeg,
    Verb,
)
from ctiapp.model.directory import Contact, Presence
from ctiapp.model.errors import NotSupported
from ctiapp.model.ids import ExtensionId, LegId
from tests.contract.kinds import KINDS, RUNS_ON, that, unable
from tests.contract.office import COLLEAGUE, ME

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.call import Call
    from ctiapp.model.commands import Command
    from tests.contract.office import Office

HERE: dict[Capability, Callable[[Call], Command]] = {
    Capability.MUTE: lambda call: MuteLeg(_own(call), on=True),
    Capability.RECORD: lambda call: RecordLeg(_own(call), RecordStep.START),
    Capability.PARK: lambda call: ParkLeg(_other(call)),
    Capability.TRANSFER: lambda call: TransferLeg(_other(call), COLLEAGUE, ME),
    Capability.CONSULT: lambda call: ConsultLeg(_own(call), COLLEAGUE, ME),
    Capability.CONFERENCE: lambda call: ConsultStepLeg(_own(call), ConsultStep.THREE_WAY),
    Capability.ADD: lambda call: AddMember(_own(call), COLLEAGUE),
    Capability.ACCEPT_INBOUND: lambda call: DecideInbound(_other(call), accept=True),
    Capability.REFUSE_INBOUND: lambda call: DecideInbound(_other(call), accept=False),
    Capability.ANSWER: lambda _: AnswerRing(PhoneRingId(ME, "32787", "192.168.5.20:5060")),
    Capability.PRESENCE: lambda _: SetPresence(ExtensionId("2000"), Presence.AWAY),
}
"""The commands by what they need, as far as any kind lacks it."""

LACKING = {one for one, kinds in RUNS_ON.items() if len(kinds) < len(KINDS)}


def _own(call: Call) -> LegId:
    assert call.own_leg is not None
    return call.own_leg.leg_id


def _other(call: Call) -> LegId:
    return call.other_legs[0].leg_id


@that(lambda kind: any(kind.name not in RUNS_ON[one] for one in HERE))
async def test_a_command_that_the_api_lacks_is_refused_unsent(office: Office) -> None:
    """By the client itself, in the midst of a talk: whoever asks it need not ask first."""
    lacking = {one: make for one, make in HERE.items() if office.kind.name not in RUNS_ON[one]}
    async with office.linked() as client:
        call = await office.talk()
        asked = len(office.pbx.face.requests)
        for capability, make in lacking.items():
            with pytest.raises(NotSupported):
                await client.execute(make(call))
            assert len(office.pbx.face.requests) == asked, capability

        assert lacking


@that(lambda kind: any(kind.name not in RUNS_ON[one] for one in HERE))
async def test_a_verb_that_the_api_lacks_is_refused_unsent(office: Office) -> None:
    """Whichever way it is asked for: by a key, by a button that is not there, or by ``ctl``."""
    async with office.linked():
        call = await office.talk()
        asked = len(office.pbx.face.requests)
        ways = {
            Verb.MUTE: office.calls.mute(call.call_id),
            Verb.RECORD: office.calls.record(call.call_id),
            Verb.PARK: office.calls.park(call.call_id),
            Verb.TRANSFER: office.calls.transfer(call.call_id, COLLEAGUE),
            Verb.CONSULT: office.calls.consult(call.call_id, COLLEAGUE),
            Verb.ADD: office.calls.add(call.call_id, COLLEAGUE),
            Verb.ANSWER: office.calls.answer(call.call_id),
            Verb.ACCEPT_INBOUND: office.calls.accept_inbound(call.call_id),
            Verb.REFUSE_INBOUND: office.calls.refuse_inbound(call.call_id),
        }
        for verb, asking in ways.items():
            if NEEDS[verb] <= office.capabilities:
                asking.close()
                continue
            with pytest.raises(NotSupported):
                await asking

        assert len(office.pbx.face.requests) == asked
        assert office.call.notice is None


@unable(Capability.CONTACTS)
async def test_without_contacts_there_are_none_and_none_can_be_written(office: Office) -> None:
    client = await office.new()
    asked = len(office.pbx.face.requests)
    assert [one async for page in client.contacts() for one in page.items] == []
    with pytest.raises(NotSupported):
        await client.save_contact(Contact("", "Ada Moss"))
    with pytest.raises(NotSupported):
        await client.delete_contact("1")

    assert len(office.pbx.face.requests) == asked


@unable(Capability.RECORDINGS)
async def test_without_a_list_of_recordings_none_is_asked_for(office: Office) -> None:
    client = await office.new()
    asked = len(office.pbx.face.requests)
    with pytest.raises(NotSupported):
        await anext(client.recordings())

    assert len(office.pbx.face.requests) == asked


@unable(Capability.CHECK_OUT)
async def test_a_room_is_not_checked_out_where_the_api_cannot(office: Office) -> None:
    """Nor emptied piece by piece: that would be half a check-out."""
    client = await office.new()
    asked = len(office.pbx.face.requests)
    assert client.hotel is not None
    with pytest.raises(NotSupported):
        await client.hotel.check_out(ExtensionId("2003"))

    assert len(office.pbx.face.requests) == asked


@unable(Capability.NEW_ROOMS)
async def test_an_extension_is_neither_made_nor_deleted_where_the_api_cannot(
    office: Office,
) -> None:
    client = await office.new()
    asked = len(office.pbx.face.requests)
    assert client.hotel is not None
    with pytest.raises(NotSupported):
        await client.hotel.delete_station(ExtensionId("2003"))

    assert len(office.pbx.face.requests) == asked
    assert "2003" in office.pbx.exchange.directory.extensions


@unable(Capability.OUTSIDE_RIGHTS)
async def test_the_ways_out_are_not_asked_for_where_nobody_could_allow_them(
    office: Office,
) -> None:
    client = await office.new()
    asked = len(office.pbx.face.requests)
    assert client.hotel is not None
    with pytest.raises(NotSupported):
        await client.hotel.routes()

    assert len(office.pbx.face.requests) == asked


@unable(Capability.PAUSE_REASONS)
async def test_without_reasons_of_a_pause_none_are_told(office: Office) -> None:
    client = await office.new()
    asked = len(office.pbx.face.requests)
    assert await client.pause_reasons() == ()
    assert len(office.pbx.face.requests) == asked


def test_every_lacking_capability_is_looked_at() -> None:
    """What some kind lacks is in a test of this file, or is written here with the reason."""
    elsewhere = {
        Capability.CONTACTS,
        Capability.EDIT_CONTACTS,
        Capability.RECORDINGS,
        Capability.VOICEMAIL,  # test_voicemail.py has it
        Capability.VOICEMAIL_FILES,  # that too
        Capability.CHECK_OUT,
        Capability.NEW_ROOMS,
        Capability.OUTSIDE_RIGHTS,
        Capability.PAUSE_REASONS,
        Capability.CURRENT_CALL,  # test_several.py
        Capability.SEVERAL_CALLS,  # the same, and the clients' own tests
        Capability.REPORTS,  # `Pbx.call_report` refuses by itself
    }
    assert elsewhere | set(HERE) == LACKING
