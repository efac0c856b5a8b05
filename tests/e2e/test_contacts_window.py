"""Contacts in the real window: added, changed, refused, imported, found again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests import slapd
from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing
from tests.e2e.simulated import Pbx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

VCARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Fj=C3=A4llr=C3=A4v;Ingr=
id;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ingrid Fj=C3=A4llr=C3=A4v
TEL;CELL:+46 70 123 45 67
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Broken
TEL without a colon
END:VCARD
BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
FN:Xu Zhimo
TEL;VALUE=uri;TYPE=work:tel:+86-571-8795
END:VCARD
"""
CSV = "姓名;公司;手机\n周树人;北新书局;13900001881\n没有号码;;\n"


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests here; its application tells where its buttons stand."""
    place = tmp_path_factory.mktemp("contacts")
    with Pbx() as pbx, _apps(display) as start:
        app = start(place / "data", *as_options(pbx, place / "secret"), program=seeing)
        app.online()
        app.knows("Goffin")
        yield Office(pbx, app, display)


@pytest.fixture
def hand(office: Office, tmp_path: Path) -> Hand:
    """The pointer, in the list of contacts."""
    office.pbx.do("settings", edit_contacts=True)
    hand = Hand(office.app, office.display, tmp_path / "seen.png")
    office.display.key("Escape", "Escape", "Escape", "ctrl+2")
    hand.press("Contacts")
    return hand


def found(office: Office, text: str) -> list[dict[str, Any]]:
    """Who is found, once anybody is."""
    deadline = time.monotonic() + PATIENCE_S
    while not (hits := office.app.ask("find", text)):
        if time.monotonic() > deadline:
            office.app.fail(f"{text} is not found")
    return list(hits)


def kept(office: Office, endpoint: str, count: int) -> list[dict[str, Any]]:
    """So many requests to change contacts."""
    deadline = time.monotonic() + PATIENCE_S
    while len(asked := office.pbx.asked(f"company_contact/{endpoint}")) < count:
        if time.monotonic() > deadline:
            office.app.fail(f"{endpoint} was asked {len(asked)} times")
    return asked


def company(office: Office, hand: Hand) -> None:
    """Show the company's contacts: the box of lists stands before the filter."""
    hand.reach("Add a .*")
    office.display.key("shift+Tab", "shift+Tab", "Home", "Down")
    hand.find("Add a company contact")


def test_a_company_contact_is_added_by_keyboard_and_the_pbx_has_it(
    office: Office, hand: Hand
) -> None:
    """Nothing but keys: the form, its fields in order, Enter."""
    company(office, hand)
    hand.reach("Add a company contact")
    office.display.key("space")
    hand.find("Save")
    office.display.type("Ottilie\tQuist\tBakery North\t+46 8 5550 17")
    office.display.key("Return")

    (asked,) = kept(office, "create", 1)

    assert (asked["body"]["first_name"], asked["body"]["last_name"]) == ("Ottilie", "Quist")
    assert asked["body"]["company"] == "Bakery North"
    assert asked["body"]["number_list"] == [{"num_type": "business_number", "number": "+468555017"}]
    assert found(office, "quist")[0]["number"] == "+468555017"


def test_a_company_contact_is_changed(office: Office, hand: Hand) -> None:
    """Chosen in the list by the filter, changed in the form."""
    company(office, hand)
    hand.reach("Add a company contact")
    office.display.key("shift+Tab")
    office.display.type("dunphy")
    office.display.key("Return")
    office.display.key("Down")
    hand.press("Edit")
    hand.find("Save")
    office.display.type("Philip")
    office.display.key("Return")

    (asked,) = kept(office, "update", 1)

    assert asked["body"]["first_name"] == "Philip"
    (hit,) = {one["name"] for one in found(office, "philip dunphy")}
    assert hit == "Philip Dunphy"


