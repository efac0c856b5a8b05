"""The endpoints that act on a channel."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.facts import LegState
from tests.simpbx.k2.house import OK, House, failed


def test_hold_resume_mute_hang_up(house: House) -> None:
    outside, own = house.talk()
    answer = {**OK, "callid": own.call.id}
    assert house.ask("call/hold", channelid=own.channel) == answer
    assert own.state is LegState.HELD
    assert house.ask("call/hold", channelid=own.channel) == failed("10015")
    assert house.ask("call/unhold", channelid=own.channel) == answer
    both = f"{own.channel},{outside.channel}"
    assert house.ask("call/mute", channelid=both) == answer
    assert own.muted
    assert outside.muted
    assert house.ask("call/unmute", channelid=own.channel) == answer
    assert (own.muted, outside.muted) == (False, True)
    assert house.ask("call/hangup", channelid=own.channel) == answer
    assert house.ask("call/hangup", channelid=own.channel) == failed("10007")
    assert house.ask("call/hangup") == failed("10004")


def test_a_transfer_moves_whose_channel_is_named(house: House) -> None:
    outside, own = house.talk()
    answer = house.ask("call/transfer", channelid=outside.channel, number="2001")
    assert answer == {**OK, "callid": outside.call.id}
    house.exchange.pick_up(house.leg("2001"))
    assert outside.partner() is house.leg("2001")
    assert not own.alive
    assert house.heard("Tranfer") == []  # the API's are never told


def test_a_transfer_can_be_read_the_other_way(house: House) -> None:
    house.site.inferred.transfer_moves = "other"
    outside, own = house.talk()
    house.ask("call/transfer", channelid=own.channel, number="2001")
    assert house.exchange.state_of("2001") == "ringing"
    assert outside.alive


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "10004"),
        ({"number": "2999"}, "10011"),
        ({"number": "5503302"}, "10024"),
        ({"number": "5503302", "dialpermission": "2011"}, "10024"),
        ({"number": "2001", "dialpermission": "1"}, "10006"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused(
    house: House, values: dict[str, object], code: str
) -> None:
    outside, own = house.talk()
    assert house.ask("call/transfer", channelid=outside.channel, **values) == failed(code)
    assert outside.partner() is own


def test_a_transfer_outside_needs_a_permission(house: House) -> None:
    outside, _ = house.talk()
    values = {"channelid": outside.channel, "number": "5503302", "dialpermission": "2000"}
    assert house.ask("call/transfer", **values)["status"] == "Success"


@pytest.mark.parametrize("operate", ["complete", "abort", "threeway", "swap"])
def test_a_consultation_has_its_second_step(house: House, operate: str) -> None:
    outside, own = house.talk()
    begun = house.ask("call/attended_transfer", channelid=own.channel, tonumber="2001")
    assert begun == {**OK, "callid": outside.call.id}
    house.exchange.pick_up(house.leg("2001"))
    values = {"channelid": own.channel, "operate": operate}
    assert house.ask("call/attended_transfer_operate", **values) == begun
    partner = outside.partner()
    expected = {"complete": "2001", "abort": "2000", "threeway": None, "swap": "2000"}
    assert (partner.extension if partner else None) == expected[operate]
    assert len(outside.company()) == (2 if operate == "threeway" else 1)


def test_a_second_step_without_a_first_is_refused(house: House) -> None:
    _, own = house.talk()
    endpoint = "call/attended_transfer_operate"
    assert house.ask(endpoint, channelid=own.channel, operate="swap") == failed("10015")
    assert house.ask(endpoint, channelid=own.channel, operate="turn") == failed("10004")
    assert house.ask(endpoint, channelid=own.channel) == failed("10004")
    values = {"channelid": own.channel, "tonumber": "2999"}
    assert house.ask("call/attended_transfer", **values) == failed("10011")


def test_a_member_is_added(house: House) -> None:
    outside, own = house.talk()
    values = {"channelid": own.channel, "number": "2001"}
    assert house.ask("call/add_member", **values)["callid"] == own.call.id
    house.exchange.pick_up(house.leg("2001"))
    assert len(outside.company()) == 2


def test_a_supervisor_listens_by_the_extension(house: House) -> None:
    house.talk("2003")
    values = {"monitor": "2000", "extension": "2003", "type": "listen"}
    call_id = house.ask("call/listen", **values)["callid"]
    assert house.exchange.calls[call_id].legs[0].extension == "2000"
    assert house.ask("call/listen", **{**values, "extension": "2004"}) == failed("10015")
    assert house.ask("call/listen", **{**values, "extension": "1"}) == failed("10006")
    assert house.ask("call/listen", **{**values, "type": "spy"}) == failed("10004")
    house.exchange.directory.extensions["2003"].monitored = False
    assert house.ask("call/listen", **values) == failed("10009")


def test_the_other_party_is_parked(house: House) -> None:
    outside, _ = house.talk()
    slot = house.ask("call/callpark", channelid=outside.channel)["parkingslot"]
    house.wait(10)
    (row,) = house.ask("call/callpark_status")["parkinfos"]
    assert row == {
        "parker": "2000",
        "parkedparty": "5503301",
        "parkingslot": slot,
        "parktime": "60",
        "channelid": outside.channel,
    }
    house.site.inferred.park_time = "remaining"
    assert house.ask("call/callpark_status")["parkinfos"][0]["parktime"] == "50"
    second, _ = house.talk("2001", "5503302")
    values = {"channelid": second.channel, "parkingslot": slot}
    assert house.ask("call/callpark", **values) == failed("10031")
    answer = house.ask("call/dial", caller="2002", callee=slot, autoanswer="yes")
    assert answer["status"] == "Success"
    house.wait(1)
    assert outside.partner() is house.leg("2002")
    assert house.ask("call/callpark_status") == OK


def test_inbound_calls_are_let_in_and_turned_away(house: House) -> None:
    house.exchange.directory.trunks["City-SIP"].inbound_control = True
    first, second = house.ring_in("2000").legs[0], house.ring_in("2001").legs[0]
    assert house.ask("call/accept_inbound", channelid=first.channel)["callid"] == first.call.id
    assert house.exchange.state_of("2000") == "ringing"
    assert house.ask("call/accept_inbound", channelid=first.channel) == failed("10016")
    assert house.ask("call/refuse_inbound", channelid=second.channel)["callid"] == second.call.id
    assert second.call.over
    assert house.ask("call/refuse_inbound", channelid=second.channel) == failed("10007")
    assert [event["callid"] for event in house.heard("Invite")] == [first.call.id, second.call.id]
