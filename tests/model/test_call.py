"""What a call's members mean to one's own extension."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.call import Call, CallEnd, Direction, EndReason, LegKind, LegReport, Phase
from ctiapp.model.number import Number
from tests.model.said import call, ext, inbound, mine, moment, outbound, report, unsaid

QUEUE, IVR = "6402", "6400"


def ended(over: Call) -> Call:
    """The same call, over."""
    return replace(over, end=CallEnd(EndReason.HUNG_UP, moment(9)))


# --- phase ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("legs", "dialled", "phase"),
    [
        pytest.param((inbound("ALERT"), mine("RING")), None, Phase.RINGING, id="rung"),
        pytest.param(
            (inbound("ANSWERED"), mine("RING", via=QUEUE)), None, Phase.RINGING, id="queue-rings"
        ),
        pytest.param((inbound("ANSWERED"), mine("ANSWER")), None, Phase.TALKING, id="talk"),
        pytest.param((inbound("ANSWERED"), mine("HOLD")), None, Phase.HELD, id="held"),
        pytest.param((inbound("HOLD"), mine("ANSWER")), None, Phase.TALKING, id="held-by-other"),
        pytest.param((inbound("HOLD"), mine("HOLD")), None, Phase.HELD, id="both-hold"),
        pytest.param((mine("RING"),), "2001", Phase.DIALING, id="own-phone-rings"),
        pytest.param((mine("RING"),), None, Phase.DIALING, id="own-phone-rings-for-another-client"),
        pytest.param((mine("ALERT"),), None, Phase.DIALING, id="off-the-hook"),
        pytest.param((mine("ALERT"), ext("2001", "RING")), None, Phase.DIALING, id="rings-there"),
        pytest.param(
            (mine("ANSWER"), ext("2001", "RING")), "2001", Phase.DIALING, id="picked-up-rings-there"
        ),
        pytest.param(
            (mine("ANSWERED"), outbound("EARLYMEDIA", "1003")),
            "1003",
            Phase.DIALING,
            id="early-media",
        ),
        pytest.param((mine("ANSWER"),), "2001", Phase.DIALING, id="picked-up-alone"),
        pytest.param((mine("ANSWERED", via=IVR),), IVR, Phase.TALKING, id="hears-an-ivr"),
        pytest.param((mine("ANSWERED"),), None, Phase.TALKING, id="alone-with-a-voice"),
        pytest.param(
            (mine("ANSWERED", via=QUEUE), ext("2003", "RING", via=QUEUE)),
            None,
            Phase.TALKING,
            id="waits-in-a-queue",
        ),
        pytest.param(
            (replace(mine("ANSWERED"), served=True), ext("2003", "RING")),
            QUEUE,
            Phase.TALKING,
            id="waits-in-a-queue-of-which-no-number-is-told",
        ),
        pytest.param(
            (mine("ANSWERED"), ext("2001", "ANSWER"), outbound("RING")),
            None,
            Phase.TALKING,
            id="a-third-one-is-rung",
        ),
        pytest.param((mine("BYE"), inbound("ANSWERED")), None, Phase.ENDED, id="left"),
        pytest.param((inbound("ANSWERED"),), None, Phase.ENDED, id="left-out"),
    ],
)
def test_what_a_call_is_to_oneself(
    legs: tuple[LegReport, ...], dialled: str | None, phase: Phase
) -> None:
    """One's own member decides, with the others' help; the PBX's other members cannot."""
    assert call(*legs, dialled=dialled).phase is phase


def test_an_ended_call_is_ended_whatever_its_members_last_said() -> None:
    """Those who did not hang up keep their last status."""
    over = ended(call(inbound("ANSWERED"), mine("ANSWER")))
    assert over.phase is Phase.ENDED
    assert over.since == moment(9)


def test_the_device_in_the_call_counts_before_the_one_that_still_rings() -> None:
    """Two devices on one extension: answered on one is answered."""
    two = call(inbound("ANSWERED"), mine("RING", "a"), mine("ANSWER", "b"))
    assert two.phase is Phase.TALKING
    assert two.own_leg is not None
    assert two.own_leg.leg_id == "PJSIP/2000-b"
    assert len(two.own_legs) == 2


def test_an_outside_line_with_ones_own_number_is_not_oneself() -> None:
    """Only a member that is an extension can be one's own."""
    odd = call(inbound("ALERT", "2000"), mine("RING"))
    assert [leg.report.kind for leg in odd.own_legs] == [LegKind.EXTENSION]
    assert odd.remote_number == Number("2000")


