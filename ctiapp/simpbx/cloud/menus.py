"""The endpoint of voice menus (handbook, l. 1960-2036)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.cloud.shared import NO_MENU
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.cloud.shared import Shared
    from ctiapp.simpbx.directory import Ivr
    from ctiapp.simpbx.pushparams import JsonObject, Params

_SPELLINGS = ("ivrid", "ivrId")
"""The example's (l. 2003) and the table's (l. 1974)."""


def query(shared: Shared, params: Params) -> JsonObject:
    """Answer how menus are set, or all of them. Raises 10012."""
    menus = shared.exchange.directory.ivrs
    named = next((params.several(each) for each in _SPELLINGS if each in params), list(menus))
    if not menus.keys() >= set(named):
        raise RefusedError(NO_MENU)
    return {"ivr": [_row(menus[number]) for number in named]}


def _row(menu: Ivr) -> JsonObject:
    """Write a menu with the example's keys, which are not the table's."""
    return {
        "ivrnumber": menu.number,
        "ivrname": menu.name,
        "prompt": "[Default]",
        "promptrepeat": "3",
        "responsetimeout": str(round(menu.menu_s)),
        "digittimeout": "3",
        "dialext": "on",
        "dialoutboundroutes": "off",
        "dialtocheckvoicemail": "off",
    }