def test_what_the_pbx_refuses_stays_in_the_form(office: Office, hand: Hand) -> None:
    """It is said why, and one key keeps it as one's own instead."""
    company(office, hand)
    office.pbx.do("settings", edit_contacts=False)
    hand.press("Add a company contact")
    hand.find("Save")
    office.display.type("Vendela\tRask\tHarbour Taxi\t040 123456")
    office.display.key("Return")

    hand.press("Keep as my own")

    assert found(office, "vendela rask")[0]["number"] == "040123456"


def test_an_unknown_caller_is_added_from_the_card(office: Office, hand: Hand) -> None:
    """The number is there already; the next call names them."""
    call_id = office.pbx.call("+4915112345678")
    office.pbx.pick_up(call_id)
    office.app.becomes(call_id, "talking")
    office.display.key("ctrl+1")
    hand.press("Add to contacts")
    hand.find("Save")
    office.display.type("Wilma\tStern")
    office.display.key("Return")

    assert found(office, "wilma stern")[0]["number"] == "+4915112345678"
    named = office.app.until(
        "the caller's name",
        lambda now: any(call["remote"]["name"] == "Wilma Stern" for call in now["calls"]),
    )
    assert named["calls"][0]["id"] == call_id


def read_file(office: Office, hand: Hand, path: Path) -> None:
    """Choose a file in the page of the import by its name."""
    hand.press("Import…")
    hand.press("Choose a file…")
    dialog = office.display.window("Choose a file")
    office.display.focus(dialog)
    office.display.type(str(path))
    office.display.key("Return")


@pytest.mark.parametrize(
    ("name", "content", "count", "who", "number"),
    [
        ("people.vcf", VCARDS.encode(), 2, "ingrid", "+46701234567"),
        ("kontakte.csv", CSV.encode("gb18030"), 1, "zhoushuren", "13900001881"),
    ],
)
def test_a_file_is_imported_and_its_people_are_found(
    office: Office,
    hand: Hand,
    tmp_path: Path,
    name: str,
    content: bytes,
    count: int,
    who: str,
    number: str,
) -> None:
    """Looked at first, then imported by Enter; a second time it is all known."""
    path = tmp_path / name
    path.write_bytes(content)
    read_file(office, hand, path)
    hand.find(f"Import {count}")
    assert not office.app.ask("find", who)
    hand.reach(f"Import {count}")
    office.display.key("space")

    hand.press("Show my contacts")

    assert found(office, who)[0]["number"] == number
    read_file(office, hand, path)
    deadline = time.monotonic() + PATIENCE_S
    while not [one for one in hand.buttons() if one.name == "Nothing to import"]:
        assert time.monotonic() < deadline
    office.display.key("Escape", "Escape")


def test_an_import_is_taken_back(office: Office, hand: Hand, tmp_path: Path) -> None:
    """What it brought is gone."""
    path = tmp_path / "undo.csv"
    path.write_text("Name,Tel\nBriefly Here,0555 12345\n", encoding="utf-8")
    read_file(office, hand, path)
    hand.press("Import 1")
    hand.find("Take this import back")
    assert found(office, "briefly")

    hand.press("Take this import back")

    deadline = time.monotonic() + PATIENCE_S
    while office.app.ask("find", "briefly"):
        assert time.monotonic() < deadline


def test_people_of_an_ldap_directory_are_imported(
    office: Office, hand: Hand, tmp_path: Path
) -> None:
    """A real server on loopback; nothing is said to it before its certificate is trusted."""
    with slapd.running(tmp_path) as server:
        hand.press("Import…")
        hand.press("LDAP directory…")
        hand.find("Read the directory")
        office.display.type(f"127.0.0.1\t{server.secure}\t\t{slapd.BASE}\t{slapd.ADMIN}\t")
        office.display.type(slapd.PASSWORD)
        office.display.key("Return")

        hand.press("Trust exactly this one")
        hand.press("Import 4")
        hand.press("Show my contacts")

    assert found(office, "öztürk")[0]["number"] == "+491707654321"
