"""Whose events are posted to us, by the serial number in them. Pure; bounded.

Whoever reaches our port, and has found out the path, can post. The handbooks print the PBX's number
in every event that they show; but the Cloud's prints one of another shape where the PBX is asked.
So another number may be the PBX's as well: it is believed once the PBX, asked, tells of the very
call of which an event with that number told before, and then no third one is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp import log

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_STRANGE: Final = 8
"""The most other serial numbers that are kept in mind; the oldest go first."""

MAX_NAMES: Final = 32
"""The most names that are kept in mind of each."""

_logger = log.topic("pbx")


class Serials:
    """The serial numbers that are the PBX's own, and those that may be."""

    def __init__(self) -> None:
        self._sn = ""
        self._told_sn = ""
        self._matched = False
        self._strange: dict[str, frozenset[str]] = {}

    def expect(self, sn: str | None) -> None:
        """Which PBX this is, by its own word; None where it does not say."""
        if (sn or "") != self._sn:
            self._sn = sn or ""
            self._matched = False
            self._told_sn = ""
            self._strange.clear()

    def is_genuine(self, sn: str) -> bool:
        """Whether an event is this PBX's, by the serial number in it; another one: see `suspect`.

        Args:
            sn: in the event; empty where it has none.
        """
        if not self._sn:
            return True
        if sn.casefold() == self._sn.casefold():
            self._matched = True
            return True
        return bool(sn) and not self._matched and sn == self._told_sn

    def suspect(self, sn: str, names: Iterable[str]) -> bool:
        """Keep in mind of what an event told that bears another serial number.

        Args:
            sn: in the event.
            names: the legs or calls that it tells of.

        Returns:
            Whether the PBX should be asked: what it says may show that the event is its own.
        """
        if not sn or self._matched or self._told_sn:
            return False
        known = self._strange.pop(sn, frozenset())
        self._strange[sn] = frozenset([*known, *names][-MAX_NAMES:])
        while len(self._strange) > MAX_STRANGE:
            del self._strange[next(iter(self._strange))]
        return bool(self._strange[sn])

    def agree(self, names: frozenset[str]) -> frozenset[str]:
        """The PBX, asked, tells of these: whoever told of one of them before is the PBX.

        Returns:
            Of what events told that are known by this to be the PBX's; mostly nothing.
        """
        if self._matched or self._told_sn:
            return frozenset()
        found = next((sn for sn, told in self._strange.items() if told & names), "")
        if not found:
            return frozenset()
        _logger.info("events bear another serial number than the PBX itself")
        told = self._strange[found]
        self._told_sn = found
        self._strange.clear()
        return told
