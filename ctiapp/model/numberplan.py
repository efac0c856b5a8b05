"""Which numbers are one line: a PBX's numbers as E.164, and how sure that is. Pure.

A PBX writes one line in many ways: as the trunk told it (``+49``, ``0049``, ``49``, ``0``), with
what is dialled to get outside, with blanks, with a zero in brackets; people write it in yet more.
Peers compare the last few digits and greet the wrong person. Here a number is first *read* with the
PBX's country, outside prefix and trunk rewrites; two numbers whose readings agree are one line, two
whose readings differ are not, **however long the end is on which they agree**. Only where one of
them cannot be read does the end decide, and only where all that stands before it is what may be
dialled before it: a country's code, an area, a zero.

The country's rules are in `ctiapp.model.worldplan`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from ctiapp.model import worldplan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.model.number import Number

TAIL: Final = 7
"""How many last digits candidates are looked up by: none that is one line differs in them."""
SAFE_END: Final = 8
"""Digits that must agree where nothing is known of the country: shorter ends agree by chance."""
_SHORTEST_LINE: Final = 7
"""Digits of the shortest number that is ever taken for the end of another."""
_LONGEST_BEFORE: Final = 6
"""Digits that may stand before a local number: a country's code and an area."""
_LONGEST_INTERNAL: Final = 9
"""Digits of the longest number that is still taken for one of the PBX's own by its range."""
_WIDEST_GAP: Final = 100
"""How far apart two extension numbers of one length may be and still make one range."""

_SCHEME = re.compile(r"(?:sips?|tel|callto):", re.IGNORECASE)
# What is dialled after the number: a pause and more keys, or an extension.
_AFTER = re.compile(r"(?<=[0-9]{5})(?:[,;pwx]|ext|доб).*", re.IGNORECASE | re.DOTALL)
_PLAIN = re.compile(r"\+?[0-9]+", re.ASCII)
_NOBODY = frozenset(
    (
        *("", "unknown", "anonymous", "private", "restricted", "unavailable", "withheld"),
        *("blocked", "nocallerid", "notavailable", "unknowncaller", "privatenumber", "none"),
        *("null", "hidden", "asserted-unknown", "未知", "匿名", "未知号码", "私人号码"),
    )
)


