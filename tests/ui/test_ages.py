"""Ages are counted together, and not at all while nobody sees them."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from ctiapp.ui import ages

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme")


def test_age_counts_from_its_moment(qtbot: QtBot, clock: Clock) -> None:
    age = ages.Age()
    qtbot.addWidget(age)
    age.show()
    age.set_since(clock.now_s - 4.2)
    assert age.text() == "0:04"

    clock.now_s += 3600 + 148.9
    ages.ticker().tick()

    assert age.text() == "1:02:33"
    assert age.accessibleName() == "62 minutes 33 seconds"


def test_unknown_age_is_a_dash(qtbot: QtBot, clock: Clock) -> None:
    age = ages.Age()
    qtbot.addWidget(age)
    age.show()
    age.set_since(None)

    assert age.text() == "–"
    assert not ages.ticker().running


def test_unknown_replaces_what_was_known(qtbot: QtBot, clock: Clock) -> None:
    age = ages.Age()
    qtbot.addWidget(age)
    age.set_since(clock.now_s)
    age.set_since(None)

    assert age.text() == "–"


def test_frozen_age_stands_still(qtbot: QtBot, clock: Clock) -> None:
    age = ages.Age()
    qtbot.addWidget(age)
    age.show()
    age.freeze(62)
    clock.now_s += 10
    ages.ticker().tick()

    assert age.text() == "1:02"
    assert not ages.ticker().running


def test_one_timer_runs_only_while_something_is_seen(qtbot: QtBot, clock: Clock) -> None:
    one, other = ages.Age(), ages.Age()
    for age in (one, other):
        qtbot.addWidget(age)
        age.set_since(clock.now_s)
    assert not ages.ticker().running

    one.show()
    other.show()
    assert ages.ticker().running

    one.hide()
    assert ages.ticker().running

    other.hide()
    assert not ages.ticker().running


def test_hidden_age_is_right_when_it_is_shown_again(qtbot: QtBot, clock: Clock) -> None:
    age = ages.Age()
    qtbot.addWidget(age)
    age.set_since(clock.now_s)
    clock.now_s += 7

    age.show()

    assert age.text() == "0:07"


def test_dead_ages_are_forgotten(qtbot: QtBot, clock: Clock) -> None:
    age = ages.Age()
    age.set_since(clock.now_s)
    age.show()
    age.deleteLater()
    age.hide()
    del age
    gc.collect()

    assert not ages.ticker().running


async def test_the_timer_itself_counts(qtbot: QtBot, clock: Clock) -> None:
    import asyncio

    counted = asyncio.Event()
    age = ages.Age()
    qtbot.addWidget(age)
    clock.now_s = 1000.98
    age.set_since(1000.0)
    age.show()
    clock.now_s = 1001.0
    age._put = lambda _seconds: counted.set()  # type: ignore[method-assign]

    await counted.wait()
