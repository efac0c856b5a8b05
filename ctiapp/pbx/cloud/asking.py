"""Questions and commands to a Cloud PBX, and what it means that one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.errors import NotSupported
from ctiapp.pbx.asking import REFUSALS, LosingAsker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.commands import Capability
    from ctiapp.pbx.request import Request

__all__ = ["REFUSALS", "Asker"]


class Asker(LosingAsker):
    """Puts questions and sends commands, each with what it is for: 10003 withdraws that."""

    async def ask(self, request: Request, need: Capability) -> Mapping[str, object]:
        """Ask something that needs this capability."""
        try:
            return await self.query(request)
        except NotSupported as err:
            self.lose(need, err)
            raise

    async def do(
        self, request: Request, need: Capability, *, repeatable: bool
    ) -> Mapping[str, object]:
        """Have something done that needs this capability, at most once."""
        try:
            return await self._command(request, repeatable=repeatable)
        except NotSupported as err:
            self.lose(need, err)
            raise
