"""What the event stream says of agents: as printed, as later firmware has it, and broken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.agents import MissedCall
from ctiapp.model.errors import WireError
from ctiapp.model.events import AgentAutoPaused, AgentMissed, AgentMoved, PbxEvent
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.p_series import wire
from ctiapp.pbx.p_series.wire_agent_events import MAX_MISSED, READERS
from tests.pbx.p_series.frames import EVENTS, Example

SUPPORT, ME = Number("6402"), Number("2010")


def frame(kind: object, *, as_text: bool = False, **fields: object) -> str:
    """Write an event about one agent of one queue; a field of None is left out."""
    body = {"queue_number": "6402", "agent_number": "2010", **fields}
    body = {name: value for name, value in body.items() if value is not None}
    return json.dumps({"type": kind, "msg": json.dumps(body) if as_text else body})


def parse(text: str) -> PbxEvent:
    """Parse a frame that is one event, and of which nothing is left out."""
    (event,) = wire.parse(text, pytest.fail)
    return event


def missed(caller: str, call_id: str) -> MissedCall:
    return MissedCall(Number(caller), CallId(call_id))


@pytest.mark.parametrize(
    "example",
    [each for each in EVENTS if each.event in READERS],
    ids=lambda example: example.name,
)
def test_the_printed_object_means_the_same_as_text(example: Example) -> None:
    """Most events carry their message as text; these are printed as objects, so both are read."""
    printed = json.loads(example.printed)

    as_text = json.dumps({**printed, "sn": "3631A2124XXX", "msg": json.dumps(printed["msg"])})

    assert parse(as_text) == parse(example.printed)


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize(
    ("fields", "event"),
    [
        (
            {"queue_number": "queue-6402", "status": "paused", "reason": "Lunch"},
            AgentMoved(SUPPORT, ME, "paused", "Lunch"),
        ),
        (
            {"queue_number": "Queue-6402 ", "status": "Logged In"},
            AgentMoved(SUPPORT, ME, "Logged In"),
        ),
        ({"queue_number": 6402, "agent_number": 2010, "status": 2}, AgentMoved(SUPPORT, ME, "2")),
        ({"status": " ", "reason": " "}, AgentMoved(SUPPORT, ME, "")),
        ({"reason": {"text": "Lunch"}}, AgentMoved(SUPPORT, ME, "")),
    ],
)
def test_an_agent_who_moved(fields: dict[str, object], event: AgentMoved, as_text: bool) -> None:
    """The queue's number comes with a prefix, the words for the status as they are."""
    assert parse(frame(30029, as_text=as_text, **fields)) == event


def test_ids_and_numbers_may_come_as_numbers_and_blanks_are_nothing() -> None:
    paused = frame(
        "30025", queue_number=6402, agent_number=2010, calls=[{"caller_number": " ", "call_id": 7}]
    )
    rung = frame(30026, caller_number=5503301, call_id=7)

    assert parse(paused) == AgentAutoPaused(SUPPORT, ME, (missed("", "7"),))
    assert parse(rung) == AgentMissed(SUPPORT, ME, missed("5503301", "7"))


def test_who_does_not_say_their_number_is_withheld() -> None:
    event = parse(frame(30026, caller_number="Anonymous", call_id="1.1"))

    assert isinstance(event, AgentMissed)
    assert event.missed.caller.withheld


@pytest.mark.parametrize("calls", [None, " ", []])
def test_a_pause_is_told_without_its_calls_as_well(calls: object) -> None:
    assert parse(frame(30025, calls=calls)) == AgentAutoPaused(SUPPORT, ME, ())


@pytest.mark.parametrize("calls", ["some", 7, {"caller_number": "1"}])
def test_a_pause_is_told_where_its_calls_are_no_list(calls: object) -> None:
    remarks: list[str] = []

    (event,) = wire.parse(frame(30025, calls=calls), remarks.append)

    assert event == AgentAutoPaused(SUPPORT, ME, ())
    assert len(remarks) == 1


@pytest.mark.parametrize("bad", [None, 7, "1.1", [], {}, {"call_id": " "}, {"call_id": "1" * 200}])
def test_one_bad_call_never_costs_the_others(bad: object) -> None:
    remarks: list[str] = []
    calls = [bad, {"caller_number": "5003300", "call_id": "1.1"}]

    (event,) = wire.parse(frame(30025, calls=calls), remarks.append)

    assert event == AgentAutoPaused(SUPPORT, ME, (missed("5003300", "1.1"),))
    assert len(remarks) == 1


def test_the_missed_calls_that_are_kept_are_bounded() -> None:
    calls = [{"caller_number": "1", "call_id": number} for number in range(MAX_MISSED + 9)]

    event = parse(frame(30025, calls=calls))

    assert isinstance(event, AgentAutoPaused)
    assert len(event.missed) == MAX_MISSED
    assert event.missed[0].call_id == "0"


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "nobody",
    [{"queue_number": " "}, {"agent_number": ""}, {"queue_number": "queue-"}, {"agent_number": []}],
)
def test_an_event_about_nobody_is_refused(kind: int, nobody: dict[str, object]) -> None:
    with pytest.raises(WireError, match=f"{kind}: (queue|agent)_number"):
        wire.parse(frame(kind, call_id="1.1", **nobody), pytest.fail)


def test_a_missed_call_without_an_id_is_refused() -> None:
    with pytest.raises(WireError, match="30026: call_id"):
        wire.parse(frame(30026, caller_number="5503301"), pytest.fail)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)


@given(
    kind=st.sampled_from(sorted(READERS)),
    fields=st.fixed_dictionaries(
        {},
        optional={
            "queue_number": SCALARS | st.sampled_from(["queue-6402", "6402"]),
            "agent_number": SCALARS,
            "status": SCALARS,
            "reason": SCALARS,
            "caller_number": SCALARS,
            "call_id": SCALARS,
            "calls": SCALARS
            | st.lists(
                SCALARS
                | st.fixed_dictionaries(
                    {}, optional={"caller_number": SCALARS, "call_id": SCALARS}
                ),
                max_size=4,
            ),
        },
    ),
    as_text=st.booleans(),
)
def test_whatever_an_agents_event_holds_it_is_of_its_kind_or_refused(
    kind: int, fields: dict[str, object], as_text: bool
) -> None:
    """It is about a queue and an agent with a number, or it is none."""
    text = frame(kind, as_text=as_text, **fields)

    try:
        (event,) = wire.parse(text, lambda _: None)
    except WireError:
        return
    assert isinstance(event, AgentAutoPaused | AgentMissed | AgentMoved)
    assert not event.queue.text.startswith("queue-")
