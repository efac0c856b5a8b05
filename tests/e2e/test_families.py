"""Every family of PBX with the real application: signed in, rung, talked, dialled, signed out.

One application goes from one PBX to the next, as at a desk where several are tried; what each can
do besides stands in ``tests/contract``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.e2e.conftest import _apps
from tests.e2e.form import fill_in_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

CALLER = "5503302"
FOUND_OUT = ["cloud", "k2", "openvox"]
"""Signed in to by the form, which nobody tells the kind (with a P-Series: test_signin_form.py)."""
KINDS = [*FOUND_OUT, "p-series", "k2-port"]  # the form first: ctl fills in an empty one

LACKING = {
    "p-series": set(),
    "cloud": {"answer", "park", "record", "consult", "conference", "add", "check-out"},
    "k2": {"record", "presence"},
    "k2-port": {"record", "presence"},
    "openvox": {"answer", "mute", "park", "record", "transfer", "consult", "conference", "add"},
}
"""What each must not offer, by its handbook: some of it."""


class Desk(NamedTuple):
    """The application at a PBX of some kind."""

    kind: str
    pbx: Pbx
    app: App


@pytest.fixture(scope="module")
def shared_app(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One application for all kinds, with nobody signed in."""
    with _apps(display) as start:
        yield start(tmp_path_factory.mktemp("families") / "data")


@pytest.fixture(scope="module")
def filled() -> list[str]:
    """For which kinds the form was filled in already."""
    return []


@pytest.fixture(params=KINDS)
def desk(
    shared_app: App,
    request: pytest.FixtureRequest,
    start_pbx: Callable[..., Pbx],
    display: Display,
    filled: list[str],
) -> Iterator[Desk]:
    """Signed in at a PBX of each kind in turn; signed out in the end."""
    kind: str = request.param
    pbx = start_pbx("--kind", kind.removesuffix("-port"), "--extensions", "12")
    if kind in FOUND_OUT:
        fill_in_at(display, pbx, listen="" if filled else "127.0.0.1:0", again=bool(filled))
        filled.append(kind)
    else:
        done = shared_app.ctl(*sign_in(pbx, kind), stdin=pbx.client_secret)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    shared_app.online()
    yield Desk(kind, pbx, shared_app)
    if shared_app.status()["connection"] != "signed-out":
        assert shared_app.ctl("signout").returncode == 0


def sign_in(pbx: Pbx, kind: str) -> list[str]:
    """The words that sign in there."""
    words = ["signin", "--pbx", pbx.url, "--client-id", pbx.client_id, "--extension", "2000"]
    words += ["--client-secret-file", "-", "--kind", kind.removesuffix("-port")]
    if kind == "k2-port":
        return [*words, "--event-port", str(pbx.event_port), "--allow-clear-event-password"]
    return words if kind == "p-series" else [*words, "--listen", "127.0.0.1:0"]


def the_call(desk: Desk, state: str) -> dict[str, Any]:
    """Wait until the one living call is in a state, and nothing is under way; the call."""

    def so(now: dict[str, Any]) -> bool:
        living = [call for call in now["calls"] if call["state"] != "ended"]
        return [(call["state"], call["pending"]) for call in living] == [(state, None)]

    status = desk.app.until(f"one call, {state}", so)
    return next(call for call in status["calls"] if call["state"] == state)


