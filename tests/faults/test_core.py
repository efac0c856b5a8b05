"""Two thousand days of trouble without a socket: after each heal the picture is the truth.

``CTIAPP_FAULT_SEED=n pytest tests/faults/test_core.py`` plays exactly that day again.
"""

from __future__ import annotations

import os

import pytest

from tests.faults.core import FAULTS, Day, WrongPictureError, live

ONE = os.environ.get("CTIAPP_FAULT_SEED")
"""The seed of the one day to play again."""
DAYS = 2000
CHUNK = 100
CHUNKS = [range(start, start + CHUNK) for start in range(0, DAYS, CHUNK)]
PHASES = {"offered", "ringing", "dialing", "talking", "held", "parked", "ended"}


@pytest.mark.parametrize(
    "seeds",
    CHUNKS if ONE is None else [range(int(ONE), int(ONE) + 1)],
    ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}",
)
def test_the_picture_is_true_after_every_fault(seeds: range) -> None:
    """Whatever people did while events, answers and connections were lost, late or doubled."""
    wrong: list[str] = []
    seen: set[str] = set()
    for seed in seeds:
        try:
            seen |= live(seed).seen
        except WrongPictureError as error:
            wrong.append(str(error))
    if wrong:
        pytest.fail(f"{len(wrong)} of {len(seeds)} days; the first:\n{wrong[0]}", pytrace=False)
    # A hundred days that were never troubled, or in which nobody called, prove nothing.
    assert len(seeds) < CHUNK or seen >= PHASES | set(FAULTS)


def test_a_seed_is_the_same_day_each_time() -> None:
    """Down to the last step and its moment: else a failure could not be looked at again."""
    days: list[Day] = [live(7), live(7)]
    assert days[0].office.steps == days[1].office.steps
    assert days[0].office.steps != live(8).office.steps
