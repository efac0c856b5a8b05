"""A supervisor: only in queues that one manages, on the agent's own leg, and never untold."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.agents import AgentVerb
from ctiapp.model.commands import Answer, HangUpLeg, ListenIn, ListenMode, LogAgents, PauseAgents
from ctiapp.model.errors import CtiError, InvalidState, LinkLost, NotPermitted, OutcomeUnknown
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId, ExtensionId, LegId
from ctiapp.model.number import Number
from ctiapp.services.calls import Calls
from ctiapp.services.commander import Outcome
from ctiapp.services.journal import LISTENING, SUPERVISOR, Journal
from ctiapp.services.supervisor import EAR_S, MOVES_S, RINGS_S, Supervisor
from tests.model.said import ME, ext, inbound, mine, report
from tests.services.agenting import (
    ANNA,
    FRONT,
    LUNCH,
    QUEUES,
    SALES,
    SUPPORT,
    Agency,
    AgentPbx,
    settle,
)
from tests.services.journaling import Keeper

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from ctiapp.model.call import CallReport
    from ctiapp.model.commands import Command
    from ctiapp.pbx.interface import Pbx

ANNAS = "7.1"
MINE = CallId("9.9")
ANNAS_LEG = LegId("PJSIP/2008-1")
TALKS = report(inbound("ANSWERED", via="6402"), ext("2008", "ANSWER", via="6402"), call_id=ANNAS)


class TalkingPbx(AgentPbx):
    """Tells others' calls, and takes a wish to listen."""

    def __init__(self) -> None:
        super().__init__(*QUEUES)
        self.others: dict[Number, tuple[CallReport, ...]] = {ANNA: (TALKS,)}
        self.answers = []

    async def calls_of(self, number: Number) -> tuple[CallReport, ...]:
        await self._ask(f"calls/{number.text}")
        return self.others.get(number, ())

    def _do(self, command: Command) -> None:
        if not isinstance(command, ListenIn | HangUpLeg):
            super()._do(command)


class Office(Agency):
    """One who manages Support, in which Anna talks to a caller."""

    def __init__(self) -> None:
        self.office = TalkingPbx()
        super().__init__(self.office)
        self.calls = Calls(self.store, self.clock, self.preferences)
        self.calls.attach(self.office, lambda: None)
        self.signed_in: Pbx | None = self.office
        self.notes = Keeper()
        self.supervisor = Supervisor(
            store=self.store,
            clock=self.clock,
            agents=self.agents,
            calls=self.calls,
            journal=Journal(self.notes, self.clock, self.notices),
            notices=self.notices,
            pbx=lambda: self.signed_in,
        )

    async def listen(self, mode: ListenMode = ListenMode.LISTEN) -> None:
        """Listen to Anna."""
        self.office.answers = [Answer(MINE)]
        await self.supervisor.listen(SUPPORT, ANNA, mode)

    def rings(self) -> None:
        """One's own phone rings for it."""
        self.says(events.CallReported(report(mine("RING"), call_id=MINE)))

    def picked_up(self) -> None:
        """One picks it up."""
        self.says(events.CallReported(report(mine("ANSWERED"), call_id=MINE)))

    def put_down(self) -> None:
        """One's own call is over."""
        self.says(events.CallGone(MINE))

    async def kept(self) -> list[tuple[str, object, object]]:
        """What the journal has of listening: step, mode, for how long."""
        await settle()
        return [
            (str(e.data["step"]), e.data["mode"], e.data["seconds"])
            for e in self.notes.kept
            if e.kind == LISTENING
        ]

    async def steps(self) -> list[str]:
        """The steps alone."""
        return [step for step, _, _ in await self.kept()]


@pytest.fixture
async def office(time_flies: None) -> AsyncIterator[Office]:
    """Signed in, and told of the queues."""
    made = Office()
    await made.begin()
    yield made
    await made.end()


async def refused(asked: Awaitable[object]) -> str:
    """The key with which something is refused."""
    with pytest.raises(CtiError) as told:
        await asked
    return told.value.key


