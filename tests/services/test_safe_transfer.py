"""Safe transfer: from the consultation that completes itself to the caller who comes back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.call import EndReason, FailReason
from ctiapp.model.commands import ConsultLeg, ConsultStep, ConsultStepLeg, HangUpLeg, ResumeLeg
from ctiapp.model.errors import InvalidState, NotPermitted, UsageError
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.services.calls import Outcome
from ctiapp.services.directory import Directory
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.services.safe_transfer import SafeStep, SafeTransfer, SafeTransfers
from ctiapp.settings import Settings
from tests.model.said import CALL, ME, ext, inbound, mine, report
from tests.services.calling import Desk, started, talk
from tests.services.fakes import Keeper, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Command
    from ctiapp.model.notice import Notice

BOB = Number("2001")
SECOND = CallId("2.1")
OWN = LegId("PJSIP/2000-a")
CONSULT = ConsultLeg(OWN, BOB, ME)
COMPLETE = ConsultStepLeg(OWN, ConsultStep.COMPLETE)
ABORT = ConsultStepLeg(OWN, ConsultStep.ABORT)
WAITS = (inbound("ANSWERED"), mine("HOLD"))
TALKS = (inbound("ANSWERED"), mine("ANSWER"))
RINGS = (mine("ALERT"), ext("2001", "RING"))
ANSWERED = (mine("ANSWERED"), ext("2001", "ANSWER"))
GONE = (mine("BYE"), ext("2001", "BYE"))


class Safe(Desk):
    """A desk with safe transfers; the caller 5503301 is talked to."""

    def __init__(self, seconds: int = 25) -> None:
        super().__init__()
        self.notices = Notices()
        self.told: list[Notice] = []
        self.notices.subscribe(self.told.append)
        preferences = Preferences(Settings(safe_transfer_s=seconds), Keeper(), self.notices)
        directory = Directory(self.store, self.notices)
        self.safe = SafeTransfers(self.store, self.calls, directory, preferences, self.notices)
        self.steps: list[SafeTransfer] = []
        self.safe.subscribe(self.steps.append)
        talk(self)

    async def rings(self) -> None:
        """2001 is consulted and rings."""
        starting = await started(self.safe.start(CALL, BOB))
        self.said(*WAITS)
        self.said(*RINGS, call_id=SECOND)
        assert await starting is Outcome.CONFIRMED

    @property
    def now(self) -> SafeTransfer | None:
        """The transfer as it is shown."""
        return self.safe.of(CALL)

    async def until(self, step: SafeStep) -> None:
        """Let time pass until it is there."""
        while self.step() is not step:
            told: asyncio.Future[SafeTransfer] = asyncio.get_running_loop().create_future()
            end = self.safe.subscribe(told.set_result)
            await told
            end()

    async def hour(self) -> None:
        """Let an hour pass, in which every timer comes to its end."""
        passed = asyncio.Event()
        asyncio.get_running_loop().call_later(3600, passed.set)
        await passed.wait()

    def step(self) -> SafeStep | None:
        """How far it is; None where there is none."""
        return None if self.now is None else self.now.step

    def why(self) -> str | None:
        """The key of what is said."""
        return None if self.now is None or self.now.notice is None else self.now.notice.key

    def keys(self) -> list[str]:
        """What was told besides the card."""
        return [notice.key for notice in self.told]

    def fails(self, reason: FailReason) -> None:
        """The PBX tells that the consulted one could not be had."""
        event = events.CallFailed(report(*RINGS, call_id=SECOND), reason, "x")
        self.store.apply(event, self.clock())

    def link(self, state: LinkState) -> None:
        """The connection changes."""
        self.store.apply(events.LinkChanged(state), self.clock())

    def gap(self, *calls: CallReport) -> None:
        """The connection was lost, and there is a new picture."""
        self.link(LinkState.DOWN)
        self.link(LinkState.SYNCING)
        self.store.replace(calls, self.clock())
        self.link(LinkState.UP)


@pytest.fixture
async def desk(time_flies: None) -> AsyncIterator[Safe]:
    """The caller is talked to."""
    made = Safe()
    yield made
    await made.safe.close()


async def test_it_is_completed_by_itself_when_they_answer(desk: Safe) -> None:
    """Once, with one's own channel; then there is none any more."""
    await desk.rings()
    assert desk.step() is SafeStep.CALLING
    assert desk.safe.of(SECOND) is desk.now
    assert desk.pbx.executed == [CONSULT]

    desk.said(*ANSWERED, call_id=SECOND)
    desk.said(*ANSWERED, call_id=SECOND)
    assert desk.step() is SafeStep.CONNECTING
    await settle()
    assert desk.pbx.executed == [CONSULT, COMPLETE]
    desk.said(inbound("ANSWERED"), ext("2001", "ANSWER"))
    await settle()

    assert desk.now is None
    call = desk.store.call(CALL)
    assert call is not None
    assert call.end is not None
    assert call.end.reason is EndReason.TRANSFERRED
    assert desk.told == []


