"""Queues and agents as the K2 tells them."""

from __future__ import annotations

import pytest

from ctiapp.model.agents import AgentCall, AgentKind, QueueRules
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.k2 import wire_queues
from tests.pbx.k2.frames import answer

QUEUE = QueueId("6401")
ADA = Number("305")
NAMES = {ADA: "Ada Example"}


def test_a_queue_with_its_agents_and_without_its_password() -> None:
    (queue,) = wire_queues.queues(answer("queue-query"), NAMES, pytest.fail)
    assert (queue.queue_id, queue.number, queue.name, queue.strategy) == (
        QUEUE,
        Number("6401"),
        "Support",
        "Ring All",
    )
    assert [(one.number, one.ext_id, one.name) for one in queue.static] == [
        (ADA, "305", "Ada Example"),
        (Number("306"), "306", ""),
    ]
    assert [one.number for one in queue.dynamic] == [Number("307")]
    assert "QueueWord" not in repr(queue)


def test_the_rules_of_one_queue() -> None:
    told = wire_queues.queue_rules(answer("queue-query"), QUEUE, pytest.fail)
    assert told == QueueRules(QUEUE, agent_timeout_s=15, wrap_up_s=30)
    other = QueueId("6402")
    assert wire_queues.queue_rules(answer("queue-query"), other, pytest.fail) == QueueRules(other)


def test_how_agents_stand_those_who_are_not_there_among_them() -> None:
    told = wire_queues.standing(answer("queue-query_status"), QUEUE, pytest.fail)
    (queue,) = wire_queues.queues(answer("queue-query"), NAMES, pytest.fail)
    ada, dynamic = wire_queues.agent_statuses(told, queue, NAMES)
    assert (ada.kind, ada.logged_in, ada.call) == (AgentKind.STATIC, True, AgentCall.TALKING)
    assert (dynamic.kind, dynamic.paused, dynamic.call) == (
        AgentKind.DYNAMIC,
        True,
        AgentCall.IDLE,
    )
    gone = wire_queues.QueueStanding({}, ())
    (dynamic,) = wire_queues.agent_statuses(gone, queue, NAMES)
    assert dynamic.logged_in is False
    rests = wire_queues.QueueStanding({ADA: "10"}, ())
    assert wire_queues.agent_statuses(rests, queue, NAMES)[0].resting
    (alone,) = wire_queues.agent_statuses(wire_queues.QueueStanding({ADA: "6"}, ()), None, NAMES)
    assert (alone.kind, alone.call) == (None, AgentCall.RINGING)


def test_who_waits() -> None:
    told = wire_queues.standing(answer("queue-query_status"), QUEUE, pytest.fail)
    load = wire_queues.queue_load(told, QUEUE)
    (waiting,) = load.waiting or ()
    assert (waiting.caller, waiting.callee, waiting.duration_s) == (
        Number("555010"),
        Number("6401"),
        12,
    )
    assert (load.waiting_count, load.ringing, load.active) == (1, None, None)


@pytest.mark.parametrize(
    ("status", "count", "named"),
    [
        ({"callercount": "2"}, 2, None),
        ({"callercount": "2", "callers": ""}, 2, None),
        ({"callercount": "0"}, 0, ()),
        ({"callers": []}, 0, ()),
        ({}, None, None),
    ],
)
def test_older_firmware_counts_who_waits_and_names_nobody(
    status: dict[str, object], count: int | None, named: tuple[()] | None
) -> None:
    answer = {"queues": [{"number": "6401", "queuestatus": [status]}]}
    load = wire_queues.queue_load(wire_queues.standing(answer, QUEUE, pytest.fail), QUEUE)
    assert (load.waiting_count, load.waiting) == (count, named)


def test_a_caller_who_cannot_be_read_is_counted_all_the_same() -> None:
    remarks: list[str] = []
    callers = [{"callernum": "555010", "waittime": "12", "channelid": "PJSIP/1"}, {}]
    answer = {"queues": [{"number": "6401", "queuestatus": [{"callers": callers}]}]}
    load = wire_queues.queue_load(wire_queues.standing(answer, QUEUE, remarks.append), QUEUE)
    assert (load.waiting_count, len(load.waiting or ()), load.longest_s) == (2, 1, 12)
    assert len(remarks) == 1


def test_another_queues_status_is_not_ours() -> None:
    told = wire_queues.standing(answer("queue-query_status"), QueueId("6402"), pytest.fail)
    assert told == wire_queues.QueueStanding({}, ())


def test_commands_name_a_queue_and_an_extension() -> None:
    body = {"queuenumber": "6401", "extnumber": "305"}
    requests = {
        "queue/add_dynamicagent": wire_queues.log_agent(QUEUE, ExtensionId("305"), on=True),
        "queue/delete_dynamicagent": wire_queues.log_agent(QUEUE, ExtensionId("305"), on=False),
        "queue/del_dynamicagent": wire_queues.log_out_of_old(QUEUE, ExtensionId("305")),
        "queue/pause_agent": wire_queues.pause_agent(QUEUE, ExtensionId("305"), on=True),
        "queue/unpause_agent": wire_queues.pause_agent(QUEUE, ExtensionId("305"), on=False),
    }
    assert [(one.endpoint, one.body) for one in requests.values()] == [
        (endpoint, body) for endpoint in requests
    ]
