"""What a PBX tells that reports only what changed, in our words: see `ctiapp.pbx.rebuilding`.

A report names parties, no channels: legs get made ids, which `party_of` reads back.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.call import FailReason, LegKind
from ctiapp.model.events import CallFailed, CallReported, CallTransferred, InboundOffered
from ctiapp.model.ids import CallId, LegId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.call import CallReport
    from ctiapp.model.events import PbxEvent
    from ctiapp.model.number import Number
    from ctiapp.model.records import EndedCall

    IsPlace = Callable[[Number], bool]


class Action(Enum):
    """What a report tells; each dialect's words are mapped to these.

    ANSWER names the called one first, ANSWERED the caller.
    """

    ALERT = "alert"
    RING = "ring"
    ANSWER = "answer"
    ANSWERED = "answered"
    BYE = "bye"
    TRANSFER = "transfer"
    FAILED = "failed"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Party:
    """Who is named in a report.

    Attributes:
        kind: an extension, or an outside line that calls in or is called.
        leg_id: ``ext:2000``, ``inbound:ID``, ``outbound:ID``: see `leg_id_of`.
        number: of the extension, or of the outside party.
        other: what an inbound line called, or who called by an outbound one; None where unsaid.
        trunk: its name; None for extensions.
    """

    kind: LegKind
    leg_id: LegId
    number: Number
    other: Number | None = None
    trunk: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One report.

    Attributes:
        action: what happened.
        call_id: the PBX's id; of OpenVox's it is known that one call may have several.
        parties: who, in the report's order, which tells who calls and who hung up.
        reason: why a call failed; ``words`` the PBX's own for it.
        gave_up: of a failure: the caller did not wait (487).
        fields: of a record: what the PBX wrote, as it wrote it.
        ended: what that means.
    """

    action: Action
    call_id: CallId
    parties: tuple[Party, ...] = ()
    reason: FailReason = FailReason.OTHER
    words: str = ""
    gave_up: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    ended: EndedCall | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """What a leg's id says, with its call in it.

    Attributes:
        kind: of which kind the leg is.
        name: the extension's number, or the id of the outside line.
        call_id: in which call.
    """

    kind: LegKind
    name: str
    call_id: CallId


def no_place(_number: Number) -> bool:
    """Nothing is known to be a queue, a menu or a group."""
    return False


def addressed(report: CallReport) -> CallReport:
    """Put the call into the ids of its legs: ``ext:2000@1550710849.199``.

    No command names its call, and a phone may be in two. Where callers can be moved on at all,
    they can be whether the call rings or is talked in (Cloud handbook, l. 3324).
    """
    legs = (
        replace(
            leg,
            leg_id=LegId(f"{leg.leg_id}@{report.call_id}"),
            movable=leg.kind is LegKind.INBOUND,
        )
        for leg in report.legs
    )
    return replace(report, legs=tuple(legs))


def addressed_event(event: PbxEvent) -> PbxEvent:
    """The same of an event that tells of a call."""
    if isinstance(event, CallReported | CallTransferred | CallFailed | InboundOffered):
        return replace(event, report=addressed(event.report))
    return event


def where(leg_id: LegId) -> Where:
    """Read a leg's id back.

    Raises:
        ValueError: it is none of these.
    """
    leg, _, call_id = leg_id.partition("@")
    kind, name = party_of(LegId(leg))
    return Where(kind, name, CallId(call_id))


def ext_leg(number: Number) -> LegId:
    """The made id of an extension's leg."""
    return LegId(f"ext:{number.text}")


def outer_leg(kind: LegKind, outer_id: str) -> LegId:
    """The made id of an outside line's leg, by the PBX's ``inboundid`` or ``outboundid``."""
    return LegId(f"{kind.value}:{outer_id}")


def party_of(leg_id: LegId) -> tuple[LegKind, str]:
    """Read a made id back: of what kind the leg is, and the extension's number or the line's id.

    Raises:
        ValueError: it is none of these.
    """
    word, _, name = leg_id.partition(":")
    if word == "ext":
        return LegKind.EXTENSION, name.partition("/")[0]
    return LegKind(word), name.partition("/")[0]
