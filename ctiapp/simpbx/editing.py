"""What an administrator edits while the PBX runs: extensions, departments, company contacts.

Edits of extensions and departments are told (30022, 30006, 30005), those of contacts by nothing, as
the handbook has no event for them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.simpbx.directory import Contact, Department, Device, Extension
from ctiapp.simpbx.errors import ExchangeError, WrongStateError
from ctiapp.simpbx.facts import DepartmentsEdited, DepartmentsSwitched, ExtensionEdited

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import EditAction

NAMES = ("first_name", "last_name", "email", "mobile", "title")
"""What of an extension is plain text."""


# Extensions


def put_extension(exchange: Exchange, number: str, texts: Mapping[str, str]) -> Extension:
    """Create an extension, with a phone that is registered, or change what is given of one."""
    directory = exchange.directory
    entry = directory.extensions.get(number)
    action: EditAction = "update"
    if entry is None:
        if directory.is_service(number) or not (number.isascii() and number.isdigit()):
            message = f"{number!r} cannot be an extension's number"
            raise ExchangeError(message)
        action = "create"
        address = f"192.168.27.{len(directory.extensions) % 200 + 20}:5060"
        last_id = max((each.id for each in directory.extensions.values()), default=38)
        entry = Extension(last_id + 1, number, "", devices=[Device("Sip", address)])
        directory.extensions[number] = entry
    for name, text in texts.items():
        setattr(entry, name, text)
    exchange.emit(ExtensionEdited(number, action))
    return entry


def move_extension(exchange: Exchange, number: str, department_id: int) -> None:
    """Put an extension into one department and out of all others; 0: into none."""
    entry = exchange.directory.extensions[number]
    if department_id:
        _department(exchange, department_id)
    put_into_departments(exchange, entry, (department_id,) if department_id else ())


def put_into_departments(exchange: Exchange, entry: Extension, wanted: Iterable[int]) -> None:
    """Put an extension into these departments and out of all others."""
    directory, ids = exchange.directory, tuple(wanted)
    changed = []
    for each in directory.departments.values():
        if (each.id in ids) != (entry.id in each.members):
            changed.append(each.id)
            (each.members.append if each.id in ids else each.members.remove)(entry.id)
    if changed:
        exchange.emit(DepartmentsEdited(tuple(changed), "update_extension"))


def remove_extension(exchange: Exchange, number: str) -> None:
    """Delete an extension that is in no call; queues and ring groups lose it as well.

    Raises ``WrongStateError`` where it is in one.
    """
    if exchange.legs_of(number):
        message = f"extension {number} is in a call"
        raise WrongStateError(message)
    directory = exchange.directory
    entry = directory.extensions.pop(number)
    for queue in directory.queues.values():
        queue.agents = [agent for agent in queue.agents if agent.number != number]
        queue.managers = tuple(each for each in queue.managers if each != number)
    directory.ring_groups = {
        key: replace(group, members=tuple(each for each in group.members if each != number))
        for key, group in directory.ring_groups.items()
    }
    for department in directory.departments.values():
        department.members = [each for each in department.members if each != entry.id]
    exchange.wakeups.clear(number)
    exchange.emit(ExtensionEdited(number, "delete"))


# Departments


def put_department(
    exchange: Exchange, department_id: int | None, name: str | None, parent_id: int | None
) -> Department:
    """Create a department (where no id is given) or change what is given of one."""
    departments = exchange.directory.departments
    if parent_id:
        _department(exchange, parent_id)
    if department_id is None:
        parent = parent_id if parent_id is not None else next(iter(departments), 0)
        beside = [each.order for each in departments.values() if each.parent_id == parent]
        entry = Department(
            max(departments, default=0) + 1, name or "", parent, max(beside, default=0) + 1
        )
        departments[entry.id] = entry
        exchange.emit(DepartmentsEdited((entry.id,), "create"))
        return entry
    entry = _department(exchange, department_id)
    if parent_id is not None and parent_id != entry.parent_id:
        above = parent_id
        while above:
            if above == entry.id:
                message = f"department {entry.id} cannot be part of itself"
                raise ExchangeError(message)
            above = departments[above].parent_id
        entry.parent_id = parent_id
    if name is not None:
        entry.name = name
    exchange.emit(DepartmentsEdited((entry.id,), "update"))
    return entry


def remove_department(exchange: Exchange, department_id: int) -> None:
    """Delete a department without parts; whoever was in it is in none."""
    entry = _department(exchange, department_id)
    departments = exchange.directory.departments
    if any(each.parent_id == entry.id for each in departments.values()):
        message = f"department {entry.id} has parts"
        raise WrongStateError(message)
    del departments[entry.id]
    exchange.emit(DepartmentsEdited((entry.id,), "delete"))


def switch_departments(exchange: Exchange, *, on: bool, shows_root: bool) -> None:
    """Switch departments on or off, or the root among them; the same again tells nothing."""
    directory = exchange.directory
    if (directory.has_departments, directory.shows_root) != (on, shows_root):
        directory.has_departments, directory.shows_root = on, shows_root
        exchange.emit(DepartmentsSwitched(on, shows_root))


def _department(exchange: Exchange, department_id: int) -> Department:
    found = exchange.directory.departments.get(department_id)
    if found is None:
        message = f"no department {department_id}"
        raise ExchangeError(message)
    return found


# Contacts


def find_contact(exchange: Exchange, contact_id: int) -> Contact | None:
    """Return the contact with an id, or None."""
    contacts = exchange.directory.contacts
    return next((contact for contact in contacts if contact.id == contact_id), None)


def put_contact(exchange: Exchange, contact: Contact) -> Contact:
    """Keep a contact: a new one where its id is 0, else instead of the one with its id."""
    directory = exchange.directory
    if contact.id == 0:
        last_id = directory.contacts[-1].id if directory.contacts else 2
        directory.last_contact_id = max(last_id, directory.last_contact_id) + 1
        contact = replace(contact, id=directory.last_contact_id)
        directory.set_contacts([*directory.contacts, contact])
    else:
        directory.set_contacts(
            [contact if each.id == contact.id else each for each in directory.contacts]
        )
    return contact


def remove_contact(exchange: Exchange, contact_id: int) -> None:
    """Delete a contact."""
    contacts = exchange.directory.contacts
    exchange.directory.set_contacts([each for each in contacts if each.id != contact_id])
