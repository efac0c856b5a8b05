"""A line is on the disk before anything is done, or it waits, and that is said."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.errors import StorageError
from ctiapp.model.wakes import LogBy, LogKind
from ctiapp.services.hotel.wakelog import KEPT, MAX_TEXT, alarm_params, wall_text
from tests.services.hotel.waking import OTHER, ROOM, TWICE, Waking

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest


async def test_a_line_says_who_did_what(waking: Waking) -> None:
    told: list[None] = []
    waking.log.subscribe(lambda: told.append(None))
    await waking.log.say(LogKind.SET, ROOM, "06:00", {"a": "1", "b": ""})
    await waking.log.say(LogKind.RANG, OTHER, by=LogBy.PBX)
    await waking.log.say(LogKind.ACKNOWLEDGED, ROOM, "06:00", by=LogBy.HERE, who="Mia")
    newest, middle, oldest = await waking.log.read(None)
    assert (oldest.who, oldest.by, oldest.wall) == ("Leo", LogBy.HERE, "06:00")
    assert oldest.params == {"a": "1"}
    assert (middle.who, middle.by, middle.room) == ("", LogBy.PBX, OTHER)
    assert newest.who == "Mia"
    assert oldest.at == waking.clock().at.replace(microsecond=oldest.at.microsecond)
    assert len(told) == 3


async def test_what_somebody_typed_is_not_endless(waking: Waking) -> None:
    await waking.log.say(LogKind.ACKNOWLEDGED, ROOM, "", {"note": "x" * 9999})
    (line,) = await waking.log.read(ROOM)
    assert len(line.params["note"]) == MAX_TEXT


async def test_what_could_not_be_written_is_written_later(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    """In its order, and once; meanwhile it is said."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")

    async def refuses(owner: str, lines: Sequence[object]) -> None:
        raise StorageError("full")

    waking.file.write = refuses  # type: ignore[method-assign]
    await waking.log.say(LogKind.SETTING, ROOM, "06:00")
    await waking.log.say(LogKind.SET, ROOM, "06:00")
    assert waking.log.notice is not None
    assert waking.log.notice.key == "error.storage"
    assert await waking.log.read(None) == ()
    del waking.file.write
    await waking.log.say(LogKind.RANG, ROOM, "06:00")
    assert waking.log.notice is None
    kinds = [line.kind for line in await waking.log.read(None)]
    assert kinds == [LogKind.RANG, LogKind.SET, LogKind.SETTING]
    await waking.log.flush()
    assert len(await waking.log.read(None)) == 3


async def test_nobody_is_signed_in(waking: Waking, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    waking.where.owner = None
    await waking.log.say(LogKind.SET, ROOM)
    assert await waking.log.read(None) == ()


async def test_it_is_kept_for_a_year(waking: Waking, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    await waking.log.say(LogKind.SET, ROOM)
    waking.clock.jump(KEPT - timedelta(hours=1))
    await waking.log.prune()
    assert await waking.log.read(None)
    waking.clock.jump(timedelta(hours=2))
    await waking.log.prune()
    assert [line.kind for line in await waking.log.read(ROOM)] == []

    async def refuses(before: object) -> None:
        raise StorageError("broken")

    waking.file.forget = refuses  # type: ignore[method-assign, assignment]
    await waking.log.prune()
    del waking.file.forget


def test_what_is_said_of_an_alarm() -> None:
    assert wall_text(TWICE) == "06:00"
    said = alarm_params(TWICE)
    assert said == {"days": "", "snoozes": "1x5", "prompt": "", "alarm_id": ""}
