"""How this PBX's numbers are read: what the user has set, and where nothing is set, a guess.

The guess comes from what the directory has loaded and which calls came in; it is made anew, in
slices, when that changes. It is for telling who somebody is. What may be dialled goes by the
settings alone.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import Direction
from ctiapp.model.number import Number
from ctiapp.model.numberplan import Block, NumberPlan, blocks
from ctiapp.model.observers import Observers
from ctiapp.model.planguess import Basis, Evidence, Guess
from ctiapp.state.changes import CallChanged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ctiapp.services.preferences import Preferences
    from ctiapp.settings import Settings
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.numbering")

SETTLE_S: Final = 1.0
"""How long to wait before a guess: a ring that brings something new is shown first."""
_SLICE: Final = 10
"""How many numbers are looked at before the loop may do something else: a millisecond's work."""


class Numbering:
    """Keeps the plan by which numbers are read.

    Listeners are told when the plan or the guess has changed.

    Args:
        store: what calls come in.
        preferences: what the user has set.
        settle_s: how long to wait before a guess, in seconds.
    """

    def __init__(
        self, store: Store, preferences: Preferences, *, settle_s: float = SETTLE_S
    ) -> None:
        self._settle_s = settle_s
        self._preferences = preferences
        self._evidence = Evidence()
        self._guess = Guess()
        self._internal: tuple[Block, ...] = ()
        self._plan = self._made(preferences.settings)
        self._know_greeted(preferences.settings)
        self._task: asyncio.Task[None] | None = None
        self._more = False
        self._observers: Observers[NumberPlan] = Observers()
        preferences.subscribe(self._on_settings)
        store.subscribe(self._on_changes)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def plan(self) -> NumberPlan:
        """How numbers are read now."""
        return self._plan

    @property
    def guess(self) -> Guess:
        """What the PBX's numbers suggest, whether it is used or not."""
        return self._guess

    def subscribe(self, listener: Callable[[NumberPlan], None]) -> Callable[[], None]:
        """Hear of each change of the plan or the guess; the answer ends it."""
        return self._observers.subscribe(listener)

    # -- what is known of the PBX ----------------------------------------------------------------

    def know(self, internal: Iterable[Number], outside: Iterable[Number]) -> None:
        """The directory has been loaded.

        Args:
            internal: the numbers of extensions and places.
            outside: numbers of contacts and mobiles of extensions; the first of them will do.
        """
        self._internal = blocks(number.text for number in internal)
        self._evidence.forget(Basis.CONTACT)
        for number in outside:
            self._evidence.add(Basis.CONTACT, number)
        self._renew()
        self._weigh()

    def forget(self) -> None:
        """Signed out: another PBX's numbers say nothing of the next one."""
        self.stop()
        self._evidence.forget(*Basis)
        self._internal = ()
        self._guess = Guess()
        self._know_greeted(self._preferences.settings)
        self._renew()

    def stop(self) -> None:
        """Guess no more, until there is something new."""
        self._more = False
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        new = False
        for change in changes:
            call = change.after if isinstance(change, CallChanged) else None
            if call is None or call.direction is not Direction.INBOUND:
                continue
            if call.did is not None:
                new = self._evidence.add(Basis.DID, call.did) or new
            if call.remote_number is not None:
                new = self._evidence.add(Basis.CALL, call.remote_number) or new
        if new:
            self._weigh()

    def _know_greeted(self, settings: Settings) -> bool:
        """The numbers by which the user greets are the PBX's own, the public ones among them."""
        added = [self._evidence.add(Basis.DID, Number.of(each)) for each in settings.greetings]
        return any(added)

    def _on_settings(self, settings: Settings) -> None:
        if self._know_greeted(settings) or settings.country != self._plan.country:
            self._weigh()  # what is a prefix depends on the country
        self._renew()

    # -- guessing --------------------------------------------------------------------------------

    def _weigh(self) -> None:
        if self._task is not None and not self._task.done():
            self._more = True
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # the settings changed before there was a loop: nothing is known yet
            return
        self._task = loop.create_task(self._weighing(), name="numbering")

    async def _weighing(self) -> None:
        await asyncio.sleep(self._settle_s)
        while True:
            self._more = False
            guess = await self._weighed()
            if not self._more:
                break
        if guess != self._guess:
            self._guess = guess
            log.info("numbers suggest: country %s, prefix %r", guess.country, guess.outside_prefix)
            self._renew(told=True)

    async def _weighed(self) -> Guess:
        steps = self._evidence.weigh(self._preferences.settings.country)
        for count in itertools.count(1):
            try:
                next(steps)
            except StopIteration as done:
                found: Guess = done.value
                return found
            if count % _SLICE == 0:
                await asyncio.sleep(0)
        raise AssertionError("it counts without end")

    def _renew(self, *, told: bool = False) -> None:
        plan = self._made(self._preferences.settings)
        if plan != self._plan or told:
            self._plan = plan
            self._observers.tell(plan)

    def _made(self, settings: Settings) -> NumberPlan:
        country = settings.country or self._guess.country
        prefix = settings.outside_prefix or self._guess.outside_prefix
        return NumberPlan(country, prefix, settings.rewrites, self._internal)
