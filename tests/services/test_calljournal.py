"""One entry for each call of one's own, whatever happens to it and to the link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.services.journal import CALL
from tests.model.said import ext, inbound, mine, outbound, report
from tests.services.fakes import REQUEST, Clock, World, settle

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport
    from ctiapp.model.journal import JournalEntry

RING = (inbound("ALERT"), mine("RING", via="6402"))
TALK = (inbound("ANSWERED"), mine("ANSWER", via="6402"))
OVER = (inbound("BYE"), mine("ANSWER", via="6402"))


def entries(world: World) -> list[JournalEntry]:
    """What the journal has of calls."""
    return world.kept.of(CALL)


def says(world: World, *legs: LegReport) -> None:
    """The PBX tells how the call stands, and says the same when it is asked."""
    told = report(*legs, call_id="1.1")
    world.pbx.calls = (told,)
    world.link.told(*legs)


async def test_a_talk(world: World) -> None:
    """Which way, who, through what, how long it rang and how long one talked."""
    await world.sign_in()
    began = world.clock().at
    says(world, *RING)
    await Clock.pass_s(6)
    says(world, *TALK)
    await Clock.pass_s(40)
    says(world, inbound("ANSWERED"), mine("HOLD"))
    await Clock.pass_s(20)
    says(world, *OVER)
    await settle()

    (entry,) = entries(world)
    assert (entry.number, entry.call_id) == (Number("5503301"), "1.1")
    assert entry.data == {
        "direction": "inbound",
        "incoming": True,
        "outcome": "answered",
        "ended": "remote_hung_up",
        "failed": None,
        "began": began.isoformat(timespec="milliseconds"),
        "me": "2000",
        "via": "6402",
        "did": None,
        "name": None,
        "who": "2000",
        "talk_s": 60,
        "ring_s": 6,
    }


async def test_who_comes_in_to_take_part_did_not_answer_it(world: World) -> None:
    """Whom one came in to had: it is still known when nobody listens any more."""
    await world.sign_in()
    world.heard[CallId("1.1")] = Number("2008")
    says(world, inbound("ANSWERED"), ext("2008", "ANSWER"), mine("ANSWER"))
    await Clock.pass_s(5)
    world.heard.clear()
    says(world, inbound("ANSWERED"), ext("2008", "ANSWER"), mine("BYE"))
    await settle()

    (entry,) = entries(world)
    assert (entry.data["outcome"], entry.data["who"]) == ("answered", "2008")


async def test_a_call_that_nobody_took(world: World) -> None:
    """Its outcome is why it ended; nobody talked."""
    await world.sign_in()
    says(world, *RING)
    await Clock.pass_s(9)
    says(world, inbound("BYE"), mine("RING"))
    await settle()

    (entry,) = entries(world)
    assert (entry.data["outcome"], entry.data["incoming"]) == ("caller_gave_up", True)
    assert (entry.data["talk_s"], entry.data["ring_s"], entry.data["who"]) == (0, 9, None)


async def test_a_ring_is_counted_once_however_often_it_is_told(world: World) -> None:
    """Another member, or a picture, tells of the call again while it rings."""
    await world.sign_in()
    says(world, *RING)
    await Clock.pass_s(4)
    says(world, *RING, ext("2001", "RING"))
    await Clock.pass_s(3)
    says(world, *RING)
    await Clock.pass_s(2)
    says(world, inbound("BYE"), mine("RING"))
    await settle()

    (entry,) = entries(world)
    assert entry.data["ring_s"] == 9


async def test_a_call_that_one_made(world: World) -> None:
    """It did not come; that is told from a missed one."""
    await world.sign_in()
    says(world, ext("2000", "ANSWERED"), outbound("RING"))
    says(world, ext("2000", "ANSWERED"), outbound("ANSWER"))
    await Clock.pass_s(5)
    says(world, ext("2000", "ANSWERED"), outbound("BYE"))
    await settle()

    (entry,) = entries(world)
    assert (entry.data["direction"], entry.data["incoming"]) == ("outbound", False)
    assert (entry.data["outcome"], entry.data["talk_s"]) == ("answered", 5)


async def test_a_queue_that_rings_again_is_one_call(world: World) -> None:
    """Missed, and answered at the second ring: answered, and it rang as long as both."""
    await world.sign_in()
    says(world, inbound("ANSWERED"), mine("RING", "a", via="6402"))
    await Clock.pass_s(5)
    says(world, inbound("ANSWERED"))
    await settle()
    assert [entry.data["outcome"] for entry in entries(world)] != ["answered"]
    await Clock.pass_s(1)

    says(world, inbound("ANSWERED"), mine("RING", "b", via="6402"))
    await Clock.pass_s(3)
    says(world, inbound("ANSWERED"), mine("ANSWER", "b", via="6402"))
    await Clock.pass_s(7)
    says(world, inbound("BYE"), mine("ANSWER", "b", via="6402"))
    await settle()

    (entry,) = entries(world)
    assert (entry.data["outcome"], entry.data["talk_s"]) == ("answered", 7)
    assert entry.data["ring_s"] == 8


async def test_a_talk_is_not_forgotten_with_its_card(world: World) -> None:
    """The call comes back when its card has gone, and nobody takes it: one talked all the same."""
    await world.sign_in()
    says(world, inbound("ANSWERED"), mine("RING", "a", via="6402"))
    await Clock.pass_s(2)
    says(world, inbound("ANSWERED"), mine("ANSWER", "a", via="6402"))
    await Clock.pass_s(7)
    says(world, inbound("ANSWERED"))
    await Clock.pass_s(60)
    world.store.tick(world.clock())
    assert world.store.calls == ()

    says(world, inbound("ANSWERED"), mine("RING", "b", via="6402"))
    await Clock.pass_s(3)
    says(world, inbound("BYE"), mine("RING", "b", via="6402"))
    await settle()

    (entry,) = entries(world)
    assert (entry.data["outcome"], entry.data["talk_s"]) == ("answered", 7)


async def test_once_over_a_gap(world: World) -> None:
    """A call that ended while nobody saw it is written when that is seen, once."""
    await world.sign_in()
    says(world, *TALK)
    await Clock.pass_s(5)
    world.link.up()
    await settle()
    world.link.up()
    await settle()

    (entry,) = entries(world)
    assert entry.data["outcome"] == "answered"


async def test_signing_out_ends_no_call(world: World) -> None:
    """The talk goes on at the phone; it is written when it is seen to end, after the next start."""
    await world.sign_in()
    says(world, *TALK)
    await world.session.sign_out()
    assert entries(world) == []

    await world.sign_in(REQUEST, report(*TALK, call_id="1.1"))
    says(world, *OVER)
    await settle()
    (entry,) = entries(world)
    assert entry.data["outcome"] == "answered"


@pytest.mark.parametrize("number", ["Unknown", "anonymous"])
async def test_who_withholds_the_number_leaves_none(world: World, number: str) -> None:
    """The call is kept all the same."""
    await world.sign_in()
    says(world, inbound("ALERT", number), mine("RING"))
    says(world, inbound("BYE", number), mine("RING"))
    await settle()

    (entry,) = entries(world)
    assert entry.number is None
