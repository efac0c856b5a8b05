"""Questions and commands to an OpenVox UC, and what it means that one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp.model.errors import CommandError, NotAPbx, NotSupported, OutcomeUnknown, PbxError
from ctiapp.pbx.asking import REFUSALS, EndpointAsker
from ctiapp.pbx.openvox import wire_directory
from ctiapp.pbx.openvox.capabilities import NEEDED_BY
from ctiapp.pbx.openvox.wire_rest import UNSUPPORTED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping

    from ctiapp.model.number import Number
    from ctiapp.pbx.asking import Query, Remark
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.session import Session
    from ctiapp.pbx.talk import Command

__all__ = ["REFUSALS", "Asker", "alive"]

T = TypeVar("T")

_NO_SUCH_PAGE: Final = "HTTP 404"

_VITAL: Final = frozenset({"extension/query", "inbound/query", "outbound/query"})
"""What no firmware lacks: a page instead of their answers is trouble on the way."""


class Asker(EndpointAsker):
    """Puts questions and gives commands, and keeps in mind what this firmware does not have.

    A firmware that lacks an endpoint may answer with a page that is not there, instead of the code
    for that. So does a web server that starts anew, of every endpoint, and nothing is lost by that.

    Args:
        query: asks something that is safe to repeat; the answer says success.
        command: has something done, at most once.
        remark: is told what was left out of an answer.
        me: one's own extension: asked for to see whether the PBX itself answers.
    """

    def __init__(self, query: Query, command: Command, remark: Remark, me: Number) -> None:
        super().__init__(query, command, remark, needed_by=NEEDED_BY, unsupported=UNSUPPORTED)
        self._me = me

    async def query(self, request: Request) -> Mapping[str, object]:
        """Ask; see `EndpointAsker.query`."""
        try:
            return await super().query(request)
        except NotAPbx as err:
            if err.code != _NO_SUCH_PAGE or request.endpoint in _VITAL:
                raise
            raise await self._lacking(request, err) from err

    async def command(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        """Have something done, at most once; see `ctiapp.pbx.talk.Talk.command`.

        Where there is no such page nothing was done.
        """
        try:
            return await super().command(request, repeatable=repeatable)
        except OutcomeUnknown as err:
            if err.code != _NO_SUCH_PAGE:
                raise
            raise await self._lacking(request, err) from err

    async def _lacking(self, request: Request, err: PbxError) -> NotSupported:
        """There is no such page: that this firmware lacks it, if the PBX itself answers.

        Raises:
            PbxError: ``err``: it does not.
        """
        try:
            await super().query(wire_directory.details((self._me,)))
        except CommandError:  # it answers, though it refuses
            pass
        except PbxError as trouble:
            raise err from trouble
        lacking = NotSupported(err.detail, code=UNSUPPORTED)
        self._heed(request, lacking)
        return lacking


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
