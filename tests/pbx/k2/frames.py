"""The examples of the fact sheet: as printed, or put together from its tables."""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "frames" / "k2"

_INDEX = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))

EVENTS = tuple(entry["file"].removesuffix(".json") for entry in _INDEX["events"])
ANSWERS = tuple(entry["file"].removesuffix(".json") for entry in _INDEX["answers"])


def text(name: str) -> str:
    """An example as it stands."""
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8").strip()


def value(name: str) -> dict[str, object]:
    """An example as an object."""
    read: dict[str, object] = json.loads(text(name))
    return read


def answer(endpoint: str) -> dict[str, object]:
    """The example of an answer."""
    return value(f"answer-{endpoint}")
