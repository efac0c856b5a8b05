"""Questions and commands to a Cloud PBX, and what it means that one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp import log
from ctiapp.model.errors import NotPermitted, NotSupported

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from ctiapp.model.commands import Capability
    from ctiapp.model.errors import PbxError
    from ctiapp.pbx.cloud.wire_rest import Remark
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.talk import Command

REFUSALS: Final = (NotSupported, NotPermitted)
"""This PBX, or this client's rights, lack it: asking again does not help."""

_logger = log.topic("pbx")


class Asker:
    """Puts questions, sends commands, and keeps in mind what cannot be had in this session.

    Args:
        query: asks what is safe to repeat.
        command: has something done, at most once.
        remark: is told what was left out of an answer.

    Attributes:
        withdrawn: what this PBX turned out not to be able to do (10003).
        on_withdrawn: is called when that has grown.
    """

    def __init__(
        self,
        query: Callable[[Request], Awaitable[Mapping[str, object]]],
        command: Command,
        remark: Remark,
    ) -> None:
        self.query = query
        self.remark = remark
        self.withdrawn: frozenset[Capability] = frozenset()
        self.on_withdrawn: Callable[[], None] = lambda: None
        self._command = command
        self._noted: set[str] = set()

    def begin_anew(self) -> None:
        """Somebody has logged in: what was refused before may be allowed now."""
        self.withdrawn = frozenset()

    async def ask(self, request: Request, need: Capability) -> Mapping[str, object]:
        """Ask something that needs this capability; 10003 withdraws it."""
        try:
            return await self.query(request)
        except NotSupported as err:
            self.lose(need, err)
            raise

    async def do(
        self, request: Request, need: Capability, *, repeatable: bool
    ) -> Mapping[str, object]:
        """Have something done that needs this capability; 10003 withdraws it."""
        try:
            return await self._command(request, repeatable=repeatable)
        except NotSupported as err:
            self.lose(need, err)
            raise

    def lose(self, need: Capability, err: PbxError) -> None:
        """This PBX cannot do that at all."""
        if need not in self.withdrawn:
            self.note(need.value, err)
            self.withdrawn |= {need}
            self.on_withdrawn()

    def note(self, what: str, err: PbxError) -> None:
        """Log that something cannot be had: once, however often it is asked for."""
        words = f"no {what}: {type(err).__name__} {err.code or ''}".rstrip()
        if words not in self._noted and len(self._noted) < 64:
            self._noted.add(words)
            _logger.info("%s", words)
