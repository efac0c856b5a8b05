"""The recordings: listed while somebody looks, gone when one signs out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.errors import LinkLost, NotPermitted
from ctiapp.model.events import CallRecorded, RecordingReady
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall, Outcome, Recording, RecordParty
from ctiapp.services import recordings as module
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.services.freshness import AFTER_ERROR
from ctiapp.services.recordings import AFTER_CALL_S, STALE, Recordings
from ctiapp.services.soundfiles import SoundFiles
from tests.services.fakes import Clock, settle
from tests.services.taping import Signed, Taped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path


def made(index: int, caller: str = "5503301", callee: str = "2000") -> Recording:
    party = RecordParty(Number(caller))
    other = RecordParty(Number(callee))
    return Recording(
        str(index), None, f"u{index}", party, other, 3, 10, Direction.INBOUND, f"{index}.wav"
    )


class Bench:
    """Recordings of a signed-in session."""

    def __init__(self, folder: Path) -> None:
        self.session = Signed()
        self.pbx = Taped()
        session: Any = self.session
        self.sounds = SoundFiles(session, folder)
        self.recordings = Recordings(session, Clock(), self.sounds, lambda one, other: one == other)
        self.session.be(self.pbx)
        self.news = asyncio.Event()
        self.recordings.subscribe(lambda _: self.news.set())

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until the list was told of and it is so."""
        while not true():
            self.news.clear()
            await self.news.wait()


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path / "recordings")
    yield bench
    await bench.recordings.close()
    await bench.sounds.close()
    assert not bench.session.listening


# --- the list ------------------------------------------------------------------------------------


async def test_one_page_is_loaded_and_more_when_somebody_wants_them(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    bench.pbx.pages = [[made(9), made(8)], [made(8), made(7)], [made(6)]]
    recordings = bench.recordings
    recordings.look()
    assert recordings.busy
    await bench.until(lambda: not recordings.busy)
    assert [each.recording_id for each in recordings.items] == ["9", "8"]
    assert not recordings.complete

    recordings.more(1)
    assert recordings.busy
    await bench.until(lambda: not recordings.busy)
    assert [each.recording_id for each in recordings.items] == ["9", "8", "7"]
    recordings.more(1)
    await bench.until(lambda: recordings.complete)
    assert [each.recording_id for each in recordings.items] == ["9", "8", "7", "6"]
    recordings.more()
    assert not recordings.busy
    assert bench.pbx.asked == ["list"]


async def test_who_looks_again_soon_sees_what_is_there(bench: Bench) -> None:
    bench.pbx.pages = [[made(1)]]
    recordings = bench.recordings
    recordings.look()
    recordings.look()
    await bench.until(lambda: recordings.complete and not recordings.busy)
    recordings.look()
    assert bench.pbx.asked == ["list"]

    bench.pbx.pages = [[made(2), made(1)]]
    recordings.look(again=True)
    assert len(recordings.items) == 1  # the old ones, until the new ones are here
    await bench.until(lambda: len(recordings.items) == 2)
    await Clock.pass_s(STALE.total_seconds() + 1)
    recordings.look()
    await bench.until(lambda: not recordings.busy)
    assert bench.pbx.asked == ["list"] * 3


async def test_a_refusal_is_kept_to_be_shown_and_not_asked_for_again_by_itself(
    bench: Bench,
) -> None:
    bench.pbx.pages = [NotPermitted("no", code=10005)]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.error is not None)
    assert not bench.recordings.busy
    await Clock.pass_s(STALE.total_seconds() + 1)
    bench.recordings.look()
    assert bench.pbx.asked == ["list"]

    bench.pbx.pages = [[made(1)]]
    bench.recordings.look(again=True)
    await bench.until(lambda: bench.recordings.complete)
    assert bench.recordings.error is None


async def test_a_failure_is_tried_again_but_not_at_once(bench: Bench) -> None:
    bench.pbx.pages = [LinkLost("reset")]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.error is not None)
    bench.recordings.look()
    assert bench.pbx.asked == ["list"]
    await Clock.pass_s(AFTER_ERROR.total_seconds() + 1)
    bench.pbx.pages = [[made(1)]]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.complete)


