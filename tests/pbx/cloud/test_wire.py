"""The reports of the handbook, and whatever else may be posted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.call import Direction, FailReason, LegKind
from ctiapp.model.directory import LineState
from ctiapp.model.errors import WireError
from ctiapp.model.events import (
    DigitsPressed,
    DirectoryChanged,
    DirectoryPart,
    InboundOffered,
    LineChanged,
    RegistrationChanged,
    Reported,
    UnknownEvent,
)
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome
from ctiapp.pbx.cloud import wire
from ctiapp.pbx.told import Action, Told
from tests.pbx.cloud.reports import printed, report

PRINTED = printed()


def told(text: str) -> Told:
    found = wire.told_of(wire.opened(text), pytest.fail)
    assert found is not None
    return found


def event(text: str) -> object:
    return wire.event_of(wire.opened(text), pytest.fail)


@pytest.mark.parametrize("name", PRINTED)
def test_every_printed_report_is_read(name: str) -> None:
    opened = wire.opened(PRINTED[name])
    assert opened.action == name.partition("-")[2].casefold()
    told = wire.told_of(opened, pytest.fail)
    if told is None:
        if name == "l5689-DTMF":
            with pytest.raises(WireError):
                wire.event_of(opened, pytest.fail)
        else:
            assert not isinstance(wire.event_of(opened, pytest.fail), UnknownEvent)
    elif told.action is Action.RECORD:
        assert told.ended is not None
        assert told.ended.outcome is Outcome.ANSWERED
    else:
        assert len(told.parties) == (
            1 if told.action is Action.ALERT or name in ("l5177-BYE", *FORWARDED) else 2
        )


FORWARDED = ("l5383-Tranfer", "l5409-Tranfer")


def test_all_kinds_of_printed_reports_are_there() -> None:
    assert len(PRINTED) == 40
    assert len({name.partition("-")[2] for name in PRINTED}) == 16


def test_parties_are_read_in_their_order() -> None:
    rings = told(report("l4940-RING"))

    assert rings.action is Action.RING
    assert rings.call_id == "1550714393.225"
    callee, caller = rings.parties
    assert (callee.kind, callee.leg_id, callee.number) == (
        LegKind.EXTENSION,
        "ext:1002",
        Number("1002"),
    )
    assert (caller.kind, caller.leg_id) == (LegKind.INBOUND, "inbound:1550714393.225")
    assert (caller.number, caller.other) == (Number("123838838"), Number("1002"))
    assert caller.trunk == "spstrunk"


def test_an_outside_party_is_whom_it_calls_not_who_calls() -> None:
    parts = told(report("l5249-BYE")).parties

    assert parts[0].kind is LegKind.OUTBOUND
    assert (parts[0].number, parts[0].other) == (Number("12564555"), Number("1005"))


def test_a_failed_call_names_its_members_beside_the_call() -> None:
    failed = told(report("l5464-CallFailed"))

    assert failed.reason is FailReason.DECLINED
    assert failed.words == "486 Busy Here"
    assert [party.kind for party in failed.parties] == [LegKind.OUTBOUND, LegKind.EXTENSION]


@pytest.mark.parametrize(
    ("words", "reason", "gave_up"),
    [
        ("404 NOT found", FailReason.NOT_FOUND, False),
        ("480", FailReason.NO_ANSWER, False),
        ("484", FailReason.INCOMPLETE, False),
        ("487 Request Terminated", FailReason.NO_ANSWER, True),
        ("503 Service Unavailable", FailReason.LINE_UNREACHABLE, False),
        ("486 Busy Here", FailReason.DECLINED, False),  # whoever was called refused (l. 191)
        ("603 Declined", FailReason.NO_ANSWER, False),  # it rang out (l. 193)
        ("whatever", FailReason.OTHER, False),
    ],
)
def test_why_a_call_failed_is_known(words: str, reason: FailReason, gave_up: bool) -> None:
    text = json.dumps({"action": "CallFailed", "callid": "1", "reason": words})

    assert (told(text).reason, told(text).gave_up) == (reason, gave_up)


def test_a_record_tells_all_of_a_call() -> None:
    ended = told(report("l5835-NewCdr")).ended

    assert ended is not None
    assert ended.direction is Direction.INBOUND
    assert (ended.duration_s, ended.talk_s) == (11, 4)
    assert ended.did == Number("1005")
    assert ended.recording.endswith(".yswav")


def test_what_is_no_call_is_read() -> None:
    offered = event(report("l5885-Invite"))
    assert isinstance(offered, InboundOffered)
    assert [leg.leg_id for leg in offered.report.legs] == ["inbound:1547389566.275"]
    assert event(report("l4706-ExtensionStatus")) == RegistrationChanged(
        Number("1006"), "phone", registered=True
    )
    assert event(report("l4660-ConfigChange")) == DirectoryChanged(
        DirectoryPart.EXTENSION, "1001", "UPDATE"
    )
    assert event(report("l5570-DTMF")) == DigitsPressed("1547391097.305", "0", 1)  # type: ignore[arg-type]
    assert event(report("l4623-BootUp")) == Reported(0, wire.BOOTED, {})


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Ringing", LineState.RINGING),
        ("Busy", LineState.BUSY),
        ("Idle", LineState.IDLE),
        ("Flying", LineState.UNKNOWN),
    ],
)
def test_a_line_is_read(status: str, state: LineState) -> None:
    text = json.dumps({"action": "ExtensionStatus", "extension": 1006, "status": status})

    assert event(text) == LineChanged(Number("1006"), state)


def test_all_keys_come_in_a_report_of_their_own() -> None:
    text = '{"action": "DTMF", "callid": "1", "infos": "1005"}'

    assert event(text) == DigitsPressed("1", "1005")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        # version 1.0.0: no ``call``, and a key twice
        '{"action":"RING","callid":"7","ext":{"extid":"1002"},"ext":{"extid":"1001"},"sn":"5"}',
        '{"action":"RING","callid":"7","call":{"ext":{"extid":"1002"},"ext":{"extid":"1001"}}}',
        '{"action":"RING","callid":"7","ext":[{"extid":"1002"},{"extid":"1001"}]}',
        '{"action":"RING","callid":"7","ext":{"extid":["1002","1001"]}}',
        '{"action":"RING","callid":"7","call":[{"ext":{"extid":"1002",}},{"ext":{"extid":"1001"}},]}',
        '{"action":"RING" "callid":"7","call":[{"ext":{"extid":1002}},{"ext":{"extid":1001}}}',
    ],
)
def test_two_of_one_kind_are_two(text: str) -> None:
    assert [party.leg_id for party in told(text).parties] == ["ext:1002", "ext:1001"]


def test_a_party_that_cannot_be_read_costs_only_itself() -> None:
    remarks: list[str] = []
    text = '{"action":"RING","callid":"7","call":[{"ext":{}},{"ext":{"extid":"1001"}}]}'
    found = wire.told_of(wire.opened(text), remarks.append)

    assert found is not None
    assert [party.leg_id for party in found.parties] == ["ext:1001"]
    assert len(remarks) == 1


def test_what_nobody_knows_is_named() -> None:
    assert event('{"action": "Fireworks"}') == UnknownEvent("Fireworks")
    assert event('{"action": "ConfigChange", "type": "moon"}') == UnknownEvent("ConfigChange")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"action": ""}', "<xml/>", '{"action": {"x": "1"}}']
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(WireError):
        wire.opened(text)


ACTIONS = st.sampled_from(
    [name.partition("-")[2] for name in PRINTED] + ["ANSWERED", "satisfaction", "", "?"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda child: (
        st.lists(child, max_size=3)
        | st.dictionaries(
            st.sampled_from(["ext", "inbound", "outbound", "extid", "inboundid", "from", "to"]),
            child,
            max_size=4,
        )
    ),
    max_leaves=10,
)
MEMBERS = st.dictionaries(
    st.sampled_from(
        [
            *("callid", "call", "ext", "inbound", "outbound", "reason", "info", "infos", "flag"),
            *("extension", "status", "type", "extid", "operation", "sn", "callfrom", "callto"),
        ]
    ),
    VALUES,
)


@given(ACTIONS, MEMBERS)
def test_whatever_a_report_holds_is_read_or_refused(
    action: str, members: dict[str, object]
) -> None:
    text = json.dumps({"action": action, **members})
    try:
        opened = wire.opened(text)
        if wire.told_of(opened, lambda _: None) is None:
            wire.event_of(opened, lambda _: None)
    except WireError:
        return


@given(st.sampled_from(list(PRINTED.values())), st.integers(0, 400), st.text(max_size=3))
def test_a_report_that_was_spoilt_is_read_or_refused(text: str, at: int, spoilt: str) -> None:
    try:
        opened = wire.opened(text[:at] + spoilt + text[at + 1 :])
        if wire.told_of(opened, lambda _: None) is None:
            wire.event_of(opened, lambda _: None)
    except WireError:
        return
