"""How one stands in each queue, worked out from what the exchange itself says.

Written anew from the documents, with nothing of the application's: a misreading must not agree with
itself. What the exchange cannot tell is left out: since when, and who waits as of which question.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from tests.e2e.programs import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.application import App
    from tests.e2e.simulated import Pbx

Picture = dict[str, Any]

ME = "2000"
MY_ID = "39"
"""The PBX's own number of that extension."""
IDS = {"6400": "1", "6402": "2", "6405": "3", "6406": "4"}
"""The PBX's own numbers of the queues."""
TALKS = (2, 4, 5)
"""``call_status`` of one who talks: also on hold, also while another call rings."""
GLANCE_S = 0.1


def due(state: Picture, me: str = ME) -> dict[str, Picture]:
    """What must be shown of each of one's own queues, by their numbers."""
    found: dict[str, Picture] = {}
    for queue in state["queues"]:
        mine = next((agent for agent in queue["agents"] if agent["extension"] == me), None)
        if mine is not None:
            found[queue["queue"]] = {
                "logged_in": mine["logged_in"],
                "paused": mine["paused"],
                "reason": (mine["reason"] or None) if mine["paused"] else None,
                "type": "dynamic" if mine["dynamic"] else "static",
                "standing": _standing(mine),
                "pending": [],
                "after_call": None,
            }
    return found


def _standing(agent: Picture) -> str:
    if not agent["logged_in"]:
        return "logged-off"
    if agent["call_status"] in TALKS:
        return "busy"
    if agent["paused"]:
        return "not-ready"
    return "wrap-up" if agent["wrap_up_left_s"] > 0 else "ready"


def overall(queues: dict[str, Picture]) -> Picture:
    """Oneself over all of them."""
    standings = [queue["standing"] for queue in queues.values()]
    order = ("busy", "wrap-up", "ready", "not-ready", "logged-off")
    standing = next(word for word in order if word in standings)
    reasons = {queue["reason"] for queue in queues.values() if queue["paused"]}
    inside = [queue for queue in queues.values() if queue["logged_in"]]
    return {
        "standing": standing,
        "reason": reasons.pop() if standing == "not-ready" and len(reasons) == 1 else None,
        "logged_in": len(inside),
        "paused": sum(queue["paused"] for queue in inside),
        "total": len(queues),
        "pending": [],
        "after_call": None,
    }


def differences(state: Picture, status: Picture, me: str = ME) -> list[str]:
    """Where the picture is wrong, one line each; empty where it is true."""
    wanted = due(state, me)
    shown = {queue["number"]: queue for queue in status["queues"]}
    wrong = [] if list(shown) == sorted(wanted) else [f"{sorted(wanted)}, shown {list(shown)}"]
    for number, picture in wanted.items():
        wrong += _unlike(number, picture, shown.get(number, {}))
    return wrong + _unlike("agent", overall(wanted), status["agent"] or {})


def _unlike(who: str, wanted: Picture, shown: Picture) -> list[str]:
    return [
        f"{who}: {what} is {true!r}, shown is {shown.get(what)!r}"
        for what, true in wanted.items()
        if shown.get(what) != true
    ]


POLLS = (
    *("queue/list", "queue/get", "queue/agent_status", "queue/call_status"),
    "queue_pause_reason/list",
)
"""What is asked again and again of queues and agents; commands are none of them."""
JITTER_S = 1.5
"""By how much a busy machine may bring two requests closer together than they were sent: that they
are sent a second apart, to the moment, is tried on a clock that stands still (the pacer's tests).
"""


def hurried(requests: list[Picture]) -> list[str]:
    """Where polls came faster than one a second, however few or many one looks at together."""
    # In any stretch: so many polls after its first one need as many seconds.
    most, count, begun, found = float("-inf"), 0, 0, []
    names: list[str] = []
    for each in requests:
        if each["endpoint"] not in POLLS:
            continue
        spare_s = each["arrived_s"] - count
        if spare_s > most:
            most, begun = spare_s, count
        names.append(each["endpoint"])
        if spare_s < most - JITTER_S:
            missing = f"{count - begun + 1} where {most - spare_s:.2f} s are missing"
            found.append(f"{missing}: {names[-9:]}")
        count += 1
    return found


def serves_only(pbx: Pbx, *numbers: str, me: str = ME) -> None:
    """Take one out of all other queues: before signing in, for no event tells it."""
    for queue in pbx.do("state")["queues"]:
        others = [agent for agent in queue["agents"] if agent["extension"] != me]
        if queue["queue"] not in numbers and len(others) < len(queue["agents"]):
            agents = [agent["extension"] for agent in others]
            static = [agent["extension"] for agent in others if not agent["dynamic"]]
            pbx.do("agents", queue=queue["queue"], agents=agents, static=static)


class Agent:
    """An agent before an application, who compares each picture with the exchange.

    Args:
        pbx: the exchange.
        app: the application, signed in there.
    """

    def __init__(self, pbx: Pbx, app: App) -> None:
        self.pbx, self.app = pbx, app
        self.notice: Callable[[Picture], object] = lambda _: None
        """Is shown each state of the exchange that was looked at."""

    def until(
        self,
        what: str,
        true: Callable[[dict[str, Picture]], bool],
        timeout_s: float = PATIENCE_S,
    ) -> Picture:
        """Wait until the exchange has it so, and all that is shown is what it has; the picture."""
        deadline = time.monotonic() + timeout_s
        while True:
            self.app.drain()
            state = self.pbx.do("state")
            self.notice(state)
            status = self.app.status()
            same = due(state) == due(self.pbx.do("state"))
            wrong = differences(state, status)
            if same and not wrong and true(due(state)):
                return status
            if time.monotonic() > deadline:
                told = "\n".join([f"waited in vain for: {what}", *wrong])
                self.app.fail(f"{told}\nshown: {json.dumps(status, indent=1)}")
            self.app.change(GLANCE_S)

    def settled(self) -> Picture:
        """Wait until all that is shown is what the exchange has; the picture."""
        return self.until("a true picture", lambda _: True)

    def knows_reasons(self) -> None:
        """Wait until the PBX has told its reasons: a wrong one is answered with them."""

        def told(_: Picture) -> bool:
            done = self.app.ctl("queue", "pause", "--reason", "no such")
            assert done.returncode == 1
            return "(*04)" in done.stderr

        self.app.until("reasons", told)

    def polite(self, *, from_sign_in: bool = False) -> None:
        """Never more than one poll a second, since the requests were last cleared (`hurried`).

        Args:
            from_sign_in: signing in is among them: it asks once for the names of all places.
        """
        requests = self.pbx.do("requests")["requests"]
        if from_sign_in:
            requests.remove(next(each for each in requests if each["endpoint"] == "queue/list"))
        assert sum(each["endpoint"] in POLLS for each in requests) > 1
        if told := hurried(requests):
            self.app.fail("\n".join(["asked too often:", *told]))

    def asked(self, endpoint: str) -> list[Picture]:
        """The parameters of each request to an endpoint, in order; all of them are queries."""
        found = []
        for each in self.pbx.asked(endpoint):
            assert (each["method"], each["body"]) == ("GET", None)
            found.append(each["params"])
        return found
