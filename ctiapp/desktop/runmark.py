"""How the last run ended: a mark that stands while the application runs.

It is put up once the instance's lock is held, and taken down at an orderly end. Where it stands at
a start, the run before ended otherwise: a crash, a kill, a power cut. The offer that follows from
it stays until the user has seen to it, over later clean runs as well.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger("ctiapp.app")

_MAX_CHARS = 10_000


@dataclass(frozen=True, slots=True)
class UncleanEnd:
    """A run did not end in order.

    Attributes:
        began_at: when that run began, aware UTC; None where that is not known.
        crashed: it crashed in native code, and left its last words in the crash file.
    """

    began_at: datetime | None
    crashed: bool


def _utc_now() -> datetime:
    return datetime.now(UTC)


class RunMark:
    """The mark of one instance.

    Args:
        path: where it stands; its directory exists.
        now: aware UTC.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = _utc_now) -> None:
        self._path = path
        self._now = now
        self._began_at = ""
        self._unclean: UncleanEnd | None = None

    @property
    def unclean(self) -> UncleanEnd | None:
        """The unclean end that the user has not yet seen to."""
        return self._unclean

    def begin(self, *, crashed: bool) -> None:
        """This run begins; ``crashed``: the crash file of the run before is not empty."""
        kept = self._read()
        if kept.get("running") is True or crashed:
            self._unclean = UncleanEnd(_time(kept.get("began_at")), crashed)
            log.info("the run before did not end in order: %s", "crashed" if crashed else "killed")
        else:
            offer = kept.get("unclean")
            if isinstance(offer, dict):
                self._unclean = UncleanEnd(
                    _time(offer.get("began_at")), offer.get("crashed") is True
                )
        self._began_at = self._now().isoformat(timespec="seconds")
        self._write(running=True)

    def seen_to(self) -> None:
        """The user has saved what there is to save, or does not want to."""
        self._unclean = None
        self._write(running=True)

    def end(self) -> None:
        """This run ends in order."""
        self._write(running=False)

    def _read(self) -> dict[str, object]:
        try:
            with self._path.open(encoding="utf-8") as file:
                kept = json.loads(file.read(_MAX_CHARS))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            # A power cut may leave a half of it: that is the mark of an unclean end, too.
            log.info("the mark of the last run cannot be read: %s", type(error).__name__)
            return {"running": True}
        return kept if isinstance(kept, dict) else {"running": True}

    def _write(self, *, running: bool) -> None:
        offer = None
        if self._unclean is not None:
            began_at = self._unclean.began_at
            offer = {
                "began_at": None if began_at is None else began_at.isoformat(timespec="seconds"),
                "crashed": self._unclean.crashed,
            }
        kept = {"running": running, "began_at": self._began_at, "unclean": offer}
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(kept, file)
            part.replace(self._path)
        except OSError as error:
            # A full disk is no reason not to start, or not to end.
            log.warning("the mark of this run cannot be written: %s", error.strerror)


def _time(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
