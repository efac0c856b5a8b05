"""One's own messages, at every kind of PBX that tells of them.

Their mailboxes count their files anew here whenever one goes or was heard, as real ones do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget, NotSupported, OutcomeUnknown
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail
from tests.contract.kinds import RUNS_ON, able, that, unable
from tests.contract.office import CALLER, OTHER

if TYPE_CHECKING:
    from ctiapp.pbx.interface import Pbx
    from tests.contract.office import Office

GONE = Voicemail("msg0009.wav", RecordParty(Number(CALLER)), None, 7, new=True)


@pytest.fixture(autouse=True)
def folders(office: Office) -> None:
    office.do("settings", mailbox_folders=True)


def left(office: Office, *callers: str) -> None:
    """Have a message of each, the last one the newest, and one of somebody else's."""
    office.do("message", extension="2001", **{"from": "99"})
    for at, caller in enumerate(callers):
        ago_s = 600 * (len(callers) - at)
        office.do("message", extension="2000", seconds=5 + at, ago_s=ago_s, **{"from": caller})


def there(office: Office, number: str = "2000") -> list[str]:
    """Whose messages lie in a mailbox, the oldest first."""
    return [each.caller for each in office.pbx.exchange.messages.of(number)]


def callers(listed: tuple[Voicemail, ...]) -> list[str]:
    return [each.caller.number.text for each in listed]


async def heard(client: Pbx, message: Voicemail) -> bytes:
    return b"".join([piece.data async for piece in client.voicemail(message)])


@able(Capability.VOICEMAIL)
async def test_one_s_own_messages_are_listed_newest_first(office: Office) -> None:
    left(office, CALLER, OTHER, "")
    client = await office.new()
    listed = await client.voicemails()

    assert callers(listed) == ["", OTHER, CALLER]
    assert listed[0].caller.number.withheld
    assert [each.length_s for each in listed] == [7, 6, 5]
    if office.kind.family == "openvox":  # the first call tells its clock: tests/pbx/openvox
        assert [each.at for each in listed] == [None] * 3
        return
    for each, ago_s in zip(listed, (600, 1200, 1800), strict=True):
        assert each.at is not None
        seconds = (office.at - each.at).total_seconds()
        assert abs(seconds - ago_s) < 120, each.at  # whatever the PBX's zone is


@able(Capability.VOICEMAIL)
async def test_nobody_else_s_are_asked_for(office: Office) -> None:
    left(office, CALLER)
    client = await office.new()
    await client.voicemails()
    (asked,) = office.asked("voicemail/query")

    assert list(asked["body"].values()) == ["2000"]


@able(Capability.VOICEMAIL)
async def test_without_messages_there_are_none(office: Office) -> None:
    client = await office.new()
    assert await client.voicemails() == ()
    office.do("fail", endpoint="voicemail/query", errcode=20018)
    assert await client.voicemails() == ()
    assert Capability.VOICEMAIL not in client.withdrawn


@able(Capability.VOICEMAIL)
async def test_what_a_caller_says_after_the_tone_is_a_message(office: Office) -> None:
    office.do("settings", ring_timeout_s=3, greeting_s=1, message_s=5)
    office.do("voicemail", extension="2000", on=True)
    office.rings()
    office.do("advance", seconds=60)
    client = await office.new()
    (message,) = await client.voicemails()

    assert message.caller.number == Number(CALLER)
    assert message.new is not False


@able(Capability.VOICEMAIL)
async def test_a_firmware_without_them_is_found_out(office: Office) -> None:
    client = await office.new()
    before = client.withdrawn
    told: list[frozenset[Capability]] = []
    client.heed_rights(lambda: told.append(client.withdrawn))
    office.do("fail", endpoint="voicemail/query", errcode=10003)
    with pytest.raises(NotSupported):
        await client.voicemails()

    assert told == [before | {Capability.VOICEMAIL}]
    assert Capability.VOICEMAIL not in before


@able(Capability.VOICEMAIL_FILES)
async def test_one_that_was_heard_is_no_longer_new(office: Office) -> None:
    left(office, CALLER, OTHER)
    client = await office.new()
    newer, older = await client.voicemails()
    assert (newer.new, older.new) == (True, True)
    assert (await heard(client, older))[:4] == b"RIFF"
    after = await client.voicemails()

    assert [each.new for each in after] == [True, False]
    assert after[1].is_same(older)


@able(Capability.VOICEMAIL_FILES)
async def test_each_is_heard_though_the_names_of_files_change(office: Office) -> None:
    """Each that is heard moves to another folder, and all that are new are counted anew."""
    left(office, CALLER, OTHER, "77")
    client = await office.new()
    listed = await client.voicemails()
    lengths = [len(await heard(client, each)) for each in reversed(listed)]

    assert lengths == sorted(set(lengths))  # each is longer than the one before it
    assert [each.new for each in await client.voicemails()] == [False] * 3


