"""What stands on the page, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.number import Number
from ctiapp.services.identify import Identity
from ctiapp.ui import text
from ctiapp.ui.handover.viewmodel import MOST, Sheet, sheet
from tests.ui.fakes import FakeDirectory
from tests.ui.handover.shifts import held_call, quiet, shift, waiting

pytestmark = pytest.mark.usefixtures("english", "qapp")

KNOWN = FakeDirectory(("Dave Harris", "2003"))


def page(facts: object) -> Sheet:
    return sheet(facts, KNOWN.identify, lambda number: {Number("6402"): "Support"}.get(number, ""))  # type: ignore[arg-type]


def told(made: Sheet, section: int) -> list[tuple[str, str]]:
    return [(text.bare(line.who), text.bare(line.what)) for line in made.sections[section].lines]


def test_a_shift() -> None:
    made = page(shift(held=(held_call(),)))

    assert text.bare(made.title) == "Handover · Kristin Hale · 2000"
    assert "2026" in made.moment
    assert [(one.value, one.name) for one in made.figures] == [
        ("34", "Answered"),
        ("2", "By others"),
        ("3", "Missed"),
        ("1", "Gave up"),
        ("12", "Called"),
        ("0:06", "Mean ring"),
        ("1:10:10", "Talk in all"),
    ]
    waits, opened, away, notes = (told(made, at) for at in range(4))
    assert waits == [
        ("13900000002", "slot 6001 · by Dave Harris · 1:00"),
        ("Joseph Goffin", "+1 235-497-8652 · Held · 1:30"),
    ]
    assert opened[0][0] == "Joseph Goffin, 5503301"
    assert opened[0][1].startswith("3× · ")
    assert opened[0][1].endswith(" · Support · wants the bill")
    assert opened[1][0] == "Number withheld"
    assert "later: " in opened[2][1]
    assert away == [("Dave Harris", "At lunch")]
    assert notes[0][0] == "Joseph Goffin, 5503301"
    assert notes[0][1].endswith("Taxi at 7")


def test_where_nothing_can_be_parked_no_heading_speaks_of_it() -> None:
    headings = [page(replace(shift(), parks=parks)).sections[0].heading for parks in (True, False)]
    assert headings == ["Parked and held", "On hold"]


def test_who_has_no_name_is_told_by_what_is_known() -> None:
    """A company; and a name that came without a number."""
    facts = replace(shift(), open=(waiting("4711"), waiting(None, "Eve")))
    made = sheet(facts, lambda number: number and Identity("", "Taxi"), lambda _: "")
    assert [who for who, _ in told(made, 1)] == ["Taxi, 4711", "Eve, Number withheld"]


def test_a_quiet_day_says_so() -> None:
    made = page(quiet())
    assert made.title == "Handover"
    assert all(section.lines == () and section.nobody for section in made.sections)
    assert [one.value for one in made.figures] == ["0", "0", "0", "0", "0", "–", "0:00"]


def test_a_long_list_says_how_much_it_leaves_out() -> None:
    section = page(shift(people=40)).sections[1]
    assert len(section.lines) == MOST - 1
    assert section.more == 43 - (MOST - 1)
    assert page(shift(people=MOST - 3)).sections[1].more == 0


def test_whoever_calls_themselves_so_stays_plain_text() -> None:
    who = page(shift()).sections[1].lines[2].who
    assert "\u202e" not in text.bare(who)
