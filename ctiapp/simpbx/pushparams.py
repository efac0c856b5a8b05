"""What a request to a PBX that pushes its events brings along, and how it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ctiapp.simpbx.randoms import Randoms

JsonObject = dict[str, Any]

BLANK = "10004"
"""A parameter that has to be there is not, or is none."""

ALL = "all"

_MAX_TEXT = 1000
_MAX_LIST = 1000


@dataclass(frozen=True, slots=True)
class Download:
    """A file as it is fetched."""

    body: bytes
    content_type: str


class RefusedError(Exception):
    """A request that fails; ``code`` is the vendors' ``errno``."""

    def __init__(self, code: str) -> None:
        """Fail with ``code``."""
        super().__init__(code)
        self.code = code


class Params:
    """The parameters of one request: numbers and texts alike come as either."""

    def __init__(
        self,
        values: Mapping[str, Any],
        *,
        address: str,
        randoms: Randoms,
        now_s: Callable[[], float],
    ) -> None:
        """Wrap what came in.

        Args:
            values: the members of the body, or the parameters of the URL of a download.
            address: from where it came.
            randoms: the PBX's permits to fetch files.
            now_s: the clock that those live by, in epoch seconds.
        """
        self.values = values
        self.address = address
        self._randoms = randoms
        self._now_s = now_s

    def __contains__(self, name: str) -> bool:
        """Whether the parameter is there and not empty."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """Return a mandatory text; a number will do. Raises 10004."""
        value = self.values.get(name)
        usable = isinstance(value, str | int) and not isinstance(value, bool)
        # Half a surrogate pair is valid JSON, but could never be sent on in an event.
        broken = any("\ud800" <= char <= "\udfff" for char in str(value)[:_MAX_TEXT])
        if value in (None, "") or not usable or broken or len(str(value)) > _MAX_TEXT:
            raise RefusedError(BLANK)
        return str(value)

    def optional(self, name: str, default: str = "") -> str:
        """Return a text or ``default``. Raises 10004 for what is no text."""
        return self.text(name) if name in self else default

    def choice(self, name: str, choices: Sequence[str], default: str | None = None) -> str:
        """Return one of ``choices``, mandatory without a default. Raises 10004."""
        value = self.text(name) if default is None else self.optional(name, default)
        if value not in choices:
            raise RefusedError(BLANK)
        return value

    def whole(self, name: str, default: int | None = None) -> int:
        """Return a whole number, mandatory without a default. Raises 10004."""
        if name not in self and default is not None:
            return default
        text = self.text(name)
        if not (text.isascii() and text.isdigit()):
            raise RefusedError(BLANK)
        return int(text)

    def several(self, name: str) -> list[str]:
        """Return a mandatory list like ``1000,1001``. Raises 10004."""
        parts = [part.strip() for part in self.text(name).split(",")]
        if not all(parts) or len(parts) > _MAX_LIST:
            raise RefusedError(BLANK)
        return parts

    def issue(self, *what: str) -> str:
        """Return the random string with which ``what`` can be fetched; ``allowedip`` may fetch it.

        Without that it is the address that asks.
        """
        allowed = self.optional("allowedip", self.address)
        return self._randoms.issue(what, allowed, self._now_s())

    def redeem(self, *what: str, code: str, blank_will_do: bool = False) -> None:
        """Take the random string that came with a download. Raises ``code`` where it is not one.

        With ``blank_will_do`` it may be left out, if only one was asked for.
        """
        random, now_s = self.optional("random"), self._now_s()
        if not random and blank_will_do:
            random = self._randoms.find(what, self.address)
        if not self._randoms.redeem(random, what, self.address, now_s):
            raise RefusedError(code)

    def within(self, values: Mapping[str, Any]) -> Params:
        """Return the parameters inside one of these."""
        return Params(values, address=self.address, randoms=self._randoms, now_s=self._now_s)
