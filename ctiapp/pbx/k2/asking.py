"""Questions and commands to a K2, and what it means that one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.pbx.asking import REFUSALS, EndpointAsker, Endpoints
from ctiapp.pbx.k2.capabilities import NEEDED_BY
from ctiapp.pbx.k2.wire_directory import INFORMATION
from ctiapp.pbx.k2.wire_rest import UNSUPPORTED

if TYPE_CHECKING:
    from ctiapp.pbx.asking import Query, Remark
    from ctiapp.pbx.talk import Command

__all__ = ["REFUSALS", "Asker"]

# Nothing is known of one's calls without the vital ones: a page instead of these is trouble.
_VITAL: Final = frozenset({"extension/list", "extension/query_call", "call/query"})
_ENDPOINTS: Final = Endpoints(NEEDED_BY, UNSUPPORTED, INFORMATION, _VITAL)


class Asker(EndpointAsker):
    """Puts questions and gives commands, and keeps in mind what this firmware does not have."""

    def __init__(self, query: Query, command: Command, remark: Remark) -> None:
        super().__init__(query, command, remark, _ENDPOINTS)
