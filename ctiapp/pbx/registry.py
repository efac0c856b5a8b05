"""Which kinds of PBX there are; a dialect is imported when an account asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError

if TYPE_CHECKING:
    from ctiapp.pbx.interface import Account, Pbx

KINDS = ("p-series", "cloud", "k2", "openvox")
"""The kinds that ``Account.kind`` can name."""


def create(account: Account) -> Pbx:
    """Make the `Pbx` of an account; nothing is connected yet.

    Raises:
        UsageError: key ``account.kind`` (nobody speaks that dialect; ``text`` names it) or
            ``address.invalid``.
    """
    match account.kind:
        case "p-series":
            from ctiapp.pbx.p_series.client import PSeries

            return PSeries(account)
        case "cloud":
            from ctiapp.pbx.cloud.client import Cloud

            return Cloud(account)
        case "k2":
            from ctiapp.pbx.k2.client import K2

            return K2(account)
        case "openvox":
            from ctiapp.pbx.openvox.client import OpenVox

            return OpenVox(account)
        case _:
            raise UsageError("unknown kind of PBX", key="account.kind", text=account.kind[:60])
