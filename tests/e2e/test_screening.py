"""Calls that wait to be let in, in the real window: by key, by click, by ctl; each request exact.

Whose channel goes in is the *caller's*: there is no leg of one's own yet.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing
from tests.e2e.simulated import Pbx
from tests.e2e.test_keys import post, talk
from tests.e2e.test_verb_keys import outside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

CARDS = "Calls"
POP = "accept or refuse"
SETTING = "Screen calls before they ring"
BOTH = [("accept", "accepted"), ("refuse", "refused")]
KEYS = {"accept": "F3", "refuse": "shift+F8"}


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests here: its lines are controlled, and its user screens calls."""
    place = tmp_path_factory.mktemp("screening")
    with Pbx() as pbx, _apps(display) as start:
        pbx.do("monitor", inbound_control=True)
        options = as_options(pbx, place / "secret")
        app = start(place / "data", *options, program=seeing)
        app.online()
        app.knows("Goffin")
        office = Office(pbx, app, display)
        display.focus(office.window)
        switch(office, Hand(app, display, place / "seen.png"))
        yield office


@pytest.fixture(autouse=True)
def ten_seconds(office: Office) -> None:
    """The PBX waits as long as the handbook says, on every line."""
    office.pbx.do("settings", screening_s=10)
    office.pbx.do("monitor", inbound_control=True)


@pytest.fixture
def hand(office: Office, tmp_path: Path) -> Hand:
    """The pointer."""
    return Hand(office.app, office.display, tmp_path / "seen.png")


def switch(office: Office, hand: Hand) -> None:
    """Go to the settings, tick or untick the box, and come back to the calls."""
    kept = office.app.data_dir / "settings.json"
    before = json.loads(kept.read_text(encoding="utf-8"))["screen_calls"]
    office.display.key("ctrl+5")
    hand.press(SETTING)
    office.display.key("ctrl+1")
    hand.find("Calls")
    assert json.loads(kept.read_text(encoding="utf-8"))["screen_calls"] is not before


def offered(office: Office, number: str = "5503302", to: str = "2000") -> tuple[str, str]:
    """Somebody calls from outside, and waits; the call, and the caller's channel."""
    call_id = office.pbx.call(number, to)
    call = office.app.becomes(call_id, "offered")
    assert call["actions"] == ["accept-inbound", "refuse-inbound"]
    return call_id, outside(office, call_id)


def decided(verb: str, channel: str) -> tuple[str, str, object]:
    """The documented request."""
    return post(f"{verb}_inbound", channel)


def ended(office: Office, call_id: str, reason: str) -> dict[str, Any]:
    """Wait until a call is over for that reason."""
    call = office.app.becomes(call_id, "ended", timeout_s=PATIENCE_S)
    assert (call["reason"], call["actions"]) == (reason, [])
    return call


# --- in the window -------------------------------------------------------------------------------


def test_accept_by_key_lets_it_in_and_then_it_rings_here(office: Office) -> None:
    """One call from offer to ring: the same id, the same pop; and the pop never takes a key."""
    with office.display.follow("-root", "_NET_ACTIVE_WINDOW") as active:
        active.next()
        call_id, channel = offered(office)
        office.app.pops(call_id)
        office.app.until("painted", lambda now: now["popup"]["latency_ms"] is not None)
        office.display.key("F3")
        call = office.app.becomes(call_id, "ringing")
        office.app.pops(call_id)
        assert active.drain() == active.seen[:1]

    assert call["remote"]["number"] == "5503302"
    assert [one["id"] for one in office.app.status()["calls"]].count(call_id) == 1
    assert office.pbx.commanded() == [decided("accept", channel)]


def test_refuse_by_key_turns_it_away(office: Office) -> None:
    """Its card and its pop go; nobody's phone has rung."""
    call_id, channel = offered(office)
    office.app.pops(call_id)

    office.display.key("shift+F8")

    ended(office, call_id, "refused")
    office.app.pops(None)
    assert office.pbx.commanded() == [decided("refuse", channel)]
    assert all(leg["state"] == "gone" for leg in legs(office, call_id))


def legs(office: Office, call_id: str) -> list[dict[str, Any]]:
    """The legs of a call as the PBX has them; none where it is over there."""
    calls = office.pbx.do("state")["calls"]
    return [leg for call in calls if call["call_id"] == call_id for leg in call["legs"]]


