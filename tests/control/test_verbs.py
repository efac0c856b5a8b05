"""The ctl verbs: exit codes, which call is meant, and what is sent."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.control.picture import call_picture
from ctiapp.control.verbs import Verbs
from ctiapp.model.call import FailReason
from ctiapp.model.commands import (
    AddMember,
    Answer,
    AnswerRing,
    Capability,
    ConsultLeg,
    ConsultStep,
    ConsultStepLeg,
    Dial,
    HangUpLeg,
    HoldLeg,
    MuteLeg,
    ParkLeg,
    PhoneRingId,
    RecordLeg,
    RecordStep,
    ResumeLeg,
    TransferLeg,
)
from ctiapp.model.ctl import CONFIRM_WITHIN_S, CtlExit, CtlRequest
from ctiapp.model.ctl_verbs import VERBS
from ctiapp.model.errors import InvalidState, LinkLost
from ctiapp.model.events import PhoneRings, RingStep
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from tests.control.office import FIRST, SECOND, FakeRecorder, Office
from tests.model.said import ME, ext, inbound, mine, report
from tests.services.fakes import settle

if TYPE_CHECKING:
    from ctiapp.model.commands import Command
    from ctiapp.model.ctl import CtlReply
    from ctiapp.model.notice import Notice

OWN = LegId("PJSIP/2000-a")
OTHER = LegId("PJSIP/in-a")
BOB = Number("2001")


def code(reply: CtlReply) -> str | None:
    """The error's stable word."""
    return None if reply.error is None else reply.error.code


async def test_every_verb_of_the_command_line_is_done_or_refused(office: Office) -> None:
    """None is forgotten."""
    for name in VERBS:
        if name in ("watch", "quit", "signin", "signout", "capture", "screenshot"):
            continue
        args = {
            "record": ["start"],
            "followup": ["now", "5503301"],
            "queue": ["list"],
            "voicemail": ["list"],
            "find": ["x"],
            "note": ["x"],
            "dial": ["abc"],
            "prefill": ["1"],
        }
        args |= {word: ["abc"] for word in ("transfer", "add", "retrieve")}
        reply = await office.ctl(name, *args.get(name, []))
        assert code(reply) != "not-available", name


# --- one call ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "args", "sent"),
    [
        ("hold", [], HoldLeg(OWN)),
        ("hangup", [], HangUpLeg(OWN)),
        ("transfer", ["2001"], TransferLeg(OTHER, BOB, ME)),
        ("park", [], ParkLeg(OTHER, None)),
        ("add", ["2001"], AddMember(OWN, BOB)),
    ],
)
async def test_the_only_call_is_meant(
    office: Office, verb: str, args: list[str], sent: Command
) -> None:
    """Left out, or named; where there are none, several, or no such one, nothing is sent."""
    assert code(await office.ctl(verb, *args)) == "call.none"
    office.talk()
    doing = [asyncio.create_task(office.ctl(verb, *args))]
    await settle()
    office.talk(SECOND, "b")
    assert code(await office.ctl(verb, *args)) == "call.several"
    assert code(await office.ctl(verb, *args, "9.9")) == "call.gone"
    assert office.pbx.executed == [sent]
    doing.append(asyncio.create_task(office.ctl(verb, *args, SECOND)))
    await settle()
    assert [type(command) for command in office.pbx.executed] == [type(sent)] * 2
    assert sent != office.pbx.executed[1]
    await asyncio.gather(*doing)


async def test_which_call_a_verb_fits_decides(office: Office) -> None:
    """One is held, one is talked on: hold and resume each have only one."""
    office.talk()
    office.says(inbound("ANSWERED", channel="in-b"), mine("HOLD", "b"), call_id=SECOND)
    office.then(inbound("ANSWERED", channel="in-a"), mine("HOLD"))
    assert (await office.ctl("hold")).exit is CtlExit.CONFIRMED
    assert code(await office.ctl("hold")) == "call.none"
    assert code(await office.ctl("resume")) == "call.several"
    office.then(inbound("ANSWERED", channel="in-b"), mine("ANSWER", "b"), call_id=SECOND)
    assert (await office.ctl("resume", SECOND)).exit is CtlExit.CONFIRMED
    assert office.pbx.executed == [HoldLeg(OWN), ResumeLeg(LegId("PJSIP/2000-b"))]


