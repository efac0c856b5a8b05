"""What is typed in the bench of searching; ``ctiapp bench search`` has the time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from ctiapp.model.directory import Contact, ContactNumber
from ctiapp.model.number import Number
from ctiapp.tools import bench_search
from ctiapp.tools.bench import Effort
from ctiapp.tools.bench_search import MOST_KEYS, texts_of

if TYPE_CHECKING:
    import pytest

PEOPLE = [
    Contact("1", "Joe Goffin", "Acme", numbers=(ContactNumber("mobile", Number("+491701234567")),)),
    Contact("2", "王小明"),
]


def test_people_are_looked_for_in_every_way() -> None:
    """By name, its parts the other way round, company, number, a part of it, and with a slip."""
    texts = set(texts_of(PEOPLE, 200, random.Random(1)))
    assert {"Joe Goffin", "Goffin Joe", "Jo Go", "Acme", "4917012345", "234567", "Gofin"} <= texts
    assert "王小明" in texts
    assert all(0 < len(text) <= MOST_KEYS for text in texts)


async def test_a_small_office_is_measured(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """The whole way: loaded, typed, told."""
    monkeypatch.setattr(bench_search, "EXTENSIONS", 20)
    monkeypatch.setattr(bench_search, "CONTACTS", 50)
    result = await bench_search.search(Effort(rounds=1))
    assert result.detail["people"] == 70
    assert isinstance(result.detail["keys"], int)
    assert result.detail["keys"] > 50
    assert result.value > 0
