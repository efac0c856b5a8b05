"""Commands for agents under way: in which queue each waits for what, and what settles it.

A command is settled by what the PBX says of each agent in each queue, asked after it took the
command. Its timer ends the waiting, not the marks: where the PBX was not asked yet, since questions
are rationed, the mark stays until the next answer, which then decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ctiapp.model.agents import AgentVerb
from ctiapp.model.notice import Notice, Severity
from ctiapp.state.changes import AgentCommandSettled, Settled

if TYPE_CHECKING:
    from ctiapp.model.events import AgentCommandSent
    from ctiapp.model.ids import QueueId
    from ctiapp.model.number import Number
    from ctiapp.state.agentrecords import AgentRecord
    from ctiapp.state.book import Batch

OVER_S = 5.0
"""How long after a call what was to take effect then may take, before it is said not to be so."""

_AFTER_CALL = (AgentVerb.PAUSE, AgentVerb.LOG_OUT)
"""What a PBX may put off until the agent's call is over."""

_OVERTAKES = {
    AgentVerb.LOG_IN: frozenset({AgentVerb.LOG_IN, AgentVerb.LOG_OUT}),
    AgentVerb.LOG_OUT: frozenset(AgentVerb),
    AgentVerb.PAUSE: frozenset({AgentVerb.PAUSE, AgentVerb.READY}),
    AgentVerb.READY: frozenset({AgentVerb.PAUSE, AgentVerb.READY}),
}
"""What is no longer waited for once something newer is asked of the same agent."""

Part = tuple["QueueId", "Number"]


@dataclass(slots=True)
class Command:
    """A command under way.

    Attributes:
        sent: what was asked.
        parts: where it is not settled yet.
        accepted_s: when the PBX took it, on the monotonic clock; None: it has not answered.
        asked: the parts that the PBX was asked about since.
        put_off: whether some part takes effect after a call.
        lost: whether some part is not there any more.
        waited_for: whether somebody still waits for what becomes of it.
    """

    sent: AgentCommandSent
    parts: set[Part]
    accepted_s: float | None = None
    asked: set[Part] = field(default_factory=set)
    put_off: bool = False
    lost: bool = False
    waited_for: bool = True


def not_so(verb: AgentVerb) -> Notice:
    """What an agent shows where the PBX took a command, and says otherwise."""
    return Notice.of("agent.not_so", severity=Severity.WARNING, verb=verb.value)


class AgentCommands:
    """All commands for agents under way, by their tokens."""

    def __init__(self) -> None:
        self._commands: dict[int, Command] = {}

    def __len__(self) -> int:
        return len(self._commands)

    def add(self, sent: AgentCommandSent, batch: Batch) -> None:
        """A command leaves; what it overtakes is not waited for any more."""
        parts = {(queue_id, number) for queue_id in sent.queue_ids for number in sent.agents}
        for token, older in list(self._commands.items()):
            if older.sent.verb not in _OVERTAKES[sent.verb] or not older.parts & parts:
                continue
            older.parts -= parts
            if not older.parts:
                del self._commands[token]
                if older.waited_for:
                    batch.changes.append(AgentCommandSettled(token, Settled.UNKNOWN))
        self._commands[sent.token] = Command(sent, parts)

    def get(self, token: int) -> Command | None:
        """A command under way, or None."""
        return self._commands.get(token)

    def drop(self, token: int) -> Command | None:
        """A command is over, however it ended."""
        return self._commands.pop(token, None)

    def pending(self, part: Part) -> frozenset[AgentVerb]:
        """What is asked of this agent in this queue, and not settled."""
        return frozenset(c.sent.verb for c in self._commands.values() if part in c.parts)

    def give_up(self, batch: Batch) -> None:
        """Nobody can tell any more what becomes of any of them."""
        for token, command in self._commands.items():
            if command.waited_for:
                batch.changes.append(AgentCommandSettled(token, Settled.UNKNOWN))
        self._commands.clear()

    def told(
        self, part: Part, record: AgentRecord, asked_s: float, batch: Batch
    ) -> tuple[AgentRecord, bool]:
        """Settle what an answer shows of this agent; the record as it is then.

        The second value says whether the PBX is to be asked again, soon.
        """
        again = False
        for token, command in list(self._commands.items()):
            if part not in command.parts or command.accepted_s is None:
                continue
            if asked_s < command.accepted_s:
                again = True  # the question was older than the command: it says nothing of it
                continue
            verb = command.sent.verb
            command.asked.add(part)
            if record.shows(verb, command.sent.reason):
                record = replace(record, notice=None, failed=None, after_call=None)
            elif record.busy and verb in _AFTER_CALL:
                record = replace(record, after_call=verb, over_s=None)
                command.put_off = True
            elif not command.waited_for:
                record = replace(record, notice=not_so(verb), failed=verb)
            else:
                again = True
                continue
            self._done(token, command, part, batch)
        return record, again

    def expire(self, token: int, batch: Batch) -> set[Part]:
        """Nobody waits any longer; where the PBX was asked since, it says otherwise: those parts.

        Where it did not even answer the command, what it says from now on decides. The second time
        all of it is over: a PBX that answers no question either leaves no mark for ever.
        """
        command = self._commands.get(token)
        if command is None:
            return set()
        if not command.waited_for:
            del self._commands[token]
            return set(command.parts)
        batch.changes.append(AgentCommandSettled(token, Settled.UNKNOWN))
        command.waited_for = False
        if command.accepted_s is None:
            command.accepted_s = batch.now.mono_s
        refuted = command.parts & command.asked
        command.parts -= refuted
        if not command.parts:
            del self._commands[token]
        return refuted

    def forget(self, known: set[Part], batch: Batch) -> None:
        """Only these agents are there any more: what was asked of others is over."""
        for token, command in list(self._commands.items()):
            for part in command.parts - known:
                command.lost = True
                self._done(token, command, part, batch)

    def _done(self, token: int, command: Command, part: Part, batch: Batch) -> None:
        command.parts.discard(part)
        if command.parts:
            return
        self._commands.pop(token, None)
        if command.waited_for:
            how = Settled.AFTER_CALL if command.put_off else Settled.CONFIRMED
            how = Settled.UNKNOWN if command.lost else how
            batch.changes.append(AgentCommandSettled(token, how))


def after_the_call(record: AgentRecord, asked_s: float, now_s: float) -> tuple[AgentRecord, bool]:
    """What was put off, once the PBX told how the agent stands; whether to ask again, soon."""
    verb = record.after_call
    if verb is None:
        return record, False
    if record.shows(verb):
        return replace(record, after_call=None, over_s=None), False
    if record.busy:
        return replace(record, over_s=None), False
    if record.over_s is None:
        return replace(record, over_s=now_s), True
    if asked_s >= record.over_s + OVER_S:
        record = replace(record, after_call=None, over_s=None, notice=not_so(verb), failed=verb)
        return record, False
    return record, True
