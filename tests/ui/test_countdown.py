"""Seconds that run down: a number and words, never less than none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.ui.ages import ticker
from ctiapp.ui.countdown import Countdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def left(qtbot, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Countdown]:
    clock.now_s = 100.0
    monkeypatch.setattr(ticker(), "clock", clock)
    made = Countdown()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.set_until(None)


@pytest.mark.parametrize(
    ("now_s", "shown", "spoken"),
    [
        (100.0, "10 s left to decide", "10 seconds left to decide"),
        (100.4, "10 s left to decide", "10 seconds left to decide"),
        (103.0, "7 s left to decide", "7 seconds left to decide"),
        (109.5, "1 s left to decide", "1 second left to decide"),
        (110.0, "0 s left to decide", "0 seconds left to decide"),
        (112.0, "0 s left to decide", "0 seconds left to decide"),
    ],
)
def test_it_runs_down(left: Countdown, clock: Clock, now_s: float, shown: str, spoken: str) -> None:
    left.set_until(110.0)
    clock.now_s = now_s
    ticker().tick()

    assert (left.text(), left.accessibleName()) == (shown, spoken)


def test_without_an_end_nothing_is_shown_and_nothing_ticks(left: Countdown) -> None:
    left.set_until(110.0)
    assert ticker().running
    left.set_until(None)

    assert (left.text(), left.accessibleName()) == ("", "")
    assert not ticker().running


def test_unseen_it_does_not_tick(left: Countdown, clock: Clock) -> None:
    left.set_until(110.0)
    left.hide()
    assert not ticker().running
    clock.now_s = 105.0
    left.show()

    assert left.text() == "5 s left to decide"
