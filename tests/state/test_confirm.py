"""What confirms a verb: each predicate seen true and false."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import CallEnd, EndReason
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.state.confirm import BY_ANSWER, BY_EVENT
from tests.model.said import call, ext, inbound, mine, moment

if TYPE_CHECKING:
    from ctiapp.model.call import Call

TALK = call(inbound("ANSWERED"), mine("ANSWER"))
HELD = call(inbound("ANSWERED"), mine("HOLD"))
LEFT = call(inbound("ANSWERED"), mine("BYE"))
WAITS = replace(HELD, consulting=CallId("2.1"))
OVER = replace(
    call(inbound("BYE"), mine("ANSWER")), end=CallEnd(EndReason.REMOTE_HUNG_UP, moment())
)
THREE = call(inbound("ANSWERED"), mine("ANSWER"), ext("2001", "ANSWER"))
INVITING = call(inbound("ANSWERED"), mine("ANSWER"), ext("2001", "RING"))


@pytest.mark.parametrize(
    ("verb", "sent", "after", "done"),
    [
        (Verb.DIAL, None, call(mine("RING")), True),
        (Verb.DIAL, None, call(mine("BYE")), False),
        (Verb.RETRIEVE, None, call(mine("ANSWERED")), True),
        (Verb.RETRIEVE, None, OVER, False),
        (Verb.ANSWER, None, TALK, True),
        (Verb.ANSWER, None, call(inbound("ALERT"), mine("RING")), False),
        (Verb.ANSWER, None, call(inbound("ANSWERED"), ext("2001", "ANSWER")), False),
        (Verb.REJECT, None, call(inbound("ALERT"), mine("RING")), False),
        (Verb.REJECT, None, call(inbound("ALERT"), mine("BYE")), True),
        (Verb.REJECT, None, call(inbound("ALERT"), mine("BYE"), mine("RING", "b")), False),
        (Verb.REJECT, None, TALK, True),
        (Verb.HANG_UP, TALK, TALK, False),
        (Verb.HANG_UP, TALK, LEFT, True),
        (Verb.HANG_UP, TALK, call(inbound("ANSWERED"), mine("BYE"), mine("RING", "b")), False),
        (Verb.HOLD, TALK, HELD, True),
        (Verb.HOLD, TALK, call(inbound("HOLD"), mine("ANSWER")), False),
        (Verb.RESUME, HELD, TALK, True),
        (Verb.RESUME, HELD, HELD, False),
        (Verb.TRANSFER, TALK, LEFT, True),
        (Verb.TRANSFER, TALK, HELD, False),
        (Verb.TAKE_BACK, LEFT, call(inbound("ALERT"), mine("RING", "b")), True),
        (Verb.TAKE_BACK, LEFT, call(inbound("ALERT"), ext("2001", "RING")), False),
        (Verb.PARK, TALK, replace(LEFT, slot="6001"), True),
        (Verb.PARK, TALK, replace(TALK, slot="6001"), False),
        (Verb.PARK, TALK, LEFT, False),
        (Verb.CONSULT, TALK, WAITS, True),
        (Verb.CONSULT, TALK, HELD, False),
        (Verb.COMPLETE, WAITS, call(inbound("ANSWERED"), ext("2001", "ANSWER")), True),
        (Verb.COMPLETE, WAITS, WAITS, False),
        (Verb.ABORT, WAITS, TALK, True),
        (Verb.ABORT, WAITS, WAITS, False),
        (Verb.ABORT, WAITS, LEFT, False),
        (Verb.SWAP, WAITS, replace(TALK, consulting=CallId("2.1")), True),
        (Verb.SWAP, WAITS, WAITS, False),
        (Verb.SWAP, None, TALK, False),
        (Verb.SWAP, WAITS, LEFT, False),
        (Verb.CONFERENCE, WAITS, THREE, True),
        (Verb.CONFERENCE, WAITS, HELD, False),
        (Verb.ADD, TALK, INVITING, True),
        (Verb.ADD, TALK, TALK, False),
        (Verb.ADD, THREE, INVITING, False),
        (Verb.ADD, None, INVITING, False),
    ],
)
def test_the_call_shows_whether_it_was_done(
    verb: Verb, sent: Call | None, after: Call, done: bool
) -> None:
    """As it was when the command left, beside as it is."""
    assert BY_EVENT[verb](sent, after) is done


@pytest.mark.parametrize(
    ("verb", "reason", "done"),
    [
        (Verb.ACCEPT_INBOUND, None, False),
        (Verb.ACCEPT_INBOUND, EndReason.LET_IN, True),
        (Verb.ACCEPT_INBOUND, EndReason.CALLER_GAVE_UP, False),
        (Verb.REFUSE_INBOUND, None, False),
        (Verb.REFUSE_INBOUND, EndReason.REFUSED, True),
        (Verb.REFUSE_INBOUND, EndReason.LET_IN, False),
    ],
)
def test_what_became_of_an_offered_call_may_tell_before_the_answer(
    verb: Verb, reason: EndReason | None, done: bool
) -> None:
    """Whoever gave up was neither let in nor refused."""
    offered = replace(call(inbound("ALERT")), offered=moment())
    after = offered if reason is None else replace(offered, end=CallEnd(reason, moment()))
    assert BY_EVENT[verb](offered, after) is done
    rings = call(inbound("ALERT"), mine("RING"))
    assert BY_EVENT[verb](offered, rings) is (verb is Verb.ACCEPT_INBOUND)


def test_the_answer_alone_confirms_what_has_no_event_and_the_two_decisions() -> None:
    """A call that is let in need not be told of again."""
    without = set(Verb) - set(BY_EVENT)
    assert {Verb.MUTE, Verb.RECORD} <= BY_ANSWER & without
    assert BY_ANSWER - without == {Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND}


@pytest.mark.parametrize("verb", [Verb.HANG_UP, Verb.REJECT])
def test_an_ended_call_has_no_leg_of_ours(verb: Verb) -> None:
    """Whatever its members last said."""
    assert BY_EVENT[verb](None, OVER)


def test_only_what_has_no_event_is_confirmed_by_the_answer() -> None:
    """Mute and recording; of all else its events tell whether it was done.

    A safe transfer is sent as a consultation.
    """
    assert set(Verb) - set(BY_EVENT) == {
        Verb.MUTE,
        Verb.UNMUTE,
        Verb.RECORD,
        Verb.PAUSE_RECORDING,
        Verb.RESUME_RECORDING,
        Verb.SAFE_TRANSFER,
    }
