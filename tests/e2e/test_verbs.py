"""Every call verb by ``ctl`` at the simulated PBX: request, channel, and what comes of it."""

from __future__ import annotations

import json
import os
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from tests.e2e.conftest import _apps, as_options
from tests.e2e.simulated import Pbx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.application import App
    from tests.e2e.screen import Display

CALLER = "5503301"


class Desk:
    """Extension 2000 before a PBX; the window is painted, but nobody sees it."""

    def __init__(self, pbx: Pbx, app: App) -> None:
        self.pbx, self.app = pbx, app

    def ctl(self, *words: str, code: int = 0) -> Any:
        """One verb, which ends with this code; what it printed, or its complaint."""
        done = self.app.ctl("--json", *words)
        if done.returncode != code:
            self.app.fail(f"ctl {words}: {done.returncode}, {done.stdout}{done.stderr}")
        if code:
            return done.stderr.strip()
        return json.loads(done.stdout) if done.stdout.strip() else None

    def talk(self, number: str = CALLER) -> str:
        """An outside call that is talked on; its id."""
        call_id = self.pbx.call(number)
        self.app.becomes(call_id, "ringing")
        self.pbx.pick_up(call_id)
        self.app.becomes(call_id, "talking")
        self.pbx.do("requests", clear=True)
        return call_id

    def channel(self, call_id: str, number: str | None = None) -> str:
        """The living channel of an extension in a call; None: of the outside party."""
        calls = self.pbx.do("state")["calls"]
        legs = next(call["legs"] for call in calls if call["call_id"] == call_id)
        found = [
            leg["channel"]
            for leg in legs
            if leg["state"] != "gone"
            and (leg.get("number") == number if number else leg["kind"] != "extension")
        ]
        return str(found[-1])

    def commanded(self) -> list[tuple[str, object]]:
        """What the PBX was asked to change, in order."""
        return [
            (path, body) for _, path, body in self.pbx.commanded() if path != "call/park_status"
        ]

    def call(self, call_id: str) -> dict[str, Any]:
        """A call as ``ctl calls`` prints it."""
        return next(call for call in self.ctl("calls") if call["id"] == call_id)

    def second(self, first: str, state: str) -> str:
        """The consulted one's call, once it is so."""
        status = self.app.until(
            f"consulting {state}",
            lambda now: any(
                call["consult_of"] == first and call["state"] == state and not call["pending"]
                for call in now["calls"]
            ),
        )
        return next(str(call["id"]) for call in status["calls"] if call["consult_of"] == first)

    def consult(self, *, answered: bool = True) -> tuple[str, str]:
        """A caller waits while 2001 is asked; the two calls."""
        first = self.talk()
        self.ctl("transfer", "--consult", "2001")
        second = self.second(first, "dialing")
        if answered:
            self.pbx.pick_up(second, "2001")
            self.second(first, "talking")
        return first, second


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One PBX and one application for all tests here."""
    folder = tmp_path_factory.mktemp("desk")
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with Pbx() as pbx, _apps(cast("Display", SimpleNamespace(env=env))) as start:
        app = start(folder / "data", *as_options(pbx, folder / "secret"))
        app.online()
        yield Desk(pbx, app)


@pytest.fixture
def desk(place: Desk) -> Desk:
    """Nobody calls, nobody waits."""
    place.pbx.do("csta", extension="2000", on=False)
    place.pbx.clear()
    place.app.quiet()
    place.pbx.do("requests", clear=True)
    return place


# --- one's own channel ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "endpoint"),
    [
        (["mute"], "call/mute"),
        (["unmute"], "call/unmute"),
        (["record", "start"], "call/record_start"),
        (["hold"], "call/hold"),
        (["hangup"], "call/hangup"),
    ],
)
def test_ones_own_channel(desk: Desk, words: list[str], endpoint: str) -> None:
    """Of the two in the call, one's own."""
    call_id = desk.talk()
    own = desk.channel(call_id, "2000")
    if words == ["unmute"]:
        desk.ctl("mute")
        desk.pbx.do("requests", clear=True)

    desk.ctl(*words)

    assert desk.commanded() == [(endpoint, {"channel_id": own})]


def test_muted_and_recorded_as_last_commanded(desk: Desk) -> None:
    """And to be seen in ``ctl status``."""
    call_id = desk.talk()
    seen = []
    for words in (
        ["mute"],
        ["record", "start"],
        ["record", "pause", call_id],
        ["record", "resume"],
        ["unmute", call_id],
    ):
        desk.ctl(*words)
        call = desk.call(call_id)
        seen.append((call["muted"], call["recording"]))
    assert seen == [(True, "off"), (True, "on"), (True, "paused"), (True, "on"), (False, "on")]
    assert [path for path, _ in desk.commanded()] == [
        "call/mute",
        "call/record_start",
        "call/record_pause",
        "call/record_unpause",
        "call/unmute",
    ]
    assert {json.dumps(body) for _, body in desk.commanded()} == {
        json.dumps({"channel_id": desk.channel(call_id, "2000")})
    }