async def test_an_answer_that_overtakes_the_pbxs_own(desk: Safe) -> None:
    """The events may come before the request is answered."""

    def tell(command: Command) -> None:
        if command == CONSULT:
            desk.said(*WAITS)
            desk.said(*RINGS, call_id=SECOND)
            desk.said(*ANSWERED, call_id=SECOND)

    desk.pbx.on_execute = tell
    assert await desk.safe.start(CALL, BOB) is Outcome.CONFIRMED
    await settle()
    assert desk.pbx.executed == [CONSULT, COMPLETE]


async def test_a_queue_that_takes_the_call_is_no_answer(desk: Safe) -> None:
    """One hears music there; somebody must be connected."""
    await desk.rings()
    desk.said(mine("ANSWERED", via="6402"), call_id=SECOND)
    desk.said(mine("ANSWERED", via="6402"), ext("2005", "RING", via="6402"), call_id=SECOND)
    await settle()
    assert desk.step() is SafeStep.CALLING
    assert desk.pbx.executed == [CONSULT]


@pytest.mark.parametrize(
    ("reason", "key"),
    [
        (FailReason.BUSY, "busy"),
        (FailReason.NO_ANSWER, "no_answer"),
        (FailReason.DECLINED, "declined"),
        (FailReason.DO_NOT_DISTURB, "do_not_disturb"),
        (FailReason.LINE_UNREACHABLE, "unreachable"),
        (FailReason.NOT_FOUND, "not_found"),
        (FailReason.NO_PERMISSION, "not_allowed"),
        (FailReason.CONGESTION, "other"),
    ],
)
async def test_whoever_cannot_be_had_brings_the_caller_back(
    desk: Safe, reason: FailReason, key: str
) -> None:
    """With the reason, and without a further command."""
    await desk.rings()
    desk.fails(reason)
    assert desk.step() is SafeStep.BACK
    assert desk.why() == f"safe.back.{key}"
    assert desk.now is not None
    assert desk.now.notice is not None
    assert desk.now.notice.params["name"] == "2001"
    await settle()
    assert desk.pbx.executed == [CONSULT]


async def test_after_the_set_time_the_caller_is_taken_back(time_flies: None) -> None:
    """By one's own abort; then the reason names the seconds."""
    desk = Safe(7)
    await desk.rings()

    def back(command: Command) -> None:
        if command == ABORT:
            desk.said(*GONE, call_id=SECOND)
            desk.said(*TALKS)

    desk.pbx.on_execute = back
    await desk.until(SafeStep.BACK)
    assert desk.pbx.executed == [CONSULT, ABORT]
    assert desk.why() == "safe.back.timeout"
    assert desk.now is not None
    assert desk.now.notice is not None
    assert desk.now.notice.params["seconds"] == 7
    assert {step.step for step in desk.steps} == {
        SafeStep.CALLING,
        SafeStep.RETURNING,
        SafeStep.BACK,
    }


async def test_an_answer_in_time_stops_the_clock(desk: Safe) -> None:
    """What is connected is not taken back."""
    await desk.rings()
    desk.said(*ANSWERED, call_id=SECOND)
    await settle()
    desk.said(inbound("ANSWERED"), ext("2001", "ANSWER"))
    await settle()
    assert ABORT not in desk.pbx.executed


async def test_the_users_abort_ends_it_silently(desk: Safe) -> None:
    """One key: the caller is back, and nothing is loud about it."""
    await desk.rings()
    aborting = await started(desk.calls.abort(CALL))
    desk.said(*GONE, call_id=SECOND)
    desk.said(*TALKS)
    assert await aborting is Outcome.CONFIRMED
    assert desk.now is None
    assert SafeStep.BACK not in {step.step for step in desk.steps}


async def test_an_answer_after_the_users_abort_is_not_completed(desk: Safe) -> None:
    """Whoever wanted the caller back does not want them connected."""
    await desk.rings()
    aborting = await started(desk.calls.abort(CALL))
    desk.said(*ANSWERED, call_id=SECOND)
    await settle()
    assert COMPLETE not in desk.pbx.executed
    desk.said(*GONE, call_id=SECOND)
    desk.said(*TALKS)
    await aborting
    assert desk.now is None


async def test_a_caller_who_hangs_up_ends_the_ringing(desk: Safe) -> None:
    """The colleague is not left with an empty line; it is said."""
    await desk.rings()
    desk.said(inbound("BYE"), mine("BYE"))
    await settle()
    assert desk.pbx.executed == [CONSULT, HangUpLeg(OWN)]
    assert desk.now is None
    assert desk.keys() == ["safe.caller_gone"]