# --- logging in and out, pausing -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "command"),
    [
        (AgentVerb.LOG_OUT, LogAgents(SUPPORT, (ExtensionId("28"),), on=False)),
        (AgentVerb.PAUSE, PauseAgents(SUPPORT, (ExtensionId("28"),), on=True)),
    ],
)
async def test_others_are_commanded_and_it_is_kept(
    office: Office, verb: AgentVerb, command: Command
) -> None:
    """The agent, in the one queue; the journal says who did it to whom, where."""
    assert await office.supervisor.command(verb, SUPPORT, ANNA) is Outcome.CONFIRMED
    await settle()

    assert office.pbx.executed == [command]
    (entry,) = office.notes.kept
    assert (entry.kind, entry.number) == (SUPERVISOR, ANNA)
    assert entry.data == {
        "verb": verb.value,
        "reason": None,
        "agent": "Anna",
        "queue": "6402",
        "who": "2000",
        "outcome": "confirmed",
    }


async def test_a_reason_is_kept_as_its_text(office: Office) -> None:
    """The code is the PBX's own business."""
    await office.supervisor.command(AgentVerb.PAUSE, SUPPORT, ANNA, LUNCH)
    await settle()

    assert office.notes.kept[0].data["reason"] == "Lunch"


@pytest.mark.parametrize(
    ("queue", "number", "key"),
    [
        (FRONT, ME, "agent.not_manager"),
        (SALES, ANNA, "agent.not_manager"),
        (SUPPORT, Number("2001"), "agent.nobody"),
    ],
)
async def test_where_one_manages_nothing_nothing_can_be_done(
    office: Office, queue: str, number: Number, key: str
) -> None:
    """Neither commanded nor listened to; nothing is asked, nothing is kept."""
    asked = list(office.pbx.questions)
    supervisor = office.supervisor
    assert await refused(supervisor.command(AgentVerb.PAUSE, queue, number)) == key  # type: ignore[arg-type]
    assert await refused(supervisor.listen(queue, number, ListenMode.LISTEN)) == key  # type: ignore[arg-type]

    assert (office.pbx.executed, office.notes.kept) == ([], [])
    assert office.pbx.questions == asked


async def test_what_the_pbx_refuses_is_not_kept(office: Office) -> None:
    """The journal says what was done."""
    office.office.answers = [NotPermitted("no")]
    assert await refused(office.supervisor.command(AgentVerb.LOG_OUT, SUPPORT, ANNA)) == (
        "error.not_permitted"
    )
    await settle()

    assert office.notes.kept == []


# --- the right leg -------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ListenMode)
async def test_it_is_the_agents_leg_in_the_call_of_now(office: Office, mode: ListenMode) -> None:
    """Asked for at that moment; one's own phone is the one that rings."""
    await office.listen(mode)

    assert office.pbx.questions[-1] == "calls/2008"
    assert office.pbx.executed == [ListenIn(ANNAS_LEG, ME, mode)]


async def test_it_is_not_the_callers_leg_nor_a_colleagues(office: Office) -> None:
    """Of three in a call, the agent is the one who is listened to."""
    office.office.others[ANNA] = (
        report(inbound("ANSWERED"), ext("2003", "ANSWER"), ext("2008", "ANSWER"), call_id=ANNAS),
    )
    await office.listen()

    assert office.pbx.executed == [ListenIn(ANNAS_LEG, ME, ListenMode.LISTEN)]


async def test_of_two_calls_it_is_the_one_that_is_talked_in(office: Office) -> None:
    """One who holds a caller and talks to another is heard in the second."""
    office.office.others[ANNA] = (
        report(inbound("ANSWERED"), ext("2008", "HOLD", "PJSIP/2008-1"), call_id="7.1"),
        report(ext("2003", "RING"), ext("2008", "ALERT", "PJSIP/2008-2"), call_id="7.2"),
        report(ext("2008", "ANSWERED", "PJSIP/2008-3"), ext("2004", "ANSWER"), call_id="7.3"),
    )
    await office.listen()

    assert office.pbx.executed == [ListenIn(LegId("PJSIP/2008-3"), ME, ListenMode.LISTEN)]


