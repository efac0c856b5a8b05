"""What a user attaches to a report: a few text files, all shown before they are saved.

Each is made as text first, so that what is shown is exactly what is written. No secret is in any of
them: the log and the crash file have none, the settings never hold one, recordings are redacted,
and all of it passes the redaction once more.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Protocol

from ctiapp.log import without_secrets
from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ctiapp.services.diagnostics import Diagnostics, Health
    from ctiapp.services.recent import Recent

LOG_BYTES = 200_000
"""How much of the end of the log is taken."""
SETTINGS_BYTES = 200_000
_LIBRARIES = ("PySide6-Essentials", "qasync", "httpx", "websockets", "msgspec", "keyring")
# An address that is opened, or a program's argument, may have a key to the customer's page in it.
_HIDDEN_SETTINGS = frozenset({"client_id", "pop_actions"})


@dataclass(frozen=True, slots=True)
class DiagnosticFile:
    """One file of a report.

    Attributes:
        name: in the archive.
        text: all of it.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files lie that are taken from the disk.

    Attributes:
        log: the log.
        crash: what the interpreter wrote in the last crash.
        settings: the settings.
    """

    log: Path
    crash: Path
    settings: Path


class LastRun(Protocol):
    """How the run before ended (`ctiapp.desktop.runmark.RunMark`)."""

    @property
    def unclean(self) -> object | None:
        """What there is to offer; None where the run ended in order, or the user has seen to it."""

    def seen_to(self) -> None:
        """The user has saved what there is to save, or does not want to."""


@dataclass(frozen=True, slots=True)
class DiagnosticSources:
    """What the window's diagnostics stand on, in one hand: filled by the composition root.

    Attributes:
        version: of the application.
        diagnostics: how it does.
        recent: the last minutes of the event stream.
        places: where the files lie that go into a report.
        last_run: how the run before ended.
    """

    version: str
    diagnostics: Diagnostics
    recent: Recent
    places: Places
    last_run: LastRun


def collect(
    version: str, health: Health, places: Places, recording: str | None
) -> tuple[DiagnosticFile, ...]:
    """Make the files; what is missing or cannot be read is said in its place. Reads the disk.

    Args:
        version: of the application.
        health: how it does.
        places: where the files lie.
        recording: the last minutes of the event stream; None where they are not kept.
    """
    found = [
        DiagnosticFile("diagnostics.json", _json(facts(version, health))),
        DiagnosticFile("environment.json", _json(environment(version))),
        DiagnosticFile("settings.json", _settings(places.settings)),
        DiagnosticFile("log.txt", _tail(places.log, LOG_BYTES) or ""),
    ]
    crash = _tail(places.crash, LOG_BYTES)
    if crash is not None:
        found.append(DiagnosticFile("crash.txt", crash))
    if recording is not None:
        found.append(DiagnosticFile("capture.jsonl", recording))
    return tuple(DiagnosticFile(one.name, without_secrets(one.text)) for one in found)


def write_archive(path: Path, files: Iterable[DiagnosticFile]) -> None:
    """Write them into one zip file that only its owner can read; whole, or not at all.

    Raises:
        StorageError: key ``diagnostics.file``: it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
            for one in files:
                out.writestr(one.name, one.text)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StorageError(f"{path}: {error.strerror}", key="diagnostics.file") from error


def facts(version: str, health: Health) -> dict[str, object]:
    """How the application does, as plain values."""
    status, latencies = health.status, health.latencies
    pbx = None
    if status.pbx is not None:
        pbx = {
            "kind": status.pbx.kind,
            "url": status.pbx.url,
            "sn": status.pbx.sn,
            "firmware": status.pbx.firmware,
        }
    return {
        "version": version,
        "at": health.at.isoformat(timespec="seconds"),
        "connection": status.state.value,
        "pbx": pbx,
        "link": [
            {
                "at": move.at.isoformat(timespec="seconds"),
                "state": move.state.value,
                "reason": move.reason,
                "code": move.code,
            }
            for move in health.moves
        ],
        "event_to_paint_ms_today": {
            "count": latencies.count,
            "p50": latencies.p50_ms,
            "p95": latencies.p95_ms,
            "p99": latencies.p99_ms,
        },
        "token_age_s": _rounded(health.token_age_s),
        "token_ends_in_s": _rounded(health.token_ends_s),
        "pbx_clock_ahead_s": _rounded(health.clock_ahead_s),
        "events": dict(health.events),
        "repairs": health.repairs,
    }


def environment(version: str) -> dict[str, object]:
    """What it runs on."""
    return {
        "ctiapp": version,
        "python": sys.version.split()[0],
        "system": platform.platform(),
        "qt_platform": os.environ.get("QT_QPA_PLATFORM"),
        "session": os.environ.get("XDG_SESSION_TYPE"),
        "libraries": {name: _version_of(name) for name in _LIBRARIES},
    }


def _version_of(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _settings(path: Path) -> str:
    text = _tail(path, SETTINGS_BYTES)
    if text is None:
        return ""
    try:
        return _json(_less(json.loads(text)))
    except (ValueError, RecursionError):
        return "(the settings file cannot be read)\n"


def _less(value: object) -> object:
    """The same without what tells who signs in as which API client, and without others' keys."""
    if isinstance(value, dict):
        return {
            key: "[redacted]" if key in _HIDDEN_SETTINGS else _less(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_less(inner) for inner in value]
    return value


def _tail(path: Path, size: int) -> str | None:
    """The end of a file, from the beginning of a line; None where there is none."""
    try:
        with path.open("rb") as file:
            length = file.seek(0, os.SEEK_END)
            file.seek(max(0, length - size))
            data = file.read(size)
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"(cannot be read: {error.strerror})\n"
    if length > size:
        data = data.partition(b"\n")[2]
    return data.decode("utf-8", "replace")


def _rounded(value: float | None) -> int | None:
    return None if value is None else round(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
