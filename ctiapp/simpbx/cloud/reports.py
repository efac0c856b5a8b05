"""Facts of the exchange as the Cloud PBX's reports (handbook, l. 4599-6145)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ctiapp.simpbx.cloud import story
from ctiapp.simpbx.facts import (
    CallChanged,
    CallEnded,
    CallFailed,
    CallForwarded,
    CallTransferred,
    DestinationAsked,
    ExtensionEdited,
    ExtensionParty,
    ExtensionStateChanged,
    InboundOffered,
    InboundParty,
    KeyPressed,
    MenuPlayed,
    OutboundParty,
    PromptPlayed,
    Reason,
    RegistrationChanged,
    SurveyAnswered,
)
from ctiapp.simpbx.world import SERIAL_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.simpbx.cloud.ids import Ids
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import CallSnapshot, Cdr, Fact, Member
    from ctiapp.simpbx.monitoring import Monitoring
    from ctiapp.simpbx.pushparams import JsonObject

WITHHELD = "Unknown"
"""The number of a caller who withholds it (inferred)."""

MOMENT = "%Y-%m-%d %H:%M:%S"
"""How a moment is written."""

GAVE_UP = "487 Request Terminated"
REASONS = {
    Reason.NOT_FOUND: "404 NOT found",
    Reason.LEFT: "404 NOT found",
    Reason.NO_ANSWER: "480",
    Reason.OFF: "480",
    Reason.DND: "480",
    Reason.INCOMPLETE: "484",
    Reason.REFUSED: "486 Busy Here",
    Reason.BUSY: "486 Busy Here",
    Reason.CONGESTION: "503 Service Unavailable",
    Reason.TRUNK_UNREACHABLE: "503 Service Unavailable",
    Reason.RANG_OUT: "603 Declined",
    Reason.NO_DIAL_PERMISSION: "603 Declined",
    Reason.NO_OUTBOUND_RIGHT: "603 Declined",
}
"""The reasons that the handbook lists (l. 5428-5437); for which of ours each stands is inferred."""

_STATES = {"idle": "Idle", "ringing": "Ringing", "busy": "Busy"}
_STATUSES = {
    "answered": "ANSWERED",
    "no answer": "NO ANSWER",
    "busy": "BUSY",
    "failed": "FAILED",
    "voicemail": "VOICEMAIL",
    "abandoned": "NO ANSWER",
}
_OPERATIONS = {"create": "add", "update": "update", "delete": "del"}
_FIRST_VALID = (1, 0, 2)
"""The version from which on the reports are JSON (l. 660)."""


class Reports:
    """Tells what happens at one exchange."""

    def __init__(self, exchange: Exchange, ids: Ids, monitoring: Monitoring) -> None:
        """Tell what ``monitoring`` has ticked."""
        self._exchange = exchange
        self._ids = ids
        self._monitoring = monitoring
        self._stories: dict[str, story.Story] = {}
        self._keys: dict[str, str] = {}
        self.quiet = False
        """Whether a transfer is one of the API's, which is not told."""

    def of(self, fact: Fact) -> list[JsonObject]:
        """Return the reports that tell of a fact, in order."""
        match fact:
            case CallChanged():
                call = fact.call
                return self._lines(call.call_id, story.changed(self._story(call.call_id), call))
            case CallEnded():
                return self._ended(fact.cdr)
            case CallFailed():
                line = story.failing(self._story(fact.call.call_id), fact.call)
                return [self._failed(fact.call.call_id, line.members, REASONS[fact.reason])]
            case ExtensionStateChanged():
                return self._status(fact.extension, _STATES[fact.state])
            case RegistrationChanged():
                return self._registration(fact)
            case ExtensionEdited():
                operation = _OPERATIONS[fact.action]
                body = {"type": "extension", "extid": fact.extension, "operation": operation}
                return [{"action": "ConfigChange", **body}]
            case _:
                return self._called(fact)

    def booted(self) -> list[JsonObject]:
        """Return the report of a restart."""
        return [{"action": "BootUp"}]

    def refuse(self, call_id: str) -> None:
        """Note that a call is turned away before it is let in."""
        self._story(call_id).refused = True

    # Calls

    def _story(self, call_id: str) -> story.Story:
        return self._stories.setdefault(call_id, story.Story())

    def _lines(self, call_id: str, lines: Sequence[story.Line]) -> list[JsonObject]:
        bodies = []
        for at, line in enumerate(lines):
            if line.action == "CallFailed":
                bodies.append(self._failed(call_id, line.members, GAVE_UP))
            elif line.action == "ALERT" and not self._monitored(lines[at + 1]):
                continue
            elif line.action != "RING" or self._monitored(line):
                bodies.append(self._about(line.action, call_id, line.members))
        return bodies

    def _monitored(self, ring: story.Line) -> bool:
        """Whether the extension that rings, or else that which calls, is monitored."""
        parties = [each.party for each in ring.members]
        numbers = [each.number for each in parties if isinstance(each, ExtensionParty)]
        return not numbers or self._monitoring.watched("call_state", numbers[0])

    def _ended(self, cdr: Cdr) -> list[JsonObject]:
        told = self._stories.pop(cdr.call_id, story.Story())
        self._keys.pop(cdr.call_id, None)
        bodies = self._lines(cdr.call_id, story.ended(told))
        self._ids.forget()
        return bodies if told.refused else [*bodies, self._record(cdr)]

    def _about(self, action: str, call_id: str, members: Sequence[Member]) -> JsonObject:
        call = [self.member(each, call_id) for each in members]
        return {"action": action, "callid": call_id, "call": call}

    def _failed(self, call_id: str, members: Sequence[Member], reason: str) -> JsonObject:
        """Return a CallFailed: its members stand beside, not inside, ``call`` (l. 5462-5480)."""
        beside: JsonObject = {}
        for each in members:
            for kind, told in self.member(each, call_id).items():
                if kind == "ext" and kind in beside:
                    told = {"extid": [beside[kind]["extid"], told["extid"]]}  # noqa: PLW2901 - both
                beside[kind] = told
        return {"action": "CallFailed", "reason": reason, "callid": call_id, **beside}

    def member(self, member: Member, call_id: str) -> JsonObject:
        """Return one who is in a call."""
        party = member.party
        if isinstance(party, ExtensionParty):
            return {"ext": {"extid": party.number}}
        kind = "inbound" if isinstance(party, InboundParty) else "outbound"
        told = {
            "from": party.from_number or WITHHELD,
            "to": party.to_number,
            "trunk": party.trunk,
            f"{kind}id": self._ids.of_member(member, call_id),
        }
        return {kind: told}

    def _called(self, fact: Fact) -> list[JsonObject]:
        """Return the reports of what happens in a call beside its states."""
        match fact:
            case CallTransferred() | CallForwarded():
                return [] if self.quiet else [self._transferred(fact.call)]
            case InboundOffered():
                told = self._story(fact.call.call_id)
                told.tried = fact.call.members
                return [self._about("Invite", fact.call.call_id, fact.call.members)]
            case DestinationAsked():
                return [self._about("Incoming", fact.call.call_id, fact.call.members)]
            case KeyPressed():
                return self._pressed(fact)
            case PromptPlayed():
                return [self._played(fact)]
            case MenuPlayed():
                return [self._menu(fact)]
            case SurveyAnswered():
                body = {"surveyresult": fact.result, "callid": fact.call_id}
                return [{"action": "satisfaction", **body}]
            case _:
                return []

    def _transferred(self, call: CallSnapshot) -> JsonObject:
        """Return a Tranfer: of a call from outside, the caller alone stands in it (l. 5396)."""
        outside = [each for each in call.members if isinstance(each.party, InboundParty)]
        return self._about("Tranfer", call.call_id, outside or call.members)

    def _pressed(self, fact: KeyPressed) -> list[JsonObject]:
        """Return a key, and after the last one where all of them are told, those (l. 5709)."""
        call_id = fact.call.call_id
        body = self._about("DTMF", call_id, fact.call.members[:1])
        reports = [{**body, "info": fact.key, "flag": str(fact.index)}]
        pressed = self._keys.get(call_id, "") + fact.key
        self._keys[call_id] = pressed[-100:]
        if fact.keys and pressed.endswith(fact.keys):
            self._keys[call_id] = ""
            reports.append({**body, "infos": fact.keys})
        return reports

    def _played(self, fact: PromptPlayed) -> JsonObject:
        """Return the end of a prompt: its member stands beside ``call`` (l. 5984-6020)."""
        body: JsonObject = {"action": "PlayPromptEnd", "callid": fact.call.call_id}
        for each in fact.call.members[:1]:
            party = each.party
            if isinstance(party, ExtensionParty):
                body["ext"] = {"extid": party.number}
            else:
                kind = "outbound" if isinstance(party, OutboundParty) else "inbound"
                body[kind] = {"trunkname": party.trunk}
        return {**body, "prompt": fact.prompt}

    def _menu(self, fact: MenuPlayed) -> JsonObject:
        """Return the end of a menu: of an outside party only the trunk is told (l. 6019-6115)."""
        body = self._about("PlayPromptEnd", fact.call.call_id, fact.call.members)
        for member in body["call"]:
            for kind, told in member.items():
                member[kind] = told if kind == "ext" else {"trunk": told["trunk"]}
        number = fact.call.members[0].party.known_as
        return {**body, "ivr": {"ivrid": fact.menu}, "playtonum": number}

    def _record(self, cdr: Cdr) -> JsonObject:
        """Return the record of an ended call; blank members are left out (l. 5768-5840)."""
        body = record(self._exchange, cdr)
        return {"action": "NewCdr", **{name: each for name, each in body.items() if each}}

    # Extensions

    def _status(self, extension: str, status: str) -> list[JsonObject]:
        if not self._monitoring.watched("call_state", extension):
            return []
        return [{"action": "ExtensionStatus", "extension": extension, "status": status}]

    def _registration(self, fact: RegistrationChanged) -> list[JsonObject]:
        entry = self._exchange.directory.extensions.get(fact.extension)
        if fact.registered:
            return self._status(fact.extension, "Registered")
        gone = entry is None or not entry.registered
        return self._status(fact.extension, "Unregistered") if gone else []


