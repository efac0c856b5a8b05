"""The store: replays of the trouble that a PBX makes, and what must never happen."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason, FailReason, LegKind, LegReport, LegState, Phase, Recording
from ctiapp.model.commands import Verb
from ctiapp.model.directory import LineState, Presence
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.state.changes import (
    CallChanged,
    CommandUnknown,
    Lamp,
    LampChanged,
    LinkMoved,
)
from ctiapp.state.store import ENDED_SHOWN_S, MAX_CALLS, MAX_LAMPS, Store
from tests.model.said import CALL, ME, ext, inbound, mine, moment, outbound, report
from tests.state.desk import Told, doubts, ring, talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.state.changes import Change

QUEUE = "6402"


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


# --- the plain way -------------------------------------------------------------------------------


def test_a_ring_an_answer_a_hold_and_an_end(told: Told) -> None:
    """Each report replaces what was known, and ages count from when it was seen."""
    told.said(inbound("ALERT"), mine("RING"))
    call = told.call()
    assert (call.phase, call.ring, call.from_snapshot) == (Phase.RINGING, 1, False)
    assert call.since == moment(101)

    told.said(inbound("ANSWERED"), mine("ANSWER"), after_s=5)
    assert told.call().phase is Phase.TALKING
    assert told.call().since == moment(106)

    told.said(inbound("ANSWERED"), mine("HOLD"))
    assert told.call().phase is Phase.HELD

    told.said(inbound("ANSWERED"), mine("ANSWER"))
    told.said(inbound("BYE"), mine("ANSWER"))
    assert told.why() is EndReason.REMOTE_HUNG_UP
    assert told.call().first_seen == moment(101)


def test_a_talk_is_as_old_as_the_answer_not_as_the_pick_up(told: Told) -> None:
    """One's own phone was lifted long before; its member need not change at the answer."""
    told.send(Verb.DIAL, None, Number("2001"))
    told.said(mine("RING"))
    told.said(mine("ANSWER"))
    told.said(mine("ANSWER"), ext("2001", "RING"))
    told.said(mine("ANSWER"), ext("2001", "ANSWER"), after_s=20)

    assert told.call().phase is Phase.TALKING
    assert told.call().since == moment(123)


def test_what_the_other_side_does_leaves_the_age_of_the_talk_alone(told: Told) -> None:
    """Being held and taken back is one talk."""
    talk(told)
    since = told.call().since
    told.said(inbound("HOLD"), mine("ANSWER"))
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    assert told.call().since == since


# --- other people's calls ------------------------------------------------------------------------


def test_other_peoples_calls_are_kept_out(told: Told) -> None:
    """They cost a look at their members and change nothing."""
    assert told.said(inbound("ALERT"), ext("2001", "RING")) == ()
    assert told.said(ext("2001", "ANSWERED"), outbound("ANSWER", "2000")) == ()
    assert told.failed(ext("2001", "BYE"), ext("2008", "ALERT")) == ()
    assert told.recorded() == ()
    assert told.store.calls == ()


def test_nobody_has_calls_while_signed_out() -> None:
    """No event can be anybody's own."""
    store = Store()
    assert store.apply(events.CallReported(report(mine("RING"))), moment()) == ()


# --- refusals by event (30015) -------------------------------------------------------------------


def test_the_called_one_is_busy(told: Told) -> None:
    """The call ends with the PBX's reason, and the card says it."""
    told.said(mine("ALERT"), ext("2002", "RING"))
    told.failed(ext("2002", "BYE"), mine("ALERT"))
    end = told.call().end
    assert end is not None
    assert (end.reason, end.failed) == (EndReason.FAILED, FailReason.BUSY)
    notice = told.call().notice
    assert notice is not None
    assert (notice.key, notice.detail) == ("call.failed.busy", "486 Busy Here")


def test_the_reason_may_come_after_the_others_bye(told: Told) -> None:
    """30011 with the BYE first, 30015 with the reason after it."""
    told.said(mine("ALERT"), ext("2002", "RING"))
    told.said(mine("ALERT"), ext("2002", "BYE"))
    told.failed(ext("2002", "BYE"), mine("ALERT"))
    assert told.why() is EndReason.FAILED


def test_the_reason_may_come_after_the_end(told: Told) -> None:
    """It still replaces a mere "nobody answered", and leaves the time of the end alone."""
    told.said(mine("ALERT"), ext("2002", "RING"))
    told.said(ext("2002", "BYE"))
    assert told.why() is EndReason.NO_ANSWER
    at = told.call().since
    told.failed(ext("2002", "BYE"), mine("ALERT"))
    assert told.why() is EndReason.FAILED
    assert told.call().since == at


