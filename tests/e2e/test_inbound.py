"""Calls that wait to be let in: accepted and refused by button, by key and by ``ctl``.

There is no leg of one's own yet: the request names the caller's channel, whichever way it is asked.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.seeing import Hand, seeing
from tests.e2e.simulated import Pbx
from tests.e2e.test_keys import post
from tests.e2e.test_verb_keys import outside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.screen import Display

CALLER = "5503304"


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office whose line asks before it lets anybody in, and whose window shows them."""
    place = tmp_path_factory.mktemp("inbound")
    (place / "data").mkdir()
    settings = {"version": 1, "screen_calls": True}
    (place / "data" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    with Pbx() as pbx, _apps(display) as start:
        pbx.do("monitor", line="City-SIP", inbound_control=True)
        options = as_options(pbx, place / "secret")
        app = start(place / "data", *options, program=seeing)
        app.online()
        yield Office(pbx, app, display)


@pytest.fixture
def hand(office: Office, tmp_path: Path) -> Hand:
    """The pointer."""
    return Hand(office.app, office.display, tmp_path / "seen.png")


def offered(office: Office) -> tuple[str, str, str]:
    """Two wait, the older one is meant; its call, its caller's channel, and the other call."""
    call_id = office.pbx.call(CALLER)
    office.app.becomes(call_id, "offered")
    other = office.pbx.call("5503305")
    office.app.becomes(other, "offered")
    return call_id, outside(office, call_id), other


def decide(office: Office, hand: Hand, way: str, *, accept: bool, call_id: str) -> None:
    """By that way."""
    if way == "key":
        office.display.key("F3" if accept else "shift+F8")
    elif way == "ctl":
        verb = "accept-inbound" if accept else "refuse-inbound"
        assert office.app.ctl(verb, call_id).returncode == 0
    else:
        within = {"card": f"OFFERED: {CALLER}", "pop": f"{CALLER} calls"}[way]
        hand.press("Accept" if accept else "Refuse", within)


@pytest.mark.parametrize("way", ["card", "pop", "key", "ctl"])
def test_accepting_lets_the_caller_in(office: Office, hand: Hand, way: str) -> None:
    """It rings here then; the other one still waits."""
    call_id, channel, other = offered(office)

    decide(office, hand, way, accept=True, call_id=call_id)
    office.app.becomes(call_id, "ringing")

    assert office.app.call(other)["state"] == "offered"
    assert office.pbx.commanded() == [post("accept_inbound", channel)]


@pytest.mark.parametrize("way", ["card", "pop", "key", "ctl"])
def test_refusing_turns_the_caller_away(office: Office, hand: Hand, way: str) -> None:
    """It never rings; the other one still waits."""
    call_id, channel, other = offered(office)

    decide(office, hand, way, accept=False, call_id=call_id)
    assert office.app.becomes(call_id, "ended")["reason"] == "refused"

    assert office.app.call(other)["state"] == "offered"
    assert office.pbx.commanded() == [post("refuse_inbound", channel)]
