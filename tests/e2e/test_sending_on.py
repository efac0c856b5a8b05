"""A call sent on in the real window: to an extension, a contact, an outside number, and a queue.

By hand and by keyboard alone, from each place; the request that the PBX gets is what counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.panel_sight import Eye, sight
from tests.e2e.simulated import Pbx
from tests.e2e.test_keys import post, talk
from tests.e2e.test_people_panel import blind, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

TERRELL, SUPPORT, CONTACT, MOBILE = "2003", "6402", "+493090182014", "5559017"


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests here; oneself is logged out: no queue rings back."""
    place = tmp_path_factory.mktemp("sending")
    with Pbx() as pbx, _apps(display) as start:
        app = start(place / "data", *as_options(pbx, place / "secret"), program=sight)
        app.online()
        app.knows("Goffin")
        assert app.ctl("queue", "logout").returncode == 0
        yield Office(pbx, app, display)


@pytest.fixture
def eye(office: Office, tmp_path: Path) -> Eye:
    """In the place of the calls, with the keyboard in the search box."""
    office.display.key("Escape", "Escape", "ctrl+4", "ctrl+1")
    return Eye(office.app, office.display, tmp_path / "seen.png")


def carried(eye: Eye, card: dict[str, int], to: dict[str, int], said: str) -> None:
    """Take a call there; the label says what it will do before the button comes up."""
    eye.take(card)
    eye.carry(to["x"], to["y"])
    eye.until("the label", lambda now: now["label"].startswith(said))
    eye.let_go()


# --- F4, and whoever is found --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [("Terrell", TERRELL), ("Goffin", CONTACT), (MOBILE, MOBILE), ("Support", SUPPORT)],
)
def test_f4_a_name_or_a_number_and_enter(office: Office, eye: Eye, typed: str, number: str) -> None:
    """Extension, contact, outside number, queue: by keyboard alone."""
    call_id, channel = talk(office)
    wanted = blind(office, call_id, number)
    office.display.key("F4")
    office.app.becomes(call_id, "held")
    office.display.type(typed)
    eye.until("somebody marked", lambda now: any(r["marked"] for r in now["found"].values()))
    office.display.key("Return")
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [post("hold", channel), wanted]


def test_f4_after_a_search_takes_whoever_stands_there(office: Office, eye: Eye) -> None:
    """The key does not throw away what was typed: F4, Enter."""
    call_id, channel = talk(office)
    wanted = blind(office, call_id, SUPPORT)
    office.display.key("F2")
    office.display.type("Support")
    eye.until("the queue", lambda now: "Support" in now["found"])
    office.display.key("F4")
    office.app.becomes(call_id, "held")
    office.display.key("Return")
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [post("hold", channel), wanted]


def test_a_call_is_carried_to_whoever_is_found(office: Office, eye: Eye) -> None:
    """The list under the box stays open while the button is down, and closes with it."""
    call_id, _ = talk(office)
    wanted = blind(office, call_id, CONTACT)
    office.display.key("F2")
    office.display.type("Goffin")
    found = eye.until("Goffin", lambda now: "Joseph Goffin" in now["found"])["found"]
    carried(eye, eye.card(call_id, "large"), found["Joseph Goffin"], "Transfer ")
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]
    eye.until("a closed list", lambda now: not now["found"])


def test_a_press_elsewhere_closes_the_list(office: Office, eye: Eye) -> None:
    call_id, _ = talk(office)
    office.display.key("F2")
    office.display.type("Goffin")
    eye.until("Goffin", lambda now: bool(now["found"]))
    card = eye.card(call_id, "large")
    office.display.xdo("mousemove", str(card["x"]), str(card["y"]), "click", "1")
    eye.until("a closed list", lambda now: not now["found"])
    assert office.pbx.commanded() == []


# --- queues and their agents ---------------------------------------------------------------------


def test_a_call_is_carried_to_a_queue_beside_the_calls(office: Office, eye: Eye) -> None:
    call_id, _ = talk(office)
    wanted = blind(office, call_id, SUPPORT)
    mine = eye.until("my queues", lambda now: SUPPORT in now["mine"])["mine"]
    carried(eye, eye.card(call_id, "large"), mine[SUPPORT], "Transfer ")
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]


def test_a_call_is_carried_to_a_queue_of_the_wallboard(office: Office, eye: Eye) -> None:
    call_id, _ = talk(office)
    wanted = blind(office, call_id, SUPPORT)
    office.display.key("ctrl+3")
    card = eye.card(call_id, "small")
    queues = eye.until("the queues", lambda now: SUPPORT in now["queues"])["queues"]
    carried(eye, card, queues[SUPPORT], "Transfer ")
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]


