"""Commands under way: which verb waits on which call, and which call a dial has made.

A dial's call is named by the PBX's answer, but the events that tell of it, or of its refusal, can
overtake that answer. Such a call is taken for the dial's where it fits, and put right by the answer
where that names another.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.call import FailReason
from ctiapp.model.commands import Verb
from ctiapp.state.changes import Change, CommandConfirmed, CommandUnknown
from ctiapp.state.confirm import BY_EVENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ctiapp.model.call import Call, CallReport, LegReport
    from ctiapp.model.ids import CallId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number

_REFUSED_LATER = (Verb.TRANSFER, Verb.ADD)
_OF_THE_TARGET = (FailReason.BUSY, FailReason.NO_ANSWER, FailReason.DECLINED)
"""Why somebody whom a transferred one is taken back from did not answer: that refuses nothing."""
_KEPT = 64
"""How many guesses and early refusals are kept at most; the oldest go first."""


@dataclass(slots=True)
class Command:
    """A command under way."""

    verb: Verb
    call_id: CallId | None
    callee: Number | None
    sent: Call | None = None

    @property
    def dials(self) -> bool:
        """Whether it makes a call of its own: dialling somebody, or a slot."""
        return self.verb in (Verb.DIAL, Verb.RETRIEVE)


@dataclass(frozen=True, slots=True)
class Guess:
    """A call that was taken for a dial's before the PBX's answer named one."""

    call_id: CallId
    callee: Number


class Commands:
    """All commands under way, by their tokens."""

    def __init__(self) -> None:
        self._commands: dict[int, Command] = {}
        self._guesses: OrderedDict[int, Guess] = OrderedDict()
        self._early: OrderedDict[CallId, Notice] = OrderedDict()

    def __iter__(self) -> Iterator[int]:
        return iter(tuple(self._commands))

    def __len__(self) -> int:
        return len(self._commands) + len(self._guesses) + len(self._early)

    def add(self, token: int, command: Command) -> None:
        """A command leaves."""
        self._commands[token] = command

    def get(self, token: int) -> Command | None:
        """A command under way, or None."""
        return self._commands.get(token)

    def drop(self, token: int) -> Command | None:
        """A command is over, however it ended."""
        self._guesses.pop(token, None)
        return self._commands.pop(token, None)

    def clear(self) -> None:
        """Forget all."""
        self._commands.clear()
        self._guesses.clear()
        self._early.clear()

    def pending(self, call_id: CallId) -> dict[Verb, int]:
        """The verbs that wait on a call, with their tokens."""
        return {c.verb: token for token, c in self._commands.items() if c.call_id == call_id}

    def settled_by(self, call: Call) -> list[Change]:
        """Drop the commands that a call, as it now stands, shows as done or as pointless."""
        changes: list[Change] = []
        for token, command in list(self._commands.items()):
            if command.call_id != call.call_id:
                continue
            done = BY_EVENT.get(command.verb)
            if done is not None and done(command.sent, call):
                del self._commands[token]
                changes.append(CommandConfirmed(token))
            elif call.end is not None and command.verb is not Verb.TAKE_BACK:
                del self._commands[token]
                changes.append(CommandUnknown(token))
        return changes

    def moved(self, call_id: CallId) -> list[Change]:
        """Confirm what was to move a call's party on: the PBX tells that it did (P 30013)."""
        changes: list[Change] = []
        for token, command in list(self._commands.items()):
            if command.call_id == call_id and command.verb in (Verb.TRANSFER, Verb.COMPLETE):
                del self._commands[token]
                changes.append(CommandConfirmed(token))
        return changes

    def refused_moves(self, report: CallReport, reason: FailReason, *, own: bool) -> list[int]:
        """The commands under way that a failed call (P 30015) refuses, dials aside.

        Args:
            report: the call that failed.
            reason: why.
            own: the call is not known yet, and is one's own: a consultation that never began.
        """
        return [
            token
            for token, command in self._commands.items()
            if (command.call_id == report.call_id and command.verb in _REFUSED_LATER)
            or (
                command.call_id == report.call_id
                and command.verb is Verb.TAKE_BACK
                and reason not in _OF_THE_TARGET
            )
            or (own and command.verb is Verb.CONSULT)
        ]

    # -- dials -----------------------------------------------------------------------------------

    def dialled_as(self, report: CallReport, is_own: Callable[[LegReport], bool]) -> Number | None:
        """What was dialled, if this new call is the one that a dial under way makes."""
        for token, command in self._commands.items():
            if not command.dials or command.callee is None:
                continue
            if command.call_id is not None:
                if command.call_id == report.call_id:
                    return command.callee
            elif _fits(report, command.callee, is_own):
                command.call_id = report.call_id
                self._guesses[token] = Guess(report.call_id, command.callee)
                _bound(self._guesses)
                return command.callee
        return None

    def named(self, token: int) -> Guess | None:
        """The PBX has answered a dial; what its call was taken to be before, if anything."""
        return self._guesses.pop(token, None)

    def refused_dials(
        self, report: CallReport, is_own: Callable[[LegReport], bool], notice: Notice
    ) -> list[int]:
        """The dials that a failed call refuses; one whose call is not named yet learns it then."""
        mine = any(is_own(leg) for leg in report.legs)
        waiting = False
        tokens = []
        for token, command in self._commands.items():
            if not command.dials or command.callee is None:
                continue
            if command.call_id == report.call_id:
                tokens.append(token)
            elif command.call_id is None and mine:
                if _fits(report, command.callee, is_own):
                    tokens.append(token)
                else:
                    waiting = True
        if waiting and not tokens:
            self._early[report.call_id] = notice
            _bound(self._early)
        return tokens

    def early_refusal(self, call_id: CallId) -> Notice | None:
        """Why a call failed before the PBX's answer named it as a dial's."""
        return self._early.pop(call_id, None)


def _fits(report: CallReport, callee: Number, is_own: Callable[[LegReport], bool]) -> bool:
    """Whether a call can be the one that dialling ``callee`` makes: nobody else calls in it."""
    others = [leg for leg in report.legs if not is_own(leg)]
    if any(leg.calling is True for leg in others):
        return False
    return not others or any(leg.number == callee for leg in others)


def _bound(kept: OrderedDict[int, Guess] | OrderedDict[CallId, Notice]) -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)
