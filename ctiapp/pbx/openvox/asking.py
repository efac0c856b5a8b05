"""Questions and commands to an OpenVox UC, and what it means that one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp.model.errors import CommandError
from ctiapp.pbx.asking import REFUSALS, EndpointAsker, Endpoints
from ctiapp.pbx.openvox import wire_directory
from ctiapp.pbx.openvox.capabilities import NEEDED_BY
from ctiapp.pbx.openvox.unprinted import PROBES
from ctiapp.pbx.openvox.wire_rest import UNSUPPORTED

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from ctiapp.model.number import Number
    from ctiapp.pbx.asking import Query, Remark
    from ctiapp.pbx.session import Session
    from ctiapp.pbx.talk import Command

__all__ = ["REFUSALS", "Asker", "alive"]

T = TypeVar("T")

_VITAL: Final = frozenset({"extension/query", "inbound/query", "outbound/query"})
"""What no firmware lacks: a page instead of their answers is trouble on the way."""

_UNPRINTED: Final = frozenset(probe.endpoint for probe in PROBES.values())


class Asker(EndpointAsker):
    """Puts questions and gives commands, and keeps in mind what this firmware does not have.

    Args:
        query: asks something that is safe to repeat; the answer says success.
        command: has something done, at most once.
        remark: is told what was left out of an answer.
        me: one's own extension: asked for to see whether the PBX itself answers.
    """

    def __init__(self, query: Query, command: Command, remark: Remark, me: Number) -> None:
        alive = wire_directory.details((me,))
        endpoints = Endpoints(NEEDED_BY, UNSUPPORTED, alive, _VITAL, _UNPRINTED)
        super().__init__(query, command, remark, endpoints)


async def alive(session: Session, question: Awaitable[T]) -> T:
    """Ask; where that is refused without a reason, see by a heartbeat whether the token lives.

    No page prints how a dead token is refused.

    Raises:
        TokenExpired: it does not, and is dropped.
        PbxError: as it happened.
    """
    pair = session.pair
    try:
        return await question
    except CommandError as err:
        if type(err) is CommandError and pair is not None:
            await session.refresh(pair)
        raise
