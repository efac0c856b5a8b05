"""Somebody with several numbers, in the real window: by which of them they are called, or sent to.

By hand and by keyboard alone; the request that the PBX gets is what counts, and the number that
was taken last stands first the next time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.simulated import Pbx
from tests.e2e.test_keys import talk
from tests.e2e.test_people_panel import blind
from tests.e2e.window_sight import Desk, sight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

NAME = "Vera Quillmoss"
BUSINESS, MOBILE = "+493055501701", "+491705550199"
OTHER = "5503399"


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests here, whose PBX has a contact with three numbers."""
    place = tmp_path_factory.mktemp("numbers")
    with Pbx() as pbx, _apps(display) as start:
        first, last = NAME.split()
        numbers = [f"business_number={BUSINESS}", f"mobile_number={MOBILE}"]
        numbers.append("business_fax=+493055501709")
        pbx.do("contact", first_name=first, last_name=last, company="Moss Ltd", numbers=numbers)
        app = start(place / "data", *as_options(pbx, place / "secret"), program=sight)
        app.online()
        app.knows("Quillmoss")
        assert app.ctl("queue", "logout").returncode == 0
        yield Office(pbx, app, display)


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    """In the place of the calls; nothing was ever taken of Vera's numbers."""
    office.display.key("Escape", "Escape", "Escape", "ctrl+1")
    return Desk(office.app, office.display, tmp_path / "seen.png")


def vera(office: Office, desk: Desk) -> dict[str, int]:
    """The line of Vera among the company's contacts, come to by hand."""
    office.display.key("ctrl+2")
    desk.click("button", "Contacts")
    desk.click("box", "Which contacts")
    desk.click("row", "Company contacts")
    desk.click("field", "Filter by name, company or number")
    office.display.key("ctrl+a")
    office.display.type("Quillmoss")
    seen = desk.until("Vera alone", lambda now: list(now["contacts"]) == [NAME])
    return dict(seen["contacts"][NAME])


def dialled(office: Office, desk: Desk, number: str) -> None:
    """Wait until the PBX was asked to call that number; hang up."""
    wanted = ("POST", "call/dial", {"caller": "2000", "callee": number})
    desk.until("the call", lambda _: wanted in office.pbx.commanded())
    office.pbx.clear()
    office.app.quiet()


def test_a_carried_call_asks_by_which_number_where_it_is_let_go(office: Office, desk: Desk) -> None:
    """The label lists them before; a click on a line of the menu sends it there."""
    call_id, _ = talk(office, OTHER)
    wanted = blind(office, call_id, MOBILE)
    spot = vera(office, desk)
    desk.take(desk.card(call_id, "small"))
    desk.carry(spot["x"], spot["y"])
    seen = desk.until("the label", lambda now: now["label"].startswith("Transfer "))
    said = f"to {NAME}. Let go, then choose the number: Business phone +49 30 "
    assert said in seen["label"]
    assert "Mobile +49 170 " in seen["label"]
    desk.let_go()
    title = desk.find
    entries = [each for each in desk.things() if each.kind == "entry"]
    assert title("entry", "2  Mobile .*").ready
    assert entries[0].name.startswith("Transfer ")
    assert not entries[0].ready
    assert office.pbx.commanded() == []

    desk.click("entry", "2  Mobile .*")
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]


def test_esc_at_that_menu_leaves_the_call_where_it_is(office: Office, desk: Desk) -> None:
    call_id, _ = talk(office, OTHER)
    spot = vera(office, desk)
    desk.take(desk.card(call_id, "small"))
    desk.carry(spot["x"], spot["y"])
    desk.until("the label", lambda now: now["label"].startswith("Transfer "))
    desk.let_go()
    desk.find("entry", "1  .*")
    office.display.key("Escape")
    desk.until("no menu", lambda now: not [t for t in now["things"] if t["kind"] == "entry"])
    assert office.app.call(call_id)["state"] == "talking"
    assert office.pbx.commanded() == []


