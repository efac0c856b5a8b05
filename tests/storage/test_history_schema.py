"""What is written into a row comes out of it the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.call import Direction
from ctiapp.model.history import Fate, PastCall, Seen
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.storage import history_schema as schema

AT = datetime(2026, 3, 2, 9, 0, 0, 123000, tzinfo=UTC)
NUMBERS = st.sampled_from([Number("2000"), Number("+4989123456")])
TEXTS = st.text(max_size=8)
MOMENTS = st.integers(-(10**12), 10**13).map(schema.moment)


@given(MOMENTS)
def test_a_moment_is_kept_to_the_millisecond(at: datetime) -> None:
    assert schema.moment(schema.stamp(at)) == at
    east = at.astimezone(timezone(timedelta(hours=8)))
    assert schema.stamp(east) == schema.stamp(at)


def test_a_day_is_the_one_here() -> None:
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert schema.local_date(schema.local_day(schema.stamp(at))) == at.astimezone().date()
    assert schema.local_date(date(2026, 3, 2).toordinal()) == date(2026, 3, 2)


@given(
    st.builds(
        Seen,
        call_id=TEXTS.map(CallId),
        at=MOMENTS,
        number=st.none() | NUMBERS,
        name=TEXTS,
        direction=st.none() | st.sampled_from(list(Direction)),
        incoming=st.booleans(),
        fate=st.sampled_from(list(Fate)),
        taken_by=st.none() | NUMBERS,
        taken_name=TEXTS,
        ring_s=st.integers(0, 99),
        talk_s=st.integers(0, 99),
        queue=st.none() | NUMBERS,
        did=st.none() | NUMBERS,
        recording=TEXTS,
        mine=st.booleans(),
    )
)
def test_what_was_seen_comes_out_the_same(seen: Seen) -> None:
    assert schema.seen_of(schema.seen_values(seen)) == seen


@given(
    st.builds(
        CallRecord,
        uid=TEXTS,
        at=MOMENTS,
        caller=st.builds(RecordParty, NUMBERS, TEXTS),
        callee=st.builds(RecordParty, NUMBERS, TEXTS),
        direction=st.none() | st.sampled_from(list(Direction)),
        outcome=st.sampled_from(list(Outcome)),
        ring_s=st.integers(0, 99),
        talk_s=st.integers(0, 99),
        did=st.none() | NUMBERS,
        reason=TEXTS,
        recording=TEXTS,
    )
)
def test_a_line_comes_out_the_same(record: CallRecord) -> None:
    assert schema.record_of(schema.record_values(record)) == record
    leg = schema.leg_of(record, None)
    assert (leg.uid, leg.at, leg.caller, leg.outcome) == (
        record.uid,
        record.at,
        record.caller,
        record.outcome,
    )


@pytest.mark.parametrize("number", [None, Number("+4989123456")])
def test_a_call_comes_out_the_same_and_is_found_by_its_words(number: Number | None) -> None:
    call = PastCall(
        key="7",
        at=AT,
        number=number,
        name="Ada LOVELACE",
        direction=Direction.INBOUND,
        incoming=True,
        fate=Fate.ANSWERED_ELSEWHERE,
        taken_by=Number("2001"),
        taken_name="Anna",
        note="Straße",
        queue=Number("6402"),
        call_id=CallId("1.7"),
        parts=3,
        person="" if number is None else number.text,
    )
    values = schema.call_values(call)
    columns = [name.strip() for name in schema.CALL_COLUMNS.split(",")]
    row = [7 if name == "id" else values[name] for name in columns]

    assert schema.call_of(row) == call
    words = values["words"].split("\n")
    assert {"ada lovelace", "anna", "strasse", "6402", "2001"} <= set(words)
    assert ("+4989123456" in words) is (number is not None)
