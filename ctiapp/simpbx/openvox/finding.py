"""The extensions that a request means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.openvox.inferred import NO_EXTENSION
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctiapp.simpbx.directory import Extension
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.pushparams import Params


def extension_of(exchange: Exchange, number: str) -> Extension:
    """Return the extension with a number. Raises ``RefusedError``."""
    entry = exchange.directory.extensions.get(number)
    if entry is None:
        raise RefusedError(NO_EXTENSION)
    return entry


def extensions_in(exchange: Exchange, params: Params, name: str) -> list[Extension]:
    """Return the extensions that a parameter lists, each once. Raises ``RefusedError``."""
    return [extension_of(exchange, each) for each in dict.fromkeys(params.several(name))]


def extensions_or_all(exchange: Exchange, params: Params, name: str) -> Iterable[Extension]:
    """Return the extensions that a parameter lists; without it, all. Raises ``RefusedError``."""
    if name not in params:
        return exchange.directory.extensions.values()
    return extensions_in(exchange, params, name)