@able(Capability.VOICEMAIL_FILES)
async def test_the_one_that_is_meant_is_deleted_and_no_other(office: Office) -> None:
    """By a list that was read before: after each deletion the others have other names."""
    left(office, "71", "72", "73", "74")
    client = await office.new()
    listed = {each.caller.number.text: each for each in await client.voicemails()}
    for caller, rest in (("72", ["71", "73", "74"]), ("71", ["73", "74"]), ("74", ["73"])):
        await client.delete_voicemail(listed[caller])
        assert there(office) == rest

    assert callers(await client.voicemails()) == ["73"]
    assert there(office, "2001") == ["99"]


@able(Capability.VOICEMAIL_FILES)
async def test_one_that_was_heard_or_deleted_at_the_phone_meanwhile(office: Office) -> None:
    left(office, "71", "72", "73")
    client = await office.new()
    newest, middle, oldest = await client.voicemails()
    office.do("message", extension="2000", file="msg0001.wav")  # 72 is heard
    office.do("message", extension="2000", file="msg0000.wav", remove=True)  # 71 goes
    with pytest.raises(NoSuchTarget):
        await client.delete_voicemail(oldest)
    with pytest.raises(NoSuchTarget):
        await heard(client, oldest)
    assert there(office) == ["72", "73"]
    await client.delete_voicemail(middle)

    assert there(office) == ["73"]
    assert len(await heard(client, newest)) > 0


@able(Capability.VOICEMAIL_FILES)
async def test_one_that_never_was_is_neither_heard_nor_deleted(office: Office) -> None:
    left(office, CALLER)
    client = await office.new()
    with pytest.raises(NoSuchTarget):
        await heard(client, GONE)
    with pytest.raises(NoSuchTarget):
        await client.delete_voicemail(GONE)

    assert there(office) == [CALLER]
    assert office.asked("voicemail/delete") == []


@able(Capability.VOICEMAIL_FILES)
async def test_a_deletion_names_one_file_and_its_status(office: Office) -> None:
    left(office, CALLER, OTHER)
    client = await office.new()
    (message, _) = await client.voicemails()
    await client.delete_voicemail(message)
    (asked,) = office.asked("voicemail/delete")

    assert sorted(asked["body"].values()) == ["2000", "msg0001.wav", "unread"]


@able(Capability.VOICEMAIL_FILES)
async def test_a_deletion_without_an_answer_is_sent_once_and_is_unknown(office: Office) -> None:
    left(office, CALLER)
    client = await office.new()
    (message,) = await client.voicemails()
    office.do("fail", endpoint="voicemail/delete", silent=True)
    with pytest.raises(OutcomeUnknown):
        await client.delete_voicemail(message)

    assert len(office.asked("voicemail/delete")) == 1
    assert there(office) == [CALLER]


@able(Capability.VOICEMAIL_FILES)
@pytest.mark.parametrize("endpoint", ["voicemail/get_random", "voicemail/delete"])
async def test_without_the_right_the_list_alone_stays(office: Office, endpoint: str) -> None:
    left(office, CALLER)
    client = await office.new()
    (message,) = await client.voicemails()
    office.do("fail", endpoint=endpoint, errcode=10003)
    deleting = endpoint.endswith("delete")
    doing = client.delete_voicemail(message) if deleting else heard(client, message)
    with pytest.raises(NotSupported):
        await doing

    assert client.withdrawn == {Capability.VOICEMAIL_FILES}
    assert callers(await client.voicemails()) == [CALLER]


@that(lambda kind: kind.name in RUNS_ON[Capability.VOICEMAIL] - RUNS_ON[Capability.VOICEMAIL_FILES])
async def test_who_lists_alone_does_not_know_what_is_new(office: Office) -> None:
    left(office, CALLER)
    client = await office.new()
    assert [each.new for each in await client.voicemails()] == [None]


@unable(Capability.VOICEMAIL)
async def test_without_a_list_nothing_is_asked_for(office: Office) -> None:
    client = await office.new()
    asked = len(office.pbx.face.requests)
    with pytest.raises(NotSupported):
        await client.voicemails()

    assert len(office.pbx.face.requests) == asked


@unable(Capability.VOICEMAIL_FILES)
async def test_what_cannot_be_had_or_deleted_is_not_asked_for(office: Office) -> None:
    client = await office.new()
    asked = len(office.pbx.face.requests)
    with pytest.raises(NotSupported):
        await heard(client, GONE)
    with pytest.raises(NotSupported):
        await client.delete_voicemail(GONE)

    assert len(office.pbx.face.requests) == asked
