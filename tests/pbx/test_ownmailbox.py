"""A mailbox that counts its files anew: the message that is meant is heard and deleted, or none."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from ctiapp.model.commands import Capability
from ctiapp.model.errors import (
    InvalidState,
    LinkLost,
    NoSuchTarget,
    NotSupported,
    OutcomeUnknown,
    WireError,
)
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.pbx.address import Origin
from ctiapp.pbx.interface import Account, TokenPair
from ctiapp.pbx.k2 import wire_voicemail
from ctiapp.pbx.k2.speech import K2Speech
from ctiapp.pbx.leavefiles import Files
from ctiapp.pbx.ownmailbox import Mailbox, MessageList, found
from ctiapp.pbx.rest import Timing
from ctiapp.pbx.talk import Talk
from tests.pbx.small_server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import tzinfo

    from ctiapp.pbx.request import Request

ME = Number("305")
SOUND = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(range(256)) * 8


@dataclass
class Kept:
    """One message as the PBX keeps it."""

    caller: str
    date: str | None = "2024-01-03 18:30:00"
    new: bool = True


class Box:
    """A mailbox with a folder for what is new and one for what was heard, as real ones have.

    Attributes:
        kept: its messages, oldest first.
        deleted: whose messages were deleted.
        zoned: whether the PBX tells the zone of its clock.
        loses: when the answer to a deletion is lost: once it was ``done``, or ``before``.
        after: what the list is answered with instead, after a deletion.
    """

    def __init__(self, *kept: Kept) -> None:
        self.kept = list(kept)
        self.asked: list[tuple[Request, Capability]] = []
        self.deleted: list[str] = []
        self.zoned = True
        self.loses = ""
        self.after: Exception | None = None

    def rows(self) -> list[tuple[dict[str, str], Kept]]:
        rows = []
        for new in (True, False):
            for at, each in enumerate(one for one in self.kept if one.new is new):
                row = {
                    "voicemailfile": f"msg{at:04d}.wav",
                    "messagefrom": each.caller,
                    "voicemailstatus": "unread" if new else "read",
                    "voicemaildate": each.date or "",
                    "voicemaillength": "7",
                }
                rows.append((row, each))
        return rows

    async def ask(self, request: Request, need: Capability) -> Mapping[str, object]:
        self.asked.append((request, need))
        if request.endpoint == "voicemail/get_random":
            return {"status": "Success", "random": self.named(request).caller}
        if self.after is not None and self.deletions:
            raise self.after
        listed = [row for row, _ in self.rows()]
        return {"status": "Success", "voicemails": [{"number": "305", "voicemail": listed}]}

    async def do(self, request: Request, need: Capability) -> Mapping[str, object]:
        self.asked.append((request, need))
        if self.loses == "before":
            raise OutcomeUnknown("no answer")
        kept = self.named(request)
        self.deleted.append(kept.caller)
        self.kept.remove(kept)
        if self.loses == "done":
            raise OutcomeUnknown("no answer")
        return {"status": "Success"}

    @property
    def deletions(self) -> list[Request]:
        return [request for request, _ in self.asked if request.endpoint == "voicemail/delete"]

    def named(self, request: Request) -> Kept:
        body = dict(request.body or {})
        assert body.pop("number") == "305"
        return next(kept for row, kept in self.rows() if body.items() <= row.items())

    async def zone(self) -> tzinfo | None:
        return UTC if self.zoned else None

    def client(self, files: Files) -> Mailbox:
        return Mailbox(
            ME,
            wire_voicemail,
            ask=self.ask,
            do=self.do,
            zone=self.zone,
            files=files,
            remark=pytest.fail,
        )


def a_talk(url: str) -> Talk:
    now = datetime.now(UTC)
    account = Account("k2", url, "client", ME)
    talk = Talk(account, K2Speech(), Timing(), now=lambda: now, rng=Random(1))
    ends_at = now + timedelta(minutes=30)
    talk.session.adopt(TokenPair("t1", "", ends_at, ends_at))
    return talk


@pytest.fixture
def box() -> Box:
    """One that was heard, and three that are new."""
    return Box(
        Kept("11", "2024-01-01 08:00:00", new=False),
        Kept("12", "2024-01-02 08:00:00"),
        Kept("13", "2024-01-03 08:00:00"),
        Kept("14", "2024-01-04 08:00:00"),
    )


@pytest.fixture
def mailbox(box: Box) -> Mailbox:
    """Its client, which no file is fetched with."""
    return box.client(Files(a_talk("https://pbx"), K2Speech()))


def of(listed: tuple[Voicemail, ...], caller: str) -> Voicemail:
    return next(each for each in listed if each.caller.number.text == caller)


async def test_messages_newest_first(mailbox: Mailbox, box: Box) -> None:
    listed = await mailbox.messages()
    assert [(each.caller.number.text, each.file, each.new) for each in listed] == [
        ("14", "msg0002.wav", True),
        ("13", "msg0001.wav", True),
        ("12", "msg0000.wav", True),
        ("11", "msg0000.wav", False),
    ]
    assert listed[0].at == datetime(2024, 1, 4, 8, tzinfo=UTC)
    assert box.asked == [(wire_voicemail.messages_of(ME), Capability.VOICEMAIL)]


async def test_a_pbx_that_says_there_are_none() -> None:
    async def ask(_: Request, __: Capability) -> Mapping[str, object]:
        raise NoSuchTarget("no data", code="20007")

    async def zone() -> None:
        raise AssertionError("of nothing nobody needs the time")

    alone = MessageList(ME, wire_voicemail, ask=ask, zone=zone, remark=pytest.fail)
    assert await alone.listed() == ()


async def test_one_is_deleted_by_the_name_that_it_has_by_now(mailbox: Mailbox, box: Box) -> None:
    listed = await mailbox.messages()
    for caller in ("12", "14", "11", "13"):
        await mailbox.delete(of(listed, caller))
    assert box.deleted == ["12", "14", "11", "13"]
    assert [dict(each.body or {})["voicemailfile"] for each in box.deletions] == [
        *("msg0000.wav", "msg0001.wav", "msg0000.wav", "msg0000.wav")
    ]
    assert {need for request, need in box.asked if request in box.deletions} == {
        Capability.VOICEMAIL_FILES
    }


async def test_one_that_was_heard_meanwhile_is_deleted_in_its_folder(
    mailbox: Mailbox, box: Box
) -> None:
    listed = await mailbox.messages()
    box.kept[2].new = False
    await mailbox.delete(of(listed, "13"))
    assert box.deleted == ["13"]
    assert dict(box.deletions[0].body or {}) == {
        "number": "305",
        "voicemailfile": "msg0001.wav",
        "voicemailstatus": "read",
    }


async def test_one_that_is_gone_costs_no_other(mailbox: Mailbox, box: Box) -> None:
    """Its name is another's by now."""
    listed = await mailbox.messages()
    del box.kept[1]
    with pytest.raises(NoSuchTarget):
        await mailbox.delete(of(listed, "12"))
    assert box.deletions == []


