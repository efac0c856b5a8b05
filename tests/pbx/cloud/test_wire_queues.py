"""Queues over HTTP, by the handbook's examples and otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.agents import AgentCall, AgentKind
from ctiapp.model.errors import WireError
from ctiapp.model.ids import QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.cloud import wire_queues
from tests.pbx.cloud.answers import JSON

ME = Number("2000")
SALES = QueueId("6700")
QUEUES = {  # l. 2170
    "status": "Success",
    "queues": [
        {
            "queuenumber": "6700",
            "password": "6700123",
            "queue name": "6700",
            "ringstrategy": "Ring All",
            "agents": "103,102,",
            "dynamicagents": "Local/4001@only-dialextension-q6700",
            "agenttimeout": "10",
            "wrapuptime": "10",
        }
    ],
}
STATUS = {  # l. 2318
    "queues": [
        {
            "queuenumber": "6700",
            "queuestatus": [
                {
                    "callercount": "0",
                    "members": [
                        {"agent": "8034", "agentstatus": "1"},
                        {"agent": "1004", "agentstatus": "9"},
                        {"agent": "6000", "agentstatus": "5"},
                        {"agent": "6001", "agentstatus": "7"},
                        {"agent": "6002", "agentstatus": "10"},
                        {"agentstatus": "7"},
                    ],
                }
            ],
        }
    ]
}


def test_a_queue_and_who_is_in_it() -> None:
    names = {Number("103"): "Ann"}
    (queue,) = wire_queues.queues(QUEUES, names, pytest.fail)

    assert (queue.queue_id, queue.number, queue.name) == ("6700", Number("6700"), "6700")
    assert [(one.number.text, one.name) for one in queue.static] == [("103", "Ann"), ("102", "")]
    assert [one.number.text for one in queue.dynamic] == ["4001"]
    assert queue.managers == ()


def test_the_name_stands_in_either_place() -> None:
    for key in ("queueenname", "queue name", "queuename"):
        answer = {"queues": [{"queuenumber": "6700", key: "Sales"}]}
        assert wire_queues.queues(answer, {}, pytest.fail)[0].name == "Sales"


def test_its_password_and_its_rules_are_that_queues() -> None:
    assert wire_queues.password(QUEUES, SALES, pytest.fail) == "6700123"
    assert wire_queues.password(QUEUES, QueueId("6701"), pytest.fail) == ""
    rules = wire_queues.rules(QUEUES, SALES, pytest.fail)
    assert (rules.agent_timeout_s, rules.wrap_up_s) == (10, 10)
    assert wire_queues.rules(QUEUES, QueueId("1"), pytest.fail).agent_timeout_s is None


def test_how_agents_stand() -> None:
    remarks: list[str] = []
    found = wire_queues.statuses(
        STATUS, lambda _: AgentKind.STATIC, {Number("8034"): "Ann"}, remarks.append
    )

    assert [(one.number.text, one.paused, one.call) for one in found] == [
        ("8034", False, AgentCall.IDLE),
        ("1004", True, AgentCall.UNKNOWN),
        ("6000", False, AgentCall.UNKNOWN),
        ("6001", False, AgentCall.TALKING_AND_RINGING),
        ("6002", False, AgentCall.IDLE),
    ]
    assert [one.number.text for one in found if one.resting] == ["6002"]
    assert all(one.logged_in for one in found)
    assert found[0].name == "Ann"
    assert len(remarks) == 1


def test_commands_are_what_the_handbook_prints() -> None:
    log_in = wire_queues.log_agent(SALES, "1000", "6700123", on=True)
    assert (log_in.endpoint, log_in.body) == (
        "queue/add_dynamicagent",
        {"queueid": "6700", "extid": "1000", "password": "6700123"},
    )
    assert "6700123" not in repr(log_in)
    assert wire_queues.log_agent(SALES, "1000", "", on=False).body == {
        "queueid": "6700",
        "extid": "1000",
    }
    assert wire_queues.pause_agent(SALES, "1000", on=False).endpoint == "queue/unpause_agent"


def test_what_names_nobody_is_not_sent() -> None:
    with pytest.raises(ValueError, match="means all"):
        wire_queues.pause_agent(SALES, " ", on=True)
    with pytest.raises(ValueError, match="means all"):
        wire_queues.log_agent(QueueId(""), "1000", "x", on=True)


@given(st.text(max_size=60) | JSON)
def test_whatever_stands_in_a_list_of_agents_is_read(text: object) -> None:
    assert all(number.text for number in wire_queues.agents_of(text))


@given(st.dictionaries(st.just("queues"), JSON))
def test_whatever_comes_is_read_or_refused(answer: dict[str, object]) -> None:
    for read in (
        lambda told: wire_queues.queues(told, {}, lambda _: None),
        lambda told: wire_queues.statuses(told, lambda _: None, {}, lambda _: None),
        lambda told: wire_queues.password(told, SALES, lambda _: None),
        lambda told: wire_queues.rules(told, SALES, lambda _: None),
    ):
        try:
            read(answer)
        except WireError:
            continue


def test_how_many_wait() -> None:
    assert wire_queues.waiting_count(STATUS, SALES, pytest.fail) == 0
    for count, known in (("6", 6), (6, 6), (" ", None), ("many", None), (-1, None)):
        told = {"queues": {"queuenumber": "6700", "queuestatus": {"callercount": count}}}
        assert wire_queues.waiting_count(told, SALES, pytest.fail) == known
    other = {"queues": [{"queuenumber": "6701", "queuestatus": [{"callercount": "3"}]}]}
    assert wire_queues.waiting_count(other, SALES, pytest.fail) is None
    with pytest.raises(WireError):
        wire_queues.waiting_count({"queues": "none"}, SALES, pytest.fail)
