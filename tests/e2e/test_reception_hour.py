"""A receptionist's hour: eighty calls by keyboard alone, and at no moment a wrong picture.

What fails prints its seed and every step: ``CTIAPP_HOUR_SEED=7`` plays that hour again.
"""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

from tests.e2e import stories
from tests.e2e.receptionist import ME, Receptionist, commands

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.conftest import Office

    Story = Callable[[Receptionist], None]

SEED = int(os.environ.get("CTIAPP_HOUR_SEED", "1"))
CALLS = 80

PASSED_ON: dict[Story, int] = {
    stories.sent: 10,
    stories.sent_and_taken_later: 6,
    stories.taken_back: 3,
    stories.taken_back_and_sent_elsewhere: 2,
    stories.taken_back_while_talking: 1,
    stories.refused: 2,
    stories.not_answered: 1,
    stories.gives_up_on_the_way: 2,
}
PARKED: dict[Story, int] = {
    stories.fetched_by_key: 3,
    stories.fetched_by_number: 2,
    stories.fetched_by_a_colleague: 2,
    stories.recalled: 2,
    stories.leaves_the_slot: 1,
}
CONSULTED: dict[Story, int] = {
    stories.aborted: 1,
    stories.swapped: 1,
    stories.three_way: 1,
    stories.completed: 1,
    stories.completed_while_it_rings: 1,
}
ELSE: dict[Story, int] = {
    stories.short_talk: 4,
    stories.caller_hangs_up: 5,
    stories.on_hold: 4,
    stories.lost_on_hold: 1,
    stories.changed_mind: 1,
    stories.recorded: 3,
    stories.muted: 2,
    stories.interrupted: 2,
    stories.rejected: 2,
    stories.rejected_meanwhile: 2,
    stories.gives_up: 4,
    stories.answered_elsewhere: 2,
}
"""What happens how often; some of it takes two callers."""


def test_an_hour_by_keyboard_alone(office: Office, tmp_path: Path) -> None:
    """Each step settles in a true picture, and none passes through a wrong one."""
    desk = Receptionist(office, SEED, tmp_path)
    day = [
        story
        for kind in (PASSED_ON, PARKED, CONSULTED, ELSE)
        for story, times in kind.items()
        for _ in range(times)
    ]
    Random(f"day-{SEED}").shuffle(day)
    # A queue that rings nobody else, and a phone that can be told to answer in every second half.
    office.pbx.do("agents", queue="6400", agents=[ME])
    office.pbx.do("settings", park_prompt_s=0.1)
    for number, story in enumerate(day):
        desk.between()
        can_answer = number * 2 >= len(day)
        if can_answer is not desk.truth.can_answer:
            desk.tie_up()
            desk.exchange("csta", extension=ME, on=can_answer)
            desk.truth.can_answer = can_answer
        desk.step(f"--- {story.__name__}")
        story(desk)
    desk.tie_up()

    assert desk.until("nobody is left", lambda due: due == {}) == {}
    assert desk.calls == CALLS
    asked = commands(office)
    returned = (
        stories.taken_back,
        stories.taken_back_and_sent_elsewhere,
        stories.taken_back_while_talking,
    )
    back = sum(PASSED_ON[story] for story in returned)
    twice = PASSED_ON[stories.taken_back_and_sent_elsewhere]
    steps = 7  # of the consultations: complete three times, swap twice, abort and threeway once
    moved = sum(PASSED_ON.values()) + back + twice + sum(CONSULTED.values()) + steps
    assert (asked["call/park"], asked["call/transfer"]) == (sum(PARKED.values()), moved)
    assert "a look mended" not in office.app.log_text
