"""The records of ended calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.k2.records import COLUMNS, record, row

if TYPE_CHECKING:
    from tests.simpbx.k2.house import House


def test_a_record_bears_the_vendors_names(house: House) -> None:
    outside, _ = house.talk()
    house.wait(5)
    house.exchange.hang_up(outside)
    (cdr,) = house.records()
    body = record(house.site, cdr)
    assert tuple(body) == COLUMNS
    assert body["timestart"] == "2023-11-14 22:13:20"
    assert (body["callduraction"], body["talkduraction"]) == ("5", "5")
    assert (body["srctrunkname"], body["dsttrcunkname"]) == ("City-SIP", "")
    assert (body["status"], body["type"]) == ("ANSWERED", "Inbound")
    (line,) = house.exchange.archive.lines
    assert tuple(row(house.site, line, cdr.call_id)) == COLUMNS


def test_whoever_is_not_answered_is_not_answered(house: House) -> None:
    call = house.ring_in("2000")
    house.exchange.hang_up(call.legs[0])
    queued = house.ring_in("6400")
    house.exchange.hang_up(queued.legs[0])
    assert [each["status"] for each in house.heard("NewCdr")] == ["NO ANSWERED", "NO ANSWERED"]
    house.site.inferred.no_answer = "NO ANSWER"
    (cdr, _) = house.records()
    assert record(house.site, cdr)["status"] == "NO ANSWER"


def test_a_refused_call_was_busy(house: House) -> None:
    house.ring_in("2000")
    house.exchange.hang_up(house.leg("2000"))
    assert house.heard("NewCdr")[-1]["status"] == "BUSY"
    assert house.heard("CallFailed")[-1]["reason"] == "486 Busy here"
