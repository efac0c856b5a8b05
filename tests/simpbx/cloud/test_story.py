"""Which reports a call is worth, and who stands first in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.cloud import story
from ctiapp.simpbx.facts import (
    CallSnapshot,
    ExtensionParty,
    LegState,
    Member,
    Reason,
    Role,
)

if TYPE_CHECKING:
    from tests.simpbx.cloud.house import House


def test_a_call_inside_is_told_from_ring_to_end(house: House) -> None:
    house.exchange.router.dial("2001", "2002")
    assert house.calls() == [("ALERT", ["2001"]), ("RING", ["2002", "2001"])]
    house.exchange.pick_up(house.leg("2002"))
    assert house.calls() == [("ANSWER", ["2002", "2001"]), ("ANSWERED", ["2001", "2002"])]
    house.exchange.hang_up(house.leg("2002"))
    assert house.calls() == [("BYE", ["2002", "2001"]), ("BYE", ["2001", "2002"])]


def test_who_hangs_up_is_first_in_the_first_bye(house: House) -> None:
    outer, _ = house.talk("2000", "5503301")
    house.actions()
    house.exchange.hang_up(outer)
    assert house.calls() == [("BYE", ["5503301", "2000"]), ("BYE", ["2000", "5503301"])]


def test_holding_is_not_told(house: House) -> None:
    house.talk("2000")
    house.actions()
    house.exchange.hold(house.leg("2000"))
    house.exchange.unhold(house.leg("2000"))
    assert house.actions() == []


def test_two_phones_of_one_extension_ring_once(house: House) -> None:
    house.exchange.register("2002", registered=True, devices=2)
    house.exchange.router.dial("2001", "2002")
    assert house.calls() == [("ALERT", ["2001"]), ("RING", ["2002", "2001"])]


def test_ones_own_phone_rings_alone_after_a_dial(house: House) -> None:
    house.ask("extension/dial_extension", caller="2001", callee="2002")
    assert house.calls() == [("RING", ["2001"])]
    house.exchange.pick_up(house.leg("2001"))
    assert house.calls() == [("ALERT", ["2001"]), ("RING", ["2002", "2001"])]


def test_a_service_answers_the_caller_alone(house: House) -> None:
    house.exchange.router.dial("2009", "6200")
    assert house.calls() == [("ANSWERED", ["2009"])]
    house.exchange.hang_up(house.leg("2009"))
    assert house.calls() == [("BYE", ["2009"])]


def test_a_queue_rings_its_agents_and_nothing_tells_that_a_ring_is_over(house: House) -> None:
    queue = house.exchange.directory.queues["6400"]
    queue.agents = queue.agents[:1]
    house.ring_in("6400", "5503301", via="6400")
    assert house.calls() == [
        ("ANSWERED", ["5503301"]),
        ("ALERT", ["5503301"]),
        ("RING", ["2000", "5503301"]),
    ]
    house.wait(queue.agent_timeout_s + 1)
    assert house.calls() == []
    house.wait(queue.retry_s)
    assert house.calls() == [("ALERT", ["5503301"]), ("RING", ["2000", "5503301"])]
    house.exchange.pick_up(house.leg("2000"))
    assert house.calls() == [
        ("ANSWER", ["2000", "5503301"]),
        ("ANSWERED", ["5503301", "2000"]),
    ]


def test_a_transfer_parts_two_and_rings_the_third(house: House) -> None:
    call = house.talk("2000", "5503301")[0].call
    house.actions()
    asked = {"callid": call.id, "transferor": "2000", "transferto": "2003"}
    assert house.ask("calltransfer", **asked) == {"callid": call.id}
    assert house.calls() == [
        ("BYE", ["2000", "5503301"]),
        ("BYE", ["5503301", "2000"]),
        ("ALERT", ["5503301"]),
        ("RING", ["2003", "5503301"]),
    ]
    house.exchange.pick_up(house.leg("2003"))
    assert house.calls()[0] == ("ANSWER", ["2003", "5503301"])


def test_a_phones_own_transfer_is_told_and_the_apis_is_not(house: House) -> None:
    outer, _ = house.talk("2000", "5503301")
    house.actions()
    house.exchange.transfers.blind(outer, "2003", by_phone=True)
    assert house.calls()[:3] == [
        ("Tranfer", ["5503301"]),
        ("BYE", ["2000", "5503301"]),
        ("BYE", ["5503301", "2000"]),
    ]


def test_an_attended_transfer_at_a_phone_lets_the_two_meet(house: House) -> None:
    house.talk("2000", "5503301")
    house.exchange.hold(house.leg("2000"))
    held = house.leg("2000")
    house.exchange.router.dial("2000", "2003")
    house.exchange.pick_up(house.leg("2003"))
    house.actions()
    spoken = next(leg for leg in house.exchange.legs_of("2000") if leg is not held)
    house.exchange.consults.join_at_phone(held, spoken)
    told = house.calls()
    assert ("ANSWER", ["2003", "5503301"]) in told
    assert ("BYE", ["2000", "5503301"]) in told


def test_a_call_that_nobody_answers_fails_and_has_no_bye(house: House) -> None:
    outer = house.ring_in("2000", "5503301").legs[0]
    house.actions()
    house.exchange.hang_up(outer)
    assert house.actions() == ["CallFailed", "NewCdr"]


@pytest.mark.parametrize(
    ("reason", "said"),
    [(Reason.REFUSED, "486 Busy Here"), (Reason.BUSY, "486 Busy Here")],
)
def test_a_refused_ring_fails_once(house: House, reason: Reason, said: str) -> None:
    house.exchange.router.dial("2001", "2002")
    house.exchange.hang_up(house.leg("2002"), reason=reason)
    failed = [each for each in house.reports if each["action"] == "CallFailed"]
    assert [each["reason"] for each in failed] == [said]
    assert failed[0]["ext"] == {"extid": ["2002", "2001"]}
    assert house.actions()[-2:] == ["CallFailed", "NewCdr"]


def test_who_comes_back_rings_after_the_failure(house: House) -> None:
    outer, _ = house.talk("2000", "5503301")
    call_id = outer.call.id
    house.actions()
    house.ask("calltransfer", callid=call_id, transferor="2000", transferto="2003")
    house.actions()
    house.exchange.hang_up(house.leg("2003"))
    assert house.actions() == ["CallFailed", "ALERT", "RING"]
    house.exchange.pick_up(house.leg("2000"))
    assert house.actions() == ["ANSWER", "ANSWERED"]
    house.exchange.hang_up(outer)
    assert house.actions() == ["BYE", "BYE", "NewCdr"]


def test_a_call_that_is_taken_down_as_it_stands_is_told_to_end(house: House) -> None:
    outer, _ = house.talk("2000", "5503301")
    house.actions()
    house.exchange.end(outer.call)
    assert house.actions() == ["BYE", "BYE", "NewCdr"]


def test_a_third_who_comes_in_has_a_pair_of_their_own() -> None:
    told = story.Story()
    states = {"2001": LegState.UP, "2002": LegState.UP}

    def snapshot() -> CallSnapshot:
        members = tuple(
            Member(
                ExtensionParty(number),
                f"PJSIP/{number}-1",
                Role.CALLER if number == "2001" else Role.CALLEE,
                state,
                "",
            )
            for number, state in states.items()
        )
        return CallSnapshot("1.1", "internal", members)

    story.changed(told, snapshot())
    states["2003"] = LegState.UP
    assert [line.action for line in story.changed(told, snapshot())] == ["ANSWER", "ANSWERED"]
    states["2001"] = LegState.GONE
    lines = story.changed(told, snapshot())
    assert [line.action for line in lines] == ["BYE"] * 4 + ["ANSWER", "ANSWERED"]
    assert story.ended(told)[0].action == "BYE"
