"""Records of ended calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.facts import Reason
from ctiapp.simpbx.records import record

if TYPE_CHECKING:
    from tests.simpbx.office import Office


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        (None, "no answer"),
        (Reason.RANG_OUT, "no answer"),
        (Reason.DND, "busy"),
        (Reason.REFUSED, "busy"),
        (Reason.NOT_FOUND, "failed"),
    ],
)
def test_why_a_call_failed_decides_its_status(
    office: Office, reason: Reason | None, status: str
) -> None:
    call = office.ring_in()
    call.reason = reason
    assert record(call, call.started_s + 7.0).status == status
    call.answered_s = call.started_s + 2.0
    written = record(call, call.started_s + 7.0)
    assert (written.status, written.duration_s, written.talk_s) == ("answered", 7, 5)


def test_a_message_is_no_answer_and_lasts_from_the_tone_on(office: Office) -> None:
    call = office.ring_in()
    call.mailbox_s = call.started_s + 12.0
    written = record(call, call.started_s + 20.0)
    assert (written.status, written.duration_s, written.talk_s) == ("voicemail", 20, 8)


def test_a_queues_record_says_how_long_the_agent_rang(office: Office) -> None:
    call = office.ring_in("6402")
    office.wait(3)
    office.exchange.pick_up(next(leg for leg in call.legs if leg.ringing))
    assert record(call, office.exchange.now_s).agent_ring_s == 3
