"""Phones that can be told to answer."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.facts import LegState
from tests.simpbx.k2.house import OK, House, failed


@pytest.fixture
def ringing(house: House) -> House:
    house.exchange.directory.extensions["2000"].csta = True
    house.ring_in("2000")
    return house


def told(house: House) -> dict[str, str]:
    event = house.heard("uacstacall")[-1]
    return {key: event[key] for key in ("extnumber", "cstacallid", "ipaddress")}


def test_a_phone_answers_and_hangs_up(ringing: House) -> None:
    values = told(ringing)
    assert values["ipaddress"] == "192.168.28.20:5060"
    assert ringing.ask("uacstacall/hangup", **values) == failed("10015")
    assert ringing.ask("uacstacall/accept_inbound", **values) == OK
    assert ringing.leg("2000").state is LegState.UP
    assert ringing.ask("uacstacall/hangup", **values) == OK
    assert ringing.exchange.state_of("2000") == "idle"
    operations = [event["operation"] for event in ringing.heard("uacstacall")]
    assert operations == ["callstart", "callanswer", "callover"]


def test_a_phone_refuses(ringing: House) -> None:
    assert ringing.ask("uacstacall/refuse_inbound", **told(ringing)) == OK
    assert ringing.heard("uacstacall")[-1]["operation"] == "callover"
    assert "callid" not in ringing.heard("uacstacall")[-1]


def test_what_does_not_belong_together_is_refused(ringing: House) -> None:
    values = told(ringing)
    endpoint = "uacstacall/accept_inbound"
    assert ringing.ask(endpoint, **{**values, "extnumber": "2001"}) == failed("10007")
    assert ringing.ask(endpoint, **{**values, "extnumber": "1"}) == failed("10006")
    assert ringing.ask(endpoint, **{**values, "cstacallid": "1"}) == failed("10007")
    assert ringing.ask(endpoint, **{**values, "ipaddress": ""}) == failed("10004")
