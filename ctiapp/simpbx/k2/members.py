"""Calls and their members as the K2 writes them (fact sheet, section 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import ExtensionParty, InboundParty, LegState, Role

if TYPE_CHECKING:
    from ctiapp.simpbx.facts import CallSnapshot, Member
    from ctiapp.simpbx.pushparams import JsonObject

_STATUSES = {
    (Role.CALLER, LegState.DIALLING): "ALERT",
    (Role.CALLER, LegState.UP): "ANSWERED",
    (Role.CALLEE, LegState.UP): "ANSWER",
}
_OTHER_STATUSES = {
    LegState.DIALLING: "ALERT",
    LegState.RINGING: "RING",
    LegState.PROGRESS: "RING",
    LegState.HELD: "HOLD",
    LegState.GONE: "BYE",
}


def status_of(entry: Member) -> str:
    """Return a member's ``memberstatus``."""
    return _STATUSES.get((entry.role, entry.state)) or _OTHER_STATUSES[entry.state]


def member(entry: Member, *, with_status: bool = True) -> JsonObject:
    """Return one member of a call, an object with one key.

    ``callpath`` is there only where the call came through something.
    """
    tail: JsonObject = {"channelid": entry.channel}
    if with_status:
        tail["memberstatus"] = status_of(entry)
        if entry.path:
            tail["callpath"] = entry.path
    party = entry.party
    if isinstance(party, ExtensionParty):
        return {"ext": {"number": party.number, **tail}}
    kind = "inbound" if isinstance(party, InboundParty) else "outbound"
    ends = {"from": party.from_number, "to": party.to_number, "trunkname": party.trunk}
    return {kind: {**ends, **tail}}


def call(snapshot: CallSnapshot) -> JsonObject:
    """Return a whole call, as ``CallStatus`` and ``call/query`` show it."""
    return {
        "callid": snapshot.call_id,
        "members": [member(entry) for entry in snapshot.members],
    }
