"""Words that somebody may have meant: the same but for one slip, or two in a long one. Pure.

Each word is kept under what is left of its beginning when one or two letters are taken out; two
words that differ by so little have some of that in common, so that a handful of look-ups finds
them, whatever there is to search (the symmetric deletion of W. Garbe's SymSpell). What is found
must then pass the distance itself, since different words leave the same rest now and then.
"""

from __future__ import annotations

import zlib
from itertools import combinations

BEGINNING = 7
"""How many letters of a word the rests are made from."""
SHORTEST = 4
"""Shorter words are too like each other."""
LONG = 8
"""From here on two slips are forgiven."""
_TWO_OUT = 6
"""Words of this length are kept under rests of two letters less as well."""


def slips(word: str) -> int:
    """How many slips are forgiven in a word that was typed."""
    if len(word) < SHORTEST:
        return 0
    return 2 if len(word) >= LONG else 1


def kept_under(word: str) -> set[int]:
    """The numbers of the rests under which a word is kept."""
    return _rests(word, 2 if len(word) >= _TWO_OUT else 1)


def looked_up(word: str) -> set[int]:
    """The numbers of the rests under which to look for what was meant."""
    return _rests(word, slips(word))


def _rests(word: str, most: int) -> set[int]:
    begin = word[:BEGINNING]
    found = set()
    for out in range(most + 1):
        for kept in combinations(begin, len(begin) - out):
            found.add(zlib.crc32("".join(kept).encode()))
    return found


def distance(a: str, b: str, most: int) -> int:
    """How many letters are wrong, missing, too many, or swapped; ``most`` + 1 where it is more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, char in enumerate(a, start=1):
        row = [i]
        for j, other in enumerate(b, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
