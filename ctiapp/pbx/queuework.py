"""Who works in the queues of K2, OpenVox and Cloud, how they stand, and having them come and go.

K2 and OpenVox name no dynamic agent who is not logged in: who may work there is kept in mind here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from ctiapp import log
from ctiapp.model.agents import AgentCall, AgentKind, AgentStatus, Member
from ctiapp.model.commands import LogAgent, LogAgents, PauseAgent, PauseAgents
from ctiapp.model.errors import CommandError, QueuePasswordWanted, QueuePasswordWrong
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.pbx.request import named

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from ctiapp.model.agents import Queue
    from ctiapp.model.ids import QueueId

QueueCommand = LogAgent | PauseAgent | LogAgents | PauseAgents

COMMANDS: Final = (LogAgent, PauseAgent, LogAgents, PauseAgents)
"""What is asked of agents here."""

REFUSED_WORD: Final = "10032"
"""The code of all three: the queue's password is not this one, or there is none."""
_MISSING: Final = "10004"
"""The code of all three: something is missing. Where no password was sent, it is that."""

_MAX_WORKED: Final = 500
"""So many agents of one queue are kept in mind."""

_DYNAMIC: Final = re.compile(r"(?:[A-Za-z]+/)?([0-9A-Za-z_*#+]+)(?:@.*)?")
"""``305`` or ``Local/305@only-dialextension-q6401``, as a relative prints a dynamic agent."""


# --- who and how ---------------------------------------------------------------------------------


def agent_number(text: str) -> Number | None:
    """Read an agent's number; None where there is none in it."""
    match = _DYNAMIC.fullmatch(text)
    number = None if match is None else Number.of(match[1])
    return None if number is None or number.withheld else number


def member(number: Number, names: Mapping[Number, str]) -> Member:
    """Somebody in a queue; an extension's number is its id."""
    return Member(ExtensionId(number.text), number, names.get(number, ""))


def agent_statuses(
    logged_in: Mapping[Number, str],
    queue: Queue | None,
    names: Mapping[Number, str],
    *,
    calls: Mapping[str, AgentCall],
    paused: str,
    resting: str,
) -> tuple[AgentStatus, ...]:
    """How each agent of a queue stands, dynamic ones among them who are not logged in.

    Of a static one whom the PBX does not name nothing is said: they are always logged in, so the
    queue has them no more, and the list that has them is old.

    Args:
        logged_in: who is -> the PBX's code of how they stand.
        queue: the queue with those who may work in it; None where that is not known.
        names: who sits at which extension.
        calls: what each code says of calls.
        paused: the code of a pause.
        resting: the code of a rest after a call.
    """
    known = {} if queue is None else {one.number: None for one in (*queue.static, *queue.dynamic)}
    found = []
    for number in {**known, **dict.fromkeys(logged_in)}:
        kind = None if queue is None else queue.kind_of(number) or AgentKind.DYNAMIC
        code = logged_in.get(number)
        if code is None and kind is AgentKind.STATIC:
            continue
        found.append(
            AgentStatus(
                number=number,
                name=names.get(number, ""),
                kind=kind,
                logged_in=code is not None,
                paused=code == paused,
                call=calls.get(code or "", AgentCall.UNKNOWN),
                resting=None if code is None else code == resting,
            )
        )
    return tuple(found)


class Worked:
    """Who has worked in each queue as a dynamic agent, as far as it was seen."""

    def __init__(self) -> None:
        self._worked: dict[QueueId, dict[Number, None]] = {}

    def note(self, queue_id: QueueId, numbers: Iterable[Number]) -> None:
        """Keep in mind that these may work there."""
        known = self._worked.setdefault(queue_id, {})
        for number in numbers:
            if len(known) < _MAX_WORKED:
                known[number] = None

    def joined(self, queue: Queue, names: Mapping[Number, str], *others: Number) -> Queue:
        """The queue with those who have worked in it, and others, as dynamic agents."""
        there = {one.number for one in (*queue.static, *queue.dynamic)}
        more = {**self._worked.get(queue.queue_id, {}), **dict.fromkeys(others)}
        members = tuple(member(number, names) for number in more if number not in there)
        return replace(queue, dynamic=(*queue.dynamic, *members)) if members else queue


