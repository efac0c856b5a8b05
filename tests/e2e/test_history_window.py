"""The calls of the past in the real window, by the keyboard: found, called back, noted."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing
from tests.e2e.simulated import Pbx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

CALLER = "5503302"


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests here; its application tells which buttons show."""
    place = tmp_path_factory.mktemp("history")
    with Pbx() as pbx, _apps(display) as start:
        app = start(place / "data", *as_options(pbx, place / "secret"), program=seeing)
        app.online()
        yield Office(pbx, app, display)


@pytest.fixture
def hand(office: Office, tmp_path: Path) -> Hand:
    """What can be seen of the window."""
    return Hand(office.app, office.display, tmp_path / "seen.png")


def past(office: Office, fits: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
    """The calls of the past, once they are as they should be."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        calls: list[dict[str, Any]] = office.app.ask("history")["calls"]
        if fits(calls):
            return calls
        if time.monotonic() > deadline:
            office.app.fail(f"the history is {calls}")


def test_a_missed_call_is_called_back_and_noted_by_keys(office: Office, hand: Hand) -> None:
    """Ctrl+4, Down, Ctrl+N, Enter: no pointer is needed, and the PBX is asked to dial once."""
    missed = office.pbx.call(CALLER)
    office.app.becomes(missed, "ringing")
    office.pbx.gives_up(missed)
    office.app.becomes(missed, "ended")
    calls = past(office, lambda now: [one["call_id"] for one in now] == [missed])
    assert (calls[0]["number"], calls[0]["fate"]) == (CALLER, "missed")

    office.display.key("ctrl+4")
    while not any(button.name == "Keep" for button in hand.buttons()):
        office.display.key("Down", "ctrl+n")  # the list may still be read
    office.display.type("asks for the bill")
    office.display.key("Return")
    calls = past(office, lambda now: bool(now) and bool(now[0]["note"]))
    assert calls[0]["note"] == "asks for the bill"

    office.display.key("Return")
    office.app.until("dialing", lambda now: any(c["state"] == "dialing" for c in now["calls"]))
    dialled = office.pbx.asked("call/dial")
    assert [one["body"]["callee"] for one in dialled] == [CALLER]


def test_who_is_searched_for_is_called_and_nobody_else(office: Office) -> None:
    """Whoever types faster than the list is read calls nobody from the list that still shows."""
    ended = []
    for number in (CALLER, "5503301"):
        call = office.pbx.call(number)
        office.app.becomes(call, "ringing")
        office.pbx.gives_up(call)
        office.app.becomes(call, "ended")
        ended.append(call)
    past(office, lambda now: set(ended) <= {one["call_id"] for one in now})

    office.display.key("ctrl+4")
    office.display.type(CALLER)
    office.display.key("Down", "Return")
    dialing = False
    while not dialing:  # Return is for the field until the list is there
        office.display.key("Return")
        dialing = any(call["state"] == "dialing" for call in office.app.status()["calls"])
    assert {one["body"]["callee"] for one in office.pbx.asked("call/dial")} == {CALLER}
