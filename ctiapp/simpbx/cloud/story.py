"""What happens in calls as the Cloud PBX tells it: reports of changes, out of whole snapshots.

Pure: it takes the exchange's snapshots and says which reports follow (handbook, l. 4683-5456). Who
stands where in a report follows from what they did: the callee stands first in RING and ANSWER, the
caller in ANSWERED, who hung up in the first BYE.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import LegState, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.simpbx.facts import CallSnapshot, Member

_TALKING = (LegState.UP, LegState.HELD)
_RINGING = (LegState.RINGING, LegState.PROGRESS)


@dataclass(frozen=True, slots=True)
class Line:
    """One report: its action and whom it names, in order."""

    action: str
    members: tuple[Member, ...]


@dataclass(slots=True)
class Story:
    """What was told of one call so far."""

    ringing: set[str] = field(default_factory=set)
    """The channels whose ring was told."""
    pairs: list[tuple[Member, Member]] = field(default_factory=list)
    """Who was told to talk to whom: the one who answered first."""
    alone: Member | None = None
    """Who was told to be answered by nobody in particular."""
    tried: tuple[Member, ...] = ()
    """Who would have talked: the callee that rang last, and the caller."""
    failed: bool = False
    """Whether what was tried last was told to have failed."""
    refused: bool = False
    """Whether the call was turned away before it was let in."""


def changed(story: Story, call: CallSnapshot) -> list[Line]:
    """Return the reports that a call's new snapshot is worth."""
    alive = [each for each in call.members if each.state is not LegState.GONE]
    lines = _parted(story, call, alive)
    lines += _met(story, alive)
    lines += _rung(story, alive)
    if not story.tried:
        story.tried = tuple(call.members)
    return lines


def ended(story: Story) -> list[Line]:
    """Return the reports of a call's end, when its last snapshot has been told."""
    lines = [line for pair in story.pairs for line in _byes(*pair)]
    if story.pairs or story.failed:
        return lines
    if story.alone is not None:
        return [Line("BYE", (story.alone,))]
    if story.refused:
        return [Line("BYE", story.tried)]
    return [Line("CallFailed", story.tried)] if story.tried else []


def failing(story: Story, call: CallSnapshot) -> Line:
    """Return the report that something in a call has failed."""
    story.failed = True
    gone = [each for each in call.members if each.state is LegState.GONE]
    trying = [each for each in call.members if each.state in _RINGING]
    callee = next((each for each in (*gone, *trying) if each.role is Role.CALLEE), None)
    rest = [each for each in call.members if each is not callee]
    caller = next((each for each in rest if each.role is Role.CALLER), next(iter(rest), None))
    return Line("CallFailed", tuple(each for each in (callee, caller) if each is not None))


def _parted(story: Story, call: CallSnapshot, alive: list[Member]) -> list[Line]:
    """Tell of those who talk no longer; who left is first."""
    channels = {each.channel for each in alive}
    left = {each.channel for each in call.members if each.state is LegState.GONE}
    lines, going_on = [], []
    for first, second in story.pairs:
        if first.channel in channels and second.channel in channels:
            going_on.append((first, second))
            continue
        # Who hung up stands in the snapshot as gone; who was cut off, not at all.
        second_left = second.channel in left or first.channel in channels
        lines += _byes(second, first) if second_left else _byes(first, second)
    story.pairs = going_on
    if story.alone is not None and story.alone.channel not in channels:
        lines.append(Line("BYE", (story.alone,)))
        story.alone, story.failed = None, True
    if lines:
        # Whatever follows in this call is another attempt, or its quiet end.
        story.failed = True
    return lines


def _met(story: Story, alive: list[Member]) -> list[Line]:
    """Tell of those who talk now."""
    lines: list[Line] = []
    talking = [each for each in alive if each.state in _TALKING]
    for member in talking:
        if any(member.channel in (one.channel, other.channel) for one, other in story.pairs):
            continue
        partner = _caller(each for each in talking if each is not member)
        if partner is not None:
            called = member.role is Role.CALLEE or partner.role is not Role.CALLEE
            pair = (member, partner) if called else (partner, member)
            story.pairs.append(pair)
            story.alone, story.failed = None, False
            lines += [Line("ANSWER", pair), Line("ANSWERED", (pair[1], pair[0]))]
        elif story.alone is None and member.role is Role.CALLER and not story.failed:
            story.alone = member
            lines.append(Line("ANSWERED", (member,)))
    return lines


def _rung(story: Story, alive: list[Member]) -> list[Line]:
    """Tell of those who begin to ring: one report a number, however many phones it has."""
    lines = []
    ringing = [each for each in alive if each.state in _RINGING]
    told = {_who(each) for each in ringing if each.channel in story.ringing}
    caller = _caller(each for each in alive if each.state not in _RINGING)
    for member in ringing:
        if _who(member) in told:
            continue
        told.add(_who(member))
        story.failed = False
        story.tried = (member,) if caller is None else (member, caller)
        if caller is not None:
            lines.append(Line("ALERT", (caller,)))
        lines.append(Line("RING", story.tried))
    story.ringing = {each.channel for each in ringing}
    return lines


def _who(member: Member) -> tuple[type, str]:
    return type(member.party), member.party.known_as


def _caller(members: Iterable[Member]) -> Member | None:
    """Return who called, or else anybody of them."""
    found = list(members)
    return next((each for each in found if each.role is Role.CALLER), next(iter(found), None))


def _byes(first: Member, second: Member) -> list[Line]:
    return [Line("BYE", (first, second)), Line("BYE", (second, first))]
