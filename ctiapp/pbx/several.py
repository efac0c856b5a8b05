"""Several at once, where a PBX refuses all of them for one that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ctiapp.model.errors import NoSuchTarget

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

K = TypeVar("K")
T = TypeVar("T")


async def told_of(
    wanted: Sequence[K], at_once: int, ask: Callable[[Sequence[K]], Awaitable[Iterable[T]]]
) -> list[T]:
    """Ask for many, so many at once; whoever is gone is left out.

    Args:
        wanted: whom to ask for.
        at_once: for so many in one question.
        ask: puts the question, and reads its answer.
    """
    found: list[T] = []
    for begin in range(0, len(wanted), at_once):
        found += await _halved(wanted[begin : begin + at_once], ask)
    return found


async def _halved(
    wanted: Sequence[K], ask: Callable[[Sequence[K]], Awaitable[Iterable[T]]]
) -> list[T]:
    """Ask for some at once. Where the PBX refuses all for one that is gone: for each half."""
    try:
        return [*await ask(wanted)]
    except NoSuchTarget:
        if len(wanted) == 1:
            return []
    half = len(wanted) // 2
    return [*await _halved(wanted[:half], ask), *await _halved(wanted[half:], ask)]


async def taken_away(
    wanted: Sequence[str], delete: Callable[[Sequence[str]], Awaitable[object]]
) -> None:
    """Delete these. Where one of several is gone, the PBX may refuse all: then each alone."""
    try:
        await delete(wanted)
    except NoSuchTarget:
        if len(wanted) > 1:
            for one in wanted:
                await taken_away((one,), delete)