def record(exchange: Exchange, cdr: Cdr) -> dict[str, str]:
    """Return the record of an ended call, everything as a text."""
    return {
        "callid": cdr.call_id,
        "timestart": exchange.wall.local(cdr.started_s).strftime(MOMENT),
        "callfrom": cdr.from_number,
        "callto": cdr.to_number,
        "callduration": str(cdr.duration_s),
        "talkduration": str(cdr.talk_s),
        "srctrunkname": cdr.source_trunk,
        "desttrunkname": cdr.target_trunk,
        "status": _STATUSES[cdr.status],
        "type": cdr.direction.capitalize(),
        "pincode": "",
        "recording": cdr.recording,
        "didnumber": cdr.did,
        "agentringtime": str(cdr.agent_ring_s) if cdr.agent_ring_s else "",
    }


def frame(report: JsonObject) -> str:
    """Return the body of a report: JSON, with the serial number at its end."""
    return json.dumps({**report, "sn": SERIAL_NUMBER}, ensure_ascii=False)


def written(text: str, version: str) -> str:
    """Return a report as those get it who logged in with ``version``.

    Below 1.0.2 it is no JSON to rely on (l. 660): the members of ``call`` stand beside the others,
    under keys that repeat where two extensions talk.
    """
    if _number(version) >= _FIRST_VALID:
        return text
    pairs: list[tuple[str, object]] = []
    for name, value in json.loads(text).items():
        if name == "call":
            pairs += [pair for member in value for pair in member.items()]
        elif name == "ext" and isinstance(value["extid"], list):
            pairs += [("ext", {"extid": each}) for each in value["extid"]]
        else:
            pairs.append((name, value))
    members = (f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in pairs)
    return "{" + ", ".join(members) + "}"


def _number(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return ()
    return tuple(int(part[:9]) for part in parts)
