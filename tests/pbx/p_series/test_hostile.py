"""Whatever a PBX, or somebody who says to be one, sends: facts or a `WireError`, soon, and bounded.

``tests/frames/hostile/`` is the corpus: ``values.json`` goes into each place of each example of the
handbook, ``frames.txt`` has whole frames, one a line. What would be too large for a file is made
here. Every reader of every ``wire*`` module is tried; one that is forgotten fails a test.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctiapp.model.errors import PbxError, WireError
from ctiapp.model.events import CallReported
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.reports import ReportKind
from ctiapp.pbx import jsontext, p_series
from ctiapp.pbx.members import MAX_MEMBERS
from ctiapp.pbx.p_series import (
    cdrtime,
    wire,
    wire_calls,
    wire_contacts,
    wire_departments,
    wire_hotel,
    wire_queues,
    wire_recordings,
    wire_records,
    wire_refusals,
    wire_reports,
    wire_rest,
    wire_stations,
)
from tests.pbx.hostile import (
    FRAMES,
    VALUES,
    ignore,
    places_in,
    readers_of,
    tried,
    with_value,
)
from tests.pbx.p_series.frames import EVENTS, EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

AT = datetime(2030, 1, 1, tzinfo=UTC)
QUEUE = QueueId("1")
ROOM = ExtensionId("39")
"""The extension of the handbook's examples."""


READERS: Mapping[str, Callable[[Mapping[str, object]], object]] = {
    "call_reports": lambda answer: wire_calls.call_reports(answer, ignore),
    "alarm_page": lambda answer: wire_hotel.alarm_page(answer, ignore),
    "room_alarms": lambda answer: wire_hotel.room_alarms(answer, ROOM, ignore),
    "clock_text": lambda answer: cdrtime.clock(wire_hotel.clock_text(answer), AT) or (),
    "named_fields": lambda answer: wire_refusals.named_fields(answer) or (),
    "station": lambda answer: wire_stations.station(answer, ROOM),
    "stations": lambda answer: wire_stations.stations(answer, ignore),
    "kept_of": wire_stations.kept_of,
    "route_page": lambda answer: wire_stations.route_page(answer, ignore),
    "own_calls": lambda answer: wire_calls.own_calls(answer, ignore),
    "command_answer": wire_calls.command_answer,
    "parked_calls": lambda answer: wire_calls.parked_calls(answer, ignore),
    "agent_statuses": lambda answer: wire_queues.agent_statuses(answer, ignore),
    "pause_reasons": lambda answer: wire_queues.pause_reasons(answer, ignore),
    "queue_load": lambda answer: wire_queues.queue_load(answer, QUEUE, ignore),
    "queue_page": lambda answer: wire_queues.queue_page(answer, ignore),
    "queue_rules": lambda answer: wire_queues.queue_rules(answer, QUEUE),
    "contact": lambda answer: wire_contacts.contact(answer, ignore),
    "created_id": wire_rest.created_id,
    "phonebook_page": lambda answer: wire_contacts.phonebook_page(answer, ignore),
    "department_page": lambda answer: wire_departments.settled(
        wire_departments.department_page(answer, ignore).items
    ),
    "recording_page": lambda answer: wire_recordings.recording_page(answer, ignore, None),
    "records": lambda answer: wire_records.records(answer, ignore),
    "report": lambda answer: [wire_reports.report(answer, kind, ignore) for kind in ReportKind],
    "resource_path": wire_recordings.resource_path,
    "time_samples": lambda answer: cdrtime.learned(wire_records.time_samples(answer)) or (),
    "checked": wire_rest.checked,
    "contact_page": lambda answer: wire_rest.contact_page(answer, ignore),
    "extension_page": lambda answer: wire_rest.extension_page(answer, ignore),
    "information": wire_rest.information,
    "page_of": lambda answer: wire_rest.page_of(answer, "data", dict, ignore),
    "place_page": lambda answer: [
        wire_rest.place_page(places, answer, ignore) for places in wire_rest.PLACE_LISTS
    ],
    "token_pair": lambda answer: wire_rest.token_pair(answer, AT),
}
"""Every reader of an answer, by its name."""


def test_no_reader_is_forgotten() -> None:
    """Whatever takes an ``answer`` stands in the table."""
    assert readers_of(p_series) == set(READERS)


def tried_frame(text: str) -> bool:
    """Read a frame of the event stream, and as an answer to a subscription."""
    tried(lambda: wire.subscription_answer(text), clean=False)
    return tried(lambda: wire.parse(text, ignore))


