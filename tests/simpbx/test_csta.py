"""Phones that can be told to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from ctiapp.simpbx.csta import NoSuchCstaCallError
from ctiapp.simpbx.errors import WrongStateError
from ctiapp.simpbx.facts import CallChanged, CstaCall, LegState

if TYPE_CHECKING:
    from tests.simpbx.office import Office

ADDRESS = "192.168.28.20:5060"


@pytest.fixture
def csta(office: Office) -> Office:
    office.exchange.directory.extensions["2000"].csta = True
    return office


def test_a_ring_is_told_once_and_after_the_call(csta: Office) -> None:
    csta.ring_in()
    csta.ring_in("2001")
    assert csta.told(CstaCall) == [CstaCall("start", "2000", "32787", ADDRESS)]
    kinds = [type(fact) for fact in csta.facts]
    assert kinds.index(CallChanged) < kinds.index(CstaCall)


def test_accept_answers_and_hangup_ends(csta: Office) -> None:
    csta.ring_in()
    own = csta.leg("2000")
    csta.exchange.csta.act("accept", "2000", "32787", ADDRESS)
    assert own.state is LegState.UP
    assert csta.told(CstaCall)[-1].operation == "answer"
    with pytest.raises(WrongStateError):
        csta.exchange.csta.act("accept", "2000", "32787", ADDRESS)
    csta.exchange.csta.act("hangup", "2000", "32787", ADDRESS)
    assert own.call.over
    assert len(csta.told(CstaCall)) == 2


def test_refuse_declines(csta: Office) -> None:
    csta.ring_in()
    with pytest.raises(WrongStateError):
        csta.exchange.csta.act("hangup", "2000", "32787", ADDRESS)
    csta.exchange.csta.act("refuse", "2000", "32787", ADDRESS)
    assert csta.failures() == ["refused"]
    assert csta.told(CstaCall)[-1] == CstaCall("over", "2000", "32787", ADDRESS)


def test_only_desk_phones_speak_it_and_each_ring_has_a_number(csta: Office) -> None:
    csta.exchange.register("2000", registered=True, devices=2)
    for _ in range(2):
        csta.ring_in()
    assert [fact.csta_id for fact in csta.told(CstaCall)] == ["32787", "32788"]


@pytest.mark.parametrize(
    ("extension", "number", "address"),
    [("2001", "32787", ADDRESS), ("2000", "1", ADDRESS), ("2000", "32787", "192.168.28.20:5061")],
)
@pytest.mark.parametrize("action", ["accept", "refuse", "hangup"])
def test_everything_must_fit(
    csta: Office,
    action: Literal["accept", "refuse", "hangup"],
    extension: str,
    number: str,
    address: str,
) -> None:
    csta.ring_in()
    with pytest.raises(NoSuchCstaCallError):
        csta.exchange.csta.act(action, extension, number, address)


def test_a_consultation_costs_the_phone_nothing(csta: Office) -> None:
    csta.ring_in()
    caller, own = csta.leg("2000").call.legs
    csta.exchange.pick_up(own)
    csta.exchange.consults.begin(own, "2001")
    csta.exchange.consults.operate(own, "abort")
    csta.exchange.consults.begin(own, "2001")
    csta.exchange.hang_up(caller)
    csta.exchange.csta.act("hangup", "2000", "32787", ADDRESS)
    assert not csta.exchange.legs


def test_a_call_that_has_ended_is_forgotten(csta: Office) -> None:
    call = csta.ring_in()
    csta.exchange.hang_up(call.legs[0])
    with pytest.raises(NoSuchCstaCallError):
        csta.exchange.csta.act("accept", "2000", "32787", ADDRESS)
    assert len(csta.told(CstaCall)) == 1
