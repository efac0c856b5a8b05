"""Whose number it is, how sure that is, and why: asked at each ring, so it must cost nothing.

The book is asked for all who may have the number (`tail_of` it); the numbering plan says which of
them do. Of several, the one whom the user chose last comes first; where nobody was chosen there is
**no single name**: all are named, since a wrong greeting is worse than a long one. What was found
is remembered until the book, the plan or a choice changes.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from ctiapp.model.directory import Origin, PersonKey, key_parts
from ctiapp.model.numberplan import Confidence, Line, NumberPlan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.number import Number

_MAX_FOUND: Final = 1024
"""How many numbers' owners are remembered."""
_MAX_LINES: Final = 4096
"""How many readings of numbers are remembered."""
MAX_OTHERS: Final = 9
"""How many more than the first are named of those who share a number."""

_K = TypeVar("_K")
_V = TypeVar("_V")


class Why(Enum):
    """Why this name stands there."""

    EXTENSION = "extension"
    """An extension of the PBX has this number."""
    PLACE = "place"
    """A queue, IVR, ring group or conference has it."""
    EXACT = "exact"
    """A contact has exactly this number."""
    LINE = "line"
    """A contact has the same line, written in another way."""
    SUFFIX = "suffix"
    """A contact's number ends, safely, as this one does."""
    CHOSEN = "chosen"
    """Several have it, and this is the one whom the user chose last."""
    PBX = "pbx"
    """Nobody is known; the PBX said this name."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose number it is.

    Attributes:
        name: of the person or place; where several share the number and none was chosen, of the
            first of them: see `label`.
        company: empty where there is none.
        key: names the entry in the directory; None where it has none.
        why: why this name.
        confidence: how sure the number is theirs; None where that is not known.
        others: who else has it, none of them with others of their own.
    """

    name: str
    company: str
    key: PersonKey | None = None
    why: Why = Why.EXACT
    confidence: Confidence | None = None
    others: tuple[Identity, ...] = ()

    @property
    def several(self) -> bool:
        """Whether it is not known which of several people it is."""
        return bool(self.others) and self.why is not Why.CHOSEN

    @property
    def label(self) -> str:
        """The name, or all names where it may be any of them: never a single wrong one."""
        if not self.several:
            return self.name
        return " / ".join(each.name for each in (self, *self.others))


class Holder(Protocol):
    """One number of one entry of the directory."""

    @property
    def key(self) -> PersonKey:
        """Names the entry."""

    @property
    def number(self) -> Number:
        """As the entry has it."""

    @property
    def name(self) -> str:
        """Whose it is."""

    @property
    def company(self) -> str:
        """Empty where there is none."""


class Book(Protocol):
    """Who may have a number."""

    def by_tail(self, tail: str) -> Sequence[Holder]:
        """All whose number has this `ctiapp.model.numberplan.tail_of`, the better known first."""


class Choices(Protocol):
    """Whom the user chose of several who share a number. Keys are `Line.choice_key`."""

    def chosen(self, number: str) -> PersonKey | None:
        """The one chosen last; None where nobody was."""


class Identifier:
    """Tells whose a number is, from a book, by a plan."""

    def __init__(self, book: Book, choices: Choices, plan: NumberPlan | None = None) -> None:
        self._book = book
        self._choices = choices
        self._plan = NumberPlan() if plan is None else plan
        self._found: OrderedDict[str, Identity | None] = OrderedDict()
        self._lines: OrderedDict[str, Line] = OrderedDict()

    @property
    def plan(self) -> NumberPlan:
        """How numbers are read."""
        return self._plan

    @plan.setter
    def plan(self, plan: NumberPlan) -> None:
        """Read numbers so from now on."""
        if plan != self._plan:
            self._plan = plan
            self._lines.clear()
            self.forget()

    def forget(self) -> None:
        """The book or a choice has changed: look everybody up anew."""
        self._found.clear()

    def choice_key(self, number: Number) -> str:
        """Under which a choice for this number is kept."""
        return self._line(number).choice_key

    def identify(self, number: Number | None) -> Identity | None:
        """Whose number this is; None where nobody is known, or it is nobody's."""
        if number is None or number.withheld:
            return None
        if number.text in self._found:
            self._found.move_to_end(number.text)
            return self._found[number.text]
        found = self._look_up(number)
        _keep(self._found, number.text, found, _MAX_FOUND)
        return found

    def _look_up(self, number: Number) -> Identity | None:
        line = self._line(number)
        best: dict[PersonKey, Identity] = {}
        for tail in line.tails:
            for holder in self._book.by_tail(tail):
                confidence = self._plan.agree(line, self._line(holder.number))
                known = best.get(holder.key)
                if confidence is None or (known is not None and not _surer(confidence, known)):
                    continue
                best[holder.key] = _identity(holder, confidence)
        return self._first(line, list(best.values())) if best else None

    def _first(self, line: Line, found: list[Identity]) -> Identity:
        """The surest of them, or whom the user chose; the rest behind it."""
        found = _distinct(sorted(found, key=_rank))
        if len(found) == 1:
            return found[0]
        # A choice that was made before the line could be read is kept under what was told.
        chosen = self._choices.chosen(line.choice_key) or self._choices.chosen(line.text)
        first = next((each for each in found if each.key == chosen), None)
        if first is not None:
            others = tuple(each for each in found if each is not first)[:MAX_OTHERS]
            return replace(first, why=Why.CHOSEN, others=others)
        least = _rank(found[0])
        same = tuple(each for each in found if _rank(each) == least)
        return replace(same[0], others=same[1 : 1 + MAX_OTHERS])

    def _line(self, number: Number) -> Line:
        known = self._lines.get(number.text)
        if known is None:
            known = self._plan.line(number)
            _keep(self._lines, number.text, known, _MAX_LINES)
        return known


def _keep(kept: OrderedDict[_K, _V], key: _K, value: _V, most: int) -> None:
    kept[key] = value
    if len(kept) > most:
        kept.popitem(last=False)


_ORDER: Final = tuple(Confidence)


def _surer(confidence: Confidence, known: Identity) -> bool:
    return known.confidence is None or _ORDER.index(confidence) < _ORDER.index(known.confidence)


def _rank(identity: Identity) -> int:
    """What comes first: the PBX's own numbers, then the surest."""
    if identity.why in (Why.EXTENSION, Why.PLACE):
        return -2 if identity.why is Why.EXTENSION else -1
    # The same line is the same line, however it is written.
    return 1 if identity.confidence is Confidence.SUFFIX else 0


def _identity(holder: Holder, confidence: Confidence) -> Identity:
    return Identity(holder.name, holder.company, holder.key, _why(holder, confidence), confidence)


def _why(holder: Holder, confidence: Confidence) -> Why:
    parts = key_parts(holder.key)
    if parts is not None and confidence is Confidence.EXACT and parts[1] == holder.number.text:
        if parts[0] is Origin.EXTENSION:
            return Why.EXTENSION
        if parts[0] is Origin.PLACE:
            return Why.PLACE
    return Why(confidence.value)


def _distinct(found: list[Identity]) -> list[Identity]:
    """The same person kept in two places is one, the better known first."""
    seen: dict[tuple[str, str], Identity] = {}
    for each in found:
        name, company = each.name.casefold(), each.company.casefold()
        if (name, company) not in seen and not (
            not company and any(known == name for known, _ in seen)
        ):
            seen[name, company] = each
    return list(seen.values())
