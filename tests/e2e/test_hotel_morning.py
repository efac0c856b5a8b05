"""A front desk before dawn, by keyboard alone, in the real window.

A guest comes late; twelve rooms are to be woken at six. At one minute to six the application is
started anew, soon after six the PBX goes down: one guest has not answered by then. Two
rooms leave, the first of them while a system of the hotel's own has check-out to itself. What is
looked at is what the PBX has, what stands on the screen, and what the night log and the sheet say.

The PBX's clock is put forward once, while nothing looks at it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import as_options
from tests.e2e.seeing import LINES, Hand, seeing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

SETTINGS = {
    "version": 1,
    "hotel": True,
    "hotel_rooms": "Rooms",
    "night_desk": True,
}
SHEET = "Night sheet"
ROOMS = 120
SLEEPER, LATE, STAYS, LEAVES = "405", "410", "416", "417"
GROUP = (*(str(number) for number in range(401, 410)), "411", "412", "413")
AWAKE = len(GROUP) - 1 + 1
"""How many answer at six: all of them but the sleeper, and 102, which was set before."""
RING_S = 25
"""How long the PBX rings."""


class Night:
    """The hotel's PBX, and its desk, which is started twice."""

    def __init__(
        self,
        pbx: Pbx,
        start_app: Callable[..., App],
        display: Display,
        place: Path,
    ) -> None:
        self.pbx, self.display, self._place = pbx, display, place
        self._start_app = start_app
        self.app: App
        self.hand: Hand
        data = place / "data"
        data.mkdir()
        (data / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")

    def begin(self) -> None:
        """Start the application, and go to the rooms."""
        self.app = self._start_app(*as_options(self.pbx, self._place / "secret"), program=seeing)
        self.app.online()
        self.until("the rooms", lambda: len(self.app.ask("room", "list")["rooms"]) == ROOMS)
        self.hand = Hand(self.app, self.display, self._place / "seen.png")
        self.display.focus(self.display.window("Kristin Hale"))
        self.display.key("ctrl+6")
        self.sees("Rooms")

    def end(self) -> None:
        """Quit it."""
        self.app.close()

    def until(self, what: str, true: Callable[[], bool], timeout_s: float = 30) -> None:
        """Wait until something is so; the application tells of each change, or is asked again."""
        self.app.until(what, lambda _: true(), timeout_s)

    def text(self, page: str) -> str:
        """What a page says, without the marks that keep names from turning it round."""
        return re.sub("[\u2066-\u2069]", "", self.hand.reads(page))

    def read(self) -> list[str]:
        """The lines on the screen."""
        return self.text(LINES).splitlines()

    def sees(self, text: str) -> None:
        """Wait until some line on the screen has it in it."""
        self.until(text, lambda: any(text in line for line in self.read()))

    def rooms_of(self, **wanted: object) -> list[str]:
        """The rooms whose alarms at the PBX have all that."""
        found = self.pbx.do("wakeups")["alarms"]
        return sorted(
            str(each["extension"])
            for each in found
            if all(each[name] == value for name, value in wanted.items())
        )

    def room(self, number: str) -> dict[str, Any]:
        """A room as the desk has it."""
        return dict(self.app.ask("room", "show", number))

    def red(self) -> list[tuple[str, str]]:
        """What somebody has to see to."""
        told = self.app.ask("wakeup", "list")["red"]
        return [(each["room"], each["outcome"]) for each in told]

    def outcomes(self) -> Counter[str]:
        """How those of six o'clock went."""
        today = self.app.ask("wakeup", "list")["today"]
        return Counter(each["outcome"] for each in today if each["time"].endswith("T06:00"))

    def go_to(self, number: str) -> None:
        """Look for a room by typing its number, and stand on it in the list."""
        self.display.key("ctrl+6")
        self.display.key("Escape")
        self.display.type(number)
        self.until(number, lambda: f"Room {number}" in self.read())

    def log(self) -> Counter[str]:
        """What the log of the wake-up calls has, after the application has ended."""
        with closing(sqlite3.connect(self._place / "data" / "hotel.sqlite")) as file:
            return Counter(kind for (kind,) in file.execute("SELECT kind FROM wakelog"))


@pytest.fixture
def night(
    start_pbx: Callable[..., Pbx],
    start_app: Callable[..., App],
    display: Display,
    tmp_path: Path,
) -> Night:
    """Before dawn; everybody answers when they are woken, but one."""
    pbx = start_pbx()
    pbx.open_hotel()
    pbx.do("zone", name="Europe/Berlin")
    pbx.do("clock", at="05:50")
    pbx.do("guest", extension="*", does="answer")
    pbx.do("guest", extension=SLEEPER, does="ignore")
    pbx.do("settings", ring_timeout_s=RING_S)
    return Night(pbx, start_app, display, tmp_path)


@pytest.mark.timeout(420)
def test_a_front_desk_through_the_night(night: Night) -> None:
    """By keyboard alone."""
    night.begin()
    key = night.display.key

    comes_late(night)
    are_to_be_woken(night)
    is_on_paper(night)

    # At one minute to six the application starts anew.
    night.end()
    night.pbx.do("clock", at="05:59:15")
    night.begin()
    assert night.red() == []
    night.until("they ring", lambda: night.outcomes()["ringing"] > 0, 90)
    night.until("all but one", lambda: night.outcomes()["answered"] == AWAKE, 60)

    # Nobody has answered in one room; the PBX goes down.
    night.until("not answered", lambda: (SLEEPER, "snoozed") in night.red(), 2 * RING_S)
    night.pbx.do("restart", down_s=2)
    night.app.until("the gap", lambda now: now["connection"] != "online")
    night.app.online()
    assert night.red() == [(SLEEPER, "snoozed")]
    night.sees(f"{SLEEPER} did not answer")
    key("ctrl+shift+w")
    night.until("seen to", lambda: night.red() == [])

    # Two rooms leave; the first one cannot: a system of the hotel's own does that.
    night.pbx.do("pms", on=True)
    check_out(night, STAYS)
    night.sees("hotel system")
    assert night.room(STAYS)["occupied"]
    night.pbx.do("pms", on=False)
    key("Escape")
    check_out(night, LEAVES)
    night.until("an empty room", lambda: not night.room(LEAVES)["occupied"])
    assert LEAVES not in night.rooms_of()
    night.sees("no program can look whether it did")

    night.end()
    log = night.log()
    assert log["answered"] == AWAKE
    assert log["not_answered"] == 1
    assert log["acknowledged"] == 1
    assert log["set"] == 12


def comes_late(night: Night) -> None:
    """A guest is checked in."""
    key, type_ = night.display.key, night.display.type
    night.go_to(LATE)
    key("ctrl+i")
    night.sees("Guest")
    type_("Lukas Brandt")
    key("Return")
    night.until("the guest", lambda: night.room(LATE)["guest"] == "Lukas Brandt")
    night.sees("Checked in to room 410. The PBX has it so.")
    key("Escape")


def are_to_be_woken(night: Night) -> None:
    """Twelve rooms, at six."""
    key, type_ = night.display.key, night.display.type
    key("ctrl+6")
    key("ctrl+g")
    night.sees("Group wake-up")
    type_("401-409, 411-413")
    key("Tab")
    type_("6:00")
    key("Return")
    night.until("twelve", lambda: set(GROUP) <= set(night.rooms_of(alarm_time="06:00")))
    key("Escape")


def is_on_paper(night: Night) -> None:
    """The night sheet has them all."""
    key = night.display.key
    key("ctrl+p")
    night.until("the sheet", lambda: "Wake-ups today (16)" in night.text(SHEET))
    paper = night.text(SHEET)
    assert all(room in paper for room in GROUP)
    assert paper.count("06:00") == len(GROUP) + 1  # and that of 102, which was set before
    key("Escape")


def check_out(night: Night, room: str) -> None:
    """Look at what will be erased, type the number, Enter."""
    night.go_to(room)
    night.display.key("ctrl+o")
    night.sees("This will be erased")
    night.display.type(room)
    night.display.key("Return")


def test_the_same_by_hand(night: Night) -> None:
    """Each form is opened, sent and left with the pointer; a room that leaves by a long press."""
    night.begin()
    press, type_, key = night.hand.press, night.display.type, night.display.key

    press("Group wake-up…")
    type_("401-409, 411-413")
    key("Tab")
    type_("6:00")
    press("Set for all")
    night.until("twelve", lambda: set(GROUP) <= set(night.rooms_of(alarm_time="06:00")))
    press("Close")

    night.go_to(LATE)
    press("Check in")
    type_("Lukas Brandt")
    press("Check in", "Check in to room")
    night.sees("Checked in to room 410. The PBX has it so.")
    press("Close")

    press("Add wake-up")
    type_("7:15")
    press("Set wake-up")
    night.until("the alarm", lambda: LATE in night.rooms_of(alarm_time="07:15"))
    press("Delete.*07:15.*")
    press("Delete it")
    night.until("no alarm", lambda: LATE not in night.rooms_of())

    press("Check out room 410…")
    night.sees("This will be erased")
    button = night.hand.find("Check out room 410")
    night.display.xdo("mousemove", "--sync", str(button.x), str(button.y), "mousedown", "1")
    night.sees("Room 410 is checked out.")
    night.display.xdo("mouseup", "1")
    assert not night.room(LATE)["occupied"]
