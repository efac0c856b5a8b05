"""Mailboxes and paging groups, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simpbx.openvox.house import House

OK = {"status": "Success"}


async def test_messages(house: House) -> None:
    assert await house.ask("voicemail/query") == OK
    for number in ("2005", "2006"):
        house.exchange.directory.extensions[number].voicemail = True
        call = house.ring_in(number)
        house.exchange.hang_up(house.leg(number))
        house.wait(10)
        house.exchange.hang_up(call.legs[0])
    answer = await house.ask("voicemail/query", extid="2005,2007")
    message = {
        "voicemailfile": "msg0000.wav",
        "messagefrom": "5503301",
        "voicemaildate": "2023-11-14 22:13:30",
        "voicemaillength": "10",
    }
    assert answer["voicemails"] == [{"extid": "2005", "voicemail": [message]}]
    both = (await house.ask("voicemail/query"))["voicemails"]
    assert [row["extid"] for row in both] == ["2005", "2006"]
    root = await house.ask_xml("voicemail/query", extid="2006")
    assert root.findtext("voicemails/item/voicemail/item/messagefrom") == "5503301"
    assert (await house.ask("voicemail/query", extid="2999"))["errno"] == "10006"


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
