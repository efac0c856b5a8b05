"""Records of calls are frozen facts."""

from __future__ import annotations

from datetime import UTC, datetime

from ctiapp.model import records
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
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
