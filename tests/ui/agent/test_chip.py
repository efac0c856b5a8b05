"""The header's chips: word, shape, clock and count; and what is left out where there is no room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Presence
from ctiapp.services.agentfacts import AgentVerb, Standing
from ctiapp.ui.agent.chip import PresenceChip, StandingChip, queues_word
from ctiapp.ui.ages import ticker
from ctiapp.ui.shapes import Shape
from tests.ui.agent.sheets import CLOCK, day

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def chip(qtbot: QtBot, clock: Clock) -> StandingChip:
    made = StandingChip()
    qtbot.addWidget(made)
    made.show()
    return made


def test_ready_says_word_clock_and_queues_and_counts_on(chip: StandingChip, clock: Clock) -> None:
    chip.show_day(day(), live=True)
    assert chip.shown == "Ready  00:12:31 · 2 queues"
    assert chip.look == ("go", Shape.DOT)

    clock.now_s += 2
    ticker().tick()
    assert chip.shown == "Ready  00:12:33 · 2 queues"


def test_a_pause_says_why(chip: StandingChip) -> None:
    chip.show_day(day(Standing.NOT_READY, reason="<b>Lunch</b>"), live=True)

    assert chip.shown == "Paused · <b>Lunch</b>  00:12:31 · 2 queues"
    assert chip.accessibleName().startswith("Paused, <b>Lunch</b>, since ")


def test_since_when_is_not_known_is_a_dash(chip: StandingChip) -> None:
    chip.show_day(day(since=None), live=True)

    assert chip.shown == "Ready  – · 2 queues"
    assert "since" not in chip.accessibleName()


def test_rest_after_a_call_counts_down(chip: StandingChip, clock: Clock) -> None:
    chip.show_day(day(Standing.WRAP_UP, wrap_up_ends=CLOCK.ago(-25)), live=True)
    assert "0:25 left" in chip.shown

    clock.now_s += 30
    ticker().tick()
    assert "0:00 left" in chip.shown


def test_what_is_pending_and_what_comes_after_the_call_is_said(chip: StandingChip) -> None:
    asked = day(Standing.BUSY, pending=frozenset({AgentVerb.PAUSE}), after_call=AgentVerb.PAUSE)
    chip.show_day(asked, live=True)
    assert "pausing…" in chip.shown

    chip.show_day(replace(asked, pending=frozenset()), live=True)
    assert "pause after this call" in chip.shown
    assert "pause after this call" in chip.accessibleName()


def test_what_is_old_says_how_old_even_without_news(chip: StandingChip, clock: Clock) -> None:
    chip.show_day(day(), live=True)
    assert not chip.faded

    clock.now_s += 20  # two queues take turns: that is still within their round
    ticker().tick()
    assert not chip.faded

    clock.now_s += 40
    ticker().tick()
    assert "as of 1:01 ago" in chip.shown
    assert chip.faded


def test_without_a_link_it_is_not_up_to_date(chip: StandingChip) -> None:
    chip.show_day(day(), live=False)
    assert "as of 0:01 ago" in chip.shown
    assert "not up to date" in chip.accessibleName()

    chip.show_day(day(told=None), live=False)
    assert "not up to date" in chip.shown
    assert chip.faded


def test_a_narrow_chip_leaves_out_the_count_first_and_the_word_last(chip: StandingChip) -> None:
    chip.show_day(day(Standing.NOT_READY, reason="Lunch"), live=True)
    frame = chip._frame()
    whole = chip.sizeHint().width() - frame
    assert [piece.shown for piece in chip._fitting(whole)][-1] == "2 queues"

    left = [len(chip._fitting(room)) for room in range(whole, 0, -1)]
    assert left == sorted(left, reverse=True)
    assert (left[0], left[-1]) == (4, 1)
    assert "queues" not in "".join(piece.shown for piece in chip._fitting(whole - 1))
    assert chip.minimumSizeHint().width() < chip.sizeHint().width()


def test_what_was_asked_for_is_cut_rather_than_left_out(chip: StandingChip) -> None:
    asked = day(pending=frozenset({AgentVerb.PAUSE}))
    chip.show_day(asked, live=True)
    without = sum(chip._widths([p for p in chip._pieces if p.keep > 1]))
    whole = chip._fitting(without)
    cut = chip._fitting(without - 8)

    assert [p.shown for p in cut] == [p.shown for p in whole]
    assert (whole[-1].most, cut[-1].shown) == (0, "pausing…")
    assert 0 < cut[-1].most < chip._widths(cut[-1:])[0] + 8
    chip.resize(chip._frame() + without - 8, 32)
    assert not chip.grab().isNull()


def test_nobody_counts_what_is_not_seen(chip: StandingChip) -> None:
    chip.show_day(day(), live=True)
    assert ticker().running

    chip.hide()
    assert not ticker().running

    chip.show()
    assert ticker().running
    chip.show_day(day(since=None, told=None), live=True)
    assert not ticker().running


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"logged_in": 1, "total": 3}, "1 queue"),
        ({"logged_in": 3, "paused": 1, "total": 3}, "2 of 3 queues"),
        ({"standing": Standing.NOT_READY, "logged_in": 2, "paused": 2, "total": 3}, "2 queues"),
        ({"standing": Standing.LOGGED_OFF, "total": 3}, "3 queues"),
    ],
)
def test_the_count_is_of_queues_that_may_ring(facts: dict[str, object], said: str) -> None:
    assert queues_word(day(**facts)).replace("\u2068", "").replace("\u2069", "") == said


def test_presence_says_what_was_asked_for_until_it_is_so(qtbot: QtBot) -> None:
    chip = PresenceChip()
    qtbot.addWidget(chip)
    chip.show_presence(day(presence_pending=Presence.LUNCH), live=True)
    assert chip.shown == "Available · At lunch…"
    assert chip.accessibleName() == "My presence: Available · At lunch…"

    chip.show_presence(day(presence=None), live=False)
    assert (chip.shown, chip.look[1]) == ("Not known", Shape.DASH)
    assert "not up to date" in chip.accessibleName()


def test_every_look_is_painted(qtbot: QtBot, chip: StandingChip) -> None:
    drawn = set()
    for standing in Standing:
        chip.show_day(day(standing, reason="x" * 80), live=True)
        chip.adjustSize()
        drawn.add(bytes(chip.grab().toImage().constBits()))

    assert len(drawn) == len(Standing)
    assert chip.sizeHint().width() < 700
