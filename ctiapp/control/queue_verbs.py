"""The ctl verbs of agents: one's own queues, and one's presence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.control.picture import code_of
from ctiapp.control.queue_picture import board_picture, presence_picture
from ctiapp.model.abilities import FOR_AGENTS
from ctiapp.model.commands import Capability
from ctiapp.model.ctl import CtlExit, CtlReply
from ctiapp.model.directory import Presence
from ctiapp.model.errors import InvalidState, NotSupported, QueuePasswordWanted, UsageError
from ctiapp.model.notice import Notice
from ctiapp.services.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping

    from ctiapp.model.agents import PauseReason
    from ctiapp.model.ctl import CtlRequest
    from ctiapp.model.ids import QueueId
    from ctiapp.services.bundle import Services
    from ctiapp.services.calls import Outcome

    Within = Callable[[Coroutine[object, object, Outcome | None]], Awaitable[CtlReply]]
    Say = Callable[[Notice], str]

PRESENCES = tuple(each.value for each in Presence if each is not Presence.UNKNOWN)
"""The words of ``ctl presence``; a hyphen does for each underscore, and any case."""

_NEEDS = {verb.value: needed for verb, needed in FOR_AGENTS.items()}
"""What a form of ``queue`` needs; every other needs that there are queues."""
_LISTED = 20
"""How many of what is known an error names."""


class QueueVerbs:
    """Does ``queue`` and ``presence``.

    Args:
        services: what is asked.
        within: waits for what was begun, as long as an answer may take.
        say: makes a sentence of a notice.
    """

    def __init__(self, services: Services, within: Within, say: Say) -> None:
        self._services = services
        self._within = within
        self._say = say

    async def queue(self, request: CtlRequest) -> CtlReply:
        """``queue list|login|logout|pause|resume``.

        Raises:
            CtiError: it was refused or makes no sense; the key says why.
        """
        agents = self._services.agents
        self._refuse_lacking(_NEEDS.get(request.args[0], Capability.QUEUES))
        if request.args[0] == "list":
            self._need(Connection.ONLINE, Connection.RECONNECTING)
            now = self._services.clock()
            boards = [board_picture(queue, now) for queue in agents.picture.queues]
            return CtlReply(data=boards)
        self._need(Connection.ONLINE)
        match request.args[0]:
            case "login":
                work = agents.log_in(*self._where(request))
            case "logout":
                work = agents.log_out(*self._where(request))
            case "pause":
                queue_ids = self._queues(request)
                work = agents.pause(self._reason(request.text("reason")), queue_ids)
            case _:
                work = agents.ready(self._queues(request))
        try:
            return await self._within(work)
        except QueuePasswordWanted as error:
            notice = error.notice()
            text = self._say(Notice.of("queue.password_stdin", why=self._say(notice)))
            return CtlReply.failed(code_of(notice) or "error", text)

    async def presence(self, request: CtlRequest) -> CtlReply:
        """``presence [STATUS]``: show one's own, or set it.

        Raises:
            CtiError: it was refused, or one is not connected.
        """
        agents = self._services.agents
        self._refuse_lacking(Capability.PRESENCE)
        if not request.args:
            self._need(Connection.ONLINE, Connection.RECONNECTING)
            return CtlReply(data=presence_picture(agents.picture.me))
        word = request.args[0].strip().casefold().replace("-", "_")
        if word not in PRESENCES:
            notice = Notice.of(
                "agent.unknown_presence", presence=request.args[0][:60], known=", ".join(PRESENCES)
            )
            return CtlReply.failed("agent.unknown-presence", self._say(notice), CtlExit.USAGE)
        return await self._within(agents.set_presence(Presence(word)))

    # ----------------------------------------------------------------------------------------------

    def _refuse_lacking(self, needed: Capability) -> None:
        """Raise `NotSupported` where this PBX cannot do that at all."""
        if needed not in self._services.session.status.offered:
            raise NotSupported("not one of its capabilities", lacks=needed.value)

    def _need(self, *states: Connection) -> None:
        """Raise `InvalidState` where the link stands otherwise: nobody is signed in, or a gap."""
        if self._services.session.status.state not in states:
            raise InvalidState("not connected", key="link.not_up")

    def _where(
        self, request: CtlRequest
    ) -> tuple[tuple[QueueId, ...] | None, Mapping[QueueId, str] | None]:
        """The queues that are named, and the password of the one that it is given for.

        Raises:
            UsageError: key ``queue.password_which``: a password, and not one queue.
        """
        queue_ids, password = self._queues(request), request.text("password")
        if password is None:
            return queue_ids, None
        if queue_ids is None or len(queue_ids) != 1:
            raise UsageError("which queue?", key="queue.password_which")
        return queue_ids, {queue_ids[0]: password}

    def _queues(self, request: CtlRequest) -> tuple[QueueId, ...] | None:
        """The queues that are named; None where none is: then all of one's own are meant.

        Raises:
            UsageError: key ``agent.no_such_queue``.
        """
        named = tuple(dict.fromkeys(number.strip() for number in request.texts("queue")))
        queues = {queue.number.text: queue for queue in self._services.agents.picture.queues}
        if not named:
            return None
        if not queues:
            return ()  # none at all: the service says why, and never takes it for all
        unknown = [number for number in named if number not in queues]
        if unknown:
            raise UsageError(
                "no such queue",
                key="agent.no_such_queue",
                queue=", ".join(unknown)[:60],
                known=_list(f"{number} {queue.name}" for number, queue in queues.items()),
            )
        return tuple(queues[number].queue_id for number in named)

    def _reason(self, text: str | None) -> PauseReason | None:
        """The PBX's reason of this code or this text, any case; None where none was given.

        Where this PBX takes no reasons a pause has none: whichever was given is left out.

        Raises:
            NotSupported: this family of PBXs has no reasons at all.
            UsageError: key ``agent.no_such_reason``, or ``agent.reasons_not_told``.
        """
        agents = self._services.agents
        if text is None:
            return None
        self._refuse_lacking(Capability.PAUSE_REASONS)
        if not agents.takes_reasons:
            return None
        reasons = agents.picture.me.reasons
        wanted = text.strip().casefold()
        for reason in reasons:
            if reason.code.casefold() == wanted:
                return reason
        for reason in reasons:
            if reason.text.strip().casefold() == wanted:
                return reason
        if not reasons:
            raise UsageError("no reasons", key="agent.reasons_not_told", reason=text[:60])
        known = _list(f"{reason.text} ({reason.code})" for reason in reasons)
        raise UsageError(
            "no such reason", key="agent.no_such_reason", reason=text[:60], known=known
        )


def _list(names: Iterable[str]) -> str:
    """What is known, on one line."""
    found = list(names)
    more = ["…"] if len(found) > _LISTED else []
    return ", ".join([*(name.strip() for name in found[:_LISTED]), *more])
