"""One's own commands: pending until shown done, refused, or never heard of again."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason, Phase, Recording
from ctiapp.model.commands import Verb
from ctiapp.model.notice import Notice
from ctiapp.state.changes import CommandConfirmed, CommandRefused, CommandUnknown
from ctiapp.state.selectors import actions
from tests.model.said import CALL, inbound, mine, report
from tests.state.desk import Told, talk


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def test_a_verb_is_pending_until_the_pbx_shows_it_done(told: Told) -> None:
    """The answer that it was taken is not enough."""
    talk(told)
    token = told.send(Verb.HOLD)
    assert dict(told.call().pending) == {Verb.HOLD: token}
    told.take(events.CommandAccepted(token))
    assert Verb.HOLD in told.call().pending
    told.said(inbound("HOLD"), mine("ANSWER"))  # the other side's hold is none of one's own
    assert Verb.HOLD in told.call().pending

    changes = told.said(inbound("HOLD"), mine("HOLD"))

    assert CommandConfirmed(token) in changes
    assert not told.call().pending


def test_a_picture_confirms_as_well(told: Told) -> None:
    """The event may have been lost."""
    talk(told)
    token = told.send(Verb.HOLD)
    changes = told.picture(report(inbound("ANSWERED"), mine("HOLD")), asked_s=told.now_s)
    assert CommandConfirmed(token) in changes


def test_a_refusal_takes_the_mark_away_and_says_why(told: Told) -> None:
    """The next command takes the notice away again."""
    talk(told)
    token = told.send(Verb.HOLD)
    notice = Notice.of("error.command", code="70132")
    changes = told.take(events.CommandFailed(token, notice))
    assert CommandRefused(token, notice) in changes
    assert (told.call().pending, told.call().notice) == ({}, notice)
    told.send(Verb.HOLD)
    assert told.call().notice is None
    assert told.take(events.CommandFailed(99, notice)) == ()


def test_a_command_that_nothing_confirms_expires(told: Told) -> None:
    """Its outcome is unknown; the mark goes."""
    talk(told)
    token = told.send(Verb.HOLD)
    assert CommandUnknown(token) in told.take(events.CommandExpired(token))
    assert not told.call().pending
    assert told.take(events.CommandExpired(token)) == ()


def test_a_call_that_ends_first_settles_what_was_pending_on_it(told: Told) -> None:
    """Hanging up is done then; a hold can no longer be."""
    talk(told)
    hold, hang_up = told.send(Verb.HOLD), told.send(Verb.HANG_UP)
    changes = told.said(inbound("BYE"), mine("ANSWER"))
    assert CommandUnknown(hold) in changes
    assert CommandConfirmed(hang_up) in changes
    assert not told.call().pending


def test_rejecting_is_done_when_the_ring_is_gone(told: Told) -> None:
    """On all devices."""
    told.said(inbound("ALERT"), mine("RING", "a"), mine("RING", "b"))
    token = told.send(Verb.REJECT)
    assert CommandConfirmed(token) not in told.said(inbound("ALERT"), mine("RING", "b"))
    assert CommandConfirmed(token) in told.said(inbound("ALERT"))
    assert told.why() is EndReason.REJECTED


@pytest.mark.parametrize(
    ("verb", "muted", "recording"),
    [
        (Verb.MUTE, True, Recording.OFF),
        (Verb.RECORD, False, Recording.ON),
        (Verb.PAUSE_RECORDING, False, Recording.PAUSED),
        (Verb.RESUME_RECORDING, False, Recording.ON),
    ],
)
def test_what_has_no_event_is_as_last_commanded(
    told: Told, verb: Verb, muted: bool, recording: Recording
) -> None:
    """Not before the PBX's answer; events leave it, only a gap makes it unknown."""
    talk(told)
    token = told.send(verb)
    assert (told.call().muted, told.call().recording) == (False, Recording.OFF)
    assert CommandConfirmed(token) in told.take(events.CommandAccepted(token))
    told.said(inbound("HOLD"), mine("ANSWER"))
    assert (told.call().muted, told.call().recording) == (muted, recording)
    told.picture(report(inbound("ANSWERED"), mine("ANSWER")))
    assert (told.call().muted, told.call().recording) == (None, None)


@pytest.mark.parametrize("verb", [Verb.HOLD, Verb.TRANSFER, Verb.CONSULT, Verb.ADD, Verb.PARK])
def test_a_confirmation_that_never_comes(told: Told, verb: Verb) -> None:
    """The mark goes, the call stays as it is, and the verb may be asked for again."""
    talk(told)
    token = told.send(verb)
    told.take(events.CommandAccepted(token))
    assert CommandUnknown(token) in told.take(events.CommandExpired(token))
    assert (told.phases, dict(told.call().pending)) == ({CALL: Phase.TALKING}, {})
    assert verb in actions(told.call())


@pytest.mark.parametrize(
    ("verb", "what"), [(Verb.MUTE, "muted"), (Verb.UNMUTE, "muted"), (Verb.RECORD, "recording")]
)
def test_what_has_no_event_is_unknown_where_the_answer_was_lost(
    told: Told, verb: Verb, what: str
) -> None:
    """Who believes to be muted and is not says things; nobody knows, and so it is shown."""
    talk(told)
    assert getattr(told.call(), what) is not None
    token = told.send(verb)
    told.take(events.CommandExpired(token))
    assert getattr(told.call(), what) is None
