"""Which lines of the PBX's list, and which calls that were seen, are one call. Pure.

What tells: the name of a recording has the id of the call in it; and the whole part of a call's id
is the second in which it began, by the PBX's own clock, as the times of its lines are (so it is in
every example of the P handbook: l. 13520, 13736, 17506). So a call that was seen finds its first
line however far that clock is off ours. Where an id is of another make, both clocks are compared.

Lines without either follow one another where one person was passed on; whoever is called again
right after, and at once, made two calls: a PBX does not pass anybody on to whom they come from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctiapp.model.history import MISSES, SUCCESSES, Fate
from ctiapp.model.historybegun import BESIDE, ROUNDED
from ctiapp.model.historyfold import call_of, ended_at, linked_id, other_party
from ctiapp.model.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ctiapp.model.history import PastCall
    from ctiapp.model.historybegun import Begun
    from ctiapp.model.historyfold import Reading
    from ctiapp.model.records import CallRecord, RecordParty

LONGEST: Final = timedelta(hours=12)
"""No call is thought to be longer."""
_DAY: Final = timedelta(days=1)
"""For so long the id of a call means the same call."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One call.

    Attributes:
        lines: of the PBX's list, in order of time; none where it has told of none.
        begun: which of those that were seen it is; None where it is none of them.
    """

    lines: tuple[CallRecord, ...]
    begun: int | None = None


@dataclass(slots=True, eq=False)
class _Group:
    """Lines that are one call, so far."""

    over: datetime
    lines: list[CallRecord] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    begun: int | None = None

    @property
    def closed(self) -> bool:
        """Whether its last line says that the caller is gone."""
        last = max(self.lines, key=ended_at)
        return last.outcome in (Outcome.ABANDONED, Outcome.VOICEMAIL)

    def take(self, record: CallRecord, link: str) -> None:
        self.lines.append(record)
        self.over = max(self.over, ended_at(record))
        if link:
            self.links.add(link)


def together(
    records: Iterable[CallRecord], calls: Sequence[Begun], reading: Reading
) -> tuple[Joined, ...]:
    """Put all that is known to calls, whatever order it comes in; each line and call once.

    A line that comes twice (by its `uid`) is taken once.
    """
    by_uid = {record.uid: record for record in sorted(records, key=_order)}
    groups = _Joiner(sorted(by_uid.values(), key=_order), calls, reading).groups()
    lines: dict[int, list[CallRecord]] = {}
    found: list[Joined] = []
    for group in groups:
        if group.begun is None:
            found.append(Joined(tuple(group.lines)))
        else:
            lines.setdefault(group.begun, []).extend(group.lines)
    found += (
        Joined(tuple(sorted(lines.get(index, ()), key=_order)), index)
        for index in range(len(calls))
    )
    return tuple(found)


def groups(records: Iterable[CallRecord], reading: Reading) -> tuple[tuple[CallRecord, ...], ...]:
    """Put lines alone together to calls, in order of time."""
    return tuple(each.lines for each in together(records, (), reading))


def fold(records: Iterable[CallRecord], reading: Reading) -> tuple[PastCall, ...]:
    """The calls that these lines tell of, the oldest first; the key is the first line's uid."""
    return tuple(call_of(lines, reading, key=lines[0].uid) for lines in groups(records, reading))


