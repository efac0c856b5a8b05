"""The page for the next shift, as a person reads it: on the screen, or in the PDF it was saved as.

Both are the same text: a line each for the figures and their names, then headings with lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.e2e.past import read_figures, tail

WAITS, OPEN, AWAY, NOTES = "Parked and held", "To call back", "Not there", "Notes of today"
NOBODY = ("Nobody waits.", "Nobody is left to be called back.", "Everybody is there.")
_MARKS = re.compile("[\u2066-\u2069\u200e\u200f]")


@dataclass
class Read:
    """A page that was read.

    Attributes:
        counts: the numbers of the day, by their names.
        ring_s, talk_s: the mean ring and all talk.
        parts: what stands under each heading.
    """

    counts: dict[str, int]
    ring_s: int | None
    talk_s: int | None
    parts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def open_people(self) -> tuple[dict[str, int], int]:
        """Who is to be called back and how often they tried; and how many lines name nobody."""
        known: dict[str, int] = {}
        hidden = 0
        for line in self.parts[OPEN]:
            told = re.fullmatch(r"(?:.*, )?([+\d ()/-]+?)\s+(\d+)× · .*", line)
            if told is None:
                hidden += line.startswith("Number withheld")
            else:
                known[tail(told[1])] = int(told[2])
        return known, hidden

    @property
    def more_open(self) -> int:
        """How many more there are than have room."""
        told = [re.fullmatch(r"and (\d+) more", line) for line in self.parts[OPEN]]
        return sum(int(each[1]) for each in told if each is not None)


def read(text: str) -> Read:
    """Read a page."""
    lines = [" ".join(line.split()) for line in _MARKS.sub("", text).splitlines()]
    whole = "\n".join(lines)
    found = Read(read_figures(whole), _seconds(whole, "Mean ring"), _seconds(whole, "Talk in all"))
    part: list[str] = []
    for line in lines:
        if line in (WAITS, OPEN, AWAY, NOTES):
            part = found.parts.setdefault(line, [])
        elif line and line not in NOBODY:
            part.append(line)
    return found


def _seconds(text: str, name: str) -> int | None:
    """A length of time that stands right before its name."""
    told = re.search(rf"(\d[\d:]*)\s+{name}\b", text)
    if told is None:
        return None
    seconds = 0
    for part in told[1].split(":"):
        seconds = 60 * seconds + int(part)
    return seconds
