"""Queues over HTTP: who is in them and how they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ctiapp.model.agents import AgentCall, AgentKind, QueueRules
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.openvox import wire_queues
from tests.pbx.openvox.frames import ANSWERS
from tests.pbx.openvox.strange import objects

SALES = QueueId("6401")
ROW = {
    "queuenumber": "6401",
    "queuename": "Sales",
    "password": "s3cret",
    "ringstrategy": "Rrmemory",
    "agents": "305,",
    "dynamicagents": "Local/306@only-dialextension-q6401",
    "agenttimeout": "30",
    "wrapuptime": "10",
}


def test_a_queue_with_its_agents_and_without_its_password() -> None:
    (queue,) = wire_queues.queues({"queues": [ROW]}, {Number("306"): "Bo"}, pytest.fail)
    assert (queue.queue_id, queue.name, queue.strategy) == (SALES, "Sales", "Rrmemory")
    assert [member.number.text for member in queue.static] == ["305"]
    assert [member.name for member in queue.dynamic] == ["Bo"]
    assert "s3cret" not in repr(queue)
    rules = wire_queues.queue_rules({"queues": [ROW]}, SALES, pytest.fail)
    assert rules == QueueRules(SALES, agent_timeout_s=30, wrap_up_s=10)
    assert wire_queues.queue_rules({}, SALES, pytest.fail) == QueueRules(SALES)
    assert wire_queues.password({"queues": [ROW]}, SALES, pytest.fail) == "s3cret"
    assert wire_queues.password({"queues": [ROW]}, QueueId("6402"), pytest.fail) == ""


def test_the_printed_status_of_a_queue() -> None:
    told = wire_queues.standing(ANSWERS[2], SALES, pytest.fail)
    assert told.agents == {Number("305"): "1", Number("306"): "6"}
    assert told.waiting == 2
    (queue,) = wire_queues.queues({"queues": [ROW]}, {}, pytest.fail)
    first, second = wire_queues.agent_statuses(told, queue, {})
    assert (first.kind, first.call) == (AgentKind.STATIC, AgentCall.IDLE)
    assert (second.kind, second.call) == (AgentKind.DYNAMIC, AgentCall.RINGING)
    assert wire_queues.standing(ANSWERS[2], QueueId("6402"), pytest.fail).agents == {}


def test_who_is_not_told_of_is_logged_out_and_nine_is_a_pause() -> None:
    (queue,) = wire_queues.queues({"queues": [ROW]}, {}, pytest.fail)
    told = wire_queues.QueueStanding({Number("305"): "9"}, None)
    first, second = wire_queues.agent_statuses(told, queue, {})
    assert (first.paused, first.logged_in) == (True, True)
    assert (second.paused, second.logged_in) == (False, False)


def test_ten_is_a_rest() -> None:
    told = wire_queues.QueueStanding({Number("305"): "10", Number("306"): "1"}, None)
    rests, idle = wire_queues.agent_statuses(told, None, {})
    assert (rests.resting, rests.call) == (True, AgentCall.IDLE)
    assert idle.resting is False


def test_each_verb_has_its_body() -> None:
    ext_id = ExtensionId("305")
    assert wire_queues.log_in(SALES, ext_id, "").body == {"queueid": "6401", "extid": "305"}
    out = wire_queues.log_out(SALES, ext_id, "s3cret")
    assert out.body == {"queueid": "6401", "extid": "305", "password": "s3cret"}
    assert wire_queues.pause(SALES, ext_id, on=True).endpoint == "queue/pause_agent"
    assert wire_queues.pause(SALES, ext_id, on=False).endpoint == "queue/unpause_agent"


@settings(max_examples=30, deadline=None)
@given(objects("queuenumber", "queuename", "agents", "dynamicagents", "queuestatus", "members"))
def test_no_row_costs_more_than_itself(row: dict[str, object]) -> None:
    answer = {"queues": [row, ROW]}
    assert wire_queues.queues(answer, {}, lambda _: None)[-1].queue_id == SALES
    wire_queues.standing(answer, SALES, lambda _: None)
