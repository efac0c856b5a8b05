"""Questions and commands to a Cloud PBX, and what it means that one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.pbx.asking import REFUSALS, EndpointAsker
from ctiapp.pbx.cloud.capabilities import NEEDED_BY
from ctiapp.pbx.cloud.wire_rest import UNSUPPORTED

if TYPE_CHECKING:
    from ctiapp.pbx.asking import Query, Remark
    from ctiapp.pbx.talk import Command

__all__ = ["REFUSALS", "Asker"]


class Asker(EndpointAsker):
    """Puts questions and gives commands, and keeps in mind what this PBX does not have."""

    def __init__(self, query: Query, command: Command, remark: Remark) -> None:
        super().__init__(query, command, remark, needed_by=NEEDED_BY, unsupported=UNSUPPORTED)
