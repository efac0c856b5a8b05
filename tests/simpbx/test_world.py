"""The demonstration company."""

from __future__ import annotations

from ctiapp.simpbx.options import COMPANY_CONTACTS
from ctiapp.simpbx.outsiders import CONTACTS
from ctiapp.simpbx.world import build, extension_number


def test_no_extension_has_the_number_of_a_service() -> None:
    directory = build(10_000, seed=1)
    assert len(directory.extensions) == 10_000
    assert extension_number(0) == "2000"
    assert not any(directory.is_service(number) for number in directory.extensions)


def test_there_are_as_many_contacts_as_are_asked_for() -> None:
    assert len(build(1, seed=1).contacts) == COMPANY_CONTACTS == len(CONTACTS)
    assert len(build(1, seed=1, contacts=1000).contacts) == 1000


def test_the_user_is_there_and_an_agent_even_in_the_smallest_company() -> None:
    directory = build(1, seed=1)
    assert directory.extensions["2000"].name == "Kristin Hale"
    assert [agent.number for agent in directory.queues["6402"].agents] == ["2000"]
