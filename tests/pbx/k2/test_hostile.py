"""Whatever a K2, or somebody who says to be one, sends: facts or a `WireError`, soon, and bounded.

The corpus is that of the P-Series: its values go into each place of each example of the fact sheet.
Every reader of every ``wire*`` module is tried; one that is forgotten fails a test.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.errors import PbxError, WireError
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx import k2
from ctiapp.pbx.k2 import (
    wire,
    wire_calls,
    wire_directory,
    wire_hotel,
    wire_queues,
    wire_records,
    wire_rest,
    wire_stations,
    wire_voicemail,
)
from ctiapp.pbx.k2.speech import K2Speech
from tests.pbx.hostile import (
    FRAMES,
    VALUES,
    ignore,
    places_in,
    readers_of,
    tried,
    with_value,
)
from tests.pbx.k2.frames import ANSWERS, EVENTS, text, value

AT = datetime(2030, 1, 1, tzinfo=UTC)
QUEUE = QueueId("6401")
ADA = Number("305")


READERS: Mapping[str, Callable[[Mapping[str, object]], object]] = {
    "call_reports": lambda answer: wire_calls.call_reports(answer, ignore),
    "own_calls": lambda answer: wire_calls.own_calls(answer, ADA, ignore),
    "command_answer": wire_calls.command_answer,
    "parked_calls": lambda answer: wire_calls.parked_calls(answer, ignore),
    "extension_list": lambda answer: wire_directory.extension_list(answer, ignore),
    "extension_details": lambda answer: wire_directory.extension_details(answer, ignore),
    "lines": lambda answer: wire_directory.lines(answer, ignore),
    "conferences": lambda answer: wire_directory.conferences(answer, ignore),
    "device": wire_directory.device,
    "alarms": lambda answer: wire_hotel.alarms(answer, ignore),
    "queues": lambda answer: wire_queues.queues(answer, {}, ignore),
    "password_of": lambda answer: wire_queues.password_of(answer, QUEUE),
    "queue_rules": lambda answer: wire_queues.queue_rules(answer, QUEUE, ignore),
    "standing": lambda answer: wire_queues.agent_statuses(
        wire_queues.standing(answer, QUEUE, ignore), None, {}
    ),
    "stations": lambda answer: wire_stations.stations(answer, ignore),
    "recording_download": lambda answer: wire_records.recording_download(answer, "a.wav"),
    "records_download": lambda answer: wire_records.records_download(
        answer, wire_records.records_random("305", AT, AT)
    ),
    "messages": lambda answer: wire_voicemail.messages(answer, ADA, UTC, ignore),
    "download": lambda answer: wire_voicemail.download(answer, wire_voicemail.messages_of(ADA)),
    "checked": wire_rest.checked,
    "rows": lambda answer: wire_rest.rows(answer, "queues"),
    "pair": lambda answer: K2Speech().pair(answer, AT),
}
"""Every reader of an answer, by its name."""


def test_no_reader_is_forgotten() -> None:
    """Whatever takes an ``answer`` stands in the table."""
    assert readers_of(k2) | {"pair"} == set(READERS)


def tried_answer(name: str, answer: object) -> None:
    """Read an answer by one reader, as if it had come as text."""
    if isinstance(answer, Mapping):
        raw = name in ("checked", "rows")  # hands on what it was given
        tried(
            lambda: READERS[name](answer),
            PbxError if name == "checked" else WireError,
            clean=not raw,
        )


@pytest.mark.parametrize("name", EVENTS)
def test_any_value_in_any_place_of_an_event(name: str) -> None:
    whole = value(name)
    for path in places_in(whole):
        for new in VALUES:
            tried(lambda: wire.parse(json.dumps(with_value(whole, path, new)), ignore))  # noqa: B023


@pytest.mark.parametrize("name", ANSWERS)
def test_any_value_in_any_place_of_an_answer(name: str) -> None:
    """Each answer goes to every reader: a PBX may answer one question with another's answer."""
    whole = value(name)
    for path in places_in(whole):
        for new in VALUES[len(path) :: 5 if len(path) > 1 else 1]:
            made = with_value(whole, path, new)
            for reader in READERS:
                tried_answer(reader, made)


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_cut_off_anywhere(name: str) -> None:
    whole = text(name)
    for end in range(len(whole)):
        tried(lambda: wire.parse(whole[:end], ignore))  # noqa: B023


def test_whole_frames_that_are_none() -> None:
    for frame in FRAMES:
        tried(lambda: wire.parse(frame, ignore))  # noqa: B023


HUGE: Mapping[str, Callable[[], str]] = {
    "a name of 1 MB": lambda: one_leg(number="王" * 300_000, channelid="c", memberstatus="RING"),
    "an event's name of 1 MB": lambda: json.dumps({"event": "x" * 1_000_000}),
    "deep lists": lambda: '{"event":"CallStatus","members":' + "[" * 500_000,
    "deep objects": lambda: '{"a":' * 300_000,
    "just below the depth": lambda: '{"event":"NewCdr","callid":' + "[" * 29 + "]" * 29 + "}",
    "members for 1 MB": lambda: (
        '{"event":"CallStatus","callid":"1","members":[' + "1," * 500_000 + "1]}"
    ),
    "the same key for 1 MB": lambda: "{" + '"event":1,' * 100_000 + '"event":"BootUp"}',
    "fields for 1 MB": lambda: json.dumps(
        {"event": "NewCdr", "callid": "1", **{f"f{n}": n for n in range(60_000)}}
    ),
    "missed calls for 1 MB": lambda: json.dumps(
        {"event": "QueueAutoPause", "queue": "1", "agent": "2", "misscall": [1] * 300_000}
    ),
    "too long": lambda: " " * (wire.MAX_FRAME + 1),
}


def one_leg(**leg: object) -> str:
    """A call with that one leg."""
    return json.dumps({"event": "CallStatus", "callid": "1", "members": [{"ext": leg}]})


@pytest.mark.parametrize("what", HUGE)
def test_what_is_too_large(what: str) -> None:
    frame = HUGE[what]()
    tried(lambda: wire.parse(frame, ignore))


words = st.sampled_from(
    [
        *("event", "callid", "members", "ext", "inbound", "number", "channelid", "memberstatus"),
        *("CallStatus", "Invite", "NewCdr", "ExtensionStatus", "QueueAutoPause", "DTMF", "RING"),
        *("wakeups", "wakeup", "queues", "queuestatus", "extlist", "extinfos", "305", "6401"),
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | words | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(words | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(body=st.dictionaries(words, values, max_size=5), event=words)
def test_any_object_at_all(body: dict[str, object], event: str) -> None:
    tried(lambda: wire.parse(json.dumps({**body, "event": event}), ignore))
    for reader in READERS:
        tried_answer(reader, body)


def test_a_queue_of_many_agents_is_bounded() -> None:
    listed = {"queues": [{"number": "6401", "agents": "305," * 500_000}]}
    tried(lambda: wire_queues.queues(listed, {}, ignore))
    rooms = {"wakeups": [{"number": "305", "wakeup": [{"wakeupid": "1"}] * 100_000}]}
    tried(lambda: wire_hotel.alarms(rooms, ignore))
    tried(lambda: wire_hotel.alarms({"wakeups": [{"number": ExtensionId("3")}] * 9}, ignore))
