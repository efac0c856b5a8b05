"""The extensions that a request means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.pushfinding import extension_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.simpbx.directory import Extension
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.pushparams import Params


def extensions_in(exchange: Exchange, params: Params, name: str) -> list[Extension]:
    """Return the extensions that a parameter lists, each once. Raises ``RefusedError``."""
    return [extension_of(exchange, each) for each in dict.fromkeys(params.several(name))]


def extensions_or_all(exchange: Exchange, params: Params, name: str) -> Iterable[Extension]:
    """Return the extensions that a parameter lists; without it, all. Raises ``RefusedError``."""
    if name not in params:
        return exchange.directory.extensions.values()
    return extensions_in(exchange, params, name)
