"""What a session needs of the link's supervisor: filled by the composition root."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ctiapp.pbx.interface import Account, Credentials, LinkObserver, Pbx


KindFinder = Callable[["Account"], Awaitable[str]]
"""Finds out which kind of PBX answers at an account's address; raises where none is recognized."""


class LinkHandle(Protocol):
    """The link supervisor, as far as a session drives it (`ctiapp.pbx.link.Link`)."""

    async def run(self) -> None:
        """Open the link and keep it; returns when it is down for good."""

    def look_now(self) -> None:
        """The network may have changed: look whether the link lives, or need not wait."""

    def retry_now(self) -> None:
        """Do not wait for the back-off: somebody wants it."""


class LinkFactory(Protocol):
    """Makes the supervisor of one session."""

    def __call__(
        self, pbx: Pbx, observer: LinkObserver, credentials: Credentials, *, persistent: bool
    ) -> LinkHandle:
        """Make it; ``persistent``: even a first try that finds nobody is tried again."""
