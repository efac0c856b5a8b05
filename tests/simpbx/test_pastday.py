"""Calls of the past that there never were."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ctiapp.simpbx.bots import Bots
from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.options import USER_EXTENSION
from ctiapp.simpbx.pastday import last_day, write_down
from ctiapp.simpbx.recordings import LONGEST_S
from ctiapp.simpbx.scenarios import Stage
from ctiapp.simpbx.world import build

if TYPE_CHECKING:
    from tests.simpbx.office import Office

DAY_S = 86_400.0


def test_a_line_is_read_by_who_is_inside(office: Office) -> None:
    now_s = office.exchange.now_s
    came = write_down(office.exchange, "5503301", "2000", started_s=now_s - 60, talk_s=7)
    went = write_down(office.exchange, "2000", "5503301", started_s=now_s, talk_s=7)
    here = write_down(office.exchange, "2000", "2001", started_s=now_s, talk_s=7, recorded=True)

    assert [each.direction for each in (came, went, here)] == ["inbound", "outbound", "internal"]
    assert [bool(each.source_trunk) for each in (came, went, here)] == [True, False, False]
    assert [bool(each.target_trunk) for each in (came, went, here)] == [False, True, False]
    assert office.exchange.archive.lines == [came, went, here]
    assert [each.line for each in office.exchange.recordings.kept] == [here]


def test_the_last_day_has_short_recordings_of_ones_own_and_of_others(office: Office) -> None:
    last_day(office.exchange, seed=1)
    kept = office.exchange.recordings.kept
    now_s = office.exchange.now_s

    assert len(kept) >= 5
    assert [each.line for each in kept] == office.exchange.archive.lines
    assert all(now_s - DAY_S < each.line.started_s < now_s for each in kept)
    assert all(one.line.started_s < other.line.started_s for one, other in pairwise(kept))
    assert all(0 < each.seconds == each.line.talk_s <= LONGEST_S for each in kept)
    assert len({each.file for each in kept}) == len(kept)
    own = [USER_EXTENSION in (each.line.from_number, each.line.to_number) for each in kept]
    assert 0 < own.count(False) < own.count(True)


def test_it_is_written_down_once(office: Office) -> None:
    last_day(office.exchange, seed=1)
    lines = list(office.exchange.archive.lines)
    last_day(office.exchange, seed=2)

    assert office.exchange.archive.lines == lines


def test_a_tiny_office_has_a_last_day_too() -> None:
    exchange = Exchange(build(1, seed=1), now_s=1_700_000_000.0, seed=1)
    last_day(exchange, seed=1)

    assert exchange.recordings.kept
    assert all(each.line.from_number != each.line.to_number for each in exchange.recordings.kept)


def test_the_demonstration_begins_with_it() -> None:
    exchange = Exchange(build(24, seed=1), now_s=1_700_000_000.0, seed=1)
    Stage(exchange, Bots(exchange, seed=1), seed=1).play("reception")

    assert len(exchange.recordings.kept) >= 5
