"""What a PBX's own numbers say of its country and its outside prefix. Pure; a guess, with why.

The guess serves to tell who somebody is, never what may be dialled: a wrong country there would
send an emergency call elsewhere. It says nothing rather than little: a handful of foreign contacts
makes no country.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from ctiapp.model import worldplan
from ctiapp.model.numberplan import comparable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from ctiapp.model.number import Number

MOST: Final = {"did": 20, "call": 60, "contact": 120}
"""How many numbers of each kind are looked at: enough to tell, and soon done."""
_FEW_NUMBERS: Final = 4
"""Numbers from abroad or from here below which contacts and calls make no country."""
_MOST_OF_ALL: Final = 0.6
"""The part of them that must belong to one country."""
_FEW_PREFIXED: Final = 3
"""Numbers with something in front below which it is no prefix."""
_PART_PREFIXED: Final = 0.2
"""The part of the national numbers that must have it."""
_PREFIXES: Final = ("0", "9", "8")
_SHORTEST: Final = 7


class Basis(Enum):
    """What a guess rests on; the weightiest first."""

    DID = "did"
    """One's own public numbers, which callers have called."""
    CALL = "call"
    """Numbers of callers."""
    CONTACT = "contact"
    """Numbers of contacts, and the mobiles of extensions."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is guessed.

    Attributes:
        basis: what it rests on.
        count: how many numbers say so.
        of: how many were looked at.
        example: one of them, as it was written.
    """

    basis: Basis
    count: int
    of: int
    example: str


@dataclass(frozen=True, slots=True)
class Guess:
    """What the PBX's numbers suggest.

    Attributes:
        country: ISO 3166, two capital letters; None where nothing is clear.
        country_why: what it rests on; None with no country.
        outside_prefix: what seems to be dialled before an outside number; empty where nothing is.
        prefix_why: what it rests on; None with no prefix.
    """

    country: str | None = None
    country_why: Reason | None = None
    outside_prefix: str = ""
    prefix_why: Reason | None = None


class Evidence:
    """The numbers seen, each once, not too many of each kind."""

    def __init__(self) -> None:
        self._seen: dict[Basis, dict[str, None]] = {basis: {} for basis in Basis}

    def add(self, basis: Basis, number: Number) -> bool:
        """Note a number; False where it tells nothing, is known, or enough are known."""
        text = comparable(number)
        seen = self._seen[basis]
        if len(seen) >= MOST[basis.value] or text in seen:
            return False
        if len(text) < _SHORTEST or not text.lstrip("+").isdecimal():
            return False
        seen[text] = None
        return True

    def forget(self, *bases: Basis) -> None:
        """Forget what was seen of these kinds."""
        for basis in bases:
            self._seen[basis].clear()

    def weigh(self, country: str | None) -> Generator[None, None, Guess]:
        """Guess, a number a step; the guess is what the steps return.

        What is added meanwhile counts the next time.

        Args:
            country: what the user has set; where that is None, what is guessed holds.
        """
        found, why = yield from self._weigh_country()
        prefix, prefix_why = yield from self._weigh_prefix(country or found)
        return Guess(found, why, prefix, prefix_why)

    def _weigh_country(self) -> Generator[None, None, tuple[str | None, Reason | None]]:
        for basis in Basis:
            votes: Counter[str] = Counter()
            examples: dict[str, str] = {}
            for text in tuple(self._seen[basis]):
                region = _country(text)
                if region is not None:
                    votes[region] += 1
                    examples.setdefault(region, text)
                yield
            region = _winner(votes, few=1 if basis is Basis.DID else _FEW_NUMBERS)
            if region is not None:
                return region, Reason(basis, votes[region], votes.total(), examples[region])
        return None, None

    def _weigh_prefix(
        self, country: str | None
    ) -> Generator[None, None, tuple[str, Reason | None]]:
        for basis in (Basis.CALL, Basis.CONTACT) if country is not None else ():
            prefixed: dict[str, list[str]] = {each: [] for each in _PREFIXES}
            national = [text for text in self._seen[basis] if not text.startswith("+")]
            for text in national:
                for each in _prefixes(text, country):
                    prefixed[each].append(text)
                yield
            best = max(_PREFIXES, key=lambda each: len(prefixed[each]))
            hits = prefixed[best]
            if len(hits) >= max(_FEW_PREFIXED, _PART_PREFIXED * len(national)):
                return best, Reason(basis, len(hits), len(national), hits[0])
        return "", None


def _country(text: str) -> str | None:
    """Whose number it is, where it says so itself."""
    if not text.startswith(("+", "00")):
        return None
    reading = worldplan.read(text if text.startswith("+") else f"+{text[2:]}", None, existing=True)
    return None if reading is None else worldplan.country_of(reading.e164)


def _winner(votes: Counter[str], few: int) -> str | None:
    if not votes:
        return None
    region, count = votes.most_common(1)[0]
    return region if count >= few and count >= _MOST_OF_ALL * votes.total() else None


def _prefixes(text: str, country: str | None) -> Iterable[str]:
    """What may stand in front of a number that is none as it is, but is one without it."""
    if worldplan.read(text, country) is not None:
        return ()
    rest = worldplan.read(text[1:], country)
    return (text[0],) if text[0] in _PREFIXES and rest is not None and rest.sure else ()