class _Joiner:
    """Puts lines together.

    Args:
        lines: in order.
        calls: that were seen.
        reading: how parties are read.
    """

    def __init__(
        self, lines: Sequence[CallRecord], calls: Sequence[Begun], reading: Reading
    ) -> None:
        self._lines = lines
        self._calls = calls
        self._reading = reading
        self._people: dict[str, list[int]] = {}
        self._ids: dict[str, list[int]] = {}
        for index, call in enumerate(calls):
            self._people.setdefault(call.person, []).append(index)
            self._ids.setdefault(call.call_id, []).append(index)

    def groups(self) -> list[_Group]:
        """The calls that have lines."""
        starts = self._starts()
        found: list[_Group] = []
        living: dict[str, list[_Group]] = {}
        linked: dict[str, _Group] = {}
        for record in self._lines:
            who = self._who(record)
            link, start = linked_id(record.recording), starts.get(record.uid)
            begins = start is not None and self._calls[start].exact
            call_id = link or (self._calls[start].call_id if start is not None and begins else "")
            group = linked.get(call_id) if call_id else None
            if group is not None and record.at - group.lines[0].at > LONGEST:
                group = None
            recent = living[who] = [
                each for each in living.get(who, ()) if self._until(each) >= record.at
            ]
            if group is None and not begins and record.caller.number not in self._reading.me:
                group = min(
                    (
                        each
                        for each in recent
                        if (start is None or each.begun in (None, start))
                        and self._follows(record, each, link, who)
                    ),
                    key=lambda each: abs(record.at - each.over),
                    default=None,
                )
            if group is None:
                group = _Group(ended_at(record))
                found.append(group)
            group.take(record, link)
            if group not in recent:
                recent.append(group)
            if call_id:
                linked[call_id] = group
            if group.begun is None:
                named = self._named(link, record.at)
                group.begun = start if named is None else named
        self._match(found)
        return found

    def _until(self, group: _Group) -> datetime:
        """Until when a line may go on with a call."""
        over = group.over + BESIDE
        return over if group.begun is None else max(over, self._calls[group.begun].over)

    def _who(self, record: CallRecord) -> str:
        other = other_party(record, self._reading)
        return self._reading.key(other.number) or f"~{other.name}"

    def _named(self, link: str, at: datetime) -> int | None:
        """The call of this id; None where none was seen about then."""
        calls = [each for each in self._ids.get(link, ()) if abs(self._calls[each].at - at) <= _DAY]
        return min(calls, key=lambda each: abs(self._calls[each].at - at), default=None)

    def _could_be(self, record: CallRecord, call: Begun, link: str) -> bool:
        """Whether a line can be the first one of a call, when it comes to its time.

        One that names nobody of one's own can be of a call that somebody else took.
        """
        if (record.caller.number not in self._reading.me) is not call.incoming:
            return False
        if link and call.exact and link != call.call_id:
            return False
        if self._reading.concerns(record):
            return True
        taker = self._reading.key(record.callee.number)
        return call.fate is Fate.ANSWERED_ELSEWHERE and call.taken_by in ("", taker)

    def _starts(self) -> dict[str, int]:
        """Which lines begin with a call that was seen, by their uid; each call begins once."""
        pairs: list[tuple[timedelta, bool, int, int]] = []
        for index, record in enumerate(self._lines):
            link = linked_id(record.recording)
            person = self._reading.key(other_party(record, self._reading).number)
            for number in self._people.get(person, ()):
                call = self._calls[number]
                apart = abs(record.at - call.at)
                near = ROUNDED if call.exact else BESIDE
                if apart <= near and self._could_be(record, call, link):
                    told = call_of([record], self._reading).fate
                    pairs.append((apart, contradict(call.fate, told), index, number))
        found: dict[int, int] = {}
        taken: set[int] = set()
        for _, _, index, number in sorted(pairs):
            if index not in found and number not in taken:
                found[index] = number
                taken.add(number)
        return {self._lines[index].uid: number for index, number in found.items()}

    def _follows(self, record: CallRecord, before: _Group, link: str, who: str) -> bool:
        """Whether a line goes on with a call of the same person.

        Args:
            record: the line.
            before: the call.
            link: the id of the call that the line tells; empty where it tells none.
            who: the person. Those who withhold their number are others each time: one is passed on
                in the moment in which the part before is over.
        """
        if record.at - before.lines[0].at > LONGEST:
            return False
        if link and before.links and link not in before.links:
            return False
        if any(record.did and each.did and record.did != each.did for each in before.lines):
            return False
        hides = who == "~"
        early, late = (ROUNDED, ROUNDED / 2) if hides else (BESIDE, BESIDE)
        talked = any(each.outcome is Outcome.ANSWERED for each in before.lines)
        if record.at < before.over - early:
            # It may have rung beside the others, where nobody talked yet.
            if talked or hides or not self._reading.concerns(record):
                return False
        elif before.closed or record.at > before.over + late or _again(record, before.lines):
            # Unless that call still went on: parked, and called back.
            seen = None if before.begun is None else self._calls[before.begun]
            return talked and seen is not None and record.at < seen.over - ROUNDED
        return not _again(record, before.lines)

    # -- what was seen to begin at another time ----------------------------------------------------

    def _match(self, found: Iterable[_Group]) -> None:
        """Find the calls that were seen for what did not begin with one.

        Of several that may be it, the two that began the nearest to each other are one. What
        somebody took, and what nobody did, is not one call where they did not begin together.
        """
        found = list(found)
        taken = {group.begun for group in found}
        pairs: list[tuple[timedelta, int, int]] = []
        for index, group in enumerate(found):
            if group.begun is not None:
                continue
            told = call_of(group.lines, self._reading)
            pairs += (
                (abs(told.at - self._calls[number].at), index, number)
                for number in self._people.get(told.person, ())
                if number not in taken and self._fits(group, told, self._calls[number])
            )
        for _, index, number in sorted(pairs):
            if found[index].begun is None and number not in taken:
                found[index].begun = number
                taken.add(number)

    def _fits(self, group: _Group, told: PastCall, call: Begun) -> bool:
        if told.incoming is not call.incoming:
            return False
        link = told.call_id or ""
        if not any(self._could_be(record, call, link) for record in group.lines):
            return False
        if abs(told.at - call.at) > BESIDE and contradict(call.fate, told.fate):
            return False
        if call.exact:
            # Its line may begin with whom it came to at last, in a queue; never before it did.
            began = call.at - ROUNDED <= told.at
            return bool(told.person) and began and told.at < call.over - ROUNDED
        slack = call.slack if told.person else min(call.slack, BESIDE)
        return abs(told.at - call.at) <= slack


def _again(record: CallRecord, lines: Iterable[CallRecord]) -> bool:
    """Whether somebody is called who stood in the part before: that is another call."""
    last = [each for each in lines if ended_at(each) >= record.at - BESIDE]
    return all(
        _same(record.callee, each.callee) or _same(record.callee, each.caller) for each in last
    )


def _same(one: RecordParty, other: RecordParty) -> bool:
    return one == other if one.number.withheld else one.number == other.number


def contradict(one: Fate, other: Fate) -> bool:
    """Whether somebody took the one call, and nobody the other."""
    return (one in SUCCESSES and other in MISSES) or (one in MISSES and other in SUCCESSES)


def _order(record: CallRecord) -> tuple[object, ...]:
    """A whole order: two lines that differ never stand equal."""
    return (
        *(record.at, record.uid, record.caller.number.text, record.caller.name),
        *(record.callee.number.text, record.callee.name, record.outcome.value),
        *(record.ring_s, record.talk_s, record.recording, record.reason),
        *(
            "" if record.did is None else record.did.text,
            "" if record.direction is None else record.direction.value,
        ),
    )
