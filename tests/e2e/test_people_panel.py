"""The operator panel in the real window: calls carried by hand, sent by keys, and true lamps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.panel_sight import Eye, sight
from tests.e2e.simulated import Pbx
from tests.e2e.test_keys import post, talk
from tests.e2e.test_verb_keys import outside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

ANNA = "2008"


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests here; its application tells where people and calls stand."""
    place = tmp_path_factory.mktemp("panel")
    with Pbx() as pbx, _apps(display) as start:
        app = start(place / "data", *as_options(pbx, place / "secret"), program=sight)
        app.online()
        app.knows("Goffin")
        yield Office(pbx, app, display)


@pytest.fixture
def eye(office: Office, tmp_path: Path) -> Eye:
    """In the place of the people, with everybody in it."""
    office.display.key("ctrl+1", "ctrl+2", "BackSpace")
    eye = Eye(office.app, office.display, tmp_path / "seen.png")
    eye.tile(ANNA)
    return eye


def blind(office: Office, call_id: str, number: str) -> tuple[str, str, object]:
    """The documented request: the other party's channel."""
    body = {
        "type": "blind",
        "channel_id": outside(office, call_id),
        "number": number,
        "dial_permission": "2000",
    }
    return ("POST", "call/transfer", body)


def name_of(office: Office, number: str) -> str:
    found = office.app.ask("find", number)
    return str(next(one["name"] for one in found if one["number"] == number))


# --- by hand -------------------------------------------------------------------------------------


def test_a_call_is_carried_to_a_person(office: Office, eye: Eye) -> None:
    """The label says it while the button is down, and nothing is asked before it comes up."""
    call_id, _ = talk(office)
    wanted = blind(office, call_id, ANNA)
    card, tile = eye.card(call_id, "small"), eye.tile(ANNA)  # the cards move the tiles down
    eye.take(card)
    eye.carry(tile["x"], tile["y"])
    anna = name_of(office, ANNA)
    seen = eye.until("the label", lambda now: now["label"].startswith("Transfer "))
    assert f" to {anna}" in seen["label"]
    assert office.pbx.commanded() == []

    eye.let_go()
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]
    eye.until("no label", lambda now: not now["label"])


def test_with_shift_the_person_is_consulted_first(office: Office, eye: Eye) -> None:
    call_id, channel = talk(office)
    card, tile = eye.card(call_id, "small"), eye.tile(ANNA)  # the cards move the tiles down
    eye.take(card)
    eye.carry(tile["x"], tile["y"])
    office.display.xdo("keydown", "shift")
    try:
        wanted = f"Consult {name_of(office, ANNA)}"
        eye.until("the label", lambda now: now["label"].startswith(wanted))
        eye.let_go()
    finally:
        office.display.xdo("keyup", "shift")
    office.app.becomes(call_id, "held")
    ((_, endpoint, body),) = office.pbx.commanded()
    assert endpoint == "call/transfer"
    assert isinstance(body, dict)
    assert (body["type"], body["channel_id"], body["number"]) == ("attended", channel, ANNA)


def test_let_go_over_nobody_and_left_by_esc_nothing_is_done(office: Office, eye: Eye) -> None:
    """What follows is the first that the PBX hears of the call."""
    call_id, channel = talk(office)
    card = eye.card(call_id, "small")
    eye.take(card)
    eye.carry(card["x"] + 40, card["y"] + 3)
    eye.until("the label", lambda now: "take the call to a person" in now["label"])
    eye.let_go()
    eye.until("no label", lambda now: not now["label"])

    tile = eye.tile(ANNA)
    eye.take(card)
    eye.carry(tile["x"], tile["y"])
    eye.until("the label", lambda now: now["label"].startswith("Transfer "))
    office.display.key("Escape")
    eye.until("no label", lambda now: not now["label"])
    eye.let_go()

    office.display.key("F9")
    office.app.becomes(call_id, "held")
    assert office.pbx.commanded() == [post("hold", channel)]


def test_a_call_is_carried_in_the_calls_place_as_well(office: Office, eye: Eye) -> None:
    office.display.key("ctrl+1")
    call_id, _ = talk(office)
    wanted = blind(office, call_id, ANNA)
    card, tile = eye.card(call_id, "large"), eye.tile(ANNA)
    eye.take(card)
    eye.carry(tile["x"], tile["y"])
    eye.until("the label", lambda now: now["label"].startswith("Transfer "))
    eye.let_go()
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]


# --- by keyboard alone ---------------------------------------------------------------------------


