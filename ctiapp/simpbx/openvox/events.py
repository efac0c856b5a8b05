"""Facts of the exchange as reports (fact sheet, section 5): each tells one change, none the whole.

A report's members are flat, and their order says who is who. Nothing in it tells of a hold, of a
phone that stops ringing because another was picked up, or of a caller whom a queue takes in.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import (
    CallChanged,
    CallEnded,
    CallFailed,
    CallForwarded,
    CallTransferred,
    ExtensionParty,
    ExtensionStateChanged,
    InboundParty,
    LegState,
    Member,
    RegistrationChanged,
    Role,
)
from ctiapp.simpbx.openvox.files import SHOWN, recording_name
from ctiapp.simpbx.openvox.ids import trunk_id
from ctiapp.simpbx.openvox.inferred import CDR_STATUSES, GIVEN_UP, REASONS, Quirks
from ctiapp.simpbx.world import SERIAL_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import CallSnapshot, Cdr, Fact
    from ctiapp.simpbx.monitoring import Monitoring
    from ctiapp.simpbx.pushparams import JsonObject

STATES = {"idle": "Idle", "ringing": "Ringing", "busy": "InUse"}
"""An extension's states in ``ExtensionStatus``; ``InUse`` is of the captured example (trap 4)."""

_RINGING = (LegState.RINGING, LegState.PROGRESS)
_CONNECTED = (LegState.UP, LegState.HELD)
_MADE_FROM = 100_000
"""Running numbers of made-up ids begin here, far from those of calls and channels."""


@dataclass(slots=True)
class _Story:
    """What was told of one call."""

    members: dict[str, Member] = field(default_factory=dict)
    """Who was in it last, by channel; whoever has gone is not."""
    left: tuple[Member, ...] = ()
    """Who has gone, in the last snapshot, before they talked, or over to another call."""
    parted: bool = False
    """Whether the last snapshot was told as a good-bye."""
    answered: bool = False
    failed: bool = False
    bye_id: str = ""


