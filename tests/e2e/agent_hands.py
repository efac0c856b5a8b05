"""An agent's two hands: what each asks of the window, by keys alone or by the pointer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tests.e2e.seeing import Hand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display

PANEL = "My state as an agent"
COLUMN = "My queues"
CALLS = "Calls"


class Hands(Protocol):
    """What an agent does in the window. ``lost`` says that what is meant is not there any more."""

    def answer(self, lost: Callable[[], bool]) -> None:
        """Take the call that rings."""

    def hold(self, lost: Callable[[], bool]) -> None:
        """Hold the call that one talks in."""

    def resume(self, lost: Callable[[], bool]) -> None:
        """Go on with the call that one holds."""

    def hang_up(self, lost: Callable[[], bool]) -> None:
        """End the call that one talks in."""

    def pause(self, digit: str, reason: str) -> None:
        """Pause in all queues, for that reason, which has that digit."""

    def ready(self, queue: str | None, *, automatic: bool, anywhere: bool) -> None:
        """Be ready again.

        Args:
            queue: the name of the one queue in which one is paused; None: in all.
            automatic: whether the PBX paused one, and a banner says so.
            anywhere: whether another queue may ring.
        """


class Keys:
    """By keyboard."""

    def __init__(self, display: Display) -> None:
        self._display = display

    def answer(self, lost: Callable[[], bool]) -> None:
        """F3; it does nothing where nobody rings any more."""
        self._display.key("F3")

    def hold(self, lost: Callable[[], bool]) -> None:
        """F9."""
        self._display.key("F9")

    def resume(self, lost: Callable[[], bool]) -> None:
        """F9 again."""
        self._display.key("F9")

    def hang_up(self, lost: Callable[[], bool]) -> None:
        """F8."""
        self._display.key("F8")

    def pause(self, digit: str, reason: str) -> None:
        """F7 and a digit."""
        self._display.key("F7", digit)

    def ready(self, queue: str | None, *, automatic: bool, anywhere: bool) -> None:
        """F7, and F7 again where that is offered first; else one line further down."""
        first = automatic or not anywhere
        self._display.key("F7", *(["F7"] if first else ["Down", "Return"]))


class Mouse:
    """By the pointer: header, panel, column, banners and the buttons of a call; no key at all.

    Args:
        app: started by `tests.e2e.seeing.seeing`.
        display: its screen.
        place: where a picture of it may be saved again and again.
    """

    def __init__(self, app: App, display: Display, place: Path) -> None:
        self._hand = Hand(app, display, place)

    def answer(self, lost: Callable[[], bool]) -> None:
        """The call's button."""
        self._hand.press_unless(lost, "Answer", CALLS)

    def hold(self, lost: Callable[[], bool]) -> None:
        """The call's button."""
        self._hand.press_unless(lost, "Hold", CALLS)

    def resume(self, lost: Callable[[], bool]) -> None:
        """The call's button."""
        self._hand.press_unless(lost, "Resume", CALLS)

    def hang_up(self, lost: Callable[[], bool]) -> None:
        """The call's button."""
        self._hand.press_unless(lost, "Hang up", CALLS)

    def pause(self, digit: str, reason: str) -> None:
        """The chip in the header, then the reason in the panel that it opens."""
        self._hand.press("Ready")
        self._hand.press(f"Pause: {reason}", PANEL)

    def ready(self, queue: str | None, *, automatic: bool, anywhere: bool) -> None:
        """The banner's button, the queue's own in the column, or the column's for all."""
        if automatic:
            self._hand.press("Ready.*", f"{queue} paused you")
        elif queue is not None:
            self._hand.press(f"Ready in {queue}", COLUMN)
        else:
            self._hand.press("Ready", COLUMN)
