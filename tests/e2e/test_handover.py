"""The page for the next shift is what the exchange did: on the screen, after a restart, as a PDF.

A busy morning in fast time, on top of calls earlier that day that the PBX wrote down: what ought to
stand on the page is worked out from what the exchange says (`tests.e2e.past`). The exchange tells
whole seconds and a morning in fast time has many short calls: the mean ring and the talk are known
within that.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tests.e2e.conftest import as_options
from tests.e2e.past import Row, figures, hidden, listed, open_people, tail
from tests.e2e.seeing import HOURS, Hand, seeing
from tests.e2e.sheet import AWAY, NOTES, OPEN, WAITS, read
from tests.e2e.test_crash_page import until_there
from tests.e2e.test_history_day import LEARNED_S, ME, TEAM, Day, callers, opened
from tests.paper import text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.sheet import Read
    from tests.e2e.simulated import Pbx

EARLIER = ((0.9, 11, 245), (0.7, 27, 0), (0.5, 4, 1810), (0.3, 8, 62), (0.1, 16, 0))
"""Calls of the day before the application began: how much of the day ago, how long each rang, and
how long they talked; 0: in vain."""
ROUNDED_S = 2
"""By how many seconds what is told of one call may differ from what was."""
EVERYBODY = range(2000, 2024)
PAGE = "Handover"
MOST = 14
"""So many lines has a part of the page at most."""


@dataclass
class Shift:
    """What is to be handed over.

    Attributes:
        day: the calls.
        earlier: those of before, as the exchange was told to have had them.
    """

    day: Day
    earlier: list[Row]

    def rows(self) -> list[Row]:
        """All calls of the day that are over."""
        return [*self.earlier, *self.day.rows()]

    def hours(self) -> list[list[int]]:
        """Of each hour of today, how many calls were answered here, and how many by nobody."""
        found = [[0, 0] for _ in range(24)]
        for row in self.rows():
            at = datetime.fromtimestamp(row.at_s).astimezone()
            if row.incoming and row.fate == "answered":
                found[at.hour][0] += 1
            elif row.incoming and row.fate in ("missed", "voicemail", "abandoned"):
                found[at.hour][1] += 1
        return found

    def bounds(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Between what the mean ring is, and all talk: what is certain, and what may be more."""
        rings = [0.0, 0.0]
        talks = [0.0, 0.0]
        answered = 0
        lines = {call["call_id"]: call["lines"] for call in self.day.archive}
        for row in self.rows():
            taken = row.incoming and row.fate == "answered"
            answered += taken
            mine = [
                line
                for line in lines.get(row.call_id, ())
                if ME in (line["from_number"], line["to_number"])
            ]
            known = row in self.earlier
            ring_s = row.ring_s if known else max((line["ring_s"] for line in mine), default=0)
            talk_s = row.talk_s if known else sum(line["talk_s"] for line in mine)
            spare = 0 if known else ROUNDED_S
            if taken:
                rings[0] += (ring_s or 0) if known else 0
                rings[1] += (ring_s or 0) + spare
            if taken or not row.incoming:
                talks[0] += max(0, (talk_s or 0) - spare)
                talks[1] += (talk_s or 0) + spare
        return (rings[0] / answered - 1, rings[1] / answered), (talks[0], talks[1])


def earlier_today(pbx: Pbx) -> list[Row]:
    """Have the exchange write down calls of today, whatever time it is now."""
    now_s = time.time()
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    passed_s = now_s - midnight.timestamp()
    rows = []
    for number, (share, ring_s, talk_s) in zip(callers(5000, len(EARLIER)), EARLIER, strict=True):
        fate = {"status": "answered"} if talk_s else {"status": "no answer"}
        pbx.do(
            "record",
            **{"from": number, "to": ME, "ago_s": share * passed_s},
            ring_s=ring_s,
            talk_s=talk_s,
            **fate,
        )
        at_s = now_s - share * passed_s
        rows.append(
            Row(
                at_s=at_s,
                ended_s=at_s + ring_s + talk_s,
                who=tail(number),
                incoming=True,
                fate="answered" if talk_s else "missed",
                taken_by=ME if talk_s else None,
                taken_name=None,
                queue=None,
                talk_s=talk_s,
                ring_s=ring_s,
                call_id=f"earlier {number}",
            )
        )
    return rows


def seen(hand: Hand) -> tuple[Read, list[list[int]]]:
    """The page as it stands, gathered anew, and what its picture is drawn of."""
    hand.press("Gather anew")
    page = read(hand.reads(PAGE))
    return page, json.loads(hand.reads(HOURS) or "[]")


def turns_out(shift: Shift, hand: Hand) -> Read:
    """Wait until the page has the figures of the day, hour by hour as well; the page."""
    wanted, hours = figures(shift.rows()), shift.hours()
    deadline = time.monotonic() + LEARNED_S
    while True:
        page, drawn = seen(hand)
        if page.counts == wanted and drawn == hours:
            return page
        if time.monotonic() > deadline:
            shift.day.app.fail(f"{wanted} and {hours}, the page says {page} and {drawn}")