# --- own phone -----------------------------------------------------------------------------------


def test_ones_own_phone_rings_first_on_ones_own_dialling() -> None:
    """It has to be picked up; once it is, it no longer rings."""
    assert call(mine("RING"), dialled="2001").own_phone_rings
    assert not call(mine("ALERT"), ext("2001", "RING"), dialled="2001").own_phone_rings
    assert not call(inbound("ALERT"), mine("RING")).own_phone_rings


# --- who is at the other end ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("legs", "dialled", "number"),
    [
        pytest.param((inbound("ALERT"), mine("RING")), None, "5503301", id="caller"),
        pytest.param(
            (
                ext("2003", "RING", via=QUEUE),
                ext("2004", "RING", via=QUEUE),
                mine("RING", via=QUEUE),
                inbound("ANSWERED", via=QUEUE),
            ),
            None,
            "5503301",
            id="several-agents-ring",
        ),
        pytest.param(
            (ext("2003", "RING"), mine("RING"), unsaid(inbound("HOLD"))),
            None,
            "5503301",
            id="the-caller-holds-while-agents-ring",
        ),
        pytest.param(
            (ext("2003", "RING"), ext("2005", "ANSWERED"), mine("RING")),
            None,
            "2005",
            id="a-colleague-calls-the-queue",
        ),
        pytest.param(
            (ext("2005", "BYE"), inbound("ANSWERED"), mine("RING")),
            None,
            "5503301",
            id="transferred-to-oneself",
        ),
        pytest.param((mine("ANSWERED"), outbound("ANSWER", "1003")), None, "1003", id="called"),
        pytest.param(
            (mine("ANSWERED"), ext("2001", "RING"), ext("2003", "ANSWER")),
            None,
            "2003",
            id="the-one-who-answered",
        ),
        pytest.param((mine("RING"),), "2001", "2001", id="nobody-yet"),
        pytest.param((mine("ANSWERED"), outbound("BYE", "1003")), None, "1003", id="has-left"),
    ],
)
def test_who_is_at_the_other_end(
    legs: tuple[LegReport, ...], dialled: str | None, number: str
) -> None:
    """The caller when one is called, never another phone that rings; else whom one reached."""
    assert call(*legs, dialled=dialled).remote_number == Number(number)


def test_who_gave_up_is_whom_it_was_with() -> None:
    """Not the colleague whose phone still rings at that moment; while one talks on, it is them."""
    group = (inbound("BYE"), mine("RING", via="6300"), ext("2001", "RING", via="6300"))
    assert ended(call(*group)).remote_number == Number("5503301")
    left = (inbound("BYE"), mine("ANSWER"), ext("2001", "ANSWER"))
    assert call(*left).remote_number == Number("2001")


def test_alone_with_a_voice_there_is_nobody() -> None:
    """A call to an IVR shows no other party, and one party only."""
    alone = call(mine("ANSWERED", via=IVR))
    assert alone.remote is None
    assert alone.remote_number is None
    assert alone.parties == 1
    assert alone.via == Number(IVR)


# --- parties -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("legs", "parties"),
    [
        pytest.param((inbound("ALERT"), mine("RING")), 2, id="ringing"),
        pytest.param((inbound("ANSWERED"), mine("ANSWER")), 2, id="two"),
        pytest.param((inbound("ANSWERED"), mine("ANSWER"), ext("2003", "RING")), 2, id="a-ring"),
        pytest.param((inbound("HOLD"), mine("ANSWER"), ext("2003", "ANSWER")), 3, id="conference"),
        pytest.param(
            (inbound("ANSWERED"), mine("ANSWER"), ext("2003", "ANSWER", "x"), ext("2003", "RING")),
            3,
            id="a-colleague-with-two-devices",
        ),
        pytest.param(
            (inbound("ANSWERED", "", "in1"), mine("ANSWER"), inbound("ANSWERED", "", "in2")),
            3,
            id="two-withheld-callers-are-two",
        ),
        pytest.param((inbound("BYE"), mine("ANSWER"), ext("2003", "ANSWER")), 2, id="one-left"),
    ],
)
def test_how_many_take_part(legs: tuple[LegReport, ...], parties: int) -> None:
    """Oneself included; a phone that only rings is nobody yet, two devices are one person."""
    assert call(*legs).parties == parties


# --- being held ----------------------------------------------------------------------------------


