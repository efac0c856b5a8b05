"""A guest checks out of a room."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from ctiapp.simpbx.archive import PastCall
from ctiapp.simpbx.checkout import check_out, check_out_wholly
from ctiapp.simpbx.facts import ExtensionEdited, PresenceChanged
from ctiapp.simpbx.wakeups import Wish

if TYPE_CHECKING:
    from tests.simpbx.office import Office

ROOM = "2003"


def remember(office: Office, *pairs: tuple[str, str]) -> None:
    for caller, callee in pairs:
        office.exchange.archive.add(PastCall(0, 0.0, caller, callee, "internal", "answered"))


def test_what_the_guest_left_is_gone_and_told(office: Office) -> None:
    exchange = office.exchange
    entry = exchange.directory.extensions[ROOM]
    exchange.wakeups.create(ROOM, Wish(time(6)))
    exchange.wakeups.create("2004", Wish(time(6)))
    exchange.set_presence(ROOM, "away")
    remember(office, (ROOM, "2000"), ("2000", "2001"))
    office.facts.clear()
    check_out_wholly(exchange, entry, records=False)

    assert (entry.name, entry.email, entry.mobile, entry.user_password) == ("", "", "", "")
    assert (entry.routes, entry.presence, entry.may_dial) == ((), "available", True)
    assert [alarm.extension for alarm in exchange.wakeups.alarms.values()] == ["2004"]
    assert exchange.wakeups.edits[-1].action == "checkout"
    assert office.facts == [PresenceChanged(ROOM, "available"), ExtensionEdited(ROOM, "update")]
    assert len(exchange.archive.lines) == 2


def test_what_only_one_family_erases_stays(office: Office) -> None:
    exchange = office.exchange
    entry = exchange.directory.extensions[ROOM]
    entry.email, entry.mobile, entry.user_password = "ann@example.com", "+49170", "Secret1"
    exchange.set_presence(ROOM, "away")
    check_out(exchange, entry, name=ROOM)

    assert (entry.name, entry.routes) == (ROOM, ())
    assert (entry.email, entry.mobile, entry.user_password) == (
        "ann@example.com",
        "+49170",
        "Secret1",
    )
    assert entry.presence == "away"


def test_past_calls_go_only_where_that_is_wanted(office: Office) -> None:
    remember(office, (ROOM, "2000"), ("5503301", ROOM), ("2000", "2001"))
    check_out_wholly(office.exchange, office.exchange.directory.extensions[ROOM], records=True)

    assert [line.to_number for line in office.exchange.archive.lines] == ["2001"]


def test_a_call_that_is_up_goes_on(office: Office) -> None:
    office.talk(ROOM)
    check_out(office.exchange, office.exchange.directory.extensions[ROOM])
    assert office.exchange.state_of(ROOM) == "busy"
