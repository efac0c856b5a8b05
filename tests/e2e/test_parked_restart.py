"""Who is parked is not lost by a restart: it is the PBX's list, and it is asked for anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.e2e.conftest import as_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.simulated import Pbx


def parked(app: App) -> list[dict[str, Any]]:
    """What ``ctl parked`` prints."""
    found: list[dict[str, Any]] = app.ask("parked")
    return found


def test_a_restart_finds_whoever_is_parked(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """By oneself or by a phone, while it ran or while it did not; who gave up meanwhile is gone."""
    options = as_options(pbx, tmp_path / "secret")
    app = start_app(*options)
    app.online()
    mine = pbx.call("5503301")
    app.becomes(mine, "ringing")
    pbx.pick_up(mine)
    app.becomes(mine, "talking")
    assert app.ctl("park", "--slot", "6001").returncode == 0
    app.until("it is in the list", lambda _: [each["slot"] for each in parked(app)] == ["6001"])
    gone = pbx.call("5503302")
    pbx.pick_up(gone)
    app.becomes(gone, "talking")
    assert app.ctl("park", "--slot", "6002").returncode == 0
    app.until("both are", lambda _: [each["slot"] for each in parked(app)] == ["6001", "6002"])
    app.close()
    pbx.gives_up(gone)
    theirs = pbx.call("5503303", to="2001")
    pbx.pick_up(theirs, "2001")
    pbx.do("phone_park", extension="2001", slot="6003")

    app = start_app(*options)
    app.online()
    app.until("it is true", lambda _: [each["slot"] for each in parked(app)] == ["6001", "6003"])
    pbx.gives_up(mine)
    app.until("they gave up", lambda _: [each["slot"] for each in parked(app)] == ["6003"])
