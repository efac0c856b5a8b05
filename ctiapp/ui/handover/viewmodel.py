"""What stands on the page of the handover, in words: sections of lines. No widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.number import display
from ctiapp.ui import text, words
from ctiapp.ui.calls import slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.model.followups import FollowUp
    from ctiapp.model.history import PastCall
    from ctiapp.model.number import Number
    from ctiapp.services.handover import Handover
    from ctiapp.services.lookup import Identity
    from ctiapp.ui.calls.slots import Waiting

MOST = 14
"""So many lines a section has at most: the page is one page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: who, and what there is to know of them. Text from outside is made safe."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; where there is none, what is said instead."""

    heading: str
    lines: tuple[Line, ...]
    nobody: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the day, and what it counts."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page.

    Attributes:
        title: whose desk it is.
        moment: when it was so.
        figures: of the day.
        sections: the rest.
        hours: of each hour, how many calls were answered, and how many were not.
    """

    title: str
    moment: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    hours: tuple[tuple[int, int], ...]


def sheet(
    facts: Handover,
    identify: Callable[[Number | None], Identity | None],
    queue_name: Callable[[Number], str],
) -> Sheet:
    """Put the facts into words.

    Args:
        facts: what was gathered.
        identify: who has a number.
        queue_name: what a queue is called; empty where nobody knows.
    """
    me = facts.me
    whose = "" if me is None else f"{text.isolate(me.name)} · {text.isolate(me.number.text)}"
    now_s = facts.now.mono_s
    mine = None if me is None else me.number
    waiting = (*slots.waiting(facts.parked, identify, mine), *slots.held(facts.held))
    opened = (_follow_up(one, facts, identify, queue_name) for one in facts.open)
    away = (
        Line(
            text.isolate(extension.name or extension.number.text),
            words.word(f"presence.{presence.value}"),
        )
        for extension, presence in facts.away
    )
    notes = (_note(call, identify) for call in facts.notes)
    return Sheet(
        words.word("handover.of", who=whose) if whose else words.word("handover.title"),
        words.date_and_time(facts.now.at),
        _figures(facts),
        (
            _section(
                "parked.heading" if facts.parks else "parked.heading_held",
                "handover.nobody_waits",
                (_waits(w, now_s) for w in waiting),
            ),
            _section("handover.open", "handover.nobody_open", opened),
            _section("handover.away", "handover.nobody_away", away),
            _section("handover.notes", "handover.no_notes", notes),
        ),
        facts.day.by_hour,
    )


def _section(heading: str, nobody: str, lines: Iterable[Line]) -> Section:
    every = tuple(lines)
    kept = every if len(every) <= MOST else every[: MOST - 1]
    return Section(words.word(heading), kept, words.word(nobody), len(every) - len(kept))


def _figures(facts: Handover) -> tuple[Figure, ...]:
    day = facts.day
    counts = (
        ("answered", day.answered),
        ("elsewhere", day.elsewhere),
        ("missed", day.missed),
        ("abandoned", day.abandoned),
        ("outgoing", day.outgoing),
    )
    return (
        *(Figure(str(count), words.word(f"handover.{key}")) for key, count in counts),
        Figure(words.age(day.average_ring_s), words.word("handover.ring")),
        Figure(words.age(day.talk_s), words.word("handover.talk")),
    )


def _waits(one: Waiting, now_s: float) -> Line:
    where = words.word("handover.slot", slot=one.slot) if one.slot else words.word("parked.held")
    since = None if one.since_s is None else now_s - one.since_s
    name = one.name or words.word("pop.caller_withheld")
    # Whoever is held here is held by whose desk it is: that need not be said.
    by = [slots.by_word(one)] if one.slot else []
    parts = [where, *by, words.age(since)]
    if one.number:
        parts.insert(0, text.isolate(one.number))
    return Line(text.isolate(name), " · ".join(parts))


def _follow_up(
    one: FollowUp,
    facts: Handover,
    identify: Callable[[Number | None], Identity | None],
    queue_name: Callable[[Number], str],
) -> Line:
    last = one.last
    parts = [words.word("handover.tries", count=len(one.tries))]
    parts.append(words.day_and_time(last.at, facts.now.at))
    if last.queue is not None:
        parts.append(text.isolate(queue_name(last.queue) or last.queue.text))
    if one.until is not None:
        parts.append(words.word("handover.later", time=words.day_and_time(one.until, facts.now.at)))
    if one.reason:
        parts.append(text.isolate(one.reason))
    return Line(_who(last.number, last.name, identify), " · ".join(parts))


def _note(call: PastCall, identify: Callable[[Number | None], Identity | None]) -> Line:
    time = words.clock_time(call.at)
    return Line(_who(call.number, call.name, identify), f"{time} · {text.isolate(call.note)}")


def _who(
    number: Number | None, name: str, identify: Callable[[Number | None], Identity | None]
) -> str:
    """A name with the number behind it, as somebody has to dial it; else their company."""
    if number is None:
        withheld = words.word("pop.caller_withheld")
        return f"{text.isolate(name)}, {withheld}" if name else withheld
    known = identify(number)
    label = name if known is None else known.label or name or known.company
    shown = text.isolate(display(number))
    return f"{text.isolate(label)}, {shown}" if label and label != number.text else shown