async def test_whoever_has_answered_is_not_cut_off_when_the_caller_goes(desk: Safe) -> None:
    """They are on the line with oneself, and that is said."""
    await desk.rings()
    desk.pbx.answers = [InvalidState("no", code=70132)]
    desk.said(*ANSWERED, call_id=SECOND)
    await settle()
    desk.said(inbound("BYE"), mine("BYE"))
    await settle()
    assert desk.pbx.executed == [CONSULT, COMPLETE]
    assert desk.keys() == ["safe.caller_gone_answered"]


async def test_a_refused_completion_is_left_to_the_user(desk: Safe) -> None:
    """It says so; the pair stays, and what the user does with it is no surprise."""
    await desk.rings()
    desk.pbx.answers = [InvalidState("no", code=70132)]
    desk.said(*ANSWERED, call_id=SECOND)
    await settle()
    assert desk.step() is SafeStep.STUCK
    assert desk.why() == "safe.refused"
    assert desk.pbx.executed.count(COMPLETE) == 1

    completing = await started(desk.calls.complete(CALL))
    desk.said(inbound("ANSWERED"), ext("2001", "ANSWER"))
    assert await completing is Outcome.CONFIRMED
    assert desk.now is None


async def test_a_completion_that_nobody_confirms_is_not_sent_again(desk: Safe) -> None:
    """Five seconds, then it is left to the user."""
    await desk.rings()
    desk.said(*ANSWERED, call_id=SECOND)
    await desk.until(SafeStep.STUCK)
    assert desk.why() == "safe.unconfirmed"
    assert desk.pbx.executed == [CONSULT, COMPLETE]


async def test_whoever_hangs_up_before_being_connected_brings_the_caller_back(desk: Safe) -> None:
    """Refused first, and then gone."""
    await desk.rings()
    desk.pbx.answers = [InvalidState("no", code=70132)]
    desk.said(*ANSWERED, call_id=SECOND)
    await settle()
    desk.said(mine("ANSWERED"), ext("2001", "BYE"), call_id=SECOND)
    assert desk.step() is SafeStep.BACK
    assert desk.why() == "safe.back.hung_up"


async def test_a_caller_who_cannot_be_taken_back_is_said(time_flies: None) -> None:
    """The time is over and the PBX refuses: the user has the pair."""
    desk = Safe(7)
    await desk.rings()
    desk.pbx.answers = [NotPermitted("no", code=10005)]
    await desk.until(SafeStep.STUCK)
    assert desk.why() == "safe.not_returned"
    await desk.safe.close()


# --- after a gap ---------------------------------------------------------------------------------


async def test_after_a_gap_an_answered_pair_is_completed(desk: Safe) -> None:
    """Not before the new picture is live and shows it."""
    await desk.rings()
    desk.link(LinkState.DOWN)
    desk.link(LinkState.SYNCING)
    desk.store.replace(
        [report(*WAITS), report(*ANSWERED, call_id=SECOND)],
        desk.clock(),
    )
    await settle()
    assert desk.pbx.executed == [CONSULT]
    desk.link(LinkState.UP)
    await settle()
    assert desk.pbx.executed == [CONSULT, COMPLETE]


async def test_after_a_gap_a_pair_that_is_gone_is_not_known(desk: Safe) -> None:
    """No command; it says what nobody knows."""
    await desk.rings()
    desk.gap(report(*WAITS))
    await settle()
    assert desk.step() is SafeStep.BACK
    assert desk.why() == "safe.back.unknown"
    assert desk.pbx.executed == [CONSULT]


async def test_after_a_gap_a_caller_who_is_gone_is_told(desk: Safe) -> None:
    """Connected or hung up: nobody saw it."""
    await desk.rings()
    desk.gap()
    await settle()
    assert desk.now is None
    assert desk.keys() == ["safe.ended_while_away"]
    assert desk.pbx.executed == [CONSULT]


async def test_the_time_that_ends_in_a_gap_counts_after_it(time_flies: None) -> None:
    """Who still rings then is taken back from."""
    desk = Safe(7)
    await desk.rings()
    desk.link(LinkState.DOWN)
    await desk.hour()
    assert desk.pbx.executed == [CONSULT]
    desk.link(LinkState.SYNCING)
    desk.store.replace([report(*WAITS), report(*RINGS, call_id=SECOND)], desk.clock())
    desk.link(LinkState.UP)
    await settle()
    assert desk.pbx.executed == [CONSULT, ABORT]
    await desk.safe.close()


# --- back ----------------------------------------------------------------------------------------


async def test_the_next_one_begins_anew(desk: Safe) -> None:
    """Another attempt for the same caller, with another number."""
    await desk.rings()
    desk.fails(FailReason.BUSY)
    first = desk.now
    assert first is not None
    starting = await started(desk.safe.start(CALL, Number("2003")))
    desk.said(mine("ALERT"), ext("2003", "RING"), call_id="3.1")
    assert await starting is Outcome.CONFIRMED
    assert desk.now is not None
    assert (desk.now.step, desk.now.to) == (SafeStep.CALLING, Number("2003"))
    assert desk.now.attempt > first.attempt


