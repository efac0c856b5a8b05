"""Recordings and records as files."""

from __future__ import annotations

import csv
import io

import pytest

from tests.simpbx.k2.house import OK, House, failed

PERIOD = {"starttime": "2023-11-14 00:00:00", "endtime": "2023-11-15 00:00:00"}


def recorded_call(house: House) -> str:
    house.exchange.directory.extensions["2000"].recorded = True
    outside, _ = house.talk()
    house.wait(3)
    house.exchange.hang_up(outside)
    file: str = house.heard("NewCdr")[-1]["recording"]
    return file


def test_a_recording_is_fetched_once_by_the_name_in_the_record(house: House) -> None:
    file = recorded_call(house)
    answer = house.ask("recording/get_random", recording=file)
    assert answer["recording"] == file
    query = {"recording": file, "random": answer["random"]}
    assert house.get("recording/download", **{**query, "recording": "x.wav"}) == failed("20012")
    assert house.get("recording/download", **query).body.startswith(b"RIFF")
    assert house.get("recording/download", **query) == failed("20012")
    assert house.ask("recording/get_random", recording="x.wav") == failed("20014")


def test_a_random_text_lives_for_thirty_seconds(house: House) -> None:
    file = recorded_call(house)
    random = house.ask("recording/get_random", recording=file)["random"]
    house.wait(31)
    assert house.get("recording/download", recording=file, random=random) == failed("20012")


def test_another_address_may_not_fetch(house: House) -> None:
    file = recorded_call(house)
    random = house.ask("recording/get_random", recording=file, allowedip="192.0.2.9")["random"]
    assert house.get("recording/download", recording=file, random=random) == failed("20012")


def test_a_recording_that_was_deleted_is_said(house: House) -> None:
    file = recorded_call(house)
    random = house.ask("recording/get_random", recording=file)["random"]
    house.exchange.recordings.kept.clear()
    assert house.get("recording/download", recording=file, random=random) == failed("20014")


def test_the_records_of_an_extension_are_a_table(house: House) -> None:
    outside, _ = house.talk("2001", "5503302")
    house.exchange.hang_up(outside)
    file = recorded_call(house)
    answer = house.ask("cdr/get_random", number="2000", **PERIOD)
    random = answer.pop("random")
    assert answer == {**OK, "number": "2000", **PERIOD}
    got = house.get("cdr/download", number="2000", random=random, **PERIOD)
    assert got.content_type == "text/csv"
    (row,) = csv.DictReader(io.StringIO(got.body.decode()))
    assert (row["callfrom"], row["callto"], row["recording"]) == ("5503301", "2000", file)
    assert row["callid"] == house.heard("NewCdr")[-1]["callid"]
    assert row["status"] == "ANSWERED"
    assert house.get("cdr/download", number="2000", random=random, **PERIOD) == failed("20020")


def test_the_records_of_all_are_within_the_period(house: House) -> None:
    recorded_call(house)
    late = {"starttime": "2023-11-14 23:00:00", "endtime": "2023-11-15 00:00:00"}
    for period, count in ((PERIOD, 1), (late, 0)):
        random = house.ask("cdr/get_random", number="all", **period)["random"]
        body = house.get("cdr/download", number="all", random=random, **period).body
        assert len(list(csv.DictReader(io.StringIO(body.decode())))) == count


@pytest.mark.parametrize("written", ["11/14/2023 00:00:00", "2023-11-14", "now"])
def test_a_time_has_one_form(house: House, written: str) -> None:
    values = {**PERIOD, "starttime": written}
    assert house.ask("cdr/get_random", number="all", **values) == failed("20019")
    assert house.ask("cdr/get_random", number="1", **PERIOD) == failed("10006")