class Confidence(Enum):
    """Why two numbers are taken for one line; the surest first."""

    EXACT = "exact"
    """Digit for digit the same."""
    LINE = "line"
    """The same E.164 number, by rules that leave no choice."""
    SUFFIX = "suffix"
    """One is the whole end of the other, and what stands before it may be dialled before it."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """How numbers of a trunk are put right: this beginning is replaced.

    Attributes:
        prefix: what the number begins with, never empty; ``+``, digits, ``*`` and ``#``.
        replacement: what stands there instead; may be empty.
    """

    prefix: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Block:
    """Extension numbers of one length that lie close together.

    Attributes:
        first, last: both of them belong to it; of the same length.
    """

    first: str
    last: str

    def __contains__(self, digits: str) -> bool:
        return len(digits) == len(self.first) and self.first <= digits <= self.last


@dataclass(frozen=True, slots=True)
class Line:
    """What a number says once it is read.

    Attributes:
        e164: the line's number from ``+`` on; None where it cannot be told.
        tails: what others that may be this line are looked up by (`tail_of`), the likeliest first.
        internal: one of the PBX's own numbers.
        text: the number, made comparable; empty where it is nobody's (withheld, a feature code).
        others: further E.164 numbers that it may be; `e164` itself where that is not quite sure.
    """

    e164: str | None
    tails: tuple[str, ...]
    internal: bool
    text: str
    others: tuple[str, ...] = ()

    @property
    def tail(self) -> str:
        """What candidates are looked up by first."""
        return self.tails[0] if self.tails else ""

    @property
    def choice_key(self) -> str:
        """Under which a choice between several people is kept, however the line is written."""
        return self.e164 or self.text


@dataclass(frozen=True, slots=True)
class NumberPlan:
    """How this PBX's numbers are read.

    Attributes:
        country: ISO 3166, two capital letters; None where not known.
        outside_prefix: what is dialled before an outside number; empty where none is known.
        rewrites: of trunks; the longest prefix that fits is used, once.
        internal: the ranges of the PBX's own numbers.
    """

    country: str | None = None
    outside_prefix: str = ""
    rewrites: tuple[Rewrite, ...] = ()
    internal: tuple[Block, ...] = field(default=(), repr=False)

    def line(self, number: Number) -> Line:
        """Read a number."""
        text = comparable(number)
        if not text or "*" in text or "#" in text:
            return Line(None, (), internal=False, text="")
        if not _PLAIN.fullmatch(text):
            return Line(None, (_tail(text),), internal=False, text=text)
        if any(text in block for block in self.internal):
            return Line(None, (_tail(text),), internal=True, text=text)
        return _read(text, self)

    def compare(self, a: Number, b: Number) -> Confidence | None:
        """How sure it is that both are one line; None where they are not, or it is not safe."""
        return self.agree(self.line(a), self.line(b))

    def agree(self, a: Line, b: Line) -> Confidence | None:
        """The same for numbers that have been read."""
        if not a.text or not b.text:
            return None
        if a.text == b.text:
            return Confidence.EXACT
        if a.internal or b.internal:
            return None
        if a.e164 is not None and a.e164 == b.e164:
            return Confidence.SUFFIX if a.e164 in (*a.others, *b.others) else Confidence.LINE
        if any(one in _all(b) for one in _all(a)):
            return Confidence.SUFFIX
        return Confidence.SUFFIX if _safe_end(a, b, self) else None


def tail_of(number: Number) -> str:
    """What numbers are looked up by: the last 7 digits, or all where there are fewer.

    It depends on the number alone, so that it can be kept beside it: two numbers that are one line
    have the same, whatever the plan (those of countries with numbers of 6 digits aside, which
    `Line.tails` asks for as well). Empty where the number is nobody's.
    """
    return _tail(comparable(number))


def blocks(numbers: Iterable[str]) -> tuple[Block, ...]:
    """The ranges in which extension numbers lie; a gap ends one, and so does another length."""
    by_length: dict[int, list[str]] = {}
    for digits in numbers:
        if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_INTERNAL:
            by_length.setdefault(len(digits), []).append(digits)
    found: list[Block] = []
    for length, held in sorted(by_length.items()):
        gap = min(_WIDEST_GAP, 10 ** max(0, length - 2))
        held.sort()
        first = last = held[0]
        for digits in held[1:]:
            if int(digits) - int(last) > gap:
                found.append(Block(first, last))
                first = digits
            last = digits
        found.append(Block(first, last))
    return tuple(found)


def comparable(number: Number) -> str:
    """A number without what differs between two ways to write it; empty where it is nobody's.

    A scheme, a SIP domain, and what is dialled after it go; digits of any script become plain ones;
    a SIP user name has no capitals.
    """
    text = _SCHEME.sub("", number.text, count=1).partition("@")[0]
    if not text.isascii():
        text = "".join(_digit(char) for char in text)
    text = _AFTER.sub("", text).casefold()
    if text in _NOBODY or (text.isdecimal() and len(text) > 1 and not text.strip("0")):
        # Trunks that must say something where the caller withholds the number send zeros.
        return ""
    return text


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def _tail(text: str) -> str:
    bare = text.lstrip("+")
    return bare[-TAIL:] if bare.isdecimal() else bare


def _all(line: Line) -> tuple[str, ...]:
    return line.others if line.e164 is None else (line.e164, *line.others)


# -- reading -------------------------------------------------------------------------------------


def _read(text: str, plan: NumberPlan) -> Line:
    """Read a public number: as it is, then without what is dialled to get outside."""
    written = _rewritten(text, plan.rewrites)
    found: dict[str, bool] = {}
    for way in _ways(written, plan):
        reading = worldplan.read(way, plan.country)
        if reading is not None:
            found[reading.e164] = found.get(reading.e164, False) or reading.sure
    if not found:
        found = dict.fromkeys(_guessed(written, plan), False)
    # What can be read in two ways is sure in neither: 0 0151 … in Germany may be a mobile, dialled
    # with a zero to get outside, or 00 1 51 …, Texas.
    others = tuple(one for one, sure in found.items() if len(found) > 1 or not sure)
    tails = _tails(text, tuple(found), plan)
    return Line(next(iter(found), None), tails, internal=False, text=text, others=others)


def _rewritten(text: str, rewrites: tuple[Rewrite, ...]) -> str:
    fitting = [rule for rule in rewrites if text.startswith(rule.prefix)]
    if not fitting:
        return text
    rule = max(fitting, key=lambda each: len(each.prefix))
    new = rule.replacement + text[len(rule.prefix) :]
    return new if _PLAIN.fullmatch(new) else text


def _ways(text: str, plan: NumberPlan) -> tuple[str, ...]:
    prefix = plan.outside_prefix
    if prefix and text.startswith(prefix) and len(text) - len(prefix) >= _SHORTEST_LINE - 1:
        return text, text[len(prefix) :]
    return (text,)


def _guessed(text: str, plan: NumberPlan) -> tuple[str, ...]:
    """What it may be where it cannot be read as it is: no ``+``, or an outside prefix not told."""
    if text.startswith("+"):
        return ()
    found: list[str] = []
    if not plan.outside_prefix and text[0] in "089":
        less = worldplan.read(text[1:], plan.country)
        found += () if less is None else (less.e164,)
    if len(text) >= SAFE_END + 2 and not text.startswith("0"):
        whole = worldplan.read(f"+{text}", None, existing=True)
        found += () if whole is None else (whole.e164,)
    return tuple(found)


def _tails(text: str, readings: tuple[str, ...], plan: NumberPlan) -> tuple[str, ...]:
    """What to look others up by: more than one only where a number is as short as an end."""
    tails = [_tail(text)]
    for e164 in readings:
        national = worldplan.split(e164)[1]
        tails += (_tail(e164), _tail(national))
        # What is dialled before a short one is part of its end.
        tails += (
            _tail(f"{out}{zero}{national}")
            for out in ("", plan.outside_prefix)
            for zero in ("", "0")
        )
    if not readings:
        tails += (_tail(way) for way in _ways(text, plan))
    return tuple(dict.fromkeys(tails))


# -- the end of the other ------------------------------------------------------------------------


def _safe_end(a: Line, b: Line, plan: NumberPlan) -> bool:
    """Whether one is the whole end of the other, where at least one of them could not be read."""
    if not (_PLAIN.fullmatch(a.text) and _PLAIN.fullmatch(b.text)):
        return False
    if a.e164 is None and b.e164 is None:
        return _both_unread(_cores(a.text, plan), _cores(b.text, plan))
    if a.e164 is not None and b.e164 is not None:
        return False
    unread, read = (a, b) if a.e164 is None else (b, a)
    return any(_ends_read(unread, e164, plan) for e164 in _all(read))


@dataclass(frozen=True, slots=True)
class _Core:
    """An unread number less what is dialled before it.

    Attributes:
        digits: without leading zeros.
        whole: it had one: nothing of the national number is missing.
    """

    digits: str
    whole: bool


def _cores(text: str, plan: NumberPlan) -> tuple[_Core, ...]:
    bare = (way.lstrip("+") for way in _ways(text, plan))
    cores = (_Core(way.lstrip("0"), way.startswith("0")) for way in bare)
    return tuple(core for core in cores if len(core.digits) >= _SHORTEST_LINE)


def _ends_read(unread: Line, e164: str, plan: NumberPlan) -> bool:
    code, national = worldplan.split(e164)
    bare = national.lstrip("0")  # a few countries keep it after the code
    home = plan.country is None or code == worldplan.code_of(plan.country)
    for core in _cores(unread.text, plan):
        if core.digits == code + national or (home and core.digits == bare):
            return True
        if core.whole or not home or not bare.endswith(core.digits):
            continue
        known = plan.country is not None
        if core.digits == worldplan.subscriber(e164) if known else len(core.digits) >= SAFE_END:
            return True
    return False


def _both_unread(ours: tuple[_Core, ...], theirs: tuple[_Core, ...]) -> bool:
    for one in ours:
        for other in theirs:
            longer, shorter = sorted((one, other), key=lambda core: -len(core.digits))
            if longer.digits == shorter.digits:
                return True
            if len(shorter.digits) < SAFE_END or not longer.digits.endswith(shorter.digits):
                continue
            before = longer.digits[: -len(shorter.digits)]
            if (
                worldplan.is_country_code(before)
                if shorter.whole
                else len(before) <= _LONGEST_BEFORE
            ):
                return True
    return False
