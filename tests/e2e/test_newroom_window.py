"""A room in the real window: made by keyboard, refused at its field, and taken away for good."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing
from tests.e2e.simulated import Pbx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

HOTEL = {"version": 1, "hotel": True, "hotel_rooms": "300-399, 2001-2009"}


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A hotel's desk; its application tells where its buttons stand."""
    place = tmp_path_factory.mktemp("newroom")
    (place / "data").mkdir()
    (place / "data" / "settings.json").write_text(json.dumps(HOTEL), encoding="utf-8")
    with Pbx() as pbx, _apps(display) as start:
        app = start(place / "data", *as_options(pbx, place / "secret"), program=seeing)
        app.online()
        app.knows("Goffin")
        yield Office(pbx, app, display)


@pytest.fixture
def hand(office: Office, tmp_path: Path) -> Hand:
    """The pointer, at the list of rooms."""
    hand = Hand(office.app, office.display, tmp_path / "seen.png")
    office.display.key("Escape", "Escape")
    hand.press("Rooms")
    hand.find("New room….*")
    return hand


def asked(office: Office, endpoint: str, count: int = 1) -> list[dict[str, Any]]:
    """So many requests to an endpoint of extensions."""
    deadline = time.monotonic() + PATIENCE_S
    while len(found := office.pbx.asked(f"extension/{endpoint}")) < count:
        if time.monotonic() > deadline:
            office.app.fail(f"{endpoint} was asked {len(found)} times")
    return found


def says(hand: Hand, piece: str) -> None:
    """Wait until a line of text that shows has this in it."""
    deadline = time.monotonic() + PATIENCE_S
    while piece not in (shown := hand.reads("").replace("\u2068", "").replace("\u2069", "")):
        if time.monotonic() > deadline:
            pytest.fail(f"nothing says {piece!r}:\n{shown}")


def test_a_room_is_made_by_keyboard_and_taken_away_again(office: Office, hand: Hand) -> None:
    """Nothing but keys: a number that somebody has, another one, and then the same to delete."""
    office.display.key("ctrl+e")
    hand.find("Create")
    office.display.type("2001")
    office.display.key("Return")
    says(hand, "2001 has this already.")

    office.display.key("ctrl+a")
    office.display.type("315")
    office.display.key("Return")
    says(hand, "315 is there: it was read back from the PBX.")
    made = asked(office, "create", 2)[-1]["body"]
    assert (made["number"], made["outbound_route_permission"]) == ("315", [])
    assert made["organization_list"]  # as its neighbours: this PBX has departments
    office.display.key("Escape")

    hand.find("New room….*")
    office.display.type("315")
    says(hand, "315")
    office.display.key("Return")
    office.display.key("ctrl+d")
    hand.find("Delete 315")
    says(hand, "Type its number to confirm, then Enter")
    says(hand, "Voicemail, settings and passwords")
    office.display.type("31")
    office.display.key("Return")
    says(hand, "Type the number of the room, or hold the button down.")
    assert office.pbx.asked("extension/delete") == []
    office.display.type("5")
    office.display.key("Return")
    says(hand, "315 is deleted: the PBX has it no more.")
    assert len(asked(office, "delete")) == 1
