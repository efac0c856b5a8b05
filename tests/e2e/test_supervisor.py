"""A supervisor in the real window, at a real exchange: listens to an agent, and stops.

The right leg is the agent's own, one's own phone rings, the agent's call goes on after it, and the
journal has all of it.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

ANNA = "2008"
SUPPORT = "6402"


class Room:
    """Support has one agent, Anna; 2000 manages it, and looks at it."""

    def __init__(self, pbx: Pbx, app: App, display: Display, place: Path) -> None:
        self.pbx, self.app, self.display, self.place = pbx, app, display, place
        self.hand = Hand(app, display, place / "seen.png")

    def channel(self, call_id: str, number: str) -> str:
        """The channel of an extension in a call."""
        call = next(c for c in self.pbx.do("state")["calls"] if c["call_id"] == call_id)
        return next(leg["channel"] for leg in call["legs"] if leg.get("number") == number)

    def talks(self) -> str:
        """Anna talks to a caller of the queue; which call."""
        call_id = self.pbx.call("5503301", SUPPORT)
        self.pbx.pick_up(call_id, ANNA)
        return call_id

    def opens(self, wanted: str) -> None:
        """Open Anna's row by keyboard until that is offered: it takes a poll to know it."""
        deadline = time.monotonic() + PATIENCE_S
        self.hand.press("Sorted by .*")  # the table stands right after it
        self.display.key("Tab", "Home")
        while True:
            self.display.key("Return")
            names = [button.name for button in self.hand.buttons()]
            if wanted in names:
                return
            self.display.key("Escape")
            if time.monotonic() > deadline:
                self.app.fail(f"{wanted!r} is not offered, but {names}")

    def listened(self) -> list[tuple[str, object]]:
        """What was sent of calls: endpoint and body."""
        return [(endpoint, body) for _, endpoint, body in self.pbx.commanded()]

    def took(self, call_id: str) -> str:
        """Who answered a call, by the history."""
        deadline = time.monotonic() + PATIENCE_S
        taker: dict[str, str] | None = None
        while taker is None:
            if time.monotonic() > deadline:
                self.app.fail("no such call, or nobody answered it")
            calls = self.app.ask("history")["calls"]
            taker = next((c["taken_by"] for c in calls if c["call_id"] == call_id), None)
        return taker["number"]

    def journal(self, count: int) -> list[tuple[str, str, dict[str, Any]]]:
        """Kind, number and the rest of each but the calls, once so many are on the disk."""
        deadline = time.monotonic() + PATIENCE_S
        rows: list[tuple[str, str, str]] = []
        while len(rows) < count:
            if time.monotonic() > deadline:
                self.app.fail(f"no {count} entries in the journal: {rows}")
            with closing(sqlite3.connect(self.place / "data" / "journal.sqlite")) as file:
                query = "SELECT kind, number, data FROM entries WHERE kind != 'call' ORDER BY id"
                rows = file.execute(query).fetchall()
        return [(kind, number, json.loads(data)) for kind, number, data in rows]


@pytest.fixture
def room(pbx: Pbx, start_app: Callable[..., App], display: Display, tmp_path: Path) -> Room:
    """Signed in, and in the queues' place."""
    pbx.do("agents", queue=SUPPORT, agents=[ANNA])
    pbx.do("rights", extension=ANNA, monitored=True)
    app = start_app(*as_options(pbx, tmp_path / "secret"), program=seeing)
    app.online()
    made = Room(pbx, app, display, tmp_path)
    display.focus(display.window("Kristin Hale"))
    made.hand.press("Queues")
    pbx.do("requests", clear=True)
    return made


def test_listening_rings_ones_own_phone_and_stopping_leaves_them_alone(room: Room) -> None:
    """By the agent's channel in; by one's own out; both in the journal."""
    call_id = room.talks()
    room.opens("Listen to the call…")
    room.hand.press("Listen to the call…")
    assert room.listened() == [], "one press is not enough"
    room.hand.press("Listen to (?!the call).*")

    status = room.app.until("one's own phone rings", lambda now: bool(now["calls"]))
    mine = str(status["calls"][0]["id"])
    body = {"monitor": "2000", "channel_id": room.channel(call_id, ANNA), "type": "listen"}
    assert room.listened() == [("call/listen", body)]
    own = room.pbx.pick_up(mine, "2000")
    room.app.becomes(mine, "talking")

    room.hand.press("Stop: hang up your own phone.*")
    room.app.until("one's own call is over", lambda now: not _living(now))
    assert room.listened()[1:] == [("call/hangup", {"channel_id": own})]
    legs = next(c for c in room.pbx.do("state")["calls"] if c["call_id"] == call_id)["legs"]
    assert {leg["state"] for leg in legs} == {"up"}, "they talk on"
    assert [(kind, number, e["step"], e["mode"]) for kind, number, e in room.journal(3)] == [
        ("listening", ANNA, "asked", "listen"),
        ("listening", ANNA, "begin", "listen"),
        ("listening", ANNA, "end", "listen"),
    ]


def test_who_barges_in_leaves_by_ones_own_leg(room: Room) -> None:
    """One's leg comes over into the agent's call; Stop takes out that one alone."""
    call_id = room.talks()
    room.opens("Join the call…")
    room.hand.press("Join the call…")
    room.hand.press("Join the call of .*")
    status = room.app.until("one's own phone rings", lambda now: bool(now["calls"]))
    room.pbx.pick_up(str(status["calls"][0]["id"]), "2000")
    room.app.becomes(call_id, "talking")
    own = room.channel(call_id, "2000")

    room.hand.press("Stop: hang up your own phone.*")
    room.app.until("one is out of it", lambda now: not _living(now))
    assert room.listened()[1:] == [("call/hangup", {"channel_id": own})]
    assert [e["step"] for _, _, e in room.journal(3)] == ["asked", "begin", "end"]
    assert room.took(call_id) == ANNA, "she answered, not who came in"


def _living(status: dict[str, Any]) -> list[str]:
    return [call["id"] for call in status["calls"] if call["state"] != "ended"]
