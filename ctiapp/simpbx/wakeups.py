"""Wake-up calls: the exchange rings a room at the time that the wall clock shows.

What the handbook says of them (l. 15335-15538): how they are set, that a room has 23 at most, that
one without repetition is deleted after its last snooze. Everything else is inferred:

- An alarm rings at the full minute that the clock shows (``walltime.py``): in the night in which an
  hour is left out, an alarm in it does not ring; where an hour comes twice, one that repeats rings
  twice.
- A room that talks, or is rung already, has "do not disturb" or no phone registered cannot be rung:
  that counts as a try. It fails at once (30015), and snoozes like one that nobody answered.
- The next try comes the snooze's minutes after the end of the one before, as often as is set. An
  answer ends it all, however short.
- An alarm that is edited forgets its tries. One whose time passes, or whose snooze runs, while the
  exchange is down does not ring; without repetition, it rings on the next day.
- The look of the call is ``announce.ring_and_play``'s, and so is the length of a prompt; its
  record has no number that called.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal

from ctiapp.simpbx import announce
from ctiapp.simpbx.errors import FullError
from ctiapp.simpbx.facts import Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import time

    from ctiapp.simpbx.agenda import Timer
    from ctiapp.simpbx.directory import Extension
    from ctiapp.simpbx.exchange import Exchange

MAX_ALARMS = 23
"""How many alarms a room may have (l. 15347)."""

MAX_LINES = 10_000
"""How many rings, and how many edits, are remembered; the oldest go."""

Outcome = Literal["answered", "no answer", "refused", "busy", "dnd", "off", "cut", "asleep"]
"""How a ring went. ``cut``: the exchange went down; ``asleep``: it was down, and did not ring."""

Action = Literal["create", "update", "delete", "checkout", "done"]
"""What became of an alarm. ``done``: it rang for the last time."""

_OUTCOMES: dict[Reason, Outcome] = {
    Reason.BUSY: "busy",
    Reason.DND: "dnd",
    Reason.OFF: "off",
    Reason.RANG_OUT: "no answer",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is set of an alarm. ``weekdays``: 0 is Monday; none: it rings once.

    ``snoozes`` is how often it rings again, ``snooze_min`` after how many minutes; without a
    ``prompt`` the hold music is played.
    """

    at: time
    weekdays: tuple[int, ...] = ()
    snoozes: int = 0
    snooze_min: int = 10
    prompt: str = ""


@dataclass(slots=True)
class Alarm:
    """An alarm of an extension. Times on the exchange's clock."""

    id: int
    extension: str
    wish: Wish
    next_s: float = 0.0
    """When it rings next, a snooze included; nought while it rings for the last time."""
    tries: int = 0
    """How often it has rung since it last fell due."""
    run: int = 0
    """Grows with every edit: what was begun before does not go on."""
    timers: list[Timer] = field(default_factory=list)

    def stop(self) -> None:
        """Let it ring no more."""
        self.run += 1
        self.tries = 0
        for timer in self.timers:
            timer.cancel()
        self.timers.clear()


