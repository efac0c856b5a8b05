"""Queues and agents, as facts."""

from __future__ import annotations

from ctiapp.model.agents import AgentKind, Member, Queue, QueueRules
from ctiapp.model.ids import ExtensionId, QueueId
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
