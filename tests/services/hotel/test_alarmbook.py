"""What was read back is what counts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time

import pytest

from ctiapp.model.errors import (
    CommandError,
    InvalidState,
    LinkTimeout,
    NoSuchTarget,
    OutcomeUnknown,
    UsageError,
)
from ctiapp.model.hotel import MAX_ALARMS, Alarm
from ctiapp.model.wakes import LogBy, LogKind
from ctiapp.services.connection import Connection
from tests.services.hotel.house import ext
from tests.services.hotel.waking import OTHER, ROOM, SIX, TWICE, Waking

E105 = ext("105")
SEVEN = Alarm("", time(7, 0))
WORKDAYS = Alarm("", time(6, 30), frozenset(range(5)))


async def said(waking: Waking) -> list[tuple[str, LogBy, str]]:
    """The log: what, by whom, of which time."""
    return [(line.kind.value, line.by, line.wall) for line in await waking.lines()]


# -- setting --------------------------------------------------------------------------------------


async def test_one_is_set_and_read_back(waking: Waking) -> None:
    told: list[None] = []
    waking.book.subscribe(lambda: told.append(None))
    made = await waking.set(ROOM, TWICE)
    assert made == replace(TWICE, alarm_id=made.alarm_id)
    assert waking.book.of(E105) == (made,)
    assert told
    assert await said(waking) == [
        ("setting", LogBy.HERE, "06:00"),
        ("set", LogBy.HERE, "06:00"),
    ]
    (_, line) = await waking.lines()
    assert (line.who, line.room, line.params["snoozes"]) == ("Leo", ROOM, "1x5")
    assert line.params["alarm_id"] == made.alarm_id


async def test_the_line_is_written_before_it_is_sent(waking: Waking) -> None:
    """Nothing is set without a trace."""
    waking.pbx.gate.shut()
    setting = asyncio.ensure_future(waking.set(ROOM, SIX))
    await asyncio.sleep(0.2)
    assert waking.pbx.sent == []
    assert await said(waking) == [("setting", LogBy.HERE, "06:00")]
    waking.pbx.gate.open()
    await setting


async def test_the_twenty_fourth_is_refused_before_anything_is_sent(waking: Waking) -> None:
    for minute in range(MAX_ALARMS):
        waking.pbx.put("105", Alarm("", time(5, minute)))
    for _ in range(2):  # whether or not that was known before
        with pytest.raises(UsageError) as refused:
            await waking.set(ROOM, SIX)
        assert refused.value.key == "wakeup.too_many"
        assert waking.pbx.sent == []
    assert await waking.lines(LogKind.SETTING) == []


async def test_where_no_handbook_names_a_limit_the_pbx_is_asked(waking: Waking) -> None:
    waking.pbx.most_alarms = None
    for minute in range(MAX_ALARMS):
        waking.pbx.put("105", Alarm("", time(5, minute)))
    await waking.set(ROOM, SIX)
    assert len(waking.pbx.sent) == 1


async def test_more_rings_than_the_pbx_has_are_refused_before_anything_is_sent(
    waking: Waking,
) -> None:
    kept = waking.pbx.put("105", replace(SIX, at=time(5, 0)))
    assert waking.book.most_snoozes == 3
    waking.pbx.most_snoozes = 0
    assert waking.book.most_snoozes == 0
    for order in (
        waking.set(ROOM, TWICE),
        waking.book.change(ext("105"), replace(kept, snoozes=1)),
    ):
        with pytest.raises(UsageError) as refused:
            await order
        assert refused.value.key == "wakeup.rings_once"
    assert waking.pbx.sent == []
    waking.where.owner = None
    assert waking.book.most_snoozes == 3, "nobody is signed in: nothing is known"


async def test_a_second_one_at_the_same_times_is_refused(waking: Waking) -> None:
    await waking.set(ROOM, SIX)
    with pytest.raises(UsageError) as refused:
        await waking.set(ROOM, TWICE)
    assert refused.value.key == "wakeup.exists"
    await waking.set(ROOM, replace(SIX, days=frozenset({0})))
    await waking.set(OTHER, SIX)


async def test_one_that_is_being_snoozed_is_no_twin(waking: Waking) -> None:
    """It goes soon: whoever sets the same again means tomorrow."""
    await waking.set(ROOM, TWICE)
    await waking.clock.until("06:03")
    made = await waking.set(ROOM, SIX)
    assert len(waking.book.of(E105)) == 2
    coming = waking.book.upcoming(E105)
    assert coming is not None
    assert (coming.alarm, f"{coming.wall:%a}") == (made, "Tue")


@pytest.mark.parametrize(
    "keeps",
    [
        lambda alarm: None,
        lambda alarm: replace(alarm, at=time(6, 1)),
        lambda alarm: replace(alarm, snoozes=0),
        lambda alarm: replace(alarm, days=frozenset(range(7))),
    ],
)
async def test_what_the_pbx_keeps_otherwise_is_told(waking: Waking, keeps: object) -> None:
    waking.pbx.keeps = keeps  # type: ignore[assignment]
    with pytest.raises(CommandError) as told:
        await waking.set(ROOM, TWICE)
    assert told.value.key == "wakeup.not_kept"
    failed = await waking.lines(LogKind.FAILED)
    assert [line.params["why"] for line in failed] == ["wakeup.not_kept"]


async def test_a_prompt_of_the_pbx_is_no_difference(waking: Waking) -> None:
    waking.pbx.keeps = lambda alarm: replace(alarm, prompt="default", snooze_min=3)
    assert (await waking.set(ROOM, SIX)).prompt == "default"


async def test_no_answer_is_settled_by_reading_back(waking: Waking) -> None:
    """It is there, and was not before: so it was set."""
    waking.pbx.after["create_alarm"] = OutcomeUnknown()
    made = await waking.set(ROOM, SIX)
    assert waking.book.of(E105) == (made,)
    waking.pbx.after["create_alarm"] = OutcomeUnknown()
    waking.pbx.keeps = lambda alarm: None
    with pytest.raises(OutcomeUnknown) as unsure:
        await waking.set(ROOM, SEVEN)
    assert unsure.value.key == "error.outcome_unknown"


async def test_what_cannot_be_read_back_is_unknown(waking: Waking) -> None:
    """It may be set: nobody says that it is, and nobody that it is not."""
    waking.pbx.fail["alarms_of"] = [None, LinkTimeout()]
    with pytest.raises(OutcomeUnknown) as unsure:
        await waking.set(ROOM, SIX)
    assert unsure.value.key == "wakeup.unverified"
    await waking.clock.until("05:32")
    assert len(waking.book.of(E105)) == 1
    (line,) = await waking.lines(LogKind.SET)
    assert (line.by, line.room) == (LogBy.HERE, ROOM)


async def test_a_refusal_is_told_as_it_is(waking: Waking) -> None:
    waking.pbx.fail["create_alarm"] = [CommandError(code=60002)]
    with pytest.raises(CommandError):
        await waking.set(ROOM, SIX)
    assert waking.book.of(E105) == ()
    assert (await waking.lines())[-1].kind is LogKind.FAILED


async def test_of_one_room_one_thing_is_changed_at_a_time(waking: Waking) -> None:
    waking.pbx.gate.shut()
    first = asyncio.ensure_future(waking.set(ROOM, SIX))
    second = asyncio.ensure_future(waking.set(ROOM, SIX))
    await asyncio.sleep(0.1)
    waking.pbx.gate.open()
    await first
    with pytest.raises(UsageError):
        await second
    assert waking.pbx.sent == ["create e105 06:00"]


async def test_nobody_is_signed_in(waking: Waking) -> None:
    waking.where.owner = None
    with pytest.raises(InvalidState):
        await waking.set(ROOM, SIX)


# -- changing and taking away ---------------------------------------------------------------------


async def test_one_is_changed(waking: Waking) -> None:
    made = await waking.set(ROOM, SIX)
    wanted = replace(made, at=time(6, 15), days=frozenset({5, 6}))
    assert await waking.book.change(E105, wanted) == wanted
    assert waking.book.of(E105) == (wanted,)
    (line,) = await waking.lines(LogKind.CHANGED)
    assert (line.wall, line.params["was"], line.params["days"]) == ("06:15", "06:00", "5,6")


async def test_what_is_not_changed_is_told(waking: Waking) -> None:
    made = await waking.set(ROOM, SIX)
    other = await waking.set(ROOM, SEVEN)
    with pytest.raises(UsageError):
        await waking.book.change(E105, replace(made, at=other.at))
    waking.pbx.keeps = lambda alarm: made
    with pytest.raises(CommandError) as told:
        await waking.book.change(E105, replace(made, at=time(6, 20)))
    assert told.value.key == "wakeup.not_kept"
    waking.pbx.fail["change_alarm"] = [NoSuchTarget()]
    with pytest.raises(NoSuchTarget):
        await waking.book.change(E105, replace(made, at=time(6, 20)))
    waking.pbx.after["change_alarm"] = OutcomeUnknown()
    with pytest.raises(OutcomeUnknown):
        await waking.book.change(E105, replace(made, at=time(6, 20)))
    waking.pbx.after["change_alarm"] = OutcomeUnknown()
    waking.pbx.keeps = lambda alarm: alarm
    await waking.book.change(E105, replace(made, at=time(6, 20)))


async def test_what_is_gone_from_the_room_is_not_changed(waking: Waking) -> None:
    """It rang; the PBX gave its number to another room's since, which is not to ring later."""
    made = await waking.set(ROOM, SIX)
    theirs = replace(made, at=time(4, 45))
    waking.pbx.take("105", made)
    waking.pbx.rings[ext("106")] = (theirs,)
    with pytest.raises(NoSuchTarget) as told:
        await waking.book.change(E105, replace(made, at=time(9, 0)))
    assert told.value.key == "wakeup.gone"
    assert waking.pbx.rings[ext("106")] == (theirs,)
    assert waking.pbx.sent == ["create e105 06:00"]


