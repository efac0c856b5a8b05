"""Text made for searching: what a row is found by, and what somebody typed. Pure.

Both sides are taken apart by the same rules, so that SQLite's own tokenizer finds nothing left to
divide: a word is letters and digits without case and accents; a Chinese or Japanese character is a
word of its own. Words that people write in two ways (``ü`` as ``u`` or ``ue``) are kept as both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.folding import fold
from ctiapp.model.number import looks_like_number, parse_dialable
from ctiapp.storage.book_pinyin import is_han, spelled
from ctiapp.storage.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

RULES = 2
"""Which rules made what is kept; a row made by others is made anew when it is next loaded."""
MOST_TYPED = 200
"""Characters of what was typed that are looked at."""
MOST_WORDS = 8
"""Words of it."""
MOST_TEXT = 300
"""Characters of a name, a company or a department that are searched."""
LONGEST_WORD = 40
WHOLE_NAME = 6
"""Chinese characters up to which parts of a name are spelled as one, too."""

# Letters as they are written where there is no key for them.
_WRITTEN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_OLD = unicodedata.ucd_3_2_0
"""Every tokenizer knows these characters; what came later is written by its code."""


def words_of(text: str) -> list[str]:
    """The words of folded text, in order; each Chinese or Japanese character is one."""
    if text.isascii():
        return [word[:LONGEST_WORD] for word in _ASCII_WORD.findall(text)]
    words: list[str] = []
    word: list[str] = []
    for char in f"{text} ":
        if is_han(char) or _KANA.match(char):
            single, part = True, char
        else:
            single, part = False, _part(char)
        if part and not single:
            word.append(part)
            continue
        if word:
            words.append("".join(word)[:LONGEST_WORD])
            word = []
        if part:
            words.append(part)
    return words


def _part(char: str) -> str:
    """A character as it stands within a word; empty where it divides words."""
    if not char.isalnum():
        return ""
    return char if _OLD.category(char)[0] in "LN" else f"u{ord(char):x}"


def searched(text: str) -> list[str]:
    """All words by which a name, a company or a department is found, each once."""
    text = text[:MOST_TEXT]
    folded = fold(text)
    found = dict.fromkeys(words_of(folded))
    if "'" in folded or "’" in folded:
        found.update(dict.fromkeys(words_of(folded.replace("'", "").replace("’", ""))))
    if not text.isascii():
        found.update(dict.fromkeys(words_of(_written(text))))
        runs = list(_runs(folded))
        for run in runs:
            found.update(dict.fromkeys(spelled(run)))
        if len(runs) > 1 and sum(map(len, runs)) <= WHOLE_NAME:
            # A PBX keeps given and family name apart, and shows them in either order.
            for way in (runs, runs[::-1]):
                found.update(dict.fromkeys(spelled([char for run in way for char in run])))
    return list(found)


def guessable(*texts: str) -> set[str]:
    """The words of these that somebody may mistype: no numbers, nothing short, no characters."""
    return {
        word
        for text in texts
        for word in words_of(fold(text[:MOST_TEXT]))
        if len(word) >= 4 and not any(char.isdigit() for char in word)
    }


def _written(text: str) -> str:
    """Folded, but with ``ü`` as ``ue``."""
    return fold(unicodedata.normalize("NFC", text.casefold()).translate(_WRITTEN))


def _runs(text: str) -> Iterable[list[str]]:
    run: list[str] = []
    for char in f"{text} ":
        if is_han(char):
            run.append(char)
        elif run:
            yield run
            run = []


# -- numbers -------------------------------------------------------------------------------------


def digits_of(number: str) -> str:
    """The digits of a number as it is kept: by any part of these it is found."""
    return "".join(char for char in number if "0" <= char <= "9")[:32]


def grams(digits: str) -> str:
    """Every three digits in a row, and two marks behind the last.

    Three that stand in a row are a phrase, so any part of a number is one, however long; a part of
    one or two digits begins a word.
    """
    marked = f"{digits}ee"
    return " ".join(marked[at : at + 3] for at in range(len(marked) - 2)) if digits else ""


# -- what was typed ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for.

    Attributes:
        folded: the whole text, for comparing with a name.
        words: its words, each with the ways to write it; all of them must be found.
        digits: of a number in any human form; empty where it is none.
    """

    folded: str
    words: tuple[tuple[str, ...], ...]
    digits: str


def wanted(text: str) -> Wanted:
    """Read what was typed; whatever it is."""
    text = clean(text[:MOST_TYPED])
    folded = fold(text)
    plain = words_of(folded)
    other = plain if text.isascii() else words_of(_written(text))
    if len(other) != len(plain):
        other = plain
    pairs = list(zip(plain, other, strict=True))[:MOST_WORDS]
    words = tuple((a,) if a == b else (a, b) for a, b in pairs)
    return Wanted(folded, words, _digits(text))


def _digits(text: str) -> str:
    if not looks_like_number(text):
        return ""
    try:
        return digits_of(parse_dialable(text).text)
    except UsageError:
        return ""