def tried_answer(name: str, answer: object) -> None:
    """Read an answer by one reader, as if it had come as text."""
    if isinstance(answer, Mapping):
        raw = name in ("checked", "page_of")  # hands on what it was given
        tried(
            lambda: READERS[name](answer),
            PbxError if name == "checked" else WireError,
            clean=not raw,
        )


# --- the corpus ----------------------------------------------------------------------------------


def opened(text: str) -> dict[str, Any]:
    """An event with its body as an object."""
    found: dict[str, Any] = json.loads(text, strict=False)
    if isinstance(found.get("msg"), str):
        found["msg"] = json.loads(found["msg"], strict=False)
    return found


@pytest.mark.parametrize("example", EVENTS, ids=lambda each: each.name)
def test_any_value_in_any_place_of_an_event(example: Any) -> None:
    whole = opened(example.meant)
    assert tried_frame(json.dumps(whole))
    for path in places_in(whole):
        for value in VALUES:
            tried_frame(json.dumps(with_value(whole, path, value)))


TWICE = {"answer-extension-query.txt"}
"""Two of what ``extension/get`` answers one of: there is nothing new in it, and a great deal."""

ANSWERS = [
    each for each in EXAMPLES if each.event is None and "{" in each.meant and each.name not in TWICE
]


@pytest.mark.parametrize("example", ANSWERS, ids=lambda each: each.name)
def test_any_value_in_any_place_of_an_answer(example: Any) -> None:
    """Each answer goes to every reader: a PBX may answer one question with another's answer."""
    whole = json.loads(example.meant[example.meant.index("{") :], strict=False)
    for path in places_in(whole):
        for value in VALUES[len(path) :: 5 if len(path) > 1 else 1]:
            made = with_value(whole, path, value)
            for name in READERS:
                tried_answer(name, made)


def test_whole_frames_that_are_none() -> None:
    for text in FRAMES:
        tried_frame(text)
        tried(partial(jsontext.loads, text, max_size=wire.MAX_FRAME), clean=False)


@pytest.mark.parametrize("example", EVENTS, ids=lambda each: each.name)
def test_an_event_cut_off_anywhere(example: Any) -> None:
    text = example.meant.strip()
    for end in range(len(text)):
        tried_frame(text[:end])


NAME = "王" * 350_000
"""A name of 1 MB."""

HUGE: Mapping[str, Callable[[], str]] = {
    "a name of 1 MB": lambda: one_leg(number=NAME, channel_id="c", member_status="RING"),
    "an id of 1 MB": lambda: json.dumps({"type": 30011, "msg": {"call_id": NAME, "members": []}}),
    "a type of 1 MB": lambda: json.dumps({"type": NAME, "msg": {}}),
    "a key of 1 MB": lambda: one_leg(**{NAME: NAME}),
    "zero-width for 1 MB": lambda: one_leg(number="\u200b" * 350_000, channel_id="c"),
    "combining marks for 1 MB": lambda: one_leg(number="e" + "\u0301" * 350_000, channel_id="c"),
    "one that NFKC makes long": lambda: one_leg(number="\ufdfa" * 300_000, channel_id="c"),
    "digits for 1 MB": lambda: '{"type":30011,"msg":{"call_id":' + "9" * 1_000_000 + "}}",
    "a float of 1 MB": lambda: '{"type":30011,"msg":{"call_id":0.' + "9" * 1_000_000 + "}}",
    "a negative type": lambda: '{"type":-' + "9" * 4000 + "}",
    "deep lists": lambda: '{"type":30011,"msg":' + "[" * 500_000,
    "deep lists, closed": lambda: '{"type":30011,"msg":' + "[" * 9000 + "]" * 9000 + "}",
    "deep objects": lambda: '{"a":' * 300_000,
    "deep in the text": lambda: json.dumps({"type": 30011, "msg": "[" * 100_000}),
    "just below the depth": lambda: '{"type":1,"msg":' + "[" * 29 + "]" * 29 + "}",
    "a hundred thousand members": lambda: json.dumps(
        {"type": 30011, "msg": {"call_id": "1", "members": [{}] * 100_000}}
    ),
    "members for 1 MB": lambda: (
        '{"type":30011,"msg":{"call_id":"1","members":[' + "1," * 500_000 + "1]}}"
    ),
    "members for 4 MB": lambda: (
        '{"type":30011,"msg":{"call_id":"1","members":[' + "{}," * 1_390_000 + "{}]}}"
    ),
    "blank fields for 1 MB": lambda: json.dumps(
        {"type": 30012, "msg": {"call_id": "1", **{f"f{n}": "" for n in range(60_000)}}}
    ),
    "a hundred thousand fields": lambda: json.dumps(
        {"type": 30012, "msg": {"call_id": "1", **{f"f{n}": n for n in range(100_000)}}}
    ),
    "quotes for 1 MB": lambda: '{"type":30011,"msg":"' + '"' * 1_000_000 + '"}',
    "backslashes for 1 MB": lambda: '{"type":30011,"msg":"' + "\\" * 1_000_000 + '"}',
    "msg for 1 MB": lambda: '{"msg"' * 200_000,
    "the same key for 1 MB": lambda: "{" + '"msg":1,' * 120_000 + '"type":30011}',
    "too long": lambda: " " * (wire.MAX_FRAME + 1),
    "nothing": lambda: "",
    "blanks for 1 MB": lambda: " \t\n" * 350_000,
}


