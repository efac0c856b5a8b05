"""What services need of the outside: filled by the composition root."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.call import Moment


class Clock(Protocol):
    """Both clocks, read at once."""

    def __call__(self) -> Moment:
        """Now."""


class Starter(Protocol):
    """Opens pages and runs programs on the desktop; neither is waited for to end.

    Both raise `ctiapp.model.errors.CtiError` with a key ``popaction.…`` where it cannot be done.
    """

    async def open_page(self, url: str) -> None:
        """Show a web page in the user's browser."""

    async def run(self, command: Sequence[str]) -> None:
        """Run a program with these arguments, each of them one, without a shell."""


class SecretStore(Protocol):
    """The operating system's key store: one entry a secret.

    Every method raises `ctiapp.model.errors.SecretStoreError` where the store is missing, locked or
    refuses; the text never holds the secret.
    """

    async def get(self, key: str) -> str | None:
        """The secret kept under ``key``; None where there is none."""

    async def set(self, key: str, value: str) -> None:
        """Keep ``value`` under ``key``."""

    async def delete(self, key: str) -> None:
        """Forget what is kept under ``key``; nothing happens where there is nothing."""