async def test_two_that_are_alike_are_told_apart_by_their_names(mailbox: Mailbox, box: Box) -> None:
    box.kept[3] = replace(box.kept[2])
    first, second, *_ = await mailbox.messages()
    assert first.is_same(second)
    await mailbox.delete(second)
    assert box.deleted == ["13"]
    assert dict(box.deletions[0].body or {})["voicemailfile"] == second.file


async def test_two_alike_of_which_none_has_its_name_are_left_alone(
    mailbox: Mailbox, box: Box
) -> None:
    box.kept[3] = replace(box.kept[2])
    first, *_ = await mailbox.messages()
    del box.kept[1]
    with pytest.raises(InvalidState):
        await mailbox.delete(first)
    assert box.deletions == []


async def test_where_no_times_are_told_a_mailbox_that_changed_is_left_alone(
    mailbox: Mailbox, box: Box
) -> None:
    """The one of that name could be another of the same caller, as long as the first."""
    box.zoned = False
    box.kept = [Kept("12"), Kept("12"), Kept("13")]
    message = (await mailbox.messages())[-1]
    del box.kept[0]
    with pytest.raises(InvalidState):
        await mailbox.delete(message)
    assert box.deletions == []
    await mailbox.messages()
    await mailbox.delete(message)
    assert box.deleted == ["12"]


async def test_where_no_times_are_told_nothing_is_deleted_that_was_never_shown(
    mailbox: Mailbox, box: Box
) -> None:
    box.zoned = False
    with pytest.raises(InvalidState):
        await mailbox.delete(Voicemail("msg0000.wav", RecordParty(Number("12")), None, 7, new=True))
    assert box.deletions == []


