"""Event streams of a simulated PBX, of whichever firmware."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from ctiapp.model.agents import MissedCall
from ctiapp.model.errors import ApiDisabled, CommandError
from ctiapp.model.events import AgentAutoPaused, AgentMissed, AgentMoved, RecordingReady
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Credentials
from ctiapp.pbx.p_series import wire
from tests.pbx.small_server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.p_series.client import PSeries
    from tests.pbx.p_series.desk import Desk


async def told(
    client: PSeries, frames: AsyncGenerator[tuple[str, float], None], count: int
) -> AsyncGenerator[PbxEvent, None]:
    """Yield the next events that are about agents."""
    async for frame, _ in frames:
        for event in client.parse(frame):
            if isinstance(event, AgentMissed | AgentAutoPaused | AgentMoved):
                yield event
                count -= 1
        if not count:
            return


def topics_of(desk: Desk) -> set[int]:
    (socket,) = desk.control("state")["sockets"]  # type: ignore[misc]
    return set(socket["topics"])


async def test_a_firmware_that_has_30029_tells_who_moved(desk: Desk) -> None:
    desk.control("settings", firmware="later")
    client = await desk.signed_in()
    async with client.stream() as stream:
        frames = stream.frames()
        desk.control("agent", extension="2001", queue="6400", operation="pause", reason="Lunch")
        events = [event async for event in told(client, frames, 1)]
        await frames.aclose()

    assert events == [AgentMoved(Number("6400"), Number("2001"), "Paused", "Lunch")]


async def test_a_firmware_that_knows_some_of_the_later_events_is_asked_for_those(
    desk: Desk,
) -> None:
    """The latest is left out first; which ones were taken is remembered."""
    desk.control("settings", firmware="later", refuse_topics=[30033])
    client = await desk.signed_in()
    for _ in range(2):
        async with client.stream():
            assert topics_of(desk) == set(wire.TOPICS) - {30033}


async def test_a_recording_that_was_made_ready_is_told_of(desk: Desk) -> None:
    desk.control("settings", firmware="later", recording_ready_s=0.05)
    desk.control("record", **{"from": "5503301"}, to="2000", talk_s=2, recorded=True)
    client = await desk.signed_in()
    async with aclosing(client.recordings()) as pages:
        (recording,) = (await anext(pages)).items
    async with (
        client.stream() as stream,
        aclosing(stream.frames()) as frames,
        aclosing(client.recording(recording.file)) as pieces,
    ):
        fetching = asyncio.ensure_future(anext(pieces))
        async for frame, _ in frames:
            ready = [each for each in client.parse(frame) if isinstance(each, RecordingReady)]
            if ready:
                break
        assert (await fetching).data

    assert [(event.file, event.ready) for event in ready] == [(recording.file, True)]
    assert ready[0].numbers == {Number("5503301"), Number("2000")}
    assert desk.asked("recording/download") == 2


@pytest.mark.parametrize("firmware", ["handbook", "strict"])
async def test_a_firmware_without_the_later_events_tells_of_everything_else(
    desk: Desk, firmware: str
) -> None:
    """One takes the names of events that it never sends, one refuses the list for them."""
    desk.control("settings", firmware=firmware, max_missed=1, agent_timeout_s=0.05)
    desk.control("agents", queue="6400", agents=["2000"])
    client = await desk.signed_in()
    async with client.stream() as stream:
        known = set(wire.TOPICS) - (set(wire.LATER) if firmware == "strict" else set())
        assert topics_of(desk) == known
        frames = stream.frames()
        call = desk.control("call", **{"from": "12354978652", "to": "6400"})
        missed = MissedCall(Number("12354978652"), CallId(str(call["call_id"])))
        events = [event async for event in told(client, frames, 2)]
        await frames.aclose()

    assert events == [
        AgentMissed(Number("6400"), Number("2000"), missed),
        AgentAutoPaused(Number("6400"), Number("2000"), (missed,)),
    ]


async def test_what_was_refused_is_not_named_again(desk: Desk) -> None:
    desk.control("settings", firmware="strict")
    client = await desk.signed_in()
    async with client.stream():
        pass
    desk.control("settings", firmware="later")

    async with client.stream():
        assert topics_of(desk).isdisjoint(wire.LATER)


async def test_a_list_refused_for_something_else_is_asked_for_whole_again(desk: Desk) -> None:
    desk.control("settings", refuse_topics=[30011])
    client = await desk.signed_in()
    with pytest.raises(CommandError):
        async with client.stream():
            pytest.fail("it is open")
    desk.control("settings", refuse_topics=[])

    async with client.stream():
        assert topics_of(desk) == set(wire.TOPICS)


async def test_a_pbx_that_says_why_by_http_is_understood(desk: Desk) -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("subscribe"):
            return web.json_response({"errcode": 70123}, status=400)
        return web.json_response(
            {
                "errcode": 0,
                "access_token": "a",
                "refresh_token": "b",
                "data": [{"id": 1, "number": "2000"}],
            }
        )

    async with serving(answer) as server:
        client = desk.client(address=server.url)
        await client.sign_in(Credentials("secret"))
        with pytest.raises(ApiDisabled):
            async with client.stream():
                pytest.fail("it is open")
