"""Telling listeners: once, in order, whatever one of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.observers import Observers

if TYPE_CHECKING:
    from collections.abc import Callable


def test_everybody_is_told_in_the_order_of_asking() -> None:
    """And those who asked to hear no more are not."""
    heard: list[str] = []
    observers: Observers[int] = Observers()
    observers.subscribe(lambda news: heard.append(f"first {news}"))
    stop = observers.subscribe(lambda news: heard.append(f"second {news}"))

    observers.tell(1)
    stop()
    stop()
    observers.tell(2)

    assert heard == ["first 1", "second 1", "first 2"]
    assert len(observers) == 1


def test_who_stops_while_being_told_hears_no_more() -> None:
    """Even where the news is on its way already."""
    heard: list[int] = []
    observers: Observers[int] = Observers()
    stops: list[Callable[[], None]] = []
    observers.subscribe(lambda _: stops[0]())
    stops.append(observers.subscribe(heard.append))

    observers.tell(1)

    assert heard == []


def test_what_a_listener_causes_is_told_after_what_it_hears() -> None:
    """Everybody hears everything in one order."""
    heard: list[int] = []
    observers: Observers[int] = Observers()
    observers.subscribe(lambda news: observers.tell(news + 1) if news < 3 else None)
    observers.subscribe(heard.append)

    observers.tell(1)

    assert heard == [1, 2, 3]


@pytest.mark.expected_log("a listener failed: .*broken")
def test_a_listener_that_fails_costs_the_others_nothing() -> None:
    """It is logged; the teller goes on."""
    heard: list[int] = []
    observers: Observers[int] = Observers()

    def broken(_: int) -> None:
        raise ZeroDivisionError

    observers.subscribe(broken)
    observers.subscribe(heard.append)

    observers.tell(1)
    observers.tell(2)

    assert heard == [1, 2]