async def test_a_link_lost_on_the_way_leaves_what_is_there(bench: Bench) -> None:
    bench.pbx.pages = [[made(1)], LinkLost("reset")]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.error is not None)
    assert len(bench.recordings.items) == 1
    assert not bench.recordings.complete

    bench.pbx.pages = [[made(2)], [made(1)]]
    bench.recordings.more()
    await bench.until(lambda: bench.recordings.complete)
    assert len(bench.recordings.items) == 2


async def test_whose_they_are(bench: Bench) -> None:
    assert bench.recordings.mine(made(1, callee="2000"))
    assert bench.recordings.mine(made(1, caller="2000", callee="1"))
    assert not bench.recordings.mine(made(1, callee="2001"))
    bench.session.status = ConnectionStatus()
    assert not bench.recordings.mine(made(1))


async def test_who_signs_out_leaves_no_list_and_no_question(bench: Bench) -> None:
    bench.pbx.pages = [[made(1)], [made(2)]]
    bench.recordings.look()
    await bench.until(lambda: len(bench.recordings.items) >= 1)
    bench.session.be(None)

    assert bench.recordings.items == ()
    assert not bench.recordings.busy
    bench.recordings.look()
    assert not bench.recordings.busy
    await bench.recordings.close()
    assert bench.pbx.ended == 1


# --- what the PBX tells --------------------------------------------------------------------------


def recorded_call(file: str = "9.wav") -> CallRecorded:
    call_id = CallId("1650012665.266")
    party = RecordParty(Number("1"))
    ended = EndedCall(call_id, "", party, party, None, Outcome.ANSWERED, recording=file)
    return CallRecorded(call_id, {}, ended)


class Viewer:
    """Somebody who looks at the list, as the window does."""

    def __init__(self, bench: Bench) -> None:
        self.recordings = bench.recordings
        self.missing = 0
        bench.recordings.subscribe(lambda _: self.see())

    def see(self) -> None:
        if self.recordings.outdated:
            self.missing += 1
            self.recordings.look()


async def ids(bench: Bench, *wanted: str) -> None:
    """Wait until just these are listed."""
    await bench.until(lambda: tuple(each.recording_id for each in bench.recordings.items) == wanted)


async def test_a_recorded_call_that_ends_is_soon_in_the_list_that_is_looked_at(
    bench: Bench,
) -> None:
    bench.pbx.pages = [[made(2), made(1)]]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.complete and not bench.recordings.busy)
    viewer = Viewer(bench)
    bench.pbx.pages = [[made(3), made(2), made(1)]]
    bench.session.tell(recorded_call())
    assert bench.pbx.asked == ["list"]
    await Clock.pass_s(AFTER_CALL_S)
    await ids(bench, "3", "2", "1")

    assert bench.pbx.asked == ["list"] * 2
    assert bench.recordings.complete
    assert not bench.recordings.outdated
    assert viewer.missing == 1


async def test_a_call_that_was_not_recorded_changes_nothing(bench: Bench) -> None:
    bench.pbx.pages = [[made(1)]]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.complete and not bench.recordings.busy)
    Viewer(bench)
    bench.session.tell(recorded_call(""))
    bench.session.tell(CallRecorded(CallId("1.1"), {}))
    bench.session.tell(RecordingReady("1.wav", ready=False, words="no room"))
    await Clock.pass_s(AFTER_CALL_S * 3)

    assert bench.pbx.asked == ["list"]


async def test_a_recording_that_was_made_ready_is_asked_for_at_once(bench: Bench) -> None:
    bench.pbx.pages = [[made(1)]]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.complete and not bench.recordings.busy)
    Viewer(bench)
    bench.pbx.pages = [[made(2), made(1)]]
    bench.session.tell(RecordingReady("2.wav", ready=True))
    await ids(bench, "2", "1")


async def test_who_does_not_look_sees_it_when_they_look_next(bench: Bench) -> None:
    bench.pbx.pages = [[made(1)]]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.complete and not bench.recordings.busy)
    bench.pbx.pages = [[made(2), made(1)]]
    bench.session.tell(recorded_call())
    await Clock.pass_s(AFTER_CALL_S)
    assert bench.recordings.outdated
    assert bench.pbx.asked == ["list"]
    bench.recordings.look()  # though it was loaded a moment ago
    await ids(bench, "2", "1")


