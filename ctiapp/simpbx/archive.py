"""The list of past calls: what a PBX writes down when one is over.

A call that was passed on has a line for each who talked in it, one after the other, as well as for
whoever was rung after that and did not answer. One that nobody answered has one line, with what was
dialled: an extension, or the service that rang. What the handbook leaves open of it: a line's time
is when its part began, an outside caller who withholds their number is ``Unknown``, and a caller
who gave up in a queue has ABANDONED here, too.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import (
    CallChanged,
    CallEnded,
    CallFailed,
    LegState,
    OutboundParty,
    Role,
)

if TYPE_CHECKING:
    from ctiapp.simpbx.clocked import Clocked
    from ctiapp.simpbx.directory import Directory
    from ctiapp.simpbx.facts import (
        CallSnapshot,
        Cdr,
        CdrStatus,
        Direction,
        Fact,
        Member,
        Party,
    )

MAX_LINES = 100_000
"""How many lines are kept; the oldest go."""

_TALKING = (LegState.UP, LegState.HELD)


@dataclass(frozen=True, slots=True)
class PastCall:
    """One line. Times in seconds, ``started_s`` on the exchange's clock; names as they were then.

    ``by_caller`` says who ended it.
    """

    id: int
    started_s: float
    from_number: str
    to_number: str
    direction: Direction
    status: CdrStatus
    from_name: str = ""
    to_name: str = ""
    ring_s: int = 0
    talk_s: int = 0
    source_trunk: str = ""
    target_trunk: str = ""
    did: str = ""
    recording: str = ""
    by_caller: bool = True

    @property
    def duration_s(self) -> int:
        """How long it was, from the first ring to the end."""
        return self.ring_s + self.talk_s


@dataclass(frozen=True, slots=True)
class Course:
    """How a whole call went, which no list of the PBX's tells. Times on the exchange's clock.

    ``rang`` and ``answered`` are numbers in order of time, each once: whom it rang here or outside,
    and who talked with whoever called. ``queue`` is the last that took it in, or empty; ``lines``
    are the ids of what was written down of it.
    """

    call_id: str
    direction: Direction
    from_number: str
    to_number: str
    status: CdrStatus
    started_s: float
    ended_s: float
    queue: str
    did: str
    rang: tuple[str, ...]
    answered: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(slots=True)
class _Part:
    """Somebody who was called in a call, by one channel."""

    party: Party
    caller: Party
    began_s: float
    answered_s: float | None = None
    ended_s: float | None = None


@dataclass(slots=True)
class _Story:
    """What happens in a call that goes on."""

    caller_channel: str = ""
    caller: Party | None = None
    caller_left: bool = False
    paths: list[str] = field(default_factory=list)
    """The services that the caller came through."""
    parts: dict[str, _Part] = field(default_factory=dict)

    def take(self, snapshot: CallSnapshot, now_s: float) -> None:
        """Note how the call stands."""
        members = {member.channel: member for member in snapshot.members}
        if self.caller is None:
            first = next((m for m in snapshot.members if m.role is Role.CALLER), None)
            if first is not None:
                self.caller, self.caller_channel = first.party, first.channel
        own = members.get(self.caller_channel)
        self.caller_left = own is None or own.state is LegState.GONE
        if own is not None and own.path not in self.paths[-1:]:
            self.paths.append(own.path)
        for member in snapshot.members:
            if member.channel != self.caller_channel:
                self._take_part(member, members, now_s)
        for channel, part in self.parts.items():
            if channel not in members and part.ended_s is None:
                part.ended_s = now_s

    def _take_part(self, member: Member, members: dict[str, Member], now_s: float) -> None:
        part = self.parts.get(member.channel)
        if part is None:
            caller = self._other(member, members)
            if caller is None:
                return
            part = self.parts[member.channel] = _Part(member.party, caller, now_s)
        if member.state in _TALKING and part.answered_s is None:
            part.answered_s = now_s
        if member.state is LegState.GONE and part.ended_s is None:
            part.ended_s = now_s

    def _other(self, member: Member, members: dict[str, Member]) -> Party | None:
        """Who is on the other side of somebody new: the caller, or who is left of the talk."""
        if not self.caller_left and self.caller is not None:
            return self.caller
        there = (LegState.DIALLING, *_TALKING)
        others = [m for m in members.values() if m is not member and m.state in there]
        return others[0].party if others else self.caller


class Archive:
    """The lines of all calls that are over, oldest first."""

    def __init__(self, exchange: Clocked, directory: Directory) -> None:
        """Write down what happens at ``exchange`` from now on."""
        self.lines: list[PastCall] = []
        self.courses: list[Course] = []
        """How each call went, oldest first."""
        self._exchange = exchange
        self._directory = directory
        self._stories: dict[str, _Story] = {}
        self._count = 0
        exchange.listen(self._on_fact)

    def add(self, line: PastCall) -> PastCall:
        """Write a line of a call that there never was; its id and its names are made here."""
        line = replace(
            line,
            id=self._next_id(),
            from_name=self._directory.name_of(line.from_number),
            to_name=self._directory.name_of(line.to_number),
        )
        self.lines.append(line)
        return line

    def _next_id(self) -> int:
        self._count += 1
        return self._count

    def _on_fact(self, fact: Fact) -> None:
        match fact:
            case CallChanged() | CallFailed():
                story = self._stories.setdefault(fact.call.call_id, _Story())
                story.take(fact.call, self._exchange.now_s)
            case CallEnded():
                story = self._stories.pop(fact.cdr.call_id, _Story())
                lines = self._told(story, fact.cdr)
                self.lines += lines
                self.courses.append(self._course(story, fact.cdr, lines))
                del self.lines[:-MAX_LINES], self.courses[:-MAX_LINES]
            case _:
                pass

    def _course(self, story: _Story, cdr: Cdr, lines: list[PastCall]) -> Course:
        parts = sorted(story.parts.values(), key=lambda part: part.began_s)
        talks = [part for part in parts if part.answered_s is not None]
        talks.sort(key=lambda part: part.answered_s or 0.0)
        queues = [path for path in story.paths if path in self._directory.queues]
        return Course(
            call_id=cdr.call_id,
            direction=cdr.direction,
            from_number=cdr.from_number,
            to_number=cdr.to_number,
            status=cdr.status,
            started_s=cdr.started_s,
            ended_s=self._exchange.now_s,
            queue=queues[-1] if queues else "",
            did=cdr.did,
            rang=tuple(dict.fromkeys(part.party.known_as for part in parts)),
            answered=tuple(dict.fromkeys(part.party.known_as for part in talks)),
            lines=tuple(line.id for line in lines),
        )

    def _told(self, story: _Story, cdr: Cdr) -> list[PastCall]:
        """Make the lines of a call that is over."""
        parts = list(story.parts.values())
        answered = [part for part in parts if part.answered_s is not None]
        if not answered:
            return [self._unanswered(story, cdr)]
        first_s = min(part.began_s for part in answered)
        kept = [part for part in parts if part.answered_s is not None or part.began_s > first_s]
        kept.sort(key=lambda part: part.began_s)
        return [self._line(part, story, cdr, first=part is kept[0]) for part in kept]

    def _line(self, part: _Part, story: _Story, cdr: Cdr, *, first: bool) -> PastCall:
        began_s = cdr.started_s if first else part.began_s
        ended_s = part.ended_s if part.ended_s is not None else self._exchange.now_s
        answered_s = part.answered_s
        from_number, to_number = part.caller.known_as, part.party.known_as
        outside = part.party if isinstance(part.party, OutboundParty) else None
        return PastCall(
            id=self._next_id(),
            started_s=began_s,
            from_number=from_number,
            to_number=to_number,
            from_name=self._directory.name_of(from_number),
            to_name=self._directory.name_of(to_number),
            direction=cdr.direction,
            status="no answer" if answered_s is None else "answered",
            ring_s=round((ended_s if answered_s is None else answered_s) - began_s),
            talk_s=0 if answered_s is None else round(ended_s - answered_s),
            source_trunk=cdr.source_trunk,
            target_trunk=outside.trunk if outside is not None else "",
            did=cdr.did,
            recording=cdr.recording if first else "",
            by_caller=story.caller_left,
        )

    def _unanswered(self, story: _Story, cdr: Cdr) -> PastCall:
        """Make the line of a call in which nobody talked; a menu that answered is nobody."""
        return PastCall(
            id=self._next_id(),
            started_s=cdr.started_s,
            from_number=cdr.from_number,
            to_number=cdr.to_number,
            from_name=self._directory.name_of(cdr.from_number),
            to_name=self._directory.name_of(cdr.to_number),
            direction=cdr.direction,
            status=cdr.status,
            ring_s=max(0, cdr.duration_s - cdr.talk_s),
            talk_s=cdr.talk_s,
            source_trunk=cdr.source_trunk,
            target_trunk=cdr.target_trunk,
            did=cdr.did,
            recording=cdr.recording,
            by_caller=story.caller_left,
        )
