"""A day at a busy office in fast time: history, call-backs and handover are what the exchange did.

The exchange plays ``busy-morning`` thirty times as fast; whoever sits here answers some calls at
the phone, lets others ring and refuses a few, and does by hand what a busy morning does not. What
ought to be shown is worked out from what the exchange says of each call (`tests.e2e.past`).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.e2e.conftest import as_options
from tests.e2e.past import (
    differences,
    due,
    figures,
    hidden,
    listed,
    open_people,
    read_figures,
)
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.past import Picture, Row
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

ME = "2000"
TEAM = ("2000", "2001", "2002", "2003", "2004", "2005", "2006", "2007")
"""Whoever serves one of one's own queues."""
QUEUES = ("6400", "6402", "6405", "6406")
RECEPTION, FRONT_DESK = "6400", "6300"
SPEED = 30
PLAYED = 30
"""So many calls from outside come by themselves."""
CALLERS = 60
CONTACTS = range(3, 20)
"""The ids of the contacts that every simulated PBX has: several share a number."""
BOTH_WAYS = 2
"""Each number's calls are asked for as whoever called, and as whoever was called."""
LEARNED_S = 60.0
"""Within this time the PBX was asked for all that it wrote down, on a busy machine too."""


class Day:
    """One day.

    Args:
        pbx: the exchange.
        app: the application that is signed in there.
    """

    def __init__(self, pbx: Pbx, app: App) -> None:
        self.pbx, self.app = pbx, app
        self.unseen: set[str] = set()
        self._rings = 0
        self._decided: set[str] = set()

    # -- the exchange ------------------------------------------------------------------------------

    @property
    def archive(self) -> list[Picture]:
        """How each call went."""
        calls: list[Picture] = self.pbx.do("archive")["calls"]
        return calls

    def rows(self) -> list[Row]:
        """What the history must have."""
        return due(self.archive, ME, QUEUES, self.unseen)

    def plays(self) -> None:
        """Let a busy morning be, with somebody at the phone, until all is quiet again."""
        self.pbx.do("scenario", name="busy-morning", speed=SPEED)
        playing = True
        deadline = time.monotonic() + 3 * PATIENCE_S
        while True:
            state = self.pbx.do("state")
            if not playing and not state["calls"]:
                return
            self._attends(state)
            came = sum(call["direction"] == "inbound" for call in self.archive)
            if playing and came >= PLAYED:
                self.pbx.do("stop_scenario")
                playing = False
            if time.monotonic() > deadline:
                self.app.fail(f"the morning does not end: {state['calls']}")
            self.app.change(0.05)

    def _attends(self, state: Picture) -> None:
        """Answer two rings of five, refuse the fifth; nobody lets a call wait for ever."""
        for call in state["calls"]:
            for leg in call["legs"]:
                if leg["kind"] != "extension" or leg["number"] != ME:
                    continue
                if leg["state"] == "ringing" and leg["channel"] not in self._decided:
                    self._decided.add(leg["channel"])
                    self._rings += 1
                    if state["extensions"].get(ME) == "ringing" and self._rings % 5 in (1, 3):
                        self.pbx.pick_up(call["call_id"], ME)

    # -- by hand -----------------------------------------------------------------------------------

    def hands(self, callers: list[str]) -> list[str]:
        """What a busy morning does not do, one after the other; the ids of these calls."""
        answered, missed, passed_on, mailbox, gave_up, refused, elsewhere = callers
        ids = [self._answers(answered), self._misses(missed)]
        call = self.pbx.call(passed_on, ME)
        self.pbx.pick_up(call, ME)
        self.pbx.do("phone_transfer", extension=ME, number="2001")
        self.pbx.pick_up(call, "2001")
        self.pbx.gives_up(call)
        ids.append(call)
        ids.append(self._leaves_a_message(mailbox))
        call = self.pbx.call(gave_up, RECEPTION)
        self.pbx.gives_up(call)
        ids.append(call)
        call = self.pbx.call(refused, ME)
        self.pbx.do("refuse", extension=ME, call_id=call)
        ids.append(call)
        call = self.pbx.call(elsewhere, FRONT_DESK)
        self.pbx.pick_up(call, "2001")
        self.pbx.gives_up(call)
        ids.append(call)
        ids.append(self._misses(""))
        call = str(self.pbx.do("dial", extension=ME, number="0307000999")["call_id"])
        self.pbx.do("outside_answer", call_id=call)
        self.pbx.do("hangup", extension=ME, call_id=call)
        ids.append(call)
        call = str(self.pbx.do("dial", extension=ME, number="2002")["call_id"])
        self.pbx.do("hangup", extension=ME, call_id=call)
        ids.append(call)
        return ids

    def _answers(self, number: str) -> str:
        call = self.pbx.call(number, ME)
        self.pbx.pick_up(call, ME)
        self.pbx.gives_up(call)
        return call

    def _misses(self, number: str) -> str:
        call = self.pbx.call(number, ME)
        self.pbx.gives_up(call)
        return call

    def _leaves_a_message(self, number: str) -> str:
        """Nobody picks up, and a mailbox takes the call."""
        self.pbx.do("voicemail", extension=ME, on=True)
        self.pbx.do("settings", ring_timeout_s=0.5, greeting_s=0.2, message_s=1.0)
        call = self.pbx.call(number, ME)
        self.ended(call)
        self.pbx.do("voicemail", extension=ME, on=False)
        self.pbx.do("settings", ring_timeout_s=60)
        return call

    def ended(self, call_id: str) -> None:
        """Wait until the exchange has written a call down."""
        deadline = time.monotonic() + PATIENCE_S
        while call_id not in {call["call_id"] for call in self.archive}:
            if time.monotonic() > deadline:
                self.app.fail(f"{call_id} does not end")
            self.app.change(0.05)

    # -- what is shown -----------------------------------------------------------------------------

    def history(self) -> list[Picture]:
        """What ``ctl history`` prints."""
        calls: list[Picture] = self.app.ask("history")["calls"]
        return calls

    def is_true(self, *, colleagues: bool = False, within_s: float = LEARNED_S) -> None:
        """Wait until the history is what was, and who is to be called back.

        Args:
            colleagues: what they did is known as well, as far as it is in nobody's list but theirs.
            within_s: how long it may take.
        """
        rows, archive = self.rows(), self.archive
        asked = len(self.pbx.asked("cdr/search"))
        without = hidden(open_people(rows, archive, (ME,)))
        known = hidden(open_people(rows, archive, TEAM))
        deadline = time.monotonic() + within_s
        while True:
            wrong = differences(rows[-50:], self.history())
            people, hide = listed(self.app.ask("followups")["people"])
            if people.items() - without[0].items() or known[0].items() - people.items():
                wrong.append(f"to call back: {known[0]} to {without[0]}, shown {people}")
            if colleagues and people != known[0]:
                wrong.append(f"to call back: {known[0]}, shown {people}")
            if hide != known[1]:
                wrong.append(f"{known[1]} who hide are to be seen to, shown {hide}")
            if not wrong and (not within_s or self._was_told(asked)):
                return
            if time.monotonic() > deadline:
                self.app.fail("\n".join(wrong))
            self.app.change(0.25)

    def _was_told(self, since: int) -> bool:
        """Whether the PBX was asked for all numbers since then, one's own first."""
        numbers = [
            str(each["params"].get("call_from") or each["params"].get("call_to"))
            for each in self.pbx.asked("cdr/search")[since:]
        ]
        return ME in numbers and numbers[numbers.index(ME) :].count(QUEUES[-1]) == BOTH_WAYS

    def handed_over(self, hand: Hand) -> None:
        """The page for the next shift has the day's figures, once it is gathered anew."""
        wanted = figures(self.rows())
        hand.press("History.*")
        hand.press("Handover")
        deadline = time.monotonic() + PATIENCE_S
        while (read := read_figures(hand.reads("Handover"))) != wanted:
            if time.monotonic() > deadline:
                self.app.fail(f"{wanted}, the page says {read}")
            hand.press("Gather anew")