@pytest.mark.parametrize("second", ["F4", "Return"])
def test_two_strokes_send_to_a_queue(office: Office, eye: Eye, second: str) -> None:
    """The keyboard stands on a queue's card: the first stroke asks there."""
    call_id, _ = talk(office)
    wanted = blind(office, call_id, SUPPORT)
    office.display.key("ctrl+3")
    eye.until("the queue", lambda now: now["focus"].startswith("Support, 6402"))
    office.display.key("F4")
    seen = eye.until("the question", lambda now: now["label"].startswith("Transfer "))
    assert "Support, 6402" in seen["label"]
    assert office.pbx.commanded() == []
    office.display.key(second)
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]


def test_esc_leaves_the_question_at_a_queue(office: Office, eye: Eye) -> None:
    call_id, channel = talk(office)
    office.display.key("ctrl+3", "F5")
    eye.until("the question", lambda now: now["label"].startswith("Consult "))
    office.display.key("Escape")
    eye.until("no question", lambda now: not now["label"])
    office.display.key("F9")
    office.app.becomes(call_id, "held")
    assert office.pbx.commanded() == [post("hold", channel)]


def test_a_call_is_carried_to_an_agent(office: Office, eye: Eye) -> None:
    call_id, _ = talk(office)
    wanted = blind(office, call_id, TERRELL)
    office.display.key("ctrl+3")
    card = eye.card(call_id, "small")
    agents = eye.until("the agents", lambda now: TERRELL in now["agents"])["agents"]
    carried(eye, card, agents[TERRELL], "Transfer ")
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]


# --- contacts ------------------------------------------------------------------------------------


def contacts(office: Office, eye: Eye) -> dict[str, dict[str, int]]:
    """The company's contacts, come to by keyboard alone."""
    office.display.key("ctrl+2")
    to(office, eye, "Contacts", "shift+Tab")
    office.display.key("space")
    to(office, eye, "Which contacts", "Tab")
    office.display.key("Home", "Down")
    to(office, eye, "Filter by name, company or number", "Tab")
    office.display.type("Goffin")
    seen = eye.until("one contact", lambda now: list(now["contacts"]) == ["Joseph Goffin"])
    return dict(seen["contacts"])


def to(office: Office, eye: Eye, name: str, key: str) -> None:
    """Press a key until the keyboard is there."""
    for _ in range(60):
        if eye.look()["focus"] == name:
            return
        office.display.key(key)
    office.app.fail(f"the keyboard never came to {name}")


def test_a_call_is_carried_to_a_contact(office: Office, eye: Eye) -> None:
    call_id, _ = talk(office, "5503399")
    wanted = blind(office, call_id, CONTACT)
    spot = contacts(office, eye)["Joseph Goffin"]
    eye.take(eye.card(call_id, "small"))
    eye.carry(spot["x"], spot["y"])
    seen = eye.until("the label", lambda now: now["label"].startswith("Transfer "))
    assert "to Joseph Goffin, " in seen["label"]
    eye.let_go()
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]


def test_two_strokes_send_to_a_contact(office: Office, eye: Eye) -> None:
    call_id, _ = talk(office, "5503399")
    wanted = blind(office, call_id, CONTACT)
    contacts(office, eye)
    # One contact may be what a part of the name found: Down goes into the list of all of it.
    office.display.key("Down")
    eye.until("the list", lambda now: now["focus"] == "Contacts")
    office.display.key("F4")
    eye.until("the question", lambda now: "to Joseph Goffin, " in now["label"])
    office.display.key("Return")
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]


# --- the small list of the calls -----------------------------------------------------------------


def test_two_strokes_in_the_small_list(office: Office, eye: Eye) -> None:
    call_id, _ = talk(office)
    office.display.key("ctrl+1")
    eye.tile("2001")
    to(office, eye, "People", "Tab")
    office.display.key("Home", "F4")
    seen = eye.until("the question", lambda now: now["label"].startswith("Transfer "))
    assert office.pbx.commanded() == []
    office.display.key("F4")
    office.app.becomes(call_id, "ended")
    ((_, endpoint, body),) = office.pbx.commanded()
    assert endpoint == "call/transfer"
    assert isinstance(body, dict)
    assert name_of(office, str(body["number"])) in seen["label"]
    assert body["channel_id"]
