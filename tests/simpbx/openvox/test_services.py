"""Mailboxes, rooms, paging groups, menus and routes, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simpbx.openvox.house import House

OK = {"status": "Success"}


async def test_messages(house: House) -> None:
    assert await house.ask("voicemail/query") == OK
    house.exchange.directory.extensions["2005"].voicemail = True
    house.exchange.directory.extensions["2006"].messages = 1
    call = house.ring_in("2005")
    house.exchange.hang_up(house.leg("2005"))
    house.wait(10)
    house.exchange.hang_up(call.legs[0])
    answer = await house.ask("voicemail/query", extid="2005,2007")
    message = {
        "voicemailfile": "msg0000.wav",
        "messagefrom": "5503301",
        "voicemaildate": "2023-11-14 22:13:20",
        "voicemaillength": "8",
    }
    assert answer["voicemails"] == [{"extid": "2005", "voicemail": [message]}]
    both = (await house.ask("voicemail/query"))["voicemails"]
    assert [row["extid"] for row in both] == ["2005", "2006"]
    assert both[1]["voicemail"][0]["messagefrom"] == ""
    assert (await house.ask("voicemail/query", extid="2999"))["errno"] == "10006"


async def test_who_is_in_a_room(house: House) -> None:
    assert await house.ask("conference/query_in_session", number="6500") == OK
    house.exchange.router.dial("2000", "6500")
    house.ring_in("6500", caller="5503301", via="6500")
    answer = await house.ask("conference/query_in_session", number="6500,6501")
    (room,) = answer["conference"]
    assert room["number"] == "6500"
    assert [member["number"] for member in room["member"]] == ["2000", "5503301"]
    assert {member["memberstatus"] for member in room["member"]} == {"Up"}
    assert all(member["channelid"].startswith("PJSIP/") for member in room["member"])


async def test_paging_groups(house: House) -> None:
    (group,) = (await house.ask("paginggroup/query", number="all"))["paginggroup"]
    assert group == {
        "number": "6250",
        "name": "Front desk",
        "type": "paging",
        "member": "2000,2001,2002,2003",
    }
    changed = {"number": "6250", "type": "intercom", "member": "2005,2006"}
    assert await house.ask("paginggroup/update", **changed) == OK
    (group,) = (await house.ask("paginggroup/query", number="6250"))["paginggroup"]
    assert (group["name"], group["type"], group["member"]) == (
        "Front desk",
        "intercom",
        "2005,2006",
    )
    wrong = (
        ({**changed, "number": "1"}, "10031"),
        ({**changed, "type": "shout"}, "10004"),
        ({**changed, "member": "2999"}, "10006"),
    )
    for body, code in wrong:
        assert (await house.ask("paginggroup/update", **body))["errno"] == code
    assert (await house.ask("paginggroup/query", number="1"))["errno"] == "10031"
    assert (await house.ask("paginggroup/query"))["errno"] == "10004"


async def test_menus(house: House) -> None:
    every = await house.ask("ivr/query")
    assert every["ivr"] == [
        {
            "ivrid": "6200",
            "ivrname": "Welcome menu",
            "prompt": "default",
            "promptrepeat": "3",
            "responsetimeout": "6",
        }
    ]
    assert await house.ask("ivr/query", name="Welcome menu") == every
    assert (await house.ask("ivr/query", name="Other"))["ivr"] == []


async def test_routes(house: House) -> None:
    ways_in = (await house.ask("inroute/query", name="all"))["inroutes"]
    assert [route["did"] for route in ways_in] == [
        "+49305550100",
        "+49305550120",
        "+491715550100",
    ]
    assert (ways_in[0]["desttype"], ways_in[0]["dest"]) == ("IVR", "6200")
    root = await house.ask_xml("inroute/query", name=ways_in[1]["name"])
    assert root.findtext("inroutes/item/did") == "+49305550120"
    assert root.findtext("inroutes/item/caller_id") == ""
    ways_out = (await house.ask("outroute/query", name="Outside,City"))["outroutes"]
    assert [route["name"] for route in ways_out] == ["Outside", "City"]
    assert ways_out[0]["trunks"] == "City-SIP,Mobile-GW"
    assert (await house.ask("outroute/query"))["errno"] == "10004"
    assert (await house.ask("outroute/query", name="Moon"))["errno"] == "10031"
