"""The endpoints ``extension/*`` that look and edit."""

from __future__ import annotations

import pytest

from tests.simpbx.k2.house import OK, House, failed

NEW = {
    "number": "305",
    "username": "Zoë Ångström",
    "registername": "305",
    "registerpassword": "Kolibri7-Wind4-Berg",
}


def status(house: House, number: str) -> str:
    rows = house.ask("extension/list")["extlist"]
    return next(row["status"] for row in rows if row["number"] == number)


def test_the_list_shows_who_can_be_called(house: House) -> None:
    rows = house.ask("extension/list")["extlist"]
    assert len(rows) == 24
    name = house.exchange.directory.extensions["2000"].name
    assert rows[0] == {"number": "2000", "status": "Registered", "type": "SIP", "username": name}
    house.exchange.register("2001", registered=False)
    assert status(house, "2001") == "Unavailable"
    outside, own = house.talk()
    assert status(house, "2000") == "Busy"
    house.exchange.hold(own)
    assert status(house, "2000") == "Hold"
    house.ring_in("2002")
    assert status(house, "2002") == "Ringing"
    house.exchange.hang_up(outside)
    assert status(house, "2000") == "Registered"


def test_an_extension_is_made_changed_and_deleted(house: House) -> None:
    values = {**NEW, "hasvoicemail": "off", "email": "z@example.org", "agentid": "77"}
    assert house.ask("extension/add", **values) == OK
    assert house.ask("extension/add", **values) == failed("10085")
    (info,) = house.ask("extension/query", number="305")["extinfos"]
    assert info["username"] == "Zoë Ångström"
    assert info["registerpassword"] == NEW["registerpassword"]
    assert (info["hasvoicemail"], info["agentid"]) == ("off", "77")
    assert info["status"] == "Unavailable"
    changes = {"number": "305", "username": "Guest", "email": "", "mobile": "5503399"}
    assert house.ask("extension/update", **changes) == OK
    entry = house.exchange.directory.extensions["305"]
    assert (entry.name, entry.email, entry.mobile) == ("Guest", "", "5503399")
    assert entry.settings["registerpassword"] == NEW["registerpassword"]
    assert house.ask("extension/delete", number="305") == OK
    assert house.ask("extension/query", number="305") == failed("10006")
    edits = [(event["extid"], event["operation"]) for event in house.heard("ConfigChange")]
    assert edits == [("305", "add"), ("305", "update"), ("305", "del")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"username": ""}, "10004"),
        ({"registerpassword": ""}, "10004"),
        ({"registerpassword": "short1A"}, "10017"),
        ({"number": "12345678"}, "10017"),
        ({"number": "6400"}, "10017"),
        ({"username": "a;b"}, "10017"),
        ({"maxregistrations": "6"}, "10017"),
        ({"alwaysforward": "yes"}, "10017"),
    ],
)
def test_what_cannot_be_saved_is_not(house: House, changes: dict[str, str], code: str) -> None:
    assert house.ask("extension/add", **{**NEW, **changes}) == failed(code)
    assert len(house.exchange.directory.extensions) == 24


@pytest.mark.parametrize(
    ("values", "to"),
    [
        ({"atransferto": "Extension", "atransferext": "2002"}, "2002"),
        ({"atransferto": "Custom Number", "atransferprefix": "0", "atransfernum": "55"}, "055"),
        ({"atransferto": "Mobile Number", "mobile": "5503399"}, "5503399"),
        ({"atransferto": "Voicemail"}, ""),
    ],
)
def test_forwarding_is_done(house: House, values: dict[str, str], to: str) -> None:
    answer = house.ask("extension/update", number="2001", alwaysforward="on", **values)
    assert answer == OK
    assert house.exchange.directory.extensions["2001"].forward_to == to
    (info,) = house.ask("extension/query", number="2001")["extinfos"]
    assert info["alwaysforward"] == ("on" if to else "off")
    assert house.ask("extension/update", number="2001", alwaysforward="off") == OK
    assert house.exchange.directory.extensions["2001"].forward_to == ""


def test_all_are_deleted_by_one_word_but_not_in_a_call(house: House) -> None:
    outside, _ = house.talk()
    assert house.ask("extension/delete", number="all") == failed("10086")
    assert len(house.exchange.directory.extensions) == 24
    house.exchange.hang_up(outside)
    assert house.ask("extension/delete") == failed("10004")
    assert house.ask("extension/delete", number="all") == OK
    assert house.exchange.directory.extensions == {}
