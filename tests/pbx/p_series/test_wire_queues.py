"""Questions about queues and their agents: the handbook's answers, and broken ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.agents import (
    AgentCall,
    AgentKind,
    AgentStatus,
    Member,
    PauseReason,
    Queue,
    QueueCall,
    QueueLoad,
    QueueRules,
)
from ctiapp.model.errors import WireError
from ctiapp.model.ids import CallId, ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.p_series import wire_queues
from ctiapp.pbx.request import Request
from tests.pbx.p_series.frames import answer

SUPPORT = QueueId("3")


def member(ext_id: str, number: str, name: str) -> Member:
    return Member(ExtensionId(ext_id), Number(number), name)


LEO = member("73", "1000", "Leo Ball")
PHILLIP = member("85", "1001", "Phillip Huff")

# --- the list ------------------------------------------------------------------------------------


def test_the_printed_queues_with_who_is_in_them() -> None:
    page = wire_queues.queue_page(answer("queue-list"), pytest.fail)

    assert page.total == 3
    assert page.items[1] == Queue(
        QueueId("1"), Number("6400"), "销售", "ring_all", static=(LEO,), managers=(LEO,)
    )
    assert page.items[2] == Queue(
        SUPPORT,
        Number("6402"),
        "技术支持",
        "ring_all",
        dynamic=(LEO, PHILLIP),
        static=(
            member("96", "1004", "Madison Cooper"),
            member("97", "1005", "Kevin Connor"),
            member("92", "1006", "Kristin Hale"),
        ),
        managers=(LEO,),
    )


@pytest.mark.parametrize("nobody", [None, [], "", " "])
def test_a_list_of_nobody_may_be_anything_that_is_empty(nobody: object) -> None:
    row = {"id": "3", "number": 6402, "dynamic_agent_list": nobody}

    (queue,) = wire_queues.queue_page({"queue_list": [row]}, pytest.fail).items

    assert queue == Queue(SUPPORT, Number("6402"), "")


@pytest.mark.parametrize("rows", ["Leo Ball", 7, {"text2": "1000"}])
def test_a_list_that_is_none_costs_only_itself(rows: object) -> None:
    remarks: list[str] = []
    manager = {"text": "Leo Ball", "text2": 1000, "value": 73}
    row = {"id": 3, "number": "6402", "static_agent_list": rows, "manager_list": [manager]}

    (queue,) = wire_queues.queue_page({"queue_list": [row]}, remarks.append).items

    assert (queue.static, queue.managers) == ((), (LEO,))
    assert len(remarks) == 1


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "Leo Ball",
        {},
        {"text": "No Id", "text2": "1000", "value": " "},
        {"text": "No Number", "text2": " ", "value": "73"},
        {"text": "Sales", "text2": "1000", "value": "73", "type": "ext_group"},
    ],
)
def test_one_bad_member_never_costs_the_others(bad: object) -> None:
    """A group's id could be an extension's: who is no extension is left out."""
    remarks: list[str] = []
    good = {"text": "Phillip Huff", "text2": "1001", "value": "85", "type": "Extension"}
    row = {"id": 3, "number": "6402", "dynamic_agent_list": [bad, good]}

    (queue,) = wire_queues.queue_page({"queue_list": [row]}, remarks.append).items

    assert queue.dynamic == (PHILLIP,)
    assert len(remarks) == 1


@pytest.mark.parametrize("bad", [7, {"id": 4}, {"number": "6403"}, {"id": " ", "number": "6403"}])
def test_one_bad_queue_never_costs_the_list(bad: object) -> None:
    remarks: list[str] = []
    rows = [bad, {"id": 3, "number": "6402"}]

    page = wire_queues.queue_page({"total_number": 2, "queue_list": rows}, remarks.append)

    assert [queue.queue_id for queue in page.items] == [SUPPORT]
    assert len(remarks) == 1


# --- its rules -----------------------------------------------------------------------------------


def test_a_queue_is_asked_about_by_its_id() -> None:
    by_id = {"id": "3"}

    assert wire_queues.queue_details(SUPPORT) == Request("GET", "queue/get", by_id)
    assert wire_queues.agents_of(SUPPORT) == Request("GET", "queue/agent_status", by_id)
    assert wire_queues.load_of(SUPPORT) == Request("GET", "queue/call_status", by_id)


def test_the_printed_rules() -> None:
    """The automatic pause of the example is switched off."""
    assert wire_queues.queue_rules(answer("queue-get"), SUPPORT) == QueueRules(
        SUPPORT, agent_timeout_s=30, wrap_up_s=30, max_missed=None, sla_s=60, sla_alarm_percent=80
    )


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        ({}, QueueRules(SUPPORT)),
        ({"enb_auto_pause": 1, "max_pause_miss_call": "3"}, QueueRules(SUPPORT, max_missed=3)),
        ({"enb_auto_pause": 1, "max_pause_miss_call": 0}, QueueRules(SUPPORT)),
        ({"enb_auto_pause": 0, "max_pause_miss_call": 3}, QueueRules(SUPPORT)),
        ({"agent_timeout": 0, "sla_time": 0, "wrap_up_time": 0}, QueueRules(SUPPORT)),
        ({"agent_timeout": " ", "sla_time": "soon", "wrap_up_time": -5}, QueueRules(SUPPORT)),
        (
            {"wrap_up_time": "9" * 400, "sla_alarm_threshold": 900},
            QueueRules(SUPPORT, wrap_up_s=10**8, sla_alarm_percent=100),
        ),
    ],
)
def test_a_rule_that_is_not_told_is_unknown(settings: dict[str, object], rules: QueueRules) -> None:
    assert wire_queues.queue_rules({"data": settings}, SUPPORT) == rules


def test_rules_that_are_no_object_are_refused() -> None:
    with pytest.raises(WireError):
        wire_queues.queue_rules({"data": None}, SUPPORT)


# --- its agents ----------------------------------------------------------------------------------


def test_the_printed_agents() -> None:
    agents = wire_queues.agent_statuses(answer("queue-agent_status"), pytest.fail)

    assert [(agent.number.text, agent.call) for agent in agents] == [
        ("1000", AgentCall.IDLE),
        ("1001", AgentCall.IDLE),
        ("1004", AgentCall.TALKING),
        ("1005", AgentCall.IDLE),
        ("1006", AgentCall.TALKING),
    ]
    assert agents[1] == AgentStatus(
        Number("1001"),
        "Phillip Huff",
        AgentKind.DYNAMIC,
        logged_in=True,
        paused=True,
        reason="Break",
        call=AgentCall.IDLE,
    )
    assert {agent.kind for agent in agents[2:]} == {AgentKind.STATIC}


@pytest.mark.parametrize(
    ("told", "call"),
    [
        (0, AgentCall.UNKNOWN),
        ("1", AgentCall.IDLE),
        (2, AgentCall.TALKING),
        (3, AgentCall.RINGING),
        (4, AgentCall.TALKING_AND_RINGING),
        (5, AgentCall.HELD),
        (6, AgentCall.UNKNOWN),
        (" ", AgentCall.UNKNOWN),
    ],
)
def test_what_an_agents_phone_does(told: object, call: AgentCall) -> None:
    row = {"number": 1000, "call_status": told}

    (agent,) = wire_queues.agent_statuses({"data": [row]}, pytest.fail)

    assert agent == AgentStatus(Number("1000"), "", None, logged_in=False, paused=False, call=call)


def test_flags_may_come_as_text_and_a_reason_belongs_to_a_pause() -> None:
    rows = [
        {"number": "1000", "is_login": "1", "is_pause": "0", "pause_reason": "Lunch"},
        {"number": "1001", "is_login": 0, "is_pause": "1", "pause_reason": " "},
    ]

    first, second = wire_queues.agent_statuses({"data": rows}, pytest.fail)

    assert (first.logged_in, first.paused, first.reason) == (True, False, "")
    assert (second.logged_in, second.paused, second.reason) == (False, True, "")


def test_one_bad_agent_never_costs_the_others() -> None:
    remarks: list[str] = []

    agents = wire_queues.agent_statuses(
        {"data": [None, {"name": "Nobody"}, {"number": "1000"}]}, remarks.append
    )

    assert [agent.number.text for agent in agents] == ["1000"]
    assert len(remarks) == 2
    assert wire_queues.agent_statuses({"data": None}, pytest.fail) == ()


# --- its calls -----------------------------------------------------------------------------------


def test_the_printed_calls() -> None:
    load = wire_queues.queue_load(answer("queue-call_status"), SUPPORT, pytest.fail)

    caller = Number("5505501")
    assert load.queue_id == SUPPORT
    assert load.waiting == (
        QueueCall(
            CallId("1699424450.42"), caller, "Leo Ball", Number("6402"), "技术支持", duration_s=5
        ),
    )
    assert load.ringing == (
        QueueCall(
            CallId("1699424450.144"), caller, "Leo Ball", Number("1003"), "Joe Lewis", duration_s=3
        ),
    )
    active = load.active or ()
    assert [(call.caller.text, call.callee.text, call.duration_s) for call in active] == [
        ("5003301", "1006", 24),
        ("5003001", "1001", 56),
    ]


@pytest.mark.parametrize(
    "nothing", [{}, {"waiting_list": None, "ringing_list": [], "active_list": " "}]
)
def test_an_empty_queue_has_nobody(nothing: dict[str, object]) -> None:
    assert wire_queues.queue_load(nothing, SUPPORT, pytest.fail) == QueueLoad(SUPPORT, (), (), ())


def test_one_bad_call_never_costs_the_others() -> None:
    remarks: list[str] = []
    told = {
        "waiting_list": [7, {"call_id": " "}, {"call_id": 8, "caller_number": "Anonymous"}],
        "ringing_list": "many",
        "active_list": [{"call_id": "9", "duration": " "}],
    }

    load = wire_queues.queue_load(told, SUPPORT, remarks.append)

    assert load.waiting is not None
    assert load.active is not None
    assert [call.call_id for call in load.waiting + load.active] == ["8", "9"]
    assert load.ringing == ()
    assert load.waiting[0].caller.withheld
    assert load.active[0].duration_s == 0
    assert len(remarks) == 3


# --- reasons -------------------------------------------------------------------------------------


def test_the_printed_reasons() -> None:
    assert wire_queues.pause_reasons(answer("queue_pause_reason-list"), pytest.fail) == (
        PauseReason("*01", "Lunch"),
        PauseReason("*02", "Break"),
        PauseReason("*03", "Wrap up"),
        PauseReason("*04", "Task Transfer"),
    )


def test_one_bad_reason_never_costs_the_others() -> None:
    remarks: list[str] = []
    rows = [{"reason": "No code"}, "Lunch", {"code": "*05", "reason": " "}]

    assert wire_queues.pause_reasons({"data": rows}, remarks.append) == (PauseReason("*05", "*05"),)
    assert len(remarks) == 2
    assert wire_queues.pause_reasons({"data": None}, pytest.fail) == ()


# --- whatever comes ------------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["1" * 1500, " ", "\ud800", "dynamic"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "data",
                    "queue_list",
                    "static_agent_list",
                    "manager_list",
                    "waiting_list",
                    "active_list",
                    "id",
                    "number",
                    "value",
                    "text2",
                    "call_id",
                    "duration",
                    "code",
                    "wrap_up_time",
                    "is_pause",
                    "agent_type",
                    "total_number",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(told=st.dictionaries(st.sampled_from(["data", "queue_list", "waiting_list"]), ANYTHING))
def test_whatever_is_answered_it_is_read_or_refused(told: dict[str, object]) -> None:
    readers = (
        lambda: wire_queues.queue_page(told, lambda _: None).items,
        lambda: (wire_queues.queue_rules(told, SUPPORT),),
        lambda: wire_queues.agent_statuses(told, lambda _: None),
        lambda: wire_queues.queue_load(told, SUPPORT, lambda _: None).waiting,
        lambda: wire_queues.pause_reasons(told, lambda _: None),
    )
    for read in readers:
        try:
            found = read()
        except WireError:
            continue
        assert isinstance(found, tuple)
