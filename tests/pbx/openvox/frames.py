"""The examples of the fact sheet, verbatim: see ``sources.txt`` beside them."""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "frames" / "openvox"


def lines(name: str) -> list[str]:
    """The examples of one kind, as printed."""
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


EVENTS = lines("events.jsonl")
ANSWERS: list[dict[str, object]] = [json.loads(line) for line in lines("answers.jsonl")]
