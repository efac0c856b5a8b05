"""Endpoints that no page of an OpenVox UC's API has: looked for before what needs them is offered.

Each is asked for an extension that cannot be: one whose name is no number. Where the endpoint is
there it refuses that with a code, or says success to what changes nothing (inferred); where it is
not the PBX says so, by 10003 or by a page that is not there. A refusal without a code says neither.
Nobody logs in for it, and nothing is done to anybody's call.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ctiapp import log
from ctiapp.model.commands import Capability, ListenMode
from ctiapp.model.errors import CommandError, NotReady, NotSupported, PbxError, WireError
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.openvox import wire_calls, wire_queues

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from ctiapp.pbx.openvox.asking import Asker
    from ctiapp.pbx.request import Request

_NOBODY: Final = "none"

PROBES: Final[Mapping[Capability, Request]] = MappingProxyType(
    {
        Capability.RESUME: wire_calls.on_extension("unhold", _NOBODY),
        Capability.LISTEN: wire_calls.listen(ListenMode.LISTEN, Number(_NOBODY), _NOBODY),
        Capability.PAUSE: wire_queues.pause(QueueId(_NOBODY), ExtensionId(_NOBODY), on=True),
    }
)
"""What cannot be done without such an endpoint, and what it is asked."""

LOOK_AGAIN_S: Final = 30.0
"""So long after a look that left something open is looked again; each time twice as long."""

LONGEST_S: Final = 900.0
"""It grows no longer than this: a PBX that never tells is asked some hundred times a day."""

_logger = log.topic("pbx")


class Unprinted:
    """Which of them this firmware has.

    Args:
        asker: puts the questions.

    Attributes:
        unseen: what needs one that was not seen to be there.
        on_change: is called when that changes.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._asked: set[Capability] = set()
        self.unseen: frozenset[Capability] = frozenset(PROBES)
        self.on_change: Callable[[], None] = lambda: None

    def look_again(self) -> None:
        """Somebody has logged in, perhaps at another firmware; what was seen holds until asked."""
        self._asked.clear()

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        """Look meanwhile, again and again until each has answered; see `look`."""
        task = asyncio.create_task(self._look_until_told(), name="openvox-look")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def _look_until_told(self) -> None:
        """A passing trouble must not take away for a whole stream what is there."""
        pause_s = LOOK_AGAIN_S
        await self.look()
        while not self._asked.issuperset(PROBES):
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_S)
            await self.look()

    async def look(self) -> None:
        """Ask for those that have not answered since the last log-in, one after the other."""
        for capability, request in PROBES.items():
            if capability in self._asked:
                continue
            try:
                there = await self._is_there(request)
            except PbxError as err:  # what it means for the link, the link finds out by itself
                _logger.info("not all looked for: %s %s", type(err).__name__, err.code or "")
                return
            if there is not None:
                self._asked.add(capability)
                self._note(capability, there=there)

    async def _is_there(self, request: Request) -> bool | None:
        """Whether an endpoint is there; None where the answer tells nothing of that.

        Raises:
            PbxError: nobody answered.
        """
        try:
            await self._asker.query(request)
        except NotSupported:
            return False
        except CommandError as err:
            return None if err.code is None else True
        except (WireError, NotReady):
            return None
        return True

    def _note(self, capability: Capability, *, there: bool) -> None:
        before = self.unseen
        self.unseen = before - {capability} if there else before | {capability}
        if self.unseen != before:
            self.on_change()
