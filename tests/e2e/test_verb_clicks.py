"""Every call verb by a click on its button in the real window: each request on the right channel.

Nothing here presses a key that acts on a call: keys alone type whom to call, where one is chosen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.seeing import Hand, seeing
from tests.e2e.simulated import Pbx
from tests.e2e.test_keys import post, talk
from tests.e2e.test_verb_keys import CONSULTED, holds, outside, step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

CARDS = "Calls"
POP = "Incoming call"


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests here; its application tells where its buttons stand."""
    place = tmp_path_factory.mktemp("clicks")
    with Pbx() as pbx, _apps(display) as start:
        options = as_options(pbx, place / "secret")
        app = start(place / "data", *options, program=seeing)
        app.online()
        app.knows("Goffin")
        yield Office(pbx, app, display)


@pytest.fixture
def hand(office: Office, tmp_path: Path) -> Hand:
    """The pointer."""
    office.pbx.do("csta", extension="2000", on=False)
    return Hand(office.app, office.display, tmp_path / "seen.png")


def consult(office: Office, hand: Hand) -> tuple[str, str, str]:
    """Consult is clicked, and who is found; they answer. Call, own channel, second call."""
    call_id, channel = talk(office)
    hand.press("Consult")
    choose(office, hand)
    status = office.app.until(
        "the second call",
        lambda now: any(call["consult_of"] == call_id for call in now["calls"]),
    )
    second = next(str(call["id"]) for call in status["calls"] if call["consult_of"] == call_id)
    office.pbx.pick_up(second, CONSULTED)
    office.app.becomes(second, "talking")
    return call_id, channel, second


def choose(office: Office, hand: Hand) -> None:
    """Type a part of somebody's number, and click whom that finds."""
    office.display.type(CONSULTED)
    found = [one for one in office.app.ask("find", CONSULTED) if one["number"] == CONSULTED]
    hand.press(re.escape(found[0]["name"]), "Matches")


def own_ring(office: Office, call_id: str) -> str:
    """One's own channel that rings in a call."""
    calls = office.pbx.do("state")["calls"]
    legs = next(call["legs"] for call in calls if call["call_id"] == call_id)
    return next(str(leg["channel"]) for leg in legs if leg.get("number") == "2000")


# --- what rings ----------------------------------------------------------------------------------


@pytest.mark.parametrize("where", [CARDS, POP])
def test_answer_tells_the_phone_to_take_it(office: Office, hand: Hand, where: str) -> None:
    """In the window and on the pop: the phone's own number of the ring, and no call verb."""
    office.pbx.do("csta", extension="2000", on=True)
    call_id = office.pbx.call("5503302")
    office.app.becomes(call_id, "ringing")

    hand.press("Answer", where)
    office.app.becomes(call_id, "talking")

    (asked,) = office.pbx.asked("uacsta_call/accept")
    assert asked["method"] == "POST"
    assert asked["body"].keys() == {"extension", "call_id", "ip_address"}
    assert asked["body"]["extension"] == "2000"
    assert asked["body"]["call_id"].isdigit()
    assert office.pbx.commanded() == []


@pytest.mark.parametrize("where", [CARDS, POP])
def test_reject_tells_the_phone_to_refuse_it(office: Office, hand: Hand, where: str) -> None:
    """Where the phone can be told."""
    office.pbx.do("csta", extension="2000", on=True)
    call_id = office.pbx.call("5503302")
    office.app.becomes(call_id, "ringing")

    hand.press("Reject", where)
    office.app.becomes(call_id, "ended")

    (asked,) = office.pbx.asked("uacsta_call/refuse")
    assert (asked["method"], asked["body"]["extension"]) == ("POST", "2000")
    assert office.pbx.commanded() == []


@pytest.mark.parametrize("where", [CARDS, POP])
def test_reject_hangs_up_ones_own_ringing_channel(office: Office, hand: Hand, where: str) -> None:
    """Where the phone cannot be told; there is no button to answer then."""
    call_id = office.pbx.call("5503302")
    office.app.becomes(call_id, "ringing")
    mine = own_ring(office, call_id)
    assert not [button for button in hand.buttons() if button.name == "Answer"]

    hand.press("Reject", where)

    assert office.app.becomes(call_id, "ended")["reason"] == "rejected"
    assert office.pbx.commanded() == [post("hangup", mine)]


# --- in a call -----------------------------------------------------------------------------------


def test_hold_resume_mute_record_and_hang_up(office: Office, hand: Hand) -> None:
    """All on one's own channel; a button becomes what takes it back."""
    call_id, channel = talk(office)

    hand.press("Hold")
    office.app.becomes(call_id, "held")
    hand.press("Resume")
    office.app.becomes(call_id, "talking")
    for name, muted in (("Mute", True), ("Unmute", False)):
        hand.press(name)
        holds(office, call_id, "muted", muted)
    for name, recording in (("Record", "on"), ("Pause rec.", "paused"), ("Resume rec.", "on")):
        hand.press(name)
        holds(office, call_id, "recording", recording)
    hand.press("Hang up")
    assert office.app.becomes(call_id, "ended")["reason"] == "hung_up"

    assert office.pbx.commanded() == [
        post(verb, channel)
        for verb in (
            *("hold", "unhold", "mute", "unmute"),
            *("record_start", "record_pause", "record_unpause", "hangup"),
        )
    ]


