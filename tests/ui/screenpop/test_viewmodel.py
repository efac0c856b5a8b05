"""What a pop shows, and where it stands: on the screen, oldest on top, nothing covered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.model.number import Number
from ctiapp.settings import Corner
from ctiapp.tools import samples
from ctiapp.ui.screenpop.viewmodel import (
    GAP,
    MARGIN,
    Area,
    acted_on,
    brought_up,
    how_many_fit,
    places,
    pop_of,
    pops_of,
)


def test_a_known_caller() -> None:
    pop = pop_of(samples.RINGING)

    assert (pop.name, pop.number, pop.company) == (
        "Joseph Goffin",
        "+1 235 497 8652",
        "Ticketsales",
    )
    assert (pop.via_name, pop.via_number) == ("Support", "6402")
    assert (pop.did, pop.trunk) == ("5503301", "City line 1")
    assert pop.since_s == samples.NOW_S - 4
    assert pop.can_reject
    assert not pop.can_answer
    assert not pop.rejecting


def test_nothing_is_made_up_where_nothing_is_known() -> None:
    pop = pop_of(replace(samples.WITHHELD, since=None, trunk=None, actions=()))

    assert (pop.name, pop.number, pop.company, pop.via_name, pop.via_number) == ("",) * 5
    assert (pop.did, pop.trunk, pop.since_s, pop.can_reject) == ("", "", None, False)


def test_a_name_that_is_the_number_is_no_name() -> None:
    assert pop_of(replace(samples.UNKNOWN, name="13900000002")).name == ""


def test_a_queue_whose_name_is_its_number_is_told_once() -> None:
    card = replace(samples.RINGING, via_number=Number("6402"), via_name="6402")

    assert (pop_of(card).via_name, pop_of(card).via_number) == ("", "6402")


def test_a_rejection_on_its_way_keeps_its_button() -> None:
    pop = pop_of(replace(samples.REJECTING, actions=()))

    assert pop.can_reject
    assert pop.rejecting


def test_only_what_rings_pops() -> None:
    cards = [replace(samples.RINGING, phase=phase) for phase in Phase]

    assert {pop.phase for pop in pops_of(cards)} == {Phase.RINGING, Phase.OFFERED}


SCREEN = Area(100, 50, 1920, 1040)


@pytest.mark.parametrize(
    ("corner", "first"),
    [
        (Corner.TOP_LEFT, (116, 66)),
        (Corner.TOP_RIGHT, (1584, 66)),
        (Corner.BOTTOM_LEFT, (116, 662)),
        (Corner.BOTTOM_RIGHT, (1584, 662)),
    ],
)
def test_cards_stand_in_their_corner(corner: Corner, first: tuple[int, int]) -> None:
    found = places([200, 200], 420, SCREEN, corner)

    assert found[0] == first
    assert found[1] == (first[0], first[1] + 200 + GAP)


HEIGHTS = st.lists(st.integers(120, 400), min_size=1, max_size=12)
AREAS = st.builds(
    Area,
    st.integers(-4000, 4000),
    st.integers(-4000, 4000),
    st.integers(640, 4000),
    st.integers(480, 2200),
)


@given(HEIGHTS, AREAS, st.sampled_from(Corner))
def test_what_fits_is_on_the_screen_and_covers_nothing(
    heights: list[int], area: Area, corner: Corner
) -> None:
    more = 30
    fit = how_many_fit(heights, more, area)
    shown = heights[:fit]
    if fit < len(heights):
        shown[-1] += more
    found = places(shown, 420, area, corner)

    assert 1 <= fit <= len(heights)
    bottom = area.top
    for (x, y), height in zip(found, shown, strict=True):
        assert y >= bottom
        assert area.left <= x <= area.left + area.width - 420
        bottom = y + height
    assert bottom <= area.top + area.height


@given(HEIGHTS, AREAS)
def test_as_many_as_possible_are_shown(heights: list[int], area: Area) -> None:
    fit = how_many_fit(heights, 30, area)

    assert (sum(heights) + GAP * (len(heights) - 1) <= area.height - 2 * MARGIN) == (
        fit == len(heights)
    ) or len(heights) == 1


@pytest.mark.parametrize("corner", Corner)
def test_on_a_tiny_screen_the_top_left_can_still_be_seen(corner: Corner) -> None:
    assert how_many_fit([300, 300], 30, Area(0, 0, 320, 200)) == 1
    assert places([300], 420, Area(10, 20, 320, 200), corner) == [(10, 20)]


def test_no_card_no_place() -> None:
    assert how_many_fit([], 30, SCREEN) == 0
    assert places([], 420, SCREEN, Corner.TOP_LEFT) == []


def test_an_offered_call_is_accepted_or_refused() -> None:
    pop = pop_of(samples.OFFERED)

    assert (pop.offered, pop.until_s) == (True, samples.NOW_S + 6)
    assert (pop.can_answer, pop.can_reject) == (True, True)
    assert (pop.answering, pop.rejecting) == (False, False)
    assert not pop_of(samples.RINGING).offered


@pytest.mark.parametrize(
    ("verb", "answering", "rejecting"),
    [(Verb.ACCEPT_INBOUND, True, False), (Verb.REFUSE_INBOUND, False, True)],
)
def test_a_decision_on_its_way_is_shown_at_its_button(
    verb: Verb, answering: bool, rejecting: bool
) -> None:
    pop = pop_of(replace(samples.OFFERED, pending=frozenset({verb}), actions=()))

    assert (pop.answering, pop.rejecting) == (answering, rejecting)
    assert (pop.can_answer, pop.can_reject) == (answering, rejecting)


def test_the_keys_act_on_what_rings_before_what_is_offered() -> None:
    offered, rings = pop_of(samples.OFFERED), pop_of(samples.RINGING)

    assert acted_on([]) is None
    assert acted_on([offered, offered]) == 0
    assert acted_on([offered, rings, rings]) == 1
    assert acted_on([rings, offered]) == 0


def test_the_keys_act_where_they_were_moved_by_hand() -> None:
    offered, rings = pop_of(samples.OFFERED), pop_of(samples.RINGING)

    assert acted_on([rings, offered, replace(rings, marked=True)]) == 2
    assert acted_on([rings, replace(offered, marked=True), rings]) == 1
    assert [pop.marked for pop in map(pop_of, samples.MOVED_ON)] == [False, True]


@pytest.mark.parametrize(
    ("place", "order"), [(3, "abcD"), (2, "abDc"), (1, "aDbc"), (0, "Dabc"), (9, "abcD")]
)
def test_the_one_that_the_keys_act_on_stands_no_further_down_than_it_may(
    place: int, order: str
) -> None:
    pop = pop_of(samples.RINGING)
    pops = [replace(pop, name=name, marked=name.isupper()) for name in "abcD"]

    assert "".join(pop.name for pop in brought_up(pops, place)) == order
    assert brought_up([], place) == ()
