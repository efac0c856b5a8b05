"""All that the sheet shows of somebody, read from the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.directory import Origin
from ctiapp.services.identify import Why
from ctiapp.ui.contacts.viewmodel import Person, Sharer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctiapp.model.directory import Contact, ContactNumber, PersonKey
    from ctiapp.services.directory import Directory


def read_person(directory: Directory, key: PersonKey, *, company_editable: bool) -> Person | None:
    """Somebody as the sheet shows them; None where they are gone.

    Args:
        directory: where they are read.
        key: who.
        company_editable: whether the PBX lets company contacts be changed.
    """
    contact = directory.contact(key)
    if contact is None:
        return None
    own = contact.origin is Origin.OWN
    return Person(
        key,
        contact,
        favourite=key in directory.favourites,
        note=directory.note_on(key),
        shared=tuple(_shared(directory, key, contact)),
        as_of=None if own else directory.progress.as_of,
        editable=own or (contact.origin is Origin.COMPANY and company_editable),
    )


def _shared(
    directory: Directory, key: PersonKey, contact: Contact
) -> Iterator[tuple[ContactNumber, tuple[Sharer, ...]]]:
    """The numbers that others have as well, each with all who have it."""
    for each in contact.numbers:
        identity = directory.identify(each.number)
        if identity is None or not identity.others:
            continue
        sharers = tuple(
            Sharer(one.key, one.name, one is identity and identity.why is Why.CHOSEN)
            for one in (identity, *identity.others)
            if one.key is not None
        )
        if len(sharers) > 1 and any(one.key == key for one in sharers):
            yield each, sharers
