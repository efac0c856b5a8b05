"""What the first key and the first ring need is there before them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.model.number import Number, display
from ctiapp.model.numberplan import NumberPlan
from ctiapp.services import directory_ready
from ctiapp.services.directory_ready import get_ready
from ctiapp.services.identify import Identifier
from tests.storage.books import CONTACTS, filled

if TYPE_CHECKING:
    from ctiapp.model.directory import PersonKey
    from ctiapp.services.identify import Identity
    from ctiapp.storage.book import ContactBook


class Nobody:
    """Nobody was ever chosen."""

    def chosen(self, number: str) -> PersonKey | None:
        del number
        return None


class Counted(Identifier):
    """Counts who is asked for."""

    def __init__(self, book: ContactBook) -> None:
        super().__init__(book, Nobody(), NumberPlan("US", "9"))
        self.asked: list[Number | None] = []

    def identify(self, number: Number | None) -> Identity | None:
        self.asked.append(number)
        return super().identify(number)


@pytest.fixture
async def book() -> ContactBook:
    """With a few people."""
    return await filled(None)


async def test_no_ring_waits_for_the_disk_whichever_country_it_comes_from(
    book: ContactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules of all of them are there: a new one brings nothing in."""
    monkeypatch.setattr(directory_ready, "PAUSE_S", 0.0)
    await get_ready(book, Counted(book))
    before = set(sys.modules)
    for text in ("+35314960000", "+551122334455", "+6622345678", "+2348012345678"):
        assert NumberPlan().line(Number(text)).e164 == text
        display(Number(text))
    assert set(sys.modules) == before


async def test_each_kind_of_question_is_asked_once(
    book: ContactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory_ready, "PAUSE_S", 0.0)
    typed: list[str] = []
    search = book.search

    def counted(text: str, limit: int) -> object:
        typed.append(text)
        return search(text, limit)

    monkeypatch.setattr(book, "search", counted)
    identifier = Counted(book)

    await get_ready(book, identifier)

    assert typed == list(directory_ready.TYPED)
    held = [number for *_, numbers in CONTACTS for number in numbers]
    assert identifier.asked == [Number(each) for each in held[: directory_ready.RINGS]]


async def test_a_disk_that_fails_is_noted_and_costs_nothing_else(
    book: ContactBook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever types will be told what is wrong; here it would only be told too early."""
    caplog.set_level("INFO", logger="ctiapp.directory")

    async def broken() -> None:
        raise StorageError("no disk")

    monkeypatch.setattr(book, "read_ahead", broken)
    identifier = Counted(book)
    await get_ready(book, identifier)
    assert identifier.asked == []
    assert "no disk" in caplog.text
