"""What confirms a verb."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import CallEnd, EndReason
from ctiapp.model.commands import Verb
from ctiapp.state.confirm import BY_EVENT
from tests.model.said import call, inbound, mine, moment

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport


@pytest.mark.parametrize(
    ("verb", "legs", "done"),
    [
        (Verb.HOLD, (inbound("ANSWERED"), mine("HOLD")), True),
        (Verb.HOLD, (inbound("HOLD"), mine("ANSWER")), False),
        (Verb.RESUME, (inbound("ANSWERED"), mine("ANSWER")), True),
        (Verb.RESUME, (inbound("ANSWERED"), mine("HOLD")), False),
        (Verb.HANG_UP, (inbound("ANSWERED"), mine("ANSWER")), False),
        (Verb.HANG_UP, (inbound("ANSWERED"), mine("BYE")), True),
        (Verb.HANG_UP, (inbound("ANSWERED"), mine("BYE"), mine("RING", "b")), False),
        (Verb.REJECT, (inbound("ALERT"), mine("RING")), False),
        (Verb.REJECT, (inbound("ALERT"), mine("BYE")), True),
        (Verb.REJECT, (inbound("ANSWERED"), mine("ANSWER")), True),
        (Verb.DIAL, (mine("RING"),), True),
        (Verb.DIAL, (mine("BYE"),), False),
    ],
)
def test_the_call_shows_whether_it_was_done(
    verb: Verb, legs: tuple[LegReport, ...], done: bool
) -> None:
    """One's own member decides."""
    assert BY_EVENT[verb](call(*legs)) is done


@pytest.mark.parametrize("verb", [Verb.HANG_UP, Verb.REJECT])
def test_an_ended_call_has_no_leg_of_ours(verb: Verb) -> None:
    """Whatever its members last said."""
    over = replace(
        call(inbound("BYE"), mine("ANSWER")), end=CallEnd(EndReason.REMOTE_HUNG_UP, moment())
    )
    assert BY_EVENT[verb](over)


def test_the_plain_verbs_are_never_confirmed_by_the_answer_alone() -> None:
    """The PBX took them; whether it did them, its events tell."""
    assert {Verb.DIAL, Verb.HANG_UP, Verb.REJECT, Verb.HOLD, Verb.RESUME} <= set(BY_EVENT)
