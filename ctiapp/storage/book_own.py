"""The user's own contacts in the contacts' file; runs in the writer's thread.

One that is imported is known again at the next import: by what its source calls it, else by all
that it says. So importing a file twice leaves what importing it once does. Who was edited says
something else than when they were made: what is added then is somebody new, and takes no place.
"""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from ctiapp.model.directory import Origin
from ctiapp.storage import book_write
from ctiapp.storage.book_rows import MOST_TEXT, as_contact, of_contact
from ctiapp.storage.book_schema import MOST_NUMBERS, OWN_SOURCE, numbers_range, shelf_of
from ctiapp.storage.cleaning import clean

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from ctiapp.model.directory import Contact
    from ctiapp.storage.book_write import Written


def save(
    connection: sqlite3.Connection, contacts: Sequence[Contact]
) -> tuple[tuple[str, ...], Written]:
    """Keep these; the id of each, and what became of them."""
    own = [
        replace(
            each,
            contact_id=each.contact_id or free_id(each, lambda ref: _held(connection, ref)),
            origin=Origin.OWN,
        )
        for each in contacts
    ]
    written = book_write.put(connection, OWN_SOURCE, Origin.OWN, [of_contact(each) for each in own])
    return tuple(each.contact_id for each in own), written


def free_id(contact: Contact, held: Callable[[str], Contact | None]) -> str:
    """The id of a contact that has none: `id_for` unless somebody else has that by now.

    An edited contact keeps its id, and says something else than what that was made of.

    Args:
        contact: who is to be kept.
        held: who has an id; None where nobody has.
    """
    wanted = id_for(contact)
    for times in count():
        tried = id_for(contact, times)
        there = held(tried)
        if there is None or id_for(there) == wanted:
            return tried
    raise AssertionError("count never ends")


def id_for(contact: Contact, times: int = 0) -> str:
    """What names a contact by what it says; the same for the same contact, also once it was kept.

    Args:
        contact: who.
        times: so many ids of it were taken by others.
    """
    from hashlib import blake2b  # and with it OpenSSL, which a start has no need of

    said = (
        [contact.uid]
        if contact.uid
        else [
            *(clean(each[:MOST_TEXT]) for each in (contact.name, contact.company)),
            contact.email,
            *sorted(
                [clean(each.number.text) for each in contact.numbers if each.number.text][
                    :MOST_NUMBERS
                ]
            ),
        ]
    )
    again = [str(times)] if times else []
    return blake2b(json.dumps([*again, *said]).encode(), digest_size=8).hexdigest()


def _held(connection: sqlite3.Connection, ref: str) -> Contact | None:
    """Who of the user's own has this id."""
    found = connection.execute(
        "SELECT id, name, company, department, more FROM people WHERE shelf = ? AND ref = ?",
        (shelf_of(OWN_SOURCE, Origin.OWN), ref),
    ).fetchone()
    if found is None:
        return None
    row, *fields = found
    numbers = connection.execute(
        "SELECT kind, number FROM numbers WHERE id BETWEEN ? AND ?", numbers_range(row, row)
    ).fetchall()
    return as_contact(Origin.OWN, ref, tuple(fields), numbers)
