"""The user's own contacts in the contacts' file; runs in the writer's thread.

One that is imported is known again at the next import: by what its source calls it, else by all
that it says. So importing a file twice leaves what importing it once does.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.directory import Origin
from ctiapp.storage import book_write
from ctiapp.storage.book_rows import of_contact
from ctiapp.storage.book_schema import OWN_SOURCE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from ctiapp.model.directory import Contact
    from ctiapp.storage.book_write import Written


def save(
    connection: sqlite3.Connection, contacts: Sequence[Contact]
) -> tuple[tuple[str, ...], Written]:
    """Keep these; the id of each, and what became of them."""
    own = [
        replace(each, contact_id=each.contact_id or id_for(each), origin=Origin.OWN)
        for each in contacts
    ]
    written = book_write.put(connection, OWN_SOURCE, Origin.OWN, [of_contact(each) for each in own])
    return tuple(each.contact_id for each in own), written


def id_for(contact: Contact) -> str:
    """The id of a contact that has none yet; the same for the same contact."""
    from hashlib import blake2b  # and with it OpenSSL, which a start has no need of

    said = (
        [contact.uid]
        if contact.uid
        else [
            contact.name,
            contact.company,
            contact.email,
            *sorted(held.number.text for held in contact.numbers),
        ]
    )
    return blake2b(json.dumps(said).encode(), digest_size=8).hexdigest()
