"""What happens by itself: working days played on an exchange."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Protocol

from ctiapp.simpbx import errands
from ctiapp.simpbx.bots import Bots, Plan
from ctiapp.simpbx.hotelday import hotel
from ctiapp.simpbx.morning import morning
from ctiapp.simpbx.options import USER_EXTENSION, OptionsError
from ctiapp.simpbx.outsiders import voices
from ctiapp.simpbx.pastday import last_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.directory import Trunk
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Call

FIRST_CALL_S = 3.0
"""How long after its start (and after a user has subscribed) ``reception`` rings first."""

EVENTS_PER_CALL = 9
"""Events of an answered internal call: three snapshots, a record, five extension states."""

_UNKNOWN_CALLERS = ("5503301", "+496912345678", "0049891234567", "+441632960961", "13900000002")
_SHY_CALLERS = ("", "Unknown", "anonymous")


class Stage:
    """What a scenario plays on. Times are in seconds of the exchange's clock."""

    def __init__(self, exchange: Exchange, bots: Bots, *, seed: int) -> None:
        """Play on ``exchange`` with ``bots`` for the people."""
        self.exchange = exchange
        self.bots = bots
        self.random = random.Random(f"scenario-{seed}")
        self.name: str | None = None
        self.speed = 1.0
        self.seed = seed
        self.cue = ""
        """What the user of this scenario is asked to do: ``away`` (let it ring), or nothing."""
        self._undo: list[Callable[[], object]] = []
        self._run = 0
        self._present = False
        self._waiting: Callable[[], None] | None = None

    def play(self, name: str, *, speed: float = 1.0) -> None:
        """Start a scenario by name, ending the one that plays. Raises ``OptionsError``."""
        scenario = SCENES.get(name)
        if scenario is None:
            message = f"unknown scenario {name!r}; valid: {', '.join(SCENES)}"
            raise OptionsError(message)
        self.stop()
        self.name, self.speed, self.bots.speed = name, speed, speed
        self.bots.start()
        scenario(self)

    def stop(self) -> None:
        """Let nothing new happen; the calls that are up go on."""
        self._run += 1
        self.name, self._waiting, self.cue = None, None, ""
        while self._undo:
            self._undo.pop()()
        self.bots.stop()
        self.bots.plan = Plan()

    def at_the_end(self, action: Callable[[], object]) -> None:
        """Do ``action`` when the scenario ends; what was asked for last is done first."""
        self._undo.append(action)

    def user_arrived(self) -> None:
        """Tell that a user's application listens: what waited for one begins."""
        self._present = True
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def when_user_present(self, action: Callable[[], None]) -> None:
        """Do ``action`` now, or as soon as a user's application listens."""
        if self._present:
            action()
        else:
            self._waiting = action

    def later(self, delay_s: float, action: Callable[[], None]) -> None:
        """Do ``action`` in ``delay_s`` (less at a higher speed), unless stopped before."""
        run = self._run

        def act() -> None:
            if run == self._run:
                action()

        self.exchange.after(delay_s / self.speed, act)

    def repeat(self, span: tuple[float, float], action: Callable[[], None]) -> None:
        """Do ``action`` again and again, each time after a delay drawn from ``span``."""

        def act() -> None:
            action()
            self.later(self.random.uniform(*span), act)

        self.later(self.random.uniform(*span), act)

    # Things that happen

    def trunk(self) -> Trunk | None:
        """Return a line that works."""
        usable = [trunk for trunk in self.exchange.directory.trunks.values() if trunk.usable]
        return self.random.choice(usable) if usable else None

    def known_caller(self) -> str:
        """Return a contact's number, written the way a network would send it."""
        contacts = self.exchange.directory.contacts
        numbers = voices([self.random.choice(contacts)] if contacts else [])
        return self.random.choice(numbers or _UNKNOWN_CALLERS)

    def any_caller(self) -> str:
        """Return a caller: mostly known, sometimes not, sometimes shy."""
        kinds = (self.known_caller, self.unknown_caller, self.shy_caller)
        return self.random.choices(kinds, (6, 3, 1))[0]()

    def unknown_caller(self) -> str:
        """Return a number that no contact has."""
        return self.random.choice(_UNKNOWN_CALLERS)

    def shy_caller(self) -> str:
        """Return a withheld number, in one of the ways it is told."""
        return self.random.choice(_SHY_CALLERS)

    def colleague(self) -> str | None:
        """Return an idle extension that is not the user's."""
        numbers = list(self.exchange.directory.extensions)
        for _ in range(10):
            number = self.random.choice(numbers)
            if number != USER_EXTENSION and self.exchange.state_of(number) == "idle":
                return number
        return None

    def call_in(self, caller: str, to: str, plan: Plan | None = None) -> Call | None:
        """Let an outside caller call ``to``; None where no line works."""
        trunk = self.trunk()
        if trunk is None:
            return None
        call = self.exchange.router.inbound(caller, to, trunk=trunk)
        if plan is not None:
            self.bots.behave(call, plan)
        return call

    def call_inside(self, to: str | None, plan: Plan | None = None) -> Call | None:
        """Let a colleague call an extension; None where nobody is free."""
        caller = self.colleague()
        if caller is None or to is None or caller == to:
            return None
        call = self.exchange.router.dial(caller, to)
        if plan is not None:
            self.bots.behave(call, plan)
        return call

    def call_out(self) -> Call | None:
        """Let a colleague call an outside number."""
        caller = self.colleague()
        return None if caller is None else self.exchange.router.dial(caller, self.known_caller())

    def change_presence(self) -> None:
        """Let a colleague go somewhere or come back."""
        number = self.colleague()
        if number is not None:
            statuses = ("available", "away", "lunch", "do_not_disturb", "business_trip", "off_work")
            status = self.random.choices(statuses, (8, 3, 2, 1, 1, 1))[0]
            self.exchange.set_presence(number, status)

    def blink(self) -> None:
        """Let a colleague's phone lose its registration for a while."""
        number = self.colleague()
        if number is not None:
            self.exchange.register(number, registered=False)
            self.later(45.0, lambda: self.exchange.register(number, registered=True))

    def turn_queue_to_user(self, number: str) -> None:
        """Make the user the next agent of a queue."""
        queue = self.exchange.directory.queues.get(number)
        if queue is not None:
            numbers = [agent.number for agent in queue.agents]
            queue.turn = numbers.index(USER_EXTENSION) if USER_EXTENSION in numbers else 0