async def test_exit_codes(office: Office) -> None:
    """Confirmed, refused in the answer, refused by event, not confirmed in time."""
    office.talk()
    office.pbx.calls = (report(inbound("ANSWERED", channel="in-a"), mine("ANSWER"), call_id=FIRST),)
    began_s = office.clock().mono_s
    assert (await office.ctl("hold")).exit is CtlExit.UNCONFIRMED
    assert office.clock().mono_s - began_s == pytest.approx(CONFIRM_WITHIN_S)
    await office.clock.pass_s(1)
    office.pbx.answers = [InvalidState("", code=70132)]
    refused = await office.ctl("park")
    assert refused.exit is CtlExit.FAILED
    assert refused.error is not None
    assert "\n" not in refused.error.text
    transferring = asyncio.create_task(office.ctl("transfer", "2001"))
    await settle()
    office.failed(
        inbound("ANSWERED", channel="in-a"), mine("ANSWER"), reason=FailReason.NO_PERMISSION
    )
    reply = await transferring
    assert (reply.exit, code(reply)) == (CtlExit.FAILED, "call.failed.no-permission")
    office.link.down(LinkLost("reset"))
    assert code(await office.ctl("hold")) == "link.not-up"


async def test_answer_and_reject(office: Office) -> None:
    """Only where the phone can be commanded; else it says what to do."""
    assert code(await office.ctl("answer")) == "call.none"
    office.says(inbound("ALERT", channel="in-a"), mine("RING"))
    assert code(await office.ctl("answer")) == "call.lift-handset"
    assert code(await office.ctl("answer", FIRST)) == "call.lift-handset"
    ring = PhoneRingId(ME, "32787", "192.0.2.7:5060")
    office.link.observer.on_event(PhoneRings(ring, RingStep.RINGS), office.clock().mono_s)
    office.then(inbound("ANSWERED", channel="in-a"), mine("ANSWER"))
    assert (await office.ctl("answer")).exit is CtlExit.CONFIRMED
    assert office.pbx.executed == [AnswerRing(ring)]
    assert code(await office.ctl("reject")) == "call.none"


async def test_recording_and_muting(office: Office) -> None:
    """Each step follows from the one before; after a gap, when nothing is known, any is taken."""
    office.talk()
    assert code(await office.ctl("record", "pause")) == "call.none"
    assert code(await office.ctl("unmute")) == "call.none"
    for word in ("start", "pause", "resume"):
        assert (await office.ctl("record", word)).exit is CtlExit.CONFIRMED
    for word in ("mute", "unmute"):
        assert (await office.ctl(word)).exit is CtlExit.CONFIRMED
    assert office.pbx.executed == [
        *[RecordLeg(OWN, step) for step in RecordStep],
        MuteLeg(OWN, on=True),
        MuteLeg(OWN, on=False),
    ]
    office.link.down(LinkLost("reset"))
    office.pbx.executed.clear()
    office.link.up(report(inbound("ANSWERED"), mine("ANSWER", "b"), call_id=SECOND))
    assert office.desk.cards[0].muted is None
    for words in (["unmute"], ["record", "pause"]):
        assert (await office.ctl(*words)).exit is CtlExit.CONFIRMED
    assert len(office.pbx.executed) == 2


# --- numbers and slots ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["transfer", "leo"], "dial.letters"),
        (["transfer", "*97"], "dial.feature-code"),
        (["add", "20x1"], "dial.letters"),
        (["add", "#1"], "dial.feature-code"),
        (["retrieve", "slot"], "dial.letters"),
        (["retrieve", "*6001"], "dial.feature-code"),
        (["dial", "leo"], "dial.letters"),
        (["dial", "*97"], "dial.feature-code"),
    ],
)
async def test_letters_and_feature_codes(office: Office, words: list[str], error: str) -> None:
    """Refused, and nothing is sent."""
    office.talk()
    assert code(await office.ctl(*words)) == error
    assert office.pbx.executed == []


@pytest.mark.parametrize("verb", ["dial", "transfer", "add"])
async def test_dear_numbers_and_codes_want_an_agreement(office: Office, verb: str) -> None:
    """Refused without ``--yes``, and sent with it; letters are no number with it either."""
    office.preferences.change(lambda s: replace(s, country="DE", premium_prefixes=("0137",)))
    if verb != "dial":
        office.talk()
    for number in ("01371234", "09001123456"):
        assert code(await office.ctl(verb, number)) == "dial.premium"
    assert code(await office.ctl(verb, "*97")) == "dial.feature-code"
    assert code(await office.ctl(verb, "leo", yes=True)) == "dial.letters"
    assert office.pbx.executed == []

    office.then(mine("BYE"), inbound("BYE", channel="in-a"))
    await office.ctl(verb, "01371234", yes=True)
    assert len(office.pbx.executed) == 1


