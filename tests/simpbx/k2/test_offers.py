"""Inbound calls whose destination the application chooses."""

from __future__ import annotations

import pytest

from tests.simpbx.k2.house import OK, House


@pytest.fixture
def asking(house: House) -> House:
    house.site.asks_destination = True
    house.exchange.directory.trunks["City-SIP"].inbound_control = True
    return house


def test_who_accepts_is_asked_where_the_call_is_to_go(asking: House) -> None:
    call = asking.ring_in("2000")
    channel = call.legs[0].channel
    asking.wait(9)
    answer = asking.ask("call/accept_inbound", channelid=channel)
    assert answer == {**OK, "callid": call.id}
    (event,) = asking.heard("Incoming")
    ends = {"from": "5503301", "to": "2000", "trunkname": "City-SIP", "channelid": channel}
    assert event == {"event": "Incoming", "callid": call.id, "members": [{"inbound": ends}]}
    assert asking.exchange.state_of("2000") == "idle"
    asking.wait(9)
    assert asking.ask("call/transfer", channelid=channel, number="2001") == answer
    assert asking.exchange.state_of("2001") == "ringing"
    asking.wait(5)
    assert asking.exchange.state_of("2000") == "idle"


def test_without_a_choice_the_call_goes_its_own_way(asking: House) -> None:
    call = asking.ring_in("2000")
    asking.ask("call/accept_inbound", channelid=call.legs[0].channel)
    asking.wait(10.5)
    assert asking.exchange.state_of("2000") == "ringing"
    other = asking.ring_in("2001")
    asking.wait(10.5)  # nobody accepts: nobody is asked
    assert asking.exchange.state_of("2001") == "ringing"
    assert [event["callid"] for event in asking.heard("Incoming")] == [call.id]
    assert not other.over


def test_a_caller_who_gives_up_is_forgotten(asking: House) -> None:
    first = asking.ring_in("2000")
    asking.ask("call/accept_inbound", channelid=first.legs[0].channel)
    asking.exchange.hang_up(first.legs[0])
    second = asking.ring_in("2000")
    asking.ask("call/accept_inbound", channelid=second.legs[0].channel)
    assert asking.site.choosing == {second.legs[0].channel}
    asking.wait(20)
    assert first.over
