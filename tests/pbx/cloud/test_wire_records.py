"""The calls of the past, as CSV."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.call import Direction
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome
from ctiapp.pbx.cloud import wire_records

ZONE = timedelta(hours=8)


def read(*lines: str) -> list[object]:
    data = "\r\n".join(lines).encode("utf-8-sig")
    return list(wire_records.read_csv(data, ZONE, pytest.fail))


def test_a_line_is_a_call() -> None:
    (record,) = wire_records.read_csv(
        b"callid,timestart,callfrom,callto,callduration,talkduration,status,type,recording,x\n"
        b'1547391782.318,2019-01-13 23:03:02,"Ann <1001>",1005,21,10,ANSWERED,Internal,a.wav,y\n',
        ZONE,
        pytest.fail,
    )

    assert record.at == datetime(2019, 1, 13, 15, 3, 2, tzinfo=UTC)
    assert (record.uid, record.recording) == ("1547391782.318", "a.wav")
    assert (record.caller.number, record.caller.name) == (Number("1001"), "Ann")
    assert (record.ring_s, record.talk_s) == (11, 10)
    assert (record.outcome, record.direction) == (Outcome.ANSWERED, Direction.INTERNAL)


def test_columns_may_have_the_vendors_other_names_and_lines_no_id() -> None:
    found = wire_records.read_csv(
        b"Time,Call From,Call To,Call Duration(s),Talk Duration(s),Status,Communication Type\n"
        b"2019/01/13 23:03:02,123,1005,6,0,NO ANSWER,Inbound\n"
        b"\n"
        b"2019-01-13 23:03:02,124,1005,6\n",
        ZONE,
        pytest.fail,
    )

    assert [record.caller.number.text for record in found] == ["123", "124"]
    assert found[0].outcome is Outcome.NO_ANSWER
    assert found[0].uid != found[1].uid


def test_a_line_without_a_time_costs_only_itself() -> None:
    remarks: list[str] = []
    found = wire_records.read_csv(
        b"timestart,callfrom\nsoon,1\n2019-01-13 23:03:02,2\n", ZONE, remarks.append
    )

    assert [record.caller.number.text for record in found] == ["2"]
    assert len(remarks) == 1


@pytest.mark.parametrize("data", [b"", b"<html>", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_what_is_no_list_of_calls_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        wire_records.read_csv(data, ZONE, pytest.fail)


def test_times_are_asked_for_as_the_handbook_prints_them() -> None:
    request = wire_records.random_request(
        "all",
        datetime(2018, 11, 7),  # noqa: DTZ001
        datetime(2019, 2, 18, 23, 59, 59),  # noqa: DTZ001
    )

    assert request.endpoint == "cdr/get_random"
    assert request.body == {
        "extid": "all",
        "starttime": "2018-11-07 00:00:00",
        "endtime": "2019-02-18 23:59:59",
    }


def test_parties_and_words() -> None:
    assert wire_records.party("Unknown").number.withheld
    assert wire_records.party("Reception").name == "Reception"
    assert wire_records.outcome_of("ABANDONED") is Outcome.ABANDONED
    assert wire_records.outcome_of(5) is Outcome.UNKNOWN
    assert wire_records.direction_of("moon") is None


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
)
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    for head in (b"", b"timestart,callfrom,callto,status\n"):
        try:
            wire_records.read_csv(head + data, ZONE, lambda _: None)
        except WireError:
            continue