def test_what_one_hung_up_oneself_has_not_failed(told: Told) -> None:
    """Giving up on a ringing phone is no failure, whatever the PBX calls it."""
    told.said(mine("ALERT"), ext("2002", "RING"))
    told.said(mine("BYE"), ext("2002", "RING"))
    told.failed(mine("BYE"), ext("2002", "RING"), reason=FailReason.OTHER)
    assert told.why() is EndReason.HUNG_UP


def test_rejecting_a_call_is_no_failure_of_ones_own(told: Told) -> None:
    """The PBX tells 30015 of it, with the BYE at the one who rejected (the handbook's example)."""
    told.said(ext("2008", "ALERT"), mine("RING"))
    told.failed(mine("BYE"), ext("2008", "ALERT"))
    assert told.why() is EndReason.REJECTED
    assert told.call().notice is None


def test_another_agent_who_rejects_does_not_take_the_card_away(told: Told) -> None:
    """The call rings on here, with or without oneself among the members."""
    told.said(inbound("ANSWERED"), mine("RING"), ext("2003", "RING"))
    told.failed(inbound("ANSWERED"), mine("RING"), ext("2003", "BYE"))
    assert told.call().phase is Phase.RINGING
    assert doubts(told.failed(inbound("ANSWERED"), ext("2003", "BYE"))) == [CALL]
    assert told.call().phase is Phase.RINGING


def test_an_agent_who_rejects_does_not_end_the_callers_call(told: Told) -> None:
    """A caller in a queue waits on, whether or not it was dialled from here."""
    told.send(Verb.DIAL, None, Number(QUEUE))
    told.said(mine("RING"))
    told.said(mine("ANSWERED", via=QUEUE), ext("2003", "RING"))
    told.failed(mine("ANSWERED", via=QUEUE), ext("2003", "BYE"))
    assert told.living == {CALL}


def test_one_of_several_phones_that_ring_for_the_caller_fails(told: Told) -> None:
    """A ring group: the others ring on."""
    told.said(mine("ALERT"), ext("2003", "RING"), ext("2004", "RING"))
    told.failed(mine("ALERT"), ext("2003", "BYE"), ext("2004", "RING"))
    assert told.call().phase is Phase.DIALING


def test_a_third_one_who_cannot_be_added_ends_nothing(told: Told) -> None:
    """The talk goes on, and says what happened."""
    talk(told)
    told.failed(inbound("ANSWERED"), mine("ANSWER"), ext("2003", "BYE"))
    assert told.call().phase is Phase.TALKING
    notice = told.call().notice
    assert notice is not None
    assert notice.key == "call.failed.busy"


# --- pictures ------------------------------------------------------------------------------------


def test_a_picture_after_a_gap_ends_what_it_lacks(told: Told) -> None:
    """A call that ended while we were away is seen to end."""
    talk(told)
    ring_2 = "2.1"
    told.said(inbound("ALERT"), mine("RING"), call_id=ring_2)
    told.picture(report(inbound("ANSWERED"), mine("HOLD"), call_id=ring_2))
    assert told.why() is EndReason.WHILE_AWAY
    assert told.call(ring_2).phase is Phase.HELD


def test_what_a_picture_finds_has_no_age(told: Told) -> None:
    """It says how things stand, not since when."""
    told.picture(report(inbound("ANSWERED"), mine("ANSWER")))
    call = told.call()
    assert (call.phase, call.since, call.from_snapshot) == (Phase.TALKING, None, True)
    assert not told.store.told_by_event(CALL)

    told.said(inbound("ANSWERED"), mine("HOLD"))
    assert told.call().since == moment(told.now_s)
    assert told.store.told_by_event(CALL)
    assert told.store.told_s(CALL) == told.now_s


def test_a_picture_that_agrees_changes_nothing(told: Told) -> None:
    """The ages stay too."""
    talk(told)
    before = told.call()
    picture = report(inbound("ANSWERED"), mine("ANSWER"))
    assert told.picture(picture, asked_s=told.now_s) == ()
    assert told.call() is before


def test_after_a_gap_nobody_knows_who_is_muted_or_recorded(told: Told) -> None:
    """No event tells it: another device may have changed it meanwhile. All else is as it was."""
    talk(told)
    before = told.call()
    assert (before.muted, before.recording) == (False, Recording.OFF)
    told.picture(report(inbound("ANSWERED"), mine("ANSWER")))
    assert told.call() == replace(before, muted=None, recording=None)


def test_a_picture_may_tell_what_no_single_step_could(told: Told) -> None:
    """It is the truth, and no step."""
    talk(told)
    told.picture(report(inbound("ALERT"), mine("RING")))
    assert told.call().phase is Phase.RINGING