async def test_only_what_is_named_is_taken_away(waking: Waking) -> None:
    made, other = await waking.set(ROOM, SIX), await waking.set(ROOM, SEVEN)
    await waking.book.remove(E105, [made.alarm_id])
    assert waking.book.of(E105) == (other,)
    assert waking.pbx.sent[-1] == f"delete e105 {made.alarm_id}"
    assert [line.wall for line in await waking.lines(LogKind.CANCELLED)] == ["06:00"]


async def test_what_is_gone_already_is_away(waking: Waking) -> None:
    made = await waking.set(ROOM, SIX)
    waking.pbx.take("105", made)
    await waking.book.remove(E105, [made.alarm_id])
    assert len(waking.pbx.sent) == 1


async def test_only_what_is_there_still_is_named(waking: Waking) -> None:
    """The id of one that has gone may be another room's by now."""
    rang, other = await waking.set(ROOM, SIX), await waking.set(ROOM, SEVEN)
    waking.pbx.take("105", rang)
    await waking.book.remove(E105, [rang.alarm_id, other.alarm_id])
    assert waking.pbx.sent[-1] == f"delete e105 {other.alarm_id}"
    assert waking.book.of(E105) == ()


@pytest.mark.parametrize("ids", [[], [""], ["101", ""]])
async def test_nothing_named_is_never_everything(waking: Waking, ids: list[str]) -> None:
    """The PBX would take all of the room's alarms away."""
    await waking.set(ROOM, SIX)
    with pytest.raises(ValueError, match="no alarm is named"):
        await waking.book.remove(E105, ids)
    assert len(waking.pbx.sent) == 1