@pytest.mark.parametrize(
    ("calls", "key"),
    [
        ((), "supervise.no_call"),
        ((report(inbound("ANSWERED"), ext("2003", "ANSWER")),), "supervise.no_call"),
        ((report(inbound("ANSWERED"), ext("2008", "BYE")),), "supervise.no_call"),
        ((report(inbound("ANSWERED"), ext("2008", "RING")),), "supervise.rings"),
        ((report(mine("ANSWERED"), ext("2008", "ANSWER")),), "supervise.with_me"),
    ],
)
async def test_who_does_not_talk_is_not_listened_to(
    office: Office, calls: tuple[CallReport, ...], key: str
) -> None:
    """Nothing is sent."""
    office.office.others[ANNA] = calls
    assert await refused(office.supervisor.listen(SUPPORT, ANNA, ListenMode.LISTEN)) == key

    assert office.pbx.executed == []
    assert office.day.listening is None


async def test_one_does_not_listen_to_oneself(office: Office) -> None:
    """A manager may be an agent of the queue, too."""
    assert await refused(office.supervisor.listen(SUPPORT, ME, ListenMode.BARGE)) == (
        "supervise.oneself"
    )


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (NotPermitted("70084"), "supervise.not_monitored"),
        (NotPermitted("10010", key="supervise.own_mode"), "supervise.own_mode"),
        (InvalidState("70132"), "supervise.call_over"),
        (OutcomeUnknown("no answer"), "supervise.no_answer"),
    ],
)
async def test_a_refusal_says_what_it_means(office: Office, error: Exception, key: str) -> None:
    """And nobody is listened to, as far as is known; the journal has that it was asked for."""
    office.office.answers = [error]
    assert await refused(office.supervisor.listen(SUPPORT, ANNA, ListenMode.WHISPER)) == key

    assert office.day.listening is None
    refusal = [] if key == "supervise.no_answer" else ["refused"]
    assert await office.steps() == ["asked", *refusal]
    await office.clock.pass_s(EAR_S)
    assert await office.steps() == ["asked", *(refusal or ["unknown"])]


async def test_a_failed_question_leaves_the_way_open(office: Office) -> None:
    """The next try is a new one."""
    office.office.fail = LinkLost("gone")
    assert await refused(office.supervisor.listen(SUPPORT, ANNA, ListenMode.LISTEN)) == (
        "error.link_lost"
    )
    office.office.fail = None
    await office.listen()

    assert office.day.listening is not None


# --- while one listens ---------------------------------------------------------------------------


async def test_it_holds_from_the_ring_to_the_end_of_ones_own_call(office: Office) -> None:
    """Shown at once; heard, and kept, from the moment when one picks it up."""
    await office.listen(ListenMode.WHISPER)
    fact = office.day.listening
    assert fact is not None
    assert (fact.agent, fact.agent_name, fact.mode, fact.leg_id) == (
        ANNA,
        "Anna",
        "whisper",
        ANNAS_LEG,
    )
    office.rings()
    assert office.day.listening is not None
    assert not office.day.listening.answered
    assert await office.kept() == [("asked", "whisper", None)]

    await office.clock.pass_s(4)
    office.picked_up()
    fact = office.day.listening
    assert fact.answered
    assert fact.since == office.clock()
    assert (await office.kept())[1:] == [("begin", "whisper", None)]

    await office.clock.pass_s(61)
    office.put_down()
    assert office.day.listening is None
    assert office.supervisor.listening is None
    assert (await office.kept())[1:] == [("begin", "whisper", None), ("end", "whisper", 61)]
    entry = office.notes.kept[-1]
    assert (entry.number, entry.call_id) == (ANNA, MINE)
    assert (entry.data["agent"], entry.data["queue"], entry.data["who"]) == (
        "Anna",
        "6402",
        "2000",
    )


async def test_who_does_not_pick_up_did_not_listen(office: Office) -> None:
    """The ring is over; the journal says that it came to nothing."""
    await office.listen()
    office.rings()
    office.put_down()

    assert office.day.listening is None
    assert await office.steps() == ["asked", "unanswered"]


async def test_a_phone_that_never_rings_is_given_up(office: Office) -> None:
    """After a few seconds, and it is said; after a minute nobody knows, and that is kept."""
    await office.listen()
    await office.clock.pass_s(RINGS_S + 1)

    assert office.day.listening is None
    assert office.keys == ["supervise.did_not_ring"]
    assert await refused(office.supervisor.stop()) == "supervise.nobody"
    assert await office.steps() == ["asked"]
    await office.clock.pass_s(EAR_S)
    assert await office.steps() == ["asked", "unknown"]
    office.rings()
    office.picked_up()
    assert office.day.listening is None
    assert office.keys == ["supervise.did_not_ring"]


