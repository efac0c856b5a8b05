"""The middle of a pop."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ctiapp.model.call import Phase
from ctiapp.model.number import Number
from ctiapp.services.callers import CallerLine, LastTalk
from ctiapp.ui import text
from ctiapp.ui.screenpop.callerlines import CallerLines
from ctiapp.ui.screenpop.viewmodel import pop_of
from tests.ui.fakes import card

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def lines(qtbot) -> CallerLines:
    """Nothing is known."""
    made = CallerLines()
    qtbot.addWidget(made)
    return made


def shown(lines: CallerLines, **facts: object) -> list[str]:
    """What can be read for a ring with these facts."""
    lines.show_pop(pop_of(card(phase=Phase.RINGING, **{"trunk": None, **facts})))
    return [text.bare(each.text()) for each in lines.labels if each.isVisibleTo(lines)]


def test_as_whom_to_greet(lines: CallerLines) -> None:
    """The name rather than the number; the number where nothing is set for it."""
    number = Number("5503301")
    assert shown(lines, greet="Acme Dental", did=number) == ["Greet as", "Acme Dental"]
    assert shown(lines, did=number) == ["Called 5503301"]
    assert shown(lines) == []


def test_their_past(lines: CallerLines) -> None:
    """How often, whom they got, and what was noted then."""
    line = CallerLine(3, 2, LastTalk("Maria", datetime.now(UTC)), "wants the invoice again")
    calls, last = shown(lines, caller=line)
    assert calls == "3rd call today, 2 abandoned"
    assert last.startswith("Last spoke to Maria, today ")
    assert last.endswith(": “wants the invoice again”")


def test_the_line_and_what_they_typed(lines: CallerLines) -> None:
    """In one line; who comes back from a slot says so."""
    assert shown(lines, trunk="Main line", digits="2") == ["Line: Main line · Typed 2"]
    (came_back,) = shown(lines, trunk="Main line", came_back=True, slot="6001")
    assert "6001" in came_back


def test_a_long_note_takes_two_lines_at_most(lines: CallerLines) -> None:
    """Nothing is pushed off the pop by it."""
    (last,) = shown(lines, caller=CallerLine(1, 0, None, "word " * 300))
    assert len(last) < 140
    assert last.endswith("…”")