def test_events_go_on_after_a_picture(told: Told) -> None:
    """What was held back while it was on its way is laid upon it."""
    told.picture(report(inbound("ALERT"), mine("RING")))
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    told.said(inbound("BYE"), mine("ANSWER"))
    assert told.why() is EndReason.REMOTE_HUNG_UP


def test_an_event_that_came_since_the_question_is_newer_than_the_answer(told: Told) -> None:
    """Neither its state nor its end is undone."""
    ring(told)
    asked_s = told.now_s + 0.5
    told.said(inbound("ANSWERED"), mine("ANSWER"))
    told.picture(report(inbound("ALERT"), mine("RING")), asked_s=asked_s)
    assert told.call().phase is Phase.TALKING

    told.said(inbound("BYE"), mine("ANSWER"))
    told.picture(report(inbound("ANSWERED"), mine("ANSWER")), asked_s=told.now_s - 0.5)
    assert told.living == set()


def test_a_new_call_may_be_late_in_the_picture(told: Told) -> None:
    """Within the grace it stays; an old one that is lacking has ended."""
    ring(told)
    told.picture(asked_s=told.now_s + 2, grace_s=3)
    assert told.living == {CALL}
    told.picture(asked_s=told.now_s + 5, grace_s=3)
    assert told.why() is EndReason.CALLER_GAVE_UP


def test_a_call_that_just_ended_may_linger_in_the_picture(told: Told) -> None:
    """Within the grace it stays ended; if it is still there later, it had not ended."""
    talk(told)
    told.said(mine("ANSWER"))
    listed = report(inbound("ANSWERED"), mine("ANSWER"))
    told.picture(listed, asked_s=told.now_s + 1, grace_s=3)
    assert told.living == set()
    sequence = told.call().sequence
    told.picture(listed, asked_s=told.now_s + 3, grace_s=3)
    assert told.call().phase is Phase.TALKING
    assert told.call().sequence == sequence
    told.said(inbound("ANSWERED"), mine("HOLD"))
    assert told.call().phase is Phase.HELD


def test_a_picture_after_a_gap_is_believed_at_once(told: Told) -> None:
    """Also where it still has what was taken for over."""
    talk(told)
    told.recorded()
    told.picture(report(inbound("ANSWERED"), mine("ANSWER")))
    assert told.call().phase is Phase.TALKING


def test_one_who_stands_alone_in_the_picture_is_alone_not_gone(told: Told) -> None:
    """The PBX still has the call; who hung up in it is another matter."""
    talk(told)
    told.picture(report(mine("ANSWER")))
    assert told.living == {CALL}
    told.picture(report(mine("ANSWER"), inbound("BYE")))
    assert told.living == set()


# --- lamps, link ---------------------------------------------------------------------------------


def test_lamps_gather_what_is_told_of_an_extension(told: Told) -> None:
    """Phone, person and registration, each from an event of its own."""
    number = Number("2001")
    assert told.take(events.LineChanged(number, LineState.RINGING)) == (
        LampChanged(number, Lamp(LineState.RINGING)),
    )
    told.take(events.PresenceChanged(number, Presence.LUNCH))
    told.take(events.RegistrationChanged(number, "sip", registered=True))
    assert told.store.lamps[number] == Lamp(LineState.RINGING, Presence.LUNCH, registered=True)
    assert told.take(events.LineChanged(number, LineState.RINGING)) == ()


def test_the_link_moves_once(told: Told) -> None:
    """A state that stays is no news."""
    assert told.take(events.LinkChanged(LinkState.UP)) == (LinkMoved(LinkState.UP),)
    assert told.take(events.LinkChanged(LinkState.UP)) == ()


@pytest.mark.parametrize(
    "event",
    [
        events.DirectoryChanged(events.DirectoryPart.EXTENSION, "2001", "update"),
        events.Reported(30017, "dtmf", {}),
        events.UnknownEvent("30099"),
    ],
)
def test_what_is_for_others_changes_nothing(told: Told, event: events.Event) -> None:
    """The directory, and what later issues act on."""
    assert told.take(event) == ()


# --- listeners, time, forgetting -----------------------------------------------------------------


def test_listeners_are_told_once_a_batch(told: Told) -> None:
    """An event with many consequences is one batch; one without any is none."""
    talk(told)
    told.send(Verb.HANG_UP)
    told.batches.clear()
    told.said(inbound("ANSWERED"), mine("BYE"))
    told.said(inbound("ANSWERED"), mine("BYE"))
    assert [len(batch) for batch in told.batches] == [2]


def test_who_has_unsubscribed_hears_no_more(told: Told) -> None:
    """The answer of subscribe ends it."""
    heard: list[tuple[Change, ...]] = []
    stop: Callable[[], None] = told.store.subscribe(heard.append)
    stop()
    ring(told)
    assert heard == []


