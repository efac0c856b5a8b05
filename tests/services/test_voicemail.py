"""One's own messages: read when there is a reason, heard, kept, deleted, forgotten."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.model.errors import (
    InvalidState,
    LinkLost,
    NoSuchTarget,
    NotPermitted,
    NotSupported,
    OutcomeUnknown,
)
from ctiapp.model.events import CallRecorded
from ctiapp.model.ids import CallId
from ctiapp.model.messagekeys import key_of
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.services.connection import Connection
from ctiapp.services.downloads import DownloadState
from ctiapp.services.freshness import AFTER_ERROR
from ctiapp.services.lookup import Identity
from ctiapp.services.soundfiles import SoundFiles
from ctiapp.services.voicemail import AFTER_CALL_S, AGAIN_S, STALE, Mailbox
from tests.services.fakes import Clock, settle
from tests.services.taping import SOUND, Signed, Taped, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from ctiapp.model.records import Voicemail

ANNA = Number("5503301")


class Bench:
    """The mailbox of a session; nobody is signed in yet."""

    def __init__(self, folder: Path) -> None:
        self.session = Signed()
        self.pbx = Taped()
        session: Any = self.session
        self.sounds = SoundFiles(session, folder)
        self.mailbox = Mailbox(
            session,
            Clock(),
            self.sounds,
            lambda one, other: one == other,
            lambda number: Identity("Anna Simmons", "") if number == ANNA else None,
        )
        self.news = asyncio.Event()
        self.came: list[tuple[Voicemail, ...]] = []
        self.mailbox.subscribe(lambda _: self.news.set())
        self.mailbox.subscribe_arrivals(self.came.append)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until the list was told of and it is so."""
        while not true():
            self.news.clear()
            await self.news.wait()

    async def sign_in(self, *messages: Voicemail) -> None:
        """These are there; they are listed without anybody looking."""
        self.pbx.messages = list(messages)
        self.session.be(self.pbx)
        await self.until(lambda: not self.mailbox.busy)

    @property
    def looks(self) -> int:
        return self.pbx.asked.count("voicemails")

    def ends(self, outcome: Outcome = Outcome.VOICEMAIL, callee: str = "2000") -> None:
        """A call is over."""
        call_id = CallId("1650012665.266")
        caller, called = RecordParty(ANNA), RecordParty(Number(callee))
        ended = EndedCall(call_id, "", caller, called, None, outcome)
        self.session.tell(CallRecorded(call_id, {}, ended))


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path / "sounds")
    yield bench
    await bench.mailbox.close()
    await bench.sounds.close()
    assert not bench.session.listening


# --- the list ------------------------------------------------------------------------------------


async def test_they_are_listed_after_the_sign_in_and_how_many_are_new(bench: Bench) -> None:
    assert bench.mailbox.new_count is None
    await bench.sign_in(message(2), message(1, new=False))
    assert [each.file for each in bench.mailbox.items] == ["msg0002.wav", "msg0001.wav"]
    assert bench.mailbox.new_count == 1
    assert bench.mailbox.loaded_at is not None
    assert bench.came == []  # they were there before


async def test_where_the_pbx_does_not_tell_none_are_counted(bench: Bench) -> None:
    await bench.sign_in(message(2, new=None), message(1, new=None))
    assert bench.mailbox.new_count is None
    assert not bench.mailbox.is_new(bench.mailbox.items[0])


async def test_who_left_it_has_the_name_of_today(bench: Bench) -> None:
    await bench.sign_in(message(3), message(2, "1", name="Old Name"), message(1, ""))
    assert [bench.mailbox.who(each) for each in bench.mailbox.items] == [
        "Anna Simmons",
        "Old Name",
        "",
    ]


async def test_a_pbx_without_messages_is_not_asked(bench: Bench) -> None:
    bench.session.be(bench.pbx, capabilities=EVERY_CAPABILITY - {Capability.VOICEMAIL})
    bench.mailbox.look(again=True)
    bench.ends()
    await Clock.pass_s(AFTER_CALL_S * 2)
    assert bench.looks == 0
    with pytest.raises(NotSupported):
        await bench.mailbox.read()


