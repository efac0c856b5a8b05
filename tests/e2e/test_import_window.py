"""Imports in the real window by the pointer alone, and by the keyboard alone.

What the columns mean is looked at and changed before anything is kept; then it is found, opened,
noted on, made a favourite, and deleted again; and hovering over a caller says why that name.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests import slapd
from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.simulated import Pbx
from tests.e2e.window_sight import Desk, Thing, sight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

CSV = "Wer;Wo;Wie\nTilda Nordqvist;Nordqvist Glas;040 998877\nOhne Nummer;;\n"
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ole Brandvold\nTEL;TYPE=cell:+47 912 34 567\nEND:VCARD\n"
SHARED = "5503399"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One's home, with nothing in it but what is imported."""
    home = tmp_path_factory.mktemp("home")
    (home / "leute.csv").write_text(CSV, encoding="utf-8")
    (home / "ole.vcf").write_text(VCARD, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def shared_office(
    display: Display, tmp_path_factory: pytest.TempPathFactory, files: Path
) -> Iterator[Office]:
    """One office for all tests here; two of its contacts have the same number."""
    place = tmp_path_factory.mktemp("import")
    with Pbx() as pbx, _apps(display) as start:
        for name in ("Sharing Una", "Sharing Dos"):
            first, last = name.split()
            numbers = [f"business_number={SHARED}"]
            pbx.do("contact", first_name=first, last_name=last, numbers=numbers)
        options = as_options(pbx, place / "secret")
        app = start(place / "data", *options, program=sight, env={"HOME": str(files)})
        app.online()
        app.knows("Sharing")
        yield Office(pbx, app, display)


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    """In the place of the people; nothing is open there."""
    office.display.key("Escape", "Escape", "Escape", "ctrl+1", "ctrl+2")
    return Desk(office.app, office.display, tmp_path / "seen.png")


def found(office: Office, text: str) -> list[dict[str, Any]]:
    """Who is found, once anybody is."""
    deadline = time.monotonic() + PATIENCE_S
    while not (hits := office.app.ask("find", text)):
        if time.monotonic() > deadline:
            office.app.fail(f"{text} is not found")
    return list(hits)


def nobody(office: Office, text: str) -> None:
    """Wait until nobody is found."""
    deadline = time.monotonic() + PATIENCE_S
    while office.app.ask("find", text):
        if time.monotonic() > deadline:
            office.app.fail(f"{text} is found still")


def says(desk: Desk, *pieces: str) -> None:
    """Wait until all these can be read."""
    desk.until(" and ".join(pieces), lambda now: all(each in _read(now) for each in pieces))


def _read(now: dict[str, Any]) -> str:
    return "\n".join(str(each["name"]) for each in now["things"])


def meaning(column: str, means: str) -> Callable[[dict[str, Any]], bool]:
    """Whether a column means that, in what is seen."""

    def so(now: dict[str, Any]) -> bool:
        boxes = [t for t in now["things"] if t["kind"] == "box" and column in t["name"]]
        return [box["value"] for box in boxes] == [means]

    return so


# --- files, by the pointer alone -----------------------------------------------------------------


def test_a_table_is_imported_by_hand_once_its_columns_are_understood(
    office: Office, desk: Desk
) -> None:
    """Nothing tells what a column is: each is chosen in its list, and the preview follows."""
    desk.click("button", "Contacts")
    desk.click("button", "Import…")
    desk.click("button", "Choose a file…")
    desk.click("row", "leute.csv", times=2)
    for column, means in (("Wer", "Name"), ("Wo", "Company"), ("Wie", "Business phone")):
        if not meaning(column, means)(desk.look()):
            desk.click("box", f".*{column}.*")
            desk.click("row", means)
        desk.until(f"{column} is {means}", meaning(column, means))
    says(desk, "Import 1")
    assert office.app.ask("find", "nordqvist") == []
    desk.click("button", "Import 1")
    desk.click("button", "Show my contacts")
    (hit,) = found(office, "nordqvist tilda")
    assert (hit["name"], hit["number"], hit["origin"]) == ("Tilda Nordqvist", "040998877", "own")
    says(desk, "Tilda Nordqvist, Nordqvist Glas, 040998877")


def test_a_vcard_is_imported_by_hand(office: Office, desk: Desk) -> None:
    desk.click("button", "Contacts")
    desk.click("button", "Import…")
    desk.click("button", "Choose a file…")
    desk.click("row", "ole.vcf", times=2)
    desk.click("button", "Import 1")
    desk.click("button", "Show my contacts")
    assert found(office, "brandvold")[0]["number"] == "+4791234567"


# --- by the keyboard alone -----------------------------------------------------------------------


def test_a_table_is_imported_by_keys_and_taken_back(
    office: Office, desk: Desk, files: Path
) -> None:
    """From the list to the file, the meaning of a column, the import, and back again."""
    (files / "zweite.csv").write_text("Wer,Wie\nKeyla Tastova,0555 4433\n", encoding="utf-8")
    desk.reach("button", "Contacts", "shift+Tab")
    office.display.key("space")
    desk.press("Import…")
    desk.find("button", "Choose a file…")
    office.display.key("space")  # it has the keyboard
    office.display.focus(office.display.window("Choose a file"))
    office.display.type("zweite.csv")
    office.display.key("Return")
    for column, means in (("Wer", "Name"), ("Wie", "Mobile")):
        desk.find("box", f".*{column}.*")
        desk.reach("box", f".*{column}.*")
        for _ in range(40):
            if meaning(column, means)(desk.look()):
                break
            office.display.key("Home" if column == "Wer" and _ == 0 else "Down")
        desk.until(f"{column} is {means}", meaning(column, means))
    desk.press("Import 1")
    assert found(office, "tastova")[0]["number"] == "05554433"
    desk.press("Take this import back")
    nobody(office, "tastova")


def test_a_contact_is_noted_on_made_a_favourite_and_deleted_by_keys(
    office: Office, desk: Desk
) -> None:
    """The sheet beside the list; what was deleted can be had back."""
    desk.reach("button", "Contacts", "shift+Tab")
    office.display.key("space")
    desk.reach("box", "Which contacts")
    office.display.key("Home")
    desk.reach("field", "Filter by name, company or number")
    office.display.key("ctrl+a")
    office.display.type("nordqv")
    office.display.key("Down")
    desk.find("button", "Delete")
    desk.reach("button", "Make .*|.*avourite.*")
    office.display.key("space")
    desk.until(
        "a favourite",
        lambda now: any(
            t["kind"] == "button" and "avourite" in t["name"] and t["value"] == "True"
            for t in now["things"]
        ),
    )
    desk.reach("field", "My note")
    office.display.type("asks for the glazier")
    desk.press("Delete")
    desk.reach("button", "Delete", "shift+Tab")
    office.display.key("space")
    nobody(office, "nordqvist")
    desk.press("Undo")
    assert found(office, "nordqvist")[0]["name"] == "Tilda Nordqvist"


# --- a directory ---------------------------------------------------------------------------------


def test_a_directory_is_read_by_hand_and_says_what_is_wrong(
    office: Office, desk: Desk, tmp_path: Path
) -> None:
    """The field that is to blame says so; a wrong password is no import; then it is."""
    with slapd.running(tmp_path) as server:
        desk.click("button", "Contacts")
        desk.click("button", "Import…")
        desk.click("button", "LDAP directory…")
        desk.click("button", "Read the directory")
        says(desk, "Enter the name or address of the directory's server")
        for name, typed in (
            ("Server", "127.0.0.1"),
            ("Port", str(server.secure)),
            ("Search below", slapd.BASE),
            (r"User \(DN\)", slapd.ADMIN),
            ("Password", "wrong"),
        ):
            fill(office, desk, name, typed)
        desk.click("button", "Read the directory")
        desk.click("button", "Trust exactly this one")
        says(desk, "The directory did not let this user in")
        fill(office, desk, "Password", slapd.PASSWORD)
        desk.click("button", "Read the directory")
        desk.click("button", "Import 4")
        desk.click("button", "Show my contacts")
    assert found(office, "öztürk")[0]["number"] == "+491707654321"


def fill(office: Office, desk: Desk, name: str, typed: str) -> None:
    """Click into a field of the form, and type."""
    desk.click("field", name)
    office.display.key("ctrl+a")
    office.display.type(typed)


# --- why that name -------------------------------------------------------------------------------


def _in_pop(thing: Thing) -> int:
    """It stands in the lower right corner of the screen."""
    return -thing.x - thing.y


def _on_card(thing: Thing) -> int:
    """It stands left of all lists."""
    return thing.x


def test_hovering_over_a_callers_name_says_why_it_stands_there(office: Office, desk: Desk) -> None:
    """On the pop, which is never the active window, and on the card in the window."""
    office.display.key("ctrl+1")
    call_id = office.pbx.call("+4791234567")
    office.app.becomes(call_id, "ringing")
    office.app.pops(call_id)
    exact = "A contact has exactly this number."
    assert desk.hover("text", "Ole Brandvold", _in_pop) == exact
    office.pbx.pick_up(call_id)  # the pop goes, the card stays
    office.app.becomes(call_id, "talking")
    office.app.pops(None)
    assert desk.hover("text", "Ole Brandvold", _on_card) == exact


def alone(office: Office, desk: Desk, name: str) -> None:
    """Narrow the list to one: whoever was in it before stands elsewhere as soon as it is."""
    desk.click("field", "Filter by name, company or number")
    office.display.key("ctrl+a")
    office.display.type(name)
    desk.until(f"{name} alone", lambda now: list(now["contacts"]) == [name])


def test_of_several_who_have_a_number_all_are_named_and_the_last_choice_first(
    office: Office, desk: Desk
) -> None:
    """Chosen on the sheet of one of them, by hand."""
    office.display.key("ctrl+1")
    call_id = office.pbx.call(SHARED)
    office.app.becomes(call_id, "ringing")
    office.app.pops(call_id)
    both = "Sharing (Una or Sharing Dos|Dos or Sharing Una)"
    said = desk.hover("text", both, _in_pop)
    assert said.startswith("Several have this number: Sharing ")
    office.pbx.clear()
    office.app.quiet()

    office.display.key("ctrl+2")
    desk.click("button", "Contacts")
    desk.click("box", "Which contacts")
    desk.click("row", "Company contacts")
    alone(office, desk, "Sharing Dos")
    desk.click("row", "Sharing Dos, .*")
    desk.click("button", "It is Sharing Dos")
    office.display.key("ctrl+1")
    call_id = office.pbx.call(SHARED)
    office.app.pops(call_id)
    said = desk.hover("text", "Sharing Dos", _in_pop)
    assert said.startswith("Several have this number. You chose this one last.")
    assert said.endswith("It may also be Sharing Una.")


def test_a_company_contact_is_deleted_by_hand_and_the_pbx_is_asked(
    office: Office, desk: Desk
) -> None:
    """Keep keeps it; Delete, above the button that asked, takes it out at the PBX."""
    office.pbx.do("settings", edit_contacts=True)
    desk.click("button", "Contacts")
    desk.click("box", "Which contacts")
    desk.click("row", "Company contacts")
    alone(office, desk, "Sharing Una")
    desk.click("row", "Sharing Una, .*")
    desk.click("button", "Delete")
    desk.click("button", "Keep, Esc")
    assert office.pbx.asked("company_contact/delete") == []
    desk.click("button", "Delete")
    desk.find("button", "Keep, Esc")
    upper, _ = sorted((t for t in desk.things() if t.name == "Delete"), key=lambda each: each.y)
    office.display.click(upper.x, upper.y)
    deadline = time.monotonic() + PATIENCE_S
    while "Sharing Una" in [hit["name"] for hit in office.app.ask("find", "Sharing")]:
        assert time.monotonic() < deadline
    (asked,) = office.pbx.asked("company_contact/delete")
    assert asked["method"] == "GET"