def open_page(app: App, display: Display, place: Path) -> Hand:
    """Go there."""
    hand = Hand(app, display, place)
    display.focus(display.window("Kristin Hale"))
    hand.press("History.*")
    hand.press(PAGE)
    return hand


def is_true(shift: Shift, page: Read, away: dict[str, str], *, began_s: float | None) -> None:
    """Everything on a page but the counts is what the exchange has.

    Args:
        shift: what was.
        page: what stands there.
        away: who is not there by the exchange, and what they say.
        began_s: when both who wait began to, monotonic; None: nobody here saw it.
    """
    (least_ring, most_ring), (least_talk, most_talk) = shift.bounds()
    assert page.ring_s is not None
    assert least_ring <= page.ring_s <= most_ring
    assert page.talk_s is not None
    assert least_talk <= page.talk_s <= most_talk
    slot, held = page.parts[WAITS]
    assert re.search(r"slot 6001 · by you · ", slot), slot
    assert re.search(r"Held · ", held), held
    for line in (slot, held):
        age = line.rpartition(" · ")[2]
        if began_s is None:
            assert re.fullmatch(r"–|\d+:\d\d", age), line
        else:
            minutes, seconds = map(int, age.split(":"))
            assert 0 <= 60 * minutes + seconds <= time.monotonic() - began_s
    rows, archive = shift.rows(), shift.day.archive
    told, told_hidden = listed(shift.day.app.ask("followups")["people"])
    without, known = (hidden(open_people(rows, archive, each)) for each in ((ME,), TEAM))
    assert known[0].items() <= told.items() <= without[0].items()
    people, hide = page.open_people
    assert people.items() <= told.items()
    assert len(people) + hide + page.more_open == len(told) + told_hidden
    assert len(page.parts[OPEN]) <= MOST
    assert page.parts[AWAY] == [f"{name} {says}" for name, says in sorted(away.items())]
    (note,) = page.parts[NOTES]
    assert note.endswith("· Taxi at 7")


def some_are_not_there(pbx: Pbx, app: App) -> dict[str, str]:
    """Two of those one works with; their names, and what they say."""
    for extension in EVERYBODY:
        pbx.do("presence", extension=str(extension), status="available")
    pbx.do("presence", extension="2005", status="lunch")
    pbx.do("presence", extension="2003", status="off_work")
    names = {each["number"]: each["name"] for each in app.ask("find", "200")}
    return {names["2005"]: "At lunch", names["2003"]: "Off work"}


def leaves_work(pbx: Pbx, app: App) -> None:
    """Something is noted of one caller, the next is parked, and the last one is held."""

    def talks(number: str) -> str:
        call = pbx.call(number, ME)
        pbx.pick_up(call, ME)
        app.becomes(call, "talking")
        return call

    noted, parked, kept = callers(6000, 3)
    call = talks(noted)
    app.ask("note", "Taxi at 7")
    pbx.gives_up(call)
    app.becomes(call, "ended")
    talks(parked)
    app.ask("park", slot="6001")
    call = talks(kept)
    app.ask("hold")
    app.becomes(call, "held")


def test_a_shift_is_handed_over_as_it_was(
    pbx: Pbx, start_app: Callable[..., App], display: Display, tmp_path: Path
) -> None:
    """On the screen and in the file, and again after a restart, which saw nothing of it."""
    opened(pbx)
    earlier = earlier_today(pbx)
    options = as_options(pbx, tmp_path / "secret")
    app = start_app(*options, program=seeing)
    app.online()
    shift = Shift(Day(pbx, app), earlier)
    shift.day.plays()
    away = some_are_not_there(pbx, app)
    began_s = time.monotonic()
    leaves_work(pbx, app)

    hand = open_page(app, display, tmp_path / "seen.png")
    page = turns_out(shift, hand)
    is_true(shift, page, away, began_s=began_s)
    file = tmp_path / "handover.pdf"
    hand.press("Save as PDF…")
    display.window("^Save as PDF…$")
    display.key("ctrl+a")
    display.type(str(file))
    display.key("Return")
    until_there(app, file)
    paper = read(text_of(file))
    assert (paper.counts, paper.ring_s, paper.talk_s) == (page.counts, page.ring_s, page.talk_s)
    is_true(shift, paper, away, began_s=began_s)

    app.close()
    app = shift.day.app = start_app(*options, program=seeing)
    app.online()
    hand = open_page(app, display, tmp_path / "again.png")
    again = turns_out(shift, hand)
    assert (again.counts, again.ring_s, again.talk_s) == (page.counts, page.ring_s, page.talk_s)
    is_true(shift, again, away, began_s=None)
