"""The history's file: each call once, whatever tells of it, in whatever order."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctiapp.model.call import Direction
from ctiapp.model.history import EVERYTHING, Fate, HistoryFilter, Kind, PastCall, Seen
from ctiapp.model.historyfold import Reading, fold
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan, blocks
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.storage.history import HistoryFile, open_history
from ctiapp.storage.history_schema import local_day, stamp

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

ME, ANNA, QUEUE = Number("2000"), Number("2001"), Number("6402")
ADA, BOB = Number("+4989123456"), Number("+442079460000")
READING = Reading(
    NumberPlan("DE", internal=blocks(["2000", "2001", "2002", "6402"])),
    frozenset({ME}),
    frozenset({QUEUE}),
)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OWNER = "3631A2082/2000"


def line(
    uid: str,
    at_s: float,
    caller: Number,
    callee: Number,
    outcome: Outcome = Outcome.ANSWERED,
    **more: object,
) -> CallRecord:
    """A line of the PBX's list."""
    base = CallRecord(
        uid,
        AT + timedelta(seconds=at_s),
        RecordParty(caller, "Ada" if caller == ADA else ""),
        RecordParty(callee),
        Direction.INBOUND,
        outcome,
        ring_s=4,
        talk_s=20 if outcome is Outcome.ANSWERED else 0,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def seen(call_id: str, at_s: float, fate: Fate = Fate.ANSWERED, **more: object) -> Seen:
    """A call as this desk saw it."""
    base = Seen(
        CallId(call_id),
        AT + timedelta(seconds=at_s),
        ADA,
        "Ada Lovelace",
        Direction.INBOUND,
        incoming=True,
        fate=fate,
        taken_by=ME if fate is Fate.ANSWERED else None,
        ring_s=4,
    )
    return replace(base, **more)  # type: ignore[arg-type]


@pytest.fixture
async def kept() -> AsyncIterator[HistoryFile]:
    """One in memory."""
    made = HistoryFile(None)
    yield made
    await made.close()


async def all_of(kept: HistoryFile, wanted: HistoryFilter = EVERYTHING) -> tuple[PastCall, ...]:
    """All calls, the newest first."""
    return await kept.page(OWNER, wanted, None, 0, 1000)


# -- one call is one row -------------------------------------------------------------------------


@pytest.mark.parametrize("seen_first", [True, False])
async def test_what_was_seen_and_what_was_written_is_one_call(
    kept: HistoryFile, seen_first: bool
) -> None:
    told = [seen("1.7", 0)]
    written = [line("a", 30, ADA, ME, recording="20260302090030-9.9-x.wav")]
    if seen_first:
        await kept.see(OWNER, told, READING)
        await kept.record(OWNER, written, READING)
    else:
        await kept.record(OWNER, written, READING)
        await kept.see(OWNER, told, READING)

    (call,) = await all_of(kept)
    assert (call.fate, call.taken_by, call.name) == (Fate.ANSWERED, ME, "Ada Lovelace")
    assert (call.call_id, call.at, call.recording) == ("1.7", AT, "20260302090030-9.9-x.wav")
    (leg,) = await kept.legs(call.key)
    assert leg.uid == "a"


async def test_the_key_stays_whatever_is_learned_later(kept: HistoryFile) -> None:
    (key,) = await kept.see(OWNER, [seen("1.7", 0, Fate.MISSED)], READING)
    (same,) = await kept.record(OWNER, [line("a", 1, ADA, ME, Outcome.NO_ANSWER)], READING)
    (still,) = await kept.record(OWNER, [line("b", 6, ADA, ANNA)], READING)

    assert key == same == still
    call = await kept.call(str(key))
    assert call is not None
    assert (call.fate, call.taken_by, call.parts) == (Fate.ANSWERED_ELSEWHERE, ANNA, 2)


async def test_the_recordings_name_tells_the_call_however_far_the_clocks_are_apart(
    kept: HistoryFile,
) -> None:
    await kept.see(OWNER, [seen("1772442000.7", 0)], READING)
    file = "20260302090030-1772442000.7-x-y-Inbound.wav"
    await kept.record(OWNER, [line("a", 1800, ADA, ME, recording=file)], READING)

    (call,) = await all_of(kept)
    assert call.recording == file


async def test_a_later_call_of_the_same_person_is_another_one(kept: HistoryFile) -> None:
    await kept.see(OWNER, [seen("1.7", 0), seen("1.8", 200)], READING)
    await kept.record(OWNER, [line("a", 203, ADA, ME)], READING)
    await kept.record(OWNER, [line("b", 2, ADA, ME)], READING)

    new, old = await all_of(kept)
    assert (old.call_id, new.call_id) == ("1.7", "1.8")
    assert [leg.uid for leg in await kept.legs(new.key)] == ["a"]
    assert [leg.uid for leg in await kept.legs(old.key)] == ["b"]


async def test_of_two_calls_close_together_each_gets_its_own_line(kept: HistoryFile) -> None:
    await kept.see(OWNER, [seen("1.7", 0, Fate.MISSED), seen("1.8", 40)], READING)
    lines = [line("a", 41, ADA, ME), line("b", 1, ADA, ME, Outcome.NO_ANSWER)]
    await kept.record(OWNER, lines, READING)

    new, old = await all_of(kept)
    assert (old.fate, new.fate) == (Fate.MISSED, Fate.ANSWERED)
    assert [leg.uid for leg in await kept.legs(new.key)] == ["a"]


async def test_the_same_again_changes_nothing(kept: HistoryFile) -> None:
    told, written = [seen("1.7", 0)], [line("a", 1, ADA, ME)]
    await kept.see(OWNER, told, READING)
    await kept.record(OWNER, written, READING)

    assert await kept.see(OWNER, told, READING) == ()
    assert await kept.record(OWNER, written, READING) == ()
    assert len(await all_of(kept)) == 1


async def test_a_call_that_is_over_anew_is_rewritten(kept: HistoryFile) -> None:
    await kept.see(OWNER, [seen("1.7", 0, Fate.MISSED)], READING)
    await kept.see(OWNER, [seen("1.7", 0, Fate.ANSWERED, talk_s=9)], READING)

    (call,) = await all_of(kept)
    assert (call.fate, call.talk_s) == (Fate.ANSWERED, 9)


async def test_what_the_pbx_told_counts_less_than_what_was_seen(kept: HistoryFile) -> None:
    told = seen("1.7", 1, Fate.MISSED, name="", mine=False, recording="x.wav")
    await kept.see(OWNER, [told], READING)
    await kept.see(OWNER, [seen("1.7", 0, Fate.REFUSED)], READING)

    (call,) = await all_of(kept)
    assert (call.fate, call.at, call.recording) == (Fate.REFUSED, AT, "x.wav")


async def test_an_id_that_comes_again_days_later_is_another_call(kept: HistoryFile) -> None:
    await kept.see(OWNER, [seen("1.7", 0)], READING)
    await kept.see(OWNER, [seen("1.7", 3 * 86400)], READING)

    assert len(await all_of(kept)) == 2


async def test_lines_that_concern_nobody_here_are_left_out(kept: HistoryFile) -> None:
    assert await kept.record(OWNER, [line("a", 0, ADA, ANNA)], READING) == ()
    assert await all_of(kept) == ()
    # It is the rest of a call that came to one's own queue.
    await kept.see(OWNER, [seen("1.7", 0, Fate.ANSWERED_ELSEWHERE, mine=False)], READING)
    await kept.record(OWNER, [line("a", 0, ADA, ANNA)], READING)

    (call,) = await all_of(kept)
    assert call.taken_by == ANNA


async def test_lines_that_become_one_call_leave_no_other_behind(kept: HistoryFile) -> None:
    """Two lines were two calls until the one between them came."""
    first, last = line("a", 0, ADA, ME, talk_s=10), line("c", 60, ADA, ME, talk_s=10)
    await kept.record(OWNER, [first, last], READING)
    assert len(await all_of(kept)) == 2
    await kept.record(OWNER, [line("b", 15, ADA, ME, talk_s=40)], READING)

    (call,) = await all_of(kept)
    assert (call.parts, call.talk_s) == (3, 60)


NUMBERS = st.sampled_from([ME, ANNA, QUEUE, ADA, BOB, Number("")])
LINES = st.lists(
    st.builds(
        line,
        uid=st.integers(0, 40).map(str),
        at_s=st.integers(0, 400),
        caller=NUMBERS,
        callee=st.sampled_from([ME, QUEUE]),
        outcome=st.sampled_from(list(Outcome)),
    ),
    max_size=20,
    unique_by=lambda each: each.uid,
)


@given(LINES, st.integers(1, 5), st.randoms(use_true_random=False))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_lines_in_any_pieces_and_order_make_the_calls_of_the_whole(
    lines: list[CallRecord], size: int, rng: random.Random
) -> None:
    kept = HistoryFile(None)
    shuffled = list(lines)
    rng.shuffle(shuffled)
    for start in range(0, len(shuffled), size):
        await kept.record(OWNER, shuffled[start : start + size], READING)

    def told(calls: Iterable[PastCall]) -> list[PastCall]:
        bare = (replace(call, key="") for call in calls)
        return sorted(bare, key=lambda call: (call.at, repr(call)))

    calls = await all_of(kept)
    assert told(calls) == told(fold(lines, READING))
    legs = [leg.uid for call in calls for leg in await kept.legs(call.key)]
    assert sorted(legs) == sorted(each.uid for each in lines)
    await kept.close()


# -- reading -------------------------------------------------------------------------------------


def contents(folder: Path) -> list[bytes]:
    """What is in the files of a folder."""
    return [each.read_bytes() for each in folder.iterdir()]


async def fill(kept: HistoryFile) -> None:
    """A few calls over three days."""
    await kept.record(
        OWNER,
        [
            line("a", 0, ADA, ME, recording="a.wav"),
            line("b", 600, BOB, ME, Outcome.NO_ANSWER),
            line("c", 86400, ME, BOB, Outcome.BUSY, direction=Direction.OUTBOUND),
            line("d", 2 * 86400, ANNA, ME, direction=Direction.INTERNAL),
            line("e", 2 * 86400 + 900, ADA, QUEUE, Outcome.ABANDONED),
        ],
        READING,
    )


@pytest.mark.parametrize(
    ("wanted", "uids"),
    [
        (EVERYTHING, "edcba"),
        (HistoryFilter(kind=Kind.MISSED), "eb"),
        (HistoryFilter(kind=Kind.INBOUND), "edba"),
        (HistoryFilter(kind=Kind.OUTBOUND), "c"),
        (HistoryFilter(kind=Kind.INTERNAL), "d"),
        (HistoryFilter(kind=Kind.RECORDED), "a"),
        (HistoryFilter(queue=QUEUE), "e"),
        (HistoryFilter(text="ADA"), "ea"),
        (HistoryFilter(text="089 / 1234"), "ea"),
        (HistoryFilter(text="+49 89"), "ea"),
        (HistoryFilter(text="ada 2079"), ""),
        (HistoryFilter(text="no such", persons=frozenset({"+442079460000"})), "cb"),
        (HistoryFilter(since=date.fromordinal(local_day(stamp(AT)) + 1)), "edc"),
        (HistoryFilter(until=date.fromordinal(local_day(stamp(AT)) + 1)), "cba"),
        (HistoryFilter(text="%"), ""),
    ],
    ids=repr,
)
async def test_a_filter_shows_what_it_says(
    kept: HistoryFile, wanted: HistoryFilter, uids: str
) -> None:
    await fill(kept)

    calls = await all_of(kept, wanted)
    assert "".join([(await kept.legs(call.key))[0].uid for call in calls]) == uids
    days = await kept.days(OWNER, wanted)
    assert sum(each.count for each in days) == len(uids)
    paged = [
        call
        for each in days
        for offset in range(each.count)
        for call in await kept.page(OWNER, wanted, each.day, offset, 1)
    ]
    assert tuple(paged) == calls


async def test_calls_from_a_moment_on_and_of_a_person(kept: HistoryFile) -> None:
    await fill(kept)

    assert [c.person for c in await kept.since(OWNER, AT + timedelta(seconds=86401))] == [
        "+4989123456",
        "2001",
    ]
    assert [c.at for c in await kept.of_person(OWNER, ["+442079460000"])] == [
        AT + timedelta(seconds=86400),
        AT + timedelta(seconds=600),
    ]
    assert await kept.of_person(OWNER, [""]) == ()
    assert await kept.call("no key") is None


async def test_nobody_sees_anothers_calls(kept: HistoryFile) -> None:
    await fill(kept)

    assert await kept.days("3631A2082/2001", EVERYTHING) == ()
    assert await kept.page("other/2000", EVERYTHING, None, 0, 10) == ()


# -- notes ---------------------------------------------------------------------------------------


async def test_a_note_is_on_the_call_whichever_comes_first(kept: HistoryFile) -> None:
    pbx = "3631A2082"
    assert await kept.note(pbx, CallId("1.7"), AT, "call back", READING) == ()
    (key,) = await kept.see(OWNER, [seen("1.7", 0)], READING)
    await kept.see("other/2000", [seen("1.7", 0)], READING)
    (call,) = await all_of(kept, HistoryFilter(text="CALL BACK"))

    assert (call.note, call.key) == ("call back", str(key))
    assert await kept.note(pbx, CallId("1.7"), AT, "", READING) == (key,)
    (call,) = await all_of(kept)
    assert call.note == ""
    (other,) = await kept.page("other/2000", EVERYTHING, None, 0, 10)
    assert other.note == ""


async def test_a_note_on_what_only_the_pbx_told_of(kept: HistoryFile) -> None:
    await kept.record(OWNER, [line("a", 0, ADA, ME)], READING)
    await kept.note("3631A2082", CallId("record-a"), AT, "later", READING)

    (call,) = await all_of(kept)
    assert call.note == "later"


# -- what changes with the numbers, and what goes --------------------------------------------------


async def test_numbers_read_otherwise_find_the_same_calls(kept: HistoryFile) -> None:
    number = Number("089123456")
    early = Reading(NumberPlan(), frozenset({ME}))
    await kept.record(OWNER, [line("a", 0, number, ME)], early)
    assert await kept.of_person(OWNER, ["+4989123456"]) == ()

    assert len(await kept.rekey(OWNER, READING)) == 1
    assert len(await kept.of_person(OWNER, ["+4989123456"])) == 1
    assert await kept.rekey(OWNER, READING) == ()


async def test_whoever_is_forgotten_is_gone_and_not_told_anew(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    kept = HistoryFile(path)
    lines = [line("a", 0, ADA, ME), line("b", 600, BOB, ME)]
    await kept.record(OWNER, lines, READING)
    await kept.see(OWNER, [seen("1.7", 0)], READING)
    await kept.note("3631A2082", CallId("1.7"), AT, "a very private word", READING)

    assert set(await kept.numbers(OWNER)) == {ADA.text, BOB.text}
    assert await kept.forget([ADA.text], OWNER) == 1
    assert await kept.record(OWNER, lines, READING) == ()
    (call,) = await all_of(kept)
    assert call.number == BOB
    await kept.close()
    for data in contents(tmp_path):
        assert ADA.text.encode() not in data
        assert b"private word" not in data
        assert b"Lovelace" not in data


async def test_what_is_too_old_goes(kept: HistoryFile) -> None:
    await fill(kept)
    await kept.see(OWNER, [seen("1.7", 2 * 86400 + 5000)], READING)
    await kept.note("3631A2082", CallId("1.7"), AT, "old", READING)
    later = AT + timedelta(days=1, hours=1)

    assert await kept.prune(None, None) == 0
    assert await kept.prune(later, AT + timedelta(days=9)) == 3
    calls = await all_of(kept)
    assert len(calls) == 3
    assert not any(call.note for call in calls)
    assert await all_of(kept, HistoryFilter(text="old")) == ()
    assert len(await all_of(kept, HistoryFilter(text="ada"))) == 2


async def test_everything_can_be_taken_along(kept: HistoryFile) -> None:
    await fill(kept)
    first = await kept.everything(0, 3)
    rest = await kept.everything(int(first[-1][1].key), 10)

    assert {who for who, _ in (*first, *rest)} == {OWNER}
    assert len(first) + len(rest) == 5


# -- the file ------------------------------------------------------------------------------------


async def test_a_file_is_private_and_lasts(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    kept = HistoryFile(path)
    await kept.remember(OWNER, "synced", "now")
    await fill(kept)
    before = await all_of(kept)
    await kept.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    again = HistoryFile(path)
    assert await all_of(again) == before
    assert await again.remembered(OWNER, "synced") == "now"
    assert await again.remembered(OWNER, "nothing") is None
    await again.close()


async def test_a_time_zone_that_changed_moves_the_days(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    kept = HistoryFile(path)
    await fill(kept)
    days = await kept.days(OWNER, EVERYTHING)
    await kept.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE calls SET day = day - 1")
        connection.execute("UPDATE state SET value = 'elsewhere' WHERE key = 'zone'")

    again = HistoryFile(path)
    assert await again.days(OWNER, EVERYTHING) == days
    await again.close()


async def test_days_come_from_an_index_alone(tmp_path: Path) -> None:
    """A list of 200,000 calls must not be read through to say how many a day has."""
    kept = HistoryFile(tmp_path / "history.sqlite")
    await fill(kept)
    await kept.close()
    with closing(open_history(tmp_path / "history.sqlite")) as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT day, count(*) FROM calls WHERE owner = 1"
            " AND incoming = 1 AND fate IN ('missed') GROUP BY day ORDER BY day DESC"
        ).fetchall()
    assert "COVERING INDEX calls_by_day" in plan[0][3]
