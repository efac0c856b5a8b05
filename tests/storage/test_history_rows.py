"""A row is made of what is known of its call, and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.history import Fate
from ctiapp.storage.history import open_history
from ctiapp.storage.history_read import call
from ctiapp.storage.history_rows import derive, new_call, pbx_of
from ctiapp.storage.history_write import note, owner_id, see
from tests.storage.histories import AT, OWNER, READING, seen

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    made = open_history(None)
    yield made
    made.close()


def test_a_row_of_which_nothing_is_known_goes(connection: sqlite3.Connection) -> None:
    me = owner_id(connection, OWNER)
    row = new_call(connection, me, 1)
    assert call(connection, str(row)) is not None
    derive(connection, me, OWNER, row, READING)
    assert call(connection, str(row)) is None


def test_it_says_what_was_seen_and_what_was_noted(connection: sqlite3.Connection) -> None:
    (row,) = see(connection, OWNER, [seen("1.7", 0, Fate.MISSED)], READING)
    note(connection, pbx_of(OWNER), seen("1.7", 0).call_id, AT, "later", READING)
    found = call(connection, str(row))
    assert found is not None
    assert (found.fate, found.note, found.call_id) == (Fate.MISSED, "later", "1.7")


def test_the_pbx_of_an_owner_is_before_the_last_stroke() -> None:
    assert pbx_of("https://office/2000") == "https://office"
