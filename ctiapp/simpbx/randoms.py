"""The random strings that a file is fetched with, on the PBXs that push their events.

One is good for 30 seconds and one download, from the address that asked or from the one that was
named (K2 sheet, section 6; OpenVox sheet, section 4; Cloud handbook, on `recording/get_random`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

LIFE_S = 30.0
"""How long a random string is good."""

_HEX = "0123456789abcdef"
_LENGTH = 32
_MAX = 1000


@dataclass(frozen=True, slots=True)
class _Permit:
    what: tuple[str, ...]
    address: str
    until_s: float


class Randoms:
    """The random strings that are out."""

    def __init__(self, *, seed: int) -> None:
        """Make them from ``seed``."""
        self._random = random.Random(f"randoms-{seed}")
        self._permits: dict[str, _Permit] = {}

    def issue(self, what: tuple[str, ...], address: str, now_s: float) -> str:
        """Permit one download of ``what`` to an address; returns the random string."""
        if len(self._permits) >= _MAX:
            del self._permits[next(iter(self._permits))]
        text = "".join(self._random.choices(_HEX, k=_LENGTH))
        self._permits[text] = _Permit(what, address, now_s + LIFE_S)
        return text

    def find(self, what: tuple[str, ...], address: str) -> str:
        """Return the newest random string that permits a download; empty for none."""
        fitting = [
            text
            for text, permit in self._permits.items()
            if (permit.what, permit.address) == (what, address)
        ]
        return fitting[-1] if fitting else ""

    def redeem(self, text: str, what: tuple[str, ...], address: str, now_s: float) -> bool:
        """Whether ``text`` permits this download; it does so once."""
        permit = self._permits.get(text)
        if permit is None or (permit.what, permit.address) != (what, address):
            return False
        del self._permits[text]
        return permit.until_s > now_s
