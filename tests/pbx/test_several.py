"""Several at once, at a PBX that refuses all of them for one that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import CommandError, NoSuchTarget
from ctiapp.pbx.several import taken_away, told_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class Counter:
    """Takes what it is asked for or told to delete, unless one of it is gone."""

    def __init__(self, *gone: str) -> None:
        self.gone = gone
        self.taken: list[tuple[str, ...]] = []
        self.refused: list[tuple[str, ...]] = []

    async def take(self, some: Sequence[str]) -> list[str]:
        if any(one in self.gone for one in some):
            self.refused.append(tuple(some))
            raise NoSuchTarget("gone")
        self.taken.append(tuple(some))
        return [one.upper() for one in some]


async def test_many_are_asked_for_in_turns() -> None:
    counter = Counter()
    assert await told_of("abcde", 2, counter.take) == [*"ABCDE"]
    assert counter.taken == [("a", "b"), ("c", "d"), ("e",)]
    assert await told_of("", 2, counter.take) == []
    assert len(counter.taken) == 3


async def test_one_that_is_gone_costs_nobody_else() -> None:
    counter = Counter("c")
    assert await told_of("abcdefgh", 8, counter.take) == [*"ABDEFGH"]
    assert counter.taken == [("a", "b"), ("d",), ("e", "f", "g", "h")]
    assert await told_of("c", 8, counter.take) == []


async def test_what_is_gone_is_deleted_and_each_other_alone() -> None:
    counter = Counter("b")
    await taken_away("abc", counter.take)
    assert counter.refused == [("a", "b", "c"), ("b",)]
    assert counter.taken == [("a",), ("c",)]
    await taken_away("ac", counter.take)
    assert counter.taken[2:] == [("a", "c")]


async def test_another_refusal_is_what_it_is() -> None:
    async def refuse(_: Sequence[str]) -> list[str]:
        raise CommandError("no")

    with pytest.raises(CommandError, match="no"):
        await told_of("ab", 2, refuse)
    with pytest.raises(CommandError, match="no"):
        await taken_away("ab", refuse)
