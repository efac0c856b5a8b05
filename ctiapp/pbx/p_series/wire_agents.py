"""Agents over HTTP: log in and out, pause, listen, presence.

Line numbers are of the P handbook. All but listening and presence are GET, though they act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.commands import (
    ListenIn,
    LogAgent,
    LogAgents,
    PauseAgent,
    PauseAgents,
    SetPresence,
)
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.commands import AgentCommand

COMMANDS: Final = (LogAgent, PauseAgent, LogAgents, PauseAgents, ListenIn, SetPresence)
"""The commands that are asked for here."""


def command_request(command: AgentCommand) -> Request:
    """Turn a command into its request."""
    match command:
        case LogAgent(ext_id, queue_ids, on, paused, reason):  # l. 13290
            params = {
                "ext_id": ext_id,
                "queue_ids": _joined(queue_ids),
                "operation": "login" if on else "logout",
            }
            if paused:
                params["is_paused"] = "1"
            return Request("GET", "agent/login", params=_with_reason(params, reason))
        case PauseAgent(ext_id, queue_ids, on, reason):  # l. 13371
            params = {
                "ext_id": ext_id,
                "queue_ids": _joined(queue_ids),
                "operation": _pause_word(on=on),
            }
            return Request("GET", "agent/pause", params=_with_reason(params, reason))
        case LogAgents(queue_id, ext_ids, on):  # l. 13200
            params = {
                "ext_ids": _joined(ext_ids),
                "queue_id": queue_id,
                "operation": "login" if on else "logout",
            }
            return Request("GET", "queue/agent_login", params=params)
        case PauseAgents(queue_id, ext_ids, on, reason):  # l. 13255
            params = {
                "ext_ids": _joined(ext_ids),
                "queue_id": queue_id,
                "operation": _pause_word(on=on),
            }
            return Request("GET", "queue/agent_pause", params=_with_reason(params, reason))
        case ListenIn(leg_id, monitor, mode):  # l. 15986
            body: dict[str, object] = {
                "channel_id": leg_id,
                "monitor": monitor.text,
                "type": mode.value,
            }
            return Request("POST", "call/listen", body=body)
        case SetPresence(ext_id, presence):  # l. 3646
            body = {"id": int(ext_id), "presence_status": presence.value}
            return Request("POST", "extension/update", body=body)


def _joined(ids: Sequence[str]) -> str:
    """Ids as the PBX takes them.

    Raises:
        ValueError: none is named, or a blank one, which the PBX would take for *all*.
    """
    if not ids or not all(each.strip() for each in ids):
        raise ValueError("an empty list means all: name each")
    return ",".join(ids)


def _pause_word(*, on: bool) -> str:
    return "pause" if on else "unpause"


def _with_reason(params: dict[str, str], reason: str | None) -> dict[str, str]:
    return params if reason is None else {**params, "reason": reason}
