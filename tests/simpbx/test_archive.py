"""The lines of past calls: who talked with whom, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.archive import PastCall

if TYPE_CHECKING:
    import pytest

    from tests.simpbx.office import Office


def told(office: Office) -> list[tuple[str, str, str, int, int]]:
    return [
        (line.from_number, line.to_number, line.status, line.ring_s, line.talk_s)
        for line in office.exchange.archive.lines
    ]


def test_a_plain_call_has_one_line(office: Office) -> None:
    office.ring_in("2000", "001-5503308")
    office.wait(4)
    office.exchange.pick_up(office.leg("2000"))
    office.wait(30)
    office.exchange.hang_up(office.leg("2000"))
    (line,) = office.exchange.archive.lines

    assert told(office) == [("001-5503308", "2000", "answered", 4, 30)]
    assert (line.from_name, line.to_name) == ("Jay Prichett", "Kristin Hale")
    assert (line.direction, line.source_trunk, line.by_caller) == ("inbound", "City-SIP", False)
    assert line.duration_s == 34


def test_one_that_nobody_answers(office: Office) -> None:
    call = office.ring_in("2000")
    office.wait(7)
    office.exchange.hang_up(call.legs[0])

    assert told(office) == [("5503301", "2000", "no answer", 7, 0)]
    assert office.exchange.archive.lines[0].by_caller


def test_a_call_to_the_outside(office: Office) -> None:
    office.exchange.router.dial("2000", "0305550101")
    office.wait(3)
    outside = next(leg for leg in office.exchange.legs.values() if leg.extension is None)
    office.exchange.pick_up(outside)
    office.wait(10)
    office.exchange.hang_up(outside)
    (line,) = office.exchange.archive.lines

    assert told(office) == [("2000", "0305550101", "answered", 3, 10)]
    assert (line.direction, bool(line.target_trunk), line.source_trunk) == ("outbound", True, "")


def test_a_blind_transfer_has_a_line_for_each(office: Office) -> None:
    _, mine = office.talk("2000")
    office.wait(20)
    caller = mine.partner()
    assert caller is not None
    office.exchange.transfers.blind(caller, "2001")
    office.wait(5)
    office.exchange.pick_up(office.leg("2001"))
    office.wait(40)
    office.exchange.hang_up(office.leg("2001"))

    assert told(office) == [
        ("5503301", "2000", "answered", 0, 20),
        ("5503301", "2001", "answered", 5, 40),
    ]
    first, second = office.exchange.archive.lines
    assert second.started_s - first.started_s == 20
    assert second.id == first.id + 1


def test_whoever_is_transferred_by_the_caller_is_the_next_caller(office: Office) -> None:
    office.exchange.router.dial("2000", "2001")
    office.exchange.pick_up(office.leg("2001"))
    office.wait(10)
    office.exchange.transfers.blind(office.leg("2001"), "2002")
    office.exchange.pick_up(office.leg("2002"))
    office.wait(10)
    office.exchange.hang_up(office.leg("2002"))

    assert [(line[0], line[1]) for line in told(office)] == [("2000", "2001"), ("2001", "2002")]


def test_a_transfer_that_comes_back_shows_who_did_not_answer(office: Office) -> None:
    _, mine = office.talk("2000")
    office.wait(20)
    caller = mine.partner()
    assert caller is not None
    office.exchange.transfers.blind(caller, "2001")
    office.exchange.hang_up(office.leg("2001"))
    office.exchange.pick_up(office.leg("2000"))
    office.wait(5)
    office.exchange.hang_up(office.leg("2000"))

    assert [line[1:3] for line in told(office)] == [
        ("2000", "answered"),
        ("2001", "no answer"),
        ("2000", "answered"),
    ]


def test_a_queue_shows_who_answered_and_not_whom_it_rang(office: Office) -> None:
    office.exchange.directory.queues["6400"].strategy = "ring_all"
    office.ring_in("6400", via="6400")
    office.wait(6)
    ringing = [n for n in office.exchange.directory.extensions if office.exchange.legs_of(n)]
    assert len(ringing) > 1
    office.exchange.pick_up(office.leg(ringing[0]))
    office.wait(9)
    office.exchange.hang_up(office.leg(ringing[0]))

    ((caller, callee, status, _, talk_s),) = told(office)
    assert (caller, callee, status, talk_s) == ("5503301", ringing[0], "answered", 9)


def test_one_who_gave_up_in_a_queue(office: Office) -> None:
    call = office.ring_in("6400", via="6400")
    office.wait(12)
    office.exchange.hang_up(call.legs[0])
    (line,) = office.exchange.archive.lines

    assert (line.to_number, line.to_name) == ("6400", "Reception")
    assert (line.status, line.talk_s, line.ring_s) == ("abandoned", 0, 12)


def test_a_number_that_is_none_has_failed(office: Office) -> None:
    office.exchange.router.dial("2000", "2999")
    office.wait(60)
    (line,) = office.exchange.archive.lines

    assert (line.from_number, line.to_number) == ("2000", "2999")
    assert line.status in ("failed", "no answer")


def test_a_line_can_be_written_for_a_call_that_never_was(office: Office) -> None:
    archive = office.exchange.archive
    line = archive.add(PastCall(0, 5.0, "2000", "6402", "internal", "busy", ring_s=3))

    assert archive.lines == [line]
    assert (line.id, line.from_name, line.to_name) == (1, "Kristin Hale", "Support")


def test_only_so_many_are_kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctiapp.simpbx.archive.MAX_LINES", 2)
    for caller in ("1", "2", "3"):
        call = office.ring_in("2000", caller)
        office.exchange.hang_up(call.legs[0])

    assert [line.from_number for line in office.exchange.archive.lines] == ["2", "3"]
