"""What is said once, however often it comes: a PBX that says it all day must not fill the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MOST: Final = 64
"""So many different things are said."""


class Once:
    """Says each thing the first time, and nothing more after `MOST` of them.

    Args:
        say: a method of a logger.
    """

    def __init__(self, say: Callable[[str, str], None]) -> None:
        self._say = say
        self._said: set[str] = set()

    def __call__(self, words: str) -> None:
        """Say it, unless it was said."""
        if words not in self._said and len(self._said) < MOST:
            self._said.add(words)
            self._say("%s", words)
