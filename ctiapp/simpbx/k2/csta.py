"""The endpoints ``uacstacall/*`` (fact sheet, section 5): phones that can be told to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import CstaCall
from ctiapp.simpbx.k2.errors import success

if TYPE_CHECKING:
    from ctiapp.simpbx.csta import CstaAction
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.pushparams import JsonObject, Params


def accept(site: Site, params: Params) -> JsonObject:
    """Let a phone answer."""
    return _act(site, params, "accept")


def refuse(site: Site, params: Params) -> JsonObject:
    """Let a phone refuse its ring."""
    return _act(site, params, "refuse")


def hang_up(site: Site, params: Params) -> JsonObject:
    """Let a phone hang up; ``callover`` tells of that here."""
    return _act(site, params, "hangup")


def _act(site: Site, params: Params, action: CstaAction) -> JsonObject:
    number = site.extension(params.text("extnumber")).number
    csta_id, address = params.text("cstacallid"), params.text("ipaddress")
    site.exchange.csta.act(action, number, csta_id, address)
    if action == "hangup":
        site.exchange.emit(CstaCall("over", number, csta_id, address))
    return success()
