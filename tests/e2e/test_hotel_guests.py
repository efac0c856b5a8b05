"""Guests come and go at a hotel's PBX: what is said to be so is so there."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.conftest import as_options
from tests.e2e.programs import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.simulated import Pbx

SETTINGS = {"version": 1, "hotel": True, "hotel_rooms": "Rooms", "night_desk": True}
ROOMS = 120


class Front:
    """A hotel's PBX, and its desk."""

    def __init__(self, pbx: Pbx, app: App) -> None:
        self.pbx = pbx
        self.app = app
        said = self._http(
            "POST", "get_token", {"username": pbx.client_id, "password": pbx.client_secret}
        )
        self._token = said["access_token"]

    def _http(self, method: str, endpoint: str, body: object = None) -> dict[str, Any]:
        """Ask the PBX past the application."""
        at = urlsplit(self.pbx.url)
        connection = HTTPConnection(at.hostname or "", at.port, timeout=PATIENCE_S)
        try:
            connection.request(
                method,
                f"/openapi/v1.0/{endpoint}",
                None if body is None else json.dumps(body),
                {"User-Agent": "OpenAPI", "Content-Type": "application/json"},
            )
            return dict(json.loads(connection.getresponse().read()))
        finally:
            connection.close()

    def station(self, room: str) -> dict[str, Any]:
        """The room's extension as the PBX has it."""
        by = f"extension/search?search_value={room}&access_token={self._token}"
        found = next(each for each in self._http("GET", by)["data"] if each["number"] == room)
        got = self._http("GET", f"extension/get?id={found['id']}&access_token={self._token}")
        return dict(got["data"])

    def alarms(self, room: str) -> list[str]:
        """When the PBX is to wake a room."""
        found = self.pbx.do("wakeups", extension=room)["alarms"]
        return [str(each["alarm_time"]) for each in found]

    def room(self, number: str) -> dict[str, Any]:
        """A room as the desk shows it."""
        return dict(self.app.ask("room", "show", number))

    def until(self, number: str, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait until the desk shows a room so."""
        self.app.until(f"room {number}", lambda _: true(self.room(number)))
        return self.room(number)

    def ctl(self, *words: str) -> tuple[int, dict[str, Any]]:
        """``ctl room …``; its exit code and what it says."""
        done = self.app.ctl("--json", "room", *words)
        said = json.loads(done.stdout)
        return done.returncode, said["data"] if done.returncode else said


def states(receipt: dict[str, Any]) -> dict[str, str]:
    """What is known of each thing."""
    return {each["what"]: each["state"] for each in receipt["items"]}


@pytest.fixture
def front(start_pbx: Callable[..., Pbx], start_app: Callable[..., App], tmp_path: Path) -> Front:
    """Signed in as the front desk, all rooms loaded."""
    pbx = start_pbx()
    pbx.open_hotel()
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    app = start_app(*as_options(pbx, tmp_path / "secret"))
    app.online()
    made = Front(pbx, app)
    app.until("the rooms", lambda _: len(app.ask("room", "list")["rooms"]) == ROOMS)
    return made


def test_guests_move_in_and_are_read_back(front: Front) -> None:
    """Two of them, with all that is told of them; the PBX has it, and the desk says so."""
    vacant = next(
        each["number"] for each in front.app.ask("room", "list")["rooms"] if not each["guest"]
    )

    code, receipt = front.ctl(
        *("checkin", vacant, "Anna Li", "--guest", "王小明", "--outside", "--wake", "06:40"),
        *("--email", "anna@example.com", "--mobile", "+49 170 1234567", "--departure", "today"),
    )

    assert (code, set(states(receipt).values())) == (0, {"done"})
    there = front.station(vacant)
    assert (there["first_name"], there["last_name"]) == ("Anna Li / 王小明", "")
    assert (there["email_addr"], there["mobile_number"]) == ("anna@example.com", "+49 170 1234567")
    assert len(there["outbound_route_permission"]) == 3
    assert front.alarms(vacant) == ["06:40"]
    shown = front.until(vacant, lambda room: bool(room["stay"] and room["stay"]["confirmed"]))
    assert shown["guests"] == ["Anna Li", "王小明"]
    assert shown["departs_today"]
    assert shown["outside"] is True


def test_what_an_administrator_edits_is_shown(front: Front) -> None:
    """The PBX tells of it; whoever was written down here is not shown as being there."""
    front.ctl("checkin", "205", "Lukas Brandt", "--again")
    front.until("205", lambda room: bool(room["stay"] and room["stay"]["confirmed"]))

    front.pbx.do("extension", extension="205", first_name="Mario", last_name="Rossi")

    shown = front.until("205", lambda room: room["guest"] == "Mario Rossi")
    assert not shown["stay"]["confirmed"]
    assert shown["guests"] == ["Mario Rossi"]


def test_an_occupied_room_is_refused(front: Front) -> None:
    """Nothing is sent."""
    front.pbx.do("requests", clear=True)

    code, _ = front.ctl("checkin", "102", "Lukas Brandt")

    assert code == 1
    assert front.pbx.asked("extension/update") == []
    assert front.station("102")["last_name"] != "Brandt"


def test_a_room_is_wiped_after_it_was_shown(front: Front) -> None:
    """With a receipt of what was read to be gone; what cannot be read is not said to be."""
    front.ctl("checkin", "102", "Mr. and Mrs. Ortega", "--again", "--outside")
    code, shown = front.ctl("checkout", "102")
    assert code == 1
    assert shown["rooms"][0]["erases"]["name"] == "Mr. and Mrs. Ortega"
    assert shown["rooms"][0]["erases"]["wake_ups"] == "06:00"
    assert front.pbx.asked("hotel/checkout") == []

    code, done = front.ctl("checkout", "102", "--yes")

    (row,) = done["rooms"]
    assert (code, row["state"]) == (0, "done")
    told = states(row["receipt"])
    assert told.pop("voicemail") == told.pop("call_records") == "unverified"
    assert set(told.values()) == {"done"}
    there = front.station("102")
    assert (there["first_name"], there["last_name"]) == ("", "")
    assert not there["outbound_route_permission"]
    assert front.alarms("102") == []
    room = front.until("102", lambda room: not room["occupied"])
    assert (room["stay"], room["wakeups"]) == (None, [])


def test_a_system_of_the_hotels_own_checks_out(front: Front) -> None:
    """Nothing is wiped, and it is said whose matter it is."""
    front.pbx.do("pms", on=True)

    code, done = front.ctl("checkout", "102,104", "--yes")

    assert code == 1
    assert [row["state"] for row in done["rooms"]] == ["failed", "failed"]
    assert "hotel system" in done["rooms"][0]["why"]
    assert front.station("102")["last_name"] == "Ortega"
    assert front.alarms("104") == ["04:30", "04:40"]


def test_an_answer_that_does_not_come_is_settled_by_reading(front: Front) -> None:
    """The PBX did it: after the wait the room is empty, and what was written down is closed."""
    front.ctl("checkin", "102", "Mr. and Mrs. Ortega", "--again")
    front.pbx.do("fail", endpoint="hotel/checkout", late_s=60, times=1)

    front.ctl("checkout", "102", "--yes")

    room = front.until("102", lambda room: not room["occupied"] and room["stay"] is None)
    assert room["wakeups"] == []
    assert len(front.pbx.asked("hotel/checkout")) == 1


def test_a_room_on_the_phone_is_not_wiped(front: Front) -> None:
    """Until they have hung up."""
    front.pbx.do("guest", extension="205", does="ignore")
    call_id = front.pbx.call("+4930901820", to="205")
    front.pbx.pick_up(call_id, "205")
    front.until("205", lambda room: room["line"] == "busy")

    code, done = front.ctl("checkout", "205", "--yes")

    assert (code, done["rooms"][0]["state"]) == (1, "failed")
    assert "on the phone" in done["rooms"][0]["why"]
    assert front.pbx.asked("hotel/checkout") == []

    front.pbx.gives_up(call_id)
    front.until("205", lambda room: room["line"] == "idle")
    code, done = front.ctl("checkout", "205", "--yes")
    assert (code, done["rooms"][0]["state"]) == (0, "done")


def test_guests_are_remembered_over_a_restart(
    front: Front, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """What the PBX has no place for; and who left meanwhile is not shown as staying."""
    for room in ("205", "206"):
        front.ctl("checkin", room, "Anna Li", "--guest", "Ben", "--language", "zh", "--again")
    front.app.close()
    front.pbx.do("extension", extension="206", first_name="", last_name="")

    front.app = start_app(*as_options(front.pbx, tmp_path / "secret"))
    front.app.online()
    rooms = front.app.ask
    front.app.until("the rooms", lambda _: len(rooms("room", "list")["rooms"]) == ROOMS)

    stay = front.until("205", lambda room: bool(room["stay"] and room["stay"]["confirmed"]))["stay"]
    assert (stay["guests"], stay["language"]) == (["Anna Li", "Ben"], "zh")
    assert front.until("206", lambda room: room["stay"] is None)["guests"] == []