@dataclass(slots=True)
class Ring:
    """One try of an alarm: which since it fell due (from 1), and how it went (None: it rings)."""

    alarm: int
    extension: str
    number: int
    at_s: float
    call_id: str = ""
    outcome: Outcome | None = None
    ended_s: float | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of an alarm, and when."""

    at_s: float
    action: Action
    alarm: int
    extension: str
    wish: Wish


class Wakeups:
    """All alarms of an exchange, by id."""

    def __init__(self, exchange: Exchange) -> None:
        """Ring the rooms of ``exchange``, by its wall clock."""
        self.alarms: dict[int, Alarm] = {}
        self.rings: list[Ring] = []
        """Every try, oldest first."""
        self.edits: list[Edit] = []
        """Every edit, oldest first."""
        self._exchange = exchange
        self._last_id = 0
        self._asleep = False
        exchange.wall.on_changed = self._clock_was_changed

    def of(self, extension: str) -> list[Alarm]:
        """Return the alarms of an extension by their ids."""
        return [alarm for alarm in self.alarms.values() if alarm.extension == extension]

    def forget(self) -> None:
        """Forget the rings that are over, and every edit."""
        self.rings = [ring for ring in self.rings if ring.outcome is None]
        self.edits.clear()

    # Edits

    def create(self, extension: str, wish: Wish) -> Alarm:
        """Set an alarm. Raises ``FullError`` for the 24th of an extension."""
        if len(self.of(extension)) >= MAX_ALARMS:
            message = f"extension {extension} has {MAX_ALARMS} alarms"
            raise FullError(message)
        self._last_id += 1
        alarm = Alarm(self._last_id, extension, wish)
        self.alarms[alarm.id] = alarm
        self._plan(alarm)
        self._note("create", alarm)
        return alarm

    def change(self, alarm: Alarm, wish: Wish) -> None:
        """Set an alarm anew."""
        alarm.wish = wish
        self._plan(alarm)
        self._note("update", alarm)

    def remove(self, alarm: Alarm, action: Action = "delete") -> None:
        """Delete an alarm; what rings for it goes on ringing."""
        alarm.stop()
        del self.alarms[alarm.id]
        self._note(action, alarm)

    def clear(self, extension: str, action: Action = "delete") -> None:
        """Delete all alarms of an extension."""
        for alarm in self.of(extension):
            self.remove(alarm, action)

    # The exchange goes down

    def sleep(self) -> None:
        """Ring nobody until :meth:`wake`: the exchange is down. Tries that were begun are over."""
        self._asleep = True
        for ring in self.rings:
            if ring.outcome is None:
                self._end(ring, "cut")
        for alarm in self.alarms.values():
            self._plan(alarm)

    def wake(self) -> None:
        """Ring again."""
        self._asleep = False

    # Ringing

    def _clock_was_changed(self) -> None:
        for alarm in self.alarms.values():
            if alarm.tries == 0:
                self._plan(alarm)

    def _plan(self, alarm: Alarm) -> None:
        """Wait for the next time that the clock shows an alarm's time."""
        alarm.stop()
        exchange, wish = self._exchange, alarm.wish
        alarm.next_s = exchange.wall.next_s(wish.at, exchange.now_s, wish.weekdays)
        self._wait(alarm, self._due)

    def _wait(self, alarm: Alarm, action: Callable[[Alarm], None]) -> None:
        delay_s = alarm.next_s - self._exchange.now_s
        alarm.timers.append(self._exchange.after(delay_s, partial(action, alarm)))

    def _due(self, alarm: Alarm) -> None:
        if self._asleep:
            ring = self._begin(alarm, 0)
            self._end(ring, "asleep")
            self._plan(alarm)
            return
        alarm.tries = 0
        self._try(alarm)

    def _try(self, alarm: Alarm) -> None:
        exchange, run = self._exchange, alarm.run
        alarm.tries += 1
        alarm.next_s = 0.0
        ring = self._begin(alarm, alarm.tries)
        extension = exchange.directory.extensions[alarm.extension]

        def over(outcome: Outcome) -> None:
            self._end(ring, outcome)
            if alarm.run == run:
                self._go_on(alarm, answered=outcome == "answered")

        call = exchange.new_call("", alarm.extension)
        ring.call_id = call.id
        hindrance = self._hindrance(extension)
        if hindrance is not None:
            announce.fail_to_ring(exchange, call, alarm.extension, hindrance)
            over(_OUTCOMES[hindrance])
            return

        def failed(reason: Reason) -> None:
            exchange.fail(call, reason)
            over(_OUTCOMES.get(reason, "refused"))

        legs = exchange.router.ring_legs(call, [extension], "")
        announce.ring_and_play(
            exchange,
            call,
            legs,
            [alarm.wish.prompt],
            answered=lambda: over("answered"),
            failed=failed,
        )

    def _hindrance(self, extension: Extension) -> Reason | None:
        if self._exchange.state_of(extension.number) != "idle":
            return Reason.BUSY
        return self._exchange.router.hindrance(extension)

    def _go_on(self, alarm: Alarm, *, answered: bool) -> None:
        """After a try: snooze, wait for the next day of its own, or be done."""
        wish = alarm.wish
        if not answered and alarm.tries <= wish.snoozes:
            alarm.next_s = self._exchange.now_s + wish.snooze_min * 60
            self._wait(alarm, self._try)
        elif wish.weekdays:
            self._plan(alarm)
        else:
            self.remove(alarm, "done")

    # Notes

    def _begin(self, alarm: Alarm, number: int) -> Ring:
        ring = Ring(alarm.id, alarm.extension, number, self._exchange.now_s)
        self.rings.append(ring)
        del self.rings[:-MAX_LINES]
        return ring

    def _end(self, ring: Ring, outcome: Outcome) -> None:
        if ring.outcome is None:
            ring.outcome, ring.ended_s = outcome, self._exchange.now_s

    def _note(self, action: Action, alarm: Alarm) -> None:
        at_s = self._exchange.now_s
        self.edits.append(Edit(at_s, action, alarm.id, alarm.extension, alarm.wish))
        del self.edits[:-MAX_LINES]