@pytest.mark.parametrize("where", [CARDS, POP])
@pytest.mark.parametrize(("verb", "reason"), BOTH)
def test_by_a_click(office: Office, hand: Hand, verb: str, reason: str, where: str) -> None:
    """On the card in the window and on the pop; the call is for a colleague here."""
    office.pbx.do("settings", screening_s=60)
    call_id, channel = offered(office, to="2008")

    hand.press(verb.capitalize(), where)

    ended(office, call_id, reason)
    assert office.pbx.commanded() == [decided(verb, channel)]


@pytest.mark.parametrize("verb", ["accept", "refuse"])
def test_the_keys_decide_on_the_oldest_offered_and_leave_the_talk_alone(
    office: Office, verb: str
) -> None:
    """Another waits too, and one is talked to."""
    talking, _ = accepted_talk(office)
    first, channel = offered(office, "5503303", "2008")
    second, _ = offered(office, "5503304", "2008")

    office.display.key(KEYS[verb])
    office.app.becomes(first, "ended")

    assert office.app.call(second)["state"] == "offered"
    assert office.app.call(talking)["state"] == "talking"
    assert office.pbx.commanded()[-1] == decided(verb, channel)
    office.pbx.gives_up(second)
    ended(office, second, "caller_gave_up")


def accepted_talk(office: Office) -> tuple[str, str]:
    """A call that came by a line without control is talked on."""
    office.pbx.do("monitor", inbound_control=False)
    try:
        return talk(office)
    finally:
        office.pbx.do("monitor", inbound_control=True)


def test_what_rings_has_the_keys_before_what_is_offered(office: Office) -> None:
    """Shift+F8 rejects the ringing one, and the printed keys say so."""
    office.pbx.do("monitor", inbound_control=False)
    rings = office.pbx.call("5503302")
    office.app.becomes(rings, "ringing")
    office.pbx.do("monitor", inbound_control=True)
    waits, channel = offered(office, "5503303", "2008")

    office.display.key("shift+F8")
    office.app.becomes(rings, "ended")
    assert office.app.call(waits)["state"] == "offered"
    office.display.key("shift+F8")

    ended(office, waits, "refused")
    assert [command[1] for command in office.pbx.commanded()] == [
        "call/hangup",
        "call/refuse_inbound",
    ]
    assert office.pbx.commanded()[-1] == decided("refuse", channel)


def test_typing_goes_on_while_a_call_is_offered(office: Office) -> None:
    """Neither the pop nor the card takes the keyboard; what was typed is in the box."""
    office.display.key("F2")
    call_id = office.pbx.call("5503302", "2008")
    office.display.type("Goffin")
    office.app.becomes(call_id, "offered")
    office.app.pops(call_id)
    office.display.key("shift+F8")

    ended(office, call_id, "refused")
    assert office.app.ask("find", "Goffin")
    office.display.key("Escape")


# --- without a decision --------------------------------------------------------------------------


def test_after_its_time_the_pbx_lets_it_in_and_it_rings_here(office: Office) -> None:
    """It becomes the ringing call; what comes too late is told in one line."""
    call_id, _ = offered(office)
    office.app.pops(call_id)

    office.pbx.do("advance", seconds=10)
    office.app.becomes(call_id, "ringing")
    done = office.app.ctl("accept-inbound", call_id)

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert office.pbx.commanded() == []
    office.app.pops(call_id)


def test_the_offer_of_a_silent_pbx_ends_by_the_clock(office: Office) -> None:
    """It rings a colleague and tells nothing of it: after ten seconds nothing can be decided."""
    office.pbx.do("settings", screening_s=60)
    began = time.monotonic()
    call_id, _ = offered(office, to="2008")

    ended(office, call_id, "let_in")

    assert time.monotonic() - began >= 10
    office.app.pops(None)
    done = office.app.ctl("refuse-inbound", call_id)
    assert (done.returncode, "Too late" in done.stderr) == (1, True)
    assert office.pbx.commanded() == []


def test_the_caller_gives_up(office: Office) -> None:
    """The card and the pop go; nothing was asked of the PBX."""
    call_id, _ = offered(office)
    office.app.pops(call_id)

    office.pbx.gives_up(call_id)

    ended(office, call_id, "caller_gave_up")
    office.app.pops(None)
    assert office.pbx.commanded() == []


