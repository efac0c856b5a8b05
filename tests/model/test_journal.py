"""Entries of the journal are values."""

from __future__ import annotations

from datetime import UTC, datetime

from ctiapp.model.journal import JournalEntry, Kept
from ctiapp.model.number import Number

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_an_entry_needs_no_more_than_a_time_and_a_kind() -> None:
    """Nobody need be named; and two do not share what they hold."""
    one, other = JournalEntry(AT, "note"), JournalEntry(AT, "note")
    assert (one.number, one.call_id, dict(one.data)) == (None, None, {})
    assert one.data is not other.data


def test_where_it_lies_is_no_part_of_what_it_says() -> None:
    """The same entry may lie in two rows."""
    entry = JournalEntry(AT, "note", Number("1"), data={"text": "x"})
    assert Kept(1, entry) != Kept(2, entry)
    assert Kept(1, entry).entry is entry