def test_hold_at_the_others_member_means_being_held() -> None:
    """In a conference one is held only where everybody holds."""
    assert call(mine("ANSWER"), inbound("HOLD")).held_by_other
    assert not call(mine("HOLD"), inbound("ANSWERED")).held_by_other
    assert not call(mine("ANSWER"), inbound("HOLD"), ext("2003", "ANSWER")).held_by_other
    assert not call(mine("ANSWERED")).held_by_other


# --- how it came ---------------------------------------------------------------------------------


def test_the_way_a_call_came() -> None:
    """One's own member knows best through which queue; the trunk stands at the outside line."""
    came = call(inbound("ANSWERED", via=IVR), mine("RING", via=QUEUE))
    assert came.via == Number(QUEUE)
    assert came.trunk == "peer-to-41"
    assert call(inbound("ANSWERED", via=IVR), mine("RING")).via == Number(IVR)
    assert call(inbound("ALERT"), mine("RING")).via is None
    assert call(ext("2005", "ALERT"), mine("RING")).trunk is None


@pytest.mark.parametrize(
    ("to", "did"),
    [("2000", None), (QUEUE, None), ("5550100", "5550100"), ("555", None), (None, None)],
)
def test_only_a_long_number_that_was_called_is_taken_for_a_did(
    to: str | None, did: str | None
) -> None:
    """The handbook's examples put the extension there; the queue's number is no DID either."""
    came = call(inbound("ALERT", to=to), mine("RING", via=QUEUE))
    assert came.did == (None if did is None else Number(did))


@pytest.mark.parametrize(
    ("legs", "dialled", "direction"),
    [
        ((inbound("ALERT"), mine("RING")), None, Direction.INBOUND),
        ((mine("ANSWERED"), outbound("ANSWER")), None, Direction.OUTBOUND),
        ((mine("ALERT"), ext("2001", "RING")), None, Direction.INTERNAL),
        ((mine("RING"),), "2001", Direction.INTERNAL),
        ((mine("RING"),), "08912345678", Direction.OUTBOUND),
        ((inbound("ANSWERED"), mine("ANSWER"), outbound("RING")), None, Direction.INBOUND),
    ],
)
def test_where_a_call_came_from(
    legs: tuple[LegReport, ...], dialled: str | None, direction: Direction
) -> None:
    """An outside line makes it one; before there is any, what was dialled tells."""
    assert call(*legs, dialled=dialled).direction is direction


# --- the handbook's own examples -----------------------------------------------------------------


def test_the_example_of_an_outside_call() -> None:
    """Extension 2002 calls 5503301 (30011)."""
    said = report(
        ext("2002", "ANSWERED", "PJSIP/2002-0000004f"), outbound("ANSWER"), call_id="1648801160.110"
    )
    shown = replace(call(*said.legs), me=Number("2002"))
    assert shown.phase is Phase.TALKING
    assert shown.remote_number == Number("5503301")
    assert shown.direction is Direction.OUTBOUND
    assert shown.parties == 2


def test_the_example_of_a_refusal() -> None:
    """Extension 2008 calls 2002, who refuses (30015): for 2008 nobody is left, for 2002 nothing."""
    legs = (ext("2002", "BYE"), ext("2008", "ALERT"))
    for_2008 = replace(call(*legs), me=Number("2008"))
    assert for_2008.remote_number == Number("2002")
    assert for_2008.phase is Phase.DIALING
    assert replace(call(*legs), me=Number("2002")).phase is Phase.ENDED


def test_the_example_of_a_forwarded_call() -> None:
    """The caller stands alone in it (30014): the call goes on, with nobody there yet."""
    alone = call(mine("ALERT"))
    assert alone.phase is Phase.DIALING
    assert alone.remote is None


def test_the_example_of_an_offer() -> None:
    """5503301 calls extension 2002 and waits to be let in (30016): nobody's phone rings yet."""
    offered = replace(call(inbound("ALERT", to="2002")), offered=moment(5))
    assert (offered.phase, offered.since) == (Phase.OFFERED, moment(5))
    assert (offered.direction, offered.own_legs, offered.ring) == (Direction.INBOUND, (), 0)
    assert offered.remote_number == Number("5503301")
    rings = replace(offered, legs=call(inbound("ALERT"), mine("RING")).legs)
    assert rings.phase is Phase.RINGING
    over = replace(offered, end=CallEnd(EndReason.REFUSED, moment(7)))
    assert (over.phase, over.since) == (Phase.ENDED, moment(7))