# --- what is told late, or not at all ------------------------------------------------------------


async def test_a_phone_that_rings_late_is_a_listening_like_any_other(office: Office) -> None:
    """The banner comes back, and the journal begins; it is not said a second time."""
    await office.listen(ListenMode.WHISPER)
    await office.clock.pass_s(RINGS_S + 20)
    office.rings()
    fact = office.day.listening
    assert fact is not None
    assert (fact.agent, fact.mode, fact.answered) == (ANNA, "whisper", False)
    assert await refused(office.supervisor.listen(SUPPORT, ANNA, ListenMode.LISTEN)) == (
        "supervise.already"
    )
    await office.clock.pass_s(EAR_S)
    assert office.day.listening is not None, "it rings as long as the PBX lets it"
    office.picked_up()
    office.put_down()

    assert office.day.listening is None
    assert await office.steps() == ["asked", "begin", "end"]
    assert office.keys == ["supervise.did_not_ring"]


async def loses_the_answer(office: Office, mode: ListenMode = ListenMode.LISTEN) -> None:
    """It is asked for, and no answer comes."""
    office.office.answers = [OutcomeUnknown("reset")]
    asked = office.supervisor.listen(SUPPORT, ANNA, mode)
    assert await refused(asked) == "supervise.no_answer"


async def test_a_lost_answer_does_not_hide_a_listening(office: Office) -> None:
    """One's own phone rings, and nobody else is in that call: that is it."""
    await loses_the_answer(office)
    assert office.day.listening is None
    await office.clock.pass_s(10)
    office.rings()
    fact = office.day.listening
    assert fact is not None
    assert (fact.agent, fact.call_id, fact.answered) == (ANNA, MINE, False)
    office.picked_up()
    assert await office.steps() == ["asked", "begin"]
    office.office.on_execute = lambda _: office.put_down()
    await office.supervisor.stop()

    assert office.pbx.executed[1:] == [HangUpLeg(LegId("PJSIP/2000-a"))]
    assert await office.steps() == ["asked", "begin", "end"]


async def test_nor_one_who_barged_in(office: Office) -> None:
    """One's own leg stands in the agent's call."""
    await loses_the_answer(office, ListenMode.BARGE)
    legs = (inbound("ANSWERED"), ext("2008", "ANSWER"), mine("ANSWER"))
    office.says(events.CallReported(report(*legs, call_id=ANNAS)))

    assert office.day.listening is not None
    assert await office.steps() == ["asked", "begin"]


@pytest.mark.parametrize(
    "other",
    [
        report(inbound("ANSWERED"), mine("RING"), call_id="9.9"),
        report(ext("2003", "ALERT"), mine("RING"), call_id="9.9"),
        report(mine("ALERT"), call_id="9.9"),
        report(inbound("ANSWERED"), ext("2008", "ANSWER"), mine("ANSWER"), call_id=ANNAS),
    ],
)
async def test_other_calls_are_not_taken_for_it(office: Office, other: CallReport) -> None:
    """A caller, a colleague, what one dials at the phone, and the agent who takes one in."""
    await loses_the_answer(office)
    office.says(events.CallReported(other))

    assert office.day.listening is None
    await office.clock.pass_s(EAR_S)
    assert await office.steps() == ["asked", "unknown"]


async def test_nor_a_call_that_rang_before(office: Office) -> None:
    """It was there when it was asked for."""
    office.rings()
    await loses_the_answer(office)
    office.picked_up()

    assert office.day.listening is None


async def test_what_turns_out_to_be_another_call_is_not_shown_on(office: Office) -> None:
    """What somebody else had dialled for one rings one's own phone alone, too, at first."""
    await loses_the_answer(office)
    office.rings()
    assert office.day.listening is not None
    office.says(
        events.CallReported(report(mine("ANSWERED"), ext("2003", "RING"), call_id=MINE)),
    )

    assert office.day.listening is None
    assert await office.steps() == ["asked", "unknown"]


