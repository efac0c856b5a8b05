"""Where calls go, and why they fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.facts import LegState, OutboundParty, Reason

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def dial(office: Office, number: str, **how: bool) -> None:
    """Dial for 2000 and lift its handset."""
    office.exchange.router.dial_for("2000", number, **how)  # type: ignore[arg-type]
    if not how:
        office.exchange.pick_up(office.leg("2000"))


def test_dialling_rings_ones_own_phone_first(office: Office) -> None:
    call = office.exchange.router.dial_for("2000", "2001")
    assert office.exchange.state_of("2000") == "ringing"
    assert office.exchange.state_of("2001") == "idle"
    office.exchange.pick_up(office.leg("2000"))
    assert office.leg("2000").state is LegState.DIALLING
    office.exchange.pick_up(office.leg("2001"))
    assert [leg.state for leg in call.legs] == [LegState.UP, LegState.UP]
    assert call.direction == "internal"


def test_auto_answer_lifts_the_handset_by_itself(office: Office) -> None:
    dial(office, "5503301", auto_answer=True)
    office.wait(1)
    legs = office.leg("2000").call.legs
    assert [leg.state for leg in legs] == [LegState.DIALLING, LegState.RINGING]
    assert legs[1].party == OutboundParty("2000", "5503301", "City-SIP")
    assert legs[1].channel == "PJSIP/trunk-City-SIP-endpoint-00000002"


def test_nobody_at_ones_own_phone_is_a_failure(office: Office) -> None:
    office.exchange.router.dial_for("2000", "2001")
    office.wait(61)
    assert office.failures() == [Reason.RANG_OUT.value]


def test_who_hangs_up_their_own_ringing_phone_has_changed_their_mind(office: Office) -> None:
    office.exchange.router.dial_for("2000", "2001")
    office.exchange.hang_up(office.leg("2000"))
    assert not office.failures()
    assert list(office.last().values()) == ["gone"]
    assert office.records()[0].status == "no answer"


def test_dnd_keeps_direct_calls_away_but_not_the_group(office: Office) -> None:
    office.exchange.set_presence("2001", "do_not_disturb")
    dial(office, "2001")
    assert office.failures() == [Reason.DND.value]
    assert office.records()[0].status == "busy"
    office.ring_in("6300")
    assert office.exchange.state_of("2001") == "idle"
    assert office.exchange.state_of("2000") == "ringing"


def test_a_phone_that_is_off_is_not_rung(office: Office) -> None:
    office.exchange.register("2001", registered=False)
    dial(office, "2001")
    assert office.failures() == [Reason.OFF.value]


def test_a_taken_phone_without_call_waiting_is_busy(office: Office) -> None:
    office.exchange.directory.extensions["2001"].call_waiting = False
    office.ring_in("2001")
    dial(office, "2001")
    assert office.failures() == [Reason.BUSY.value]


def test_an_extension_that_rings_out(office: Office) -> None:
    office.ring_in("2001")
    office.wait(60)
    assert office.failures() == [Reason.RANG_OUT.value]
    assert office.records()[0].status == "no answer"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("2999", Reason.NOT_FOUND),
        ("abc", Reason.INCOMPLETE),
        ("555000486", Reason.REFUSED),
        ("555000404", Reason.NOT_FOUND),
        ("5503301", Reason.NO_ANSWER),
    ],
)
def test_numbers_that_fail(office: Office, number: str, reason: Reason) -> None:
    dial(office, number)
    office.wait(61)
    assert office.failures() == [reason.value]


def test_rights_are_missing_and_can_be_borrowed(office: Office) -> None:
    rights = office.exchange.directory.extensions["2000"]
    rights.may_call_out = rights.may_dial = False
    router = office.exchange.router
    router.dial_for("2000", "5503301")
    router.dial_for("2000", "2001")
    assert not office.facts
    office.wait(1)
    assert office.failures() == [Reason.NO_OUTBOUND_RIGHT.value, Reason.NO_DIAL_PERMISSION.value]
    router.dial_for("2000", "5503301", rights_of="2001")
    assert office.exchange.state_of("2000") == "ringing"


def test_lines_down_and_lines_full_are_told_apart(office: Office) -> None:
    for trunk in office.exchange.directory.trunks.values():
        trunk.channels = 0
    dial(office, "5503301")
    for name in office.exchange.directory.trunks:
        office.exchange.set_trunk_status(name, 42)
    dial(office, "5503301")
    assert office.failures() == [Reason.CONGESTION.value, Reason.TRUNK_UNREACHABLE.value]


def test_a_group_rings_together_and_one_answers(office: Office) -> None:
    call = office.ring_in("6300")
    ringing = [leg for leg in call.legs if leg.ringing]
    assert [leg.extension for leg in ringing] == ["2000", "2001", "2002", "2003"]
    assert {leg.path for leg in call.legs} == {"6300"}
    office.exchange.pick_up(ringing[1])
    assert [leg.extension for leg in call.legs] == [None, "2001"]
    assert office.exchange.state_of("2000") == "idle"


def test_a_menu_answers_first_and_leads_on(office: Office) -> None:
    call = office.ring_in("6200")
    assert call.legs[0].state is LegState.UP
    assert call.legs[0].path == "6200"
    office.wait(7)
    assert call.queue == "6400"


def test_a_call_told_to_come_through_a_queue(office: Office) -> None:
    call = office.ring_in("2000", via="6402")
    assert [leg.path for leg in call.legs] == ["6402", "6402"]
    assert [leg.state for leg in call.legs] == [LegState.UP, LegState.RINGING]