async def test_who_looks_again_soon_sees_what_is_there(bench: Bench) -> None:
    await bench.sign_in(message(1))
    bench.mailbox.look()
    assert bench.looks == 1
    await Clock.pass_s(STALE.total_seconds() + 1)
    bench.mailbox.look()
    await bench.until(lambda: not bench.mailbox.busy)
    assert bench.looks == 2


async def test_a_refusal_is_kept_and_not_asked_for_again_by_itself(bench: Bench) -> None:
    bench.pbx.messages = NotPermitted("no")
    bench.session.be(bench.pbx)
    await bench.until(lambda: bench.mailbox.error is not None)
    await Clock.pass_s(STALE.total_seconds() + AGAIN_S)
    bench.mailbox.look()
    assert bench.looks == 1
    bench.pbx.messages = [message(1)]
    bench.mailbox.look(again=True)
    await bench.until(lambda: bool(bench.mailbox.items))
    assert bench.mailbox.error is None


async def test_where_the_way_failed_it_is_tried_again_by_itself(bench: Bench) -> None:
    await bench.sign_in(message(1))
    bench.pbx.messages = LinkLost("reset")
    bench.mailbox.look(again=True)
    await bench.until(lambda: bench.mailbox.error is not None)
    assert bench.mailbox.items == (message(1),)  # with its age
    bench.mailbox.look()
    assert bench.looks == 2
    await Clock.pass_s(AFTER_ERROR.total_seconds() + 1)
    bench.mailbox.look()
    await bench.until(lambda: not bench.mailbox.busy)
    assert bench.looks == 3
    bench.pbx.messages = [message(2), message(1)]
    await Clock.pass_s(AGAIN_S)
    await bench.until(lambda: len(bench.mailbox.items) == 2)
    assert bench.mailbox.error is None


async def test_it_can_be_waited_for(bench: Bench) -> None:
    await bench.sign_in()
    bench.pbx.messages = [message(1)]
    assert await bench.mailbox.read() == (message(1),)
    bench.pbx.messages = LinkLost("reset")
    with pytest.raises(LinkLost):
        await bench.mailbox.read()


async def test_an_answer_that_is_older_than_the_question_is_not_taken(bench: Bench) -> None:
    await bench.sign_in(message(1))
    bench.pbx.go.clear()
    bench.mailbox.look(again=True)
    await settle()
    bench.pbx.messages = []
    asked = asyncio.create_task(bench.mailbox.read())
    await settle()
    bench.pbx.go.set()
    assert await asked == ()
    assert bench.mailbox.items == ()


# --- when it is read by itself -------------------------------------------------------------------


async def test_a_call_that_ended_in_voicemail_brings_its_message(bench: Bench) -> None:
    await bench.sign_in(message(1, new=False))
    bench.pbx.messages = [message(2), message(1, new=False)]
    bench.ends()
    assert bench.looks == 1
    await Clock.pass_s(AFTER_CALL_S)
    await bench.until(lambda: bench.mailbox.new_count == 1)
    assert bench.came == [(message(2),)]
    bench.mailbox.look(again=True)
    await bench.until(lambda: not bench.mailbox.busy)
    assert len(bench.came) == 1  # once


async def test_other_calls_bring_none(bench: Bench) -> None:
    await bench.sign_in()
    bench.ends(Outcome.ANSWERED)
    bench.ends(callee="2001")
    bench.session.tell(CallRecorded(CallId("1.1"), {}))
    await Clock.pass_s(AFTER_CALL_S * 3)
    assert bench.looks == 1