def test_a_day_at_every_kind_of_pbx(desk: Desk, tmp_path: Path) -> None:
    """Who one is, a call that pops and is hung up, one that is rejected, one that is dialled."""
    app, pbx = desk.app, desk.pbx
    status = app.status()
    assert status["pbx"]["kind"] == desk.kind.removesuffix("-port")
    assert status["extension"]["number"] == "2000"
    assert len(pbx.asked("get_token")) + len(pbx.asked("login")) == 1
    assert not LACKING[desk.kind] & set(status["capabilities"])

    # It rings, pops, is taken on the phone and hung up here.
    outside = pbx.call(CALLER)
    call = the_call(desk, "ringing")
    app.pops(call["id"])
    assert call["remote"]["number"] == CALLER
    assert call["direction"] == "inbound"
    assert not LACKING[desk.kind] & set(call["actions"])
    pbx.pick_up(outside)
    app.pops(None)
    call = the_call(desk, "talking")
    assert not LACKING[desk.kind] & set(call["actions"])
    painted = app.painted(tmp_path / "seen.png")
    assert painted, "nothing is painted"
    assert app.ctl("hangup", call["id"]).returncode == 0
    app.quiet()
    assert not pbx.do("state")["calls"]

    # The next one is not wanted.
    pbx.call(CALLER)
    call = the_call(desk, "ringing")
    app.pops(call["id"])
    assert app.ctl("reject", call["id"]).returncode == 0
    app.pops(None)
    app.quiet()
    assert not pbx.do("state")["calls"]

    # A colleague is called.
    assert app.ctl("dial", "2001").returncode == 0
    the_call(desk, "dialing")
    pbx.do("pickup", extension="2000")
    pbx.do("pickup", extension="2001")
    call = the_call(desk, "talking")
    assert call["remote"]["number"] == "2001"
    pbx.do("hangup", extension="2001")
    app.quiet()

    # And home.
    assert app.ctl("signout").returncode == 0
    assert app.status()["connection"] == "signed-out"
    pbx.call(CALLER)
    assert json.loads(app.ctl("--json", "calls").stdout) == []


def test_a_wrong_secret_is_told_and_sent_once(
    shared_app: App, start_pbx: Callable[..., Pbx]
) -> None:
    """At each kind: the tries left are counted, and nothing is tried again by itself."""
    for kind, endpoint in [("cloud", "login"), ("k2", "login"), ("openvox", "login")]:
        pbx = start_pbx("--kind", kind, "--extensions", "12")
        done = shared_app.ctl(*sign_in(pbx, kind), stdin="wrong")
        assert done.returncode == 1
        status = shared_app.status()
        assert (status["connection"], status["code"]) == ("refused", "credentials")
        assert len(pbx.asked(endpoint)) == 1


@pytest.mark.parametrize("kind", ["cloud", "k2", "openvox", "auto"])
def test_five_wrong_secrets_lock_for_ten_minutes_and_no_longer(
    shared_app: App, start_pbx: Callable[..., Pbx], kind: str
) -> None:
    """The tries left are what the PBX counts: none while it is locked, and then from five again."""
    pbx = start_pbx("--kind", "cloud" if kind == "auto" else kind, "--extensions", "12")
    for number in range(1, 6):
        assert shared_app.ctl(*sign_in(pbx, kind), stdin=f"wrong-{number}").returncode == 1
        status = shared_app.status()
        assert (status["code"], status["attempts_left"]) == ("credentials", 5 - number)
        assert "nobody in your office sign in for ten minutes" in status["detail"]
    assert "No try is left: the PBX refuses every one until " in status["detail"]

    done = shared_app.ctl(*sign_in(pbx, kind), stdin=pbx.client_secret)

    assert done.returncode == 1
    assert "for ten minutes. These are over by " in done.stderr
    status = shared_app.status()
    assert (status["code"], status["attempts_left"]) == ("address-blocked", 0)
    pbx.do("advance", seconds=450)
    assert shared_app.ctl(*sign_in(pbx, kind), stdin="wrong-6").returncode == 1
    assert shared_app.status()["code"] == "address-blocked"
    pbx.do("advance", seconds=150)  # had that one prolonged it, it would be locked still
    assert shared_app.ctl(*sign_in(pbx, kind), stdin="wrong-7").returncode == 1
    status = shared_app.status()
    assert (status["code"], status["attempts_left"]) == ("credentials", 4)
    assert status["detail"].endswith("4 tries left.")
    assert shared_app.ctl(*sign_in(pbx, kind), stdin=pbx.client_secret).returncode == 0
    assert shared_app.status()["attempts_left"] == 5
    assert shared_app.ctl("signout").returncode == 0
