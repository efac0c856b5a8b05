"""Extensions, lines and the PBX itself through the Cloud PBX's API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simpbx.cloud.house import House


def query(house: House, number: str) -> Any:
    (row,) = house.ask("extension/query", extid=number)["extinfos"]
    return row


def test_the_pbx_tells_what_it_is(house: House) -> None:
    house.wait(90_061)
    told = house.ask("deviceinfo/query")["deviceinfo"]
    assert told["sn"] == "3631A2124042"
    assert told["uptime"] == "1days 01:01:01"
    assert told["systemtime"].endswith(" UTC+0")
    assert told["extensionstatus"] == "24/500"


def test_the_list_tells_what_each_does(house: House) -> None:
    house.exchange.register("2005", registered=False)
    house.ring_in("2001")
    house.talk("2002")
    house.talk("2003")
    house.exchange.hold(house.leg("2003"))
    rows = {row["extnumber"]: row["status"] for row in house.ask("extensionlist/query")["extlist"]}
    assert [rows[str(n)] for n in range(2000, 2006)] == [
        *("Registered", "Ringing", "Busy", "Hold", "Registered", "Unavailable")
    ]


def test_lines_are_registered_or_not(house: House) -> None:
    house.exchange.set_trunk_status("Mobile-GW", 42)
    rows = {row["trunkname"]: row["status"] for row in house.ask("trunklist/query")["trunklist"]}
    assert rows == {"City-SIP": "Registered", "Mobile-GW": "Failure"}


def test_a_query_has_settings_passwords_and_the_current_call(house: House) -> None:
    row = query(house, "2000")
    assert row["registerpassword"]
    assert "mobile" not in row
    assert row["moblie"] == house.exchange.directory.extensions["2000"].mobile
    assert not {"inbound", "outbound", "ext"} & set(row)
    outer, _ = house.talk("2000", "5503301")
    assert query(house, "2000")["inbound"]["inboundid"] == outer.call.id
    house.exchange.router.dial("2001", "2002")
    assert query(house, "2001")["ext"] == {"extid": "2002"}
    assert query(house, "2002")["ext"] == {"extid": "2001"}


def test_what_is_given_of_an_extension_is_changed(house: House) -> None:
    house.ask(
        "extension/update",
        extid="2003",
        username="Amy",
        email="amy@example.org",
        mobile="01711234567",
        dnd="on",
        hasvoicemail="on",
        allowbeingmonitored="off",
        callrestriction="on",
        ringtimeout="60",
        alwaysforward="on",
        atransfertto="Extension",
        atransferext="2004",
    )
    entry = house.exchange.directory.extensions["2003"]
    assert (entry.name, entry.presence, entry.forward_to) == ("Amy", "do_not_disturb", "2004")
    assert (entry.voicemail, entry.monitored, entry.may_call_out) == (True, False, False)
    row = query(house, "2003")
    assert (row["dnd"], row["ringtimeout"], row["alwaysforward"]) == ("on", "60", "on")
    assert house.actions() == ["ConfigChange"]
    house.ask("extension/update", extid="2003", dnd="off", alwaysforward="off")
    assert (entry.name, entry.presence, entry.forward_to) == ("Amy", "available", "")
    assert query(house, "2003")["callrestriction"] == "on"


def test_what_cannot_be_changed_is_refused(house: House) -> None:
    assert house.refused("extension/update", username="Amy") == "10004"
    assert house.refused("extension/update", extid="9", username="Amy") == "10006"
    assert house.refused("extension/update", extid="2003", extnumber="2100") == "10017"
    assert house.refused("extension/update", extid="2003", dnd="perhaps") == "10004"