def callers(first: int, count: int) -> list[str]:
    """Numbers that nobody else calls from."""
    return [f"+4930710{first + index:04}" for index in range(count)]


def opened(pbx: Pbx) -> None:
    """An office whose callers can be told apart, and which writes times in another way."""
    pbx.do("settings", date_format="YYYY/MM/DD", hours=12, zone_min=330)
    for identity in CONTACTS:
        pbx.do("contact", id=identity, remove=True)
    for index, number in enumerate(callers(0, CALLERS)):
        spelt = f"{number[:3]} {number[3:5]} {number[5:]}"
        pbx.do("contact", first_name=f"Caller {index}", numbers=[f"business_number={spelt}"])


def test_a_day(pbx: Pbx, start_app: Callable[..., App], display: Display, tmp_path: Path) -> None:
    """As it was; after a restart; and after a gap in which calls came and went."""
    opened(pbx)
    options = as_options(pbx, tmp_path / "secret")
    app = start_app(*options, program=seeing)
    app.online()
    day = Day(pbx, app)
    day.plays()
    day.hands(callers(1000, 7))
    assert len({row.fate for row in day.rows()}) >= 6
    day.is_true()
    display.focus(display.window("Kristin Hale"))
    day.handed_over(Hand(app, display, tmp_path / "seen.png"))
    before = [call["key"] for call in day.history()]

    app.close()
    app = day.app = start_app(*options, program=seeing)
    app.online()
    day.is_true(within_s=0.0)  # by what was kept: nothing has been asked yet
    assert [call["key"] for call in day.history()] == before
    pbx.do("black_hole", on=True)
    pbx.do("cut")
    app.until("it is a gap", lambda status: status["connection"] == "reconnecting")
    day.unseen |= set(day.hands(callers(2000, 7)))
    pbx.do("black_hole", on=False)
    app.online()
    day.is_true(colleagues=True)
    display.focus(display.window("Kristin Hale"))
    day.handed_over(Hand(app, display, tmp_path / "seen.png"))