def test_after_a_gap_neither_is_known(desk: Desk) -> None:
    """No event tells it; it can be said anew."""
    call_id = desk.talk()
    desk.ctl("mute")
    desk.pbx.do("cut")
    desk.app.until(
        "unknown",
        lambda now: [call["muted"] for call in now["calls"] if call["id"] == call_id] == [None],
    )
    desk.app.online()
    assert desk.call(call_id)["recording"] is None
    desk.ctl("unmute")
    assert desk.call(call_id)["muted"] is False


def test_add_invites_from_ones_own_channel(desk: Desk) -> None:
    """Three are in; a conference is neither parked nor passed on."""
    call_id = desk.talk()
    own = desk.channel(call_id, "2000")
    desk.ctl("add", "2001")
    assert desk.commanded() == [("call/add_member", {"channel_id": own, "number": "2001"})]
    desk.pbx.do("pickup", extension="2001")
    desk.app.until(
        "three",
        lambda now: [call["parties"] for call in now["calls"] if call["id"] == call_id] == [3],
    )
    assert not {"park", "transfer", "consult"} & set(desk.call(call_id)["actions"])
    desk.ctl("park", call_id, code=1)
    desk.ctl("transfer", "2003", call_id, code=1)
    desk.ctl("hangup")
    desk.app.becomes(call_id, "ended")


# --- answering -----------------------------------------------------------------------------------


def test_answering_at_the_phone(desk: Desk) -> None:
    """By the phone's own number of the ring, where it speaks uaCSTA."""
    desk.pbx.do("csta", extension="2000", on=True)
    call_id = desk.pbx.call(CALLER)
    desk.app.until("answer", lambda now: any("answer" in call["actions"] for call in now["calls"]))
    desk.ctl("answer")
    desk.app.becomes(call_id, "talking")
    (asked,) = desk.pbx.asked("uacsta_call/accept")
    assert asked["body"]["extension"] == "2000"
    assert asked["body"]["call_id"] != call_id
    assert ":" in asked["body"]["ip_address"]


def test_refusing_at_the_phone(desk: Desk) -> None:
    """It stops ringing here."""
    desk.pbx.do("csta", extension="2000", on=True)
    call_id = desk.pbx.call(CALLER)
    desk.app.until("answer", lambda now: any("answer" in call["actions"] for call in now["calls"]))
    desk.ctl("reject")
    desk.app.becomes(call_id, "ended")
    (asked,) = desk.pbx.asked("uacsta_call/refuse")
    assert asked["body"]["extension"] == "2000"
    assert asked["body"]["call_id"].isdigit()
    assert ":" in asked["body"]["ip_address"]
    assert desk.commanded() == []


def test_no_phone_to_command(desk: Desk) -> None:
    """Answer is not offered; asked for all the same, it says what to do."""
    call_id = desk.pbx.call(CALLER)
    desk.app.becomes(call_id, "ringing")
    assert "answer" not in desk.call(call_id)["actions"]
    said = desk.ctl("answer", call_id, code=1)
    assert said
    assert desk.pbx.asked("uacsta_call/accept") == []
    own = desk.channel(call_id, "2000")
    desk.ctl("reject")
    assert desk.commanded() == [("call/hangup", {"channel_id": own})]


# --- the other one's channel ---------------------------------------------------------------------


def test_parking(desk: Desk) -> None:
    """The other one's channel; the slot is printed, listed, dialled."""
    call_id = desk.talk()
    other = desk.channel(call_id)
    assert desk.ctl("park", "--slot", "6007") == {"slot": "6007"}
    assert desk.commanded() == [("call/park", {"channel_id": other, "parking_slot": "6007"})]
    assert desk.app.becomes(call_id, "parked")["slot"] == "6007"
    desk.app.until("listed", lambda _: desk.app.ask("parked"))
    (waiting,) = desk.ctl("parked")
    assert (waiting["slot"], waiting["party"]["number"], waiting["parker"]) == (
        "6007",
        CALLER,
        "2000",
    )

    desk.ctl("retrieve", "6007")
    assert desk.commanded()[-1] == ("call/dial", {"caller": "2000", "callee": "6007"})
    desk.pbx.do("pickup", extension="2000")
    desk.app.becomes(call_id, "talking")
    desk.app.until("nobody waits", lambda _: desk.app.ask("parked") == [])


