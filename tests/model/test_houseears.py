"""An event reaches the rooms that it is of, and no others."""

from __future__ import annotations

from ctiapp.model.directory import LineState
from ctiapp.model.events import CallGone, LineChanged, Reported, UnknownEvent
from ctiapp.model.houseears import HouseEars
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome
from ctiapp.model.roomear import CALL_MAX
from ctiapp.model.wakes import Wake, WakeOutcome, WakeTry
from tests.model.night import DUE, ONCE, ROOM, at, forwarded, line, record, room, said
from tests.model.said import ext, report

OTHER = Number("106")


def ears(*rooms: Number) -> HouseEars:
    made = HouseEars()
    made.keep(rooms)
    return made


def test_it_reaches_the_room_that_it_is_of() -> None:
    house = ears(ROOM, OTHER)
    assert house.take(room("RING"), at(0))
    assert house.take(line(LineState.RINGING), at(0))
    assert len(house.of(ROOM).calls) == 1
    assert not house.of(OTHER).calls
    assert house.of(OTHER).line_at(at(1)) is LineState.UNKNOWN


def test_what_is_of_no_room_reaches_none() -> None:
    house = ears(ROOM)
    for event in (
        said(ext("2000", "RING")),
        LineChanged(Number("2000"), LineState.BUSY),
        CallGone(CallId("9.9")),
        record(Outcome.ANSWERED, "9.9", callee="2000"),
        forwarded("9.9"),
        Reported(30019, "survey-answered", {}),
        UnknownEvent("30099"),
    ):
        assert not house.take(event, at(0))


def test_a_call_is_followed_by_its_id() -> None:
    """What is told of it later names the room no more."""
    house = ears(ROOM)
    house.take(room("RING"), at(0))
    assert house.take(forwarded(), at(5))
    assert house.take(CallGone(CallId("1.1")), at(6))
    house.forget(at(-1))
    assert house.take(record(Outcome.VOICEMAIL, callee="2000"), at(7))
    (call,) = house.of(ROOM).calls
    assert (call.moved_at, call.record) == (at(5), Outcome.VOICEMAIL)


def test_a_call_of_two_rooms_reaches_both() -> None:
    house = ears(ROOM, OTHER)
    house.take(said(ext("105", "ALERT"), ext("106", "RING")), at(0))
    assert house.of(ROOM).calls[0].shared
    assert house.of(OTHER).calls[0].shared
    told = report(ext("105", "BYE"), call_id="1.1")
    assert house.take(Reported(30018, "prompt-ended", {}, told), at(1))
    assert house.of(OTHER).calls[0].ended_at == at(1)


def test_a_room_that_is_watched_no_more_is_forgotten() -> None:
    house = ears(ROOM)
    house.take(room("RING"), at(0))
    house.keep([OTHER])
    assert not house.take(failed_again(), at(5))
    house.keep([ROOM])
    assert not house.of(ROOM).calls


def failed_again() -> CallGone:
    return CallGone(CallId("1.1"))


def test_what_is_over_is_forgotten() -> None:
    house = ears(ROOM)
    house.take(room("RING"), at(0))
    house.forget(at(1) + CALL_MAX)
    assert not house.take(CallGone(CallId("1.1")), at(5))


def test_what_was_known_is_known_again() -> None:
    house = ears(ROOM)
    rang = WakeTry(1, at(0), WakeOutcome.RINGING, call_id=CallId("1.1"))
    house.recall(Wake("w", ROOM, ExtensionId("1"), DUE, DUE, ONCE, tries=(rang,)))
    assert house.of(ROOM).calls[0].rang_at == at(0)
    house.forget(at(-1))
    assert house.take(failed_again(), at(5))