def one_leg(**leg: object) -> str:
    """A call with that one leg."""
    return json.dumps({"type": 30011, "msg": {"call_id": "1", "members": [{"extension": leg}]}})


def test_a_frame_as_large_as_is_read_costs_no_more_than_some_readings_of_its_json() -> None:
    """What grows with the square of its length costs a thousand of them.

    Each in the time of this thread alone, the best of seven: other programs compute, too.
    """
    for what in ("members for 1 MB", "blank fields for 1 MB"):
        text = HUGE[what]()
        assert best_s(tried_frame, text) < 20 * best_s(json.loads, text), what


def best_s(read: Callable[[str], object], text: str) -> float:
    """Seconds that a text takes to be read, or refused."""
    took_s = []
    for _ in range(7):
        started_s = time.thread_time()
        read(text)
        took_s.append(time.thread_time() - started_s)
    return min(took_s)


def test_a_call_has_as_many_members_as_are_read_and_no_more() -> None:
    legs = [
        {"extension": {"number": "2000", "channel_id": str(index), "member_status": "RING"}}
        for index in range(MAX_MEMBERS + 1)
    ]
    remarks: list[str] = []
    body = {"type": 30011, "msg": {"call_id": "1", "members": legs}}
    (event,) = wire.parse(json.dumps(body), remarks.append)

    assert isinstance(event, CallReported)
    assert len(event.report.legs) == MAX_MEMBERS
    assert remarks == ["members left out: too many"]


@pytest.mark.parametrize("what", HUGE)
def test_what_is_huge_or_deep(what: str) -> None:
    text = HUGE[what]()
    for _ in range(2):  # what is kept of the first must not make the second slow
        tried_frame(text)


@pytest.mark.parametrize("what", HUGE)
def test_what_is_huge_or_deep_as_an_answer(what: str) -> None:
    try:
        answer = jsontext.loads(HUGE[what](), max_size=wire.MAX_FRAME)
    except WireError:
        return
    for name in READERS:
        tried_answer(name, answer)


def test_a_long_list_of_anything_costs_little() -> None:
    """Ten thousand members of each kind of nonsense: what is left out is left out quickly."""
    for value in VALUES:
        for key in (
            *("data", "queue_list", "waiting_list", "agent_list", "total_number"),
            "organization_list",
        ):
            answer = {"errcode": 0, "total_number": value, key: [value] * 1000}
            for name in READERS:
                tried_answer(name, answer)


# --- what nobody thought of ----------------------------------------------------------------------

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=40)
    | st.sampled_from([value for value in VALUES if isinstance(value, str)])
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("data", "call_id", "members", "extension", "inbound", "number", "id"),
                    *("errcode", "children", "ext_list", "parent_id", "time", "timestamp"),
                    *("call_from", "number_list", "phonebook_list", "ext_id", "wakeup_call"),
                    *("alarm_time", "repeat_type", "outbound_route_permission"),
                ]
            )
            | st.text(max_size=8),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)

QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@QUICK
@given(which=st.sampled_from(EVENTS), seed=st.integers(0), value=ANYTHING, as_text=st.booleans())
def test_an_event_with_anything_in_any_place(
    which: Any, seed: int, value: object, as_text: bool
) -> None:
    whole = opened(which.meant)
    paths = list(places_in(whole))
    made: Any = with_value(whole, paths[seed % len(paths)], value)
    if as_text and isinstance(made, dict):
        made["msg"] = json.dumps(made.get("msg"))
    tried_frame(json.dumps(made))


@QUICK
@given(
    answer=st.dictionaries(
        st.sampled_from(["data", "errcode", "call_id", "queue_list", "organization_list"]), ANYTHING
    )
)
def test_an_answer_that_is_anything(answer: dict[str, object]) -> None:
    for name in READERS:
        tried_answer(name, answer)


@QUICK
@given(text=st.text(st.characters(exclude_categories=()), max_size=300))
def test_a_frame_that_is_any_text(text: str) -> None:
    tried_frame(text)
    tried_frame('{"type":30011,"msg":"' + text + '"}')
