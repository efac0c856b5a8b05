"""Everybody, made for searching and for finding by number."""

from __future__ import annotations

import heapq
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.number import Number, looks_like_number, parse_dialable
from ctiapp.services.lookup import Identity, Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ctiapp.model.directory import Contact, Extension, Place

SAFE_SUFFIX = 8
"""How many last digits must agree to take two long numbers for the same line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the directory, made for searching.

    Attributes:
        match: what is shown of it; the number as people write it and the lamp come when it is.
        folded_name: the name alone.
        words: what is searched, with a blank before each word.
        digits: of the number.
    """

    match: Match
    folded_name: str
    words: str
    digits: str


class Index:
    """The directory, from both sides."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._by_number: dict[str, Identity | None] = {}
        self._by_suffix: dict[str, Identity | None] = {}

    @staticmethod
    def of(
        extensions: Iterable[Extension], places: Iterable[Place], contacts: Iterable[Contact]
    ) -> Index:
        """Build it at once."""
        index = Index()
        for _ in index.add(extensions, places, contacts):
            pass
        return index

    def identify(self, number: Number) -> Identity | None:
        """Who has this number; None where nobody is known, or several who are not one company."""
        if number.withheld:
            return None
        if number.text in self._by_number:
            return self._by_number[number.text]
        digits = number.text.lstrip("+")
        return self._by_suffix.get(digits[-SAFE_SUFFIX:]) if len(digits) >= SAFE_SUFFIX else None

    def find(self, text: str, limit: int | None = None) -> list[Entry]:
        """All that fit, best first; those that fit equally well in the directory's order."""
        folded = fold(text)
        words = folded.split()
        if not words:
            return []
        wanted = _Wanted(folded, words, [f" {word}" for word in words], _digits(text))
        ranked: list[tuple[int, int]] = []
        for index, entry in enumerate(self.entries):
            rank = _rank(entry, wanted)
            if rank is not None:
                ranked.append((rank, index))
        best = sorted(ranked) if limit is None else heapq.nsmallest(limit, ranked)
        return [self.entries[index] for _, index in best]

    def add(
        self, extensions: Iterable[Extension], places: Iterable[Place], contacts: Iterable[Contact]
    ) -> Iterator[None]:
        """Add all of these, one a step. Extensions come first: their numbers are theirs."""
        mobiles: list[tuple[Number, Identity]] = []
        for extension in extensions:
            name = extension.name or extension.number.text
            self._by_number[extension.number.text] = Identity(name, "")
            self._enter(Match(name, "", extension.number, extension.number.text, "extension"))
            if extension.mobile:
                mobiles.append((Number.of(extension.mobile), Identity(name, "")))
            yield
        for place in places:
            self._by_number.setdefault(place.number.text, Identity(place.name, ""))
            self._enter(
                Match(place.name, place.kind.value, place.number, place.number.text, "place")
            )
            yield
        own = set(self._by_number)
        for number, who in mobiles:
            self._outside(number, who, own)
            yield
        for contact in contacts:
            who = Identity(contact.name, contact.company)
            for held in contact.numbers:
                self._outside(held.number, who, own)
                text = held.number.text
                self._enter(Match(contact.name, contact.company, held.number, text, "contact"))
            yield

    def _enter(self, match: Match) -> None:
        company = match.detail if match.kind == "contact" else ""
        name = fold(match.name)
        words = f" {name} {fold(company)}" if company else f" {name}"
        self.entries.append(Entry(match, name, words, match.number.text.lstrip("+")))

    def _outside(self, number: Number, who: Identity, own: set[str]) -> None:
        """Whose outside number it is; two people who share it: better no name than a wrong one."""
        text = number.text
        digits = text.lstrip("+")
        if text and text not in own:
            _share(self._by_number, text, who)
        if len(digits) >= SAFE_SUFFIX:
            _share(self._by_suffix, digits[-SAFE_SUFFIX:], who)


def _share(known: dict[str, Identity | None], key: str, who: Identity) -> None:
    """Note whose number it is; where several share it, their company, else nobody.

    No name is better than a wrong one.
    """
    first = known.setdefault(key, who)
    if first is not None and first.name != who.name:
        company = first.company or first.name
        known[key] = Identity(company, "") if who.company == company else None


# Letters that do not come apart into a plain one and its accent.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold(text: str) -> str:
    """Text for comparing: no case, no accents, one blank between words."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.split())


def _digits(text: str) -> str:
    """The digits of a number in any human form; empty where it is none."""
    if not looks_like_number(text):
        return ""
    try:
        return parse_dialable(text).text.lstrip("+")
    except UsageError:
        return ""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is searched for: a whole name, its words, the words at their beginning, the digits."""

    folded: str
    words: list[str]
    starts: list[str]
    digits: str


def _rank(entry: Entry, wanted: _Wanted) -> int | None:
    """How well an entry fits, 0 best; None where it does not."""
    digits = wanted.digits
    if digits and digits in entry.digits:
        if entry.digits == digits:
            return 0
        return 1 if entry.digits.startswith(digits) else 5
    # Most entries do not fit: each must be passed over as fast as can be.
    searched = entry.words
    for word in wanted.words:
        if word not in searched:
            return None
    if entry.folded_name == wanted.folded:
        return 2
    for start in wanted.starts:
        if start not in searched:
            return 4
    return 3