async def test_where_several_come_the_list_is_read_after_the_last(bench: Bench) -> None:
    await bench.sign_in()
    bench.ends()
    await Clock.pass_s(AFTER_CALL_S * 0.9)
    bench.ends()
    await Clock.pass_s(AFTER_CALL_S * 0.9)
    assert bench.looks == 1
    await Clock.pass_s(AFTER_CALL_S)
    assert bench.looks == 2


async def test_after_a_gap_what_came_in_it_is_told(bench: Bench) -> None:
    await bench.sign_in(message(1))
    bench.session.be(bench.pbx, Connection.RECONNECTING)
    bench.mailbox.look(again=True)  # nobody would answer
    with pytest.raises(InvalidState):
        await bench.mailbox.read()
    assert bench.looks == 1
    await bench.sign_in(message(2), message(1))
    assert bench.came == [(message(2),)]


async def test_who_signs_out_leaves_nothing(bench: Bench) -> None:
    await bench.sign_in(message(1))
    path = await bench.mailbox.fetch(key_of(message(1))).wait()
    bench.ends()
    bench.session.be(None, Connection.SIGNED_OUT)
    assert bench.mailbox.items == ()
    assert (bench.mailbox.new_count, bench.mailbox.loaded_at) == (None, None)
    await bench.sounds.close()
    assert not path.exists()
    looks = bench.looks
    await Clock.pass_s(AFTER_CALL_S * 2)
    assert bench.looks == looks
    with pytest.raises(InvalidState, match="not connected"):
        await bench.mailbox.read()


async def test_who_signs_out_while_it_is_read_is_told_so(bench: Bench) -> None:
    await bench.sign_in()
    bench.pbx.go.clear()
    asked = asyncio.create_task(bench.mailbox.read())
    await settle()
    bench.session.be(None, Connection.SIGNED_OUT)
    with pytest.raises(InvalidState):
        await asked


# --- what is done with one -----------------------------------------------------------------------


async def test_one_that_was_heard_here_is_new_no_more(bench: Bench) -> None:
    """The PBX still says that it is: it was not heard by the phone."""
    await bench.sign_in(message(2), message(1))
    key = key_of(message(2))
    path = await bench.mailbox.fetch(key).wait()
    assert path.read_bytes() == SOUND
    await bench.until(lambda: bench.mailbox.new_count == 1)
    await bench.until(lambda: not bench.mailbox.busy)
    assert bench.looks == 2
    assert bench.mailbox.new_count == 1
    assert bench.mailbox.fetch(key).state is DownloadState.DONE
    assert bench.pbx.asked.count("msg0002.wav") == 1


async def test_one_is_fetched_by_the_name_that_it_has_now(bench: Bench) -> None:
    await bench.sign_in(message(2), message(1))
    await bench.mailbox.fetch(key_of(message(2))).wait()
    renamed = replace(message(2), file="msg0000.wav", new=False)
    bench.pbx.messages = [renamed]
    await bench.mailbox.read()
    assert bench.mailbox.find(key_of(message(2))) == renamed
    assert bench.mailbox.fetch(key_of(message(2))).state is DownloadState.DONE
    assert bench.came == []


async def test_one_is_kept_where_somebody_says(bench: Bench, tmp_path: Path) -> None:
    await bench.sign_in(message(1))
    target = tmp_path / "kept.wav"
    assert await bench.mailbox.save(key_of(message(1)), target).wait() == target
    assert target.read_bytes() == SOUND
    await bench.until(lambda: bench.looks == 2)
    assert bench.mailbox.new_count == 1  # nobody has heard it


async def test_one_that_is_gone_cannot_be_fetched(bench: Bench, tmp_path: Path) -> None:
    await bench.sign_in()
    with pytest.raises(NoSuchTarget) as gone:
        await bench.mailbox.fetch(key_of(message(1))).wait()
    assert gone.value.key == "voicemail.gone"
    target = tmp_path / "x.wav"
    with pytest.raises(NoSuchTarget):
        await bench.mailbox.save(key_of(message(1)), target).wait()
    assert set(bench.pbx.asked) == {"voicemails"}
    with pytest.raises(NoSuchTarget):
        await bench.mailbox.delete(key_of(message(1)))


