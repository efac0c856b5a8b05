"""How the PBX's numbers are read, in words: the rewrites that somebody typed, and the guess."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctiapp.model.planguess import Basis
from ctiapp.settings import rewritable
from ctiapp.ui import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.planguess import Guess, Reason
    from ctiapp.settings import Settings

_BETWEEN = re.compile(r"[,;，；、\n]+")
_BECOMES = re.compile(r"\s*(?:→|=>|->|=|>)\s*")


def prefix_in(typed: str) -> str | None:
    """What somebody says is dialled to get outside; None where it is none."""
    bare = typed.strip()
    return bare if re.fullmatch(r"[0-9*#]{0,8}", bare, re.ASCII) else None


def rewrites_in(typed: str) -> dict[str, str] | None:
    """The rewrites that somebody typed, ``+0 > +, 000 > 00``; None where one is none."""
    found: dict[str, str] = {}
    for part in _BETWEEN.split(typed):
        if not part.strip():
            continue
        both = _BECOMES.split(part.strip())
        if len(both) != 2 or not rewritable(*both) or both[0] in found:
            return None
        found[both[0]] = both[1]
    return found


def rewrites_text(rewrites: Mapping[str, str]) -> str:
    """The same as it is shown."""
    return ", ".join(f"{old} → {new}".rstrip() for old, new in rewrites.items())


_BECAUSE = {
    Basis.DID: "numbers.because_did",
    Basis.CALL: "numbers.because_call",
    Basis.CONTACT: "numbers.because_contact",
}


def _because(reason: Reason) -> str:
    return words.word(
        _BECAUSE[reason.basis], count=reason.count, of=reason.of, example=reason.example
    )


def country_guess(settings: Settings, guess: Guess) -> str:
    """What is said beside the country; empty where there is nothing to say."""
    if guess.country is None or guess.country_why is None or guess.country == settings.country:
        return ""
    key = "numbers.country_used" if settings.country is None else "numbers.country_other"
    return words.word(key, country=guess.country, why=_because(guess.country_why))


def prefix_guess(settings: Settings, guess: Guess) -> str:
    """What is said beside the outside prefix; empty where there is nothing to say."""
    same = guess.outside_prefix == settings.outside_prefix
    if not guess.outside_prefix or guess.prefix_why is None or same:
        return ""
    key = "numbers.prefix_other" if settings.outside_prefix else "numbers.prefix_used"
    return words.word(key, prefix=guess.outside_prefix, why=_because(guess.prefix_why))
