"""Does what the user has set for a call: opens a page, or runs a program, at a ring, answer or end.

Each rule acts at most once a ring: not again for a second device, for a picture that is read anew,
nor after a gap for a ring that it was told of. It acts at most once a second; what comes faster
waits, not much of it. What fails is said once, until it works again. Nothing here stands in the way
of a ring: all of it is done after the card has been handed on.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import Direction, Phase
from ctiapp.model.errors import CtiError
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.popactions import What, When, Which, checked, filled_command, filled_url
from ctiapp.state.changes import CallChanged

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from ctiapp.model.call import Call
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.model.popactions import PopAction
    from ctiapp.services.identify import Identity
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Starter
    from ctiapp.services.preferences import Preferences
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.popactions")

SPACING_S: Final = 1.0
"""The least time between two doings of one rule."""
BREATH_S: Final = 0.05
"""How long the first doing waits: the card of the ring is painted meanwhile."""
MOST_WAITING: Final = 5
"""How many doings of one rule may wait for their turn; the oldest give way."""
_MAX_RINGS: Final = 500
"""How many rings are remembered, so that none is told twice."""

SAMPLE: Final[Mapping[str, str]] = {
    "number": "+4930123456",
    "name": "Anna Example",
    "did": "+4930654321",
    "queue": "6400",
    "call_id": "1650012665.266",
}
"""What stands in the placeholders where the user tries a rule."""


@dataclass(slots=True)
class _Ring:
    """What was told of one ring of a call."""

    rang: bool = False
    answered: bool = False
    ended: bool = False


class _Turn:
    """One rule's doings, one after another."""

    def __init__(self) -> None:
        self.waiting: deque[Mapping[str, str]] = deque(maxlen=MOST_WAITING)
        self.task: asyncio.Task[None] | None = None
        self.failing = False


class PopActions:
    """Watches the calls.

    Args:
        store: tells of calls.
        preferences: the rules.
        notices: hears what failed.
        starter: opens and runs.
        identify: whose a number is.
        is_queue: whether a number is that of a queue.
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        *,
        store: Store,
        preferences: Preferences,
        notices: Notices,
        starter: Starter,
        identify: Callable[[Number | None], Identity | None],
        is_queue: Callable[[Number], bool],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._preferences = preferences
        self._notices = notices
        self._starter = starter
        self._identify = identify
        self._is_queue = is_queue
        self._sleep = sleep
        self._rings: OrderedDict[tuple[CallId, int], _Ring] = OrderedDict()
        self._turns: dict[PopAction, _Turn] = {}
        store.subscribe(self._on_changes)

    async def try_now(self, action: PopAction) -> None:
        """Do it once, with `SAMPLE` values, whether it is on or not.

        Raises:
            CtiError: it must not be done, or could not.
        """
        await self._do(checked(action), SAMPLE)

    async def close(self) -> None:
        """Do nothing more."""
        tasks = [turn.task for turn in self._turns.values() if turn.task is not None]
        self._turns.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # -- what happened ---------------------------------------------------------------------------

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if not isinstance(change, CallChanged):
                continue
            if change.after is None:
                self._forget(change.before)
                continue
            when = self._happened(change.before, change.after)
            if when is not None:
                self._tell(when, change.after)

    def _forget(self, call: Call | None) -> None:
        """A call that ended is gone: should one of its name ring again, it is another ring."""
        if call is not None and call.end is not None:
            for ring in range(call.ring + 1):
                self._rings.pop((call.call_id, ring), None)

    def _happened(self, before: Call | None, call: Call) -> When | None:
        """What is new of this ring, each thing once, however often it is told."""
        key = (call.call_id, call.ring)
        known = self._rings.get(key)
        if call.phase is Phase.RINGING:
            if known is not None:
                return None
            self._rings[key] = _Ring(rang=True)
            if len(self._rings) > _MAX_RINGS:
                self._rings.popitem(last=False)
            return When.RING
        if known is None:
            return None  # it was dialled from here, or found in talk: it never rang here
        if call.phase in (Phase.TALKING, Phase.HELD) and not known.answered:
            known.answered = True
            return When.ANSWER
        over = call.end is not None and before is not None and before.end is None
        if over and known.answered and not known.ended:
            known.ended = True
            return When.END
        return None

    def _tell(self, when: When, call: Call) -> None:
        values: dict[str, str] = {}
        for action in self._preferences.settings.pop_actions:
            if action.on and action.when is when and self._fits(action, call):
                values = values or self._values(call)
                self._wait(action, values)

    def _fits(self, action: PopAction, call: Call) -> bool:
        if action.which is Which.QUEUE:
            via = call.via
            if via is None:
                return False
            return via.text == action.queue if action.queue else self._is_queue(via)
        wanted = Direction.INBOUND if action.which is Which.INBOUND else Direction.INTERNAL
        return call.direction is wanted

    def _values(self, call: Call) -> dict[str, str]:
        number, via = call.remote_number, call.via
        who = self._identify(number)
        actions = self._preferences.settings.pop_actions
        queues = {action.queue for action in actions if action.which is Which.QUEUE}
        return {
            "number": "" if number is None else number.text,
            "name": "" if who is None else who.label,
            "did": "" if call.did is None else call.did.text,
            "queue": via.text if via and (via.text in queues or self._is_queue(via)) else "",
            "call_id": str(call.call_id),
        }

    # -- doing it --------------------------------------------------------------------------------

    def _wait(self, action: PopAction, values: Mapping[str, str]) -> None:
        turn = self._turns.setdefault(action, _Turn())
        if len(turn.waiting) == MOST_WAITING:
            log.info("too many calls at once for an action: one is left out")
        turn.waiting.append(values)
        if turn.task is None or turn.task.done():
            turn.task = asyncio.create_task(self._work(action, turn), name="pop action")

    async def _work(self, action: PopAction, turn: _Turn) -> None:
        """Do what waits, and then rest; whoever comes within the rest waits for its end."""
        await self._sleep(BREATH_S)
        while turn.waiting and action in self._preferences.settings.pop_actions:
            await self._once(action, turn, turn.waiting.popleft())
            await self._sleep(SPACING_S)
        if action not in self._preferences.settings.pop_actions:
            self._turns.pop(action, None)  # the rule was changed: it does nothing any more

    async def _once(self, action: PopAction, turn: _Turn, values: Mapping[str, str]) -> None:
        try:
            await self._do(action, values)
        except CtiError as error:
            log.info("an action for a call failed: %s", error.key)
            self._failed(action, turn, error)
        except Exception as error:
            log.exception("an action for a call failed")
            self._failed(action, turn, CtiError(type(error).__name__))
        else:
            turn.failing = False

    def _failed(self, action: PopAction, turn: _Turn, error: CtiError) -> None:
        if not turn.failing:
            self._notices.post(
                Notice.of(
                    "popaction.failed",
                    severity=Severity.WARNING,
                    code=error.code,
                    detail=error.detail,
                    name=action.name,
                )
            )
        turn.failing = True

    async def _do(self, action: PopAction, values: Mapping[str, str]) -> None:
        if action.what is What.PAGE:
            await self._starter.open_page(filled_url(action, values))
        else:
            await self._starter.run(filled_command(action, values))
