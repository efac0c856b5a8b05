"""How Chinese names are spelled and abbreviated on a keyboard with Latin letters.

The table comes from ``pypinyin``, loaded when the first Chinese name is read, and without its
phrases: single characters need 13 MB, phrases another 44 (measured), and a name is no phrase.
"""

from __future__ import annotations

import os
import unicodedata
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_CHARS = 16
"""Characters of one run that are spelled: company names are long."""
MOST_WAYS = 8
"""Ways to read one name: most characters have one reading, few have three."""
LONGEST_NAME = 4
"""Characters up to which a run is taken for a person's name, and other readings are thought of."""


def is_han(char: str) -> bool:
    """Whether this is a Chinese character."""
    return (
        "\u3400" <= char <= "\u9fff"
        or "\U00020000" <= char <= "\U0003ffff"
        or "\uf900" <= char <= "\ufaff"
        or char in "〇々"
    )


@lru_cache(maxsize=20_000)
def readings(char: str) -> tuple[str, ...]:
    """How a character can be read, the commonest first, without tones; ``ü`` is ``v`` or ``u``."""
    found: dict[str, None] = {}
    for toned in _table().get(ord(char), "").split(","):
        parts = unicodedata.normalize("NFD", toned)
        if "u\u0308" in parts:
            found[_plain(parts.replace("u\u0308", "v"))] = None
        found[_plain(parts)] = None
    found.pop("", None)
    return tuple(found)


def spelled(run: Sequence[str]) -> list[str]:
    """What may be typed for these characters: from each of them on, in full and by initials.

    A surname is often read in its rarer way (``单`` as ``shan``), so all readings of the first
    character count, and two of each other.
    """
    chars = [read for char in run[:MOST_CHARS] if (read := readings(char))]
    if not chars:
        return []
    if len(run) <= LONGEST_NAME:
        choices = [chars[0], *(each[:2] for each in chars[1:])]
    else:
        choices = [each[:1] for each in chars]
    found: dict[str, None] = {}
    for way in islice(product(*choices), MOST_WAYS):
        for start in range(len(way)):
            found["".join(way[start:])] = None
            if start < len(way) - 1:
                found["".join(each[0] for each in way[start:])] = None
    return list(found)


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    # The library's own switch, read when it is first imported.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT


def _plain(parts: str) -> str:
    return "".join(char for char in parts if "a" <= char <= "z")
