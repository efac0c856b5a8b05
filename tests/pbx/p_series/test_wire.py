"""Frames of the event stream: the handbook's own, and every kind of broken ones."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.agents import MissedCall
from ctiapp.model.call import CallReport, Direction, FailReason, LegKind, LegReport, LegState
from ctiapp.model.commands import PhoneRingId
from ctiapp.model.directory import LineState, Presence
from ctiapp.model.errors import WireError
from ctiapp.model.events import (
    AgentAutoPaused,
    AgentMissed,
    CallFailed,
    CallRecorded,
    CallReported,
    CallTransferred,
    DigitsPressed,
    DirectoryChanged,
    DirectoryPart,
    InboundOffered,
    LineChanged,
    PhoneRings,
    PresenceChanged,
    RecordingReady,
    RegistrationChanged,
    Reported,
    RingStep,
    UnknownEvent,
)
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.model.records import EndedCall, Outcome, RecordParty
from ctiapp.pbx.p_series import wire
from ctiapp.pbx.p_series.wire_agent_events import AGENT_STATUS
from tests.pbx.p_series.frames import EVENTS, FOLDER, Example

if TYPE_CHECKING:
    from ctiapp.model.events import PbxEvent


def parse(frame: str) -> PbxEvent:
    """Parse a frame that is one event, and of which nothing is left out."""
    (event,) = wire.parse(frame, pytest.fail)
    return event


def extension(
    number: str, channel: str, state: LegState, *, calling: bool | None = None
) -> LegReport:
    return LegReport(LegId(channel), LegKind.EXTENSION, Number(number), state, calling)


def outside(kind: LegKind, who: str, channel: str, state: LegState, **more: object) -> LegReport:
    return LegReport(LegId(channel), kind, Number(who), state, **more)  # type: ignore[arg-type]


def call(call_id: str, *legs: LegReport) -> CallReport:
    return CallReport(CallId(call_id), legs)


TRUNK = "PJSIP/trunk-test-peer-trunking-endpoint-"

MEANT: dict[str, PbxEvent] = {
    "30005.txt": DirectoryChanged(DirectoryPart.ORGANIZATION, "", "enabled"),
    "30006-1.txt": DirectoryChanged(DirectoryPart.ORGANIZATION, "16", "create"),
    "30006-2.txt": DirectoryChanged(DirectoryPart.ORGANIZATION, "10", "update_order"),
    "30006-3.txt": DirectoryChanged(DirectoryPart.ORGANIZATION, "1,10", "update_extension"),
    "30007-1.txt": RegistrationChanged(Number("2010"), "mobile", True, "223.104.45.163"),
    "30007-2.txt": RegistrationChanged(Number("2008"), "web", False, "192.168.5.53"),
    "30008.txt": LineChanged(Number("2002"), LineState.RINGING),
    "30009.txt": PresenceChanged(Number("2005"), Presence.BUSINESS_TRIP),
    "30010.txt": Reported(
        30010,
        "trunk-status",
        {
            "trunk_name": "peering",
            "kind": "PJSIP",
            "status": "1",
            "registered_ip": "112.48.19.183:18211",
        },
    ),
    "30011.txt": CallReported(
        call(
            "1648801160.110",
            extension("2002", "PJSIP/2002-0000004f", LegState.CONNECTED, calling=True),
            outside(
                LegKind.OUTBOUND,
                "5503301",
                "PJSIP/trunk-peer-to-41-endpoint-00000050",
                LegState.CONNECTED,
                calling=False,
                trunk="peer-to-41",
            ),
        )
    ),
    "30012.txt": CallRecorded(
        CallId("1651057476.362"),
        {
            "time_start": "2022-04-27 19:04:36",
            "call_from": "2005",
            "call_to": "2002",
            "call_duration": "24",
            "talk_duration": "21",
            "status": "ANSWERED",
            "type": "Internal",
            "recording": "20220427190445-1651057476.362-2005-2002-Internal.wav",
            "agent_ring_time": "0",
        },
        EndedCall(
            CallId("1651057476.362"),
            "2022-04-27 19:04:36",
            RecordParty(Number("2005")),
            RecordParty(Number("2002")),
            Direction.INTERNAL,
            Outcome.ANSWERED,
            duration_s=24,
            talk_s=21,
            recording="20220427190445-1651057476.362-2005-2002-Internal.wav",
        ),
    ),
    "30013.txt": CallTransferred(
        call(
            "1651056946.351",
            extension("2002", "PJSIP/2002-000000ba", LegState.CONNECTED, calling=False),
            outside(
                LegKind.INBOUND,
                "5503303",
                f"{TRUNK}000000b9",
                LegState.CONNECTED,
                calling=True,
                called=Number("2002"),
                trunk="test-peer-trunking",
            ),
        )
    ),
    "30014-1.txt": CallTransferred(
        call(
            "1650080643.447",
            extension("2000", "PJSIP/2000-000000e0", LegState.INITIATED, calling=True),
        ),
        forwarded=True,
    ),
    "30014-2.txt": CallTransferred(
        call(
            "1650080369.440",
            outside(
                LegKind.INBOUND,
                "5503301",
                f"{TRUNK}000000dd",
                LegState.INITIATED,
                calling=True,
                called=Number("2002"),
                trunk="test-peer-trunking",
            ),
        ),
        forwarded=True,
    ),
    "30015.txt": CallFailed(
        call(
            "1651478097.79",
            extension("2002", "PJSIP/2002-0000002e", LegState.CLEARED),
            extension("2008", "PJSIP/2008-0000002d", LegState.INITIATED, calling=True),
        ),
        FailReason.BUSY,
        "486 Busy Here",
    ),
    "30016.txt": InboundOffered(
        call(
            "1648861726.280",
            outside(
                LegKind.INBOUND,
                "5503301",
                "PJSIP/trunk-peer-to-41-endpoint-000000b5",
                LegState.INITIATED,
                calling=True,
                called=Number("2002"),
                trunk="peer-to-41",
            ),
        ),
    ),
    "30017.txt": DigitsPressed(CallId("1648865408.348"), "1", 0),
    "30018.txt": Reported(
        30018,
        "prompt-ended",
        {"call_id": "1651803185.0", "prompt": "Test"},
        call(
            "1651803185.0",
            outside(
                LegKind.OUTBOUND,
                "1003",
                f"{TRUNK}00000000",
                LegState.CONNECTED,
                calling=True,
                trunk="test-peer-trunking",
            ),
        ),
    ),
    "30019.txt": Reported(
        30019, "survey-answered", {"call_id": "1648876393.439", "survey_result": "1"}
    ),
    "30020.txt": PhoneRings(
        PhoneRingId(Number("2000"), "32789", "192.168.28.2:5060"), RingStep.RINGS
    ),
    "30022.txt": DirectoryChanged(DirectoryPart.EXTENSION, "3355", "create"),
    "30023.txt": DirectoryChanged(DirectoryPart.TRUNK, "peer-trunking", "create"),
    "30024.txt": Reported(
        30024, "conference-without-host", {"conference_id": "1659575640.0", "host_num": "1000"}
    ),
    "30025.txt": AgentAutoPaused(
        Number("6402"),
        Number("2010"),
        (
            MissedCall(Number("5003300"), CallId("1713151497.32")),
            MissedCall(Number("5003301"), CallId("1713151475.26")),
        ),
    ),
    "30026.txt": AgentMissed(
        Number("6402"), Number("2010"), MissedCall(Number("5503301"), CallId("1713151497.32"))
    ),
    "30027.txt": Reported(
        30027,
        "report-ready",
        {
            "key": "report_download",
            "result": "success",
            "file": "Agent-Performance-April.csv",
            "download_id": "3",
        },
    ),
    "30033.txt": RecordingReady(
        "20220427190445-1651057476.362-2005-2002-Internal.wav",
        True,
        at=datetime(2022, 4, 27, 11, 4, 36, tzinfo=UTC),
        numbers=frozenset({Number("2005"), Number("2002")}),
    ),
}

REFUSED_AS_PRINTED = {"30011.txt", "30013.txt", "30016.txt", "30017.txt"}
"""Their braces do not match either."""

SPLIT_AS_PRINTED = {"30010.txt"}
"""A line break stands in the middle of its address."""


# --- the handbook's examples ---------------------------------------------------------------------


@pytest.mark.parametrize("example", EVENTS, ids=lambda example: example.name)
def test_an_example_means_what_it_says(example: Example) -> None:
    assert parse(example.meant) == MEANT[example.name]


@pytest.mark.parametrize("example", EVENTS, ids=lambda example: example.name)
def test_an_example_as_printed_is_read_or_refused(example: Example) -> None:
    if example.name in REFUSED_AS_PRINTED:
        with pytest.raises(WireError):
            wire.parse(example.printed, pytest.fail)
    elif example.name in SPLIT_AS_PRINTED:
        assert type(parse(example.printed)) is type(MEANT[example.name])
    else:
        assert parse(example.printed) == MEANT[example.name]


def test_every_event_of_the_handbook_has_its_example() -> None:
    assert {example.event for example in EVENTS} == set(wire.TOPICS) - {AGENT_STATUS}
    assert set(MEANT) == {example.name for example in EVENTS}


def test_every_file_of_the_folder_is_in_the_index() -> None:
    from tests.pbx.p_series.frames import EXAMPLES

    listed = {each.name for each in EXAMPLES} | {each.fixed for each in EXAMPLES if each.fixed}

    beside = {"index.json", "endpoints.txt", "requests.txt", "answers.txt"}

    assert {path.name for path in FOLDER.iterdir()} == listed | beside


# --- calls ---------------------------------------------------------------------------------------


def frame(members: object, kind: object = 30011, **more: object) -> str:
    body = {"call_id": "1.1", "members": members, **more}
    return json.dumps({"type": kind, "sn": "3631A2124XXX", "msg": json.dumps(body)})


def member(status: object = "RING", kind: str = "extension", **more: object) -> dict[str, object]:
    return {kind: {"number": "2000", "channel_id": "PJSIP/2000-1", "member_status": status, **more}}


@pytest.mark.parametrize(
    ("status", "state", "calling"),
    [
        ("ALERT", LegState.INITIATED, True),
        ("RING", LegState.ALERTING, False),
        ("EARLYMEDIA", LegState.ALERTING, False),
        ("ANSWERED", LegState.CONNECTED, True),
        ("ANSWER", LegState.CONNECTED, False),
        ("HOLD", LegState.HELD, None),
        ("BYE", LegState.CLEARED, None),
        ("Ring", LegState.ALERTING, False),
        (" ring ", LegState.ALERTING, False),
    ],
)
def test_a_status_is_a_state_and_a_side(status: str, state: LegState, calling: bool | None) -> None:
    event = parse(frame([member(status)]))

    assert event == CallReported(
        call("1.1", extension("2000", "PJSIP/2000-1", state, calling=calling))
    )


def test_numbers_may_come_as_numbers_and_blanks_are_nothing() -> None:
    event = parse(frame([member(number=2000, call_path=" ", trunk_name="")]))

    assert event == CallReported(
        call("1.1", extension("2000", "PJSIP/2000-1", LegState.ALERTING, calling=False))
    )


def test_the_path_of_a_call_is_where_it_came_through() -> None:
    event = parse(frame([member(call_path="6402")]))

    assert isinstance(event, CallReported)
    assert event.report.legs[0].via == Number("6402")


def test_a_caller_who_does_not_say_is_withheld() -> None:
    event = parse(frame([member("ALERT", "inbound", **{"from": "Unknown", "to": "2000"})]))

    assert isinstance(event, CallReported)
    assert event.report.legs[0].number.withheld


def test_the_other_spelling_of_a_status_is_read() -> None:
    spelt = {"extension": {"number": "2000", "channel_id": "c", "member_statuses": "RING"}}

    event = parse(frame([spelt]))

    assert event == CallReported(
        call("1.1", extension("2000", "c", LegState.ALERTING, calling=False))
    )


@pytest.mark.parametrize(
    "bad",
    [
        None,
        7,
        "text",
        [],
        {},
        {"alien": {}},
        {"extension": None},
        {"extension": {"number": "1", "channel_id": "c", "member_status": "DANCE"}},
        {"extension": {"number": "1", "channel_id": " ", "member_status": "RING"}},
        {"extension": {"number": ["1"], "channel_id": "c", "member_status": "RING"}},
        {"extension": {"number": 1.5, "channel_id": "c", "member_status": "RING"}},
        {"extension": {"number": " ", "channel_id": "c", "member_status": "RING"}},
        {"extension": {"number": None, "channel_id": "c", "member_status": "RING"}},
        {"extension": {"number": "2000" * 50, "channel_id": "c", "member_status": "RING"}},
        {"inbound": {"from": {"no": 1}, "channel_id": "c", "member_status": "RING"}},
    ],
)
def test_one_bad_member_never_costs_the_call(bad: object) -> None:
    remarks: list[str] = []

    (event,) = wire.parse(frame([bad, member()]), remarks.append)

    read = call("1.1", extension("2000", "PJSIP/2000-1", LegState.ALERTING, calling=False))
    assert event == CallReported(replace(read, partial=True))
    assert len(remarks) == 1


def test_a_call_of_which_nothing_can_be_read_is_marked_and_not_taken_for_over() -> None:
    remarks: list[str] = []

    (event,) = wire.parse(frame([member("DANCE")]), remarks.append)

    assert event == CallReported(replace(call("1.1"), partial=True))
    assert remarks == ["member left out: member_status: unknown: 'DANCE'"]


@pytest.mark.parametrize("members", ["DANCE", 7, {"extension": {}}])
def test_a_call_whose_members_are_no_list_is_marked_and_not_taken_for_over(members: object) -> None:
    remarks: list[str] = []

    (event,) = wire.parse(frame(members), remarks.append)

    assert event == CallReported(replace(call("1.1"), partial=True))
    assert remarks == ["members left out: members: no list"]


def test_a_call_without_members_is_one() -> None:
    assert parse(frame(None)) == CallReported(call("1.1"))


@pytest.mark.parametrize("call_id", ["", " ", None, "1" * 200])
def test_a_call_without_an_id_is_refused(call_id: object) -> None:
    with pytest.raises(WireError, match="call_id"):
        wire.parse(frame([member()], call_id=call_id), pytest.fail)


# --- other events --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("NO Dial Permission", FailReason.NO_PERMISSION),
        ("no  dial\tpermission ", FailReason.NO_PERMISSION),
        ("NO Outbound Restrictin", FailReason.NO_OUTSIDE_RIGHTS),
        ("NO Outbound Restriction", FailReason.NO_OUTSIDE_RIGHTS),
        ("Circuit/channel congestion", FailReason.CONGESTION),
        ("DND", FailReason.DO_NOT_DISTURB),
        ("Line Unreachable", FailReason.LINE_UNREACHABLE),
        ("User Busy", FailReason.BUSY),
        ("410 Gone", FailReason.GONE),
        ("404 NOT found", FailReason.NOT_FOUND),
        ("408 Request Time", FailReason.NO_ANSWER),
        ("408 Request Timeout", FailReason.NO_ANSWER),
        ("480 Temporately Unavailable", FailReason.NO_ANSWER),
        ("484 Address incomplete", FailReason.INCOMPLETE),
        ("486 Busy here", FailReason.BUSY),
        ("603 Declined", FailReason.NO_ANSWER),
        ("500 Something new", FailReason.OTHER),
        ("", FailReason.OTHER),
    ],
)
def test_why_a_call_failed(words: str, reason: FailReason) -> None:
    event = parse(frame([member("BYE")], 30015, reason=words))

    assert isinstance(event, CallFailed)
    assert event.reason is reason
    assert event.words == words.replace("\t", " ").strip()


@pytest.mark.parametrize("kind", [30007, 30025])
@pytest.mark.parametrize("as_text", [True, False])
def test_a_body_may_be_text_or_an_object_for_any_event(kind: int, as_text: bool) -> None:
    body = {"extension": "2000", "queue_number": "6402", "agent_number": "2000"}

    event = parse(json.dumps({"type": kind, "msg": json.dumps(body) if as_text else body}))

    assert not isinstance(event, UnknownEvent)


def test_a_status_that_is_new_to_us_is_unknown() -> None:
    line = json.dumps({"type": 30008, "msg": {"extension": "2000", "status": "dancing"}})
    presence = json.dumps({"type": 30009, "msg": {"extension": "2000", "status": "dancing"}})

    assert parse(line) == LineChanged(Number("2000"), LineState.UNKNOWN)
    assert parse(presence) == PresenceChanged(Number("2000"), Presence.UNKNOWN)


@pytest.mark.parametrize(
    ("kind", "name"), [(30031, "30031"), ("alarm", "alarm"), ("x" * 99, "x" * 24)]
)
def test_an_event_that_is_new_to_us_is_unknown_and_its_body_is_not_looked_at(
    kind: object, name: str
) -> None:
    assert parse(json.dumps({"type": kind, "msg": "{{{"})) == UnknownEvent(name)


def test_an_answer_is_no_event() -> None:
    assert wire.parse('{"errcode":0,"errmsg":"SUCCESS"}', pytest.fail) == ()


# --- what cannot be read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "heartbeat",
        "[]",
        "{}",
        "null",
        '{"type": 30011}',
        '{"type": 30011, "msg": 7}',
        '{"type": 30011, "msg": "7"}',
        '{"type": 30011, "msg": "{"}',
        '{"type": [], "msg": {}}',
        '{"type": 30007, "msg": {"extension": " "}}',
        '{"type": 30011, "msg": "{"call_id": "1"} trailing "}',
        '{"type": 30011, "msg": "{"call_id": "1"}", "sn": "x"}',
        '{"type": 30011, "msg": ' + "[" * 5000 + "]" * 5000 + "}",
        "[" * 1_000_000,
        "x" * (wire.MAX_FRAME + 1),
    ],
)
def test_what_cannot_be_read_is_refused(broken: str) -> None:
    with pytest.raises(WireError) as caught:
        wire.parse(broken, pytest.fail)

    assert len(caught.value.detail) < 150


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["RING", "BYE", " ", "", "2000", "\ud800", "1" * 5000])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "call_id",
                    "members",
                    "extension",
                    "inbound",
                    "number",
                    "channel_id",
                    "member_status",
                    "status",
                    "reason",
                    "id_list",
                    "calls",
                    "queue_number",
                    "agent_number",
                ]
            )
            | st.text(max_size=4),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


@given(kind=st.sampled_from(wire.TOPICS) | LEAVES, body=VALUES, as_text=st.booleans())
def test_whatever_an_event_holds_it_is_read_or_refused(
    kind: object, body: object, as_text: bool
) -> None:
    sent = json.dumps({"type": kind, "msg": json.dumps(body) if as_text else body})

    try:
        events = wire.parse(sent, lambda _: None)
    except WireError:
        return
    assert len(events) <= 1


@given(st.text())
def test_whatever_a_frame_is_it_is_read_or_refused(text: str) -> None:
    try:
        wire.parse(text, lambda _: None)
    except WireError:
        return


@given(cut=st.integers(0, 2000), junk=st.text(max_size=3), example=st.sampled_from(EVENTS))
def test_an_example_that_was_damaged_is_read_or_refused(
    cut: int, junk: str, example: Example
) -> None:
    text = example.meant
    try:
        wire.parse(text[: cut % len(text)] + junk + text[cut % len(text) + 1 :], lambda _: None)
    except WireError:
        return


def test_no_frame_takes_long() -> None:
    """Frames made to be slow: none is read in more than linear time."""
    size = 1_000_000
    nasty = [
        '{"type": 30011, "msg": "' + "{" * size,
        '{"type": 30011, "msg": "' + "} " * (size // 2),
        '{"type": 30011, "msg": "' + '"msg"' * (size // 5),
        '{"type": 30011, "msg": "' + " " * size + '"}',
        "\\" * size,
    ]
    started = time.monotonic()
    for text in nasty:
        with pytest.raises(WireError):
            wire.parse(text, lambda _: None)

    assert time.monotonic() - started < 5


# --- subscribing ---------------------------------------------------------------------------------


def test_the_subscription_names_every_event_and_the_later_ones() -> None:
    asked = json.loads(wire.subscription(wire.TOPICS))

    later = [30027, 30029, 30033]
    assert asked == {"topic_list": [*range(30005, 30021), *range(30022, 30027), *later]}


def test_an_answer_to_a_subscription_is_told_from_an_event() -> None:
    assert wire.subscription_answer('{"errcode":0,"errmsg":"SUCCESS"}') == {
        "errcode": 0,
        "errmsg": "SUCCESS",
    }
    assert wire.subscription_answer('{"type":30011,"msg":"{}"}') is None
    assert wire.subscription_answer("heartbeat response") is None
