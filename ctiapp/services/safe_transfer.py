"""Safe transfer: a consultation that completes itself as soon as the consulted one answers.

Until then the caller is never let go: one key brings them back (that is `Calls.abort`), and where
nobody answers they come back by themselves, with the reason.

What holds here:

* Whoever is consulted has *answered* when another member of their call is connected; a queue, a
  menu or a voice that only the caller hears is no answer.
* ``complete`` is sent once, and only by a picture that is live: after a gap, not before the
  snapshot shows that the pair is still there and was answered. What the PBX refuses, or does not
  confirm, is left to the user.
* A caller who hangs up ends the consultation while it rings. One who was reached is not cut off.
* What the user does to the pair by themselves (taking back, completing, joining) ends it silently.

Nothing here writes to the store: the steps are told to whoever shows them (`SafeTransfers.of`).
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from ctiapp.model.call import EndReason, FailReason, LegState
from ctiapp.model.commands import Verb
from ctiapp.model.errors import CtiError, UsageError
from ctiapp.model.events import LinkState
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.observers import Observers
from ctiapp.services.commander import Outcome
from ctiapp.state.changes import CallChanged, LinkMoved

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from ctiapp.model.call import Call
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.calls import Calls
    from ctiapp.services.directory import Directory
    from ctiapp.services.notices import Notices
    from ctiapp.services.preferences import Preferences
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.calls")

_REASONS = {
    FailReason.BUSY: "busy",
    FailReason.NO_ANSWER: "no_answer",
    FailReason.DECLINED: "declined",
    FailReason.DO_NOT_DISTURB: "do_not_disturb",
    FailReason.LINE_UNREACHABLE: "unreachable",
    FailReason.NOT_FOUND: "not_found",
    FailReason.GONE: "not_found",
    FailReason.INCOMPLETE: "not_found",
    FailReason.NO_PERMISSION: "not_allowed",
    FailReason.NO_OUTSIDE_RIGHTS: "not_allowed",
}
_BY_USER = frozenset({Verb.ABORT, Verb.HANG_UP, Verb.CONFERENCE, Verb.COMPLETE})
"""What a user does to the pair by themselves; whatever comes of it surprises nobody."""
_LEAVING = frozenset({Verb.ABORT, Verb.HANG_UP})
"""What of it parts the two from each other."""
_TAKEN_UP = frozenset(
    {Verb.RESUME, Verb.HOLD, Verb.TRANSFER, Verb.CONSULT, Verb.PARK, Verb.ADD, Verb.HANG_UP}
)
"""What a user does with a caller who came back: they have seen it."""


class SafeStep(Enum):
    """How far a safe transfer is; the value is the word of ``ctl``."""

    CALLING = "calling"
    CONNECTING = "connecting"
    RETURNING = "returning"
    STUCK = "stuck"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class SafeTransfer:
    """A safe transfer as it is shown.

    Attributes:
        call_id: the caller's call.
        to: whom they are to reach.
        name: the same as the directory has it, else the number; from outside, not yet made safe.
        step: how far it is.
        attempt: grows with each one; with ``call_id`` it names one coming back.
        second: the consulted one's call, once it is known.
        notice: why it came back, or what is left to the user; None while all goes well.
    """

    call_id: CallId
    to: Number
    name: str
    step: SafeStep
    attempt: int
    second: CallId | None = None
    notice: Notice | None = None


@dataclass(slots=True)
class _Run:
    """A safe transfer under way, with what is not shown of it."""

    shown: SafeTransfer
    seconds: int
    timer: asyncio.TimerHandle | None = None
    away: bool = False
    overdue: bool = False
    unseen: bool = False
    """Sent, and not confirmed: a consultation that the user asks for now is their own."""

    def disarm(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


class SafeTransfers:
    """All safe transfers under way, one a caller.

    Args:
        store: what the PBX tells.
        calls: how it is asked.
        directory: who somebody is.
        preferences: how long to wait for an answer.
        notices: where to tell what no card can.
    """

    def __init__(
        self,
        store: Store,
        calls: Calls,
        directory: Directory,
        preferences: Preferences,
        notices: Notices,
    ) -> None:
        self._store = store
        self._calls = calls
        self._directory = directory
        self._preferences = preferences
        self._notices = notices
        self._runs: dict[CallId, _Run] = {}
        self._attempts = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._observers: Observers[SafeTransfer] = Observers()
        store.subscribe(self._on_changes)

    # -- reading ---------------------------------------------------------------------------------

    def of(self, call_id: CallId) -> SafeTransfer | None:
        """The safe transfer to which a call belongs, the caller's or the consulted one's."""
        for run in self._runs.values():
            if call_id in (run.shown.call_id, run.shown.second):
                return run.shown
        return None

    def subscribe(self, listener: Callable[[SafeTransfer], None]) -> Callable[[], None]:
        """Hear of each step, and of its end (then `of` no longer has it); the answer ends it."""
        return self._observers.subscribe(listener)

    # -- what the user wants ---------------------------------------------------------------------

    async def start(self, call_id: CallId, number: Number) -> Outcome:
        """Consult somebody, and bring the two together by itself when they answer.

        Returns as soon as the PBX has shown the consultation, or has not in time.

        Raises:
            CtiError: it was refused, or makes no sense; nothing is under way then.
        """
        before = self._runs.get(call_id)
        if before is not None and before.shown.step is not SafeStep.BACK:
            raise UsageError("already asked", key="call.pending", verb=Verb.SAFE_TRANSFER.value)
        self._calls.refuse_second_consultation(call_id)  # that one would be taken for this one's
        who = self._directory.identify(number)
        self._attempts += 1
        shown = SafeTransfer(
            call_id,
            number,
            number.text if who is None else who.label,
            SafeStep.CALLING,
            self._attempts,
        )
        seconds = self._preferences.settings.safe_transfer_s
        run = self._runs[call_id] = _Run(shown, seconds)
        loop = asyncio.get_running_loop()
        run.timer = loop.call_later(seconds, self._on_time, run)
        self._observers.tell(shown)
        try:
            outcome = await self._calls.consult(call_id, number)
        except BaseException:
            self._drop(run)
            raise
        run.unseen = outcome is Outcome.UNCONFIRMED
        self._look(run, ())
        return outcome

    def dismiss(self, call_id: CallId) -> bool:
        """The user has seen who came back; tells whether there was anything to be seen."""
        run = self._runs.get(call_id)
        if run is None or run.shown.step is not SafeStep.BACK:
            return False
        self._drop(run)
        return True

    async def close(self) -> None:
        """End what runs; the calls are left as they are."""
        for run in list(self._runs.values()):
            run.disarm()
        self._runs.clear()
        running = list(self._tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    # -- what the PBX tells ----------------------------------------------------------------------

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        if not self._runs:
            return
        if self._store.link is not LinkState.UP or any(isinstance(c, LinkMoved) for c in changes):
            for run in self._runs.values():
                run.away = True
        for run in list(self._runs.values()):
            self._look(run, changes)

    def _look(self, run: _Run, changes: tuple[Change, ...]) -> None:
        """Draw from the picture what is to be done next."""
        if not self._is_under_way(run):
            return
        first = self._store.call(run.shown.call_id)
        if first is None:
            self._drop(run)
            return
        calling = run.shown.step is SafeStep.CALLING
        if calling and run.shown.second is None and first.consulting is not None:
            self._show(run, replace(run.shown, second=first.consulting))
        if self._user_acts(run, changes):
            self._drop(run)
            return
        if self._store.link is LinkState.UP:  # an old picture proves nothing
            self._judge(run, first, changes)

    def _judge(self, run: _Run, first: Call, changes: tuple[Change, ...]) -> None:
        """What the live picture of the caller's call asks for."""
        if first.end is not None:
            self._on_caller_gone(run, first, by_user=self._asked(run, changes, _LEAVING))
        elif run.shown.step is SafeStep.BACK:
            if first.consulting is not None or not _TAKEN_UP.isdisjoint(first.pending):
                self._drop(run)
        elif run.shown.second is not None and first.consulting != run.shown.second:
            self._on_pair_over(run)
        elif run.shown.step is SafeStep.CALLING:
            self._go_on(run)

    def _go_on(self, run: _Run) -> None:
        """It rings, or was answered, or its time was over while the link was down."""
        second = None if run.shown.second is None else self._store.call(run.shown.second)
        if second is not None and _answered(second):
            run.disarm()
            self._show(run, replace(run.shown, step=SafeStep.CONNECTING))
            self._start(self._complete(run))
        elif run.overdue:
            self._give_up(run)

    def _user_acts(self, run: _Run, changes: tuple[Change, ...]) -> bool:
        """Whether the user ends the pair in their own way: then nothing is done by itself."""
        if run.shown.step not in (SafeStep.CALLING, SafeStep.STUCK):
            return False  # those are our own commands
        if run.unseen and run.shown.second is None and self._consults(run):
            return True
        return self._asked(run, changes, _BY_USER)

    def _consults(self, run: _Run) -> bool:
        """Whether a consultation is asked for about the caller's call."""
        first = self._store.call(run.shown.call_id)
        return first is not None and Verb.CONSULT in first.pending

    @staticmethod
    def _asked(run: _Run, changes: tuple[Change, ...], verbs: frozenset[Verb]) -> bool:
        """Whether one of these verbs is pending on the pair, or was until now."""
        ours = (run.shown.call_id, run.shown.second)
        return any(
            not verbs.isdisjoint(call.pending)
            for change in changes
            if isinstance(change, CallChanged)
            for call in (change.before, change.after)
            if call is not None and call.call_id in ours
        )

    def _on_caller_gone(self, run: _Run, first: Call, *, by_user: bool) -> None:
        """The caller's call is over: connected, or hung up, or ended while nobody could see it."""
        shown = run.shown
        reason = None if first.end is None else first.end.reason
        self._drop(run)
        if reason is EndReason.TRANSFERRED or shown.step is SafeStep.BACK:
            return
        if shown.step is SafeStep.CONNECTING and reason is EndReason.HUNG_UP and not by_user:
            return  # one's own leg left by our command: those two have each other
        if reason is EndReason.WHILE_AWAY:
            self._tell("safe.ended_while_away", name=shown.name)
            return
        second = None if shown.second is None else self._store.call(shown.second)
        if second is None or second.end is not None:
            self._tell("safe.caller_gone", name=shown.name)
        elif _answered(second):
            self._tell("safe.caller_gone_answered", name=shown.name)
        else:
            self._tell("safe.caller_gone", name=shown.name)
            self._start(self._hang_up(second.call_id))

    def _on_pair_over(self, run: _Run) -> None:
        """The consulted one's call is over, and the caller is still there."""
        if run.shown.step is SafeStep.CONNECTING:
            return  # what became of our command tells more
        self._come_back(run, self._why(run))

    def _why(self, run: _Run) -> str:
        """Which sentence says why the caller is back."""
        second = None if run.shown.second is None else self._store.call(run.shown.second)
        end = None if second is None else second.end
        if run.shown.step is SafeStep.RETURNING:
            return "timeout"
        if end is not None and end.reason is EndReason.FAILED and end.failed is not None:
            return _REASONS.get(end.failed, "other")
        if run.away and (end is None or end.reason in (EndReason.WHILE_AWAY, EndReason.UNKNOWN)):
            return "unknown"
        return "hung_up" if run.shown.step is SafeStep.STUCK else "no_answer"

    # -- what is done about it -------------------------------------------------------------------

    def _on_time(self, run: _Run) -> None:
        """Nobody has answered in time."""
        run.timer = None
        run.overdue = True
        live = self._store.link is LinkState.UP
        if live and self._is_under_way(run) and run.shown.step is SafeStep.CALLING:
            self._give_up(run)

    def _give_up(self, run: _Run) -> None:
        if run.shown.second is None:
            first = self._store.call(run.shown.call_id)
            if first is None or Verb.CONSULT not in first.pending:
                self._come_back(run, "unknown")  # it was sent, and never shown
            return
        self._show(run, replace(run.shown, step=SafeStep.RETURNING))
        self._start(self._return(run))

    async def _complete(self, run: _Run) -> None:
        """Bring the two together; what is refused or not confirmed is left to the user."""
        key = "safe.unconfirmed"
        code = None
        try:
            if await self._calls.complete(run.shown.call_id) is Outcome.CONFIRMED:
                self._drop(run)
                return
        except CtiError as error:
            log.info("a safe transfer was not completed: %s", error)
            key, code = "safe.refused", error.notice().code
        self._stick(run, key, code)

    async def _return(self, run: _Run) -> None:
        """Take the caller back since nobody answered."""
        code = None
        try:
            if await self._calls.abort(run.shown.call_id) is Outcome.CONFIRMED:
                self._look(run, ())
                return
        except CtiError as error:
            log.info("a safe transfer could not be taken back: %s", error)
            code = error.notice().code
        self._look(run, ())
        self._stick(run, "safe.not_returned", code)

    async def _hang_up(self, call_id: CallId) -> None:
        """End the ringing of somebody for whom nobody waits any more."""
        try:
            await self._calls.hang_up(call_id)
        except CtiError as error:
            log.info("the consulted one was not hung up: %s", error)
            call = self._store.call(call_id)
            if call is not None and call.end is None:
                self._notices.post(error.notice(Severity.WARNING))

    def _stick(self, run: _Run, key: str, code: str | None) -> None:
        """Leave it to the user, and say so; a pair that is over meanwhile comes back instead."""
        if not self._is_under_way(run) or run.shown.step is SafeStep.BACK:
            return
        notice = Notice.of(
            key,
            severity=Severity.WARNING,
            code=code,
            call_id=run.shown.call_id,
            name=run.shown.name,
        )
        run.disarm()
        self._show(run, replace(run.shown, step=SafeStep.STUCK, notice=notice))
        self._look(run, ())

    def _come_back(self, run: _Run, why: str) -> None:
        run.disarm()
        notice = Notice.of(
            f"safe.back.{why}",
            severity=Severity.WARNING,
            call_id=run.shown.call_id,
            name=run.shown.name,
            seconds=run.seconds,
        )
        self._show(run, replace(run.shown, step=SafeStep.BACK, notice=notice))

    # ----------------------------------------------------------------------------------------------

    def _is_under_way(self, run: _Run) -> bool:
        return self._runs.get(run.shown.call_id) is run

    def _show(self, run: _Run, shown: SafeTransfer) -> None:
        run.shown = shown
        self._observers.tell(shown)

    def _drop(self, run: _Run) -> None:
        run.disarm()
        if self._is_under_way(run):
            del self._runs[run.shown.call_id]
            self._observers.tell(run.shown)

    def _start(self, doing: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(doing, name="safe transfer")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tell(self, key: str, **params: str) -> None:
        self._notices.post(Notice.of(key, severity=Severity.WARNING, **params))


def _answered(second: Call) -> bool:
    """Whether somebody else talks in the consulted one's call (P 30011: ANSWER)."""
    own = second.own_leg
    return (
        own is not None
        and own.state in (LegState.CONNECTED, LegState.HELD)
        and any(leg.state is LegState.CONNECTED for leg in second.other_legs)
    )
