"""A request to a PBX, and how a dialect writes and reads one.

Logging in, keeping a token alive and sending what must not be sent twice is the same for every PBX
(`ctiapp.pbx.session`, `ctiapp.pbx.talk`); how it is said differs: that is a dialect's `Speech`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ctiapp.pbx.interface import TokenPair

_ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Request:
    """One request, less the token.

    Attributes:
        method: of HTTP; which one it is differs by dialect and endpoint.
        endpoint: below the dialect's own path.
        params: of the query.
        body: JSON of a POST; hidden in reprs, for log-ins are among them.
    """

    method: str
    endpoint: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    body: Mapping[str, object] | None = field(default=None, repr=False)


def named(*numbers: str) -> str:
    """Numbers as a PBX takes several in one text, for what changes something.

    Raises:
        ValueError: none is named, a blank one, or the word that stands for all of them.
    """
    if not numbers or not all(_one(number) for number in numbers):
        raise ValueError("name each: what is missing, or 'all', means every one")
    return ",".join(numbers)


def _one(number: str) -> bool:
    text = number.strip()
    return bool(text) and text.casefold() != _ALL and "," not in text


class Speech(Protocol):
    """How one dialect says what all have in common. Pure: it does no I/O.

    One is made for each client, so that it may hold what a log-in has to tell (where events are to
    be sent).
    """

    @property
    def name(self) -> str:
        """The dialect, as ``Account.kind`` names it."""

    @property
    def json_type(self) -> str:
        """The content type of a body that is JSON, as the handbook prints it."""

    def path(self, request: Request) -> str:
        """Where a request goes: from the root, with its slash, less the query."""

    def params(self, request: Request, token: str | None) -> dict[str, str | int]:
        """The whole query of a request; no token: this one is sent without any."""

    def log_in(self, client_id: str, secret: str) -> Request:
        """Ask for a token."""

    def refresh(self, pair: TokenPair) -> Request | None:
        """Renew a pair, or keep its token alive by a heartbeat; None where neither is possible.

        It is sent without the token: what needs it names it (``pair``).
        """

    def revoke(self, pair: TokenPair) -> Request | None:
        """End a pair; sent with its token. None where this PBX cannot."""

    def pair(self, answer: Mapping[str, object], asked_at: datetime) -> TokenPair:
        """Read what a log-in brought; its life counts from the moment when it was asked for.

        Where there is no token to refresh with, ``refresh`` is ``""`` and ends when the other does.

        Raises:
            WireError: a token is missing.
        """

    def renewed(
        self, answer: Mapping[str, object], stale: TokenPair, asked_at: datetime
    ) -> TokenPair:
        """Read what `refresh` brought: the next pair, or (of a heartbeat) the same that lives on.

        Raises:
            WireError: a token is missing.
        """

    def checked(
        self, answer: Mapping[str, object], *, log_in: bool = False
    ) -> Mapping[str, object]:
        """Return an answer that says success.

        Args:
            answer: as it came.
            log_in: it answers a log-in, where some codes mean something else.

        Raises:
            NotAPbx: it is no answer of such a PBX.
            PbxError: what it says instead. `TokenExpired` only where another token helps;
                `CredentialsRejected` only where the secret is wrong: it is never sent again.
        """

    def read(self, answer: bytes) -> object:
        """Read the body of an answer; a large one is read in a thread.

        Raises:
            WireError: it cannot be read.
        """
