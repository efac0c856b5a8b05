"""Wake-up calls at a simulated PBX that rings when its clock says so, watched by the application.

What the desk says of each is held against what the PBX did: nobody who was not woken is ever said
to have been. The PBX's clock is put forward while nothing looks at it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import as_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.simulated import Pbx

SETTINGS = {"version": 1, "hotel": True, "hotel_rooms": "Rooms", "night_desk": True}
ROOMS = 120
ANSWERS, SLEEPS, SNOOZES, TALKS, SILENT = "401", "402", "403", "404", "405"
RING_S = 6


class Desk:
    """The hotel's PBX, and its night desk, which is started again and again."""

    def __init__(self, pbx: Pbx, start_app: Callable[..., App], place: Path) -> None:
        self.pbx, self._start_app, self._place = pbx, start_app, place
        self.app: App
        data = place / "data"
        data.mkdir()
        (data / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")

    def begin(self) -> None:
        """Start the application."""
        self.app = self._start_app(*as_options(self.pbx, self._place / "secret"))
        self.app.online()
        self.until("the rooms", lambda: len(self.app.ask("room", "list")["rooms"]) == ROOMS)
        self.until("the watch", lambda: self.listed()["night_desk"] is True)

    def end(self) -> None:
        """Quit it."""
        self.app.close()

    def until(self, what: str, true: Callable[[], bool], timeout_s: float = 30) -> None:
        """Wait until something is so."""
        self.app.until(what, lambda _: true(), timeout_s)

    def listed(self) -> dict[str, Any]:
        """What the desk knows of wake-up calls."""
        return dict(self.app.ask("wakeup", "list"))

    def wake(self, room: str, time: str) -> dict[str, Any]:
        """How the wake-up call of a room at that time goes."""
        found = [
            each
            for each in self.listed()["today"]
            if each["room"] == room and each["time"].endswith(f"T{time}")
        ]
        return dict(found[0]) if found else {"outcome": None, "tries": []}

    def outcome(self, room: str, time: str = "06:00") -> tuple[str | None, str | None]:
        """The same in two words."""
        wake = self.wake(room, time)
        return wake["outcome"], wake.get("reason")

    def red(self) -> set[str]:
        """The rooms that somebody has to see to."""
        return {each["room"] for each in self.listed()["red"]}

    def rings(self, room: str) -> list[str]:
        """How often the PBX rang a room, and what became of it."""
        return [each["outcome"] for each in self.pbx.do("wakeups", extension=room)["rings"]]


@pytest.fixture
def desk(pbx: Pbx, start_app: Callable[..., App], tmp_path: Path) -> Desk:
    """Ten to six in the morning."""
    pbx.do("zone", name="Europe/Berlin")
    pbx.do("clock", at="05:50")
    pbx.open_hotel()
    pbx.do("settings", ring_timeout_s=RING_S)
    return Desk(pbx, start_app, tmp_path)


@pytest.mark.timeout(420)
def test_how_each_of_them_goes(desk: Desk) -> None:
    """Answered, rung twice, refused, the room busy, and one whose state is not monitored."""
    pbx = desk.pbx
    desk.begin()
    options = {"snoozes": "1", "every": "1"}
    for room in (ANSWERS, SLEEPS, SNOOZES, TALKS, SILENT):
        desk.app.ask("wakeup", "add", room, "06:00", **options)
    pbx.do("guest", extension=ANSWERS, does="answer", after_s=2)
    pbx.do("guest", extension=SLEEPS, does="ignore")
    pbx.do("guest", extension=SNOOZES, does="snooze", after_s=2)
    pbx.do("guest", extension=SILENT, does="answer", after_s=2)
    pbx.do("guest", extension=TALKS, does="ignore")
    pbx.do("monitor", extension=SILENT, call_state=False)
    desk.end()

    # Shortly before, it is started again: it knows them by what the PBX has.
    pbx.do("clock", at="05:59:10")
    desk.begin()
    desk.until("listed", lambda: desk.outcome(ANSWERS) == ("waiting", None))
    assert desk.red() == set()
    desk.until("nearly six", lambda: pbx.do("clock")["local"][11:19] >= "05:59:52", 60)
    call = pbx.call("15550123", to=TALKS)
    pbx.pick_up(call, TALKS)

    desk.until("answered", lambda: desk.outcome(ANSWERS)[0] == "answered", 60)
    desk.until("asleep", lambda: desk.outcome(SLEEPS)[0] == "snoozed")
    desk.until("refused", lambda: desk.outcome(SNOOZES) == ("snoozed", "refused"))
    desk.until("busy", lambda: desk.outcome(TALKS)[0] == "busy")
    assert desk.outcome(SILENT)[0] == "waiting"
    assert {SLEEPS, SNOOZES, TALKS} <= desk.red()
    assert ANSWERS not in desk.red()
    assert desk.wake(SLEEPS, "06:00")["again"] is not None

    # It rings again: one takes it now, one has hung up, and one refuses once more.
    pbx.do("guest", extension=f"{SLEEPS},{TALKS}", does="answer", after_s=2)
    pbx.gives_up(call)
    for room in (SLEEPS, TALKS):
        desk.until("the second", lambda room=room: desk.outcome(room)[0] == "answered", 120)  # type: ignore[misc]
    desk.until("at last", lambda: desk.outcome(SNOOZES) == ("not_answered", "refused"), 60)
    assert [each["outcome"] for each in desk.wake(SLEEPS, "06:00")["tries"]] == [
        "not_answered",
        "answered",
    ]

    # Of one nothing was told, though it was answered: that is not made up.
    assert desk.outcome(SILENT)[0] != "answered"
    assert desk.red() & {ANSWERS, SLEEPS, SNOOZES, TALKS} == {SNOOZES}
    desk.app.ask("wakeup", "ack", SNOOZES, how="in_person", by="Mia", note="was up")
    assert SNOOZES not in desk.red()

    # What the PBX did is what the desk says.
    assert desk.rings(ANSWERS) == desk.rings(SILENT) == ["answered"]
    assert desk.rings(SLEEPS) == ["no answer", "answered"]
    assert desk.rings(TALKS) == ["busy", "answered"]
    assert len(desk.rings(SNOOZES)) == 2
    desk.end()


@pytest.mark.timeout(240)
def test_what_rang_while_nobody_watched(desk: Desk) -> None:
    """It is listed at the start, and stays red over another one; the PBX rang, and nobody heard."""
    pbx = desk.pbx
    desk.begin()
    desk.app.ask("wakeup", "add", ANSWERS, "06:00")
    desk.app.ask("wakeup", "add", SLEEPS, "07:00")
    pbx.do("guest", extension=ANSWERS, does="answer", after_s=1)
    desk.end()
    pbx.do("clock", at="06:20")
    assert desk.rings(ANSWERS) == ["answered"]
    desk.begin()
    desk.until("unvouched", lambda: desk.outcome(ANSWERS) == ("unvouched", "not_running"))
    assert ANSWERS in desk.red()
    desk.until("listed", lambda: desk.outcome(SLEEPS, "07:00") == ("waiting", None))
    desk.end()
    desk.begin()
    assert ANSWERS in desk.red()
    desk.app.ask("wakeup", "ack", ANSWERS, how="called", by="Mia")
    assert ANSWERS not in desk.red()
    desk.end()