async def test_whoever_takes_the_caller_up_again_has_seen_it(desk: Safe) -> None:
    """Retrieved: nothing more is said."""
    await desk.rings()
    desk.fails(FailReason.BUSY)
    resuming = await started(desk.calls.resume(CALL))
    assert desk.now is None
    desk.said(*TALKS)
    assert await resuming is Outcome.CONFIRMED
    assert desk.pbx.executed[-1] == ResumeLeg(OWN)


async def test_it_can_be_dismissed_once(desk: Safe) -> None:
    """And only when the caller is back."""
    await desk.rings()
    assert not desk.safe.dismiss(CALL)
    desk.fails(FailReason.BUSY)
    assert desk.safe.dismiss(CALL)
    assert not desk.safe.dismiss(CALL)
    assert desk.now is None


async def test_two_at_once_for_one_caller_are_refused(desk: Safe) -> None:
    """The first one goes on."""
    await desk.rings()
    with pytest.raises(UsageError) as caught:
        await desk.safe.start(CALL, Number("2003"))
    assert caught.value.key == "call.pending"
    assert desk.step() is SafeStep.CALLING


async def test_a_refused_consultation_leaves_nothing_behind(desk: Safe) -> None:
    """Whoever asked hears it."""
    desk.pbx.answers = [NotPermitted("no", code=10005)]
    with pytest.raises(NotPermitted):
        await desk.safe.start(CALL, BOB)
    assert desk.now is None


async def test_what_the_pbx_never_shows_is_not_known(time_flies: None) -> None:
    """Sent, and no second call: not connected by guess, and said after the time."""
    desk = Safe(7)
    assert await desk.safe.start(CALL, BOB) is Outcome.UNCONFIRMED
    await desk.until(SafeStep.BACK)
    assert desk.why() == "safe.back.unknown"
    assert desk.pbx.executed == [CONSULT]


async def test_signing_out_forgets_it(desk: Safe) -> None:
    """Nothing is sent for anybody else."""
    await desk.rings()
    desk.link(LinkState.DOWN)
    desk.store.reset(None, desk.clock())
    await settle()
    assert desk.now is None
    assert desk.told == []


async def test_all_three_together_is_the_users_own_way(desk: Safe) -> None:
    """The consulted call goes, and the caller did not come back."""
    await desk.rings()
    desk.pbx.answers = [InvalidState("no", code=70132)]
    desk.said(*ANSWERED, call_id=SECOND)
    await settle()
    joining = await started(desk.calls.conference(CALL))
    desk.said(inbound("ANSWERED"), mine("ANSWER"), ext("2001", "ANSWER"))
    desk.said(mine("BYE"), call_id=SECOND)
    await joining
    assert desk.now is None


async def test_a_consultation_of_the_users_own_is_not_made_a_safe_one(desk: Safe) -> None:
    """It would be completed as soon as it is seen."""
    desk.said(*WAITS)
    desk.said(*ANSWERED, call_id=SECOND)
    with pytest.raises(UsageError) as caught:
        await desk.safe.start(CALL, Number("2003"))
    assert caught.value.key == "call.not_possible"
    await settle()
    assert desk.steps == []
    assert desk.pbx.executed == []


async def test_a_consultation_after_one_that_never_came_is_the_users(desk: Safe) -> None:
    """Nobody is connected by a transfer that was given up for unknown."""
    assert await desk.safe.start(CALL, BOB) is Outcome.UNCONFIRMED
    assert desk.step() is SafeStep.CALLING
    consulting = await started(desk.calls.consult(CALL, Number("2003")))
    assert desk.now is None
    desk.said(*WAITS)
    desk.said(*ANSWERED, call_id=SECOND)
    assert await consulting is Outcome.CONFIRMED
    await settle()
    assert COMPLETE not in desk.pbx.executed


async def test_one_who_leaves_by_the_completion_is_no_caller_who_went(desk: Safe) -> None:
    """Also where the others are not listed any more: nobody is hung up, and nothing is told."""
    await desk.rings()
    desk.said(*ANSWERED, call_id=SECOND)
    assert desk.step() is SafeStep.CONNECTING
    desk.said(mine("ALERT"), ext("2001", "RING"), call_id=SECOND)
    moved = events.CallTransferred(report(*WAITS), forwarded=False)
    desk.store.apply(moved, desk.clock())
    desk.said(mine("BYE"))
    await settle()
    assert desk.now is None
    assert desk.told == []
    assert not any(isinstance(sent, HangUpLeg) for sent in desk.pbx.executed)
