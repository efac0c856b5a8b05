"""Questions and commands to an OpenVox UC, and what it means that one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp.model.errors import CommandError, NotSupported, OutcomeUnknown
from ctiapp.pbx.asking import REFUSALS, EndpointAsker
from ctiapp.pbx.openvox.capabilities import NEEDED_BY
from ctiapp.pbx.openvox.wire_rest import UNSUPPORTED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping

    from ctiapp.pbx.asking import Query, Remark
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.session import Session
    from ctiapp.pbx.talk import Command

__all__ = ["REFUSALS", "Asker", "alive"]

T = TypeVar("T")

_NO_SUCH_PAGE: Final = "HTTP 404"


class Asker(EndpointAsker):
    """Puts questions and gives commands, and keeps in mind what this firmware does not have."""

    def __init__(self, query: Query, command: Command, remark: Remark) -> None:
        super().__init__(query, command, remark, needed_by=NEEDED_BY, unsupported=UNSUPPORTED)

    async def command(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        """Have something done, at most once; see `ctiapp.pbx.talk.Talk.command`.

        A firmware that lacks the endpoint may answer with a page that is not there, instead of the
        code for that: nothing was done.
        """
        try:
            return await super().command(request, repeatable=repeatable)
        except OutcomeUnknown as err:
            if err.code != _NO_SUCH_PAGE:
                raise
            lacking = NotSupported(err.detail, code=UNSUPPORTED)
            self._heed(request, lacking)
            raise lacking from err


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