def test_the_first_free_slot_and_the_way_back(desk: Desk) -> None:
    """Nobody fetches them: they ring again under the old id, and the card knows from where."""
    call_id = desk.talk()
    other = desk.channel(call_id)
    slot = desk.ctl("park")["slot"]
    assert desk.commanded() == [("call/park", {"channel_id": other})]
    desk.app.becomes(call_id, "parked")
    desk.pbx.do("advance", seconds=61)
    assert desk.app.becomes(call_id, "ringing")["slot"] == slot
    desk.pbx.pick_up(call_id)
    desk.app.becomes(call_id, "talking")


def test_a_colleague_fetches_and_the_parked_one_hangs_up(desk: Desk) -> None:
    """Either way they wait no more."""
    taken, gone = desk.talk(), ""
    slot = desk.ctl("park")["slot"]
    desk.app.becomes(taken, "parked")
    gone = desk.talk("5503302")
    desk.ctl("park")
    desk.app.becomes(gone, "parked")

    desk.pbx.do("dial", extension="2003", number=slot)
    assert desk.app.becomes(taken, "ended")["reason"] == "answered_elsewhere"
    desk.pbx.gives_up(gone)
    assert desk.app.becomes(gone, "ended")["reason"] == "remote_hung_up"
    desk.app.until("nobody waits", lambda _: desk.app.ask("parked") == [])


def test_a_slot_that_is_taken(desk: Desk) -> None:
    """Refused, and the talk goes on."""
    call_id = desk.talk()
    said = desk.ctl("park", "--slot", "999", code=1)
    assert said
    assert desk.call(call_id)["state"] == "talking"


def test_a_blind_transfer(desk: Desk) -> None:
    """The other one's channel, with one's own extension's rights; answered, it is over here."""
    call_id = desk.talk()
    other = desk.channel(call_id)
    desk.ctl("transfer", "2001")
    assert desk.commanded() == [
        (
            "call/transfer",
            {"type": "blind", "channel_id": other, "number": "2001", "dial_permission": "2000"},
        )
    ]
    desk.app.until(
        "to be taken back", lambda now: any(call["actions"] == ["abort"] for call in now["calls"])
    )
    desk.pbx.pick_up(call_id, "2001")
    desk.app.until("answered", lambda now: all(call["actions"] == [] for call in now["calls"]))
    assert desk.call(call_id)["reason"] == "transferred"


def test_taking_a_transferred_caller_back(desk: Desk) -> None:
    """Before the new one answers: the caller's channel goes to one's own extension."""
    call_id = desk.talk()
    other = desk.channel(call_id)
    desk.ctl("transfer", "2001")
    desk.app.until(
        "to be taken back", lambda now: any(call["actions"] == ["abort"] for call in now["calls"])
    )
    desk.ctl("abort")
    assert desk.commanded()[-1] == (
        "call/transfer",
        {"type": "blind", "channel_id": other, "number": "2000", "dial_permission": "2000"},
    )
    desk.app.becomes(call_id, "ringing")
    desk.pbx.pick_up(call_id)
    desk.app.becomes(call_id, "talking")


def test_a_transfer_that_nobody_takes_comes_back(desk: Desk) -> None:
    """By itself, as a ring."""
    call_id = desk.talk()
    desk.ctl("transfer", "2001")
    desk.pbx.do("busy", extension="2001", call_id=call_id)
    desk.app.becomes(call_id, "ringing")


def test_a_transfer_that_is_not_allowed(desk: Desk) -> None:
    """Refused by an event after the PBX took it: exit 1 with the reason, not 4."""
    call_id = desk.talk()
    desk.pbx.do("rights", extension="2000", outbound=False)
    try:
        said = desk.ctl("transfer", "0891234567", code=1)
    finally:
        desk.pbx.do("rights", extension="2000", outbound=True)
    assert said
    call = desk.call(call_id)
    assert (call["state"], call["pending"]) == ("talking", None)


@pytest.mark.parametrize(
    "words",
    [
        ["transfer", "leo"],
        ["transfer", "*97"],
        ["add", "#1"],
        ["retrieve", "slot"],
        ["retrieve", "*6"],
    ],
)
def test_letters_and_feature_codes(desk: Desk, words: list[str]) -> None:
    """Nothing is sent."""
    desk.talk()
    assert desk.ctl(*words, code=1)
    assert desk.commanded() == []


# --- consulting ----------------------------------------------------------------------------------


def step(own: str, name: str) -> tuple[str, object]:
    """The documented second request of an attended transfer."""
    return (
        "call/transfer",
        {"type": "attended", "channel_id": own, "attended_operate": name},
    )