@pytest.mark.parametrize("verb", ["dial", "transfer", "add"])
@pytest.mark.parametrize("number", ["110", "112", "1-1-2"])
async def test_an_emergency_number_is_sent_at_once_as_typed(
    office: Office, verb: str, number: str
) -> None:
    """Whatever is set about dear numbers, and without ``--yes``."""
    office.preferences.change(lambda s: replace(s, country="DE", premium_prefixes=("1", "11")))
    if verb != "dial":
        office.talk()
    office.then(mine("BYE"), inbound("BYE", channel="in-a"))
    await office.ctl(verb, number)
    (sent,) = office.pbx.executed
    assert Number(number.replace("-", "")) in [
        getattr(sent, name, None) for name in ("callee", "number", "to")
    ]


async def test_parking_says_where(office: Office) -> None:
    """The slot of the PBX's answer, whatever was wished for."""
    office.talk()
    office.pbx.answers = [Answer(None, "6007")]
    office.then(inbound("HOLD", channel="in-a"), mine("BYE"))
    reply = await office.ctl("park", slot="6007")
    assert (reply.exit, reply.data) == (CtlExit.CONFIRMED, {"slot": "6007"})
    assert office.pbx.executed == [ParkLeg(OTHER, "6007")]


async def test_a_refused_park_prints_no_slot(office: Office) -> None:
    """Only an error."""
    office.talk()
    office.pbx.answers = [InvalidState("", code=70132)]
    reply = await office.ctl("park")
    assert (reply.exit, reply.data) == (CtlExit.FAILED, None)


async def test_who_is_parked(office: Office) -> None:
    """Slot, who waits, who parked them, and since when, where that is known."""
    assert (await office.ctl("parked")).data == []
    office.pbx.slots = [ParkedCall("6001", Number("5503301"), ME, OTHER)]
    office.parking.look_now()
    await settle()
    (row,) = (await office.ctl("parked")).data  # type: ignore[misc]
    assert isinstance(row, dict)
    assert row["since"] is not None
    del row["since"]
    assert row == {
        "slot": "6001",
        "party": {"number": "5503301", "name": None},
        "parker": "2000",
    }


async def test_fetching_dials_the_slot(office: Office) -> None:
    """Blanks and all."""
    office.then(mine("RING", "b"), call_id=SECOND)
    assert (await office.ctl("retrieve", " 6001 ")).exit is CtlExit.CONFIRMED
    assert office.pbx.executed == [Dial(ME, Number("6001"))]


# --- consultation --------------------------------------------------------------------------------


async def test_consulting_first(office: Office) -> None:
    """One's own leg; no hold is sent."""
    office.talk()
    office.then(mine("ALERT"), ext("2001", "RING"), call_id=SECOND)
    assert (await office.ctl("transfer", "2001", consult=True)).exit is CtlExit.CONFIRMED
    assert office.pbx.executed == [ConsultLeg(OWN, BOB, ME)]


def shown(office: Office, call_id: str = FIRST) -> dict[str, Any]:
    """A call as it is printed."""
    card = office.desk.card(CallId(call_id))
    assert card is not None
    return call_picture(card)


async def test_a_safe_transfer_is_confirmed_by_its_beginning(office: Office) -> None:
    """The same request; what it comes to is told by the call, at the caller's alone."""
    office.talk()
    assert "safe-transfer" in shown(office)["actions"]
    office.then(mine("ALERT"), ext("2001", "RING"), call_id=SECOND)
    assert (await office.ctl("transfer", "2001", safe=True)).exit is CtlExit.CONFIRMED
    assert office.pbx.executed == [ConsultLeg(OWN, BOB, ME)]
    assert shown(office)["safe_transfer"] == {"to": "2001", "step": "calling", "reason": None}
    assert shown(office, SECOND)["safe_transfer"] is None
    assert shown(office)["actions"] == ["abort", "hangup"]

    office.says(mine("ANSWERED"), ext("2001", "ANSWER"), call_id=SECOND)
    await settle()
    assert office.pbx.executed[-1] == ConsultStepLeg(OWN, ConsultStep.COMPLETE)