class Reports:
    """Makes the reports of one PBX. To be told every fact, in order."""

    def __init__(self, exchange: Exchange, monitoring: Monitoring) -> None:
        """Tell of ``exchange`` what is ticked in ``monitoring``."""
        self.quirks = Quirks()
        self._exchange = exchange
        self._monitoring = monitoring
        self._stories: dict[str, _Story] = {}
        self._made = _MADE_FROM

    def of(self, fact: Fact) -> list[str]:
        """Return the bodies of the reports that tell of a fact, in order."""
        return [
            json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in self._of(fact)
        ]

    def _of(self, fact: Fact) -> list[JsonObject]:
        match fact:
            case CallChanged():
                return self._changed(fact.call)
            case CallFailed():
                self._story(fact.call).failed = True
                reason = REASONS[fact.reason]
                return [self._failed(fact.call.call_id, fact.call.members[::-1], reason)]
            case CallEnded():
                return self._ended(fact.cdr)
            case CallTransferred() | CallForwarded():
                return [self._moved(fact.call)]
            case ExtensionStateChanged():
                return self._state(fact.extension, STATES[fact.state])
            case RegistrationChanged():
                registered = self._exchange.directory.extensions[fact.extension].registered
                return self._state(fact.extension, "Registered" if registered else "Unregistered")
            case _:
                return []

    def _story(self, call: CallSnapshot) -> _Story:
        return self._stories.setdefault(call.call_id, _Story())

    # A call that changes

    def _changed(self, call: CallSnapshot) -> list[JsonObject]:
        story = self._story(call)
        story.parted = story.failed = False
        told = self._partings(call, story)
        told += self._answers(call, story)
        told += self._rings(call, story)
        story.members = {m.channel: m for m in call.members if m.state is not LegState.GONE}
        return told

    def _partings(self, call: CallSnapshot, story: _Story) -> list[JsonObject]:
        """Tell who hung up or was cut off: two reports, the sides swapped in the second."""
        told, left = [], []
        there = {member.channel: member for member in call.members}
        for before in story.members.values():
            now = there.get(before.channel)
            gone = before.channel not in self._exchange.legs
            if (now is None and not gone) or (now is not None and now.state is not LegState.GONE):
                continue
            if before.state in _CONNECTED and gone:
                others = self._others(call, story, before)
                told += self._byes(call.call_id, story, [before], others)
            elif now is not None:
                left.append(now)
        story.left = tuple(left)
        return told

    def _others(self, call: CallSnapshot, story: _Story, leaver: Member) -> list[Member]:
        """Return whom somebody leaves behind: in the talk, else where it rings, else before."""
        stays = [m for m in call.members if m.state is not LegState.GONE]
        stays = [m for m in stays if m.channel != leaver.channel]
        talk = [m for m in stays if m.state not in _RINGING]
        if stays:
            return talk[:1] or stays
        before = [m for m in story.members.values() if m.channel != leaver.channel]
        return [m for m in before if m.state in _CONNECTED][:1]

    def _answers(self, call: CallSnapshot, story: _Story) -> list[JsonObject]:
        """Tell who was connected, to whom."""
        talking = [m for m in call.members if m.state in _CONNECTED]
        told = []
        fresh = [m for m in talking if not _was(story, m, _CONNECTED)]
        fresh.sort(key=lambda m: m.role is Role.CALLER)
        done: set[str] = set()
        for member in fresh:
            if member.channel in done:
                continue
            beside = [m for m in talking if m is not member]
            beside.sort(key=lambda m: m.role is not Role.CALLER)
            both = _extensions_first([*beside[:1], member])
            done |= {m.channel for m in both}
            story.answered = story.answered or bool(beside)
            if not (beside or isinstance(member.party, ExtensionParty)):
                continue  # whom a queue or a menu takes in, is alone with it
            words = ("ANSWER", "ANSWERED") if self.quirks.answered_too else ("ANSWER",)
            told += [self._report(word, call.call_id, both) for word in words]
        return told

    def _rings(self, call: CallSnapshot, story: _Story) -> list[JsonObject]:
        """Tell whose phone rings for whom, and who hears that."""
        fresh = [m for m in call.members if m.state in _RINGING and not _was(story, m, _RINGING)]
        callers = [m for m in call.members if m.state in (LegState.DIALLING, *_CONNECTED)]
        callers.sort(key=lambda m: (m.role is not Role.CALLER, m.state is not LegState.DIALLING))
        caller = callers[:1]
        told, named = [], set()
        for member in fresh:
            both = [member, *caller]
            if member.party.known_as not in named and self._watched(both):
                told.append(self._report("RING", call.call_id, both))
            named.add(member.party.known_as)
        hears = bool(caller) and caller[0].state is LegState.DIALLING
        if told and hears:
            told.append(self._report("ALERT", call.call_id, caller, listed=True))
        return told

    def _watched(self, members: Iterable[Member]) -> bool:
        """Whether the status monitor of somebody in it is ticked; of trunks there is none."""
        watched = self._monitoring.watched
        return any(watched("call_state", number) for number in _numbers(members))

    # A call that is over

    def _ended(self, cdr: Cdr) -> list[JsonObject]:
        story = self._stories.pop(cdr.call_id, _Story())
        told = [] if story.failed or story.parted else self._last_words(story, cdr)
        call_id = story.bye_id or cdr.call_id
        if self.quirks.record_has_third_id:
            call_id = self._new_id()
        return [*told, self._record(cdr, call_id)]

    def _last_words(self, story: _Story, cdr: Cdr) -> list[JsonObject]:
        """Tell the end of a call of which nobody who talked has hung up.

        Where all of them stand in another call now, there is nothing to tell.
        """
        there, left = list(story.members.values()), list(story.left)
        if all(member.channel in self._exchange.legs for member in (*left, *there)):
            return []
        if left and not story.answered and cdr.direction != "inbound":
            return [self._failed(cdr.call_id, [*there, *left], GIVEN_UP, cdr.to_number)]
        first = left or there[:1]
        others = there if left else there[1:]
        return self._byes(cdr.call_id, story, first, others) if first else []

    def _byes(
        self, call_id: str, story: _Story, first: list[Member], others: list[Member]
    ) -> list[JsonObject]:
        """Tell a good-bye from both sides, under two ids; who is alone has one side."""
        story.parted = True
        story.bye_id = call_id if self.quirks.bye_keeps_id else self._new_id()
        told = [self._report("BYE", story.bye_id, [*first, *others])]
        if others:
            again = self._report("BYE", self._new_id(), [*others, *first])
            for kind in ("inbound", "outbound"):
                if kind in again:
                    again[kind][f"{kind}id"] = self._new_id()
            told.append(again)
        return told

    def _record(self, cdr: Cdr, call_id: str) -> JsonObject:
        started = self._exchange.wall.local(cdr.started_s)
        body: JsonObject = {
            "action": "NewCdr",
            "callid": call_id,
            "timestart": started.strftime(SHOWN),
            "callfrom": cdr.from_number,
            "callto": cdr.to_number,
            "callduraction": str(cdr.duration_s),
            "talkduraction": str(cdr.talk_s),
            "status": CDR_STATUSES[cdr.status],
            "type": cdr.direction.capitalize(),
        }
        if cdr.recording:
            body["recording"] = recording_name(cdr.recording)
        return {**body, "sn": SERIAL_NUMBER}

    # Single reports

    def _failed(
        self, call_id: str, members: Sequence[Member], reason: int, wanted: str = ""
    ) -> JsonObject:
        """Tell why nobody was reached; an extension that never rang is named first."""
        call = self._exchange.calls.get(call_id)
        wanted = wanted or (call.to_number if call is not None else "")
        named = {member.party.known_as for member in members}
        if wanted not in named:
            members = [*self._stand_in(wanted), *members]
        body = self._report("CallFailed", call_id, members)
        return {"action": body.pop("action"), "reason": reason, **body}

    def _moved(self, call: CallSnapshot) -> JsonObject:
        """Tell that a call is passed on or forwarded; the word is misspelt as printed."""
        members = list(call.members)
        open_call = self._exchange.calls.get(call.call_id)
        if len(members) == 1 and open_call is not None:
            members = [*self._stand_in(open_call.to_number), *members]
        return self._report("Tranfer", call.call_id, _extensions_first(members))

    def _stand_in(self, number: str) -> list[Member]:
        """Return a leg for an extension that was wanted and has none; for other numbers, none."""
        if number not in self._exchange.directory.extensions:
            return []
        party = ExtensionParty(number)
        return [Member(party, "", Role.CALLEE, LegState.RINGING, "")]

    def _state(self, extension: str, status: str) -> list[JsonObject]:
        if not self._monitoring.watched("call_state", extension):
            return []
        body = {"action": "ExtensionStatus", "extension": extension, "status": status}
        return [{**body, "sn": SERIAL_NUMBER}]

    def _report(
        self, action: str, call_id: str, members: Sequence[Member], *, listed: bool = False
    ) -> JsonObject:
        """Build a report: each kind of member stands where the first of its kind comes.

        Two extensions are a list, one is a text, or a list as well where it is to be ``listed``.
        """
        body: JsonObject = {"action": action, "callid": call_id}
        numbers = _numbers(members)
        for member in members:
            party = member.party
            if isinstance(party, ExtensionParty):
                body["ext"] = {"extid": numbers if listed or len(numbers) > 1 else numbers[0]}
                continue
            kind = "inbound" if isinstance(party, InboundParty) else "outbound"
            told: JsonObject = {"from": party.from_number, "to": party.to_number}
            told |= {"trunk": party.trunk, f"{kind}id": trunk_id(self._exchange, member.channel)}
            body.setdefault(kind, told)
        return {**body, "sn": SERIAL_NUMBER}

    def _new_id(self) -> str:
        self._made += 1
        return f"{int(self._exchange.now_s)}.{self._made}"


def _numbers(members: Iterable[Member]) -> list[str]:
    """Return the extensions among legs, each once."""
    numbers = [m.party.number for m in members if isinstance(m.party, ExtensionParty)]
    return list(dict.fromkeys(numbers))


def _extensions_first(members: Iterable[Member]) -> list[Member]:
    return sorted(members, key=lambda member: not isinstance(member.party, ExtensionParty))


def _was(story: _Story, member: Member, states: tuple[LegState, ...]) -> bool:
    """Whether a leg was in one of these states before."""
    before = story.members.get(member.channel)
    return before is not None and before.state in states
