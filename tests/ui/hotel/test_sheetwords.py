"""What stands on the night sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.tools.scenes_hotel import sheet
from ctiapp.ui import text
from ctiapp.ui.hotel.sheetwords import sheet_sections

pytestmark = pytest.mark.usefixtures("english")


def test_nobody_is_missing_and_what_is_red_comes_first() -> None:
    found = {
        text.bare(section.heading): [text.bare(" | ".join(line)) for line in section.lines]
        for section in sheet_sections(sheet())
    }
    assert list(found) == [
        "Not seen to yet",
        "Wake-ups today",
        "Wake-ups tomorrow",
        "Arrivals today",
        "Departures",
    ]
    assert found["Not seen to yet"] == ["106 | 王小明 | today 08:15 · NOT ANSWERED"]
    assert found["Wake-ups today"] == [
        "23:30 | 102 | Ms. Yuki Tanaka | once · 2 snoozes, 5 min | Woken:"
    ]
    assert len(found["Wake-ups tomorrow"]) == 7
    assert found["Wake-ups tomorrow"][1] == (
        "06:00 | 107 | Group Nordlys (1/12) | once · set on its day | Woken:"
    )
    assert found["Arrivals today"] == ["105 | Lukas Brandt, Anna Brandt · Deutsch | checked in"]
    assert [line.rpartition("| ")[2] for line in found["Departures"]] == [
        "should have left Sat 21 Nov",
        "checked out",
        "leaves tomorrow",
    ]


def test_a_quiet_night_has_its_headings_all_the_same() -> None:
    quiet = replace(sheet(), wakes=(), arrivals=(), departures=(), reds=())
    sections = sheet_sections(quiet)
    assert len(sections) == 4
    assert not any(section.lines for section in sections)


def test_an_outcome_that_nobody_knows_is_not_a_crash() -> None:
    before = sheet()
    strange = replace(before, reds=(replace(before.reds[0], outcome="odd"),))
    assert "NOT KNOWN WHETHER WOKEN" in sheet_sections(strange)[0].lines[0][2]