@pytest.mark.parametrize("file", ["all", "msg0000.wav,msg0001.wav", "../msg0000.wav"])
async def test_one_whose_name_means_several_is_never_sent(
    mailbox: Mailbox, box: Box, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, kept = box.rows()[0]
    monkeypatch.setattr(box, "rows", lambda: [({**row, "voicemailfile": file}, kept)])
    (message,) = await mailbox.messages()
    with pytest.raises(NotSupported):
        await mailbox.delete(message)
    assert box.deletions == []


async def test_an_answer_that_was_lost_is_settled_by_another_look(
    mailbox: Mailbox, box: Box
) -> None:
    listed = await mailbox.messages()
    box.loses = "done"
    await mailbox.delete(of(listed, "13"))
    assert box.deleted == ["13"]


async def test_one_that_is_there_still_may_go_yet(mailbox: Mailbox, box: Box) -> None:
    listed = await mailbox.messages()
    box.loses = "before"
    with pytest.raises(OutcomeUnknown):
        await mailbox.delete(of(listed, "13"))
    assert len(box.deletions) == 1


@pytest.mark.parametrize("after", [LinkLost("gone"), WireError("no list")])
async def test_where_no_look_is_possible_it_stays_unknown(
    mailbox: Mailbox, box: Box, after: Exception
) -> None:
    listed = await mailbox.messages()
    box.loses, box.after = "done", after
    with pytest.raises(OutcomeUnknown):
        await mailbox.delete(of(listed, "13"))


def test_found_is_the_same_and_no_other() -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC)
    one = Voicemail("msg0000.wav", RecordParty(Number("12")), at, 7, new=True)
    heard = replace(one, file="msg0003.wav", new=False)
    other = replace(one, at=at + timedelta(seconds=1))
    assert found(one, (other, heard)) is heard
    assert found(one, (heard, one)) == one
    with pytest.raises(NoSuchTarget) as gone:
        found(one, (other,))
    assert gone.value.key == "voicemail.gone"
    with pytest.raises(InvalidState) as unclear:
        found(one, (heard, replace(heard, file="msg0004.wav")))
    assert unclear.value.key == "voicemail.changed"


class Web:
    """Hands out the sound of whoever a random word is of; breaks the first off, where it is to."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.breaks = False
        self.fetched: list[str] = []

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        caller = request.query["random"]
        self.fetched.append(caller)
        for kept in self.box.kept:
            kept.new = kept.new and kept.caller != caller
        sound = SOUND + caller.encode()
        response = web.StreamResponse()
        response.content_length = len(sound)
        await response.prepare(request)
        if self.breaks and len(self.fetched) == 1:
            await response.write(sound[:1000])
            assert request.transport is not None
            request.transport.close()
            return response
        await response.write(sound)
        return response


@asynccontextmanager
async def heard_at(web_server: Web) -> AsyncIterator[Mailbox]:
    async with serving(web_server) as server:
        talk = a_talk(server.url)
        await talk.open(Origin(False, "127.0.0.1", int(server.url.rpartition(":")[2])))
        yield web_server.box.client(Files(talk, K2Speech()))
        await talk.close()


@pytest.mark.parametrize("breaks", [False, True])
async def test_one_is_heard_to_its_end_though_it_moves(box: Box, breaks: bool) -> None:
    """The first bytes of it make it an old one, of another name."""
    server = Web(box)
    server.breaks = breaks
    async with heard_at(server) as mailbox, asyncio.timeout(10):
        message = of(await mailbox.messages(), "13")
        del box.kept[1]  # and so its name is another's
        sound = b"".join([piece.data async for piece in mailbox.sound(message)])
    assert sound == SOUND + b"13"
    assert server.fetched == ["13"] * (2 if breaks else 1)
    leaves = [each for each in box.asked if each[0].endpoint == "voicemail/get_random"]
    assert {need for _, need in leaves} == {Capability.VOICEMAIL_FILES}


async def test_one_that_is_gone_is_not_heard(mailbox: Mailbox, box: Box) -> None:
    listed = await mailbox.messages()
    del box.kept[2]
    with pytest.raises(NoSuchTarget):
        await anext(mailbox.sound(of(listed, "13")))
    assert [request.endpoint for request, _ in box.asked] == ["voicemail/query"] * 2
