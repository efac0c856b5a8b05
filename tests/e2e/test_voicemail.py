"""Voicemail at a Cloud PBX: who cannot be reached leaves a message; it is heard, kept, deleted."""

from __future__ import annotations

import importlib.util
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import Office, _apps
from tests.e2e.seeing import Hand, seeing
from tests.e2e.simulated import Pbx
from tests.e2e.test_families import sign_in
from tests.e2e.test_recordings import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

HAS_AUDIO = importlib.util.find_spec("PySide6.QtMultimedia") is not None
ANNA = "5503301"
BEN = "5503302"
CARA = "5503309"


@pytest.fixture
def office(display: Display, tmp_path: Path) -> Iterator[Office]:
    with Pbx("--kind", "cloud", "--extensions", "12") as pbx, _apps(display) as start:
        pbx.do("settings", ring_timeout_s=1, greeting_s=0.5, message_s=3)
        pbx.do("voicemail", extension="2000", on=True)
        app = start(tmp_path / "data", program=seeing)
        app.fine += QUIET
        done = app.ctl(*sign_in(pbx, "cloud"), stdin=pbx.client_secret)
        assert (done.returncode, done.stderr) == (0, "")
        app.online()
        yield Office(pbx, app, display)


@pytest.fixture
def hand(office: Office, tmp_path: Path) -> Hand:
    return Hand(office.app, office.display, tmp_path / "seen.png")


def left(office: Office, caller: str, **more: object) -> list[str]:
    """Somebody leaves a message; who left those that the PBX has now."""
    said = office.pbx.do("message", extension="2000", **{"from": caller, **more})
    return [each["from"] for each in said["messages"]]


def listed(office: Office) -> list[dict[str, Any]]:
    """What ``ctl voicemail list`` says."""
    done = office.app.ctl("--json", "voicemail", "list")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["at"]
    found: list[dict[str, Any]] = told["messages"]
    return found


def open_voicemail(office: Office, hand: Hand) -> None:
    """Go to the place, and there to the page."""
    office.display.focus(office.window)
    office.display.key("ctrl+4" if office.app.status()["queues"] else "ctrl+3")
    hand.press(r"Voicemail.*")


def enter_list(office: Office, hand: Hand) -> None:
    """From the page's name by the keyboard to its newest message."""
    hand.press(r"Voicemail.*")
    office.display.key("Tab")


def test_who_cannot_be_reached_leaves_a_message_that_is_kept_and_deleted(
    office: Office, hand: Hand, tmp_path: Path
) -> None:
    """It comes by itself, wherever the user is; what is deleted is gone at the PBX as well."""
    pbx, app = office.pbx, office.app
    left(office, BEN, ago_s=600)
    assert [each["number"] for each in listed(office)] == [BEN]

    call = pbx.call(ANNA)
    app.pops(call)
    hand.sees(f"New message from \u2068{ANNA}\u2069")  # it rang out, and the caller spoke
    app.quiet()
    new, old = listed(office)
    assert (new["number"], new["new"], old["number"]) == (ANNA, True, BEN)
    assert new["length_s"] > 0

    target = tmp_path / "kept.wav"
    done = app.ctl("voicemail", "save", new["id"], str(target))
    assert (done.returncode, done.stdout) == (0, f"path: {target}\n")
    assert target.read_bytes()[:4] == b"RIFF"
    assert app.ctl("voicemail", "delete", new["id"]).returncode == 1
    assert len(listed(office)) == 2

    open_voicemail(office, hand)
    enter_list(office, hand)
    office.display.key("Delete")
    hand.find("Delete for good")
    office.display.key("Escape", "Delete")
    hand.find("Delete for good")
    office.display.key("shift+Tab", "space")
    hand.sees("1 message · 1 new")
    assert [each["number"] for each in listed(office)] == [BEN]
    (asked,) = pbx.asked("voicemail/delete")
    assert re.fullmatch(r"msg\d{4}\.wav", asked["body"]["voicemailfile"])

    assert sorted(left(office, CARA)) == [BEN, CARA]  # the PBX has it no more

    for caller in (BEN, CARA):
        done = app.ctl("voicemail", "delete", caller, "--yes")
        assert (done.returncode, done.stderr) == (0, "")
    hand.sees("No messages. Whoever cannot reach you and leaves one stands here.")


@pytest.mark.skipif(not HAS_AUDIO, reason="ctiapp[audio] is not installed")
def test_one_is_played_in_the_window(office: Office, hand: Hand, tmp_path: Path) -> None:
    """By the space bar; nothing of it stays on the disk."""
    folder = tmp_path / "data" / "recordings"
    left(office, ANNA, seconds=20)
    open_voicemail(office, hand)
    hand.press("Refresh")
    hand.sees("1 message · 1 new")
    enter_list(office, hand)
    office.display.key("space")
    hand.find("Close the player")
    hand.sees("1 message")  # it was heard
    (sound,) = folder.iterdir()
    assert sound.read_bytes()[:4] == b"RIFF"
    assert sound.stat().st_mode & 0o077 == 0

    assert office.app.ctl("quit").returncode == 0
    office.app.ended()
    assert list(folder.iterdir()) == []
    assert not re.search(r"token=[A-Za-z0-9]", office.app.log_text)


def test_a_pbx_without_messages_has_no_page_of_them(display: Display, tmp_path: Path) -> None:
    with Pbx() as pbx, _apps(display) as start:
        app = start(tmp_path / "data", program=seeing)
        assert app.ctl(*sign_in(pbx, "p-series"), stdin=pbx.client_secret).returncode == 0
        app.online()
        there = Office(pbx, app, display)
        done = app.ctl("--json", "voicemail", "list")
        assert done.returncode == 1
        assert json.loads(done.stdout)["error"]["code"] == "not-supported"
        display.focus(there.window)
        display.key("ctrl+4" if app.status()["queues"] else "ctrl+3")
        hand = Hand(app, display, tmp_path / "seen.png")
        hand.find("Recordings")
        assert not [one for one in hand.buttons() if "Voicemail" in one.name]
