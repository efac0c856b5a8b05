"""Records of calls are frozen facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ctiapp.model import records
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty, Voicemail
from tests.model.facts import assert_frozen, assert_words_differ


def test_records_are_frozen() -> None:
    """A view may keep them."""
    assert_frozen(records)
    assert_words_differ(records)


def test_what_a_record_does_not_say_is_nothing() -> None:
    """Nobody talked, and no public number was called."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    ann, leo = RecordParty(Number("2001"), "Ann"), RecordParty(Number("2000"))
    record = CallRecord("1", at, ann, leo, None, Outcome.UNKNOWN)
    assert (record.ring_s, record.talk_s, record.did, leo.name) == (0, 0, None, "")


def test_a_message_is_the_same_by_another_name_and_when_it_was_heard() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    one = Voicemail("msg0001.wav", RecordParty(Number("2001"), "Ann"), at, 7, new=True)
    assert one.is_same(replace(one, file="msg0000.wav", new=False))
    assert one.is_same(replace(one, caller=RecordParty(Number("2001"), "Ann Moss")))
    assert not one.is_same(replace(one, at=at.replace(second=1)))
    assert not one.is_same(replace(one, length_s=8))
    assert not one.is_same(replace(one, caller=RecordParty(Number("2002"), "Ann")))


def test_where_no_time_is_told_the_name_must_be_the_same_too() -> None:
    one = Voicemail("msg0001.wav", RecordParty(Number("")), None, 7, new=None)
    assert one.is_same(one)
    assert not one.is_same(replace(one, file="msg0000.wav"))
