"""What a user attaches to a report: exactly what was shown, and no secret in it."""

from __future__ import annotations

import json
import stat
import zipfile
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ctiapp.log import redact
from ctiapp.model.errors import StorageError
from ctiapp.model.notice import Notice
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.services.diagnosticfiles import (
    LOG_BYTES,
    DiagnosticFile,
    Places,
    collect,
    write_archive,
)
from ctiapp.services.diagnostics import Health, LinkMove, latencies_of
from tests.services.fakes import INFO

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HEALTH = Health(
    NOW,
    ConnectionStatus(Connection.ONLINE, pbx=INFO),
    (LinkMove(NOW, Connection.RECONNECTING, Notice.of("error.link_lost", code="1006")),),
    latencies_of(Counter({4.0: 99, 20.0: 1})),
    61.4,
    1738.6,
    -3.2,
    (("CallReported", 12),),
    2,
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Where the files would lie; none is there."""
    return Places(tmp_path / "ctiapp.log", tmp_path / "crash.txt.last", tmp_path / "settings.json")


def made(places: Places, recording: str | None = None) -> dict[str, str]:
    """The files by their names."""
    return {one.name: one.text for one in collect("1.2.3", HEALTH, places, recording)}


def test_the_facts_are_all_there(places: Places) -> None:
    """As plain values that anybody can read."""
    files = made(places)
    assert list(files) == ["diagnostics.json", "environment.json", "settings.json", "log.txt"]
    told = json.loads(files["diagnostics.json"])
    assert told["event_to_paint_ms_today"] == {"count": 100, "p50": 4.0, "p95": 4.0, "p99": 4.0}
    assert (told["token_age_s"], told["token_ends_in_s"]) == (61, 1739)
    assert (told["pbx_clock_ahead_s"], told["repairs"]) == (-3, 2)
    assert told["link"] == [
        {
            "at": "2026-03-02T09:30:00+00:00",
            "state": "reconnecting",
            "reason": "error.link_lost",
            "code": "1006",
        }
    ]
    assert json.loads(files["environment.json"])["ctiapp"] == "1.2.3"


def test_no_secret_is_in_any_of_them(places: Places) -> None:
    """Whatever stood in the files on the disk."""
    forget = redact("s3cr3t-of-the-client")
    places.log.write_text("GET /call?access_token=abcdef1234 s3cr3t-of-the-client\n", "utf-8")
    places.crash.write_text("Fatal Python error: s3cr3t-of-the-client\n", "utf-8")
    profiles = [{"name": "office", "client_id": "uN1qu3", "url": "https://pbx.example.com"}]
    actions = [{"name": "CRM", "url": "https://crm.example.com/?key=k3y0fcrm&n={number}"}]
    held = {"profiles": profiles, "token": "zzzzyyyy", "pop_actions": actions}
    places.settings.write_text(json.dumps(held), "utf-8")
    files = made(places, '{"frame": "s3cr3t-of-the-client"}\n')
    forget()

    whole = "".join(files.values())
    for secret in ("s3cr3t", "abcdef1234", "uN1qu3", "zzzzyyyy", "k3y0fcrm"):
        assert secret not in whole
    assert "https://pbx.example.com" in files["settings.json"]
    assert files["crash.txt"].startswith("Fatal Python error")
    assert files["capture.jsonl"] == '{"frame": "[redacted]"}\n'


def test_of_the_log_the_end_is_taken(places: Places) -> None:
    """From the beginning of a line."""
    lines = [f"line {number:06}" for number in range(LOG_BYTES // 10)]
    places.log.write_text("\n".join(lines) + "\n", "utf-8")
    text = made(places)["log.txt"]
    assert len(text) <= LOG_BYTES
    assert text.splitlines()[-1] == lines[-1]
    assert text.splitlines()[0] in lines


def test_settings_that_cannot_be_read_are_said_to_be(places: Places) -> None:
    """And left out: nobody knows what they hold."""
    places.settings.write_text("{ my secret", "utf-8")
    assert made(places)["settings.json"] == "(the settings file cannot be read)\n"


def test_a_directory_in_the_place_of_a_file_costs_only_that_file(places: Places) -> None:
    """The rest is there."""
    places.log.mkdir()
    assert "cannot be read" in made(places)["log.txt"]


def test_what_is_saved_is_what_was_shown(tmp_path: Path) -> None:
    """For its owner alone."""
    path = tmp_path / "report.zip"
    files = (DiagnosticFile("a.txt", "eins\n"), DiagnosticFile("b.txt", "王小明\n"))
    write_archive(path, files)

    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    assert found == {"a.txt": "eins\n", "b.txt": "王小明\n"}
    assert not stat.S_IMODE(path.stat().st_mode) & 0o077
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    """Nothing half-written is left behind."""
    with pytest.raises(StorageError) as caught:
        write_archive(tmp_path / "nowhere" / "report.zip", ())
    assert caught.value.key == "diagnostics.file"
    (tmp_path / "taken").mkdir()
    with pytest.raises(StorageError):
        write_archive(tmp_path / "taken", (DiagnosticFile("a", "b"),))
    assert [one.name for one in tmp_path.iterdir()] == ["taken"]
