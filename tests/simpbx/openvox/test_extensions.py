"""Extensions that the API adds, changes, deletes and tells, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctiapp.simpbx.facts import ExtensionEdited

if TYPE_CHECKING:
    from tests.simpbx.openvox.house import House

OK = {"status": "Success"}

NEW = {
    "number": "2902",
    "username": "Room 902",
    "callerid": "",
    "registerpassword": "12345133333323123qW@",
    "maxregistrations": "3",
    "loginpassword": "12345678qW@",
    "email": "room@example.org",
    "mobile": "15550100",
    "hasvoicemail": "on",
    "vmsecret": "888888",
    "enablevmtoemail": "on",
    "noanswerforward": "off",
    "ntransferto": "Extension",
    "ntransferext": "6000",
    "ntransferprefix": "",
    "busyforward": "off",
    "btransferto": "Extension",
    "btransferext": "110",
    "btransferprefix": "",
    "btransfernum": "",
    "enablemobile": "off",
    "ringsimultaneous": "off",
    "mobileprefix": "",
    "allowbeingmonitored": "off",
    "monitormode": "Disable",
    "ringtimeout": "15",
    "maxduration": "Follow System",
    "dnd": "off",
}
"""Every field of the page's example, with other values."""


async def row(house: House, number: str) -> Any:
    (found,) = (await house.ask("extension/query", extid=number))["extinfos"]
    return found


async def test_an_extension_is_added_as_the_page_has_it(house: House) -> None:
    assert await house.ask("extension/add", **NEW) == OK
    found = await row(house, "2902")
    assert found["extnumber"] == "2902"
    assert found["moblie"] == "15550100"
    assert "mobile" not in found
    same = set(NEW) - {"number", "mobile"}
    assert {name: found[name] for name in same} == {name: NEW[name] for name in same}
    assert found["status"] == "Unregistered"
    assert house.told(ExtensionEdited) == [ExtensionEdited("2902", "create")]
    assert (await house.ask("extension/add", **NEW))["errno"] == "10017"


async def test_an_extension_is_added_in_xml(house: House) -> None:
    root = await house.ask_xml("extension/add", number="2903", username="Müller & Söhne")
    assert root.findtext("status") == "Success"
    root = await house.ask_xml("extension/query", extid="2903")
    assert root.findtext("extinfos/item/username") == "Müller & Söhne"


async def test_what_is_given_changes(house: House) -> None:
    before = await row(house, "2005")
    body = {"extid": "2005", "username": "Amy", "dnd": "on", "allowbeingmonitored": "off"}
    assert await house.ask("extension/update", **body) == OK
    after = await row(house, "2005")
    changed = {"username": "Amy", "dnd": "on", "allowbeingmonitored": "off"}
    assert after == {**before, **changed}
    assert house.exchange.directory.extensions["2005"].presence == "do_not_disturb"
    assert await house.ask("extension/update", extid="2005", dnd="off", hasvoicemail="on") == OK
    entry = house.exchange.directory.extensions["2005"]
    assert (entry.presence, entry.voicemail) == ("available", True)


async def test_all_calls_are_forwarded(house: House) -> None:
    to = {"alwaysforward": "on", "atransferto": "Extension", "atransferext": "2001"}
    assert await house.ask("extension/update", extid="2005", **to) == OK
    house.ring_in("2005")
    assert house.exchange.state_of("2001") == "ringing"
    found = await row(house, "2005")
    assert (found["alwaysforward"], found["atransferext"]) == ("on", "2001")
    assert await house.ask("extension/update", extid="2005", alwaysforward="off") == OK
    assert house.exchange.directory.extensions["2005"].forward_to == ""
    away = {"alwaysforward": "on", "atransferto": "Custom Number", "atransfernum": "5503301"}
    assert await house.ask("extension/update", extid="2005", atransferprefix="0", **away) == OK
    assert house.exchange.directory.extensions["2005"].forward_to == "05503301"


async def test_a_number_changes_everywhere(house: House) -> None:
    alarm = {"number": "2001", "time": "07:00", "type": "onetime"}
    assert await house.ask("wakeupcall/create", **alarm) == OK
    assert await house.ask("extension/update", extid="2001", extnumber="2951") == OK
    directory = house.exchange.directory
    assert "2001" not in directory.extensions
    assert directory.ring_groups["6300"].members[1] == "2951"
    assert directory.queues["6400"].managers == ("2951",)
    assert directory.queues["6400"].agent("2951") is not None
    assert [alarm.extension for alarm in house.exchange.wakeups.alarms.values()] == ["2951"]
    house.talk("2002")
    taken = {"extid": "2002", "extnumber": "2952"}
    assert (await house.ask("extension/update", **taken))["errno"] == "10017"


async def test_several_are_deleted_or_none(house: House) -> None:
    assert (await house.ask("extension/delete", number="2010,2999"))["errno"] == "10006"
    house.talk("2009")
    assert (await house.ask("extension/delete", number="2010,2009"))["errno"] == "10017"
    assert "2010" in house.exchange.directory.extensions
    assert await house.ask("extension/delete", number="2010,2012") == OK
    assert (await house.ask("extension/query", extid="2010"))["errno"] == "10006"
    assert (await house.ask("extension/delete"))["errno"] == "10004"


async def test_all_several_and_what_they_do(house: House) -> None:
    everybody = (await house.ask("extension/query"))["extinfos"]
    assert len(everybody) == len(house.exchange.directory.extensions)
    call = house.ring_in()
    house.exchange.register("2001", registered=False)
    ringing, away = (await house.ask("extension/query", extid="2000,2001,2000"))["extinfos"]
    assert (ringing["status"], away["status"]) == ("Ringing", "Unregistered")
    assert ringing["inbound"]["from"] == "5503301"
    assert ringing["inbound"]["inboundid"].endswith(".1")
    assert "inbound" not in away
    house.exchange.pick_up(house.leg("2000"))
    assert (await row(house, "2000"))["status"] == "InUse"
    house.exchange.hang_up(call.legs[0])
    assert (await row(house, "2000"))["status"] == "Registered"


async def test_who_may_listen_at_first(house: House) -> None:
    modes = [(await row(house, number))["monitormode"] for number in ("2000", "2010")]
    assert modes == ["Extensive", "Disable"]
    await house.ask("extension/update", extid="2010", monitormode="Whisper")
    assert (await row(house, "2010"))["monitormode"] == "Whisper"


async def test_secrets_are_not_in_the_log_of_requests(house: House) -> None:
    await house.ask("extension/add", **NEW)
    logged = str(house.face.requests)
    assert "12345678qW@" not in logged
    assert "12345133333323123qW@" not in logged
    assert house.token not in logged