async def test_all_are_taken_away_where_that_is_asked_for(waking: Waking) -> None:
    await waking.set(ROOM, SIX)
    waking.pbx.put("105", SEVEN)
    await waking.book.remove_all(E105)
    assert waking.book.of(E105) == ()
    assert len(await waking.lines(LogKind.CANCELLED)) == 2


async def test_what_stays_is_told(waking: Waking) -> None:
    made = await waking.set(ROOM, SIX)
    waking.pbx._drop = lambda ext_id, alarm_ids: None  # type: ignore[method-assign]
    with pytest.raises(CommandError) as told:
        await waking.book.remove(E105, [made.alarm_id])
    assert told.value.key == "wakeup.not_removed"
    waking.pbx.after["delete_alarms"] = OutcomeUnknown()
    with pytest.raises(OutcomeUnknown):
        await waking.book.remove(E105, [made.alarm_id])
    del waking.pbx._drop  # type: ignore[method-assign]
    waking.pbx.after["delete_alarms"] = OutcomeUnknown()
    await waking.book.remove(E105, [made.alarm_id])
    assert waking.book.of(E105) == ()


@pytest.mark.parametrize("error", [LinkTimeout(), CommandError(code=60002)])
async def test_what_could_not_be_taken_away_is_missed_where_it_is_lost(
    waking: Waking, error: CommandError
) -> None:
    """Nobody here took it: the room is somebody's to see to."""
    made = await waking.set(ROOM, SIX)
    waking.pbx.fail["delete_alarms"] = [error]
    with pytest.raises(type(error)):
        await waking.book.remove(E105, [made.alarm_id])
    assert not waking.book.cancelled_here(made.alarm_id)
    waking.session.link(Connection.RECONNECTING)
    await asyncio.sleep(20)
    waking.pbx.take("105", made)
    waking.session.link(Connection.ONLINE)
    waking.book.look_now()
    await asyncio.sleep(60)
    assert [wake.room for wake in waking.wakes.red] == [ROOM]
    again = await waking.set(ROOM, SIX)
    waking.pbx._drop = lambda ext_id, alarm_ids: None  # type: ignore[method-assign]
    with pytest.raises(CommandError):
        await waking.book.remove(E105, [again.alarm_id])
    assert not waking.book.cancelled_here(again.alarm_id)
    del waking.pbx._drop  # type: ignore[method-assign]
