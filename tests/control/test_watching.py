"""``ctl watch``: a line a change, in order, and no end of memory for who does not read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ctiapp.control import watching
from ctiapp.control.watching import BACKLOG, Watching
from ctiapp.model.errors import LinkLost
from ctiapp.model.ids import CallId
from tests.control.office import FIRST, Office, describe
from tests.control.queueing import ALL, QueueOffice
from tests.model.said import inbound, mine

if TYPE_CHECKING:
    from typing import Any


async def lines(stream: Watching, count: int) -> list[dict[str, Any]]:
    """The next ones."""
    found: list[dict[str, Any]] = []
    async with asyncio.timeout(5):
        for _ in range(count):
            line = await stream.next()
            assert line is not None
            found.append(line)
    return found


async def test_each_change_is_a_line(office: Office) -> None:
    """The link's state first; what did not change is not told again."""
    stream = Watching(office.services, describe)
    office.talk()
    office.talk()
    office.says(inbound("ANSWERED", channel="in-a"), mine("HOLD"))
    office.desk.set_popup(visible=True, call_id=CallId(FIRST))
    told = await lines(stream, 4)
    assert [line["kind"] for line in told] == ["link", "call", "call", "popup"]
    assert [line["data"]["state"] for line in told[1:3]] == ["talking", "held"]
    assert all(set(line) == {"at", "kind", "data"} for line in told)
    stream.close()


async def test_a_gap_shows_as_one(office: Office) -> None:
    """The link is told with its code."""
    stream = Watching(office.services, describe)
    office.link.down(LinkLost("reset"))
    told = await lines(stream, 2)
    assert [line["data"]["connection"] for line in told] == ["online", "reconnecting"]
    assert told[1]["data"]["detail"] == "<error.link_lost>"
    stream.close()


async def test_who_does_not_read_is_let_go(office: Office) -> None:
    """After so many lines; and nothing more is kept for them."""
    stream = Watching(office.services, describe)
    for step in range(BACKLOG * 2):
        office.desk.set_popup(visible=bool(step % 2), call_id=CallId(str(step)))
    assert len(await lines(stream, BACKLOG - 1)) == BACKLOG - 1
    assert await stream.next() is None
    stream.close()


async def test_who_left_is_told_nothing(office: Office) -> None:
    """Closing ends the subscriptions."""
    stream = watching.changes(office.services, describe)
    assert (await anext(stream))["kind"] == "link"
    await stream.aclose()
    office.talk()
    silent = Watching(office.services, describe)
    silent.close()
    office.says(inbound("ANSWERED", channel="in-a"), mine("HOLD"))
    assert len(await lines(silent, 1)) == 1
    assert silent._waiting.empty()


async def test_a_queue_is_a_line_a_change(time_flies: None) -> None:
    """What is asked and how it ends; an answer that says the same is none; a queue may go."""
    office = await QueueOffice(*ALL).begin()
    stream = Watching(office.services, describe)
    assert (await office.ctl("queue", "pause", queue=("6402",), reason="Lunch")).exit == 0
    await office.clock.pass_s(200)
    told = await lines(stream, 3)
    assert [line["kind"] for line in told] == ["link", "queue", "queue"]
    first, second = (line["data"] for line in told[1:])
    assert (first["number"], first["paused"], first["pending"]) == ("6402", False, ["pause"])
    assert (second["paused"], second["reason"], second["pending"]) == (True, "Lunch", [])
    assert stream._waiting.empty()
    office.pbx.queue_list = ALL[1:]
    await office.clock.pass_s(400)
    (gone,) = await lines(stream, 1)
    assert gone["data"] == dict.fromkeys(first) | {
        "number": "6402",
        "name": "Support",
        "pending": [],
    }
    stream.close()
    await office.end()
