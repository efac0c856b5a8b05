"""When the network or the PBX is in trouble: what is said, and how the picture gets true again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.conftest import as_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.conftest import Office
    from tests.e2e.simulated import Pbx


RETRY_S = 60.0
"""The tries stand ever farther apart, up to half a minute, while a PBX takes its time to start."""


def told(app: App) -> list[str]:
    """The states of the connection, as ``watch`` told them."""
    return [each["data"]["connection"] for each in app.drain() if each["kind"] == "link"]


def until_seen(app: App, connection: str) -> None:
    """Wait until the connection was so, for however short a time."""
    app.until(connection, lambda _: connection in told(app))


def test_a_cut_is_said_and_healed_without_anybody(office: Office) -> None:
    """Reconnecting, then live again by itself, with the token that there is."""
    office.app.changes.clear()

    office.pbx.do("cut")

    until_seen(office.app, "reconnecting")
    office.app.online()
    assert office.pbx.asked("get_token") == []
    assert len(office.pbx.asked("subscribe")) == 1
    call_id = office.pbx.call("5503302")
    office.app.becomes(call_id, "ringing")


def test_a_call_that_ended_in_the_gap_is_seen_to_end(office: Office) -> None:
    """And the one that began in it is there; a held one stays held."""
    ended = office.pbx.call("5503302")
    office.app.becomes(ended, "ringing")
    office.pbx.pick_up(ended)
    office.app.becomes(ended, "talking")
    office.app.changes.clear()

    office.pbx.do("black_hole", on=True)
    office.pbx.do("cut")
    until_seen(office.app, "reconnecting")
    assert office.app.call(ended)["state"] == "talking"
    assert office.app.call(ended)["actions"] == []  # nothing can be commanded meanwhile
    done = office.app.ctl("hold")
    assert (done.returncode, "Not connected" in done.stderr) == (1, True)
    office.pbx.gives_up(ended)
    begun = office.pbx.call("5503303")
    office.pbx.do("black_hole", on=False)

    office.app.online()
    office.app.becomes(ended, "ended")
    office.app.becomes(begun, "ringing")
    office.app.pops(begun)
    assert office.pbx.commanded() == []


def test_an_expired_token_is_renewed_and_no_log_in_follows(office: Office) -> None:
    """The PBX lets go of the stream, too: one refresh, a new stream, and all works again."""
    call_id = office.pbx.call("5503302")
    office.app.becomes(call_id, "ringing")
    office.pbx.pick_up(call_id)
    office.app.becomes(call_id, "talking")
    office.app.changes.clear()

    office.pbx.do("expire_tokens")

    until_seen(office.app, "reconnecting")
    office.app.online()
    assert office.pbx.asked("get_token") == []
    assert len(office.pbx.asked("refresh_token")) == 1
    assert office.pbx.do("state")["live_tokens"] == 1
    assert office.app.ctl("hold").returncode == 0
    assert office.app.call(call_id)["state"] == "held"


def test_a_restarted_pbx_is_found_again(
    start_pbx: Callable[..., Pbx], start_app: Callable[..., App], tmp_path: Path
) -> None:
    """It knows no token any more and no call: one log-in, and what was shown is seen to end."""
    first = start_pbx()
    app = start_app(*as_options(first, tmp_path / "secret"))
    app.online()
    call_id = first.call("5503302")
    app.becomes(call_id, "ringing")
    app.changes.clear()

    first.close()
    until_seen(app, "reconnecting")
    second = start_pbx("--port", str(first.port))

    app.online(RETRY_S)
    app.becomes(call_id, "ended")
    app.pops(None)
    assert len(second.asked("get_token")) == 1
    again = second.call("5503303")
    app.becomes(again, "ringing")


def test_a_restarted_pbx_that_knows_the_client_no_more(
    start_pbx: Callable[..., Pbx], start_app: Callable[..., App], tmp_path: Path
) -> None:
    """The secret was changed meanwhile: one try, then refused; no office gets blocked."""
    first = start_pbx()
    app = start_app(*as_options(first, tmp_path / "secret"))
    app.online()
    app.changes.clear()

    first.close()
    until_seen(app, "reconnecting")
    second = start_pbx("--port", str(first.port), "--seed", "2")

    status = app.until("refused", lambda now: now["code"] == "credentials", RETRY_S)
    assert status["connection"] == "refused"
    assert len(second.asked("get_token")) == 1


def test_calls_of_others_are_not_mine(office: Office) -> None:
    """A colleague's calls ring no bell here."""
    theirs = office.pbx.call("5503302", to="2001")
    mine = office.pbx.call("5503303")

    office.app.pops(mine)

    assert theirs not in [call["id"] for call in office.app.status()["calls"]]


def test_a_lost_event_is_made_up_for(office: Office) -> None:
    """The end of a call is never told: a look at the PBX's own picture finds it."""
    call_id = office.pbx.call("5503302")
    office.app.becomes(call_id, "ringing")
    office.pbx.do("events", drop=1000)
    office.pbx.gives_up(call_id)
    office.pbx.do("events")
    office.app.changes.clear()

    office.pbx.do("cut")

    until_seen(office.app, "reconnecting")
    office.app.becomes(call_id, "ended")
    office.app.pops(None)
