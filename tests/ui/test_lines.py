"""Texts cut to their room: whole where they fit, their own direction, never without end."""

from __future__ import annotations

import pytest

from ctiapp.ui import lines as kept
from ctiapp.ui import text, theme
from ctiapp.ui.lines import Lines

pytestmark = pytest.mark.usefixtures("scheme")


def test_what_fits_stays_whole_and_what_does_not_ends_in_an_ellipsis() -> None:
    lines = Lines([theme.font(theme.SCALE.body)])
    room = lines.wide("Ada Lovelace", 0)
    assert lines.cut("Ada Lovelace", 0, room) == "Ada Lovelace"
    short = lines.cut("Ada Lovelace", 0, room // 2)
    assert short != "Ada Lovelace"
    assert text.bare(short).endswith("…")
    assert lines.wide(short, 0) <= room // 2
    assert lines.cut("Ada Lovelace", 0, room) == "Ada Lovelace"


@pytest.mark.parametrize(
    ("shown", "isolated"),
    [
        ("Ada", False),
        ("Zoë Dvořák", False),
        (f"Free · {text.isolate('Sales')}", False),
        ("علي", True),
        ("王小明", True),
        (f"With {text.isolate('علي')}", True),
    ],
)
def test_what_could_turn_its_line_round_keeps_its_direction(shown: str, *, isolated: bool) -> None:
    cut = Lines([theme.font(theme.SCALE.body)]).cut(shown, 0, 500)
    assert text.bare(cut) == text.bare(shown)
    assert (text.FSI in cut) is isolated


def test_a_day_of_names_leaves_no_heap_of_texts() -> None:
    lines = Lines([theme.font(theme.SCALE.body)])
    for number in range(kept.MOST_LINES * 3):
        lines.cut(f"Person number {number}", 0, 40)
        assert len(lines) <= 2 * kept.MOST_LINES
