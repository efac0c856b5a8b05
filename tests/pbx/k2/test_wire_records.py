"""The list of calls, which is a file whose headings have to be known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.call import Direction
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome
from ctiapp.pbx.k2 import wire_records
from tests.pbx.k2.frames import answer

WEST = timezone(timedelta(hours=-8))
HEAD = "Time,Call From,Call To,Call Duration(s),Talk Duration(s),Status,Communication Type,Call ID"
LINES = (
    "2024-01-02 09:15:00,555010,305,42,30,ANSWERED,Inbound,1.1",
    '2024-01-02 10:15:00,"Ada Example" <305>,306,00:00:20,0,NO ANSWERED,Internal,1.2',
    "no time at all,1,2,3,4,ANSWERED,Inbound,1.3",
)
HEADINGS = "timestart,callfrom,callto,callduration,talkduration,status,type,callid,recording"


def read(*lines: str, head: str = HEADINGS) -> list[str]:
    text = "\r\n".join((head, *lines))
    return [record.uid for record in wire_records.records(text, UTC, pytest.fail)]


def test_lines_become_records_the_newest_first() -> None:
    text = "\ufeff" + "\n".join((HEADINGS.replace(",recording", ""), *LINES))
    late, early = wire_records.records(text, WEST, pytest.fail)
    assert early.at == datetime(2024, 1, 2, 17, 15, tzinfo=UTC)
    assert (early.caller.number, early.callee.number) == (Number("555010"), Number("305"))
    assert (early.ring_s, early.talk_s, early.outcome, early.direction) == (
        12,
        30,
        Outcome.ANSWERED,
        Direction.INBOUND,
    )
    assert (late.caller.name, late.ring_s, late.outcome) == ("Ada Example", 20, Outcome.NO_ANSWER)


def test_the_words_of_the_web_interface_serve_as_headings() -> None:
    text = "\n".join((HEAD.replace("(s)", ""), LINES[0]))
    (record,) = wire_records.records(text, UTC, pytest.fail)
    assert (record.ring_s, record.direction) == (12, Direction.INBOUND)


def test_a_call_that_was_moved_has_several_lines() -> None:
    moved = LINES[0].replace("305", "306")
    assert len(read(LINES[0], moved, LINES[0])) == 2


def test_what_has_no_heading_that_is_known_is_refused() -> None:
    with pytest.raises(WireError):
        read(LINES[0], head="a,b,c")
    assert wire_records.records("", UTC, pytest.fail) == ()


def test_no_more_than_are_wanted() -> None:
    text = "\n".join((HEADINGS, *LINES))
    (record,) = wire_records.records(text, UTC, pytest.fail, most=1)
    assert record.at.hour == 10


def test_a_list_is_asked_for_in_the_clock_of_the_pbx() -> None:
    since, until = datetime(2024, 1, 2, 9, tzinfo=WEST), datetime(2024, 1, 3, 9, tzinfo=WEST)
    request = wire_records.records_random("305", since, until)
    assert request.body == {
        "number": "305",
        "starttime": "2024-01-02 09:00:00",
        "endtime": "2024-01-03 09:00:00",
    }
    download = wire_records.records_download(answer("get_random"), request)
    assert download.path == "/api/v2.0.0/cdr/download"
    assert download.params["starttime"] == "2024-01-02 09:00:00"
    assert download.params["random"] == "0cbcf8917c41c61c6e9fd3e57ecdd467"


def test_a_recording_is_fetched_by_its_name() -> None:
    download = wire_records.recording_download(answer("get_random"), "a b.wav")
    assert download.path == "/api/v2.0.0/recording/download"
    assert download.params["recording"] == "a b.wav"
    with pytest.raises(WireError):
        wire_records.recording_download({"status": "Success"}, "a.wav")


def test_whose_call_it_was_however_the_number_was_written() -> None:
    (record,) = wire_records.records(
        "\n".join((HEADINGS, LINES[0].replace("555010", "0049305550100"))), UTC, pytest.fail
    )
    assert wire_records.concerns(record, Number("+49305550100"))
    assert wire_records.concerns(record, Number("305"))
    assert not wire_records.concerns(record, Number("5"))
    assert not wire_records.concerns(record, Number("306"))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.booleans())
def test_whatever_the_file_says(text: str, headed: bool) -> None:
    try:
        found = wire_records.records(
            f"{HEADINGS}\n{text}" if headed else text, WEST, lambda _: None
        )
    except WireError:
        return
    assert all(record.at.tzinfo is UTC for record in found)
