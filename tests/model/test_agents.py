"""Queues and agents, as facts."""

from __future__ import annotations

from ctiapp.model.agents import AgentKind, Member, Queue, QueueCall, QueueLoad, QueueRules
from ctiapp.model.ids import CallId, ExtensionId, QueueId
from ctiapp.model.number import Number

ANNA = Member(ExtensionId("8"), Number("2008"), "Anna")
DAVE = Member(ExtensionId("3"), Number("2003"), "Dave")
SUPPORT = Queue(
    QueueId("2"), Number("6402"), "Support", dynamic=(ANNA,), static=(DAVE,), managers=(DAVE,)
)


def test_an_agent_is_dynamic_static_or_none() -> None:
    """Whoever is in both lists is static: such an agent cannot log out."""
    both = Queue(QueueId("3"), Number("6400"), "Front", dynamic=(ANNA,), static=(ANNA,))

    assert SUPPORT.kind_of(ANNA.number) is AgentKind.DYNAMIC
    assert SUPPORT.kind_of(DAVE.number) is AgentKind.STATIC
    assert SUPPORT.kind_of(Number("2000")) is None
    assert both.kind_of(ANNA.number) is AgentKind.STATIC


def test_a_manager_is_one_by_the_queues_own_list() -> None:
    """To be an agent makes nobody a manager."""
    assert SUPPORT.is_managed_by(DAVE.number)
    assert not SUPPORT.is_managed_by(ANNA.number)


def test_rules_that_were_not_told_are_unknown() -> None:
    """Unknown is not zero."""
    rules = QueueRules(QueueId("2"))

    assert rules.sla_s is None
    assert rules.max_missed is None


def test_a_count_is_known_without_the_callers() -> None:
    """Who they are and how long they wait is not; but that nobody waits says both."""
    six = QueueLoad.of_count(QueueId("2"), 6)
    assert (six.waiting_count, six.waiting, six.longest_s) == (6, None, None)
    none = QueueLoad.of_count(QueueId("2"), 0)
    assert (none.waiting_count, none.waiting, none.longest_s) == (0, (), 0)
    assert (none.ringing, none.active) == (None, None)
    untold = QueueLoad.of_count(QueueId("2"), None)
    assert untold == QueueLoad(QueueId("2"))
    assert (untold.waiting_count, untold.waiting, untold.longest_s) == (None, None, None)


def test_callers_who_are_named_count_themselves() -> None:
    """A count that says more than the list does holds; one that says less does not."""
    calls = tuple(
        QueueCall(CallId(str(wait_s)), Number("551"), "", SUPPORT.number, "", wait_s)
        for wait_s in (9, 31)
    )
    assert QueueLoad(QueueId("2"), calls).waiting_count == 2
    assert QueueLoad(QueueId("2"), calls, counted=3).waiting_count == 3
    assert QueueLoad(QueueId("2"), calls, counted=1).waiting_count == 2
    assert QueueLoad(QueueId("2"), calls).longest_s == 31