async def test_a_new_wish_ends_a_quiet_ear(office: Office) -> None:
    """One at a time; what became of the first is not known."""
    await loses_the_answer(office)
    await office.listen(ListenMode.WHISPER)

    assert await office.steps() == ["asked", "unknown", "asked"]
    await office.clock.pass_s(1)
    office.picked_up()
    assert [mode for step, mode, _ in await office.kept() if step == "begin"] == ["whisper"]


@pytest.mark.parametrize("lost", [False, True])
async def test_who_signs_out_before_it_rings_leaves_it_unknown(
    office: Office, *, lost: bool
) -> None:
    """No ear is left there."""
    if lost:
        await loses_the_answer(office)
    else:
        await office.listen()
    office.signed_in = None
    office.link(LinkState.DOWN)

    assert await office.steps() == ["asked", "unknown"]
    await office.clock.pass_s(EAR_S)
    assert len(await office.steps()) == 2


async def test_who_signs_out_while_it_is_asked_leaves_it_unknown(office: Office) -> None:
    """The answer comes to nobody."""

    def signs_out(_: Command) -> None:
        office.signed_in = None

    office.office.on_execute = signs_out
    asked = office.supervisor.listen(SUPPORT, ANNA, ListenMode.LISTEN)
    office.office.answers = [Answer(MINE)]

    assert await refused(asked) == "link.not_up"
    assert await office.steps() == ["asked", "unknown"]
    assert office.supervisor.listening is None


async def test_a_phone_that_rings_long_is_waited_for(office: Office) -> None:
    """It rings as long as the PBX lets it."""
    await office.listen()
    office.rings()
    await office.clock.pass_s(RINGS_S * 6)

    assert office.day.listening is not None
    assert office.keys == []


@pytest.mark.parametrize("mode", [ListenMode.LISTEN, ListenMode.BARGE])
async def test_an_answer_that_names_no_call_is_no_phone_that_does_not_ring(
    office: Office, mode: ListenMode
) -> None:
    """A Cloud PBX and an OpenVox take it and say no more: the call is the one that rings then."""
    office.office.answers = [Answer()]
    await office.supervisor.listen(SUPPORT, ANNA, mode)
    office.says(events.CallReported(report(mine("RING"), call_id=MINE)))
    await office.clock.pass_s(RINGS_S + 1)
    assert office.keys == []
    fact = office.day.listening
    assert fact is not None
    assert (fact.call_id, office.supervisor.heard_in(MINE)) == (MINE, ANNA)

    office.picked_up()
    assert await office.steps() == ["asked", "begin"]
    office.put_down()
    if mode is ListenMode.BARGE:
        legs = (inbound("ANSWERED"), ext("2008", "ANSWER"), mine("ANSWER"))
        office.says(events.CallReported(report(*legs, call_id=ANNAS)))
        assert office.day.listening is not None
        office.says(events.CallGone(CallId(ANNAS)))
    assert await office.steps() == ["asked", "begin", "end"]


async def test_who_barges_in_is_followed_into_the_agents_call(office: Office) -> None:
    """One's own first call ends, and one's leg stands in theirs: that is the call to hang up."""
    await office.listen(ListenMode.BARGE)
    office.rings()
    office.put_down()
    assert office.day.listening is not None, "a moment's patience"
    office.says(
        events.CallReported(
            report(inbound("ANSWERED"), ext("2008", "ANSWER"), mine("ANSWER"), call_id=ANNAS)
        )
    )
    fact = office.day.listening
    assert fact is not None
    assert (fact.call_id, fact.answered) == (CallId(ANNAS), True)

    await office.clock.pass_s(MOVES_S * 2)
    assert office.day.listening is not None
    office.says(events.CallGone(CallId(ANNAS)))
    assert office.day.listening is None, "there is nowhere else to go"
    assert await office.steps() == ["asked", "begin", "end"]


async def test_whom_one_hears_by_a_call_is_told(office: Office) -> None:
    """By the call that rang, and by the agent's where one comes over into it; else by none."""
    heard = office.supervisor.heard_in
    assert heard(MINE) is None
    await office.listen()
    assert (heard(MINE), heard(CallId(ANNAS))) == (ANNA, None)
    office.picked_up()
    office.put_down()
    assert heard(MINE) is None

    await office.listen(ListenMode.BARGE)
    assert (heard(MINE), heard(CallId(ANNAS)), heard(CallId("7.7"))) == (ANNA, ANNA, None)


