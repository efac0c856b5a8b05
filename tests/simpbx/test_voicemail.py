"""Mailboxes: who is not answered leaves a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.facts import ExtensionStateChanged, Role
from tests.simpbx.test_archive import told

if TYPE_CHECKING:
    from tests.simpbx.office import Office


@pytest.fixture
def mailbox(office: Office) -> Office:
    """2000 has one."""
    office.exchange.directory.extensions["2000"].voicemail = True
    office.exchange.ring_timeout_s = 10.0
    return office


def test_who_is_not_answered_leaves_a_message(mailbox: Office) -> None:
    mailbox.ring_in()
    mailbox.wait(10)
    assert list(mailbox.last().values()) == ["up"]
    assert mailbox.exchange.state_of("2000") == "idle"
    assert [fact.state for fact in mailbox.told(ExtensionStateChanged)] == ["ringing", "idle"]
    mailbox.wait(17)

    assert told(mailbox) == [("5503301", "2000", "voicemail", 12, 15)]
    assert mailbox.failures() == []
    (record,) = mailbox.records()
    assert (record.status, record.talk_s) == ("voicemail", 15)


def test_who_hangs_up_after_the_tone_has_left_one_as_well(mailbox: Office) -> None:
    call = mailbox.ring_in()
    mailbox.wait(16)
    mailbox.exchange.hang_up(call.legs[0])

    assert told(mailbox) == [("5503301", "2000", "voicemail", 12, 4)]
    assert mailbox.exchange.archive.lines[0].by_caller


def test_who_hangs_up_before_the_tone_has_left_none(mailbox: Office) -> None:
    call = mailbox.ring_in()
    mailbox.wait(11)
    mailbox.exchange.hang_up(call.legs[0])

    assert told(mailbox) == [("5503301", "2000", "no answer", 11, 0)]


def test_it_takes_who_is_refused_and_who_could_not_ring(mailbox: Office) -> None:
    mailbox.ring_in(caller="5503302")
    mailbox.exchange.hang_up(mailbox.leg("2000"))
    mailbox.exchange.set_presence("2000", "do_not_disturb")
    mailbox.exchange.router.dial("2001", "2000")
    mailbox.wait(17)

    assert [line[:3] for line in told(mailbox)] == [
        ("5503302", "2000", "voicemail"),
        ("2001", "2000", "voicemail"),
    ]


def test_without_one_nothing_is_left(mailbox: Office) -> None:
    mailbox.ring_in("2001")
    mailbox.wait(40)

    assert [line[2] for line in told(mailbox)] == ["no answer"]


def test_what_was_passed_on_comes_back_instead(mailbox: Office) -> None:
    """Somebody has talked to them already: their call is nobody's message."""
    _, mine = mailbox.talk("2001")
    caller = mine.partner()
    assert caller is not None
    mailbox.exchange.transfers.blind(caller, "2000")
    mailbox.wait(12)

    (back,) = mailbox.exchange.legs_of("2001")
    assert back.ringing
    assert caller.role is Role.CALLER
    mailbox.exchange.hang_up(caller)
    assert "voicemail" not in [line[2] for line in told(mailbox)]