@pytest.mark.parametrize(
    ("verb", "step"),
    [
        ("complete", ConsultStep.COMPLETE),
        ("abort", ConsultStep.ABORT),
        ("hangup", ConsultStep.ABORT),
        ("swap", ConsultStep.SWAP),
        ("conference", ConsultStep.THREE_WAY),
    ],
)
@pytest.mark.parametrize("named", [[], [FIRST], [SECOND]])
async def test_the_steps_belong_to_the_pair(
    office: Office, verb: str, step: ConsultStep, named: list[str]
) -> None:
    """Its two calls count as one; either names it."""
    assert code(await office.ctl(verb)) == "call.none"
    office.consult()
    doing = asyncio.create_task(office.ctl(verb, *named))
    await settle()
    assert office.pbx.executed == [ConsultStepLeg(OWN, step)]
    assert (await doing).exit is CtlExit.UNCONFIRMED


async def test_before_the_consulted_one_answers_there_is_only_abort(office: Office) -> None:
    """Left out, the others have no call to act on."""
    office.says(inbound("ANSWERED", channel="in-a"), mine("HOLD"))
    office.says(mine("ALERT"), ext("2001", "RING"), call_id=SECOND)
    for verb in ("complete", "swap", "conference"):
        assert code(await office.ctl(verb)) == "call.none"
    office.then(mine("BYE"), ext("2001", "RING"), call_id=SECOND)
    assert (await office.ctl("abort")).exit is CtlExit.CONFIRMED


@pytest.mark.parametrize("named", [[], [FIRST]])
async def test_abort_takes_a_transferred_one_back(office: Office, named: list[str]) -> None:
    """While they ring; afterwards there is nothing to abort."""
    office.talk()
    office.then(inbound("ALERT", channel="in-a"), mine("BYE"), ext("2001", "RING"))
    assert (await office.ctl("transfer", "2001")).exit is CtlExit.CONFIRMED
    office.pbx.executed.clear()
    office.then(inbound("ALERT", channel="in-a"), mine("RING", "b"))
    assert (await office.ctl("abort", *named)).exit is CtlExit.CONFIRMED
    assert office.pbx.executed == [TransferLeg(OTHER, ME, ME)]
    assert (await office.ctl("abort", *named)).exit is CtlExit.FAILED


async def test_abort_among_several_must_be_told_which(office: Office) -> None:
    """One was transferred and still rings, another waits for a consultation."""
    office.talk("3.1", "c")
    office.says(
        inbound("ALERT", channel="in-c"), mine("BYE", "c"), ext("2003", "RING"), call_id="3.1"
    )
    office.consult()
    assert code(await office.ctl("abort")) == "call.several"
    assert office.pbx.executed == []
    office.then(mine("BYE"), ext("2001", "ANSWER"), call_id=SECOND)
    assert (await office.ctl("abort", FIRST)).exit is CtlExit.CONFIRMED
    office.then(inbound("ALERT", channel="in-c"), mine("RING", "d"), call_id="3.1")
    assert (await office.ctl("abort")).exit is CtlExit.CONFIRMED
    assert office.pbx.executed == [
        ConsultStepLeg(OWN, ConsultStep.ABORT),
        TransferLeg(LegId("PJSIP/in-c"), ME, ME),
    ]


# --- all else ------------------------------------------------------------------------------------


async def test_finding(office: Office) -> None:
    """Nobody is no error."""
    assert (await office.ctl("find", "nobody")).data == []


async def test_the_window_is_asked(office: Office) -> None:
    """To show itself, to be filled, to end."""
    await office.ctl("raise")
    await office.ctl("prefill", "tel:1")
    await office.ctl("quit")
    assert office.window.done == ["raise", "raise", "prefill tel:1", "quit"]


async def test_links_are_taken_at_most_one_a_second(office: Office) -> None:
    """A page that hands over a thousand raises the window once, and the others change nothing."""
    assert (await office.ctl("prefill", "1")).exit is CtlExit.CONFIRMED
    for _ in range(50):
        assert code(await office.ctl("prefill", "900")) == "link.too-soon"
    assert office.window.done == ["raise", "prefill 1"]

    await office.clock.pass_s(0.9)
    assert code(await office.ctl("prefill", "2")) == "link.too-soon"
    await office.clock.pass_s(0.2)
    assert (await office.ctl("prefill", "3")).exit is CtlExit.CONFIRMED
    assert office.window.done[2:] == ["raise", "prefill 3"]


