"""Questions and commands to a Cloud PBX, and what it means that one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.pbx.asking import REFUSALS, EndpointAsker, Endpoints
from ctiapp.pbx.cloud.capabilities import NEEDED_BY
from ctiapp.pbx.cloud.wire_rest import INFORMATION, UNSUPPORTED

if TYPE_CHECKING:
    from ctiapp.pbx.asking import Query, Remark
    from ctiapp.pbx.talk import Command

__all__ = ["REFUSALS", "Asker"]

# Nothing is known of one's calls without the vital ones: a page instead of these is trouble.
_VITAL: Final = frozenset(
    {"extension/query", "extensionlist/query", "inbound/query", "outbound/query"}
)
_ENDPOINTS: Final = Endpoints(NEEDED_BY, UNSUPPORTED, INFORMATION, _VITAL)


class Asker(EndpointAsker):
    """Puts questions and gives commands, and keeps in mind what this PBX does not have."""

    def __init__(self, query: Query, command: Command, remark: Remark) -> None:
        super().__init__(query, command, remark, _ENDPOINTS)
