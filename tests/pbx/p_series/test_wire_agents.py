"""Commands to agents, as requests of the P handbook."""

from __future__ import annotations

import pytest

from ctiapp.model.commands import (
    AgentCommand,
    ListenIn,
    ListenMode,
    LogAgent,
    LogAgents,
    PauseAgent,
    PauseAgents,
    SetPresence,
)
from ctiapp.model.directory import Presence
from ctiapp.model.ids import ExtensionId, LegId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.p_series.wire_agents import command_request
from ctiapp.pbx.request import Request

ME = ExtensionId("85")
ONE, TWO = QueueId("3"), QueueId("7")


@pytest.mark.parametrize(
    ("command", "request_"),
    [
        (
            LogAgent(ME, (ONE, TWO), on=True, paused=True, reason="*01"),
            Request(
                "GET",
                "agent/login",
                {
                    "ext_id": "85",
                    "queue_ids": "3,7",
                    "operation": "login",
                    "is_paused": "1",
                    "reason": "*01",
                },
            ),
        ),
        (
            LogAgent(ME, (ONE,), on=False),
            Request(
                "GET", "agent/login", {"ext_id": "85", "queue_ids": "3", "operation": "logout"}
            ),
        ),
        (
            PauseAgent(ME, (ONE,), on=True, reason="*01"),
            Request(
                "GET",
                "agent/pause",
                {"ext_id": "85", "queue_ids": "3", "operation": "pause", "reason": "*01"},
            ),
        ),
        (
            PauseAgent(ME, (ONE,), on=False),
            Request(
                "GET", "agent/pause", {"ext_id": "85", "queue_ids": "3", "operation": "unpause"}
            ),
        ),
        (
            LogAgents(ONE, (ExtensionId("92"), ME), on=True),
            Request(
                "GET",
                "queue/agent_login",
                {"ext_ids": "92,85", "queue_id": "3", "operation": "login"},
            ),
        ),
        (
            PauseAgents(QueueId("2"), (ExtensionId("73"), ME), on=True, reason="*01"),
            Request(
                "GET",
                "queue/agent_pause",
                {"ext_ids": "73,85", "queue_id": "2", "operation": "pause", "reason": "*01"},
            ),
        ),
        (
            ListenIn(LegId("PJSIP/2000-00000114"), Number("2008"), ListenMode.LISTEN),
            Request(
                "POST",
                "call/listen",
                body={"channel_id": "PJSIP/2000-00000114", "monitor": "2008", "type": "listen"},
            ),
        ),
        (
            SetPresence(ME, Presence.DO_NOT_DISTURB),
            Request(
                "POST", "extension/update", body={"id": 85, "presence_status": "do_not_disturb"}
            ),
        ),
    ],
)
def test_each_command_is_its_documented_request(command: AgentCommand, request_: Request) -> None:
    """Method, endpoint and parameters are those of the handbook's examples."""
    assert command_request(command) == request_


@pytest.mark.parametrize(
    "command",
    [
        LogAgent(ME, (), on=False),
        PauseAgent(ME, (), on=True),
        LogAgents(ONE, (), on=False),
        PauseAgents(ONE, (), on=True),
        PauseAgent(ME, (QueueId(""),), on=True),
        LogAgents(ONE, (ME, ExtensionId(" ")), on=False),
    ],
)
def test_nobody_is_never_sent_as_everybody(command: AgentCommand) -> None:
    """An empty list of queues means all of them to the PBX."""
    with pytest.raises(ValueError, match="means all"):
        command_request(command)
