"""Being ready for the first key and the first ring of a session, before either comes.

The first question of each kind costs many times what the next one does: code and tables are loaded,
SQLite reads its file, the rules of a country are read and made. Nobody waits for it here: the disk
is read in threads, and what must be done on the loop is done in steps of some
milliseconds, with pauses in which the window lives.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from ctiapp.model import worldplan
from ctiapp.model.errors import StorageError
from ctiapp.model.number import warm_up

if TYPE_CHECKING:
    from ctiapp.services.identify import Identifier
    from ctiapp.storage.book import ContactBook

log = logging.getLogger("ctiapp.directory")

TYPED: Final = ("a", "e", "li", "1", "10", "zz")
"""Texts of each kind: a first letter, initials, a number, a name that must have been mistyped."""
SHOWN: Final = 8
"""As many as the box asks for."""
RINGS: Final = 4
"""Numbers of people whom the PBX knows; mostly all of one country."""
PAUSE_S: Final = 0.02
"""The window's share between two steps."""


async def get_ready(book: ContactBook, identifier: Identifier) -> None:
    """Do once what the first key and the first ring would have to do."""
    try:
        await book.read_ahead()
    except StorageError as error:
        log.info("the first key may be slow: %s", error.detail)
        return
    warm_up()
    await asyncio.to_thread(worldplan.read_ahead)
    for text in TYPED:
        await asyncio.sleep(PAUSE_S)
        book.search(text, SHOWN)
    for number in book.outside_numbers(RINGS):
        await asyncio.sleep(PAUSE_S)
        identifier.identify(number)
