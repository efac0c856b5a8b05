"""What somebody does where a wake-up call went wrong."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import LinkTimeout, UsageError
from ctiapp.model.hotel import Alarm
from ctiapp.model.wakes import AckHow, LogKind, WakeOutcome
from tests.services.hotel.house import ext
from tests.services.hotel.waking import OTHER, ROOM, SIX, TWICE, Waking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.wakes import LogLine, Wake


async def gone_wrong(waking: Waking) -> Wake:
    """Nobody knows how the one of six o'clock went."""
    await waking.set(ROOM, SIX)
    await waking.clock.until("06:01:50")
    (red,) = waking.wakes.red
    return red


async def test_somebody_saw_to_it(waking: Waking) -> None:
    """Who, how and when is kept, and it is red no more."""
    red = await gone_wrong(waking)
    done = await waking.wakes.acknowledge(red.wake_id, AckHow.IN_PERSON, " Mia  B ", "was up\n")
    assert done.acknowledged is not None
    assert (done.acknowledged.by, done.acknowledged.note) == ("Mia B", "was up")
    assert done.acknowledged.at == waking.clock().at
    assert waking.wakes.red == ()
    (line,) = await waking.lines(LogKind.ACKNOWLEDGED)
    assert (line.who, line.params["how"], line.wall) == ("Mia B", "in_person", "2026-03-02 06:00")
    await waking.kill()
    await waking.reopen()
    assert waking.wakes.red == ()
    assert waking.wakes.today[0].acknowledged == done.acknowledged


async def test_what_rings_again_meanwhile_undoes_nothing(waking: Waking) -> None:
    """Somebody sees to it while a slow disk writes that it rings once more."""
    await waking.set(ROOM, TWICE)
    await waking.clock.until("06:00:01")
    waking.rings("RING")
    await asyncio.sleep(60)
    waking.rings("BYE")
    await waking.clock.until("06:06:00")
    (red,) = waking.wakes.red
    real = waking.file.write

    async def slow(owner: str, lines: Sequence[LogLine]) -> None:
        await asyncio.sleep(1)
        await real(owner, lines)

    waking.file.write = slow  # type: ignore[method-assign]
    waking.rings("RING", "1.2")
    await waking.settle()
    done = await waking.wakes.acknowledge(red.wake_id, AckHow.IN_PERSON, "Eva")
    assert done.acknowledged is not None
    del waking.file.write
    await waking.clock.until("06:10")
    assert waking.wakes.red == ()
    assert len(waking.wakes.today[0].tries) == 2
    await waking.kill()
    await waking.reopen()
    assert waking.wakes.red == ()


async def test_who_sees_to_it_while_somebody_signs_out_has_seen_to_it(waking: Waking) -> None:
    red = await gone_wrong(waking)
    real = waking.file.write

    async def slow(owner: str, lines: Sequence[LogLine]) -> None:
        await asyncio.sleep(1)
        await real(owner, lines)

    waking.file.write = slow  # type: ignore[method-assign]
    seeing_to = asyncio.create_task(waking.wakes.acknowledge(red.wake_id, AckHow.IN_PERSON, "Eva"))
    await waking.settle()
    await waking.close()
    done = await seeing_to
    assert done.acknowledged is not None
    del waking.file.write
    await waking.reopen()
    assert waking.wakes.red == ()
    assert waking.wakes.today[0].acknowledged == done.acknowledged


async def test_whoever_does_not_say_who_they_are_is_signed_in(waking: Waking) -> None:
    red = await gone_wrong(waking)
    done = await waking.wakes.acknowledge(red.wake_id, AckHow.CALLED, "")
    assert done.acknowledged is not None
    assert done.acknowledged.by == "Leo"


async def test_what_needs_nobody_cannot_be_seen_to(waking: Waking) -> None:
    red = await gone_wrong(waking)
    await waking.wakes.acknowledge(red.wake_id, AckHow.OTHER, "Mia")
    with pytest.raises(UsageError) as refused:
        await waking.wakes.acknowledge(red.wake_id, AckHow.OTHER, "Leo")
    assert (refused.value.key, refused.value.params["by"]) == ("wakeup.acknowledged", "Mia")
    await waking.set(OTHER, Alarm("", time(7, 0)))
    coming = waking.wakes.today[-1]
    assert waking.wakes.wake(coming.wake_id) == coming
    for name in (coming.wake_id, "nothing"):
        with pytest.raises(UsageError) as refused:
            await waking.wakes.acknowledge(name, AckHow.OTHER, "Leo")
        assert refused.value.key == "wakeup.no_such_wake"


async def test_it_is_rung_again_at_the_next_minute(waking: Waking) -> None:
    """Not at one that begins in a moment: the PBX might take it as tomorrow's."""
    red = await gone_wrong(waking)
    made = await waking.wakes.ring_again(red.wake_id)
    assert (made.at, made.once) == (time(6, 3), True)
    assert waking.book.of(ext("105"))[-1] == made
    (line,) = await waking.lines(LogKind.AGAIN)
    assert line.params["at"] == "06:03"
    assert waking.wakes.red == (red,)
    again = await waking.wakes.ring_again(red.wake_id)
    assert again.at == time(6, 4)


async def test_it_is_rung_again_by_its_own_prompt(waking: Waking) -> None:
    await waking.set(ROOM, replace(SIX, prompt="good_morning"))
    await waking.clock.until("06:01:50")
    made = await waking.wakes.ring_again(waking.wakes.red[0].wake_id)
    assert made.prompt == "good_morning"


async def test_the_room_is_called_from_the_desk(waking: Waking) -> None:
    """That alone is no answer: whoever did it says so."""
    red = await gone_wrong(waking)
    assert await waking.wakes.call_room(red.wake_id) == "confirmed"
    assert waking.called == [ROOM]
    assert [line.kind for line in await waking.lines()][-1] is LogKind.CALLED
    assert waking.wakes.red == (red,)


async def test_what_is_not_there_is_neither_rung_nor_called(waking: Waking) -> None:
    for act in (waking.wakes.ring_again, waking.wakes.call_room):
        with pytest.raises(UsageError):
            await act("nothing")
    assert waking.called == []


async def test_what_fails_is_told(waking: Waking) -> None:
    red = await gone_wrong(waking)
    waking.pbx.fail["alarms_of"] = [LinkTimeout()]
    with pytest.raises(LinkTimeout):
        await waking.wakes.ring_again(red.wake_id)
    assert waking.wakes.red == (red,)


async def test_what_is_listed_of_today_and_of_all(waking: Waking) -> None:
    """In order of time; tomorrow's is not today's."""
    await waking.set(ROOM, Alarm("", time(5, 0)))
    await waking.set(ROOM, Alarm("", time(7, 0)))
    await waking.set(OTHER, SIX)
    assert [f"{wake.wall:%H:%M}" for wake in waking.wakes.today] == ["06:00", "07:00"]
    assert [f"{wake.wall:%d %H:%M}" for wake in waking.wakes.all] == [
        "02 06:00",
        "02 07:00",
        "03 05:00",
    ]
    assert all(wake.outcome is WakeOutcome.WAITING for wake in waking.wakes.all)


async def test_the_log_of_one_room(waking: Waking) -> None:
    await waking.set(ROOM, SIX)
    await waking.set(OTHER, SIX)
    assert {line.room for line in await waking.wakes.log(ROOM)} == {ROOM}
    newest = await waking.wakes.log(None, 1)
    assert [(line.room, line.kind) for line in newest] == [(OTHER, LogKind.SET)]