async def test_one_is_deleted_when_the_pbx_no_longer_lists_it(bench: Bench) -> None:
    await bench.sign_in(message(2), message(1))
    key = key_of(message(2))
    heard = await bench.mailbox.fetch(key).wait()
    await bench.until(lambda: bench.looks == 2 and not bench.mailbox.busy)
    bench.pbx.go.clear()
    deleting = asyncio.create_task(bench.mailbox.delete(key))
    await settle()
    assert bench.mailbox.is_deleting(message(2))
    assert len(bench.mailbox.items) == 2  # nothing is shown done before it is
    with pytest.raises(InvalidState) as twice:
        await bench.mailbox.delete(key)
    assert twice.value.key == "voicemail.being_deleted"
    bench.pbx.go.set()
    await deleting
    assert bench.mailbox.items == (message(1),)
    assert not bench.mailbox.is_deleting(message(2))
    assert bench.pbx.asked[-2:] == ["delete msg0002.wav", "voicemails"]
    await bench.sounds.close()
    assert not heard.exists()


async def test_one_that_is_still_listed_is_not_said_to_be_gone(bench: Bench) -> None:
    await bench.sign_in(message(1))
    bench.pbx.keeps = True
    with pytest.raises(OutcomeUnknown) as still:
        await bench.mailbox.delete(key_of(message(1)))
    assert still.value.key == "voicemail.still_there"
    assert bench.mailbox.items == (message(1),)


async def test_where_no_answer_came_the_list_tells(bench: Bench) -> None:
    await bench.sign_in(message(2), message(1))
    bench.pbx.deleting = OutcomeUnknown("silence")
    await bench.mailbox.delete(key_of(message(2)))
    assert bench.mailbox.items == (message(1),)
    bench.pbx.keeps = True
    with pytest.raises(OutcomeUnknown) as unknown:
        await bench.mailbox.delete(key_of(message(1)))
    assert unknown.value is bench.pbx.deleting


async def test_a_refusal_to_delete_is_told_and_the_list_read_again(bench: Bench) -> None:
    await bench.sign_in(message(1))
    bench.pbx.deleting, bench.pbx.keeps = NotPermitted("no"), True
    with pytest.raises(NotPermitted):
        await bench.mailbox.delete(key_of(message(1)))
    await bench.until(lambda: not bench.mailbox.busy)
    assert bench.looks == 2


@pytest.mark.parametrize("answered", [True, False])
async def test_where_the_list_cannot_be_read_since_the_answer_counts(
    bench: Bench, *, answered: bool
) -> None:
    await bench.sign_in(message(1))
    key = key_of(message(1))

    async def deleted(_: Voicemail) -> None:
        bench.pbx.messages = LinkLost("reset")
        if not answered:
            raise OutcomeUnknown("silence")

    bench.pbx.delete_voicemail = deleted  # type: ignore[method-assign]
    if answered:
        await bench.mailbox.delete(key)
    else:
        with pytest.raises(OutcomeUnknown):
            await bench.mailbox.delete(key)
    assert bench.mailbox.items == (message(1),)  # as old as it says
    assert bench.mailbox.error is not None


@pytest.mark.parametrize("answered", [True, False])
async def test_who_signs_out_meanwhile_is_told_what_is_known(
    bench: Bench, *, answered: bool
) -> None:
    await bench.sign_in(message(1))
    bench.pbx.deleting = None if answered else OutcomeUnknown("silence")
    bench.pbx.go.clear()
    deleting = asyncio.create_task(bench.mailbox.delete(key_of(message(1))))
    await settle()
    bench.session.be(None, Connection.SIGNED_OUT)
    bench.pbx.go.set()
    if answered:
        await deleting
    else:
        with pytest.raises(OutcomeUnknown):
            await deleting
    assert bench.looks == 1