async def test_signing_out_twice(office: Office) -> None:
    """The second time there is nobody."""
    assert (await office.ctl("signout")).exit is CtlExit.CONFIRMED
    assert (await office.ctl("signout")).exit is CtlExit.FAILED


async def test_recording_the_stream(office: Office) -> None:
    """The file is named from where the client stands; the end says how many."""
    assert (await office.ctl("capture", "start", "film")).exit is CtlExit.CONFIRMED
    assert (await office.ctl("capture", "stop")).data == {"events": 7}


# --- what this PBX cannot do ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lost", "verb", "args", "options"),
    [
        (Capability.HOLD, "hold", (), {}),
        (Capability.MUTE, "unmute", (), {}),
        (Capability.ANSWER, "answer", (), {}),
        (Capability.PARK, "park", (), {}),
        (Capability.PARK, "parked", (), {}),
        (Capability.PARK, "retrieve", ("6000",), {}),
        (Capability.RECORD, "record", ("pause",), {}),
        (Capability.ADD, "add", ("2001",), {}),
        (Capability.TRANSFER, "transfer", ("2001",), {}),
        (Capability.CONSULT, "transfer", ("2001",), {"consult": True}),
        (Capability.CONSULT, "transfer", ("2001",), {"safe": True}),
        (Capability.CONSULT, "complete", (), {}),
        (Capability.CONFERENCE, "conference", (), {}),
        (Capability.ACCEPT_INBOUND, "accept-inbound", (FIRST,), {}),
        (Capability.QUEUES, "queue", ("list",), {}),
        (Capability.QUEUE_LOG_IN, "queue", ("login",), {}),
        (Capability.QUEUE_LOG_IN, "queue", ("logout",), {}),
        (Capability.PAUSE, "queue", ("pause",), {}),
        (Capability.PAUSE_REASONS, "queue", ("pause",), {"reason": "Lunch"}),
        (Capability.PRESENCE, "presence", ("away",), {}),
    ],
)
async def test_what_the_pbx_cannot_do_is_said_whether_or_not_there_is_a_call(
    office: Office,
    lost: Capability,
    verb: str,
    args: tuple[str, ...],
    options: dict[str, object],
) -> None:
    """Nothing is sent, and scripts get a word of its own."""
    office.lacking(lost)
    for _ in range(2):
        reply = await office.ctl(verb, *args, **options)
        assert (reply.exit, code(reply)) == (CtlExit.FAILED, "not-supported")
        office.talk()
    assert office.pbx.executed == []


async def test_what_an_agent_cannot_do_here_is_named_to_who_finds_the_words(
    office: Office,
) -> None:
    """A phone has keys for much that a PBX lacks, but none for the reason of a pause."""
    office.lacking(Capability.PAUSE_REASONS)
    told: list[Notice] = []
    verbs = Verbs(
        office.services, office.window, FakeRecorder(), lambda notice: told.append(notice) or ""
    )
    await verbs.handle(CtlRequest("queue", ("pause",), {"reason": "Lunch"}))
    (notice,) = told
    assert notice.params["lacks"] == "pause-reasons"


async def test_of_two_held_calls_it_is_said_that_the_pbx_cannot_be_told_which(
    office: Office,
) -> None:
    """Not that there were none, and not that one should say which."""
    office.lacking(Capability.SEVERAL_CALLS)
    office.says(inbound("ANSWERED"), mine("HOLD"))
    office.says(inbound("ANSWERED", channel="in-b"), mine("HOLD", "b"), call_id=SECOND)
    reply = await office.ctl("resume")
    assert (reply.exit, code(reply)) == (CtlExit.FAILED, "call.not-current")
    assert office.pbx.executed == []


async def test_what_it_lacks_stands_in_no_list_of_actions(office: Office) -> None:
    """What is offered is what can be done."""
    office.lacking(Capability.PARK, Capability.CONSULT)
    office.talk()
    status = (await office.ctl("status")).data
    assert isinstance(status, dict)
    assert {"park", "consult"}.isdisjoint(status["capabilities"])
    actions = status["calls"][0]["actions"]
    assert {"park", "consult", "safe-transfer"}.isdisjoint(actions)
    assert {"hold", "transfer", "hangup"} <= set(actions)