def test_an_ended_call_leaves_the_screen_after_its_time(told: Told) -> None:
    """Not before, and living ones never."""
    talk(told)
    told.said(inbound("ALERT"), mine("RING"), call_id="2.1")
    told.said(inbound("BYE"), mine("ANSWER"))
    end = told.call()
    assert told.store.tick(moment(told.now_s + ENDED_SHOWN_S - 0.1)) == ()
    now = moment(told.now_s + ENDED_SHOWN_S)
    assert told.store.tick(now) == (CallChanged(end, None, now),)
    assert told.living == {"2.1"}


def test_a_reset_forgets_everything_and_says_so(told: Told) -> None:
    """Calls leave, commands are unknown, lamps are dark, and the extension is another."""
    talk(told)
    call = told.call()
    token = told.send(Verb.HOLD)
    told.take(events.LineChanged(Number("2001"), LineState.BUSY))
    told.batches.clear()
    told.store.reset(Number("2001"), moment(500))
    assert told.batches == [
        (
            CallChanged(replace(call, pending={Verb.HOLD: token}), None, moment(500)),
            CommandUnknown(token),
        )
    ]
    assert (told.store.me, told.store.calls, told.store.lamps) == (Number("2001"), (), {})
    told.said(ext("2001", "RING"), inbound("ALERT"))
    assert told.phases == {CALL: Phase.RINGING}


# --- bounds --------------------------------------------------------------------------------------


def test_too_many_calls_are_left_out_and_ended_ones_make_room(told: Told) -> None:
    """A PBX that invents calls fills neither the memory nor the screen."""
    for number in range(MAX_CALLS + 20):
        told.said(inbound("ALERT"), mine("RING"), call_id=f"{number}.1", after_s=0.001)
    assert len(told.store.calls) == MAX_CALLS
    told.recorded("5.1")
    told.said(inbound("ALERT"), mine("RING"), call_id="new")
    assert "new" in told.living
    assert "5.1" not in told.phases


def test_lamps_are_bounded(told: Told) -> None:
    """Those known go on; more than anybody has are left out."""
    for number in range(MAX_LAMPS + 50):
        told.take(events.LineChanged(Number(str(number)), LineState.BUSY), 0.0)
    assert len(told.store.lamps) == MAX_LAMPS
    told.take(events.LineChanged(Number("0"), LineState.IDLE))
    assert told.store.lamps[Number("0")] == Lamp(LineState.IDLE)


def _size(store: Store) -> int:
    """How many things the store holds, in all of its containers."""
    return sum(len(value) for value in vars(store).values() if hasattr(value, "__len__"))


def test_memory_is_bounded_over_a_long_day() -> None:
    """200,000 events of one's own and of other people's calls leave nothing behind that grows."""
    rng = random.Random(7)
    store = Store()
    store.reset(ME, moment())
    states = [(state, calling) for state in LegState for calling in (True, False, None)]
    sizes = []
    token = 0
    for count in range(200_000):
        now = moment(count * 0.01)
        own = rng.random() < 0.3
        call_id = CallId(f"{count // 40 if own else count}.{rng.randrange(3)}")
        legs = tuple(
            LegReport(
                LegId(f"PJSIP/{index}-{count // 60}"),
                LegKind.EXTENSION if index else LegKind.INBOUND,
                ME if own and index == 1 else Number(str(3000 + rng.randrange(300))),
                *rng.choice(states),
            )
            for index in range(rng.randrange(4))
        )
        match rng.randrange(12):
            case 0:
                store.apply(events.CallRecorded(call_id, {}), now)
            case 1:
                failure = events.CallFailed(report(*legs, call_id=call_id), FailReason.BUSY, "x")
                store.apply(failure, now)
            case 2:
                store.apply(events.CallTransferred(report(*legs, call_id=call_id)), now)
            case 3:
                store.apply(events.LineChanged(Number(str(count % 500)), LineState.BUSY), now)
            case 4:
                token += 1
                verb = rng.choice(list(Verb))
                callee = Number("2001") if verb is Verb.DIAL else None
                called = None if verb is Verb.DIAL else call_id
                store.apply(events.CommandSent(token, verb, called, callee), now)
                if rng.random() < 0.5:
                    store.apply(events.CommandAccepted(token, call_id), now)
                store.apply(events.CommandExpired(token), now)
            case _:
                store.apply(events.CallReported(report(*legs, call_id=call_id)), now)
        if count % 50 == 0:
            store.tick(now)
        if count % 20_000 == 10_000:
            sizes.append(_size(store))
    # Ended legs are the most: what ten minutes or their own bound allow.
    assert max(sizes) < 4096 + MAX_CALLS * 4 + 500 + 200
    store.replace((), moment(10_000))
    store.tick(moment(20_000))
    store.reset(None, moment(20_000))
    assert _size(store) <= 1
