"""What was done about the wake-up calls of a room, and what became of them: the log, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.model.number import Number
from ctiapp.model.wakes import LogBy, LogKind
from ctiapp.ui import text, words
from ctiapp.ui.hotel.faces import LineFace, Look
from ctiapp.ui.hotel.sideform import SideForm
from ctiapp.ui.hotel.wakewords import clock, day_word
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.wakes import LogLine
    from ctiapp.ui.hotel.wakewords import Facts
    from ctiapp.ui.hotel.work import Bench

MOST = 200
"""So many of the newest lines are read."""
_BAD = frozenset(
    {
        LogKind.FAILED,
        LogKind.NOT_ANSWERED,
        LogKind.BUSY,
        LogKind.UNKNOWN,
        LogKind.UNVOUCHED,
        LogKind.NOT_SET,
        LogKind.ESCALATED,
        LogKind.NOT_WATCHED,
    }
)
_GOOD = frozenset({LogKind.ANSWERED, LogKind.ACKNOWLEDGED})
_BEGUN = frozenset({LogKind.SETTING, LogKind.CHANGING, LogKind.CANCELLING})
"""Kept so that nothing is done without a trace; what became of it has a line of its own."""


class LogWork(QObject):
    """It.

    Args:
        bench: what it stands on.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.place)
        self._bench = bench
        self._number = ""
        self.form = SideForm("", words.word("rooms.log"))
        self.form.closed.connect(lambda: bench.close(self.form))

    @property
    def changed(self) -> bool:
        """Nothing is ever written here."""
        return False

    def stop(self) -> None:
        """There is nothing to end."""

    def open(self, number: str) -> None:
        """Show the log of a room, the newest line first."""
        desk = self._bench.desk()
        if desk is None:
            return
        self._number = number
        self.form.begin(words.word("rooms.log_title", number=number))
        self.form.show_outcome(words.word("rooms.log_reading"), (), fields=False)
        self._bench.show(self.form)
        self._bench.tasks.start(
            desk.wakes.log(Number(number), MOST),
            name="log of a room",
            done=lambda lines: self._on_lines(number, lines),
            failed=lambda error: self.form.show_failure(error.notice()),
        )

    def _on_lines(self, number: str, lines: Sequence[LogLine]) -> None:
        desk = self._bench.desk()
        if desk is None or number != self._number:
            return
        faces = log_faces(lines, self._bench.facts(desk))
        key = "rooms.log_newest" if faces else "rooms.log_empty"
        self.form.show_outcome(words.word(key), faces, fields=False)


def log_faces(lines: Sequence[LogLine], facts: Facts) -> tuple[LineFace, ...]:
    """The log in words; what was only begun is left out where it came to an end."""
    faces = []
    for at, line in enumerate(lines):
        if line.kind in _BEGUN and at and lines[at - 1].wall == line.wall:
            continue
        faces.append(_face(str(at), line, facts))
    return tuple(faces)


def _face(key: str, line: LogLine, facts: Facts) -> LineFace:
    what = words.word(f"rooms.logged_{line.kind.value}")
    wall = line.wall.rpartition(" ")[2]
    seen = facts.wall(line.at)
    parts = [
        words.word("rooms.day_time", day=day_word(seen.date(), facts.today), time=clock(seen)),
        _who(line),
    ]
    if line.kind is LogKind.AGAIN and line.params.get("at"):
        parts.append(words.word("rooms.rung_again", time=line.params["at"]))
    if line.params.get("note"):
        parts.append(text.isolate(line.params["note"], 120))
    tone, shape = "gone", Shape.CIRCLE
    if line.kind in _BAD:
        tone, shape = "stop", Shape.TRIANGLE
    elif line.kind in _GOOD:
        tone, shape = "go", Shape.DOT
    said = " · ".join(part for part in parts if part)
    return LineFace(key, f"{wall} {what}".strip(), said, Look(tone, shape, what))


def _who(line: LogLine) -> str:
    if line.who:
        return text.isolate(line.who)
    return words.word("rooms.log_elsewhere") if line.by is LogBy.ELSEWHERE else ""
