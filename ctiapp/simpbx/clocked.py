"""What an exchange is built on: a clock that somebody else turns, and listeners to its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.agenda import Agenda, Timer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.facts import Fact


class Clocked:
    """Something that acts in time and tells what happens."""

    def __init__(self, now_s: float) -> None:
        """Start the clock at ``now_s`` (epoch seconds)."""
        self._agenda = Agenda(now_s)
        self._listeners: list[Callable[[Fact], None]] = []

    @property
    def now_s(self) -> float:
        """The clock, in epoch seconds."""
        return self._agenda.now_s

    def advance(self, to_s: float) -> None:
        """Let the time until ``to_s`` (epoch seconds) pass, doing all that falls due in it."""
        self._agenda.advance(to_s)

    def next_due_s(self) -> float | None:
        """When something next happens by itself (epoch seconds), or None for never."""
        return self._agenda.next_due_s()

    def after(self, delay_s: float, action: Callable[[], None]) -> Timer:
        """Do ``action`` in ``delay_s`` seconds of this clock."""
        return self._agenda.after(delay_s, action)

    def listen(self, listener: Callable[[Fact], None]) -> Callable[[], None]:
        """Tell ``listener`` every fact from now on; calling what is returned ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def emit(self, fact: Fact) -> None:
        """Tell all listeners one fact."""
        for listener in tuple(self._listeners):
            listener(fact)
