"""Facts of the exchange as the K2's events (fact sheet, sections 4 and 9), misspellings included.

What the sheet leaves open: a forwarded call of an outside party is ``Forward``, one of an extension
``Tranfer``, each with the caller alone; an outside caller who withholds their number is an empty
text; the ``ConferenceStatus`` of a room that the last one leaves has no members; an extension is
registered as long as one of its devices is.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import (
    AgentMissed,
    AgentPaused,
    CallChanged,
    CallEnded,
    CallFailed,
    CallForwarded,
    CallTransferred,
    CstaCall,
    ExtensionEdited,
    ExtensionParty,
    ExtensionStateChanged,
    InboundOffered,
    InboundParty,
    KeyPressed,
    PromptPlayed,
    Reason,
    RegistrationChanged,
    SurveyAnswered,
)
from ctiapp.simpbx.k2 import members
from ctiapp.simpbx.k2.records import record
from ctiapp.simpbx.world import SERIAL_NUMBER

if TYPE_CHECKING:
    from ctiapp.simpbx.facts import CallSnapshot, Fact, Member
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.monitoring import Monitoring
    from ctiapp.simpbx.pushparams import JsonObject

REASONS = {
    Reason.NO_DIAL_PERMISSION: "NO Outbound Restriction",
    Reason.NO_OUTBOUND_RIGHT: "NO Outbound Restriction",
    Reason.CONGESTION: "Circuit/channel congestion",
    Reason.DND: "DND",
    Reason.TRUNK_UNREACHABLE: "Line Unreachable",
    Reason.BUSY: "User Busy",
    Reason.NOT_FOUND: "404 NOT found",
    Reason.OFF: "408 Request Time",
    Reason.LEFT: "410 Gone",
    Reason.NO_ANSWER: "480 Temporatily Unavailable",
    Reason.INCOMPLETE: "484 Address incomplete",
    Reason.REFUSED: "486 Busy here",
    Reason.RANG_OUT: "603 Declined",
}
"""The reasons of ``CallFailed`` as printed."""

_STATES = {"ringing": "Ringing", "busy": "Busy", "idle": "Registered"}
_EDITS = {"create": "add", "update": "update", "delete": "del"}
_CSTA = {"start": "callstart", "answer": "callanswer", "over": "callover"}
_MAX_CALLS = 1000


def written(event: JsonObject) -> str:
    """Return the body of an event, compact; the serial number stands last in each."""
    body = {**event, "sn": SERIAL_NUMBER}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


class Teller:
    """Turns facts into events; knows of each room who was in it, and the keys of each call."""

    def __init__(self, site: Site, monitoring: Monitoring) -> None:
        """Tell what happens at ``site``, as far as ``monitoring`` says."""
        self._site = site
        self._monitoring = monitoring
        self._rooms: dict[str, tuple[str, list[str]]] = {}
        self._keys: OrderedDict[str, str] = OrderedDict()

    def events(self, fact: Fact) -> list[JsonObject]:
        """Return the events that tell of a fact, without the serial number."""
        match fact:
            case CallChanged():
                told = [{"event": "CallStatus", **members.call(fact.call)}]
                return (told if self._monitored(fact.call) else []) + self._conferences()
            case CallEnded():
                self._keys.pop(fact.cdr.call_id, None)
                return [*self._conferences(), {"event": "NewCdr", **record(self._site, fact.cdr)}]
            case RegistrationChanged():
                return self._registration(fact)
            case ExtensionStateChanged():
                registered = self._is_registered(fact.extension)
                status = _STATES[fact.state]
                if status == "Registered" and not registered:
                    status = "Unregistered"
                return self._extension_status(fact.extension, status)
            case ExtensionEdited():
                return [
                    {
                        "event": "ConfigChange",
                        "type": "extension",
                        "extid": fact.extension,
                        "operation": _EDITS[fact.action],
                    }
                ]
            case CstaCall():
                return [
                    {
                        "event": "uacstacall",
                        "operation": _CSTA[fact.operation],
                        "extnumber": fact.extension,
                        "cstacallid": fact.csta_id,
                        "ipaddress": fact.address,
                    }
                ]
            case AgentMissed() | AgentPaused():
                return [self._agent(fact)]
            case _:
                return self._about_call(fact)

    def _about_call(self, fact: Fact) -> list[JsonObject]:
        """Return the event that tells something about a call; none for what the K2 is silent on."""
        match fact:
            case CallTransferred():
                return [_bare("Tranfer", fact.call)]
            case CallForwarded():
                outside = any(isinstance(m.party, InboundParty) for m in fact.call.members)
                return [_bare("Forward" if outside else "Tranfer", fact.call)]
            case InboundOffered():
                return [_bare("Invite", fact.call)]
            case CallFailed():
                return [self._failed(fact)]
            case KeyPressed():
                return [self._key(fact)]
            case PromptPlayed():
                return [{**_bare("PlayPromptEnd", fact.call), "prompt": fact.prompt}]
            case SurveyAnswered():
                body = {"callid": fact.call_id, "surveyresult": fact.result}
                return [{"event": "satisfaction", **body}]
            case _:
                return []

    def _failed(self, fact: CallFailed) -> JsonObject:
        own = [each for each in fact.call.members if isinstance(each.party, ExtensionParty)]
        return {
            "event": "CallFailed",
            "callid": fact.call.call_id,
            "reason": REASONS[fact.reason],
            "members": _without_status(own),
        }

    def _key(self, fact: KeyPressed) -> JsonObject:
        call_id = fact.call.call_id
        keys = fact.keys or self._keys.get(call_id, "") + fact.key
        self._keys[call_id] = keys
        while len(self._keys) > _MAX_CALLS:
            self._keys.popitem(last=False)
        body = {"info": fact.key, "flag": str(fact.index), "infos": keys}
        return {"event": "DTMF", **members.call(fact.call), **body}

    def _agent(self, fact: AgentMissed | AgentPaused) -> JsonObject:
        if isinstance(fact, AgentPaused):
            missed = [{"caller": caller, "callid": call_id} for caller, call_id in fact.missed]
            return {
                "event": "QueueAutoPause",
                "queue": fact.queue,
                "agent": fact.agent,
                "misscall": missed,
            }
        by_name = self._site.inferred.agent_as == "name"
        name = self._site.exchange.directory.name_of(fact.agent)
        return {
            "event": "QueueAgentRingNoAnswerTimeout",
            "queue": f"queue-{fact.queue}",
            "agent": name if by_name and name else fact.agent,
            "callid": fact.call_id,
            "caller": fact.caller,
        }

    def _registration(self, fact: RegistrationChanged) -> list[JsonObject]:
        registered = self._is_registered(fact.extension)
        told = self._extension_status(
            fact.extension, "Registered" if registered else "Unregistered"
        )
        if fact.registered:
            for each in told:
                each["registeredIP"] = fact.address.partition(":")[0]
        return told

    def _is_registered(self, number: str) -> bool:
        entry = self._site.exchange.directory.extensions.get(number)
        return entry is not None and entry.registered

    def _extension_status(self, number: str, status: str) -> list[JsonObject]:
        if not self._monitoring.watched("call_state", number):
            return []
        return [{"event": "ExtensionStatus", "extension": number, "status": status}]

    def _conferences(self) -> list[JsonObject]:
        """Return who is in which room now, of the rooms where that has changed."""
        exchange = self._site.exchange
        rooms = exchange.conferences.rooms
        now = {
            number: (room.id, [leg.channel for leg in room.bridge.legs])
            for number, room in rooms.items()
            if room.bridge.legs
        }
        before, self._rooms = self._rooms, now
        changed = [each for each in {**before, **now} if before.get(each) != now.get(each)]
        told = []
        for number in changed:
            call_id, _ = now.get(number) or before[number]
            legs = rooms[number].bridge.legs if number in now else []
            room = exchange.directory.conferences[number]
            told.append(
                {
                    "event": "ConferenceStatus",
                    "callid": call_id,
                    "conferencenumber": number,
                    "conferencename": f" {room.name}",  # with the blank of the vendor's example
                    "members": [
                        members.member(leg.member())
                        for leg in legs
                        if not isinstance(leg.party, InboundParty)
                    ],
                }
            )
        return told

    def _monitored(self, call: CallSnapshot) -> bool:
        """Whether a call may be told of: those of a trunk only where that one is monitored."""
        inside = all(isinstance(each.party, ExtensionParty) for each in call.members)
        return inside or self._monitoring.watched("trunk")


def _bare(name: str, call: CallSnapshot) -> JsonObject:
    """Return an event about a call, of whose members no status is told."""
    return {"event": name, "callid": call.call_id, "members": _without_status(call.members)}


def _without_status(entries: list[Member] | tuple[Member, ...]) -> list[JsonObject]:
    return [members.member(each, with_status=False) for each in entries]
