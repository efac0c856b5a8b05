"""One hand on the keyboard, one on the handset: a receptionist who looks after every step."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING, Any

from tests.e2e.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.conftest import Office
    from tests.e2e.truth import Picture

    Due = dict[str, Picture]

ME = "2000"
SETTLE_S = 8.0
"""How long a step may take on a busy machine; less than an ended call stays to be seen."""
GLANCE_S = 0.1
"""How soon to look again where no change is told: what the exchange does is not told to us."""

COLLEAGUES = {
    "2001": ("leo", "Leo Ball"),
    "2002": ("huff", "Phillip Huff"),
    "2003": ("terrell", "Terrell Smith"),
    "2004": ("zoe", "Zoë Müller-Lüdenscheidt"),
    "2007": ("maria jose", "María José Fernández de la Vega Sanz"),
    "2011": ("lobby", "Lobby phone"),
    "2012": ("jurgen", "Jürgen Weiß"),
    "2015": ("aoife", "Aoife Ní Dhomhnaill"),
    "2018": ("wojcik", "Łukasz Wójcik"),
    "2023": ("madison coo", "Madison Cooper"),
}
"""Extensions, what one types to find them, and how they are called."""
CALLERS = {
    "5503302": "Anya",
    "+493090182014": "Joseph Goffin",
    "+33612345678": "Élodie Saint-Exupéry",
    "+81312345678": "鈴木太郎",
    "+496912345678": None,
    "+441632960961": None,
    "13900000002": None,
    "": None,
}
"""Who calls from outside, and who that is; the last one does not say."""


class Receptionist:
    """Works through an hour; ends the test where the picture is wrong.

    Args:
        office: the PBX, the application and the screen.
        seed: makes every choice.
        pictures: where the screenshots go.
    """

    def __init__(self, office: Office, seed: int, pictures: Path) -> None:
        self.office, self.seed = office, seed
        self.random = Random(seed)
        self.calls = 0
        self.keys: list[str] = []
        self.log: list[str] = []
        self._pictures = pictures
        self._began_s = time.monotonic()
        self._loose: list[tuple[int, str, Callable[[], None]]] = []
        self._heard = len(office.app.drain())
        self._settled: tuple[Due, datetime] | None = None
        names = {number: name for number, (_, name) in COLLEAGUES.items()}
        self.truth = Truth(ME, names | {number: name for number, name in CALLERS.items() if name})

    # -- looking -----------------------------------------------------------------------------------

    def step(self, what: str) -> None:
        """Write down what is done, having looked that nothing has moved since the last look."""
        since = self._heard
        self._listen()
        if self._settled is not None:
            wrong = self.truth.stirs(*self._settled, self.office.app.changes[since:])
            if wrong:
                self.wrong(wrong)
        self._settled = None
        self.log.append(f"{time.monotonic() - self._began_s:6.2f} {self.calls:3} {what}")

    def wrong(self, why: list[str]) -> None:
        """The picture is wrong: the difference, and how one came there."""
        told = "\n".join([f"seed {self.seed}", *why, "--- steps", *self.log])
        calls = "\n".join(map(str, self.office.app.status()["calls"]))
        self.office.app.fail(f"{told}\n--- shown\n{calls}")

    def until(self, what: str, true: Callable[[Due], bool]) -> Due:
        """Wait until the exchange has it so, and the application shows what the exchange has."""
        app, pbx = self.office.app, self.office.pbx
        deadline = time.monotonic() + SETTLE_S
        while True:
            self._listen()
            state = pbx.do("state")
            status, parked = app.status(), app.ask("parked")
            looked_at = datetime.now(UTC)
            same = _calls(state) == _calls(pbx.do("state"))
            wrong = self.truth.differences(state, status, parked)
            due = self.truth.due(state)
            if same and not wrong and true(due):
                self.truth.settled(status)
                self._settled = due, looked_at
                return due
            if time.monotonic() > deadline:
                self.wrong([f"waited in vain for: {what}", *wrong, f"the exchange has {due}"])
            app.change(GLANCE_S)

    def _listen(self) -> None:
        """Look through all changes that were told since."""
        changes = self.office.app.drain()
        wrong = self.truth.leaps(changes[self._heard :])
        self._heard = len(changes)
        if wrong:
            self.wrong(wrong)

    def shows(self, call_id: str, state: str, **more: object) -> Picture:
        """Wait until a call is so; what must be shown of it, and is."""
        wanted = {"state": state, **more}

        def so(due: Due) -> bool:
            picture = due.get(call_id, {})
            return all(picture.get(what) == value for what, value in wanted.items())

        return self.until(f"{call_id} {wanted}", so)[call_id]

    def gone(self, call_id: str, reason: str) -> None:
        """Wait until a call is over here, for this reason."""
        self.truth.reasons[call_id] = reason
        self.until(f"{call_id} {reason}", lambda due: call_id not in due)

    def look(self) -> Due:
        """The picture is true as it stands."""
        return self.until("a true picture", lambda _: True)

    def photograph(self, what: str) -> None:
        """Save what a person would see, having looked at the colleagues' lamps as well."""
        self.until("true lamps", lambda _: self._lamps_are_true())
        self.office.app.painted(self._pictures / f"call-{self.calls:02}-{what}.png")

    def _lamps_are_true(self) -> bool:
        """Whether every colleague is shown free, ringing or on a call as they are."""
        lit = self.office.pbx.do("state")["extensions"]
        for number in COLLEAGUES:
            hits = self.office.app.ask("find", number)
            shown = next(hit for hit in hits if hit["number"] == number)
            if (shown["line"] or "idle") != lit.get(number, "idle"):
                return False
        return True

    # -- doing -------------------------------------------------------------------------------------

    def key(self, *keys: str) -> None:
        """Press keys."""
        self.step(f"presses {' '.join(keys)}")
        self.keys += keys
        self.office.display.key(*keys)

    def types(self, text: str) -> None:
        """Type."""
        self.step(f"types {text}")
        self.office.display.type(text)

    def exchange(self, verb: str, **body: object) -> Picture:
        """Something happens at the exchange, or at a handset."""
        self.step(f"{verb} {body}")
        return self.office.pbx.do(verb, **body)

    def rings(self, *, to: str = "", inside: bool = True) -> str:
        """Somebody calls; the call's id."""
        self.calls += 1
        call = self._someone(to, inside=inside)
        self.truth.reasons.pop(call, None)
        self.shows(call, "ringing")
        if self.calls % 10 == 0:
            self.photograph("rings")
        return call

    def _someone(self, to: str, *, inside: bool) -> str:
        way = self.random.choices(("direct", "group", "queue", "colleague"), (6, 2, 2, 2))[0]
        idle = self.office.pbx.do("state")["extensions"].get(ME) is None
        if not to and inside and way == "colleague":
            body = {"extension": self.colleague(), "number": ME}
            return str(self.exchange("dial", **body)["call_id"])
        # A queue rings nobody who is busy.
        ways = {"direct": ME, "colleague": ME, "group": "6300", "queue": "6400" if idle else ME}
        caller = self.random.choice(list(CALLERS))
        body = {"from": caller, "to": to or ways[way]}
        return str(self.exchange("call", **body)["call_id"])

    def colleague(self) -> str:
        """A colleague who has nothing to do."""
        busy = self.office.pbx.do("state")["extensions"]
        return self.random.choice([number for number in COLLEAGUES if number not in busy])

    def picks_up(self, call: str) -> None:
        """Take the call that rings: by F3 where the phone can be told to, or by hand."""
        if self.truth.can_answer and self.random.random() < 0.7:
            self.key("F3")
        else:
            self.exchange("pickup", extension=ME, call_id=call)
        self.shows(call, "talking")
        self.meanwhile()
        if self.calls % 10 == 5:
            self.photograph("talks")

    def answers(self, *, to: str = "", inside: bool = True) -> str:
        """Somebody calls, and one talks to them."""
        call = self.rings(to=to, inside=inside)
        self.meanwhile()
        self.picks_up(call)
        return call

    def hangs_up(self, call: str) -> None:
        """End the talk, by key."""
        self.key("F8")
        self.gone(call, "hung_up")

    def they_hang_up(self, call: str, reason: str = "remote_hung_up") -> None:
        """The other side ends it."""
        self.exchange("caller_hangup", call_id=call)
        self.gone(call, reason)

    def chooses(self, key: str, call: str) -> str:
        """Press the key, type a name, Enter; the number of who that is."""
        number = self.colleague()
        self.key(key)
        if key == "F4" and self.random.random() < 0.5:
            self.shows(call, "held")
        self.types(COLLEAGUES[number][0])
        self.key("Return")
        return number

    def sends(self, call: str) -> str:
        """Pass a call on to a colleague, whose phone rings now; their number."""
        self.truth.sent.add(call)
        self.truth.reasons[call] = "transferred"
        number = self.chooses("F4", call)
        self.until(f"{call} rings {number}", lambda due: call not in due)
        return number

    def comes_back(self, call: str) -> None:
        """A call is one's own again: it rings."""
        self.truth.sent.discard(call)
        self.truth.reasons.pop(call, None)
        self.shows(call, "ringing")

    # -- what happens meanwhile --------------------------------------------------------------------

    def later(self, calls: int, hands: str, do: Callable[[], None]) -> None:
        """Something happens so many calls later: by ``others``, or by ``mine``."""
        self._loose.append((self.calls + calls, hands, do))

    def meanwhile(self) -> None:
        """What others do while one is busy: as much as is due."""
        self._tie({"others"}, self.calls)

    def between(self) -> None:
        """What oneself has put off, as far as it is due."""
        self._tie({"others", "mine"}, self.calls)

    def tie_up(self) -> None:
        """Finish all that was begun."""
        self._tie({"others", "mine"}, self.calls + 1000)

    def _tie(self, hands: set[str], until: int) -> None:
        due = [loose for loose in self._loose if loose[0] <= until and loose[1] in hands]
        self._loose = [loose for loose in self._loose if loose not in due]
        for _, _, do in due:
            do()


def _calls(state: dict[str, Any]) -> object:
    """What is compared of the exchange's state."""
    return state["calls"]


def commands(office: Office) -> dict[str, int]:
    """How often each endpoint was asked to change something."""
    counted: dict[str, int] = {}
    for request in office.pbx.do("requests")["requests"]:
        if request["method"] == "POST":
            counted[request["endpoint"]] = counted.get(request["endpoint"], 0) + 1
    return counted
