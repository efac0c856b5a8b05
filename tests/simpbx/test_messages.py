"""The messages in mailboxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.facts import CallEnded, Cdr
from ctiapp.simpbx.messages import MAX_KEPT

if TYPE_CHECKING:
    from ctiapp.simpbx.messages import Messages
    from tests.simpbx.office import Office


@pytest.fixture
def messages(office: Office) -> Messages:
    office.exchange.directory.extensions["2003"].voicemail = True
    office.exchange.set_presence("2003", "do_not_disturb")
    return office.exchange.messages


def leave(office: Office, talk_s: float = 4.0) -> None:
    outer = office.ring_in("2003").legs[0]
    office.wait(office.exchange.rules.greeting_s + talk_s)
    office.exchange.hang_up(outer)


def test_what_is_left_is_kept(office: Office, messages: Messages) -> None:
    leave(office)
    leave(office)
    first, second = messages.of("2003")
    assert (first.file, first.caller, first.seconds, first.status) == (
        *("msg0000.wav", "5503301", 6, "unread"),
    )
    assert messages.find("2003", "msg0001.wav", "unread") is second
    assert messages.find("2003", "msg0001.wav", "read") is None
    assert messages.find("2003", "msg0002.wav", "unread") is None
    assert messages.of("2004") == messages.of("9") == []
    assert first.sound()[:4] == b"RIFF"


def test_a_message_is_deleted(office: Office, messages: Messages) -> None:
    leave(office)
    leave(office)
    messages.remove("2003", messages.of("2003")[0])
    assert [each.file for each in messages.of("2003")] == ["msg0001.wav"]
    assert office.exchange.directory.extensions["2003"].messages == 1


def test_a_mailbox_that_was_emptied_is_empty(office: Office, messages: Messages) -> None:
    leave(office)
    office.exchange.directory.extensions["2003"].messages = 0
    assert messages.of("2003") == []
    leave(office)
    assert [each.file for each in messages.of("2003")] == ["msg0001.wav"]


def test_the_oldest_go_and_nobodys_are_not_kept(office: Office, messages: Messages) -> None:
    for _ in range(MAX_KEPT + 1):
        leave(office)
    assert messages.of("2003")[0].file == "msg0001.wav"
    record = Cdr("1.1", "inbound", 0.0, 9, 5, "1", "nobody", "", "", "", "voicemail", 0)
    office.exchange.emit(CallEnded(record))
    assert messages.of("nobody") == []


def test_a_message_is_put_there_by_when_it_was_left(office: Office, messages: Messages) -> None:
    leave(office)
    now_s = office.exchange.now_s
    messages.leave("2003", "", now_s - 60, 7)
    assert [(each.caller, each.seconds) for each in messages.of("2003")] == [
        ("", 7),
        ("5503301", 6),
    ]
    assert office.exchange.directory.extensions["2003"].messages == 2
    messages.leave("2004", "1", now_s, 1)  # no mailbox takes its calls, and yet it has one
    assert len(messages.of("2004")) == 1
    for _ in range(MAX_KEPT):
        messages.leave("2003", "2", now_s, 1)
    assert {each.caller for each in messages.of("2003")} == {"2"}
    assert office.exchange.directory.extensions["2003"].messages == MAX_KEPT


def test_names_stay_where_there_is_one_folder(office: Office, messages: Messages) -> None:
    for _ in range(3):
        leave(office)
    first, second, third = messages.of("2003")
    messages.hear("2003", second)
    messages.remove("2003", first)
    assert [(each.file, each.status) for each in (second, third)] == [
        ("msg0001.wav", "read"),
        ("msg0002.wav", "unread"),
    ]


def test_folders_are_counted_anew_whenever_a_message_moves_or_goes(
    office: Office, messages: Messages
) -> None:
    office.exchange.rules.mailbox_folders = True
    for _ in range(4):
        leave(office)
    first, second, third, fourth = messages.of("2003")
    messages.hear("2003", second)
    messages.hear("2003", third)
    assert [(each.file, each.status) for each in messages.of("2003")] == [
        ("msg0000.wav", "unread"),
        ("msg0000.wav", "read"),
        ("msg0001.wav", "read"),
        ("msg0001.wav", "unread"),
    ]
    messages.remove("2003", first)
    messages.remove("2003", second)
    assert messages.find("2003", "msg0000.wav", "read") is third
    assert messages.find("2003", "msg0000.wav", "unread") is fourth
    leave(office)
    assert messages.of("2003")[-1].file == "msg0001.wav"