def test_by_keys_the_arrows_turn_to_the_other_number(office: Office, desk: Desk) -> None:
    """Two strokes send to the one that was taken last; an arrow between them to the other."""
    call_id, _ = talk(office, OTHER)
    office.display.key("F2")
    office.display.type(NAME)
    desk.until("Vera", lambda now: NAME in now["found"])
    office.display.key("Escape")
    vera(office, desk)
    office.display.key("Down")
    desk.until("the list", lambda now: now["focus"] == "Contacts")
    office.display.key("F4")
    first = desk.until("the question", lambda now: f"to {NAME}, " in now["label"])["label"]
    assert "another number (1 of 3)" in first
    office.display.key("Right")
    second = desk.until("the other", lambda now: "(2 of 3)" in now["label"])["label"]
    number = MOBILE if f"{NAME}, Mobile +49 170 " in second else BUSINESS
    assert (f"{NAME}, Business phone +49 30 " in second) is (number == BUSINESS)
    wanted = blind(office, call_id, number)
    assert office.pbx.commanded() == []
    office.display.key("F4")
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]


def test_enter_on_a_contact_asks_which_and_begins_with_the_last(office: Office, desk: Desk) -> None:
    """By keys: a digit; then Enter twice calls the same again."""
    vera(office, desk)
    office.display.key("Down")
    desk.until("the list", lambda now: now["focus"] == "Contacts")
    office.display.key("Return")
    line = desk.find("entry", r"\d  Mobile .*")
    office.display.key(line.name[0])
    dialled(office, desk, MOBILE)

    vera(office, desk)
    office.display.key("Down")
    desk.until("the list", lambda now: now["focus"] == "Contacts")
    office.display.key("Return")
    assert desk.find("entry", "1  Mobile .*").focused
    assert desk.find("entry", "3  Business fax .*").ready
    office.display.key("Return")
    dialled(office, desk, MOBILE)


def test_two_clicks_on_a_contact_ask_which(office: Office, desk: Desk) -> None:
    """By hand alone."""
    vera(office, desk)
    desk.click("row", f"{NAME}, .*", times=2)
    desk.click("entry", r"\d  Business phone .*")
    dialled(office, desk, BUSINESS)


def test_the_search_lists_each_number_and_says_which_it_is(office: Office, desk: Desk) -> None:
    """The next line is the other one; the one that was taken stands first the next time."""
    office.display.key("F2")
    office.display.type("quillm")
    business = desk.find("button", f"{NAME}, Business phone · Moss Ltd, .*")
    mobile = desk.find("button", f"{NAME}, Mobile · Moss Ltd, .*")
    other = MOBILE if business.y < mobile.y else BUSINESS
    office.display.key("Down", "Return")
    dialled(office, desk, other)

    office.display.key("F2")
    office.display.type("quillm")
    kinds = ("Mobile", "Business phone")
    upper, lower = kinds if other == MOBILE else reversed(kinds)
    desk.until("it first", lambda now: _above(now["things"], upper, lower))
    office.display.key("Return")
    dialled(office, desk, other)


def _above(things: list[dict[str, object]], upper: str, lower: str) -> bool:
    place = {
        kind: thing["y"]
        for thing in things
        for kind in (upper, lower)
        if str(thing["name"]).startswith(f"{NAME}, {kind} ·")
    }
    return len(place) == 2 and int(str(place[upper])) < int(str(place[lower]))


def test_a_call_is_carried_to_the_number_of_a_line_that_was_found(
    office: Office, desk: Desk
) -> None:
    call_id, _ = talk(office, OTHER)
    wanted = blind(office, call_id, BUSINESS)
    office.display.key("F2")
    office.display.type("quillm")
    line = desk.find("button", f"{NAME}, Business phone · Moss Ltd, .*")
    state = desk.find("text", "TALKING")  # what the list leaves to be seen of the card
    desk.take({"x": state.x, "y": state.y})
    desk.carry(line.x, line.y)
    desk.until("the label", lambda now: f"{NAME}, Business phone +49 30 " in now["label"])
    desk.let_go()
    office.app.becomes(call_id, "ended")
    assert office.pbx.commanded() == [wanted]