async def test_who_barged_in_and_is_nowhere_listens_no_more(office: Office) -> None:
    """The patience ends."""
    await office.listen(ListenMode.BARGE)
    office.rings()
    office.put_down()
    await office.clock.pass_s(MOVES_S + 1)

    assert office.day.listening is None
    assert office.keys == []


async def test_a_gap_does_not_end_it_but_what_is_found_after_it_may(office: Office) -> None:
    """While the link is down nobody knows; the picture after it decides."""
    await office.listen()
    office.picked_up()
    office.link(LinkState.DOWN)
    assert office.day.listening is not None
    office.store.replace([report(mine("ANSWERED"), call_id=MINE)], office.clock())
    office.link(LinkState.UP)
    assert office.day.listening is not None

    office.link(LinkState.DOWN)
    office.store.replace([], office.clock())
    office.link(LinkState.UP)
    assert office.day.listening is None


async def test_one_is_listened_to_at_a_time(office: Office) -> None:
    """Another mode does not end the first by itself: that is said, and nothing is sent."""
    await office.listen()
    office.picked_up()
    asked = office.supervisor.listen(SUPPORT, ANNA, ListenMode.BARGE)

    assert await refused(asked) == "supervise.already"
    assert len(office.pbx.executed) == 1


async def test_a_second_wish_while_the_first_is_on_its_way_is_refused(office: Office) -> None:
    """Two presses are one wish."""
    office.pbx.gate.shut()
    first = asyncio.create_task(office.supervisor.listen(SUPPORT, ANNA, ListenMode.LISTEN))
    await settle()
    assert await refused(office.supervisor.listen(SUPPORT, ANNA, ListenMode.LISTEN)) == (
        "supervise.asked"
    )
    office.office.answers = [Answer(MINE)]
    office.pbx.gate.open()
    await first

    assert len(office.pbx.executed) == 1


async def test_signing_out_ends_what_is_shown(office: Office) -> None:
    """What the phone does after that is not known here, and the journal says just that."""
    await office.listen()
    office.picked_up()
    office.signed_in = None
    office.link(LinkState.DOWN)

    assert office.supervisor.listening is None
    assert await office.steps() == ["asked", "begin", "signed-out"]


# --- stopping ------------------------------------------------------------------------------------


async def test_stopping_hangs_ones_own_leg_up(office: Office) -> None:
    """The agent and the caller talk on."""
    await office.listen()
    office.picked_up()
    office.office.on_execute = lambda _: office.put_down()
    await office.supervisor.stop()

    assert office.pbx.executed[1:] == [HangUpLeg(LegId("PJSIP/2000-a"))]
    assert office.day.listening is None


async def test_who_barged_in_leaves_the_agents_call_by_ones_own_leg(office: Office) -> None:
    """Never by the agent's."""
    await office.listen(ListenMode.BARGE)
    office.says(
        events.CallReported(
            report(inbound("ANSWERED"), ext("2008", "ANSWER"), mine("ANSWER", "b"), call_id=ANNAS)
        )
    )
    office.office.on_execute = lambda _: office.says(
        events.CallReported(
            report(inbound("ANSWERED"), ext("2008", "ANSWER"), mine("BYE", "b"), call_id=ANNAS)
        )
    )
    await office.supervisor.stop()

    assert office.pbx.executed[1:] == [HangUpLeg(LegId("PJSIP/2000-b"))]


async def test_there_must_be_something_to_stop(office: Office) -> None:
    """Nobody is listened to; or one's own phone does not ring yet."""
    assert await refused(office.supervisor.stop()) == "supervise.nobody"
    await office.listen()
    assert await refused(office.supervisor.stop()) == "supervise.not_yet"


async def test_nothing_is_done_without_a_link(office: Office) -> None:
    """The agent's leg could be anybody's by now."""
    office.link(LinkState.DOWN)
    asked = office.supervisor.listen(SUPPORT, ANNA, ListenMode.LISTEN)

    assert await refused(asked) == "link.not_up"
