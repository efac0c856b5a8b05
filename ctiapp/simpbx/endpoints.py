"""What a PBX that pushes its events is asked, and what answers that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ctiapp.simpbx.pushparams import Download, JsonObject, Params

UNSUPPORTED = "10003"
NOT_POST = "20001"

Site = TypeVar("Site")


class Endpoints:
    """Everything that one simulated PBX answers to who has a token."""

    def __init__(self) -> None:
        """Answer nothing."""
        self._handlers: dict[str, Callable[[Params], JsonObject]] = {}
        self._downloads: dict[str, Callable[[Params], Download]] = {}

    def __iter__(self) -> Iterator[str]:
        """Go through the names of what is answered, downloads aside."""
        return iter(self._handlers)

    def add(
        self,
        site: Site,
        handlers: Mapping[str, Callable[[Site, Params], JsonObject]],
        downloads: Mapping[str, Callable[[Site, Params], Download]],
    ) -> None:
        """Answer more.

        Args:
            site: what each of these is handed beside the parameters.
            handlers: what answers which endpoint: the answer's members, ``status`` may be left
                out. One raises ``RefusedError`` with an ``errno``, or lets an ``ExchangeError``
                pass.
            downloads: what can be fetched by GET, each with what it gives.
        """
        self._handlers.update({name: partial(each, site) for name, each in handlers.items()})
        self._downloads.update({name: partial(each, site) for name, each in downloads.items()})

    def call(self, endpoint: str, params: Params) -> JsonObject:
        """Return the answer to a request. Raises ``RefusedError``, 10003 where there is none."""
        handler = self._handlers.get(endpoint)
        if handler is None:
            raise RefusedError(UNSUPPORTED)
        return handler(params)

    def fetch(self, endpoint: str, params: Params) -> Download:
        """Return what is fetched by GET. Raises ``RefusedError``, 20001 for what cannot be."""
        handler = self._downloads.get(endpoint)
        if handler is None:
            raise RefusedError(NOT_POST)
        return handler(params)