# --- trouble -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("verb", "_reason"), BOTH)
@pytest.mark.parametrize(
    ("errcode", "state", "said"),
    [
        (70132, "ended", "Too late"),
        (70130, "ended", "not there any more"),
        (10005, "offered", "not allowed"),
    ],
)
def test_what_the_pbx_refuses_is_said(
    office: Office, verb: str, _reason: str, errcode: int, state: str, said: str
) -> None:
    """Too late, gone, or without the right: one line, and the picture says how it stands."""
    call_id, channel = offered(office, to="2008")
    office.pbx.do("fail", endpoint=f"call/{verb}_inbound", errcode=errcode)

    done = office.app.ctl(f"{verb}-inbound", call_id)

    assert (done.returncode, said in done.stderr, done.stderr.count("\n")) == (1, True, 1)
    assert office.app.becomes(call_id, state)["pending"] is None
    assert office.pbx.commanded() == [decided(verb, channel)]


def test_an_offer_that_is_repeated_or_late_offers_nothing_again(office: Office) -> None:
    """Each event comes twice; and one more when everything is decided."""
    office.pbx.do("events", duplicate=True)
    call_id, channel = offered(office, to="2008")
    office.display.key("shift+F8")
    ended(office, call_id, "refused")
    inbound = {
        "from": "5503302",
        "to": "2008",
        "trunk_name": "Main line",
        "channel_id": channel,
        "member_status": "ALERT",
        "call_path": " ",
    }
    told = {"call_id": call_id, "members": [{"inbound": inbound}]}
    office.pbx.do("send", frame=json.dumps({"type": 30016, "sn": "1", "msg": json.dumps(told)}))
    marker, _ = offered(office, "5503309", "2008")

    assert office.app.call(call_id)["state"] == "ended"
    assert office.pbx.commanded() == [decided("refuse", channel)]
    office.pbx.do("events")
    office.pbx.gives_up(marker)


def test_a_decision_that_is_never_confirmed(office: Office) -> None:
    """The answer is lost behind the request: sent, not known; the offer stands until its end."""
    call_id, channel = offered(office, to="2008")
    office.pbx.do("fail", endpoint="call/accept_inbound", silent=True)

    done = office.app.ctl("accept-inbound", call_id)

    assert done.returncode == 4
    call = office.app.call(call_id)
    assert (call["state"], call["pending"]) in (("offered", None), ("ended", None))
    assert office.pbx.commanded() == [decided("accept", channel)]
    ended(office, call_id, "let_in")


def test_after_a_gap_an_offer_is_not_believed(office: Office) -> None:
    """Nobody knows whether it still stands: it is gone when the picture is true again."""
    call_id, _ = offered(office, to="2008")

    office.pbx.do("cut")
    office.app.until("the gap", lambda now: now["connection"] == "reconnecting")
    office.app.online()

    ended(office, call_id, "while_away")
    office.app.fine.append("reconnect")


# --- switched off --------------------------------------------------------------------------------


def test_switched_off_the_window_shows_nothing_and_ctl_decides(office: Office, hand: Hand) -> None:
    """No card, no pop, no entry; `ctl` lists it, accepts it, and then it rings as any call."""
    switch(office, hand)
    try:
        call_id, channel = offered(office)
        assert office.app.status()["popup"] == {
            **office.app.status()["popup"],
            "visible": False,
            "call": None,
        }
        assert not [one for one in hand.buttons() if one.name in ("Accept", "Refuse")]
        office.display.key("F3", "shift+F8")
        assert office.app.ctl("accept-inbound", call_id).returncode == 0
        office.app.becomes(call_id, "ringing")
        office.app.pops(call_id)
        assert office.pbx.commanded() == [decided("accept", channel)]

        other, second = offered(office, "5503303", "2008")
        assert office.app.ctl("refuse-inbound", other).returncode == 0
        ended(office, other, "refused")
        assert office.pbx.commanded()[1:] == [decided("refuse", second)]
        office.pbx.gives_up(call_id)
        office.app.pops(None)
        assert not [one for one in hand.buttons() if "5503303" in " ".join(one.within)]
    finally:
        office.display.focus(office.window)
        switch(office, hand)


def test_ctl_needs_to_be_told_which_call(office: Office) -> None:
    """Left out it is a usage error, known before anything is asked."""
    for verb in ("accept-inbound", "refuse-inbound"):
        assert office.app.ctl(verb).returncode == 2
    assert office.pbx.commanded() == []
