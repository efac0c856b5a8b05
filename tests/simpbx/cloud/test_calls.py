"""What can be done to calls through the Cloud PBX's API, and how it says no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.facts import LegState

if TYPE_CHECKING:
    from tests.simpbx.cloud.house import House


def test_an_extension_holds_goes_on_is_muted_and_hangs_up(house: House) -> None:
    house.talk("2000")
    assert house.ask("extension/hold", extid="2000") == {}
    assert house.leg("2000").state is LegState.HELD
    assert house.ask("extension/unhold", extid="2000") == {}
    assert house.leg("2000").state.value == "up"
    house.ask("extension/mute", extid="2000")
    assert house.leg("2000").muted
    house.ask("extension/unmute", extid="2000")
    assert not house.leg("2000").muted
    house.ask("extension/hangup", extid="2000")
    assert house.exchange.calls == {}


def test_the_current_call_is_the_one_that_is_talked_on(house: House) -> None:
    first, _ = house.talk("2000", "5503301")
    house.exchange.hold(house.leg("2000"))
    second = house.exchange.router.dial("2000", "2003")
    house.exchange.pick_up(house.leg("2003"))
    house.ring_in("2000", "5503302")
    house.ask("extension/hangup", extid="2000")
    assert second.over
    house.ask("extension/unhold", extid="2000")
    assert first.bridge is not None
    assert first.state is LegState.UP


def test_a_caller_talks_to_a_menu_or_to_somebody_outside(house: House) -> None:
    """Whom the handbook says there may be beside extensions (l. 2581)."""
    call = house.ring_in("6200", "5503301")
    (row,) = house.ask("inbound/query")["inbound"]
    assert (row["status"], row["callee"]) == ("Wait", [{"ivrid": "6200"}])
    house.exchange.hang_up(call.legs[0])
    outer, _ = house.talk("2000", "5503302")
    house.ask("inbound/transfer_number", inboundid=outer.call.id, number="013900000001")
    (away,) = house.ask("outbound/query")["outbound"]
    (row,) = house.ask("inbound/query")["inbound"]
    assert row["callee"] == [{"outboundid": away["outboundid"]}]


@pytest.mark.parametrize("verb", ["hold", "unhold", "mute", "unmute", "hangup"])
def test_without_a_call_there_is_nothing_to_do(house: House, verb: str) -> None:
    assert house.refused(f"extension/{verb}", extid="2000") == "10007"
    assert house.refused(f"extension/{verb}", extid="9") == "10006"
    assert house.refused(f"extension/{verb}") == "10004"


async def test_lines_are_queried_and_hung_up(house: House) -> None:
    outer, _ = house.talk("2000", "5503301")
    ringing = house.ring_in("2001", "")
    waiting = house.ring_in("6402", "5503309", via="6402")
    rows = {row["inboundid"]: row for row in house.ask("inbound/query")["inbound"]}
    assert rows[outer.call.id] == {
        "inboundid": outer.call.id,
        "from": "5503301",
        "to": "2000",
        "trunk": "City-SIP",
        "status": "Talking",
        "callee": [{"extid": "2000"}],
    }
    assert rows[ringing.id]["status"] == "Progress"
    assert rows[ringing.id]["from"] == "Unknown"
    assert rows[ringing.id]["callee"] == [{"extid": "2001"}]
    assert rows[waiting.id]["status"] == "Wait"
    (one,) = house.ask("inbound/query", inboundid=ringing.id)["inbound"]
    assert one["inboundid"] == ringing.id
    assert house.refused("inbound/query", inboundid="1.1") == "10007"
    house.ask("inbound/hangup", inboundid=outer.call.id)
    assert outer.call.over
    call = house.exchange.router.dial("2003", "97183737300")
    (line,) = house.ask("outbound/query")["outbound"]
    assert (line["from"], line["to"], line["status"]) == ("2003", "97183737300", "Progress")
    house.ask("outbound/hangup", outboundid=line["outboundid"])
    assert call.over
    assert house.refused("outbound/hangup", outboundid=line["outboundid"]) == "10007"


def test_dialling_rings_ones_own_phone_first(house: House) -> None:
    call_id = house.ask("extension/dial_extension", caller="2000", callee="2003")["callid"]
    assert house.leg("2000").ringing
    assert house.leg("2000").call.id == call_id
    house.ask("extension/hangup", extid="2000")
    house.ask("extension/dial_outbound", extid="2000", outto="97183737300", autoanswer="yes")
    house.wait(1)
    assert house.leg("2000").state is LegState.DIALLING


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"caller": "2000"}, "10004"),
        ({"caller": "9", "callee": "2003"}, "10006"),
        ({"caller": "2000", "callee": "2998"}, "10011"),
        ({"caller": "2000", "callee": "97183737300"}, "10011"),
        ({"caller": "2000", "callee": ["2003"]}, "10004"),
        ({"caller": "2000", "callee": "2003", "autoanswer": "perhaps"}, "10004"),
    ],
)
def test_what_cannot_be_dialled_inside_is_refused(
    house: House, asked: dict[str, object], code: str
) -> None:
    assert house.refused("extension/dial_extension", **asked) == code


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"extid": "2000", "outto": "2003"}, "10031"),
        ({"extid": "2000", "outto": "12"}, "10031"),
        ({"extid": "2011", "outto": "97183737300"}, "10024"),
    ],
)
def test_what_cannot_be_dialled_outside_is_refused(
    house: House, asked: dict[str, object], code: str
) -> None:
    assert house.refused("extension/dial_outbound", **asked) == code


def test_a_caller_is_led_elsewhere_while_they_wait(house: House) -> None:
    call = house.ring_in("2000", "5503301")
    house.reports.clear()
    asked = {"inboundid": call.id, "number": "2003"}
    assert house.ask("inbound/transfer_number", **asked) == {"callid": call.id}
    assert house.leg("2003").ringing
    assert house.exchange.legs_of("2000") == []
    queued = house.ring_in("6405", "5503302", via="6405")
    house.ask("inbound/transfer_number", inboundid=queued.id, number="2004")
    assert house.leg("2004").call is queued
    house.exchange.pick_up(house.leg("2004"))
    house.wait(60)
    assert house.leg("2004").talking
    house.ask("inbound/transfer_number", inboundid=queued.id, number="6200")
    assert queued.waiting


def test_a_called_outside_party_is_led_elsewhere(house: House) -> None:
    house.exchange.router.dial("2003", "97183737300")
    (line,) = house.ask("outbound/query")["outbound"]
    asked = {"outboundid": line["outboundid"], "number": "2004"}
    assert house.refused("outbound/transfer_number", **asked) == "10004"
    asked["fromext"] = "2003"
    assert house.refused("outbound/transfer_number", **asked) == "10015"
    house.exchange.pick_up(house.leg("2003").call.trunk_legs()[0])
    house.ask("outbound/transfer_number", **asked)
    assert house.leg("2004").ringing


def test_a_transfer_needs_a_talk_a_number_and_the_right(house: House) -> None:
    call = house.talk("2000", "5503301")[0].call
    asked = {"callid": call.id, "transferor": "2000", "transferto": "2003"}
    assert house.refused("calltransfer", **{**asked, "callid": "1.1"}) == "10007"
    assert house.refused("calltransfer", **{**asked, "transferor": "2005"}) == "10015"
    assert house.refused("calltransfer", **{**asked, "transferto": "2998"}) == "10011"
    house.exchange.directory.extensions["2000"].may_call_out = False
    asked["transferto"] = "97183737300"
    assert house.refused("calltransfer", **asked) == "10024"
    assert house.ask("calltransfer", **asked, fromext="2001") == {"callid": call.id}


def test_supervisors_listen_whisper_and_barge_in(house: House) -> None:
    house.talk("2003", "5503301")
    asked = {"listener": "2001", "listenedext": "2003"}
    assert house.ask("extension/listen", **asked) == {}
    assert house.refused("extension/listen", **asked) == "10008"
    assert house.ask("extension/whisper", whisperer="2002", whisperedext="2003") == {}
    assert house.ask("extension/barge", bargin="2004", bargedext="2003") == {}
    assert house.refused("extension/barge", bargein="2004", bargedext="2003") == "10008"
    assert house.ask("extension/barge", bargein="2005", bargedext="2003") == {}
    assert house.refused("extension/listen", listener="2006", listenedext="2007") == "10007"
    house.ring_in("2008")
    assert house.refused("extension/listen", listener="2006", listenedext="2008") == "10015"
    assert house.refused("extension/barge", bargedext="2003") == "10004"


async def test_who_may_not_be_listened_to_is_10009(house: House) -> None:
    house.talk("2009", "5503301")
    with pytest.raises(Exception, match="may not be listened to") as caught:
        house.ask("extension/listen", listener="2001", listenedext="2009")
    assert house.face.refusal(caught.value) == "10009"  # type: ignore[arg-type]


def test_prompts_are_played_by_name(house: House) -> None:
    assert house.refused("extension/playprompt", extid="2003", prompt="none") == "10023"
    assert house.refused("outbound/playprompt", outto="2003", prompt="fire_drill") == "10031"
    assert set(house.ask("extension/playprompt", extid="2003", prompt="fire_drill")) == {"callid"}