def test_the_card_that_is_clicked_is_meant(office: Office, hand: Hand) -> None:
    """A button acts on its own call, whichever the keys act on."""
    first, first_channel = talk(office, "5503304")
    hand.press("Hold")
    office.app.becomes(first, "held")
    second, second_channel = talk(office, "5503303")

    hand.press("Hang up", "5503304")
    office.app.becomes(first, "ended")
    assert office.app.call(second)["state"] == "talking"
    hand.press("Hold")
    office.app.becomes(second, "held")

    assert office.pbx.commanded() == [
        post("hold", first_channel),
        post("hangup", first_channel),
        post("hold", second_channel),
    ]


def test_add_invites_from_ones_own_channel(office: Office, hand: Hand) -> None:
    """Add, a number, and who is found."""
    call_id, channel = talk(office)

    hand.press("Add")
    choose(office, hand)
    office.app.until("asked", lambda _: office.pbx.asked("call/add_member"))
    office.pbx.do("pickup", extension=CONSULTED)
    holds(office, call_id, "parties", 3)

    body = {"channel_id": channel, "number": CONSULTED}
    assert office.pbx.commanded() == [("POST", "call/add_member", body)]


# --- moving the other one on ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "pick_up"),
    [
        pytest.param(CARDS, "Pick up", id="card"),
        pytest.param("Parked", r"Pick up .+ from slot \d+", id="list"),
    ],
)
def test_park_moves_the_other_one_and_pick_up_dials_the_slot(
    office: Office, hand: Hand, where: str, pick_up: str
) -> None:
    """On the card as in the list of slots."""
    call_id, _ = talk(office)
    other = outside(office, call_id)

    hand.press("Park")
    holds(office, call_id, "state", "parked")
    slot = office.app.call(call_id)["slot"]
    hand.press(pick_up, where)
    office.app.until("the slot is dialled", lambda _: office.pbx.asked("call/dial"))
    office.pbx.do("pickup", extension="2000")
    office.app.becomes(call_id, "talking")

    dial = {"caller": "2000", "callee": slot}
    assert office.pbx.commanded() == [post("park", other), ("POST", "call/dial", dial)]


def test_transfer_moves_the_other_one_and_take_back_returns_them(
    office: Office, hand: Hand
) -> None:
    """Held while one chooses; then the outside channel is moved, there and back."""
    call_id, channel = talk(office)
    other = outside(office, call_id)

    hand.press("Transfer")
    holds(office, call_id, "state", "held")
    choose(office, hand)
    hand.press("Take back")
    office.app.becomes(call_id, "ringing")

    def moved(number: str) -> tuple[str, str, object]:
        body = {"type": "blind", "channel_id": other, "number": number, "dial_permission": "2000"}
        return ("POST", "call/transfer", body)

    assert office.pbx.commanded() == [post("hold", channel), moved(CONSULTED), moved("2000")]


# --- consulting ----------------------------------------------------------------------------------


def test_consult_swap_and_complete(office: Office, hand: Hand) -> None:
    """No hold is sent; every step is on one's own channel in the caller's call."""
    call_id, channel, second = consult(office, hand)

    hand.press("Swap")
    holds(office, call_id, "state", "talking")
    holds(office, second, "state", "held")
    hand.press("Complete")
    assert office.app.becomes(call_id, "ended")["reason"] == "transferred"

    asked = {
        "type": "attended",
        "channel_id": channel,
        "number": CONSULTED,
        "dial_permission": "2000",
    }
    assert office.pbx.commanded() == [
        ("POST", "call/transfer", asked),
        step(channel, "swap"),
        step(channel, "complete"),
    ]


@pytest.mark.parametrize("card", ["first", "second"])
def test_back_to_the_caller(office: Office, hand: Hand, card: str) -> None:
    """On either card of the two: the consulted one is gone, the caller is talked with."""
    call_id, channel, second = consult(office, hand)
    shown = office.app.call(call_id if card == "first" else second)["remote"]["number"]

    hand.press("Back to caller", shown)
    office.app.becomes(second, "ended")
    holds(office, call_id, "state", "talking")

    assert office.pbx.commanded()[1:] == [step(channel, "abort")]


def test_all_three(office: Office, hand: Hand) -> None:
    """Three parties in the caller's call."""
    call_id, channel, _ = consult(office, hand)

    hand.press("All three")
    holds(office, call_id, "parties", 3)

    assert office.pbx.commanded()[1:] == [step(channel, "threeway")]
