"""The life of a leg: every pair of states, legal or not."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.call import LegState
from ctiapp.model.callstate import TRANSITIONS, Step, step
from ctiapp.model.errors import IllegalTransition

I, A, C, H, Q, F, X = LegState  # noqa: E741 - in the order of the class

STEPS: dict[LegState | None, dict[LegState, Step]] = {
    None: {
        I: Step.STARTED,
        A: Step.ALERTING,
        C: Step.CONNECTED,
        H: Step.HELD,
        Q: Step.QUEUED,
        F: Step.FAILED,
        X: Step.CLEARED,
    },
    I: {
        C: Step.CONNECTED,
        H: Step.HELD,
        Q: Step.QUEUED,
        F: Step.FAILED,
        X: Step.CLEARED,
    },
    A: {I: Step.STARTED, C: Step.CONNECTED, H: Step.HELD, F: Step.FAILED, X: Step.CLEARED},
    C: {I: Step.DIVERTED, H: Step.HELD, Q: Step.QUEUED, F: Step.FAILED, X: Step.CLEARED},
    H: {I: Step.DIVERTED, C: Step.RETRIEVED, Q: Step.QUEUED, F: Step.FAILED, X: Step.CLEARED},
    Q: {I: Step.DIVERTED, C: Step.CONNECTED, H: Step.HELD, F: Step.FAILED, X: Step.CLEARED},
    F: {X: Step.CLEARED},
    X: {},
}
"""Written down a second time on purpose: a change of the table must be meant."""


@pytest.mark.parametrize(
    ("before", "now"), list(product((None, *LegState), LegState)), ids=lambda s: s and s.name
)
def test_each_pair_is_a_step_or_nothing_or_illegal(before: LegState | None, now: LegState) -> None:
    """A pair in the table is its step, a state that stays is none, all others raise."""
    if before is now:
        assert step(before, now) is None
    elif now in STEPS[before]:
        assert step(before, now) is STEPS[before][now]
    else:
        with pytest.raises(IllegalTransition, match=f"-> {now.name}"):
            step(before, now)


def test_the_table_holds_these_pairs_and_no_other() -> None:
    """Whoever draws or walks the table sees what `step` answers."""
    assert {
        (before, now): what for before, row in STEPS.items() for now, what in row.items()
    } == TRANSITIONS


def test_a_leg_that_was_answered_never_rings_again() -> None:
    """A late RING is illegal wherever the leg has been in the talk."""
    for before in (C, H, Q):
        with pytest.raises(IllegalTransition):
            step(before, A)


def test_nothing_follows_the_end() -> None:
    """A cleared leg stays cleared."""
    assert not [pair for pair in TRANSITIONS if pair[0] is X]


@given(st.lists(st.sampled_from(LegState), max_size=30))
def test_a_walk_that_obeys_the_table_ends_at_the_last_legal_state(told: list[LegState]) -> None:
    """An illegal step raises and changes nothing: the next one starts from the state before."""
    state: LegState | None = None
    for now in told:
        try:
            step(state, now)
        except IllegalTransition:
            assert (state, now) not in TRANSITIONS
            continue
        assert state is now or (state, now) in TRANSITIONS
        state = now
    if X in told:
        assert state is X
