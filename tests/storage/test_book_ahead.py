"""What the first keys need is read before them, and nothing is changed by that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.storage.book_ahead import KEYS, read_ahead
from tests.storage.books import filled

if TYPE_CHECKING:
    from ctiapp.storage.book import ContactBook


@pytest.fixture
async def book() -> ContactBook:
    """With a few people."""
    return await filled(None)


async def test_each_key_reads_who_is_found_by_it(book: ContactBook) -> None:
    """Words, and of a digit the numbers as well; another PBX's people are not read."""
    read = {key: await book._do(lambda db, key=key: read_ahead(db, 1, key)) for key in KEYS}  # type: ignore[misc]
    assert read["a"] > 0
    assert read["2"] > 0
    assert read["z"] == 0
    assert await book._do(lambda db: read_ahead(db, 2, "a")) == 0


async def test_the_book_reads_ahead_for_every_key(book: ContactBook) -> None:
    before = book.search("a", 8)
    await book.read_ahead()
    assert book.search("a", 8) == before
