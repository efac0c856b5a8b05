"""An administrator edits extensions, departments and contacts while the PBX runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx import editing
from ctiapp.simpbx.directory import Contact
from ctiapp.simpbx.errors import ExchangeError, WrongStateError
from ctiapp.simpbx.facts import DepartmentsEdited, DepartmentsSwitched, ExtensionEdited

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_a_new_extension_rings_at_once(office: Office) -> None:
    entry = editing.put_extension(office.exchange, "2999", {"first_name": "Ada", "email": "a@b"})

    assert (entry.name, entry.registered) == ("Ada", True)
    assert entry.id > max(e.id for e in office.exchange.directory.extensions.values() if e != entry)
    assert office.facts == [ExtensionEdited("2999", "create")]
    office.ring_in("2999")
    assert office.exchange.state_of("2999") == "ringing"


def test_a_change_touches_only_what_is_given(office: Office) -> None:
    before = office.exchange.directory.extensions["2001"].email
    editing.put_extension(office.exchange, "2001", {"last_name": "Balloon"})
    after = office.exchange.directory.extensions["2001"]

    assert (after.name, after.email) == ("Leo Balloon", before)
    assert office.facts == [ExtensionEdited("2001", "update")]


@pytest.mark.parametrize("number", ["6400", "", "12a", "١٢٣"])
def test_what_cannot_be_an_extension(office: Office, number: str) -> None:
    with pytest.raises(ExchangeError):
        editing.put_extension(office.exchange, number, {})


def test_one_that_is_deleted_is_gone_everywhere(office: Office) -> None:
    directory = office.exchange.directory
    identity = directory.extensions["2001"].id
    editing.remove_extension(office.exchange, "2001")

    assert "2001" not in directory.extensions
    assert all(queue.agent("2001") is None for queue in directory.queues.values())
    assert all("2001" not in queue.managers for queue in directory.queues.values())
    assert all("2001" not in group.members for group in directory.ring_groups.values())
    assert all(identity not in each.members for each in directory.departments.values())
    assert office.facts == [ExtensionEdited("2001", "delete")]


def test_nobody_is_deleted_while_they_talk(office: Office) -> None:
    office.talk("2001")
    with pytest.raises(WrongStateError):
        editing.remove_extension(office.exchange, "2001")
    assert "2001" in office.exchange.directory.extensions


def test_somebody_moves_to_another_department(office: Office) -> None:
    departments = office.exchange.directory.departments
    identity = office.exchange.directory.extensions["2000"].id
    (old,) = [each.id for each in departments.values() if identity in each.members]
    editing.move_extension(office.exchange, "2000", 12)

    assert identity in departments[12].members
    assert office.facts == [DepartmentsEdited(tuple(sorted((old, 12))), "update_extension")]
    editing.move_extension(office.exchange, "2000", 12)
    assert len(office.facts) == 1
    editing.move_extension(office.exchange, "2000", 0)
    assert not any(identity in each.members for each in departments.values())
    with pytest.raises(ExchangeError):
        editing.move_extension(office.exchange, "2000", 99)


def test_departments_are_created_renamed_moved_and_deleted(office: Office) -> None:
    made = editing.put_department(office.exchange, None, "Spa", 2)
    again = editing.put_department(office.exchange, made.id, "Spa & Pool", 1)
    editing.remove_department(office.exchange, made.id)

    assert (again.name, again.parent_id) == ("Spa & Pool", 1)
    assert made.id not in office.exchange.directory.departments
    assert [fact.action for fact in office.told(DepartmentsEdited)] == [
        "create",
        "update",
        "delete",
    ]


def test_no_department_is_part_of_itself_and_none_with_parts_is_deleted(office: Office) -> None:
    with pytest.raises(ExchangeError):
        editing.put_department(office.exchange, 1, None, 3)
    with pytest.raises(WrongStateError):
        editing.remove_department(office.exchange, 2)
    with pytest.raises(ExchangeError):
        editing.remove_department(office.exchange, 99)
    assert office.facts == []


def test_departments_are_switched_off_once(office: Office) -> None:
    for _ in range(2):
        editing.switch_departments(office.exchange, on=False, shows_root=True)
    assert office.facts == [DepartmentsSwitched(on=False, shows_root=True)]


def test_contacts_come_change_and_go_and_no_id_is_given_twice(office: Office) -> None:
    directory = office.exchange.directory
    count = len(directory.contacts)
    numbers = (("mobile_number", "0049 171 1"),)
    ada = editing.put_contact(office.exchange, Contact(0, "Ada", numbers=numbers))
    assert directory.name_of("00491711") == "Ada"

    editing.put_contact(office.exchange, replace(ada, first_name="Ida"))
    assert directory.name_of("00491711") == "Ida"
    editing.remove_contact(office.exchange, ada.id)
    assert directory.name_of("00491711") == ""
    assert editing.find_contact(office.exchange, ada.id) is None
    assert len(directory.contacts) == count
    assert editing.put_contact(office.exchange, Contact(0, "Eve")).id == ada.id + 1
    assert office.facts == []
