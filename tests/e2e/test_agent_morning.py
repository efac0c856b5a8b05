"""An agent's morning in the real window: sixty calls, and at no settled moment a wrong picture.

It is played twice, by keys alone and by the pointer alone (`tests.e2e.agent_hands`). The exchange
plays the scenario ``queue``; its time is turned on by hand, so that nobody waits for people who
talk. Every picture is compared with the exchange's own (`tests.e2e.standing`).
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.agent_hands import COLUMN, PANEL, Keys, Mouse
from tests.e2e.conftest import as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing
from tests.e2e.standing import ME, Agent, due, serves_only

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.agent_hands import Hands
    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx
    from tests.e2e.standing import Picture

CALLS = 60
LULL_S = 120.0
"""Longer than it ever takes until the next one calls: then the morning is over."""
SUPPORT = "6402"
STATIC = "6406"
MINE = ("6400", SUPPORT, STATIC)
"""The queues of the morning; in the last one is a static agent."""
STEP_S = 4.0
"""How far time is turned on at once: less than anybody who calls waits."""
LATE_S = 2.0
"""How late the answer comes that contradicts an event."""
REST_S = 1.0
FOUND_S = 12.0
"""Within this time the window finds what no event tells: it asks about each queue every 5 s."""


class Day:
    """One agent's morning.

    Args:
        pbx: the exchange, on which the scenario plays.
        app: the application.
        hands: what the agent works it with.
    """

    def __init__(self, pbx: Pbx, app: App, hands: Hands) -> None:
        self.pbx, self.app, self.hands = pbx, app, hands
        self.agent = Agent(pbx, app)
        self.agent.notice = self.look
        self._last_s = 0.0
        self.came: set[str] = set()
        self.answered = self.held = self.auto_pauses = self.supervised = 0
        self.contradicted = False
        self.state: Picture = {}

    # -- looking -----------------------------------------------------------------------------------

    def look(self, state: Picture | None = None) -> Picture:
        """How everything stands, and who has called."""
        self.state = state or self.pbx.do("state")
        calls = self.state["calls"]
        new = {one["call_id"] for one in calls if one["direction"] == "inbound"} - self.came
        if new or not self._last_s:
            self._last_s = self.state["now"]
            self.came |= new
        return self.state

    @property
    def phone(self) -> str:
        """What one's own phone does."""
        return str(self.state["extensions"].get(ME, "idle"))

    def part(self) -> Picture:
        """Oneself in Support, as the exchange has it."""
        queue = next(one for one in self.state["queues"] if one["queue"] == SUPPORT)
        return next(dict(one) for one in queue["agents"] if one["extension"] == ME)

    @property
    def over(self) -> bool:
        """Whether all have called, and nobody of them is left."""
        left = [one for one in self.state["calls"] if one["direction"] == "inbound"]
        nobody_calls = self.state["now"] - self._last_s > LULL_S
        return (len(self.came) >= CALLS or nobody_calls) and not left

    # -- working -----------------------------------------------------------------------------------

    def turn(self, seconds: float = STEP_S) -> None:
        """Let time pass."""
        self.pbx.do("advance", seconds=seconds)
        self.look()

    def work(self) -> None:
        """Do whatever is to be done now."""
        self.look()
        if self.state["cue"] == "away":
            self.steps_away()
        elif self.phone == "ringing":
            self.takes()
        elif self.part()["paused"]:
            self.finds_the_supervisor_s_pause()
        else:
            self.turn()

    def takes(self) -> None:
        """Answer; now and then hold for a moment; hang up, or they do; then one rests."""
        self.app.until("a ring to answer, or none", lambda now: can_answer(now) or self._lost())
        if self._lost():
            self.agent.settled()
            return
        self.hands.answer(self._lost)
        self._moved_from("ringing")
        status = self.agent.settled()
        if self.phone != "busy":
            return  # they gave up, or a colleague was quicker
        self.answered += 1
        assert status["agent"]["standing"] == "busy"
        if self.answered % 4 == 0:
            self.held += 1
            for state, act in (("held", self.hands.hold), ("talking", self.hands.resume)):
                act(self._gone)
                self.app.until(state, lambda now, s=state: [c["state"] for c in living(now)] == [s])
                self.agent.settled()
        if self.answered % 3 == 0:
            call = next(c for c in self.look()["calls"] if is_mine(c))
            self.pbx.do("caller_hangup", call_id=call["call_id"])
        else:
            self.hands.hang_up(self._gone)
        self._moved_from("busy")
        # A rest is over for both sides at the same time, if nobody turns on only one clock.
        self.agent.until("rested", lambda queues: queues[SUPPORT]["standing"] != "wrap-up")
        self.look()

    def _lost(self) -> bool:
        self.look()
        return self.phone != "ringing"

    def _gone(self) -> bool:
        self.look()
        return self.phone != "busy"

    def _moved_from(self, state: str) -> None:
        """Wait until one's phone does something else."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            self.look()
            if self.phone != state:
                return
            if time.monotonic() > deadline:
                self.app.fail(f"the phone is {state} for ever")
            self.app.change(0.05)

    def pauses(self, digit: str, reason: str) -> None:
        """Paused in all queues, for that; then ready again."""
        self.hands.pause(digit, reason)
        status = self.agent.until(
            reason, lambda queues: all(queue["reason"] == reason for queue in queues.values())
        )
        assert (status["agent"]["standing"], status["agent"]["reason"]) == ("not-ready", reason)
        self.goes_on()

    def goes_on(self) -> None:
        """Ready again, where one is paused: in Support alone, or in all queues."""
        status = self.app.status()
        paused = [queue["name"] for queue in status["queues"] if queue["paused"]]
        self.hands.ready(
            paused[0] if len(paused) == 1 else None,
            automatic=status["agent"]["auto_pause"] is not None,
            anywhere=status["agent"]["standing"] != "not-ready",
        )
        status = self.agent.until(
            "ready", lambda queues: not any(queue["paused"] for queue in queues.values())
        )
        assert status["agent"]["auto_pause"] is None
        self.look()

    # -- what others do to one ---------------------------------------------------------------------

    def steps_away(self) -> None:
        """Let it ring until the queue has paused one; shown with its calls, reason and all."""
        told_before = len(self.app.drain())
        asked_at: datetime | None = None
        while self.state["cue"] == "away":
            if self.phone == "ringing" and self.part()["missed"] == 1 and not self.contradicted:
                self.contradicted = True
                asked_at = self._late_answer()
            self.turn(1.0 if asked_at is None else STEP_S)
        assert self.part()["reason"] == "Auto-Pause"
        status = self.agent.until("told", lambda queues: queues[SUPPORT]["reason"] == "Auto-Pause")
        self.auto_pauses += 1
        told = status["agent"]["auto_pause"]
        assert told["queue"]["number"] == SUPPORT
        assert len(told["calls"]) == 2
        assert {call["id"] for call in told["calls"]} <= self.came
        assert status["agent"]["standing"] == "ready"  # the other queues may ring
        if asked_at is not None:
            self._held_against(asked_at, told_before)
        self.goes_on()

    def _late_answer(self) -> datetime:
        """Have an answer on its way that says one is not paused; when it was seen to be asked for.

        A colleague's missed call makes the application ask for Support's agents next.
        """
        while True:
            begun = len(self.pbx.asked("queue/agent_status"))
            self.pbx.do("fail", endpoint="queue/agent_status", late_s=LATE_S)
            missed = {
                "queue_number": SUPPORT,
                "agent_number": "2005",
                "caller_number": "5503301",
                "call_id": "1.1",
            }
            self.pbx.do("send", frame=json.dumps({"type": 30026, "msg": missed}))
            while len(asked := self.pbx.asked("queue/agent_status")) == begun:
                self.app.change(0.02)
            if asked[begun]["params"]["id"] == "2":
                return datetime.now(UTC)

    def _held_against(self, asked_at: datetime, told_before: int) -> None:
        """The pause was shown before the older answer came, which then changed nothing."""
        shown = [
            (datetime.fromisoformat(one["at"]), one["data"]["paused"])
            for one in self.app.drain()[told_before:]
            if one["kind"] == "queue" and one["data"]["number"] == SUPPORT
        ]
        first_at, _ = next(one for one in shown if one[1])
        assert 0 < (first_at - asked_at).total_seconds() < LATE_S
        assert all(paused for at, paused in shown if at >= first_at), shown

    def finds_the_supervisor_s_pause(self) -> None:
        """Nobody tells it; the window finds it, with its reason."""
        self.supervised += 1
        status = self.agent.until(
            "found", lambda queues: queues[SUPPORT]["reason"] == "Break", FOUND_S
        )
        assert status["agent"]["paused"] == 1
        self.goes_on()


def living(status: Picture) -> list[Picture]:
    """The calls that go on."""
    return [call for call in status["calls"] if call["state"] != "ended"]


def can_answer(status: Picture) -> bool:
    """Whether the phone can be told to take a call."""
    return any("answer" in call["actions"] for call in living(status))


def is_mine(call: dict[str, Any]) -> bool:
    """Whether one's own phone talks in it."""
    legs = [leg for leg in call["legs"] if leg["kind"] == "extension" and leg["number"] == ME]
    return any(leg["state"] == "up" for leg in legs)


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_a_morning(
    by: str, pbx: Pbx, start_app: Callable[..., App], display: Display, tmp_path: Path
) -> None:
    """Sixty calls, two automatic pauses, a supervisor, one's own pauses; never asked too often."""
    serves_only(pbx, *MINE)
    pbx.do("csta", extension=ME, on=True)
    pbx.do("scenario", name="queue")
    pbx.do("queue", queue=SUPPORT, wrap_up_s=REST_S)
    for number in ("6400", "6406"):
        pbx.do("queue", queue=number, wrap_up_s=0.0)
    app = start_app(*as_options(pbx, tmp_path / "secret"), program=seeing)
    app.online()
    display.focus(display.window("Kristin Hale"))
    hands = Keys(display) if by == "keyboard" else Mouse(app, display, tmp_path / "seen.png")
    day = Day(pbx, app, hands)
    day.agent.settled()
    day.agent.knows_reasons()
    assert set(due(day.look())) == set(MINE)
    own = {5: ("1", "Lunch"), 50: ("3", "Wrap up")}

    while not day.over:
        day.work()
        now = next((at for at in own if at <= len(day.came)), None)
        if now is not None and day.state["cue"] == "" and day.phone == "idle":
            day.pauses(*own.pop(now))

    day.agent.settled()
    assert len(day.came) == CALLS
    assert (day.auto_pauses, day.supervised, day.contradicted, own) == (2, 1, True, {})
    assert day.answered >= 10
    assert day.held >= 2
    day.agent.polite(from_sign_in=True)
    app.painted(tmp_path / "evening.png")


