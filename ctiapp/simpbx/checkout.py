"""A guest checks out: what the room held of them is wiped (P handbook, l. 15538-15552)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import ExtensionEdited

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Extension
    from ctiapp.simpbx.exchange import Exchange


def check_out(exchange: Exchange, entry: Extension, *, records: bool = False) -> None:
    """Wipe an extension's name, addresses, password, presence, ways out, alarms and messages.

    With ``records`` its past calls go as well. Calls that are up go on.
    """
    entry.first_name = entry.last_name = entry.email = entry.mobile = entry.user_password = ""
    entry.routes = ()
    entry.messages = 0
    exchange.wakeups.clear(entry.number, "checkout")
    exchange.set_presence(entry.number, "available")
    if records:
        kept = exchange.archive.lines
        kept[:] = [each for each in kept if entry.number not in (each.from_number, each.to_number)]
    exchange.emit(ExtensionEdited(entry.number, "update"))
