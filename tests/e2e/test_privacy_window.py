"""Privacy in the real window: how long things are kept, one number forgotten, one's data exported.

Each by hand and by keyboard alone; what the files say afterwards is what counts.
"""

from __future__ import annotations

import csv
import io
import json
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.simulated import Pbx
from tests.e2e.window_sight import Desk, sight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

OLD = "5507788"
"""Who called before this desk was there: the PBX's list alone knows them."""
NOTE = '=HYPERLINK("http://evil.example","open")'


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests here, whose PBX has a past."""
    place = tmp_path_factory.mktemp("privacy")
    with Pbx() as pbx, _apps(display) as start:
        pbx.do("record", **{"from": OLD, "to": "2000", "ago_s": 3600})
        app = start(place / "data", *as_options(pbx, place / "secret"), program=sight)
        app.online()
        yield Office(pbx, app, display)


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    """On the page of the settings, at its beginning."""
    office.display.key("Escape", "Escape", "ctrl+1", "ctrl+5")
    desk = Desk(office.app, office.display, tmp_path / "seen.png")
    desk.until("the settings", lambda now: "Keep calls" in str(now["things"]))
    return desk


def until(office: Office, what: str, true: Callable[[], bool]) -> None:
    """Wait until a file, or an answer, is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        if time.monotonic() > deadline:
            office.app.fail(f"waited in vain for: {what}")


def set_(office: Office, name: str) -> object:
    """What the file of the settings says."""
    file = office.app.data_dir / "settings.json"
    return json.loads(file.read_text(encoding="utf-8")).get(name) if file.exists() else None


def past(office: Office, number: str) -> list[dict[str, Any]]:
    """The calls of the past with a number."""
    return [one for one in office.app.ask("history")["calls"] if one["number"] == number]


def called(office: Office, number: str, note: str = "") -> None:
    """Somebody called, and was written down."""
    call_id = office.pbx.call(number)
    office.app.becomes(call_id, "ringing")
    if note:
        assert office.app.ctl("note", note, call_id).returncode == 0
    office.pbx.gives_up(call_id)
    office.app.becomes(call_id, "ended")
    until(office, f"the call of {number}", lambda: bool(past(office, number)))


# --- how long ------------------------------------------------------------------------------------


def test_how_long_calls_are_kept_is_set_by_keys(office: Office, desk: Desk) -> None:
    desk.reach("box", "Keep calls")
    office.display.key("Home")
    until(office, "a week", lambda: set_(office, "keep_calls_days") == 7)
    office.display.key("End")
    until(office, "for ever", lambda: set_(office, "keep_calls_days") == 0)


def test_how_long_notes_are_kept_is_set_by_hand(office: Office, desk: Desk) -> None:
    """The page is scrolled to it, the list opened and a line of it clicked."""
    to(desk, "box", "Keep notes")
    desk.click("box", "Keep notes")
    desk.click("row", "30 days")
    until(office, "a month", lambda: set_(office, "keep_notes_days") == 30)


def to(desk: Desk, kind: str, name: str) -> None:
    """Turn the wheel over the page until that can be seen."""
    above = desk.find("field", "Search and call, F2")
    for _ in range(60):
        if any(each.name == name and each.ready for each in desk.things() if each.kind == kind):
            return
        desk._display.xdo("mousemove", "--sync", str(above.x), str(above.y + 300))
        desk._display.xdo("click", "--repeat", "2", "5")
    desk.find(kind, name)


# --- one number ----------------------------------------------------------------------------------


def test_a_number_is_forgotten_by_keys(office: Office, desk: Desk) -> None:
    """It is said how much is kept; the answer that changes nothing has the keyboard."""
    called(office, "5503377", NOTE)
    called(office, "5503376")
    desk.reach("field", "Forget a number")
    office.display.type("5503377")
    office.display.key("Return")
    said = desk.find("text", "Delete what is kept about 5503377.*").name
    assert "Calls: 1, notes: 1, choices: 0." in said
    office.display.key("Escape")
    desk.until(
        "no question", lambda now: not any("Delete what" in t["name"] for t in now["things"])
    )
    assert past(office, "5503377")

    desk.reach("field", "Forget a number")
    office.display.key("Return")
    desk.find("button", "Delete")
    desk.reach("button", "Delete", "shift+Tab")
    office.display.key("space")
    until(office, "nothing of 5503377", lambda: not past(office, "5503377"))
    assert past(office, "5503376")
    desk.until("an empty field", lambda now: _typed(now) == "")
    assert b"5503377" not in (office.app.data_dir / "history.sqlite").read_bytes()


def _typed(now: dict[str, Any]) -> str:
    fields = (each for each in now["things"] if each["kind"] == "field")
    return next(str(each["value"]) for each in fields if each["name"] == "Forget a number")


def test_a_number_that_the_pbx_alone_knew_is_forgotten_by_hand(office: Office, desk: Desk) -> None:
    """The cross keeps it; Delete takes it out, and the PBX does not tell it anew."""
    until(office, "the past", lambda: bool(past(office, OLD)))
    to(desk, "field", "Forget a number")
    for answer in ("Close", "Delete"):
        desk.click("field", "Forget a number", times=3)
        office.display.type(OLD)
        desk.click("button", "Forget…")
        said = desk.find("text", f"Delete what is kept about {OLD}.*").name
        assert "Calls: 1, notes: 0" in said
        desk.click("button", answer)
        if answer == "Close":
            desk.until("no question", lambda now: _typed(now) == OLD)
            assert past(office, OLD)
    until(office, "nothing of it", lambda: not past(office, OLD))


def test_of_a_number_that_left_no_trace_it_is_said(office: Office, desk: Desk) -> None:
    desk.reach("field", "Forget a number")
    office.display.key("ctrl+a")
    office.display.type("5500000")
    office.display.key("Return")
    desk.find("text", "Nothing is kept about 5500000.")


# --- one's own data ------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["hand", "keys"])
def test_ones_own_data_is_exported(office: Office, desk: Desk, tmp_path: Path, way: str) -> None:
    """The archive has the call, the note (which commands no spreadsheet), and no secret."""
    number = f"550336{len(way)}"
    called(office, number, NOTE)
    file = tmp_path / "mine.zip"
    if way == "hand":
        to(desk, "button", "Export my data…")
        desk.click("button", "Export my data…")
    else:
        desk.reach("button", "Export my data…")
        office.display.key("space")
    dialog = office.display.window("Export my data")
    office.display.focus(dialog)
    office.display.key("ctrl+a")
    office.display.type(str(file))
    if way == "hand":
        desk.click("button", "Save")
    else:
        office.display.key("Return")
    until(office, "the archive", file.exists)
    desk.until("where it is", lambda now: f"Saved: {file}" in str(now["things"]))

    assert not file.stat().st_mode & 0o077
    with zipfile.ZipFile(file) as archive:
        kept = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert {"calls.csv", "notes.csv", "contacts.csv", "people.json", "settings.json"} <= kept.keys()
    assert number in kept["calls.csv"]
    notes = list(csv.DictReader(io.StringIO(kept["notes.csv"])))
    assert "'" + NOTE in [line["text"] for line in notes if line["number"] == number]
    assert json.loads(kept["settings.json"])["keep_calls_days"] == 0
    secret = office.pbx.client_secret
    assert not any(secret in text for text in kept.values())