def test_consulting(desk: Desk) -> None:
    """From one's own channel; no hold is sent first. Both calls say to which they belong."""
    first = desk.talk()
    own = desk.channel(first, "2000")
    desk.ctl("transfer", "2001", "--consult")
    assert desk.commanded() == [
        (
            "call/transfer",
            {"type": "attended", "channel_id": own, "number": "2001", "dial_permission": "2000"},
        )
    ]
    second = desk.second(first, "dialing")
    assert desk.call(first)["state"] == "held"
    assert desk.call(second)["remote"]["number"] == "2001"


@pytest.mark.parametrize("named", ["first", "second", "neither"])
def test_completing(desk: Desk, named: str) -> None:
    """Either call names the pair, and left out it is the only one."""
    first, second = desk.consult()
    own = desk.channel(first, "2000")
    desk.ctl("complete", *{"first": [first], "second": [second], "neither": []}[named])
    assert desk.commanded()[-1] == step(own, "complete")
    assert desk.app.becomes(first, "ended")["reason"] == "transferred"
    desk.app.becomes(second, "ended")


def test_aborting(desk: Desk) -> None:
    """The caller is back at once."""
    first, second = desk.consult(answered=False)
    own = desk.channel(first, "2000")
    desk.ctl("abort")
    assert desk.commanded()[-1] == step(own, "abort")
    desk.app.becomes(first, "talking")
    desk.app.becomes(second, "ended")


def test_swapping_then_all_three(desk: Desk) -> None:
    """There, and back, and together."""
    first, second = desk.consult()
    own = desk.channel(first, "2000")
    for talking, held in ((first, second), (second, first)):
        desk.ctl("swap")
        assert desk.commanded()[-1] == step(own, "swap")
        desk.app.becomes(talking, "talking")
        desk.app.becomes(held, "held")
    desk.ctl("conference")
    assert desk.commanded()[-1] == step(own, "threeway")
    desk.app.becomes(second, "ended")
    assert desk.app.becomes(first, "talking")["parties"] == 3
    desk.ctl("hangup")
    desk.app.becomes(first, "ended")


def test_the_consulted_one_is_busy(desk: Desk) -> None:
    """The caller is not lost."""
    first, second = desk.consult(answered=False)
    desk.pbx.do("busy", extension="2001", call_id=second)
    desk.app.becomes(second, "ended")
    assert desk.app.becomes(first, "talking")["remote"]["number"] == CALLER


def test_the_caller_is_gone_meanwhile(desk: Desk) -> None:
    """The consulted one remains, as a call like any other."""
    first, second = desk.consult()
    desk.pbx.gives_up(first)
    desk.app.becomes(first, "ended")
    assert desk.app.becomes(second, "talking")["consult_of"] is None
    desk.ctl("hangup")
    desk.app.becomes(second, "ended")


def test_ones_own_handset_is_put_down_meanwhile(desk: Desk) -> None:
    """This PBX takes it as complete."""
    first, second = desk.consult()
    desk.pbx.do("hangup", extension="2000", call_id=second)
    assert desk.app.becomes(first, "ended")["reason"] == "transferred"
    desk.app.becomes(second, "ended")


# --- what goes wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "endpoint"), [(70130, "call/mute"), (70132, "call/park")])
def test_a_refusal_stays_at_its_call(desk: Desk, code: int, endpoint: str) -> None:
    """Exit 1 with one line; nothing is pending, nothing is taken for done."""
    call_id = desk.talk()
    desk.pbx.do("fail", endpoint=endpoint, errcode=code)
    said = desk.ctl(endpoint.removeprefix("call/"), code=1)
    assert said
    assert "\n" not in said
    call = desk.call(call_id)
    assert (call["state"], call["pending"], call["muted"]) == ("talking", None, False)


def test_a_confirmation_that_never_comes(desk: Desk) -> None:
    """Exit 4; then the picture is asked for and tells what was done."""
    call_id = desk.talk()
    desk.pbx.do("events", drop=10)
    # A look at one's own calls, which is due now and then, would confirm it.
    desk.pbx.do("fail", endpoint="call/query", errcode=-1, times=1000)
    try:
        desk.ctl("hold", code=4)
    finally:
        desk.pbx.do("events")
        desk.pbx.do("fail", endpoint="call/query", times=0)
    assert desk.app.becomes(call_id, "held")["pending"] is None


def test_events_told_twice_and_out_of_order(desk: Desk) -> None:
    """A consultation all the same, to its end."""
    desk.pbx.do("events", duplicate=True, reorder=True)
    first, second = desk.consult()
    desk.pbx.do("events", duplicate=True)
    desk.ctl("abort")
    assert desk.app.becomes(first, "talking")["consult_of"] is None
    desk.app.becomes(second, "ended")