# --- every button --------------------------------------------------------------------------------

BANNER = "Support paused you"


def test_an_hour_by_mouse(
    pbx: Pbx, start_app: Callable[..., App], display: Display, tmp_path: Path
) -> None:
    """Every button of an agent once: chips, panel, column, banner; no key is pressed."""
    serves_only(pbx, SUPPORT, STATIC)
    pbx.do("agents", queue=SUPPORT, agents=[ME])
    pbx.do("queue", queue=SUPPORT, max_missed=1, agent_timeout_s=2.0, wrap_up_s=30.0)
    app = start_app(*as_options(pbx, tmp_path / "secret"), program=seeing)
    app.online()
    agent = Agent(pbx, app)
    hand = Hand(app, display, tmp_path / "seen.png")
    agent.settled()
    agent.knows_reasons()

    def clicks(name: str, within: str, true: Callable[[dict[str, Picture]], bool]) -> Picture:
        hand.press(name, within)
        return agent.until(name, true)

    # Header and panel: in all queues, with a reason; the column's button: ready again.
    hand.press("Ready")
    clicks("Pause: Lunch", PANEL, lambda now: all(q["reason"] == "Lunch" for q in now.values()))
    clicks("Ready", COLUMN, lambda now: all(q["standing"] == "ready" for q in now.values()))
    # One queue's own button, and its switch; a static agent has none that can be used.
    clicks("Pause in Support", COLUMN, lambda now: now[SUPPORT]["paused"])
    assert due(pbx.do("state"))[STATIC]["paused"] is False
    clicks("Ready in Support", COLUMN, lambda now: not now[SUPPORT]["paused"])
    clicks("Logged in to Support", COLUMN, lambda now: not now[SUPPORT]["logged_in"])
    clicks("Log in to all", COLUMN, lambda now: now[SUPPORT]["logged_in"])
    clicks("Log out of all", COLUMN, lambda now: not now[SUPPORT]["logged_in"])
    assert due(pbx.do("state"))[STATIC]["logged_in"] is True
    (fixed,) = [one for one in hand.buttons() if one.name == "Logged in to Guest relations"]
    assert not fixed.ready
    clicks("Logged in to Support", COLUMN, lambda now: now[SUPPORT]["logged_in"])
    # Presence.
    hand.press("My presence: Available")
    hand.press("Away", "My presence")
    app.until("away", lambda now: now["presence"] == "away")
    # The PBX's own pause, and its banner.
    missed = pbx.call("5503302", SUPPORT)
    agent.until("paused by the PBX", lambda now: now[SUPPORT]["reason"] == "Auto-Pause")
    pbx.gives_up(missed)
    status = clicks("Ready", BANNER, lambda now: not now[SUPPORT]["paused"])
    assert status["agent"]["auto_pause"] is None
    # A talk, a rest, and enough of it.
    pbx.do("queue", queue=SUPPORT, agent_timeout_s=60.0)
    pbx.do("csta", extension=ME, on=True)
    call = pbx.call("5503302", SUPPORT)
    app.becomes(call, "ringing")
    clicks("Answer", "Calls", lambda now: now[SUPPORT]["standing"] == "busy")
    status = clicks("Hang up", "Calls", lambda now: now[SUPPORT]["standing"] == "wrap-up")
    assert status["agent"]["wrap_up_ends"] is not None
    clicks("Ready now", "", lambda now: now[SUPPORT]["standing"] == "ready")
    # Somebody else pauses one; who finds it, ends it.
    pbx.do("agent", extension=ME, operation="pause", queue=SUPPORT, reason="Training")
    agent.until("found", lambda now: now[SUPPORT]["reason"] == "Training", FOUND_S)
    clicks("Ready in Support", COLUMN, lambda now: not now[SUPPORT]["paused"])

    assert [each["operation"] for each in agent.asked("agent/pause")] == [
        *("pause", "unpause", "pause", "unpause", "unpause", "unpause", "unpause"),
    ]
    assert [each["operation"] for each in agent.asked("agent/login")] == [
        *("logout", "login", "logout", "login"),
    ]
    agent.polite(from_sign_in=True)
