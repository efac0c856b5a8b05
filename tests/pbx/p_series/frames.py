"""The handbook's examples, as printed and, where that is broken, as meant."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "frames" / "p_series"


@dataclass(frozen=True)
class Example:
    """One example of the handbook, or of an event that only later firmware has (no ``lines``).

    ``event`` is an event's number, or None for an answer; then ``endpoint`` is whose.
    """

    name: str
    lines: tuple[int, ...]
    event: int | None
    endpoint: str | None
    fixed: str | None

    @property
    def printed(self) -> str:
        return (FOLDER / self.name).read_text(encoding="utf-8")

    @property
    def meant(self) -> str:
        return self.printed if self.fixed is None else self._read(self.fixed)

    def _read(self, name: str) -> str:
        return (FOLDER / name).read_text(encoding="utf-8")


def _all() -> list[Example]:
    index = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    return [
        Example(
            entry["file"],
            tuple(entry.get("lines", ())),
            entry.get("event"),
            entry.get("endpoint"),
            entry.get("fixed"),
        )
        for entry in index["frames"]
    ]


EXAMPLES = _all()
EVENTS = [example for example in EXAMPLES if example.event is not None]


def answer(name: str) -> dict[str, object]:
    """Return the body of an answer as it is meant."""
    (example,) = (each for each in EXAMPLES if each.name == f"answer-{name}.txt")
    value: dict[str, object] = json.loads(example.meant.removeprefix("HTTP/1.1 200 OK\n"))
    return value
