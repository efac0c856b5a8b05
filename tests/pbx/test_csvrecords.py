"""The list of calls as a file: whatever its columns are called, and whatever stands in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.call import Direction
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome, RecordParty
from ctiapp.pbx import csvrecords

EAST = timezone(timedelta(hours=8))
HEAD = "timestart,callfrom,callto,callduraction,talkduraction,status,type,recording"
LINE = '2024-01-02 09:15:00,"Ada <305>",030 1234567,12,7,ANSWERED,Outbound,a.wav'


def test_a_list_in_the_words_of_the_events() -> None:
    (record,) = csvrecords.records(f"\ufeff{HEAD}\r\n{LINE}\r\n", EAST, pytest.fail)
    assert record.at == datetime(2024, 1, 2, 1, 15, tzinfo=UTC)
    assert (record.caller.number, record.caller.name) == (Number("305"), "Ada")
    assert record.callee.number == Number("0301234567")
    assert (record.ring_s, record.talk_s, record.recording) == (5, 7, "a.wav")
    assert (record.outcome, record.direction) == (Outcome.ANSWERED, Direction.OUTBOUND)
    assert csvrecords.concerns(record, Number("+49301234567"))
    assert csvrecords.concerns(record, Number("305"))
    assert not csvrecords.concerns(record, Number("5"))
    assert not csvrecords.concerns(record, Number("306"))


def test_a_list_in_the_words_of_a_web_page_newest_first() -> None:
    text = "Time,Call From,Call To,Duration,Disposition,Unique ID\n"
    text += "2024/01/02 09:15:00,305,306,00:01:02,NO ANSWER,a\n"
    text += "2024/01/03 09:15:00,305,306,0,BUSY,b\nnonsense,1,2\n"
    newer, older = csvrecords.records(text, UTC, pytest.fail)
    assert [newer.uid[:2], older.uid[:2]] == ["b ", "a "]
    assert (older.ring_s, older.outcome) == (62, Outcome.NO_ANSWER)
    assert len(csvrecords.records(text, UTC, pytest.fail, 1)) == 1


def test_headings_may_name_their_unit() -> None:
    """K2's web interface does."""
    text = "Time,Call From,Call To,Call Duration(s),Talk Duration(s),Status,Communication Type\n"
    (record,) = csvrecords.records(
        f"{text}2024-01-02 09:15:00,555010,305,42,30,ANSWERED,Inbound", UTC, pytest.fail
    )
    assert (record.ring_s, record.talk_s, record.direction) == (12, 30, Direction.INBOUND)
    (record,) = csvrecords.records(
        "Time,From,To,Duration(s)\n2024-01-02 09:15:00,555010,305,9", UTC, pytest.fail
    )
    assert record.ring_s == 9


def test_a_call_that_was_moved_has_several_lines_of_one_id() -> None:
    line = "2024-01-02 09:15:00,555010,305,1.1"
    moved = line.replace("305", "306")
    text = f"time,from,to,callid\n{line}\n{moved}\n{line}"
    found = csvrecords.records(text, UTC, pytest.fail)
    assert [record.callee.number.text for record in found] == ["305", "306"]
    assert len({record.uid for record in found}) == 2


@pytest.mark.parametrize("words", ["NO ANSWERED", "NO ANSWER", "no  answer", "NOANSWER"])
def test_nobody_answered_in_every_book(words: str) -> None:
    assert csvrecords.outcome_of(words) is Outcome.NO_ANSWER


def test_words_that_are_not_known() -> None:
    assert csvrecords.outcome_of("EATEN") is Outcome.UNKNOWN
    assert csvrecords.direction_of("Sideways") is None
    assert csvrecords.direction_of("Internal") is Direction.INTERNAL


def test_who_took_part() -> None:
    assert csvrecords.party('"Ada Example" <305>') == RecordParty(Number("305"), "Ada Example")
    assert csvrecords.party("Ada Example") == RecordParty(Number(""), "Ada Example")
    assert csvrecords.party("Unknown") == RecordParty(Number(""))


@pytest.mark.parametrize("text", ["2024-01-02 09:15:00", " 2024/01/02 09:15:00 "])
def test_a_moment_of_the_pbx_s_clock(text: str) -> None:
    assert csvrecords.moment(text, EAST) == datetime(2024, 1, 2, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", None, "2024-01-02", "0000-00-00 00:00:00", "0001-01-01 00:00:00", "1970-01-01 00:00:00"],
)
def test_what_is_no_moment(text: object) -> None:
    assert csvrecords.moment(text, EAST) is None


def test_a_list_without_headings_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WireError):
        csvrecords.records("a,b\n1,2\n", UTC, pytest.fail)
    assert csvrecords.records("", UTC, pytest.fail) == ()
    monkeypatch.setattr(csvrecords, "MAX_LINES", 1)
    left: list[str] = []
    csvrecords.records(f"{HEAD}\n{LINE}\n{LINE}\n", UTC, left.append)
    assert left == ["records left out: too many"]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='a0:-/ ,"\n\r\x00<>\ud800é2024', max_size=200))
def test_no_text_does_more_than_be_left_out(text: str) -> None:
    try:
        found = csvrecords.records(f"{HEAD}\n{LINE}\n{text}", EAST, lambda _: None)
    except WireError:
        return
    assert len(found) <= 200
