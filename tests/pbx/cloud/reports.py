"""The reports that the Cloud handbook prints, as it prints them; ``l4811-RING.txt`` is of l. 4811.

Two are cut by a page's end: of l. 5177 one party is left, of l. 5689 no keys.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "frames" / "cloud"


def printed() -> dict[str, str]:
    """Every report of the handbook by its name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("l*.txt"))}


def report(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