@pytest.mark.parametrize("second", ["F4", "Return"])
def test_two_strokes_transfer(office: Office, eye: Eye, second: str) -> None:
    """Three digits, an arrow, F4 asks; the second stroke does it."""
    call_id, _ = talk(office)
    wanted = blind(office, call_id, ANNA)
    office.display.key("ctrl+1")
    office.display.key("ctrl+2")
    office.display.type(ANNA)
    eye.until("Anna alone", lambda now: list(now["tiles"]) == [ANNA])
    office.display.key("Down", "F4")
    eye.until("the question", lambda now: now["label"].startswith("Transfer "))
    assert office.pbx.commanded() == []
    office.display.key(second)
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]


def test_esc_leaves_the_question_and_f5_consults(office: Office, eye: Eye) -> None:
    call_id, channel = talk(office)
    office.display.key("ctrl+1")
    office.display.key("ctrl+2")
    office.display.type(ANNA)
    eye.until("Anna alone", lambda now: list(now["tiles"]) == [ANNA])
    office.display.key("Down", "F4")
    eye.until("the question", lambda now: now["label"].startswith("Transfer "))
    office.display.key("Escape")
    eye.until("no question", lambda now: not now["label"])
    assert office.app.call(call_id)["state"] == "talking"
    office.display.key("F5")
    eye.until("the question", lambda now: now["label"].startswith("Consult "))
    office.display.key("F5")
    office.app.becomes(call_id, "held")
    ((_, _, body),) = office.pbx.commanded()
    assert isinstance(body, dict)
    assert (body["type"], body["channel_id"]) == ("attended", channel)
    office.display.key("Escape")
    office.app.becomes(call_id, "talking")


# --- lamps ---------------------------------------------------------------------------------------


def _truth(pbx: Pbx) -> dict[str, str]:
    """What the exchange has each extension do, in the panel's word."""
    found: dict[str, str] = {}
    for call in pbx.do("state")["calls"]:
        for leg in call["legs"]:
            if leg["kind"] == "extension" and leg["state"] != "gone":
                rings = leg["state"] == "ringing"
                found[str(leg["number"])] = "Ringing" if rings else "On a call"
    return found


def _lamps(seen: dict[str, Any]) -> dict[str, str]:
    """What the panel says of whoever is busy."""
    found = {}
    for number, tile in seen["tiles"].items():
        for word in ("On a call", "Ringing"):
            if f", {word}" in tile["said"]:
                found[number] = word
    return found


def test_a_lamp_says_who_rings_and_with_whom_somebody_talks(office: Office, eye: Eye) -> None:
    office.pbx.do("dial", extension="2010", number="2015")
    joe, kevin = name_of(office, "2010"), name_of(office, "2015")
    eye.until("the ring", lambda now: f"Rings: {joe}" in now["tiles"]["2015"]["said"])
    office.pbx.do("pickup", extension="2015")
    seen = eye.until("the talk", lambda now: f"With {joe}" in now["tiles"]["2015"]["said"])
    assert f"With {kevin}" in seen["tiles"]["2010"]["said"]
    assert "second" in seen["tiles"]["2010"]["said"]  # seen to begin: it has an age
    assert _lamps(seen) == _truth(office.pbx) == {"2010": "On a call", "2015": "On a call"}
    office.pbx.do("hangup", extension="2010")
    eye.until("the end", lambda now: not _lamps(now))


def test_after_a_gap_the_lamps_are_the_exchanges_truth(office: Office, eye: Eye) -> None:
    """One talk went on, one ended and one began while no event came through."""
    pbx = office.pbx
    for caller, callee in (("2010", "2015"), ("2002", "2003")):
        pbx.do("dial", extension=caller, number=callee)
        pbx.do("pickup", extension=callee)
    eye.until("both talks", lambda now: len(_lamps(now)) == 4)

    pbx.do("events", drop=1_000)
    pbx.do("hangup", extension="2002")
    pbx.do("dial", extension="2020", number="2018")
    pbx.do("pickup", extension="2018")
    pbx.do("dial", extension="2007", number="2019")
    pbx.do("events")
    truth = _truth(pbx)
    assert truth["2019"] == "Ringing"
    assert "2002" not in truth
    pbx.do("cut")
    seen = eye.until("the truth", lambda now: _lamps(now) == truth)
    joe = name_of(office, "2010")
    said = seen["tiles"]["2015"]["said"]
    assert f"With {joe}" in said
    assert "second" in said  # the talk of before has kept its age
    assert "second" not in seen["tiles"]["2018"]["said"]  # one that was found has none