async def test_calls_that_end_while_it_waits_are_looked_for_once_more(bench: Bench) -> None:
    bench.pbx.pages = [[made(1)]]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.complete and not bench.recordings.busy)
    viewer = Viewer(bench)
    for _ in range(20):
        bench.session.tell(recorded_call())
    await Clock.pass_s(AFTER_CALL_S)
    assert viewer.missing == 1
    await Clock.pass_s(AFTER_CALL_S)
    assert viewer.missing == 2
    await Clock.pass_s(AFTER_CALL_S * 3)
    assert viewer.missing == 2


async def test_what_was_loaded_stays_where_the_newest_page_joins_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One was deleted, one is new, and who wants older ones goes on where they were."""
    monkeypatch.setattr(module, "AT_ONCE", 2)
    bench.pbx.pages = [[made(9), made(8)], [made(7), made(6)], [made(5)]]
    bench.recordings.look()
    await bench.until(lambda: not bench.recordings.busy)
    bench.recordings.more(2)
    await bench.until(lambda: not bench.recordings.busy)
    await ids(bench, "9", "8", "7", "6")
    Viewer(bench)
    bench.pbx.pages = [[made(10), made(8)]]
    bench.session.tell(RecordingReady("10.wav", ready=True))
    await ids(bench, "10", "8", "7", "6")
    bench.recordings.more(2)
    await ids(bench, "10", "8", "7", "6", "5")


async def test_where_a_whole_page_is_new_all_is_loaded_anew(bench: Bench) -> None:
    bench.pbx.pages = [[made(1)]]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.complete and not bench.recordings.busy)
    Viewer(bench)
    bench.pbx.pages = [[made(9), made(8)], [made(7)]]
    bench.session.tell(RecordingReady("9.wav", ready=True))
    await ids(bench, "9", "8", "7")
    assert bench.pbx.asked == ["list"] * 3


async def test_where_all_were_deleted_the_list_is_empty(bench: Bench) -> None:
    bench.pbx.pages = [[made(1)]]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.complete and not bench.recordings.busy)
    Viewer(bench)
    bench.pbx.pages = []
    bench.session.tell(RecordingReady("1.wav", ready=True))
    await ids(bench)


async def test_a_refresh_that_fails_leaves_what_is_there_and_is_tried_at_the_next_look(
    bench: Bench,
) -> None:
    bench.pbx.pages = [[made(1)]]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.complete and not bench.recordings.busy)
    bench.pbx.pages = [LinkLost("reset")]
    bench.session.tell(RecordingReady("2.wav", ready=True))
    bench.recordings.look()
    await settle()
    assert (len(bench.recordings.items), bench.recordings.error) == (1, None)
    bench.pbx.pages = [[made(2), made(1)]]
    bench.recordings.look()
    await ids(bench, "2", "1")


async def test_a_pbx_that_refuses_is_not_asked_because_a_call_ended(bench: Bench) -> None:
    bench.pbx.pages = [NotPermitted("no", code=10005)]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.error is not None)
    Viewer(bench)
    bench.session.tell(recorded_call())
    await Clock.pass_s(AFTER_CALL_S)
    assert bench.pbx.asked == ["list"]


async def test_after_a_gap_it_is_looked_for_what_came_in_it(bench: Bench) -> None:
    bench.pbx.pages = [[made(1)]]
    bench.recordings.look()
    await bench.until(lambda: bench.recordings.complete and not bench.recordings.busy)
    Viewer(bench)
    bench.session.be(bench.pbx, Connection.RECONNECTING)
    assert not bench.recordings.outdated
    bench.pbx.pages = [[made(2), made(1)]]
    bench.session.be(bench.pbx)
    await ids(bench, "2", "1")


async def test_who_signs_out_waits_for_nothing_more(bench: Bench) -> None:
    bench.session.tell(recorded_call())
    bench.session.be(None, Connection.SIGNED_OUT)
    await Clock.pass_s(AFTER_CALL_S * 2)

    assert not bench.recordings.outdated


# --- the files -----------------------------------------------------------------------------------


async def test_one_is_heard_and_another_kept(bench: Bench, tmp_path: Path) -> None:
    heard = await bench.recordings.fetch("1.wav").wait()
    assert await bench.recordings.save("2.wav", tmp_path / "kept.wav").wait() != heard
    assert bench.pbx.asked == ["1.wav", "2.wav"]
