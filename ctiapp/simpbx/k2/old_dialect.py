"""Events as those get them who did not say ``"version": "2.0.0"`` (fact sheet, section 9, trap 10).

The sheet knows of this dialect only that there is an ``action`` and that the shapes are those of
the first version. All of its look here is inferred from the Cloud PBX's book, of the same family:
members without a status, in a ``call``; one report for each event, named by what stands out in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.simpbx.pushparams import JsonObject

NEW = "2.0.0"
"""The version that brings the events of this package."""

_OUTSTANDING = ("BYE", "RING", "ALERT", "ANSWER")
_RENAMED = {
    "callduraction": "callduration",
    "talkduraction": "talkduration",
    "dsttrcunkname": "desttrunkname",
}
_TRUNKS = {"inbound": "inboundid", "outbound": "outboundid"}


def written(text: str, version: str) -> str:
    """Return the body of an event as a log-in with ``version`` gets it; empty: none was named."""
    if version == NEW:
        return text
    event = json.loads(text)
    body: JsonObject = {"action": _action(event)}
    for name, value in event.items():
        if name == "members":
            body["call"] = [_member(each) for each in value]
        elif name != "event":
            body[_RENAMED.get(name, name)] = value
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _action(event: JsonObject) -> str:
    name: str = event["event"]
    if name != "CallStatus":
        return name
    statuses = {each["memberstatus"] for entry in event["members"] for each in entry.values()}
    return next((each for each in _OUTSTANDING if each in statuses), "ANSWERED")


def _member(entry: JsonObject) -> JsonObject:
    (kind, body), *_ = entry.items()
    if kind == "ext":
        return {"ext": {"extid": body["number"]}}
    ends = {"from": body["from"], "to": body["to"], "trunk": body["trunkname"]}
    return {kind: {**ends, _TRUNKS[kind]: body["channelid"]}}
