"""Conference rooms, menus and routes, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simpbx.openvox.house import House

OK = {"status": "Success"}


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
