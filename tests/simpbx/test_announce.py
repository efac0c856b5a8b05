"""Prompts that are played to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx import announce
from ctiapp.simpbx.facts import LegState, PromptPlayed, Reason, Role

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_prompts_are_played_and_told_one_by_one(office: Office) -> None:
    names = ["fire_drill", "good_morning"]
    call = announce.play(office.exchange, "2000", names, count=2)
    own = office.leg("2000")
    assert own.ringing
    office.exchange.pick_up(own)
    assert (own.state, own.role) == (LegState.UP, Role.CALLER)
    office.wait(8.9)
    assert not office.told(PromptPlayed)
    office.wait(0.2)
    assert [fact.prompt for fact in office.told(PromptPlayed)] == names[:1]
    office.wait(3)
    assert [fact.prompt for fact in office.told(PromptPlayed)] == names
    assert call.over


def test_an_outside_number_needs_rights(office: Office) -> None:
    announce.play(office.exchange, "5503301", ["fire_drill"])
    office.wait(1)
    assert len(office.failures()) == 1
    call = announce.play(office.exchange, "5503301", ["fire_drill"], rights_of="2000")
    (outside,) = call.trunk_legs()
    office.exchange.pick_up(outside)
    office.exchange.hang_up(outside)
    assert call.over
    office.wait(10)
    assert not office.told(PromptPlayed)


def test_a_phone_may_answer_by_itself_or_not_at_all(office: Office) -> None:
    announce.play(office.exchange, "2000", ["fire_drill"], auto_answer=True)
    office.wait(4)
    assert len(office.told(PromptPlayed)) == 1
    office.exchange.register("2001", registered=False)
    announce.play(office.exchange, "2001", ["fire_drill"])
    announce.play(office.exchange, "2002", ["fire_drill"])
    office.wait(61)
    assert office.failures() == [Reason.OFF.value, Reason.RANG_OUT.value]
