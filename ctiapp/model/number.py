"""Telephone numbers: what a person types, what is dialled, what is shown.

Nothing is guessed here. A number is compared as the PBX gave it, less blanks and punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ctiapp.model.errors import UsageError

MAX_DIGITS = 32
"""Longest number that is dialled: E.164 allows 15 digits, prefixes and extensions add some."""

# Blanks and punctuation, and what cannot be seen: directional marks come with every number that
# is copied from an address book, soft hyphens and zero-width blanks from web pages.
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_SEPARATORS = re.compile(r"[\s()\[\]./\-‐-―−·]+")
_TRUNK_ZERO = re.compile(r"[(\[]\s*0\s*[)\]]")
_COUNTRY_CODE = re.compile(r"[\s(\[]*(\+|00)")
_WITHHELD = {"", "unknown", "anonymous", "private", "restricted", "unavailable", "withheld"}


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A number, free of blanks and punctuation: digits, ``+``, ``*`` and ``#``, or a SIP user name.

    Attributes:
        text: the number; empty where the caller withholds it.
    """

    text: str

    @staticmethod
    def of(raw: str) -> Number:
        """Take a number as a PBX writes it (blank, ``Unknown`` and the like: withheld)."""
        # Normalized once more: what was between two characters no longer keeps them apart.
        text = unicodedata.normalize("NFKC", _bare(_visible(raw)))[:64]
        return Number("" if text.casefold() in _WITHHELD else text)

    @property
    def withheld(self) -> bool:
        """Whether the caller does not say who calls."""
        return not self.text

    @property
    def is_feature_code(self) -> bool:
        """Whether dialling it commands the PBX instead of calling somebody."""
        return "*" in self.text or "#" in self.text


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", text)


def looks_like_number(text: str) -> bool:
    """Whether a person typed a number in any human form, rather than a name."""
    stripped = _bare(_visible(text))
    return bool(stripped) and all(char in "+*#0123456789" for char in stripped)


def parse_dialable(text: str) -> Number:
    """Turn what a person typed into what is dialled.

    ``+49 (0)89 1234-5`` loses the trunk zero in brackets, since ``+49`` (or ``0049``) stands before
    it; blanks, brackets, dots, dashes and slashes go; full-width digits become plain ones.

    Raises:
        UsageError: key ``dial.empty``, ``dial.letters`` (it has letters), ``dial.characters``,
            ``dial.plus`` (a plus sign inside) or ``dial.too_long``; the text is in ``params``.
    """
    plain = _visible(text)
    if _COUNTRY_CODE.match(plain):
        plain = _TRUNK_ZERO.sub("", plain)
    digits = _bare(plain)
    shown = plain[:60]
    if not digits:
        raise UsageError("nothing to dial", key="dial.empty")
    if any(char.isalpha() for char in digits):
        raise UsageError("letters in the number", key="dial.letters", text=shown)
    if any(char not in "+*#0123456789" for char in digits):
        raise UsageError("not a number", key="dial.characters", text=shown)
    if "+" in digits[1:] or digits == "+":
        raise UsageError("misplaced plus", key="dial.plus", text=shown)
    if len(digits) > MAX_DIGITS:
        raise UsageError("too long", key="dial.too_long", text=shown)
    return Number(digits)


@lru_cache(maxsize=4096)
def display(number: Number, region: str | None = None) -> str:
    """Write a number for people: ``+1 235 497 8652``; what is no public number stays as it is.

    Args:
        number: the number.
        region: the PBX's country (ISO 3166, two letters) for numbers without ``+``; None leaves
            those as they are.
    """
    text = number.text
    if not text.startswith("+") and (region is None or len(text) < 7):
        return text
    import phonenumbers

    try:
        parsed = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return text
    style = (
        phonenumbers.PhoneNumberFormat.INTERNATIONAL
        if text.startswith("+")
        else phonenumbers.PhoneNumberFormat.NATIONAL
    )
    return phonenumbers.format_number(parsed, style)


def warm_up() -> None:
    """Load what `display` needs: some 30 ms, which the first ring must not wait for."""
    display(Number("+12065550100"))