# --- commands ------------------------------------------------------------------------------------


class Step(Protocol):
    """Has one agent of one queue rest or go on."""

    async def __call__(self, queue_id: QueueId, ext_id: ExtensionId, *, on: bool) -> None:
        """Do it.

        Raises:
            PbxError: as it happened.
        """


class LogStep(Protocol):
    """Logs one agent of one queue in or out."""

    async def __call__(
        self, queue_id: QueueId, ext_id: ExtensionId, *, on: bool, given: str
    ) -> bool:
        """Do it; tells whether it was done with the password that was given (empty: none was).

        Raises:
            PbxError: as it happened.
        """


async def do(command: QueueCommand, log_step: LogStep, pause: Step) -> frozenset[QueueId]:
    """Do each step of a command; the first that is refused ends it.

    Args:
        command: as it was given.
        log_step: logs an agent in or out.
        pause: pauses an agent, or lets them go on.

    Returns:
        The queues that took the password which came with the command.

    Raises:
        ValueError: no queue or no agent is named.
        QueuePasswordWanted: a queue wants its password, or another one than was given.
        PbxError: as it happened.
    """
    took: set[QueueId] = set()
    for queue_id, ext_id in _pairs(command):
        match command:
            case LogAgent(on=on, passwords=passwords) | LogAgents(on=on, passwords=passwords):
                if await log_step(queue_id, ext_id, on=on, given=passwords.get(queue_id, "")):
                    took.add(queue_id)
                if isinstance(command, LogAgent) and on and command.paused:
                    await pause(queue_id, ext_id, on=True)
            case PauseAgent(on=on) | PauseAgents(on=on):
                await pause(queue_id, ext_id, on=on)
    return frozenset(took)


async def log_with_password(
    queue_id: QueueId, told: str, given: str, send: Callable[[str], Awaitable[None]]
) -> bool:
    """Log in or out with the password that the PBX tells, then with the one that was given.

    Where there is neither, it is tried without one. No password is in any line of the log.

    Args:
        queue_id: which queue.
        told: its password, as the PBX tells it; empty where it does not.
        given: its password, as somebody gave it; empty where nobody did.
        send: sends the command with a password, or with none where that is empty.

    Returns:
        Whether it was done with the one that was given.

    Raises:
        QueuePasswordWanted: none was given, and it was refused without it.
        QueuePasswordWrong: the one that was given was refused.
        PbxError: as it happened.
    """
    refused: CommandError | None = None
    for password in dict.fromkeys([word for word in (told, given) if word] or [""]):
        forget = log.redact(password)
        try:
            await send(password)
        except CommandError as err:
            if err.code != REFUSED_WORD and (password or err.code != _MISSING):
                raise
            refused = err
        else:
            return bool(given) and password == given
        finally:
            forget()
    raise password_refused(queue_id, given, refused) from refused


def password_refused(
    queue_id: QueueId, given: str, refused: CommandError | None
) -> QueuePasswordWanted:
    """The error for a queue that took no password.

    Args:
        queue_id: which queue.
        given: the password that somebody gave; empty where nobody did.
        refused: what the PBX said last.
    """
    kind = QueuePasswordWrong if given else QueuePasswordWanted
    code = REFUSED_WORD if refused is None else refused.code
    return kind("" if refused is None else refused.detail, queue_id=queue_id, code=code)


def _pairs(command: QueueCommand) -> tuple[tuple[QueueId, ExtensionId], ...]:
    """Each agent in each queue: the PBX takes one of each at a time.

    Raises:
        ValueError: none is named.
    """
    queue_ids: tuple[QueueId, ...]
    ext_ids: tuple[ExtensionId, ...]
    if isinstance(command, LogAgent | PauseAgent):
        queue_ids, ext_ids = command.queue_ids, (command.ext_id,)
    else:
        queue_ids, ext_ids = (command.queue_id,), command.ext_ids
    named(*queue_ids)
    named(*ext_ids)
    return tuple((queue_id, ext_id) for queue_id in queue_ids for ext_id in ext_ids)
