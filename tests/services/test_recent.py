"""The last minutes of the stream: only while it is wanted, bounded, without secrets, playable."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ctiapp.pbx.interface import Snapshot
from ctiapp.services.recent import Recent, head_line
from tests.model.said import inbound, mine, report

if TYPE_CHECKING:
    from tests.services.fakes import World


@pytest.fixture
async def signed_in(world: World) -> World:
    """Somebody is signed in."""
    await world.sign_in()
    return world


def told(recent: Recent) -> list[tuple[float, str]]:
    """The frames of the recording with their times."""
    lines = (recent.text() or "").splitlines()[1:]
    told = [line for line in map(json.loads, lines) if "frame" in line]
    return [(line["t"], line["frame"]) for line in told]


def pictures(recent: Recent) -> list[tuple[float, int]]:
    """The pictures of the recording with their times, and how many calls are in each."""
    lines = (recent.text() or "").splitlines()[1:]
    told = [line for line in map(json.loads, lines) if "calls" in line]
    return [(line["t"], len(line["calls"])) for line in told]


async def test_nothing_is_kept_unless_it_is_wanted(signed_in: World) -> None:
    """And what was kept is forgotten with the switch."""
    recent = Recent(signed_in.session)
    signed_in.link.observer.on_frame("one", 1.0)
    assert (recent.on, recent.text()) == (False, None)

    recent.switch(on=True)
    recent.switch(on=True)
    signed_in.link.observer.on_frame("two", 2.0)
    assert (recent.on, recent.count) == (True, 1)

    recent.switch(on=False)
    signed_in.link.observer.on_frame("three", 3.0)
    assert (recent.on, recent.count, recent.text()) == (False, 0, None)


async def test_it_reads_as_a_recording(signed_in: World) -> None:
    """Its head, then each frame with the seconds since the first; no secret in it."""
    recent = Recent(signed_in.session)
    recent.switch(on=True)
    signed_in.link.observer.on_frame('{"access_token": "abcd1234"}', 10.0)
    signed_in.link.observer.on_frame("two", 12.5)

    text = recent.text()
    assert text is not None
    assert text.splitlines()[0] == head_line(signed_in.session.status)
    assert json.loads(text.splitlines()[0])["extension"] == "2000"
    assert told(recent) == [(0.0, '{"access_token": "[redacted]"}'), (2.5, "two")]


async def test_it_is_bounded_in_time_and_size(signed_in: World) -> None:
    """The oldest go first."""
    recent = Recent(signed_in.session, kept_s=60.0, kept_chars=10)
    recent.switch(on=True)
    for at_s, frame in ((0.0, "old"), (61.0, "abcd"), (62.0, "efgh"), (63.0, "ijkl")):
        signed_in.link.observer.on_frame(frame, at_s)
    assert told(recent) == [(0.0, "efgh"), (1.0, "ijkl")]


async def test_it_begins_with_the_oldest_picture_that_is_left(signed_in: World) -> None:
    """The frames before that one cannot be understood; each look that changed something is one."""
    recent = Recent(signed_in.session, kept_s=60.0)
    recent.switch(on=True)
    on_frame = signed_in.link.observer.on_frame
    for second in range(0, 100, 5):
        on_frame(str(second), float(second))
    assert told(recent)[0] == (0.0, "60")  # the first 35 s are gone, and 40 to 55 have no picture
    assert pictures(recent) == [(0.0, 0), (30.0, 0)]
    await signed_in.clock.pass_s(100)
    talk = Snapshot((report(inbound("ANSWERED"), mine("ANSWER")),))
    signed_in.link.observer.on_snapshot(talk, signed_in.clock().mono_s)
    on_frame("last", signed_in.clock().mono_s)
    assert pictures(recent)[-1] == (0.0, 1)
    assert told(recent) == [(0.0, "last")]


async def test_nobodys_stream_has_no_head(world: World) -> None:
    """Signed out there is nothing to record."""
    assert head_line(world.session.status) is None
