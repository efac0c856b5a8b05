"""Calls of the past: the handbook's answers, broken ones, and what is asked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number
from ctiapp.model.records import MAX_RECORDS, CallRecord, Outcome, RecordParty
from ctiapp.pbx.p_series import wire_records
from ctiapp.pbx.p_series.wire_ended import party
from tests.pbx.p_series.frames import answer


def at(hour: int, minute: int, second: int) -> datetime:
    return datetime(2022, 5, 30, hour, minute, second, tzinfo=UTC)


def test_the_printed_records() -> None:
    first, second, third = wire_records.records(answer("cdr-search"), pytest.fail)
    kristin = RecordParty(Number("2005"), "Kristin Hale")

    assert first == CallRecord(
        "202205301453416CEAB",
        at(6, 53, 41),
        kristin,
        RecordParty(Number("1000")),
        Direction.OUTBOUND,
        Outcome.ANSWERED,
        talk_s=7,
        reason="src hangup",
    )
    assert (second.outcome, second.reason) == (Outcome.NO_ANSWER, "dst extension_busy_no_forward")
    assert third.recording == "20220530145555-1653893749.6-2005-21000-Outbound.wav"
    assert (third.ring_s, third.talk_s) == (2, 52)


def test_a_party_that_is_no_number() -> None:
    internal = wire_records.records(answer("cdr-list"), pytest.fail)[1]

    assert internal.caller == RecordParty(Number(""), "PlayFile")
    assert internal.direction is Direction.INTERNAL


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Kristin Hale<2005>", "2005", "Kristin Hale"),
        ("王晓明<2005>", "2005", "王晓明"),
        ("<2005>", "2005", ""),
        ("a < b<+49 30 55>", "+493055", "a < b"),
        ("21000", "21000", ""),
        ("+49 (30) 5550-1", "+493055501", ""),
        (21000, "21000", ""),
        ("PlayFile", "", "PlayFile"),
        ("Anna<Unknown>", "", "Anna"),
        ("Unknown", "", ""),
        ("Anonymous<anonymous>", "", "Anonymous"),
        ("", "", ""),
        (" ", "", ""),
        (None, "", ""),
        ("2005>", "", "2005>"),
        ("broken<2005", "", "broken<2005"),
    ],
)
def test_who_took_part(text: object, number: str, name: str) -> None:
    assert party(text) == RecordParty(Number(number), name)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("ANSWERED", Outcome.ANSWERED),
        ("no answer", Outcome.NO_ANSWER),
        (" NO  ANSWER ", Outcome.NO_ANSWER),
        ("Busy", Outcome.BUSY),
        ("FAILED", Outcome.FAILED),
        ("VOICEMAIL", Outcome.VOICEMAIL),
        ("Abandoned", Outcome.ABANDONED),
        ("EATEN BY WOLVES", Outcome.UNKNOWN),
        (None, Outcome.UNKNOWN),
    ],
)
def test_how_it_ended(text: object, outcome: Outcome) -> None:
    row = {"id": 1, "timestamp": "1653893621", "disposition": text, "call_type": "odd"}
    (read,) = wire_records.records({"data": [row]}, pytest.fail)

    assert (read.outcome, read.direction, read.uid) == (outcome, None, "1")
    assert read.at == at(6, 53, 41)


@pytest.mark.parametrize(
    "row",
    [
        {"id": 1},
        {"timestamp": 1653893621},
        {"id": 1, "timestamp": "05/30/2022"},
        {"id": 1, "timestamp": -5},
        "odd",
        None,
    ],
)
def test_one_that_cannot_be_read_costs_only_itself(row: object) -> None:
    remarks: list[str] = []
    good = {"uid": "x", "timestamp": 1653893621, "did_number": "5550100"}
    (read,) = wire_records.records({"data": [row, good]}, remarks.append)

    assert (read.uid, read.did) == ("x", Number("5550100"))
    assert len(remarks) == 1


def test_a_time_beyond_all_times_is_the_last() -> None:
    row = {"id": 1, "timestamp": 10**40}
    assert wire_records.records({"data": [row]}, pytest.fail)[0].at.year == 9999


def test_of_too_many_the_newest_are_read() -> None:
    rows = [{"id": n, "timestamp": n} for n in range(MAX_RECORDS + 50)]
    remarks: list[str] = []
    read = wire_records.records({"data": [*rows, {"id": 7}, "odd"]}, remarks.append)

    assert len(read) == MAX_RECORDS
    assert min(each.at for each in read).timestamp() == 50
    assert remarks == ["records left out: too many"]


def test_what_is_no_list_is_no_answer() -> None:
    assert wire_records.records({"data": None}, pytest.fail) == ()
    for read in (wire_records.time_samples, lambda it: wire_records.records(it, pytest.fail)):
        with pytest.raises(WireError):
            read({"data": "none"})


def test_moments_in_both_forms() -> None:
    assert wire_records.time_samples(answer("cdr-list"))[0] == ("06/14/2022 11:19:28", 1655176768)
    odd = {"data": [{"time": "x"}, 5, {"time": None, "timestamp": 3}]}
    assert wire_records.time_samples(odd) == [("", 3)]


@pytest.mark.parametrize(
    ("number", "sought", "fuzzy"),
    [
        ("2005", "2005", 0),
        ("110", "110", 0),
        ("+49305550101", "5550101", 1),
        ("0305550101", "5550101", 1),
        ("5550101", "5550101", 1),
        ("*123", "*123", 0),
        ("sip.user", "sip.user", 0),
    ],
)
def test_what_is_searched_for(number: str, sought: str, fuzzy: int) -> None:
    """What the spellings of an outside number have in common; an extension as it is."""
    times = {"start_time": "05/30/2022 00:00:00"}
    request = wire_records.records_of("call_from", Number(number), times)

    assert (request.method, request.endpoint) == ("GET", "cdr/search")
    assert request.params == {"call_from": sought, "enable_fuzzy_search": fuzzy, **times}


def test_the_newest_and_the_oldest_are_asked_for_by_id() -> None:
    newest, oldest = (wire_records.one_record(newest=each) for each in (True, False))

    assert newest.params == {"page": 1, "page_size": 1, "sort_by": "id", "order_by": "desc"}
    assert oldest.params["order_by"] == "asc"
