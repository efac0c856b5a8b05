"""What may be dialled, what is asked about first, and what never is. Pure: one judgement for all.

The search box, a call back, a link, the target of a transfer, and ``ctl`` all ask here. What may
hold a call up is only what commands the PBX or costs much; **an emergency number is never asked
about and never rewritten**, whatever else is set. Which numbers those are, ``phonenumbers`` knows
by country; it is loaded when it is first needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import product
from typing import Final

from ctiapp.model.errors import UsageError
from ctiapp.model.number import MAX_DIGITS, Number

EMERGENCY_ANYWHERE: Final = (
    *("000", "110", "112", "113", "115", "117"),
    *("118", "119", "120", "122", "911", "999"),
)
"""What counts as an emergency number where the country is not known."""

EMERGENCY_ALWAYS: Final = frozenset({"112", "911"})
"""What counts as one in every country: mobile networks and many trunks put them through."""

_DIALABLE = re.compile(rf"\+?[0-9*#]{{1,{MAX_DIGITS}}}", re.ASCII)
_LONGEST_LISTED = 4
"""Digits of the longest emergency number that is looked for in a country's rule."""
_SHORTEST_PUBLIC = 7
"""Digits below which a number without ``+`` is one of the PBX's own, not of a public plan."""


class Doubt(Enum):
    """Why a number is asked about before it is dialled."""

    FEATURE_CODE = "feature_code"
    PREMIUM = "premium"

    @property
    def key(self) -> str:
        """The message key of the refusal where nobody can be asked."""
        return f"dial.{self.value}"


@dataclass(frozen=True, slots=True)
class DialRules:
    """What the user has set about dialling.

    Attributes:
        country: ISO 3166, two capital letters; None where not told.
        outside_prefix: what is dialled before an outside number; may be empty.
        premium_prefixes: what dear numbers begin with, besides those that the country's plan names.
    """

    country: str | None = None
    outside_prefix: str = ""
    premium_prefixes: tuple[str, ...] = ()


def checked(number: Number) -> Number:
    """Let through what can be dialled: digits, ``*``, ``#`` and a leading ``+``, and no more.

    A number to call back came from outside: it may be anything.

    Raises:
        UsageError: key ``dial.empty``, ``dial.letters``, ``dial.plus``, ``dial.too_long`` or
            ``dial.characters``.
    """
    text = number.text
    if _DIALABLE.fullmatch(text):
        return number
    if not text:
        raise UsageError("nothing to dial", key="dial.empty")
    if any(char.isalpha() for char in text):
        key = "dial.letters"
    elif not all(char in "+*#0123456789" for char in text):
        key = "dial.characters"
    elif "+" in text[1:] or text == "+":
        key = "dial.plus"
    else:
        key = "dial.too_long"
    raise UsageError("not to be dialled", key=key, text=text[:60])


def doubt(number: Number, rules: DialRules) -> Doubt | None:
    """Why to ask before this is dialled; None where it is dialled at once."""
    if is_emergency(number, rules):
        return None
    if number.is_feature_code:
        return Doubt.FEATURE_CODE
    if _is_premium(number.text, rules):
        return Doubt.PREMIUM
    return None


def refuse_doubtful(number: Number, rules: DialRules) -> Number:
    """Let through what is dialled at once: for where nobody can be asked.

    Raises:
        UsageError: key ``dial.feature_code`` or ``dial.premium``.
    """
    why = doubt(number, rules)
    if why is not None:
        raise UsageError(why.value, key=why.key, number=number.text)
    return number


def is_emergency(number: Number, rules: DialRules) -> bool:
    """Whether it is an emergency number, with or without what is dialled to get outside."""
    known = emergency_numbers(rules.country)
    return any(text in known for text in _ways(number.text, rules))


@lru_cache(maxsize=8)
def emergency_numbers(country: str | None) -> tuple[str, ...]:
    """The emergency numbers of a country, in order; the best known of all where it is not known."""
    pattern = None if country is None else _emergency_pattern(country)
    if pattern is None:
        return EMERGENCY_ANYWHERE
    rule = re.compile(pattern)
    found = {
        text
        for length in range(2, _LONGEST_LISTED + 1)
        for text in map("".join, product("0123456789", repeat=length))
        if rule.fullmatch(text)
    }
    return tuple(sorted(found | EMERGENCY_ALWAYS))


def knows_country(country: str) -> bool:
    """Whether a country's emergency numbers are known."""
    return _emergency_pattern(country) is not None


def _emergency_pattern(country: str) -> str | None:
    from phonenumbers.phonemetadata import PhoneMetadata

    plan = PhoneMetadata.short_metadata_for_region(country)
    emergency = None if plan is None else plan.emergency
    pattern = None if emergency is None else emergency.national_number_pattern
    return None if pattern is None else str(pattern)


def _ways(text: str, rules: DialRules) -> tuple[str, ...]:
    """A number as it is, and without what is dialled to get outside."""
    prefix = rules.outside_prefix
    if prefix and text.startswith(prefix) and text != prefix:
        return text, text[len(prefix) :]
    return (text,)


def _is_premium(text: str, rules: DialRules) -> bool:
    ways = _ways(text, rules)
    if any(way.startswith(prefix) for way in ways for prefix in rules.premium_prefixes):
        return True
    return any(_premium_by_plan(way, rules) for way in ways)


def _premium_by_plan(text: str, rules: DialRules) -> bool:
    """Whether the public plan calls it a dear number, or its international form is told as one."""
    if not text.startswith("+") and (rules.country is None or len(text) < _SHORTEST_PUBLIC):
        return False
    import phonenumbers

    try:
        parsed = phonenumbers.parse(text, rules.country)
    except phonenumbers.NumberParseException:
        return False
    if phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return True
    whole = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return any(whole.startswith(p) for p in rules.premium_prefixes if p.startswith("+"))
