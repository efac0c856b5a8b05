"""A guest checks out: what the room held of them is wiped, by one family more than by another.

All take the messages, the ways out, the alarms and the name. The P-Series' takes the addresses, the
password and the presence as well (P handbook, l. 15538-15552).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import ExtensionEdited

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Extension
    from ctiapp.simpbx.exchange import Exchange


def check_out(exchange: Exchange, entry: Extension, *, name: str = "") -> None:
    """Wipe an extension's ways out, alarms and messages; it is called ``name`` from now on.

    Calls that are up go on.
    """
    entry.first_name, entry.last_name = name, ""
    entry.routes = ()
    entry.messages = 0
    exchange.wakeups.clear(entry.number, "checkout")
    exchange.emit(ExtensionEdited(entry.number, "update"))


def check_out_wholly(exchange: Exchange, entry: Extension, *, records: bool) -> None:
    """Wipe its addresses, password and presence as well; with ``records`` its past calls, too."""
    entry.email = entry.mobile = entry.user_password = ""
    exchange.set_presence(entry.number, "available")
    if records:
        kept = exchange.archive.lines
        kept[:] = [each for each in kept if entry.number not in (each.from_number, each.to_number)]
    check_out(exchange, entry)
