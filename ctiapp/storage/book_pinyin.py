"""How Chinese names are spelled and abbreviated on a keyboard with Latin letters.

The table is that of ``pypinyin``, read when the first Chinese name is. Its code is not imported:
that makes objects of all 42,000 characters (11 MB, and 44 more for its phrases; measured), and a
company's people need a few hundred. A character is looked for in the text of the table instead,
once; the text is 0.8 MB.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLE = "pinyin_dict.json"
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
    for toned in _toned(char).split(","):
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


def _toned(char: str) -> str:
    """What the table says of a character: its readings, divided by commas; empty where nothing."""
    mark = f'"{ord(char)}": "'.encode()
    at = _table().find(mark)
    if at < 0:
        return ""
    at += len(mark)
    return _table()[at : _table().index(b'"', at)].decode()


@lru_cache(maxsize=1)
def _table() -> bytes:
    """The table as the library ships it: JSON, a line for each character."""
    found = find_spec("pypinyin")
    if found is None or not found.submodule_search_locations:
        raise StorageError("pypinyin is missing")
    try:
        return Path(found.submodule_search_locations[0], TABLE).read_bytes()
    except OSError as error:
        raise StorageError(f"{TABLE}: {error}") from error


def _plain(parts: str) -> str:
    return "".join(char for char in parts if "a" <= char <= "z")