class Scene(Protocol):
    """Starts a scenario on a stage."""

    def __call__(self, stage: Stage) -> None:
        """Plan what will happen."""


def reception(stage: Stage) -> None:
    """Ring the user every 20 to 40 s, each time in another way; nothing before one listens.

    A few calls of the day before were recorded.
    """
    last_day(stage.exchange, seed=stage.seed)
    patient = Plan(answer=(26.0, 38.0), talk=(40.0, 150.0), patience=(70.0, 110.0))
    hasty = Plan(answer=None, patience=(20.0, 25.0))
    helped = Plan(answer=(20.0, 24.0), talk=(30.0, 60.0))

    def queued() -> None:
        stage.turn_queue_to_user("6400")
        stage.call_in(stage.known_caller(), "6400", Plan(talk=(40.0, 150.0)))

    def two_at_once() -> None:
        stage.call_in(stage.known_caller(), USER_EXTENSION, patient)
        stage.later(1.5, lambda: _ignore(stage.call_in(stage.any_caller(), "6300", patient)))

    ways: list[Callable[[], object]] = [
        lambda: stage.call_in(stage.known_caller(), USER_EXTENSION, patient),
        queued,
        lambda: stage.call_inside(USER_EXTENSION, patient),
        lambda: stage.call_in(stage.unknown_caller(), "6300", patient),
        lambda: stage.call_in(stage.shy_caller(), USER_EXTENSION, patient),
        two_at_once,
        lambda: stage.call_in(stage.known_caller(), USER_EXTENSION, hasty),
        lambda: stage.call_in(stage.any_caller(), "6300", helped),
        lambda: stage.call_in(stage.any_caller(), "6200", patient),
        lambda: errands.pass_on(stage, USER_EXTENSION),
        lambda: errands.announce(stage, USER_EXTENSION),
    ]
    turn = 0

    def ring() -> None:
        nonlocal turn
        ways[turn % len(ways)]()
        turn += 1
        stage.later(stage.random.uniform(20.0, 40.0), ring)

    stage.when_user_present(lambda: stage.later(FIRST_CALL_S, ring))
    stage.repeat((150.0, 300.0), lambda: errands.park(stage))
    _background(stage, quiet=True)


def queue(stage: Stage) -> None:
    """Play an agent's morning: see ``morning.py``."""
    morning(stage)
    _background(stage, quiet=True)


def busy_morning(stage: Stage) -> None:
    """Play a whole office at its busiest: every kind of call, presence, phones that drop out."""
    stage.bots.plan = Plan(talk=(20.0, 180.0), patience=(40.0, 120.0), refuse_share=0.06)

    def arrive() -> None:
        inside = stage.colleague() or USER_EXTENSION
        targets = (USER_EXTENSION, inside, "6400", "6402", "6300", "6200")
        to = stage.random.choices(targets, (3, 5, 3, 4, 3, 2))[0]
        stage.call_in(stage.any_caller(), to)

    stage.later(FIRST_CALL_S, arrive)
    stage.repeat((8.0, 24.0), arrive)
    _background(stage, quiet=False)


def big(stage: Stage) -> None:
    """Keep 200 events a second going among everybody but the user, steadily and without end."""
    rate = 200.0 / EVENTS_PER_CALL
    stage.bots.plan = Plan(answer=(0.6, 1.4), talk=(2.0, 4.0))

    def start() -> None:
        stage.call_inside(stage.colleague())
        stage.later(1.0 / rate, start)

    stage.later(0.5, start)


def _background(stage: Stage, *, quiet: bool) -> None:
    """Let the rest of the office live: internal and outbound calls, presence, registrations."""
    factor = 3.0 if quiet else 1.0

    def chat() -> None:
        stage.call_inside(stage.colleague())

    def out() -> None:
        stage.call_out()

    stage.repeat((15.0 * factor, 40.0 * factor), chat)
    stage.repeat((20.0 * factor, 60.0 * factor), out)
    stage.repeat((60.0 * factor, 120.0 * factor), stage.change_presence)
    stage.repeat((200.0 * factor, 400.0 * factor), stage.blink)


def _ignore(_: object) -> None:
    """Take a value that nobody needs."""


SCENES: dict[str, Scene] = {
    "reception": reception,
    "queue": queue,
    "busy-morning": busy_morning,
    "big": big,
    "hotel": hotel,
}
"""Every scenario by its name; the names are those of ``options.SCENARIOS``."""
